"""One target and many texts: what failed, how slow the slowest was, how much memory there was in use."""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field

from bench.fuzz.making import Maker
from bench.fuzz.targets import TARGETS

MOST_MEMORY = 256 * 1024 * 1024
"""Bytes of its own that the process may have, where the system can hold it to that (Linux)."""
MOST_SECONDS = 1.0
MOST_WRONG = 20


class TooSlow(BaseException):
    """An input took longer than it may, of the processor's time."""


@dataclass
class Result:
    """What became of a target's inputs. `wrong`: each text and its traceback; `peak` in MB, `slowest` in seconds."""

    target: str
    inputs: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    slowest: float = 0.0
    peak: float = 0.0
    seconds: float = 0.0
    gained: int = 0
    kept: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The result as a line of a table."""
        return (
            f"{self.target:13} {self.inputs:>10,} inputs  {len(self.wrong):>3} wrong  {self.seconds:>7,.0f} s  slowest {self.slowest:.3f} s  "
            f"{self.peak:>4.0f} MB  {self.gained:>6,} different outcomes"
        )


def bounded() -> None:
    """Hold this process to the memory that it may have."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def run(target: str, inputs: int, seed: int) -> Result:
    """Try so many texts on a target. Stops early after many wrong ones."""
    chosen = TARGETS[target]
    maker, result = Maker(target, chosen.longest, seed), Result(target)
    clock, start = time.process_time, time.monotonic()
    signal.signal(signal.SIGVTALRM, _stop)
    first = list(maker.kept)
    for number in range(inputs):
        text = first[number] if number < len(first) else maker.text()
        result.inputs += 1
        begun = clock()
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        try:
            maker.learn(text, chosen.run(text))
        except (Exception, TooSlow):  # noqa: BLE001
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            result.wrong.append((text, traceback.format_exc(limit=-6)))
            if len(result.wrong) >= MOST_WRONG:
                break
        took = clock() - begun
        if took > result.slowest:
            result.slowest = took
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    result.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    result.seconds, result.gained, result.kept = time.monotonic() - start, maker.gained, maker.kept
    return result


def _stop(*_: object) -> None:
    raise TooSlow
