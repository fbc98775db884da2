"""What was read of a note, as bytes and back: so that it can be kept from one run to the next."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter, is_
from typing import Any

from netvault.dates import Birthday, Cadence
from netvault.diagnostics import Diagnostic
from netvault.model import Entry, Note, Properties, Property, Ref, Task
from netvault.network.names import Found
from netvault.network.roles import Spoken
from netvault.network.told import Answers, Told
from netvault.text import Edit, Span


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a note that was read: the note, without its lines; what is wrong with its front matter; and what its lines
    told, with what was asked of the names for it."""

    note: Note
    own: tuple[Diagnostic, ...]
    told: Told

    @property
    def private(self) -> bool:
        """Whether it may speak of anything private: the note is, or names a contact who is."""
        asked = self.told.answers.found if self.told.answers else ()
        return self.note.properties.private or any(True in states for *_, states in asked)


_CLASSES: tuple[type[Any], ...] = (
    Note, Properties, Property, Ref, Birthday, Cadence, Told, Spoken, Entry, Task, Diagnostic, Edit, Span, Answers, Found,
)  # fmt: skip


def _reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of these fields of an object."""
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda value: (read(value),)


_FIELDS = {cls: _reader([field.name for field in fields(cls)]) for cls in _CLASSES}
_PLACES = {cls: place for place, cls in enumerate(_CLASSES)}
_DATE, _LIST, _DICT = -1, -2, -3
_PLAIN = frozenset((str, int, float, bool, type(None)))


def packed(known: Known) -> tuple[bytes, bytes]:
    """A note's reading as bytes, for this version of Python alone: what others know it by, and what it told.

    Raises TypeError where it holds a value of a kind that notes have not.
    """
    return marshal.dumps((_packed(known.note), _packed(known.own))), marshal.dumps(_packed(known.told))


def unpacked(head: bytes | memoryview, told: bytes | memoryview | None) -> Known:
    """What `packed` was given; without its second part a note that tells nothing. The bytes must be its own: no others are
    safe to read."""
    note, own = _unpacked(marshal.loads(head))
    return Known(note, own, Told(Spoken((), (), ()), ()) if told is None else _unpacked(marshal.loads(told)))


def _packed(value: Any) -> Any:
    """A value made of what bytes can be made of: itself where it is plain, else a list that begins with what it is."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        made = tuple(map(_packed, value))
        return value if all(map(is_, made, value)) else made
    if kind is frozenset and all(type(one) is str for one in value):
        return value
    if kind is date:
        return [_DATE, value.toordinal()]
    if kind is list:
        return [_LIST, *map(_packed, value)]
    if kind is dict:
        return [_DICT, *((_packed(key), _packed(of)) for key, of in value.items())]
    if kind not in _PLACES:
        raise TypeError(kind)
    values, odd = _FIELDS[kind](value), []
    row = list(values)
    for place, one in enumerate(values):
        if type(one) not in _PLAIN and one != () and (made := _packed(one)) is not one:
            row[place] = made
            odd.append(place)
    return [_PLACES[kind], row, odd]


def _unpacked(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple(map(_unpacked, value))
    if kind is not list:
        return value
    what = value[0]
    if what >= 0:
        _, values, odd = value
        for place in odd:
            values[place] = _unpacked(values[place])
        return _CLASSES[what](*values)
    if what == _DATE:
        return _day(value[1])
    if what == _LIST:
        return list(map(_unpacked, value[1:]))
    return {_unpacked(key): _unpacked(of) for key, of in value[1:]}


@lru_cache(maxsize=65536)
def _day(number: int) -> date:
    return date.fromordinal(number)
