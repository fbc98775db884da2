"""The vault in memory: whatever happened and however it was heard of, it holds what a fresh scan and reading give."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netvault.vault.find import LARGEST, scan
from netvault.vault.read import read_all
from netvault.vault.store import Change, Store

needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs links and rights")
SECOND = 1_000_000_000


def put(root: Path, path: str, text: str = "words\n") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


def opened(root: Path, *paths: str) -> Store:
    for path in paths:
        put(root, path, f"# {path}\n")
    store = Store(root)
    store.look()
    return store


def agrees(store: Store, ignore: tuple[str, ...] = (), skip: tuple[str, ...] = ()) -> None:
    """The store holds what a fresh look at the disk gives."""
    listing = scan(store.root, ignore, skip)
    sources, problems = read_all(store.root, listing)
    assert store.listing == listing
    assert store.sources == sources
    assert sorted(store.problems, key=repr) == sorted([*listing.diagnostics, *problems], key=repr)


def by_path_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a look at every file is a mistake."""

    def scanned(**_: object) -> Change:
        raise AssertionError("every file was looked at")

    monkeypatch.setattr(store, "_scan", scanned)


# ── by paths ────────────────────────────────────────────────────────────────────────────────────


def test_a_first_look_reads_everything(tmp_path: Path) -> None:
    store = opened(tmp_path, "b.md", "a/c.md")
    assert [source.path for source in store.sources] == ["a/c.md", "b.md"]
    agrees(store)


def test_nothing_happened(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md", "b.md")
    kept = store.sources
    assert not store.look(["a.md"])
    assert not store.look()
    assert all(new is old for new, old in zip(store.sources, kept, strict=True))


@pytest.mark.parametrize("how", ["in place", "truncated", "renamed over"])
def test_a_save_in_any_style(tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path, "a.md", "b.md")
    by_path_alone(store, monkeypatch)
    if how == "renamed over":
        put(tmp_path, ".a.md.tmp", "# a.mD\n")
        os.replace(tmp_path / ".a.md.tmp", tmp_path / "a.md")
    else:
        with open(tmp_path / "a.md", "r+" if how == "in place" else "w", newline="") as file:
            file.write("# a.mD\n")
    assert store.look(["a.md"], sure=False) == Change(("a.md",))
    source = store.source("a.md")
    assert source is not None
    assert source.text == "# a.mD\n"
    agrees(store)


def test_notes_come_go_and_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path, "People/b.md", "People/d.md", "z.md")
    by_path_alone(store, monkeypatch)
    put(tmp_path, "People/c.md")
    assert store.look(["People/c.md"]) == Change(("People/c.md",))
    agrees(store)
    os.rename(tmp_path / "People/b.md", tmp_path / "y.md")
    assert store.look(["People/b.md", "y.md"], sure=False) == Change(("People/b.md", "y.md"))
    agrees(store)
    (tmp_path / "z.md").unlink()
    assert store.look(["z.md"]) == Change(("z.md",))
    agrees(store)


def test_what_is_no_note_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path, "a.md")
    by_path_alone(store, monkeypatch)
    put(tmp_path, "picture.png")
    put(tmp_path, "letter.txt")
    assert not store.look(["picture.png", "letter.txt", "gone.png", "never/was.md"])
    agrees(store)


def test_a_half_save_is_waited_for(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md", "b.md", "c.md")
    (tmp_path / "a.md").rename(tmp_path / "a.md~")
    put(tmp_path, "b.md", "")
    put(tmp_path, "c.md", "new")
    for paths in (["a.md"], ["b.md"], ["a.md", "b.md", "c.md"], None):
        assert store.look(paths, sure=False) == Change(unsure=True)
    source = store.source("c.md")
    assert source is not None
    assert source.text == "# c.md\n", "nothing is taken in"
    put(tmp_path, "a.md", "new\n")
    assert store.look(["a.md", "c.md"], sure=False).paths == ("a.md", "c.md")
    assert store.look(["b.md"], sure=True).paths == ("b.md",)
    agrees(store)


def test_a_note_that_was_empty_may_go(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "")
    store = opened(tmp_path)
    (tmp_path / "a.md").unlink()
    assert store.look(["a.md"], sure=False) == Change(("a.md",))


def test_many_paths_are_a_look_at_everything(tmp_path: Path) -> None:
    store = opened(tmp_path, *(f"n{number}.md" for number in range(250)))
    for number in range(0, 250, 2):
        put(tmp_path, f"n{number}.md", "new")
    (tmp_path / "n1.md").unlink()
    change = store.look([f"n{number}.md" for number in range(250)])
    assert len(change.paths) == 126
    agrees(store)


# ── what paths alone do not tell ────────────────────────────────────────────────────────────────


def test_copies_of_a_sync(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md", "b 2.md", "c.md")
    for path in ("a 2.md", "b.md", "c.sync-conflict-20260101-120000-ABCDEFG.md", "a (Conflicted copy phone 202601011200).md"):
        put(tmp_path, path)
        assert store.look([path]).beside
        agrees(store)
    for path in ("a.md", "b 2.md", "c.sync-conflict-20260101-120000-ABCDEFG.md"):
        (tmp_path / path).unlink()
        assert store.look([path])
        agrees(store)


def test_a_note_becomes_too_large_and_comes_back(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md")
    put(tmp_path, "a.md", "x" * (LARGEST + 1))
    assert store.look(["a.md"]) == Change(("a.md",), beside=True)
    agrees(store)
    put(tmp_path, "a.md", "small")
    assert store.look(["a.md"]) == Change(("a.md",), beside=True)
    agrees(store)


def test_a_note_is_no_text_any_more_and_is_again(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md")
    (tmp_path / "a.md").write_bytes(b"caf\xe9")
    assert store.look(["a.md"]).paths == ("a.md",)
    assert [problem.code for problem in store.problems] == ["not-utf8"]
    agrees(store)
    assert not store.look(["a.md"])
    assert not store.look()
    put(tmp_path, "a.md")
    assert store.look(["a.md"]).paths == ("a.md",)
    agrees(store)


@needs_posix
def test_links_in_the_vault(tmp_path: Path) -> None:
    put(tmp_path, "letter.txt")
    (tmp_path / "a.md").symlink_to("letter.txt")
    store = opened(tmp_path, "b.md")
    assert [source.path for source in store.sources] == ["a.md", "b.md"]
    put(tmp_path, "letter.txt", "other words\n")
    assert store.look(["letter.txt"]).paths == ("a.md",)
    agrees(store)
    (tmp_path / "c.md").symlink_to("b.md")
    assert not store.look(["c.md"])
    agrees(store)
    (tmp_path / "letter.txt").unlink()
    assert store.look(["letter.txt"]).paths == ("a.md",)
    agrees(store)


@needs_posix
def test_a_rename_of_which_only_half_was_heard(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md")
    os.link(tmp_path / "a.md", tmp_path / "b.md")
    (tmp_path / "a.md").unlink()
    assert store.look(["b.md"]).paths == ("a.md", "b.md")
    agrees(store)


def test_folders_are_looked_into(tmp_path: Path) -> None:
    store = opened(tmp_path, "a/x.md", "a/b/y.md")
    os.rename(tmp_path / "a", tmp_path / "c")
    assert store.look(sure=False) == Change(("a/b/y.md", "a/x.md", "c/b/y.md", "c/x.md"), beside=True)
    agrees(store)
    put(tmp_path, "new/z.md")
    assert store.look(["new/z.md"]) == Change(("new/z.md",), beside=True)
    agrees(store)
    (tmp_path / "new/z.md").unlink()
    (tmp_path / "new").rmdir()
    assert store.look(["new"]) == Change(("new/z.md",), beside=True)
    agrees(store)


def test_what_is_left_out(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md", "Extras/t.md", "Old/o.md")
    store.choose(["o*.md"], ["Extras"])
    assert store.look() == Change(("Extras/t.md", "Old/o.md"), beside=True)
    for path in ("Extras/t.md", "Old/o.md", "over.md"):
        put(tmp_path, path, "new")
        assert not store.look([path])
    agrees(store, ("o*.md",), ("Extras",))


# ── rescans ─────────────────────────────────────────────────────────────────────────────────────


def test_a_rescan_finds_what_was_not_heard_of(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md", "b.md", "c/d.md")
    put(tmp_path, "a.md", "other\n")
    put(tmp_path, "e/f.md")
    (tmp_path / "b.md").unlink()
    assert store.look() == Change(("a.md", "b.md", "e/f.md"), beside=True)
    agrees(store)


def test_a_note_saved_twice_within_one_tick_of_the_clock(tmp_path: Path) -> None:
    """The second save has the same size and time as the first: it is found, since the first was read right after it."""
    put(tmp_path, "a.md", "one\n")
    known = (tmp_path / "a.md").stat()
    store = Store(tmp_path, clock=lambda: known.st_mtime_ns + SECOND)
    store.look()
    put(tmp_path, "a.md", "two\n")
    os.utime(tmp_path / "a.md", ns=(known.st_mtime_ns, known.st_mtime_ns))
    assert store.look().paths == ("a.md",)


def test_notes_that_rest_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.md", "one\n")
    store = Store(tmp_path, clock=lambda: (tmp_path / "a.md").stat().st_mtime_ns + 3 * SECOND)
    store.look()
    read: list[str] = []
    real = store._read
    monkeypatch.setattr(store, "_read", lambda stamps: (read.extend(stamp.path for stamp in stamps), real(stamps))[1])
    assert not store.look()
    assert read == []


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_note_that_may_not_be_read(tmp_path: Path) -> None:
    store = opened(tmp_path, "a.md")
    (tmp_path / "a.md").chmod(0)
    assert store.look(["a.md"]).paths == ("a.md",)
    agrees(store)
    (tmp_path / "a.md").chmod(0o600)
    assert store.look().paths == ("a.md",)
    agrees(store)
