"""Putting a file in its place, and what it displaces aside (safety, Writing, steps 4 to 7)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from netvault.vault.find import TEMPORARY
from netvault.vault.held import Held
from netvault.vault.journal import Journal
from netvault.vault.late import LateLook, Warn
from netvault.vault.place import Target, make_folders
from netvault.vault.recovery import ROUTINE, Recovery
from netvault.vault.rename import rename_new
from netvault.vault.replace import Outcome, Piece, Ways, look, replace
from netvault.vault.state import fsync_folder
from netvault.vault.temporary import Temporary, make_temporary, temporary_name
from netvault.vault.trouble import disk_trouble


class Placing:
    """One run's temporary files, each written down in the journal while it is there."""

    def __init__(
        self, root: str, recovery: Recovery, journal: Journal, late: LateLook, ways: Ways, warn: Warn
    ) -> None:
        self._root = root
        self._recovery = recovery
        self._journal = journal
        self._late = late
        self._ways = ways
        self._warn = warn
        self._folders: set[str] = set()

    def put(self, target: Target, held: Held | None, new: bytes) -> tuple[bool, Path | None]:
        """Put new bytes in place of those held, or of no file. False where that has changed meanwhile.

        With it the copy of what was displaced, if any. Raises DiskTrouble; then nothing has happened.
        """
        try:
            if held is None:
                make_folders(self._root, target.folder)
            names = [temporary_name(target.folder), temporary_name(target.folder)]
            self._journal.add(names, target.path)
            try:
                return self._replace(target, held, new, *names) if held else self._new(target, new, names[0])
            finally:
                self._forget(names)
        except OSError as error:
            raise disk_trouble(error, target.path) from error

    def _new(self, target: Target, data: bytes, name: str) -> tuple[bool, None]:
        """Put a new file where there is none; False where there is one by now. Raises OSError."""
        temporary = make_temporary(name, data)
        try:
            rename_new(name, target.full, natively=self._ways.swap)
        except FileExistsError:
            return False, None
        finally:
            _discard(temporary)
        self._folders.add(target.folder)
        return True, None

    def _replace(
        self, target: Target, held: Held, data: bytes, name: str, spare: str
    ) -> tuple[bool, Path | None]:
        """Put new bytes in place of those held; False where the file has changed. Raises OSError."""
        like = held.file if held.file >= 0 else None
        temporary = make_temporary(name, data, like=like, known=held.known)
        try:
            outcome = replace(temporary, target.full, held, spare, self._ways)
            self._folders.add(target.folder)
            return outcome.done, self._put_aside(target, held, outcome)
        finally:
            _discard(temporary)

    def away(self, target: Target, held: Held, reason: str) -> Path | None:
        """Move the file that is held to the recovery folder. None where it has changed meanwhile, and stays.

        Raises DiskTrouble; then it is in its place.
        """
        name = temporary_name(target.folder)
        try:
            self._journal.add([name], target.path)
            try:
                rename_new(target.full, name, natively=self._ways.swap)
                self._folders.add(target.folder)
                return self._taken_away(target, held, name, reason)
            except FileNotFoundError:
                return None
            finally:
                self._forget([name])
        except OSError as error:
            raise disk_trouble(error, target.path) from error

    def _taken_away(self, target: Target, held: Held, name: str, reason: str) -> Path | None:
        """Keep a file that was moved out of its place, if it is the one that was held; else put it back. Raises OSError."""
        try:
            piece = look(name)
            piece.close()  # it stays open as the one that is held
            same = (piece.identity, piece.data) == (held.identity, held.data) and held.unchanged()
            copy = self._recovery.take(name, target.path, reason) if same else None
        except OSError:
            rename_new(name, target.full, natively=self._ways.swap)
            raise
        if copy:
            self._watch(target, held, piece)
            return copy
        try:
            rename_new(name, target.full, natively=self._ways.swap)
        except FileExistsError:
            copy = self._recovery.take(name, target.path, "overtaken")
            self._warn("save-kept", target.path, f"It was saved elsewhere meanwhile. One of the saves is kept in {copy}")
        return None

    # ── what is left of an attempt ──────────────────────────────────────────────────────────────

    def _put_aside(self, target: Target, held: Held, outcome: Outcome) -> Path | None:
        """Keep what an attempt has displaced, and watch over it. Trouble here is but a warning."""
        copy = None
        reason = "unverified" if outcome.trouble else ROUTINE if outcome.done else "overtaken"
        if outcome.trouble:
            self._trouble(target.path, "What it replaced is not known for certain", outcome.trouble)
        try:
            for data in outcome.restored:
                if data != held.data:
                    self._recovery.keep(target.path, data, "restored")
            copy = self._keep(target, held, outcome, reason)
        except OSError as error:
            self._trouble(target.path, "What it replaced could not be kept", error)
        if outcome.left or outcome.done:
            self._watch(target, held, outcome.left)
        if copy and reason != ROUTINE:
            message = f"It was saved elsewhere meanwhile. One of the saves is kept in {copy}"
            self._warn("save-kept", target.path, message)
        return copy

    def _keep(self, target: Target, held: Held, outcome: Outcome, reason: str) -> Path | None:
        """Move what was displaced to the recovery folder. Raises OSError; then it lies where it lay."""
        if outcome.left is None:
            return self._recovery.keep(target.path, held.data, reason) if outcome.done else None
        if outcome.left.ours:
            os.unlink(outcome.left.path)
            return None
        return self._recovery.take(outcome.left.path, target.path, reason)

    def _trouble(self, path: str, what: str, error: OSError) -> None:
        self._warn("disk-trouble", path, f"{what}: {error.strerror or error}.")

    def _watch(self, target: Target, held: Held, left: Piece | None) -> None:
        """Hand a displaced file, and its lease if it has one, to the late look."""
        if left is None or left.identity == held.identity:
            if left:
                left.close()
            file, held.file, data = held.file, -1, held.data
        else:
            file, left.file, data = left.file, -1, left.data or b""
        if file >= 0:
            self._late.watch(file, target.path, data)

    def _forget(self, names: Iterable[str]) -> None:
        """Strike temporary files that are gone off the journal."""
        for name in names:
            if not os.path.lexists(name):
                self._journal.done(name)

    def adopt(self, leftovers: Mapping[str, str]) -> None:
        """Move temporary files (by them, the paths of their notes) to the recovery folder.

        What cannot be moved stays, and is tried again by the next run.
        """
        for name, path in leftovers.items():
            inside = name.startswith(os.path.join(self._root, ""))
            if not inside or not TEMPORARY.match(os.path.basename(name)):
                continue
            try:
                known = os.lstat(name)
                if stat.S_ISREG(known.st_mode) and known.st_nlink > 1:
                    os.unlink(name)  # the second name of a note that is in its place
                else:
                    copy = self._recovery.take(name, path, "leftover")
                    message = f"A write of it was broken off. What was left beside it is kept in {copy}"
                    self._warn("leftover", path, message)
                self._journal.done(name)
            except FileNotFoundError:
                self._journal.done(name)
            except OSError as error:
                self._journal.open[name] = path
                self._warn("leftover", path, f"{name} could not be moved: {error.strerror or error}.")

    def finish(self) -> None:
        """Make changes of folders last, look for late writers, clear away what is left of this run."""
        for folder in sorted(self._folders):
            try:
                fsync_folder(folder)
            except OSError as error:
                self._trouble("", f"The disk did not confirm a change in {folder}", error)
        self._folders.clear()
        self._late.finish()
        self.adopt(dict(self._journal.open))


def _discard(temporary: Temporary) -> None:
    """Delete a temporary file that never took a note's place, if it is still there."""
    with suppress(OSError):
        known = os.lstat(temporary.path)
        if (known.st_dev, known.st_ino) == temporary.identity:
            os.unlink(temporary.path)
