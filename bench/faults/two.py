"""Two processes that log lines in one note at the same time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.faults.running import ROOT, Place, environment

NOTE = "People/Jane Doe.md"
_LOGGER = """
import sys
from netvault.cli import cli
name, count = sys.argv[1], int(sys.argv[2])
tries = 0
for number in range(count):
    while True:
        tries += 1
        code = cli.main(["log", "jane", f"call: {name}-{number}."], standalone_mode=False) or 0
        if code != 75:
            break
    if code:
        sys.exit(code)
sys.stderr.write(f"tries {tries}")
"""


@dataclass
class Two:
    """How many lines there are, how often a process had to try again, and what is wrong."""

    lines: int
    tries: int
    wrong: list[str]


def two(folder: Path, lines: int) -> Two:
    """Let two processes log so many lines each; the commands are run in them one after the other."""
    place = Place(folder)
    place.clear()
    note = place.vault / NOTE
    note.parent.mkdir()
    note.write_text("---\ntype: contact\n---\n\n## Log\n", "utf-8")
    (place.vault / "netvault.toml").write_text("format = 1\n")
    both = [_logger(place, name, lines) for name in ("left", "right")]
    said = [process.communicate() for process in both]
    ended = zip(both, said, strict=True)
    wrong = [f"exit {process.returncode}: {err[-400:]}" for process, (_, err) in ended if process.returncode]
    tries = sum(int(err.rpartition("tries ")[2]) for _, err in said if "tries " in err)
    text = note.read_text("utf-8")
    for name in ("left", "right"):
        wrong += [
            f"{name}-{number} is there {found} times"
            for number in range(lines)
            if (found := text.count(f"- 2026-11-22 call: {name}-{number}.\n")) != 1
        ]
    wrong += [f"left behind: {file}" for file in place.vault.rglob(".*")]
    return Two(text.count("- 2026-11-22 call:"), tries, wrong)


def _logger(place: Place, name: str, lines: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _LOGGER, name, str(lines)],
        env=environment(place), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
