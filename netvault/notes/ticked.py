"""Ticks: the items of a generated region whose box somebody filled (format, section 9)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netvault.dates import parse_day
from netvault.notes.regions import Region, content_hash, edited, find_regions
from netvault.text import Source, split_lines

_TICK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([^\s\[\]])\][ \t]+(.*)\Z")
"""A formatter may have changed the bullet, or the blanks behind it."""
_ID = re.compile(r"(?:\A|[ \t])\^(nv-[0-9a-z]{8})(?=[ \t]|\Z)")
_STAMP = re.compile(r"(?:\A|[ \t]+)[✅❌]\ufe0f? (\d{4}-\d{2}-\d{2})[ \t]*\Z")
"""The day of a tick or a drop, as Obsidian Tasks writes it."""
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Tick:
    """One ticked item: its line in the note, from 1, the character in its box, its id (`nv-1a2b3c4d`).

    `text` is what stands between the box and the id, `nested` what somebody wrote: behind the id, and in the lines below that
    are indented deeper, without bullets and blank lines. `stamped` is the day that a plugin for tasks put there.
    """

    line: int
    char: str
    id: str
    text: str
    nested: tuple[str, ...]
    stamped: date | None = None


class _Ticked(NamedTuple):
    """A ticked line: the character in its box, its text, its id, and what stands behind that."""

    char: str
    text: str
    name: str
    behind: str


def ticked_lines(source: Source, region: Region) -> tuple[Tick, ...]:
    """The ticked items of a region, in order: `- [x] … ^nv-1a2b3c4d` with any character but a blank."""
    lines = _content_lines(source, region)
    first = source.place(region.content.start)[0]
    found = []
    for at, stop, line in _ticks(lines):
        text, before = _unstamped(line.text)
        said, behind = _unstamped(line.behind)
        nested = tuple(filter(None, (said, *map(_bare, lines[at + 1 : stop]))))
        found.append(Tick(first + at, line.char, line.name, text, nested, behind or before))
    return tuple(found)


def with_ticks(rendered: str, source: Source, region: Region, ids: Collection[str]) -> str | None:
    """A rendered region (LF ends) with those of the ticks in `source` that have these ids, and what is written below them.

    None where one of them has no place in it, or what is written below would hide the markers.
    """
    old, new = _content_lines(source, region), rendered.split("\n")
    for at, stop, tick in _ticks(old):
        if tick.name in ids:
            places = [place for place, line in enumerate(new) if line.endswith(f"^{tick.name}") and "[ ]" in line]
            if len(places) != 1:
                return None
            place = places[0]
            line = new[place].replace("[ ]", f"[{tick.char}]", 1) + (f" {tick.behind}" if tick.behind else "")
            new[place : place + 1] = [line, *old[at + 1 : stop]]
    text = "\n".join(new)
    again = find_regions(Source("", text))
    return text if len(again.value) == 1 and not again.diagnostics else None


def edited_beyond_ticks(source: Source, region: Region) -> bool:
    """Whether a person changed more in a region than ticking its items and writing below those."""
    if not edited(source, region):
        return False
    lines = _content_lines(source, region)
    kept: list[str] = []
    below = 0  # the first line that is below no tick
    ticks = {at: (stop, tick) for at, stop, tick in _ticks(lines)}
    for at, line in enumerate(lines):
        if at < below:
            continue
        if at in ticks:
            below, tick = ticks[at]
            line = line.replace(f"[{tick.char}]", "[ ]", 1)
            line = line[: line.rindex(f"^{tick.name}")].rstrip(" \t")
            line = f"{line[: len(line) - len(_stamp(line))]} ^{tick.name}"
        kept.append(line)
    return content_hash("\n".join(kept)) != region.hash


def _content_lines(source: Source, region: Region) -> list[str]:
    return split_lines(source.text[region.content.start : region.content.end])


def _bare(line: str) -> str:
    line = line.strip()
    return _BULLET.sub("", line, count=1).strip() if _BULLET.match(line) else line


def _unstamped(text: str) -> tuple[str, date | None]:
    """A text without the day of a tick at its end, and that day."""
    stamp = _stamp(text)
    return text.removesuffix(stamp).strip(), parse_day(stamp.split()[-1]) if stamp else None


def _stamp(text: str) -> str:
    found = _STAMP.search(text)
    return found[0] if found else ""


def _ticks(lines: list[str]) -> Iterator[tuple[int, int, _Ticked]]:
    """Where each ticked item stands and where the lines nested below it stop, and what it says."""
    stops: list[int] | None = None
    for at, line in enumerate(lines):
        found = _TICK.match(line) if "^nv-" in line else None
        marks = list(_ID.finditer(found[2])) if found else []
        if found and marks:
            mark = marks[-1]
            stops = _stops(lines) if stops is None else stops
            yield at, stops[at], _Ticked(found[1], found[2][: mark.start()].strip(), mark[1], found[2][mark.end() :].strip())


def _stops(lines: list[str]) -> list[int]:
    """For each line the place after the last one below it that is indented deeper; blank lines may stand between."""
    stops = [at + 1 for at in range(len(lines))]
    open_: list[tuple[int, int]] = []  # the lines that the next may be nested in: their indents and places
    last = 0
    for at, line in enumerate(lines):
        bare = line.lstrip(" \t")
        if not bare:
            continue
        indent = len(line) - len(bare)
        while open_ and open_[-1][0] >= indent:
            stops[open_.pop()[1]] = last
        open_.append((indent, at))
        last = at + 1
    for _, at in open_:
        stops[at] = last
    return stops
