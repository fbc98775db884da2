"""`netvault check` from outside: every problem with its place, in three shapes, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_vaults import PEOPLE, changed, files, run, vault

ERROR = {**PEOPLE, "People/Ana Diaz.md": "---\nrole: a: b\n---\n"}
WARNING = {**PEOPLE, "People/Ana Diaz.md": "---\ncircle: iner\nmet: 2026-13-45\n---\n- 2026-10-01 coffe: x\n"}


def test_a_vault_in_order(tmp_path: Path) -> None:
    before = files(vault(tmp_path))
    result = run(tmp_path, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Everything can be read.\n")
    assert run(tmp_path, "check", "--format", "json").stdout == "[]\n"
    assert run(tmp_path, "check", "--format", "github").output == ""
    assert changed(before, tmp_path) == []


def test_an_error_ends_with_1_a_warning_with_0_unless_strict(tmp_path: Path) -> None:
    error, warning = vault(tmp_path / "error", ERROR), vault(tmp_path / "warning", WARNING)
    assert run(error, "check").exit_code == 1
    assert run(error, "check", "--json").exit_code == 1
    assert run(warning, "check").exit_code == 0
    assert run(warning, "check", "--strict").exit_code == 1
    assert run(warning, "check", "--strict", "--format", "github").exit_code == 1


def test_a_hint_never_ends_with_1(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "Note.md": "---\ntype: contact\nemial: x@example.org\n---\n"})
    result = run(tmp_path, "check", "--strict")
    assert (result.exit_code, result.stderr) == (0, "1 hint.\n")
    assert "info unknown-field" in result.stdout


def test_the_text_is_that_of_compilers(tmp_path: Path) -> None:
    result = run(vault(tmp_path, WARNING), "check")
    assert result.stdout == (
        "People/Ana Diaz.md:2:9: warning unknown-circle: There is no circle `iner`.\n"
        "  2 | circle: iner\n"
        "    |         ^^^^\n"
        "  help: Did you mean `inner`?\n"
        "People/Ana Diaz.md:3:6: warning bad-date: `met` takes a day, written YYYY-MM-DD, not `2026-13-45`.\n"
        "  3 | met: 2026-13-45\n"
        "    |      ^^^^^^^^^^\n"
        "  help: For example: `met: 2026-11-12`\n"
        "People/Ana Diaz.md:5:14: warning unknown-verb: “coffe:” is no keyword that I know.\n"
        "  5 | - 2026-10-01 coffe: x\n"
        "    |              ^^^^^\n"
        "  help: Did you mean “coffee:”?\n"
    )
    assert result.stderr == "3 warnings.\n"


def test_the_json_has_the_keys_and_the_order_that_are_promised(tmp_path: Path) -> None:
    found = json.loads(run(vault(tmp_path, WARNING), "check", "--format", "json").stdout)
    assert [(one["line"], one["column"], one["severity"], one["code"]) for one in found] == [
        (2, 9, "warning", "unknown-circle"),
        (3, 6, "warning", "bad-date"),
        (5, 14, "warning", "unknown-verb"),
    ]
    assert {"path", "line", "column", "severity", "code", "message", "help"} <= set(found[0])
    assert all(one["path"] == "People/Ana Diaz.md" and one["message"] and one["help"] for one in found)


def test_the_form_for_servers_is_escaped(tmp_path: Path) -> None:
    odd = "People/100%, a:b.md"
    result = run(vault(tmp_path, {odd: "---\nmet: 2026-13-45\n---\n- 2026-02-30 50% off\n"}), "check", "--format", "github")
    assert result.stdout == (
        "::warning file=People/100%25%2C a%3Ab.md,line=2,col=6::bad-date: `met` takes a day, written YYYY-MM-DD, not `2026-13-45`. "
        "(For example: `met: 2026-11-12`)\n"
        "::warning file=People/100%25%2C a%3Ab.md,line=4,col=3::bad-date: “2026-02-30” is not a day that I can read. "
        "(Dates are written year-month-day, like 2026-03-15. Until then this line is not counted.)\n"
    )


def test_what_is_left_out_for_servers_is_counted(tmp_path: Path) -> None:
    result = run(vault(tmp_path, ERROR), "check", "--format", "github")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "1 more, about what is private or counts as private: `netvault check` shows them.\n"


def test_a_link_that_is_nearly_somebodys_name_is_said(tmp_path: Path) -> None:
    lines = "- Rang [[Fergus Bard]]\n- [[Fergus Baird]] rang\n- met [[Fergus]] at [[Baird Works]], and [[Jan Ek|the tall one]]\n"
    root = vault(tmp_path, {"People/Fergus Baird.md": "", "People/Jana Ek.md": "---\nprivate: yes\n---\n", "Daily/2026-11-20.md": lines})
    found = json.loads(run(root, "check", "--json").stdout)
    said = [(one["line"], one["column"], one["message"]) for one in found if one["code"] == "misspelt-link"]
    assert said == [(1, 8, "There is no note “Fergus Bard”, but one of Fergus Baird."), (3, 42, "There is no note “Jan Ek”, but one of Jana Ek.")]
    assert "Jana" not in run(root, "check", "--format", "github").output


def test_a_conflict_copy_of_somebody_private_is_not_named_on_a_server(tmp_path: Path) -> None:
    secret = "---\nprivate: yes\n---\n"
    root = vault(tmp_path, {"People/Zelda Secret.md": secret, "People/Zelda Secret.sync-conflict-20261101-120000-ABCDEFG.md": secret, "People/Yara Hidden.md": b"\xff\xfea"})
    assert "Zelda" in run(root, "check").stdout
    said = run(root, "check", "--format", "github").output
    assert "Zelda" not in said
    assert "Yara" not in said


def test_one_bad_note_of_many_is_named_and_the_others_work(tmp_path: Path) -> None:
    many = {f"People/Person {n}.md": "- 2026-10-01 call: hi\n" for n in range(50)}
    vault(tmp_path, {**many, "People/Person 7.md": "---\ncircle: 'inner\n---\n- 2026-10-01 call: hi\n", "People/Person 8.md": b"\xff\xfea"})
    result = run(tmp_path, "check")
    assert result.stdout.count(": error ") == 2
    assert "50 open" not in result.stdout
    assert len(run(tmp_path, "entries").stdout.splitlines()) == 49


def test_a_long_line_is_shown_around_the_place(tmp_path: Path) -> None:
    vault(tmp_path, {"People/X.md": f"---\nneeds: [{'a, ' * 200}'b\n---\n"})
    shown = run(tmp_path, "check").stdout.splitlines()
    assert max(map(len, shown[1:])) < 120
    assert shown[1][shown[2].index("^")] == "'"


def test_nothing_in_a_note_acts_on_the_terminal(tmp_path: Path) -> None:
    vault(tmp_path, {"People/e\x1b]0;x\x07.md": "---\nmet: \x1b[2J\u202e\n---\n- 2026-10-01 a\x1b[31mb: \x9bx\n".encode()})
    shown = run(tmp_path, "check").stdout
    assert "\\x1b" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    "date", ["Nov 20", "20 Nov", "20 November 2026", "20.11.", "20-11-2026", "20261120", "(2026-11-20)", "Fri 2026-11-20"]
)
def test_dates_in_other_shapes_are_named(tmp_path: Path, date: str) -> None:
    result = run(vault(tmp_path, {"People/Jane Doe.md": f"- {date} lunch\n"}), "check")
    assert f"People/Jane Doe.md:1:3: warning bad-date: “{date}” is not a day that I can read." in result.stdout


@pytest.mark.parametrize("text", ["May I ask her", "20 people came", "12.5 km with her", "2026 was good", "March on", "20.11 is a number"])
def test_what_only_looks_like_a_date_is_let_be(tmp_path: Path, text: str) -> None:
    assert "bad-date" not in run(vault(tmp_path, {"People/Jane Doe.md": f"- {text}\n"}), "check").stdout


def test_what_a_build_would_say_of_regions_and_outputs(tmp_path: Path) -> None:
    root = vault(tmp_path, {"People/Ana.md": "- 2026-11-01 heard: x\n", "Reports/Rhythm.md": "mine\n"})
    run(root, "build")
    today = root / "Today.md"
    assert codes(root) == [("Reports/Rhythm.md", "output-taken")]
    text = today.read_text("utf-8")
    today.write_text(text.replace("[ ] Get", "[x] Get"), "utf-8")
    assert codes(root) == [("Reports/Rhythm.md", "output-taken")]
    today.write_text(text.replace("## Get", "## Do get"), "utf-8")
    assert codes(root) == [("Reports/Rhythm.md", "output-taken"), ("Today.md", "region-edited")]
    today.write_text(text.replace("today v1", "today v9"), "utf-8")
    assert codes(root) == [("Reports/Rhythm.md", "output-taken"), ("Today.md", "region-format")]


def codes(root: Path) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in json.loads(run(root, "check", "--json").stdout)]
