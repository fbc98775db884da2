"""python -m bench.faults kill|errors|race|two|edits --points N"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def main() -> int:
    """Run one bench; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("bench", choices=tuple(BENCHES))
    parser.add_argument("--points", type=int, help="how many: faults, saves, lines of each process, notes (default: all of them)")
    parser.add_argument("--only", nargs="*", default=[], help="only these commands (kill, errors) or editors (race)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--part", default="0/1", help="1/4 is the second quarter of the faults, to share them among processes")
    parser.add_argument("--folder", type=Path, help="where to work, for instance on another disk (default: a temporary folder)")
    said = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="netvault-faults-") as made:
        wrong = BENCHES[said.bench](said, said.folder or Path(made))
    for what in wrong:
        print(what)
    print(f"{len(wrong)} wrong; {time.monotonic() - start:.0f} s")
    return 1 if wrong else 0


def _part(said: argparse.Namespace) -> tuple[int, int]:
    first, _, of = said.part.partition("/")
    return int(first), int(of)


def _kill(said: argparse.Namespace, folder: Path) -> list[str]:
    from bench.faults.kill import kill

    count = kill(folder, said.points, said.only, said.seed, _part(said))
    print(f"killed at {count.points} points ({count.missed} were not met)")
    return count.wrong


def _errors(said: argparse.Namespace, folder: Path) -> list[str]:
    from bench.faults.errors import errors

    count = errors(folder, said.points, said.only, said.seed, _part(said))
    print(f"{count.points} faults")
    return count.wrong


def _race(said: argparse.Namespace, folder: Path) -> list[str]:
    from bench.faults.race import race_all

    wrong = []
    for style, found in race_all(folder, said.points or 100_000, said.only).items():
        print(
            f"{style}: {found.saves} saves, {len(found.lost)} lost, {found.needed} in a copy alone, {found.kept} recovery copies; {found.lines} lines written "
            f"({found.cli} runs of the program, {found.busy} times too busy, {found.replanned} planned again), "
            f"{found.overwritten} of them saved away by the editor"
        )
        wrong += found.lost + found.wrong
    return wrong


def _two(said: argparse.Namespace, folder: Path) -> list[str]:
    from bench.faults.two import two

    found = two(folder, said.points or 1000)
    print(f"{found.lines} lines by two processes, in {found.tries} tries")
    return found.wrong


def _edits(said: argparse.Namespace, folder: Path) -> list[str]:
    from bench.faults.edits import edits

    found = edits(said.points or 1_000_000, said.seed)
    print(f"{found.notes} notes edited")
    return found.wrong


BENCHES: dict[str, Callable[[argparse.Namespace, Path], list[str]]] = {
    "kill": _kill, "errors": _errors, "race": _race, "two": _two, "edits": _edits,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
