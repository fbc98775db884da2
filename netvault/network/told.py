"""What one note tells, and how long that holds: as long as its links lead where they led."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netvault.diagnostics import Diagnostic
from netvault.model import Contact
from netvault.network.names import Found, Names
from netvault.network.roles import Spoken


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked of the names for one note, and what came back.

    `path` is the note's. Of each target: where it led, whether that was a dated note, and of each note that it could have meant
    whether it was a contact's (None: no; else whether a private one's). Of contacts: their first names.
    """

    path: str
    found: tuple[tuple[str, Found, bool, tuple[bool | None, ...]], ...]
    first_names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a note says once it is known who is who, and what is wrong with its lines and links."""

    spoken: Spoken
    problems: tuple[Diagnostic, ...]
    answers: Answers | None = None

    def holds(self, names: Names, contacts: Mapping[str, Contact]) -> bool:
        """Whether these names give the answers that were given; never so where they were not remembered."""
        said = self.answers
        if said is None:
            return False
        return all(
            names.find(target, said.path) == found and names.dated(found) == dated and _states(found, contacts) == states
            for target, found, dated, states in said.found
        ) and all(contact in contacts and names.first_name(contact) == name for contact, name in said.first_names)


class Asked(Names):
    """Names that remember what they were asked for one note."""

    def __init__(self, names: Names) -> None:
        self._names, self._days = names, names._days
        self._path = ""
        self._answers: dict[str, Found] = {}
        self._first: dict[str, str] = {}

    def find(self, target: str, from_path: str) -> Found:
        """As `Names.find`; all that is asked is asked from the one note."""
        found = self._answers.get(target)
        if found is None:
            self._path = from_path
            found = self._answers[target] = self._names.find(target, from_path)
        return found

    def first_name(self, contact: str) -> str:
        """As `Names.first_name`."""
        found = self._first[contact] = self._names.first_name(contact)
        return found

    def unique(self, path: str) -> bool:
        """As `Names.unique`; reading a note never asks it."""
        raise NotImplementedError

    def answers(self, contacts: Mapping[str, Contact]) -> Answers:
        """What was asked, with who is a contact."""
        asked = self._answers.items()
        found = tuple((target, answer, self.dated(answer), _states(answer, contacts)) for target, answer in asked)
        return Answers(self._path, found, tuple(self._first.items()))


def _states(found: Found, contacts: Mapping[str, Contact]) -> tuple[bool | None, ...]:
    if found.path is None:
        return ()
    people = (contacts.get(path) for path in (found.path, *found.others))
    return tuple(person.private if person else None for person in people)
