"""`netvault check`: every problem, with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterable

import click

from netvault.cli.options import common
from netvault.cli.session import Session, hidden_of, open_vault, speaks_of_private
from netvault.cli.terminal import out, out_json, problem_lines, say, style
from netvault.diagnostics import Diagnostic
from netvault.escape import one_line
from netvault.views.data import diagnostic_data

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


@click.command()
@click.option("--format", "shape", type=click.Choice(["text", "json", "github"]), default="text", help="How to print them.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@common
def check(shape: str, as_json: bool, strict: bool) -> None:
    """What could not be read, where, and how to mend it.

    Exit 1 where there is an error. `--format github` is for checks on a server: it leaves private notes out.

    \b
    netvault check
    netvault check --strict --format github
    """
    session = open_vault()
    problems = _problems(session)
    public = _public(session, problems)
    speaks_of_private(len(public) < len(problems))
    if as_json or shape == "json":
        out_json([diagnostic_data(problem) for problem in problems])
    elif shape == "github":
        for problem in public:
            out(_annotation(problem))
        if hidden := len(problems) - len(public):
            say(f"{hidden} more, about what is private or counts as private: `netvault check` shows them.")
    else:
        _print(problems)
    severities = {problem.severity for problem in problems}
    if "error" in severities or (strict and "warning" in severities):
        raise click.exceptions.Exit(1)


def _print(problems: tuple[Diagnostic, ...]) -> None:
    for problem in problems:
        for line in problem_lines(problem):
            out(line)
    counts = {level: sum(p.severity == level for p in problems) for level in ("error", "warning", "info")}
    if not problems:
        say(style("Everything can be read.", fg="green"))
        return
    plural = {"error": "errors", "warning": "warnings", "info": "hints"}
    single = {"error": "error", "warning": "warning", "info": "hint"}
    said = [f"{n} {single[level] if n == 1 else plural[level]}" for level, n in counts.items() if n]
    say(", ".join(said) + ".")


def _problems(session: Session) -> tuple[Diagnostic, ...]:
    """What is wrong with the vault; here links that are nearly a name are looked for too, and what a build would say."""
    from netvault.network.problems import misspelt_links, with_excerpts
    from netvault.outputs import OUTPUTS
    from netvault.plan import ahead

    network, sources = session.reading.network, session.reading.sources
    own = [source for path, source in sources.items() if path not in network.outputs]
    found = misspelt_links(own, network.notes, network.names, network.contacts)
    outputs = {kind.path(session.settings): kind.region for kind in OUTPUTS}
    found += ahead(sources, outputs, [*session.listing.folders, *network.unread])
    return tuple(sorted([*session.reading.diagnostics, *with_excerpts(found, sources)], key=Diagnostic.order))


def _public(session: Session, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems that neither stand in a private note nor name one."""
    hidden = hidden_of(session.reading)
    return [
        problem
        for problem in problems
        if not problem.private and not hidden.named(problem.path, problem.message, problem.help or "")
    ]


def _annotation(problem: Diagnostic) -> str:
    """One problem as a workflow command; its values escaped as that form asks."""
    message = one_line(f"{problem.code}: {problem.message}" + (f" ({problem.help})" if problem.help else ""))
    path = one_line(problem.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{_LEVELS[problem.severity]} file={path},line={problem.line},col={problem.column}::{message.replace('%', '%25')}"
