"""Putting new bytes in a file's place without losing what somebody saves at the same moment.

The new file and the old are exchanged in one step; then the old one is looked at. Is it not what the
new bytes were made from, it is put back: the person's bytes win. (Safety, Writing, steps 5 and 6.)
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field

from netvault.vault import lease
from netvault.vault.find import LARGEST
from netvault.vault.held import Held
from netvault.vault.read import FLAGS, read_file
from netvault.vault.rename import rename_new, swap
from netvault.vault.state import let_go
from netvault.vault.temporary import Temporary

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Ways:
    """What may be tried. Each is given up by itself where the system or the disk does not have it."""

    lease: bool = True
    swap: bool = True
    link: bool = True


@dataclass(slots=True)
class Piece:
    """A file that is not in its place any more: where it lies, its identity, its bytes (None for no file).

    `file` is open, or -1. `ours` is True for bytes that netvault made and nobody has touched.
    """

    path: str
    identity: tuple[int, int]
    data: bytes | None
    file: int = -1
    ours: bool = False

    def close(self) -> None:
        """Let go of the file."""
        if self.file >= 0:
            let_go(self.file)
            self.file = -1


@dataclass(slots=True)
class Outcome:
    """Whether the new bytes are in place, what lies beside them now, and what could not be done.

    `restored` are saves that were out of their place for a moment, unseen by who read the note just then.
    """

    done: bool
    left: Piece | None = None
    trouble: OSError | None = None
    restored: list[bytes] = field(default_factory=list)


def replace(new: Temporary, note: str, held: Held, spare: str, ways: Ways) -> Outcome:
    """Put the temporary file in the place of the file that is held. `spare` is a free name beside it.

    Not done: the file in place is a person's, and newer than what was held. Whatever is left lies under the
    temporary's name or the spare one. Raises OSError while nothing has happened yet.
    """
    if not held.unchanged() or _identity(note) != held.identity:
        return Outcome(False)
    try:
        if ways.swap and swap(new.path, note):
            return _after_swap(new, note, held)
        return _by_link(new, note, held, spare, ways)
    except FileNotFoundError:
        return Outcome(False)  # moved away or deleted meanwhile
    except OSError as error:
        if _identity(note) != new.identity:
            raise
        old = new.path if os.path.lexists(new.path) else spare
        return Outcome(True, Piece(old, (0, 0), None), error)  # it was done all the same


def look(path: str, *, keep: bool = True) -> Piece:
    """What lies at a path; it stays open where `keep` is. Raises OSError."""
    known = os.lstat(path)
    identity = (known.st_dev, known.st_ino)
    if not stat.S_ISREG(known.st_mode):
        return Piece(path, identity, None)
    file = os.open(path, FLAGS)
    piece = Piece(path, identity, None, file)
    try:
        piece.data = read_file(file, LARGEST * 4)
    finally:
        if not keep or os.name == "nt" or piece.data is None:
            piece.close()
    return piece


def _identity(path: str) -> tuple[int, int] | None:
    try:
        known = os.lstat(path)
    except OSError:
        return None
    return known.st_dev, known.st_ino


def _is_base(piece: Piece, held: Held) -> bool:
    """Whether a displaced file is what the new bytes were made from, and nobody is about to write to it."""
    if piece.data != held.data:
        return False
    if held.leased and piece.identity == held.identity:
        return held.unchanged()
    return not held.leased or lease.take(piece.file) != "busy"


# ── exchanging ──────────────────────────────────────────────────────────────────────────────────


def _after_swap(new: Temporary, note: str, held: Held) -> Outcome:
    """The exchange has been made: see that it was right, else undo it."""
    try:
        piece = look(new.path)
    except OSError as error:
        return Outcome(True, Piece(new.path, (0, 0), None), error)
    if _is_base(piece, held):
        return Outcome(True, piece)
    return _undo(new, note, piece)


def _undo(new: Temporary, note: str, back: Piece) -> Outcome:
    """Exchange back, until the newest of what was saved meanwhile is in place.

    Each exchange should bring back what the one before put there. What comes back instead is newer still.
    """
    outcome = Outcome(False, back)
    there: tuple[tuple[int, int], bytes | None] = (new.identity, new.data)
    for _ in range(_ROUNDS):
        try:
            _exchange(new.path, note)
        except FileNotFoundError:
            return _put_back(new, note, outcome)
        except OSError as error:
            outcome.done, outcome.trouble = not outcome.restored, error
            return outcome
        outcome.restored.append(back.data or b"")
        back.close()
        try:
            came = outcome.left = look(new.path)
        except OSError as error:
            outcome.left, outcome.trouble = Piece(new.path, (0, 0), None), error
            return outcome
        if (came.identity, came.data) == there:
            quiet = lease.take(came.file) != "busy"
            came.ours = quiet and there == (new.identity, new.data)
            return outcome
        there, back = (back.identity, back.data), came
    return outcome


def _exchange(one: str, other: str) -> None:
    if not swap(one, other):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def _put_back(new: Temporary, note: str, outcome: Outcome) -> Outcome:
    """The place is empty: somebody moved our file away, or deleted it. Put the person's there."""
    try:
        rename_new(new.path, note)
    except FileExistsError:
        return outcome
    except OSError as error:
        outcome.trouble = error
        return outcome
    if outcome.left:
        outcome.restored.append(outcome.left.data or b"")
        outcome.left.close()
        outcome.left = None
    return outcome


# ── where there is no exchange ──────────────────────────────────────────────────────────────────


def _by_link(new: Temporary, note: str, held: Held, spare: str, ways: Ways) -> Outcome:
    """Give the old file a second name, then put the new one in its place.

    A file that is renamed over the old one between those two steps is lost: nothing better is to be had here.
    """
    if not ways.link or not _linked(note, spare):
        return _by_copy(new, note, held)
    if not _is_same(look(spare, keep=False), held) or _identity(note) != held.identity:
        os.unlink(spare)
        return Outcome(False)
    os.replace(new.path, note)
    try:
        piece = look(spare)
    except OSError as error:
        return Outcome(True, Piece(spare, (0, 0), None), error)
    if piece.data == held.data and held.unchanged():
        return Outcome(True, piece)
    try:
        if look(note, keep=False).data == new.data:
            os.replace(spare, note)
            piece.close()
            return Outcome(False, restored=[piece.data or b""])
    except OSError as error:
        return Outcome(True, piece, error)
    return Outcome(False, piece)


def _by_copy(new: Temporary, note: str, held: Held) -> Outcome:
    """Put the new file in place of the old, which is then gone: the caller keeps the bytes that were held."""
    if not _is_same(look(note, keep=False), held):
        return Outcome(False)
    os.replace(new.path, note)
    return Outcome(True)


def _is_same(piece: Piece, held: Held) -> bool:
    return piece.identity == held.identity and piece.data == held.data and held.unchanged()


def _linked(note: str, spare: str) -> bool:
    try:
        os.link(note, spare)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True
