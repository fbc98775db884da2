"""`netvault done`, `snooze`, `undo` and `recover`: as a tick in Today, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from netvault.cli.lists import chosen_contact
from netvault.cli.log import how_understood
from netvault.cli.options import Spoken, common
from netvault.cli.session import Session, open_vault, spoken_day, stop, vault_root
from netvault.cli.terminal import out, say, style
from netvault.cli.ticks import say_settled
from netvault.cli.writing import FAILED, broken_off, not_done, show_diff, show_lines, write_changes
from netvault.deeds import Planned, carry_through, plan_deed
from netvault.doing import Change, Deed, Moot
from netvault.escape import terminal
from netvault.habits.not_all_about_work import due_day
from netvault.model import Item
from netvault.notes.edit import NotDone, set_property
from netvault.standing import Standing, find_item, looks_like_id
from netvault.vault.undo import Spot


@click.command(cls=Spoken)
@click.argument("name", metavar="ID")
@click.argument("text", nargs=-1, metavar="[TEXT]...")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@common
def done(name: str, text: tuple[str, ...], dry_run: bool) -> None:
    """Do what a tick in Today does.

    It is logged in the contact's note.

    ID stands at the end of the item's line in Today (nv-1a2b3c4d), and in `netvault today`. TEXT becomes the log line's.

    \b
    netvault done nv-1a2b3c4d
    netvault done 1a2b3c4d "for the mock interview, with a card"
    """
    broken_off(vault_root())
    session = open_vault()
    standing = session.standing()
    item = _item(standing, name)
    said = (" ".join(text),) if text else ()
    planned = plan_deed(session.reading, Deed(item, "x", session.day, said), standing)
    _carry_out(session, "done", planned, dry_run)
    if isinstance(planned, Planned) and not dry_run:
        say_settled(replace(session, reading=planned.reading), standing, planned.standing, [item.id])


@click.command()
@click.argument("what", metavar="ID|WHO")
@click.argument("until", nargs=-1, metavar="UNTIL...")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@common
def snooze(what: str, until: tuple[str, ...], dry_run: bool) -> None:
    """Put an item off, or keep in touch with somebody later.

    UNTIL is a day: 2026-12-01, tomorrow, “next monday”, “2 weeks”.

    \b
    netvault snooze nv-1a2b3c4d next monday
    netvault snooze jane 2 months
    """
    if not until:
        stop(f"Until when? For example: netvault snooze {what.strip() or 'jane'} next monday")
    broken_off(vault_root())
    session = open_vault()
    day = spoken_day(" ".join(until), session.day, ahead=True)
    if day <= session.day:
        days = "Try friday, “next week” or “in 3 weeks”."
        stop(f"{day.isoformat()} is not after {session.day.isoformat()}. {days}")
    standing = session.standing()
    item = find_item(standing, what)
    if item is not None:
        planned: Planned | NotDone | Moot = plan_deed(session.reading, Deed(item, ">", session.day, (), day), standing)
    else:
        if looks_like_id(what):
            _item(standing, what)
        path = chosen_contact(session, what)
        change = Change(path, lambda source: set_property(source, "snooze", day.isoformat()), "snooze")
        planned = carry_through(session.reading, [change])
    _carry_out(session, "snooze", planned, dry_run)
    say(f"Until {day.isoformat()}.")
    if item is None and due_day(standing.day, session.reading.network.contacts[path]) is None:
        name = style(session.reading.network.name(path))
        say(f"{name} has no rhythm, so nothing came up by itself. `cadence: 2 months` or a circle in the note gives one.")


def _item(standing: Standing, name: str) -> Item:
    item = find_item(standing, name)
    if item is None:
        stop(f"nothing that is open has the id “{name}”. `netvault today --all` shows what is open.")
    return item


def _carry_out(session: Session, command: str, planned: Planned | NotDone | Moot, dry_run: bool) -> None:
    if not isinstance(planned, Planned):
        not_done(planned.why)
    if dry_run:
        show_diff(session.reading, planned.reading)
        return
    if not planned.changes:
        say("There is nothing to write for this one.")
        return
    write_changes(session, command, planned.changes)
    show_lines(session, planned)
    for path, number in dict.fromkeys(planned.edits):
        if command == "done":
            say(how_understood(planned.reading, path, number, session.day))


@click.command()
@click.option("--skip", is_flag=True, help="Leave what the last command wrote; the next undo takes back the one before.")
@common
def undo(skip: bool) -> None:
    """Take back what the last command wrote into your notes.

    Works for what log, add, done, snooze, ask --yes and the ticks of build have written, as long as the note still holds it.
    """
    from netvault.vault.reverting import Reverted, let_be, revert_last

    if skip:
        _let_be(let_be)
        return
    result = revert_last(vault_root())
    if result is None:
        stop(NOTHING_LEFT, FAILED)
    if not isinstance(result, Reverted):
        stop(result, FAILED)
    for path in dict.fromkeys(spot.path for spot in result.spots):
        out(terminal(path))
    say(f"Taken back: {_DEEDS.get(result.command) or f'the last {style(result.command, bold=True)}'}.")
    for spot in result.spots:
        if not spot.created:
            _say_lines(spot)


_DEEDS = {"tick": "all that the last build took from ticks"}
NOTHING_LEFT = "there is nothing to take back."


def _let_be(let_be: Callable[[Path], tuple[str, bool] | None]) -> None:
    from netvault.vault.trouble import WriteTrouble

    try:
        found = let_be(vault_root())
    except (WriteTrouble, OSError) as trouble:
        stop(str(trouble), FAILED)
    if found is None:
        stop(NOTHING_LEFT, FAILED)
    command, more = found
    rest = "`netvault undo` takes back the one before." if more else "There is none before it to take back."
    say(f"What the last {style(command, bold=True)} wrote stays. {rest}")


def _say_lines(spot: Spot) -> None:
    """The lines that went, and those that came back."""
    old, new = spot.old.splitlines(), spot.new.splitlines()
    for sign, lines, others in (("-", new, old), ("+", old, new)):
        for line in lines:
            if line.strip() and line not in others:
                say(style(f"  {sign} {line.strip()}", dim=True))


@click.command()
@click.argument("name", required=False, metavar="[COPY]")
@click.option("--restore", is_flag=True, help="Put the copy back in the place of the note.")
@common
def recover(name: str | None, restore: bool) -> None:
    """List the recovery copies, show one, or put one back.

    Before a note is changed, what it held is kept for seven days, outside the vault. COPY is the number in the list.

    \b
    netvault recover                    list them, newest first
    netvault recover 1                  show the first
    netvault recover 1 --restore        put it back
    """
    from netvault.cli.recovering import list_copies, restore_copy, show_copy

    root = vault_root()
    if name is None:
        list_copies(root)
    elif restore:
        restore_copy(root, name)
    else:
        show_copy(root, name)
