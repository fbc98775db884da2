"""Running netvault on a vault of its own, with strace between it and the system."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout; netvault is run from it."""
PROGRAM = [sys.executable, "-c", "from netvault.cli import main; main()"]
TIMEOUT = 60.0
KILLED = {-9, 137}


@dataclass(frozen=True)
class Place:
    """A folder to work in: the vault, the state folder, and how both were at the beginning."""

    folder: Path

    @property
    def vault(self) -> Path:
        """The vault."""
        return self.folder / "vault"

    @property
    def state(self) -> Path:
        """What XDG_STATE_HOME is set to."""
        return self.folder / "state"

    def copies(self) -> list[Path]:
        """The recovery copies, whatever their reason."""
        found = self.state.glob("netvault/recovery/*/*")
        return sorted(file for file in found if file.suffix != ".json" and file.name != ".pruned")

    def remember(self) -> None:
        """Take this state as the beginning."""
        for part in ("vault", "state"):
            shutil.rmtree(self.folder / f"{part}.0", ignore_errors=True)
            shutil.copytree(self.folder / part, self.folder / f"{part}.0", symlinks=True)

    def reset(self) -> None:
        """Go back to the beginning: same path, fresh files, same times."""
        for part in ("vault", "state"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
            shutil.copytree(self.folder / f"{part}.0", self.folder / part, symlinks=True)

    def clear(self) -> None:
        """An empty vault and an empty state folder."""
        for part in ("vault", "state"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
            (self.folder / part).mkdir(parents=True)


def environment(place: Place) -> dict[str, str]:
    """What netvault is run with: nothing of the person's own, and the same hashes every time."""
    from bench.faults.vaults import DAY

    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")}
    python = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    own = {"XDG_STATE_HOME": str(place.state), "XDG_CACHE_HOME": str(place.state), "NETVAULT_DATE": DAY, "NETVAULT_DIR": str(place.vault), "NO_COLOR": "1"}
    return kept | python | own


def netvault(
    place: Place,
    words: Sequence[str],
    *,
    stdin: str = "",
    before: Sequence[str] = (),
    program: Sequence[str] = PROGRAM,
    check: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run netvault in a place; `before` stands before it on the command line. With `check` it must do its work."""
    run = subprocess.run(
        [*before, *program, *words],
        env=environment(place), cwd=place.folder, input=stdin, capture_output=True, text=True, timeout=TIMEOUT, errors="replace",
    )  # fmt: skip
    if check and run.returncode:
        raise RuntimeError(f"{words}: {run.returncode}\n{run.stdout}{run.stderr}")
    return run


def strace(*options: str, output: str = "/dev/null") -> list[str]:
    """The words that put strace before a program."""
    return ["strace", "-f", "-q", "-qq", "-o", output, *options, "--"]


def strace_works() -> bool:
    """Whether strace is there and may trace."""
    if not shutil.which("strace"):
        return False
    return subprocess.run([*strace("-e", "trace=none"), "true"], capture_output=True, check=False).returncode == 0


# ── system calls ────────────────────────────────────────────────────────────────────────────────

_CALL = re.compile(r"\d+\s+([a-z0-9_]+)\((.*)")


@dataclass(frozen=True)
class Call:
    """One system call of a run: its name, how many of that name came before it, plus one, and its words."""

    name: str
    number: int
    words: str


def calls_of(place: Place, words: list[str], stdin: str = "") -> list[Call]:
    """Every system call of a whole run, from the moment that it first looks at the vault."""
    log = place.folder / "trace"
    run = netvault(place, words, stdin=stdin, before=strace("-s", "64", output=str(log)))
    if run.returncode:
        raise RuntimeError(f"{words}: {run.returncode}\n{run.stdout}{run.stderr}")
    counted: dict[str, int] = {}
    found: list[Call] = []
    inside = False
    for line in log.read_text("utf-8", "replace").splitlines():
        match = _CALL.match(line)
        if not match:
            continue
        name = match[1]
        counted[name] = counted.get(name, 0) + 1
        inside = inside or (name != "execve" and f'"{place.vault}' in match[2])
        if inside:
            found.append(Call(name, counted[name], match[2]))
    return found


def injected(call: Call, what: str, *, lasting: bool = False) -> list[str]:
    """The words that make strace do something at a system call, or from it on."""
    when = f"{call.number}+" if lasting else str(call.number)
    name = call.name
    return strace("-e", f"trace={name}", "-e", f"inject={name}:{what}:when={when}")


# ── what is there ───────────────────────────────────────────────────────────────────────────────

LEFTOVER = re.compile(r"\.netvault-[0-9a-f]+\.tmp\Z")


def files_of(vault: Path) -> dict[str, bytes]:
    """Every file of a vault by its path, hidden ones too."""
    found = {}
    for folder, _, names in os.walk(vault):
        for name in names:
            file = Path(folder, name)
            found[file.relative_to(vault).as_posix()] = file.read_bytes()
    return found


def folders_of(vault: Path) -> set[str]:
    """Every folder of a vault by its path."""
    return {Path(folder, name).relative_to(vault).as_posix() for folder, names, _ in os.walk(vault) for name in names}
