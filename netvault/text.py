"""A note's exact text, a place in it, and a change to it.

Everything that reads or changes a note speaks in these values. Offsets are counted in
characters of the decoded text, lines and columns from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_LINE_END = re.compile(r"\r\n|\n|\r")
LATELY = 64
"""Of how many texts it is remembered where their lines are: while a note is worked on that is asked often, later never."""


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to, and without, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text, byte for byte as it was decoded: byte order mark and line ends included.

    `path` is relative to the vault, with forward slashes.
    """

    path: str
    text: str

    @property
    def starts(self) -> Sequence[int]:
        """The offset at which each line starts."""
        return _starts(self.text)

    @property
    def lines(self) -> Sequence[str]:
        """The lines without their ends; only CR, LF and CRLF end a line."""
        return _lines(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return line, column - (1 if line == 1 and self.text.startswith("\ufeff") and column > 1 else 0)

    def excerpt(self, line: int) -> str:
        """The text of a line, from 1, without its end and without a byte order mark."""
        if not 0 < line <= len(self.lines):
            return ""
        text = self.lines[line - 1]
        return text.removeprefix("\ufeff") if line == 1 else text


@lru_cache(maxsize=LATELY)
def _starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


@lru_cache(maxsize=LATELY)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(split_lines(text))


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where `span` is."""

    span: Span
    text: str


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends; unlike str.splitlines only CR, LF and CRLF count."""
    return text.split("\n") if "\r" not in text else _LINE_END.split(text)


def newline_of(text: str) -> str:
    """The line end that a text uses: that of its first line, else LF."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with every edit made, from the end backwards.

    Raises ValueError when two edits overlap or one lies outside the text.
    """
    last = len(text)
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end), reverse=True):
        if not 0 <= edit.span.start <= edit.span.end <= last:
            raise ValueError("edits overlap or lie outside the text")
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        last = edit.span.start
    return text
