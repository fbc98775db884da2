"""What the system says about the disk that a vault lies on, and about the folders that it watches for us."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_NETWORK = frozenset({
    "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb",
    "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse",
})  # fmt: skip
"""Kinds of disks whose changes made elsewhere the system does not report."""
_ESCAPE = re.compile(r"\\([0-7]{3})")


def network_drive(root: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str | None:
    """The kind of the network drive that a folder lies on; None where it lies on none, or that is not known."""
    real = os.path.realpath(root)
    if real.startswith("\\\\"):
        return "a share"
    try:
        lines = os.fsdecode(mounts.read_bytes()).splitlines()
    except OSError:
        return None
    kind, longest = "", -1
    for point, found in _mounts(lines):
        if (real + "/").startswith(point.rstrip("/") + "/") and len(point) >= longest:
            kind, longest = found, len(point)
    return kind if kind in _NETWORK else None


def _mounts(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each mounted disk: where, and of what kind."""
    for line in lines:
        before, _, after = line.partition(" - ")
        words = before.split(" ")
        if len(words) > 4 and after:
            yield _ESCAPE.sub(lambda found: chr(int(found[1], 8)), words[4]), after.split(" ")[0]


def watched_folders(about: Path = Path("/proc/self/fdinfo")) -> frozenset[int] | None:
    """The inodes of the folders that the system watches for this process; None where it does not say."""
    found: set[int] = set()
    try:
        names = os.listdir(about)
    except OSError:
        return None
    for name in names:
        try:
            text = (about / name).read_bytes()
        except OSError:
            continue  # it is closed by now
        if text.find(b"inotify ") >= 0:
            found.update(int(ino, 16) for ino in re.findall(rb"^inotify .*?\bino:([0-9a-f]+)", text, re.MULTILINE))
    return frozenset(found)
