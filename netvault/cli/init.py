"""`netvault init`: a new vault, or netvault for the notes that are there."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from netvault.cli.options import chosen_directory, common
from netvault.cli.session import SETTINGS, load_settings, stop
from netvault.cli.terminal import out, say, style
from netvault.escape import terminal
from netvault.network.graph import Network
from netvault.outputs import output_paths
from netvault.pipeline import read_sources
from netvault.settings import Settings
from netvault.settingvalues import LANGUAGES
from netvault.text import Source
from netvault.vault.find import Listing, scan
from netvault.vault.place import make_folders
from netvault.vault.read import read_all
from netvault.vault.shipped import copy_example, shipped
from netvault.vault.trouble import WriteTrouble
from netvault.vault.write import Writer

EXAMPLE_DAY = "2026-11-20"
FOLDERS = ("People", "Companies")
TEMPLATES = "Templates"
"""Where the template of a contact lies, unless Obsidian has another folder for templates."""
FAILED = 1
TELLING = 5
"""More lines than one in this many of all that link somebody, and than this many, have to be read in another language for it to
be named."""


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--example", is_flag=True, help="Fill the new vault with an invented person's network, to look around in.")
@common
def init(folder: Path | None, example: bool) -> None:
    """Make a new vault, or a vault of the notes that you have.

    In a folder that has notes none of them is changed; netvault says what it can already read from them.

    \b
    netvault init ~/network             a new vault
    netvault init ~/example --example   an example to look around in
    cd my-obsidian-vault && netvault init
    """
    root = folder or chosen_directory() or Path()
    if os.path.isfile(root):
        stop(f"{root} is a file, not a folder.")
    try:
        if example:
            _example(root)
            return
        root.mkdir(parents=True, exist_ok=True)
        settings, _ = load_settings(root)
        listing = scan(root, settings.ignore, (*(settings.obsidian.template_folders or (TEMPLATES,)), settings.templates))
        made = _make(root, settings, has_notes=bool(listing.files))
    except FileExistsError:
        stop(f"{root} is not empty. Name a new folder for the example: netvault init NAME --example")
    except NotADirectoryError:
        stop(f"{root} cannot be made: something above it is a file, not a folder.")
    except WriteTrouble as trouble:
        stop(str(trouble), FAILED)
    except OSError as trouble:
        stop(f"{trouble.filename or root}: {trouble.strerror}.", FAILED)
    for path in made:
        out(terminal(path))
    say(f"{style(str(root.resolve()), bold=True)} is a vault {'now' if made else 'already'}.")
    _already(root, settings, listing)


def _example(root: Path) -> None:
    copy_example(root)
    say(f"The example vault is in {style(str(root.resolve()), bold=True)}. It was written for {EXAMPLE_DAY}:")
    out(f"netvault -C {shlex.quote(str(root))} --date {EXAMPLE_DAY} build")


def _make(root: Path, settings: Settings, *, has_notes: bool) -> list[str]:
    """Make what is missing, inside the vault; nothing that is there is touched. Returns what was made."""
    files = {SETTINGS: _shipped("netvault.toml"), "contacts.base": _shipped("contacts.base")}
    if settings.obsidian.template_folders:
        files[f"{settings.obsidian.template_folders[0]}/Contact.md"] = _shipped("contact.md")
    elif not os.path.lexists(root / SETTINGS):  # then what is said there keeps the template from being read as a contact
        files[SETTINGS] = files[SETTINGS].replace(b"# ignore = []", f'ignore = ["{TEMPLATES}/"]'.encode())
        files[f"{TEMPLATES}/Contact.md"] = _shipped("contact.md")
    folders = [folder for folder in FOLDERS if not has_notes and not os.path.lexists(root / folder)]
    missing = [path for path in files if not os.path.lexists(root / path)]
    with Writer(root) as writer:
        for path in sorted(missing, key=lambda path: path == SETTINGS):  # last: a further run makes what is missing
            writer.create(path, files[path])
        for folder in folders:
            make_folders(writer.root, os.path.join(writer.root, folder))
    return [*missing, *(f"{folder}/" for folder in folders)]


def _shipped(template: str) -> bytes:
    return (shipped("templates") / template).read_bytes()


def _already(root: Path, settings: Settings, listing: Listing) -> None:
    """What can already be read from the notes that are there."""
    if all(file.path in output_paths(settings) for file in listing.files):
        say("Write a note per contact in People, or let `netvault add NAME` make one; then run: netvault build")
        return
    sources, _ = read_all(root, listing)
    network = read_sources(sources, settings).network
    kinds = [note.kind for note in network.notes.values()]
    counts = (
        (len(network.contacts), "contact"), (len(network.organisations), "organisation"), (kinds.count("dated"), "daily note"),
        (kinds.count("meeting"), "meeting"), (sum(bool(entry.acts) for entry in network.entries), "log line"),
    )  # fmt: skip
    say("Already to be read: " + ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in counts) + ".")
    if loose := sum(entry.hint == "loose" for entry in network.entries):
        which, it = ("A line stands", "it") if loose == 1 else (f"{loose} lines stand", "them")
        say(f"{which} in a paragraph of several lines, and would count with “- ” before {it}: netvault entries --mentions")
    _other_languages(sources, settings, network)
    if not network.contacts:
        say("A note is a contact when it lies in People or has `type: contact`; netvault.toml names other folders.")
    say("Next: netvault build")


def _other_languages(sources: Sequence[Source], settings: Settings, network: Network) -> None:
    """Say where many more lines could be read in another language than the settings name."""
    for language in (each for each in LANGUAGES if each not in settings.languages):
        languages = (*settings.languages, language)
        more = read_sources(sources, replace(settings, languages=languages)).network
        gained = sum(bool(entry.acts) for entry in more.entries) - sum(bool(entry.acts) for entry in network.entries)
        if gained > max(TELLING, len(network.entries) // TELLING):
            named = ", ".join(f'"{each}"' for each in languages)
            say(f"{gained} more lines could be read with this under [words] in {SETTINGS}: languages = [{named}]")
