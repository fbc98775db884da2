"""Obligations that are looked up by day and name are those that a look at each of them would find; and it stays quick."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from netvault.habits.obligations import openers
from netvault.habits.shelf import Moment, Row, Shelf
from netvault.network.day import Day
from netvault.network.graph import build_network
from netvault.notes.note import read_note
from netvault.notes.words import lexicon
from netvault.settings import DEFAULTS
from netvault.standing import stand
from netvault.text import Source

DAY = date(2026, 11, 20)
HEADS = st.sampled_from(["2026-11-01", "2026-11-01 09:30", "2026-11-01 10:00", "2026-11-02", "2026-11-03"])
ACTS = st.sampled_from(["lead", "reported", "received", "gave", "followed", "heard"])
ABOUT = st.sampled_from(["", "[[A]]", "[[B]]", "[[A]] [[B]]", "[[A]] ^x", "[re:: ^x]"])
LINES = st.lists(st.builds(lambda head, act, about: f"- {head} {act}: {about}\n", HEADS, ACTS, ABOUT), max_size=12)


def seen(own: list[str], other: list[str]) -> Day:
    notes = {"People/Jane Doe.md": "".join(own), "People/Bo.md": "".join(line.replace(" lead:", " [[Jane Doe]] lead:") for line in other)}
    return Day(build_network([read_note(Source(path, text), DEFAULTS).value for path, text in notes.items()], DEFAULTS, lexicon()), DAY)


@settings(max_examples=200)
@given(LINES, LINES, st.sets(st.integers(0, 12)), st.booleans())
def test_what_is_found_is_what_comes_before(own: list[str], other: list[str], closed: set[int], from_day: bool) -> None:
    day = seen(own, other)
    owed = openers(day, "People/Jane Doe.md", frozenset({"lead", "received", "heard"}))
    row, shelf = Row(owed), Shelf(owed)
    for at, one in enumerate(owed):
        one.closed = DAY if at in closed else None
    for event in day.events("People/Jane Doe.md"):
        moment = Moment(event, from_day)
        wanted = [one for one in owed if one.open and moment.after(one)]
        assert {id(one) for one in row.before(moment)} == set(map(id, wanted))
        assert {id(one) for one in shelf.naming(["A", "B"], moment)} == {id(one) for one in wanted if one.opener.keys & {"A", "B"}}
        assert [id(one) for one in shelf.only(moment)] == ([id(wanted[0])] if len(wanted) == 1 else [])


class Counted(Moment):
    """A moment that counts how often it was compared."""

    looks = 0

    def after(self, owed: object) -> bool:
        Counted.looks += 1
        return super().after(owed)  # type: ignore[arg-type]


def test_thousands_are_not_looked_at_one_by_one() -> None:
    """Closers above their openers, and closers of what is closed already: the two that would have to look at all."""
    for lines in (["reported: [[A]]"] * 1000 + ["lead: [[A]]"] * 1000, ["lead: [[A]]", "reported: [[A]]"] * 1000):
        day = seen([f"- 2026-11-01 {line}\n" for line in lines], [])
        owed = openers(day, "People/Jane Doe.md", frozenset({"lead"}))
        shelf = Shelf(owed)
        Counted.looks = 0
        for event in day.events("People/Jane Doe.md"):
            if "reported" in event.acts:
                for one in shelf.naming(["A"], Counted(event, False)):
                    one.closed = DAY
        assert Counted.looks < 10_000


def test_a_note_of_many_ticked_leads_and_lines_that_follow_them() -> None:
    own = [f"- [x] 2026-11-01 lead: [[P{n}]]\n- 2026-11-02 followed: [[P{n}]]\n- 2026-11-03 reported: [[P{n}]]\n" for n in range(2000)]
    standing = stand(seen(own, []).network, DAY)
    assert [item.habit for item in standing.agenda.items if item.habit in ("follow_up", "report_back")] == []
