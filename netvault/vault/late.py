"""The second look at displaced files: has anybody written to them since? (Safety, Writing, step 7.)"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from netvault.vault import lease
from netvault.vault.recovery import Recovery
from netvault.vault.state import let_go

LATE = 2.0
"""How long, in seconds, after a write the look is taken, where nothing proves it needless."""
_MOST = 64

Warn = Callable[[str, str, str], None]
"""Takes a warning: its code, the path that it is about, and its message."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """A displaced file that is kept open: the note that it was, its bytes, and when it was displaced."""

    file: int
    path: str
    data: bytes
    at: float


class LateLook:
    """Watches over displaced files until the end of a command.

    A lease that stands proves that nobody has a file open for writing, so there is nothing to wait for.
    Without one the look is taken after two seconds, once for all files.
    """

    def __init__(
        self, recovery: Recovery, clock: Callable[[], float], sleep: Callable[[float], None], warn: Warn
    ) -> None:
        self._recovery = recovery
        self._clock = clock
        self._sleep = sleep
        self._warn = warn
        self._files: list[Displaced] = []

    def watch(self, file: int, path: str, data: bytes) -> None:
        """Watch a file that has been displaced just now; it is closed in the end."""
        self._files.append(Displaced(file, path, data, self._clock()))
        if len(self._files) > _MOST and lease.unbroken(self._files[0].file):
            let_go(self._files.pop(0).file)

    def finish(self) -> None:
        """Look at all of them, and let go. What was written late is kept, with a warning."""
        files, self._files = self._files, []
        unproven = []
        for displaced in files:
            if lease.unbroken(displaced.file):
                let_go(displaced.file)
            else:
                lease.drop(displaced.file)  # who waits for it may write now
                unproven.append(displaced)
        if unproven:
            rest = max(displaced.at for displaced in unproven) + LATE - self._clock()
            if rest > 0:
                self._sleep(min(rest, LATE))
        for displaced in unproven:
            self._look(displaced)

    def _look(self, displaced: Displaced) -> None:
        copy: Path | None = None
        try:
            os.lseek(displaced.file, 0, os.SEEK_SET)
            with os.fdopen(displaced.file, "rb") as file:
                data = file.read()
            if data == displaced.data:
                return
            copy = self._recovery.keep(displaced.path, data, "late-save")
        except OSError as error:
            message = f"What was saved while it was written could not be kept: {error.strerror or error}."
            self._warn("late-save", displaced.path, message)
            return
        message = f"It was saved elsewhere while netvault wrote it. What was saved is kept in {copy}"
        self._warn("late-save", displaced.path, message)
