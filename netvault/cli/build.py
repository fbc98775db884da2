"""`netvault build`: Today and the reports, written into the vault. The steps are here for `watch` too."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netvault.cli.options import common
from netvault.cli.session import Session, open_vault, speaks_of_private, stop
from netvault.cli.terminal import out_diff, say, say_problems, style
from netvault.diagnostics import Diagnostic
from netvault.escape import terminal
from netvault.outputs import output_paths, render_briefs, render_outputs, render_pictures
from netvault.pipeline import plan_outputs
from netvault.standing import Standing
from netvault.text import Source

if TYPE_CHECKING:
    from netvault.plan import Picture, Plan
    from netvault.render import Renderer
    from netvault.settings import Settings

PENDING = 1
TRY_AGAIN = 75
@dataclass(frozen=True)
class Prepared:
    """A build whose ticks have been taken in, ready to be written. `ticks` is how many there were (or would be)."""

    session: Session
    standing: Standing
    plan: Plan
    problems: list[Diagnostic]
    ticks: int


class NotWritten(Exception):  # noqa: N818
    """A plan was not carried out to its end; the message says why, and what was written before.

    `stale`: a note is not any more what was planned against. `code` is what a command ends with.
    """

    def __init__(self, message: str, code: int, *, stale: bool = False) -> None:
        super().__init__(message)
        self.code, self.stale = code, stale


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Go on when most of the vault's notes have gone since the last build.")
@common
def build(check: bool, diff: bool, force: bool) -> None:
    """Write Today and the reports into the vault.

    First every tick in Today is taken in: it is logged in the contact's note. What is written then stands between two marker
    lines; everything else in a note is yours and stays as it is. Nothing is written where nothing has changed.

    \b
    netvault build                  write what has changed
    netvault build --check          only say whether something would change
    netvault build --diff           show it
    """
    from netvault.cli.writing import show_diff
    from netvault.plan import diff as diff_of
    from netvault.vault.memory import remember_notes

    session = open_vault()
    dry = check or diff
    count, few = count_notes(session)
    if few and not dry and not force:
        stop(few, PENDING)
    before_ticks = session.reading
    made = prepare(session, *load_renderer(session.root, session.settings), dry=dry)
    session, plan, problems = made.session, made.plan, made.problems
    if diff:
        show_diff(before_ticks, session.reading)
        out_diff(diff_of(plan))
    if dry:
        say_problems([*problems, *plan.refused])
        pending = bool(plan.writes or made.ticks)
        if check:
            refused = len({problem.path for problem in plan.refused})
            words = f"{_files(len(plan.writes))} would change." if pending else "Nothing would change."
            say(f"{words} {_notes(refused)} cannot be written." if refused else words)
        raise click.exceptions.Exit(PENDING if check and (pending or plan.refused or problems) else 0)
    try:
        warnings = carry_out(session, plan) if plan.writes or plan.saved else []
    except NotWritten as trouble:
        stop(f"{trouble} Run `netvault build` again." if trouble.stale else str(trouble), trouble.code)
    remember_notes(session.root, count)
    told = [*problems, *plan.refused, *plan.warnings, *warnings]
    say_problems(told)
    if not (told or plan.writes):
        speaks_of_private(False)  # all that it says is that nothing has changed
    unwritten = {problem.path for problem in warnings if problem.code == "not-written"}
    plan = replace(plan, writes=tuple(write for write in plan.writes if write.path not in unwritten))
    _summary(session, made.standing, plan, refused=bool(plan.refused or unwritten))
    if plan.refused or unwritten or problems:
        raise click.exceptions.Exit(PENDING)


# ── the steps ───────────────────────────────────────────────────────────────────────────────────


def count_notes(session: Session) -> tuple[int, str | None]:
    """How many notes the vault has, and what to say where that is suspiciously few."""
    from netvault.vault.memory import notes_last_time

    made = sum(path in session.reading.sources for path in output_paths(session.settings))
    count = len(session.listing.files) - made
    before = notes_last_time(session.root)
    if count >= before / 2:
        return count, None
    return count, (
        f"there were {before} notes at the last build, and now there are {count}. Nothing was written: is the folder "
        "synced and whole? `netvault build --force` goes on."
    )


def load_renderer(root: Path, settings: Settings) -> tuple[Renderer, list[Diagnostic]]:
    """What renders the vault's outputs, and what is wrong with the vault's own templates."""
    from netvault.render import Renderer
    from netvault.vault.shipped import load_templates

    templates, problems = load_templates(root, settings)
    return Renderer(templates), problems


def prepare(
    session: Session,
    renderer: Renderer,
    problems: list[Diagnostic],
    *,
    dry: bool = False,
    reopen: Callable[[Collection[str]], Session] | None = None,
    regions: Collection[str] | None = None,
) -> Prepared:
    """Take the ticks in, then plan what is to be written. With `dry` nothing is written.

    `reopen` gives the vault after notes (their paths) were written; without it the whole vault is read again.
    `regions`: only these are rendered, the others stay as they are.
    """
    from netvault.cli.ticks import take_ticks

    session, settled, ticks, troubles = take_ticks(session, dry=dry, reopen=reopen)
    problems = [*problems, *troubles]
    standing = session.standing()
    texts, failed = render_outputs(standing, renderer, session.settings.templates, regions)
    occupied = [*session.listing.folders, *_odd_places(session)]
    reading = replace(session.reading, sources={**session.reading.sources, **_left_out(session)})
    briefs: dict[str, str] | None = None
    if regions is None:
        briefs, wrong = render_briefs(standing, session.reading.sources, renderer, session.settings.templates)
        failed += wrong
    pictures = _pictures(session, standing, renderer) if regions is None else []
    odd = [*session.reading.network.unread, *(picture.path for picture in pictures if picture.there == _UNREAD)]
    plan = plan_outputs(
        reading, texts, session.day, folders=occupied, unreadable=odd, taken=settled, pictures=pictures, briefs=briefs
    )
    return Prepared(session, standing, plan, problems + failed, ticks)


_UNREAD = "\0"


def _pictures(session: Session, standing: Standing, renderer: Renderer) -> list[Picture]:
    """The pictures that are wanted, each with what is at its place."""
    from netvault.plan import Picture
    from netvault.vault.read import read_source

    found = []
    for path, text in render_pictures(standing, renderer).items():
        there: str | None = None
        if os.path.lexists(session.root / path):
            known = read_source(session.root, path)
            there = known.text if isinstance(known, Source) else _UNREAD
        found.append(Picture(path, text, there))
    return found


def _odd_places(session: Session) -> list[str]:
    """Output paths at which something stands that is no note that was read (a device, a link that leads out, a hidden file)."""
    known = session.reading.sources
    return [path for path in output_paths(session.settings) if path not in known and os.path.lexists(session.root / path)]


def _left_out(session: Session) -> dict[str, Source]:
    """The outputs that lie where no notes are read, by `ignore` for one: what they hold is compared with all the same."""
    from netvault.vault.read import read_source

    files = [path for path in _odd_places(session) if not os.path.islink(session.root / path)]
    return {found.path: found for found in (read_source(session.root, path) for path in files) if isinstance(found, Source)}


def carry_out(session: Session, plan: Plan) -> list[Diagnostic]:
    """Make the plan's writes, in order; returns what there is to say about them.

    A note that cannot be written is `not-written`, and the others are written all the same. Raises NotWritten where the vault
    is in use, or a note keeps changing.
    """
    from netvault.vault.trouble import Busy, DiskTrouble, Refused, Stale, WriteTrouble
    from netvault.vault.write import Writer, exactly

    done: list[str] = []
    failed: list[Diagnostic] = []
    try:
        with Writer(session.root) as writer:
            writer.adopt(session.listing.leftovers)
            for saved in plan.saved:
                copy = writer.keep(saved.path, saved.text.encode("utf-8"), saved.reason)
                say(f"What was changed by hand in {terminal(saved.path)} is kept: {terminal(str(copy))}")
            for write in plan.writes:
                base = None if write.base is None else write.base.encode("utf-8")
                try:
                    writer.write(write.path, base, exactly(base, write.text.encode("utf-8")))
                    done.append(write.path)
                except (Refused, DiskTrouble) as trouble:
                    hint = trouble.help or "Choose another place under [output] in netvault.toml."
                    failed.append(Diagnostic("not-written", "error", write.path, 1, 1, trouble.message, hint))
            writer.finish()
            return [*failed, *writer.warnings]
    except Stale:
        message = f"a note changed while it was about to be written. {_done(done)}"
        raise NotWritten(message, TRY_AGAIN, stale=True) from None
    except Busy as busy:
        raise NotWritten(f"{busy} {_done(done)}", TRY_AGAIN) from busy
    except WriteTrouble as trouble:
        raise NotWritten(f"{trouble} {_done(done)}", PENDING) from trouble
    except OSError as trouble:
        message = f"{trouble.filename or session.root}: {trouble.strerror}. {_done(done)}"
        raise NotWritten(message, PENDING) from trouble


def _done(paths: list[str]) -> str:
    return f"Written before: {', '.join(paths)}." if paths else "Nothing was written."


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"


def _summary(session: Session, standing: Standing, plan: Plan, *, refused: bool) -> None:
    """What changed, the three, where to look."""
    if not plan.writes and not refused:
        say("Nothing has changed.")
        return
    shown = [item for item in standing.agenda.items if item.id in standing.agenda.shown and not item.private]
    made = ", ".join(style(write.path, bold=True) for write in plan.writes) or "nothing"
    people = session.reading.network.tally.people
    words = f"Wrote {made}. {len(shown)} open today, among {people} {'person' if people == 1 else 'people'}."
    if standing.agenda.three:
        words += " If you only do three: " + ", ".join(style(item.name) for item in standing.agenda.three) + "."
    errors = sum(problem.severity != "info" for problem in session.reading.diagnostics)
    if errors:
        words += f" {errors} {'line needs' if errors == 1 else 'lines need'} a look: `netvault check`."
    say(words)


