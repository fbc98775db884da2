"""Before you ask: what comes first, whether a hello is due, or whether to go ahead (habits, *before you ask*)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from netvault.model import Item
from netvault.network.day import Day
from netvault.network.events import Event

Word = Literal["first", "hello", "go"]
FIRST = frozenset({"reply", "thank", "report_back", "promise", "help"})
"""Habits whose open items come before an ask; a lead of theirs comes first once it is overdue."""
MANY_ASKS = 2
"""Asks since the last hello after which a hello comes first."""
WITHOUT_CADENCE = 90
"""Days after which a touch is long ago, where a contact has no cadence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to ask a contact, and the figures that it follows from.

    `first` are the open items to do before, `news` those of their news that still want a kind word. `asks` counts the asks
    since the last hello, `last` is the last touch, and `long_ago` says that it is longer ago than `allowed` days.
    """

    contact: str
    word: Word
    first: tuple[Item, ...]
    news: tuple[Item, ...]
    asks: int
    last: Event | None
    allowed: int
    long_ago: bool


def verdict(day: Day, contact: str, items: Iterable[Item]) -> Verdict:
    """The verdict on asking a contact (habits, *before you ask*).

    In: the day, the contact's path, and open items in order, the contact's among them. Out: the verdict; its `first` keep
    the order of the items.
    """
    mine = [item for item in items if item.contact == contact]
    first, news = (tuple(filter(wanted, mine)) for wanted in (comes_first, _wants_a_kind_word))
    asks, last = day.asks_since_hello(contact), day.last(contact)
    allowed = day.network.contacts[contact].cadence or WITHOUT_CADENCE
    long_ago = last is not None and (day.day - last.day).days > allowed
    hello = asks >= MANY_ASKS or last is None or long_ago
    word: Word = "first" if first else "hello" if hello else "go"
    return Verdict(contact, word, first, news, asks, last, allowed, long_ago)


def _wants_a_kind_word(item: Item) -> bool:
    return item.habit == "celebrate" and not item.birthday


def comes_first(item: Item) -> bool:
    """Whether an item is to be done before its contact is asked for anything."""
    return item.habit in FIRST or (item.habit == "follow_up" and item.overdue > 0)


def owed(items: Iterable[Item]) -> Mapping[str, Sequence[Item]]:
    """What comes first, by contact, in the order of the items."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if comes_first(item):
            found.setdefault(item.contact, []).append(item)
    return found
