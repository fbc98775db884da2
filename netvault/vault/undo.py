"""What the last commands wrote into notes, so that it can be taken back. Kept in the user's state folder, for a week."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from netvault.text import Source
from netvault.vault.state import private_folder, state_folder, vault_key

MOST = 50
KEPT = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Spot:
    """One change to one note, in whole lines: `old` stood where `new` was put. `created`: the note was made by it.

    `line` is the place of the first of them among the note's lines, from 0, as it was then; -1 where it is not known.
    """

    path: str
    old: str
    new: str
    created: bool = False
    line: int = -1


@dataclass(frozen=True, slots=True)
class Deed:
    """What one run of a command wrote. `said` are words by which the same command is known when it is given again.

    `undoing`: it is being taken back, and part of it may have been.
    """

    command: str
    at: float
    spots: tuple[Spot, ...]
    said: tuple[str, ...] = ()
    undoing: bool = False


def spot_of(path: str, before: str | None, after: str) -> Spot:
    """The whole lines in which two texts of a note differ."""
    if before is None:
        return Spot(path, "", after, created=True)
    old, new = _lines(before), _lines(after)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Spot(path, "".join(old[start : len(old) - end]), "".join(new[start : len(new) - end]), line=start)


def _lines(text: str) -> list[str]:
    source = Source("", text)
    starts = [*source.starts, len(text)]
    return [text[a:b] for a, b in pairwise(starts) if a < b]


def take_back(spot: Spot, now: str) -> str | None:
    """A note's text without the change, or None where it does not hold it any more, or more than once and not in its place."""
    return _exchanged(now, spot.new, spot.old, spot.line)


def put_again(spot: Spot, now: str) -> str | None:
    """A note's text with the change, or None where what it changes is not there, or more than once and not in its place."""
    return _exchanged(now, spot.old, spot.new, spot.line)


def _exchanged(text: str, old: str, new: str, line: int) -> str | None:
    """A text with whole lines in the place of others; where those stand there more than once, those that begin at `line`."""
    if not old:
        return None
    found: dict[int, str] = {}
    at = text.find(old)
    while at >= 0:
        end = at + len(old)
        if (at == 0 or text[at - 1] in "\r\n") and (old[-1] in "\r\n" or text[end : end + 1] in ("", "\r", "\n")):
            found[at] = text[:at] + new + text[end:]
        at = text.find(old, at + 1)
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    starts = Source("", text).starts
    return found.get(starts[line]) if 0 <= line < len(starts) else None


class History:
    """The deeds of a vault, oldest first, and the one under way. What cannot be remembered cannot be undone, no more."""

    def __init__(self, root: Path) -> None:
        self._file = state_folder() / "undo" / f"{vault_key(root)}.json"
        self._begun = self._file.with_suffix(".begun")

    def deeds(self) -> list[Deed]:
        """What was written in the last week. A file that cannot be read holds nothing."""
        found = _read(self._file)
        return [deed for deed in found if time.time() - deed.at < KEPT][-MOST:]

    def add(self, deed: Deed) -> None:
        """Remember what a command wrote; more of what the last deed was about is added to it."""
        before = self.deeds()
        if before and before[-1].at == deed.at:
            before[-1] = replace(before[-1], spots=tuple(dict.fromkeys(before[-1].spots + deed.spots)))
        else:
            before.append(deed)
        if deed.spots:
            self._write(before)

    def undoing(self, deeds: list[Deed]) -> None:
        """Note that the last of the deeds is being taken back."""
        self._write([*deeds[:-1], replace(deeds[-1], undoing=True)])

    def drop_last(self, deeds: list[Deed]) -> None:
        """Forget the last of the deeds: it was taken back."""
        self._write(deeds[:-1])

    def _write(self, deeds: list[Deed]) -> None:
        with suppress(OSError):
            _store(self._file, deeds[-MOST:])

    # ── under way ───────────────────────────────────────────────────────────────────────────────

    def begin(self, deed: Deed) -> None:
        """Write down what is about to be written, so that it is known should the run be killed now."""
        with suppress(OSError):
            _store(self._begun, [deed])

    def begun(self) -> Deed | None:
        """The deed that a run has begun and not ended: it is at work now, or was killed."""
        return next(iter(_read(self._begun)), None)

    def end(self, at: float) -> None:
        """The deed that was begun at that time has come to its end, and the person was told."""
        begun = self.begun()
        if begun is not None and begun.at == at:
            with suppress(OSError):
                self._begun.unlink()


def _read(file: Path) -> list[Deed]:
    try:
        data = json.loads(file.read_text("utf-8", "surrogatepass"))
        return [_deed(one) for one in data]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _deed(data: dict[str, Any]) -> Deed:
    spots = tuple(Spot(**spot) for spot in data["spots"])
    return Deed(data["command"], data["at"], spots, tuple(data.get("said", ())), bool(data.get("undoing")))


def _store(file: Path, deeds: Iterable[Deed]) -> None:
    """Put deeds in a file's place in one step. Raises OSError."""
    private_folder(file.parent)
    new = file.with_name(file.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(json.dumps([asdict(deed) for deed in deeds]).encode("utf-8", "surrogatepass"))
    os.replace(new, file)
