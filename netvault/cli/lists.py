"""`netvault people`, `entries` and `stats`: what the vault says, as lists."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from difflib import get_close_matches
from typing import Any

import click

from netvault.cli.options import common
from netvault.cli.session import Session, open_vault, spoken_day, stop
from netvault.cli.terminal import note_link, out, out_json, paged, say, style
from netvault.habits.agenda import by_name
from netvault.habits.not_all_about_work import due_day
from netvault.model import Contact, Entry
from netvault.network.day import Day
from netvault.network.events import counts
from netvault.network.names import file_name, fold, who
from netvault.settings import ACTS
from netvault.views.data import contact_data, entry_data, entry_order
from netvault.views.speech import Speaker
from netvault.views.wording import understood


@click.command()
@click.argument("query", required=False, metavar="[QUERY]")
@click.option("--company", metavar="NAME", help="Only who works there, or worked there.")
@click.option("--circle", metavar="NAME", help="Only this circle.")
@click.option("--tag", metavar="TAG", help="Only with this tag, or one below it.")
@click.option("--due", is_flag=True, help="Only those with whom a touch is due.")
@click.option("--needs", is_flag=True, help="Only those who need something.")
@click.option("--offers", is_flag=True, help="Only those who offer something.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def people(query: str | None, as_json: bool, **chosen: Any) -> None:
    """The contacts, and when you were last in touch.

    QUERY is part of a name, an alias, a company or a tag. Those who pass every option are shown, by name; a long list is paged on
    a terminal.

    \b
    netvault people
    netvault people tallrik
    netvault people --circle inner --due
    netvault people --json | jq '.[] | select(.due < "2026-12-01") | .name'
    """
    session = open_vault()
    if chosen["circle"] and (unknown := _unknown_circle(chosen["circle"], session)):
        stop(unknown)
    day = Day(session.reading.network, session.day)
    asked = bool(query or any(chosen.values()))
    found = [c for c in day.network.contacts.values() if not query or _matches(c, query.casefold(), day)]
    found = [contact for contact in found if _passes(contact, day, chosen)]
    found.sort(key=lambda contact: (by_name(contact.name), contact.path))
    if as_json:
        out_json([contact_data(contact, day) for contact in found])
        return
    if not found:
        say("Nobody found." if asked else "There are no contacts yet: `netvault init --help` says how to begin.")
        return
    rows = [_person(contact, day) for contact in found]
    paged(_table(session, ("Name", "Company", "Circle", "Last touch", "Next"), rows, [contact.path for contact in found]))


def _unknown_circle(name: str, session: Session) -> str:
    """What to say of a circle that is none; empty where it is one."""
    names = [circle for circle, _ in session.settings.circles]
    used = {contact.properties.circle or "" for contact in session.reading.network.contacts.values()}
    known = sorted({circle.casefold() for circle in (*names, *used)})
    if name.casefold() in known:
        return ""
    near = get_close_matches(name.casefold(), known, 1)
    return f"There is no circle “{name}”. " + (f"Did you mean “{near[0]}”?" if near else f"Circles: {', '.join(names)}.")


def _passes(contact: Contact, day: Day, chosen: dict[str, Any]) -> bool:
    """Whether a contact passes every option that was given."""
    said, due = contact.properties, due_day(day, contact)
    if chosen["company"] and not _works_at(contact, fold(chosen["company"]), day):
        return False
    if chosen["circle"] and (said.circle or "").casefold() != chosen["circle"].casefold():
        return False
    if chosen["tag"] and not _has_tag(said.tags, chosen["tag"]):
        return False
    if chosen["due"] and (due is None or due > day.day or said.status in ("paused", "archived")):
        return False
    return all(day.field(contact.path, name) for name in ("needs", "offers") if chosen[name])


def _works_at(contact: Contact, wanted: str, day: Day) -> bool:
    """Whether a contact is or was at a company, by its name as its note has it, or by part of it."""
    nodes = (*([contact.company] if contact.company else []), *contact.past_companies)
    return any(wanted in fold(day.network.name(node)) or fold(node) == wanted for node in nodes)


def _has_tag(tags: tuple[str, ...], wanted: str) -> bool:
    tag = wanted.lstrip("#").casefold()
    return any(one.casefold() == tag or one.casefold().startswith(tag + "/") for one in tags)


def _matches(contact: Contact, query: str, day: Day) -> bool:
    texts = (contact.name, file_name(contact.path), *contact.aliases, _company(contact, day), *contact.properties.tags)
    return any(query in text.casefold() for text in texts)


def _company(contact: Contact, day: Day) -> str:
    """How a contact's company is called: as its note is, else as it was written."""
    if contact.company and contact.company in day.network.notes:
        return day.network.name(contact.company)
    return contact.properties.company.text if contact.properties.company else ""


def _person(contact: Contact, day: Day) -> tuple[str, ...]:
    touch, due = day.last(contact.path), due_day(day, contact)
    circle = contact.properties.circle or (f"{contact.cadence}d" if contact.cadence else "")
    name = contact.name + (" (private)" if contact.private else "")
    return (name, _company(contact, day), circle, touch.day.isoformat() if touch else "", due.isoformat() if due else "")


def _table(session: Session, head: tuple[str, ...], rows: list[tuple[str, ...]], paths: list[str]) -> list[str]:
    """Rows in columns; the first cell opens its note on a terminal that can."""
    widths = [min(max(len(row[at]) for row in (head, *rows)), 36) for at in range(len(head))]
    lines = ["  ".join(style(cell.ljust(width), bold=True) for cell, width in zip(head, widths, strict=True)).rstrip()]
    for row, path in zip(rows, paths, strict=True):
        cells = [cell[:width].ljust(width) for cell, width in zip(row, widths, strict=True)]
        linked = note_link(session.root, path, cells[0])
        lines.append("  ".join([linked, *(style(cell) for cell in cells[1:])]).rstrip())
    return lines


@click.command()
@click.argument("who_", metavar="[WHO]", required=False)
@click.option("--since", metavar="DAY", help="Only from this day on: 2026-11-12, yesterday, “2 weeks ago”.")
@click.option("--until", metavar="DAY", help="Only up to this day.")
@click.option("--act", type=click.Choice(ACTS), multiple=True, help="Only lines with this act; may be given again.")
@click.option("--about", metavar="NAME", help="Only lines about this person, organisation or subject.")
@click.option("--tag", metavar="TAG", help="Only lines with this tag, or one below it.")
@click.option("--mentions", is_flag=True, help="Mentions too: lines that count as nothing, with the reason.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def entries(
    who_: str | None,
    since: str | None,
    until: str | None,
    act: tuple[str, ...],
    about: str | None,
    tag: str | None,
    mentions: bool,
    as_json: bool,
) -> None:
    """The log lines of the whole vault.

    Each is shown as it was understood. WHO is a name, an alias, a path, or part of one.

    \b
    netvault entries jane
    netvault entries --act lead --since 2026-10-01
    netvault entries --mentions         also what was not counted, and why
    """
    session = open_vault()
    day = Day(session.reading.network, session.day)
    contact = chosen_contact(session, who_) if who_ else None
    subjects = _subjects(day, about) if about else frozenset()
    first = spoken_day(since, session.day) if since else date.min
    last = spoken_day(until, session.day) if until else date.max
    found = [
        entry
        for entry in sorted(day.network.entries, key=entry_order)
        if (entry.acts or mentions)
        and (contact is None or contact in entry.contacts)
        and first <= entry.day <= last
        and (not act or set(act) & set(entry.acts))
        and (about is None or not subjects.isdisjoint(entry.keys))
        and (tag is None or _has_tag(entry.tags, tag))
    ]
    if as_json:
        out_json([entry_data(entry, day) for entry in found])
        return
    speaker = Speaker(day.network, day.day, hide_private=False, iso=True)
    paged([_line(session, entry, speaker, day) for entry in found])
    if not found:
        say("No lines found.")


def _subjects(day: Day, about: str) -> frozenset[str]:
    """The nodes whose name, or part of it, was given: what lines may be about."""
    wanted = fold(about)
    keys = {key for entry in day.network.entries for key in entry.keys}
    exact = {key for key in keys if wanted in (fold(day.network.name(key)), fold(key))}
    return frozenset(exact or {key for key in keys if wanted in fold(day.network.name(key))})


def _line(session: Session, entry: Entry, speaker: Speaker, day: Day) -> str:
    place = note_link(session.root, entry.path, f"{entry.path}:{entry.line}")
    if not entry.acts:
        names = ", ".join(_named(contact, day) for contact in entry.contacts)
        read = style(f"mention of {names} ({entry.why})", dim=True)
    else:
        planned = "" if counts(entry, day.day) else " [planned]" if entry.state != "cancelled" else " [dropped]"
        private = " (private)" if any(day.network.private(contact) for contact in entry.contacts) else ""
        read = style(speaker.plain(understood(entry, speaker)) + private + planned, fg="cyan")
    words = speaker.plain(speaker.quote(entry.text, entry.path))
    return f"{entry.day.isoformat()} {entry.time or '     '}  {read}: {style(words)}  {style('', dim=True)}{place}"


def _named(contact: str, day: Day) -> str:
    """How a contact is called in the terminal; who is private is marked."""
    return day.network.name(contact) + (" (private)" if day.network.private(contact) else "")


def meant(session: Session, text: str) -> list[str]:
    """The contacts that WHO may mean; a path may begin with a slash too, as a shell completes it."""
    if os.path.isabs(text):
        text = os.path.relpath(os.path.realpath(text), os.path.realpath(session.root)).replace(os.sep, "/")
    return who(text, {path: (c.name, *c.aliases) for path, c in session.reading.network.contacts.items()})


def chosen_contact(session: Session, text: str) -> str:
    """The contact that WHO means; ends the command where it means nobody, or several: never a silent guess."""
    found = meant(session, text)
    if not found:
        stop(f"nobody is called “{text[:60]}”. `netvault people` lists everybody.")
    if len(found) > 1:
        names = "".join(f"\n  {session.reading.network.contacts[path].name}  ({path})" for path in found[:12])
        stop(f"“{text[:60]}” could be:{names}\nSay more of the name, or the path.")
    return found[0]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def stats(as_json: bool) -> None:
    """Counts and rhythm of the vault."""
    session = open_vault()
    day = Day(session.reading.network, session.day)
    data = _stats(day)
    if as_json:
        out_json(data)
        return
    for key, value in data.items():
        if isinstance(value, dict):
            out(style(key.replace("_", " ").capitalize(), bold=True))
            for name, number in value.items():
                out(f"  {name:<12} {number:>6,}")
        else:
            out(f"{key.replace('_', ' ').capitalize():<24} {value if isinstance(value, str) else f'{value:,}'}")


def _stats(day: Day) -> dict[str, Any]:
    network = day.network
    counted = [entry for entry in network.entries if counts(entry, day.day)]
    kinds = Counter(note.kind for path, note in network.notes.items() if path not in network.outputs)
    acts = Counter(act for entry in counted for act in entry.acts)
    ages = [(day.day - event.day).days for path in network.contacts for event in day.events(path) if event.touch]
    weeks = [sum(7 * back <= age < 7 * back + 7 for age in ages) for back in range(4)]
    return {
        "date": day.day.isoformat(),
        "contacts": len(network.contacts),
        "organisations": len(network.organisations),
        "notes": {kind: kinds[kind] for kind in ("contact", "organisation", "dated", "meeting", "other") if kinds[kind]},
        "lines": {act: acts[act] for act in ACTS if acts[act]},
        "mentions": sum(not entry.acts for entry in network.entries),
        "links_between_people": len(network.edges),
        "touches_by_week": dict(zip(("this week", "a week ago", "2 weeks ago", "3 weeks ago"), weeks, strict=True)),
        "in_touch_in_90_days": sum(
            (touch := day.last(path)) is not None and (day.day - touch.day).days <= 90 for path in network.contacts
        ),
    }
