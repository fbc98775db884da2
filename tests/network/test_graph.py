"""The network of a vault: people, organisations, edges, events, and what counts on a day."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import day_of, network_of

from netvault.model import Entry
from netvault.network.events import Event, in_order, later, merge

JANE, SAM, INITECH = "People/Jane.md", "People/Sam.md", "Companies/Initech.md"


def events(files: dict[str, str], contact: str = JANE, day: str = "2026-11-22") -> list[tuple[str, frozenset[str], int]]:
    """A contact's events: the day, the acts, how many lines tell of it."""
    return [(event.day.isoformat(), event.acts, len(event.entries)) for event in day_of(files, day).events(contact)]


def log(*lines: str) -> dict[str, str]:
    return {JANE: "".join(f"- {line}\n" for line in lines), SAM: "", INITECH: ""}


# ── nodes and edges ─────────────────────────────────────────────────────────────────────────────


def test_contacts_and_organisations_are_found_by_their_notes() -> None:
    network = network_of({JANE: "---\ncompany: '[[Initech]]'\ncircle: active\n---\n", INITECH: "", "Notes/x.md": ""})
    assert list(network.contacts) == [JANE]
    assert list(network.organisations) == [INITECH]
    assert (network.contacts[JANE].company, network.contacts[JANE].cadence) == (INITECH, 90)


@pytest.mark.parametrize(
    ("properties", "cadence"),
    [("circle: inner", 30), ("circle: Wide", 180), ("tier: dormant", 365), ("circle: inner\ncadence: 10d", 10), ("circle: inner\ncadence: never", None),
     ("circle: nowhere", None), ("circle: inner\ncadence: often", 30), ("name: Jane", None)],
)  # fmt: skip
def test_a_cadence_overrides_the_circle(properties: str, cadence: int | None) -> None:
    assert network_of({JANE: f"---\n{properties}\n---\n"}).contacts[JANE].cadence == cadence


def test_what_connects_whom() -> None:
    files = {
        JANE: "---\ncompany: '[[Initech]]'\npast_companies: [Globex]\nintroduced_by: '[[Sam]]'\nknows: ['[[Bo]]']\n---\n"
        "- 2026-11-01 lead: [[Kim]]\n- 2026-11-02 call: about [[Kim]]\n",
        SAM: "",
        INITECH: "",
    }
    assert [(edge.kind, edge.start, edge.end) for edge in network_of(files).edges] == [
        ("introduced", SAM, JANE),
        ("knows", JANE, "bo"),
        ("led_to", JANE, "kim"),
        ("worked_at", JANE, "globex"),
        ("works_at", JANE, INITECH),
    ]


def test_a_link_and_a_text_name_the_same_company() -> None:
    network = network_of({JANE: "---\ncompany: initech\n---\n", SAM: "---\ncompany: '[[Initech|the place]]'\n---\n", INITECH: ""})
    assert network.contacts[JANE].company == network.contacts[SAM].company == INITECH


def test_every_node_has_a_name() -> None:
    network = network_of({JANE: "---\nname: Dr Jane\n---\n", "Notes/Rust Book.md": ""})
    assert [network.name(node) for node in (JANE, "Notes/Rust Book.md", "Kim Novak", "x/Kim")] == ["Dr Jane", "Rust Book", "Kim Novak", "Kim"]


def test_entries_are_found_by_what_they_name() -> None:
    network = network_of({JANE: "- 2026-11-01 call: about [[Initech]]\n", SAM: "", INITECH: "", "2026-11-02.md": "call: [[Jane]], about [[Sam]]\n"})
    assert [len(network.by_subject.get(key, ())) for key in (INITECH, SAM, JANE)] == [1, 1, 2]


# ── planned, cancelled, counted ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("2026-11-22 call: x", True),
        ("2026-11-23 call: x", False),
        ("[ ] 2026-11-20 call: x", False),
        ("[/] 2026-11-20 call: x", False),
        ("[>] 2026-11-20 call: x", False),
        ("[x] 2026-11-20 call: x", True),
        ("[-] 2026-11-20 call: x", False),
        ("[ ] 2026-11-20 gave: x", False),
        ("[ ] 2026-11-20 heard: x", True),
        ("[ ] 2026-11-20 lead: x", True),
        ("[ ] 2026-11-20 received: x", True),
        ("[ ] 2026-11-20 promised: x", True),
        ("[ ] 2026-11-20 requested: x", True),
        ("[ ] 2026-11-20 awaited: x", True),
        ("[ ] 2026-11-20 news: x", True),
        ("[ ] 2026-11-23 lead: x", False),
        ("[-] 2026-11-20 lead: x", True),
        ("[-] 2026-11-20 promised: x", False),
        ("[-] 2026-11-20 received: x", True),
        ("[-] 2026-11-20 heard: x", True),
    ],
)
def test_what_counts_by_a_day(line: str, counted: bool) -> None:
    assert bool(events(log(line))) is counted


def test_of_a_dropped_line_only_its_lead_lives() -> None:
    assert events(log("[-] 2026-11-20 lead: x #promised")) == [("2026-11-20", frozenset({"lead"}), 1)]


def test_an_empty_meeting_note_is_planned_until_its_day_has_passed() -> None:
    files = {JANE: "", "M/2026-11-22 Plan.md": "---\npeople: ['[[Jane]]']\n---\n## Notes\n"}
    assert events(files, day="2026-11-22") == []
    assert events(files, day="2026-11-23") == [("2026-11-22", frozenset({"talked"}), 1)]
    files["M/2026-11-22 Plan.md"] += "- it rained\n"
    assert events(files, day="2026-11-22") == [("2026-11-22", frozenset({"talked"}), 1)]
    assert events(files, day="2026-11-21") == []


# ── once ────────────────────────────────────────────────────────────────────────────────────────


def once(own: str, daily: str) -> int:
    """How many events two lines of one day are, one in Jane's note and one in the daily note."""
    return len(events({JANE: f"- 2026-11-12 {own}\n", SAM: "", INITECH: "", "2026-11-12.md": f"- {daily}\n"}))


@pytest.mark.parametrize(
    ("own", "daily", "count"),
    [
        ("coffee: by the sea", "coffee with [[Jane]]", 1),
        ("coffee: by the sea", "called [[Jane]]", 1),
        ("coffee: about [[Initech]]", "coffee with [[Jane]]", 1),
        ("coffee: about [[Initech]]", "coffee with [[Jane]] about [[Initech]] and [[Sam]]", 1),
        ("coffee: about [[Sam]]", "coffee with [[Jane]] about [[Initech]]", 2),
        ("coffee: by the sea", "asked [[Jane]] for a referral", 2),
        ("coffee: x #asked", "asked [[Jane]] for a referral", 2),
        ("asked: for an intro", "asked [[Jane]] for a referral", 1),
        ("lead: [[Sam]]", "[[Jane]] introduced me to [[Sam]]", 1),
    ],
)
def test_two_notes_that_tell_of_one_thing_count_once(own: str, daily: str, count: int) -> None:
    assert once(own, daily) == count


def test_lines_of_one_note_are_each_an_event() -> None:
    assert len(events(log("2026-11-12 call: x", "2026-11-12 call: x"))) == 2


def test_lines_of_two_days_are_two_events() -> None:
    assert len(events({JANE: "- 2026-11-11 coffee: x\n", "2026-11-12.md": "- coffee with [[Jane]]\n"})) == 2


def test_an_event_has_the_acts_and_subjects_of_all_its_lines() -> None:
    files = {JANE: "- 2026-11-12 coffee: about [[Sam]] #asked\n", SAM: "", INITECH: "", "2026-11-12.md": "- coffee with [[Jane]] #thanked\n"}
    (event,) = day_of(files).events(JANE)
    assert event.acts == {"talked", "asked", "thanked"}
    assert event.keys == {SAM}
    assert not event.touch


def test_both_lines_of_an_event_are_entries() -> None:
    network = network_of({JANE: "- 2026-11-12 coffee: x\n", "2026-11-12.md": "- coffee with [[Jane]]\n"})
    assert len(network.by_contact[JANE]) == 2


def test_thousands_of_lines_of_one_day_are_soon_told_apart() -> None:
    assert len(events(log(*["2026-11-12 call: x"] * 5000))) == 5000


# ── order ───────────────────────────────────────────────────────────────────────────────────────


def entry(day: str = "2026-11-12", time: str | None = None, path: str = JANE, line: int = 1) -> Entry:
    return Entry(path, line, 1, date.fromisoformat(day), time, (JANE,), ("talked",), None, "", position=(0, line))


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        (entry("2026-11-13"), entry("2026-11-12"), True),
        (entry("2026-11-11", time="23:00"), entry("2026-11-12", time="01:00"), False),
        (entry(time="10:00"), entry(time="09:00", line=5), True),
        (entry(time="09:00", line=5), entry(time="10:00"), False),
        (entry(line=2), entry(line=1), True),
        (entry(line=1), entry(line=2), False),
        (entry(line=1), entry(line=1), False),
        (entry(line=2), entry(time="09:00", line=3), False),
        (entry(path="a.md"), entry(path="b.md"), True),
        (entry(path="b.md"), entry(path="a.md"), True),
        (entry(path="a.md", time="10:00"), entry(path="b.md", time="09:00"), True),
        (entry(path="a.md", time="09:00"), entry(path="b.md", time="10:00"), False),
        (entry(path="a.md", time="09:00"), entry(path="b.md"), True),
    ],
)
def test_which_line_is_later(one: Entry, other: Entry, after: bool) -> None:
    assert later(one, other) is after


def test_lines_are_ordered_by_day_time_note_and_line() -> None:
    lines = [entry("2026-11-13"), entry(line=9), entry(line=2), entry(path="a.md"), entry("2026-11-11")]
    assert in_order(lines) == [lines[4], lines[2], lines[1], lines[3], lines[0]]
    timed = [entry(time="10:00", line=1), entry(time="09:00", line=2)]
    assert in_order(timed) == timed[::-1]


def test_a_log_that_runs_newest_first_is_read_upwards() -> None:
    files = log("2026-11-20 call: x", "2026-11-12 coffee: second", "2026-11-12 lunch: first", "2026-11-01 call: y")
    assert [event.first.text for event in day_of(files).events(JANE)] == ["y", "first", "second", "x"]


def test_in_it_nested_lines_are_still_read_downwards() -> None:
    body = "- 2026-11-20 call: x\n- 2026-11-12 coffee: a\n  - asked: b\n  - thanked: c\n- 2026-11-12 lunch: d\n"
    assert [event.first.text for event in day_of({JANE: body}).events(JANE)] == ["d", "a", "b", "c", "x"]


def test_merged_events_stand_at_the_place_of_their_first_line() -> None:
    lines = [entry(path="b.md"), entry(path="a.md"), entry(path="a.md", line=2)]
    assert [len(event.entries) for event in merge(JANE, lines)] == [2, 1]


# ── touches, hellos, figures ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "touch", "hello"),
    [
        ("coffee: x", True, True),
        ("heard: x", True, True),
        ("gave: x", True, True),
        ("offered: x", True, True),
        ("kind: x", True, True),
        ("thanked: x", True, False),
        ("reported: x", True, False),
        ("asked: x", False, False),
        ("coffee: x #asked", False, False),
        ("coffee: x #thanked", True, True),
        ("attempt: x", False, False),
        ("lead: x", False, False),
        ("received: x", False, False),
        ("promised: x", False, False),
        ("requested: x", False, False),
        ("news: x", False, False),
        ("note: x", False, False),
        ("declined: x", False, False),
    ],
)
def test_what_is_a_touch_and_what_a_hello(line: str, touch: bool, hello: bool) -> None:
    (event,) = day_of(log(f"2026-11-12 {line}")).events(JANE)
    assert (event.touch, event.hello) == (touch, hello)


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        ([], 0),
        (["2026-11-01 asked: x"], 1),
        (["2026-11-01 asked: x", "2026-11-02 asked: y"], 2),
        (["2026-11-01 asked: x", "2026-11-02 coffee: y"], 0),
        (["2026-11-01 asked: x", "2026-11-02 thanked: y", "2026-11-03 asked: z"], 2),
        (["2026-11-01 coffee: x", "2026-11-02 coffee: y #asked"], 1),
        (["2026-11-01 asked: x", "2026-11-23 coffee: y"], 1),
    ],
)
def test_asks_since_you_last_just_said_hello(lines: list[str], asks: int) -> None:
    assert day_of(log(*lines)).asks_since_hello(JANE) == asks


def test_the_last_touch_and_the_last_hello() -> None:
    day = day_of(log("2026-11-01 coffee: x", "2026-11-05 thanked: y", "2026-11-09 asked: z"))
    touch, hello = day.last(JANE), day.last(JANE, hello=True)
    assert isinstance(touch, Event)
    assert isinstance(hello, Event)
    assert (touch.day.day, hello.day.day) == (5, 1)
    assert day_of(log()).last(JANE) is None


@pytest.mark.parametrize(
    ("lines", "needs"),
    [
        ([], ("a designer", "old maps")),
        (["2026-11-12 needs: a lift"], ("a designer", "old maps", "a lift")),
        (["2026-11-12 needs: A Designer"], ("a designer", "old maps")),
        (["[x] 2026-11-12 needs: a designer"], ("old maps",)),
        (["[-] 2026-11-12 needs: old maps"], ("a designer",)),
        (["2026-11-23 needs: a lift"], ("a designer", "old maps")),
        (["2026-11-12 needs: a lift", "[x] 2026-11-13 needs: a lift"], ("a designer", "old maps")),
        (["[ ] 2026-11-12 needs: a lift"], ("a designer", "old maps", "a lift")),
        (["2026-11-12 offers: a lift"], ("a designer", "old maps")),
    ],
)
def test_lines_add_to_what_they_need_and_take_away_from_it(lines: list[str], needs: tuple[str, ...]) -> None:
    body = "---\nneeds: [a designer, old maps]\n---\n" + "".join(f"- {line}\n" for line in lines)
    assert day_of({JANE: body}).field(JANE, "needs") == needs
