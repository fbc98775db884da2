"""A note's lines once it is known who is a contact: whose they are, what they say, what they are about.

(Format, sections 4 to 6.) A line becomes an entry, or a mention with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from netvault.diagnostics import Diagnostic
from netvault.model import Entry, Line, Note, Payer, Task
from netvault.network.heads import Head
from netvault.network.names import Names, node_key
from netvault.network.saying import Said, Saying
from netvault.notes.links import find_links
from netvault.notes.phrasewords import Miss, Reading
from netvault.notes.words import OPENERS, Keyword, Lexicon, Verb
from netvault.text import Span

_PAID: tuple[tuple[Payer, re.Pattern[str]], ...] = (
    ("split", re.compile(r"\bsplit (?:it|the bill)\b", re.IGNORECASE)),
    ("me", re.compile(r"\b(?:i paid|my treat|on me)\b", re.IGNORECASE)),
    ("them", re.compile(r"\b(?:(?:she|he|they) paid|(?:their|his|her) treat|on (?:her|him|them))\b", re.IGNORECASE)),
)
_SENTENCE = re.compile(r"(?<=[.!?;])[ \t]+(?=\S)")
_PAYERS: dict[str, Payer] = {"me": "me", "them": "them", "split": "split"}

Status = Literal["log", "who", "detail", "other"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one note's lines say."""

    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """How a line was read: its entry, if it became one; the keyword at its head; its words as a phrase, or why they are none."""

    line: int
    entry: Entry | None
    keyword: Keyword | None
    phrase: Reading | None
    why: str | None


def read_roles(
    note: Note, names: Names, is_contact: Callable[[str], bool], lexicon: Lexicon, trace: list[Traced] | None = None
) -> Spoken:
    """What the lines of a note say.

    In: a note, the vault's names, a test for a contact's path, the words. Out: its entries and mentions in the order
    of their lines, its dated open tasks, and what is wrong with single lines. `trace` takes how each line was read.
    """
    if not note.lines and note.kind != "meeting":
        return Spoken((), (), ())
    return _Roles(note, names, is_contact, lexicon, trace).read()


class _Roles(Saying):
    """Reads one note, line after line."""

    def __init__(
        self, note: Note, names: Names, is_contact: Callable[[str], bool], lexicon: Lexicon, trace: list[Traced] | None = None
    ) -> None:
        super().__init__(note, names, is_contact, lexicon)
        self.trace = trace
        self.status: list[Status] = []
        self.spoken: list[tuple[int, Entry]] = []
        self.contacts: list[tuple[str, ...]] = []
        self.days: list[date | None] = []
        self.logs: list[int] = []
        self.tasks: list[Task] = []
        self.apart: list[Entry] = []

    def read(self) -> Spoken:
        entries: list[Entry] = []
        if self.note.kind == "meeting" and self.people and self.note.day:
            entries.append(self._meeting(self.note.day))
        for place, line in enumerate(self.note.lines):
            self._line(place, line)
        entries += [entry for _, entry in sorted(self._with_details(), key=lambda pair: pair[0])]
        return Spoken(tuple(entries), tuple(self.tasks), tuple(self.problems))

    def _line(self, place: int, line: Line) -> None:
        parent = line.parent
        above: Status = self.status[parent] if parent >= 0 else "other"
        log = self.logs[parent] if parent >= 0 and above in ("log", "detail") else -1
        line = self._without_field(line)
        status, contacts, day, entry = self._read(line, above, parent, log)
        self.status.append(status)
        self.contacts.append(contacts)
        self.days.append(day)
        self.logs.append(place if status == "log" else log)
        self.spoken += [(place, one) for one in ((entry,) if entry else ()) + tuple(self.apart)]
        self.apart.clear()
        self._task(line, entry, day)

    def _read(
        self, line: Line, above: Status, parent: int, log: int
    ) -> tuple[Status, tuple[str, ...], date | None, Entry | None]:
        if line.kind == "text":
            return ("detail" if log >= 0 else "other"), (), None, None
        if line.kind == "loose":
            return "other", (), None, self._loose(line)
        head = self._head(line)
        day = self._day(line, head, log)
        if log >= 0 and line.day is None and head.keyword is None:
            return "detail", (), day, None
        if head.only_links and not self._act_tagged(line) and (line.day is None or self._leads_on()):
            return "who", head.who, day, None
        if day is None:
            return "other", (), None, None
        inherited = self._inherited(line, parent, above, log)
        if line.bad_date:
            said: Said | Miss = Miss("its date cannot be read")
        else:
            said = self._said(line, day, head, inherited, under_who=above == "who")
        if isinstance(said, Said):
            if line.state == "done" and line.done and said.phrase and self._imperative(line, head):
                day = line.done
            entry = self._entry(line, day, said)
            self._traced(line, entry, head, said.phrase, None)
            self.apart += self._apart(line, day, said)
            return "log", said.contacts or inherited, day, entry
        mention = self._mention(line, day, head, said)
        self._traced(line, mention, head, None, said.why or None)
        dated = mention is not None and line.day is not None and self.note.kind not in ("dated", "meeting")
        return ("log" if dated else "other"), ((self.owner,) if self.owner and mention else head.who), day, mention

    def _imperative(self, line: Line, head: Head) -> bool:
        """Whether the line begins as a task does: `call [[Jane Doe]]`. It was done when it was ticked."""
        words = line.read[head.start :].casefold().split()[:3]
        found = self.lexicon.verbs.at(words, 0)[1]
        return isinstance(found, Verb) and found.bare

    def _act_tagged(self, line: Line) -> bool:
        return any(tag.casefold() in self.lexicon.tags for tag, _ in line.tags)

    def _leads_on(self) -> bool:
        """Whether something stands below the line that is being read: an item indented deeper, or a heading's section."""
        place = len(self.status)
        below = self.note.lines[place + 1] if place + 1 < len(self.note.lines) else None
        return below is not None and place in (below.parent, below.section)

    def _traced(self, line: Line, entry: Entry | None, head: Head, phrase: Reading | None, why: str | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(line.number, entry, head.keyword, phrase, why))

    def _inherited(self, line: Line, parent: int, above: Status, log: int) -> tuple[str, ...]:
        """The who of the line above, of a line of links, or of the heading."""
        if above == "who":
            return self.contacts[parent]
        if log >= 0:
            return self.contacts[log]
        section = line.section
        while section >= 0:
            if self.contacts[section]:
                return self.contacts[section]
            section = self.note.lines[section].section
        return ()

    def _day(self, line: Line, head: Head, log: int) -> date | None:
        """The day of a line: at its head, of the line above, of its heading, of its tick, of its note."""
        if line.day is not None:
            return line.day
        if log >= 0 and self.days[log] is not None:
            return self.days[log]
        if line.parent >= 0 and self._gives_day(line.parent):
            return self.days[line.parent]
        opens = head.keyword is not None and head.keyword.act in OPENERS
        by_tick = self.owner is not None or self.note.kind in ("dated", "meeting")
        if line.state == "done" and line.done is not None and not opens and by_tick:
            return line.done
        section = line.section
        while section >= 0:
            heading = self.note.lines[section]
            if heading.day is not None:
                return heading.day
            section = heading.section
        return self.note.day if self.note.kind in ("dated", "meeting") else None

    def _gives_day(self, parent: int) -> bool:
        """Whether the item above, which is no log line, has a day for the items below it: a date alone, or with only a who."""
        above = self.note.lines[parent]
        if self.days[parent] is None or above.kind != "item":
            return False
        return self.status[parent] == "who" or self.note.kind in ("dated", "meeting") or not above.read.strip()

    def _entry(self, line: Line, day: date, said: Said) -> Entry:
        closes, targets = self._re(line)
        targets += [link.target for link in line.links if link.span.start >= said.start]
        subjects = self._subjects(targets, said)
        text = " ".join(line.text[said.start :].split())
        return Entry(
            path=self.note.path, line=line.number, column=line.column, day=day, time=line.time, contacts=said.contacts,
            acts=said.acts, detail=said.detail, text=text,
            links=tuple(link.target for link in line.links if link.span.start >= said.start),
            subjects=tuple(subjects.values()), keys=frozenset(subjects), tags=tuple(tag for tag, _ in line.tags),
            fields=line.fields, state=line.state, due=line.due, scheduled=line.scheduled, done=line.done,
            dropped=line.dropped, block=line.block, closes=closes, paid=self._paid(line, said, text), emoji=line.emoji,
            level="exact" if said.exact else "phrase",
            private=self.note.properties.private, position=self._position(line),
        )  # fmt: skip

    def _subjects(self, targets: list[str], said: Said) -> dict[str, str]:
        """What a line is about: its links less its own contacts and less days; an organisation's note always.

        Each as shown, by what it is compared by.
        """
        found: dict[str, str] = {path: path for path in said.about}
        for target in targets:
            if target and not self.names.is_day(target, self.note.path):
                shown, key = self.names.node(target, self.note.path)
                found.setdefault(key, shown)
        if self.note.kind == "organisation":
            found.setdefault(self.note.path, self.note.path)
        for contact in said.contacts:
            found.pop(contact, None)
        return found

    def _re(self, line: Line) -> tuple[tuple[tuple[str, str], ...], list[str]]:
        """The block ids that `[re:: ]` names, and its other targets."""
        closes: list[tuple[str, str]] = []
        targets: list[str] = []
        for key, value in line.fields:
            if key != "re":
                continue
            links = [link for link, _ in find_links(value)]
            for link in links:
                if link.block:
                    path = self.names.find(link.target, self.note.path).path
                    closes.append((path or "", link.block))
                else:
                    targets.append(link.target)
            if not links and value.startswith("^"):
                closes.append(("", value[1:].strip()))
            elif not links and value:
                targets.append(value)
        return tuple(closes), targets

    def _paid(self, line: Line, said: Said, text: str) -> Payer | None:
        for key, value in line.fields:
            if key == "paid" and value.casefold() in _PAYERS:
                return _PAYERS[value.casefold()]
        if "talked" in said.acts:
            for payer, words in _PAID:
                if words.search(text):
                    return payer
        return None

    def _position(self, line: Line) -> tuple[int, int]:
        """Orders the lines of one note: upwards where the log runs newest first, nested lines always downwards."""
        if not self.note.newest_first:
            return (0, line.number)
        root = line
        while root.parent >= 0:
            root = self.note.lines[root.parent]
        section = root.section
        while section >= 0:
            heading = self.note.lines[section]
            if heading.day is not None:
                root = heading
            section = heading.section
        return (-root.number, line.number)

    def _with_details(self) -> list[tuple[int, Entry]]:
        """The entries, each with the lines that belong to it; their links count as its subjects."""
        details: dict[int, list[Line]] = {}
        for place, status in enumerate(self.status):
            if status == "detail" and self.logs[place] >= 0:
                details.setdefault(self.logs[place], []).append(self.note.lines[place])
        found = []
        for place, entry in self.spoken:
            lines = details.get(place)
            if lines and entry.hint != "apart":
                targets = [link.target for line in lines for link in line.links]
                subjects = {node_key(shown): shown for shown in entry.subjects}
                subjects |= self._subjects(targets, Said((), entry.contacts, None, 0))
                entry = replace(
                    entry, details=tuple(" ".join(line.text.split()) for line in lines),
                    subjects=tuple(subjects.values()), keys=frozenset(subjects),
                )  # fmt: skip
            found.append((place, entry))
        return found

    def _loose(self, line: Line) -> Entry | None:
        """One of several lines of a paragraph: never counted, and mentioned where it would count as a list item."""
        head, day = self._head(line), self.note.day
        if day is None or head.only_links or isinstance(self._said(line, day, head, (), under_who=False), Miss):
            return None
        return self._mention(line, day, head, Miss("one of several lines of a paragraph", "loose"))

    def _apart(self, line: Line, day: date, said: Said) -> Iterator[Entry]:
        """Further sentences of a line that was read by its words, which tell of somebody else and would count on a line of
        their own: a line is one thing that happened, and what else it tells is mentioned."""
        if self.owner or said.exact or len(line.links) < 2:
            return
        starts = [0, *(found.end() for found in _SENTENCE.finditer(line.read))]
        if len(starts) == 1:
            return
        for start, end in zip(starts, [*starts[1:], len(line.read)], strict=True):
            links = tuple(link for link in line.links if start <= link.span.start and link.span.end <= end)
            others = {contact for link in links if (contact := self._contact(link))}
            if not others or others & set(said.contacts):
                continue
            moved = tuple(replace(link, span=Span(link.span.start - start, link.span.end - start)) for link in links)
            part = replace(line, text=line.text[start:end], read=line.read[start:end], links=moved)
            part = replace(part, fields=(), tags=(), block=None)
            head = self._head(part)
            told = self._by_phrase(part, day, head, ()) if head.keyword is None else None
            mention = self._mention(part, day, head, Miss("told in one line with something else", "apart"))
            if isinstance(told, Said) and told.contacts and mention:
                yield mention

    def _mention(self, line: Line, day: date, head: Head, miss: Miss) -> Entry | None:
        """Everything else that links a contact, and every dated line of a contact's own note, with the reason."""
        if not line.read.strip() and self._leads_on():
            return None
        linked = tuple(dict.fromkeys(c for link in line.links if (c := self._contact(link))))
        if self.owner:
            linked = tuple(dict.fromkeys((self.owner, *linked)))
        if not linked:
            return None
        said = Said((), linked, None, 0)
        return replace(self._entry(line, day, said), level="mention", why=miss.why or "no verb that I know", hint=miss.looks_like)

    def _meeting(self, day: date) -> Entry:
        stem = self.note.path.rpartition("/")[2].removesuffix(".md")
        text = re.sub(r"^\d{4}-\d{2}-\d{2}[ \t_–—-]*", "", stem) or stem
        return Entry(
            path=self.note.path, line=1, column=1, day=day, time=None, contacts=self.people, acts=("talked",), detail=None,
            text=text, open_till_passed=self.note.body_empty, private=self.note.properties.private, position=(0, 0),
        )  # fmt: skip

    def _task(self, line: Line, entry: Entry | None, opened: date | None) -> None:
        """A checkbox with a date that links a contact, or stands in a contact's note."""
        day = line.due or line.scheduled
        if line.kind != "item" or line.state is None or day is None:
            return
        linked = tuple(c for link in line.links if (c := self._contact(link)))
        own = (self.owner,) if self.owner else ()
        contacts = (entry.contacts or linked) if entry and entry.acts else own + linked
        if contacts:
            text = " ".join(line.text.split())
            task = Task(
                self.note.path, line.number, tuple(dict.fromkeys(contacts)), day, opened or day, text, line.state, entry,
                self.note.properties.private, self._position(line),
            )  # fmt: skip
            self.tasks.append(task)
