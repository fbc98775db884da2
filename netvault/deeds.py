"""From a tick, or a command, to the changes in people's notes that it stands for (format, section 9).

Everything here is a plan: which lines of which notes are to change. Each change can be worked out again against fresher
text, and is tried on the network first: what was ticked must be closed by it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from netvault.doing import CHANGES, HABITS_LOGGED, KEYWORDS, Change, Deed, Moot, Way, log_line, once
from netvault.network.graph import Network
from netvault.notes.edit import Edited, NewLine, NotDone
from netvault.pipeline import Reading, with_source
from netvault.standing import Standing, stand
from netvault.text import Source, split_lines

_WAYS = (Way(False, True), Way(True, True), Way(True, False), Way(True, True, about=False))


@dataclass(frozen=True, slots=True)
class Planned:
    """The changes of a deed, in order, and the vault as it reads with them."""

    changes: tuple[Change, ...]
    reading: Reading
    edits: tuple[tuple[str, int], ...] = field(default=())
    """The path and line of each change, in the new text."""
    standing: Standing | None = None
    """The vault with the changes, seen from the day of the build, where that had to be looked at."""


def plan_deed(reading: Reading, deed: Deed, before: Standing) -> Planned | NotDone | Moot:
    """The changes that a deed stands for, tried on the vault.

    In: the vault as read, the deed, the vault seen from the day of the build. Out: the changes and the vault with them; or
    why there are none (Moot: nor ever will be). A line that would close more than what was ticked, or less, names the very
    line that it closes.
    """
    first: Planned | NotDone | Moot | None = None
    for way in _WAYS:
        found = _tried(reading, deed, way)
        if isinstance(found, Planned) and deed.sign == "x":
            after = stand(found.reading.network, before.day.day, before)
            found = replace(found, standing=after)
            if _as_meant(before, after, deed):
                return found
        first = first or found
        if deed.sign != "x" or not isinstance(first, Planned):
            break
    assert first is not None
    return first


def plan_line(reading: Reading, deed: Deed) -> Planned | NotDone:
    """Just the log line of a deed: for what was done with another deed that has closed the item already."""
    new = log_line(reading.network, deed, "")
    settings = reading.network.settings
    return carry_through(reading, [Change(deed.item.contact, lambda source: once(source, settings, new), new.text)])


def _tried(reading: Reading, deed: Deed, way: Way) -> Planned | NotDone | Moot:
    changes = CHANGES[deed.sign](reading, deed, way)
    kept = _kept_words(reading.network, deed)
    if isinstance(changes, NotDone) or (isinstance(changes, Moot) and not kept):
        return changes
    return carry_through(reading, [*kept, *(changes if isinstance(changes, list) else ())])


def _kept_words(network: Network, deed: Deed) -> list[Change]:
    """What somebody said of an item that no log line takes up: kept as a note in the contact's log."""
    if not deed.said or (deed.sign == "x" and deed.item.habit in HABITS_LOGGED):
        return []
    new = NewLine(deed.day, f"note: {deed.said[0]}", deed.said[1:])
    return [Change(deed.item.contact, lambda source: once(source, network.settings, new), new.text)]


def carry_through(reading: Reading, changes: Sequence[Change]) -> Planned | NotDone:
    """The vault as it reads with these changes, or why one of them cannot be made."""
    made: list[tuple[str, int]] = []
    kept: list[Change] = []
    new: dict[str, Source] = {}
    for change in changes:
        source = new.get(change.path) or reading.sources.get(change.path)
        if source is None:
            return NotDone(f"{change.path} is not there any more.")
        edited = change.make(source)
        if isinstance(edited, NotDone):
            return edited
        if edited.edits:
            new[change.path] = Source(change.path, edited.text)
            kept.append(change)
            made = [(path, _moved(source, edited, line) if path == change.path else line) for path, line in made]
        made.append((change.path, edited.line))
    for source in new.values():
        reading = with_source(reading, source)
    return Planned(tuple(kept), reading, tuple(made))


def _moved(source: Source, edited: Edited, line: int) -> int:
    """The number that a line has after an edit, which may have put lines above it."""
    start = source.starts[line - 1]
    for edit in edited.edits:
        if edit.span.end <= start:
            line += len(split_lines(edit.text)) - len(split_lines(source.text[edit.span.start : edit.span.end]))
    return line


def _as_meant(before: Standing, after: Standing, deed: Deed) -> bool:
    """Whether a deed closed what it was about, and nothing else of the contact that is closed by the same act; nor a loop:
    thanks for a lead do not say how it went."""
    left = _open(after, deed)
    return deed.item.id not in left and _open(before, deed) - {deed.item.id} <= left


def _open(standing: Standing, deed: Deed) -> frozenset[str]:
    act = KEYWORDS.get(deed.item.habit)
    alike = {deed.item.habit, "report_back", *(habit for habit, other in KEYWORDS.items() if act == other)}
    return frozenset(i.id for i in standing.agenda.items if i.habit in alike and i.contact == deed.item.contact)
