"""The loop of `netvault watch`, in a thread: the clock, the listening and the folder are in the test's hands."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from before_vaults import run, written
from click import unstyle

from netvault.cli import watcher as module
from netvault.cli.build import TRY_AGAIN, NotWritten
from netvault.cli.live import LiveVault, Rebuilt
from netvault.cli.pace import Clock, Due, Pace
from netvault.cli.watcher import Watcher
from netvault.plan import Write
from netvault.vault.listen import NO_WATCH_LEFT, Deaf, Heard, Listener, Signal
from netvault.vault.lock import VaultLock
from netvault.vault.trouble import Busy

LONG = 10.0
NEVER = 1000.0
DAY = date(2026, 11, 20)
ADA = "People/Ada Moe.md"
FILES = {ADA: "---\ncadence: 1w\n---\n- 2026-11-01 call: the summer\n", "People/Bo Lind.md": "- 2026-11-19 asked: for advice\n"}


@dataclass
class Hand:
    """The clock in the test's hand, and what was said."""

    day: date = DAY
    ahead: float = 0.0
    lines: SimpleQueue[str] = field(default_factory=SimpleQueue)

    def clock(self) -> Clock:
        return Clock(lambda: self.day, lambda: time.monotonic() + self.ahead)

    def hears(self, line: str) -> None:
        """Take what was said."""
        self.lines.put(unstyle(line))

    def says(self, *words: str) -> str:
        """The next line that has these words; every line before it is passed by."""
        passed = []
        while True:
            try:
                line = self.lines.get(timeout=LONG)
            except Empty:
                raise AssertionError(f"{words} was never said, but: {passed}") from None
            if all(word in line for word in words):
                return line
            passed.append(line)

    def said(self) -> list[str]:
        """The lines that have not been looked at."""
        return [self.lines.get() for _ in range(self.lines.qsize())]


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    made = Hand()
    monkeypatch.setattr(module, "say", made.hears)
    return made


@pytest.fixture
def begin(tmp_path: Path, hand: Hand, request: pytest.FixtureRequest) -> Callable[..., Watcher]:
    """Begins to watch a vault; that ends with the test, which fails where the loop did."""

    def begun(*, root: Path = tmp_path, files: dict[str, str] = FILES, polls: bool = False, greeting: str = "the start: ", **pace: float) -> Watcher:
        written(root, files)
        quick = replace(Pace(tick=0.05, grace=0.05, rescan=NEVER, poll=NEVER, retry=0.05, patience=0.1, rest=0.05), **pace)
        made = Watcher(root, hand.clock(), tell=hand.hears, poll=polls, pace=quick)
        troubles: list[BaseException] = []

        def go() -> None:
            try:
                made.run()
            except BaseException as trouble:  # noqa: BLE001
                troubles.append(trouble)
                hand.lines.put(f"it ended with {trouble!r}")

        def end() -> None:
            made.stop()
            thread.join(LONG)
            assert not thread.is_alive()
            assert not troubles

        thread = threading.Thread(target=go, daemon=True)
        thread.start()
        request.addfinalizer(end)
        hand.says(greeting)
        return made

    return begun


def append(root: Path, text: str = "- 2026-11-20 promised: the book\n", path: str = ADA) -> None:
    with open(root / path, "a", encoding="utf-8") as file:
        file.write(text)


def is_built(hand: Hand, root: Path, day: str = "2026-11-20") -> bool:
    """Whether, once the reports have followed, a build would find nothing to do."""
    hand.says("the reports: ")
    return run(root, "build", "--check", day=day).exit_code == 0


# ── time ────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_day_brings_a_new_today(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin()
    assert "today v1 2026-11-20" in (tmp_path / "Today.md").read_text("utf-8")
    hand.day = date(2026, 11, 21)
    hand.says("a new day, 2026-11-21: wrote Today.md")
    assert "today v1 2026-11-21" in (tmp_path / "Today.md").read_text("utf-8")
    assert is_built(hand, tmp_path, "2026-11-21")


def test_a_clock_that_is_set_back_counts_too(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin()
    hand.day = date(2026, 11, 19)
    hand.says("a new day, 2026-11-19: wrote Today.md")
    assert is_built(hand, tmp_path, "2026-11-19")


def test_after_a_sleep_everything_is_looked_at(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin(polls=True)  # and the poll never comes
    append(tmp_path)
    hand.ahead += 3600
    hand.says(f"{ADA}: wrote Today.md")
    assert is_built(hand, tmp_path)


def test_every_file_is_looked_at_every_so_often(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Listener, "take", lambda *_: None)  # it hears nothing, and does not know
    begin(rescan=0.1)
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")
    assert is_built(hand, tmp_path)


# ── listening ───────────────────────────────────────────────────────────────────────────────────


def test_polling(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin(polls=True, poll=0.05)
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")
    (tmp_path / ADA).unlink()
    hand.says(f"{ADA}: wrote Today.md")
    assert is_built(hand, tmp_path)


@pytest.mark.parametrize("drive", [True, False])
def test_where_nothing_is_heard_it_polls_and_says_so(
    tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch, drive: bool
) -> None:
    def deaf(_: object) -> None:
        raise Deaf("the system does not report changes here (tired)")

    monkeypatch.setattr(module, "network_drive", lambda _: "cifs" if drive else None)
    monkeypatch.setattr(Listener, "start", deaf)
    begin(poll=0.05, greeting="a network drive (cifs)" if drive else "(tired)")
    hand.says("the start: ")
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")


def test_folders_beyond_the_limit_are_polled(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    real = Listener.covers
    monkeypatch.setattr(Listener, "covers", lambda self, folders: "New" not in folders and real(self, folders))
    begin(poll=0.05)
    (tmp_path / "New").mkdir()
    hand.says(NO_WATCH_LEFT, "looks for changes every")
    (tmp_path / "New/Cy Ek.md").write_text("- 2026-11-20 call: [[Ada Moe]]\n")
    hand.says("New/Cy Ek.md: ")
    assert is_built(hand, tmp_path)


def test_hints_that_were_lost(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as deaf:
        deaf.setattr(Listener, "take", lambda *_: None)
        watcher = begin()
    append(tmp_path)
    watcher.hints.put(Signal.LOST)
    hand.says(f"{ADA}: wrote Today.md")
    append(tmp_path, path="People/Bo Lind.md")
    hand.says("People/Bo Lind.md: wrote Today.md")
    assert is_built(hand, tmp_path)


def test_a_handler_that_fails(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("an error in a handler")

    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with monkeypatch.context() as broken:
        broken.setattr(Listener, "take", fails)
        begin()
        append(tmp_path)
        hand.says(f"{ADA}: wrote Today.md")
    append(tmp_path, path="People/Bo Lind.md")
    hand.says("People/Bo Lind.md: wrote Today.md")
    assert is_built(hand, tmp_path)


def test_a_vault_that_is_gone_for_a_while(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    begin(root=root)
    os.rename(root, tmp_path / "away")
    hand.says("is gone: waiting for it")
    append(tmp_path / "away")
    shutil.copytree(tmp_path / "away", root)
    hand.says("is back")
    hand.says(f"{ADA}: wrote Today.md")
    append(root, path="People/Bo Lind.md")
    hand.says("People/Bo Lind.md: wrote Today.md")
    assert is_built(hand, root)


def test_while_the_vault_is_gone_it_waits_and_does_not_go_round_and_round() -> None:
    due, pace = Due(everything=True, held_till=100.0), Pace()
    assert due.wait(99.0, pace.tick) == 1.0
    assert due.wait(90.0, pace.tick) == pace.tick


# ── care ────────────────────────────────────────────────────────────────────────────────────────


def test_a_vault_that_is_suddenly_empty(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin(files={**FILES, **{f"Notes/{number}.md": "words\n" for number in range(20)}})
    before = (tmp_path / "Today.md").read_text("utf-8")
    os.rename(tmp_path / "Notes", tmp_path / ".Notes")
    hand.says("there were 22 notes at the last build, and now there are 2")
    append(tmp_path)
    os.rename(tmp_path / ".Notes", tmp_path / "Notes")
    hand.says("wrote Today.md")
    assert (tmp_path / "Today.md").read_text("utf-8") != before
    assert is_built(hand, tmp_path)


def test_own_writes_ask_for_no_other(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    heard: SimpleQueue[Heard] = SimpleQueue()
    real = module.hear

    def hear(*words: object) -> Heard:
        found = real(*words)  # type: ignore[arg-type]
        heard.put(found)
        return found

    begin(files={**FILES, "Ideas.md": "an idea\n"}, tick=NEVER, rest=NEVER)
    monkeypatch.setattr(module, "hear", hear)
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")
    while "Today.md" not in heard.get(timeout=LONG).paths:
        pass
    append(tmp_path, "another\n", "Ideas.md")
    assert "Ideas.md: nothing to write" in hand.says(), "and no word between"
    while "Ideas.md" not in (paths := heard.get(timeout=LONG).paths):
        assert not paths, "one look was enough"


def test_a_save_during_a_build_is_not_passed_by(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    begin()
    real = LiveVault._settle
    mine = ["mine\n"]

    def settle(self: LiveVault, writes: Sequence[Write]) -> bool:
        if mine:
            append(tmp_path, mine.pop(), "Today.md")
        return real(self, writes)

    monkeypatch.setattr(LiveVault, "_settle", settle)
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")
    hand.says("nothing to write")
    append(tmp_path, path="People/Bo Lind.md")
    hand.says("People/Bo Lind.md: wrote Today.md")
    assert (tmp_path / "Today.md").read_text("utf-8").endswith("mine\n"), "what stands below the region is a person's"


def test_a_save_that_is_seen_with_the_own_writes_is_built(
    tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first build makes the folder Reports, so everything is looked at after it: Bo's note is news, and hearing of it none."""
    real = LiveVault._settle
    his = ["- 2026-11-20 promised: the lamp\n"]

    def settle(self: LiveVault, writes: Sequence[Write]) -> bool:
        if his:
            append(tmp_path, his.pop(), "People/Bo Lind.md")
        return real(self, writes)

    monkeypatch.setattr(LiveVault, "_settle", settle)
    begin()
    hand.says("wrote Today.md")
    assert "the lamp" in (tmp_path / "Today.md").read_text("utf-8")
    assert is_built(hand, tmp_path)


def test_a_write_that_fails_is_tried_again(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch) -> None:
    begin()

    def busy(*_: object) -> None:
        raise Busy("", "Another netvault is writing to this vault.", "Try again in a moment.")

    with monkeypatch.context() as held:
        held.setattr(VaultLock, "take", busy)
        append(tmp_path)
        hand.says("Another netvault is writing to this vault", "Nothing was written")
    hand.says("once more: wrote Today.md")
    assert is_built(hand, tmp_path)


def test_a_note_that_changed_under_the_write_is_tried_again_in_silence(
    tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin()
    tries: SimpleQueue[bool] = SimpleQueue()

    def stale(*_: object) -> Rebuilt:
        tries.put(True)
        raise NotWritten("a note changed while it was about to be written.", TRY_AGAIN, stale=True)

    with monkeypatch.context() as held:
        held.setattr(LiveVault, "rebuild", stale)
        append(tmp_path)
        for _ in range(3):
            tries.get(timeout=LONG)
    assert "once more: wrote Today.md" in hand.says()
    assert is_built(hand, tmp_path)


def test_a_note_that_is_gone_for_a_moment_is_not_taken_to_be_gone(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    watcher = begin(grace=NEVER)
    text = (tmp_path / ADA).read_text("utf-8")
    os.rename(tmp_path / ADA, tmp_path / "People/Ada Moe.md~")
    append(tmp_path, path="People/Bo Lind.md")
    while watcher._due.sure_from is None:
        time.sleep(0.005)
    (tmp_path / ADA).write_text(text + "- 2026-11-20 promised: the book\n", encoding="utf-8")
    assert "2 notes: wrote Today.md" in hand.says(), "nothing was built while she was gone"
    assert is_built(hand, tmp_path)


def test_problems_are_said_once(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher], capsys: pytest.CaptureFixture[str]) -> None:
    template = tmp_path / "templates/netvault/today.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing }}\n", encoding="utf-8")
    begin()
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")
    template.write_text("# mine {{ people }}\n", encoding="utf-8")
    hand.says("settings or folders: wrote Today.md")
    assert is_built(hand, tmp_path)
    assert capsys.readouterr().err.count("template-failed") == 1
    assert "# mine 2" in (tmp_path / "Today.md").read_text("utf-8")


def test_a_program_that_undoes_what_is_generated_is_left_alone_for_a_while(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin(patience=3.0)
    for _ in range(5):
        text = (tmp_path / "Today.md").read_text("utf-8")
        (tmp_path / "Today.md").write_text(text.replace("## Say hello", "## SAY HELLO"), encoding="utf-8")
        hand.says("Today.md: wrote Today.md")
    hand.says("something keeps changing what stands between the marker lines")
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md")
    assert is_built(hand, tmp_path)


def test_outputs_where_no_notes_are_read(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin(files={**FILES, "netvault.toml": "[vault]\nignore = ['Today.md']\n"})
    append(tmp_path)
    assert f"{ADA}: wrote Today.md" in hand.says()
    append(tmp_path, path="People/Bo Lind.md")
    hand.says("People/Bo Lind.md: wrote Today.md")
    assert is_built(hand, tmp_path)


PRIVATE = "---\nprivate: true\n---\n- 2026-11-20 call: quietly\n"


def test_a_private_note_is_not_named(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin(files={**FILES, "People/Cy Ek.md": PRIVATE})
    append(tmp_path, path="People/Cy Ek.md")
    assert "  a private note: " in hand.says()
    (tmp_path / "People" / "Cy Ek.md").unlink()
    hand.says("  a private note: ")


def test_a_note_that_comes_or_becomes_private_is_not_named(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    begin()
    (tmp_path / "People" / "Cy Ek.md").write_text(PRIVATE, encoding="utf-8")
    assert "  a private note: " in hand.says()
    (tmp_path / ADA).write_text(PRIVATE, encoding="utf-8")
    hand.says("  a private note: ")


def test_a_private_note_that_is_written_is_not_named(tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]) -> None:
    region = "<!-- netvault:begin today -->\n<!-- netvault:end today -->\n"
    begin(files={**FILES, "Cy Ek.md": f"---\nprivate: true\n---\n{region}"}, greeting="Watching ")
    assert ", a private note, " in hand.says("the start: wrote Today.md, ")
    append(tmp_path)
    hand.says(f"{ADA}: wrote Today.md, a private note (")
    assert "the book" in (tmp_path / "Cy Ek.md").read_text("utf-8")


def test_what_commands_have_kept_is_erased_when_somebody_becomes_private(
    tmp_path: Path, hand: Hand, begin: Callable[..., Watcher]
) -> None:
    begin()
    run(tmp_path, "today")
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert [file for file in cache.rglob("*") if file.is_file()]
    (tmp_path / ADA).write_text(PRIVATE, encoding="utf-8")
    hand.says("  a private note: ")
    assert [file for file in cache.rglob("*") if file.is_file()] == []
