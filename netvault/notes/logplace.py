"""Where a new log line belongs in a note: under its log heading, among the dated lines, or at the end."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from netvault.notes.layout import Layout, Part
from netvault.settings import Settings

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """Put the new line after line `after`. `near` is the line whose style it takes, with the others of the log.

    `above` and `below`: a blank line belongs there. `heading`: the log heading has to be written too, and with
    `spaced` a blank line below it.
    """

    after: int
    near: Part | None = None
    log: tuple[Part, ...] = ()
    above: bool = False
    below: bool = False
    heading: bool = False
    spaced: bool = False


# ── which lines are the log ─────────────────────────────────────────────────────────────────────


def find_place(layout: Layout, settings: Settings, day: date) -> Place:
    """Where a line of this day belongs (format, section 1, `[log]`; section 4, *order*).

    Under the log heading, else among the note's dated lines; by day, in the order in which the log runs. Where
    there is neither, at the note's end, below a heading of its own.
    """
    heading = _log_heading(layout, settings)
    if heading is not None:
        scope = range(heading.number + 1, layout.section_end(heading) + 1)
        log = _log(layout, [layout.parts[n] for n in scope if n in layout.parts], under_heading=True)
        return _among(layout, log, settings, day) if log else _in_empty_log(layout, heading, settings)
    log = _log(layout, layout.parts.values(), under_heading=False)
    return _among(layout, log, settings, day) if log else _at_the_end(layout)


def _log_heading(layout: Layout, settings: Settings) -> Part | None:
    """The heading of the log: the first with a dated line below it, else the first; in any level and case.

    One with nothing below it but dated headings of its own level is passed by: those are the log.
    """
    wanted = _plain(settings.heading)
    found = [h for h in layout.headings if wanted in (_plain(h.line.text), _plain(h.row.shown[h.row.start :]))]
    found = [h for h in found if not _before_dated_heading(layout, h)]
    dated = [part.number for part in layout.parts.values() if part.day is not None]
    full = (h for h in found if bisect(dated, h.number) < bisect(dated, layout.section_end(h)))
    return next(full, found[0] if found else None)


def _plain(heading: str) -> str:
    """A heading's words, whatever their case and the marks around them."""
    words = heading.strip().rstrip("#").strip(" \t*_:") or heading.strip()
    return " ".join(words.casefold().split())


def _before_dated_heading(layout: Layout, heading: Part) -> bool:
    end = layout.section_end(heading)
    after = layout.parts.get(end + 1)
    empty = layout.last_full(heading.number, end) == heading.number
    return empty and after is not None and after.day is not None


def _log(layout: Layout, parts: Iterable[Part], *, under_heading: bool) -> tuple[Part, ...]:
    """The lines that make up the log: of the groups of dated lines the one with most that are no open task."""
    groups: dict[str, list[Part]] = {}
    for part in parts:
        if part.day is None or layout.in_dated_section(part) or layout.below_dated(part):
            continue
        if part.row.kind == "heading":
            groups.setdefault("headings", []).append(part)
        elif not part.parent:
            groups.setdefault("log" if under_heading else _group(layout, part), []).append(part)
        elif under_heading:
            groups.setdefault("nested", []).append(part)
    if "log" in groups:
        groups.pop("nested", None)
    return tuple(max(groups.values(), key=_weight, default=[]))


def _group(layout: Layout, part: Part) -> str:
    """The heading that an item stands under; headings that name a year only divide the log."""
    section = part.section
    while section and _YEAR.search(layout.parts[section].row.shown):
        section = layout.parts[section].section
    return str(section)


def _weight(group: Iterable[Part]) -> tuple[int, int]:
    group = list(group)
    return sum(part.line.state != "open" for part in group), len(group)


# ── where in it ─────────────────────────────────────────────────────────────────────────────────


def _among(layout: Layout, log: tuple[Part, ...], settings: Settings, day: date) -> Place:
    """By day: after that day's lines, or before them where the log runs newest first."""
    days = [part.day or day for part in log]
    newest = settings.order == "newest" or (settings.order == "auto" and days[0] > days[-1])
    if newest:
        before = next((at for at, other in enumerate(days) if other <= day), len(log))
        return _before(layout, log, before) if before < len(log) else _after(layout, log, len(log) - 1)
    after = next((at for at in range(len(log) - 1, -1, -1) if days[at] <= day), -1)
    return _after(layout, log, after) if after >= 0 else _before(layout, log, 0)


def _after(layout: Layout, log: tuple[Part, ...], at: int) -> Place:
    gap = _gap(layout, log, at, at - 1)
    return Place(layout.end(log[at]), log[at], log, above=gap)


def _before(layout: Layout, log: tuple[Part, ...], at: int) -> Place:
    gap = _gap(layout, log, at - 1, at)
    return Place(log[at].number - 1, log[at], log, below=gap)


def _gap(layout: Layout, log: tuple[Part, ...], *first: int) -> bool:
    """Whether a blank line stands between neighbours: the pairs that begin at `first` are asked before the others."""
    for at in chain(first, range(len(log) - 1)):
        if 0 <= at < len(log) - 1:
            start, stop = layout.end(log[at]) + 1, log[at + 1].number
            if all(layout.sheet.blank(number) for number in range(start, stop)):
                return start < stop
    return log[0].row.kind == "heading"


def _in_empty_log(layout: Layout, heading: Part, settings: Settings) -> Place:
    """Below a log heading with no dated lines: beside its items, after its text, or right below it."""
    stop = next((h.number - 1 for h in layout.headings if h.number > heading.number), layout.last_line)
    last = layout.last_full(heading.number, stop)
    if last == heading.number:
        return Place(last, above=_blank_below_headings(layout))
    parts = (layout.parts.get(number) for number in range(heading.number + 1, stop + 1))
    items = tuple(part for part in parts if part is not None and not part.parent)
    if items and settings.order == "newest":
        return _before(layout, items, 0)
    if items and layout.end(items[-1]) == last:
        return _after(layout, items, len(items) - 1)
    return Place(last, items[-1] if items else None, above=True)


def _at_the_end(layout: Layout) -> Place:
    """Below a new heading, with one blank line above it: one that is there already is used."""
    first = layout.sheet.first
    last = layout.last_full(first - 1, layout.last_line)
    spaced = _blank_below_headings(layout)
    if last == 0:
        return Place(0, heading=True, spaced=spaced)
    if last + 1 < layout.last_line:
        return Place(last + 1, heading=True, spaced=spaced)
    return Place(last, heading=True, above=True, spaced=spaced)


def _blank_below_headings(layout: Layout) -> bool:
    """Whether the note's headings mostly have a blank line below them."""
    full = [h.number + 1 for h in layout.headings if layout.last_full(h.number, layout.section_end(h)) > h.number]
    blank = sum(layout.sheet.blank(number) for number in full)
    return blank * 2 > len(full)
