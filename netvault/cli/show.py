"""`netvault show`: what to know before you meet somebody, on one screen."""

from __future__ import annotations

import click

from netvault.cli.ask import show_points, show_recent
from netvault.cli.lists import chosen_contact
from netvault.cli.options import common
from netvault.cli.session import open_vault
from netvault.cli.terminal import note_link, out, out_json, style
from netvault.habits.meet import Around
from netvault.habits.standing import standing as standing_of
from netvault.views import before
from netvault.views.brief import RECENT, brief_data, facts, make_brief, sections
from netvault.views.speech import Speaker


@click.command()
@click.argument("who_", metavar="WHO")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def show(who_: str, as_json: bool) -> None:
    """What to know before you meet somebody.

    How they like to be met, what is open between you, who else waits to hear, what they need and who could help, whom you
    have in common, and your last lines.

    \b
    netvault show jane
    netvault show "People/Jane Doe.md" --json | jq .needs
    """
    session = open_vault()
    path = chosen_contact(session, who_)
    standing = session.standing()
    day = standing.day
    brief = make_brief(Around(day, standing.agenda.items), path)
    if as_json:
        out_json(brief_data(brief, standing.agenda.shown))
        return
    speaker = Speaker(day.network, day.day, hide_private=False, iso=False)
    name = speaker.plain(before.who_line(brief.contact, day.network))
    out(note_link(session.root, path, name))
    for fact in (*facts(brief, speaker), before.balance(standing_of(day, path))):
        out(style(speaker.plain(fact)))
    for heading, lines in sections(brief, speaker):
        out()
        out(style(heading, fg="cyan", bold=True))
        show_points(lines, speaker)
    show_recent(standing, path, speaker, RECENT)
