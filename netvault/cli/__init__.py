"""The command line: here alone are the clock, the environment, stdout and colours. Heavy imports stay inside commands."""

from __future__ import annotations

from typing import Any

import click

from netvault import __version__
from netvault.cli.group import LazyGroup
from netvault.cli.options import common


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
    """The `netvault` script."""
    cli.main(args=args, prog_name="netvault", **extra)
