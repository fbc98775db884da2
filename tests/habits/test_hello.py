"""Habit 1: say hello without an agenda, in time; an ask does not reset the clock."""

from __future__ import annotations

import pytest
from conftest import standing_of

from netvault.model import Item

JANE = "People/Jane.md"


def hellos(properties: str, *lines: str, day: str = "2026-11-22") -> list[Item]:
    text = f"---\n{properties}\n---\n" + "".join(f"- {line}\n" for line in lines)
    return [item for item in standing_of({JANE: text, "People/Sam.md": ""}, day).agenda.items if item.habit == "keep_in_touch"]


@pytest.mark.parametrize(
    ("properties", "lines", "due"),
    [
        ("cadence: 30d", ["2026-10-01 coffee: x"], "2026-10-31"),
        ("circle: inner", ["2026-10-01 coffee: x"], "2026-10-31"),
        ("cadence: 10d", ["2026-11-12 coffee: x"], "2026-11-22"),
        ("cadence: 10d", ["2026-11-13 coffee: x"], None),
        ("cadence: never", ["2025-10-01 coffee: x"], None),
        ("role: x", ["2025-10-01 coffee: x"], None),
        ("cadence: 10d\nmet: 2026-11-01", [], "2026-11-11"),
        ("cadence: 10d\nmet: 2026-11-20", [], None),
        ("cadence: 10d\nmet: 2026-11-01", ["2026-11-15 coffee: x"], None),
        ("cadence: 10d", [], "2026-11-22"),
        ("cadence: 10d", ["2026-11-01 coffee: x", "2026-11-20 asked: y"], "2026-11-11"),
        ("cadence: 10d", ["2026-11-01 coffee: x", "2026-11-20 lunch: y #asked"], "2026-11-11"),
        ("cadence: 10d", ["2026-11-01 coffee: x", "2026-11-20 attempt: y"], "2026-11-11"),
        ("cadence: 10d", ["2026-11-01 coffee: x", "2026-11-20 note: y"], "2026-11-11"),
        ("cadence: 10d", ["2026-11-01 coffee: x", "2026-11-20 thanked: y"], None),
        ("cadence: 10d", ["2026-11-01 coffee: x", "[ ] 2026-11-15 call: y"], "2026-11-11"),
        ("cadence: 10d", ["2026-11-01 coffee: x", "2026-11-24 call: y"], "2026-11-11"),
    ],
)
def test_a_hello_is_due_when_the_cadence_has_passed_since_the_last_touch(properties: str, lines: list[str], due: str | None) -> None:
    assert [item.due.isoformat() for item in hellos(properties, *lines)] == ([due] if due else [])


@pytest.mark.parametrize("act", ["note", "likes", "needs", "offers", "followed", "declined", "attempt"])
def test_what_was_no_contact_is_not_the_last_one(act: str) -> None:
    (hello,) = hellos("cadence: 10d", "2026-11-01 coffee: x", f"2026-11-10 {act}: y")
    assert hello.last is not None
    assert hello.last.text == "x"


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("status: active", True),
        ("status: paused", False),
        ("status: archived", False),
        ("snooze: 2026-11-23", False),
        ("snooze: 2026-11-22", True),
        ("snooze_until: 2026-12-24", False),
        ("snooze: 2026-01-01", True),
    ],
)
def test_not_while_paused_archived_or_snoozed(properties: str, shown: bool) -> None:
    assert bool(hellos(f"cadence: 10d\n{properties}")) is shown


@pytest.mark.parametrize(
    ("line", "busy"),
    [
        ("2026-11-01 heard: x", True),
        ("2026-11-01 received: x", True),
        ("2026-11-01 news: x", True),
        ("2026-11-23 coffee: x", True),
        ("[x] 2026-11-01 lead: [[Kim]]", True),
        ("2026-11-01 promised: x", False),
        ("2026-11-01 requested: x", False),
        ("2026-11-01 awaited: x", False),
        ("[ ] send a card 📅 2026-11-22", False),
        ("2026-08-01 received: x", False),
    ],
)
def test_nor_when_something_else_has_you_talk_to_them_anyway(line: str, busy: bool) -> None:
    lines = ["2026-01-01 coffee: x", line]
    assert bool(hellos("cadence: 10d", *lines)) is not busy


def test_a_hello_knows_the_last_contact_asks_included() -> None:
    (item,) = hellos("cadence: 10d", "2026-10-01 coffee: about spring", "2026-10-05 asked: for a referral", "2026-10-07 asked: again")
    assert (item.opened.isoformat(), item.overdue, item.allowed, item.source) == ("2026-10-01", 42, 10, None)
    assert (item.last and item.last.text, item.asks) == ("again", 2)


def test_without_a_touch_it_was_opened_when_they_met_else_today() -> None:
    assert hellos("cadence: 10d\nmet: 2026-11-01")[0].opened.isoformat() == "2026-11-01"
    assert hellos("cadence: 10d")[0].opened.isoformat() == "2026-11-22"


def test_its_id_is_the_same_every_day_until_there_is_a_touch() -> None:
    first, second = hellos("cadence: 10d"), hellos("cadence: 10d", day="2026-11-25")
    assert first[0].id == second[0].id
    assert hellos("cadence: 10d", "2026-11-01 coffee: x")[0].id != first[0].id


def test_the_last_contact_is_one_that_was_reached() -> None:
    files = {"People/Jane Doe.md": "---\ncircle: wide\n---\n- 2026-03-01 lunch: soup\n- 2026-11-17 call: no answer\n"}
    (found,) = (one for one in standing_of(files, "2026-11-20").agenda.items if one.habit == "keep_in_touch")
    assert found.last is not None
    assert found.last.text == "soup"
