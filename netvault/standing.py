"""A vault seen from a day: what is open by then, worked out anew only for those for whom something is different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain

from netvault.habits import items_of
from netvault.habits.agenda import Agenda, arrange, rearrange
from netvault.model import Item
from netvault.network.day import Day, Looks
from netvault.network.graph import Network


@dataclass(frozen=True)
class Standing:
    """A vault seen from a day: what counts by then, and the agenda.

    `by_contact`: the items of each contact, and what was looked at for them.
    """

    day: Day
    agenda: Agenda
    by_contact: Mapping[str, tuple[list[Item], Looks]] = field(default_factory=dict, compare=False, repr=False)
    lookers: dict[tuple[int, str], set[str]] = field(default_factory=dict, compare=False, repr=False)
    """For whose items a thing was looked at; of those before too, for it only grows."""


def stand(network: Network, day: date, before: Standing | None = None) -> Standing:
    """The network seen from a day, with everything that is open. `before`: what was seen of it, or of the network of before;
    the items of contacts for whom all is the same are kept."""
    settings = network.settings
    if before is not None and (before.day.day != day or before.day.network.settings != settings):
        before = None
    seen = Day(network, day, before.day if before else None)
    lookers = before.lookers if before else {}
    found = dict(before.by_contact) if before else {}
    for contact in found.keys() - network.contacts.keys():
        del found[contact]
    fresh = _fresh(seen, found, before)
    for contact in fresh:
        found[contact] = made = seen.looking(partial(items_of, seen, contact, settings))
        for look in made[1]:
            lookers.setdefault(look, set()).add(contact)
    new = chain.from_iterable(found[contact][0] for contact in fresh)
    if before is None:
        return Standing(seen, arrange(new, settings), found, lookers)
    past = before.by_contact
    others = [contact for contact in fresh if contact in past] + list(past.keys() - found.keys())
    gone = chain.from_iterable(past[contact][0] for contact in others)
    return Standing(seen, rearrange(before.agenda, gone, new, settings), found, lookers)


def _fresh(seen: Day, known: Mapping[str, tuple[list[Item], Looks]], before: Standing | None) -> list[str]:
    """The contacts whose items have to be worked out, in the order of the contacts."""
    contacts = seen.network.contacts
    changed = seen.changed(before.day.network.token) if before else None
    if before is None or changed is None:
        return [contact for contact in contacts if contact not in known or not seen.same(known[contact][1])]
    maybe = set(contacts.keys() - known.keys()).union(*(before.lookers.get(look, ()) for look in changed))
    found = [contact for contact in maybe if contact in contacts and (contact not in known or not seen.same(known[contact][1]))]
    return sorted(found)


def find_item(standing: Standing, name: str) -> Item | None:
    """The open item of an id, with or without `nv-` or `^`."""
    wanted = "nv-" + name.strip().lstrip("^").removeprefix("nv-")
    return next((item for item in standing.agenda.items if item.id == wanted), None)


def looks_like_id(name: str) -> bool:
    """Whether a text is meant for an item's id: `nv-` or `^` begins it."""
    return name.strip().startswith(("nv-", "^"))
