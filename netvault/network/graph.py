"""Notes to people, organisations, edges and entries: the network in memory. It is what the vault says, whatever the day.

What has not changed is remembered: `build_network` takes the network of before, and reads only the notes that are other ones
now, and those for which a name means something else now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from netvault.diagnostics import Diagnostic, Parsed
from netvault.model import Contact, Entry, Note, Organisation, Ref
from netvault.network.hidden import Hidden
from netvault.network.index import Index, index_of, patched
from netvault.network.names import Names, fold
from netvault.network.problems import duplicates, link_problems
from netvault.network.roles import Spoken, read_roles
from netvault.network.tally import Tally
from netvault.network.told import Asked, Told
from netvault.notes.links import bare
from netvault.notes.words import Lexicon
from netvault.settings import Settings


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that connects two nodes: `works_at`, `worked_at`, `introduced`, `knows` or `led_to`."""

    kind: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since the network of before, which has this token: contacts, and the touched keys of the index."""

    token: object
    contacts: frozenset[str]
    touched: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Network:
    """Everybody, everything that is said of them, and what is wrong with how it is said.

    `told` is what each note says, by path; `notes` and `told` are in the order of the paths.
    """

    contacts: Mapping[str, Contact]
    organisations: Mapping[str, Organisation]
    notes: Mapping[str, Note]
    told: Mapping[str, Told]
    index: Index
    names: Names
    settings: Settings
    lexicon: Lexicon
    doubles: tuple[Diagnostic, ...]
    outputs: tuple[str, ...] = ()
    since: Since | None = None
    tally: Tally = field(default_factory=Tally, compare=False)
    troubled: frozenset[str] = field(default_factory=frozenset, compare=False)
    """The paths of the notes in which something is wrong with single lines."""
    unread: tuple[str, ...] = ()
    """The paths of notes that cannot be read: they count as private."""
    token: object = field(default_factory=object, compare=False, repr=False)
    """What tells this network from any other."""

    @cached_property
    def hidden(self) -> Hidden:
        """The names of all that is private."""
        return Hidden(self.notes.values(), self.unread)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every line that was read, mentions too, in the order of their notes' paths and lines."""
        return tuple(chain.from_iterable(told.spoken.entries for told in self.told.values()))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with single lines, and between notes."""
        found: list[Diagnostic] = []
        for path in sorted(self.troubled):
            told = self.told[path]
            found += told.spoken.diagnostics + told.problems
        return (*found, *self.doubles)

    @property
    def by_contact(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each contact that has some, mentions aside, in the order of their notes' paths and lines."""
        return self.index.by_contact

    @property
    def by_subject(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that name a node: among their subjects or their contacts."""
        return self.index.by_subject

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """What connects whom, sorted; each once."""
        found: set[Edge] = set()
        for contact in self.contacts.values():
            if contact.company:
                found.add(Edge("works_at", contact.path, contact.company))
            found.update(Edge("worked_at", contact.path, company) for company in contact.past_companies)
            found.update(Edge("introduced", by, contact.path) for by in contact.introduced_by)
            found.update(Edge("knows", contact.path, other) for other in contact.knows)
        for entry in self.entries:
            if "lead" in entry.acts:
                found.update(Edge("led_to", contact, key) for contact in entry.contacts for key in entry.keys)
        return tuple(sorted(found, key=lambda edge: (edge.kind, edge.start, edge.end)))

    def name(self, node: str) -> str:
        """How a node is called: a contact's or organisation's name, a note's file name, or the name itself."""
        contact = self.contacts.get(node) or self.organisations.get(node)
        if contact:
            return contact.name
        return node.rpartition("/")[2].removesuffix(".md") if node.endswith(".md") else node.rpartition("/")[2]

    def private(self, node: str) -> bool:
        """Whether a node is a private contact, organisation or note, or the name of a note that cannot be read."""
        note = self.notes.get(node)
        if note is None:
            return bool(self.unread) and fold(bare(node)).rpartition("/")[2] in self._unread_names
        return note.properties.private

    @cached_property
    def _unread_names(self) -> frozenset[str]:
        return frozenset(fold(bare(path)).rpartition("/")[2] for path in self.unread)


def build_network(
    notes: Iterable[Note],
    settings: Settings,
    lexicon: Lexicon,
    outputs: Sequence[str] = (),
    before: Network | None = None,
    *,
    remember: bool = False,
    again: Mapping[str, Note] | None = None,
    bodies: Callable[[Note], Parsed[Note]] = Parsed,
    kept: Mapping[str, Told] = MappingProxyType({}),
    unread: Iterable[str] = (),
) -> Network:
    """The network of a vault's notes.

    In: every note that was read, the settings, the words, the paths of generated notes (there or not yet); the network of
    before, where there is one. Out: the network, with what is wrong between notes among its diagnostics. Pure: the same
    notes in any order give the same network, with or without one of before. `remember`: keep what a later call needs to know
    when names change; without it a change of names has every note read again. `again`: where the notes are those of before
    but for these, by path, so that they need not be gone through. `bodies` gives a note its lines, where those that are given
    have none: they are let go as soon as it is known what they say. `kept` is what
    notes with the same text told before; it counts where their links still lead where they led. `unread` are the paths of
    notes that cannot be read.
    """
    if before and (before.settings, before.lexicon, before.outputs) != (settings, lexicon, tuple(outputs)):
        before = None
    if before and again is not None:
        by_path = {**before.notes, **again}
        changed = {path for path, note in again.items() if before.notes[path] is not note}
    else:
        again = None
        by_path = {note.path: note for note in sorted(notes, key=lambda note: note.path)}
        changed = _changed(by_path, before)
    same = before is not None and all(_known_by(before.notes.get(path)) == _known_by(by_path.get(path)) for path in changed)
    names = before.names if before and same else _names(by_path, outputs)
    # Where nobody came, went or is called otherwise, only the changed notes need be looked at.
    steady = before is not None and same and (again is not None or not before.told.keys() ^ by_path.keys())
    contacts = _contacts(by_path, names, settings, before, changed, steady=steady)
    told: dict[str, Told] = dict(before.told) if before and steady else {}
    read: set[str] = set()
    for path in sorted(changed) if steady else by_path:
        note = by_path[path]
        known = before.told.get(path) if before and path not in changed else None
        if known is None or not (same or known.holds(names, contacts)):
            read.add(path)
            known = kept.get(path)
        if known is None or (path in read and not known.holds(names, contacts)):
            known = _told(bodies(note), names, contacts, lexicon, remember=remember)
        told[path] = known
    if before:
        old = [before.told[path].spoken for path in sorted(changed | read) if path in before.told]
        index = patched(before.index, old, [told[path].spoken for path in sorted(read)], changed | read)
    else:
        index = index_of(one.spoken for one in told.values())
    doubles = before.doubles if before and before.contacts == contacts else tuple(duplicates(contacts))
    companies = _organisations(by_path, before, changed)
    looked = changed if steady else None
    since = Since(before.token, _changed_contacts(before.contacts, contacts, looked), index.touched) if before else None
    if before and steady:
        tally = before.tally.without([before.notes[path] for path in changed], before.contacts)
        tally = tally.including([by_path[path] for path in changed], contacts)
        troubled = (before.troubled - changed) | _troubled(told, changed)
    else:
        tally, troubled = Tally().including(by_path.values(), contacts), _troubled(told, told)
    return Network(
        contacts, companies, by_path, told, index, names, settings, lexicon, doubles, tuple(outputs), since, tally, troubled,
        tuple(sorted(unread)),
    )  # fmt: skip


def _troubled(told: Mapping[str, Told], paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path for path in paths if told[path].problems or told[path].spoken.diagnostics)


def _changed_contacts(before: Mapping[str, Contact], now: Mapping[str, Contact], among: set[str] | None) -> frozenset[str]:
    """The contacts that are new, gone, or another value; where it is known that they are `among` these, those."""
    if among is not None:
        return frozenset(path for path in among if before.get(path) is not now.get(path))
    found = {path for path, contact in now.items() if before.get(path) is not contact}
    return frozenset(found | (before.keys() - now.keys()))


def _changed(notes: Mapping[str, Note], before: Network | None) -> set[str]:
    """The paths whose notes are not those of before."""
    if before is None:
        return set(notes)
    known = before.notes
    return {path for path, note in notes.items() if known.get(path) is not note} | (known.keys() - notes.keys())


def _known_by(note: Note | None) -> tuple[object, ...] | None:
    """What other notes may know a note by."""
    return None if note is None else (note.kind, note.name, note.properties.aliases, note.properties.private)


def _names(notes: Mapping[str, Note], outputs: Sequence[str]) -> Names:
    return Names(
        (*notes, *(path for path in outputs if path not in notes)),
        {path: (note.name, *note.properties.aliases) for path, note in notes.items() if note.kind == "contact"},
        frozenset(path for path, note in notes.items() if note.kind == "dated"),
    )


def _told(read: Parsed[Note], names: Names, contacts: Mapping[str, Contact], lexicon: Lexicon, *, remember: bool) -> Told:
    note, asked = read.value, Asked(names) if remember else None
    spoken: Spoken = read_roles(note, asked or names, contacts.__contains__, lexicon)
    problems = (*read.diagnostics, *link_problems(note, asked or names, contacts))
    return Told(spoken, problems, asked.answers(contacts) if asked else None)


def _contacts(
    notes: Mapping[str, Note], names: Names, settings: Settings, before: Network | None, changed: set[str], *, steady: bool
) -> dict[str, Contact]:
    """Every contact by path; whom nothing has changed about is the same value as before."""
    found = dict(before.contacts) if before and steady else {}
    for path, note in ((path, notes[path]) for path in changed) if steady else notes.items():
        if note.kind != "contact":
            continue
        known = before.contacts.get(path) if before else None
        if known is None or path in changed or (before and before.names is not names):
            made = _contact(note, names, settings)
            known = known if known == made else made
        found[path] = known
    return found


def _contact(note: Note, names: Names, settings: Settings) -> Contact:
    said = note.properties
    company = _node(said.company, names, note.path) if said.company else None
    past = tuple(_node(ref, names, note.path) for ref in said.past_companies)
    circle = settings.circle(said.circle) if said.circle else None
    return Contact(
        path=note.path, name=note.name, properties=said, company=company, past_companies=past,
        introduced_by=tuple(_node(ref, names, note.path) for ref in said.introduced_by),
        knows=tuple(_node(ref, names, note.path) for ref in said.knows),
        cadence=said.cadence.days if said.cadence else circle, private=said.private,
    )  # fmt: skip


def _node(ref: Ref, names: Names, path: str) -> str:
    """The node that a property names, by what it is compared by."""
    return names.node(ref.target or ref.text, path)[1]


def _organisations(notes: Mapping[str, Note], before: Network | None, changed: set[str]) -> Mapping[str, Organisation]:
    if before and not any(_is_organisation(before.notes.get(path)) or _is_organisation(notes.get(path)) for path in changed):
        return before.organisations
    return {
        path: Organisation(path, note.name, note.properties, note.properties.private)
        for path, note in notes.items()
        if note.kind == "organisation"
    }


def _is_organisation(note: Note | None) -> bool:
    return note is not None and note.kind == "organisation"
