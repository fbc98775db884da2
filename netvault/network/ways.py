"""Ways to an organisation or a person through people whom you know (habits, *who can help*)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from netvault.dates import plus
from netvault.model import Entry
from netvault.network.day import Day
from netvault.network.events import counts
from netvault.network.names import fold
from netvault.network.targets import organisations

Kind = Literal["works", "worked", "told", "introduced", "knows", "lead", "through", "was_lead"]
_RANK: tuple[Kind, ...] = ("works", "worked", "told", "introduced", "knows", "lead", "through", "was_lead")
THERE = _RANK[:3]
"""Reasons to be at the end of a way to an organisation."""
MOST_BETWEEN = 3
"""People between you and the target."""
MOST_WAYS = 100
ASKS_IN = 90
"""Days back in which asks of the first person count."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One person on a way, and why they lead to `end`, the next one or the target.

    `works`, `worked`: they are, or were, at the target; `told`: `by` named them with it in a lead of `day`. `introduced`:
    they introduced you to the next; `knows`; `lead`: they gave you the next as a lead on `day`; `through`: the next
    introduced you to them; `was_lead`: the next gave you them as a lead.
    """

    node: str
    kind: Kind
    end: str
    day: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """People one after another: you know the first, and the last leads to the target."""

    hops: tuple[Hop, ...]

    @property
    def first(self) -> str:
        """Whom to ask."""
        return self.hops[0].node


def ways(day: Day, target: str, owed: Collection[str]) -> list[Way]:
    """The ways to a target, best first (habits, *who can help*); for each contact whom you could ask, the shortest.

    In: the day, the target's node, and the contacts to whom something is owed. Out: at most `MOST_WAYS`: those who work
    there, then those who worked there, then those who know somebody; of these fewer people between, nothing owed to the
    first, fewest asks of them in 90 days, the most recent touch. A search passes each person once: linear in the vault.
    """
    found = _spread(_edges(day), _nearest(day, target), target)
    contacts = day.network.contacts
    reached = [Way(tuple(_hops(found, node))) for node in found if node in contacts]
    return sorted(reached, key=lambda way: _order(day, way, owed))[:MOST_WAYS]


def asks_of(day: Day, contact: str) -> int:
    """How often you asked a contact in the last 90 days."""
    since = plus(day.day, -ASKS_IN)
    return sum("asked" in event.acts and event.day > since for event in day.events(contact))


def _order(day: Day, way: Way, owed: Collection[str]) -> tuple[object, ...]:
    first, kind = way.first, way.hops[0].kind
    touch = day.last(first)
    return (
        _RANK.index(kind) if kind in THERE else len(THERE), len(way.hops), first in owed, asks_of(day, first),
        -touch.day.toordinal() if touch else 0, _RANK.index(way.hops[-1].kind), fold(day.network.contacts[first].name), first,
    )  # fmt: skip


def _hops(found: Mapping[str, Hop], node: str) -> Iterator[Hop]:
    while node in found:
        yield found[node]
        node = found[node].end


# ── breadth first, from the target outwards ─────────────────────────────────────────────────────


def _spread(edges: Mapping[str, list[Hop]], nearest: list[Hop], target: str) -> dict[str, Hop]:
    """Everybody who leads to the target, with their next step: nobody is passed twice, so each has a shortest way."""
    found: dict[str, Hop] = {}
    frontier: list[Hop] = [*nearest, *edges.get(target, ())]
    for _ in range(MOST_BETWEEN):
        further: dict[str, Hop] = {}
        for hop in frontier:
            if hop.node not in found and hop.node != target:
                further.setdefault(hop.node, hop)
        found.update(further)
        frontier = [hop for node in further for hop in edges.get(node, ())]
    return found


def _nearest(day: Day, target: str) -> list[Hop]:
    """Who is at an organisation, who was, and who is there as a lead said."""
    contacts = sorted(day.network.contacts.values(), key=lambda contact: (fold(contact.name), contact.path))
    now = [Hop(contact.path, "works", target) for contact in contacts if contact.company == target]
    past = [Hop(contact.path, "worked", target) for contact in contacts if target in contact.past_companies]
    return [*now, *past, *_told(day, target)]


def _told(day: Day, target: str) -> Iterator[Hop]:
    """Whom a lead named together with an organisation, or with what could be one."""
    if target in day.network.contacts:
        return
    person = _persons(day)
    for entry in _leads(day):
        if target in entry.keys:
            for key in sorted(entry.keys):
                works = day.network.contacts[key].company if key in day.network.contacts else None
                if key != target and person(key) and not works:
                    yield Hop(key, "told", target, entry.day, entry.contacts[0] if entry.contacts else None)


def _leads(day: Day) -> Iterator[Entry]:
    return (entry for entry in day.network.entries if "lead" in entry.acts and counts(entry, day.day))


def _persons(day: Day) -> Callable[[str], bool]:
    """Tells whether a node is a person: a contact, or a name without a note that is no company's."""
    network, companies = day.network, organisations(day.network)
    return lambda node: node in network.contacts or (node not in companies and node not in network.notes)


def _edges(day: Day) -> dict[str, list[Hop]]:
    """For each person, who leads to them, the strongest reason first."""
    person = _persons(day)
    found: dict[str, list[Hop]] = {}
    for hop in _bonds(day):
        if person(hop.node) and person(hop.end) and hop.node != hop.end:
            found.setdefault(hop.end, []).append(hop)
    for hops in found.values():
        hops.sort(key=lambda hop: (_RANK.index(hop.kind), hop.node))
    return found


def _bonds(day: Day) -> Iterator[Hop]:
    for path, contact in day.network.contacts.items():
        for by in contact.introduced_by:
            yield Hop(by, "introduced", path)
            yield Hop(path, "through", by)
        for other in contact.knows:
            yield Hop(path, "knows", other)
            yield Hop(other, "knows", path)
    for entry in _leads(day):
        for giver in entry.contacts:
            for key in entry.keys:
                yield Hop(giver, "lead", key, entry.day)
                yield Hop(key, "was_lead", giver, entry.day)
