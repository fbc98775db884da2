"""The brief before you meet somebody: sections of sentences for the terminal, and the JSON of `show`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from netvault.habits.make_it_easy import tab
from netvault.habits.meet import Around, Bond, could_help, in_common, news, recent, wait_to_hear
from netvault.habits.standing import Match, standing
from netvault.model import Contact, Entry, Item
from netvault.network.day import Day
from netvault.network.events import Event
from netvault.views import before
from netvault.views.data import contact_data, entry_data
from netvault.views.speech import DAYS, OnDay, Part, Sentence, Speaker, joined, node_named
from netvault.views.wording import listed, prefers, title, understood

RECENT = 5
"""Last lines in a brief."""
MOST_NAMES = 6
"""Names in one line of people in common."""
MOST_BONDS = 6
"""Lines of people in common."""
MOST_NEWS = 2


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before you meet a contact. `items` are open either way, `tell` is who else waits to hear."""

    contact: Contact
    day: Day
    items: tuple[Item, ...]
    tell: tuple[Item, ...]
    bonds: tuple[Bond, ...]
    met: tuple[Match, ...]


def make_brief(around: Around, contact: str) -> Brief:
    """The brief of a contact, from what is around everybody with all open items."""
    day, bonds = around.day, in_common(around, contact)
    return Brief(
        day.network.contacts[contact], day, around.items(contact), tuple(wait_to_hear(around, contact, bonds)), tuple(bonds),
        tuple(could_help(day, contact, around)),
    )  # fmt: skip


# ── sentences ───────────────────────────────────────────────────────────────────────────────────


def facts(brief: Brief, speaker: Speaker) -> list[Sentence]:
    """How they like to be met, what they like, how to reach them, how you met, whose turn it is to pay."""
    contact, day = brief.contact, brief.day
    said = contact.properties
    found: list[Sentence] = []
    if how := prefers(contact, speaker):
        found.append(("Prefers ", *how))
    if likes := listed(day.field(contact.path, "likes"), contact, speaker):
        found.append(("Likes ", *likes))
    if reach := [*said.phone[:1], *said.email[:1]]:
        found.append(("Reach them at ", ", ".join(reach)))
    if met := _met(contact, day, speaker):
        found.append(met)
    if whose := before.tab_words(tab(day, contact.path)):
        found.append((whose,))
    return found


def _met(contact: Contact, day: Day, speaker: Speaker) -> Sentence:
    said = contact.properties
    named = zip(contact.introduced_by, said.introduced_by, strict=False)
    shown = [(node, ref) for node, ref in named if not (speaker.hide_private and day.network.private(node))]
    by = [node_named(day.network, node, ref) for node, ref in shown]
    met: Sentence = ("You met ", OnDay(said.met)) if said.met else ()
    if not by:
        return met
    return (*met, *(("; ",) if met else ()), *joined(by), " introduced you")


def sections(brief: Brief, speaker: Speaker) -> list[tuple[str, list[Sentence]]]:
    """What is open both ways, who else waits to hear, news, needs, people in common: those that say something."""
    day, contact = brief.day, brief.contact
    found = [
        ("Between you", [before.to_do(item, speaker, day) for item in brief.items]),
        ("Before you meet", [_tell(item, speaker, day) for item in brief.tell]),
        ("Their news", [_news(event, speaker) for event in news(day, contact.path)[:MOST_NEWS]]),
        ("Needs", before.needs_lines(day.field(contact.path, "needs"), brief.met, contact.path, speaker)),
        ("In common", _common(brief)),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def _news(event: Event, speaker: Speaker) -> Sentence:
    return (OnDay(event.day), ": ", *speaker.quote(event.first.text, event.first.path))


def _tell(item: Item, speaker: Speaker, day: Day) -> Sentence:
    """Who else waits to hear how a lead went, and until when that would be good."""
    ahead = (item.due - day.day).days
    when: Sentence = (" before you meet",)
    if 0 < ahead < 7:
        when = (f" before {DAYS[item.due.weekday()]}",)
    elif ahead >= 7:
        when = (" by ", OnDay(item.due))
    return (*title(item, speaker), *when, *((before.PRIVATE,) if item.private else ()))


def _common(brief: Brief) -> list[Sentence]:
    """People in common, those with the same bond in one line; who introduced you has a line of its own."""
    network = brief.day.network
    groups: dict[Sentence, list[str]] = {}
    for bond in brief.bonds:
        if bond.kind != "introduced":
            groups.setdefault(before.bond_words(bond, brief.contact, network), []).append(bond.contact)
    found: list[Sentence] = []
    for words, people in groups.items():
        more = len(people) - MOST_NAMES
        names: list[Part] = [before.marked(path, network) for path in people[:MOST_NAMES]]
        found.append((*joined([*names, f"{more} more"] if more > 0 else names), " (", *words, ")"))
    more = len(found) - MOST_BONDS
    return found if more <= 0 else [*found[:MOST_BONDS], (f"and {more} more ways in which you have people in common",)]


# ── the region of a contact's note ──────────────────────────────────────────────────────────────


def around_public(day: Day, items: Iterable[Item]) -> Around:
    """What is around everybody, less the items that are private; `items` are all open items in order."""
    return Around(day, [item for item in items if not item.private])


def brief_view(around: Around, contact: str) -> dict[str, Any]:
    """What the template of a brief region sees: what `show` says, less everybody and everything private.

    `around` holds no private items (`around_public`).
    """
    day, network = around.day, around.day.network
    if network.contacts[contact].private:
        return {"private": True, "facts": [], "sections": []}
    speaker = Speaker(network, day.day, hide_private=True, iso=True)
    whole = make_brief(around, contact)
    bonds = tuple(bond for bond in whole.bonds if not network.private(bond.contact) and not network.private(bond.company or ""))
    brief = replace(whole, bonds=bonds, met=tuple(match for match in whole.met if not network.private(match.giver)))
    last = [event for event in reversed(day.events(contact)) if not all(entry.private for entry in event.entries)][:RECENT]
    lines = [_last_line(event, speaker) for event in last]
    found = [*sections(brief, speaker), *([("Last lines", lines)] if lines else [])]
    return {
        "private": False,
        "facts": [speaker.markdown(fact) for fact in facts(brief, speaker)],
        "sections": [{"title": title, "lines": [speaker.markdown(line) for line in lines]} for title, lines in found],
    }


def _last_line(event: Event, speaker: Speaker) -> Sentence:
    """A day, what was understood, and the words of the line."""
    entry = _open_line(event)
    words = speaker.quote(entry.text, entry.path)
    return (OnDay(event.day), ": ", *understood(entry, speaker), *((": ", *words) if words else ()))


def _open_line(event: Event) -> Entry:
    """The first line of an event that stands in no private note."""
    return next(entry for entry in event.entries if not entry.private)


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────


def brief_data(brief: Brief, shown: frozenset[str]) -> dict[str, Any]:
    """The JSON of `show`; `shown` are the ids of the items that Today shows."""
    day, path = brief.day, brief.contact.path
    return {
        "contact": contact_data(brief.contact, day),
        "items": before.items_data(brief.items, day, shown),
        "recent": [entry_data(entry, day) for entry in recent(day, path, RECENT)],
        "needs": list(day.field(path, "needs")),
        "could_help": before.helpers_data(brief.met, day),
        "tab": tab(day, path),
        "in_common": [_bond_data(bond, brief) for bond in brief.bonds],
        "likes": list(day.field(path, "likes")),
        "news": [entry_data(event.first, day) for event in news(day, path)],
        "prefers": before.prefers_data(brief.contact),
        "balance": before.balance_data(standing(day, path)),
        "tell": before.items_data(brief.tell, day, shown),
    }


def _bond_data(bond: Bond, brief: Brief) -> dict[str, Any]:
    network = brief.day.network
    speaker = Speaker(network, brief.day.day, hide_private=False, iso=True)
    other = network.contacts[bond.contact]
    why = speaker.plain(before.bond_words(bond, brief.contact, network))
    return {"path": bond.contact, "name": other.name, "kind": bond.kind, "why": why, "private": other.private}
