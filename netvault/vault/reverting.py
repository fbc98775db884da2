"""Taking back the last deed, where the notes still hold it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from netvault.vault.find import LARGEST
from netvault.vault.read import Unreadable, read_bytes
from netvault.vault.trouble import Stale, WriteTrouble
from netvault.vault.undo import Deed, History, Spot, take_back
from netvault.vault.write import Writer


@dataclass(frozen=True, slots=True)
class Reverted:
    """What was taken back: the command that had written it, and the notes."""

    command: str
    paths: tuple[str, ...]


def revert_last(root: Path) -> Reverted | str | None:
    """Take back the last deed. Returns what was taken back, why nothing was, or None where there is nothing to take back."""
    history = History(root)
    deeds = history.deeds()
    if not deeds:
        return None
    changed = _changed(root, deeds[-1])
    if changed:
        return changed
    taken: list[str] = []
    try:
        with Writer(root) as writer:
            for spot in reversed(deeds[-1].spots):
                _take_back(writer, root, spot)
                taken.append(spot.path)
    except Stale:
        return f"{spot.path} changed while it was about to be written.{_taken(taken)}"
    except (WriteTrouble, OSError) as trouble:
        return f"{trouble}{_taken(taken)}"
    history.drop_last()
    return Reverted(deeds[-1].command, tuple(taken))


def _taken(paths: list[str]) -> str:
    return f" Taken back before: {', '.join(paths)}." if paths else " Nothing was changed."


def _changed(root: Path, deed: Deed) -> str | None:
    """What stands in the way, in a person's words: nothing is taken back unless all of it can be."""
    for spot in deed.spots:
        try:
            text = read_bytes(root, spot.path, LARGEST).decode("utf-8")
        except (OSError, Unreadable, UnicodeDecodeError):
            return f"{spot.path} cannot be read any more, so nothing was taken back."
        if spot.created and text != spot.new:
            return f"{spot.path} has been changed since the last {deed.command} made it, so it is left as it is."
        if not spot.created and take_back(spot, text) is None:
            wrote = spot.new.strip().splitlines()
            return f"{spot.path} does not hold any more what the last {deed.command} wrote: “{wrote[0] if wrote else ''}”. Nothing was taken back."
    return None


def _take_back(writer: Writer, root: Path, spot: Spot) -> None:
    if spot.created:
        writer.keep(spot.path, spot.new.encode("utf-8"), "undone")
        (root / spot.path).unlink()
        return

    def make(now: bytes | None) -> bytes:
        text = take_back(spot, now.decode("utf-8")) if now is not None else None
        if text is None:
            raise Stale
        return text.encode("utf-8")

    writer.write(spot.path, read_bytes(root, spot.path, LARGEST), make)
