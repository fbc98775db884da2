"""Habit 1, not all about work: say hello without an agenda. An ask does not reset the clock."""

from __future__ import annotations

from datetime import date

from netvault.dates import plus
from netvault.habits.obligations import item_id
from netvault.model import Contact, Item
from netvault.network.day import Day
from netvault.settings import Settings

TALKS_ANYWAY = frozenset({"prepare", "reply", "report_back", "thank", "celebrate"})
"""Items that have you talk to them anyway."""

_NO_CONTACT = frozenset({"attempt", "news", "note", "needs", "offers", "likes", "followed", "declined"})
"""Acts that say nothing of having been in contact."""


def keep_in_touch(day: Day, contact: str, settings: Settings, others: list[Item]) -> list[Item]:
    """The hello that is due, but not where another item of the contact's, not long ago, has you talk to them anyway."""
    person = day.network.contacts[contact]
    if person.cadence is None or not _wanted(person, day.day):
        return []
    if any(item.habit in TALKS_ANYWAY and item.overdue <= settings.stale and not item.put_off for item in others):
        return []
    due = due_day(day, person)
    if due is None or due > day.day:
        return []
    touch = day.last(contact)
    talks = (event.first for event in reversed(day.events(contact)) if not event.acts <= _NO_CONTACT)
    since = touch.day if touch else person.properties.met
    return [
        Item(
            id=item_id("keep_in_touch", contact, since, 0), habit="keep_in_touch", contact=contact, name=person.name,
            opened=since or day.day, due=due, overdue=(day.day - due).days, allowed=person.cadence, source=None,
            private=person.private, cadence=person.cadence, last=next(talks, None),
            asks=day.asks_since_hello(contact),
        )
    ]  # fmt: skip


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

