"""Words to the terminal: data on stdout, everything else on stderr, nothing in them that a terminal would act on."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from netvault.diagnostics import Diagnostic
from netvault.escape import json_text, terminal

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def out(text: str = "") -> None:
    """A line of data."""
    _noted(text, err=False)
    click.echo(text)


def _noted(text: str, *, err: bool) -> None:
    """Note what is said, where it may be an answer to keep."""
    context = click.get_current_context(silent=True)
    said = context.find_root().ensure_object(dict).get("said") if context else None
    if said is not None:
        said.append((err, text))


def paged(lines: list[str]) -> None:
    """Lines of data; more than the screen holds are paged on a terminal, and all are there as they are anywhere else."""
    if sys.stdout is not None and sys.stdout.isatty() and len(lines) >= shutil.get_terminal_size().lines:
        click.get_current_context().find_root().ensure_object(dict)["said"] = None  # a pager's is no answer to keep
        click.echo_via_pager("\n".join(lines) + "\n", color=click.get_current_context().color)
        return
    for line in lines:
        out(line)


def out_diff(text: str) -> None:
    """A diff of notes, line by line, what a terminal would act on made visible."""
    for line in text.split("\n")[:-1]:
        mark = "green" if line.startswith("+") else "red" if line.startswith("-") else "cyan" if line.startswith("@@") else None
        out(style(line.removesuffix("\r"), fg=mark))


def say(text: str = "") -> None:
    """A line for the person."""
    _noted(text, err=True)
    click.echo(text, err=True)


def out_json(data: Any) -> None:
    """Data as JSON, one value."""
    out(json_text(json.dumps(data, ensure_ascii=False, indent=2)))


def style(text: str, **how: Any) -> str:
    """A text in a colour, its own control characters made visible. click takes the colour out where there is no terminal."""
    return click.style(terminal(text), **how)


def note_link(root: Path, path: str, shown: str) -> str:
    """A text that opens a note in Obsidian when it is clicked, on a terminal that can; else the text."""
    text = terminal(shown)
    if sys.stdout is None or not sys.stdout.isatty() or click.get_current_context().color is False:
        return text
    address = "obsidian://open?path=" + quote(os.fsencode(root / path), safe="")
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def problem_lines(problem: Diagnostic) -> list[str]:
    """One problem as compilers say it: place, what is wrong, the line, and what to do."""
    place = f"{problem.path}:{problem.line}:{problem.column}:"
    severity = style(problem.severity, fg=COLOURS[problem.severity])
    lines = [f"{style(place, bold=True)} {severity} {problem.code}: {terminal(problem.message)}"]
    if problem.excerpt:
        lines += _excerpt(problem)
    if problem.help:
        lines.append(f"  {style('help:', bold=True)} {terminal(problem.help)}")
    return lines


def _excerpt(problem: Diagnostic, width: int = 100) -> list[str]:
    """The line with the place marked below it; a long line is shown around the place."""
    start = max(0, problem.column - 1 - width // 2) if len(problem.excerpt) > width else 0
    shown = problem.excerpt[start : start + width]
    before = terminal(shown[: problem.column - 1 - start].replace("\t", " "))
    marked = terminal(shown[problem.column - 1 - start : problem.column - 1 - start + max(problem.width, 1)].replace("\t", " "))
    number = str(problem.line)
    gap = " " * len(number)
    return [
        f"  {number} | {terminal(shown.replace(chr(9), ' '))}",
        f"  {gap} | {' ' * len(before)}{'^' * max(len(marked), 1)}",
    ]


def say_problems(problems: Iterable[Diagnostic]) -> None:
    """Problems on stderr."""
    for problem in problems:
        for line in problem_lines(problem):
            say(line)
