"""The one engine of opening, closing and reach (habits, *opening and closing*). Each habit declares its rules to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from netvault.dates import parse_date_or_time, plus
from netvault.habits.shelf import Moment, Shelf
from netvault.model import Entry, Item, Place, Risk
from netvault.network.day import Day
from netvault.network.events import Event, in_order
from netvault.settings import Settings

How = Literal["reach", "names", "all"]
ONE_ONLY = frozenset({"gave", "declined"})
"""Acts that, without subjects, close an obligation only when exactly one is open."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What opens and closes a habit's obligations.

    `closes` reach by subject, or close all where `how` is all; `names` close what they name a subject of; with `hello`
    any hello closes too. `own_date`: the opener's 📅 says when it is due.
    """

    habit: str
    opens: frozenset[str]
    closes: frozenset[str]
    how: How = "reach"
    names: frozenset[str] = frozenset()
    own_date: bool = False
    hello: bool = False

    def closed_by(self, event: Event) -> bool:
        """Whether an event has an act that closes, whatever it reaches."""
        return not event.acts.isdisjoint(self.closes) or (self.hello and event.hello)


@dataclass(slots=True)
class Obligation:
    """One obligation and what became of it.

    `place` counts the openers of that contact and day. `closed` is the day on which it was closed, `by` the lines.
    """

    opener: Event
    place: int
    opened: date
    closed: date | None = None
    by: tuple[Entry, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing has closed it."""
        return self.closed is None


@dataclass(frozen=True, slots=True)
class Closer:
    """An event that may close obligations, and how. `keys` are what it names, where `how` is names. `from_day`: it need
    not be later than the opener, only of the day of opening or later."""

    event: Event
    how: How
    keys: frozenset[str] = frozenset()
    from_day: bool = False
    one_only: bool = False
    """Without subjects it closes only the one obligation that is open."""


def reaching(event: Event, closes: frozenset[str]) -> Closer:
    """A closer that reaches by subject: *gave* and *declined* without subjects close only when exactly one is open."""
    return Closer(event, "reach", one_only=event.acts & closes <= ONE_ONLY)


def naming(event: Event, *, from_day: bool = False) -> Closer:
    """A closer of what the event names: has among its subjects or its contacts."""
    return Closer(event, "names", event.keys.union(*(entry.contacts for entry in event.entries)), from_day)


def openers(day: Day, contact: str, acts: frozenset[str]) -> list[Obligation]:
    """The obligations that a contact's events with these acts open, in order, none of them closed yet."""
    found: list[Obligation] = []
    if day.acts(contact).isdisjoint(acts):
        return found
    places: dict[date, int] = {}
    for event in day.events(contact):
        if not event.acts.isdisjoint(acts):
            place = places.get(event.day, 0)
            places[event.day] = place + 1
            found.append(Obligation(event, place, event.day))
    return found


def tick(event: Event, day: date) -> date | None:
    """The day on which an opener's own checkbox closed it, or None: its ✅ or ❌, else the opener's day."""
    for entry in event.entries:
        if entry.state in ("done", "cancelled"):
            at = entry.done if entry.state == "done" else entry.dropped
            if at is None or at <= day:
                return at or entry.day
    return None


def dropped(event: Event, habit: str) -> date | None:
    """The day of an opener whose line says `[dropped:: habit]`, or None: what its checkbox cannot say."""
    said = (value.casefold() for entry in event.entries for key, value in entry.fields if key == "dropped")
    return event.day if any(value in ("yes", habit) for value in said) else None


def shown_again(entry: Entry, habit: str) -> date | None:
    """The day that `[later:: DAY]` of a line says, or `[later_thank:: DAY]` for one habit: until then it is not in Today."""
    found = [day for key, value in entry.fields if key in ("later", f"later_{habit}") and (day := parse_date_or_time(value))]
    return max(found, default=None)


def close(obligations: Sequence[Obligation], closers: Iterable[Closer], *, lone: bool = True) -> None:
    """Let each closer, in order, close what it reaches of the obligations that are open by then.

    `lone`: whether a closer whose subjects match none may close the only one that is open.
    """
    closers, shelf = list(closers), Shelf(obligations)
    if not closers:
        return
    rank = {id(entry): at for at, entry in enumerate(in_order(closer.event.first for closer in closers))}
    for closer in sorted(closers, key=lambda closer: rank[id(closer.event.first)]):
        for obligation in list(_reached(closer, shelf, lone)):
            obligation.closed = closer.event.day
            obligation.by = closer.event.entries


def _reached(closer: Closer, shelf: Shelf[Obligation], lone: bool) -> Iterable[Obligation]:
    event, moment = closer.event, Moment(closer.event, closer.from_day)
    named = {reference for entry in event.entries for reference in entry.closes}
    by_name = closer.how == "names" and not (named and "reported" in event.acts)
    if named:
        marked = shelf.marked({block for _, block in named}, moment)
        marked = [o for o in marked if closer.keys & o.opener.keys] if by_name else marked
        return _named(marked, named)
    if closer.how != "reach":
        return shelf.naming(closer.keys, moment) if by_name else shelf.all.before(moment)
    if event.keys:
        sharing = shelf.naming(event.keys, moment)
        return sharing or (shelf.only(moment) if lone else ())
    if closer.one_only:
        return shelf.only(moment) if lone else ()
    return shelf.all.before(moment)


def _named(marked: Sequence[Obligation], named: set[tuple[str, str]]) -> list[Obligation]:
    """Those whose line is named, by its note and its id; by its id alone it is one of the contact's own note, if there is one."""
    places = [{(entry.path, entry.block) for entry in o.opener.entries} for o in marked]
    found = [o for o, lines in zip(marked, places, strict=True) if not lines.isdisjoint(named)]
    for block in {block for path, block in named if not path}:
        of_block = [(o, {path for path, name in lines if name == block}) for o, lines in zip(marked, places, strict=True)]
        own = [o for o, paths in of_block if o.opener.contact in paths]
        found += own or [o for o, paths in of_block if paths]
    return found


def obligations(day: Day, contact: str, rule: Rule, settings: Settings) -> list[Obligation]:
    """A contact's obligations under a rule, closed where something has closed them."""
    found = [
        o
        for o in openers(day, contact, rule.opens)
        if not rule.closed_by(o.opener) and (o.opener.acts.isdisjoint(rule.names) or not o.opener.keys)
    ]
    found = since(found, settings)
    if not found:
        return found
    for obligation in found:
        ticked = None if "lead" in rule.opens & obligation.opener.acts else tick(obligation.opener, day.day)
        ticked = ticked or dropped(obligation.opener, rule.habit)
        if ticked:
            obligation.closed = ticked
    events = day.events(contact)
    closers = []
    for event in events:
        if rule.closed_by(event):
            closers.append(Closer(event, "all") if rule.how == "all" else reaching(event, rule.closes))
        elif not event.acts.isdisjoint(rule.names):
            closers.append(naming(event))
    close(found, closers)
    return found


def since(found: list[Obligation], settings: Settings) -> list[Obligation]:
    """Those that were opened since `loops_from`: older ones are history."""
    return [o for o in found if settings.loops_from is None or o.opened >= settings.loops_from]


def item_id(habit: str, contact: str, opened: date | None, place: int) -> str:
    """An item's id: from the habit, the contact, the opener's day and its place among that day's openers (section 9)."""
    said = "\n".join((habit, contact, opened.isoformat() if opened else "", str(place)))
    return "nv-" + sha256(said.encode()).hexdigest()[:8]


def item(
    day: Day, habit: str, contact: str, obligation: Obligation, *, allowed: int, due: date | None = None, risk: Risk | None = None
) -> Item:
    """The item of an open obligation. `allowed` is in days; `due` overrides the day of opening plus `allowed`."""
    person = day.network.contacts[contact]
    entry = obligation.opener.first
    later = max((until for one in obligation.opener.entries if (until := shown_again(one, habit))), default=date.min)
    due = max(due or plus(obligation.opened, allowed), later)
    return Item(
        id=item_id(habit, contact, obligation.opener.day, obligation.place), habit=habit, contact=contact, name=person.name,
        opened=obligation.opened, due=due, overdue=max((day.day - due).days, 0), allowed=allowed,
        source=Place(entry.path, entry.line), private=person.private, risk=risk, early=due > day.day, entry=entry,
        put_off=later > day.day,
        cadence=person.cadence, position=entry.position,
    )  # fmt: skip


def due_of(obligation: Obligation) -> date | None:
    """The 📅 of an opener, where a line of it has one."""
    return next((entry.due for entry in obligation.opener.entries if entry.due), None)


def open_items(day: Day, contact: str, rule: Rule, allowed: int, settings: Settings) -> list[Item]:
    """The items of a contact's open obligations under a rule."""
    return [
        item(day, rule.habit, contact, one, allowed=allowed, due=due_of(one) if rule.own_date else None)
        for one in obligations(day, contact, rule, settings)
        if one.open
    ]
