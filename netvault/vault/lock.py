"""One netvault at a time writes to a vault (safety, Writing, step 1)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from netvault.vault.state import let_go
from netvault.vault.trouble import Busy

WAIT = 5.0
"""How long, in seconds, to wait for another netvault."""
_PAUSE = 0.02


class VaultLock:
    """A lock that the system lets go when its process ends, however it ends."""

    def __init__(self, file: Path, sleep: Callable[[float], None]) -> None:
        self._path = file
        self._sleep = sleep
        self._file = -1

    def take(self, wait: float = WAIT) -> None:
        """Take the lock, waiting so many seconds at most. Raises Busy, or OSError."""
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        waited = 0.0
        while not _try(self._file):
            if waited >= wait:
                self.drop()
                raise Busy("", "Another netvault is writing to this vault.", "Try again in a moment.")
            self._sleep(_PAUSE)
            waited += _PAUSE

    def drop(self) -> None:
        """Let the lock go, if it is held."""
        if self._file >= 0:
            let_go(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _try(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
