"""Pictures beside the reports, as figures and places: what the SVG templates see. Nobody private is counted in them.

All that is printed was made here: numbers, months and words of this program.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from netvault.dates import plus
from netvault.escape import Safe
from netvault.habits.rhythm import touches, weeks
from netvault.network.day import Day
from netvault.views.speech import MONTHS

BAR, PAIR, TOP, ROOM = 18, 54, 34, 150
"""The width of a bar, the room for a pair of them, what is above, and the height of the highest, in pixels."""
GROUND, LEFT = TOP + ROOM, 34
CELL, STEP, NAMES, WEEKS_A_ROW = 28, 31, 92, 13
"""The size of a cell, from one to the next, the room for the names of the rows, and the cells in a row."""
SHADES = 4
"""How dark a week can be, beside none at all."""


@dataclass(frozen=True, slots=True)
class Month:
    """What was given and received in a month."""

    first: date
    given: int
    received: int

    @property
    def name(self) -> str:
        """`Nov 2026`."""
        return _month(self.first)


def months(day: Day) -> list[Month]:
    """The last twelve months, the present one last: how often you gave, and how often you were helped or given a lead."""
    firsts = [day.day.replace(day=1)]
    while len(firsts) < 12:
        firsts.append(plus(firsts[-1], -1).replace(day=1))
    given: Counter[date] = Counter()
    received: Counter[date] = Counter()
    for path, contact in day.network.contacts.items():
        if contact.private:
            continue
        for event in day.events(path):
            if event.day >= firsts[-1]:
                month = event.day.replace(day=1)
                given[month] += "gave" in event.acts
                received[month] += not event.acts.isdisjoint(("received", "lead"))
    return [Month(first, given[first], received[first]) for first in reversed(firsts)]


def given_view(day: Day) -> dict[str, Any]:
    """Pairs of bars: given and received by month for a year."""
    found = months(day)
    most = max(1, *(count for month in found for count in (month.given, month.received)))
    said = "; ".join(f"{month.name}: {month.given} given, {month.received} received" for month in found)
    return {
        "bars": [_pair(at, month, most) for at, month in enumerate(found)],
        "width": LEFT + 12 * PAIR,
        "height": GROUND + 46,
        "ground": GROUND,
        "left": LEFT,
        "right": LEFT + 12 * PAIR - 14,
        "label_y": GROUND + 18,
        "year_y": GROUND + 34,
        "said": Safe(said),
    }


def _pair(at: int, month: Month, most: int) -> dict[str, Any]:
    """The two bars of a month, with its name below; the year stands below the first month and each January."""
    x = LEFT + at * PAIR
    year = Safe(str(month.first.year)) if month.first.month == 1 or not at else ""
    return {
        "x": x + BAR, "label": Safe(MONTHS[month.first.month - 1]), "year": year,
        "given": _bar(x, month.given, most), "received": _bar(x + BAR + 2, month.received, most),
    }  # fmt: skip


def _bar(x: int, count: int, most: int) -> dict[str, int]:
    height = round(ROOM * count / most)
    top = GROUND - height
    return {"x": x, "y": top, "width": BAR, "height": height, "count": count, "middle": x + BAR // 2, "above": top - 5}


def touches_view(day: Day) -> dict[str, Any]:
    """A cell for each of 52 weeks, the stronger the more touches; a row for each quarter of the year, the oldest first."""
    public = [path for path, contact in day.network.contacts.items() if not contact.private]
    counts = weeks(day.day, [touches(day, path) for path in public])[-52:]
    most = max(1, *(count for _, count in counts))
    rows = [counts[at : at + WEEKS_A_ROW] for at in range(0, len(counts), WEEKS_A_ROW)]
    return {
        "cells": [_cell(row, column, *week, most) for row, found in enumerate(rows) for column, week in enumerate(found)],
        "labels": [{"y": _line(row), "text": Safe(_month(found[0][0]))} for row, found in enumerate(rows)],
        "width": NAMES + WEEKS_A_ROW * STEP + 6,
        "height": TOP + len(rows) * STEP + 8,
        "said": Safe("; ".join(f"{monday.isoformat()} {count}" for monday, count in counts)),
    }


def _cell(row: int, column: int, monday: date, count: int, most: int) -> dict[str, Any]:
    x = NAMES + column * STEP
    return {
        "x": x, "y": TOP + row * STEP, "size": CELL, "shade": min(1 + (count * SHADES - 1) // most, SHADES) if count else 0,
        "count": count or "", "middle": x + CELL // 2, "text": _line(row), "said": Safe(f"week of {monday.isoformat()}: {count}"),
    }  # fmt: skip


def _line(row: int) -> int:
    """Where the words of a row stand."""
    return TOP + row * STEP + CELL // 2 + 4


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
