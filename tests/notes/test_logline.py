"""The parts of a line: checkbox, date, time, tags, inline fields, task dates, block id, links."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.diagnostics import Diagnostic
from netvault.model import Line
from netvault.notes.note import read_note
from netvault.settings import DEFAULTS
from netvault.text import Source

NOVEMBER_12 = date(2026, 11, 12)


def line(text: str, path: str = "People/Jane Doe.md") -> Line:
    """The one line of a contact's note, or of the note at another path."""
    (found,) = read_note(Source(path, text), DEFAULTS).value.lines
    return found


def daily(text: str) -> Line:
    return line(text, "Daily/2026-11-20.md")


def problems(text: str, path: str = "People/Jane Doe.md") -> tuple[Diagnostic, ...]:
    return read_note(Source(path, text), DEFAULTS).diagnostics


# ── date and time ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "head",
    ["2026-11-12", "**2026-11-12**", "*2026-11-12*", "__2026-11-12__", "[[2026-11-12]]", "[[Daily/2026-11-12]]", "[[Daily/2026-11-12|Thu]]",
     "[[2026-11-12 Thu]]", "[[a/b/2026-11-12#Log|x]]", "[[2026-11-12.md]]", "**[[2026-11-12]]**", "[Thu](2026-11-12.md)",
     "[Thu](Daily/2026-11-12.md#a/b)", "2026-11-12:", "2026-11-12 -", "2026-11-12 –", "2026-11-12 —", "2026-11-12 |", "**2026-11-12:**",
     "[[2026-11-12|Thu 12/11]]"],
)  # fmt: skip
def test_a_date_at_the_head(head: str) -> None:
    found = line(f"- {head} call: about spring")
    assert (found.day, found.time, found.text) == (NOVEMBER_12, None, "call: about spring")


@pytest.mark.parametrize(
    ("head", "time"),
    [("9:30", "09:30"), ("09:30", "09:30"), ("9:30-10:15", "09:30"), ("9:30 – 10:15", "09:30"), ("23:59", "23:59"), ("09:30:", "09:30"),
     ("09:30 -", "09:30"), ("09:30 |", "09:30")],
)  # fmt: skip
def test_a_time_after_the_date(head: str, time: str) -> None:
    found = line(f"- 2026-11-12 {head} call: about spring")
    assert (found.day, found.time, found.text) == (NOVEMBER_12, time, "call: about spring")


@pytest.mark.parametrize("text", ["24:00 x", "9:60 x", "9.30 x", "930 x", "9:30pm x", "9:30:15 x", "1:1 with her"])
def test_what_is_no_time_is_left_in_the_text(text: str) -> None:
    found = line(f"- 2026-11-12 {text}")
    assert (found.time, found.text) == (None, text)


def test_a_date_time_is_a_date_and_a_time() -> None:
    found = line("- 2026-11-12T09:30 call: x")
    assert (found.day, found.time, found.text) == (NOVEMBER_12, "09:30", "call: x")


def test_in_a_daily_note_a_time_needs_no_date() -> None:
    assert daily("- 09:10 coffee with [[Jane]]").time == "09:10"
    assert line("- 09:10 coffee").time is None


@pytest.mark.parametrize("text", ["a2026-11-12 x", "2026-11-121 x", "2026-11-12x", "on 2026-11-12 x", "[[Plan 2026-11-12]] x", "[[2026-11-12"])
def test_a_date_that_is_not_at_the_head_is_text(text: str) -> None:
    assert line(f"- {text}").day is None


@pytest.mark.parametrize(
    "shape",
    ["2026-13-01", "2026-02-30", "2026-1-5", "2026/01/05", "2026.01.05", "12/11/2026", "12.11.2026", "12/11/26", "Nov 12, 2026", "12 November 2026",
     "12th Nov 2026", "Nov. 12 2026"],
)  # fmt: skip
def test_another_shape_of_date_is_a_problem_at_its_place(shape: str) -> None:
    (problem,) = problems(f"- {shape} call: x")
    assert (problem.code, problem.line, problem.column, problem.width) == ("bad-date", 1, 3, len(shape))
    assert "year-month-day" in problem.help
    assert line(f"- {shape} call: x").day is None


@pytest.mark.parametrize("text", ["12 people came", "1.5 hours of talk", "2026 was good", "10/10 again", "3-4 coffees", "24/7", "v1.2.3 is out"])
def test_numbers_at_the_head_are_no_dates(text: str) -> None:
    assert problems(f"- {text}") == ()


def test_a_note_that_is_nobodys_may_hold_any_dates() -> None:
    assert problems("- 12/11/2026 dentist\n", "Notes/x.md") == ()


# ── checkbox ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("box", "state"),
    [("[ ]", "open"), ("[/]", "doing"), ("[x]", "done"), ("[X]", "done"), ("[-]", "cancelled"), ("[>]", "open"), ("[?]", "open"), ("[!]", "open")],
)
def test_a_checkbox_stands_before_the_date_or_after_it(box: str, state: str) -> None:
    for text in (f"- {box} 2026-11-12 call: x", f"- 2026-11-12 {box} call: x"):
        found = line(text)
        assert (found.state, found.day, found.text) == (state, NOVEMBER_12, "call: x")


@pytest.mark.parametrize("text", ["- 2026-11-12 [x](y.md) z", "- 2026-11-12 []", "- 2026-11-12 [xx] z", "- 2026-11-12 x [ ] y"])
def test_other_brackets_are_no_checkbox(text: str) -> None:
    assert line(text).state is None


def test_a_paragraph_has_no_checkbox() -> None:
    assert daily("[x] coffee with [[Jane]]").state is None


# ── what is taken out of the text ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "tags", "left"),
    [
        ("call: x #lead", ("lead",), "call: x "),
        ("#lead call: x", ("lead",), " call: x"),
        ("x #a/b-c_d (#e), y", ("a/b-c_d", "e"), "x  (), y"),
        ("x #é #東京", ("é", "東京"), "x  "),
        ("x #lead.", ("lead",), "x ."),
        ("x a#b C# #1 # y", (), "x a#b C# #1 # y"),
        ("x [[Note#lead]] [y](z.md#lead)", (), "x [[Note#lead]] [y](z.md#lead)"),
    ],
)
def test_tags(text: str, tags: tuple[str, ...], left: str) -> None:
    found = line(f"- 2026-11-12 {text}")
    assert (tuple(tag for tag, _ in found.tags), found.text) == (tags, left)


def test_a_tags_place_is_where_it_was_in_what_is_left() -> None:
    found = line("- 2026-11-12 #a x #lead [[Sam]] #b")
    assert [(tag, found.read[at:].strip()) for tag, at in found.tags] == [("a", "x  [[Sam]]"), ("lead", "[[Sam]]"), ("b", "")]


@pytest.mark.parametrize(
    ("text", "fields", "left"),
    [
        ("x [re:: [[Sam]]]", (("re", "[[Sam]]"),), "x "),
        ("x (re:: [[Sam]]) y", (("re", "[[Sam]]"),), "x  y"),
        ("x [re::Initech]", (("re", "Initech"),), "x "),
        ("x [Paid By:: me]", (("paid-by", "me"),), "x "),
        ("x [a:: 1] [a:: 2]", (("a", "1"), ("a", "2")), "x  "),
        ("x [outcome::  they hired [[Bo]] ]", (("outcome", "they hired [[Bo]]"),), "x "),
        ("x a:: b", (), "x a:: b"),
        ("x [a: b] (c) [[d]]", (), "x [a: b] (c) [[d]]"),
    ],
)
def test_inline_fields(text: str, fields: tuple[tuple[str, str], ...], left: str) -> None:
    found = line(f"- 2026-11-12 {text}")
    assert (found.fields, found.text) == (fields, left)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("📅 2026-11-15", "due", "2026-11-15"),
        ("📅2026-11-15", "due", "2026-11-15"),
        ("🗓️ 2026-11-15", "due", "2026-11-15"),
        ("⏳ 2026-11-15", "scheduled", "2026-11-15"),
        ("✅ 2026-11-15", "done", "2026-11-15"),
        ("❌ 2026-11-15", "dropped", "2026-11-15"),
        ("[due:: 2026-11-15]", "due", "2026-11-15"),
        ("(due:: 2026-11-15T10:00)", "due", "2026-11-15"),
        ("[scheduled:: 2026-11-15]", "scheduled", "2026-11-15"),
        ("[completion:: 2026-11-15]", "done", "2026-11-15"),
    ],
)
def test_task_dates(text: str, name: str, day: str) -> None:
    found = line(f"- [ ] 2026-11-12 call: x {text}")
    assert getattr(found, name) == date.fromisoformat(day)
    assert found.text.strip() == "call: x"
    assert found.emoji is (text[0] not in "[(")


def test_task_dates_and_signs_leave_no_trace_in_the_text() -> None:
    found = line("- [ ] 2026-11-12 call: x 🔺 🔁 every week 🛫 2026-11-13 ➕ 2026-11-01 🆔 ab1 ⛔ cd2 📅 2026-11-15")
    assert (found.text.split(), found.due) == (["call:", "x"], date(2026, 11, 15))


def test_a_task_date_that_is_no_day_says_nothing() -> None:
    assert line("- [ ] 2026-11-12 call: x 📅 2026-13-45").due is None


@pytest.mark.parametrize(
    ("text", "block", "left"),
    [
        ("call: x ^sam-1", "sam-1", "call: x"),
        ("call: x ^sam-1  ", "sam-1", "call: x"),
        ("^sam", "sam", ""),
        ("call: x^2", None, "call: x^2"),
        ("call: x ^a b", None, "call: x ^a b"),
        ("call: x ^ä", None, "call: x ^ä"),
    ],
)
def test_a_block_id_stands_at_the_end(text: str, block: str | None, left: str) -> None:
    found = line(f"- 2026-11-12 {text}")
    assert (found.block, found.text) == (block, left)


def test_everything_at_once() -> None:
    found = line("- [ ] 2026-11-12 18:30 lead (intro): [[Sam Lee]] runs the team at [[Initech]] #warm [re:: [[Bo]]] 📅 2026-11-15 ^sam")
    assert (found.state, found.day, found.time, found.due, found.block) == ("open", NOVEMBER_12, "18:30", date(2026, 11, 15), "sam")
    assert [link.target for link in found.links] == ["Sam Lee", "Initech"]
    assert " ".join(found.text.split()) == "lead (intro): [[Sam Lee]] runs the team at [[Initech]]"
    assert (found.fields, [tag for tag, _ in found.tags]) == ((("re", "[[Bo]]"),), ["warm"])


def test_code_in_a_line_is_shown_and_not_read() -> None:
    found = line("- 2026-11-12 note: ran `#lead [[Sam]] (a:: b)` today")
    assert (found.links, found.tags, found.fields) == ((), (), ())
    assert "`#lead [[Sam]] (a:: b)`" in found.text


def test_an_embed_is_no_link() -> None:
    assert [link.target for link in line("- 2026-11-12 call: ![[a]] ![x](<Sam Lee.md>) [[Bo]]").links] == ["Bo"]


def test_a_line_says_where_its_words_begin() -> None:
    assert line("  - [ ] 2026-11-12 call: x").column == 20


# ── how lines hang together ─────────────────────────────────────────────────────────────────────


def test_a_deeper_item_has_the_item_above_as_its_parent() -> None:
    lines = read_note(Source("People/Jane Doe.md", "- a\n  - b\n\t\t- c\n  text\n- d\n"), DEFAULTS).value.lines
    assert [(found.kind, found.parent) for found in lines] == [("item", -1), ("item", 0), ("item", 1), ("text", 0), ("item", -1)]


def test_a_line_belongs_to_the_nearest_heading_of_a_higher_level() -> None:
    lines = read_note(Source("People/Jane Doe.md", "# A\n## B\n- b\n# C\n- c\n"), DEFAULTS).value.lines
    assert [found.section for found in lines] == [-1, 0, 1, -1, 3]


@pytest.mark.parametrize(
    ("text", "count"),
    [("One line.", 1), ("One line\nand another.", 0), ("# H\nOne line.\n- item", 3), ("- item\nlazy", 1), ("One.\n\nTwo.", 2), ("A\n---\nB", 2)],
)
def test_a_paragraph_of_one_line_is_read_in_a_daily_note(text: str, count: int) -> None:
    assert len(read_note(Source("2026-11-20.md", text), DEFAULTS).value.lines) == count


def test_in_a_contacts_note_paragraphs_are_not_read() -> None:
    assert read_note(Source("People/Jane Doe.md", "2026-11-12 call: x\n"), DEFAULTS).value.lines == ()


# ── time ────────────────────────────────────────────────────────────────────────────────────────

UNITS = ["[", "(", "[[", "[a::", "(a:: ", " ", "\t", "#a ", "#lead ", "[[x]] ", "2026-01-01/", "*", ":", ", ", "1", "^a ", "📅", "🔁", "x "]


@pytest.mark.parametrize("head", ["- ", "- 2026-11-12 ", "- [a::", "- [[", "- [[2026-11-12"])
@pytest.mark.parametrize("path", ["People/Jane Doe.md", "Notes/x.md"])
def test_no_line_takes_long(path: str, head: str) -> None:
    text = "\n".join((head + unit * (8000 // len(unit)))[:8190] for unit in UNITS)
    assert read_note(Source(path, text), DEFAULTS).value.path == path


@given(st.text(st.sampled_from("-[] x#()^:/*_`%2026-11-12\n📅✅\t|é"), max_size=80))
def test_what_is_read_of_any_line_is_as_long_as_what_is_shown(text: str) -> None:
    for found in read_note(Source("People/Jane Doe.md", text), DEFAULTS).value.lines:
        assert len(found.text) == len(found.read)
        for link in found.links:
            assert 0 <= link.span.start < link.span.end <= len(found.read)
