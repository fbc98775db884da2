"""Carrying changes out in people's notes: what was written and where, or why nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff
from functools import partial
from typing import NoReturn

import click

from netvault.cli.session import Session, stop
from netvault.cli.terminal import note_link, out, say, say_problems, style
from netvault.deeds import Change, Planned
from netvault.notes.edit import NotDone
from netvault.pipeline import Reading
from netvault.text import Source
from netvault.vault.trouble import Busy, Stale, WriteTrouble
from netvault.vault.undo import History, Spot, spot_of
from netvault.vault.write import Writer

TRY_AGAIN = 75
FAILED = 1


def write_changes(session: Session, command: str, changes: Sequence[Change]) -> list[str]:
    """Make changes in the notes, note by note; each is worked out again where the note has changed meanwhile.

    Returns the paths written. Ends the command, naming what was done and what was not, where a note cannot be written.
    """
    by_path: dict[str, list[Change]] = {}
    for change in changes:
        by_path.setdefault(change.path, []).append(change)
    spots: list[Spot] = []
    path = ""
    try:
        with Writer(session.root) as writer:
            for path, group in by_path.items():
                seen: list[bytes] = []
                written = writer.write(path, seen_bytes(session.reading, path), partial(_made, group, seen))
                if written.changed:
                    spots.append(spot_of(path, seen[-1].decode("utf-8"), written.data.decode("utf-8")))
        say_problems(writer.warnings)
    except Stale as stale:
        _ended(f"{path}: {stale or 'It changed while it was about to be written.'}", spots, TRY_AGAIN)
    except Busy as busy:
        _ended(str(busy), spots, TRY_AGAIN)
    except (WriteTrouble, OSError) as trouble:
        _ended(str(trouble), spots, FAILED)
    finally:
        History(session.root).add(command, tuple(spots))
    return [spot.path for spot in spots]


def seen_bytes(reading: Reading, path: str) -> bytes | None:
    """The bytes of a note as they were read, or None where there was none."""
    source = reading.sources.get(path)
    return source.text.encode("utf-8") if source else None


def _made(group: Sequence[Change], seen: list[bytes], now: bytes | None) -> bytes:
    """A note's bytes with the changes, worked out against the bytes that are there now."""
    if now is None:
        raise Stale("The note is not there any more.")
    seen.append(now)
    try:
        text = now.decode("utf-8")
    except UnicodeDecodeError:
        raise Stale("The note is no text any more.") from None
    for change in group:
        edited = change.make(Source(change.path, text))
        if isinstance(edited, NotDone):
            raise Stale(edited.why)
        text = edited.text
    return text.encode("utf-8")


def _ended(message: str, spots: list[Spot], code: int) -> NoReturn:
    done = f" Written before: {', '.join(spot.path for spot in spots)}." if spots else " Nothing was written."
    stop(message + done, code)


def show_diff(before: Reading, after: Reading) -> None:
    """What would change, as a diff."""
    for path, source in after.sources.items():
        old = before.sources.get(path)
        if old is None or old.text != source.text:
            lines = unified_diff(
                (old.text if old else "").splitlines(keepends=True), source.text.splitlines(keepends=True),
                f"a/{path}" if old else "/dev/null", f"b/{path}",
            )  # fmt: skip
            for line in lines:
                click.echo(line if line.endswith("\n") else line + "\n", nl=False)


def show_lines(session: Session, planned: Planned) -> None:
    """The lines that were written, each with its place."""
    for path, number in dict.fromkeys(planned.edits):
        text = planned.reading.sources[path].excerpt(number).strip()
        out(f"{note_link(session.root, path, f'{path}:{number}')}: {style(text)}")


def not_done(why: str) -> NoReturn:
    """End a command that had nothing written, with the reason."""
    stop(f"{why} Nothing was written.", FAILED)


def say_taken(words: str) -> None:
    """A line about what was taken in."""
    say(style("✓ ", fg="green") + words)
