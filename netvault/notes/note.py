"""One note: its kind, its name, its day, and the lines that may say something (format, sections 2 and 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from netvault.diagnostics import Diagnostic, Parsed
from netvault.model import Kind, Line, Link, Note, Properties
from netvault.notes.daily import day_of_name, day_of_path
from netvault.notes.frontmatter import read_properties, split
from netvault.notes.links import find_links
from netvault.notes.logline import other_date, read_line
from netvault.notes.scan import Row, rows
from netvault.notes.table import table_line
from netvault.settings import Settings
from netvault.text import Source

_PERSON, _COMPANY = {"contact", "person"}, {"organisation", "organization", "org", "company"}
_NOT_NAMES = {"readme", "index"}
_DATED = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t].*\d{4}-\d{2}-\d{2}")
_DAY_FIRST = re.compile(r"[ \t]*(?:\*\*|\[\[)?\d{4}-\d{2}-\d{2}(?![\w-])")
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")


def read_note(source: Source, settings: Settings) -> Parsed[Note]:
    """What a note says on its own.

    In: the note's text and the vault's settings. Out: the note, with every problem of its front matter and of its
    lines; whatever is wrong with one line or one property leaves the others standing.
    """
    head = read_head(source, settings)
    whole = read_body(head.value, source, settings)
    return Parsed(whole.value, (*head.diagnostics, *whole.diagnostics))


def read_head(source: Source, settings: Settings) -> Parsed[Note]:
    """A note without its lines: what others know it by, with every problem of its front matter.

    In: the note's text and the vault's settings. Out: a note that has no lines and no links yet.
    """
    parsed = read_properties(source, settings)
    properties, problems = parsed.value, list(parsed.diagnostics)
    stem = source.path.rpartition("/")[2].removesuffix(".md").removesuffix(".MD")
    kind, day = _kind(source.path, stem, properties, settings)
    if kind not in ("contact", "organisation"):
        problems = [p for p in problems if p.code not in _CONTACT_ONLY]
    _, offset = split(source.text)
    note = Note(
        path=source.path, kind=kind, name=properties.name or stem, day=day, properties=properties,
        body_line=source.place(offset)[0] if offset else 1, marked="netvault:begin" in source.text,
    )  # fmt: skip
    return Parsed(note, _hidden(problems, note))


def read_body(head: Note, source: Source, settings: Settings) -> Parsed[Note]:
    """The same note with its lines and links, and every problem of them. In: what `read_head` gave of this text."""
    body = _Body(source, head.body_line, head.kind)
    order = _newest_first(body.lines, settings)
    links = (*_head_links(head, source), *body.links)
    note = replace(head, lines=tuple(body.lines), links=links, newest_first=order, body_empty=body.empty)
    return Parsed(note, _hidden([*body.problems, *_conflicts(source)], note))


def _head_links(head: Note, source: Source) -> Iterator[tuple[int, Link]]:
    """The links in the front matter, each with its line's number."""
    for number in range(2, head.body_line):
        line = source.lines[number - 1]
        if "[[" in line and not line.lstrip().startswith("#"):
            yield from ((number, link) for link, embed in find_links(line) if not embed)


def _hidden(problems: list[Diagnostic], note: Note) -> tuple[Diagnostic, ...]:
    """The problems of a note, marked where it is private."""
    return tuple(replace(p, private=True) for p in problems) if note.properties.private else tuple(problems)


_CONTACT_ONLY = {"unknown-field", "unknown-circle", "wrong-type", "bad-date"}


def _kind(path: str, stem: str, properties: Properties, settings: Settings) -> tuple[Kind, date | None]:
    said = (properties.type or "").strip().casefold()
    linked = (properties.type_link or "").rpartition("/")[2].removesuffix(".md").casefold()
    types = {said, linked} - {""}
    tags = {tag.casefold() for tag in properties.tags}
    categories = {c.rpartition("/")[2].removesuffix(".md").casefold() for c in properties.categories}
    if types & _PERSON or any(t in _PERSON or t.partition("/")[0] in _PERSON for t in tags) or "people" in categories:
        return "contact", None
    if _in_folder(path, stem, settings.contacts) and not types:
        return "contact", None
    if types & _COMPANY or (_in_folder(path, stem, settings.organisations) and not types):
        return "organisation", None
    day, exact = day_of_name(path)
    daily = day_of_path(path, settings.obsidian)
    if daily is not None or exact:
        return "dated", daily or day
    at = properties.date or day
    if at is not None and (
        "meeting" in types | {t.partition("/")[0] for t in tags} or categories & {"meeting", "meetings"}
        or properties.attendees or (day is not None and properties.people)
    ):  # fmt: skip
        return "meeting", at
    return "other", None


def _in_folder(path: str, stem: str, folders: tuple[str, ...]) -> bool:
    name = stem.casefold()
    if name in _NOT_NAMES or name.startswith("_"):
        return False
    parent = path.rpartition("/")[0]
    if parent.rpartition("/")[2].casefold() == name:
        return False
    place = path.casefold()
    return any(place.startswith(folder.strip("/").casefold() + "/") for folder in folders)


def _newest_first(lines: list[Line], settings: Settings) -> bool:
    """Whether the note's log runs newest first: its first dated line is later than its last (section 4, *order*)."""
    if settings.order != "auto":
        return settings.order == "newest"
    days = [line.day for line in lines if line.day is not None and line.parent < 0]
    return len(days) > 1 and days[0] > days[-1]


def _conflicts(source: Source) -> list[Diagnostic]:
    if "<<<<<<< " not in source.text:
        return []
    wanted, start = list(_CONFLICT), 0
    for number, line in enumerate(source.lines, 1):
        if wanted and line.startswith(wanted[0]):
            start = start or number
            wanted.pop(0)
    if wanted:
        return []
    return [
        Diagnostic(
            "conflict-markers", "error", source.path, start, 1, "Two versions of this note were merged and not yet sorted out.",
            "Keep the lines that you want and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
            source.excerpt(start), 7,
        )
    ]


@dataclass(slots=True)
class _Open:
    """An item that deeper lines may belong to."""

    depth: int
    place: int


class _Body:
    """Reads the rows of a body into lines; keeps the items and headings that are open while it goes."""

    def __init__(self, source: Source, first: int, kind: Kind) -> None:
        self.source, self.kind = source, kind
        self.lines: list[Line] = []
        self.links: list[tuple[int, Link]] = []
        self.problems: list[Diagnostic] = []
        self.empty = True
        self._items: list[_Open] = []
        self._headings: list[tuple[int, int]] = []
        found = rows(source, first)
        for at, row in enumerate(found):
            if row.kind != "blank":
                self._row(row, found, at)

    def _row(self, row: Row, found: list[Row], at: int) -> None:
        self.empty = self.empty and row.kind == "heading"
        if "[" in row.read:
            self.links += [(row.number, link) for link, embed in find_links(row.read) if not embed]
        if row.kind == "heading":
            self._items.clear()
            while self._headings and self._headings[-1][0] >= row.level:
                self._headings.pop()
            self._keep(row)
            if self.lines and self.lines[-1].number == row.number:
                self._headings.append((row.level, len(self.lines) - 1))
            return
        while self._items and self._items[-1].depth >= row.depth:
            self._items.pop()
        if row.kind == "item":
            self._keep(row)
            if self.lines and self.lines[-1].number == row.number:
                self._items.append(_Open(row.depth, len(self.lines) - 1))
        elif self._items:
            self._keep(row, "text")
        elif (table := table_line(row)) is not None:
            if self.kind in ("dated", "meeting") or (self.kind == "contact" and _DAY_FIRST.match(table.read.lstrip())):
                self._keep(table)
        elif self.kind == "dated" and row.depth < 4:
            if _alone(row, found, at):
                self._keep(row)
            elif "[" in row.read:
                self._keep(row, "loose")
        elif self.kind == "contact" and row.depth < 4 and _DAY_FIRST.match(row.read):
            self._no_item(row)

    def _no_item(self, row: Row) -> None:
        """Say where a paragraph of a contact's note begins with a date: it looks like a log line, and is none."""
        message = "This line begins with a date, but it is no list item: it is not read as a log line."
        hint = "Put `- ` before it, if it is one."
        place = (self.source.path, row.number, row.depth + 1)
        self.problems.append(Diagnostic("dated-paragraph", "info", *place, message, hint, self.source.excerpt(row.number)))

    def _keep(self, row: Row, kind: Literal["", "text", "loose"] = "") -> None:
        parent = self._items[-1].place if self._items else -1
        section = self._headings[-1][1] if self._headings else -1
        if self.kind == "other" and parent < 0 and not self._matters(row, section):
            return
        line = read_line(row, parent, section, clock=self.kind in ("dated", "meeting") and kind != "text")
        if kind == "loose":
            line = replace(line, kind=kind, day=None)
        elif kind:
            line = replace(line, kind=kind, day=None, time=None, state=None)
        elif line.day is None and self._other_date(row, line):
            line = replace(line, bad_date=True)
        self.lines.append(line)

    def _matters(self, row: Row, section: int) -> bool:
        """In a note that is nobody's: a dated item or heading, a dated heading's item, or a task with a date."""
        if _DATED.match(row.read):
            return True
        if section >= 0 and row.kind in ("item", "heading"):
            return True
        return row.kind == "item" and "[" in row.read and ("📅" in row.read or "⏳" in row.read or "::" in row.read)

    def _other_date(self, row: Row, line: Line) -> bool:
        """Say where a line begins with a date in another shape, or with one that is no day."""
        shape = other_date(row)
        if shape is None or (self.kind == "other" and not line.links):
            return False
        text, column = shape
        self.problems.append(
            Diagnostic(
                "bad-date", "warning", self.source.path, row.number, column + 1, f"“{text}” is not a day that I can read.",
                "Dates are written year-month-day, like 2026-03-15. Until then this line is not counted.",
                self.source.excerpt(row.number), len(text),
            )
        )
        return True


def _alone(row: Row, found: list[Row], at: int) -> bool:
    """Whether a text row is a paragraph of one line. Rules and set-aside lines end a paragraph."""
    before, after = (found[at - 1] if at else None), (found[at + 1] if at + 1 < len(found) else None)
    joined_before = before is not None and before.kind in ("text", "item") and before.number == row.number - 1
    joined_after = after is not None and after.kind == "text" and after.number == row.number + 1
    return not joined_before and not joined_after
