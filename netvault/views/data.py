"""The JSON of the reading commands (habits, *command line*): one array or object a command, keys that only grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netvault.diagnostics import Diagnostic
from netvault.habits.agenda import Agenda
from netvault.habits.not_all_about_work import due_day
from netvault.model import Contact, Entry, Item, Ref
from netvault.network.day import Day
from netvault.network.events import counts, is_planned
from netvault.notes.words import OUTGOING
from netvault.views.speech import Speaker
from netvault.views.wording import reason, title


def entry_data(entry: Entry, day: Day) -> dict[str, Any]:
    """One log line."""
    found = {
        "date": entry.day.isoformat(), "time": entry.time, "contacts": list(entry.contacts), "verb": entry.verb,
        "acts": list(entry.acts), "detail": entry.detail, "text": entry.text, "details": list(entry.details),
        "links": list(entry.links), "subjects": list(entry.subjects), "tags": list(entry.tags), "fields": dict(entry.fields),
        "state": entry.state, "due": entry.due.isoformat() if entry.due else None, "planned": is_planned(entry, day.day),
        "private": entry.private or any(day.network.private(contact) for contact in entry.contacts),
        "source": {"path": entry.path, "line": entry.line},
    }  # fmt: skip
    if not entry.acts:
        found["why"] = entry.why
    return found


def entry_order(entry: Entry) -> tuple[str, str, str, int]:
    """By date, time (none first), path, line."""
    return (entry.day.isoformat(), entry.time or "", entry.path, entry.line)


def item_data(item: Item, day: Day, shown: bool, speaker: Speaker) -> dict[str, Any]:
    """One open item."""
    return {
        "id": item.id, "habit": item.habit, "contact": item.contact, "name": item.name,
        "title": speaker.plain(title(item, speaker)), "reason": speaker.plain(reason(item, speaker, day)),
        "opened": item.opened.isoformat(), "due": item.due.isoformat(), "overdue": item.overdue, "risk": item.risk is not None,
        "private": item.private, "shown": shown,
        "source": {"path": item.source.path, "line": item.source.line} if item.source else None,
    }  # fmt: skip


def today_data(day: Day, agenda: Agenda) -> dict[str, Any]:
    """Today: every open item in order, those that are shown, what was done on the day."""
    speaker = Speaker(day.network, day.day, hide_private=False, iso=True)
    done = [
        entry
        for entry in day.network.entries
        if entry.day == day.day and counts(entry, day.day) and OUTGOING.union({"followed", "declined"}).intersection(entry.acts)
    ]
    return {
        "date": day.day.isoformat(),
        "three": [item.id for item in agenda.three],
        "items": [item_data(item, day, item.id in agenda.shown, speaker) for item in agenda.items],
        "done": [entry_data(entry, day) for entry in sorted(done, key=entry_order)],
        "more": agenda.more,
    }


def contact_data(contact: Contact, day: Day) -> dict[str, Any]:
    """One contact with the figures of a day. Links in properties are paths, or as they are written where there is no note."""
    said, path = contact.properties, contact.path
    touch, hello, due = day.last(path), day.last(path, hello=True), due_day(day, contact)
    return {
        "path": path, "name": contact.name, "aliases": list(contact.aliases), "role": said.role,
        "company": _node(day, contact.company, said.company) if contact.company else None,
        "circle": said.circle, "cadence": contact.cadence, "last_touch": touch.day.isoformat() if touch else None,
        "last_hello": hello.day.isoformat() if hello else None, "due": due.isoformat() if due else None,
        "asks_since_hello": day.asks_since_hello(path), "received": day.count(path, "received", "lead"),
        "gave": day.count(path, "gave"), "asked": day.count(path, "asked"), "leads": day.count(path, "lead"),
        "private": contact.private, "email": list(said.email), "phone": list(said.phone), "url": list(said.url),
        "linkedin": said.linkedin, "location": said.location, "timezone": said.timezone,
        "past_companies": _nodes(day, contact.past_companies, said.past_companies),
        "introduced_by": _nodes(day, contact.introduced_by, said.introduced_by),
        "knows": _nodes(day, contact.knows, said.knows), "met": said.met.isoformat() if said.met else None,
        "birthday": _birthday(contact), "needs": list(day.field(path, "needs")), "offers": list(day.field(path, "offers")),
        "likes": list(day.field(path, "likes")), "prefers_channel": said.prefers_channel, "prefers_place": said.prefers_place,
        "prefers_time": said.prefers_time, "snooze": said.snooze.isoformat() if said.snooze else None, "status": said.status,
        "tags": list(said.tags),
    }  # fmt: skip


def _node(day: Day, node: str, ref: Ref | None) -> str:
    return node if node in day.network.notes or ref is None else ref.target or ref.text


def _nodes(day: Day, nodes: Sequence[str], refs: Sequence[Ref]) -> list[str]:
    return [_node(day, node, ref) for node, ref in zip(nodes, refs, strict=True)]


def _birthday(contact: Contact) -> str | None:
    born = contact.properties.birthday
    if born is None:
        return None
    return f"{born.year:04}-{born.month:02}-{born.day:02}" if born.year else f"--{born.month:02}-{born.day:02}"


def diagnostic_data(problem: Diagnostic) -> dict[str, Any]:
    """One problem."""
    return {
        "path": problem.path, "line": problem.line, "column": problem.column, "severity": problem.severity,
        "code": problem.code, "message": problem.message, "help": problem.help,
    }  # fmt: skip
