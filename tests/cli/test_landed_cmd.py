"""`netvault landed`: whom to tell and thank before it is announced."""

from __future__ import annotations

from pathlib import Path

from before_vaults import data, run, written

ORG = "Companies/Initech.md"
FILES = {
    ORG: "",
    "People/Ana.md": "- 2026-03-02 lead (tip): [[Initech]] is hiring\n- 2026-03-03 thanked: for it\n- 2026-03-04 reported: [[Initech]]\n"
    "- 2026-05-01 received: a reference for [[Initech]]\n",
    "People/Bo.md": "- 2026-02-01 lead (intro): [[Cy]]\n- 2026-02-02 thanked: for [[Cy]]\n- 2026-02-04 reported: [[Cy]]\n",
    "People/Cy.md": "---\ncompany: '[[Initech]]'\nintroduced_by: ['[[Bo]]', Old Tim]\n---\n- 2026-02-03 call: first talk\n",
    "People/Dee.md": "---\nprivate: true\n---\n- 2026-04-01 received: calm before [[Initech]]\n",
    "People/Eve.md": "- 2026-04-01 received: a recipe\n- 2026-04-02 lead: [[Globex]]\n",
    "People/Fay.md": "---\npast_companies: ['[[Initech]]']\nintroduced_by: '[[Eve]]'\n---\n",
    "Daily/2026-03-02.md": "- lead: from [[Ana]], [[Initech]] is hiring\n",
}


def test_everybody_behind_it_in_order(tmp_path: Path) -> None:
    result = run(written(tmp_path, FILES), "landed", "initech")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Behind Initech: tell and thank them before it is announced",
        "",
        "Bo",
        "  1 Feb lead (intro): Cy",
        "  introduced you to Cy",
        "",
        "Ana",
        "  2 Mar lead: from Ana, Initech is hiring",
        "  1 May received: a reference for Initech",
        "  → Thank Ana: their help, 1 May: “a reference for Initech”",
        "",
        "Dee (private)",
        "  1 Apr received: calm before Initech",
        "  → Thank Dee: their help, 1 Apr: “calm before Initech”",
        "",
        "Old Tim",
        "  introduced you to Cy",
    ]


def test_as_json(tmp_path: Path) -> None:
    found = data(written(tmp_path, FILES), "landed", "Initech")
    assert (found["target"], found["name"]) == (ORG, "Initech")
    assert [(one["path"], one["name"], one["private"]) for one in found["people"]] == [
        ("People/Bo.md", "Bo", False), ("People/Ana.md", "Ana", False), ("People/Dee.md", "Dee", True), (None, "Old Tim", False),
    ]  # fmt: skip
    bo, ana, dee, tim = found["people"]
    assert [(entry["date"], entry["verb"]) for entry in ana["because"]] == [("2026-03-02", "lead"), ("2026-05-01", "received")]
    assert [item["habit"] for item in ana["owed"]] == ["thank"]
    assert (bo["introduced"], bo["owed"], tim["because"], tim["introduced"]) == (["People/Cy.md"], [], [], ["People/Cy.md"])
    assert [item["habit"] for item in dee["owed"]] == ["thank"]


def test_a_person(tmp_path: Path) -> None:
    found = data(written(tmp_path, FILES), "landed", "cy")
    assert [one["name"] for one in found["people"]] == ["Bo", "Old Tim"]


def test_what_is_dropped_or_to_come(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Ana.md": "- [-] 2026-11-01 lead: [[Globex]]\n", "People/Bo.md": "- 2027-01-01 lead: [[Globex]]\n"})
    assert [one["name"] for one in data(vault, "landed", "globex")["people"]] == ["Ana"]


def test_the_target_does_not_stand_behind_itself(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Ana.md": "---\ncompany: Globex\n---\n", "People/Bo.md": "- 2026-11-01 lead: [[Ana]]\n"})
    assert [one["name"] for one in data(vault, "landed", "ana")["people"]] == ["Bo"]


def test_nobody_stands_behind_it(tmp_path: Path) -> None:
    vault = written(tmp_path, {ORG: ""})
    result = run(vault, "landed", "initech")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "names Initech" in result.stderr
    assert data(vault, "landed", "initech")["people"] == []


def test_several_and_none(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    assert run(vault, "landed", "xyzzy").exit_code == 2
    assert run(vault, "landed", "e").exit_code == 2


def test_the_example_vault_shows_it(tmp_path: Path) -> None:
    run(tmp_path, "init", str(tmp_path / "x"), "--example")
    found = data(tmp_path / "x", "landed", "storfågel", day="2026-11-20")
    assert [one["name"] for one in found["people"]] == ["Birgit Halvorsen", "Priya Raman"]
