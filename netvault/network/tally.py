"""What is counted of a network's notes and contacts, kept from one network to the next: only what has changed is counted anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netvault.model import Contact, Note


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures and lists of the whole network.

    `notes` and `people` are those that are not private, `unreadable` the contacts whose front matter cannot be read; `marked`
    the paths of the notes that may hold generated regions, `days` those of the dated notes with their days.
    """

    notes: int = 0
    people: int = 0
    unreadable: int = 0
    marked: frozenset[str] = frozenset()
    days: Mapping[str, date] | None = None

    def without(self, notes: Iterable[Note], contacts: Mapping[str, Contact]) -> Tally:
        """The tally less these notes, with the contacts as they were."""
        return self._moved(list(notes), contacts, -1)

    def including(self, notes: Iterable[Note], contacts: Mapping[str, Contact]) -> Tally:
        """The tally and these notes."""
        return self._moved(list(notes), contacts, 1)

    def _moved(self, notes: list[Note], contacts: Mapping[str, Contact], by: int) -> Tally:
        people = [contacts[note.path] for note in notes if note.path in contacts]
        marked = frozenset(note.path for note in notes if note.marked)
        dated = {note.path: note.day for note in notes if note.kind == "dated" and note.day}
        days = self.days or {}
        if dated:
            days = {**days, **dated} if by > 0 else {path: day for path, day in days.items() if path not in dated}
        return Tally(
            self.notes + by * sum(not note.properties.private for note in notes),
            self.people + by * sum(not contact.private for contact in people),
            self.unreadable + by * sum(not contact.properties.readable for contact in people),
            (self.marked | marked if by > 0 else self.marked - marked) if marked else self.marked,
            days,
        )
