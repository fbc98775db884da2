"""Taking in the ticks of Today, in any editor and on any device, when a build begins."""

from __future__ import annotations

from datetime import date, datetime

from netvault.cli.session import Session, open_vault
from netvault.cli.terminal import say, style
from netvault.cli.writing import say_taken, write_changes
from netvault.deeds import Deed, Moot, Planned, plan_deed
from netvault.intake import Found, deed_of, find_ticks
from netvault.text import Source
from netvault.vault.read import read_source
from netvault.views.speech import Speaker
from netvault.views.wording import title

_DID = {"x": "done", "-": "dropped", ">": "put off"}


def take_ticks(session: Session, *, dry: bool) -> tuple[Session, frozenset[str], int]:
    """Take in every tick of the vault's regions.

    Returns the vault as it is after that, the ids of the ticks that need no keeping any more, and how many would be (or
    were) taken in. With `dry` nothing is written. At most once: a tick whose item is open no more is left out.
    """
    found = find_ticks([*session.reading.sources.values(), *_copies(session)], _changed(session), session.day, _copy_paths(session))
    if not found:
        return session, frozenset(), 0
    settled: set[str] = set()
    taken = 0
    reading = session.reading
    for tick in found:
        deed = deed_of(reading, tick, session.day)
        if deed is None:
            if tick.tick.id not in settled:
                _say_left_out(tick)
            settled.add(tick.tick.id)
            continue
        planned = plan_deed(reading, deed, session.day)
        if not isinstance(planned, Planned):
            if isinstance(planned, Moot):
                settled.add(tick.tick.id)
            say(f"{style('Not taken in:', fg='yellow')} {_title(session, deed)}: {planned.why}")
            continue
        taken += 1
        if not dry and planned.changes:
            write_changes(Session(session.root, session.settings, session.day, session.listing, reading), "tick", planned.changes)
        reading = planned.reading
        settled.add(tick.tick.id)
        where = f" → {planned.edits[-1][0]}:{planned.edits[-1][1]}" if planned.edits else ""
        say_taken(f"{_title(session, deed)}: {_DID[deed.sign]}{where}")
    if dry:
        return Session(session.root, session.settings, session.day, session.listing, reading), frozenset(settled), taken
    return open_vault() if taken else session, frozenset(settled), taken


def _title(session: Session, deed: Deed) -> str:
    speaker = Speaker(session.reading.network, session.day, hide_private=False, iso=True)
    return style(speaker.plain(title(deed.item, speaker)))


def _say_left_out(found: Found) -> None:
    if not found.quiet:
        what = "is open no more" if found.tick.char in "xX->" else f"has “{found.tick.char}” in its box, which says nothing to me"
        say(f"{style('Left out:', fg='yellow')} “{style(found.tick.text)}” {what}.")


def _changed(session: Session) -> dict[str, date]:
    """The day of each note's last change."""
    return {file.path: datetime.fromtimestamp(file.mtime_ns / 1e9).date() for file in session.listing.files}


def _copy_paths(session: Session) -> frozenset[str]:
    return frozenset(problem.path for problem in session.listing.diagnostics if problem.code == "conflict-copy")


def _copies(session: Session) -> list[Source]:
    """Sync-conflict copies: not read as notes, but a tick in a copy of Today counts too."""
    read = [read_source(session.root, path) for path in sorted(_copy_paths(session)) if path not in session.reading.sources]
    return [source for source in read if isinstance(source, Source)]
