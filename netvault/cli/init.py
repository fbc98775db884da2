"""`netvault init`: a new vault, or netvault for the notes that are there."""

from __future__ import annotations

from pathlib import Path

import click

from netvault.cli.options import chosen_directory, common
from netvault.cli.session import load_settings, stop
from netvault.cli.terminal import out, say, style
from netvault.pipeline import read_sources
from netvault.vault.find import scan
from netvault.vault.read import read_all
from netvault.vault.shipped import copy_example, shipped

EXAMPLE_DAY = "2026-11-20"
FOLDERS = ("People", "Companies")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--example", is_flag=True, help="Fill the new vault with an invented person's network, to look around in.")
@common
def init(folder: Path | None, example: bool) -> None:
    """Make a new vault, or a vault of the notes that you have.

    In a folder that has notes none of them is changed; netvault says what it can already read from them.

    \b
    netvault init ~/network             a new vault
    netvault init . --example           an example to look around in
    cd my-obsidian-vault && netvault init
    """
    root = folder or chosen_directory() or Path.cwd()
    try:
        if example:
            _example(root)
            return
        root.mkdir(parents=True, exist_ok=True)
        made = _make(root)
    except FileExistsError:
        stop(f"{root} is not empty. Name a new folder for the example: netvault init NAME --example")
    except NotADirectoryError:
        stop(f"{root} is a file, not a folder.")
    except OSError as trouble:
        stop(f"{trouble.filename or root}: {trouble.strerror}.")
    for path in made:
        out(path)
    say(f"{style(str(root), bold=True)} is a vault now." if made else f"{style(str(root), bold=True)} is a vault already.")
    _already(root)


def _example(root: Path) -> None:
    copy_example(root)
    say(f"The example vault is in {style(str(root), bold=True)}. It was written for {EXAMPLE_DAY}:")
    out(f"netvault -C {root} --date {EXAMPLE_DAY} build")


def _make(root: Path) -> list[str]:
    """Make what is missing; no file that is there is touched. Returns what was made."""
    made = []
    settings, _ = load_settings(root)
    templates = (settings.obsidian.template_folders or ("Templates",))[0]
    files = {"netvault.toml": "netvault.toml", f"{templates}/Contact.md": "contact.md", "contacts.base": "contacts.base"}
    has_notes = any(root.glob("*.md")) or any(root.glob("*/*.md"))
    for folder in () if has_notes else FOLDERS:
        if not (root / folder).exists():
            (root / folder).mkdir(parents=True)
            made.append(f"{folder}/")
    for name, template in files.items():
        target = root / name
        if target.exists() or target.is_symlink():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write((shipped("templates") / template).read_bytes())
        made.append(name)
    return made


def _already(root: Path) -> None:
    """What can already be read from the notes that are there."""
    settings, _ = load_settings(root)
    listing = scan(root, settings.ignore, (*settings.obsidian.template_folders, settings.templates))
    if not listing.files:
        say("Write a note per contact in People (the template is Templates/Contact.md), then run: netvault build")
        return
    sources, _ = read_all(root, listing)
    network = read_sources(sources, settings).network
    kinds = [note.kind for note in network.notes.values()]
    lines = sum(bool(entry.acts) for entry in network.entries)
    say(
        f"Already to be read: {len(network.contacts)} contacts, {len(network.organisations)} organisations, "
        f"{kinds.count('dated')} daily notes, {kinds.count('meeting')} meetings, {lines} log lines."
    )
    if not network.contacts:
        say("A note is a contact when it lies in People or has `type: contact`; netvault.toml names other folders.")
    say("Next: netvault build")
