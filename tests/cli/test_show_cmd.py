"""`netvault show`: what to know before you meet somebody."""

from __future__ import annotations

from pathlib import Path

import pytest
from before_vaults import data, run, written

JANE, BO, CY, ANA = "People/Jane Doe.md", "People/Bo.md", "People/Cy.md", "People/Ana.md"
FILES = {
    JANE: "---\ncompany: '[[Globex]]'\nrole: Editor\npast_companies: [Initech]\nemail: jane@example.com\nintroduced_by: [Old Tim, '[[Bo]]']\n"
    "met: 2024-03-01\nneeds: [a meetup speaker]\nlikes: [early music]\nprefers_channel: phone\n---\n"
    "- 2026-11-01 news: a new flat\n- 2026-11-12 received: comments on my talk\n- 2026-11-18 awaited: she passes my CV to [[Ana]]\n",
    BO: "---\noffers: [meetup speaker]\npast_companies: [Initech]\n---\n- 2026-11-14 lead: [[Ana]]\n- 2026-11-14 thanked: for [[Ana]]\n- 2026-11-18 coffee: x\n",
    CY: "---\nprivate: true\ncompany: '[[Globex]]'\noffers: [meetup speaker]\n---\n",
    ANA: "---\nknows: '[[Jane Doe]]'\n---\n- 2026-11-19 call: about the job\n",
    "Meetings/2026-10-05 Reading circle.md": "---\ntype: meeting\nattendees: ['[[Jane Doe]]', '[[Dee]]']\n---\nPoems.\n",
    "People/Dee.md": "",
}


def test_the_brief(tmp_path: Path) -> None:
    result = run(written(tmp_path, FILES), "show", "jane")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Jane Doe, Editor at Globex",
        "Prefers phone",
        "Likes early music",
        "Reach them at jane@example.com",
        "You met 1 Mar 2024; Old Tim and Bo introduced you",
        "They helped you once, last 12 Nov.",
        "",
        "Between you",
        "  Thank Jane Doe: their help, 12 Nov: “comments on my talk”",
        "  A kind word to Jane Doe: their news, 1 Nov: “a new flat”",
        "  Waiting on Jane Doe: since 18 Nov: “she passes my CV to Ana”",
        "",
        "Before you meet",
        "  Tell Bo how it went with Ana before Thursday",
        "",
        "Their news",
        "  1 Nov: a new flat",
        "",
        "Needs",
        "  a meetup speaker → Bo could help",
        "",
        "In common",
        "  Ana (they know each other)",
        "  Dee (you were together 5 Oct)",
        "  Cy (private) (both are at Globex)",
        "",
        "Last lines",
        "  18 Nov  awaited: she passes my CV to Ana",
        "  12 Nov  received: comments on my talk",
        "   1 Nov  news: a new flat",
        "   5 Oct  talked: Reading circle",
    ]


def test_as_json(tmp_path: Path) -> None:
    found = data(written(tmp_path, FILES), "show", "jane")
    assert found["contact"]["path"] == JANE
    assert found["contact"]["company"] == "Globex"
    assert [item["habit"] for item in found["items"]] == ["thank", "celebrate", "waiting"]
    assert [entry["verb"] for entry in found["recent"]] == ["awaited", "received", "news", "talked"]
    assert found["needs"] == ["a meetup speaker"]
    assert [(one["need"], one["contact"]) for one in found["could_help"]] == [("a meetup speaker", BO)]
    assert found["tab"] is None
    assert [(one["path"], one["kind"], one["private"]) for one in found["in_common"]] == [
        (BO, "introduced", False), (ANA, "knows", False), ("People/Dee.md", "together", False), (CY, "now", True),
    ]  # fmt: skip
    assert [(item["habit"], item["contact"]) for item in found["tell"]] == [("report_back", BO)]
    assert found["likes"] == ["early music"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-20", "Tell Bo how it went with Ana before Thursday"),
        ("2026-11-19", "Tell Bo how it went with Ana by 26 Nov"),
        ("2026-11-26", "Tell Bo how it went with Ana before you meet"),
        ("2026-12-09", "Tell Bo how it went with Ana before you meet"),
    ],
)
def test_who_waits_to_hear_before_you_meet_the_one_it_is_about(tmp_path: Path, day: str, words: str) -> None:
    assert f"Before you meet\n  {words}\n" in run(written(tmp_path, FILES), "show", "ana", day=day).stdout


def test_who_waits_to_hear_himself_is_between_you(tmp_path: Path) -> None:
    shown = run(written(tmp_path, FILES), "show", "bo").stdout
    assert "Between you\n  Tell Bo how it went with Ana" in shown
    assert "Before you meet" not in shown


@pytest.mark.parametrize(
    ("lines", "tab"),
    [
        ("- 2026-11-02 lunch: his treat\n", "me"), ("- 2026-11-02 lunch: I paid\n", "them"), ("- 2026-11-02 lunch: soup [paid:: split]\n", None),
        ("- 2026-11-02 lunch: his treat\n- 2026-11-09 lunch: my treat\n", "them"), ("- 2026-11-02 lunch: soup\n", None),
    ],
)  # fmt: skip
def test_whose_turn_it_is(tmp_path: Path, lines: str, tab: str | None) -> None:
    vault = written(tmp_path, {"People/Tom.md": lines})
    assert data(vault, "show", "tom")["tab"] == tab
    assert ("turn to pay" in run(vault, "show", "tom").stdout) is (tab is not None)


def test_somebody_of_whom_nothing_is_known(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Tom.md": ""})
    assert run(vault, "show", "tom").stdout == "Tom\nNo help or asks between you yet.\n"
    found = data(vault, "show", "tom")
    assert (found["items"], found["recent"], found["needs"], found["could_help"], found["in_common"]) == ([], [], [], [], [])


def test_a_private_contact_is_marked(tmp_path: Path) -> None:
    assert run(written(tmp_path, FILES), "show", "cy").stdout.startswith("Cy, Globex (private)\n")


def test_many_people_in_common_are_counted(tmp_path: Path) -> None:
    people = {f"People/P{n:02}.md": "---\ncompany: Initech\n---\n" for n in range(20)}
    shown = run(written(tmp_path, people), "show", "P00").stdout
    assert "  P01, P02, P03, P04, P05, P06 and 13 more (both are at Initech)\n" in shown
    assert len(data(tmp_path, "show", "P00")["in_common"]) == 19


def test_nobody_and_several(tmp_path: Path) -> None:
    vault = written(tmp_path, {**FILES, "People/Jane Roe.md": ""})
    assert run(vault, "show", "jane").exit_code == 2
    assert run(vault, "show", "zzzzz").exit_code == 2


def test_a_contact_is_found_by_the_name_of_its_file_in_every_command(tmp_path: Path) -> None:
    files = {"People/Old Boss.md": "---\nname: Rainer Kolb\ncircle: active\nknows: '[[Ana]]'\n---\n- 2026-11-18 received: a reference\n", ANA: "---\ncircle: wide\n---\n"}
    root = written(tmp_path, files)
    commands = [["show"], ["draft", "thanks"], ["draft", "intro", "ana", "--about"], ["entries"], ["people"], ["path"], ["ask"], ["explain", "2026-11-18 call: x", "--in"]]
    commands += [["add", "Bo", "--dry-run", "--introduced-by"]]
    for words in commands:
        result = run(root, *words, "old boss")
        assert (result.exit_code, "Rainer" in result.stdout or "Old Boss" in result.stdout) == (0, True), words
    assert run(root, "log", "old boss", "call: x").exit_code == 0
    assert run(root, "snooze", "old boss", "tomorrow").exit_code == 0
    assert run(root, "show", ".").exit_code == 2
