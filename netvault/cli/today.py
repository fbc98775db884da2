"""`netvault today`: what is open, in the terminal. Nothing is written."""

from __future__ import annotations

import click

from netvault.cli.options import common
from netvault.cli.session import open_vault, speaks_of_private
from netvault.cli.terminal import note_link, out, out_json, say, style
from netvault.habits.agenda import GROUPS
from netvault.model import Item
from netvault.network.day import Day
from netvault.views.data import today_data
from netvault.views.speech import Speaker, long_day
from netvault.views.wording import reason, title


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON: every open item, in order.")
@click.option("--all", "everything", is_flag=True, help="Everything that is open, not only what Today shows.")
@common
def today(as_json: bool, everything: bool) -> None:
    """What is open today, in the terminal.

    \b
    netvault today
    netvault today --date 2026-11-20
    netvault today --json | jq '.items[].title'
    """
    session = open_vault()
    standing = session.standing()
    day, agenda = standing.day, standing.agenda
    if as_json:
        out_json(today_data(day, agenda))
        return
    speaker = Speaker(day.network, day.day, hide_private=False, iso=False)
    out(style(long_day(day.day), bold=True))
    if agenda.three:
        out("If you only do three: " + ", ".join(style(item.name, bold=True) for item in agenda.three) + ".")
    shown = [item for item in agenda.items if everything or item.id in agenda.shown]
    public = Speaker(day.network, day.day, hide_private=True, iso=False)
    speaks_of_private(any(_private(item, speaker, public, day) for item in (*shown, *agenda.three)))
    for habit, heading in GROUPS:
        items = [item for item in shown if item.habit == habit]
        if items:
            out()
            out(style(heading, fg="cyan", bold=True))
        for item in items:
            words = speaker.plain(title(item, speaker))
            private = style(" (private)", dim=True) if item.private else ""
            name = style(f"  {item.id}", dim=True) if item.habit != "waiting" else ""
            out(f"  {note_link(session.root, item.contact, words)}{private}{name}")
            out(f"    {style(speaker.plain(reason(item, speaker, day)), dim=True)}")
    if not shown:
        out()
        out("Nothing is waiting for you today. A good day to say hello to somebody, just so.")
    if not day.network.contacts:
        say("There are no contacts yet: `netvault init --help` says how to begin.")
    hidden = len(agenda.items) - len(shown)
    if hidden:
        out()
        out(style(f"{hidden} more: netvault today --all", dim=True))


def _private(item: Item, speaker: Speaker, public: Speaker, day: Day) -> bool:
    """Whether an item, or what is said of it, would be left out of a note."""
    said = ((one.plain(title(item, one)), one.plain(reason(item, one, day))) for one in (speaker, public))
    return item.private or next(said) != next(said)
