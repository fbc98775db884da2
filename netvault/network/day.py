"""The network as it stands on a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from netvault.model import Contact, Entry, Task
from netvault.network.events import Event, counts, in_order, merge
from netvault.network.graph import Network
from netvault.network.names import node_key
from netvault.notes.words import FIELD_ACTS

Made = TypeVar("Made")


_CONTACT, _ENTRIES, _NAMING, _TASKS = range(4)
"""What is looked at: a contact, the entries of one, the entries that name a node, the tasks of a contact."""

Looks = dict[tuple[int, str], object]
"""What a computation has looked at, and what it found there: it need not be made again while it would find the very same."""


class Day:
    """The network as it stands on a day: each contact's events, and the figures that follow from them.

    `before` is the same day on the network of before: what is the same there need not be worked out again.
    """

    def __init__(self, network: Network, day: date, before: Day | None = None) -> None:
        self.network, self.day = network, day
        self._tables: tuple[Mapping[str, object], ...] = (
            network.contacts, network.by_contact, network.by_subject, network.index.tasks,
        )  # fmt: skip
        self._looks: Looks = {}
        known = before if before is not None and before.day == day else None
        # What was made of lines, with those very lines: it counts for as long as they are the same.
        self._events: dict[str, tuple[object, tuple[Event, ...]]] = known._events if known else {}
        self._acts: dict[str, tuple[object, frozenset[str]]] = known._acts if known else {}
        self._naming: dict[tuple[str, frozenset[str]], tuple[object, list[Entry]]] = known._naming if known else {}
        self._together: dict[str, tuple[object, dict[str, date]]] = known._together if known else {}

    # ── remembering ─────────────────────────────────────────────────────────────────────────────

    def looking(self, make: Callable[[], Made]) -> tuple[Made, Looks]:
        """What a computation gives, and what it has looked at here. Computations do not stand in one another."""
        self._looks = {}
        made = make()
        return made, self._looks

    def changed(self, token: object) -> list[tuple[int, str]] | None:
        """What of all that can be looked at is another one since the network with this token; None where that is not known."""
        since = self.network.since
        if since is None or since.token is not token:
            return None
        by_contact, by_subject, tasks = since.touched
        found = ((_CONTACT, since.contacts), (_ENTRIES, by_contact), (_NAMING, by_subject), (_TASKS, tasks))
        return [(what, key) for what, keys in found for key in keys]

    def same(self, looks: Looks) -> bool:
        """Whether all that was looked at is the very same on this day's network."""
        tables = self._tables
        for (what, key), found in looks.items():  # noqa: SIM110  # a loop takes half the time of `all`
            if tables[what].get(key) is not found:
                return False
        return True

    # ── looking ─────────────────────────────────────────────────────────────────────────────────

    def contact(self, path: str) -> Contact | None:
        """A contact, or None where nobody has that path."""
        self._looks[_CONTACT, path] = found = self.network.contacts.get(path)
        return found

    def entries(self, contact: str) -> tuple[Entry, ...]:
        """Every line with a contact, what is planned or dropped too, in the order of their notes' paths and lines."""
        self._looks[_ENTRIES, contact] = found = self.network.by_contact.get(contact)
        return found or ()

    def tasks(self, contact: str) -> tuple[Task, ...]:
        """The tasks of which a contact is the first, in the order of their notes' paths and lines."""
        self._looks[_TASKS, contact] = found = self.network.index.tasks.get(contact)
        return found or ()

    def events(self, contact: str) -> tuple[Event, ...]:
        """What has happened with a contact by the day, in order."""
        lines = self.entries(contact)
        if not lines:
            return ()
        known = self._events.get(contact)
        if known is None or known[0] is not lines:
            known = lines, merge(contact, [entry for entry in lines if counts(entry, self.day)])
            self._events[contact] = known
        return known[1]

    def acts(self, contact: str) -> frozenset[str]:
        """Every act of a contact's events: what is not among them needs no looking for."""
        events = self.events(contact)
        known = self._acts.get(contact)
        if known is None or known[0] is not events:
            known = self._acts[contact] = events, frozenset().union(*(event.acts for event in events))
        return known[1]

    def naming(self, key: str, acts: frozenset[str], since: date) -> list[Entry]:
        """The lines with one of these acts that name a node, from a day on, and count by the day."""
        self._looks[_NAMING, key] = lines = self.network.by_subject.get(key)
        if lines is None:
            return []
        known = self._naming.get((key, acts))
        if known is None or known[0] is not lines:
            found = [entry for entry in lines if not acts.isdisjoint(entry.acts) and counts(entry, self.day)]
            found.sort(key=lambda entry: entry.day)
            known = self._naming[key, acts] = lines, found
        found = known[1]
        return found[bisect_left(found, since, key=lambda entry: entry.day) :]

    def together(self, contact: str) -> Mapping[str, date]:
        """With whom a contact was in one line or meeting by the day, themselves too, and when first."""
        events = self.events(contact)
        known = self._together.get(contact)
        if known is None or known[0] is not events:
            first: dict[str, date] = {}
            for event in events:
                for entry in event.entries:
                    for other in entry.contacts:
                        first.setdefault(other, event.day)
            known = self._together[contact] = events, first
        return known[1]

    def last(self, contact: str, *, hello: bool = False) -> Event | None:
        """The last touch with a contact, or the last hello."""
        for event in reversed(self.events(contact)):
            if event.hello if hello else event.touch:
                return event
        return None

    def asks_since_hello(self, contact: str) -> int:
        """How often you asked since you last just said hello; ever, where there was no hello."""
        asks = 0
        for event in reversed(self.events(contact)):
            if event.hello:
                return asks
            asks += "asked" in event.acts
        return asks

    def count(self, contact: str, *acts: str) -> int:
        """How many of a contact's events have one of these acts."""
        return sum(not event.acts.isdisjoint(acts) for event in self.events(contact))

    def field(self, contact: str, name: str) -> tuple[str, ...]:
        """What a contact needs, offers or likes: the property, and the lines that add to it or take away from it."""
        assert name in FIELD_ACTS
        person = self.contact(contact)
        texts = {node_key(text): text for text in getattr(person.properties, name)} if person else {}
        for entry in in_order(self.entries(contact)):
            elsewhere = entry.private and entry.path != contact  # words of a private note stay in it
            if name in entry.acts and entry.day <= self.day and entry.text and not elsewhere:
                if entry.state in ("done", "cancelled"):
                    texts.pop(node_key(entry.text), None)
                else:
                    texts.setdefault(node_key(entry.text), entry.text)
        return tuple(texts.values())
