"""Before you meet: what to know of a person, whom you have in common, and who else waits to hear (habits, `show`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from netvault.habits.agenda import by_name
from netvault.habits.standing import Match, Offers, met_needs
from netvault.model import Entry, Item
from netvault.network.day import Day
from netvault.network.events import Event

Kind = Literal["introduced", "through", "knows", "lead", "together", "now", "past"]
_KINDS: tuple[Kind, ...] = ("introduced", "through", "knows", "lead", "together", "now", "past")
NEWS_DAYS = 180
"""Days for which somebody's news is worth a word when you meet."""


@dataclass(frozen=True, slots=True)
class Bond:
    """How a contact is connected with the one you meet.

    `introduced`: they introduced you to each other; `through`: you met them through the one you meet; `knows`; `lead`: one
    was the other's lead; `together`: in one line or meeting, on `day`; `now` and `past`: both are, or were, at `company`.
    """

    contact: str
    kind: Kind
    company: str | None = None
    day: date | None = None


def in_common(day: Day, contact: str) -> list[Bond]:
    """The people whom you and a contact both know: each once, with the strongest bond; the strongest first, then by name."""
    contacts = day.network.contacts
    found: dict[str, Bond] = {}
    for bond in (*_said(day, contact), *_lived(day, contact)):
        known = found.get(bond.contact)
        if bond.contact != contact and (known is None or _KINDS.index(bond.kind) < _KINDS.index(known.kind)):
            found[bond.contact] = bond
    return sorted(found.values(), key=lambda b: (_KINDS.index(b.kind), by_name(contacts[b.contact].name), b.contact))


def _said(day: Day, contact: str) -> Iterable[Bond]:
    """Bonds of the properties: who introduced, who knows, who works where."""
    me = day.network.contacts[contact]
    mine = me.companies
    for path, other in day.network.contacts.items():
        if path in me.introduced_by:
            yield Bond(path, "introduced")
        elif contact in other.introduced_by:
            yield Bond(path, "through")
        elif path in me.knows or contact in other.knows:
            yield Bond(path, "knows")
        elif shared := sorted(mine & other.companies):
            now = [company for company in shared if me.company == company == other.company]
            yield Bond(path, "now" if now else "past", (now or shared)[0])


def _lived(day: Day, contact: str) -> Iterable[Bond]:
    """Bonds of the lines: leads, and what was done together."""
    contacts = day.network.contacts
    for event in day.events(contact):
        for other in sorted({path for entry in event.entries for path in entry.contacts if path != contact}):
            yield Bond(other, "together", day=event.day)
        if "lead" in event.acts:
            for key in sorted(event.keys):
                if key in contacts:
                    yield Bond(key, "lead", day=event.day)
    for entry in day.naming(contact, frozenset({"lead"}), date.min):
        for other in entry.contacts:
            if contact in entry.keys:
                yield Bond(other, "lead", day=entry.day)


def wait_to_hear(day: Day, contact: str, bonds: Iterable[Bond], items: Iterable[Item]) -> list[Item]:
    """Who else is to hear how a lead went before you meet somebody, because word travels.

    In: the contact, whom you have in common with them, and open items. Out: the open report_back items of others whose
    giver or subject is the contact, somebody in common, or a company of theirs.
    """
    near = {contact, *(bond.contact for bond in bonds), *day.network.contacts[contact].companies}
    return [
        item
        for item in items
        if item.habit == "report_back"
        and item.contact != contact
        and (item.contact in near or (item.entry is not None and not near.isdisjoint(item.entry.keys)))
    ]


def could_help(day: Day, contact: str, offers: Offers | None = None) -> list[Match]:
    """Who offers what a contact needs: introductions to make (habits, *reports*). Nobody private, nobody they know already.

    `offers`: those of the day, where many contacts are asked about.
    """
    contacts = day.network.contacts
    order = day.field(contact, "needs")
    found = met_needs(day, [contact], offers or Offers(day)) if order and not contacts[contact].private else []
    return sorted(found, key=lambda m: (order.index(m.need), by_name(contacts[m.giver].name), m.giver))


def recent(day: Day, contact: str, most: int) -> list[Entry]:
    """The last lines with a contact that count by the day, the newest first; what several notes tell of is one line."""
    return [event.first for event in reversed(day.events(contact))][:most]


def news(day: Day, contact: str) -> list[Event]:
    """What happened in a contact's life of late, the newest first."""
    return [e for e in reversed(day.events(contact)) if "news" in e.acts and (day.day - e.day).days <= NEWS_DAYS]
