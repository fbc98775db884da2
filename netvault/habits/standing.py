"""Who helped whom, both ways, and what would be easy to give (habits, *reports*)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from netvault.model import Contact, Entry
from netvault.network.day import Day
from netvault.network.names import fold
from netvault.notes.links import find_links

BALANCE = ("asked", "received", "lead", "gave", "offered", "requested", "promised")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a contact and you stand. Counts of events; `theirs` and `yours` are the last help each way."""

    contact: str
    they_helped: int
    you_helped: int
    asked: int
    theirs: Entry | None
    yours: Entry | None

    @property
    def difference(self) -> int:
        """How much more they helped."""
        return self.they_helped - self.you_helped

    @property
    def word(self) -> Literal["you owe", "even", "ahead"]:
        """Never that they owe."""
        return "you owe" if self.difference > 0 else "even" if self.difference == 0 else "ahead"


def standings(day: Day) -> list[Standing]:
    """Everybody with help, asks or promises either way: those you owe first, by difference, then the latest help from them."""
    found = [standing(day, path) for path in day.network.contacts if day.count(path, *BALANCE)]
    return sorted(found, key=_order(day))


def standing(day: Day, contact: str) -> Standing:
    """How one contact and you stand."""
    theirs = yours = None
    for event in day.events(contact):
        theirs = event.first if event.acts & {"received", "lead"} else theirs
        yours = event.first if "gave" in event.acts else yours
    return Standing(
        contact, day.count(contact, "received", "lead"), day.count(contact, "gave"), day.count(contact, "asked"), theirs, yours
    )


def _order(day: Day) -> Callable[[Standing], tuple[int, int, int, str, str]]:
    def key(one: Standing) -> tuple[int, int, int, str, str]:
        last = one.theirs.day if one.theirs else date.min
        name = day.network.contacts[one.contact].name
        return (0 if one.difference > 0 else 1, -one.difference, -last.toordinal(), fold(name), one.contact)

    return key


Terms = tuple[frozenset[str], frozenset[str]]
"""The nodes and the words of a text."""


@dataclass(frozen=True, slots=True)
class Match:
    """A need of `who` that an offer of `giver` meets."""

    who: str
    need: str
    giver: str
    offer: str


def matches(day: Day) -> list[Match]:
    """Introductions to make: needs of one contact met by offers of another; both not private, and not already known."""
    contacts = day.network.contacts
    found = met_needs(day, [path for path, contact in contacts.items() if _open(contact)], Offers(day))
    return sorted(found, key=lambda m: (fold(contacts[m.who].name), fold(m.need), fold(contacts[m.giver].name), m.giver))


class Offers:
    """What everybody offers by a day who is not private or archived, looked up by what a need says."""

    def __init__(self, day: Day) -> None:
        """Looks at everybody, once: it is for views, and habits ask of `day` alone."""
        contacts = day.network.contacts
        givers = [path for path, contact in contacts.items() if _open(contact)]
        self._all = [(path, text, _terms(day, path, text)) for path in givers for text in _offers(day, path)]
        self._by_node: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_rarest: dict[str, list[int]] = {}  # each under one word: a longer need that holds all its words holds that
        for at, (_, _, (nodes, words)) in enumerate(self._all):
            for node in nodes:
                self._by_node.setdefault(node, []).append(at)
            for word in words:
                self._by_word.setdefault(word, []).append(at)
        for at, (_, _, (_, words)) in enumerate(self._all):
            if words:
                self._by_rarest.setdefault(min(words, key=self._often), []).append(at)

    def _often(self, word: str) -> int:
        return len(self._by_word.get(word, ()))

    def meeting(self, need: Terms) -> list[tuple[str, str]]:
        """The offers that meet a need, with who gives them, in the order of the contacts."""
        nodes, words = need
        maybe = {at for node in nodes for at in self._by_node.get(node, ())}
        maybe.update(at for word in words for at in self._by_rarest.get(word, ()))
        if words:
            maybe.update(self._by_word.get(min(words, key=self._often), ()))
        return [self._all[at][:2] for at in sorted(maybe) if meets(need, self._all[at][2])]


def met_needs(day: Day, receivers: Iterable[str], offers: Offers) -> list[Match]:
    """Each need of some contacts that an offer of another meets, who is not private, archived or known to them already."""
    contacts = day.network.contacts
    found = []
    for path in receivers:
        for need in day.field(path, "needs"):
            for giver, offer in offers.meeting(_terms(day, path, need)):
                known = giver in contacts[path].knows or path in contacts[giver].knows
                if giver != path and not known:
                    found.append(Match(path, need, giver, offer))
    return found


def _open(contact: Contact) -> bool:
    return not contact.private and contact.properties.status != "archived"


def _offers(day: Day, contact: str) -> tuple[str, ...]:
    """What a contact offers; most offer nothing, and that is quickly seen."""
    lines = day.network.by_contact.get(contact, ())
    said = day.network.contacts[contact].properties.offers or any("offers" in entry.acts for entry in lines)
    return day.field(contact, "offers") if said else ()


def _terms(day: Day, path: str, text: str) -> Terms:
    """The nodes that a text links, and its words of four letters and more."""
    nodes = frozenset(day.network.names.node(link.target, path)[1] for link, _ in find_links(text))
    return nodes, frozenset(_WORD.findall(fold(text)))


def meets(need: Terms, offer: Terms) -> bool:
    """The same link, or the same words of four letters and more of the shorter in the longer."""
    if need[0] & offer[0]:
        return True
    shorter, longer = sorted((need[1], offer[1]), key=len)
    return bool(shorter) and shorter <= longer
