"""The view of the Today note, and of the same in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from netvault.dates import plus
from netvault.escape import Safe
from netvault.habits.agenda import GROUPS, Agenda
from netvault.habits.make_it_easy import coming_up
from netvault.model import Entry, Item
from netvault.network.day import Day
from netvault.network.events import counts
from netvault.network.graph import Network
from netvault.views.speech import Named, Part, Speaker, Web, long_day
from netvault.views.wording import not_counted, reason, title, understood

READ_DAYS = 3
"""Days back, today included, of which Today says what was read."""
MOST_READ = 40


def today_view(day: Day, agenda: Agenda) -> dict[str, Any]:
    """What the Today template sees: plain data. Everything private is left out (habits, *order, and how much*; format 8)."""
    speaker = Speaker(day.network, day.day, hide_private=True, iso=False)
    shown = [item for item in agenda.visible if not item.private]
    groups = []
    for habit, heading in GROUPS:
        items = [item for item in shown if item.habit == habit]
        if items:
            groups.append({"habit": habit, "title": heading, "items": _items(items, speaker, day)})
    counted, missed = _read(day, speaker)
    network = day.network
    made = sum(path in network.notes and not network.private(path) for path in network.outputs)
    return {
        "date": day.day.isoformat(),
        "day": long_day(day.day),
        "three": [speaker.markdown((Named(item.contact),)) for item in agenda.three],
        "groups": groups,
        "empty": not groups,
        "read": counted,
        "missed": missed,
        "more": agenda.public - len(shown),
        "people": network.tally.people,
        "notes": network.tally.notes - made,
        "agenda_link": _report(network, "Agenda"),
        "reciprocity_link": _report(network, "Reciprocity"),
        "unreadable": network.tally.unreadable,
    }


def _report(network: Network, name: str) -> Safe:
    """The target of a link to a report: its bare name, or its path where another note has that name."""
    path = f"{network.settings.reports}/{name}.md"
    return Safe(name if network.names.unique(path) else path.removesuffix(".md"))


def _items(items: list[Item], speaker: Speaker, day: Day) -> list[dict[str, Any]]:
    """One line an item; whom one line plans to meet stand together."""
    lines: dict[object, list[Item]] = {}
    for item in items:
        lines.setdefault(item.source if item.habit == "prepare" else item.id, []).append(item)
    return [_item(group[0], [other.contact for other in group[1:]], speaker, day) for group in lines.values()]


def item_texts(item: Item, speaker: Speaker, day: Day) -> tuple[str, str]:
    """An item's title, and the whole text of its line, as Markdown."""
    shown = _item(item, [], speaker, day)
    return shown["title"], shown["text"]


def _item(item: Item, others: list[str], speaker: Speaker, day: Day) -> dict[str, Any]:
    what, why = title(item, speaker, others), reason(item, speaker, day)
    parts: tuple[Part, ...] = (*what, ": ", *why, *_reach(item, day))
    return {
        "id": item.id, "habit": item.habit, "text": speaker.markdown(parts), "title": speaker.markdown(what),
        "reason": speaker.markdown(why), "due": item.due.isoformat(), "opened": item.opened.isoformat(),
        "overdue": item.overdue, "risk": item.risk is not None, "box": item.habit != "waiting",
    }  # fmt: skip


def _reach(item: Item, day: Day) -> tuple[Part, ...]:
    """A link to write to them, where they have an address that is safe to link."""
    if item.habit not in ("reply", "keep_in_touch", "report_back", "thank"):
        return ()
    for mail in day.network.contacts[item.contact].properties.email:
        if safe_mail(mail):
            return (" · ", Web("mail", f"mailto:{mail}"))
    return ()


def safe_mail(mail: str) -> bool:
    """Whether an address can stand in a link as it is."""
    local, at, domain = mail.partition("@")
    plain = local.replace(".", "").replace("-", "").replace("_", "").replace("+", "")
    return bool(at) and mail.isascii() and plain.isalnum() and domain.replace(".", "").replace("-", "").isalnum()


def _read(day: Day, speaker: Speaker) -> tuple[list[dict[str, Any]], list[Any]]:
    """The lines of the last days as understood, by day, and those that were not counted."""
    first = plus(day.day, 1 - READ_DAYS)
    days = (day.network.index.by_day.get(plus(first, at), ()) for at in range(READ_DAYS))
    lines = [entry for entry in chain.from_iterable(days) if not hidden_entry(entry, speaker)]
    by_day: dict[Any, list[Entry]] = {}
    missed = []
    for entry in sorted(lines, key=lambda e: (-e.day.toordinal(), e.path, e.line)):
        if counts(entry, day.day):
            by_day.setdefault(entry.day, []).append(entry)
        elif not coming_up(day, entry):  # what is planned shows there
            missed.append(entry)
    counted = [
        {"day": speaker.day(when), "text": speaker.markdown(joined_lines(speaker, entries))} for when, entries in by_day.items()
    ]
    return counted, [speaker.markdown(not_counted(entry, speaker, day.day)) for entry in missed[:MOST_READ]]


def joined_lines(speaker: Speaker, entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Several lines as understood, in one sentence."""
    said: list[Part] = []
    for at, entry in enumerate(entries):
        said += ["; "] if at else []
        said += understood(entry, speaker)
    return tuple(said)


def hidden_entry(entry: Entry, speaker: Speaker) -> bool:
    """Whether a line is of a private note, or of private contacts alone."""
    private = [speaker.network.private(contact) for contact in entry.contacts]
    return entry.private or (bool(private) and all(private))

