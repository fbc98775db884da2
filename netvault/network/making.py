"""An entry made of what a line says: what it is about, what it closes, who paid, where it stands (format, sections 4 and 5)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cached_property

from netvault.model import Entry, Line, Payer
from netvault.network.saying import Said, Saying
from netvault.notes.links import find_links
from netvault.notes.phrasewords import Miss

_PAID: tuple[tuple[Payer, re.Pattern[str]], ...] = (
    ("split", re.compile(r"\bsplit (?:it|the bill)\b", re.IGNORECASE)),
    ("me", re.compile(r"\b(?:i paid|my treat|on me)\b", re.IGNORECASE)),
    ("them", re.compile(r"\b(?:(?:she|he|they) paid|(?:their|his|her) treat|on (?:her|him|them))\b", re.IGNORECASE)),
)
_PAYERS: dict[str, Payer] = {"me": "me", "them": "them", "split": "split"}


class Making(Saying):
    """Makes entries of the lines of one note."""

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

    def _mention(self, line: Line, day: date, miss: Miss) -> Entry | None:
        """Everything else that links a contact, and every dated line of a contact's own note, with the reason."""
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

    @cached_property
    def _blocks(self) -> frozenset[str]:
        return frozenset(line.block for line in self.note.lines if line.block)

    def _re(self, line: Line) -> tuple[tuple[tuple[str, str], ...], list[str]]:
        """The block ids that `[re:: ]` names, each with the note that it is in, and its other targets.

        An id alone is one of this note; where no line here has it, the note is not said.
        """
        closes: list[tuple[str, str]] = []
        targets: list[str] = []
        for key, value in line.fields:
            if key != "re":
                continue
            links = [link for link, _ in find_links(value)]
            for link in links:
                if link.block:
                    path = self.names.find(link.target, self.note.path).path
                    closes.append((path or f"[[{link.target}]]", link.block))
                else:
                    targets.append(link.target)
            if not links and value.startswith("^"):
                block = value[1:].strip()
                closes.append((self.note.path if block in self._blocks else "", block))
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
