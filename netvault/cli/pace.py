"""What `netvault watch` waits for, and for how long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from netvault.vault.listen import QUIET


@dataclass(frozen=True)
class Clock:
    """The day; the time in seconds since 1970; seconds that no setting of the clock changes."""

    today: Callable[[], date]
    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class Pace:
    """How long things are waited for, in seconds.

    `quiet`: after a change. `grace`: for a note that has gone to come back. `tick`: between two looks at the day and at
    the vault's folder. `rescan`: between two looks at every file when all is well, `poll`: when the system does not tell
    of changes. `retry`: after a write that failed, doubled each time, up to `patience`, which is also how long somebody who
    keeps changing what is generated is left alone. `rest`: from the last change until the reports follow Today, and at most
    `rest_by` from the first.
    """

    quiet: float = QUIET
    grace: float = 0.2
    tick: float = 5.0
    rescan: float = 600.0
    poll: float = 2.0
    retry: float = 1.0
    patience: float = 60.0
    rest: float = 2.0
    rest_by: float = 60.0


@dataclass
class Due:
    """What is to be looked at next.

    `sure_from`: when a note that seems gone is taken to be; `rescan_at`: when everything is looked at in any case;
    `retry_at`: when to build again, whatever has changed; `held_till`: until when to do nothing at all; `rest_at`: when the
    reports follow, and `rest_by` the latest time for that.
    """

    paths: set[str] = field(default_factory=set)
    everything: bool = False
    sure_from: float | None = None
    rescan_at: float = 0.0
    retry_at: float | None = None
    held_till: float = 0.0
    rest_at: float | None = None
    rest_by: float = 0.0

    def rest(self, now: float, pace: Pace) -> None:
        """The reports are to follow once it has been quiet."""
        if self.rest_at is None:
            self.rest_by = now + pace.rest_by
        self.rest_at = min(now + pace.rest, self.rest_by)

    def wait(self, now: float, tick: float) -> float:
        """For how long to listen before something is due."""
        if now < self.held_till:
            return min(tick, self.held_till - now)
        if (self.paths or self.everything) and self.sure_from is None:
            return 0.0
        times = [moment for moment in (self.sure_from, self.rescan_at, self.retry_at, self.rest_at) if moment is not None]
        return max(0.0, min(tick, *(moment - now for moment in times)))
