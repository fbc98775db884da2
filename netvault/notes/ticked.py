"""Ticks: the items of a generated region whose box somebody filled (format, section 9)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from netvault.notes.regions import Region, content_hash, edited, find_regions
from netvault.text import Source, split_lines

_TICK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([^\s\[\]])\][ \t]+(.*)\Z")
"""A formatter may have changed the bullet, or the blanks behind it."""
_ID = re.compile(r"nv-[0-9a-z]{8}\Z")
_STAMP = re.compile(r" [✅❌]\ufe0f? \d{4}-\d{2}-\d{2}\Z")
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Tick:
    """One ticked item: its line in the note, from 1, the character in its box, its id (`nv-1a2b3c4d`).

    `text` is what stands between the box and the id, `nested` the texts of the lines below it that are
    indented deeper, without bullets and blank lines.
    """

    line: int
    char: str
    id: str
    text: str
    nested: tuple[str, ...]


def ticked_lines(source: Source, region: Region) -> tuple[Tick, ...]:
    """The ticked items of a region, in order: `- [x] … ^nv-1a2b3c4d` with any character but a blank."""
    lines = _content_lines(source, region)
    first = source.place(region.content.start)[0]
    return tuple(
        Tick(first + at, char, name, text, tuple(filter(None, map(_bare, lines[at + 1 : stop]))))
        for at, stop, char, text, name in _ticks(lines)
    )


def with_ticks(rendered: str, source: Source, region: Region, ids: Collection[str]) -> str | None:
    """A rendered region (LF ends) with those of the ticks in `source` that have these ids, and what is written below them.

    None where one of them has no place in it, or what is written below would hide the markers.
    """
    old, new = _content_lines(source, region), rendered.split("\n")
    for at, stop, char, _, name in _ticks(old):
        if name in ids:
            places = [place for place, line in enumerate(new) if line.endswith(f"^{name}") and "[ ]" in line]
            if len(places) != 1:
                return None
            place = places[0]
            new[place : place + 1] = [new[place].replace("[ ]", f"[{char}]", 1), *old[at + 1 : stop]]
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
    ticks = {at: (stop, char, text, name) for at, stop, char, text, name in _ticks(lines)}
    for at, line in enumerate(lines):
        if at < below:
            continue
        if at in ticks:
            below, char, text, name = ticks[at]
            line = line.replace(f"[{char}]", "[ ]", 1)
            if _STAMP.search(text):
                line = line.replace(text, _STAMP.sub("", text), 1)
            line = line[: line.rindex(name) + len(name)]
        kept.append(line)
    return content_hash("\n".join(kept)) != region.hash


def _content_lines(source: Source, region: Region) -> list[str]:
    return split_lines(source.text[region.content.start : region.content.end])


def _bare(line: str) -> str:
    line = line.strip()
    return _BULLET.sub("", line, count=1).strip() if _BULLET.match(line) else line


def _ticks(lines: list[str]) -> Iterator[tuple[int, int, str, str, str]]:
    """Where each ticked item stands and where the lines nested below it stop; its character, text and id."""
    stops: list[int] | None = None
    for at, line in enumerate(lines):
        found = _TICK.match(line) if "^nv-" in line else None
        if not found:
            continue
        text, _, name = found[2].rstrip().rpartition("^")
        if _ID.match(name) and (not text or text[-1] in " \t"):
            stops = _stops(lines) if stops is None else stops
            yield at, stops[at], found[1], text.strip(), name


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
