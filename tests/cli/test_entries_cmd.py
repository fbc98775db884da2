"""`netvault entries` from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_vaults import PEOPLE, changed, data, files, run, vault

KEYS = {
    "date", "time", "contacts", "verb", "acts", "detail", "text", "details", "links", "subjects", "tags", "fields", "state", "due",
    "planned", "source",
}  # fmt: skip
FILES = {
    **PEOPLE,
    "Daily/2026-11-19.md": "- 14:30 - Called [[Tom Okafor]] about the deck\n- Thinking of what [[Bo Ek]] said\n- [ ] call [[Bo Ek]] 📅 2026-11-25\n",
    "People/Jane Doe.md": PEOPLE["People/Jane Doe.md"] + "- 2026-12-01 lunch: planned #food [paid:: me] ^lunch\n  - with [[Bo Ek]]\n",
}


def test_the_lines_as_they_were_understood(tmp_path: Path) -> None:
    before = files(vault(tmp_path))
    result = run(tmp_path, "entries")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "2026-09-01        talked to Bo Ek (call): about the boat  People/Bo Ek.md:7",
        "2026-10-01        talked to Jane Doe (coffee): her new team  People/Jane Doe.md:8",
        "2026-11-09        lead from Jane Doe: Ravi Menon, Acme: Ravi Menon hires at Acme  People/Jane Doe.md:9",
        "2026-11-18        heard from Tom Okafor: could I look at his deck?  People/Tom Okafor.md:7",
    ]
    assert changed(before, tmp_path) == []


def test_json_has_the_keys_and_the_order_that_are_promised(tmp_path: Path) -> None:
    found = data(vault(tmp_path, FILES), "entries")
    assert all(set(one) >= KEYS for one in found)
    assert [one["date"] for one in found] == sorted(one["date"] for one in found)
    lead = next(one for one in found if one["verb"] == "lead")
    assert lead["links"] == ["Ravi Menon", "Acme"]
    assert lead["subjects"] == ["Ravi Menon", "Companies/Acme.md"]
    assert lead["source"] == {"path": "People/Jane Doe.md", "line": 9}
    lunch = found[-1]
    assert (lunch["planned"], lunch["tags"], lunch["fields"], lunch["details"]) == (True, ["food"], {"paid": "me"}, ["with [[Bo Ek]]"])
    assert next(one for one in found if one["time"])["time"] == "14:30"


def test_mentions_come_with_their_reason(tmp_path: Path) -> None:
    vault(tmp_path, FILES)
    assert [one for one in data(tmp_path, "entries") if one["verb"] == "mention"] == []
    mentions = [one for one in data(tmp_path, "entries", "--mentions") if one["verb"] == "mention"]
    assert [(one["source"]["line"], bool(one["why"])) for one in mentions] == [(2, True)]
    assert "mention of Bo Ek (" in run(tmp_path, "entries", "--mentions").stdout


@pytest.mark.parametrize("who", ["jane", "Jane Doe", "jane doe", "People/Jane Doe.md", "People/Jane Doe", "Jane D"])
def test_who_is_a_name_an_alias_a_path_or_part_of_one(tmp_path: Path, who: str) -> None:
    assert [one["verb"] for one in data(vault(tmp_path), "entries", who)] == ["talked", "lead"]


def test_an_alias(tmp_path: Path) -> None:
    assert [one["detail"] for one in data(vault(tmp_path), "entries", "bosse")] == ["call"]


@pytest.mark.parametrize(
    ("words", "verbs"),
    [(["--since", "2026-11-09"], ["lead", "heard"]), (["--until", "2026-10-01"], ["talked", "talked"]),
     (["--since", "11 days ago"], ["lead", "heard"]), (["--since", "2026-10-01", "--until", "2026-11-09"], ["talked", "lead"]), (["--act", "lead"], ["lead"]),
     (["--act", "lead", "--act", "heard"], ["lead", "heard"]), (["--act", "gave"], [])],
)  # fmt: skip
def test_filters(tmp_path: Path, words: list[str], verbs: list[str]) -> None:
    assert [one["verb"] for one in data(vault(tmp_path), "entries", *words)] == verbs


def test_who_is_never_guessed(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "People/Jane Dole.md": "", "Contacts/Jane Doe.md": ""})
    result = run(tmp_path, "entries", "jane")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "netvault: “jane” could be:\n"
        "  Jane Doe  (Contacts/Jane Doe.md)\n"
        "  Jane Doe  (People/Jane Doe.md)\n"
        "  Jane Dole  (People/Jane Dole.md)\n"
        "Say more of the name, or the path.\n"
    )
    assert [one["verb"] for one in data(tmp_path, "entries", "People/Jane Doe.md")] == ["talked", "lead"]


def test_nobody_and_nothing(tmp_path: Path) -> None:
    result = run(vault(tmp_path), "entries", "\x1b[31mzzz")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "netvault: nobody is called “\\x1b[31mzzz”. `netvault people` lists everybody.\n"
    result = run(tmp_path, "entries", "--since", "2030-01-01")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No lines found.\n")


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["--about", "globex"], ["[[Globex]] is hiring"]),
        (["--about", "glob"], ["[[Globex]] is hiring"]),
        (["--about", "nothing"], []),
        (["--tag", "money"], ["the rent #money/loan"]),
        (["--tag", "#money/loan"], ["the rent #money/loan"]),
        (["--tag", "loan"], []),
    ],
)
def test_about_whom_and_with_what_tag(tmp_path: Path, words: list[str], texts: list[str]) -> None:
    notes = {"netvault.toml": "", "People/Ada Moe.md": "- 2026-11-02 lead: [[Globex]] is hiring\n- 2026-11-03 call: the rent #money/loan\n"}
    found = data(vault(tmp_path, notes), "entries", *words)
    assert [entry["text"] for entry in found] == [text.partition(" #")[0] for text in texts]


def test_who_is_private_is_marked(tmp_path: Path) -> None:
    private = {"People/Kay Lund.md": "---\nprivate: yes\n---\n- 2026-11-12 lunch: her new team\n- 2026-11-13 thought of her sister\n"}
    printed = run(vault(tmp_path, {**PEOPLE, **private}), "entries", "kay", "--mentions").stdout
    assert "talked to Kay Lund (lunch) (private): her new team" in printed
    assert "mention of Kay Lund (private)" in printed


STRUCK = {
    "netvault.toml": "",
    "People/Ann Bo.md": "",
    "People/Leo Rask.md": "- 2026-11-10 ~~promised: the lamp~~\n- [ ] ~~call him~~ 📅 2026-11-19\n- 2026-11-11 promised: ~~the lamp~~ the rope\n"
    "- 2026-11-12 ~~lunch~~\n  - news: a dog\n- 2026-11-13 coffee: long\n  - ~~with [[Ann Bo]]~~\n",
    "Daily/2026-11-18.md": "- ~~promised [[Leo Rask]] to bring the tent~~\n- [x] ~~lunch with [[Leo Rask]]~~ ✅ 2026-11-18\n\n~~Met [[Ann Bo]].~~\n\n"
    "- Called [[Leo Rask]] ~~and [[Ann Bo]]~~ about the tent\n- 20:00 ~~tea with [[Leo Rask]]~~ tea with [[Ann Bo]]\n",
}


def test_what_is_struck_out_says_nothing(tmp_path: Path) -> None:
    result = run(vault(tmp_path, STRUCK), "entries", "--mentions")
    assert result.stdout.splitlines() == [
        "2026-11-11        promised Leo Rask: the rope  People/Leo Rask.md:3",
        "2026-11-12        news of Leo Rask: a dog  People/Leo Rask.md:5",
        "2026-11-13        talked to Leo Rask (coffee): long  People/Leo Rask.md:6",
        "2026-11-18        talked to Leo Rask: Called Leo Rask about the tent  Daily/2026-11-18.md:6",
        "2026-11-18 20:00  talked to Ann Bo (tea): tea with Ann Bo  Daily/2026-11-18.md:7",
    ]
    assert "call him" not in run(tmp_path, "today", "--all").stdout
    assert [one["details"] for one in data(tmp_path, "entries") if one["detail"] == "coffee"] == [[]]
    explained = run(tmp_path, "explain", "~~lunch with [[Leo Rask]]~~").stdout
    assert "all of it is struck out" in explained


def test_beside_what_is_struck_out_lines_are_written_and_ticked_as_elsewhere(tmp_path: Path) -> None:
    root = vault(tmp_path, STRUCK)
    note = root / "People/Leo Rask.md"
    before = note.read_text("utf-8")
    (item,) = [one for one in data(root, "today", "--all")["items"] if one["habit"] == "promise"]
    run(root, "snooze", item["id"], "2026-12-01")
    assert note.read_text("utf-8") == before.replace("~~the lamp~~ the rope\n", "~~the lamp~~ the rope [later:: 2026-12-01] [due:: 2026-12-01]\n")
    run(root, "undo")
    run(root, "log", "leo", "call: ~~the lamp~~ the rope")
    assert note.read_text("utf-8") == before + "- 2026-11-20 call: ~~the lamp~~ the rope\n"
