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
from netvault.model import Entry, Line, Note, Task
from netvault.network.heads import Head
from netvault.network.making import Making
from netvault.network.names import Names, node_key
from netvault.network.saying import Said
from netvault.notes.phrasewords import Miss, Reading
from netvault.notes.words import OPENERS, Keyword, Lexicon, Verb
from netvault.text import Span

_SENTENCE = re.compile(r"(?<=[.!?;])[ \t]+(?=\S)")
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


class _Roles(Making):
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
        if line.struck and not self._act_tagged(line):
            self._traced(line, None, head, None, "all of it is struck out")
            return "other", (), day, None
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
        leads_on = not line.read.strip() and self._leads_on()
        mention = None if leads_on else self._mention(line, day, said)
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

    def _with_details(self) -> list[tuple[int, Entry]]:
        """The entries, each with the lines that belong to it; their links count as its subjects."""
        details: dict[int, list[Line]] = {}
        for place, status in enumerate(self.status):
            if status == "detail" and self.logs[place] >= 0 and not self.note.lines[place].struck:
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
        return self._mention(line, day, Miss("one of several lines of a paragraph", "loose"))

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
            mention = self._mention(part, day, Miss("told in one line with something else", "apart"))
            if isinstance(told, Said) and told.contacts and mention:
                yield mention

    def _task(self, line: Line, entry: Entry | None, opened: date | None) -> None:
        """A checkbox with a date that links a contact, or stands in a contact's note."""
        day = line.due or line.scheduled
        if line.kind != "item" or line.state is None or day is None or line.struck:
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
