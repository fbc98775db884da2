"""The lines of people's notes that a deed changes: what is done, dropped or put off (format, section 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from netvault.dates import plus
from netvault.habits.make_it_easy import REPLY
from netvault.habits.obligations import obligations, shown_again
from netvault.model import Entry, Item, Task
from netvault.network.day import Day
from netvault.network.graph import Network
from netvault.network.writing import written_link, written_target
from netvault.notes.edit import Edited, NewLine, NotDone, add_box, add_log_line, set_due, set_property, tick_line
from netvault.notes.fieldedit import add_block, set_field
from netvault.notes.words import OPENERS
from netvault.pipeline import Reading
from netvault.settings import Settings
from netvault.text import Source

Sign = Literal["x", "-", ">"]
PUT_OFF = 7
"""Days by which `[>]` puts something off."""
KEYWORDS = {  # of the line by which an item of each habit is done
    "reply": "message", "report_back": "reported", "follow_up": "followed", "thank": "thanked", "promise": "gave",
    "help": "gave", "celebrate": "kind", "keep_in_touch": "chat",
}
HABITS_LOGGED = frozenset(KEYWORDS)
"""Habits whose tick is a log line."""
_ABOUT = frozenset({"report_back", "follow_up", "thank", "promise", "help"})
"""Habits whose line names the subjects."""
_DUE = frozenset({"follow_up", "promise", "help", "waiting", "task"})
"""Habits that a 📅 on the line puts off."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did about an item: done `x`, dropped `-`, put off `>` until a day. `said` are their own words."""

    item: Item
    sign: Sign
    day: date
    said: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one note, that can be worked out against any text of it."""

    path: str
    make: Callable[[Source], Edited | NotDone]
    what: str


class Way(NamedTuple):
    """How a tick may be written. `exact`: the line names the line that it closes; `box`: that line's own box is ticked too;
    `about`: it names the subjects."""

    exact: bool
    box: bool
    about: bool = True


@dataclass(frozen=True, slots=True)
class Moot:
    """A deed that nothing in a note can stand for, and why."""

    why: str


# ── done ────────────────────────────────────────────────────────────────────────────────────────


def _done(reading: Reading, deed: Deed, way: Way) -> list[Change] | NotDone | Moot:
    item, network = deed.item, reading.network
    if item.habit == "prepare":
        boxed = item.entry is not None and item.entry.state is not None
        if item.entry is None or not boxed:
            return Moot("It has no box: it goes by itself when its day has passed.")
        return [_box(reading, item.entry, "x", deed.day)]
    if item.habit == "task":
        assert item.task is not None
        return [_box(reading, item.task, "x", deed.day)]
    opener: list[Change] = []
    closes, marked = "", ""
    entry = item.entry
    if item.habit == "waiting" and entry:
        return [_line_change(reading, entry, "[x]", lambda source, number: _ticked(source, number, entry, deed.day))]
    if way.exact and entry:
        mark = entry.block or f"nv{item.id[3:]}"
        if not entry.block:
            opener.append(_line_change(reading, entry, "marked", lambda source, number: add_block(source, number, mark)))
            marked = _said_after(reading, opener[0], entry.line)
        place = "" if entry.path == item.contact else written_target(network, entry.path)
        closes = f" [re:: [[{place}#^{mark}]]]" if place else f" [re:: ^{mark}]"
    if entry and way.box and entry.state in ("open", "doing") and (item.habit == "follow_up" or "lead" not in entry.acts):
        opener.append(_box(reading, entry, "x", deed.day, marked))
    new = log_line(network, deed, closes, about=way.about)
    line = Change(item.contact, lambda source: once(source, network.settings, new), new.text)
    # What somebody said goes first: were the run killed between two notes, the item would still be open, or all be there.
    return [*opener, line] if entry and entry.path == item.contact else [line, *opener]


def _ticked(source: Source, number: int, entry: Entry, day: date) -> Edited | NotDone:
    """A line with its box ticked, or with a ticked one where it has none."""
    return tick_line(source, number, "x", done=day) if entry.state else add_box(source, number, "x")


def _said_after(reading: Reading, change: Change, line: int) -> str:
    """What a line says once a change has been made to it; empty where that cannot be."""
    edited = change.make(reading.sources[change.path])
    return Source(change.path, edited.text).excerpt(line) if isinstance(edited, Edited) else ""


def once(source: Source, settings: Settings, new: NewLine) -> Edited | NotDone:
    """Add a log line, unless the note holds the very same line: a tick that was taken in before the program was killed."""
    wanted = f"{new.day.isoformat()} {new.text}"
    for number, line in enumerate(source.lines, 1):
        if wanted in line and line.strip().lstrip("-*+ ").endswith(wanted):
            return Edited((), source.text, number)
    return add_log_line(source, settings, new)


def log_line(network: Network, deed: Deed, closes: str, *, about: bool = True) -> NewLine:
    """The log line of what was done about an item. In: what it closes, a block link or nothing; `about`: whether it names the
    item's subjects."""
    item = deed.item
    said = deed.said[0] if deed.said else ""
    named = item.entry.subjects if item.entry and item.habit in _ABOUT and about else ()
    links = [written_link(network, node) for node in named]
    if said:
        missing = [link for link in links if link not in said]
        words = said + "".join(f" [re:: {link}]" for link in missing)
    else:
        words = _words(item, links)
    return NewLine(deed.day, f"{KEYWORDS[item.habit]}: {words}{closes}", deed.said[1:])


def _words(item: Item, links: list[str]) -> str:
    """What a line says when nobody said more."""
    about = ", ".join(links)
    day = item.entry.day.isoformat() if item.entry else ""
    what = "lead" if item.entry and "lead" in item.entry.acts else "help"
    return {
        "reply": "answered",
        "report_back": f"how it went with {about}" if about else f"how the lead of {day} went",
        "follow_up": about or f"the lead of {day}",
        "thank": f"for {about}" if about else f"for the {what} of {day}",
        "promise": about or f"as promised on {day}",
        "help": about or f"as asked on {day}",
        "celebrate": "happy birthday" if item.birthday else "a kind word",
        "keep_in_touch": "said hello",
    }[item.habit]


# ── dropped, put off ────────────────────────────────────────────────────────────────────────────


def _dropped(reading: Reading, deed: Deed, way: Way) -> list[Change] | NotDone | Moot:
    item = deed.item
    if item.habit == "keep_in_touch":
        until = deed.day + timedelta(days=item.cadence or PUT_OFF)
        return [] if _is_put_off(reading, item, until) else [_snooze(item, until)]
    if item.birthday:
        return Moot("A birthday goes by itself.")
    if item.habit == "task":
        assert item.task is not None
        return [_box(reading, item.task, "-", deed.day)]
    entry = item.entry
    if entry is None or entry.open_till_passed:
        return Moot("There is no line to drop: change the meeting's note.")
    if "lead" in entry.acts and item.habit != "follow_up":
        return [_line_change(reading, entry, "dropped", lambda source, number: set_field(source, number, "dropped", item.habit))]
    return [_drop_line(reading, one, deed.day) for one in _openers(reading, deed)]


def _openers(reading: Reading, deed: Deed) -> list[Entry]:
    """The lines to drop: a reply stands for every line that waits for one on the day of the tick."""
    item, network = deed.item, reading.network
    assert item.entry is not None
    if item.habit != "reply":
        return [item.entry]
    waiting = obligations(Day(network, max(deed.day, item.opened)), item.contact, REPLY, network.settings)
    return [entry for one in waiting if one.open for entry in one.opener.entries] or [item.entry]


def _drop_line(reading: Reading, entry: Entry, day: date) -> Change:
    """`[-]` on a line; on a lead with its day, from which on whoever gave it may hear of it."""
    lead = "lead" in entry.acts

    def make(source: Source, number: int) -> Edited | NotDone:
        box = tick_line if entry.state else add_box
        boxed = box(source, number, "-", dropped=day if entry.state or lead else None, dated=lead)
        return set_field(source, number, "dropped", "yes") if isinstance(boxed, NotDone) else boxed

    return _line_change(reading, entry, "dropped", make)


def _put_off(reading: Reading, deed: Deed, way: Way) -> list[Change] | NotDone | Moot:
    item = deed.item
    until = deed.until or deed.day + timedelta(days=PUT_OFF)
    if deed.until is None and _is_put_off(reading, item, until):
        return []
    if item.habit == "keep_in_touch":
        return [_snooze(item, until)]
    if item.birthday or item.habit == "prepare":
        return Moot("Its day is what it is: change the date in the note.")
    line = item.task or item.entry
    assert line is not None
    later = _line_change(reading, line, "put off", lambda source, number: _show_later(source, number, item, until))
    return [later]


def _show_later(source: Source, number: int, item: Item, until: date) -> Edited | NotDone:
    """A line with the day on which it is due, where its habit goes by that, else on which it shows again."""
    if item.task:
        return set_due(source, number, until)
    shown = set_field(source, number, _later_key(item), until.isoformat())
    if item.habit not in _DUE or isinstance(shown, NotDone) or (_due_without(item) >= until and not _both_put_off(item)):
        return shown  # the day on which it is due is never brought nearer
    return set_due(Source(source.path, shown.text), number, max(until, plus(item.opened, item.allowed)))


def _due_without(item: Item) -> date:
    """When an item is due, whatever it was put off to: its 📅, else by its habit."""
    return (item.entry.due if item.entry else None) or plus(item.opened, item.allowed)


def _both_put_off(item: Item) -> bool:
    """Whether the day on which an item is due was put off with it, so that it goes with it again."""
    entry = item.entry
    return entry is not None and entry.due is not None and entry.due == shown_again(entry, item.habit)


def _later_key(item: Item) -> str:
    """`later`, or `later_thank` where the line has opened more than one thing: the others are not put off with it."""
    opened = OPENERS.intersection(item.entry.acts) if item.entry else frozenset()
    return f"later_{item.habit}" if "lead" in opened or len(opened) > 1 else "later"


def _is_put_off(reading: Reading, item: Item, until: date) -> bool:
    """Whether an item waits for that day already, or a later one: a tick that stays where it is must not bring it nearer."""
    if item.habit == "keep_in_touch":
        snoozed = reading.network.contacts[item.contact].properties.snooze
        return snoozed is not None and snoozed >= until
    if item.habit == "task":
        return item.due >= until
    shown = shown_again(item.entry, item.habit) if item.entry else None
    return shown is not None and shown >= until


def _snooze(item: Item, until: date) -> Change:
    return Change(item.contact, lambda source: set_property(source, "snooze", until.isoformat()), f"snooze: {until.isoformat()}")


CHANGES = {"x": _done, "-": _dropped, ">": _put_off}


# ── one line of a note ──────────────────────────────────────────────────────────────────────────


def _box(reading: Reading, at: Entry | Task, state: Literal["x", "-"], day: date, text: str = "") -> Change:
    lead = isinstance(at, Entry) and "lead" in at.acts

    def make(source: Source, number: int) -> Edited | NotDone:
        done, dropped = (day, None) if state == "x" else (None, day)
        return tick_line(source, number, state, done=done, dropped=dropped, dated=lead)

    return _line_change(reading, at, f"[{state}]", make, text)


def _line_change(
    reading: Reading, at: Entry | Task, what: str, make: Callable[[Source, int], Edited | NotDone], text: str = ""
) -> Change:
    """A change to a line that is known by its text (`text` where it says something else by then): in a text that has
    changed it is looked for."""
    text = text or reading.sources[at.path].excerpt(at.line)

    def find_and_make(source: Source) -> Edited | NotDone:
        number = where(source, at.line, text)
        return make(source, number) if number else NotDone(f"Line {at.line} of {at.path} has changed.")

    return Change(at.path, find_and_make, what)


def where(source: Source, line: int, text: str) -> int:
    """The number of the line that says this: the same number where it still does, else the only such line, else 0."""
    if source.excerpt(line) == text:
        return line
    same = [number for number in range(1, len(source.lines) + 1) if source.excerpt(number) == text]
    return same[0] if len(same) == 1 else 0
