"""python -m bench.faults kill|errors|race|two|edits --points N"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Run one bench; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("bench", choices=("kill", "errors", "race", "two", "edits"))
    parser.add_argument("--points", type=int, help="how many: faults, saves, lines of each process, notes (default: all)")
    parser.add_argument("--only", nargs="*", default=[], help="only these commands (kill, errors) or editors (race)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--part", default="0/1", help="1/4: the second quarter of the points, to share them among processes")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    said = parser.parse_args()
    first, of = map(int, said.part.split("/"))
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="netvault-faults-") as made:
        folder = said.folder or Path(made)
        wrong = _run(said, folder, (first, of))
    for what in wrong:
        print(what)
    print(f"{len(wrong)} wrong; {time.monotonic() - start:.0f} s")
    return 1 if wrong else 0


def _run(said: argparse.Namespace, folder: Path, part: tuple[int, int]) -> list[str]:
    if said.bench == "kill":
        from bench.faults.kill import kill

        count = kill(folder, said.points, said.only, said.seed, part)
        print(f"killed at {count.points} points ({count.missed} were not met)")
        return count.wrong
    raise SystemExit("not yet")


if __name__ == "__main__":
    sys.exit(main())
