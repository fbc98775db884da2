"""Habit 2: who helped whom, and what would be easy to give."""

from __future__ import annotations

import pytest
from conftest import day_of

from netvault.habits.standing import matches, standing, standings

JANE = "People/Jane.md"


def log(*lines: str) -> str:
    return "".join(f"- 2026-11-{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("lines", "they", "you", "asked", "word"),
    [
        (["01 received: x"], 1, 0, 0, "you owe"),
        (["01 lead: x"], 1, 0, 0, "you owe"),
        (["01 lead: x #got"], 1, 0, 0, "you owe"),
        (["01 received: x", "02 gave: y"], 1, 1, 0, "even"),
        (["02 gave: y"], 0, 1, 0, "ahead"),
        (["01 asked: x"], 0, 0, 1, "even"),
        (["01 asked: x", "02 asked: y", "03 received: z"], 1, 0, 2, "you owe"),
        (["01 promised: x", "02 offered: y", "03 requested: z"], 0, 0, 0, "even"),
        (["23 received: x"], 0, 0, 0, "even"),
        (["01 [-] lead: x"], 1, 0, 0, "you owe"),
    ],
)
def test_how_you_stand(lines: list[str], they: int, you: int, asked: int, word: str) -> None:
    one = standing(day_of({JANE: log(*lines)}), JANE)
    assert (one.they_helped, one.you_helped, one.asked, one.word) == (they, you, asked, word)


def test_what_two_notes_tell_counts_once() -> None:
    files = {JANE: log("12 received: a book"), "2026-11-12.md": "- received: [[Jane]] gave me a book\n"}
    assert standing(day_of(files), JANE).they_helped == 1


def test_the_last_help_each_way() -> None:
    one = standing(day_of({JANE: log("01 received: a", "02 gave: b", "03 lead: c", "04 gave: d", "05 call: e")}), JANE)
    assert (one.theirs and one.theirs.text, one.yours and one.yours.text) == ("c", "d")


def test_those_you_owe_come_first_then_the_difference_the_latest_help_and_the_name() -> None:
    files = {
        "People/A.md": log("01 gave: x"),
        "People/B.md": log("01 received: x"),
        "People/C.md": log("05 received: x"),
        "People/D.md": log("01 received: x", "02 lead: y"),
        "People/E.md": log("05 received: x"),
        "People/F.md": log("01 asked: x"),
        "People/G.md": log("01 call: x"),
        "People/H.md": "",
    }
    assert [one.contact[7] for one in standings(day_of(files))] == ["D", "C", "E", "B", "F", "A"]


# ── needs that somebody's offer meets ───────────────────────────────────────────────────────────


def met(need: str, offer: str, who: str = "", giver: str = "") -> bool:
    files = {
        "People/A.md": f"---\nneeds: ['{need}']\n{who}\n---\n",
        "People/B.md": f"---\noffers: ['{offer}']\n{giver}\n---\n",
        "People/C.md": "",
    }
    found = matches(day_of(files))
    assert len(found) <= 1
    return [(match.who, match.giver, match.need, match.offer) for match in found] == [("People/A.md", "People/B.md", need, offer)]


@pytest.mark.parametrize(
    ("need", "offer", "fits"),
    [
        ("a designer", "Designer", True),
        ("old maps of Oslo", "maps of Oslo", True),
        ("maps", "many old MAPS", True),
        ("a web designer", "a print designer", True),
        ("a logo designer", "a print designer", False),
        ("a flat", "a flat", True),
        ("a cat", "a cat", False),
        ("an intro at [[Initech]]", "knows [[Initech|the place]] well", True),
        ("[[Initech]]", "[[Globex]]", False),
        ("Zoë knows", "ZOË KNOWS", True),
    ],
)
def test_a_need_is_met_by_the_same_link_or_the_same_long_words(need: str, offer: str, fits: bool) -> None:
    assert met(need, offer) is fits


@pytest.mark.parametrize("properties", ["private: yes", "knows: '[[A]]'", "knows: ['[[C]]', '[[B]]']", "status: archived"])
def test_no_introduction_of_the_private_or_of_those_who_know_each_other(properties: str) -> None:
    for who, giver in ((properties, ""), ("", properties)):
        expected = "knows" in properties and (("[[A]]" in properties and who != "") or ("[[B]]" in properties and giver != ""))
        assert met("a designer", "a designer", who, giver) is expected


def test_nobody_is_introduced_to_themselves() -> None:
    assert matches(day_of({"People/A.md": "---\nneeds: a designer\noffers: a designer\n---\n"})) == []


def test_lines_of_needs_and_offers_count() -> None:
    files = {"People/A.md": log("01 needs: a designer"), "People/B.md": log("01 offers: a designer"), "People/C.md": "- [x] 2026-11-01 offers: a designer\n"}
    assert [(match.who[7], match.giver[7]) for match in matches(day_of(files))] == [("A", "B")]
