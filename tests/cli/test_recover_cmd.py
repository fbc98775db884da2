"""`netvault recover`: the copies of what was there before, listed, shown, put back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from writing_vaults import Vault, needs_posix

from netvault.vault.recovery import Recovery

JANE = "People/Jane Doe.md"
NOTE = "# Jane\n\n## Log\n- 2026-11-12 call: one\n"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", {JANE: NOTE})


def test_nothing_yet(vault: Vault) -> None:
    result = vault.ok("recover")
    assert (result.stdout, result.stderr) == ("", "There are no recovery copies.\n")
    assert vault.run("recover", "1").exit_code == 2


def test_the_newest_first(vault: Vault) -> None:
    for text in ("call: a", "call: b"):
        vault.ok("log", "jane", text)
    lines = vault.ok("recover").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert all(JANE in line and line.endswith("before a change by netvault") for line in lines)
    assert vault.ok("recover", "1").stdout == NOTE + "- 2026-11-22 call: a\n\n"
    assert vault.ok("recover", "2").stdout == NOTE + "\n"


def test_there_and_back(vault: Vault) -> None:
    vault.ok("log", "jane", "call: a")
    logged = vault.read(JANE)
    result = vault.ok("recover", "1", "--restore")
    assert vault.read(JANE) == NOTE
    assert result.stdout == f"{JANE}\n"
    assert "What it held is kept: " in result.stderr
    assert [copy.file.read_bytes().decode() for copy in vault.copies()] == [NOTE, logged]
    vault.ok("recover", "1", "--restore")
    assert vault.read(JANE) == logged


def test_by_its_name(vault: Vault) -> None:
    vault.ok("log", "jane", "call: a")
    name = vault.copies()[0].file.name
    vault.ok("recover", name, "--restore")
    assert "holds this already" in vault.ok("recover", name, "--restore").stderr
    assert vault.read(JANE) == NOTE


def test_a_note_that_has_gone_comes_back(vault: Vault) -> None:
    vault.ok("log", "jane", "call: a")
    (vault.root / JANE).unlink()
    (vault.root / "People").rmdir()
    vault.ok("recover", "1", "--restore")
    assert vault.read(JANE) == NOTE


@pytest.mark.parametrize("name", ["0", "2", "99999999999999999999", "-", "../../etc/passwd", "x.md", ""])
def test_copies_that_there_are_not(vault: Vault, name: str) -> None:
    vault.ok("log", "jane", "call: a")
    before = vault.files()
    result = vault.run("recover", "--restore", "--", name)
    assert (result.exit_code, vault.files()) == (2, before)


def test_a_copy_of_any_bytes(vault: Vault) -> None:
    data = b"\xff\x00\r\n\x1b[31m red\n"
    Recovery(vault.root, lambda: 1_800_000_000.0).keep("Deep/In/n.md", data, "late-save")
    shown = vault.ok("recover", "1").stdout
    assert "\x1b" not in shown
    assert "\\xff" in shown
    vault.ok("recover", "1", "--restore")
    assert vault.files()["Deep/In/n.md"] == data


def test_a_copy_that_says_it_belongs_elsewhere(vault: Vault, tmp_path: Path) -> None:
    for path in ("../out.md", "/tmp/out.md", ".obsidian/app.json"):
        Recovery(vault.root, lambda: 1_800_000_000.0).keep(path, b"x", "replaced")
        result = vault.run("recover", "1", "--restore")
        assert result.exit_code == 1
        assert "Nothing was written." in result.stderr
    assert not (tmp_path / "out.md").exists()
    assert not (vault.root / ".obsidian").exists()


@needs_posix
def test_a_note_that_is_not_to_be_written(vault: Vault) -> None:
    vault.ok("log", "jane", "call: a")
    logged = vault.read(JANE)
    (vault.root / JANE).chmod(0o444)
    assert vault.run("recover", "1", "--restore").exit_code == 1
    (vault.root / JANE).chmod(0o644)
    (vault.root / JANE).rename(vault.root / "other.md")
    (vault.root / JANE).mkdir()
    result = vault.run("recover", "1", "--restore")
    assert (result.exit_code, vault.read("other.md")) == (1, logged)
    assert "a folder of this name" in result.stderr


@needs_posix
def test_the_mode_of_the_note_stays(vault: Vault) -> None:
    (vault.root / JANE).chmod(0o640)
    vault.ok("log", "jane", "call: a")
    vault.ok("recover", "1", "--restore")
    assert stat.S_IMODE((vault.root / JANE).stat().st_mode) == 0o640


@needs_posix
def test_a_copy_that_cannot_be_read(vault: Vault) -> None:
    vault.ok("log", "jane", "call: a")
    copy = vault.copies()[0].file
    copy.unlink()
    os.mkdir(copy)
    for words in (["1"], ["1", "--restore"]):
        result = vault.run("recover", *words)
        assert result.exit_code == 1
        assert str(copy) in result.stderr


def test_a_copy_of_which_it_is_not_known_where_it_belongs_is_not_put_anywhere(vault: Vault) -> None:
    vault.ok("log", "jane", "call: a")
    for copy in vault.copies():
        copy.file.with_name(copy.file.name + ".json").unlink()
    before = vault.files()
    result = vault.run("recover", "1", "--restore")
    assert result.exit_code == 1
    assert "it cannot be read in which folder Jane Doe.md was" in result.stderr
    assert vault.files() == before
