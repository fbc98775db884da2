"""Where the vault is, which notes it has, and reading them (format, section 1; safety, Reading)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.diagnostics import Diagnostic
from netvault.text import Source
from netvault.vault.find import LARGEST, VaultNotFound, find_root, scan
from netvault.vault.ignore import ignore_rule
from netvault.vault.read import Unreadable, read_all, read_source, read_text_file

needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs links, FIFOs and odd names")


def vault(root: Path, *paths: str) -> Path:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {path}\n", encoding="utf-8")
    return root


def names(root: Path, *ignore: str, skip: tuple[str, ...] = ()) -> list[str]:
    return [stamp.path for stamp in scan(root, ignore, skip).files]


def codes(root: Path) -> list[tuple[str, str, str]]:
    return [(found.code, found.severity, found.path) for found in scan(root).diagnostics]


# ── the root ────────────────────────────────────────────────────────────────────────────────────


def test_the_nearest_settings_win_over_nearer_obsidian(tmp_path: Path) -> None:
    (tmp_path / "netvault.toml").touch()
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / ".obsidian").mkdir()
    assert find_root(inner) == tmp_path
    (inner / "netvault.toml").touch()
    assert find_root(inner) == inner


def test_obsidian_makes_a_vault(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / ".obsidian").mkdir()
    assert find_root(inner) == tmp_path / "a"


def test_a_given_folder_is_the_vault(tmp_path: Path) -> None:
    assert find_root(Path("/"), tmp_path) == tmp_path
    for wrong in (tmp_path / "none", vault(tmp_path, "a.md") / "a.md"):
        with pytest.raises(VaultNotFound, match="netvault init"):
            find_root(tmp_path, wrong)


def test_no_vault_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(VaultNotFound, match="netvault init"):
        find_root(tmp_path)


# ── the walk ────────────────────────────────────────────────────────────────────────────────────


def test_notes_by_path_with_their_stamps(tmp_path: Path) -> None:
    vault(tmp_path, "b.md", "a/c.md", "a.md", "a/Ünïcode 🙂.md", "picture.png", "README.txt", "empty/.keep")
    listing = scan(tmp_path)
    assert [stamp.path for stamp in listing.files] == ["a.md", "a/c.md", "a/Ünïcode 🙂.md", "b.md"]
    known = (tmp_path / "a.md").stat()
    assert listing.files[0][1:] == (known.st_size, known.st_mtime_ns, known.st_ino)
    assert listing.folders == ("a", "empty")
    assert listing.diagnostics == ()


def test_dot_names_and_skipped_folders_are_not_read(tmp_path: Path) -> None:
    vault(tmp_path, ".hidden.md", ".trash/x.md", ".obsidian/y.md", "Extras/Templates/t.md", "Extras/u.md", "n.md")
    assert names(tmp_path, skip=("extras/templates/",)) == ["Extras/u.md", "n.md"]
    assert names(tmp_path, skip=("", "/")) == ["Extras/Templates/t.md", "Extras/u.md", "n.md"]


def test_what_a_killed_netvault_left_is_named(tmp_path: Path) -> None:
    vault(tmp_path, "a/n.md", "a/.netvault-00ff.tmp", "a/.netvault-notes.tmp")
    assert scan(tmp_path).leftovers == ("a/.netvault-00ff.tmp",)


@pytest.mark.parametrize(
    ("glob", "left_out"),
    [
        ("b.md", {"b.md", "a/b.md", "a/x/b.md"}),
        ("a", {"a/b.md", "a/x/b.md", "a/x/c.md"}),
        ("a/", {"a/b.md", "a/x/b.md", "a/x/c.md"}),
        ("a/**", {"a/b.md", "a/x/b.md", "a/x/c.md"}),
        ("A/X/", {"a/x/b.md", "a/x/c.md"}),
        ("/a/x", {"a/x/b.md", "a/x/c.md"}),
        ("./a/x", {"a/x/b.md", "a/x/c.md"}),
        ("x/", {"a/x/b.md", "a/x/c.md"}),
        ("b.md/", set()),
        ("a/*.md", {"a/b.md", "a/x/b.md", "a/x/c.md"}),
        ("**/c.md", {"a/x/c.md"}),
        ("a/**/b.md", {"a/b.md", "a/x/b.md"}),
        ("**/x/", {"a/x/b.md", "a/x/c.md"}),
        ("[bc].md", {"b.md", "a/b.md", "a/x/b.md", "a/x/c.md"}),
        ("", set()),
        ("nothing", set()),
    ],
)
def test_ignore(tmp_path: Path, glob: str, left_out: set[str]) -> None:
    every = ["a/b.md", "a/x/b.md", "a/x/c.md", "b.md", "d.md"]
    vault(tmp_path, *every)
    assert names(tmp_path, glob) == [path for path in every if path not in left_out]


@given(st.lists(st.text("ab*?[]!/.-", max_size=12), max_size=4), st.text("ab/.", min_size=1, max_size=12))
def test_any_glob_can_be_matched(globs: list[str], path: str) -> None:
    assert ignore_rule(globs)(path, path.rpartition("/")[2], False) in (True, False)


@pytest.mark.parametrize(
    "name",
    [
        "Jane Doe (Conflicted copy Jane's iPhone (2) 202611121830).md",
        "Jane Doe.sync-conflict-20261112-183012-ABCDEF7.md",
        "Jane Doe (Sam's conflicted copy 2026-11-12).md",
        "Jane Doe (Sam's conflicted copy 2026-11-12 (1)).md",
        "conflict-files-obsidian-git.md",
    ],
)
def test_conflict_copies_are_named_and_not_read(tmp_path: Path, name: str) -> None:
    vault(tmp_path, "Jane Doe.md", name, "Conflict at work.md", "On conflicted copy 2026-11-12.md")
    assert names(tmp_path) == ["Conflict at work.md", "Jane Doe.md", "On conflicted copy 2026-11-12.md"]
    assert codes(tmp_path) == [("conflict-copy", "warning", name)]


def test_a_numbered_copy_is_named_and_read(tmp_path: Path) -> None:
    vault(tmp_path, "Jane Doe.md", "Jane Doe 2.md", "Meeting 2.md", "x/Jane Doe 3.md")
    assert names(tmp_path) == ["Jane Doe 2.md", "Jane Doe.md", "Meeting 2.md", "x/Jane Doe 3.md"]
    assert codes(tmp_path) == [("conflict-copy", "warning", "Jane Doe 2.md")]


def test_a_file_too_large_is_named(tmp_path: Path) -> None:
    vault(tmp_path, "n.md")
    (tmp_path / "most.md").write_bytes(b"x" * LARGEST)
    (tmp_path / "more.md").write_bytes(b"x" * (LARGEST + 1))
    assert names(tmp_path) == ["most.md", "n.md"]
    assert codes(tmp_path) == [("too-large", "error", "more.md")]


@needs_posix
def test_links_are_followed_once_and_never_out(tmp_path: Path) -> None:
    outside = vault(tmp_path / "outside", "secret.md", "folder/s.md")
    root = vault(tmp_path / "vault", "real/a.md", "real/deep/b.md", "text.txt", ".git/c.md", "skip/d.md")
    (root / "zz-again").symlink_to(root / "real")
    (root / "aa-again").symlink_to(root / "real")
    (root / "real" / "loop").symlink_to(root)
    (root / "real" / "up").symlink_to("..")
    (root / "a again.md").symlink_to("real/a.md")
    (root / "text.md").symlink_to("text.txt")
    (root / "text again.md").symlink_to("text.txt")
    (root / "out.md").symlink_to(outside / "secret.md")
    (root / "out").symlink_to(outside / "folder")
    (root / "dots.md").symlink_to(".git/c.md")
    (root / "dots").symlink_to(".git")
    (root / "skipped").symlink_to("skip")
    (root / "gone.md").symlink_to("nowhere.md")
    (root / "self.md").symlink_to("self.md")
    assert names(root, skip=("skip",)) == ["real/a.md", "real/deep/b.md", "text again.md"]
    sources, problems = read_all(root, scan(root, (), ("skip",)))
    assert ([source.text for source in sources][2], problems) == ("# text.txt\n", [])


@needs_posix
def test_what_is_no_file_is_passed_by(tmp_path: Path) -> None:
    vault(tmp_path, "n.md", "folder.md/inner.md")
    os.mkfifo(tmp_path / "fifo.md")
    assert names(tmp_path) == ["folder.md/inner.md", "n.md"]
    assert codes(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not have such names")
def test_a_name_that_is_no_text_is_named(tmp_path: Path) -> None:
    vault(tmp_path, "n.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.md")).touch()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/picture\xff.png")).touch()
    assert names(tmp_path) == ["n.md"]
    assert codes(tmp_path) == [("odd-name", "warning", "b\\xff.md")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    vault(tmp_path, "n.md", "locked/m.md")
    (tmp_path / "locked").chmod(0)
    try:
        assert names(tmp_path) == ["n.md"]
        assert codes(tmp_path) == [("unreadable", "warning", "locked")]
    finally:
        (tmp_path / "locked").chmod(0o700)


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def test_text_is_read_byte_for_byte(tmp_path: Path) -> None:
    text = "\ufeff---\r\nname: Jané\r\n---\rend \u2028 🙂"
    (tmp_path / "n.md").write_bytes(text.encode())
    assert read_source(tmp_path, "n.md") == Source("n.md", text)
    assert read_all(tmp_path, scan(tmp_path)) == ([Source("n.md", text)], [])


def test_one_bad_note_of_many_is_named(tmp_path: Path) -> None:
    vault(tmp_path, *(f"{n}.md" for n in range(20)))
    (tmp_path / "bad.md").write_bytes("first\r\nzwei Ö ".encode() + b"\xe9t\xe9\nthird")
    sources, problems = read_all(tmp_path, scan(tmp_path))
    assert len(sources) == 20
    assert [(p.code, p.severity, p.path, p.line, p.column) for p in problems] == [("not-utf8", "error", "bad.md", 2, 8)]
    assert problems[0].excerpt == "zwei Ö \\xe9t\\xe9"


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"a\0b", (1, 2)), ("hello".encode("utf-16"), (1, 1)), (b"a\n\xed\xa0\x80", (2, 1)), (b"\xef\xbb\xbfab\xff", (1, 3))],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, place: tuple[int, int]) -> None:
    (tmp_path / "n.md").write_bytes(data)
    found = read_source(tmp_path, "n.md")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.line, found.column) == ("not-utf8", *place)


def test_a_note_that_changed_since_the_scan(tmp_path: Path) -> None:
    vault(tmp_path, "gone.md", "grown.md", "huge.md", "same.md")
    listing = scan(tmp_path)
    (tmp_path / "gone.md").unlink()
    (tmp_path / "grown.md").write_text("much longer than it was before")
    (tmp_path / "huge.md").write_bytes(b"x" * (LARGEST + 1))
    sources, problems = read_all(tmp_path, listing)
    assert [source.path for source in sources] == ["grown.md", "same.md"]
    assert [(found.code, found.path) for found in problems] == [("too-large", "huge.md")]


@needs_posix
def test_reading_never_waits_and_never_leaves(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    root = vault(tmp_path / "vault", "n.md")
    os.mkfifo(root / "fifo.md")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "in.md").symlink_to("n.md")
    for path in ("fifo.md", "out.md", "../secret.md", "none.md", str(tmp_path / "secret.md")):
        found = read_source(root, path)
        assert isinstance(found, Diagnostic), path
        assert (found.code, found.severity) == ("unreadable", "error")
    assert read_source(root, "in.md") == Source("in.md", "# n.md\n")


def test_settings_and_templates(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / ".obsidian" / "app.json").write_bytes(b"\xef\xbb\xbf{}")
    (root / "bad.toml").write_bytes(b"\xff")
    (tmp_path / "out.toml").touch()
    assert read_text_file(root, ".obsidian/app.json", 100) == "{}"
    assert read_text_file(root, "netvault.toml", 100) is None
    assert read_text_file(root, ".obsidian/app.json/below", 100) is None
    for path, limit in ((".obsidian/app.json", 3), ("bad.toml", 9), ("../out.toml", 9), (".obsidian", 9)):
        with pytest.raises(Unreadable, match=r"\w"):
            read_text_file(root, path, limit)
