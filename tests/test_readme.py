"""What the README shows can be typed, and prints what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from difflib import unified_diff
from pathlib import Path

import pytest
from renew_docs import ROOT, Scene, agrees, blocks, environment, run, scenes

README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
needs_shell = pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("git") and (Path(sys.executable).parent / "netvault").exists()),
    reason="needs bash, git and the netvault script",
)


@needs_shell
@pytest.mark.parametrize("scene", scenes(ROOT / "README.md"), ids=lambda scene: scene.name)
def test_the_examples_print_what_they_say(scene: Scene, tmp_path: Path) -> None:
    for call, printed in run(scene, tmp_path, real=True):
        shown = "\n".join(unified_diff(call.printed, printed, f"README.md:{call.start}", call.command, lineterm=""))
        assert agrees(call.printed, printed), f"{shown}\n\nIf that is as it shall be: python tests/renew_docs.py"


def shown_commands() -> list[str]:
    """The commands of the blocks that are shown and not run."""
    lines = [line for block in blocks(README) if block.kind == "sh" for line in block.lines]
    return [line.partition(" #")[0].strip() for line in lines if line.strip()]


def test_what_is_only_shown_is_there_too() -> None:
    for command in shown_commands():
        if command.startswith("make "):
            assert re.search(rf"(?m)^{command.removeprefix('make ')}:", MAKEFILE), command
        else:
            assert command == "pipx install ."
    assert PROJECT["scripts"] == {"netvault": "netvault.cli:main"}


def test_the_first_commands_are_the_two_of_the_makefile() -> None:
    assert shown_commands()[:2] == ["make demo", "make test"]


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_a_demo_installs_netvault_alone_and_the_tests_what_they_need(tmp_path: Path) -> None:
    """In either order: what one has made the other does not make again."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path)

    def steps(target: str) -> list[str]:
        done = subprocess.run(["make", "-n", target], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
        return [line.partition("pip install")[2].split()[-1] for line in done.stdout.splitlines() if "pip install" in line]

    assert (steps("demo"), steps("test")) == (["."], [".", '"pip>=25.1"', "dev"])
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "package").touch()
    assert (steps("demo"), steps("test")) == ([], ['"pip>=25.1"', "dev"])
    (tmp_path / ".venv" / "installed").touch()
    assert (steps("demo"), steps("test")) == ([], [])


def test_the_version_of_python_is_the_projects() -> None:
    assert f"Python {PROJECT['requires-python'].removeprefix('>=')} or newer" in README


def test_the_licence_is_the_projects() -> None:
    assert f"{PROJECT['license']} licence" in README
    assert (ROOT / "LICENSE").read_text("utf-8").startswith(f"{PROJECT['license']} License")


@needs_shell
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_made_as_shown(shell: str, tmp_path: Path) -> None:
    said = README + (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert f"_NETVAULT_COMPLETE={shell}_source netvault" in said
    script = Path(sys.executable).parent / "netvault"
    env = {**os.environ, **environment(tmp_path), "_NETVAULT_COMPLETE": f"{shell}_source"}
    done = subprocess.run([script], capture_output=True, text=True, check=False, env=env, timeout=60)
    if "not supported" in done.stderr or "Couldn't detect" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0
    assert f"{shell}_complete" in done.stdout


def test_every_page_of_the_documentation_is_named() -> None:
    assert not [page.name for page in (ROOT / "docs").glob("*.md") if f"(docs/{page.name})" not in README]
