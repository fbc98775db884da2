"""The temporary file that holds new bytes until it takes a note's place (safety, Writing, step 4)."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass

from netvault.vault.state import check_size, write_all

_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_ATTRIBUTES = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENODATA, errno.EINVAL}
_MAY_BE_LOST = ("security.", "trusted.", "btrfs.", "com.apple.")


@dataclass(frozen=True, slots=True)
class Temporary:
    """A temporary file: its path, its identity (device, inode) and its bytes."""

    path: str
    identity: tuple[int, int]
    data: bytes


def temporary_name(folder: str) -> str:
    """A free name for a temporary file in a folder."""
    return os.path.join(folder, f".netvault-{secrets.token_hex(8)}.tmp")


def make_temporary(
    path: str, data: bytes, *, like: int | None = None, known: os.stat_result | None = None
) -> Temporary:
    """A temporary file on the disk for good, with these bytes. Raises OSError, and then leaves none.

    `like` is the open file whose mode, owner and extended attributes it gets, `known` what is known of
    it. With neither it is for its user alone, or for all the folder's users where the folder is shared.
    """
    mode = 0o600 if known else _mode_in(os.path.dirname(path))
    file = os.open(path, _NEW, mode)
    try:
        try:
            write_all(file, data)
            if known is not None:
                _copy_rights(file, known)
            if like is not None:
                _copy_attributes(like, file)
            os.fsync(file)
            made = check_size(file, len(data))
        finally:
            os.close(file)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    return Temporary(path, (made.st_dev, made.st_ino), data)


def _mode_in(folder: str) -> int:
    """The mode of a new file, before the umask: a shared folder is one that its group may write to."""
    return 0o666 if os.stat(folder).st_mode & stat.S_IWGRP else 0o600


def _copy_rights(file: int, known: os.stat_result) -> None:
    """Give an open file the owner, group and mode of another; the group must follow, the owner may."""
    made = os.fstat(file)
    if os.name == "nt":
        return
    if (made.st_uid, made.st_gid) != (known.st_uid, known.st_gid):
        try:
            os.fchown(file, known.st_uid, known.st_gid)
        except PermissionError:
            if made.st_gid != known.st_gid:
                os.fchown(file, -1, known.st_gid)
    if stat.S_IMODE(made.st_mode) != stat.S_IMODE(known.st_mode):
        os.fchmod(file, stat.S_IMODE(known.st_mode))


def _copy_attributes(old: int, new: int) -> None:
    """Copy extended attributes, access lists among them. None but the system's own may be lost."""
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(old)
    except OSError as error:
        if error.errno in _NO_ATTRIBUTES:
            return
        raise
    for name in names:
        try:
            os.setxattr(new, name, os.getxattr(old, name))
        except OSError:
            if not name.startswith(_MAY_BE_LOST):
                raise
