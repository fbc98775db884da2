"""A short run of what bench/faults does at length: netvault is killed, its disk fails, others save the same note."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bench.faults.judging import Clean
    from bench.faults.running import Call

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="needs strace, leases and fork"),
    pytest.mark.skipif(not (ROOT / "bench" / "faults").is_dir(), reason="bench is not here"),
]
sys.path.insert(0, str(ROOT))


def prepared(name: str, folder: Path) -> tuple[Clean, list[Call]]:
    """A scenario and the system calls of its run; skips where nothing can be traced."""
    from bench.faults.judging import made_ready
    from bench.faults.running import Place, calls_of, strace_works
    from bench.faults.vaults import SCENARIOS

    if not strace_works():
        pytest.skip("needs strace")
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    clean = made_ready(scenario, Place(folder / name))
    return clean, calls_of(clean.place, clean.words, scenario.stdin)


@pytest.mark.parametrize(("name", "nth"), [("log", 0), ("done", 1)])
def test_killed_where_it_hurts(tmp_path: Path, name: str, nth: int) -> None:
    from bench.faults.kill import Count, kill_at

    clean, calls = prepared(name, tmp_path)
    renames = [at for at, call in enumerate(calls) if call.name == "renameat2"]
    count = Count()
    kill_at(clean, [calls[renames[nth] + 1], calls[-3]], count)
    assert (count.points, count.wrong) == (2, [])


def test_errors_where_it_hurts(tmp_path: Path) -> None:
    from bench.faults.errors import Fault, meet
    from bench.faults.kill import Count

    clean, calls = prepared("log", tmp_path)
    found = {call.name: call for call in calls}
    count = Count()
    faults = [
        Fault(found["renameat2"], "error=EIO"),
        Fault(found["fsync"], "error=ENOSPC", lasting=True),
        Fault(found["rename"], "error=EROFS", lasting=True),
    ]
    meet(clean, faults, count)
    assert (count.points, count.wrong) == (3, [])


def test_a_system_that_takes_few_bytes_at_a_time(tmp_path: Path) -> None:
    from bench.faults.errors import write_little
    from bench.faults.kill import Count

    clean, _ = prepared("log", tmp_path)
    count = Count()
    write_little(clean, count)
    assert (count.points, count.wrong) == (2, [])


def test_editors_that_save_all_the_time(tmp_path: Path) -> None:
    from bench.faults.race import race_all

    found = race_all(tmp_path, 180)
    assert {style: (race.saves, race.lost, race.wrong) for style, race in found.items()} == dict.fromkeys(found, (60, [], []))


def test_two_at_once(tmp_path: Path) -> None:
    from bench.faults.two import two

    found = two(tmp_path, 20)
    assert (found.lines, found.wrong) == (40, [])


def test_edits_of_generated_notes() -> None:
    from bench.faults.edits import edits

    found = edits(200, seed=20261122)
    assert (found.notes, found.wrong) == (200, [])
