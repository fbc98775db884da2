"""One row of a body, taken apart: checkbox, date, time, tags, inline fields, task dates, block id, links.

(Format, section 4: the parts of a line. What it means is found elsewhere.)
"""

from __future__ import annotations

import re
from datetime import date

from netvault.dates import parse_date_or_time, parse_day
from netvault.model import Line, Link, State
from netvault.notes.links import find_links
from netvault.notes.scan import CUT, Row
from netvault.text import Span

_UNREAD = re.compile(f"{CUT}[{CUT} \t]*")
_BOX = re.compile(r"\[(.)\](?:[ \t]+|$)")
_EMPHASIS = r"(?:\*\*\*|\*\*|\*|__|_)?"
_DATE = re.compile(
    _EMPHASIS + r"(?:(\d{4}-\d{2}-\d{2})"
    r"|\[\[(?:[^\[\]|#]*/)?(\d{4}-\d{2}-\d{2})(?!\d|-\d)[^\[\]|#/]*(?:[|#][^\[\]]*)?\]\]"
    r"|\[[^\[\]]*\]\((?:[^()\s#]*/)?(\d{4}-\d{2}-\d{2})(?!\d|-\d)[^()\s#/]*(?:#[^()\s]*)?\))"
    r":?" + _EMPHASIS + r"(?=[\sT:,|–—-]|$)"
)
_TIME = re.compile(r"[ \tT]*([01]?\d|2[0-3]):([0-5]\d)(?:[ \t]*[-–][ \t]*(?:[01]?\d|2[0-3]):[0-5]\d)?(?!\d|:\d|[ \t]*[ap]\.?m\b)")
_SEPARATOR = re.compile(r"[ \t]*(?:[:|–—-](?=[\s]|$))?[ \t]*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WITH_MONTH = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH}(?:,? \d{{4}})?)"
_OTHER_DATE = re.compile(
    _EMPHASIS + r"(?:\[\[(?=[^\[\]|#]*\]\]))?"
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\."
    r"|(?:19|20)\d{2}[01]\d[0-3]\d|\(\d{4}-\d{1,2}-\d{1,2}\)"
    rf"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_WITH_MONTH})|{_WITH_MONTH})(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?:^|(?<=[\s(,;]))#([^\s#.,;:!?()\[\]{}'\"`|<>=+*&^%$@~\\]+)")
_FIELD = re.compile(r"[\[(]([^\W_][\w \t/-]{0,60})::((?:\[\[[^\[\]]*\]\]|[^\[\]()])*)[\])]")
_TASK_DATE = re.compile("(📅|📆|🗓|⏳|🛫|➕|✅|❌)\ufe0f?[ \t]*(\\d{4}-\\d{2}-\\d{2})")  # fmt: skip
_TASK_SIGN = re.compile("(?:🔁[^🆔⛔🏁➕🛫⏳📅📆🗓❌✅🔺⏫🔼🔽⏬#^]*|(?:🆔|⛔|🏁)\ufe0f?[ \t]*[\\w,-]+|[🔺⏫🔼🔽⏬]\ufe0f?)")
_BLOCK = re.compile(r"(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$")
_SIGNS = {"📅": "due", "📆": "due", "🗓": "due", "⏳": "scheduled", "✅": "done", "❌": "dropped"}
_FIELD_DATES = {
    "due": "due", "scheduled": "scheduled", "completion": "done", "done": "done", "cancelled": "dropped",
    "canceled": "dropped", "created": "", "start": "",
}  # fmt: skip
_STATES: dict[str, State] = {" ": "open", "/": "doing", "x": "done", "X": "done", "-": "cancelled"}


def read_line(row: Row, parent: int, section: int, *, clock: bool) -> Line:
    """The parts of a row. `clock`: a time at its head is the line's time even where no date stands before it."""
    at, state = row.start, None
    if unread := _UNREAD.match(row.read, at):
        at = unread.end()
    is_item = row.kind == "item"
    if is_item:
        at, state = _box(row.read, at)
    day, at = _date(row.read, at)
    time = None
    if day is not None or clock:
        time, at = _time(row.read, at)
    if day is not None or time is not None:
        separator = _SEPARATOR.match(row.read, at)
        at = separator.end() if separator else at
        if row.kind != "text" and state is None and day is not None:
            at, state = _box(row.read, at)
    kind = "paragraph" if row.kind == "text" else row.kind
    assert kind != "blank"
    parts = _Parts(row, at)
    return Line(
        kind=kind, number=row.number, column=at + 1, depth=row.depth, parent=parent, section=section,
        text=parts.text, read=parts.read, links=parts.links, day=day, time=time, state=state, tags=parts.tags,
        fields=parts.fields, due=parts.dates.get("due"), scheduled=parts.dates.get("scheduled"),
        done=parts.dates.get("done"), dropped=parts.dates.get("dropped"), block=parts.block, emoji=parts.emoji,
        level=row.level, struck=row.struck and not any(map(str.isalnum, parts.read)),
    )  # fmt: skip


def other_date(row: Row) -> tuple[str, int] | None:
    """A date in another shape, or one that is no day, at the head of a row: its text and column, from 0."""
    at, _ = _box(row.read, row.start) if row.kind == "item" else (row.start, None)
    found = _OTHER_DATE.match(row.read, at)
    if found is None or parse_day(found[1]) is not None:
        return None
    return found[1], found.start(1)


def _box(text: str, at: int) -> tuple[int, State | None]:
    box = _BOX.match(text, at)
    return (box.end(), _STATES.get(box[1], "open")) if box else (at, None)


def _date(text: str, at: int) -> tuple[date | None, int]:
    found = _DATE.match(text, at)
    if not found:
        return None, at
    day = parse_day(found[1] or found[2] or found[3])
    return (day, found.end()) if day is not None else (None, at)


def _time(text: str, at: int) -> tuple[str | None, int]:
    found = _TIME.match(text, at)
    return (f"{int(found[1]):02}:{found[2]}", found.end()) if found else (None, at)


class _Parts:
    """What a line's words hold besides words; `text` and `read` are what is left."""

    def __init__(self, row: Row, at: int) -> None:
        self.text = row.shown[at:]
        self.read = self.text if row.read is row.shown else row.read[at:]
        self.tags: tuple[tuple[str, int], ...] = ()
        self.fields: tuple[tuple[str, str], ...] = ()
        self.links: tuple[Link, ...] = ()
        self.dates: dict[str, date] = {}
        self.block: str | None = None
        self.emoji = False
        if CUT in self.read:
            self._cut([Span(i, i + 1) for i, sign in enumerate(self.read) if sign == CUT])
        if "^" in self.read:
            self._block()
        if "::" in self.read:
            self._fields()
        if not self.read.isascii():
            self._task_dates()
        if "#" in self.read:
            self._tags()
        if "](" in self.read or "[[" in self.read:
            self.links = tuple(link for link, embed in find_links(self.read) if not embed)

    def _cut(self, spans: list[Span]) -> None:
        same, self.text = self.read is self.text, _without(self.text, spans)
        self.read = self.text if same else _without(self.read, spans)

    def _block(self) -> None:
        found = _BLOCK.search(self.read)
        if found:
            self.block = found[1]
            self._cut([Span(found.start(), len(self.read))])

    def _fields(self) -> None:
        spans: list[Span] = []
        fields: list[tuple[str, str]] = []
        for found in _FIELD.finditer(self.read):
            key, value = "-".join(found[1].casefold().split()), found[2].strip()
            spans.append(Span(found.start(), found.end()))
            if key in _FIELD_DATES:
                day = parse_date_or_time(value)
                if day is not None and _FIELD_DATES[key]:
                    self.dates.setdefault(_FIELD_DATES[key], day)
            fields.append((key, value))
        self.fields = tuple(fields)
        self._cut(spans)

    def _task_dates(self) -> None:
        spans: list[Span] = []
        for found in _TASK_DATE.finditer(self.read):
            name, day = _SIGNS.get(found[1]), parse_day(found[2])
            self.emoji = True
            spans.append(Span(found.start(), found.end()))
            if name and day is not None:
                self.dates[name] = day
        self._cut(spans)
        self._cut([Span(found.start(), found.end()) for found in _TASK_SIGN.finditer(self.read)])

    def _tags(self) -> None:
        tags: list[tuple[str, int]] = []
        spans: list[Span] = []
        links = [link.span for link, _ in find_links(self.read)] if "[" in self.read else []
        link = taken = 0
        for found in _TAG.finditer(self.read):
            while link < len(links) and links[link].end <= found.start():
                link += 1
            inside = link < len(links) and links[link].start <= found.start()
            tag = found[1].rstrip("/-_") or found[1]
            if inside or tag.isdigit():
                continue
            tags.append((tag, found.start() - taken))
            taken += found.end() - found.start()
            spans.append(Span(found.start(), found.end()))
        self.tags = tuple(tags)
        self._cut(spans)


def _without(text: str, spans: list[Span]) -> str:
    """A text without some spans of it, which are in order."""
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    return "".join((*kept, text[at:]))
