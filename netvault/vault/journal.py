"""The temporary files in use, written down so that the next run finds those that a killed one left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from netvault.vault.read import read_file
from netvault.vault.state import let_go, write_all

_NEW = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Journal:
    """Temporary files and the paths of their notes; on disk before they are. Used under the vault's lock."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, _NEW, 0o600)
        self.open: dict[str, str] = {}

    def left(self) -> dict[str, str]:
        """What an earlier run has left: the note's path by the temporary's. Raises OSError."""
        size = os.fstat(self._file).st_size
        if not size:
            return {}
        os.lseek(self._file, 0, os.SEEK_SET)
        words = os.fsdecode(read_file(self._file, size)).split("\0")
        return dict(zip(words[0:-1:2], words[1:-1:2], strict=False))

    def add(self, temporaries: Sequence[str], path: str) -> None:
        """Write temporary files of a note down, before they are made. Raises OSError."""
        write_all(self._file, os.fsencode("".join(f"{temporary}\0{path}\0" for temporary in temporaries)))
        self.open.update(dict.fromkeys(temporaries, path))

    def done(self, temporary: str) -> None:
        """A temporary file is no more."""
        self.open.pop(temporary, None)

    def close(self) -> None:
        """Empty the list, unless something is left, and let go of it. Raises OSError."""
        try:
            if not self.open and os.fstat(self._file).st_size:
                os.ftruncate(self._file, 0)
        finally:
            let_go(self._file)
