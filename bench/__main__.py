"""How long netvault takes, beside what any reader of the same notes takes:

    python -m bench                             1,000 contacts with 10 lines each
    python -m bench --contacts 1000 10000       several sizes
    python -m bench --rounds 5
    python -m bench --write                     puts the table into docs/performance.md as well

All figures of a size are measured in one run, by turns, and the median counts. Figures move from machine to machine; the
ratios are what to compare. `read` and `frontmatter` are loops inside Python, its start not counted; what netvault does is
counted as a person waits for it, from the start of the command to its end. Ratios are of processor time, which other
programs on the machine change less than the time that is waited.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.generate import DAY, generate


def read_loop(root: str) -> None:
    """The yardstick: find every note, open it, read it."""
    waiting = [root]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                elif entry.name.endswith(".md"):
                    with open(entry.path, "rb") as file:
                        file.read()


def frontmatter_loop(root: str) -> None:
    """python-frontmatter over every note, as anybody would write it."""
    import frontmatter

    for path in sorted(Path(root).rglob("*.md")):
        frontmatter.load(str(path))


HERE = Path(__file__).parent
LOOPS: dict[str, Callable[[str], None]] = {"read": read_loop, "frontmatter": frontmatter_loop}
COMMANDS = {"build": ["build"], "build again": ["build"], "today": ["today"], "check": ["check"]}
GIT = "git status"
AGAIN = "build, nothing different"
"""A build whose answer is kept from the one before."""
AFTER = {"build, one note changed": ["build"], "today, one note changed": ["today"], "log": ["log", "--dry-run", "{one}", "call: hello"]}
"""Commands after an edit of one note, with the help of what is kept of the others."""


@dataclass(frozen=True)
class Taken:
    """How long something took, in seconds: by the clock, and by the processor; and the most memory that it held, in MB."""

    clock: float
    processor: float
    memory: float = 0.0


def inside(name: str, root: Path) -> Taken:
    """A loop in a process of its own, without the start of Python."""
    command = [sys.executable, "-m", "bench", "--loop", name, str(root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent)
    return Taken(*map(float, done.stdout.split()))


def whole(words: list[str], root: Path, state: Path, *, fresh: bool = True) -> Taken:
    """A netvault command, from its start to its end. `fresh`: no answer of before is taken."""
    command = [sys.executable, "-c", "from netvault.cli import main; main()", "-C", str(root), "--date", DAY.isoformat(), *words]
    env = {**os.environ, "XDG_STATE_HOME": str(state), "XDG_CACHE_HOME": str(state)}
    return timed(command, {**env, "NETVAULT_NO_CACHE": "1"} if fresh else env, (0, 1))


def git_status(root: Path) -> Taken:
    """`git status` in the vault, whose notes are all committed."""
    return timed(["git", "-C", str(root), "status", "--porcelain"], dict(os.environ))


def timed(command: list[str], env: dict[str, str], codes: tuple[int, ...] = (0,)) -> Taken:
    """What a whole command takes. Raises RuntimeError where it does not end with one of these exit codes."""
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in codes:
        raise RuntimeError(f"{command[0]} ended with {running.returncode}")
    return Taken(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def commit(root: Path) -> None:
    """Put the whole vault under git."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, stdout=subprocess.DEVNULL)


def measure(root: Path, state: Path, rounds: int) -> dict[str, Taken]:
    """The median of each figure over so many rounds."""
    found: dict[str, list[Taken]] = {name: [] for name in (*LOOPS, GIT, *COMMANDS, AGAIN, *AFTER)}
    commit(root)
    for _ in range(rounds + 1):  # the first warms the disk's cache
        shutil.rmtree(root / "Reports", ignore_errors=True)
        (root / "Today.md").unlink(missing_ok=True)
        for name in LOOPS:
            found[name].append(inside(name, root))
        found[GIT].append(git_status(root))
        for name, words in COMMANDS.items():
            found[name].append(whole(words, root, state))
        time.sleep(2.5)  # what has just changed is read anew
        whole(["build"], root, state, fresh=False)
        found[AGAIN].append(whole(["build"], root, state, fresh=False))
        for name, words in AFTER.items():
            one = min((root / "People").rglob("*.md"))
            with open(one, "a", encoding="utf-8") as file:
                file.write("- 2026-11-18 call: one more\n")
            who = one.relative_to(root).as_posix()
            found[name].append(whole([word.format(one=who) for word in words], root, state, fresh=False))
    return {
        name: Taken(*(statistics.median(getattr(t, what) for t in taken[1:]) for what in ("clock", "processor", "memory")))
        for name, taken in found.items()
    }


HEADER = (
    "| contacts | notes | | seconds | processor | MB | of the read loop | of python-frontmatter |",
    "|--:|--:|---|--:|--:|--:|--:|--:|",
)


def table(sizes: list[int], lines: int, rounds: int) -> list[str]:
    """Measure vaults of these sizes, print a table, and return its rows."""
    rows: list[str] = []
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {machine}; {lines} lines a contact; median of {rounds}\n")
    print(*HEADER, sep="\n")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "vault"
            made = generate(root, size, lines)
            found = measure(root, Path(folder) / "state", rounds)
        for name, taken in found.items():
            label = f"netvault {name}" if name in (*COMMANDS, AGAIN, *AFTER) else name
            ratios = [f"{taken.processor / found[loop].processor:.1f}" for loop in LOOPS]
            row = (f"{size:,}", f"{made.notes:,}", label, f"{taken.clock:.2f}", f"{taken.processor:.2f}", f"{taken.memory:.0f}" if taken.memory else "", *ratios)
            rows.append("| " + " | ".join(row) + " |")
            print(rows[-1], flush=True)
    return rows


def write(rows: list[str]) -> None:
    """Put the rows in the place of those of the table in docs/performance.md."""
    page = HERE.parent / "docs" / "performance.md"
    before, header, after = page.read_text("utf-8").partition("\n".join(HEADER) + "\n")
    rest = after.partition("\n\n")[2]
    page.write_text(before + header + "\n".join(rows) + "\n\n" + rest, encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="How long netvault takes.")
    parser.add_argument("--contacts", type=int, nargs="+", default=[1000], metavar="N", help="sizes of the vaults")
    parser.add_argument("--lines", type=int, default=10, help="log lines in each contact's note")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--loop", nargs=2, metavar=("NAME", "DIR"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.loop:
        name, root = chosen.loop
        if name == "frontmatter":
            import frontmatter  # noqa: F401  # its import is no part of the loop
        start, used = time.perf_counter(), time.process_time()
        LOOPS[name](root)
        print(time.perf_counter() - start, time.process_time() - used)
        return
    rows = table(chosen.contacts, chosen.lines, chosen.rounds)
    if chosen.write:
        write(rows)


if __name__ == "__main__":
    main()
