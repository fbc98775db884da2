"""Order, and how much: what of the open items Today shows (habits, *order, and how much*)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

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
class Agenda:
    """Every open item in order, the ids of those that Today shows, and of the three to do if you only do three."""

    items: tuple[Item, ...]
    shown: frozenset[str]
    three: tuple[Item, ...]
    grouped: Sequence[Ranked] = field(default=(), compare=False, repr=False)
    """The items in the order of the agenda."""
    taken: Sequence[Ranked] = field(default=(), compare=False, repr=False)
    """The items in the order in which Today takes them."""

    @property
    def more(self) -> int:
        """How many open items Today does not show."""
        return sum(item.id not in self.shown for item in self.items)


def arrange(items: Iterable[Item], settings: Settings) -> Agenda:
    """Put items in order and choose what Today shows: at most `limit`, of them at most `hellos` hellos and at least one
    where one is due; coming up and at risk always; what is long ago never; private items in no limit."""
    items = list(items)
    return _agenda(_ordered([], items, _grouped), _ordered([], items, _taken), settings)


def rearrange(before: Agenda, contacts: Collection[str], items: Iterable[Item], settings: Settings) -> Agenda:
    """The agenda with the items of these contacts replaced: what `arrange` gives of all."""
    items = list(items)
    grouped = [one for one in before.grouped if one[1].contact not in contacts]
    taken = [one for one in before.taken if one[1].contact not in contacts]
    return _agenda(_ordered(grouped, items, _grouped), _ordered(taken, items, _taken), settings)


def _ordered(known: list[Ranked], items: list[Item], key: Callable[[Item], Key]) -> list[Ranked]:
    """Ranked items that are in order, and further ones."""
    known += [(key(item), item) for item in items]
    known.sort(key=itemgetter(0))
    return known


def _agenda(grouped: list[Ranked], taken: list[Ranked], settings: Settings) -> Agenda:
    recent = [item for _, item in taken if not item.put_off and (item.overdue <= settings.stale or item.habit not in _AGES)]
    free = [item for item in recent if _free(item)]
    shown = {item.id for item in free if _due(item)}
    shown |= {item.id for item in _choose([item for item in recent if not _free(item)], settings)}
    three: list[Item] = []
    for item in recent:
        fit = item.id in shown and not item.private and not item.happened and item.habit != "waiting"
        if fit and all(item.contact != other.contact for other in three):
            three.append(item)
            if len(three) == 3:
                break
    return Agenda(tuple(item for _, item in grouped), frozenset(shown), tuple(three), grouped, taken)


_AGES = frozenset({"reply", "thank", "follow_up", "report_back", "promise", "help", "celebrate", "waiting", "task"})
"""Obligations: they can be long ago. A hello that is due is due."""


def _choose(limited: list[Item], settings: Settings) -> list[Item]:
    """The first so many, with at most so many hellos; one place is kept for a hello where one is due."""
    most_hellos = min(settings.hellos, sum(item.habit == "keep_in_touch" for item in limited))
    room = settings.limit - (1 if most_hellos else 0)
    chosen: list[Item] = []
    said = 0
    for item in limited:
        if len(chosen) == settings.limit:
            break
        hello = item.habit == "keep_in_touch"
        if hello and said >= most_hellos:
            continue
        if not hello and len(chosen) - said >= room and said == 0:
            continue
        chosen.append(item)
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
    return (_RANK[item.habit], item.risk is None, -item.weight, *_after_weight(item)[1:])
