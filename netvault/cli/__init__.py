"""The command line: here alone are the clock, the environment, stdout and colours. Heavy imports stay inside commands."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from netvault import __version__
from netvault.cli.group import LazyGroup
from netvault.cli.options import common
from netvault.escape import terminal as visible


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="netvault %(version)s")
@common
def cli() -> None:
    """Keep the people who help you, in plain text.

    \b
    netvault build             write Today.md and the reports into the vault
    netvault today             what is open today, in the terminal
    netvault check             what netvault could not read, and how to mend it
    """


def main(args: list[str] | None = None, **extra: Any) -> None:
    """The `netvault` script. What a terminal's encoding has no sign for is shown as a code; a closed output ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(args=args, prog_name="netvault", **extra)
    except OSError as trouble:
        with suppress(OSError):
            click.echo(visible(f"netvault: {trouble.filename or 'the output'}: {trouble.strerror or trouble}."), err=True)
        with suppress(OSError, ValueError, AttributeError):  # what is still to be printed cannot be
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
