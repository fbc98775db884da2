"""Taking back the last deed, where the notes still hold it; and bringing one to its end that was broken off."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from netvault.vault.find import LARGEST
from netvault.vault.read import Unreadable, read_bytes
from netvault.vault.trouble import Stale, WriteTrouble
from netvault.vault.undo import Deed, History, Spot, put_again, take_back
from netvault.vault.write import Make, Writer

FRESH = 24 * 3600
"""For how long, in seconds, a deed that was broken off is brought to its end."""


@dataclass(frozen=True, slots=True)
class Reverted:
    """What was taken back: the command that had written it, and its changes, the last first."""

    command: str
    spots: tuple[Spot, ...]


def let_be(root: Path) -> tuple[str, bool] | None:
    """Let the last deed stand, so that the one before can be taken back.

    Returns its command, and whether there is one before; None where there was none.
    """
    with Writer(root) as writer:
        history = History(root)
        settle(writer, root, history)
        deeds = history.deeds()
        history.drop_last(deeds)
        return (deeds[-1].command, len(deeds) > 1) if deeds else None


def revert_last(root: Path) -> Reverted | str | None:
    """Take back the last deed. Returns what was taken back, why nothing was, or None where there is nothing to take back."""
    taken: list[str] = []
    path = ""
    try:
        with Writer(root) as writer:
            history = History(root)
            settle(writer, root, history)
            deeds = history.deeds()
            if not deeds:
                return None
            spots = _left(root, deeds[-1])
            if isinstance(spots, str):
                return spots
            history.undoing(deeds)
            for spot in spots:
                path = spot.path
                _take_back(writer, root, spot)
                taken.append(spot.path)
            history.drop_last(deeds)
    except Stale:
        return f"{path} changed while it was about to be written.{_taken(taken)}"
    except (WriteTrouble, OSError) as trouble:
        return f"{trouble}{_taken(taken)}"
    return Reverted(deeds[-1].command, deeds[-1].spots[::-1])


def _taken(paths: list[str]) -> str:
    return f" Taken back before: {', '.join(paths)}." if paths else " Nothing was changed."


def _left(root: Path, deed: Deed) -> list[Spot] | str:
    """What is to be taken back, the last change first, or what stands in the way, in a person's words.

    Nothing is taken back unless all of it can be. Of a deed that is half taken back, what is there no more was.
    """
    texts: dict[str, str | None] = {}
    left = []
    for spot in reversed(deed.spots):
        if spot.path not in texts:
            texts[spot.path] = _text(root, spot.path)
        text = texts[spot.path]
        after = _without(spot, text) if text is not None else None
        if after is not None:
            left.append(spot)
            texts[spot.path] = after
        elif not deed.undoing:
            return _in_the_way(spot, deed, text)
    return left


def _text(root: Path, path: str) -> str | None:
    try:
        return read_bytes(root, path, LARGEST).decode("utf-8")
    except (OSError, Unreadable, UnicodeDecodeError):
        return None


def _without(spot: Spot, text: str) -> str | None:
    if spot.created:
        return "" if text == spot.new else None
    return take_back(spot, text)


def _in_the_way(spot: Spot, deed: Deed, text: str | None) -> str:
    if text is None:
        return f"{spot.path} cannot be read any more, so nothing was taken back."
    if spot.created:
        return f"{spot.path} has been changed since the last {deed.command} made it, so it is left as it is."
    wrote = spot.new.strip().splitlines() or [""]
    return (
        f"{spot.path} does not hold any more what the last {deed.command} wrote, or holds it twice: “{wrote[0]}”. "
        "Nothing was taken back. `netvault undo --skip` lets it be, and then the one before can be taken back; "
        "`netvault recover` has what the note held before."
    )


def _take_back(writer: Writer, root: Path, spot: Spot) -> None:
    if spot.created:
        writer.remove(spot.path, spot.new.encode("utf-8"), "undone")
    else:
        writer.write(spot.path, read_bytes(root, spot.path, LARGEST), _by(spot, undo=True))


def _by(spot: Spot, *, undo: bool) -> Make:
    def make(now: bytes | None) -> bytes:
        text = now.decode("utf-8") if now is not None else ""
        changed = take_back(spot, text) if undo else put_again(spot, text)
        if changed is None:
            raise Stale
        return changed.encode("utf-8")

    return make


def settle(writer: Writer, root: Path, history: History) -> Deed | None:
    """Bring the deed to its end that a killed run has begun, if there is one; returns what of it is in the notes.

    Where nothing of it was written, nothing is. Where one note was and another was not, that one is too, if that was
    not long ago and it still holds what was to be changed. Then it can be taken back like any other.
    """
    begun = history.begun()
    if begun is None:
        return None
    texts = {spot.path: _text(root, spot.path) or "" for spot in begun.spots}
    there = [spot for spot in begun.spots if _without(spot, texts[spot.path]) is not None]
    fresh = bool(there) and time.time() - begun.at < FRESH
    for spot in begun.spots if fresh else ():
        if spot not in there and put_again(spot, texts[spot.path]) is not None:
            try:
                writer.write(spot.path, texts[spot.path].encode("utf-8"), _by(spot, undo=False))
                there.append(spot)
            except (Stale, WriteTrouble):
                continue
    deed = replace(begun, spots=tuple(there))
    history.add(deed)
    history.end(begun.at)
    return deed if there else None
