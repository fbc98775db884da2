"""`netvault log` and `netvault add`: a line, or a person, in seconds."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from datetime import date

import click

from netvault.cli.lists import chosen_contact, meant
from netvault.cli.options import Spoken, common, in_vault
from netvault.cli.session import Session, spoken_day, stop
from netvault.cli.terminal import say, style
from netvault.cli.writing import broken_off, not_done, open_heads, show_diff, show_lines, write_changes
from netvault.dates import parse_day
from netvault.deeds import Planned, carry_through
from netvault.doing import Change
from netvault.escape import one_line
from netvault.network.events import is_planned
from netvault.network.writing import written_link
from netvault.notes.edit import NewLine, NotDone, add_log_line
from netvault.pipeline import Reading, with_source
from netvault.text import Source
from netvault.vault.undo import Deed, History
from netvault.views.speech import Speaker
from netvault.views.wording import counted_by, understood

_BULLET = re.compile(r"[-*+] +")
_TIME = re.compile(r"((?:[01]?\d|2[0-3]):[0-5]\d)(?![\d:]|[ \t]*[ap]\.?m\b|[ \t]*[-–])[ \t:–—-]*")
_HEAD = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\w-])[ \t:–—-]*")


@click.command(cls=Spoken)
@click.argument("who_", metavar="WHO")
@click.argument("text", nargs=-1, metavar="[KEYWORD:] [TEXT]...")
@click.option(
    "--date", "when", metavar="DAY", help="The day: 2026-11-12, yesterday, “last friday”, “3 days ago”. Default: today."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@in_vault
def log(who_: str, text: tuple[str, ...], when: str | None, dry_run: bool) -> None:
    """Write a log line in a contact's note.

    WHO is a name, an alias, a first name, or part of one; several are joined by a comma. With no TEXT you are asked for it;
    from a pipe each line is one log line. A line that begins with a date, like 2026-11-12, is of that day; an hour may follow.

    \b
    netvault log jane "coffee: at the library, her new team"
    netvault log jane,bo "lunch: the old days" --date yesterday
    netvault log jane "18:30 dinner: at hers" --date 2026-12-03
    netvault log tom "heard: could you look at my deck?" --date "last friday"
    """
    session = open_heads()
    people = _people(session, who_)
    if not people:
        stop("say who: netvault log WHO TEXT")
    day = session.day if when is None else spoken_day(when, session.day)
    texts = [" ".join(text)] if text else _asked()
    lines = [line for line in map(_bare, texts) if line]
    if not lines:
        stop("there was no text, so nothing was written.")
    for line in lines:
        if (found := _HEAD.match(line)) and parse_day(found[1]) is None:
            stop(f"there is no day {found[1]}, so nothing was written.")
    dated = [_dated(line, day) for line in lines]
    changes = [_line(session, people, its_day, line) for its_day, line in dated]
    planned = carry_through(session.reading, changes)
    if isinstance(planned, NotDone):
        not_done(planned.why if len(lines) == 1 else _which(session.reading, changes, lines, planned.why))
    said, at = (*people, day.isoformat(), *lines), time.time()
    if dry_run:
        show_diff(session.reading, planned.reading)
    else:
        before = broken_off(session.root)
        if before and before.said == said:
            planned = _found_again(session.reading, before)
            at = before.at
            say("It is there already: the last run was broken off after it had been written.")
        else:
            write_changes(session, "log", changes, said=said, at=at)
        show_lines(session, planned)
    if when is not None or any(its_day != day for its_day, _ in dated):
        say(f"On {', '.join(dict.fromkeys(its_day.isoformat() for its_day, _ in dated))}.")
    for path, number in dict.fromkeys(planned.edits):
        words = how_understood(planned.reading, path, number, session.day)
        say(words.replace("Kept, but not counted", "It would be kept, but not counted", 1) if dry_run else words)
    tell_private(session, people[0], people[1:])
    if not dry_run:
        History(session.root).end(at)


def tell_private(session: Session, path: str, named: Sequence[str]) -> None:
    """Say which private contacts a note names now that is not private itself. `path` may be that of a new note."""
    network = session.reading.network
    hidden = [network.name(one) for one in named if network.private(one) and not network.private(path)]
    if hidden:
        say(f"{', '.join(map(style, hidden))}: private, but named in a note that is not, which is shared as it stands.")


def _which(reading: Reading, changes: Sequence[Change], lines: Sequence[str], why: str) -> str:
    """Why lines cannot be written, with the first that cannot."""
    for number, line in enumerate(lines, 1):
        tried = carry_through(reading, changes[:number])
        if isinstance(tried, NotDone):
            return f"Line {number}, “{line}”: {tried.why}"
    return why


def _found_again(reading: Reading, deed: Deed) -> Planned:
    """The lines that an earlier run has put into a note."""
    found = []
    for spot in deed.spots:
        source = reading.sources[spot.path]
        reading = with_source(reading, source)
        first = source.place(source.text.find(spot.new))[0]
        lines = range(first, first + len(Source("", spot.new).lines))
        found += [(spot.path, number) for number in lines if number <= len(source.lines) and _says(source.excerpt(number), deed)]
    return Planned((), reading, tuple(found))


def _says(line: str, deed: Deed) -> bool:
    return any(line.rstrip().endswith(words) for words in deed.said[1:])


def _people(session: Session, said: str) -> list[str]:
    """Whom the first word of the command names: one contact, whose name may hold a comma, or several that commas part."""
    names = [name for name in said.split(",") if name.strip()]
    if len(names) > 1 and meant(session, said):
        names = [said]
    return [chosen_contact(session, name) for name in names]


def _asked() -> list[str]:
    """The text from a prompt on a terminal, or the lines from a pipe."""
    if sys.stdin.isatty():
        return [str(click.prompt("What happened", err=True))]
    return sys.stdin.read().splitlines()


def _bare(text: str) -> str:
    """A line as it was given, without a bullet."""
    line = one_line(text)
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _dated(line: str, day: date) -> tuple[date, str]:
    """The day of a line and its text: a date at its head is its own day."""
    found = _HEAD.match(line)
    own = parse_day(found[1]) if found else None
    return (own, line[found.end() :]) if found and own and line[found.end() :] else (day, line)


def _line(session: Session, people: Sequence[str], day: date, text: str) -> Change:
    """The change that adds a line to the first person's note; the others stand before the verb."""
    network = session.reading.network
    others = ", ".join(written_link(network, path) for path in people[1:])
    clock = _TIME.match(text)
    time_of_day, text = (clock[1], text[clock.end() :]) if clock and text[clock.end() :] else (None, text)
    new = NewLine(day, f"{others}: {text}" if others else text, time=time_of_day)
    return Change(people[0], lambda source: add_log_line(source, network.settings, new), text)


_UNLINKED = "Link whom or what it is about, like [[Initech]], and what you do about it is seen wherever you write it."


def how_understood(reading: Reading, path: str, number: int, day: date) -> str:
    """What netvault makes of a line: `Understood: talked to Jane Doe (coffee), asked`."""
    found = [entry for entry in reading.network.entries if entry.path == path and entry.line == number]
    speaker = Speaker(reading.network, day, hide_private=False, iso=True)
    if found and found[0].acts:
        waits = ", once its box is ticked" if is_planned(found[0], day) else ""
        waits = ", once its day has come" if found[0].day > day else waits
        said = "Understood: " + style(speaker.plain(understood(found[0], speaker)), fg="cyan") + f"{waits}."
        return f"{said} {_UNLINKED}" if "lead" in found[0].acts and not found[0].subjects else said
    if not found:
        return "Kept, but not counted (it is no log line)."
    return f"Kept, but not counted ({found[0].why}). What would: {counted_by(found[0])}."


@click.command()
@click.argument("name")
@click.option("--company", metavar="NAME", help="Where they work now.")
@click.option("--role", help="What they do there.")
@click.option("--circle", help="How often to be in touch: inner, active, wide, dormant, or a circle of yours.")
@click.option("--cadence", help="How often to be in touch, instead of a circle: 6w, monthly, never.")
@click.option("--email", multiple=True, help="An e-mail address; may be given again.")
@click.option("--phone", multiple=True, help="A phone number; may be given again.")
@click.option("--introduced-by", metavar="WHO", help="Who introduced you: a contact, or a name.")
@click.option("--met", metavar="DAY", help="The day on which you met.")
@click.option("--birthday", metavar="DAY", help="1984-03-09, or 03-09 without the year.")
@click.option("--alias", "aliases", multiple=True, help="Another name for them; may be given again.")
@click.option("--private", is_flag=True, help="Leave them out of everything that netvault writes.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show the note.")
@common
def add(
    name: str,
    dry_run: bool,
    private: bool,
    aliases: tuple[str, ...],
    introduced_by: str | None,
    met: str | None,
    **said: object,
) -> None:
    """Make a note for a new contact.

    \b
    netvault add "Ravi Menon" --company Initech --circle active --introduced-by jane --met yesterday
    """
    from netvault.cli.adding import create_contact

    session = open_heads()
    day = spoken_day(met, session.day).isoformat() if met else None
    by = _introducer(session, introduced_by) if introduced_by else None
    values: dict[str, str | Sequence[str]] = {
        "company": _company(session, str(said["company"] or "")), "role": str(said["role"] or ""),
        "email": list(said["email"]) if isinstance(said["email"], tuple) else [],
        "phone": list(said["phone"]) if isinstance(said["phone"], tuple) else [],
        "circle": str(said["circle"] or ""), "cadence": str(said["cadence"] or ""), "introduced_by": by or "",
        "met": day or "", "birthday": str(said["birthday"] or ""), "aliases": list(aliases), "private": "true" if private else "",
    }  # fmt: skip
    create_contact(session, name, {key: value for key, value in values.items() if value}, dry_run=dry_run)
    if introduced_by and not private:
        tell_private(session, name, meant(session, introduced_by))


def _company(session: Session, text: str) -> str:
    """A link to where somebody works; a name that a link could not hold is written as words."""
    name = one_line(text.strip().removeprefix("[[").removesuffix("]]"))
    return written_link(session.reading.network, name) if name else ""


def _introducer(session: Session, text: str) -> str:
    """A link to the contact that a text means; a name that nobody has becomes a link to a note that may come."""
    found = meant(session, text)
    if len(found) > 1:
        chosen_contact(session, text)
    return written_link(session.reading.network, found[0] if found else text)
