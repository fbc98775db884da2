"""`netvault init` from outside: a new vault, one of the notes that are there, and the example."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from cli_vaults import DAY, OUTPUTS, bare, changed, data, files, run, vault

MADE = ["Companies/", "People/", "Templates/Contact.md", "contacts.base", "netvault.toml"]


def test_a_new_vault(tmp_path: Path) -> None:
    root = tmp_path / "new" / "vault"
    result = bare("init", str(root))
    assert result.exit_code == 0
    assert sorted(result.stdout.split("\n")[:-1]) == MADE
    assert result.stderr.startswith(f"{root} is a vault now.\nWrite a note per contact in People")
    assert (root / "People").is_dir()
    assert (root / "Companies").is_dir()


def test_a_new_vault_has_nobody_in_it_and_can_be_built(tmp_path: Path) -> None:
    bare("init", str(tmp_path / "v"))
    assert data(tmp_path / "v", "people") == []
    assert run(tmp_path / "v", "check").stderr == "Everything can be read.\n"
    assert run(tmp_path / "v", "build").exit_code == 0
    assert run(tmp_path / "v", "build").stderr == "Nothing has changed.\n"


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    bare("init", str(tmp_path))
    before = files(tmp_path)
    result = bare("init", str(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "is a vault already." in result.stderr
    assert changed(before, tmp_path) == []


def test_what_was_broken_off_is_made_whole_by_a_second_time(tmp_path: Path) -> None:
    (tmp_path / "Templates").write_text("a file\n")
    assert bare("init", str(tmp_path)).exit_code != 0
    (tmp_path / "Templates").unlink()
    assert bare("init", str(tmp_path)).exit_code == 0
    assert {path for path in MADE if not (tmp_path / path).exists()} == set()


def test_in_a_folder_with_notes_none_is_changed_and_what_can_be_read_is_said(tmp_path: Path) -> None:
    vault(tmp_path, {"a/b/c/Ana.md": "---\ntype: person\n---\n- 2026-10-01 call: hi\n", "Daily/2026-10-02.md": "x\n", ".obsidian/app.json": "{}"})
    before = files(tmp_path)
    result = bare("init", str(tmp_path))
    assert result.exit_code == 0
    assert "Already to be read: 1 contact, 0 organisations, 1 daily note, 0 meetings, 1 log line.\nNext: netvault build\n" in result.stderr
    assert changed(before, tmp_path) == ["Templates/Contact.md", "contacts.base", "netvault.toml"]


def test_lines_that_would_count_as_list_items_are_said(tmp_path: Path) -> None:
    vault(tmp_path, {"People/Ana.md": "", "Daily/2026-10-02.md": "Called [[Ana]].\nMet [[Ana]] for lunch.\nSlept.\n"})
    said = bare("init", str(tmp_path)).stderr
    assert "\n2 lines stand in a paragraph of several lines, and would count with “- ” before them: " in said


def test_the_template_goes_where_obsidian_has_its_templates(tmp_path: Path) -> None:
    vault(tmp_path, {".obsidian/templates.json": '{"folder": "x/Mallar"}', "Note.md": "x\n"})
    assert "x/Mallar/Contact.md" in bare("init", str(tmp_path)).stdout
    assert data(tmp_path, "people") == []


def test_a_folder_of_templates_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    root, outside = vault(tmp_path / "v", {"Note.md": "x\n"}), tmp_path / "outside"
    outside.mkdir()
    (root / "Templates").symlink_to(outside)
    result = bare("init", str(root))
    assert (result.exit_code, result.stderr) == (1, "netvault: Templates/Contact.md: It leads out of the vault.\n")
    assert list(outside.iterdir()) == []


def test_here_and_by_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert bare("init").exit_code == 0
    assert (tmp_path / "here/netvault.toml").is_file()
    assert bare("-C", str(tmp_path / "there"), "init").exit_code == 0
    assert (tmp_path / "there/netvault.toml").is_file()


def test_settings_that_are_wrong_are_said_and_nothing_is_made(tmp_path: Path) -> None:
    vault(tmp_path, {"netvault.toml": "[tody]\n"})
    before = files(tmp_path)
    result = bare("init", str(tmp_path))
    assert result.exit_code == 2
    assert "netvault.toml:1:2: error unknown-setting" in result.stderr
    assert changed(before, tmp_path) == []


@pytest.mark.parametrize("words", [[], ["--example"]])
def test_a_file_is_no_folder(tmp_path: Path, words: list[str]) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    result = bare("init", str(file), *words)
    assert (result.exit_code, result.stderr) == (2, f"netvault: {file} is a file, not a folder.\n")
    result = bare("init", str(file / "below"), *words)
    assert result.exit_code == 2
    assert "something above it is a file" in result.stderr
    assert file.read_text("utf-8") == "mine"


def test_a_diary_in_german_is_told_how_it_is_read(tmp_path: Path) -> None:
    lines = "".join(f"- Mit [[Jana]] {did}\n" for did in ("telefoniert", "Kaffee getrunken", "gegessen", "gesprochen", "geredet", "Mittag gegessen"))
    vault(tmp_path, {"People/Jana.md": "", "Daily/2026-11-18.md": lines, "Daily/2026-11-19.md": "- coffee with [[Jana]]\n"})
    told = '6 more lines could be read with this under [words] in netvault.toml: languages = ["en", "de"]'
    assert told in bare("init", str(tmp_path)).stderr
    (tmp_path / "netvault.toml").write_text('[words]\nlanguages = ["en", "de"]\n', "utf-8")
    assert "more lines" not in bare("init", str(tmp_path)).stderr


def test_a_diary_in_english_is_told_of_no_other_language(tmp_path: Path) -> None:
    lines = "".join(f"- {did} [[Jana]]\n" for did in ("called", "lunch with", "emailed", "met", "coffee with", "what a day for"))
    vault(tmp_path, {"People/Jana.md": "", "Daily/2026-11-18.md": lines})
    assert "more lines" not in bare("init", str(tmp_path)).stderr


# ── the example ─────────────────────────────────────────────────────────────────────────────────


def test_the_example_and_the_command_that_it_names(tmp_path: Path) -> None:
    root = tmp_path / "my example"
    result = bare("init", str(root), "--example")
    assert result.exit_code == 0
    words = shlex.split(result.stdout)
    assert words == ["netvault", "-C", str(root), "--date", DAY, "build"]
    assert bare(*words[1:]).exit_code == 0
    assert all((root / path).is_file() for path in OUTPUTS)
    assert run(root, "check", "--strict").exit_code == 0
    assert len(data(root, "people")) >= 40


def test_the_example_wants_a_new_folder(tmp_path: Path) -> None:
    vault(tmp_path, {"mine.md": "x\n"})
    before = files(tmp_path)
    result = bare("init", str(tmp_path), "--example")
    assert result.exit_code == 2
    assert result.stderr == f"netvault: {tmp_path} is not empty. Name a new folder for the example: netvault init NAME --example\n"
    assert changed(before, tmp_path) == []


def test_the_base_is_one_that_obsidian_reads(tmp_path: Path) -> None:
    """By the keys of a base: filters, formulas, properties and views; what a view names is there."""
    bare("init", str(tmp_path / "v"))
    base = yaml.safe_load((tmp_path / "v/contacts.base").read_text("utf-8"))
    assert set(base) == {"filters", "formulas", "properties", "views"}
    known = {"file.name", *base["properties"], *(f"formula.{name}" for name in base["formulas"])}
    for view in base["views"]:
        assert view["type"] == "table"
        assert set(view["order"]) <= known
        assert set(view) <= {"type", "name", "filters", "groupBy", "order"}
    assert [view["name"].partition(",")[0] for view in base["views"]] == ["Everybody", "Overdue", "By circle", "By company", "Birthdays"]
