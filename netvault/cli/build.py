"""`netvault build`: Today and the reports, written into the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netvault.cli.options import common
from netvault.cli.session import Session, open_vault, stop
from netvault.cli.terminal import say, say_problems, style
from netvault.diagnostics import Diagnostic
from netvault.pipeline import Standing, output_paths, plan_outputs, render_outputs

if TYPE_CHECKING:
    from netvault.plan import Plan

PENDING = 1
TRY_AGAIN = 75
FEW = 10
"""Fewer notes than this may go without a question."""


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Go on when most of the vault's notes have gone since the last build.")
@common
def build(check: bool, diff: bool, force: bool) -> None:
    """Write Today and the reports into the vault.

    First every tick in Today is taken in: it is logged in the contact's note. What is written then stands between two marker lines;
    everything else in a note is yours and stays as it is. Nothing is written where nothing has changed.

    \b
    netvault build                  write what has changed
    netvault build --check          only say whether something would change
    netvault build --diff           show it
    """
    from netvault.cli.ticks import take_ticks
    from netvault.cli.writing import show_diff
    from netvault.plan import diff as diff_of
    from netvault.vault.memory import notes_last_time, remember_notes

    session = open_vault()
    dry = check or diff
    count = sum(file.path not in output_paths(session.settings) for file in session.listing.files)
    before = notes_last_time(session.root)
    if not dry and not force and before >= FEW and count < before / 2:
        stop(
            f"there were {before} notes at the last build, and now there are {count}. Nothing was written: is the folder "
            "synced and whole? `netvault build --force` goes on.",
            PENDING,
        )
    before_ticks = session.reading
    session, settled, ticks = take_ticks(session, dry=dry)
    standing = session.standing()
    plan, problems = _plan(session, standing, settled)
    if diff:
        show_diff(before_ticks, session.reading)
        click.echo(diff_of(plan), nl=False)
    if dry:
        say_problems([*problems, *plan.refused])
        pending = bool(plan.writes or ticks)
        if check:
            say(f"{_notes(len(plan.writes))} would change." if pending else "Nothing would change.")
        raise click.exceptions.Exit(PENDING if check and (pending or plan.refused) else 0)
    warnings = _carry_out(session, plan) if plan.writes or plan.saved else []
    remember_notes(session.root, count)
    say_problems([*problems, *plan.refused, *plan.warnings, *warnings])
    _summary(session, standing, plan)
    if plan.refused or problems:
        raise click.exceptions.Exit(PENDING)


def _plan(session: Session, standing: Standing, settled: frozenset[str]) -> tuple[Plan, list[Diagnostic]]:
    from netvault.render import Renderer
    from netvault.vault.shipped import load_templates

    templates, troubles = load_templates(session.root, session.settings)
    folder = session.settings.templates
    problems = [Diagnostic("template-failed", "error", folder, 1, 1, trouble) for trouble in troubles]
    texts, failed = render_outputs(standing, Renderer(templates), folder)
    unreadable = [p.path for p in session.reading.diagnostics if p.code in ("not-utf8", "too-large", "unreadable")]
    occupied = [*session.listing.folders, *_odd_places(session)]
    plan = plan_outputs(session.reading, texts, session.day, folders=occupied, unreadable=unreadable, taken=settled)
    return plan, problems + failed


def _odd_places(session: Session) -> list[str]:
    """Output paths at which something stands that is no note that was read (a device, a link that leads out, a hidden file)."""
    return [
        path
        for path in output_paths(session.settings)
        if path not in session.reading.sources and (session.root / path).is_symlink() | (session.root / path).exists()
    ]


def _carry_out(session: Session, plan: Plan) -> list[Diagnostic]:
    """Make the plan's writes, in order; ends the command with what was done and what was not where one fails."""
    from netvault.vault.trouble import Busy, Stale, WriteTrouble
    from netvault.vault.write import Writer, exactly

    done: list[str] = []
    try:
        with Writer(session.root) as writer:
            for saved in plan.saved:
                copy = writer.keep(saved.path, saved.text.encode("utf-8"), saved.reason)
                say(f"What was changed by hand in {saved.path} is kept: {copy}")
            for write in plan.writes:
                base = None if write.base is None else write.base.encode("utf-8")
                (session.root / write.path).parent.mkdir(parents=True, exist_ok=True)
                writer.write(write.path, base, exactly(base, write.text.encode("utf-8")))
                done.append(write.path)
            writer.finish()
            return list(writer.warnings)
    except Stale:
        stop(f"a note changed while it was about to be written. {_done(done)} Run `netvault build` again.", TRY_AGAIN)
    except Busy as busy:
        stop(f"{busy} {_done(done)}", TRY_AGAIN)
    except WriteTrouble as trouble:
        stop(f"{trouble} {_done(done)}", PENDING)
    except OSError as trouble:
        stop(f"{trouble.filename or session.root}: {trouble.strerror}. {_done(done)}", PENDING)


def _done(paths: list[str]) -> str:
    return f"Written before: {', '.join(paths)}." if paths else "Nothing was written."


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"


def _summary(session: Session, standing: Standing, plan: Plan) -> None:
    """What changed, the three, where to look."""
    if not plan.writes and not plan.refused:
        say("Nothing has changed.")
        return
    shown = [item for item in standing.agenda.items if item.id in standing.agenda.shown and not item.private]
    made = ", ".join(style(write.path, bold=True) for write in plan.writes) or "nothing"
    people = len(session.reading.network.contacts)
    words = f"Wrote {made}. {len(shown)} open today, among {people} {'person' if people == 1 else 'people'}."
    if standing.agenda.three:
        words += " If you only do three: " + ", ".join(style(item.name) for item in standing.agenda.three) + "."
    errors = sum(problem.severity != "info" for problem in session.reading.diagnostics)
    if errors:
        words += f" {errors} {'line needs' if errors == 1 else 'lines need'} a look: `netvault check`."
    say(words)


