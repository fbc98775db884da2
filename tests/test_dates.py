"""Days, birthdays and cadences as a person may write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.dates import (
    Birthday,
    Cadence,
    parse_birthday,
    parse_cadence,
    parse_date_or_time,
    parse_day,
    plus,
)


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-1-5", "2026-13-01", "2026-02-30", "2026/01/05", "05-01-2026", "2026-01-05x", "20260105"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        " 2026-01-05 ",
        "2026-01-05T09:30",
        "2026-01-05 9:30",
        "2026-01-05T09:30:15",
        "2026-01-05T09:30:15.25Z",
        "2026-01-05T09:30+01:00",
    ],
)
def test_a_date_time_serves_as_a_date(text: str) -> None:
    assert parse_date_or_time(text) == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["2026-01-05 soon", "2026-01-05T", "on 2026-01-05", "09:30"])
def test_a_date_with_something_else_is_none(text: str) -> None:
    assert parse_date_or_time(text) is None


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("1990-06-15", Birthday(6, 15, 1990)),
        ("1990-06-15T00:00", Birthday(6, 15, 1990)),
        ("--06-15", Birthday(6, 15)),
        ("06-15", Birthday(6, 15)),
        ("02-29", Birthday(2, 29)),
        ("13-01", None),
        ("02-30", None),
        ("15 June", None),
        ("1990-02-29", None),
        ("", None),
    ],
)
def test_a_birthday_may_have_no_year(text: str, born: Birthday | None) -> None:
    assert parse_birthday(text) == born


def test_29_february_falls_on_the_28th_in_other_years() -> None:
    born = Birthday(2, 29, 2000)
    assert born.in_year(2028) == date(2028, 2, 29)
    assert born.in_year(2027) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("today", "near"),
    [
        ("2026-12-31", "2027-01-02"),
        ("2027-01-05", "2027-01-02"),
        ("2027-01-06", None),
        ("2026-12-29", None),
    ],
)
def test_a_birthday_is_near_across_the_new_year(today: str, near: str | None) -> None:
    found = Birthday(1, 2).near(date.fromisoformat(today), 3)
    assert found == (date.fromisoformat(near) if near else None)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_birthday_at_the_ends_of_the_calendar(day: date) -> None:
    assert Birthday(day.month, day.day).near(day, 3) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10", 10),
        ("10d", 10),
        ("2w", 14),
        ("3m", 90),
        ("1y", 365),
        ("6 weeks", 42),
        ("every 6 weeks", 42),
        ("Every 2 Months", 60),
        ("1 day", 1),
        ("weekly", 7),
        ("fortnightly", 14),
        ("biweekly", 14),
        ("Monthly", 30),
        ("bimonthly", 60),
        ("quarterly", 91),
        ("half-yearly", 182),
        ("yearly", 365),
        ("  quarterly  ", 91),
    ],
)
def test_a_cadence_in_days(text: str, days: int) -> None:
    assert parse_cadence(text) == Cadence(days)


def test_never_is_a_cadence_too() -> None:
    assert parse_cadence("Never") == Cadence(None)


@pytest.mark.parametrize("text", ["", "often", "0", "0d", "-3d", "1.5w", "2 fortnights", "999999d", "10 d 2 w"])
def test_what_is_no_cadence_is_none(text: str) -> None:
    assert parse_cadence(text) is None


def test_a_sum_is_held_within_the_calendar() -> None:
    assert plus(date(2026, 12, 30), 3) == date(2027, 1, 2)
    assert plus(date.max, 1) == date.max
    assert plus(date.min, -1) == date.min
    assert plus(date.max, 10**12) == date.max


@given(st.dates(), st.integers(-40000, 40000))
def test_a_sum_is_the_calendars(day: date, days: int) -> None:
    try:
        assert plus(day, days) == day + timedelta(days=days)
    except OverflowError:
        assert plus(day, days) in (date.min, date.max)
