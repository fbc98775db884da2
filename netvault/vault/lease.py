"""Read leases: Linux tells us whether anybody has a file open for writing, and makes who wants to wait.

A lease is granted only while nobody can write to the file. Who opens it for writing then waits until
the lease is dropped (45 s at most), and meanwhile `unbroken` is False. Opening it for reading, linking
it and renaming it do not break a lease.
"""

from __future__ import annotations

import errno
import sys
from typing import Literal

Granted = Literal["held", "busy", "none"]

if sys.platform == "linux":
    import fcntl
    import signal

    def take(file: int) -> Granted:
        """Take a read lease on an open file: held, busy (somebody writes to it), or none to be had here."""
        try:
            # Without this a broken lease would send SIGIO, which ends the program; SIGURG is ignored.
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            return "busy" if error.errno == errno.EAGAIN else "none"
        return "held"

    def unbroken(file: int) -> bool:
        """Whether the lease on an open file stands, and nobody waits for it."""
        try:
            return fcntl.fcntl(file, fcntl.F_GETLEASE) == fcntl.F_RDLCK
        except OSError:
            return False

    def drop(file: int) -> None:
        """Let a lease go; who waits for it may go on."""
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError:
            return  # there is none any more

else:

    def take(file: int) -> Granted:
        """No leases here."""
        return "none"

    def unbroken(file: int) -> bool:
        """No leases here."""
        return False

    def drop(file: int) -> None:
        """No leases here."""
