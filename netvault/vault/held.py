"""A file held for a write: opened with care and read; where the system can tell, nobody writes to it.

(Safety, Writing, step 2.)
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass

from netvault.vault import lease
from netvault.vault.find import LARGEST
from netvault.vault.read import FLAGS, read_file
from netvault.vault.state import let_go
from netvault.vault.trouble import Refused

STILL = 2.0
"""Without leases: for how long, in seconds, a file must not have changed."""


@dataclass(slots=True)
class Held:
    """A file's bytes and its identity. `file` is open; while `leased`, nobody can have changed it."""

    file: int
    identity: tuple[int, int]
    known: os.stat_result
    data: bytes
    leased: bool

    def unchanged(self) -> bool:
        """False where somebody has asked to write to the file since it was leased."""
        return not self.leased or lease.unbroken(self.file)

    def close(self) -> None:
        """Let go of the file, and of its lease."""
        if self.file >= 0:
            let_go(self.file)
            self.file = -1
            self.leased = False


@dataclass(frozen=True, slots=True)
class Wait:
    """The file cannot be held yet; look again after so many seconds."""

    seconds: float


def hold(full: str, path: str, now: float, *, leases: bool = True) -> Held | Wait | None:
    """Hold the file at `full` (`path` is its name in messages). None for no file; Wait while it changes.

    `now` is the time, by which a file's last change is judged where no lease is to be had. Raises
    Refused where it is not to be written, OSError where it cannot be read.
    """
    try:
        file = os.open(full, FLAGS)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _not_opened(error, path)
    kept = False
    try:
        known = os.fstat(file)
        _check(known, full, path)
        granted = lease.take(file) if leases else "none"
        if granted == "busy":
            return Wait(0.01)
        age = now - known.st_mtime
        if granted == "none" and 0 <= age < STILL:
            return Wait(STILL - age)
        data = read_file(file, LARGEST)
        after = os.fstat(file)
        if granted == "none" and (after.st_mtime_ns, after.st_size) != (known.st_mtime_ns, known.st_size):
            return Wait(STILL)
        kept = os.name != "nt"  # there, a file that is open cannot be replaced
        return Held(file if kept else -1, (known.st_dev, known.st_ino), known, data, granted == "held")
    finally:
        if not kept:
            let_go(file)


def _not_opened(error: OSError, path: str) -> Wait:
    """What it means that a file cannot be opened. Raises Refused, or the error."""
    if error.errno == errno.EAGAIN:
        return Wait(0.01)  # another program holds a lease on it
    if error.errno == errno.ELOOP:
        raise Refused(path, "It is a link.", "Name the note that it leads to.") from error
    if error.errno == errno.ENXIO:
        raise Refused(path, "It is not a file that can be written.") from error
    if error.errno == errno.ENOTDIR:
        raise Refused(path, "Its folder is a file.", "Choose another place.") from error
    raise error


def _check(known: os.stat_result, full: str, path: str) -> None:
    """Raise Refused where a file of this kind is not written."""
    if stat.S_ISDIR(known.st_mode):
        raise Refused(path, "There is a folder of this name.", "Rename it, or choose another name.")
    if not stat.S_ISREG(known.st_mode):
        raise Refused(path, "It is not a file that can be written.")
    if known.st_nlink > 1:
        hint = "Copy it and put the copy in its place, then run this again."
        raise Refused(path, "It has a second name (a hard link), which a write would cut off.", hint)
    if not known.st_mode & 0o222 or (not os.access(full, os.W_OK) and os.path.lexists(full)):
        raise Refused(path, "It is read-only.", "Make it writable, then run this again.")
    if known.st_size > LARGEST:
        raise Refused(path, "It has more than 5 MiB.", "Split it.")
