"""Habit 4: thanks owed, birthdays, and their news, good and bad."""

from __future__ import annotations

import pytest
from conftest import standing_of

from netvault.model import Item

JANE = "People/Jane.md"


def celebrated(text: str, day: str = "2026-11-22") -> list[Item]:
    return [item for item in standing_of({JANE: text, "People/Sam.md": ""}, day).agenda.items if item.habit == "celebrate"]


# ── birthdays ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "shown", "overdue"),
    [("2026-11-18", False, 0), ("2026-11-19", True, 0), ("2026-11-22", True, 0), ("2026-11-24", True, 2), ("2026-11-25", True, 3), ("2026-11-26", False, 0)],
)
def test_a_birthday_shows_from_three_days_before_to_three_days_after(day: str, shown: bool, overdue: int) -> None:
    found = celebrated("---\nbirthday: 1990-11-22\n---\n", day)
    assert bool(found) is shown
    for item in found:
        assert (item.birthday, item.due.isoformat(), item.opened.isoformat(), item.overdue, item.allowed) == (True, "2026-11-22", "2026-11-22", overdue, 3)
        assert (item.source, item.early) == (None, day < "2026-11-22")


@pytest.mark.parametrize(
    ("birthday", "day", "due"),
    [
        ("11-22", "2026-11-22", "2026-11-22"),
        ("--11-22", "2026-11-22", "2026-11-22"),
        ("1992-02-29", "2027-03-01", "2027-02-28"),
        ("02-29", "2028-03-01", "2028-02-29"),
        ("01-01", "2026-12-30", "2027-01-01"),
        ("12-31", "2027-01-02", "2026-12-31"),
    ],
)
def test_the_year_of_a_birthday_does_not_matter(birthday: str, day: str, due: str) -> None:
    (item,) = celebrated(f"---\nbirthday: {birthday}\n---\n", day)
    assert item.due.isoformat() == due


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("2026-11-22 kind: a card", False),
        ("2026-11-19 kind: a card", False),
        ("2026-11-18 kind: a card", True),
        ("2026-11-23 kind: a card", True),
        ("2026-11-22 coffee: x", True),
        ("[ ] 2026-11-22 kind: a card", True),
        ("2026-11-22 wished her a happy birthday", False),
        ("2025-11-22 kind: a card", True),
    ],
)
def test_a_kind_word_in_that_span_is_enough(line: str, shown: bool) -> None:
    assert bool(celebrated(f"---\nbirthday: 11-22\n---\n- {line}\n")) is shown


@pytest.mark.parametrize(("status", "shown"), [("active", True), ("paused", True), ("archived", False)])
def test_of_the_archived_there_is_neither_birthday_nor_news(status: str, shown: bool) -> None:
    assert bool(celebrated(f"---\nbirthday: 11-22\nstatus: {status}\n---\n")) is shown
    assert bool(celebrated(f"---\nstatus: {status}\n---\n- 2026-11-20 news: promoted\n")) is shown


# ── news ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("kind: flowers", True),
        ("call: x", True),
        ("heard: x", True),
        ("gave: x", True),
        ("offered: x", True),
        ("thanked: x", False),
        ("reported: x", False),
        ("asked: x", False),
        ("coffee: x #asked", False),
        ("kind: flowers #asked", True),
        ("attempt: x", False),
        ("note: x", False),
    ],
)
def test_news_wants_a_kind_word_or_any_later_hello(line: str, closes: bool) -> None:
    assert bool(celebrated(f"- 2026-11-15 news: promoted\n- 2026-11-20 {line}\n")) is not closes
    assert celebrated(f"- 2026-11-14 {line}\n- 2026-11-15 news: promoted\n")


def test_a_line_that_carries_news_and_the_hello_opens_nothing() -> None:
    assert celebrated("- 2026-11-15 kind: promoted\n") == []


@pytest.mark.parametrize(("day", "shown"), [("2026-11-01", True), ("2026-11-30", True), ("2026-12-01", False)])
def test_news_is_gone_thirty_days_after_it_was_heard(day: str, shown: bool) -> None:
    assert bool(celebrated("- 2026-11-01 news: promoted\n", day)) is shown


def test_news_of_two_kinds_are_two_items_and_one_word_closes_both() -> None:
    news = "- 2026-11-14 news: promoted\n- 2026-11-15 news: moved\n"
    assert len(celebrated(news)) == 2
    assert celebrated(f"{news}- 2026-11-16 kind: a card\n") == []


def test_news_is_due_in_three_days() -> None:
    (item,) = celebrated("- 2026-11-15 news: promoted\n")
    assert (item.due.day, item.overdue, item.allowed, item.birthday) == (18, 4, 3, False)
