"""`netvault explain`: how a line is read, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from netvault.cli.options import Spoken, common
from netvault.cli.session import Session, open_vault, stop
from netvault.cli.terminal import out, out_json, say, style
from netvault.escape import terminal

if TYPE_CHECKING:
    from netvault.network.roles import Traced


@click.command(cls=Spoken)
@click.argument("line", metavar="LINE")
@click.option("--in", "note", metavar="NOTE", help="The note that it would stand in, a path or a contact. Default: a daily note.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def explain(line: str, note: str | None, as_json: bool) -> None:
    """How a line is read, and why.

    Whether it counts, who did what with whom, by which words; or why it counts as nothing, and what would make it count. Nothing
    is written.

    \b
    netvault explain "coffee with [[Jane Doe]], she knows somebody at [[Initech]]"
    netvault explain "2026-11-12 told her how it went" --in jane
    netvault explain --json "sync w/ [[Jane Doe]]"
    """
    from netvault.views.explaining import explain_data, explain_lines
    from netvault.views.speech import Speaker

    session = open_vault()
    path = _note(session, note)
    traced = _read(session, path, line)
    standing = session.standing()
    speaker = Speaker(standing.day.network, session.day, hide_private=False, iso=True)
    strangers = _strangers(session, path, line)
    found = [explain_data(one, standing.day, speaker, strangers) for one in traced]
    if as_json:
        out_json(found)
        return
    if not found:
        say(
            "It is no log line: it links no contact, is no more than a name, or has no day. In a contact's note a log line "
            "begins with a bullet and a date."
        )
    for data in found:
        for label, words in explain_lines(data, speaker):
            out(f"{style(label.ljust(12), dim=True)} {terminal(words)}")


def _strangers(session: Session, path: str, line: str) -> list[str]:
    """Who or what a line links that has no note."""
    from netvault.notes.links import bare, find_links

    names = session.reading.network.names
    targets = [link.target for link, embed in find_links(line) if not embed and not names.is_day(link.target, path)]
    return [bare(target) for target in targets if names.find(target, path).path is None]


def _note(session: Session, note: str | None) -> str:
    """The path of the note that the line would stand in."""
    from netvault.cli.lists import chosen_contact

    if note is None:
        return _daily(session.day)
    named = [path for path in (note, f"{note}.md") if path in session.reading.notes]
    return named[0] if named else chosen_contact(session, note)


def _daily(day: date) -> str:
    return f"{day.isoformat()}.md"


def _read(session: Session, path: str, line: str) -> list[Traced]:
    """How the line is read in that note, which has no other line then."""
    from netvault.network.roles import read_roles
    from netvault.notes.frontmatter import split
    from netvault.notes.note import read_note
    from netvault.text import Source

    network = session.reading.network
    known = session.reading.sources.get(path)
    head = known.text[: split(known.text)[1]] if known else ""
    if "\0" in line:
        stop("a line holds no null character.")
    text = line if line.lstrip().startswith(("-", "*", "+", "#")) else f"- {line}"
    note = read_note(Source(path, f"{head}{text}\n"), session.settings).value
    trace: list[Traced] = []
    read_roles(note, network.names, network.contacts.__contains__, network.lexicon, trace)
    return trace
