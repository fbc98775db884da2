"""The one way by which anything is written into a vault (safety, Writing).

    with Writer(root) as writer:
        writer.write("People/Jane Doe.md", base, lambda now: with_new_line(now))

What `make` gives is written only in place of the very bytes that it was given. Whoever saves the note
meanwhile wins, and `make` is asked again with what they saved.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from netvault.diagnostics import Diagnostic
from netvault.vault.held import Held, hold
from netvault.vault.journal import Journal
from netvault.vault.late import LateLook
from netvault.vault.lock import VaultLock
from netvault.vault.place import Target, target_of
from netvault.vault.placing import Placing
from netvault.vault.recovery import Recovery
from netvault.vault.replace import Ways
from netvault.vault.state import private_folder, state_folder, vault_key
from netvault.vault.trouble import Busy, Refused, Stale, Taken, disk_trouble

Make = Callable[[bytes | None], bytes]
"""From the bytes that are there (None for no file) to those that shall be. Raises Stale to give up."""

RETRIES = 5
PATIENCE = 5.0
"""How long, in seconds, a write waits for an editor that has the note open for writing."""
LEFT_ALONE = 3600.0
"""Seconds for which a temporary file may be somebody's at work on another machine."""
GRACE = 0.2
"""For how long, in seconds, a note that has gone may come back: some editors save in two steps."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did. `replanned`: it met other bytes than its base. `copy`: where the old ones are."""

    path: str
    data: bytes
    changed: bool = True
    created: bool = False
    replanned: bool = False
    copy: Path | None = None


def write_note(root: Path, path: str, base: bytes | None, make: Make) -> Written:
    """Write one file of a vault: `Writer.write`, with the lock and the look for late writers around it."""
    with Writer(root) as writer:
        return writer.write(path, base, make)


def exactly(base: bytes | None, new: bytes) -> Make:
    """For a write that was planned in full: gives `new` where `base` is there, else raises Stale."""

    def make(now: bytes | None) -> bytes:
        if now not in (base, new):
            raise Stale
        return new

    return make


class Writer:
    """Holds the vault's lock, and writes. `warnings` has what went wrong after a write had happened.

    `clock` gives the time in seconds since 1970, `sleep` waits; `ways` limits what the system is asked for.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        ways: Ways | None = None,
    ) -> None:
        self.root = os.path.realpath(root)
        self.warnings: list[Diagnostic] = []
        self.recovery = Recovery(Path(self.root), clock)
        self._clock = clock
        self._sleep = sleep
        self._ways = ways or Ways()
        self._locks = state_folder() / "locks"
        self._key = vault_key(Path(self.root))
        self._lock = VaultLock(self._locks / f"{self._key}.lock", sleep)

    def __enter__(self) -> Writer:
        """Take the lock, and put aside what a killed run has left. Raises Busy, Refused or DiskTrouble."""
        if not os.path.isdir(self.root):
            raise Refused("", f"There is no folder {self.root}.")
        try:
            private_folder(self._locks)
            self._lock.take()
            self._journal = Journal(self._locks / f"{self._key}.open")
            late = LateLook(self.recovery, self._clock, self._sleep, self._warn)
            self._placing = Placing(self.root, self.recovery, self._journal, late, self._ways, self._warn)
            self._placing.adopt(self._journal.left())
        except OSError as error:
            self._lock.drop()
            raise disk_trouble(error, str(self._locks)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Look for late writers, then let the lock go."""
        try:
            self.finish()
            with suppress(OSError):  # what it lists has gone, and is found to have
                self._journal.close()
        finally:
            self._lock.drop()

    # ── what it does ────────────────────────────────────────────────────────────────────────────

    def write(self, path: str, base: bytes | None, make: Make) -> Written:
        """Make the file at `path`, in the vault, hold what `make` gives for the bytes that are there.

        `base` is what was planned against. `make` may be called several times; what it raises (Stale,
        say) goes through. Raises Refused, Busy (the file kept changing) or DiskTrouble; then the file
        is as it was.
        """
        target = target_of(self.root, path)
        waited = 0.0
        for attempt in range(RETRIES + 1):
            held, waited = self._hold(target, waited, expected=base is not None)
            try:
                now = held.data if held else None
                new = make(now)
                if new == now:
                    return Written(path, new, changed=False, replanned=now != base)
                done, copy = self._placing.put(target, held, new)
            finally:
                if held:
                    held.close()
            if done:
                return Written(path, new, created=held is None, replanned=now != base, copy=copy)
            self._sleep(0.01 * (attempt + 1))
        raise _kept_changing(path)

    def create(self, path: str, data: bytes) -> Written:
        """Make a new file. Raises Taken where there is one, and as `write` does."""

        def make(now: bytes | None) -> bytes:
            if now is not None:
                raise Taken(path, "There is a file of this name already.", "Choose another name.")
            return data

        return self.write(path, None, make)

    def remove(self, path: str, base: bytes, reason: str) -> Path:
        """Move a file that holds just these bytes to the recovery folder; returns the copy.

        Raises Stale where it holds others, and as `write` does; then it is where it was.
        """
        target = target_of(self.root, path)
        held, _ = self._hold(target, 0.0, expected=True)
        if held is None:
            raise Stale("The note is not there any more.")
        try:
            copy = self._placing.away(target, held, reason) if held.data == base else None
        finally:
            held.close()
        if copy is None:
            raise Stale("The note has changed.")
        return copy

    def keep(self, path: str, data: bytes, reason: str) -> Path:
        """Keep bytes of the note at `path` in the recovery folder; returns the copy. Raises DiskTrouble.

        What a copy of the last day holds already is not kept again: a note that cannot be written is met by every build.
        """
        try:
            return self.recovery.known(path, data, reason) or self.recovery.keep(path, data, reason)
        except OSError as error:
            raise disk_trouble(error, str(self.recovery.folder)) from error

    def adopt(self, leftovers: Iterable[str]) -> None:
        """Move temporary files that a scan has found, by their paths in the vault, to the recovery folder.

        Those of the last hour stay: a netvault on another machine may be at work, and its folder be shared.
        """
        names = {os.path.join(self.root, path): path for path in leftovers}
        self._placing.adopt({name: path for name, path in names.items() if self._old(name)})

    def _old(self, name: str) -> bool:
        try:
            return self._clock() - os.lstat(name).st_mtime > LEFT_ALONE
        except OSError:
            return False

    def finish(self) -> None:
        """Make the writes so far last, and look whether somebody has written late to what they displaced."""
        self._placing.finish()
        with suppress(OSError):  # it is tried again next time
            self.recovery.prune()

    # ── one attempt ─────────────────────────────────────────────────────────────────────────────

    def _hold(self, target: Target, waited: float, *, expected: bool) -> tuple[Held | None, float]:
        """The file, held, or None where there is none; and how long was waited in all."""
        gone = 0.0
        while True:
            try:
                held = hold(target.full, target.path, self._clock(), leases=self._ways.lease)
            except OSError as error:
                raise disk_trouble(error, target.path) from error
            if isinstance(held, Held) or (held is None and (not expected or gone >= GRACE)):
                return held, waited
            if waited >= PATIENCE:
                raise _kept_changing(target.path)
            pause = held.seconds if held else 0.02
            gone = 0.0 if held else gone + pause
            self._sleep(pause)
            waited += pause

    def _warn(self, code: str, path: str, message: str) -> None:
        self.warnings.append(Diagnostic(code, "warning", path, 1, 1, message))


def _kept_changing(path: str) -> Busy:
    return Busy(path, "It kept changing while it was about to be written.", "Try again in a moment.")
