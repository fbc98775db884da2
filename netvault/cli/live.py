"""A vault that is kept in memory while it changes: what `watch` looks at, rebuilds and writes."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netvault.cli.build import carry_out, count_notes, load_renderer, prepare
from netvault.cli.session import SETTINGS, Session, hidden_of, load_settings, read_anew
from netvault.diagnostics import Diagnostic
from netvault.model import Note
from netvault.notes.daily import DAILY, PERIODIC, TEMPLATER, TEMPLATES
from netvault.notes.note import read_head
from netvault.pipeline import Reading, read_again, read_sources
from netvault.settings import Settings
from netvault.standing import Standing
from netvault.vault.cache import forget
from netvault.vault.memory import remember_notes
from netvault.vault.store import Change, Store

if TYPE_CHECKING:
    from netvault.plan import Plan, Write

HIDDEN = (DAILY, PERIODIC, TEMPLATES, TEMPLATER)
"""The files in dot folders that netvault reads."""

class TooFew(Exception):  # noqa: N818
    """Most notes have gone, so nothing was written; the message says so."""


@dataclass(frozen=True)
class Rebuilt:
    """A rebuild: the paths that were written, and what there is to say.

    `again`: what was written is not what is there now, so somebody has saved meanwhile.
    """

    written: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    again: bool = False


class LiveVault:
    """A vault in memory. `day` says which day it is."""

    def __init__(self, root: Path, day: Callable[[], date]) -> None:
        """Read the settings, no note yet. Ends the command where they are wrong."""
        self.root, self.day = root, day
        self.store = Store(root)
        self._reading: Reading | None = None
        self._standing: Standing | None = None
        self._known: tuple[object, ...] = ()
        self._hidden: bytes | None = None
        self._follow(*load_settings(root))

    def _follow(self, settings: Settings, problems: list[Diagnostic]) -> None:
        """Go by these settings, with the templates as they are now."""
        self.settings, self._problems = settings, problems
        self._rendering = load_renderer(self.root, settings)
        self._stale = True
        self._changed: set[str] | None = None
        self.store.choose(settings.ignore, (*settings.obsidian.template_folders, settings.templates))

    # ── looking ─────────────────────────────────────────────────────────────────────────────────

    def look(self, paths: Collection[str] | None = None, *, sure: bool = True) -> Change:
        """Look at what may have changed: the files of these paths, or everything. See `Store.look`.

        Settings and templates are looked at too. Where the settings are wrong it is said, and those of before stay.
        """
        named = paths is not None and any(self._is_setting(path) for path in paths)
        renewed = (paths is None or named) and self._renew(always=named)
        change = self.store.look(None if renewed else paths, sure=sure)
        self._stale = self._stale or bool(change)
        if self._changed is not None:
            self._changed.update(change.paths)
        return replace(change, beside=True) if renewed else change

    def private(self, path: str) -> bool:
        """Whether a note is private, or was when the vault was last read."""
        note = self._reading.notes.get(path) if self._reading else None
        source = self.store.source(path)
        now = read_head(source, self.settings).value if source else None
        return any(one.properties.private for one in (note, now) if one)

    def _is_setting(self, path: str) -> bool:
        return path == SETTINGS or path in HIDDEN or path.startswith(self.settings.templates + "/")

    def _renew(self, *, always: bool) -> bool:
        """Read settings and templates anew where they look changed (or `always`). Whether that was done."""
        known = self._fingerprint()
        if known == self._known and not always:
            return False
        self._known = known
        try:
            self._follow(*load_settings(self.root))
        except click.exceptions.Exit:  # what is wrong has been said
            return False
        return True

    def _fingerprint(self) -> tuple[object, ...]:
        """What tells whether settings or templates have changed."""
        paths = [str(self.root / path) for path in (SETTINGS, *HIDDEN)]
        for folder, _, names in sorted(os.walk(self.root / self.settings.templates)):
            paths += [os.path.join(folder, name) for name in sorted(names)]
        return tuple((path, *_stamp(path)) for path in paths)

    # ── building ────────────────────────────────────────────────────────────────────────────────

    def session(self) -> Session:
        """The vault as it is in memory."""
        if self._reading is None or self._stale:
            problems = [*self._problems, *self.store.problems]
            changed = [self.store.source(path) for path in sorted(self._changed or ())]
            known = self._reading
            if known and self._changed is not None and known.network.settings == self.settings and self._same(known):
                self._reading = read_again(known, [source for source in changed if source], problems)
            elif known:
                self._reading = read_sources(self.store.sources, self.settings, problems, known, remember=True)
            else:
                self._reading = read_anew(self.root, self.settings, self.store.sources, problems)
            self._forget(known.notes if known else {}, self._reading)
            self._stale, self._changed = False, set()
        return Session(self.root, self.settings, self.day(), self.store.listing, self._reading, self._standing)

    def _forget(self, before: Mapping[str, Note], reading: Reading) -> None:
        """Erase what commands have kept of the vault where something has become private, or may have."""
        changed = before.keys() | reading.notes.keys() if self._changed is None else self._changed
        if any(_private(before, path) != _private(reading.notes, path) for path in changed) or self._hidden is None:
            hidden = hidden_of(reading).key
            if self._hidden not in (None, hidden):
                forget(self.root, "answers", "notes")
            self._hidden = hidden

    def _same(self, known: Reading) -> bool:
        """Whether no note has come or gone since."""
        changed = self._changed or set()
        return len(known.sources) == self.store.count and all(p in known.sources and self.store.source(p) for p in changed)

    def rebuild(self, regions: Collection[str] | None = None) -> Rebuilt:
        """What `build` does, or as much of it as these regions need.

        Raises TooFew, NotWritten, or click's Exit where a note could not be written.
        """
        gc.disable()  # whatever is made stays: looking for garbage meanwhile costs a third of the time
        try:
            return self._rebuild(regions)
        finally:
            gc.enable()

    def _rebuild(self, regions: Collection[str] | None) -> Rebuilt:
        session = self.session()
        count, few = count_notes(session)
        if few:
            raise TooFew(few)
        made = prepare(session, *self._rendering, reopen=self._reopen, regions=regions)
        self._standing = made.standing
        plan = self._today_first(made.plan)
        warnings = carry_out(made.session, plan) if plan.writes or plan.saved else []
        remember_notes(self.root, count)
        problems = (*made.problems, *plan.refused, *plan.warnings, *warnings)
        failed = {problem.path for problem in warnings if problem.code == "not-written"}
        done = [write for write in plan.writes if write.path not in failed]
        return Rebuilt(tuple(write.path for write in done), problems, again=not self._settle(done))

    def _reopen(self, paths: Collection[str]) -> Session:
        """The vault after notes were written."""
        self.look(paths)
        return self.session()

    def _today_first(self, plan: Plan) -> Plan:
        writes = sorted(plan.writes, key=lambda write: (write.path != self.settings.today, write.path))
        return replace(plan, writes=tuple(writes))

    def _settle(self, writes: Sequence[Write]) -> bool:
        """Take in what was written, so that hearing of it is no news. Whether nothing else has come with it.

        An output may lie where no notes are read: then there is nothing of it to take in.
        """
        if not writes:
            return True
        texts = {write.path: write.text for write in writes}
        before = self.store.listing
        change = self.look(texts, sure=False)
        now = self.store.listing
        made = {folder for path in texts for folder in _above(path)}
        strange = before.diagnostics != now.diagnostics or not made.issuperset(set(now.folders) ^ set(before.folders))
        others = [path for path in change.paths if path not in texts]
        found = ((text, self.store.source(path)) for path, text in texts.items())
        return not (change.unsure or strange or others) and all(there is None or there.text == text for text, there in found)


def _above(path: str) -> list[str]:
    """The folders that a path lies in."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _private(notes: Mapping[str, Note], path: str) -> tuple[object, ...] | None:
    """What a note hides, if it is private; the empty tuple where it is not, None where it cannot be read."""
    note = notes.get(path)
    if note is None:
        return None
    said = note.properties
    return (note.name, said.aliases, said.email, said.phone) if said.private else ()


def _stamp(path: str) -> tuple[int, ...]:
    try:
        known = os.stat(path)
    except OSError:
        return ()
    return known.st_size, known.st_mtime_ns, known.st_ino
