"""A vault written in the test, the real program run on it, and what it did to the vault's files."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from netvault.cli import cli

DAY = "2026-11-20"
OUTPUTS = (
    "Reports/Agenda.md", "Reports/Follow-ups.md", "Reports/Network.md", "Reports/Reciprocity.md", "Reports/Rhythm.md",
    "Reports/given-and-received.svg", "Reports/touches.svg", "Today.md",
)  # fmt: skip
PEOPLE = {
    "netvault.toml": "format = 1\n",
    "Companies/Acme.md": "# Acme\n",
    "People/Bo Ek.md": "---\ncircle: active\naliases: [Bosse]\n---\n\n## Log\n- 2026-09-01 call: about the boat\n",
    "People/Jane Doe.md": "---\ncompany: '[[Acme]]'\ncircle: inner\nemail: jane@example.org\n---\n\n## Log\n"
    "- 2026-10-01 coffee: her new team\n- 2026-11-09 lead: [[Ravi Menon]] hires at [[Acme]]\n",
    "People/Tom Okafor.md": "---\ncompany: Initech\ntags: [climbing]\n---\n\n## Log\n- 2026-11-18 heard: could I look at his deck?\n",
}
"""A small vault that is in order."""


def vault(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a vault into a folder, and return the folder."""
    for name, text in (PEOPLE if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))
    return folder


def run(root: Path, *words: str, day: str = DAY) -> Result:
    """What a command does and prints; a traceback fails the test."""
    result = CliRunner().invoke(cli, ["-C", str(root), "--date", day, *words], prog_name="netvault")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def bare(*words: str) -> Result:
    """The same without a vault and a day."""
    result = CliRunner().invoke(cli, words, prog_name="netvault")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def data(root: Path, *words: str, day: str = DAY) -> Any:
    """The JSON of a command that goes well."""
    result = run(root, *words, "--json", day=day)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def files(root: Path) -> dict[bytes, tuple[object, ...]]:
    """All that lies in a folder: kind, bytes, rights, time of the last change."""
    found: dict[bytes, tuple[object, ...]] = {}
    for top, folders, names in os.walk(os.fsencode(root)):
        for name in [*folders, *names]:
            path = os.path.join(top, name)
            known = os.lstat(path)
            what: object = os.readlink(path) if stat.S_ISLNK(known.st_mode) else None
            if stat.S_ISREG(known.st_mode):
                with open(path, "rb") as file:
                    what = hashlib.file_digest(file, "sha256").digest()
            time = 0 if stat.S_ISDIR(known.st_mode) else known.st_mtime_ns
            found[os.path.relpath(path, os.fsencode(root))] = (stat.S_IFMT(known.st_mode), known.st_mode, time, what)
    return found


def changed(before: Mapping[bytes, object], root: Path) -> list[str]:
    """The paths that are not as they were, files alone."""
    after = files(root)
    paths = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    return sorted(os.fsdecode(path) for path in paths if not (root / os.fsdecode(path)).is_dir())


def texts(root: Path) -> dict[str, str]:
    """The generated notes that are there."""
    return {path: (root / path).read_bytes().decode("utf-8") for path in OUTPUTS if path.endswith(".md") and (root / path).is_file()}


def program(root: Path, *words: str, as_anybody: bool = False, **env: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own. `as_anybody`: files' rights count, even where the tests run as root."""
    code = "import sys; from netvault.cli import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, "-C", str(root), "--date", DAY, *words],
        capture_output=True, text=True, encoding="utf-8", errors="surrogateescape", timeout=60, check=False,
        env={**os.environ, **env}, preexec_fn=_no_privileges if as_anybody and os.geteuid() == 0 else None,
    )  # fmt: skip


def _no_privileges() -> None:
    """Linux: what runs next may not override rights. Files of the tests are still its own."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):  # DAC_OVERRIDE, DAC_READ_SEARCH
        if libc.prctl(24, capability, 0, 0, 0):
            os._exit(99)


needs_rights = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="rights of files are tested on Linux")
