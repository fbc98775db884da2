"""The one way into a vault: nothing is lost, whoever saves at the same moment (safety, Writing)."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netvault.vault.held import Held, hold
from netvault.vault.replace import Outcome, Ways, replace
from netvault.vault.temporary import make_temporary, temporary_name
from netvault.vault.trouble import Busy, DiskTrouble, Refused, Stale, Taken
from netvault.vault.write import Writer, exactly, write_note

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links, modes and flock")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs leases")

BASE = b"# Jane\r\n\r\n- 2026-11-12 call: one"
LONG_AGO = 1_000_000_000


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    put(root / "n.md", BASE)
    return root


def put(file: Path, data: bytes) -> None:
    """A file that nobody has touched for long."""
    file.write_bytes(data)
    os.utime(file, (LONG_AGO, LONG_AGO))


def add(now: bytes | None) -> bytes:
    return (now or b"") + b"\r\n- added"


def kept(writer: Writer) -> list[tuple[str, str, bytes]]:
    return [(copy.path, copy.reason, copy.file.read_bytes()) for copy in writer.recovery.copies()]


def left(vault: Path) -> list[str]:
    return [file.name for file in vault.rglob(".*")]


def warned(writer: Writer) -> list[tuple[str, str]]:
    return [(found.code, found.path) for found in writer.warnings]


# ── the ordinary case ───────────────────────────────────────────────────────────────────────────


def test_equal_bytes_are_not_written(vault: Path) -> None:
    before = (vault / "n.md").stat()
    with Writer(vault) as writer:
        assert not writer.write("n.md", BASE, lambda now: now or b"").changed
    after = (vault / "n.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert kept(writer) == []


def test_a_note_is_replaced_and_its_old_bytes_kept(vault: Path) -> None:
    naps: list[float] = []
    with Writer(vault, sleep=naps.append) as writer:
        written = writer.write("n.md", BASE, add)
    assert (vault / "n.md").read_bytes() == written.data == BASE + b"\r\n- added"
    assert (written.changed, written.created, written.replanned) == (True, False, False)
    assert written.copy is not None
    assert written.copy.read_bytes() == BASE
    assert (kept(writer), warned(writer), left(vault)) == ([("n.md", "replaced", BASE)], [], [])
    if sys.platform == "linux":
        assert naps == []


def test_bytes_other_than_the_base_are_planned_again(vault: Path) -> None:
    with Writer(vault) as writer:
        written = writer.write("n.md", b"older", add)
    assert written.replanned
    assert (vault / "n.md").read_bytes() == BASE + b"\r\n- added"


def test_a_plan_in_full_is_stale_against_other_bytes(vault: Path) -> None:
    with Writer(vault) as writer:
        with pytest.raises(Stale):
            writer.write("n.md", b"older", exactly(b"older", b"new"))
        assert writer.write("n.md", BASE, exactly(BASE, b"new")).changed
        assert not writer.write("n.md", BASE, exactly(BASE, b"new")).changed
    assert (vault / "n.md").read_bytes() == b"new"


def test_a_new_note_is_its_users_alone(vault: Path) -> None:
    with Writer(vault) as writer:
        written = writer.create("People/New/Bo.md", b"bo")
        with pytest.raises(Taken, match="already"):
            writer.create("n.md", b"mine")
    assert written.created
    assert (vault / "People/New/Bo.md").read_bytes() == b"bo"
    assert stat.S_IMODE((vault / "People/New/Bo.md").stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((vault / "People/New").stat().st_mode) == 0o700
    assert ((vault / "n.md").read_bytes(), left(vault)) == (BASE, [])


def test_a_new_note_in_a_shared_folder_is_shared(vault: Path) -> None:
    shared = vault / "Shared"
    shared.mkdir()
    shared.chmod(0o770)
    old = os.umask(0o007)
    try:
        write_note(vault, "Shared/Deep/n.md", None, lambda now: b"for all of us")
    finally:
        os.umask(old)
    assert stat.S_IMODE((shared / "Deep/n.md").stat().st_mode) == 0o660
    assert stat.S_IMODE((shared / "Deep").stat().st_mode) == 0o770


def test_mode_and_attributes_stay(vault: Path) -> None:
    (vault / "n.md").chmod(0o640)
    has_attributes = hasattr(os, "setxattr")
    if has_attributes:
        try:
            os.setxattr(vault / "n.md", "user.colour", b"red")
        except OSError:
            has_attributes = False
    write_note(vault, "n.md", BASE, add)
    assert stat.S_IMODE((vault / "n.md").stat().st_mode) == 0o640
    if has_attributes:
        assert os.getxattr(vault / "n.md", "user.colour") == b"red"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(vault: Path) -> None:
    os.chown(vault / "n.md", 1234, 2345)
    write_note(vault, "n.md", BASE, add)
    known = (vault / "n.md").stat()
    assert (known.st_uid, known.st_gid) == (1234, 2345)


def test_a_link_in_the_vault_is_written_where_it_leads(vault: Path) -> None:
    (vault / "Deep").mkdir()
    (vault / "Deep/link.md").symlink_to("../n.md")
    write_note(vault, "Deep/link.md", BASE, add)
    assert (vault / "Deep/link.md").is_symlink()
    assert (vault / "n.md").read_bytes() == BASE + b"\r\n- added"


def test_several_notes_in_one_run(vault: Path) -> None:
    names = [f"{n}.md" for n in range(100)]
    for name in names:
        put(vault / name, b"old")
    with Writer(vault) as writer:
        for name in names:
            writer.write(name, b"old", add)
    assert {(vault / name).read_bytes() for name in names} == {b"old\r\n- added"}
    assert len(kept(writer)) == 100


# ── what is refused ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    ["", ".", "../out.md", "a/../../out.md", "/etc/passwd", "out.md", "folder/out.md", "n\0.md", "n.md/x.md", "Folder", "Folder/",
     ".git/config", ".obsidian/app.json", "Deep/.hidden/n.md", "dots/n.md", "fifo.md", "twice.md", "locked.md", "huge.md"],
)  # fmt: skip
def test_refused(vault: Path, tmp_path: Path, path: str) -> None:
    put(tmp_path / "out.md", b"secret")
    (vault / "out.md").symlink_to(tmp_path / "out.md")
    (vault / "folder").symlink_to(tmp_path)
    for folder in ("Folder", ".git", ".obsidian", "Deep/.hidden"):
        (vault / folder).mkdir(parents=True)
    (vault / "dots").symlink_to(".git")
    os.mkfifo(vault / "fifo.md")
    put(vault / "twice.md", b"twice")
    os.link(vault / "twice.md", vault / "again.md")
    put(vault / "locked.md", b"locked")
    (vault / "locked.md").chmod(0o444)
    put(vault / "huge.md", b"x" * (5 * 1024 * 1024 + 1))
    with Writer(vault) as writer, pytest.raises(Refused) as refused:
        writer.write(path, None, add)
    assert refused.value.path == path
    assert len(str(refused.value)) > len(path) + 10
    assert (tmp_path / "out.md").read_bytes() == b"secret"
    assert (kept(writer), [name for name in left(vault) if name.endswith(".tmp")]) == ([], [])


def test_a_vault_that_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no folder"):
        Writer(tmp_path / "none").__enter__()


def test_one_netvault_at_a_time(vault: Path) -> None:
    naps: list[float] = []
    with Writer(vault), pytest.raises(Busy, match="Another netvault"):
        Writer(vault, sleep=naps.append).__enter__()
    assert 4.5 < sum(naps) < 5.5
    with Writer(vault) as writer:
        writer.write("n.md", BASE, add)


def test_a_disk_that_fails_leaves_the_note_as_it_was(vault: Path) -> None:
    run = in_a_process(
        vault,
        """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
        try:
            write_note(vault, "n.md", None, lambda now: now + b"x" * 100000)
        except DiskTrouble as trouble:
            print(trouble)
        """,
    )
    assert run.stdout.startswith("n.md: It cannot be written")
    assert ((vault / "n.md").read_bytes(), left(vault)) == (BASE, [])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(vault: Path) -> None:
    vault.chmod(0o500)
    try:
        with pytest.raises(DiskTrouble, match="may not write"):
            write_note(vault, "n.md", BASE, add)
    finally:
        vault.chmod(0o700)


def test_a_killed_run_loses_nothing_and_is_cleared_away(vault: Path) -> None:
    run = in_a_process(
        vault,
        """
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # killed while the temporary file is written
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
        write_note(vault, "n.md", None, lambda now: now + b"x" * 100000)
        """,
    )
    assert run.returncode == -signal.SIGXFSZ
    assert (vault / "n.md").read_bytes() == BASE
    assert len(left(vault)) == 1
    with Writer(vault) as writer:
        writer.write("n.md", BASE, add)
    assert left(vault) == []
    assert [(path, reason) for path, reason, _ in kept(writer)] == [("n.md", "leftover"), ("n.md", "replaced")]
    assert warned(writer) == [("leftover", "n.md")]
    with Writer(vault) as writer:
        assert warned(writer) == []


def test_leftovers_that_a_scan_finds(vault: Path) -> None:
    put(vault / ".netvault-00ff.tmp", b"left")
    put(vault / ".mine.tmp", b"mine")
    (vault / ".netvault-22ff.tmp").write_bytes(b"of another machine, just now")
    os.link(vault / "n.md", vault / ".netvault-0aff.tmp")
    with Writer(vault) as writer:
        writer.adopt([".netvault-00ff.tmp", ".netvault-0aff.tmp", ".netvault-22ff.tmp", ".mine.tmp", "n.md", ".netvault-11ff.tmp", "../n.md"])
    assert kept(writer) == [(".netvault-00ff.tmp", "leftover", b"left")]
    assert (sorted(left(vault)), (vault / "n.md").read_bytes()) == ([".mine.tmp", ".netvault-22ff.tmp"], BASE)


# ── somebody else saves meanwhile ───────────────────────────────────────────────────────────────


def saving(save: Callable[[], None], times: int = 1) -> Callable[[bytes | None], bytes]:
    """Adds a line; but while it plans, somebody saves the note, for so many times."""
    calls = iter(range(times))

    def make(now: bytes | None) -> bytes:
        if next(calls, None) is not None:
            save()
        return add(now)

    return make


def by_rename(vault: Path, data: bytes) -> None:
    put(vault / ".editor", data)
    os.replace(vault / ".editor", vault / "n.md")


@pytest.mark.parametrize("ways", [Ways(), Ways(swap=False), Ways(swap=False, link=False), Ways(lease=False)])
def test_a_save_by_rename_wins(vault: Path, ways: Ways) -> None:
    with Writer(vault, ways=ways, sleep=lambda seconds: None) as writer:
        written = writer.write("n.md", BASE, saving(lambda: by_rename(vault, b"theirs")))
    assert (vault / "n.md").read_bytes() == b"theirs\r\n- added"
    assert written.replanned
    assert (kept(writer), left(vault)) == ([("n.md", "replaced", b"theirs")], [])


@needs_linux
@pytest.mark.parametrize("mode", ["wb", "r+b", "ab"])
@pytest.mark.parametrize("ways", [Ways(), Ways(swap=False), Ways(swap=False, link=False)])
def test_a_save_in_place_wins(vault: Path, ways: Ways, mode: str) -> None:
    def save() -> None:
        with (vault / "n.md").open(mode) as file:
            file.write(b"theirs")

    thread = threading.Thread(target=save)

    def start() -> None:
        thread.start()
        time.sleep(0.05)  # it waits by now for the lease to be dropped

    with Writer(vault, ways=ways) as writer:
        writer.write("n.md", BASE, saving(start))
    thread.join()
    theirs = {"wb": b"theirs", "r+b": b"theirs" + BASE[6:], "ab": BASE + b"theirs"}[mode]
    assert (vault / "n.md").read_bytes() == theirs + b"\r\n- added"
    assert (kept(writer), warned(writer), left(vault)) == ([("n.md", "replaced", theirs)], [], [])


@needs_linux
def test_an_editor_that_keeps_the_note_open_is_waited_for(vault: Path) -> None:
    naps: list[float] = []
    with Writer(vault, sleep=naps.append) as writer, (vault / "n.md").open("r+b"), pytest.raises(Busy, match="changing"):
        writer.write("n.md", BASE, add)
    assert 4.9 < sum(naps) < 5.5
    assert ((vault / "n.md").read_bytes(), left(vault)) == (BASE, [])


def test_a_note_that_never_rests_is_left_alone(vault: Path) -> None:
    saves = iter(range(100))
    make = saving(lambda: by_rename(vault, b"save %d" % next(saves)), times=100)
    with Writer(vault) as writer, pytest.raises(Busy, match="changing"):
        writer.write("n.md", BASE, make)
    assert next(saves) == 6
    assert ((vault / "n.md").read_bytes(), kept(writer), left(vault)) == (b"save 5", [], [])


def test_a_note_deleted_meanwhile(vault: Path) -> None:
    make = saving((vault / "n.md").unlink)
    with Writer(vault, sleep=lambda seconds: None) as writer:
        written = writer.write("n.md", BASE, make)
    assert written.created
    assert (vault / "n.md").read_bytes() == b"\r\n- added"


def test_a_note_that_comes_back_in_a_moment(vault: Path) -> None:
    os.rename(vault / "n.md", vault / "n.md~")

    def sleep(_: float) -> None:
        os.rename(vault / "n.md~", vault / "n.md")

    with Writer(vault, sleep=sleep) as writer:
        assert not writer.write("n.md", BASE, add).created
    assert (vault / "n.md").read_bytes() == BASE + b"\r\n- added"


def test_a_note_made_meanwhile(vault: Path) -> None:
    put(vault / "n.md", b"")
    (vault / "n.md").unlink()
    with Writer(vault, sleep=lambda seconds: None) as writer:
        writer.write("n.md", None, saving(lambda: put(vault / "n.md", b"theirs")))
    assert ((vault / "n.md").read_bytes(), left(vault)) == (b"theirs\r\n- added", [])


def swapped(vault: Path, *, data: bytes = b"theirs") -> tuple[Outcome, bytes]:
    """The outcome, and the bytes in place, of a write whose note was saved in its very last moment."""
    note = vault / "n.md"
    held = hold(str(note), "n.md", time.time())
    assert isinstance(held, Held)
    by_rename(vault, data)
    known = note.stat()
    held.identity = (known.st_dev, known.st_ino)  # as if it had been saved a moment later
    new = make_temporary(temporary_name(str(vault)), b"ours", known=held.known)
    outcome = replace(new, str(note), held, temporary_name(str(vault)), Ways())
    held.close()
    return outcome, note.read_bytes()


def test_a_save_in_the_last_moment_is_put_back(vault: Path) -> None:
    outcome, there = swapped(vault)
    assert (outcome.done, outcome.restored, there) == (False, [b"theirs"], b"theirs")
    assert outcome.left is not None
    assert (outcome.left.ours, outcome.left.data) == (True, b"ours")
    outcome.left.close()


@needs_linux
def test_the_same_bytes_saved_in_the_last_moment_are_as_good(vault: Path) -> None:
    outcome, there = swapped(vault, data=BASE)
    assert (outcome.done, there) == (True, b"ours")
    assert outcome.left is not None
    assert outcome.left.data == BASE
    outcome.left.close()


# ── where there are no leases ───────────────────────────────────────────────────────────────────


def test_without_leases_a_note_must_be_still(vault: Path) -> None:
    now = [LONG_AGO + 0.5]
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        now[0] += seconds

    with Writer(vault, clock=lambda: now[0], sleep=sleep, ways=Ways(lease=False)) as writer:
        writer.write("n.md", BASE, add)
        assert naps == [1.5]
    assert naps == [1.5, 2.0]
    assert (kept(writer), warned(writer)) == ([("n.md", "replaced", BASE)], [])


@pytest.mark.parametrize("ways", [Ways(lease=False, swap=False), Ways(lease=False, swap=False, link=False), Ways(lease=False)])
def test_what_is_written_late_is_kept(vault: Path, ways: Ways) -> None:
    with (vault / "n.md").open("r+b", buffering=0) as editor:

        def sleep(_: float) -> None:
            editor.write(b"LATE")

        with Writer(vault, sleep=sleep, ways=ways) as writer:
            writer.write("n.md", BASE, add)
    assert (vault / "n.md").read_bytes() == BASE + b"\r\n- added"
    assert ("n.md", "late-save", b"LATE" + BASE[4:]) in kept(writer)
    assert warned(writer) == [("late-save", "n.md")]
    assert str(writer.recovery.copies()[-1].file) in writer.warnings[0].message


# ── at the same time ────────────────────────────────────────────────────────────────────────────

PRELUDE = """
import sys
from pathlib import Path
from netvault.vault.trouble import Busy, DiskTrouble
from netvault.vault.write import Writer, write_note
vault = Path(sys.argv[1])
"""


def in_a_process(vault: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command(code), str(vault)], capture_output=True, text=True, timeout=60)


def command(code: str) -> list[str]:
    lines = code.strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    return [sys.executable, "-c", PRELUDE + "\n".join(line[indent:] for line in lines)]


def test_two_processes_lose_no_line(vault: Path) -> None:
    code = """
        for n in range(30):
            with Writer(vault) as writer:
                writer.write("log.md", None, lambda now: (now or b"") + f"{sys.argv[2]} {n}\\n".encode())
    """
    both = [subprocess.Popen([*command(code), str(vault), name]) for name in ("a", "b")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    lines = (vault / "log.md").read_text().splitlines()
    assert sorted(lines) == sorted(f"{name} {n}" for name in ("a", "b") for n in range(30))
    assert left(vault) == []


def rename_style(file: Path, text: bytes) -> None:
    file.with_name("~editor").write_bytes(text)
    os.replace(file.with_name("~editor"), file)


def truncate_style(file: Path, text: bytes) -> None:
    with file.open("wb") as out:
        out.write(text[: len(text) // 2])
        out.flush()
        out.write(text[len(text) // 2 :])


def append_style(file: Path, text: bytes) -> None:
    with file.open("ab") as out:
        out.write(text.splitlines(keepends=True)[-1])


def tokens(vault: Path, writer: Writer) -> set[bytes]:
    copies = [copy.file.read_bytes() for copy in writer.recovery.copies()]
    return {line for data in [(vault / "log.md").read_bytes(), *copies] for line in data.splitlines()}


@needs_linux
@pytest.mark.parametrize("save", [rename_style, truncate_style, append_style])
def test_an_editor_that_saves_all_the_time_loses_nothing(vault: Path, save: Callable[[Path, bytes], None]) -> None:
    log = vault / "log.md"
    log.write_bytes(b"log\n")
    stop = threading.Event()
    saved: list[bytes] = []

    def edit() -> None:
        while not stop.is_set():
            token = b"E%d." % len(saved)
            save(log, log.read_bytes() + token + b"\n")
            saved.append(token)
            time.sleep(0.005)

    editor = threading.Thread(target=edit)
    editor.start()
    written = 0
    try:
        for n in numbers(0.7):
            try:
                with Writer(vault, clock=lambda: time.time() - 1.5) as writer:  # a late look after half a second
                    writer.write("log.md", b"log\n", lambda now, n=n: (now or b"") + b"W%d.\n" % n)  # type: ignore[misc]
                written += 1
            except Busy:
                continue
    finally:
        stop.set()
        editor.join()
    assert written
    assert len(saved) > 10
    assert [token for token in saved if token not in tokens(vault, writer)] == []
    assert left(vault) == []


def numbers(seconds: float) -> Iterator[int]:
    """Count up for so many seconds."""
    end, n = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        yield n
        n += 1
