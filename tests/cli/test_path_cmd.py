"""`netvault path`: who can help you to reach an organisation or a person."""

from __future__ import annotations

from pathlib import Path

from before_vaults import data, run, written

FILES = {
    "Companies/Initech.md": "---\naliases: [The Tech]\n---\n",
    "People/Ana.md": "---\nknows: '[[Bo]]'\n---\n- 2026-11-19 coffee: caught up\n- 2026-11-20 received: comments\n",
    "People/Bo.md": "---\ncompany: '[[Initech]]'\nrole: Buyer\n---\n- 2026-11-18 coffee: x\n",
    "People/Cy.md": "---\npast_companies: [Initech]\nprivate: true\n---\n- 2026-11-18 coffee: x\n",
    "People/Dee.md": "---\ncompany: Initech GmbH\n---\n",
    "People/Eve.md": "- 2026-11-09 lead: [[Sam Lee]] buys at [[Umbrella]]\n",
}


def test_the_ways_in_order(tmp_path: Path) -> None:
    result = run(written(tmp_path, FILES), "path", "initech")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Ways to Initech",
        "",
        "Bo",
        "  works at Initech now, Buyer",
        "  Go ahead and ask.",
        "",
        "Cy (private)",
        "  worked at Initech",
        "  Go ahead and ask.",
        "",
        "Ana → Bo",
        "  Ana knows Bo",
        "  Bo works at Initech now, Buyer",
        "  First something for them, then ask.",
    ]
    assert result.stderr == "There is also Initech GmbH, which may be the same.\n"


def test_as_json(tmp_path: Path) -> None:
    found = data(written(tmp_path, FILES), "path", "Initech")
    assert (found["target"], found["name"]) == ("Companies/Initech.md", "Initech")
    assert [([hop["path"] for hop in way["hops"]], way["verdict"]) for way in found["ways"]] == [
        (["People/Bo.md"], "go"),
        (["People/Cy.md"], "go"),
        (["People/Ana.md", "People/Bo.md"], "first"),
    ]
    assert found["ways"][1]["hops"][0]["private"] is True
    assert found["ways"][2]["hops"] == [
        {"path": "People/Ana.md", "name": "Ana", "why": "knows Bo", "kind": "knows", "private": False},
        {"path": "People/Bo.md", "name": "Bo", "why": "works at Initech now, Buyer", "kind": "works", "private": False},
    ]
    assert found["ways"][2]["reasons"] == ["Thank Ana: their help, 2026-11-20: “comments”"]


def test_somebody_without_a_note_has_no_path(tmp_path: Path) -> None:
    (way,) = data(written(tmp_path, FILES), "path", "umbrella")["ways"]
    assert [(hop["path"], hop["name"], hop["why"]) for hop in way["hops"]] == [("People/Eve.md", "Eve", "gave you the lead to Umbrella, 2026-11-09")]
    (way,) = data(tmp_path, "path", "sam", "lee")["ways"]
    assert [hop["name"] for hop in way["hops"]] == ["Eve"]


def test_a_company_with_people_is_reached_through_who_has_no_note(tmp_path: Path) -> None:
    vault = written(tmp_path, {**FILES, "Companies/Umbrella.md": ""})
    (way,) = data(vault, "path", "umbrella")["ways"]
    assert [(hop["path"], hop["name"], hop["why"]) for hop in way["hops"]] == [
        ("People/Eve.md", "Eve", "gave you the lead to Sam Lee, 2026-11-09"),
        (None, "Sam Lee", "a lead from Eve names them with Umbrella, 2026-11-09"),
    ]


def test_a_person_whom_you_have_a_note_on(tmp_path: Path) -> None:
    result = run(written(tmp_path, FILES), "path", "Bo")
    assert "Ana\n  knows Bo\n" in result.stdout
    assert 'netvault ask "Bo"' in result.stderr


def test_no_way(tmp_path: Path) -> None:
    result = run(written(tmp_path, {"Companies/Initech.md": ""}), "path", "initech")
    assert (result.exit_code, result.stdout) == (0, "Ways to Initech\n")
    assert "No way there" in result.stderr
    assert data(tmp_path, "path", "initech") == {"target": "Companies/Initech.md", "name": "Initech", "ways": []}


def test_several_and_none_are_never_guessed(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Ana.md": "---\ncompany: Globex Inc.\npast_companies: [Globex GmbH]\n---\n"})
    result = run(vault, "path", "globex.com")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "netvault: “globex.com” could be:\n  Globex GmbH\n  Globex Inc.\nSay more of the name, or the path.\n"
    result = run(vault, "path", "xyzzy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert run(vault, "path", "xyzzy", "--json").stdout == ""


def test_a_certain_form_of_a_name(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Ana.md": "---\ncompany: Globex GmbH\n---\n"})
    for form in ("Globex", "globex gmbh", "globex.com", "Globex Inc."):
        assert [way["hops"][0]["path"] for way in data(vault, "path", form)["ways"]] == ["People/Ana.md"]


def test_many_ways_are_counted(tmp_path: Path) -> None:
    vault = written(tmp_path, {f"People/P{n:02}.md": "---\ncompany: Initech\n---\n" for n in range(12)})
    result = run(vault, "path", "initech")
    assert result.stdout.count("works at Initech now") == 8
    assert "4 more: netvault path --all" in result.stderr
    assert run(vault, "path", "initech", "--all").stdout.count("works at Initech now") == 12
    assert len(data(vault, "path", "initech")["ways"]) == 12


def test_the_example_vault_shows_it(tmp_path: Path) -> None:
    run(tmp_path, "init", str(tmp_path / "x"), "--example")
    found = data(tmp_path / "x", "path", "kvarnby", day="2026-11-20")
    assert [hop["name"] for hop in found["ways"][0]["hops"]] == ["Ines Carvalho"]
    assert {"first", "hello", "go"} == {way["verdict"] for way in found["ways"]}
