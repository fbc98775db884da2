"""What is wrong, where, and what to do about it: problems are values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Severity = Literal["error", "warning", "info"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `line`, `column` and `width` count characters from 1; `excerpt` is the line they stand in.

    `message` says what is wrong in a person's words, `help` what to do about it. `private` marks a
    problem of a private note, which no file that is written may name.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    help: str = ""
    excerpt: str = ""
    width: int = 1
    private: bool = False

    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which diagnostics are listed: path, line, column."""
        return (self.path, self.line, self.column, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value and the problems that came with it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = field(default=())
