"""Before you announce: whose lead, introduction or help stands behind it, and what is still owed (habits, *who can help*)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from netvault.habits.agenda import by_name
from netvault.habits.ask import FIRST, owed
from netvault.model import Entry, Item
from netvault.network.day import Day

HELP = frozenset({"lead", "received"})


@dataclass(slots=True)
class Helper:
    """Somebody who helped you there. `node` is a path, or a name without a note.

    `because` are their leads and help in order, `introduced` the people there to whom they introduced you, `owed` what is
    open with them.
    """

    node: str
    because: list[Entry] = field(default_factory=list)
    introduced: list[str] = field(default_factory=list)
    owed: Sequence[Item] = ()

    @property
    def since(self) -> date:
        """When it began."""
        return self.because[0].day if self.because else date.max


def landed(day: Day, target: str, items: Iterable[Item]) -> list[Helper]:
    """Everybody whose lead, introduction or help stands behind a target.

    In: the day, the target's node (an organisation, or a person), and open items. Out: who gave a lead about it or its
    people, or help that names them, and who introduced those people to you: in the order in which they helped, then by
    name. Leads still to follow are not among what is owed.
    """
    network = day.network
    people = _people(day, target)
    found: dict[str, Helper] = {}
    for entry, giver in _helped(day, {target, *people}):
        found.setdefault(giver, Helper(giver)).because.append(entry)
    for path in people:
        for by in network.contacts[path].introduced_by:
            found.setdefault(by, Helper(by)).introduced.append(path)
    waiting = owed(item for item in items if item.habit in FIRST)
    for node, helper in found.items():
        helper.owed = waiting.get(node, ())
    found.pop(target, None)
    return sorted(found.values(), key=lambda one: (one.since, by_name(network.name(one.node)), one.node))


def _people(day: Day, target: str) -> list[str]:
    """A person; or who is at an organisation now."""
    contacts = day.network.contacts
    return [target] if target in contacts else [path for path, contact in contacts.items() if contact.company == target]


def _helped(day: Day, nodes: set[str]) -> list[tuple[Entry, str]]:
    """The leads and help that name one of some nodes, each with who gave it, in order; what several notes tell of once."""
    givers = {contact for node in nodes for entry in day.naming(node, HELP, date.min) for contact in entry.contacts}
    found = [
        (event.first, giver)
        for giver in givers
        for event in day.events(giver)
        if not HELP.isdisjoint(event.acts) and not nodes.isdisjoint(event.keys)
    ]
    return sorted(found, key=lambda one: (one[0].day, one[0].time or "", one[0].path, one[0].line))
