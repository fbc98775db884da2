"""Recovery copies: where they lie, how long they stay (safety, Writing, step 7)."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netvault.vault import recovery as module
from netvault.vault.recovery import Recovery
from netvault.vault.state import state_folder, vault_key
from netvault.vault.write import Writer

START = datetime(2026, 11, 20, 8, 30, tzinfo=UTC).timestamp()
DAY = 86_400.0


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "My Vault"
    root.mkdir()
    return root


class Clock:
    """A clock that goes a second on whenever it is looked at."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def paths(kept: Recovery) -> list[str]:
    return [copy.path for copy in kept.copies()]


def test_nothing_is_made_before_something_is_kept(vault: Path, clock: Clock) -> None:
    kept = Recovery(vault, clock)
    kept.prune()
    assert kept.copies() == []
    assert not kept.folder.exists()


def test_a_copy_says_where_it_comes_from(vault: Path, clock: Clock) -> None:
    kept = Recovery(vault, clock)
    file = kept.keep("People/Jane_Döe.md", b"\xff\0bytes", "Region edited!")
    assert file.parent == kept.folder == state_folder() / "recovery" / vault_key(vault)
    assert kept.folder.name.startswith("My-Vault-")
    assert file.name.startswith("20261120T083001.000000Z_region-edited_")
    assert file.name.endswith("_Jane-Döe.md")
    (copy,) = kept.copies()
    assert (copy.file, copy.path, copy.reason) == (file, "People/Jane_Döe.md", "Region edited!")
    assert copy.at == datetime(2026, 11, 20, 8, 30, 1, tzinfo=UTC)
    assert file.read_bytes() == b"\xff\0bytes"
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (kept.folder, file)] == [0o700, 0o600]


def test_copies_sort_by_time(vault: Path, clock: Clock) -> None:
    kept = Recovery(vault, clock)
    for name in ("b.md", "a.md", "c.md"):
        kept.keep(name, b"", "x")
    assert paths(kept) == ["b.md", "a.md", "c.md"]


@pytest.mark.parametrize("name", ["x" * 240 + ".md", "ö" * 120 + ".md", ".", "no ending", "a." + "b" * 200, "n\udcff.md"])
def test_any_name_can_be_kept(vault: Path, clock: Clock, name: str) -> None:
    kept = Recovery(vault, clock)
    kept.keep(f"People/{name}", b"data", "x" * 300)
    assert paths(kept) == [f"People/{name}"]


def test_a_copy_whose_description_is_lost(vault: Path, clock: Clock) -> None:
    kept = Recovery(vault, clock)
    file = kept.keep("People/Jane.md", b"data", "late-save")
    file.with_name(file.name + ".json").write_text("{")
    for other in ("something else", "20269999T999999.000000Z_replaced_00ff00_n.md"):
        (kept.folder / other).touch()
    assert [(copy.path, copy.reason) for copy in kept.copies()] == [("Jane.md", "late-save")]


def test_taking_moves_the_file_itself(vault: Path, clock: Clock) -> None:
    (vault / "n.md").write_bytes(b"old")
    before = (vault / "n.md").stat().st_ino
    file = Recovery(vault, clock).take(str(vault / "n.md"), "n.md", "replaced")
    assert not (vault / "n.md").exists()
    assert file.read_bytes() == b"old"
    if os.name != "nt":
        assert file.stat().st_ino == before


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="needs a second disk")
def test_taking_from_another_disk_copies(vault: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(dir="/dev/shm") as other:
        monkeypatch.setenv("XDG_STATE_HOME", other)
        with Writer(vault) as writer:
            writer.create("n.md", b"old")
            written = writer.write("n.md", b"old", lambda now: b"new")
        assert written.copy is not None
        assert written.copy.read_bytes() == b"old"
        assert [path.name for path in vault.iterdir()] == ["n.md"]
        assert writer.warnings == []


def test_a_file_with_a_second_name_is_copied(vault: Path, clock: Clock) -> None:
    (vault / "n.md").write_bytes(b"old")
    os.link(vault / "n.md", vault / "again.md")
    file = Recovery(vault, clock).take(str(vault / "again.md"), "n.md", "leftover")
    assert (file.read_bytes(), file.stat().st_nlink) == (b"old", 1)
    assert [path.name for path in vault.iterdir()] == ["n.md"]


def test_what_is_no_file_stays(vault: Path, clock: Clock) -> None:
    (vault / "folder").mkdir()
    with pytest.raises(OSError, match="not a file"):
        Recovery(vault, clock).take(str(vault / "folder"), "folder", "leftover")
    assert (vault / "folder").is_dir()


# ── how long ────────────────────────────────────────────────────────────────────────────────────


def test_copies_go_after_seven_days(vault: Path, clock: Clock) -> None:
    kept = Recovery(vault, clock)
    kept.keep("old.md", b"", "late-save")
    clock.now += 6 * DAY
    kept.keep("young.md", b"", "replaced")
    kept.prune()
    assert paths(kept) == ["old.md", "young.md"]
    clock.now += DAY + 100
    kept.prune()
    assert paths(kept) == ["young.md"]
    assert sorted(path.suffix for path in kept.folder.iterdir()) == ["", ".json", ".md"]


def test_beyond_the_cap_routine_copies_go_first(vault: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 30)
    kept = Recovery(vault, clock)
    for name, reason in (("a", "late-save"), ("b", "replaced"), ("c", "replaced"), ("d", "overtaken"), ("e", "replaced")):
        kept.keep(name, b"x" * 10, reason)
    kept.prune()
    assert paths(kept) == ["a", "d", "e"]
    monkeypatch.setattr(module, "MOST_COPIES", 1)
    clock.now += 1000
    kept.prune()
    assert paths(kept) == ["d"]


def test_looking_through_them_is_seldom(vault: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Recovery(vault, clock)
    kept.keep("a.md", b"xx", "replaced")
    kept.prune()
    monkeypatch.setattr(module, "MOST_BYTES", 1)
    kept.prune()
    assert paths(kept) == ["a.md"]
    clock.now += 601
    Recovery(vault, clock).prune()
    assert paths(kept) == ["a.md"]  # that one has kept nothing
    kept.prune()
    assert paths(kept) == []


def test_the_folder_is_made_private_again(vault: Path, clock: Clock) -> None:
    kept = Recovery(vault, clock)
    kept.folder.mkdir(parents=True)
    kept.folder.chmod(0o755)
    kept.keep("a.md", b"", "x")
    if os.name != "nt":
        assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(kept.folder.parent.stat().st_mode) == 0o700


def test_vaults_do_not_share(vault: Path, tmp_path: Path, clock: Clock) -> None:
    other = tmp_path / "other" / "My Vault"
    other.mkdir(parents=True)
    (tmp_path / "link").symlink_to(vault)
    assert vault_key(other) != vault_key(vault) == vault_key(tmp_path / "link")


def test_a_writer_keeps_the_same_words_of_a_note_once_a_day(vault: Path, clock: Clock) -> None:
    with Writer(vault, clock=clock) as writer:
        first = writer.keep("Today.md", b"mine", "region-edited")
        other = writer.keep("Today.md", b"more", "region-edited")
        assert [writer.keep("Today.md", words, "region-edited") for words in (b"mine", b"more")] == [first, other]
        assert writer.keep("Daily/Today.md", b"mine", "region-edited") != first
        assert writer.keep("Today.md", b"mine", "late-save") != first
        clock.now += 86_400
        assert writer.keep("Today.md", b"mine", "region-edited") != first


def test_a_writer_keeps_what_it_is_told_to(vault: Path) -> None:
    with Writer(vault) as writer:
        file = writer.keep("Today.md", b"my words", "region-edited")
    assert file.read_bytes() == b"my words"
    assert [(copy.path, copy.reason) for copy in writer.recovery.copies()] == [("Today.md", "region-edited")]
