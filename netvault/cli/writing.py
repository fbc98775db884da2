"""Carrying changes out in people's notes: what was written and where, or why nothing was."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import NoReturn

from netvault.cli.options import chosen_day
from netvault.cli.session import Session, kept_of, load_settings, stop, vault_root
from netvault.cli.terminal import note_link, out, out_diff, say, say_problems, style
from netvault.deeds import Planned
from netvault.doing import Change
from netvault.notes.edit import NotDone
from netvault.pipeline import Reading, read_sources
from netvault.text import Source
from netvault.vault.find import scan
from netvault.vault.read import read_all
from netvault.vault.reverting import settle
from netvault.vault.trouble import Busy, Stale, WriteTrouble
from netvault.vault.undo import Deed, History, Spot, spot_of
from netvault.vault.write import Writer

TRY_AGAIN = 75
FAILED = 1


def open_heads() -> Session:
    """A vault whose notes are read as far as their front matter: enough to know who is who, and quick.

    The sources are whole; the lines of a note come with `with_source`. Ends the command where no vault can be read.
    """
    root = vault_root()
    settings, _ = load_settings(root)
    gc.disable()  # what is read stays
    try:
        listing = scan(root, settings.ignore, (*settings.obsidian.template_folders, settings.templates))
        sources, _ = read_all(root, listing)
        kept = kept_of(root, settings)
        reading = read_sources(sources, settings, heads=True, recall=kept.recall_head if kept else None)
        gc.freeze()
    finally:
        gc.enable()
    return Session(root, settings, chosen_day(), listing, reading)


def write_changes(
    session: Session, command: str, changes: Sequence[Change], *, said: Sequence[str] = (), at: float | None = None
) -> list[str]:
    """Make changes in the notes, note by note; each is worked out again where the note has changed meanwhile.

    `at` is when the run began, in seconds since 1970: what one run writes is taken back together. `said` are words by which
    the same command is known if it is given again after it was killed; with them, who calls says `History.end` once the person
    has been told. Returns the paths written. Ends the command, naming what was done and what was not, where a note cannot be
    written.
    """
    try:
        return try_changes(session, command, changes, said=said, at=at)
    except NotAll as trouble:
        before = f" Written before: {', '.join(trouble.done)}." if trouble.done else " Nothing was written."
        stop(f"{trouble}{before}", trouble.code)


class NotAll(Exception):  # noqa: N818
    """Changes that were not all made; `done` are the paths of those that were. `path` and `why`: which could not be, and why.

    `code` is what a command ends with.
    """

    def __init__(self, path: str, why: str, done: Sequence[str], code: int) -> None:
        super().__init__(f"{path}: {why}" if path else why)
        self.path, self.why, self.done, self.code = path, why, tuple(done), code


def try_changes(
    session: Session, command: str, changes: Sequence[Change], *, said: Sequence[str] = (), at: float | None = None
) -> list[str]:
    """As `write_changes`; raises NotAll where a note cannot be written."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.path, []).append(change)
    deed = Deed(command, time.time() if at is None else at, (), tuple(said))
    run = _Run(session, History(session.root), deed, groups)
    path = ""
    try:
        with Writer(session.root) as writer:
            settle(writer, session.root, run.history)
            try:
                for path in groups:
                    if writer.write(path, seen_bytes(session.reading, path), partial(run.made, path)).changed:
                        run.done.append(path)
            except Exception:  # but one that was interrupted stays begun: who knows how far it came
                run.remember()
                raise
            run.remember()
    except Stale as stale:
        raise NotAll(path, str(stale) or "It changed while it was about to be written.", run.done, TRY_AGAIN) from None
    except Busy as busy:
        raise NotAll("", str(busy), run.done, TRY_AGAIN) from busy
    except WriteTrouble as trouble:
        raise NotAll(trouble.path, f"{trouble.message} {trouble.help}".rstrip(), run.done, FAILED) from trouble
    except OSError as trouble:
        raise NotAll("", str(trouble), run.done, FAILED) from trouble
    say_problems(writer.warnings)
    return run.done


@dataclass
class _Run:
    """The changes of one run by note, with what they came to; written down before each note is."""

    session: Session
    history: History
    deed: Deed
    groups: Mapping[str, Sequence[Change]]
    spots: dict[str, Spot] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def made(self, path: str, now: bytes | None) -> bytes:
        """A note's bytes with the changes, worked out against the bytes that are there now. Raises Stale."""
        if now is None:
            raise Stale("The note is not there any more.")
        try:
            before = now.decode("utf-8")
        except UnicodeDecodeError:
            raise Stale("The note is no text any more.") from None
        text = _changed(self.groups[path], before)
        if text != before:
            if not self.spots:
                self._foresee()
            self.spots[path] = spot_of(path, before, text)
            self.history.begin(replace(self.deed, spots=tuple(self.spots.values())))
        return text.encode("utf-8")

    def _foresee(self) -> None:
        """What the changes would come to in every note, as it was read: a run that is killed can be brought to its end by it."""
        for path, group in self.groups.items() if len(self.groups) > 1 else ():
            source = self.session.reading.sources.get(path)
            with suppress(Stale):
                if source and (text := _changed(group, source.text)) != source.text:
                    self.spots[path] = spot_of(path, source.text, text)

    def remember(self) -> None:
        """Remember what was written, so that it can be taken back."""
        self.history.add(replace(self.deed, spots=tuple(self.spots[path] for path in self.done)))
        if not self.deed.said or not self.done:
            self.history.end(self.deed.at)


def broken_off(root: Path) -> Deed | None:
    """Bring to its end what a killed run has begun, if there is such a thing; returns what that run was."""
    history = History(root)
    if history.begun() is None:
        return None
    try:
        with Writer(root) as writer:
            deed = settle(writer, root, history)
    except (WriteTrouble, OSError):
        return None  # whoever writes next says why
    say_problems(writer.warnings)
    return deed


def seen_bytes(reading: Reading, path: str) -> bytes | None:
    """The bytes of a note as they were read, or None where there was none."""
    source = reading.sources.get(path)
    return source.text.encode("utf-8") if source else None


def _changed(group: Sequence[Change], text: str) -> str:
    """A note's text with changes made in it, one after the other. Raises Stale where one cannot be made."""
    for change in group:
        edited = change.make(Source(change.path, text))
        if isinstance(edited, NotDone):
            raise Stale(edited.why)
        text = edited.text
    return text


def show_diff(before: Reading, after: Reading) -> None:
    """What would change, as a diff."""
    for path, source in after.sources.items():
        old = before.sources.get(path)
        if old is None or old.text != source.text:
            lines = unified_diff(
                (old.text if old else "").splitlines(keepends=True), source.text.splitlines(keepends=True),
                f"a/{path}" if old else "/dev/null", f"b/{path}",
            )  # fmt: skip
            out_diff("".join(line if line.endswith("\n") else line + "\n" for line in lines))


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
