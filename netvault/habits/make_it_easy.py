"""Habit 5, make it easy for them to help you: answer, come prepared, do what you noted, and know whose turn it is to pay."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Literal

from netvault.dates import plus
from netvault.habits.obligations import Rule, item, item_id, obligations
from netvault.model import Entry, Item, Place
from netvault.network.day import Day
from netvault.network.events import in_order, is_planned, merge
from netvault.notes.words import OPENERS, OUTGOING
from netvault.settings import Settings

REPLY = Rule("reply", frozenset({"heard"}), OUTGOING, how="all")
DID_IT_HAPPEN = 3
"""Days after which a planned line whose box is still open is asked about no more."""
TASK_SHOWN = 3
"""Days before its date from which a task shows."""


def reply(day: Day, contact: str, settings: Settings) -> list[Item]:
    """They wrote or called and it is your turn: one a contact, from the oldest line that is open.

    One that was put off waits no longer once they have written again.
    """
    waiting = [o for o in obligations(day, contact, REPLY, settings) if o.open]
    if not waiting:
        return []
    oldest, *others = (item(day, "reply", contact, one, allowed=settings.due.reply) for one in waiting)
    first = min((oldest, *others), key=lambda one: one.due)
    return [replace(oldest, due=first.due, overdue=first.overdue, put_off=first.put_off, early=first.early)]


def prepare(day: Day, contact: str, settings: Settings) -> list[Item]:
    """Planned talks of today and tomorrow; and those of the last days whose box is still open: did it happen?"""
    coming = [entry for entry in day.entries(contact) if coming_up(day, entry)]
    if not coming:
        return []
    person = day.network.contacts[contact]
    places = _places([entry for entry in in_order(day.entries(contact)) if "talked" in entry.acts])
    found = []
    for event in merge(contact, coming):
        entry = event.first
        found.append(
            Item(
                id=item_id("prepare", contact, entry.day, places[id(entry)]), habit="prepare", contact=contact, name=person.name,
                opened=entry.day, due=entry.day, overdue=max((day.day - entry.day).days, 0), allowed=1,
                source=Place(entry.path, entry.line), private=person.private, early=entry.day > day.day, entry=entry,
                happened=entry.day < day.day, cadence=person.cadence, last=_last(day, contact), position=entry.position,
            )
        )
    return found


def _places(entries: list[Entry]) -> dict[int, int]:
    """Each line's place among those of its day, by the identity of the line."""
    found: dict[int, int] = {}
    of_day: Counter[date] = Counter()
    for entry in entries:
        found[id(entry)] = of_day[entry.day]
        of_day[entry.day] += 1
    return found


def _last(day: Day, contact: str) -> Entry | None:
    event = day.last(contact)
    return event.first if event else None


def coming_up(day: Day, entry: Entry) -> bool:
    """Whether a line is a talk planned for today or tomorrow, or one of the last days whose box is still open."""
    if "talked" not in entry.acts or entry.state == "cancelled" or not is_planned(entry, day.day):
        return False
    if entry.state == "done" or (entry.due and entry.due != entry.day and _of_its_notes_day(day, entry)):
        return False  # a line of a daily note with a 📅 is a task of that day
    ahead = (entry.day - day.day).days
    return 0 <= ahead <= 1 or (-DID_IT_HAPPEN <= ahead < 0 and entry.state in ("open", "doing"))


def _of_its_notes_day(day: Day, entry: Entry) -> bool:
    note = day.network.notes[entry.path]
    return note.kind == "dated" and note.day == entry.day


def task(day: Day, contact: str, settings: Settings) -> list[Item]:
    """Open checkboxes with a date that name a contact first and stand for nothing else."""
    person = day.network.contacts[contact]
    found = []
    of_day: Counter[date] = Counter()
    for one in day.tasks(contact):
        place = of_day[one.day]
        of_day[one.day] += 1
        if one.state not in ("open", "doing") or one.day > plus(day.day, TASK_SHOWN):
            continue
        opens = one.entry and OPENERS.intersection(one.entry.acts) and one.entry.day <= day.day
        if opens or (one.entry and coming_up(day, one.entry)):
            continue
        found.append(
            Item(
                id=item_id("task", contact, one.day, place), habit="task", contact=contact, name=person.name, opened=one.opened,
                due=one.day, overdue=max((day.day - one.day).days, 0), allowed=1, source=Place(one.path, one.line),
                private=person.private, task=one, cadence=person.cadence, position=one.position,
            )
        )
    return found


def tab(day: Day, contact: str) -> Literal["me", "them"] | None:
    """Whose turn it is to pay: yours when they paid last, theirs when you did; None where nobody has, or it was split."""
    paid = in_order(entry for event in day.events(contact) for entry in event.entries if entry.paid)
    if not paid or paid[-1].paid == "split":
        return None
    return "me" if paid[-1].paid == "them" else "them"
