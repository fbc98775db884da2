"""Errors of the system, one after the other, at every call by which netvault writes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.faults.judging import Clean, again, damage, happened, made_ready
from bench.faults.kill import Count
from bench.faults.running import PROGRAM, Call, Place, calls_of, injected, netvault
from bench.faults.vaults import SCENARIOS

ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR", "EROFS")
LASTING = ("ENOSPC", "EIO", "EROFS")
"""Errors that go on once they have begun."""
_BY_PATH = frozenset({
    "openat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "chmod", "fchmodat",
    "chown", "fchownat", "utimensat", "setxattr", "rmdir",
})  # fmt: skip
"""Calls that name a path; they are made to fail where that lies in the vault or in the state folder."""
_BY_FILE = frozenset({
    "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fchmod", "fchown", "flistxattr", "fgetxattr", "fsetxattr", "flock", "fcntl",
})  # fmt: skip
"""Calls on an open file that only writing makes; what is said to the person is left out."""
_AFTER = frozenset({"read", "lseek", "close"})
"""Calls that imports make too: they fail only once the state folder has been looked at."""
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
    lasting: bool = False

    def __str__(self) -> str:
        then = " from then on" if self.lasting else ""
        return f"{self.what}{then} at {self.call.name} {self.call.number} ({self.call.words[:70]})"


def errors(folder: Path, points: int | None, only: Sequence[str] = (), seed: int = 0, part: tuple[int, int] = (0, 1)) -> Count:
    """Let each scenario meet every fault, or so many in all, spread evenly by chance."""
    count = Count()
    chosen = [scenario for scenario in SCENARIOS if not only or scenario.name in only]
    share = None if points is None else max(1, points // len(chosen))
    for scenario in chosen:
        before = count.points
        clean = made_ready(scenario, Place(folder / scenario.name))
        faults = list(faults_of(clean.place, calls_of(clean.place, clean.words, scenario.stdin)))
        if share is not None and share < len(faults):
            faults = random.Random(seed).sample(faults, share)
        meet(clean, faults[part[0] :: part[1]], count)
        if part[0] == 0:
            write_little(clean, count)
        print(f"errors {scenario.name}: {count.points - before} points, {len(count.wrong)} wrong so far", flush=True)
    return count


def faults_of(place: Place, calls: Sequence[Call]) -> Iterator[Fault]:
    """Every fault that a run could meet while it writes."""
    state = next((at for at, call in enumerate(calls) if f'"{place.state}' in call.words), 0)
    for at, call in enumerate(calls):
        inside = f'"{place.vault}' in call.words or f'"{place.state}' in call.words
        on_file = call.name in _BY_FILE and not call.words.startswith(("0,", "1,", "2,"))
        if not ((call.name in _BY_PATH and inside) or on_file or (call.name in _AFTER and at > state)):
            continue
        for error in ERRORS:
            if not (error == "EINTR" and call.name == "close"):  # it is closed all the same
                yield Fault(call, f"error={error}")
        if call.name not in _AFTER | {"openat", "fcntl"}:  # nothing could be imported any more
            yield from (Fault(call, f"error={error}", lasting=True) for error in LASTING)
        if call.name == "write":
            yield from (Fault(call, "retval=1"), Fault(call, "retval=0"))  # as if so many bytes had been written


def meet(clean: Clean, faults: Iterable[Fault], count: Count) -> None:
    """Run a scenario once for each fault, look at the vault, and run it again."""
    for fault in faults:
        clean.place.reset()
        count.points += 1
        silent = fault.lasting and fault.call.name == "write"  # then nothing can be said either
        found = _with(clean, before=injected(fault.call, fault.what, lasting=fault.lasting), silent=silent)
        count.wrong += [f"{clean.scenario.name}, {fault}: {what}" for what in found]


def write_little(clean: Clean, count: Count) -> None:
    """Run a scenario on a system that takes few bytes at a time."""
    for size in (1, 7):
        clean.place.reset()
        count.points += 1
        found = _with(clean, program=[*PROGRAM[:2], _SHORT.format(size=size)])
        count.wrong += [f"{clean.scenario.name}, {size} bytes at a time: {what}" for what in found]


def _with(clean: Clean, *, before: Sequence[str] = (), program: Sequence[str] = PROGRAM, silent: bool = False) -> list[str]:
    """Run the command with a fault, look, and run it again without. `silent`: it may have been unable to say a word."""
    run = netvault(clean.place, clean.words, stdin=clean.scenario.stdin, before=before, program=program)
    wrong = damage(clean)
    if "Traceback" in run.stderr:
        wrong.append(f"a traceback: {run.stderr.strip().splitlines()[-1]}")
    there = happened(clean)
    if run.returncode == 0 and not there:
        wrong.append(f"exit 0, but not all is there: {run.stderr[-300:]!r}")
    if run.returncode != 0 and there and not silent:
        wrong.append(f"exit {run.returncode}, though all is there: {run.stderr[-300:]!r}")
    if run.returncode not in (0, 1, 2, 75, *([120] if silent else [])):
        wrong.append(f"exit {run.returncode}")
    if not (run.returncode == 0 and there):
        found, _ = again(clean)
        wrong += found
    return wrong
