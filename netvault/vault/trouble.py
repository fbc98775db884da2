"""Why a write did not happen: exceptions with a person's message (safety, Writing)."""

from __future__ import annotations

import errno


class WriteTrouble(Exception):  # noqa: N818
    """A write that did not happen: the file is as it was. `path` lies in the vault, `help`: what to do."""

    def __init__(self, path: str, message: str, help: str = "") -> None:  # noqa: A002
        super().__init__(path, message, help)
        self.path = path
        self.message = message
        self.help = help

    def __str__(self) -> str:
        what = f"{self.path}: {self.message}" if self.path else self.message
        return f"{what} {self.help}".rstrip()


class Refused(WriteTrouble):
    """This file is not written: read-only, linked elsewhere, no regular file, a folder, or outside."""


class Taken(Refused):
    """A new file was to be made, and there is one."""


class Busy(WriteTrouble):
    """Another netvault holds the vault, or the file kept changing: trying again may do. Exit code 75."""


class DiskTrouble(WriteTrouble):
    """The system did not allow it, or the disk failed."""


class Stale(Exception):  # noqa: N818
    """Raised by who plans: the bytes that are there now are not those that were planned against."""


_KNOWN = {
    errno.ENOSPC: ("The disk is full.", "Make room, then run this again."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Make room, then run this again."),
    errno.EROFS: ("The disk can only be read.", "Mount it for writing, then run this again."),
    errno.EACCES: ("You may not write here.", "Give yourself the right to, then run this again."),
    errno.EPERM: ("The system does not allow writing here.", "Look at the file's rights and locks."),
    errno.EIO: ("The disk reports an error.", "Save your vault elsewhere and check the disk."),
    errno.ENAMETOOLONG: ("The name is too long for this disk.", "Choose a shorter one."),
    errno.EMFILE: ("Too many files are open.", "Close some programs, then run this again."),
}


def disk_trouble(error: OSError, path: str) -> DiskTrouble:
    """What an error of the system means for a write to `path`."""
    message, hint = _KNOWN.get(error.errno or 0, (f"It cannot be written: {error.strerror or error}.", ""))
    return DiskTrouble(path, message, hint)
