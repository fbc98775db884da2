"""What happened: which lines count by a day, in which order, and which of them tell of the same (format, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key

from netvault.model import Entry
from netvault.notes.words import HELLOS, OPENERS, TOUCHES

_THEIRS = frozenset({"heard", "received", "lead", "requested", "news"})
_TO_COME = frozenset({"promised", "awaited", "offered"})


def is_planned(entry: Entry, day: date) -> bool:
    """Whether a line still waits for its day or its tick (format, section 4, *planned*)."""
    if entry.day > day:
        return True
    if entry.state in ("open", "doing") and not OPENERS.intersection(entry.acts):
        return True
    return entry.open_till_passed and entry.day >= day


def counts(entry: Entry, day: date) -> bool:
    """Whether a line counts by a day: read, neither planned nor cancelled. What they did they did all the same: `[-]` on it
    lets go of what it opened, such as the thanks for their help."""
    if not entry.acts or is_planned(entry, day):
        return False
    return entry.state != "cancelled" or not _THEIRS.isdisjoint(entry.acts)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once with a contact: one line, or several in different notes that tell of the same (section 4, *once*)."""

    contact: str
    day: date
    acts: frozenset[str]
    keys: frozenset[str]
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The line that stands for it."""
        return self.entries[0]

    def tells(self, path: str) -> bool:
        """Whether a line of it stands in a note."""
        return any(entry.path == path for entry in self.entries)

    @property
    def touch(self) -> bool:
        """Being in touch; asking is not."""
        return "asked" not in self.acts and not TOUCHES.isdisjoint(self.acts)

    @property
    def hello(self) -> bool:
        """A touch that is not thanks or a report."""
        return self.touch and not HELLOS.isdisjoint(self.acts)


def later(one: Entry, other: Entry) -> bool:
    """Whether a line is later than another (habits, *opening and closing*).

    By day, then by time where both have one, then by line within a note. Of two lines of one day in different notes
    each counts as later, unless both have a time.
    """
    if one.day != other.day:
        return one.day > other.day
    if one.time and other.time and one.time != other.time:
        return one.time > other.time
    if one.path == other.path:
        return one.position > other.position
    return not (one.time and other.time) or one.path > other.path


def happened_later(one: Event, other: Event) -> bool:
    """Whether an event is later than another: some line of it is later than some line of the other."""
    return any(later(a, b) for a in one.entries for b in other.entries)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Lines by day, then time where both have one, then line within a note, then path (section 4, *order*)."""
    lines = sorted(entries, key=lambda e: (e.day, e.path, e.position))
    if any(entry.time for entry in lines):
        lines.sort(key=cmp_to_key(_before))
    return lines


def _before(one: Entry, other: Entry) -> int:
    if one.day != other.day:
        return -1 if one.day < other.day else 1
    if one.time and other.time and one.time != other.time:
        return -1 if one.time < other.time else 1
    keys = ((e.path, e.position) for e in (one, other))
    first, second = keys
    return (first > second) - (first < second)


def merge(contact: str, entries: Sequence[Entry]) -> tuple[Event, ...]:
    """A contact's events in order: lines of different notes with the same day and first act are one, where their subjects
    overlap or one has none."""
    events: list[Event] = []
    by_day: dict[tuple[date, str], list[int]] = {}
    passed: dict[tuple[date, str, str], int] = {}  # how many of the first events of a day and act have a line of a note
    for entry in in_order(entries):
        acts = frozenset(entry.acts) - (_TO_COME if entry.state == "cancelled" else frozenset())
        kind = (entry.day, next((act for act in entry.acts if act in acts), entry.acts[0]))
        places = by_day.setdefault(kind, [])
        first = passed.get((*kind, entry.path), 0)
        while first < len(places) and events[places[first]].tells(entry.path):
            first += 1
        passed[*kind, entry.path] = first
        for place in places[first:]:
            event = events[place]
            if not event.tells(entry.path) and (not event.keys or not entry.keys or event.keys & entry.keys):
                events[place] = Event(
                    contact, event.day, event.acts | acts, event.keys | entry.keys, (*event.entries, entry)
                )
                break
        else:
            places.append(len(events))
            events.append(Event(contact, entry.day, acts, entry.keys, (entry,)))
    return tuple(events)
