"""`netvault explain` from outside: what a line counts as, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_vaults import changed, files, run, vault

FILES = {"netvault.toml": "", "People/Jane Doe.md": "", "People/Sam Lee.md": "", "Companies/Initech.md": ""}


def explained(root: Path, *words: str) -> dict[str, object]:
    (found,) = json.loads(run(root, "explain", "--json", *words).stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("line", "level", "doer", "acts", "more"),
    [
        ("call: [[Jane Doe]], about the summer", "exact", None, ["talked"], {"keyword": "call"}),
        ("called [[Jane Doe]]", "phrase", "I", ["talked"], {"verb": "call", "verb_class": "contact"}),
        ("[[Jane Doe]] introduced me to [[Sam Lee]]", "phrase", "they", ["lead"], {"verb": "introduce"}),
        ("asked [[Jane Doe]] for a review", "phrase", "I", ["asked"], {}),
        ("sat down with [[Jane Doe]] in the park", "phrase", "I", ["talked"], {"verb": None}),
        ("thinking of [[Jane Doe]]", "mention", None, [], {"why": "“thinking”: not done, or not yet"}),
        ("lunch with [[Jane Doe]] tomorrow", "mention", None, [], {"why": "moved, called off, or still to come"}),
    ],
)
def test_what_a_line_is_read_as(tmp_path: Path, line: str, level: str, doer: str | None, acts: list[str], more: dict[str, object]) -> None:
    found = explained(vault(tmp_path, FILES), line)
    assert (found["level"], found["doer"], found["acts"]) == (level, doer, acts)
    assert {key: found[key] for key in more} == more


def test_what_opens_something_by_its_words_has_a_word_of_its_own(tmp_path: Path) -> None:
    root = vault(tmp_path, FILES)
    read = explained(root, "[[Jane Doe]] sorted the car, wouldn't take a penny for it")
    assert (read["acts"], read["form"]) == (["received"], None)
    assert "sorted the" in str(read["words"])
    assert explained(root, "baklava, one kilo, to [[Jane Doe]] for the letter work")["acts"] == ["talked"]


def test_a_form_that_says_it_plainly_is_named_as_one(tmp_path: Path) -> None:
    found = explained(vault(tmp_path, FILES), "[[Jane Doe]] wants to know if I can proofread it by Monday")
    assert (found["acts"], found["verb"]) == (["requested"], None)
    assert str(found["form"]).startswith("WHOM wants|wanted to know")


def test_in_a_contacts_note_and_in_words(tmp_path: Path) -> None:
    before = files(vault(tmp_path, FILES))
    result = run(tmp_path, "explain", "2026-11-12 told her how it went", "--in", "jane")
    assert result.stdout.splitlines() == [
        "Level        phrase: its words say what it is", "Doer         you", "Verb         tell (telling)", "With         Jane Doe",
        "Act          reported", "Understood   told Jane Doe",
        "If not so    a keyword says what it was (`gave: [[X]], …`), and `note: …` keeps the line and counts nothing",
    ]  # fmt: skip
    assert changed(before, tmp_path) == []


def test_what_would_count_it(tmp_path: Path) -> None:
    result = run(vault(tmp_path, FILES), "explain", "[[Jane Doe]] said the people at [[Initech]] are odd")
    assert "To count it  add #lead if you were given a lead" in result.stdout


def test_a_line_that_is_none(tmp_path: Path) -> None:
    result = run(vault(tmp_path, FILES), "explain", "no day here", "--in", "People/Jane Doe.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "It is no log line" in result.stderr


def test_a_line_with_its_bullet_is_no_option(tmp_path: Path) -> None:
    root = vault(tmp_path)
    assert run(root, "explain", "- Called [[Jane Doe]]").stdout == run(root, "explain", "Called [[Jane Doe]]").stdout
    assert run(root, "log", "jane", "- Called her").stdout.endswith(": - 2026-11-20 Called her\n")


def test_what_is_still_to_come_is_told_how_to_plan_it(tmp_path: Path) -> None:
    result = run(vault(tmp_path, FILES), "explain", "Lunch with [[Jane Doe]] on Thursday, 12:30")
    assert "still to come, as it seems" in result.stdout
    assert "a checkbox and its day at the head plan it: “- [ ] YYYY-MM-DD lunch: [[Name]], …”" in result.stdout


@pytest.mark.parametrize(
    "advised",
    [
        "call: [[Jane Doe]], and the blue lamp",
        "gave: [[Jane Doe]], the blue lamp",
        *(f"[[Jane Doe]] and the blue lamp #{tag}" for tag in ("asked", "gave", "got", "lead", "promised", "requested", "thanked", "told")),
        "- [ ] 2026-12-03 lunch: [[Jane Doe]]",
        "- [ ] 2026-12-03 lunch: [[Jane Doe]], at the lamp",
        "call: [[Jane Doe]], interview practice",
        *(f"{act}: [[Jane Doe]], the lamp" for act in ("heard", "attempt", "offered", "followed", "declined", "awaited", "kind", "news")),
    ],
)
def test_what_is_advised_counts_or_plans_when_done_to_the_letter(tmp_path: Path, advised: str) -> None:
    read = explained(vault(tmp_path, FILES), advised)
    assert read["counts"] or read["planned"]
    assert read["contacts"] == ["People/Jane Doe.md"]


def test_a_mention_says_what_would_count_it(tmp_path: Path) -> None:
    advice = explained(vault(tmp_path, FILES), "[[Jane Doe]] and the blue lamp")["would_count"]
    assert "“call: [[Name]], …”, “heard: [[Name]], …”, “news: [[Name]], …” or “gave: [[Name]], …”" in advice
    assert "#asked #gave #got #lead #promised #requested #thanked #told" in advice


@pytest.mark.parametrize(
    ("line", "why", "advice"),
    [
        ("#heard [[Jane Doe]] about the lamp", "“#heard” is no tag that counts", "“heard: [[Name]], …” counts it if they got in touch"),
        ("the lamp and [[Jane Doe]] #received", "“#received” is no tag that counts", "add #got if it was help"),
        ("never called [[Jane Doe]] #call", "not done, or not yet", ""),
    ],
)
def test_a_tag_that_does_nothing_says_so(tmp_path: Path, line: str, why: str, advice: str) -> None:
    read = explained(vault(tmp_path, FILES), line)
    assert why in read["why"]
    assert advice in read["would_count"]


@pytest.mark.parametrize("line", ["No coffee with [[Jane Doe]]", "Nobody has heard from [[Jane Doe]]", "never called [[Jane Doe]]"])
def test_what_was_not_done_says_so(tmp_path: Path, line: str) -> None:
    assert "not done, or not yet" in str(explained(vault(tmp_path, FILES), line)["why"])


def test_a_noun_before_a_name_that_lacks_its_comma(tmp_path: Path) -> None:
    read = explained(vault(tmp_path, FILES), "call: [[Jane Doe]] interview practice")
    assert read["would_count"] == "a comma after the name counts it: “call: [[Name]], …”"


def test_what_is_not_done_yet_is_told_how_it_becomes_a_task(tmp_path: Path) -> None:
    assert "“- [ ] … 📅 YYYY-MM-DD”" in explained(vault(tmp_path, FILES), "must thank [[Jane Doe]] properly")["would_count"]


def test_somebody_without_a_note_is_told_how_they_count(tmp_path: Path) -> None:
    root = vault(tmp_path, FILES)
    advice = "if that is a person, a note: `netvault add \"Bo Ek\"`; if you tried somebody's lead, “followed: [[Bo Ek]]”"
    assert explained(root, "Coffee with [[Bo Ek]]")["would_count"] == advice
    assert explained(root, "![[harbour.png]]")["would_count"] is None
    run(root, "add", "Bo Ek")
    assert explained(root, "Coffee with [[Bo Ek]]")["acts"] == ["talked"]
    assert explained(root, "planting trees at [[Initech]]")["would_count"] is None


def test_a_plan_waits_for_its_box_or_for_its_day(tmp_path: Path) -> None:
    root = vault(tmp_path, FILES)
    assert "once its box is ticked" in run(root, "explain", "- [ ] 2026-11-10 lunch: [[Jane Doe]]").stdout
    assert "once its day has come" in run(root, "explain", "- 2027-11-10 lunch: [[Jane Doe]]").stdout
