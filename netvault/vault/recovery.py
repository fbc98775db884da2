"""Copies of what a write displaced, kept outside the vault for a while (safety, Writing, step 7).

A copy's name begins with its time, so that names sort by it; beside it a JSON file says where it came from:

    20261122T235001.123456Z_replaced_3f2a9c_Today.md
    20261122T235001.123456Z_replaced_3f2a9c_Today.md.json    {"path": "Today.md", "reason": "replaced", …}
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from netvault.vault.read import FLAGS
from netvault.vault.state import check_size, fsync_folder, private_folder, state_folder, vault_key, write_all

DAYS = 7
MOST_BYTES = 200_000_000
MOST_COPIES = 4_000
ROUTINE = "replaced"
"""The reason of a copy that holds nothing but what a note held before an edit: the first to go."""
_SELDOM = 600.0
_AGAIN = timedelta(days=1)
"""For how long the same words of a note are not kept once more."""
_TIME = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)_([a-z0-9-]+)_[0-9a-f]{6}_.+\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Copy:
    """One recovery copy: its file, the path in the vault that it is of, why it was kept, and when (UTC).

    `sure`: the path is known; else it is only the name of the note.
    """

    file: Path
    path: str
    reason: str
    at: datetime
    sure: bool = True


class Recovery:
    """The recovery folder of one vault. It is made, with 0700, when the first copy is kept."""

    def __init__(self, root: Path, clock: Callable[[], float]) -> None:
        self.folder = state_folder() / "recovery" / vault_key(root)
        self._clock = clock
        self._used = False

    def keep(self, path: str, data: bytes, reason: str) -> Path:
        """Keep bytes of the note at `path`; returns the copy's file, safe on the disk. Raises OSError."""
        target = self._target(path, reason)
        _store(target, data, lasting=True)
        self._describe(target, path, reason)
        fsync_folder(self.folder)
        return target

    def known(self, path: str, data: bytes, reason: str) -> Path | None:
        """The copy of a day at most, if there is one, that holds just these bytes of the note at `path`, for this reason."""
        since = datetime.fromtimestamp(self._clock(), UTC) - _AGAIN
        try:
            names = sorted(os.listdir(self.folder), reverse=True)
        except OSError:
            return None
        ours = re.compile(rf"\d{{8}}T\d{{6}}\.\d{{6}}Z_{_short_reason(reason)}_[0-9a-f]{{6}}_{re.escape(_short_name(path))}\Z")
        for name in filter(ours.match, names):
            copy = self._copy(name)
            if copy is None or (copy.path, copy.reason, copy.sure) != (path, reason, True) or copy.at < since:
                continue
            with suppress(OSError):
                if copy.file.read_bytes() == data:
                    return copy.file
        return None

    def take(self, source: str, path: str, reason: str) -> Path:
        """Move a file out of the vault, as a copy of the note at `path`. Raises OSError; then it stays there.

        On one disk the file itself moves, so that whoever has it open writes into the copy.
        """
        known = os.lstat(source)
        target = self._target(path, reason)
        if known.st_nlink == 1 and _moved(source, target):
            self._describe(target, path, reason)
            return target
        if not stat.S_ISREG(known.st_mode):
            raise IsADirectoryError(f"{source} is not a file")
        with os.fdopen(os.open(source, FLAGS), "rb") as file:
            target = self.keep(path, file.read(), reason)
        os.unlink(source)
        return target

    def copies(self) -> list[Copy]:
        """The copies that there are, the oldest first."""
        try:
            names = sorted(os.listdir(self.folder))
        except OSError:
            return []
        return [copy for name in names if not name.endswith(".json") and (copy := self._copy(name))]

    def prune(self) -> None:
        """Delete copies older than 7 days, then the oldest beyond 200 MB or 4,000, routine ones first.

        Looks at most every ten minutes, and only where this run has kept something. Raises OSError.
        """
        stamp = self.folder / ".pruned"
        now = self._clock()
        if not self._used or (stamp.exists() and abs(now - stamp.stat().st_mtime) < _SELDOM):
            return
        stamp.touch(0o600)
        os.utime(stamp, (now, now))
        oldest = datetime.fromtimestamp(now, UTC) - timedelta(days=DAYS)
        sizes = {copy: copy.file.lstat().st_size for copy in self.copies()}
        total, count = sum(sizes.values()), len(sizes)
        for copy in sorted(sizes, key=lambda copy: (copy.at >= oldest, copy.reason != ROUTINE, copy.at)):
            if copy.at >= oldest and total <= MOST_BYTES and count <= MOST_COPIES:
                return
            copy.file.unlink(missing_ok=True)
            _beside(copy.file).unlink(missing_ok=True)
            total, count = total - sizes[copy], count - 1

    def _target(self, path: str, reason: str) -> Path:
        private_folder(self.folder)
        self._used = True
        when = datetime.fromtimestamp(self._clock(), UTC).strftime(_TIME)
        return self.folder / f"{when}_{_short_reason(reason)}_{secrets.token_hex(3)}_{_short_name(path)}"

    def _describe(self, target: Path, path: str, reason: str) -> None:
        about = {"path": path, "reason": reason, "saved": target.name.partition("_")[0]}
        with suppress(OSError):  # its name says nearly as much
            _store(_beside(target), json.dumps(about).encode() + b"\n")

    def _copy(self, name: str) -> Copy | None:
        found = _NAME.match(name)
        if not found:
            return None
        file = self.folder / name
        try:
            at = datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)
        except ValueError:
            return None
        try:
            about = json.loads(_beside(file).read_bytes())
            return Copy(file, str(about["path"]), str(about["reason"]), at)
        except (OSError, ValueError, LookupError, TypeError):
            return Copy(file, name[found.end(2) + 8 :], found[2], at, sure=False)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def _store(target: Path, data: bytes, *, lasting: bool = False) -> None:
    file = os.open(target, _NEW, 0o600)
    try:
        try:
            write_all(file, data)
            if lasting:
                os.fsync(file)
            check_size(file, len(data))
        finally:
            os.close(file)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _beside(file: Path) -> Path:
    return file.with_name(file.name + ".json")


def _moved(source: str, target: Path) -> bool:
    try:
        os.rename(source, target)
    except OSError:
        return False  # another disk, or not allowed: copy it
    return True


def _short_reason(reason: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-")[:40] or "kept"


def _short_name(path: str) -> str:
    """A note's file name, cut to a length to which all the rest can be added."""
    stem, dot, ending = os.path.basename(path).rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 10 else (stem + dot + ending, "")
    return os.fsencode(stem)[:100].decode("utf-8", "ignore").replace("_", "-") + ending
