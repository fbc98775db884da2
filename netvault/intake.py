"""Ticks in generated regions, to deeds (format, section 9). Pure: whose ticks, of which day, about which item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from netvault.doing import Deed
from netvault.model import Item
from netvault.notes.regions import edited, find_regions
from netvault.notes.ticked import Tick, ticked_lines
from netvault.standing import Standing, find_item
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
    they are. A tick's day is the one that a plugin for tasks put there, else that of the note's last change; not before the
    region's date nor after the build's.
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
                saved = changed(source.path) or today
                days = (min(max(tick.stamped or saved, first), today) for tick in ticks)
                found += [Found(source.path, tick, day, quiet(source.path)) for tick, day in zip(ticks, days, strict=True)]
    return found


def deed_of(
    standing: Standing, found: Found, shown: Callable[[Item], tuple[str, str]], then: Callable[[date], Standing]
) -> Deed | None:
    """The deed that a tick stands for, or None where its item is open no more, or its sign means nothing.

    `then`: the vault seen from another day. `shown`: an item's title and its whole text, as Today has them. An id counts the
    lines of a day, and so a line that was written since may have taken it: of what is open with the same contact the tick is
    for what its words name, where that is one thing, and another than its id does.
    """
    sign = _SIGNS.get(found.tick.char)
    item = _item(standing, found, then) if sign else None
    if sign is None or item is None:
        return None
    return Deed(_named(standing, item, found.tick.text, shown), sign, found.day, found.tick.nested)


def _named(standing: Standing, item: Item, text: str, shown: Callable[[Item], tuple[str, str]]) -> Item:
    alike = [one for one in standing.agenda.items if (one.habit, one.contact) == (item.habit, item.contact)]
    if len(alike) < 2:
        return item

    def how_well(one: Item) -> int:
        title, whole = shown(one)
        return 2 if text == whole else 1 if text.startswith(f"{title}:") else 0

    fits = {one.id: how_well(one) for one in alike}
    most = max(fits.values())
    best = [one for one in alike if fits[one.id] == most]
    return best[0] if len(best) == 1 and most > fits.get(item.id, most) else item


def still_open(standing: Standing, deed: Deed, shown: Callable[[Item], tuple[str, str]]) -> Deed | None:
    """The same deed about an item that is open still, by another id since other ticks were taken in; None where there is none
    that reads the same."""
    item = deed.item
    alike = [one for one in standing.agenda.items if (one.habit, one.contact) == (item.habit, item.contact)]
    same = [one for one in alike if shown(one) == shown(item)]
    return replace(deed, item=same[0]) if same else None


def _item(standing: Standing, found: Found, then: Callable[[date], Standing]) -> Item | None:
    item = find_item(standing, found.tick.id)
    if item is None and found.day < standing.day.day:
        past = find_item(then(found.day), found.tick.id)
        item = past if past and past.habit in _GONE_BY_THEMSELVES else None
    return item
