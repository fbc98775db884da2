"""Where a path of the vault leads, when something is to be written there (safety, What notes can contain)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePosixPath

from netvault.vault.trouble import Refused


@dataclass(frozen=True, slots=True)
class Target:
    """A path in the vault, and the real path of the file that it names; links on the way are resolved."""

    path: str
    full: str

    @property
    def folder(self) -> str:
        """The real path of the folder in which it lies."""
        return os.path.dirname(self.full)


def target_of(root: str, path: str) -> Target:
    """The file that `path` names in the vault whose real path is `root`.

    Raises Refused where it lies outside the vault, or in a folder whose name begins with a dot.
    """
    parts = PurePosixPath(path).parts
    if not parts or "\0" in path or path.startswith("/") or ".." in parts or path.endswith("/"):
        raise Refused(path, "It is not a path of a file in the vault.")
    full = os.path.realpath(os.path.join(root, *parts))
    inside = os.path.join(root, "")
    if not full.startswith(inside):
        raise Refused(path, "It leads out of the vault.")
    real = os.path.relpath(full, root).split(os.sep)
    if any(part.startswith(".") for part in (*parts, *real)):
        raise Refused(path, "Names that begin with a dot are not netvault's to write.")
    return Target(path, full)


def make_folders(root: str, folder: str) -> None:
    """Make a folder of the vault and those above it, where they are missing. Raises OSError.

    A new folder has the rights of the one above it, less the umask, if that is shared; else it is its
    user's alone.
    """
    if os.path.isdir(folder) or folder == root:
        return
    above = os.path.dirname(folder)
    make_folders(root, above)
    mode = os.stat(above).st_mode & 0o777
    try:
        os.mkdir(folder, mode if mode & 0o020 else 0o700)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise
