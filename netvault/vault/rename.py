"""Renames that Python does not have: two files exchanged in one step, and one that never replaces."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

_AT_FDCWD = -100
_NOREPLACE, _EXCHANGE = 1, 2
_SYSCALL = {"x86_64": 316, "aarch64": 276, "riscv64": 276}
_MAC_SWAP, _MAC_EXCL = 2, 4
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.EPERM}
_TRIES = 100
_Rename = Callable[[bytes, bytes, int], int]


def swap(one: str, other: str) -> bool:
    """Exchange two files of one disk in one step. False where the system cannot. Raises OSError."""
    return _rename(one, other, _MAC_SWAP if sys.platform == "darwin" else _EXCHANGE)


def rename_new(old: str, new: str, *, natively: bool = True) -> None:
    """Rename a file to a name that is free. Raises FileExistsError where it is not, and other OSErrors."""
    if natively and _rename(old, new, _MAC_EXCL if sys.platform == "darwin" else _NOREPLACE):
        return
    if os.name == "nt":
        os.rename(old, new)  # never replaces there
        return
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this disk: claim the name, then put the file there
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        try:
            os.replace(old, new)
        except OSError:
            os.unlink(new)
            raise
    else:
        with suppress(OSError):  # it has its new name; that it keeps the old one as well does no harm
            os.unlink(old)


def _rename(old: str, new: str, flags: int) -> bool:
    call = _native()
    if call is None:
        return False
    number = errno.EINTR
    for _ in range(_TRIES):
        if call(os.fsencode(old), os.fsencode(new), flags) == 0:
            return True
        number = ctypes.get_errno()
        if number in _NOT_HERE:
            return False
        if number != errno.EINTR:
            break
    raise OSError(number, os.strerror(number), old, None, new)


@cache
def _native() -> _Rename | None:
    """The system's call, or None where there is none."""
    if os.name == "nt":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        mac = getattr(library, "renamex_np", None)
        return None if mac is None else lambda old, new, flags: int(mac(old, new, ctypes.c_uint(flags)))
    call = getattr(library, "renameat2", None)
    if call is not None:
        here = ctypes.c_int(_AT_FDCWD)
        return lambda old, new, flags: int(call(here, old, here, new, ctypes.c_uint(flags)))
    number = _SYSCALL.get(platform.machine()) if sys.platform.startswith("linux") else None
    if number is None:
        return None
    at, syscall = ctypes.c_long(_AT_FDCWD), library.syscall
    return lambda old, new, flags: int(syscall(ctypes.c_long(number), at, old, at, new, ctypes.c_long(flags)))
