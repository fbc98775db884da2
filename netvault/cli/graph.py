"""`netvault graph`: the network, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from netvault.cli.options import common
from netvault.cli.session import open_vault, stop
from netvault.cli.terminal import out, say
from netvault.escape import terminal

FORMATS = ("mermaid", "canvas", "graphml", "json")
FAILED = 1


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="mermaid", show_default=True, help="What to write.")
@click.option("--out", "path", metavar="FILE", help="Write it to this file of the vault. Default: print it.")
@common
def graph(form: str, path: str | None) -> None:
    """The network, for other programs.

    People and organisations, and what connects them: works at, worked at, introduced, knows, led to. Nobody private is in it.

    \b
    netvault graph                                      Mermaid
    netvault graph --format canvas --out network.canvas open it in Obsidian
    netvault graph --format graphml > network.graphml   for Gephi, yEd and the like
    netvault graph --format json | jq '.edges | length'
    """
    from netvault.views.exporting import FORMATS as WRITTEN
    from netvault.views.exporting import graph_of

    session = open_vault()
    text = WRITTEN[form](graph_of(session.reading.network))
    if path is None:
        out(text.rstrip("\n"))
        return
    _write(session.root, path, text)


def _write(root: Path, path: str, text: str) -> None:
    """Write the text to a file of the vault that is new, or that was written so before."""
    from netvault.vault.find import LARGEST
    from netvault.vault.read import Unreadable, read_bytes
    from netvault.vault.trouble import WriteTrouble
    from netvault.vault.write import exactly, write_note
    from netvault.views.exporting import is_ours

    if not path.strip():
        stop("say which file: --out network.canvas")
    if path.endswith((".md", ".toml", ".base")):
        stop(f"{path} would be a note or settings. Name a file such as network.canvas.")
    try:
        base = read_bytes(root, path, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        base = None
    except (Unreadable, OSError) as trouble:
        stop(f"{path}: {trouble}", FAILED)
    if base is not None and not is_ours(base):
        stop(f"{path} is there, and was not written by `netvault graph`. Name another file.", FAILED)
    try:
        written = write_note(root, path, base, exactly(base, text.encode("utf-8")))
    except (WriteTrouble, OSError) as trouble:
        stop(f"{trouble} Nothing was written.", FAILED)
    out(terminal(path))
    say("It held this already." if not written.changed else "Written.")
