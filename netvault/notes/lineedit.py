"""Changes to one line of a note: its box, its due date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Literal

from netvault.dates import parse_day
from netvault.model import Line, State
from netvault.notes.changes import Edited, NotDone, Sheet, line_of, made, meaning, unsound
from netvault.notes.scan import CUT, Row
from netvault.text import Edit, Source, Span

Box = Literal["x", "-", " ", "/"]

_BOX = re.compile(r"\[(.)\]")
_LATE_BOX = re.compile(r"\[(.)\][ \t]*\Z")
_BLOCK = re.compile(r"(?:^|[ \t])\^[A-Za-z0-9-]+[ \t]*\Z")
_TASK_SIGN = re.compile("[🔁🆔⛔🏁🔺⏫🔼🔽⏬]")
_FIELD = re.compile(r"([\[(])([^\W_][\w \t/-]{0,60})::((?:\[\[[^\[\]]*\]\]|[^\[\]()])*)[\])]")
_TASK_FIELDS = {"due", "scheduled", "start", "created", "completion", "cancelled", "priority", "repeat"}
_STATES: dict[Box, State] = {" ": "open", "/": "doing", "x": "done", "-": "cancelled"}


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A date that a task carries: the emoji and the fields that it goes by, the first of each being written.

    `part` is its name in a Line; `later` are the emoji that Obsidian Tasks writes after it.
    """

    part: Literal["due", "done", "dropped"]
    signs: str
    fields: tuple[str, ...]
    later: str


_DUE = _Stamp("due", "📅📆🗓", ("due",), "❌✅")
_DONE = _Stamp("done", "✅", ("completion", "done"), "")
_DROPPED = _Stamp("dropped", "❌", ("cancelled", "canceled"), "✅")


def tick_line(
    source: Source, line_number: int, state: Box, *, done: date | None = None, dropped: date | None = None, dated: bool = False
) -> Edited | NotDone:
    """Set the box of a list item (format, sections 4 and 9).

    `done` is the day of a tick (`x`), `dropped` that of a drop (`-`): written as `✅ 2026-11-12` or
    `[completion:: 2026-11-12]` where the line uses such dates, else not at all, unless `dated` is wanted. NotDone for a line
    without a box.
    """
    target = line_target(source, line_number)
    if isinstance(target, NotDone):
        return target
    if target.line.state is None:
        what = "A heading has no box." if target.row.kind == "heading" else "This line has no box."
        return NotDone(what)
    head = target.row.read[target.row.start : target.line.column - 1]
    found = _BOX.match(head) or _LATE_BOX.search(head)
    if found is None:
        return NotDone("The box of this line cannot be made out.")
    at = target.row.start + found.start(1)
    box = [] if found[1].lower() == state else [target.edit(at, at + 1, state)]
    return target.boxed(box, state, done, dropped, dated=dated)


def add_box(
    source: Source, line_number: int, state: Box, *, done: date | None = None, dropped: date | None = None, dated: bool = False
) -> Edited | NotDone:
    """Give a list item a box, after its bullet (format, section 9: `[-] ` put on its line). Dates as in tick_line.

    NotDone for a line that has one, and for one that is no list item.
    """
    target = line_target(source, line_number)
    if isinstance(target, NotDone):
        return target
    if target.row.kind != "item":
        return NotDone("A heading has no box." if target.row.kind == "heading" else "This line is no list item.")
    if target.line.state is not None:
        return NotDone("This line has a box already.")
    at = target.row.start
    blank = "" if target.row.shown[at - 1 : at] in (" ", "\t") else " "
    return target.boxed([target.edit(at, at, f"{blank}[{state}] ")], state, done, dropped, dated=dated)


def set_due(source: Source, line_number: int, day: date) -> Edited | NotDone:
    """Set when a line is due (format, sections 4 and 9): in place of the date that counts, else as a new one.

    A new one is 📅 where the line has task emoji or a box, `[due:: 2026-11-29]` elsewhere.
    """
    target = line_target(source, line_number)
    if isinstance(target, NotDone):
        return target
    style = target.style() or ("📅" if target.line.state is not None else "[")
    return target.first_that_reads([[]], target.dated(_DUE, day, style), due=day)


# ── the line that is changed ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Target:
    """A line of a note that is to be changed."""

    sheet: Sheet
    row: Row
    line: Line

    def edit(self, start: int, end: int, text: str) -> Edit:
        """A splice of the line's columns, from 0."""
        return Edit(Span(self.sheet.offset(self.row.number, start), self.sheet.offset(self.row.number, end)), text)

    def style(self) -> str:
        """How the line writes task dates: `📅`, or the bracket of its inline fields; empty where it has none."""
        read = self.row.read[self.line.column - 1 :]
        if self.line.emoji or _TASK_SIGN.search(read):
            return "📅"
        fields = (found[1] for found in _FIELD.finditer(read) if _key(found) in _TASK_FIELDS)
        return next(fields, "")

    def boxed(self, box: list[Edit], state: Box, done: date | None, dropped: date | None, *, dated: bool) -> Edited | NotDone:
        """The line with its box edited, and with the date of its tick or drop."""
        stamp, day = (_DONE, done) if state == "x" else (_DROPPED, dropped) if state == "-" else (_DONE, None)
        style = self.style() or ("📅" if dated else "")
        if day is None or not style:
            return self.first_that_reads([box], [[]], state=_STATES[state])
        changes: dict[str, object] = {stamp.part: day, "state": _STATES[state]}
        return self.first_that_reads([box], self.dated(stamp, day, style), **changes)

    def dated(self, stamp: _Stamp, day: date, style: str) -> Iterator[list[Edit]]:
        """The ways to write a date on the line, the best first."""
        if getattr(self.line, stamp.part) == day:
            yield []
        yield from self._replaced(stamp, day)
        yield from self._added(stamp, day, style)

    def _replaced(self, stamp: _Stamp, day: date) -> Iterator[list[Edit]]:
        """In place of a date that stands there: of more than one, that which counts."""
        head, iso = self.line.column - 1, day.isoformat()
        signs = re.compile(f"[{stamp.signs}]\ufe0f?[ \t]*(\\d{{4}}-\\d{{2}}-\\d{{2}})")
        emoji = list(signs.finditer(self.row.read, head))
        for found in [found for found in emoji if parse_day(found[1])][-1:] or emoji[-1:]:
            yield [self.edit(found.start(1), found.end(1), iso)]
        fields = [found for found in _FIELD.finditer(self.row.read, head) if _key(found) in stamp.fields]
        for found in [found for found in fields if parse_day(found[3].strip()[:10])][:1] or fields[:1]:
            value = found[3].strip()
            start = found.end(3) - len(found[3].lstrip())
            end = start + (10 if parse_day(value[:10]) is not None else len(value))
            yield [self.edit(start, end, iso)]

    def _added(self, stamp: _Stamp, day: date, style: str) -> Iterator[list[Edit]]:
        """In Obsidian Tasks' place: before the dates that it writes later, else at the end, before a block id."""
        closed = {"[": "]", "(": ")"}
        text = f"{style}{stamp.fields[0]}:: {day}{closed[style]}" if style in closed else f"{stamp.signs[0]} {day}"
        if style not in closed and stamp.later:
            later = re.compile(f"[{stamp.later}]\ufe0f?[ \t]*\\d{{4}}-\\d{{2}}-\\d{{2}}")
            found = later.search(self.row.read, self.line.column - 1)
            if found:
                yield [self._put(found.start(), text)]
        yield [self._put(self._end(), text)]

    def in_place(self, key: str, value: str) -> list[Edit]:
        """The splices that put a value into the first field of a key, and take out the others."""
        found = [one for one in _FIELD.finditer(self.row.read, self.line.column - 1) if _key(one) == key]
        if not found:
            return []
        first, *others = found
        said = self.edit(first.end(2) + len("::"), first.end(3), f" {value}")
        return [said, *(self.edit(one.start() - (self.row.shown[: one.start()].endswith(" ")), one.end(), "") for one in others)]

    def put_last(self, text: str) -> Edit:
        """The splice that puts words at the line's end, before a block id."""
        return self._put(self._end(), text)

    def _put(self, at: int, text: str) -> Edit:
        before, after = self.row.shown[at - 1 : at], self.row.shown[at : at + 1]
        left = "" if before in ("", " ", "\t") else " "
        right = "" if after in ("", " ", "\t") else " "
        return self.edit(at, at, left + text + right)

    def _end(self) -> int:
        """The column after the line's words: before blanks, comments and a block id at its end."""
        head = self.line.column - 1
        read = self.row.read.replace(CUT, " ")
        end = len(read.rstrip(" \t"))
        block = _BLOCK.search(read, head)
        if block:
            end = len(read[: block.start()].rstrip(" \t"))
        return max(end, head)

    def first_that_reads(self, boxes: Iterable[list[Edit]], dates: Iterable[list[Edit]], **changes: object) -> Edited | NotDone:
        """The first way of making the change that gives a note which says it, and the rest as before."""
        for box, dated in product(boxes, dates):
            edited = made(self.sheet.source, [*box, *dated], self.row.number)
            if not edited.edits or self._reads(edited, changes):
                return edited
        return NotDone("Changed so, the line would not be read as it was meant.")

    def _reads(self, edited: Edited, changes: dict[str, object]) -> bool:
        sheet, number = Sheet(Source(self.sheet.source.path, edited.text)), self.row.number
        row = sheet.rows.get(number)
        if row is None or len(sheet.lines) != len(self.sheet.lines) or {**sheet.rows, number: self.row} != self.sheet.rows:
            return False
        if (row.kind, row.depth, row.level) != (self.row.kind, self.row.depth, self.row.level):
            return False
        return all(
            meaning(_without_dates(replace(line_of(self.row, clock=clock), **changes)))  # type: ignore[arg-type]
            == meaning(_without_dates(line_of(row, clock=clock)))
            for clock in (False, True)
        )


def line_target(source: Source, line_number: int) -> _Target | NotDone:
    """A line that is to be changed, or why it cannot be: it is none that is read."""
    if why := unsound(source):
        return NotDone(why)
    sheet = Sheet(source)
    row = sheet.rows.get(line_number)
    if row is None or row.kind == "blank":
        return NotDone(f"Line {line_number} is none that is read: it is empty, code, a quote, a comment or generated.")
    return _Target(sheet, row, line_of(row))


def _key(found: re.Match[str]) -> str:
    return "-".join(found[2].casefold().split())


def _without_dates(line: Line) -> Line:
    """A line without the fields that say its dates: those are compared as dates."""
    dates = {*_DUE.fields, *_DONE.fields, *_DROPPED.fields}
    return replace(line, fields=tuple((key, value) for key, value in line.fields if key not in dates))
