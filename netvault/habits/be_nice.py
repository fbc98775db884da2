"""Habit 4, be nice, always: thanks owed, birthdays, their news good and bad."""

from __future__ import annotations

from netvault.dates import plus
from netvault.habits.obligations import Rule, item_id, open_items
from netvault.model import Item
from netvault.network.graph import Day
from netvault.settings import Settings

THANK = Rule("thank", frozenset({"received", "lead"}), frozenset({"thanked"}), names=frozenset({"reported"}))
NEWS = Rule("celebrate", frozenset({"news"}), frozenset({"kind"}), how="all", hello=True)
NEWS_IS_OLD = 30
"""Days after which news wants no kind word any more."""
BIRTHDAY_SPAN = 3
"""Days before and after a birthday on which it shows."""
BIRTHDAY_ALLOWED = 3


def thank(day: Day, settings: Settings) -> list[Item]:
    """Help and leads that you have not said thanks for."""
    return open_items(day, THANK, settings.due.thank, settings)


def celebrate(day: Day, settings: Settings) -> list[Item]:
    """A kind word for their news, and for birthdays."""
    contacts = day.network.contacts
    news = [
        item
        for item in open_items(day, NEWS, settings.due.kind, settings)
        if (day.day - item.opened).days < NEWS_IS_OLD and contacts[item.contact].properties.status != "archived"
    ]
    return news + _birthdays(day)


def _birthdays(day: Day) -> list[Item]:
    found = []
    for path, contact in day.network.contacts.items():
        birthday = contact.properties.birthday
        at = birthday.near(day.day, BIRTHDAY_SPAN) if birthday and contact.properties.status != "archived" else None
        if at is None:
            continue
        first, last = plus(at, -BIRTHDAY_SPAN), plus(at, BIRTHDAY_SPAN)
        if any("kind" in event.acts and first <= event.day <= last for event in day.events(path)):
            continue
        found.append(
            Item(
                id=item_id("birthday", path, at, 0), habit="celebrate", contact=path, name=contact.name, opened=at, due=at,
                overdue=max((day.day - at).days, 0), allowed=BIRTHDAY_ALLOWED, source=None, private=contact.private,
                early=at > day.day,
                birthday=True, cadence=contact.cadence,
            )
        )
    return found
