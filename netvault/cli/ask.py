"""`netvault ask`: whether to ask somebody now, and what comes first; then the ask, logged."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any

import click

from netvault.cli.lists import chosen_contact
from netvault.cli.log import how_understood
from netvault.cli.options import Spoken, common
from netvault.cli.session import Session, open_vault, stop
from netvault.cli.terminal import note_link, out, out_json, say, style
from netvault.cli.writing import broken_off, not_done, show_lines, write_changes
from netvault.deeds import carry_through
from netvault.doing import Change
from netvault.escape import one_line
from netvault.habits.ask import Verdict, verdict
from netvault.habits.make_it_easy import tab
from netvault.habits.meet import could_help, recent
from netvault.habits.standing import standing as standing_of
from netvault.notes.edit import NewLine, NotDone, add_log_line
from netvault.standing import Standing
from netvault.vault.undo import History
from netvault.views import before
from netvault.views.data import entry_data
from netvault.views.speech import Part, Speaker
from netvault.views.wording import prefers

RECENT = 3
"""Last lines that stand with a verdict."""
COLOURS = {"first": "yellow", "hello": "cyan", "go": "green"}


@click.command(cls=Spoken)
@click.argument("who_", metavar="WHO")
@click.argument("text", nargs=-1, metavar="[TEXT]...")
@click.option("--yes", is_flag=True, help="Log the ask without a question.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def ask(who_: str, text: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Whether to ask somebody now, and what comes first.

    With TEXT, what you ask for, it is logged in their note once you say yes: an ask is no keeping in touch, and the next
    verdict knows of it.

    \b
    netvault ask jane
    netvault ask jane an hour on my case study
    netvault ask jane "a referral at Globex" --yes
    """
    session = open_vault()
    contact = chosen_contact(session, who_)
    said = one_line(" ".join(text))
    if text and not said:
        stop("there was no text, so nothing was written.")
    standing = session.standing()
    found = verdict(standing.day, contact, standing.agenda.items)
    if as_json:
        out_json(_data(standing, found))
    else:
        _show(session, standing, found)
    if said:
        _log(session, found, said, yes, quiet=as_json)


def on_terminal() -> bool:
    """Whether somebody is there to answer a question."""
    return sys.stdin.isatty()


def _data(standing: Standing, found: Verdict) -> dict[str, Any]:
    day, path = standing.day, found.contact
    contact = day.network.contacts[path]
    return {
        "contact": path, "name": contact.name, **before.verdict_data(found, day, standing.agenda.shown),
        "balance": before.balance_data(standing_of(day, path)), "tab": tab(day, path),
        "needs": list(day.field(path, "needs")), "could_help": before.helpers_data(could_help(day, path), day),
        "prefers": before.prefers_data(contact), "recent": [entry_data(entry, day) for entry in recent(day, path, RECENT)],
        "private": contact.private,
    }  # fmt: skip


def _show(session: Session, standing: Standing, found: Verdict) -> None:
    day = standing.day
    contact = day.network.contacts[found.contact]
    speaker = Speaker(day.network, day.day, hide_private=False, iso=False)
    out(note_link(session.root, contact.path, speaker.plain(before.who_line(contact, day.network))))
    out(style(before.headline(found), fg=COLOURS[found.word], bold=True))
    show_points(before.reasons(found, speaker, day), speaker)
    out()
    out(style(speaker.plain(before.balance(standing_of(day, contact.path)))))
    show_manners(standing, contact.path, speaker)
    show_recent(standing, contact.path, speaker, RECENT)


def show_points(lines: Iterable[Iterable[Part]], speaker: Speaker) -> None:
    """Sentences, one a line, below what they belong to."""
    for line in lines:
        out(f"  {style(speaker.plain(line))}")


def show_manners(standing: Standing, contact: str, speaker: Speaker) -> None:
    """What they need and who could help, how they like to be met, whose turn it is to pay."""
    day = standing.day
    needs = before.needs_lines(day.field(contact, "needs"), could_help(day, contact), contact, speaker)
    for need in needs:
        out(style(speaker.plain(("Needs ", *need))))
    how = prefers(day.network.contacts[contact], speaker)
    if how:
        out(style(speaker.plain(("Prefers ", *how))))
    whose = before.tab_words(tab(day, contact))
    if whose:
        out(style(whose))


def show_recent(standing: Standing, contact: str, speaker: Speaker, most: int) -> None:
    """The last lines with somebody."""
    lines = recent(standing.day, contact, most)
    if lines:
        out()
        out(style("Last lines", fg="cyan", bold=True))
    for entry in lines:
        out(f"  {speaker.day(entry.day):>6}  {style(speaker.plain(before.log_line(entry, speaker)))}")


def _log(session: Session, found: Verdict, said: str, yes: bool, *, quiet: bool) -> None:
    """Log the ask in the contact's note, once it is wanted; ends the command where nobody is there to say so."""
    if not yes and not on_terminal():
        stop("this is no terminal, so I cannot ask whether to log it: add --yes. Nothing was written.")
    name = session.reading.network.contacts[found.contact].name
    if not yes and not click.confirm(f"\nLog that you ask {style(name)}: “{style(said)}”?", err=True, default=found.word == "go"):
        say("Nothing was written.")
        return
    new = NewLine(session.day, said if said.casefold().startswith(("asked:", "ask:")) else f"asked: {said}")
    change = Change(found.contact, lambda source: add_log_line(source, session.settings, new), new.text)
    planned = carry_through(session.reading, [change])
    if isinstance(planned, NotDone):
        not_done(planned.why)
    began = _write(session, change)
    if not quiet:
        out()
        show_lines(session, planned)
        for path, number in dict.fromkeys(planned.edits):
            say(how_understood(planned.reading, path, number, session.day))
    History(session.root).end(began)


def _write(session: Session, change: Change) -> float:
    """Write the line, unless an earlier run that was broken off has written it. Returns when the run began that wrote it."""
    said, now = (change.path, session.day.isoformat(), change.what), time.time()
    before = broken_off(session.root)
    if before and before.said == said:
        say("It is there already: the last run was broken off after it had been written.")
        return before.at
    write_changes(session, "ask", [change], said=said, at=now)
    return now
