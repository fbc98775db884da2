"""The items and headings of a note's body, and how far each of them reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from netvault.model import Line
from netvault.notes.changes import Sheet, line_of
from netvault.notes.scan import CUT, Row

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Part:
    """An item or a heading. `parent` is the number of the item that it stands below, `section` that of its heading.

    Both are 0 where there is none.
    """

    row: Row
    parent: int
    section: int

    @cached_property
    def line(self) -> Line:
        """What it is made of."""
        return line_of(self.row)

    @cached_property
    def day(self) -> date | None:
        """The date at its head."""
        return self.line.day if _ISO.search(self.row.read, self.row.start) else None

    @property
    def number(self) -> int:
        """The number of its line."""
        return self.row.number


class Layout:
    """The items and headings of a body, and how far each reaches."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.last_line = len(sheet.lines)
        self.open = sheet.open_after()
        self.parts: dict[int, Part] = {}
        self.headings: list[Part] = []
        self._ends: dict[int, int] = {}
        items: list[Row] = []
        headings: list[Row] = []
        for row in sheet.rows.values():
            if row.kind == "heading":
                items.clear()
                self._leave(headings, row)
                self._keep(row, 0, headings)
                self.headings.append(self.parts[row.number])
                headings.append(row)
            elif row.kind != "blank":
                while items and items[-1].depth >= row.depth:
                    items.pop()
                if row.kind == "item":
                    self._keep(row, items[-1].number if items else 0, headings)
                    items.append(row)

    def _keep(self, row: Row, parent: int, headings: list[Row]) -> None:
        section = headings[-1].number if headings else 0
        self.parts[row.number] = Part(row, parent, section)

    def _leave(self, headings: list[Row], row: Row) -> None:
        while headings and headings[-1].level >= row.level:
            self._ends[headings.pop().number] = row.number - 1

    def section_end(self, heading: Part) -> int:
        """The number of the last line before the next heading that is no deeper."""
        return self._ends.get(heading.number, self.last_line)

    def end(self, part: Part) -> int:
        """The number of the last line that belongs to an item, or of a heading's section; blank lines are left out."""
        if part.row.kind == "heading":
            return self.last_full(part.number, self.section_end(part))
        last = part.number
        for number in range(part.number + 1, self.last_line + 1):
            if number - 1 not in self.open and not self._begins(number):
                last = number  # the comment, the code or the region goes on
            elif self.sheet.blank(number):
                continue
            elif self._belongs(number, part.row.depth, last == number - 1):
                last = number
            else:
                break
        return last

    def _begins(self, number: int) -> bool:
        """Whether a line is read from its first column on: then it has left the code that an item holds."""
        row = self.sheet.rows.get(number)
        return row is not None and row.kind != "blank" and row.read[0] not in (" ", "\t", CUT)

    def _belongs(self, number: int, depth: int, adjoins: bool) -> bool:
        row = self.sheet.rows.get(number)
        if row is not None and row.kind == "heading":
            return False
        if row is not None and row.kind != "blank":
            return row.depth > depth or (row.kind == "text" and adjoins)
        line = self.sheet.lines[number - 1].expandtabs(4)
        return len(line) - len(line.lstrip()) > depth

    def last_full(self, start: int, stop: int) -> int:
        """The last line of `start` to `stop` that is not blank; `start` where all are."""
        return next((n for n in range(stop, start, -1) if not self.sheet.blank(n)), start)

    def in_dated_section(self, part: Part) -> bool:
        """Whether a dated heading stands above."""
        while part.section:
            part = self.parts[part.section]
            if part.day is not None:
                return True
        return False

    def below_dated(self, part: Part) -> bool:
        """Whether an item stands below a dated one."""
        while part.parent:
            part = self.parts[part.parent]
            if part.day is not None:
                return True
        return False
