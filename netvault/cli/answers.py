"""Commands that only look: where nothing has changed since, they say again what they said, without reading the vault."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

ANSWERED = {
    "build": (0,), "check": (0, 1), "today": (0,), "people": (0,), "entries": (0,), "stats": (0,), "show": (0,), "path": (0,),
    "landed": (0,), "graph": (0,),
}  # fmt: skip
"""The commands whose answer depends on the vault, the day and their words alone, with the exit codes that are answers."""
_WITH_VALUE = ("-C", "--date")


def answered(context: click.Context, args: Sequence[str], run: Callable[[], Any]) -> Any:
    """Run a command, or say what it said to the very same words when nothing was different."""
    found = _question(context, args)
    if found is None:
        return run()
    from netvault.vault.answers import Answer, Answers

    command, root, question = found
    answers = Answers(root)
    known = answers.get(question)
    if known:
        for err, text in known.said:
            click.echo(text, err=err)
        raise click.exceptions.Exit(known.code)
    chosen = context.ensure_object(dict)
    said: list[tuple[bool, str]] = []
    chosen["said"] = said
    code = 0
    try:
        result = run()
    except click.exceptions.Exit as ended:
        code, result = ended.exit_code, None
    fit = chosen.get("root") == root and chosen["said"] is said and code in ANSWERED[command]
    if fit and said and not chosen.get("private", True) and not chosen["hidden"].named(*(text for _, text in said)):
        answers.keep(question, Answer(tuple(said), code))
    else:
        answers.forget_old()
    if code:
        raise click.exceptions.Exit(code)
    return result


def _question(context: click.Context, args: Sequence[str]) -> tuple[str, Path, str] | None:
    """The command, the vault and everything that its answer depends on besides; None where it is not one to keep."""
    command, directory, place = "", os.environ.get("NETVAULT_DIR"), 0
    while place < len(args):
        word = args[place]
        if word == "-C" and place + 1 < len(args):
            directory = args[place + 1]
        elif word.startswith("-C"):
            return None
        if word in _WITH_VALUE:
            place += 1
        elif not command:
            command = word
        place += 1
    if command not in ANSWERED or os.environ.get("NETVAULT_NO_CACHE"):
        return None
    from netvault.vault.find import VaultNotFound, find_root

    try:
        root = find_root(Path(), Path(directory) if directory else None)
        around = (list(args), os.getcwd(), str(root), date.today().isoformat(), context.color, *_streams())
    except (VaultNotFound, OSError):
        return None
    named = sorted((name, value) for name, value in os.environ.items() if name.startswith(("NETVAULT_", "LC_", "LANG")))
    return command, root, repr((around, named))


def _streams() -> tuple[object, ...]:
    """What a command may look at of where it writes to."""
    return tuple(
        (stream is not None and stream.isatty(), getattr(stream, "encoding", None)) for stream in (sys.stdout, sys.stderr)
    )
