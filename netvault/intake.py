"""Ticks in generated regions, to deeds (format, section 9). Pure: whose ticks, of which day, about which item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from netvault.deeds import Deed
from netvault.model import Item
from netvault.notes.regions import edited, find_regions
from netvault.notes.ticked import Tick, ticked_lines
from netvault.standing import Standing, find_item, stand
from netvault.text import Source

_SIGNS: dict[str, Literal["x", "-", ">"]] = {"x": "x", "X": "x", "-": "-", ">": ">"}
_GONE_BY_THEMSELVES = frozenset({"prepare", "celebrate"})
"""Habits whose items may have passed since the tick: they are looked up on the day of the tick."""


@dataclass(frozen=True, slots=True)
class Found:
    """A tick, the note that it stands in, and its day. `quiet`: it stands where nothing is rendered anew, and so it stays."""

    path: str
    tick: Tick
    day: date
    quiet: bool


def find_ticks(
    sources: Iterable[Source], changed: Callable[[str], date | None], today: date, quiet: Callable[[str], bool]
) -> list[Found]:
    """Every tick of every region.

    In: the notes, the day on which one was last changed, the day of the build, and whether a note's regions stay as
    they are. A tick's day is the note's last change, not before the region's date nor after the build's.
    """
    found = []
    for source in sources:
        if "netvault:begin" not in source.text or "^nv-" not in source.text:
            continue
        for region in find_regions(source).value:
            if not edited(source, region):
                continue
            first = region.day or today
            ticks = ticked_lines(source, region)
            if ticks:
                day = min(max(changed(source.path) or today, first), today)
                found += [Found(source.path, tick, day, quiet(source.path)) for tick in ticks]
    return found


def deed_of(standing: Standing, found: Found) -> Deed | None:
    """The deed that a tick stands for, or None where its item is open no more, or its sign means nothing."""
    sign = _SIGNS.get(found.tick.char)
    item = _item(standing, found) if sign else None
    if sign is None or item is None:
        return None
    return Deed(item, sign, found.day, found.tick.nested)


def _item(standing: Standing, found: Found) -> Item | None:
    item = find_item(standing, found.tick.id)
    if item is None and found.day < standing.day.day:
        then = find_item(stand(standing.day.network, found.day), found.tick.id)
        item = then if then and then.habit in _GONE_BY_THEMSELVES else None
    return item
