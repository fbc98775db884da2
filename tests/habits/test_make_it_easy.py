"""Habit 5: come prepared, do what you noted, and know whose turn it is to pay."""

from __future__ import annotations

import pytest
from conftest import day_of, standing_of

from netvault.habits.make_it_easy import tab
from netvault.model import Item, Place

JANE, SAM = "People/Jane.md", "People/Sam.md"


def found(habit: str, text: str = "", day: str = "2026-11-22", **files: str) -> list[Item]:
    notes = {f"2026-11-{name[1:]}.md" if name[0] == "d" else "M/2026-11-22 Plan.md": body for name, body in files.items()}
    return [item for item in standing_of({JANE: text, SAM: "", **notes}, day).agenda.items if item.habit == habit]


# ── prepare ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "shown", "happened"),
    [
        ("2026-11-23 coffee: x", True, False),
        ("2026-11-24 coffee: x", False, False),
        ("2026-11-22 coffee: x", False, False),
        ("[ ] 2026-11-22 coffee: x", True, False),
        ("[/] 2026-11-22 coffee: x", True, False),
        ("[ ] 2026-11-23 coffee: x", True, False),
        ("[ ] 2026-11-24 coffee: x", False, False),
        ("[ ] 2026-11-21 coffee: x", True, True),
        ("[ ] 2026-11-19 coffee: x", True, True),
        ("[ ] 2026-11-18 coffee: x", False, False),
        ("2026-11-21 coffee: x", False, False),
        ("[x] 2026-11-23 coffee: x", False, False),
        ("[-] 2026-11-23 coffee: x", False, False),
        ("2026-11-23 asked: x", False, False),
        ("2026-11-23 coffee: x #asked", True, False),
        ("[ ] 2026-11-22 thanked: x", False, False),
        ("2026-11-23 had lunch", True, False),
        ("2026-11-23 attempt: x", False, False),
    ],
)
def test_a_talk_of_today_or_tomorrow_is_prepared_and_a_passed_one_asked_about(line: str, shown: bool, happened: bool) -> None:
    shown_items = found("prepare", f"- {line}\n")
    assert bool(shown_items) is shown
    for item in shown_items:
        assert (item.happened, item.allowed, item.due) == (happened, 1, item.opened)
        assert item.overdue == max(22 - item.opened.day, 0)


def test_an_open_call_in_todays_note_is_planned_for_today() -> None:
    (item,) = found("prepare", d22="- [ ] call [[Jane]]\n- [ ] send [[Sam]] a card\n")[:1]
    assert (item.contact, item.due.day, item.early) == (JANE, 22, False)


def test_a_meeting_with_an_empty_note_is_prepared_with_each_of_its_people() -> None:
    empty = "---\npeople: ['[[Jane]]', '[[Sam]]']\n---\n"
    assert [item.contact for item in found("prepare", meeting=empty)] == [JANE, SAM]
    assert found("prepare", meeting=empty + "It rained.\n") == []
    assert [item.early for item in found("prepare", day="2026-11-21", meeting=empty + "It may rain.\n")] == [True, True]


def test_one_talk_that_two_notes_plan_is_prepared_once() -> None:
    assert len(found("prepare", "- 2026-11-23 coffee: x\n", d23="- coffee with [[Jane]]\n")) == 1
    assert len(found("prepare", "- 2026-11-23 coffee: x\n- 2026-11-23 call: y\n")) == 2


def test_its_id_stays_when_another_talk_of_the_day_is_ticked() -> None:
    both = found("prepare", "- [ ] 2026-11-22 coffee: x\n- [ ] 2026-11-22 call: y\n")
    (left,) = found("prepare", "- [x] 2026-11-22 coffee: x\n- [ ] 2026-11-22 call: y\n")
    assert left.id == both[1].id


def test_thousands_of_plans_for_one_day_take_no_time() -> None:
    assert len(found("prepare", "- [ ] 2026-11-22 coffee: x\n" * 3000)) == 3000


# ── task ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("[ ] send the card 📅 2026-11-22", True),
        ("[ ] send the card 📅 2026-11-25", True),
        ("[ ] send the card 📅 2026-11-26", False),
        ("[ ] send the card ⏳ 2026-11-20", True),
        ("[ ] send the card ⏳ 2026-11-20 📅 2026-11-30", False),
        ("[ ] send the card [due:: 2026-11-22]", True),
        ("[/] send the card 📅 2026-11-22", True),
        ("[x] send the card 📅 2026-11-22", False),
        ("[-] send the card 📅 2026-11-22", False),
        ("[ ] send the card", False),
        ("send the card 📅 2026-11-22", False),
        ("[ ] 2026-11-01 promised: the card 📅 2026-11-22", False),
        ("[ ] 2026-11-01 lead: [[Sam]] 📅 2026-11-22", False),
        ("[ ] 2026-11-22 coffee: x 📅 2026-11-22", False),
        ("[ ] 2026-11-01 coffee: x 📅 2026-11-22", True),
        ("[ ] 2026-11-22 asked: x 📅 2026-11-22", True),
    ],
)
def test_a_task_is_an_open_box_with_a_date_that_stands_for_nothing_else(line: str, shown: bool) -> None:
    assert bool(found("task", f"- {line}\n")) is shown


def test_a_task_is_its_first_contacts() -> None:
    (item,) = found("task", d20="- [ ] photos for [[Sam]] and [[Jane]] 📅 2026-11-21\n")
    assert (item.contact, item.opened.day, item.due.day, item.overdue, item.allowed) == (SAM, 20, 21, 1, 1)
    assert item.task is not None
    assert item.task.text == "photos for [[Sam]] and [[Jane]]"
    assert item.source == Place("2026-11-20.md", 1)


def test_a_task_of_nobody_is_none_of_netvaults() -> None:
    assert found("task", d20="- [ ] buy milk 📅 2026-11-21\n") == []


def test_a_tasks_id_stays_when_the_one_before_it_is_done() -> None:
    both = found("task", "- [ ] a 📅 2026-11-22\n- [ ] b 📅 2026-11-22\n")
    (left,) = found("task", "- [x] a 📅 2026-11-22\n- [ ] b 📅 2026-11-22\n")
    assert left.id == both[1].id


def test_a_planned_talk_of_a_day_of_its_own_comes_up_whatever_its_due_date() -> None:
    found = standing_of({JANE: "- [ ] 2026-11-23 call: x 📅 2026-12-02\n"}).agenda.items
    assert [(item.habit, item.due.day) for item in found] == [("prepare", 23)]


def test_what_opens_something_later_is_a_task_until_then() -> None:
    found = standing_of({JANE: "- [ ] 2026-11-27 lead: [[Z]] 📅 2026-11-24\n"}).agenda.items
    assert [(item.habit, item.due.day) for item in found] == [("task", 24)]


# ── the tab ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "turn"),
    [
        ([], None),
        (["01 coffee: she paid"], "me"),
        (["01 coffee: I paid"], "them"),
        (["01 coffee: split the bill"], None),
        (["01 coffee: she paid", "05 coffee: my treat"], "them"),
        (["01 coffee: she paid", "05 coffee: x"], "me"),
        (["01 coffee: she paid", "05 lunch: x [paid:: split]"], None),
        (["01 coffee: she paid", "23 lunch: I paid"], "me"),
        (["01 asked: she paid"], None),
    ],
)
def test_whose_turn_it_is_to_pay(lines: list[str], turn: str | None) -> None:
    text = "".join(f"- 2026-11-{line}\n" for line in lines)
    assert tab(day_of({JANE: text}), JANE) == turn


@pytest.mark.parametrize(("lunch", "dinner", "turn"), [("I paid", "she paid", "me"), ("she paid", "I paid", "them"), ("I paid", "split the bill", None)])
def test_of_two_meals_of_one_day_the_later_one_says_whose_turn_it_is(lunch: str, dinner: str, turn: str | None) -> None:
    notes = {"a.md": f"- 2026-11-18 20:00 [[Jane]] dinner: {dinner}\n", "c.md": f"- 2026-11-18 12:30 [[Jane]] lunch: {lunch}\n"}
    assert tab(day_of({JANE: "", **notes}), JANE) == turn
    between = {"b.md": "- 2026-11-18 15:00 [[Jane]] walk: round [[The Lake]], split it\n"}
    assert tab(day_of({JANE: "", **notes, **between}), JANE) == turn
