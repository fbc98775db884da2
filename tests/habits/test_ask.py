"""Before you ask: first, hello or go (habits, *before you ask*)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from conftest import standing_of

from netvault.habits.ask import Verdict, owed, verdict

JANE = "People/Jane Doe.md"
TALK = "- 2026-11-20 coffee: caught up\n"


def judged(lines: str, day: str = "2026-11-22", more: Mapping[str, str] | None = None) -> Verdict:
    seen = standing_of({JANE: lines, **(more or {})}, day)
    return verdict(seen.day, JANE, seen.agenda.items)


def test_somebody_whom_you_talked_to_of_late_is_asked() -> None:
    found = judged(TALK)
    assert (found.word, found.first, found.asks, found.long_ago) == ("go", (), 0, False)


@pytest.mark.parametrize(
    ("line", "habit"),
    [
        ("heard: are you free on Sunday?", "reply"),
        ("received: a mock interview", "thank"),
        ("promised: to read her talk", "promise"),
        ("requested: a look at her deck", "help"),
    ],
)
def test_what_is_open_with_them_comes_first(line: str, habit: str) -> None:
    found = judged(f"- 2026-11-19 coffee: caught up\n- 2026-11-21 {line}\n")
    assert (found.word, [item.habit for item in found.first]) == ("first", [habit])


def test_a_lead_that_was_followed_is_told_first() -> None:
    found = judged("- 2026-11-16 lead: [[Sam Lee]]\n- 2026-11-17 thanked: for the lead\n- 2026-11-18 followed: [[Sam Lee]]\n")
    assert (found.word, [item.habit for item in found.first]) == ("first", ["report_back"])


@pytest.mark.parametrize(("day", "word"), [("2026-11-19", "go"), ("2026-11-20", "first")])
def test_a_lead_comes_first_once_it_is_overdue(day: str, word: str) -> None:
    found = judged("- 2026-11-16 lead: [[Sam Lee]]\n- 2026-11-16 thanked: for the lead\n", day)
    assert found.word == word


@pytest.mark.parametrize(
    "line", ["awaited: she passes my CV on", "news: a new flat", "[ ] 2026-11-22 coffee: again", "[ ] send her the slides 📅 2026-11-22"]
)
def test_what_is_no_debt_does_not_come_first(line: str) -> None:
    line = line if line.startswith("[ ]") else f"2026-11-21 {line}"
    assert judged(f"{TALK}- {line}\n").word == "go"


def test_what_others_wait_for_does_not_come_first() -> None:
    assert judged(TALK, more={"People/Bo.md": "- 2026-11-19 heard: hello?\n"}).word == "go"


def test_several_things_come_in_the_order_of_the_agenda() -> None:
    found = judged("- 2026-11-18 received: advice\n- 2026-11-19 promised: a book\n- 2026-11-20 heard: which book?\n")
    assert [item.habit for item in found.first] == ["reply", "thank", "promise"]


@pytest.mark.parametrize(("asks", "word"), [(1, "go"), (2, "hello"), (3, "hello")])
def test_two_asks_since_the_last_hello_are_enough(asks: int, word: str) -> None:
    found = judged("- 2026-11-10 coffee: caught up\n" + "".join(f"- 2026-11-1{n} asked: help {n}\n" for n in range(2, 2 + asks)))
    assert (found.word, found.asks) == (word, asks)


def test_thanks_are_no_hello() -> None:
    lines = "- 2026-11-10 coffee: x\n- 2026-11-11 asked: a\n- 2026-11-12 asked: b\n- 2026-11-13 thanked: for both\n"
    assert judged(lines).word == "hello"
    assert judged(lines + "- 2026-11-14 call: just so\n").word == "go"


@pytest.mark.parametrize("lines", ["", "Just a note.\n", "- 2026-11-19 asked: a favour\n", "- 2026-12-01 coffee: to come\n"])
def test_who_was_never_in_touch_is_greeted_first(lines: str) -> None:
    found = judged(lines)
    assert (found.word, found.last) == ("hello", None)


@pytest.mark.parametrize(
    ("front", "days", "word"),
    [
        ("", 90, "go"), ("", 91, "hello"),
        ("cadence: 30d", 30, "go"), ("cadence: 30d", 31, "hello"),
        ("circle: wide", 180, "go"), ("circle: wide", 181, "hello"),
        ("cadence: never", 90, "go"), ("cadence: never", 91, "hello"),
    ],
)  # fmt: skip
def test_a_touch_is_long_ago_after_the_cadence_or_ninety_days(front: str, days: int, word: str) -> None:
    from datetime import date, timedelta

    day = date(2026, 11, 22)
    found = judged(f"---\n{front}\n---\n- {(day - timedelta(days)).isoformat()} coffee: then\n")
    assert (found.word, found.long_ago) == (word, word == "hello")


def test_first_comes_before_hello() -> None:
    assert judged("- 2026-01-05 received: advice\n").word == "first"


def test_what_is_owed_by_contact() -> None:
    seen = standing_of({JANE: "- 2026-11-18 heard: hi\n", "People/Bo.md": "- 2026-11-18 news: a flat\n"})
    found = owed(seen.agenda.items)
    assert {path: [item.habit for item in some] for path, some in found.items()} == {JANE: ["reply"]}
