"""`netvault today` from outside."""

from __future__ import annotations

from pathlib import Path

from cli_vaults import PEOPLE, changed, data, files, run, texts, vault

KEYS = {"id", "habit", "contact", "name", "title", "reason", "opened", "due", "overdue", "risk", "private", "shown", "source"}


def test_it_reads_like_the_note_and_writes_nothing(tmp_path: Path) -> None:
    before = files(vault(tmp_path))
    result = run(tmp_path, "today")
    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines[0] == "Friday 20 November"
    assert lines[1].startswith("If you only do three: ")
    assert "Get back to" in lines
    assert "Follow up" in lines
    assert changed(before, tmp_path) == []


def test_json_has_the_keys_that_are_promised(tmp_path: Path) -> None:
    found = data(vault(tmp_path), "today")
    assert set(found) >= {"date", "three", "items", "done", "more"}
    assert found["date"] == "2026-11-20"
    assert all(set(item) >= KEYS for item in found["items"])
    ids = [item["id"] for item in found["items"]]
    assert len(set(ids)) == len(ids)
    assert set(found["three"]) <= set(ids)


def test_the_items_are_those_of_the_note(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    note = texts(tmp_path)["Today.md"]
    shown = [item for item in data(tmp_path, "today")["items"] if item["shown"]]
    assert shown
    assert all(f"^{item['id']}\n" in note for item in shown if item["habit"] != "waiting")


def test_all_shows_what_the_limit_hides(tmp_path: Path) -> None:
    people = {f"People/Person {n:02}.md": "---\ncircle: inner\n---\n- 2026-01-01 call: hi\n" for n in range(20)}
    vault(tmp_path, people)
    some, everything = run(tmp_path, "today").stdout, run(tmp_path, "today", "--all").stdout
    assert some.count("Say hello to") == 3
    assert some.splitlines()[-1] == "17 more: netvault today --all"
    assert everything.count("Say hello to") == 20
    assert "more: netvault" not in everything


def test_an_empty_day_says_so_kindly(tmp_path: Path) -> None:
    shown = run(vault(tmp_path, {"netvault.toml": ""}), "today").stdout
    assert shown == "Friday 20 November\n\nNothing is waiting for you today. A good day to say hello to somebody, just so.\n"


def test_the_day_counts_wherever_it_stands(tmp_path: Path) -> None:
    vault(tmp_path)
    assert data(tmp_path, "today", day="2026-11-19")["date"] == "2026-11-19"
    assert data(tmp_path, "today", "--date", "2026-11-25", day="2026-11-19")["date"] == "2026-11-25"


def test_a_name_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "People/Eve.md": '---\nname: "E\\e[31mve\\u202e"\ncircle: inner\n---\n- 2026-11-18 heard: \x1b[2Jhi\n'})
    shown = run(tmp_path, "today").stdout
    assert "hi" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_a_folder_without_contacts_says_how_to_begin(tmp_path: Path) -> None:
    result = run(tmp_path, "today")
    assert (result.exit_code, result.stderr) == (0, "There are no contacts yet: `netvault init --help` says how to begin.\n")


def test_a_company_without_a_note_is_called_as_it_is_written(tmp_path: Path) -> None:
    found = {
        "netvault.toml": "",
        "People/Jane Doe.md": '---\ncompany: "[[Brightwell Ltd]]"\n---\n\n- 2026-11-02 lead: [[Sam Lee]]\n',
        "People/Sam Lee.md": '---\ncompany: "[[Brightwell Ltd]]"\n---\n\n- 2026-11-16 call: about the role\n',
    }
    said = run(vault(tmp_path, found), "today").stdout
    assert "Both are at Brightwell Ltd: Sam Lee may tell them first." in said
