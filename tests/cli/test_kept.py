"""What was read of a vault is kept, so that the next run reads only what has changed; it never changes what is said."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_vaults import PEOPLE, run, vault

from netvault.notes import note as reader

DAILY = {"Daily/2026-11-12.md": "- call with [[Jane Doe]] about [[Acme]]\n", "Daily/2026-11-13.md": "- coffee with [[Tom Okafor]]\n"}


def kept() -> list[Path]:
    """The files in which it is kept what was read."""
    return list((Path(os.environ["XDG_CACHE_HOME"]) / "netvault" / "notes").glob("*"))


def all_said(root: Path) -> list[object]:
    """What commands that read the whole vault say of it."""
    words = (("today", "--all"), ("check",), ("entries", "--mentions", "--json"), ("people", "--json"), ("show", "Jane"), ("stats",))
    return [(done.stdout, done.stderr, done.exit_code) for done in (run(root, *one) for one in words)]


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the notes whose lines are read from now on."""
    import netvault.pipeline

    seen: list[str] = []

    def read_body(head, source, settings):  # type: ignore[no-untyped-def]
        seen.append(source.path)
        return reader.read_body(head, source, settings)

    monkeypatch.setattr(netvault.pipeline, "read_body", read_body)
    return seen


def without(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is said where nothing is kept."""
    with monkeypatch.context() as fresh:
        fresh.setenv("NETVAULT_NO_CACHE", "1")
        return all_said(root)


def test_only_the_changed_note_is_read(tmp_path: Path, bodies: list[str]) -> None:
    root = vault(tmp_path, PEOPLE | DAILY)
    run(root, "today")
    bodies.clear()
    with open(root / "People" / "Bo Ek.md", "a") as file:
        file.write("- 2026-11-18 gave: a book\n")
    assert "a book" in run(root, "entries", "Bo").stdout
    assert bodies == ["People/Bo Ek.md"]
    bodies.clear()
    run(root, "entries", "Jane")
    assert bodies == []


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda root: (root / "People" / "Jane Doe.md").write_text("---\nneeds: a drummer\n---\n- 2026-11-19 call: hi\n"),
    "deleted": lambda root: (root / "People" / "Tom Okafor.md").unlink(),
    "renamed": lambda root: (root / "People" / "Tom Okafor.md").rename(root / "People" / "Thomas Okafor.md"),
    "moved": lambda root: (root / "Daily" / "2026-11-13.md").rename(root / "Daily" / "2026-11-03.md"),
    "settings": lambda root: (root / "netvault.toml").write_text("[folders]\ncontacts = ['Companies']\n"),
    "a second Tom": lambda root: (root / "Companies" / "Tom Okafor.md").write_text(""),
    "an alias": lambda root: (root / "People" / "Bo Ek.md").write_text("---\naliases: [Acme]\n---\n"),
    "private now": lambda root: (root / "People" / "Tom Okafor.md").write_text("---\nprivate: true\n---\n"),
    "no contact any more": lambda root: (root / "People" / "Tom Okafor.md").write_text("---\ntype: book\n---\n"),
    "broken front matter": lambda root: (root / "People" / "Jane Doe.md").write_text("---\naliases: [Jane\n---\n- 2026-11-19 call: hi\n"),
    "the same size and time": lambda root: same_size(root / "Daily" / "2026-11-13.md"),
}  # fmt: skip


def same_size(file: Path) -> None:
    """Other words in a file that looks just as it was."""
    known = file.stat()
    file.write_text(file.read_text().replace("coffee", "dinner"))
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_vault_is_said_as_it_is(tmp_path: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    root = vault(tmp_path, PEOPLE | DAILY)
    before = all_said(root)
    change(root)
    assert kept()
    after = all_said(root)
    assert after == without(root, monkeypatch)
    assert after != before


def test_a_daily_note_that_becomes_a_company_names_no_day_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daily = {".obsidian/daily-notes.json": '{"folder": "Daily", "format": "DD.MM.YYYY"}', "Daily/13.11.2026.md": "- nothing\n"}
    root = vault(tmp_path, PEOPLE | daily | {"People/Ann Bo.md": "- [[13.11.2026]] call: the boat\n"})
    all_said(root)
    (root / "Daily" / "13.11.2026.md").write_text("---\ntype: company\n---\n")
    assert all_said(root) == without(root, monkeypatch)


@pytest.mark.parametrize("harm", [lambda data: b"", lambda data: data[:200], lambda data: data[:-9] + b"x" * 9, lambda data: b"\0" * len(data)])
def test_a_damaged_file_is_as_none(tmp_path: Path, harm: Callable[[bytes], bytes], bodies: list[str]) -> None:
    root = vault(tmp_path, PEOPLE | DAILY)
    first = all_said(root)
    (file,) = kept()
    good = file.read_bytes()
    file.write_bytes(harm(good))
    (root / "Companies" / "Acme.md").touch()
    bodies.clear()
    assert all_said(root) == first
    assert len(bodies) == len(PEOPLE | DAILY) - 1
    assert file.read_bytes() == good


EVE = {"People/Eve Canary.md": "---\nprivate: true\naliases: [Frau Vogel, Q]\nemail: eve@canary.example.com\n---\n\n- 2026-10-01 lead: [[Finch Works]]\n"}
PLACES = {
    "a line": {"Daily/2026-11-14.md": "- [[Eve Canary]] sang like a finch\n"},
    "words alone": {"Daily/2026-11-14.md": "- Ana says that eve  CANARY sang like a finch\n"},
    "an alias": {"Daily/2026-11-14.md": "- call with [[frau vogel]], she sang like a finch\n"},
    "a short alias": {"Daily/2026-11-14.md": "- call with [[Q]], she sang like a finch\n"},
    "front matter": {"People/Tom Okafor.md": "---\nintroduced_by: '[[Eve Canary]]'\nrole: finch\n---\n"},
    "a key that is none": {"People/Tom Okafor.md": "---\nintroduced_bye: '[[Eve Canary]]'\nrole: finch\n---\n"},
    "a comment": {"People/Tom Okafor.md": "---\n# Eve Canary\nrole: finch\n---\n"},
    "code": {"Daily/2026-11-14.md": "- `[[Eve Canary]]` sang like a finch\n"},
    "a Markdown link": {"Daily/2026-11-14.md": "- call with [E](../People/Eve%20Canary.md) on a finch\n"},
    "accents": {"Daily/2026-11-14.md": "- call with [[Ève Cánary]] on a finch\n"},
    "a tag": {"Daily/2026-11-14.md": "- call with [[Jane Doe]] on a finch #eve-canary\n"},
    "her address": {"Daily/2026-11-14.md": "- wrote to eve@canary.example.com about a finch\n"},
    "a path": {"Daily/2026-11-14 Eve Canary.md": "- call with [[Jane Doe]] on a finch\n"},
    "a note that cannot be read": {"People/Ivo Canary.md": b"\xff\xfe", "Daily/2026-11-14.md": "- call with [[Ivo Canary]] on a finch\n"},
}
"""Where a name may stand that is private. What else the note says goes with it."""


def all_kept() -> bytes:
    """Every byte in the cache folder, without case."""
    return b"".join(file.read_bytes() for file in Path(os.environ["XDG_CACHE_HOME"]).rglob("*") if file.is_file()).lower()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour on, so that what was answered is kept too."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 3600 * 1_000_000_000)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_nothing_is_kept_of_notes_with_the_name_of_somebody_private(tmp_path: Path, place: dict[str, str | bytes]) -> None:
    root = vault(tmp_path, {**PEOPLE, **DAILY, **EVE, **place})
    all_said(root)
    for words in (("today",), ("build",), ("build",), ("check",)):
        run(root, *words)
    found = all_kept()
    assert b"2026-11-12.md" in found
    assert [word for word in (b"canary", b"vogel", b"finch") if word in found] == []


@pytest.mark.usefixtures("later")
def test_who_becomes_private_is_forgotten_by_the_next_command(tmp_path: Path) -> None:
    root = vault(tmp_path, PEOPLE | DAILY)
    run(root, "today", "--all")
    run(root, "show", "Jane")
    assert b'"answers"' in all_kept()
    assert b"jane doe" in all_kept()
    file = root / "People" / "Jane Doe.md"
    file.write_text(file.read_text().replace("---\n", "---\nprivate: true\n", 1))
    run(root, "entries")
    assert b"jane doe" not in all_kept()
    assert b"tom okafor" in all_kept()


def test_a_note_with_a_private_name_is_read_every_time(tmp_path: Path, bodies: list[str]) -> None:
    root = vault(tmp_path, {**PEOPLE, **DAILY, **EVE, **PLACES["a line"]})  # type: ignore[dict-item]
    run(root, "today")
    bodies.clear()
    run(root, "entries")
    assert sorted(bodies) == ["Daily/2026-11-14.md", "People/Eve Canary.md"]


def test_it_is_for_the_person_alone(tmp_path: Path) -> None:
    run(vault(tmp_path), "today")
    (file,) = kept()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (file.parent, file.parent.parent)] == [0o700, 0o700]


def test_what_is_kept_of_a_vault_that_is_long_gone_is_cleared_away(tmp_path: Path) -> None:
    run(vault(tmp_path / "one"), "today")
    (old,) = kept()
    os.utime(old, (0, 0))
    run(vault(tmp_path / "two"), "today")
    (left,) = kept()
    assert left != old


def test_it_can_be_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETVAULT_NO_CACHE", "1")
    run(vault(tmp_path), "build")
    assert kept() == []


def test_where_nothing_can_be_kept_all_goes_on(tmp_path: Path) -> None:
    (Path(os.environ["XDG_CACHE_HOME"]) / "netvault").write_text("a file in the way")
    assert run(vault(tmp_path), "today").exit_code == 0
