"""A change to a note before it is made: the splices, the text that they give, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from netvault.model import Line
from netvault.notes.frontmatter import split
from netvault.notes.logline import read_line
from netvault.notes.regions import find_regions, region_text
from netvault.notes.scan import Row, rows
from netvault.text import Edit, Source, apply_edits

PROBE = " - x"
"""A line that is read as an item wherever lines are read, and that ends neither code nor a comment."""
_MAY_HIDE = re.compile("`|~~~|%%|<!--")
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


@dataclass(frozen=True, slots=True)
class Edited:
    """A change that was read again and says what was meant. No edits: the note says it already.

    `text` is the whole new text, `line` the number in it, from 1, of the line that was written.
    """

    edits: tuple[Edit, ...]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why a change cannot be made, in a person's words."""

    why: str


def made(source: Source, edits: Sequence[Edit], line: int) -> Edited:
    """The note with the edits made; every character outside them is the same, or AssertionError is raised."""
    ordered = tuple(sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)))
    text = apply_edits(source.text, ordered)
    if not _same_outside(source.text, text, ordered):
        raise AssertionError("an edit has changed what lies outside it")
    return Edited(ordered, text, line)


def _same_outside(old: str, new: str, edits: Sequence[Edit]) -> bool:
    at_old = at_new = 0
    for edit in edits:
        same = edit.span.start - at_old
        if old[at_old : edit.span.start] != new[at_new : at_new + same]:
            return False
        at_old, at_new = edit.span.end, at_new + same + len(edit.text)
    return old[at_old:] == new[at_new:]


class Sheet:
    """A note's body as an edit sees it. `first` is the number of its first line, past the last where it has none."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = [source.excerpt(1), *source.lines[1:]]
        self.first = _first_line(source)
        self.rows = {row.number: row for row in rows(source, self.first)}

    def blank(self, number: int) -> bool:
        """Whether nothing but blanks stands in a line."""
        return not self.lines[number - 1].strip(" \t")

    def newline(self, number: int) -> str:
        """The line end that belongs beside a line: its own, else that of the line above, else the note's first."""
        for near in (number, number + 1, number - 1, 1):
            if 0 < near <= len(self.lines) and (found := self._end(near)):
                return found
        return "\n"

    def _end(self, number: int) -> str:
        """The line end of a line; empty for the note's last."""
        start = self.source.starts[number - 1] + len(self.source.lines[number - 1])
        return self.source.text[start : self.source.starts[number]] if number < len(self.lines) else ""

    def offset(self, number: int, column: int = 0) -> int:
        """The place in the note's text of a line's column, from 0; a byte order mark is no part of line 1."""
        mark = 1 if number == 1 and self.source.text.startswith("\ufeff") else 0
        return self.source.starts[number - 1] + mark + column

    def open_after(self) -> frozenset[int]:
        """The numbers of the lines after which a new line would be read: not inside code, comments, regions.

        Found by trying: a line is put after each line, and the whole is read.
        """
        if not _MAY_HIDE.search(self.source.text):
            return frozenset(range(self.first - 1, len(self.lines) + 1))
        body = self.lines[self.first - 1 :]
        tried = "\n".join(part for line in body for part in (line, PROBE))
        found = rows(Source("", tried), 1)
        numbers = {row.number for row in found if row.number % 2 == 0 and row.read == PROBE}
        return frozenset({self.first - 1, *(self.first - 1 + number // 2 for number in numbers)})


def _first_line(source: Source) -> int:
    _, offset = split(source.text)
    if offset > 1 and offset == len(source.text) and source.text[-1] not in "\r\n":
        return len(source.lines) + 1  # nothing follows the front matter, not even a line end
    return source.place(offset)[0] if offset else 1


def unsound(source: Source) -> str:
    """Why no line of a body may be written: its regions are broken (format, section 8) or it holds two versions.

    Empty where nothing is wrong.
    """
    if find_regions(source).diagnostics:
        return "The markers of a generated region in this note do not match; mend them first."
    if all(any(line.startswith(mark) for line in source.lines) for mark in _CONFLICT):
        return "Two versions of this note were merged and not yet sorted out."
    return ""


def region_texts(source: Source) -> list[tuple[str, str]]:
    """The name and content of each generated region."""
    return [(region.name, region_text(source, region)) for region in find_regions(source).value]


def words(text: str) -> str:
    """A line's text for comparing: blanks count as one, and a separator after the date as none."""
    return " ".join(text.split()).lstrip("-–—:| ")


def meaning(line: Line) -> tuple[object, ...]:
    """What a line says, whatever its place and its blanks."""
    links = tuple((link.target, link.shown, link.block, link.markdown) for link in line.links)
    return (
        line.kind, line.day, line.time, line.state, words(line.text), links, tuple(tag for tag, _ in line.tags),
        line.fields, line.due, line.scheduled, line.done, line.dropped, line.block,
    )  # fmt: skip


def line_of(row: Row, *, clock: bool = False) -> Line:
    """A row taken apart, on its own."""
    return read_line(row, -1, -1, clock=clock)
