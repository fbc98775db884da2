"""What belongs to a vault but not in it: locks and recovery copies, in the user's state folder."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


def state_folder() -> Path:
    """The user's state folder for netvault (on Linux under XDG_STATE_HOME); it may not exist yet."""
    from platformdirs import user_state_path

    return user_state_path("netvault", appauthor=False)


def cache_folder() -> Path:
    """The user's cache folder for netvault (on Linux under XDG_CACHE_HOME); it may not exist yet, and may go at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("netvault", appauthor=False)


def vault_key(root: Path) -> str:
    """The name under which the vault at a path is known: its folder's name and a hash of its real path."""
    real = os.path.realpath(root)
    name = re.sub(r"[^A-Za-z0-9-]+", "-", os.path.basename(real)).strip("-")[:40] or "vault"
    return f"{name}-{sha256(os.fsencode(real)).hexdigest()[:16]}"


def private_folder(path: Path) -> Path:
    """The folder, made where it is not there; it and netvault's folders around it are its user's alone. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    ours = (state_folder(), cache_folder())
    for folder in (path, *(around for around in path.parents if any(around.is_relative_to(one) for one in ours))):
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    return path


def fsync_folder(path: str | os.PathLike[str]) -> None:
    """See to it that the names in a folder survive a power cut. Raises OSError."""
    if os.name == "nt":
        return  # a folder cannot be opened there
    file = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def let_go(file: int) -> None:
    """Close a file that was only read: nothing can be lost by it, so nothing is raised."""
    with suppress(OSError):
        os.close(file)


def write_all(file: int, data: bytes) -> None:
    """Write every byte to an open file, however few the system takes at a time. Raises OSError."""
    left = memoryview(data)
    while left:
        taken = os.write(file, left)
        if taken <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[taken:]


def check_size(file: int, size: int) -> os.stat_result:
    """What is known of a file that was written, if it has as many bytes as it should. Raises OSError."""
    known = os.fstat(file)
    if known.st_size != size:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return known
