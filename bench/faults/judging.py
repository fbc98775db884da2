"""What must hold of a vault after trouble, and what must hold after the command was run again."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.running import LEFTOVER, Place, files_of, folders_of, netvault
from bench.faults.vaults import Scenario


@dataclass
class Clean:
    """A scenario made ready, and what a run without trouble makes of it.

    `allowed` are the versions of each file that may be met: the old, the new, and those in between when one run
    writes a note more than once.
    """

    scenario: Scenario
    place: Place
    words: list[str]
    before: dict[str, bytes]
    after: dict[str, bytes]
    said: str
    folders: set[str] = field(default_factory=set)
    allowed: dict[str, set[bytes | None]] = field(default_factory=dict)


def made_ready(scenario: Scenario, place: Place) -> Clean:
    """Prepare a scenario and run it once without trouble. The place is left at the beginning."""
    place.clear()
    scenario.prepare(place)
    place.remember()
    before = files_of(place.vault)
    words = scenario.words(place)
    run = netvault(place, words, stdin=scenario.stdin, check=True)
    clean = Clean(scenario, place, words, before, files_of(place.vault), run.stdout + run.stderr)
    clean.folders = folders_of(place.vault)
    between = _by_name(place)
    for path in before | clean.after:
        versions = {before.get(path), clean.after.get(path), *between.get(Path(path).name.replace("_", "-"), ())}
        clean.allowed[path] = versions
    place.reset()
    return clean


def _by_name(place: Place) -> dict[str, set[bytes]]:
    """The bytes of the recovery copies by the name of their note."""
    found: dict[str, set[bytes]] = {}
    for copy in place.copies():
        found.setdefault(copy.name.split("_", 3)[3], set()).add(copy.read_bytes())
    return found


def damage(clean: Clean, *, settled: bool = False) -> list[str]:
    """What is wrong with the vault now: notes that are neither old nor new, bytes that are nowhere, things left behind.

    `settled`: nothing may be left over any more.
    """
    now = files_of(clean.place.vault)
    wrong = []
    kept = {copy.read_bytes() for copy in clean.place.copies()}
    for path, data in now.items():
        if LEFTOVER.match(path.rpartition("/")[2]):
            kept.add(data)
            if settled:
                wrong.append(f"{path} is left behind")
        elif data not in clean.allowed.get(path, ()):
            wrong.append(f"{path} is neither old nor new: {data[:80]!r}… ({len(data)} bytes)")
    for path, data in clean.before.items():
        if now.get(path) is None and None not in clean.allowed[path]:
            wrong.append(f"{path} has gone")
        if now.get(path) != data and data not in kept:
            wrong.append(f"what {path} held is nowhere")
    return wrong


def happened(clean: Clean) -> bool:
    """Whether everything that the command writes is there, once."""
    now = files_of(clean.place.vault)
    files = {path: data for path, data in now.items() if not LEFTOVER.match(path.rpartition("/")[2])}
    return files == clean.after and folders_of(clean.place.vault) >= clean.folders


def untouched(clean: Clean) -> bool:
    """Whether vault and state are as at the beginning, so that a second run need not be tried."""
    place = clean.place
    state, old = files_of(place.state), files_of(place.folder / "state.0")
    return files_of(place.vault) == clean.before and state == old


def again(clean: Clean) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """Run the command again without trouble; what is wrong then."""
    run = netvault(clean.place, clean.words, stdin=clean.scenario.stdin)
    wrong = [f"again: {what}" for what in damage(clean, settled=True)]
    if run.returncode not in clean.scenario.again:
        wrong.append(f"again: exit {run.returncode}")
    if "Traceback" in run.stderr:
        wrong.append("again: a traceback")
    if not happened(clean):
        now = files_of(clean.place.vault)
        other = sorted(path for path in now.keys() | clean.after.keys() if now.get(path) != clean.after.get(path))
        wrong.append(f"again: not what one whole run gives: {', '.join(other)}")
    return wrong, run
