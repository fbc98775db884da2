"""`netvault people` from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_vaults import changed, data, files, run, vault

KEYS = {
    "path", "name", "aliases", "company", "role", "circle", "cadence", "last_touch", "last_hello", "due", "asks_since_hello",
    "received", "gave", "asked", "private", "email", "phone",
}  # fmt: skip


def test_the_table(tmp_path: Path) -> None:
    before = files(vault(tmp_path))
    result = run(tmp_path, "people")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["Name", "Company", "Circle", "Last", "touch", "Next"],
        ["Bo", "Ek", "active", "2026-09-01", "2026-11-30"],
        ["Jane", "Doe", "Acme", "inner", "2026-10-01", "2026-10-31"],
        ["Tom", "Okafor", "Initech", "2026-11-18"],
    ]
    assert changed(before, tmp_path) == []


def test_json_has_the_keys_and_the_order_that_are_promised(tmp_path: Path) -> None:
    found = data(vault(tmp_path), "people")
    assert [one["name"] for one in found] == ["Bo Ek", "Jane Doe", "Tom Okafor"]
    assert all(set(one) >= KEYS for one in found)
    jane = found[1]
    assert (jane["path"], jane["company"], jane["cadence"]) == ("People/Jane Doe.md", "Companies/Acme.md", 30)
    assert (jane["last_touch"], jane["due"], jane["received"]) == ("2026-10-01", "2026-10-31", 1)
    assert (found[2]["cadence"], found[2]["due"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "names"),
    [("jane", ["Jane Doe"]), ("BOSSE", ["Bo Ek"]), ("acme", ["Jane Doe"]), ("initech", ["Tom Okafor"]), ("climbing", ["Tom Okafor"]),
     ("o", ["Bo Ek", "Jane Doe", "Tom Okafor"]), ("([", []), ("nobody", [])],
)  # fmt: skip
def test_a_query_is_part_of_a_name_an_alias_a_company_or_a_tag(tmp_path: Path, query: str, names: list[str]) -> None:
    assert [one["name"] for one in data(vault(tmp_path), "people", query)] == names


def test_a_circle_that_is_none(tmp_path: Path) -> None:
    result = run(vault(tmp_path), "people", "--circle", "xyzzy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "netvault: There is no circle “xyzzy”. Circles: inner, active, wide, dormant.\n"
    mistyped = run(tmp_path, "people", "--circle", "iner", "--json")
    assert (mistyped.exit_code, mistyped.stderr) == (2, "netvault: There is no circle “iner”. Did you mean “inner”?\n")
    assert run(tmp_path, "people", "--circle", "Dormant").stderr == "Nobody found.\n"


def test_nobody(tmp_path: Path) -> None:
    result = run(vault(tmp_path), "people", "zzz")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nobody found.\n")
    result = run(vault(tmp_path / "empty", {"netvault.toml": ""}), "people")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "There are no contacts yet" in result.stderr


def test_a_contact_whose_front_matter_cannot_be_read_is_there_and_private(tmp_path: Path) -> None:
    vault(tmp_path, {"People/Ana.md": "---\nrole: a: b\n---\n- 2026-10-01 call: hi\n"})
    (ana,) = data(tmp_path, "people")
    assert (ana["name"], ana["private"], ana["last_touch"]) == ("Ana", True, "2026-10-01")
    assert "Ana (private)" in run(tmp_path, "people").stdout


# ── options ─────────────────────────────────────────────────────────────────────────────────────


CROWD = {
    "netvault.toml": "",
    "People/Ada Moe.md": "---\ncompany: '[[Globex]]'\ncircle: inner\ntags: [work/sales]\nneeds: [a flat]\n---\n- 2026-11-18 call: x\n",
    "People/Bo Ek.md": "---\npast_companies: ['[[Globex]]']\ncircle: inner\noffers: [a flat]\n---\n- 2026-01-02 call: x\n",
    "People/Cy Lind.md": "---\ncompany: Initech\ncircle: wide\ntags: [work]\n---\n- 2026-11-02 needs: a bike\n",
    "Companies/Globex.md": "",
}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--company", "globex"], ["Ada Moe", "Bo Ek"]),
        (["--company", "Initech"], ["Cy Lind"]),
        (["--circle", "INNER"], ["Ada Moe", "Bo Ek"]),
        (["--tag", "#work"], ["Ada Moe", "Cy Lind"]),
        (["--tag", "work/sales"], ["Ada Moe"]),
        (["--due"], ["Bo Ek", "Cy Lind"]),
        (["--needs"], ["Ada Moe", "Cy Lind"]),
        (["--offers"], ["Bo Ek"]),
        (["--circle", "inner", "--needs"], ["Ada Moe"]),
        (["--circle", "dormant"], []),
        (["bo", "--company", "globex"], ["Bo Ek"]),
    ],
)
def test_who_passes_every_option(tmp_path: Path, words: list[str], names: list[str]) -> None:
    assert [one["name"] for one in data(vault(tmp_path, CROWD), "people", *words)] == names
