"""`netvault build` from outside: what it writes, what it leaves alone, what it says, and how it ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_vaults import DAY, OUTPUTS, PEOPLE, changed, files, needs_rights, program, run, texts, vault


def test_it_writes_the_outputs_and_nothing_else(tmp_path: Path) -> None:
    before = files(vault(tmp_path))
    result = run(tmp_path, "build")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("Wrote Reports/Agenda.md")
    assert "among 3 people" in result.stderr
    assert "If you only do three: " in result.stderr
    assert changed(before, tmp_path) == sorted(OUTPUTS)


def test_a_second_build_writes_nothing_and_says_so(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    before = files(tmp_path)
    result = run(tmp_path, "build")
    assert (result.exit_code, result.stderr) == (0, "Nothing has changed.\n")
    assert changed(before, tmp_path) == []


def test_going_back_a_day_gives_the_same_bytes(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    first = texts(tmp_path)
    run(tmp_path, "build", day="2026-11-21")
    assert texts(tmp_path) != first
    run(tmp_path, "build")
    assert texts(tmp_path) == first


def test_another_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = vault(tmp_path / "one"), vault(tmp_path / ("other " * 9).strip() / "vault", dict(reversed(PEOPLE.items())))
    for root in (one, other):
        assert run(root, "build").exit_code == 0
    assert texts(one) == texts(other)


def test_the_next_day_changes_only_what_has_changed(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    before = texts(tmp_path)["Reports/Reciprocity.md"].splitlines()
    run(tmp_path, "build", day="2026-11-21")
    after = texts(tmp_path)["Reports/Reciprocity.md"].splitlines()
    assert len(before) == len(after)
    assert [new for old, new in zip(before, after, strict=True) if old != new and "2026-11-21" not in new] == []


def test_check_writes_nothing_and_tells_by_its_exit_code(tmp_path: Path) -> None:
    before = files(vault(tmp_path))
    result = run(tmp_path, "build", "--check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{len(OUTPUTS)} files would change.\n"
    assert changed(before, tmp_path) == []
    run(tmp_path, "build")
    result = run(tmp_path, "build", "--check")
    assert (result.exit_code, result.stderr) == (0, "Nothing would change.\n")


def test_diff_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    before = files(tmp_path)
    result = run(tmp_path, "build", "--diff", day="2026-11-21")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "--- a/Today.md" in lines
    assert "-# Friday 20 November" in lines
    assert "+# Saturday 21 November" in lines
    assert changed(before, tmp_path) == []
    assert run(tmp_path, "build", "--diff").stdout == ""


def test_a_diff_shows_no_control_character_as_it_is(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    today = tmp_path / "Today.md"
    today.write_text("\x1b[31mmine \u202eyletaler\r\n\n" + today.read_text("utf-8"), "utf-8", newline="")
    shown = run(tmp_path, "build", "--diff", day="2026-11-21").stdout
    assert "\\x1b[31mmine \\u202eyletaler" in shown
    assert not {"\x1b", "\u202e", "\r"} & set(shown)


# ── what is the person's ────────────────────────────────────────────────────────────────────────


def test_a_note_of_ones_own_at_an_outputs_path_is_left_alone_and_the_rest_is_written(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "Today.md": "# My own page\n"})
    before = files(tmp_path)
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert "Today.md:1:1: error output-taken: There is a note at Today.md" in result.stderr
    assert "<!-- netvault:begin today -->" in result.stderr
    assert changed(before, tmp_path) == sorted(set(OUTPUTS) - {"Today.md"})
    assert run(tmp_path, "build", "--check").stderr.endswith("Nothing would change. 1 note cannot be written.\n")


def test_the_way_out_that_is_named_works(tmp_path: Path) -> None:
    mine = "# My own page\n\n<!-- netvault:begin today -->\n<!-- netvault:end today -->\n\nThe end, without a line end"
    vault(tmp_path, {**PEOPLE, "Today.md": mine})
    assert run(tmp_path, "build").exit_code == 0
    text = (tmp_path / "Today.md").read_text("utf-8")
    assert text.startswith("# My own page\n\n<!-- netvault:begin today v1 2026-11-20 ")
    assert text.endswith("<!-- netvault:end today -->\n\nThe end, without a line end")
    assert "Tom Okafor" in text


def test_a_region_is_filled_in_any_note_and_the_bytes_around_it_stay(tmp_path: Path) -> None:
    around = ("\ufeff# Läget\r\n\r\n", "\r\n\r\nslut \u2028 här\r\n")
    mine = f"{around[0]}<!-- netvault:begin agenda -->\r\n<!-- netvault:end agenda -->{around[1]}"
    vault(tmp_path, {**PEOPLE, "Hem.md": mine})
    assert run(tmp_path, "build").exit_code == 0
    text = (tmp_path / "Hem.md").read_bytes().decode("utf-8")
    assert text.startswith(around[0] + "<!-- netvault:begin agenda v1")
    assert text.endswith("<!-- netvault:end agenda -->" + around[1])
    assert "\n" not in text.replace("\r\n", "")


def test_a_today_region_in_a_daily_note_is_rendered_on_its_own_day_alone(tmp_path: Path) -> None:
    empty = "<!-- netvault:begin today -->\n<!-- netvault:end today -->\n"
    vault(tmp_path, {**PEOPLE, "Daily/2026-11-20.md": empty, "Daily/2026-11-19.md": empty})
    run(tmp_path, "build")
    assert "Tom Okafor" in (tmp_path / "Daily/2026-11-20.md").read_text("utf-8")
    assert (tmp_path / "Daily/2026-11-19.md").read_text("utf-8") == empty


def test_words_written_into_a_region_are_kept_in_a_copy_that_is_named(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    today = tmp_path / "Today.md"
    good = today.read_text("utf-8")
    today.write_text(good.replace("## Follow up", "Words of my own\n\n## Follow up"), "utf-8")
    result = run(tmp_path, "build")
    assert result.exit_code == 0
    assert "Today.md:1:1: warning region-edited" in result.stderr
    copy = Path(result.stderr.splitlines()[0].partition(" is kept: ")[2])
    assert "Words of my own" in copy.read_text("utf-8")
    assert today.read_text("utf-8") == good


@pytest.mark.parametrize("lost", ["begin", "end"])
def test_where_a_marker_is_lost_nothing_that_was_generated_counts(tmp_path: Path, lost: str) -> None:
    region = "<!-- netvault:begin today -->\n<!-- netvault:end today -->\n"
    vault(tmp_path, {**PEOPLE, "Daily/2026-11-18.md": "- met [[Jane Doe]]\n", "Daily/2026-11-20.md": "- mine\n\n" + region})
    assert run(tmp_path, "build").exit_code == 0
    daily = tmp_path / "Daily" / "2026-11-20.md"
    assert "talked to [[Jane" in daily.read_text()
    before = run(tmp_path, "entries", "--json").stdout
    daily.write_text("\n".join(line for line in daily.read_text().split("\n") if f"netvault:{lost}" not in line))
    assert run(tmp_path, "entries", "--json").stdout == before


def test_markers_out_of_order_stop_that_note_alone(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "Hem.md": "<!-- netvault:begin agenda -->\n\n# On\n"})
    before = files(tmp_path)
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert "Hem.md:1:1: error region-markers: The region “agenda” begins here and never ends: <!-- netvault:end agenda --> is missing" in result.stderr
    assert changed(before, tmp_path) == sorted(OUTPUTS)


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def test_outputs_lie_where_the_settings_say(tmp_path: Path) -> None:
    settings = 'format = 1\n[output]\ntoday = "Start/Idag.md"\nreports = "Start/Läget"\n'
    before = files(vault(tmp_path, {**PEOPLE, "netvault.toml": settings}))
    assert run(tmp_path, "build").exit_code == 0
    places = [path.replace("Reports/", "Start/Läget/").replace("Today.md", "Start/Idag.md") for path in OUTPUTS]
    assert changed(before, tmp_path) == sorted(places)
    assert run(tmp_path, "build").stderr == "Nothing has changed.\n"


@pytest.mark.parametrize(
    "settings",
    [
        '[output]\ntoday = "Reports/Agenda.md"\n',
        '[output]\ntoday = "People/Today.md"\nreports = "People"\n',
        '[output]\ntoday = "Notes/Today.md"\n[vault]\nignore = ["Notes/", "Reports"]\n',
        '[output]\nreports = "templates/netvault/Reports"\n',
    ],
    ids=["two in one note", "among the contacts", "where nothing is read", "among the templates"],
)
def test_a_second_build_writes_nothing_wherever_the_outputs_lie(tmp_path: Path, settings: str) -> None:
    vault(tmp_path, {**PEOPLE, "netvault.toml": "format = 1\n" + settings})
    assert run(tmp_path, "build").exit_code == 0
    assert run(tmp_path, "build").stderr == "Nothing has changed.\n"
    assert "3 people" in run(tmp_path, "build", day="2026-11-21").stderr


@pytest.mark.parametrize("kind", ["folder", "fifo", "link to a note", "link out", "link to nothing", "not text"])
def test_what_stands_at_an_outputs_path_and_is_no_note_is_left_alone(tmp_path: Path, kind: str) -> None:
    root, outside = vault(tmp_path / "vault"), tmp_path / "outside.md"
    outside.write_text("<!-- netvault:begin today -->\n<!-- netvault:end today -->\n", "utf-8")
    today = root / "Today.md"
    match kind:
        case "folder":
            today.mkdir()
        case "fifo":
            os.mkfifo(today)
        case "link to a note":
            today.symlink_to("People/Bo Ek.md")
        case "link out":
            today.symlink_to(outside)
        case "link to nothing":
            today.symlink_to(tmp_path / "nothing.md")
        case _:
            today.write_bytes(b"caf\xe9\n")
    before, beside = files(root), outside.read_text("utf-8")
    result = run(root, "build")
    assert result.exit_code == 1
    assert "Today.md:1:1: error output-taken" in result.stderr
    assert changed(before, root) == sorted(set(OUTPUTS) - {"Today.md"})
    assert outside.read_text("utf-8") == beside
    assert not (tmp_path / "nothing.md").exists()


def test_a_folder_of_reports_that_leads_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    root, outside = vault(tmp_path / "vault"), tmp_path / "outside"
    outside.mkdir()
    (root / "Reports").symlink_to(outside)
    result = run(root, "build")
    assert result.exit_code == 1
    assert "Reports/Agenda.md:1:1: error not-written: It leads out of the vault.\n  help: " in result.stderr
    assert list(outside.iterdir()) == []
    assert (root / "Today.md").is_file()


def test_nothing_is_made_outside_when_a_deeper_folder_would_be(tmp_path: Path) -> None:
    root = vault(tmp_path / "vault", {**PEOPLE, "netvault.toml": '[output]\nreports = "Out/Deep/Reports"\n'})
    (tmp_path / "outside").mkdir()
    (root / "Out").symlink_to(tmp_path / "outside")
    assert run(root, "build").exit_code == 1
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "Reports": "mine"})
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert "Reports/Agenda.md:1:1: error not-written: Its folder is a file.\n  help: Choose another place." in result.stderr
    assert "Wrote Today.md." in result.stderr
    assert (tmp_path / "Reports").read_text("utf-8") == "mine"


def test_a_note_with_a_second_name_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    os.link(tmp_path / "Today.md", tmp_path / "Second.md")
    result = run(tmp_path, "build", day="2026-11-21")
    assert result.exit_code == 1
    assert "Today.md:1:1: error not-written: It has a second name (a hard link)" in result.stderr
    assert "2026-11-21" in texts(tmp_path)["Reports/Agenda.md"].splitlines()[0]
    assert "2026-11-20" in texts(tmp_path)["Today.md"].splitlines()[0]


@pytest.mark.parametrize("hindered", [lambda note: note.chmod(0o444), lambda note: os.link(note, note.with_suffix(".txt"))])
def test_words_in_a_note_that_cannot_be_written_are_kept_once(tmp_path: Path, hindered: Callable[[Path], None]) -> None:
    run(vault(tmp_path), "build")
    today = tmp_path / "Today.md"
    today.write_text(today.read_text("utf-8").replace("## Follow up", "Words of my own\n\n## Follow up"), "utf-8")
    hindered(today)
    said = {run(tmp_path, "build").stderr for _ in range(3)}
    assert len(said) == 1
    assert "Words of my own" in Path(said.pop().splitlines()[0].partition(" is kept: ")[2]).read_text("utf-8")
    assert "Words of my own" in today.read_text("utf-8")
    assert len(run(tmp_path, "recover").stdout.splitlines()) == 1


@needs_rights
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    vault(tmp_path)
    (tmp_path / "Reports").mkdir(mode=0o555)
    result = program(tmp_path, "build", as_anybody=True)
    assert result.returncode == 1
    assert "Reports/Agenda.md:1:1: error not-written: You may not write here." in result.stderr
    assert "Wrote Today.md." in result.stderr
    (tmp_path / "Reports").chmod(0o755)
    assert list((tmp_path / "Reports").iterdir()) == []


@needs_rights
def test_a_note_and_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    vault(tmp_path)
    (tmp_path / "People/Bo Ek.md").chmod(0)
    (tmp_path / "Companies").chmod(0)
    result = program(tmp_path, "build", as_anybody=True)
    assert result.returncode == 0
    assert "among 2 people" in result.stderr
    assert "2 lines need a look: `netvault check`." in result.stderr
    said = program(tmp_path, "check", as_anybody=True).stdout
    (tmp_path / "Companies").chmod(0o755)
    assert "Companies:1:1: warning unreadable: This folder cannot be read: Permission denied." in said
    assert "People/Bo Ek.md:1:1: error unreadable: This note cannot be read: Permission denied." in said
    assert said.count("help: Give yourself the right to read it.") == 2


@needs_rights
def test_a_vault_that_cannot_be_listed_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    root = vault(tmp_path / "vault")
    root.chmod(0o311)
    result = program(root, "build", as_anybody=True)
    root.chmod(0o755)
    assert result.returncode == 2
    assert "cannot be read: Permission denied. Give yourself the right to read it." in result.stderr
    assert not (root / "Today.md").exists()


# ── a vault that is suddenly empty ──────────────────────────────────────────────────────────────


def test_nothing_is_written_where_most_notes_have_gone(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, **{f"Notes/{n}.md": "x\n" for n in range(20)}})
    run(tmp_path, "build")
    shutil.rmtree(tmp_path / "Notes")
    before = files(tmp_path)
    result = run(tmp_path, "build", day="2026-11-21")
    assert result.exit_code == 1
    assert result.stderr == (
        "netvault: there were 24 notes at the last build, and now there are 4. Nothing was written: is the folder synced and "
        "whole? `netvault build --force` goes on.\n"
    )
    assert changed(before, tmp_path) == []
    assert run(tmp_path, "build", "--force", day="2026-11-21").exit_code == 0
    assert run(tmp_path, "build", day="2026-11-21").stderr == "Nothing has changed.\n"


def test_an_empty_vault_says_so_kindly(tmp_path: Path) -> None:
    vault(tmp_path, {"netvault.toml": ""})
    assert run(tmp_path, "build").exit_code == 0
    assert "Nothing is waiting for you today." in texts(tmp_path)["Today.md"]
    assert DAY in texts(tmp_path)["Reports/Agenda.md"]


def test_a_report_that_would_be_too_long_is_said_and_the_others_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"People/Jo {number:03}.md": "---\ncircle: inner\n---\n- 2026-01-12 lead: [[Initech]]\n" for number in range(300)}
    root = vault(tmp_path, {**PEOPLE, **many})
    run(root, "build")
    sizes = {path: len((root / path).read_text("utf-8")) for path in OUTPUTS}
    longest = max(sizes, key=lambda path: sizes[path])
    monkeypatch.setattr("netvault.render.MOST_OUTPUT", sizes[longest] - 400)
    for path in OUTPUTS:
        (root / path).unlink()
    result = run(root, "build")
    assert result.exit_code == 1
    assert f"{longest}:1:1: error output-too-long: This is not written" in result.stderr
    assert [path for path in OUTPUTS if not (root / path).exists()] == [longest]


def test_what_a_killed_run_left_long_ago_is_put_aside(tmp_path: Path) -> None:
    root = vault(tmp_path, {"People/Jane Doe.md": "", "People/.netvault-0123456789abcdef.tmp": "left"})
    os.utime(root / "People/.netvault-0123456789abcdef.tmp", (1_000_000_000, 1_000_000_000))
    assert "A write of it was broken off" in run(root, "build").stderr
    assert not (root / "People/.netvault-0123456789abcdef.tmp").exists()
