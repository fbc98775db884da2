"""One run of a command: which vault, which settings, which day, and what the vault says."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from netvault.cli.options import chosen_day, chosen_directory
from netvault.cli.terminal import say, say_problems
from netvault.diagnostics import Diagnostic
from netvault.escape import terminal
from netvault.pipeline import Reading, read_sources
from netvault.settings import Settings, parse_settings
from netvault.standing import Standing, stand
from netvault.vault.find import Listing, VaultNotFound, find_root, scan
from netvault.vault.read import Unreadable, read_all, read_text_file

if TYPE_CHECKING:
    from netvault.network.hidden import Hidden
    from netvault.text import Source
    from netvault.vault.kept import Kept

SETTINGS = "netvault.toml"
USAGE = 2


@dataclass(frozen=True)
class Session:
    """A vault that was found and read."""

    root: Path
    settings: Settings
    day: date
    listing: Listing
    reading: Reading

    before: Standing | None = None
    """The vault as it was seen before, if it was: what has not changed since need not be worked out again."""

    def standing(self) -> Standing:
        """The vault seen from the day."""
        return stand(self.reading.network, self.day, self.before)


def stop(message: str, code: int = USAGE) -> NoReturn:
    """End the command with a message."""
    say("\n".join(terminal(line) for line in f"netvault: {message}".split("\n")))
    raise click.exceptions.Exit(code)


def spoken_day(text: str, today: date, *, ahead: bool = False) -> date:
    """A day as it was said; ends the command where it is none."""
    from netvault.dates import parse_spoken

    day = parse_spoken(text, today, ahead=ahead)
    if day is None:
        past, coming = "yesterday, “last friday” or “3 days ago”", "friday, “next week” or “in 3 weeks”"
        stop(f"“{text}” is no day that I understand. Try 2026-11-12, {coming if ahead else past}.")
    return day


def vault_root() -> Path:
    """The vault's folder; ends the command where there is none."""
    try:
        return find_root(Path(), chosen_directory())
    except VaultNotFound as missing:
        stop(str(missing))
    except OSError as trouble:
        stop(f"the folder that you are in cannot be used: {trouble.strerror}. Name a vault with `-C DIR`.")


def load_settings(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """The vault's settings with what Obsidian's say; ends the command where netvault.toml is wrong."""
    from netvault.notes.daily import DAILY, PERIODIC, TEMPLATER, TEMPLATES, parse_obsidian

    try:
        parsed = parse_settings(read_text_file(root, SETTINGS) or "", SETTINGS)
        if any(problem.severity == "error" for problem in parsed.diagnostics):
            say_problems(parsed.diagnostics)
            raise click.exceptions.Exit(USAGE)
    except Unreadable as trouble:
        stop(str(trouble))
    texts, problems = {}, list(parsed.diagnostics)
    for path in (DAILY, PERIODIC, TEMPLATES, TEMPLATER):
        try:
            text = read_text_file(root, path)
        except Unreadable as trouble:
            hint = "Its defaults are used until then; saving the settings in Obsidian writes it anew."
            problems.append(Diagnostic("obsidian-settings", "warning", path, 1, 1, str(trouble), hint))
            continue
        if text is not None:
            texts[path] = text
    obsidian = parse_obsidian(texts)
    return replace(parsed.value, obsidian=obsidian.value), [*problems, *obsidian.diagnostics]


def speaks_of_private(may: bool) -> None:
    """Say whether what the command prints may hold what is private, by name or not: then it is kept nowhere."""
    context = click.get_current_context(silent=True)
    if context:
        context.find_root().ensure_object(dict)["private"] = may


def kept_of(root: Path, settings: Settings) -> Kept | None:
    """What is kept of a vault's notes; None where NETVAULT_NO_CACHE says to do without, or nothing can be."""
    if os.environ.get("NETVAULT_NO_CACHE"):
        return None
    from netvault.vault.kept import Kept

    try:
        return Kept(root, settings)
    except OSError:
        return None


def read_anew(root: Path, settings: Settings, sources: Sequence[Source], problems: Sequence[Diagnostic]) -> Reading:
    """Read a vault of which nothing is in memory yet, with the help of what is kept of it; and keep what is new.

    Nothing is kept of notes that are private or have the name of one that is; names stand in more places than a link shows.
    """
    kept = kept_of(root, settings)
    reading = read_sources(sources, settings, problems, remember=True, recall=kept.recall if kept else None)
    if kept:
        kept.keep(reading, hidden_of(reading))
    return reading


def hidden_of(reading: Reading) -> Hidden:
    """The names of all that is private in a vault, or may be."""
    return reading.network.hidden


def open_vault() -> Session:
    """Find the vault and read it; ends the command where that cannot be done."""
    root = vault_root()
    settings, problems = load_settings(root)
    gc.disable()  # what is read stays: looking for garbage meanwhile costs a third of the time
    try:
        listing = scan(root, settings.ignore, (*settings.obsidian.template_folders, settings.templates))
        unlisted = next((problem for problem in listing.diagnostics if problem.path == "."), None)
        if unlisted:
            stop(f"{root} {unlisted.message.removeprefix('This folder ')} {unlisted.help}")
        sources, unread = read_all(root, listing)
        reading = read_anew(root, settings, sources, [*problems, *listing.diagnostics, *unread])
        gc.freeze()
    finally:
        gc.enable()
    click.get_current_context().find_root().ensure_object(dict).update(root=root, hidden=hidden_of(reading))
    speaks_of_private(any(note.properties.private for note in reading.notes.values()))
    return Session(root, settings, chosen_day(), listing, reading)
