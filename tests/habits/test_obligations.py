"""Opening, closing and reach: the one engine, seen through promise, help, thank, reply and waiting."""

from __future__ import annotations

import pytest
from conftest import standing_of

from netvault.model import Item, Place

JANE, SAM = "People/Jane.md", "People/Sam.md"


def found(files: dict[str, str], day: str = "2026-11-22") -> list[Item]:
    return sorted(standing_of({SAM: "", **files}, day).agenda.items, key=lambda item: (item.habit, item.contact, item.opened, item.position))


def log(*lines: str, **daily: str) -> dict[str, str]:
    """Jane's note, and daily notes by `d20`."""
    notes = {f"Daily/2026-11-{name[1:]}.md": f"- {line}\n" for name, line in daily.items()}
    return {JANE: "".join(f"- 2026-11-{line}\n" for line in lines), **notes}


def open_on(habit: str, *lines: str, **daily: str) -> list[int]:
    """The days of November on which the open items of a habit were opened."""
    return [item.opened.day for item in found(log(*lines, **daily)) if item.habit == habit]


# ── reach ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "still_open"),
    [
        (["01 promised: [[A]]"], [1]),
        (["01 promised: [[A]]", "05 gave: [[A]]"], []),
        (["01 promised: [[A]]", "02 promised: [[B]]", "05 gave: [[A]]"], [2]),
        (["01 promised: [[A]]", "02 promised: [[B]]", "05 gave: [[A]], [[B]]"], []),
        (["01 promised: [[A]], [[B]]", "05 gave: [[B]]"], []),
        (["01 promised: [[A]]", "05 gave: [[B]]"], []),
        (["01 promised: [[A]]", "02 promised: [[B]]", "05 gave: [[C]]"], [1, 2]),
        (["01 promised: [[A]]", "05 gave: it"], []),
        (["01 promised: [[A]]", "02 promised: [[B]]", "05 gave: it"], [1, 2]),
        (["01 promised: it", "02 promised: that", "05 gave: [[A]]"], [1, 2]),
        (["01 promised: it", "05 gave: [[A]]"], []),
        (["05 gave: [[A]]", "06 promised: [[A]]"], [6]),
        (["01 promised: [[A]]", "05 gave: [[a]]"], []),
        (["01 promised: [[A]]", "05 called about [[A]]"], [1]),
        (["01 promised: [[A]]", "23 gave: [[A]]"], [1]),
        (["01 promised: [[A]] #gave"], []),
        (["23 promised: [[A]]"], []),
    ],
)
def test_a_promise_is_closed_by_giving_what_it_was_about(lines: list[str], still_open: list[int]) -> None:
    assert open_on("promise", *lines) == still_open


@pytest.mark.parametrize(
    ("lines", "still_open"),
    [
        (["01 requested: [[A]]", "05 gave: [[A]]"], []),
        (["01 requested: [[A]]", "05 declined: [[A]]"], []),
        (["01 requested: [[A]]", "02 requested: [[B]]", "05 declined: no time"], [1, 2]),
        (["01 requested: [[A]]", "05 declined: no time"], []),
        (["01 requested: [[A]]", "05 promised: [[A]]"], [1]),
        (["01 requested: [[A]]", "05 offered: [[A]]"], [1]),
    ],
)
def test_a_request_is_closed_by_giving_or_declining(lines: list[str], still_open: list[int]) -> None:
    assert open_on("help", *lines) == still_open


@pytest.mark.parametrize(
    ("lines", "still_open"),
    [
        (["01 received: a book"], [1]),
        (["01 lead: [[A]]"], [1]),
        (["01 received: a book", "02 lead: [[A]]", "05 thanked: for all"], []),
        (["01 received: a book", "02 lead: [[A]]", "05 thanked: for [[A]]"], [1]),
        (["01 lead: [[A]]", "02 lead: [[B]]", "05 thanked: for [[C]]"], [1, 2]),
        (["01 lead: [[A]]", "05 reported: on [[A]]"], []),
        (["01 lead: [[A]]", "05 reported: all of it"], [1]),
        (["01 lead: [[A]]", "02 lead: [[B]]", "05 reported: on [[A]]"], [2]),
        (["01 received: a book #thanked"], []),
        (["01 lead: [[Sam]]", "05 reported: [[Sam]] hired me #thanked"], []),
    ],
)
def test_thanks_are_owed_until_they_are_said(lines: list[str], still_open: list[int]) -> None:
    assert open_on("thank", *lines) == still_open


@pytest.mark.parametrize("closer", ["call: x", "attempt: x", "asked: x", "gave: x", "offered: x", "thanked: x", "reported: x", "kind: x"])
def test_a_reply_is_owed_until_you_get_back_to_them(closer: str) -> None:
    assert open_on("reply", "01 heard: x") == [1]
    assert open_on("reply", "01 heard: x", f"05 {closer}") == []


@pytest.mark.parametrize("line", ["heard: y", "received: y", "lead: [[A]]", "promised: y", "declined: y", "followed: y", "note: y", "news: y", "needs: y"])
def test_other_lines_are_no_reply(line: str) -> None:
    assert open_on("reply", "01 heard: x", f"05 {line}") == [1]


def test_there_is_one_reply_a_contact_from_the_oldest_line_that_is_open() -> None:
    assert open_on("reply", "01 heard: x", "02 call: y", "03 heard: z", "09 heard: w") == [3]


@pytest.mark.parametrize("closer", ["received: it", "lead: [[A]]", "[[Jane]] gave: it"])
def test_what_they_promised_is_waited_for_until_it_comes(closer: str) -> None:
    assert open_on("waiting", "01 awaited: it") == [1]
    assert open_on("waiting", "01 awaited: it", f"05 {closer}") == []
    assert open_on("waiting", "01 awaited: [[A]]", "02 awaited: [[B]]", "05 received: [[B]]") == [1]


# ── later ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "daily", "open_days"),
    [
        (["12 promised: x", "12 gave: x"], None, []),
        (["12 gave: x", "12 promised: x"], None, [12]),
        (["12 10:00 gave: x", "12 09:00 promised: x"], None, []),
        (["12 promised: x"], "gave: [[Jane]] x", []),
        (["12 gave: x"], "promised: [[Jane]] x", []),
        (["12 10:00 promised: x"], "09:00 gave: [[Jane]] x", [12]),
        (["12 10:00 promised: x"], "11:00 gave: [[Jane]] x", []),
        (["12 10:00 promised: x"], "gave: [[Jane]] x", []),
    ],
)
def test_of_one_day_in_two_notes_each_line_counts_as_later(lines: list[str], daily: str | None, open_days: list[int]) -> None:
    assert open_on("promise", *lines, **({"d12": daily} if daily else {})) == open_days


def test_in_a_log_that_runs_newest_first_the_upper_line_is_later() -> None:
    assert open_on("promise", "20 call: x", "12 gave: x", "12 promised: x", "01 call: y") == []
    assert open_on("promise", "20 call: x", "12 promised: x", "12 gave: x", "01 call: y") == [12]


def test_one_event_told_in_two_notes_opens_once_and_closes_once() -> None:
    assert open_on("promise", "12 promised: the deck", d12="promised: [[Jane]] the deck") == [12]
    assert open_on("thank", "12 received: a book", d12="received: [[Jane]] gave me a book #thanked") == []
    assert open_on("promise", "10 promised: [[A]]", "11 promised: [[B]]", "12 gave: something", d12="gave: [[Jane]] [[A]]") == [11]


# ── block ids ───────────────────────────────────────────────────────────────────────────────────


def test_a_closer_may_name_the_line_that_it_closes_and_no_other() -> None:
    lines = ["01 promised: [[A]] ^a", "02 promised: [[A]] ^b"]
    assert open_on("promise", *lines, "05 gave: [[A]] [re:: ^b]") == [1]
    assert open_on("promise", *lines, "05 gave: it [re:: [[Jane#^a]]]") == [2]
    assert open_on("promise", *lines, "05 gave: [[A]] [re:: ^z]") == [1, 2]
    assert open_on("promise", *lines, "05 gave: it [re:: [[Sam#^a]]]") == [1, 2]
    assert open_on("promise", *lines, d05="gave: [[Jane]] it [re:: [[Jane#^a]]]") == [2]


@pytest.mark.parametrize(("habit", "opener", "closer"), [("reply", "heard: x", "call: y"), ("thank", "received: x", "thanked: y"), ("help", "requested: x", "declined: y")])
def test_that_holds_for_every_habit(habit: str, opener: str, closer: str) -> None:
    assert open_on(habit, f"01 {opener} ^a", f"05 {closer} [re:: ^z]") == [1]
    assert open_on(habit, f"01 {opener} ^a", f"05 {closer} [re:: ^a]") == []


def test_an_id_alone_is_one_of_the_note_in_which_the_line_stands() -> None:
    lift = {"d01": "promised: [[Jane]], a lift ^a"}
    assert open_on("promise", "02 promised: it ^a", "05 gave: it [re:: ^a]", **lift) == [1]
    assert open_on("promise", "02 promised: it ^a", d01=f"{lift['d01']}\n- gave: [[Jane]], it [re:: ^a]") == [2]
    assert open_on("promise", "02 promised: it ^b", "05 gave: it [re:: ^a]", **lift) == [2]  # no line there has it


def test_where_no_line_there_has_that_id_it_is_one_of_the_contacts_own_note() -> None:
    assert open_on("promise", "01 promised: it ^a", d05="gave: [[Jane]], it [re:: ^a]") == []
    assert open_on("promise", "01 promised: it ^a", d02="promised: [[Jane]], a lift ^a", d05="gave: [[Jane]], it [re:: ^a]") == [2]
    assert open_on("promise", "01 promised: it ^a", d05="gave: [[Sam]], it [re:: ^a]") == [1]


def test_a_line_of_a_note_that_is_not_there_is_none() -> None:
    assert open_on("promise", "01 promised: it ^a", "05 gave: it [re:: [[Nowhere#^a]]]") == [1]
    assert open_on("promise", "01 promised: it ^a", "05 gave: it [re:: [[#^a]]]") == []


def test_a_line_before_it_does_not_close_the_line_that_it_names() -> None:
    assert open_on("promise", "01 gave: it [re:: ^a]", "02 promised: it ^a") == [2]


# ── checkboxes ──────────────────────────────────────────────────────────────────────────────────


def boxed(box: str, line: str, *more: str) -> list[str]:
    text = f"- {box} 2026-11-01 {line}\n" + "".join(f"- 2026-11-{one}\n" for one in more)
    return [item.habit for item in found({JANE: text})]


@pytest.mark.parametrize(
    ("line", "habit"), [("promised: x", "promise"), ("requested: x", "help"), ("received: x", "thank"), ("heard: x", "reply"), ("awaited: x", "waiting"), ("news: x", "celebrate")]
)
def test_a_ticked_or_dropped_opener_is_closed(line: str, habit: str) -> None:
    assert boxed("", line) == [habit]
    assert boxed("[ ]", line) == [habit]
    assert boxed("[/]", line) == [habit]
    assert boxed("[x]", line) == []
    assert boxed("[-]", line) == []


def test_an_open_box_holds_nothing_open_that_a_line_closes() -> None:
    assert boxed("[ ]", "promised: x", "05 gave: x") == []


def test_on_a_lead_a_box_closes_its_follow_up_alone() -> None:
    assert boxed("[ ]", "lead: [[A]]") == ["follow_up", "thank"]
    assert boxed("[x]", "lead: [[A]]") == ["report_back", "thank"]
    assert boxed("[-]", "lead: [[A]]") == ["report_back", "thank"]


# ── due, overdue, ids ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "due", "overdue", "allowed"),
    [
        ("20 heard: x", 21, 1, 1),
        ("22 heard: x", 23, 0, 1),
        ("10 received: x", 11, 11, 1),
        ("10 promised: x", 17, 5, 7),
        ("20 promised: x", 27, 0, 7),
        ("10 promised: x 📅 2026-11-30", 30, 0, 7),
        ("10 promised: x [due:: 2026-11-12]", 12, 10, 7),
        ("10 requested: x", 13, 9, 3),
        ("10 requested: x 📅 2026-11-21", 21, 1, 3),
        ("10 news: x", 13, 9, 3),
        ("05 awaited: x", 19, 3, 14),
        ("05 awaited: x 📅 2026-11-20", 20, 2, 14),
        ("20 heard: x 📅 2026-11-30", 21, 1, 1),
    ],
)
def test_when_it_is_due(line: str, due: int, overdue: int, allowed: int) -> None:
    (item,) = found(log(line))
    assert (item.due.day, item.overdue, item.allowed, item.early) == (due, overdue, allowed, due > 22)


def test_due_days_are_settings() -> None:
    files = {**log("10 promised: x"), "netvault.toml": "[due]\npromise = '2w'\n"}
    (item,) = found(files)
    assert (item.due.day, item.overdue, item.allowed) == (24, 0, 14)


def test_an_items_source_is_the_line_that_opened_it() -> None:
    (item,) = found(log("01 call: x", "10 promised: the notes"))
    assert (item.source, item.opened.isoformat(), item.contact, item.name) == (Place(JANE, 2), "2026-11-10", JANE, "Jane")
    assert item.entry is not None
    assert item.entry.text == "the notes"


def test_loops_from_makes_older_openers_history() -> None:
    lines = ["01 promised: [[A]]", "02 promised: [[B]]", "05 gave: [[C]]"]
    assert [item.opened.day for item in found({**log(*lines), "netvault.toml": "[today]\nloops_from = 2026-11-02\n"}) if item.habit == "promise"] == []
    assert [item.opened.day for item in found({**log(*lines[:2]), "netvault.toml": "[today]\nloops_from = 2026-11-02\n"})] == [2]


def test_an_id_stays_when_the_line_is_mended_and_moves() -> None:
    (before,) = found(log("10 promised: the nots"))
    (after,) = found(log("01 call: x", "05 note: y", "10 promised: the notes about [[A]]"))
    assert before.id == after.id
    assert before.id.startswith("nv-")
    assert len(before.id) == 11


def test_ids_differ_by_habit_contact_day_and_place() -> None:
    files = {JANE: "- 2026-11-10 promised: [[A]]\n- 2026-11-10 promised: [[B]]\n- 2026-11-11 promised: [[C]]\n- 2026-11-10 requested: x\n", SAM: "- 2026-11-10 promised: [[A]]\n"}
    ids = [item.id for item in found(files)]
    assert len(ids) == len(set(ids)) == 5


def test_closing_the_first_of_a_day_leaves_the_seconds_id() -> None:
    both = found(log("10 promised: [[A]]", "10 promised: [[B]]"))
    (left,) = found(log("10 promised: [[A]]", "10 promised: [[B]]", "12 gave: [[A]]"))
    assert left.id == both[1].id


def test_a_line_of_two_contacts_opens_for_each() -> None:
    files = {JANE: "", SAM: "", "2026-11-10.md": "- promised: [[Jane]] and [[Sam]] the deck\n"}
    assert [item.contact for item in found(files)] == [JANE, SAM]


@pytest.mark.parametrize("status", ["status: paused", "status: archived", "snooze: 2027-01-01"])
def test_no_pause_hides_an_obligation(status: str) -> None:
    files = {JANE: f"---\n{status}\n---\n- 2026-11-10 promised: x\n- 2026-11-10 heard: x\n"}
    assert [item.habit for item in found(files)] == ["promise", "reply"]
