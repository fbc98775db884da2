"""Habit 4, be nice, always: thanks owed, birthdays, their news good and bad."""

from __future__ import annotations

from netvault.dates import plus
from netvault.habits.obligations import Rule, item_id, open_items
from netvault.model import Contact, Item
from netvault.network.day import Day
from netvault.settings import Settings

THANK = Rule("thank", frozenset({"received", "lead"}), frozenset({"thanked"}), names=frozenset({"reported"}))
NEWS = Rule("celebrate", frozenset({"news"}), frozenset({"kind"}), how="all", hello=True)
NEWS_IS_OLD = 30
"""Days after which news wants no kind word any more."""
BIRTHDAY_SPAN = 3
"""Days before and after a birthday on which it shows."""
BIRTHDAY_ALLOWED = 3


def thank(day: Day, contact: str, settings: Settings) -> list[Item]:
    """Help and leads that you have not said thanks for."""
    return open_items(day, contact, THANK, settings.due.thank, settings)


def celebrate(day: Day, contact: str, settings: Settings) -> list[Item]:
    """A kind word for their news, and for birthdays."""
    person = day.network.contacts[contact]
    if person.properties.status == "archived":
        return []
    news = open_items(day, contact, NEWS, settings.due.kind, settings)
    return [item for item in news if (day.day - item.opened).days < NEWS_IS_OLD] + _birthday(day, person)


def _birthday(day: Day, person: Contact) -> list[Item]:
    birthday = person.properties.birthday
    at = birthday.near(day.day, BIRTHDAY_SPAN) if birthday else None
    if at is None:
        return []
    first, last = plus(at, -BIRTHDAY_SPAN), plus(at, BIRTHDAY_SPAN)
    if any("kind" in event.acts and first <= event.day <= last for event in day.events(person.path)):
        return []
    return [
        Item(
            id=item_id("birthday", person.path, at, 0), habit="celebrate", contact=person.path, name=person.name, opened=at,
            due=at, overdue=max((day.day - at).days, 0), allowed=BIRTHDAY_ALLOWED, source=None, private=person.private,
            early=at > day.day, birthday=True, cadence=person.cadence,
        )
    ]  # fmt: skip
