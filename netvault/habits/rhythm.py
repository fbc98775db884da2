"""How often you are in touch: everybody's own rhythm, and whose has become longer than usual (habits, *reports*)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from netvault.dates import plus
from netvault.habits.not_all_about_work import due_day
from netvault.model import Contact
from netvault.network.graph import Day

FEWEST = 4
"""Days of touch from which on a rhythm can be told."""
DRIFTING = (2, 12)
"""Drifting: the present gap is between so many times the median. Beyond it is another life."""
WEEKS = 53


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A contact's rhythm. `median` is the usual gap between touches in days, None where there are too few to tell."""

    contact: str
    last: date | None
    due: date | None
    median: float | None
    drifting: bool


def rhythms(day: Day) -> list[Rhythm]:
    """The rhythm of each contact with a cadence, by the day on which a touch is due; who is paused or archived comes last."""
    found = [rhythm(day, contact) for contact in day.network.contacts.values() if contact.cadence is not None]
    names = {path: contact.name for path, contact in day.network.contacts.items()}
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, names[one.contact], one.contact))


def rhythm(day: Day, contact: Contact) -> Rhythm:
    """The rhythm of one contact."""
    at_rest = contact.properties.status in ("paused", "archived")
    days = sorted({event.day for event in day.events(contact.path) if event.touch})
    usual = _median([(after - before).days for before, after in pairwise(days)]) if len(days) >= FEWEST else None
    gap = (day.day - days[-1]).days if days else 0
    snoozed = contact.properties.snooze is not None and day.day < contact.properties.snooze
    drifting = usual is not None and not at_rest and not snoozed and DRIFTING[0] * usual <= gap <= DRIFTING[1] * usual
    return Rhythm(contact.path, days[-1] if days else None, None if at_rest else due_day(day, contact), usual, drifting)


def _median(values: Sequence[int]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def weeks(day: Day, contacts: Iterable[str]) -> list[tuple[date, int]]:
    """How many touches there were in each week of the last year, by the week's Monday, the oldest first."""
    this = plus(day.day, -day.day.weekday())
    first = plus(this, -7 * (WEEKS - 1))
    counts = [0] * WEEKS
    for contact in contacts:
        for event in day.events(contact):
            if event.touch and first <= event.day <= day.day:
                counts[(event.day - first).days // 7] += 1
    return [(plus(first, 7 * at), count) for at, count in enumerate(counts)]
