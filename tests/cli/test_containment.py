"""Where the settings of a stranger's vault may make netvault write: in the vault, at its own notes, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_vaults import PEOPLE, changed, files, run, texts, vault

ASTRAY = [
    "../Today.md", "/tmp/Today.md", "a/../../Today.md", "./Today.md", ".obsidian/Today.md", ".git/hooks/x.md", "a/.hidden/x.md", ".x.md", "C:\\\\x.md", "a\\\\..\\\\x.md",
    "~/x.md/../x.md", "a//b.md", "", " ", "a\\u0000.md", "a\\nb.md", "a\\u2028b.md", "a\\u202eb.md", "Today", "Today.txt", "netvault.toml", ".md", "a/.md", "a|b.md", "<x>.md", "x?.md",
]  # fmt: skip


@pytest.mark.parametrize("path", ASTRAY)
@pytest.mark.parametrize("key", ["today", "reports", "templates"])
def test_a_place_outside_is_refused(tmp_path: Path, key: str, path: str) -> None:
    if key != "today" and path in ("Today", "Today.txt", "netvault.toml"):
        path = "../x"
    root = vault(tmp_path / "v", {**PEOPLE, "netvault.toml": f'[output]\n{key} = "{path}"\n', ".obsidian/app.json": "{}"})
    before = files(tmp_path)
    result = run(root, "build")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "netvault.toml:2:" in result.stderr
    assert changed(before, tmp_path) == []


@pytest.mark.parametrize("path", ["People/Jane Doe.md", "people/jane doe.md", "Companies/Acme.md"])
def test_somebodys_own_note_is_left_alone(tmp_path: Path, path: str) -> None:
    root = vault(tmp_path, {**PEOPLE, "netvault.toml": f'[output]\ntoday = "{path}"\n'})
    result = run(root, "build")
    assert result.exit_code == 1
    assert "is yours, and is left alone" in result.stderr
    assert (root / "People/Jane Doe.md").read_text("utf-8") == PEOPLE["People/Jane Doe.md"]
    assert (root / "Companies/Acme.md").read_text("utf-8") == "# Acme\n"


@pytest.mark.parametrize("inside", [".git", ".obsidian", "../outside"])
def test_a_folder_that_is_a_link_to_somewhere_else(tmp_path: Path, inside: str) -> None:
    root = vault(tmp_path / "v", {**PEOPLE, ".git/config": "x", ".obsidian/app.json": "{}"})
    (tmp_path / "outside").mkdir()
    (root / "Reports").symlink_to(root / inside)
    before = files(tmp_path)
    result = run(root, "build")
    assert result.exit_code == 1
    assert changed(before, tmp_path) == ["v/Today.md"]
    assert "Reports/Agenda.md" in result.stderr


def test_an_output_that_is_a_link_to_somebodys_file(tmp_path: Path) -> None:
    root = vault(tmp_path / "v")
    (tmp_path / "bashrc").write_text("mine\n", "utf-8")
    (root / "Today.md").symlink_to(tmp_path / "bashrc")
    assert run(root, "build").exit_code == 1
    assert (tmp_path / "bashrc").read_text("utf-8") == "mine\n"


@pytest.mark.parametrize("where", ["../out.canvas", "/tmp/netvault-out.canvas", ".obsidian/x.canvas", "a/../../x.canvas", "link.canvas", "fifo.canvas"])
def test_a_graph_is_written_in_the_vault_alone(tmp_path: Path, where: str) -> None:
    root = vault(tmp_path / "v")
    (tmp_path / "mine").write_text("graph LR\n", "utf-8")
    (root / "link.canvas").symlink_to(tmp_path / "mine")
    os.mkfifo(root / "fifo.canvas")
    before = files(tmp_path)
    assert run(root, "graph", "--format", "canvas", "--out", where).exit_code == 1
    assert changed(before, tmp_path) == []
    assert not Path("/tmp/netvault-out.canvas").exists()


def test_what_is_there_keeps_its_rights_and_what_is_new_is_ones_own(tmp_path: Path) -> None:
    root = vault(tmp_path / "v")
    run(root, "build")
    assert {(root / path).stat().st_mode & 0o777 for path in texts(root)} == {0o600}
    (root / "Today.md").chmod(0o640)
    run(root, "build", day="2026-11-23")
    assert (root / "Today.md").stat().st_mode & 0o777 == 0o640
