"""Changes to a note: a log line put in, a box ticked, a date or a property set.

Text in, edits out. Every change is a splice; the result is read again, and offered only when it says what was
meant and everything else still says what it said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from netvault.escape import one_line
from netvault.model import Line, Note
from netvault.notes.changes import PROBE, Edited, NotDone, Sheet, line_of, made, meaning, region_texts, unsound
from netvault.notes.layout import Layout
from netvault.notes.lineedit import add_box, set_due, tick_line
from netvault.notes.logplace import Place, find_place
from netvault.notes.logstyle import Style, box_for, plain_style, style_at
from netvault.notes.note import read_note
from netvault.notes.propertyedit import set_property
from netvault.notes.scan import Row, rows
from netvault.notes.words import lexicon
from netvault.settings import Settings
from netvault.text import Edit, Source, Span

__all__ = ["Edited", "NewLine", "NotDone", "add_box", "add_log_line", "set_due", "set_property", "tick_line"]


@dataclass(frozen=True, slots=True)
class NewLine:
    """A log line to be written. `text` has its keyword already: `lead (intro): [[Sam Lee]] runs the team`.

    `details` go below it, one line each. `box` is the character of its checkbox, None for that of the log's style.
    `time` is written after the date, as `9:30` or `09:30`.
    """

    day: date
    text: str
    details: tuple[str, ...] = ()
    box: str | None = None
    time: str | None = None


def add_log_line(source: Source, settings: Settings, line: NewLine) -> Edited | NotDone:
    """Put a line into a note's log (format, section 4; section 1, `[log]`).

    Under the log heading, or among the note's dated lines, by day and in the style of its neighbours; where there
    is neither, below a new heading at the note's end. The texts are made one line each. NotDone where there is
    nothing to write, no place for it, or where the note would no longer say all that it said.
    """
    details = tuple(filter(None, map(one_line, line.details)))
    line = replace(line, text=one_line(line.text), details=details, box=line.box or None)
    if not line.text:
        return NotDone("There is nothing to write.")
    if why := unsound(source) or _wrong_time(line) or _unfit(line):
        return NotDone(why)
    old = read_note(source, settings).value
    if not old.properties.readable and old.properties.span is None:
        return NotDone("The front matter of this note has no end; put a line `---` below its last key.")
    sheet = Sheet(source)
    layout = Layout(sheet)
    place = find_place(layout, settings, line.day)
    before = _Before(sheet, old)
    for style, box in _ways(sheet, place, line, settings):
        written = _Written(place, style, replace(line, box=box), settings.heading)
        edited = _insert(sheet, written)
        if _reads(before, written, Source(source.path, edited.text), settings):
            return edited
    if place.after not in layout.open:
        return NotDone("The place for it lies in code or in a comment that does not end.")
    return NotDone("Written into this note, the line would not be read as it was meant.")


def _ways(sheet: Sheet, place: Place, line: NewLine, settings: Settings) -> Iterator[tuple[Style, str | None]]:
    """How the line may be written, the neighbours' style first."""
    box = line.box or box_for(place, line.text, lexicon(settings.words, settings.languages))
    yield style_at(sheet, place), box
    yield plain_style(place), box


def _wrong_time(line: NewLine) -> str:
    """Why the time, if there is one, cannot be written."""
    hour, _, minute = (line.time or "0:00").partition(":")
    sound = hour.isascii() and hour.isdigit() and len(hour) < 3 and minute.isascii() and len(minute) == 2
    return "" if sound and minute.isdigit() and int(hour) < 24 and int(minute) < 60 else f"“{line.time}” is no time."


def _unfit(line: NewLine) -> str:
    """Why the texts cannot stand in a note as they are; empty where they can."""
    plain = Style().first_line(line.day, line.time, line.box, line.text)
    tried = [plain, *(f"  - {detail}" for detail in line.details)]
    found = rows(Source("", "\n".join([*tried, PROBE])), 1)
    if not found or found[-1].read != PROBE:
        return "The text begins a comment or code that it does not end."
    if len(found) != len(tried) + 1 or any(row.kind != "item" for row in found):
        return "The text is too long, or is code or a rule."
    first = line_of(found[0])
    if first.time != _clock(line.time) or (first.state is None) != (line.box is None):
        return "The text begins with what would be read as a time or a box."
    return ""


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Written:
    """A line at its place, as it will be written."""

    place: Place
    style: Style
    line: NewLine
    title: str

    def lines(self) -> list[str]:
        """All lines that are put in, blank ones included."""
        above = [""] if self.place.above else []
        heading = [f"## {self.title}", *([""] if self.place.spaced else [])] if self.place.heading else []
        below = [""] if self.place.below else []
        return [*above, *heading, self.first_line(), *(self.style.detail + d for d in self.line.details), *below]

    def first_line(self) -> str:
        """The log line itself."""
        return self.style.first_line(self.line.day, self.line.time, self.line.box, self.line.text)

    @property
    def number(self) -> int:
        """The number that the log line will have."""
        return self.place.after + 1 + self.place.above + self.place.heading + self.place.spaced


def _insert(sheet: Sheet, written: _Written) -> Edited:
    after = written.place.after
    newline = sheet.newline(after)
    text = newline.join(written.lines())
    if after < len(sheet.lines):
        at, text = sheet.offset(after + 1), text + newline
    else:
        at, text = len(sheet.source.text), newline + text
    return made(sheet.source, [Edit(Span(at, at), text)], written.number)


# ── reading it again ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Before:
    """A note as it was read before the change."""

    sheet: Sheet
    note: Note


def _reads(before: _Before, written: _Written, source: Source, settings: Settings) -> bool:
    """Whether the new text says what the old one said, and the new line, and nothing else."""
    new, sheet = read_note(source, settings).value, Sheet(source)
    at, count = written.place.after, len(written.lines())
    added = range(at + 1, at + count + 1)
    return (
        _same_rows(before.sheet, sheet, added)
        and _same_lines(before, new, added)
        and region_texts(before.sheet.source) == region_texts(source)
        and _says(before, written, [line for line in new.lines if line.number in added], new)
    )


def _same_rows(old: Sheet, new: Sheet, added: range) -> bool:
    if len(new.lines) != len(old.lines) + len(added):
        return False
    moved = [(_moved(row.number, added), *_parts(row)) for row in old.rows.values()]
    return moved == [(row.number, *_parts(row)) for row in new.rows.values() if row.number not in added]


def _parts(row: Row) -> tuple[object, ...]:
    return row.kind, row.depth, row.start, row.shown, row.read, row.level


def _moved(number: int, added: range) -> int:
    return number if number < added.start else number + len(added)


def _same_lines(before: _Before, new: Note, added: range) -> bool:
    """Whether all that the old note said is still said: its kind, its properties, its lines and links."""
    old = before.note
    if (old.kind, old.name, old.day, old.properties) != (new.kind, new.name, new.day, new.properties):
        return False
    first = before.sheet.first
    lines = [where for where in _placed(old, added) if where[0] >= first]
    links = [(_moved(number, added), link) for number, link in old.links if number >= first]
    same = lines == [where for where in _placed(new) if where[0] not in added]
    return same and links == [pair for pair in new.links if pair[0] >= new.body_line and pair[0] not in added]


def _placed(note: Note, added: range = range(0)) -> list[tuple[int, int, int, object]]:
    """Each line by the numbers of itself, its item and its heading; where lines were added, as they are then."""
    numbers = [_moved(line.number, added) if added else line.number for line in note.lines]
    numbers.append(0)  # for no item, no heading: place -1
    return [
        (number, numbers[line.parent], numbers[line.section], (line.kind, line.day, line.state, line.text))
        for number, line in zip(numbers, note.lines, strict=False)
    ]


def _says(before: _Before, written: _Written, lines: list[Line], note: Note) -> bool:
    """Whether the lines that were put in say what was meant."""
    main = next((line for line in lines if line.number == written.number), None)
    wanted = _wanted(written)
    if main is None or wanted is None or meaning(main) != meaning(wanted):
        return False
    if (wanted.day, wanted.state is None) != (written.line.day, written.line.box is None):
        return False
    if not _beside(before, written, main, note):
        return False
    details = [line for line in lines if line.number > main.number]
    nested = [d.number == main.number + n and _above(note, d) is main for n, d in enumerate(details, 1)]
    others = [line for line in lines if line.number < main.number]
    return (
        len(details) == len(written.line.details)
        and all(nested)
        and all(line.kind == "heading" and line.level == 2 for line in others)
    )


def _beside(before: _Before, written: _Written, main: Line, note: Note) -> bool:
    """Whether the new line stands as its neighbour does: below the same item, at the same level."""
    near = written.place.near
    line = next((line for line in before.note.lines if near and line.number == near.number), None)
    if line is None:
        return main.parent < 0 and main.level == 0
    parent = note.lines[main.parent].number if main.parent >= 0 else 0
    wanted = before.note.lines[line.parent].number if line.parent >= 0 else 0
    return main.level == line.level and parent == wanted


def _above(note: Note, line: Line) -> Line | None:
    place = line.parent if line.parent >= 0 else line.section
    return note.lines[place] if place >= 0 else None


def _wanted(written: _Written) -> Line | None:
    """The new line read on its own, written plainly: what it has to say in the note."""
    plain = replace(plain_style(written.place), late_box=written.style.late_box)
    line = written.line
    found = rows(Source("", plain.first_line(line.day, line.time, line.box, line.text)), 1)
    return line_of(found[0]) if found and found[0].kind != "blank" else None


def _clock(time: str | None) -> str | None:
    return f"{int(time.partition(':')[0]):02}:{time.partition(':')[2]}" if time else None
