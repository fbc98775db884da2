"""Order, and how much: what of the open items Today shows (habits, *order, and how much*)."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import overload

from netvault.model import Item
from netvault.settings import Settings

GROUPS: tuple[tuple[str, str], ...] = (
    ("prepare", "Coming up"),
    ("reply", "Get back to"),
    ("report_back", "Close the loop"),
    ("follow_up", "Follow up"),
    ("thank", "Say thank you"),
    ("promise", "Keep your word"),
    ("help", "Lend a hand"),
    ("task", "To do"),
    ("celebrate", "Their news"),
    ("waiting", "Waiting on"),
    ("keep_in_touch", "Say hello"),
)
_RANK = {habit: at for at, (habit, _) in enumerate(GROUPS)}
_NEVER = 10**9


Key = tuple[object, ...]
Ranked = tuple[Key, Item]
"""An item with what it is ordered by."""


@dataclass(frozen=True, slots=True)
class _Order:
    """Items in order: `grouped`, all of them as the agenda shows them; as Today takes them, those that are `free`, which count
    towards no limit, and the `limited`; of what is long ago or put off neither."""

    grouped: list[Ranked]
    free: list[Ranked]
    limited: list[Ranked]
    private: int = 0
    """How many of all are private."""


class Items(Sequence[Item]):
    """The items of a ranking, in its order."""

    __slots__ = ("_ranked",)

    def __init__(self, ranked: list[Ranked]) -> None:
        """`ranked` is not to change any more."""
        self._ranked = ranked

    def __len__(self) -> int:
        return len(self._ranked)

    def __iter__(self) -> Iterator[Item]:
        return (item for _, item in self._ranked)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        return Items(self._ranked[at]) if isinstance(at, slice) else self._ranked[at][1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every open item in order, the ids of those that Today shows, and of the three to do if you only do three."""

    items: Sequence[Item]
    shown: frozenset[str]
    three: tuple[Item, ...]
    visible: tuple[Item, ...]
    """Those that Today shows, in the same order."""
    order: _Order = field(compare=False, repr=False)

    @property
    def more(self) -> int:
        """How many open items Today does not show."""
        return sum(item.id not in self.shown for item in self.items)

    @property
    def public(self) -> int:
        """How many open items are not private."""
        return len(self.items) - self.order.private


def arrange(items: Iterable[Item], settings: Settings) -> Agenda:
    """Put items in order and choose what Today shows: at most `limit`, of them at most `hellos` hellos and at least one
    where one is due; coming up and at risk always; what is long ago never; private items in no limit."""
    order = _Order([], [], [])
    every = list(items)
    for item in every:
        order.grouped.append((_grouped(item), item))
        if _recent(item, settings):
            (order.free if _free(item) else order.limited).append((_taken(item), item))
    for ranked in (order.grouped, order.free, order.limited):
        ranked.sort(key=itemgetter(0))
    return _agenda(replace(order, private=sum(item.private for item in every)), settings)


def rearrange(before: Agenda, gone: Iterable[Item], new: Iterable[Item], settings: Settings) -> Agenda:
    """What `arrange` gives of the items of before, less those that have gone, and with new ones."""
    order = _Order(list(before.order.grouped), list(before.order.free), list(before.order.limited))
    private = before.order.private
    for item in gone:
        private -= item.private
        _take_out(order.grouped, _grouped(item), item)
        if _recent(item, settings):
            _take_out(order.free if _free(item) else order.limited, _taken(item), item)
    for item in new:
        private += item.private
        insort(order.grouped, (_grouped(item), item), key=itemgetter(0))
        if _recent(item, settings):
            insort(order.free if _free(item) else order.limited, (_taken(item), item), key=itemgetter(0))
    return _agenda(replace(order, private=private), settings)


def _take_out(ranked: list[Ranked], key: Key, item: Item) -> None:
    at = bisect_left(ranked, key, key=itemgetter(0))
    while ranked[at][1] is not item:
        at += 1
    del ranked[at]


def _agenda(order: _Order, settings: Settings) -> Agenda:
    chosen = [one for one in order.free if _due(one[1])] + _choose(order.limited, settings)
    three: list[Item] = []
    for _, item in sorted(chosen, key=itemgetter(0)):
        fit = not item.private and not item.happened and item.habit != "waiting"
        if len(three) < 3 and fit and all(item.contact != other.contact for other in three):
            three.append(item)
    visible = tuple(sorted((item for _, item in chosen), key=_grouped))
    shown = frozenset(item.id for item in visible)
    return Agenda(Items(order.grouped), shown, tuple(three), visible, order)


_AGES = frozenset({"reply", "thank", "follow_up", "report_back", "promise", "help", "celebrate", "waiting", "task"})
"""Obligations: they can be long ago. A hello that is due is due."""


def _recent(item: Item, settings: Settings) -> bool:
    """Whether an item is neither put off nor long ago."""
    return not item.put_off and (item.overdue <= settings.stale or item.habit not in _AGES)


def _choose(limited: list[Ranked], settings: Settings) -> list[Ranked]:
    """The first so many, with at most so many hellos; one place is kept for a hello where one is due."""
    most_hellos = len(list(islice((one for one in limited if one[1].habit == "keep_in_touch"), settings.hellos)))
    room = settings.limit - (1 if most_hellos else 0)
    chosen: list[Ranked] = []
    said = 0
    for one in limited:
        if len(chosen) == settings.limit:
            break
        hello = one[1].habit == "keep_in_touch"
        if hello and said >= most_hellos:
            continue
        if not hello and len(chosen) - said >= room and said == 0:
            continue
        chosen.append(one)
        said += hello
    return chosen


def _free(item: Item) -> bool:
    """Whether an item counts towards no limit."""
    return item.habit in ("prepare", "waiting") or item.risk is not None or item.private


def _due(item: Item) -> bool:
    """Whether an item shows: what they promised only once it is due."""
    return item.habit != "waiting" or not item.early


@lru_cache(maxsize=65536)
def by_name(text: str) -> tuple[str, str]:
    """The key by which names are ordered: without regard to case and accents, then as written."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)), text


def _after_weight(item: Item) -> Key:
    source = item.source
    return (
        _RANK[item.habit], item.cadence if item.cadence is not None else _NEVER, by_name(item.name), item.contact,
        (source.line, source.path) if source else (0, ""), item.opened,
    )  # fmt: skip


def _taken(item: Item) -> Key:
    return (-item.weight, *_after_weight(item))


def _grouped(item: Item) -> Key:
    return (_RANK[item.habit], item.risk is None, -item.weight, _when(item), *_after_weight(item)[1:])


def _when(item: Item) -> tuple[date, str]:
    """When a planned talk is: those of a day without an hour come last. Nothing else is ordered by it."""
    if item.habit != "prepare":
        return (date.min, "")
    return (item.due, (item.entry and item.entry.time) or "~")
