"""Habit 1, not all about work: say hello without an agenda. An ask does not reset the clock."""

from __future__ import annotations

from datetime import date

from netvault.dates import plus
from netvault.habits.obligations import item_id
from netvault.model import Contact, Item
from netvault.network.graph import Day
from netvault.settings import Settings

TALKS_ANYWAY = frozenset({"prepare", "reply", "report_back", "thank", "celebrate"})
"""Items that have you talk to them anyway."""


def keep_in_touch(day: Day, settings: Settings, others: list[Item]) -> list[Item]:
    """Hellos that are due, but to nobody whom another item, not long ago, has you talk to anyway."""
    busy = {item.contact for item in others if item.habit in TALKS_ANYWAY and item.overdue <= settings.stale}
    found = []
    for path, contact in day.network.contacts.items():
        if path in busy or contact.cadence is None or not _wanted(contact, day.day):
            continue
        due = due_day(day, contact)
        if due is None or due > day.day:
            continue
        touch = day.last(path)
        last = day.events(path)[-1].first if day.events(path) else None
        since = touch.day if touch else contact.properties.met
        found.append(
            Item(
                id=item_id("keep_in_touch", path, since, 0), habit="keep_in_touch", contact=path, name=contact.name,
                opened=since or day.day, due=due, overdue=(day.day - due).days, allowed=contact.cadence, source=None,
                private=contact.private, cadence=contact.cadence, last=last, asks=day.asks_since_hello(path),
            )
        )
    return found


def _wanted(contact: Contact, day: date) -> bool:
    """Not while snoozed, paused or archived."""
    said = contact.properties
    return said.status not in ("paused", "archived") and not (said.snooze and day < said.snooze)


def due_day(day: Day, contact: Contact) -> date | None:
    """When to be in touch: last touch, else the day they met, plus the cadence; else the day itself. None: no cadence."""
    if contact.cadence is None:
        return None
    touch = day.last(contact.path)
    since = touch.day if touch else contact.properties.met
    return plus(since, contact.cadence) if since else day.day

