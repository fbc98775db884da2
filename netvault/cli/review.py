"""`netvault review`: what your own words mean, said once for all lines of their kind. It never changes a note."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from netvault.cli.options import common
from netvault.cli.session import SETTINGS, Session, open_vault, stop
from netvault.cli.terminal import out, out_json, say, style
from netvault.escape import terminal

if TYPE_CHECKING:
    from netvault.views.reviewing import Kind

KEYS = {
    "t": "talked", "h": "heard", "a": "asked", "r": "requested", "g": "gave", "o": "offered", "c": "received", "l": "lead",
    "f": "followed", "w": "awaited", "p": "promised", "d": "thanked", "k": "kind", "e": "reported", "x": "attempt", "n": "note",
}  # fmt: skip
"""The key for each act. `n`: it counts as nothing, and is not asked about again."""
_SAID = {
    "t": "we were in touch", "h": "they wrote or called", "a": "I asked for help", "r": "they asked me", "g": "I helped",
    "o": "I offered help", "c": "they helped", "l": "they gave me a lead", "f": "I followed a lead", "w": "they promised",
    "p": "I promised", "d": "I said thanks", "k": "good wishes", "e": "I told how it went", "x": "I tried to reach them",
    "n": "nothing",
}  # fmt: skip
FAILED = 1


@click.command()
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 36500), help="How far back to look.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: the kinds of lines, and nothing is asked.")
@common
def review(days: int, as_json: bool) -> None:
    """Say what your own words mean, once for all of their kind.

    Lines of the last days that link somebody and count as nothing, for a word that netvault does not know, are put together by
    their words, where they would count if it did; one key says what such lines mean. The answers go to [words] in netvault.toml,
    and no note is changed. Without a terminal the kinds are listed.

    \b
    netvault review
    netvault review --days 365
    """
    from netvault.views.reviewing import kinds

    session = open_vault()
    found = kinds(session.reading.network, session.reading.sources, session.day, days)
    if as_json:
        out_json([{"words": one.words, "form": one.form, "lines": one.count, "example": one.example} for one in found])
        return
    if not found:
        last = "day" if days == 1 else f"{days} days"
        say(f"No line of the last {last} has words to learn. What else counts as nothing: netvault entries --mentions")
        return
    if not sys.stdin.isatty():
        for one in found:
            out(f"{one.count:>4}  {terminal(one.form)}")
        return
    answers = _ask(found)
    if answers:
        _write(session, answers)


def _ask(found: list[Kind]) -> dict[str, list[str]]:
    """What was answered: the words by act."""
    answers: dict[str, list[str]] = {}
    say("What do lines like these mean? " + ", ".join(f"{key} {words}" for key, words in _SAID.items()) + "; s skip, q end.")
    for one in found:
        lines = "1 line" if one.count == 1 else f"{one.count} lines"
        say(f"\n{lines} like {style(one.form, bold=True)}\n  {style(one.example, dim=True)}")
        key = _key()
        if key == "q":
            break
        if key in KEYS:
            answers.setdefault(KEYS[key], []).append(one.words)
    return answers


def _key() -> str:
    """The key that is pressed next, of those that mean something; Enter skips."""
    click.echo("Key [s]: ", nl=False, err=True)
    while True:
        pressed = click.getchar().casefold()
        key = "s" if pressed in ("\r", "\n") else pressed
        if key in (*KEYS, "s", "q"):
            say(key)
            return key
        click.echo("\a", nl=False, err=True)


def _write(session: Session, answers: dict[str, list[str]]) -> None:
    """Add the words to [words] in netvault.toml; every other byte of it stays."""
    from netvault.notes.tomledit import BOM, with_words
    from netvault.settings import parse_settings
    from netvault.vault.trouble import WriteTrouble
    from netvault.vault.write import write_note

    file = session.root / SETTINGS
    base = file.read_bytes() if file.is_file() else None

    def make(now: bytes | None) -> bytes:
        text = with_words((now or b"").decode("utf-8"), answers)
        if any(problem.severity == "error" for problem in parse_settings(text.removeprefix(BOM), SETTINGS).diagnostics):
            raise ValueError(SETTINGS)
        return text.encode("utf-8")

    try:
        write_note(session.root, SETTINGS, base, make)
    except (WriteTrouble, OSError, ValueError) as trouble:
        stop(f"{SETTINGS} could not be written ({trouble}). Nothing was changed.", FAILED)
    out(SETTINGS)
    said = ", ".join(f"{terminal(words)} ({act})" for act, group in answers.items() for words in group)
    say(f"Known now, under [words] there: {said}. Next: netvault build")
