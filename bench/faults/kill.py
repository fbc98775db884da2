"""kill -9 at every system call of every writing command, from the first look at the vault on."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.judging import Clean, again, damage, made_ready, untouched
from bench.faults.running import KILLED, Call, Place, calls_of, injected, netvault
from bench.faults.vaults import SCENARIOS


@dataclass
class Count:
    """What a bench has done, and what it has found. `missed` are faults that a run did not meet."""

    points: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)


def kill(folder: Path, points: int | None, only: Sequence[str] = (), seed: int = 0, part: tuple[int, int] = (0, 1)) -> Count:
    """Kill each scenario at every system call, or at so many in all, spread evenly by chance."""
    count = Count()
    chosen = [scenario for scenario in SCENARIOS if not only or scenario.name in only]
    share = None if points is None else max(1, points // len(chosen))
    for scenario in chosen:
        before = count.points
        clean = made_ready(scenario, Place(folder / scenario.name))
        calls = calls_of(clean.place, clean.words, scenario.stdin)
        if share is not None and share < len(calls):
            calls = random.Random(seed).sample(calls, share)
        kill_at(clean, calls[part[0] :: part[1]], count)
        print(f"kill {scenario.name}: {count.points - before} points, {len(count.wrong)} wrong so far", flush=True)
    return count


def kill_at(clean: Clean, calls: Iterable[Call], count: Count) -> None:
    """Kill a scenario's run at each of these calls, look at the vault, and run it again."""
    for call in calls:
        clean.place.reset()
        where = f"{clean.scenario.name}, killed at {call.name} {call.number} ({call.words[:60]})"
        count.wrong += [f"{where}: {what}" for what in _killed_at(clean, call, count)]


def _killed_at(clean: Clean, call: Call, count: Count) -> list[str]:
    run = netvault(clean.place, clean.words, stdin=clean.scenario.stdin, before=injected(call, "signal=KILL"))
    if run.returncode not in KILLED:
        count.missed += 1
        return [] if run.returncode == 0 else [f"exit {run.returncode}: {run.stderr[-300:]}"]
    count.points += 1
    wrong = damage(clean)
    told = bool(clean.said.strip()) and clean.said.strip() in (run.stdout + run.stderr)
    if untouched(clean) or told:
        return wrong  # a second run would be the first one; or it was said that all is done
    found, _ = again(clean)
    return wrong + found
