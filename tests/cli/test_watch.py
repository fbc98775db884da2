"""`netvault watch` as a person runs it: a process of its own, a vault on the disk, and saves of every kind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from before_vaults import run, written

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends it by signals")

DAY = "2026-11-20"
LONG = 20.0
ADA, BO = "People/Ada Moe.md", "People/Bo Lind.md"
FILES = {
    ADA: "---\ntype: person\ncadence: 1w\n---\n\n## Log\n- 2026-11-01 call: the summer\n",
    BO: "---\ntype: person\n---\n\n## Log\n- 2026-11-19 asked: for advice\n",
    "Companies/Globex.md": "# Globex\n",
}


class Watching:
    """A `netvault watch` that runs, and what it has said on stderr."""

    def __init__(self, root: Path, *words: str) -> None:
        self.root = root
        program = "from netvault.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "-C", str(root), "--date", DAY, "watch", *words], stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.lines: SimpleQueue[str] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                self.lines.put(line.rstrip("\n"))

    def says(self, words: str) -> str:
        """The next line that has these words; every line before it is passed by."""
        passed = []
        while True:
            try:
                line = self.lines.get(timeout=LONG)
            except Empty:
                raise AssertionError(f"“{words}” was never said, but: {passed}") from None
            if words in line:
                return line
            passed.append(line)

    def rest(self) -> list[str]:
        """The lines that have not been looked at."""
        return [self.lines.get() for _ in range(self.lines.qsize())]

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it; returns its exit code."""
        self.process.send_signal(number)
        self._reader.join(LONG)
        return self.process.wait(LONG)

    def kill(self) -> None:
        """End what a test that failed has left."""
        self.process.kill()
        self.end(signal.SIGKILL)


Watch = Callable[..., Watching]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """Begins to watch a vault of `FILES`; what still runs is killed in the end."""
    begun: list[Watching] = []

    def begin(*words: str, root: Path = tmp_path) -> Watching:
        if not (root / "netvault.toml").exists():
            written(root, FILES)
        begun.append(Watching(root, *words))
        return begun[-1]

    yield begin
    for watching in begun:
        watching.kill()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def today(root: Path) -> str:
    return (root / "Today.md").read_text("utf-8")


def is_built(root: Path) -> bool:
    return run(root, "build", "--check", day=DAY).exit_code == 0


# ── beginning and ending ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_builds_says_what_it_does_and_ends(tmp_path: Path, watch: Watch, number: int) -> None:
    watching = watch()
    assert watching.says("Watching") == f"Watching {tmp_path}: 3 notes. Ctrl-C ends it."
    line = watching.says("the start: wrote Today.md, Reports/Agenda.md")
    assert line[2] == line[5] == ":"
    assert line.endswith(("ms)", "s)"))
    assert watching.end(number) == 0
    assert watching.rest() == []
    assert is_built(tmp_path)


def test_quiet(tmp_path: Path, watch: Watch) -> None:
    watching = watch("--quiet")
    until((tmp_path / "Today.md").exists)
    (tmp_path / BO).write_text("- 2026-11-20 promised: the book\n")
    until(lambda: "the book" in today(tmp_path))
    assert watching.end() == 0
    assert watching.rest() == []


def test_no_vault(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "watch")
    assert result.exit_code == 2
    assert "netvault init" in result.stderr


def test_settings_that_are_wrong(tmp_path: Path) -> None:
    written(tmp_path, {**FILES, "netvault.toml": "[today\n"})
    result = run(tmp_path, "watch")
    assert result.exit_code == 2
    assert "netvault.toml:1" in result.stderr


# ── changes ─────────────────────────────────────────────────────────────────────────────────────


def test_what_people_do_to_notes(tmp_path: Path, watch: Watch, tmp_path_factory: pytest.TempPathFactory) -> None:
    watching = watch()
    watching.says("the start")

    with open(tmp_path / ADA, "a", encoding="utf-8") as file:
        file.write("- 2026-11-20 promised: one book\n")
    watching.says(f"{ADA}: wrote Today.md")
    assert "one book" in today(tmp_path)

    (tmp_path / "People/.ada.tmp").write_text((tmp_path / ADA).read_text("utf-8").replace("one book", "two books"), "utf-8")
    os.replace(tmp_path / "People/.ada.tmp", tmp_path / ADA)
    watching.says(f"{ADA}: wrote Today.md")
    assert "two books" in today(tmp_path)

    shutil.copy(tmp_path / ADA, tmp_path / "People/Ada Moe.md~")
    (tmp_path / ADA).write_text((tmp_path / "People/Ada Moe.md~").read_text("utf-8").replace("two books", "ten books"), "utf-8")
    watching.says(f"{ADA}: wrote Today.md")
    assert "ten books" in today(tmp_path)

    (tmp_path / "People/Cy Ek.md").write_text("- 2026-11-20 promised: a call to [[Ada Moe]]\n", "utf-8")
    watching.says("People/Cy Ek.md: wrote Today.md")
    os.rename(tmp_path / "People/Cy Ek.md", tmp_path / "People/Cy Ekman.md")
    watching.says("2 notes: wrote Today.md")
    assert "[[Cy Ekman]]" in today(tmp_path)

    (tmp_path / "People/Cy Ekman.md").unlink()
    watching.says("People/Cy Ekman.md: wrote Today.md")
    assert "Cy Ekman" not in today(tmp_path)

    outside = tmp_path_factory.mktemp("outside")
    shutil.move(tmp_path / BO, outside / "Bo Lind.md")
    watching.says(f"{BO}: wrote Today.md")
    assert "Bo Lind" not in today(tmp_path)
    shutil.move(outside / "Bo Lind.md", tmp_path / BO)
    watching.says(f"{BO}: wrote Today.md")
    assert "[[Bo Lind]]" in today(tmp_path)

    assert watching.end() == 0
    watching.says("the reports: ")
    assert is_built(tmp_path)


def test_whole_folders(tmp_path: Path, watch: Watch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for number in range(6):  # so that not half of the notes go at once
        (tmp_path / f"Note {number}.md").write_text("x\n", "utf-8")
    watching = watch()
    watching.says("the start")
    (tmp_path / "Net").mkdir()
    os.rename(tmp_path / "People", tmp_path / "Net/People")
    watching.says("4 notes: ")
    (tmp_path / "Net/People/Bo Lind.md").write_text("---\ntype: person\n---\n- 2026-11-20 promised: the book\n", "utf-8")
    watching.says("Net/People/Bo Lind.md: wrote Today.md")
    away = tmp_path_factory.mktemp("away") / "People"
    shutil.move(tmp_path / "Net/People", away)
    watching.says("2 notes: wrote Today.md")
    shutil.copytree(away, tmp_path / "Deep/er/People")
    until(lambda: "[[Bo Lind]]" in today(tmp_path) and "[[Ada Moe]]" in today(tmp_path))
    (tmp_path / "Deep/er/People/Cy Ek.md").write_text("---\ntype: person\n---\n- 2026-11-20 promised: the lamp\n", "utf-8")
    until(lambda: "the lamp" in today(tmp_path))
    shutil.rmtree(tmp_path / "Deep")
    until(lambda: "the lamp" not in today(tmp_path))
    assert watching.end() == 0
    watching.says("the reports: ")
    assert is_built(tmp_path)


def test_a_tick_in_today(tmp_path: Path, watch: Watch) -> None:
    watching = watch()
    watching.says("the start")
    (tmp_path / "Today.md").write_text(today(tmp_path).replace("- [ ] Say hello", "- [x] Say hello"), "utf-8")
    watching.says("done → People/Ada Moe.md")
    watching.says("wrote Today.md")
    assert "- 2026-11-20" in (tmp_path / ADA).read_text("utf-8")
    assert "- [" not in today(tmp_path)
    assert watching.end() == 0
    watching.says("the reports: ")
    assert is_built(tmp_path)
    assert (tmp_path / ADA).read_text("utf-8").count("2026-11-20") == 1


def test_settings_templates_and_daily_notes(tmp_path: Path, watch: Watch) -> None:
    watching = watch()
    watching.says("the start")
    settings = tmp_path / "netvault.toml"
    settings.write_text("format = 1\n[output]\ntoday = 'Now.md'\n", "utf-8")
    watching.says("wrote Now.md")
    settings.write_text("format = 1\n[output\n", "utf-8")
    watching.says("netvault.toml:")
    (tmp_path / BO).write_text("- 2026-11-20 promised: the book\n", "utf-8")
    watching.says(f"{BO}: wrote Now.md")
    template = tmp_path / "templates/netvault/today.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Mine, for {{ people }}.\n", "utf-8")
    settings.write_text("format = 1\n", "utf-8")
    until(lambda: "Mine, for 2." in today(tmp_path))
    template.unlink()
    until(lambda: "the book" in today(tmp_path))
    (tmp_path / "Diary").mkdir()
    (tmp_path / "Diary/20.11.2026.md").write_text("- [[Ada Moe]] promised: a lamp\n", "utf-8")
    watching.says("Diary/20.11.2026.md: ")
    assert "a lamp" not in today(tmp_path)
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/daily-notes.json").write_text('{"folder": "Diary", "format": "DD.MM.YYYY"}', "utf-8")
    until(lambda: "a lamp" in today(tmp_path))
    assert watching.end() == 0
    watching.says("the reports: ")
    assert is_built(tmp_path)


def test_many_notes_at_once_and_back(tmp_path: Path, watch: Watch) -> None:
    """What a `git checkout` does: files are deleted and made, in place, quicker than anybody could follow."""
    watching = watch()
    watching.says("the start")
    for number in range(600):
        (tmp_path / f"People/Person {number}.md").write_text("- 2026-11-20 call: the summer\n", "utf-8")
    until(lambda: "602 people" in today(tmp_path))
    for number in range(600):
        (tmp_path / f"People/Person {number}.md").unlink()
        if number % 3:
            (tmp_path / f"People/Person {number}.md").write_text(f"- 2026-11-20 promised: book {number}\n", "utf-8")
    until(lambda: "402 people" in today(tmp_path) and is_built(tmp_path))
    assert watching.end() == 0


def test_polling(tmp_path: Path, watch: Watch) -> None:
    watching = watch("--poll")
    watching.says("the start")
    (tmp_path / BO).write_text("- 2026-11-20 promised: the book\n", "utf-8")
    watching.says(f"{BO}: wrote Today.md")
    assert watching.end() == 0
