"""kill -9 at every system call of every writing command, from the first look at the vault on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.judging import Clean, again, damage, made_ready, untouched
from bench.faults.running import KILLED, Call, Place, calls_of, injected, netvault
from bench.faults.vaults import SCENARIOS, Scenario


@dataclass
class Count:
    """What a bench has done, and what it has found."""

    points: int = 0
    missed: int = 0
    by_name: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def kill(folder: Path, points: int | None, only: Sequence[str] = (), seed: int = 0, part: tuple[int, int] = (0, 1)) -> Count:
    """Kill each scenario at every system call, or at so many, spread evenly by chance over all of them."""
    count = Count()
    chosen = [scenario for scenario in SCENARIOS if not only or scenario.name in only]
    share = None if points is None else max(1, points // len(chosen))
    for scenario in chosen:
        done = count.points
        _scenario(scenario, Place(folder / scenario.name), share, seed, count, part)
        count.by_name[scenario.name] = count.points - done
        print(f"kill {scenario.name}: {count.points - done} points, {len(count.wrong)} wrong so far", flush=True)
    return count


def _scenario(scenario: Scenario, place: Place, share: int | None, seed: int, count: Count, part: tuple[int, int]) -> None:
    clean = made_ready(scenario, place)
    calls = calls_of(place, clean.words, scenario.stdin)
    if share is not None and share < len(calls):
        calls = sorted(random.Random(seed).sample(calls, share), key=lambda call: (call.name, call.number))
    for call in calls[part[0] :: part[1]]:
        place.reset()
        wrong = _killed_at(clean, call, count)
        count.wrong += [f"{scenario.name}, killed at {call.name} {call.number} ({call.words[:60]}): {what}" for what in wrong]


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
