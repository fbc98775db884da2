"""Hearing of changes: what is heard, what is not, and noticing when nothing is heard any more."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import DirCreatedEvent, FileClosedEvent, FileMovedEvent, FileSystemEvent
from watchdog.observers.api import BaseObserver

from netvault.vault import listen
from netvault.vault.drives import network_drive, watched_folders
from netvault.vault.listen import MANY, NO_WATCH_LEFT, Deaf, Heard, Hints, Listener, Signal, hear

SETTINGS = ".obsidian/daily-notes.json"
LONG = 10.0


@pytest.fixture
def hints() -> Hints:
    return Hints()


@pytest.fixture
def listener(tmp_path: Path, hints: Hints) -> Iterator[Listener]:
    for folder in ("a/b", ".obsidian", ".git"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "a/n.md").write_text("one")
    made = Listener(tmp_path, hints, [SETTINGS])
    made.start()
    yield made
    made.stop()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def heard(hints: Hints, *paths: str) -> Heard:
    """All that is heard up to a note that is written now."""
    found: Heard = hear(hints, LONG)
    while not set(paths) <= found.paths:
        more = hear(hints, LONG)
        assert more != Heard(), f"not heard: {set(paths) - found.paths}"
        found = Heard(found.paths | more.paths, found.signals | more.signals)
    return found


# ── hearing ─────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_heard(hints: Hints) -> None:
    assert hear(hints, 0) == Heard()


def test_what_comes_together_is_heard_together(hints: Hints) -> None:
    for hint in ("a.md", "b.md", "a.md", Signal.LOOK):
        hints.put(hint)
    assert hear(hints, LONG) == Heard(frozenset({"a.md", "b.md"}), frozenset({Signal.LOOK}))


def test_an_end_is_heard_at_once(hints: Hints) -> None:
    hints.put(Signal.STOP)
    hints.put("a.md")
    assert hear(hints, LONG, quiet=LONG) == Heard(frozenset(), frozenset({Signal.STOP}))


def test_it_need_not_be_quiet_for_ever(hints: Hints) -> None:
    for number in range(MANY):
        hints.put(f"{number}.md")
    assert hear(hints, LONG, quiet=LONG, most=0).paths == {"0.md"}


# ── a vault ─────────────────────────────────────────────────────────────────────────────────────


def test_saves_in_any_style(tmp_path: Path, hints: Hints, listener: Listener) -> None:
    (tmp_path / "a/n.md").write_text("two")
    assert heard(hints, "a/n.md") == Heard(frozenset({"a/n.md"}))
    (tmp_path / "a/.n.md.tmp").write_text("three")
    os.replace(tmp_path / "a/.n.md.tmp", tmp_path / "a/n.md")
    assert heard(hints, "a/n.md") == Heard(frozenset({"a/n.md"}))
    with open(tmp_path / "a/n.md", "r+") as file:
        file.write("four")
    assert heard(hints, "a/n.md") == Heard(frozenset({"a/n.md"}))


def test_notes_come_go_and_move(tmp_path: Path, hints: Hints, listener: Listener) -> None:
    (tmp_path / "new.md").write_text("")
    assert heard(hints, "new.md").paths == {"new.md"}
    os.rename(tmp_path / "new.md", tmp_path / "a/b/newer.md")
    assert heard(hints, "new.md", "a/b/newer.md").signals == frozenset()
    (tmp_path / "a/b/newer.md").unlink()
    assert heard(hints, "a/b/newer.md").paths == {"a/b/newer.md"}


def test_a_move_out_holds_nothing_up(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, hints: Hints, listener: Listener) -> None:
    os.rename(tmp_path / "a/n.md", tmp_path_factory.mktemp("out") / "n.md")
    (tmp_path / "next.md").write_text("")
    began = time.monotonic()
    heard(hints, "a/n.md", "next.md")
    assert time.monotonic() - began < 0.45, "watchdog alone waits half a second for the other half of the move"


def test_reading_is_not_heard(tmp_path: Path, hints: Hints, listener: Listener) -> None:
    (tmp_path / "a/n.md").read_text()
    os.listdir(tmp_path / "a")
    (tmp_path / "mark.md").write_text("")
    assert heard(hints, "mark.md") == Heard(frozenset({"mark.md"}))


def test_folders_ask_for_a_look_at_everything(tmp_path: Path, hints: Hints, listener: Listener) -> None:
    for act in (
        lambda: (tmp_path / "c").mkdir(),
        lambda: os.rename(tmp_path / "a/b", tmp_path / "c/b"),
        lambda: (tmp_path / "c/b").rmdir(),
    ):
        act()
        until(lambda: Signal.LOOK in hear(hints, LONG).signals)
    (tmp_path / "c/n.md").write_text("")
    heard(hints, "c/n.md")
    assert listener.covers(["a", "c"])


def test_dot_folders_are_quiet_but_for_the_settings(tmp_path: Path, hints: Hints, listener: Listener) -> None:
    (tmp_path / ".git/index").write_text("")
    (tmp_path / ".obsidian/workspace.json").write_text("{}")
    (tmp_path / "a/.netvault-00ff.tmp").write_text("")
    (tmp_path / ".trash").mkdir()
    (tmp_path / SETTINGS).write_text("{}")
    assert heard(hints, SETTINGS) == Heard(frozenset({SETTINGS}))


def test_the_vault_goes_and_another_takes_its_place(tmp_path: Path, hints: Hints, listener: Listener) -> None:
    assert listener.alive()
    shutil.rmtree(tmp_path)
    until(lambda: Signal.LOST in hear(hints, LONG).signals)
    assert not listener.alive()
    tmp_path.mkdir()
    assert not listener.alive()
    listener.start()
    assert listener.alive()
    (tmp_path / "n.md").write_text("")
    heard(hints, "n.md")


def test_a_vault_that_is_moved_away_in_silence(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> None:
    os.rename(tmp_path, tmp_path_factory.mktemp("elsewhere") / "v")
    tmp_path.mkdir()
    assert not listener.alive()


# ── what goes wrong ─────────────────────────────────────────────────────────────────────────────


def test_an_overflow_is_heard(hints: Hints, listener: Listener, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed; filesystem events were lost")
    assert hear(hints, 0).signals == {Signal.LOST}
    listener.stop()
    logging.getLogger("watchdog.observers.inotify_c").warning("of another")
    assert hear(hints, 0) == Heard()


def test_no_event_ends_the_listening(tmp_path: Path, hints: Hints) -> None:
    listener = Listener(tmp_path, hints)
    root = os.path.realpath(tmp_path)
    for event in (
        FileSystemEvent(""), FileClosedEvent("/elsewhere/n.md"), FileClosedEvent(root + "x/n.md"), FileClosedEvent(root + "//n.md"),
        FileClosedEvent(os.fsencode(root) + b"/caf\xe9.md"), FileMovedEvent("", root + "/n.md"), DirCreatedEvent(root + "/.git/x"),
    ):  # fmt: skip
        listener.take(event)
    assert hear(hints, 0) == Heard(frozenset({os.fsdecode(b"caf\xe9.md"), "n.md", "/n.md"}))
    listener.take(FileClosedEvent(root + "/"))
    assert hear(hints, 0).signals == {Signal.LOST}


def test_a_thread_that_has_died_is_noticed(tmp_path: Path, hints: Hints, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("an error in a handler")

    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    listener = Listener(tmp_path, hints)
    with monkeypatch.context() as broken:
        broken.setattr(Listener, "take", fails)
        listener.start()
        assert listener.alive()
        (tmp_path / "n.md").write_text("")
        until(lambda: not listener.alive())
    listener.start()
    assert listener.alive()
    (tmp_path / "n.md").write_text("")
    heard(hints, "n.md")
    listener.stop()
    assert not listener.alive()


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (OSError(errno.ENOSPC, "inotify watch limit reached"), NO_WATCH_LEFT),
        (OSError(errno.EMFILE, "inotify instance limit reached"), NO_WATCH_LEFT),
        (OSError(errno.ENOSYS, "Function not implemented"), "does not report changes here"),
    ],
)
def test_where_nothing_can_be_heard_it_says_why(tmp_path: Path, hints: Hints, monkeypatch: pytest.MonkeyPatch, trouble: OSError, why: str) -> None:
    def refused(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr(BaseObserver, "on_thread_start", refused)
    listener = Listener(tmp_path, hints)
    with pytest.raises(Deaf, match=why.partition("(")[0]):
        listener.start()
    assert not listener.alive()


def test_folders_that_the_system_does_not_watch(tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    own, inner = tmp_path.stat().st_ino, (tmp_path / "a").stat().st_ino
    assert listener.covers(["a", "a/b", "gone"])
    for watched, covered in ((frozenset({own, inner}), True), (frozenset({own}), False), (frozenset({inner}), True), (None, True)):
        monkeypatch.setattr(listen, "watched_folders", lambda watched=watched: watched)
        assert listener.covers(["a"]) is covered


def test_what_the_system_says_it_watches(tmp_path: Path) -> None:
    (tmp_path / "5").write_text("pos:\t0\nflags:\t00\ninotify wd:2 ino:1f sdev:800013 mask:3ce ignored_mask:0\ninotify wd:1 ino:a sdev:8 mask:3ce\n")
    (tmp_path / "6").write_text("pos:\t0\n")
    assert watched_folders(tmp_path) == {0x1F, 0xA}
    assert watched_folders(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("root", "kind"),
    [("/home/you/v", None), ("/mnt/nas", "cifs"), ("/mnt/nas/deep/er", "cifs"), ("/mnt/nasty", None), ("/mnt/my disk/v", "fuse.sshfs"), ("/mnt/nas/local", None)],
)
def test_network_drives(tmp_path: Path, root: str, kind: str | None) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "27 1 254:0 / / rw shared:1 - ext4 /dev/vda rw\n90 27 0:50 / /mnt/nas rw - cifs //nas/x rw\n"
        "91 27 0:51 / /mnt/my\\040disk rw - fuse.sshfs me@there rw\n92 90 0:52 / /mnt/nas/local rw - ext4 /dev/vdb rw\nodd\n"
    )
    assert network_drive(Path(root), mounts) == kind
    assert network_drive(Path(root), tmp_path / "none") is None
