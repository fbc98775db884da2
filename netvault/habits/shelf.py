"""The obligations that are open, looked up by day and by what they name: thousands of one person take no longer each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from netvault.network.events import Event, happened_later


class Owed(Protocol):
    """An obligation, as far as it matters here."""

    @property
    def opener(self) -> Event:
        """What opened it."""

    @property
    def opened(self) -> date:
        """The day from which it is open."""

    @property
    def open(self) -> bool:
        """Whether nothing has closed it."""


T = TypeVar("T", bound=Owed)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a closer happened. `from_day`: it reaches all that was opened by its day, in whatever order within it."""

    event: Event
    from_day: bool

    def after(self, owed: Owed) -> bool:
        """Whether it comes after the opening. No line closes what it opens."""
        if self.event.day < owed.opened or any(mine is other for mine in self.event.entries for other in owed.opener.entries):
            return False
        return self.from_day or happened_later(self.event, owed.opener)

    def below_none_of(self, path: str) -> bool:
        """Whether it is one line of a note, without a time: if it is above one line there, it is above all that follow."""
        return not self.from_day and len(self.event.entries) == 1 and not self.event.first.time and self.event.first.path == path


class Row(Generic[T]):
    """Obligations by day and place. Those that are closed are passed over, in steps that grow."""

    def __init__(self, owed: Iterable[T]) -> None:
        self.owed = sorted(owed, key=lambda one: (one.opened, one.opener.first.path, one.opener.first.position))
        self.jump = list(range(len(self.owed) + 1))  # from each place to one at or before the next that is open
        self.ends = self._ends()

    def _ends(self) -> list[int]:
        """For each place where the lines of its day and note end; the place after it, where times or other notes matter."""
        ends = [at + 1 for at in range(len(self.owed))]
        for at in range(len(self.owed) - 2, -1, -1):
            if _plain(self.owed[at]) and _plain(self.owed[at + 1]) and _where(self.owed[at]) == _where(self.owed[at + 1]):
                ends[at] = ends[at + 1]
        return ends

    def before(self, moment: Moment) -> Iterator[T]:
        """Those that are open and opened before a moment."""
        at = self._next(0)
        while at < len(self.owed) and self.owed[at].opened <= moment.event.day:
            one = self.owed[at]
            if moment.after(one):
                yield one
                at += 1
            else:
                above = _plain(one) and not _own(moment, one) and moment.below_none_of(one.opener.first.path)
                at = self.ends[at] if above else at + 1
            at = self._next(at)

    def _next(self, at: int) -> int:
        """The place, from one on, of the first that is open."""
        passed = []
        while at < len(self.owed):
            if self.jump[at] != at:
                passed.append(at)
                at = self.jump[at]
            elif not self.owed[at].open:
                self.jump[at] = at + 1
            else:
                break
        for place in passed:
            self.jump[place] = at
        return at


def _plain(one: Owed) -> bool:
    return len(one.opener.entries) == 1 and one.opener.day == one.opened


def _where(one: Owed) -> tuple[date, str]:
    return one.opened, one.opener.first.path


def _own(moment: Moment, one: Owed) -> bool:
    return any(mine is other for mine in moment.event.entries for other in one.opener.entries)


class Shelf(Generic[T]):
    """Open obligations: all of them, and by what their openers name."""

    def __init__(self, owed: Iterable[T]) -> None:
        found = [one for one in owed if one.open]
        self.all = Row(found)
        by_key: dict[str, list[T]] = {}
        by_block: dict[str, list[T]] = {}
        for one in found:
            for key in one.opener.keys:
                by_key.setdefault(key, []).append(one)
            for block in {entry.block for entry in one.opener.entries if entry.block}:
                by_block.setdefault(block, []).append(one)
        self.by_key = {key: Row(some) for key, some in by_key.items()}
        self.by_block = {block: Row(some) for block, some in by_block.items()}

    def naming(self, keys: Iterable[str], moment: Moment) -> list[T]:
        """Those before a moment whose openers name one of these, each once."""
        return _once(self.by_key, keys, moment)

    def marked(self, blocks: Iterable[str], moment: Moment) -> list[T]:
        """Those before a moment whose openers have one of these block ids, each once."""
        return _once(self.by_block, blocks, moment)

    def only(self, moment: Moment) -> list[T]:
        """The one before a moment, where there is exactly one."""
        found = self.all.before(moment)
        one = next(found, None)
        return [] if one is None or next(found, None) is not None else [one]


def _once(rows: dict[str, Row[T]], names: Iterable[str], moment: Moment) -> list[T]:
    found = {id(one): one for name in names if name in rows for one in rows[name].before(moment)}
    return list(found.values())
