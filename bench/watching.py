"""How soon Today is right under `netvault watch`:

    python -m bench.watching                          10,000 notes, 1,000 saves, a burst of 5,000, memory
    python -m bench.watching --contacts 1500 --saves 200 --burst 0
    python -m bench.watching --saves 0 --burst 0 --checkouts 20 [--queue 1024]

Each save changes one contact's note, by a new file that is renamed over it or by emptying and writing it, in turn. What is measured is the
time from before the save until Today.md holds what the save says. Then many notes change at once, and once watch is quiet all outputs must
be those of a fresh build, byte for byte. So they must after every `git checkout` of thousands of notes, also where the queue of events runs over:
`--queue` makes it so short (root alone may).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.generate import DAY, generate
from netvault.vault.listen import QUIET

PROGRAM = "from netvault.cli import main; main()"
LONG = 120.0


class Watched:
    """A vault with `netvault watch` at work on it."""

    def __init__(self, root: Path, state: Path) -> None:
        self.root, self.today = root, root / "Today.md"
        self.env = {**os.environ, "XDG_STATE_HOME": str(state), "XDG_CACHE_HOME": str(state), "NO_COLOR": "1"}
        self.log = open(root.parent / "watch.log", "w+", encoding="utf-8")  # noqa: SIM115
        command = [sys.executable, "-c", PROGRAM, "-C", str(root), "--date", DAY.isoformat(), "watch"]
        self.process = subprocess.Popen(command, env=self.env, stderr=self.log)
        self.wait_for_line("the start: ")

    def lines(self) -> list[str]:
        """What watch has said."""
        self.log.flush()
        return Path(self.log.name).read_text("utf-8").splitlines()

    def wait_for_line(self, words: str, after: int = 0) -> None:
        """Wait until watch has said something."""
        end = time.monotonic() + LONG
        while not any(words in line for line in self.lines()[after:]):
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"watch never said “{words}”: {self.lines()[-5:]}")
            time.sleep(0.02)

    def wait_for_today(self, words: str, began: float) -> float:
        """The seconds until Today holds some words."""
        known = None
        while time.monotonic() - began < LONG:
            stat = os.stat(self.today) if self.today.exists() else None
            if stat and (stat.st_ino, stat.st_mtime_ns) != known:
                known = stat.st_ino, stat.st_mtime_ns
                if words in self.today.read_text("utf-8"):
                    return time.monotonic() - began
            time.sleep(0.0005)
        raise RuntimeError(f"Today never said “{words}”")

    def memory(self) -> float:
        """The memory that it holds, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def end(self) -> None:
        """End it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(LONG)
        self.log.close()


def save(file: Path, text: str, *, rename: bool) -> None:
    """Save a note as editors do."""
    if rename:
        new = file.with_name(f".{file.name}.tmp")
        new.write_text(text, encoding="utf-8")
        os.replace(new, file)
    else:
        file.write_text(text, encoding="utf-8")


def single(watched: Watched, people: list[Path], saves: int) -> None:
    """Single saves, one after the other."""
    random, times = Random(5), []
    for number in range(saves):
        file = random.choice(people)
        text = file.read_text("utf-8")
        words = f"a thought that has the number {number}"
        began = time.monotonic()
        save(file, f"{text}- {DAY} {words}\n", rename=number % 2 == 0)
        times.append(watched.wait_for_today(words, began))
        save(file, text, rename=number % 2 == 1)
        time.sleep(0.12)
    times.sort()
    p50, p99 = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{saves} saves: p50 {(p50 - QUIET) * 1000:.0f} ms, p99 {(p99 - QUIET) * 1000:.0f} ms beyond the {QUIET * 1000:.0f} ms that are waited for")


def burst(watched: Watched, people: list[Path], count: int) -> None:
    """Many saves at once; then every output must be that of a fresh build."""
    before = len(watched.lines())
    began = time.monotonic()
    for number, file in enumerate(people[:count]):
        save(file, file.read_text("utf-8") + f"- {DAY} call: number {number}\n", rename=number % 2 == 0)
    wrote = time.monotonic() - began
    watched.wait_for_line("the reports: ", before)
    time.sleep(3)
    took = time.monotonic() - began - 3
    rebuilds = len([line for line in watched.lines()[before:] if "the reports" not in line])
    command = [sys.executable, "-c", PROGRAM, "-C", str(watched.root), "--date", DAY.isoformat(), "build", "--check"]
    done = subprocess.run(command, env={**watched.env, "NETVAULT_NO_CACHE": "1"}, capture_output=True, text=True, check=False)
    said = done.stderr.strip().splitlines()[-1]
    print(f"{count} notes at once, in {wrote:.1f} s: {rebuilds} rebuilds, the reports after {took:.1f} s; a fresh build says: {said}")


QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")


def checkouts(watched: Watched, people: list[Path], count: int, runs: int) -> None:
    """`git checkout` to and fro between two states that differ in many notes."""
    def git(*words: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        subprocess.run(["git", "-C", str(watched.root), *who, *words], check=True, capture_output=True)

    (watched.root / ".gitignore").write_text("Today.md\nReports/\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["branch", "one"]):
        git(*words)
    for number, file in enumerate(people[:count]):
        file.write_text(file.read_text("utf-8") + f"- {DAY} call: number {number}\n", encoding="utf-8")
    for words in (["add", "-A"], ["commit", "-qm", "two"], ["branch", "two"]):
        git(*words)
    time.sleep(20)
    equal, slowest, rebuilds = 0, 0.0, 0
    for number in range(runs):
        before = len(watched.lines())
        began = time.monotonic()
        git("checkout", "-q", "one" if number % 2 == 0 else "two")
        watched.wait_for_line("the reports: ", before)
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(2)
        command = [sys.executable, "-c", PROGRAM, "-C", str(watched.root), "--date", DAY.isoformat(), "build", "--check"]
        done = subprocess.run(command, env={**watched.env, "NETVAULT_NO_CACHE": "1"}, capture_output=True, text=True, check=False)
        equal += done.stderr.strip().endswith("Nothing would change.")
        rebuilds += len([line for line in watched.lines()[before:] if "the reports" not in line])
    print(f"{runs} checkouts of {min(count, len(people))} notes: {equal} times the bytes of a fresh build, after {slowest:.1f} s at most, {rebuilds} rebuilds; {watched.memory():.0f} MB after that")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.watching", description="How soon Today is right under watch.")
    parser.add_argument("--contacts", type=int, default=6_600, help="contacts; 6,600 make about 10,000 notes")
    parser.add_argument("--saves", type=int, default=1_000)
    parser.add_argument("--burst", type=int, default=5_000)
    parser.add_argument("--checkouts", type=int, default=0, help="how many times thousands of notes are checked out")
    parser.add_argument("--queue", type=int, default=0, help="how many events may wait, for the checkouts")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    queue = QUEUE.read_text("ascii") if chosen.queue else ""
    try:
        if queue:
            QUEUE.write_text(str(chosen.queue), "ascii")
        root = folder / "vault"
        made = generate(root, chosen.contacts)
        watched = Watched(root, folder / "state")
        people = [file for file in sorted((root / "People").rglob("*.md")) if "private: true" not in file.read_text("utf-8")]
        print(f"{made.notes:,} notes; {watched.memory():.0f} MB after the start")
        if chosen.saves:
            single(watched, people, chosen.saves)
            print(f"{watched.memory():.0f} MB after that")
        if chosen.burst:
            burst(watched, people, chosen.burst)
            print(f"{watched.memory():.0f} MB after that")
        if chosen.checkouts:
            checkouts(watched, people, 5_000, chosen.checkouts)
        watched.end()
    finally:
        if queue:
            QUEUE.write_text(queue, "ascii")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
