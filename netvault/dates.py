"""Days, partial dates and cadences (format, section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?\Z")
_MONTH_DAY = re.compile(r"(?:--)?(\d{2})-(\d{2})\Z")
_CADENCE = re.compile(r"(?:every\s+)?(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)?\Z")
_UNIT = {"d": 1, "w": 7, "m": 30, "y": 365}
_NAMED = {
    "daily": 1, "weekly": 7, "fortnightly": 14, "biweekly": 14, "bi-weekly": 14, "monthly": 30, "bimonthly": 60,
    "bi-monthly": 60, "quarterly": 91, "half-yearly": 182, "yearly": 365, "annually": 365,
    "every day": 1, "every week": 7, "every month": 30, "every quarter": 91, "every year": 365,
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names, or None where there is no such day."""
    found = _ISO.match(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_date_or_time(text: str) -> date | None:
    """A day, or the day of a date-time: a date-time serves as a date."""
    found = _DATE_TIME.match(text.strip())
    return parse_day(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday; the year may be unknown."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> date:
        """The day on which it falls in a year; 29 February falls on the 28th in other years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def near(self, day: date, within: int) -> date | None:
        """The occurrence at most `within` days before or after a day, if there is one."""
        for year in (day.year - 1, day.year, day.year + 1):
            if 1 <= year <= 9999:
                at = self.in_year(year)
                if abs((at - day).days) <= within:
                    return at
        return None


def parse_birthday(text: str) -> Birthday | None:
    """`YYYY-MM-DD` (or a date-time), `--MM-DD` or `MM-DD`; None for anything else."""
    day = parse_date_or_time(text)
    if day is not None:
        return Birthday(day.month, day.day, day.year)
    found = _MONTH_DAY.match(text.strip())
    if not found:
        return None
    month, number = int(found[1]), int(found[2])
    try:
        date(2000, month, number)  # a leap year, so that 29 February is one
    except ValueError:
        return None
    return Birthday(month, number)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often to be in touch: a number of days, or None for never."""

    days: int | None


def parse_cadence(text: str) -> Cadence | None:
    """`never`, a number of days, `10d`, `2w`, `3m`, `1y`, `every 6 weeks`, or a word such as weekly.

    Returns None where the text is no cadence, or is one of no days at all.
    """
    text = " ".join(text.casefold().split())
    if text == "never":
        return Cadence(None)
    if text in _NAMED:
        return Cadence(_NAMED[text])
    found = _CADENCE.match(text)
    if not found:
        return None
    days = int(found[1]) * _UNIT[(found[2] or "d")[0]]
    return Cadence(days) if 0 < days <= 36500 else None


def plus(day: date, days: int) -> date:
    """The day so many days later, held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_SPAN = re.compile(r"(?:in\s+)?(\d{1,4}|[a-z]+)\s*(d|w|m|y|days?|weeks?|months?|years?)(\s+ago|\s+from now)?\Z")


def parse_spoken(text: str, today: date, *, ahead: bool = False) -> date | None:
    """A day as it is said: `yesterday`, `last friday`, `3 days ago`, `next week`, `in 2 weeks`, `2026-11-12`, `2w`.

    `ahead`: what says no direction (`friday`, `2 weeks`) lies ahead of today; else a weekday is the last one gone by, and
    a span is none. None where it is no day that can be understood.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    exact = parse_day(said)
    if exact is not None:
        return exact
    near = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    if said in near:
        return plus(today, near[said])
    named = {"next week": 7, "next month": 30, "next year": 365, "last week": -7, "last month": -30, "a week ago": -7}
    if said in named:
        return plus(today, named[said])
    return _weekday(said, today, ahead) or _span(said, today, ahead)


def _weekday(said: str, today: date, ahead: bool) -> date | None:
    way, _, name = said.rpartition(" ")
    matches = [at for at, full in enumerate(_WEEKDAYS) if len(name) >= 3 and full.startswith(name)]
    if len(matches) != 1 or way not in ("", "on", "last", "next", "this", "coming"):
        return None
    forward = ahead if way in ("", "on", "this") else way != "last"
    gap = (matches[0] - today.weekday()) % 7
    return plus(today, gap or 7) if forward else plus(today, (gap - 7) if gap or way == "last" else 0)


def _span(said: str, today: date, ahead: bool) -> date | None:
    found = _SPAN.match(said)
    if not found:
        return None
    count = int(found[1]) if found[1].isdigit() else _COUNTS.get(found[1], 0)
    days = count * _UNIT[found[2][0]]
    way = (found[3] or "").strip()
    forward = said.startswith("in ") or way == "from now" or (not way and ahead)
    if not days or not (forward or way == "ago"):
        return None
    return plus(today, days if forward else -days)
