"""The nouns of the whole program. Frozen values: nothing here acts, reads or writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from netvault.dates import Birthday, Cadence
from netvault.text import Span

Kind = Literal["contact", "organisation", "dated", "meeting", "other"]
State = Literal["open", "doing", "done", "cancelled"]
Level = Literal["exact", "phrase", "mention"]
Payer = Literal["me", "them", "split"]


# ── what one note says ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written. `target` has no heading, block or alias; `block` is the id of `[[Note#^id]]`."""

    target: str
    shown: str
    span: Span
    block: str | None = None
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """A text of a property that names somebody or something: a link (`target` set) or plain words."""

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """One top-level key of the front matter as it was written.

    `value` is plain data: text, a list or a dict of them, or None for an empty key.
    """

    key: str
    value: object


@dataclass(frozen=True, slots=True)
class Properties:
    """The typed front matter of a note (format, section 3). Every field has the value of its absence as default."""

    type: str | None = None
    type_link: str | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    name: str | None = None
    company: Ref | None = None
    past_companies: tuple[Ref, ...] = ()
    role: str | None = None
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    linkedin: str | None = None
    location: str | None = None
    timezone: str | None = None
    circle: str | None = None
    cadence: Cadence | None = None
    introduced_by: tuple[Ref, ...] = ()
    knows: tuple[Ref, ...] = ()
    met: date | None = None
    birthday: Birthday | None = None
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    prefers_channel: str | None = None
    prefers_place: str | None = None
    prefers_time: str | None = None
    snooze: date | None = None
    status: str | None = None
    private: bool = False
    date: date | None = None
    attendees: tuple[Ref, ...] = ()
    people: tuple[Ref, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()
    raw: tuple[Property, ...] = ()
    span: Span | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body that may say something: a list item, a heading, a paragraph of one line, one of several lines
    of a paragraph (`loose`), or further text of an item.

    `text` is what follows the date, the time and the checkbox, with tags, inline fields, task dates and the block
    id taken out; `read` is the same, of the same length, with what is shown but not read (inline code) masked, and
    the links' spans count characters of it. `day` is the date at its head. `parent` and `section` are the places,
    in the note's lines, of the item that it is indented below and of the nearest heading above it, or -1. `struck`: all that
    it says is struck out.
    """

    kind: Literal["item", "heading", "paragraph", "loose", "text"]
    number: int
    column: int
    depth: int
    parent: int
    section: int
    text: str
    read: str
    links: tuple[Link, ...] = ()
    day: date | None = None
    time: str | None = None
    state: State | None = None
    tags: tuple[tuple[str, int], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    due: date | None = None
    scheduled: date | None = None
    done: date | None = None
    dropped: date | None = None
    block: str | None = None
    emoji: bool = False
    level: int = 0
    bad_date: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One note, read on its own: who its links lead to is not known yet. `links` come with their line's number; their
    spans count characters of the line. `marked`: it may hold generated regions."""

    path: str
    kind: Kind
    name: str
    day: date | None
    properties: Properties
    lines: tuple[Line, ...] = ()
    links: tuple[tuple[int, Link], ...] = ()
    newest_first: bool = False
    body_empty: bool = False
    body_line: int = 1
    marked: bool = False


# ── what the vault says ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """One log line as understood (format, section 4), or a mention: then `acts` is empty and `why` says the reason.

    `contacts` are paths. `subjects` are paths, or the target as written where no note exists; `keys` are the same for
    comparing. `closes` are the block ids that `[re:: ]` names, each with its note's path, empty where it does not say it. `hint`
    is the act that a mention looks like. `open_till_passed`: an empty meeting note, planned until its day has passed.
    `private`: the note that it stands in is. `position` orders the lines of one note.
    """

    path: str
    line: int
    column: int
    day: date
    time: str | None
    contacts: tuple[str, ...]
    acts: tuple[str, ...]
    detail: str | None
    text: str
    details: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    state: State | None = None
    due: date | None = None
    scheduled: date | None = None
    done: date | None = None
    dropped: date | None = None
    block: str | None = None
    closes: tuple[tuple[str, str], ...] = ()
    paid: Payer | None = None
    emoji: bool = False
    level: Level = "exact"
    why: str | None = None
    hint: str | None = None
    open_till_passed: bool = False
    private: bool = False
    position: tuple[int, int] = (0, 0)

    @property
    def verb(self) -> str:
        """The first act, or `mention`."""
        return self.acts[0] if self.acts else "mention"


@dataclass(frozen=True, slots=True)
class Task:
    """A checkbox with a date (`day`: its 📅, else its ⏳) that stands in a contact's note or links one, ticked or not."""

    path: str
    line: int
    contacts: tuple[str, ...]
    day: date
    opened: date
    text: str
    state: State = "open"
    entry: Entry | None = None
    private: bool = False
    position: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of the vault. Its identity is its path. Companies and people are nodes: a path, or a name with no note."""

    path: str
    name: str
    properties: Properties
    company: str | None = None
    past_companies: tuple[str, ...] = ()
    introduced_by: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()
    cadence: int | None = None
    private: bool = False

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names by which the contact goes."""
        return self.properties.aliases

    @property
    def companies(self) -> frozenset[str]:
        """Where the contact works and worked."""
        return frozenset((*self.past_companies, *((self.company,) if self.company else ())))


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company or another organisation that has a note."""

    path: str
    name: str
    properties: Properties
    private: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a note."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Risk:
    """Why the one who gave a lead could hear of your silence about `subject`.

    `company`: they share one, or the subject is it (`now`: both are there now). `knows`: one knows or introduced the
    other. `together`: they were in one line or meeting on `day`.
    """

    kind: Literal["company", "knows", "together"]
    subject: str
    company: str | None = None
    now: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do for a contact (habits). `overdue` and `allowed` are in days.

    `entry` is the line that opened it, where a line did. `early`: it is not due yet; `put_off`: its line says to show it later.
    `happened`: a planned day that passed with its box open. `declined`: its lead was, not followed. `last` is the last contact,
    asks included, and `asks` how many since the last hello.
    """

    id: str
    habit: str
    contact: str
    name: str
    opened: date
    due: date
    overdue: int
    allowed: int
    source: Place | None
    private: bool = False
    risk: Risk | None = None
    early: bool = False
    put_off: bool = False
    entry: Entry | None = None
    task: Task | None = None
    happened: bool = False
    declined: bool = False
    birthday: bool = False
    cadence: int | None = None
    last: Entry | None = None
    asks: int = 0
    position: tuple[int, int] = (0, 0)

    @property
    def weight(self) -> float:
        """How pressing it is: overdue over what its habit allows, at most 3."""
        return min(self.overdue / self.allowed, 3.0) if self.allowed else (3.0 if self.overdue else 0.0)
