"""The wheel: built, installed in a fresh environment, and used to make and build the example vault.

Nothing is fetched: the build backend and the dependencies are those of the environment that runs the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
from cli_vaults import DAY, OUTPUTS
from conftest import HERE

PROJECT = HERE.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def command(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program outside the checkout, with nothing of it on the path."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=300, check=False, env=clean)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what the project is made of."""
    folder = tmp_path_factory.mktemp("wheel")
    names = ["netvault", "templates", "example_vault", "pyproject.toml", "README.md", "LICENSE"]
    for name in names:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / name, folder / "source" / name)
    command(*PIP, "wheel", ".", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, cwd=folder / "source")
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_has_what_the_program_needs_and_no_more(wheel: Path) -> None:
    folders = {"netvault": "", "templates": "netvault/", "example_vault": "netvault/"}
    files = {folder: {path.relative_to(PROJECT).as_posix() for path in (PROJECT / folder).rglob("*") if path.is_file()} for folder in folders}
    built = {f"example_vault/{path}" for path in OUTPUTS} | {path for path in files["example_vault"] if path.startswith("example_vault/Reports/")}
    wanted = {folders[folder] + name for folder, names in files.items() for name in names - built if "__pycache__" not in name}
    assert {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name} == wanted


def test_it_installs_and_builds_the_example(wheel: Path, tmp_path: Path) -> None:
    command(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    bin_ = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    (packages,) = (tmp_path / "venv").glob("**/site-packages")
    pip = [*PIP, "--python", bin_ / "python"]
    command(*pip, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    asked = "import netvault, importlib.metadata as m; print(netvault.__file__); print(*[d for d in m.requires('netvault')], sep='\\n')"
    where, *needs = command(bin_ / "python", "-c", asked, cwd=tmp_path).stdout.splitlines()
    assert Path(where).is_relative_to(packages)
    assert sorted(needs) == sorted(tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
    command(*pip, "check", cwd=tmp_path)

    made = command(bin_ / "netvault", "init", "x", "--example", cwd=tmp_path)
    assert made.stdout == f"netvault -C x --date {DAY} build\n"
    assert command(bin_ / "netvault", "-C", "x", "--date", DAY, "build", cwd=tmp_path).stderr.startswith("Wrote ")
    assert all((tmp_path / "x" / path).read_text("utf-8").startswith(("<!-- netvault:begin ", "<svg ")) for path in OUTPUTS)
    assert command(bin_ / "netvault", "-C", "x", "check", cwd=tmp_path).stderr == "Everything can be read.\n"
    assert command(bin_ / "netvault", "--version", cwd=tmp_path).stdout.startswith("netvault ")
