"""Notes to people, organisations, edges and entries: the network in memory.

`Network` is what the vault says, whatever the day. `Day` is the same network seen from a day: what counts by then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, cmp_to_key

from netvault.diagnostics import Diagnostic
from netvault.model import Contact, Entry, Note, Organisation, Ref, Task
from netvault.network.names import Names, node_key
from netvault.network.roles import read_roles
from netvault.notes.words import FIELD_ACTS, HELLOS, OPENERS, TOUCHES, Lexicon
from netvault.settings import Settings


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that connects two nodes: `works_at`, `worked_at`, `introduced`, `knows`, `led_to` or `mentions`."""

    kind: str
    start: str
    end: str


@dataclass(frozen=True)
class Network:
    """Everybody, everything that is said of them, and what is wrong with how it is said."""

    contacts: Mapping[str, Contact]
    organisations: Mapping[str, Organisation]
    notes: Mapping[str, Note]
    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    names: Names
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]
    outputs: tuple[str, ...] = ()

    @cached_property
    def by_contact(self) -> Mapping[str, tuple[Entry, ...]]:
        """Every contact's entries, mentions aside, in the order of their notes' paths and lines."""
        found: dict[str, list[Entry]] = {path: [] for path in self.contacts}
        for entry in self.entries:
            if entry.acts:
                for contact in entry.contacts:
                    found[contact].append(entry)
        return {path: tuple(entries) for path, entries in found.items()}

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that name a node: among their subjects or their contacts."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.acts:
                for key in entry.keys.union(entry.contacts):
                    found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

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
            kind = "led_to" if "lead" in entry.acts else "mentions"
            found.update(Edge(kind, contact, subject) for contact in entry.contacts for subject in entry.subjects)
        return tuple(sorted(found, key=lambda edge: (edge.kind, edge.start, edge.end)))

    @cached_property
    def unreadable(self) -> int:
        """How many contact notes have front matter that cannot be read."""
        return sum(not self.notes[path].properties.readable for path in self.contacts)

    def name(self, node: str) -> str:
        """How a node is called: a contact's or organisation's name, a note's file name, or the name itself."""
        contact = self.contacts.get(node) or self.organisations.get(node)
        if contact:
            return contact.name
        return node.rpartition("/")[2].removesuffix(".md") if node.endswith(".md") else node.rpartition("/")[2]

    def private(self, node: str) -> bool:
        """Whether a node is a private contact, organisation or note."""
        note = self.notes.get(node)
        return note is not None and note.properties.private


def build_network(notes: Iterable[Note], settings: Settings, lexicon: Lexicon, outputs: Sequence[str] = ()) -> Network:
    """The network of a vault's notes.

    In: every note that was read, the settings, the words, the paths of generated notes (there or not yet). Out: the
    network, with what is wrong between notes among its diagnostics. Pure: the same notes in any order give the same
    network.
    """
    by_path = {note.path: note for note in sorted(notes, key=lambda note: note.path)}
    people = {path: note for path, note in by_path.items() if note.kind == "contact"}
    names = Names(
        (*by_path, *(path for path in outputs if path not in by_path)),
        {path: (note.name, *note.properties.aliases) for path, note in people.items()},
        frozenset(path for path, note in by_path.items() if note.kind == "dated"),
    )
    contacts = {path: _contact(note, names, settings) for path, note in people.items()}
    organisations = {
        path: Organisation(path, note.name, note.properties, note.properties.private)
        for path, note in by_path.items()
        if note.kind == "organisation"
    }
    entries: list[Entry] = []
    tasks: list[Task] = []
    problems: list[Diagnostic] = []
    for note in by_path.values():
        spoken = read_roles(note, names, contacts.__contains__, lexicon)
        entries += spoken.entries
        tasks += spoken.tasks
        problems += spoken.diagnostics
    problems += _link_problems(by_path, names, contacts)
    problems += _duplicates(contacts)
    return Network(
        contacts, organisations, by_path, tuple(entries), tuple(tasks), names, settings, tuple(problems), tuple(outputs)
    )


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


# ── problems between notes ──────────────────────────────────────────────────────────────────────


def _link_problems(notes: Mapping[str, Note], names: Names, contacts: Mapping[str, Contact]) -> list[Diagnostic]:
    """Links that could mean two notes where one of them is a contact, links by alias, links that tell of a private contact."""
    problems = []
    for note in notes.values():
        hidden = note.properties.private
        for number, link in note.links:
            found = names.find(link.target, note.path)
            if found.path is None:
                continue
            column, width = link.span.start + 1, link.span.end - link.span.start
            if found.others and (found.path in contacts or any(path in contacts for path in found.others)):
                others = ", ".join(found.others)
                problems.append(
                    Diagnostic(
                        "ambiguous-link", "warning", note.path, number, column,
                        f"“{link.target}” could mean {found.path} or {others}.",
                        f"It is read as {found.path}. Write more of the path to say which.", width=width, private=hidden,
                    )
                )
            if found.alias:
                name = found.path.rpartition("/")[2].removesuffix(".md")
                problems.append(
                    Diagnostic(
                        "alias-link", "info", note.path, number, column,
                        f"“{link.target}” is a name of {found.path}, but no note's.",
                        f"It counts for that contact. Obsidian follows it only as [[{name}|{link.target}]].",
                        width=width, private=hidden,
                    )
                )
            if found.path in contacts and contacts[found.path].private and not hidden:
                problems.append(
                    Diagnostic(
                        "private-in-note", "info", note.path, number, column, "A private contact is linked here.",
                        "Generated notes leave it out. This note is yours, and is shared as it stands.",
                        width=width, private=True,
                    )
                )
    return problems


def _duplicates(contacts: Mapping[str, Contact]) -> list[Diagnostic]:
    """Contacts that share a name or an e-mail address."""
    seen: dict[str, str] = {}
    problems = []
    for path, contact in contacts.items():
        mails = [(mail.casefold(), "e-mail address") for mail in contact.properties.email]
        for key, what in [(node_key(contact.name), "name"), *mails]:
            first = seen.setdefault(f"{what}:{key}", path)
            if first != path:
                problems.append(
                    Diagnostic(
                        "duplicate-contact", "warning", path, 1, 1, f"This contact has the same {what} as {first}.",
                        "Merge the two notes, or set `name:` so that they can be told apart.",
                        private=contact.private or contacts[first].private,
                    )
                )
    return problems


# ── seen from a day ─────────────────────────────────────────────────────────────────────────────


def is_planned(entry: Entry, day: date) -> bool:
    """Whether a line still waits for its day or its tick (format, section 4, *planned*)."""
    if entry.day > day:
        return True
    if entry.state in ("open", "doing") and not OPENERS.intersection(entry.acts):
        return True
    return entry.open_till_passed and entry.day >= day


def counts(entry: Entry, day: date) -> bool:
    """Whether a line counts by a day: read, neither planned nor cancelled (a lead that was dropped was given all the same)."""
    if not entry.acts or is_planned(entry, day):
        return False
    return entry.state != "cancelled" or "lead" in entry.acts


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once with a contact: one line, or several in different notes that tell of the same (section 4, *once*)."""

    contact: str
    day: date
    acts: frozenset[str]
    keys: frozenset[str]
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The line that stands for it."""
        return self.entries[0]

    def tells(self, path: str) -> bool:
        """Whether a line of it stands in a note."""
        return any(entry.path == path for entry in self.entries)

    @property
    def touch(self) -> bool:
        """Being in touch; asking is not."""
        return "asked" not in self.acts and not TOUCHES.isdisjoint(self.acts)

    @property
    def hello(self) -> bool:
        """A touch that is not thanks or a report."""
        return self.touch and not HELLOS.isdisjoint(self.acts)


def later(one: Entry, other: Entry) -> bool:
    """Whether a line is later than another (habits, *opening and closing*).

    By day, then by time where both have one, then by line within a note. Of two lines of one day in different notes
    each counts as later, unless both have a time.
    """
    if one.day != other.day:
        return one.day > other.day
    if one.time and other.time and one.time != other.time:
        return one.time > other.time
    if one.path == other.path:
        return one.position > other.position
    return not (one.time and other.time) or one.path > other.path


def happened_later(one: Event, other: Event) -> bool:
    """Whether an event is later than another: some line of it is later than some line of the other."""
    return any(later(a, b) for a in one.entries for b in other.entries)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Lines by day, then time where both have one, then line within a note, then path (section 4, *order*)."""
    lines = sorted(entries, key=lambda e: (e.day, e.path, e.position))
    if any(entry.time for entry in lines):
        lines.sort(key=cmp_to_key(_before))
    return lines


def _before(one: Entry, other: Entry) -> int:
    if one.day != other.day:
        return -1 if one.day < other.day else 1
    if one.time and other.time and one.time != other.time:
        return -1 if one.time < other.time else 1
    keys = ((e.path, e.position) for e in (one, other))
    first, second = keys
    return (first > second) - (first < second)


def merge(contact: str, entries: Sequence[Entry]) -> tuple[Event, ...]:
    """A contact's events in order: lines of different notes with the same day and first act are one, where their subjects
    overlap or one has none."""
    events: list[Event] = []
    by_day: dict[tuple[date, str], list[int]] = {}
    passed: dict[tuple[date, str, str], int] = {}  # how many of the first events of a day and act have a line of a note
    for entry in in_order(entries):
        acts = frozenset({"lead"}) if entry.state == "cancelled" else frozenset(entry.acts)
        kind = (entry.day, "lead" if entry.state == "cancelled" else entry.acts[0])
        places = by_day.setdefault(kind, [])
        first = passed.get((*kind, entry.path), 0)
        while first < len(places) and events[places[first]].tells(entry.path):
            first += 1
        passed[*kind, entry.path] = first
        for place in places[first:]:
            event = events[place]
            if not event.tells(entry.path) and (not event.keys or not entry.keys or event.keys & entry.keys):
                events[place] = Event(
                    contact, event.day, event.acts | acts, event.keys | entry.keys, (*event.entries, entry)
                )
                break
        else:
            places.append(len(events))
            events.append(Event(contact, entry.day, acts, entry.keys, (entry,)))
    return tuple(events)


class Day:
    """The network as it stands on a day: each contact's events, and the figures that follow from them."""

    def __init__(self, network: Network, day: date) -> None:
        self.network, self.day = network, day
        self._events: dict[str, tuple[Event, ...]] = {}
        self._acts: dict[str, frozenset[str]] = {}
        self._naming: dict[tuple[str, frozenset[str]], list[Entry]] = {}

    def events(self, contact: str) -> tuple[Event, ...]:
        """What has happened with a contact by the day, in order."""
        found = self._events.get(contact)
        if found is None:
            lines = [entry for entry in self.network.by_contact.get(contact, ()) if counts(entry, self.day)]
            found = self._events[contact] = merge(contact, lines)
        return found

    def acts(self, contact: str) -> frozenset[str]:
        """Every act of a contact's events: what is not among them needs no looking for."""
        found = self._acts.get(contact)
        if found is None:
            found = self._acts[contact] = frozenset().union(*(event.acts for event in self.events(contact)))
        return found

    def naming(self, key: str, acts: frozenset[str], since: date) -> list[Entry]:
        """The lines with one of these acts that name a node, from a day on, and count by the day."""
        found = self._naming.get((key, acts))
        if found is None:
            lines = self.network.by_subject.get(key, ())
            found = [entry for entry in lines if not acts.isdisjoint(entry.acts) and counts(entry, self.day)]
            found.sort(key=lambda entry: entry.day)
            self._naming[key, acts] = found
        return found[bisect_left(found, since, key=lambda entry: entry.day) :]

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
        texts = {node_key(text): text for text in getattr(self.network.contacts[contact].properties, name)}
        for entry in in_order(self.network.by_contact.get(contact, ())):
            elsewhere = entry.private and entry.path != contact  # words of a private note stay in it
            if name in entry.acts and entry.day <= self.day and entry.text and not elsewhere:
                if entry.state in ("done", "cancelled"):
                    texts.pop(node_key(entry.text), None)
                else:
                    texts.setdefault(node_key(entry.text), entry.text)
        return tuple(texts.values())


def with_excerpts(problems: Iterable[Diagnostic], lines: Mapping[str, Sequence[str]]) -> list[Diagnostic]:
    """Problems with the line that each stands in, for those that lack it."""
    found = []
    for problem in problems:
        text = lines.get(problem.path, ())
        if not problem.excerpt and 0 < problem.line <= len(text):
            problem = replace(problem, excerpt=text[problem.line - 1].removeprefix("\ufeff" if problem.line == 1 else ""))
        found.append(problem)
    return found
