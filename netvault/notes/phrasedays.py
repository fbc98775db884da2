"""Whether a phrase speaks of a day that is still to come: `Lunch with [[Tom]] on Friday` (section 6, guards after a noun)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from netvault.notes.looking import CLOCK, TOPIC, Looking

_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)\Z")
_ALSO_WORDS = frozenset({"sun", "sat", "wed"})
"""Days, in short, that are words besides: `sun in the window`."""
_HOUR = re.compile(r"(\d{1,2})(?:[:.]\d{2}|h)?\Z")
_EARLIEST = 7
"""From here on `18h` is an hour of the day: before it, how long something took."""
_OTHER_PART = TOPIC | frozenset({"and", "but", "because", ":", "(", "-", ".", ";", "!"})
"""With these another part of the line begins: a day that stands there is not the noun's."""


_LAST_DAY = 31
_SOON = 6
"""Months ahead in which a month that is named is one to come."""


class Ahead(Looking):
    """Looks for a day after a noun and whom it is with."""

    def _ahead(self, at: int, stop: int) -> bool:
        """Whether a day to come stands between two places, and nothing after it tells that it has been."""
        if self.context.boxed or not self._days_said():
            return False
        head = self._first_said()
        if self._day_with_hour(head) or any(self._opens_with_day(place, head) for place in (head, head + 1)):
            return not any(self._is("been", place) or self._past(place) for place in range(head, min(at + 60, len(self.words))))
        for place in range(at, stop):
            if self.words[place] in (_OTHER_PART if place > at else TOPIC):
                return False
            after = self._to_come(place, at)
            if after:
                rest = range(after, min(after + 60, len(self.words)))
                return not any(self._is("been", p) or self._past(p) for p in rest)
        return False

    def _day_with_hour(self, at: int) -> bool:
        """Whether a weekday stands at a place, with the hour or what it hangs on: `Tuesday 10h`, `Saturday …, if it is dry`."""
        if self._is("short_days", at):
            return self._hour(at + 1)
        if not self._is("weekdays", at):
            return False
        return CLOCK.match(self._word(at + 1)) is not None or self._is("days_ahead", at) or self._if_so()

    def _hour(self, at: int) -> bool:
        """Whether an hour of the day stands at a place that can be neither a date nor how long something took."""
        word = self._word(at)
        hour = _HOUR.match(word)
        if hour is None:
            return False
        return ":" in word or self._is("oclock", at + 1) or (word.endswith("h") and int(hour[1]) >= _EARLIEST)

    def _opens_with_day(self, at: int, head: int) -> bool:
        """Whether a line opens with a day to come: `On Friday lunch …`, `Dublin on Wednesday, lunch …`."""
        after = self._to_come(at, at) if self._is("until_day", at) else 0
        return after > 0 and (at == head or self._word(after) == ",")

    def _in_the_present(self) -> bool:
        """Whether a line tells in the present of a weekday that it opens with, so that this is to come: `Am Samstag gehe ich mit
        WHO in die Therme`, `On Friday I'm having lunch with WHO`."""
        at = self._first_said()
        at += self._is("until_day", at)
        present = not self.context.boxed and self._is("weekdays", at) and self._is("present_i", at + 1)
        return present and not self._among("gone", range(at, len(self.words)))

    def _if_so(self) -> bool:
        """Whether something hangs on an *if* further on."""
        return any(word == "if" and self.words[at - 1] in (",", "but", ";") for at, word in enumerate(self.words) if at > 2)

    def _first_said(self) -> int:
        """The place of what is said first, marks aside."""
        return next((place for place, word in enumerate(self.words) if word[0].isalnum()), 0)

    def _days_said(self) -> bool:
        """Whether the line names any day at all."""
        if not self.all_words.isdisjoint(self.lexicon.day_words) or any(link and link.date for link in self.links):
            return True
        return any(word[0].isdigit() and ((len(word) == 4 and word.isdigit()) or _ORDINAL.match(word)) for word in self.all_words)

    def _past(self, at: int) -> bool:
        size, verb = self.lexicon.verbs.at(self.words, at)
        return size > 0 and not verb.bare

    def _to_come(self, at: int, first: int) -> int:
        """The place after a weekday or a date that is to come; 0 where none begins here."""
        today = self.context.day
        for day, after in self._dates(at):
            return after if today and day > today else 0
        size = self.lexicon.one("until_day", self.words, at)
        if today and size and _ORDINAL.match(self._word(at + size)):
            number = self._number(at + size)
            coming = number > today.day if self._word(at + size - 1) != "the" else number != today.day
            return at + size + 1 if coming and number <= _LAST_DAY else 0
        month = self.lexicon.months.get(self._word(at + 1), 0) if at == first and self._word(at) == "in" else 0
        if today and month:
            return at + 2 if 0 < (month - today.month) % 12 < _SOON else 0
        near = size > 0 or at == first or self._word(at - 1) == "," or CLOCK.match(self._word(at - 1)) is not None
        place = at + size
        if not near or not self._is("weekdays", place):
            return 0
        after = place + 1
        clear = size > 0 or self._word(place) not in _ALSO_WORDS
        word = self._word(after)
        ends = self._ended(after) or (clear and (self._is("after_day", after) or word.isdigit() or word == "coming"))
        ends = ends or CLOCK.match(word) is not None or _ORDINAL.match(word) is not None
        return after if ends or any(True for _ in self._dates(after)) else 0

    def _dates(self, at: int) -> Iterator[tuple[date, int]]:
        """The date that begins at a place, and the place after it: `2026-12-03`, `3 December`, `Dec 3rd`, a link to a day."""
        link = self._link(at)
        if link and link.date:
            yield link.date, at + 1
            return
        year, month, day = (self._number(place) for place in (at, at + 1, at + 2))
        if year and year > 1000 and month and day and (found := _date(year, month, day)):
            yield found, at + 3
            return
        months = self.lexicon.months
        named, number = months.get(self._word(at)), self._number(at + 1)
        if not (named and number):
            named, number = months.get(self._word(at + 1)), self._number(at)
        if named and number and self.context.day and (found := _nearest(named, number, self.context.day)):
            yield found, at + 2

    def _number(self, at: int) -> int:
        word = self._word(at)
        for ending in ("st", "nd", "rd", "th"):
            word = word.removesuffix(ending)
        return int(word) if len(word) <= 4 and word.isascii() and word.isdigit() else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    """That day of that month, in the year in which it is nearest."""
    found = [d for year in (today.year - 1, today.year, today.year + 1) if 0 < year < 10_000 and (d := _date(year, month, day))]
    return min(found, key=lambda d: abs(d - today), default=None)
