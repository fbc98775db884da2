"""How often you are in touch: everybody's own rhythm, and whose has become longer than usual (habits, *reports*)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from netvault.dates import plus
from netvault.habits.agenda import by_name
from netvault.habits.not_all_about_work import due_day
from netvault.model import Contact
from netvault.network.day import Day

FEWEST = 4
"""Days of touch from which on a rhythm can be told."""
DRIFTING = (2, 12)
"""Drifting: the present gap is between these times the median, both included. Beyond it is another life."""
WEEKS = 53


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A contact's rhythm. `median` is the usual gap between touches in days, None where there are too few to tell."""

    contact: str
    last: date | None
    due: date | None
    median: float | None
    drifting: bool


def touches(day: Day, contact: str) -> list[date]:
    """The days of a contact's touches in order, a day with two of them twice."""
    return [event.day for event in day.events(contact) if event.touch]


def rhythms(day: Day, touched: Mapping[str, Sequence[date]]) -> list[Rhythm]:
    """The rhythm of each contact with a cadence, by the day on which a touch is due; who is paused or archived comes last.

    `touched` are the touches of the contacts that are asked for.
    """
    contacts = day.network.contacts
    found = [rhythm(day, contacts[path], days) for path, days in touched.items() if contacts[path].cadence is not None]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, by_name(contacts[one.contact].name), one.contact))


def rhythm(day: Day, contact: Contact, touched: Sequence[date]) -> Rhythm:
    """The rhythm of one contact with these touches."""
    at_rest = contact.properties.status in ("paused", "archived")
    days = list(dict.fromkeys(touched))
    usual = _median([(after - before).days for before, after in pairwise(days)]) if len(days) >= FEWEST else None
    gap = (day.day - days[-1]).days if days else 0
    snoozed = contact.properties.snooze is not None and day.day < contact.properties.snooze
    drifting = usual is not None and not at_rest and not snoozed and DRIFTING[0] * usual <= gap <= DRIFTING[1] * usual
    return Rhythm(contact.path, days[-1] if days else None, None if at_rest else due_day(day, contact), usual, drifting)


def _median(values: Sequence[int]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def weeks(day: date, touched: Iterable[Sequence[date]]) -> list[tuple[date, int]]:
    """How many touches there were in each week of the last year up to a day, by the week's Monday, the oldest first."""
    this = plus(day, -day.weekday())
    first = plus(this, -7 * (WEEKS - 1))
    counts = [0] * WEEKS
    for days in touched:
        for one in days[bisect_left(days, first) :]:
            counts[(one - first).days // 7] += 1
    return [(plus(first, 7 * at), count) for at, count in enumerate(counts)]
