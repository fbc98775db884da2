"""Errors of the system, one after the other, at every call by which netvault writes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.faults.judging import Clean, again, damage, happened, made_ready
from bench.faults.kill import Count
from bench.faults.running import PROGRAM, Call, Place, calls_of, injected, netvault
from bench.faults.vaults import SCENARIOS, Scenario

ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR", "EROFS")
WRITING = frozenset({
    "openat", "open", "creat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "close",
    "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat",
    "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "utimensat",
    "flistxattr", "fgetxattr", "fsetxattr", "setxattr", "flock", "fcntl", "lseek", "read", "sendfile", "copy_file_range",
})  # fmt: skip
"""Calls that are made to fail, where they are about the vault or the state folder."""
_BY_FILE = frozenset({"write", "fsync", "ftruncate", "fchmod", "fchown", "flistxattr", "fgetxattr", "fsetxattr", "flock", "fcntl"})
"""Calls that name no path; nothing but what is written makes them, imports do not."""
_SHORT = """
import os
whole = os.write
os.write = lambda file, data: whole(file, memoryview(data)[:{size}])
from netvault.cli import main
main()
"""


@dataclass(frozen=True)
class Fault:
    """One call, and what becomes of it: an error or a false result, once or from then on."""

    call: Call
    what: str
    lasting: bool

    def __str__(self) -> str:
        return f"{self.what}{' from then on' if self.lasting else ''} at {self.call.name} {self.call.number} ({self.call.words[:70]})"


def errors(folder: Path, points: int | None, only: Sequence[str] = (), seed: int = 0, part: tuple[int, int] = (0, 1)) -> Count:
    """Let each scenario meet every fault, or so many, spread evenly by chance over all scenarios."""
    count = Count()
    chosen = [scenario for scenario in SCENARIOS if not only or scenario.name in only]
    share = None if points is None else max(1, points // len(chosen))
    for scenario in chosen:
        done = count.points
        _scenario(scenario, Place(folder / scenario.name), share, seed, count, part)
        count.by_name[scenario.name] = count.points - done
        print(f"errors {scenario.name}: {count.points - done} points, {len(count.wrong)} wrong so far", flush=True)
    return count


def _scenario(scenario: Scenario, place: Place, share: int | None, seed: int, count: Count, part: tuple[int, int]) -> None:
    clean = made_ready(scenario, place)
    faults = list(_faults(place, calls_of(place, clean.words, scenario.stdin)))
    if share is not None and share < len(faults):
        faults = random.Random(seed).sample(faults, share)
    for fault in faults[part[0] :: part[1]]:
        place.reset()
        count.points += 1
        count.wrong += [f"{scenario.name}, {fault}: {what}" for what in _with(clean, injected(fault.call, fault.what, lasting=fault.lasting))]
    for size in (1, 7) if part[0] == 0 else ():
        place.reset()
        count.points += 1
        program = [*PROGRAM[:2], _SHORT.format(size=size)]
        count.wrong += [f"{scenario.name}, {size} bytes written at a time: {what}" for what in _with(clean, [], program)]


def _faults(place: Place, calls: Sequence[Call]) -> Iterator[Fault]:
    """Every fault that a run could meet while it writes."""
    ours = (f'"{place.vault}', f'"{place.state}')
    start = next((n for n, call in enumerate(calls) if f'"{place.state}' in call.words), 0)
    for at, call in enumerate(calls):
        if call.name not in WRITING or not (any(mark in call.words for mark in ours) or (call.name in _BY_FILE and _not_said(call))):
            continue
        if call.name in ("read", "lseek", "close") and at < start:
            continue
        for error in ERRORS:
            if not (error == "EINTR" and call.name == "close"):
                yield Fault(call, f"error={error}", lasting=False)
        for error in ("ENOSPC", "EIO", "EROFS"):
            if call.name not in ("openat", "read", "close", "lseek", "fcntl"):  # imports would fail too
                yield Fault(call, f"error={error}", lasting=True)
        if call.name == "write":
            yield Fault(call, "retval=1", lasting=False)
            yield Fault(call, "retval=0", lasting=False)


def _not_said(call: Call) -> bool:
    """Whether a call is about a file, not about what is said to the person."""
    return not call.words.startswith(("0,", "1,", "2,"))


def _with(clean: Clean, before: list[str], program: list[str] | None = None) -> list[str]:
    """Run the command with a fault, look, and run it again without."""
    run = netvault(clean.place, clean.words, stdin=clean.scenario.stdin, before=before, program=program)
    wrong = damage(clean)
    if "Traceback" in run.stderr:
        wrong.append(f"a traceback: {run.stderr.strip().splitlines()[-1]}")
    there = happened(clean)
    if run.returncode == 0 and not there:
        wrong.append(f"exit 0, but not all is there: {run.stderr[-300:]!r}")
    if run.returncode != 0 and there and clean.scenario.name not in ("init", "init-notes"):
        wrong.append(f"exit {run.returncode}, though all is there: {run.stderr[-300:]!r}")
    if run.returncode not in (0, 1, 2, 75, *([120] if before and before[-2].endswith("+") else [])):  # 120: it could not say a word
        wrong.append(f"exit {run.returncode}")
    if not (run.returncode == 0 and there):
        found, _ = again(clean)
        wrong += found
    return wrong
