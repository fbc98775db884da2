"""Golden vaults: `golden/NAME/` has a vault, the commands that are run in it, and what they print and write.

`command` has one command a line, `expected/output.txt` what they print, the rest of `expected/` every file that they make or
change. `pytest --renew` writes `expected/` anew, and the outputs of the example vault.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from cli_vaults import DAY, OUTPUTS, bare, changed, files, run
from golden_support import GOLDEN, check_folder, contents, renewing

from netvault.vault.shipped import shipped

VAULTS = sorted(path.parent for path in GOLDEN.glob("*/command"))


@pytest.mark.parametrize("golden", VAULTS, ids=lambda path: path.name)
def test_a_golden_vault(golden: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "vault"
    shutil.copytree(golden / "vault", root)
    before, printed = contents(root), ""
    for line in (golden / "command").read_text("utf-8").splitlines():
        program, *words = shlex.split(line)
        assert program == "netvault"
        result = bare("-C", str(root), *words)
        printed += f"$ {line}\n{result.output.replace(str(tmp_path), '')}" + (f"(exit {result.exit_code})\n" if result.exit_code else "")
    made = {path: data for path, data in contents(root).items() if before.get(path) != data}
    assert set(before) <= set(contents(root))
    check_folder(request, golden / "expected", {"output.txt": printed.encode("utf-8"), **made})


def test_there_are_golden_vaults() -> None:
    assert len(VAULTS) >= 5


# ── the example ─────────────────────────────────────────────────────────────────────────────────


def test_the_outputs_of_the_example_vault_are_those_of_a_fresh_build(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    example, root = shipped("example_vault"), tmp_path / "example"
    shutil.copytree(example, root)
    kept = contents(root)
    (root / "Today.md").unlink()
    shutil.rmtree(root / "Reports")
    assert run(root, "build").exit_code == 0
    built = contents(root)
    if renewing(request):
        for path in set(built) | set(kept):
            if path == "Today.md" or path.startswith("Reports/"):
                (example / path).parent.mkdir(exist_ok=True)
                (example / path).write_bytes(built[path]) if path in built else (example / path).unlink()
        kept = contents(example)
    assert set(OUTPUTS) <= set(built)
    assert {path: built.get(path) for path in {*kept, *built} if kept.get(path) != built.get(path)} == {}


def test_the_example_vault_is_in_order(tmp_path: Path) -> None:
    root = tmp_path / "example"
    shutil.copytree(shipped("example_vault"), root)
    result = run(root, "check", "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    before = files(root)
    assert run(root, "build").exit_code == 0
    assert {path.partition("/")[0] for path in changed(before, root)} <= {"Today.md", "Reports"}


@pytest.mark.parametrize("day", ["2025-11-25", "2026-02-28", "2026-07-01", DAY, "2026-11-21", "2026-12-31", "2027-11-20"])
def test_the_example_vault_on_other_days(tmp_path: Path, day: str) -> None:
    root = tmp_path / "example"
    shutil.copytree(shipped("example_vault"), root)
    assert run(root, "build", day=day).exit_code == 0
    assert run(root, "build", day=day).stderr == "Nothing has changed.\n"
    for words in (["today", "--all"], ["people"], ["entries", "--mentions"], ["stats"]):
        assert run(root, *words, day=day).exit_code == 0
