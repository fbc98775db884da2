"""Commands that only look say again what they said where nothing has changed since, and never anything older than the vault."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest
from cli_vaults import PEOPLE, bare, run, vault

from netvault.vault.answers import program

PRIVATE = {"People/Eve Canary.md": "---\nprivate: true\n---\n\n- 2026-10-01 lead: [[Canary Works]]\n"}
SECONDS = 1_000_000_000


@pytest.fixture(autouse=True)
def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock goes an hour ahead of the disk's, so that what the test wrote was not written just now."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 3600 * SECONDS)


def kept() -> list[Path]:
    """The files in which answers are kept."""
    return list((Path(os.environ["XDG_CACHE_HOME"]) / "netvault" / "answers").glob("*"))


def answers() -> int:
    """How many answers are kept."""
    return sum(len(json.loads(file.read_text())["answers"]) for file in kept())


WORDS = [("today",), ("today", "--json"), ("check",), ("people",), ("entries", "--mentions"), ("stats",), ("show", "Jane"), ("path", "Acme")]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_the_same_is_said_again(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = vault(tmp_path)
    first, kept_then = run(root, *words), answers()
    again = run(root, *words)
    assert kept_then == 1
    assert (again.stdout, again.stderr, again.exit_code) == (first.stdout, first.stderr, first.exit_code)


def test_what_is_kept_is_what_is_said(tmp_path: Path) -> None:
    root = vault(tmp_path)
    run(root, "today")
    (file,) = kept()
    file.write_text(file.read_text().replace("Jane", "Kept"))
    assert "Kept Doe" in run(root, "today").stdout
    assert "Kept Doe" not in run(root, "today", "--all").stdout


def test_another_day_other_words_and_another_folder_are_other_questions(tmp_path: Path) -> None:
    root = vault(tmp_path / "one")
    other = vault(tmp_path / "two", {**PEOPLE, "People/Tom Okafor.md": ""})
    said = [run(root, "today").stdout, run(root, "today", day="2026-12-20").stdout, run(other, "today").stdout]
    assert len(set(said)) == 3
    assert [run(root, "today").stdout, run(root, "today", day="2026-12-20").stdout, run(other, "today").stdout] == said


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "People" / "Jane Doe.md").write_text("---\nneeds: a drummer\n---\n"),
        lambda root: (root / "People" / "Tom Okafor.md").unlink(),
        lambda root: (root / "People" / "Tom Okafor.md").rename(root / "People" / "Thomas Okafor.md"),
        lambda root: (root / "netvault.toml").write_text("[folders]\npeople = ['Companies']\n"),
        lambda root: (root / "People" / "New Face.md").write_text(""),
    ],
    ids=["edited", "deleted", "renamed", "settings", "new"],
)
def test_a_changed_vault_is_read(tmp_path: Path, change: object) -> None:
    root = vault(tmp_path)
    before = run(root, "people", "--json").stdout
    assert callable(change)
    change(root)
    assert run(root, "people", "--json").stdout != before


def test_a_changed_template_of_a_checkout_is_another_program(tmp_path: Path) -> None:
    """In a checkout the templates lie beside the package, not in it."""
    package, templates = tmp_path / "netvault", tmp_path / "templates"
    for folder in (package, templates):
        folder.mkdir()
    (package / "x.py").write_text("1")
    (templates / "today.md.j2").write_text("a")
    before = program(str(package))
    (templates / "today.md.j2").write_text("a longer one")
    assert program(str(package)) != before


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    root = vault(tmp_path)
    note = root / "People" / "Jane Doe.md"
    times = note.stat()
    before = run(root, "show", "Jane").stdout
    note.write_text(note.read_text().replace("her new team", "her old team"))
    os.utime(note, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "her old team" in run(root, "show", "Jane").stdout
    assert "her old team" not in before


def test_nothing_is_kept_of_what_has_just_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = vault(tmp_path)
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() - 3600 * SECONDS)
    run(root, "today")
    assert kept() == []


def test_a_build_that_finds_nothing_to_write_is_kept(tmp_path: Path) -> None:
    root = vault(tmp_path)
    assert run(root, "build").stderr.startswith("Wrote ")
    assert answers() == 0
    assert run(root, "build").stderr == "Nothing has changed.\n"
    assert answers() == 1
    assert run(root, "build").stderr == "Nothing has changed.\n"
    (root / "Today.md").unlink()
    assert run(root, "build").stderr.startswith("Wrote Today.md.")


def test_only_the_person_can_read_it(tmp_path: Path) -> None:
    run(vault(tmp_path), "today")
    (file,) = kept()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("words", [*WORDS, ("today", "--all"), ("entries", "--json"), ("build",), ("check", "--json")], ids=" ".join)
def test_nothing_private_is_kept(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = vault(tmp_path, {**PEOPLE, **PRIVATE, "People/Jane Doe.md": "- 2026-10-01 lead: [[Eve Canary]]\n"})
    for _ in range(3):
        run(root, *words)
    assert not any("Canary" in file.read_text() for file in kept())


def test_where_somebody_is_private_answers_that_do_not_speak_of_them_are_kept(tmp_path: Path) -> None:
    root = vault(tmp_path, {**PEOPLE, "People/Eve Canary.md": "---\nprivate: true\ncadence: never\n---\n"})
    run(root, "today")
    assert answers() == 1
    assert run(root, "build").stderr.startswith("Wrote ")
    run(root, "build")
    assert answers() == 1  # the notes are others now, and that they are as they were is kept


def test_an_answer_that_has_a_private_name_in_it_is_not_kept(tmp_path: Path) -> None:
    root = vault(tmp_path, {**PEOPLE, **PRIVATE, "People/Bo Ek.md": "- 2026-11-18 lead: talk to Eve Canary\n"})
    result = run(root, "today")
    assert "Eve Canary" in result.stdout
    assert answers() == 0


def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETVAULT_NO_CACHE", "1")
    run(vault(tmp_path), "today")
    assert kept() == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"seal": 1}', '{"answers": {}}'])
def test_a_broken_file_is_as_none(tmp_path: Path, text: str) -> None:
    root = vault(tmp_path)
    first = run(root, "today").stdout
    (file,) = kept()
    file.write_text(text)
    assert run(root, "today").stdout == first


def test_help_and_mistakes_are_not_kept(tmp_path: Path) -> None:
    root = vault(tmp_path)
    run(root, "today", "--help")
    run(root, "today", "--wrong")
    run(root, "show", "Nobody At All")
    bare("today", "--help")
    assert kept() == []
