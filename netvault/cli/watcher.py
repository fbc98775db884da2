"""The loop of `netvault watch`: when to look, when to build, what to say.

What is heard of the vault are hints. Whatever they say, the vault in memory is brought to what is on the disk, and the
build is the one that `netvault build` makes; so nothing depends on a hint being right.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection
from pathlib import Path

import click

from netvault.cli.build import TRY_AGAIN, NotWritten
from netvault.cli.live import HIDDEN, LiveVault, Rebuilt, TooFew
from netvault.cli.pace import Clock, Due, Pace
from netvault.cli.terminal import say, say_problems, style
from netvault.diagnostics import Diagnostic
from netvault.outputs import TODAY
from netvault.vault.drives import network_drive
from netvault.vault.listen import NO_WATCH_LEFT, Deaf, Heard, Hints, Listener, Signal, hear, identity

_QUARREL = 5
"""Changes by hand inside generated regions, one soon after the other, that are taken for a program's."""
_ASLEEP = 30.0
"""Seconds that the clock may run ahead of the computer before it counts as a sleep, or as a clock that was set."""


class Watcher:
    """Keeps a vault's outputs true. `tell` takes what `--quiet` leaves out."""

    def __init__(
        self, root: Path, clock: Clock, *, tell: Callable[[str], None] = say, poll: bool = False, pace: Pace | None = None
    ) -> None:
        self.root, self.pace = root, pace or Pace()
        self.live = LiveVault(root, lambda: self._day)
        self.hints: Hints = Hints()
        self._clock, self._tell = clock, tell
        self._polling = poll
        self._listener = Listener(root, self.hints, HIDDEN)
        self._due = Due()
        self._missing = False
        self._retry = self.pace.retry
        self._said = ""
        self._edited: list[float] = []
        self._problems: frozenset[Diagnostic] = frozenset()
        self._day = clock.today()
        self._drift = self._ahead()

    def stop(self) -> None:
        """End the loop, after what it is doing. May be called from a signal or another thread."""
        self.hints.put(Signal.STOP)

    def run(self) -> None:
        """Build, and go on until `stop`."""
        try:
            self._listen()
            self.live.look()
            self._looked()
            self._tell(f"Watching {style(str(self.root))}: {len(self.live.store.listing.files)} notes. Ctrl-C ends it.")
            self._build("the start")
            gc.freeze()  # nearly all of it stays to the end
            while True:
                heard = hear(self.hints, self._due.wait(self._clock.steady(), self.pace.tick), self.pace.quiet)
                if Signal.STOP in heard.signals:
                    if self._due.rest_at is not None:
                        self._build("the reports")
                    return
                self._turn(heard)
        finally:
            self._listener.stop()

    # ── listening ───────────────────────────────────────────────────────────────────────────────

    def _listen(self) -> None:
        """Begin to listen, or to look for changes every so often, and say why."""
        kind = network_drive(self.root)
        if kind is not None and not self._polling:
            self._poll(f"the vault lies on a network drive ({kind}), of whose changes the system does not tell")
        if self._polling:
            return
        try:
            self._listener.start()
        except Deaf as why:
            self._poll(str(why))

    def _poll(self, why: str) -> None:
        say(f"netvault: {why}. So it looks for changes every {self.pace.poll:g} seconds.")
        self._polling = True
        self._listener.stop()

    def _hears_all(self) -> bool:
        return self._polling or self._listener.covers(self.live.store.listing.folders)

    def _ahead(self) -> float:
        return self._clock.wall() - self._clock.steady()

    # ── one turn ────────────────────────────────────────────────────────────────────────────────

    def _turn(self, heard: Heard) -> None:
        """Look at what was heard of, and at the time; build where something has changed."""
        due, now = self._due, self._clock.steady()
        due.paths |= heard.paths
        if not self._vault_is_there():
            due.sure_from = None
            due.rescan_at = due.held_till = now + self.pace.tick
            return
        if Signal.LOST in heard.signals or not (self._polling or self._listener.alive()):
            self._listen()
            due.everything = True
        drift, self._drift = self._drift, self._ahead()
        due.everything |= Signal.LOOK in heard.signals or now >= due.rescan_at or abs(self._drift - drift) > _ASLEEP
        reasons = self._look() if now >= due.held_till else None
        if reasons is None:
            return
        day, self._day = self._day, self._clock.today()
        if day != self._day:
            reasons.append(f"a new day, {self._day}")
        if not reasons and due.retry_at is not None and now >= due.retry_at:
            reasons.append("once more")
        if reasons:
            self._build(", ".join(reasons), TODAY)
        elif due.rest_at is not None and now >= due.rest_at:
            self._build("the reports")

    def _vault_is_there(self) -> bool:
        """Whether the vault's folder is there; says so when that has changed."""
        missing = identity(self.root) is None
        if missing != self._missing:
            self._missing = missing
            say(f"netvault: the folder {style(str(self.root))} is {'gone: waiting for it' if missing else 'back'}.")
        if missing:
            self._due.everything = True
        return not missing

    def _look(self) -> list[str] | None:
        """Look at what is due; returns what has changed, in words, or None where it is to be looked at again in a moment."""
        due, began = self._due, self._clock.steady()
        if not due.paths and not due.everything:
            return []
        everything = due.everything
        sure = due.sure_from is not None and began >= due.sure_from
        change = self.live.look(None if everything else due.paths, sure=sure)
        if change.unsure:
            due.sure_from = due.sure_from or began + self.pace.grace
            return None
        due.paths, due.everything, due.sure_from = set(), False, None
        if everything or change.beside:
            self._looked(self._clock.steady() - began)
        return self._words(change.paths, beside=change.beside)

    def _looked(self, took: float = 0.0) -> None:
        """After a look at everything: when to look again; and whether each folder is listened to."""
        wait = max(self.pace.poll, 20 * took) if self._polling else self.pace.rescan
        self._due.rescan_at = self._clock.steady() + wait
        if not self._hears_all():
            self._listen()
            self._due.everything = True
            if not self._hears_all():
                self._poll(NO_WATCH_LEFT)

    def _words(self, paths: Collection[str], *, beside: bool) -> list[str]:
        if len(paths) == 1:
            return [self._named(path) for path in paths]
        if paths:
            return [f"{len(paths)} notes"]
        return ["settings or folders"] if beside else []

    def _named(self, path: str) -> str:
        return "a private note" if self.live.private(path) else style(path)

    # ── building ────────────────────────────────────────────────────────────────────────────────

    def _build(self, reason: str, regions: Collection[str] | None = None) -> None:
        """Build, and say in one line what for, what was written and how long it took. All outputs, or these regions first."""
        began = self._clock.steady()
        self._due.retry_at = None
        if regions is None:
            self._due.rest_at = None
        else:
            self._due.rest(began, self.pace)
        try:
            made = self.live.rebuild(regions)
        except TooFew as few:
            self._trouble(str(few))
        except NotWritten as trouble:
            self._trouble("" if trouble.stale else str(trouble))
            self._again_later()
        except click.exceptions.Exit as end:  # it has been said why
            if end.exit_code == TRY_AGAIN:
                self._again_later()
        else:
            self._done(made, reason, began, whole=regions is None)

    def _done(self, made: Rebuilt, reason: str, began: float, *, whole: bool) -> None:
        self._retry, self._said = self.pace.retry, ""
        took = self._clock.steady() - began
        wrote = "wrote " + ", ".join(map(self._named, made.written)) if made.written else "nothing to write"
        span = f"{took * 1000:.0f} ms" if took < 1 else f"{took:.1f} s"
        self._tell(f"{time.strftime('%H:%M:%S')}  {reason}: {wrote} ({span})")
        say_problems(problem for problem in made.problems if problem not in self._problems)
        self._problems = frozenset(made.problems) if whole else self._problems.union(made.problems)
        if made.again:
            self._due.retry_at = began
        if any(problem.code == "region-edited" for problem in made.problems):
            self._quarrel(began)

    def _quarrel(self, now: float) -> None:
        """Leave it alone for a while where something (a linter, say) undoes what is generated again and again."""
        self._edited = [*(moment for moment in self._edited if now - moment < self.pace.patience), now]
        if len(self._edited) >= _QUARREL:
            self._edited = []
            self._due.held_till = now + self.pace.patience
            say(
                "netvault: something keeps changing what stands between the marker lines. If it is a program that tidies notes, "
                f"let it leave the generated ones alone. Nothing is written for {self.pace.patience:g} seconds."
            )

    def _trouble(self, message: str) -> None:
        """Say why nothing was written, once."""
        if message and message != self._said:
            say(f"netvault: {message}")
            self._said = message

    def _again_later(self) -> None:
        """Try again after a while, each time after a longer one, with everything looked at anew."""
        self._due.rest_at = None  # the reports follow what is tried again
        self._due.retry_at = self._due.rescan_at = self._clock.steady() + self._retry
        self._retry = min(self._retry * 2, self.pace.patience)
