"""Before you meet: what to know of a person, whom you have in common, and who else waits to hear (habits, `show`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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


class Around:
    """What of everybody matters when you meet somebody, looked up by whom it bears on: for one day, whomever you meet.

    It looks at everybody, once: it is for views, and habits ask of `day` alone.
    """

    def __init__(self, day: Day, items: Sequence[Item]) -> None:
        """`items` are the open items in order."""
        self.day = day
        self._items: dict[str, list[Item]] = {}
        self._reports: dict[str, list[tuple[int, Item]]] = {}  # by the contact and by what their lines name, with their place
        for at, item in enumerate(items):
            self._items.setdefault(item.contact, []).append(item)
            if item.habit == "report_back":
                for key in {item.contact, *(item.entry.keys if item.entry else ())}:
                    self._reports.setdefault(key, []).append((at, item))
        self._tied: dict[str, list[str]] = {}  # by a node: who is or was there, knows it, or was introduced by it
        for path, contact in day.network.contacts.items():
            for node in {*contact.companies, *contact.knows, *contact.introduced_by}:
                self._tied.setdefault(node, []).append(path)

    @cached_property
    def offers(self) -> Offers:
        """What everybody offers."""
        return Offers(self.day)

    def items(self, contact: str) -> tuple[Item, ...]:
        """The items of a contact."""
        return tuple(self._items.get(contact, ()))

    def reports(self, nodes: Iterable[str]) -> list[Item]:
        """The report_back items of these contacts, or that name one of these nodes, in order."""
        found = dict(one for node in nodes for one in self._reports.get(node, ()))
        return [found[at] for at in sorted(found)]

    def tied(self, contact: str) -> set[str]:
        """The contacts with whom a contact has something in common by the properties of either."""
        me, contacts = self.day.network.contacts[contact], self.day.network.contacts
        found = {path for node in (contact, *me.companies) for path in self._tied.get(node, ())}
        return found.union(path for path in (*me.knows, *me.introduced_by) if path in contacts)


def in_common(around: Around, contact: str) -> list[Bond]:
    """The people whom you and a contact both know: each once, with the strongest bond; the strongest first, then by name."""
    contacts = around.day.network.contacts
    found: dict[str, Bond] = {}
    for bond in (*_said(around, contact), *_lived(around.day, contact)):
        known = found.get(bond.contact)
        if bond.contact != contact and (known is None or _KINDS.index(bond.kind) < _KINDS.index(known.kind)):
            found[bond.contact] = bond
    return sorted(found.values(), key=lambda b: (_KINDS.index(b.kind), by_name(contacts[b.contact].name), b.contact))


def _said(around: Around, contact: str) -> Iterable[Bond]:
    """Bonds of the properties: who introduced, who knows, who works where."""
    contacts = around.day.network.contacts
    me = contacts[contact]
    mine = me.companies
    for path in around.tied(contact):
        other = contacts[path]
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


def wait_to_hear(around: Around, contact: str, bonds: Iterable[Bond]) -> list[Item]:
    """Who else is to hear how a lead went before you meet somebody, because word travels.

    In: the contact, and whom you have in common with them. Out: the open report_back items of others whose
    giver or subject is the contact, somebody in common, or a company of theirs.
    """
    near = {contact, *(bond.contact for bond in bonds), *around.day.network.contacts[contact].companies}
    return [item for item in around.reports(near) if item.contact != contact]


def could_help(day: Day, contact: str, around: Around | None = None) -> list[Match]:
    """Who offers what a contact needs: introductions to make (habits, *reports*). Nobody private, nobody they know already.

    `around`: of the day, where much is asked about it.
    """
    contacts = day.network.contacts
    order = day.field(contact, "needs")
    if not order or contacts[contact].private:
        return []
    found = met_needs(day, [contact], around.offers if around else Offers(day))
    return sorted(found, key=lambda m: (order.index(m.need), by_name(contacts[m.giver].name), m.giver))


def recent(day: Day, contact: str, most: int) -> list[Entry]:
    """The last lines with a contact that count by the day, the newest first; what several notes tell of is one line."""
    return [event.first for event in reversed(day.events(contact))][:most]


def news(day: Day, contact: str) -> list[Event]:
    """What happened in a contact's life of late, the newest first."""
    return [e for e in reversed(day.events(contact)) if "news" in e.acts and (day.day - e.day).days <= NEWS_DAYS]
