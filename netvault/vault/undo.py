"""What the last commands wrote into notes, so that it can be taken back. Kept in the user's state folder, for a week."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from netvault.text import Source
from netvault.vault.state import private_folder, state_folder, vault_key

MOST = 50
KEPT = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Spot:
    """One change to one note, in whole lines: `old` stood where `new` was put. `created`: the note was made by it."""

    path: str
    old: str
    new: str
    created: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What one run of a command wrote."""

    command: str
    at: float
    spots: tuple[Spot, ...]


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
    return Spot(path, "".join(old[start : len(old) - end]), "".join(new[start : len(new) - end]))


def _lines(text: str) -> list[str]:
    source = Source("", text)
    starts = [*source.starts, len(text)]
    return [text[a:b] for a, b in zip(starts, starts[1:], strict=False) if a < b]


def take_back(spot: Spot, now: str) -> str | None:
    """A note's text without the change, or None where it does not hold it any more, or holds it more than once."""
    if not spot.new:
        return None
    at = now.find(spot.new)
    starts_line = at == 0 or now[at - 1] in "\r\n"
    if at < 0 or not starts_line or now.find(spot.new, at + 1) >= 0:
        return None
    return now[:at] + spot.old + now[at + len(spot.new) :]


class History:
    """The deeds of a vault, oldest first."""

    def __init__(self, root: Path) -> None:
        self._file = state_folder() / "undo" / f"{vault_key(root)}.json"

    def deeds(self) -> list[Deed]:
        """What was written in the last week. A file that cannot be read holds nothing."""
        try:
            data = json.loads(self._file.read_text("utf-8"))
            found = [Deed(d["command"], d["at"], tuple(Spot(**spot) for spot in d["spots"])) for d in data]
        except (OSError, ValueError, KeyError, TypeError):
            return []
        return [deed for deed in found if time.time() - deed.at < KEPT][-MOST:]

    def add(self, command: str, spots: tuple[Spot, ...]) -> None:
        """Remember what a command wrote. What cannot be remembered cannot be undone, and is no failure of the command."""
        if spots:
            self._write([*self.deeds(), Deed(command, time.time(), spots)])

    def drop_last(self) -> None:
        """Forget the last deed: it was taken back."""
        self._write(self.deeds()[:-1])

    def _write(self, deeds: list[Deed]) -> None:
        with suppress(OSError):
            private_folder(self._file.parent)
            new = self._file.with_suffix(".new")
            file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(file, "w", encoding="utf-8", errors="surrogatepass") as stream:
                json.dump([asdict(deed) for deed in deeds[-MOST:]], stream)
            os.replace(new, self._file)
