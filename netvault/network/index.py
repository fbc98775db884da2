"""The entries of a network by contact, by what they name and by day; its tasks by contact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from netvault.model import Entry, Task
from netvault.network.roles import Spoken

Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said", bound=Entry | Task)


@dataclass(frozen=True, slots=True)
class Index:
    """Each in the order of the notes' paths and lines. Mentions are found by day alone; a task under its first contact.

    What a change does not bear on is the same tuple as before, so that whoever has used it can tell. `touched` are the keys of
    the contacts, subjects and tasks that the last change bore on, in that order.
    """

    by_contact: Mapping[str, tuple[Entry, ...]]
    by_subject: Mapping[str, tuple[Entry, ...]]
    by_day: Mapping[date, tuple[Entry, ...]]
    tasks: Mapping[str, tuple[Task, ...]]
    touched: tuple[frozenset[str], ...] = ()


def index_of(said: Iterable[Spoken]) -> Index:
    """The index of what notes say, in the order of their paths."""
    notes = list(said)
    entries = list(chain.from_iterable(spoken.entries for spoken in notes))
    tasks = chain.from_iterable(spoken.tasks for spoken in notes)
    return Index(_gathered(entries, _whose), _gathered(entries, _named), _gathered(entries, _when), _gathered(tasks, _first))


def patched(before: Index, old: Sequence[Spoken], new: Sequence[Spoken], paths: Collection[str]) -> Index:
    """The index with the notes of these paths read anew: `old` is what they said, `new` what they say now."""
    gone = list(chain.from_iterable(spoken.entries for spoken in old))
    came = list(chain.from_iterable(spoken.entries for spoken in new))
    left = list(chain.from_iterable(spoken.tasks for spoken in old))
    begun = list(chain.from_iterable(spoken.tasks for spoken in new))
    touched = (_keys((*gone, *came), _whose), _keys((*gone, *came), _named), _keys((*left, *begun), _first))
    return Index(
        _patched(before.by_contact, gone, came, paths, _whose),
        _patched(before.by_subject, gone, came, paths, _named),
        _patched(before.by_day, gone, came, paths, _when),
        _patched(before.tasks, left, begun, paths, _first),
        touched,
    )


def _keys(said: Iterable[Said], keys: Callable[[Said], Iterable[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(keys, said)))


def _whose(entry: Entry) -> Iterable[str]:
    return entry.contacts if entry.acts else ()


def _named(entry: Entry) -> Iterable[str]:
    """What a line names: its subjects, its contacts, and single lines by their block ids (`People/Jane Doe.md#^l1`)."""
    return entry.keys.union(entry.contacts, (f"{path}#^{block}" for path, block in entry.closes)) if entry.acts else ()


def _when(entry: Entry) -> Iterable[date]:
    return (entry.day,)


def _first(task: Task) -> Iterable[str]:
    return task.contacts[:1]


def _gathered(said: Iterable[Said], keys: Callable[[Said], Iterable[Key]]) -> dict[Key, tuple[Said, ...]]:
    found: dict[Key, list[Said]] = {}
    for one in said:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return {key: tuple(lines) for key, lines in found.items()}


def _patched(
    before: Mapping[Key, tuple[Said, ...]],
    gone: Iterable[Said],
    came: Iterable[Said],
    paths: Collection[str],
    keys: Callable[[Said], Iterable[Key]],
) -> Mapping[Key, tuple[Said, ...]]:
    new = _gathered(came, keys)
    touched = {*new, *chain.from_iterable(map(keys, gone))}
    if not touched:
        return before
    after = dict(before)
    for key in touched:
        kept = [one for one in before.get(key, ()) if one.path not in paths]
        lines = sorted([*kept, *new.get(key, ())], key=lambda one: one.path)
        if lines:
            after[key] = tuple(lines)
        else:
            del after[key]
    return after
