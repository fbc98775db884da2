"""What Today shows of all that is open: how much, in what order, and the three to do if you only do three."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from conftest import standing_of

from netvault.habits.agenda import GROUPS, Agenda, arrange, by_name
from netvault.model import Item
from netvault.settings import DEFAULTS, Settings

TODAY = date(2026, 11, 22)


def agenda(files: dict[str, str], day: str = "2026-11-22") -> Agenda:
    return standing_of(files, day).agenda


def item(habit: str = "promise", name: str = "A", overdue: int = 1, **given: Any) -> Item:
    """An open item; its id is its habit and name."""
    values: dict[str, Any] = {
        "id": f"{habit} {name}", "contact": f"People/{name}.md", "opened": TODAY, "due": TODAY - timedelta(overdue), "allowed": 7, "source": None,
    }  # fmt: skip
    return Item(habit=habit, name=name, overdue=overdue, **{**values, **given})


def shown(found: list[Item], **settings: int) -> list[str]:
    arranged = arrange(found, Settings(**settings))  # type: ignore[arg-type]
    return [one.id for one in arranged.items if one.id in arranged.shown]


def many(habit: str, count: int) -> list[Item]:
    """So many items of a habit, the first of them the most overdue."""
    return [item(habit, f"{habit[0]}{at:02}", 30 - at, allowed=30) for at in range(count)]


# ── order ───────────────────────────────────────────────────────────────────────────────────────


def test_items_are_shown_by_group() -> None:
    found = [item(habit) for habit, _ in reversed(GROUPS)]
    assert [one.habit for one in arrange(found, DEFAULTS).items] == [habit for habit, _ in GROUPS]
    assert [habit for habit, _ in GROUPS][:3] == ["prepare", "reply", "report_back"]


def test_what_is_coming_up_stands_by_its_time() -> None:
    files = {
        "People/Ana.md": "- 2026-11-23 dinner: at hers\n",
        "People/Bo.md": "- [ ] 2026-11-22 walk: along the river\n",
        "People/Cy.md": "- [ ] 2026-11-22 16:00 coffee: at the station\n",
        "People/Dee.md": "- [ ] 2026-11-22 09:30 call: her news\n",
        "People/Eve.md": "- [ ] 2026-11-21 lunch: did it happen?\n",
    }
    assert [one.name for one in agenda(files).items if one.habit == "prepare"] == ["Eve", "Dee", "Cy", "Bo", "Ana"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"risk": object(), "overdue": 0}, {"overdue": 20}),
        ({"overdue": 7}, {"overdue": 6}),
        ({"overdue": 6, "allowed": 3}, {"overdue": 7, "allowed": 7}),
        ({"cadence": 30}, {"cadence": 90}),
        ({"cadence": 90}, {}),
        ({"name": "a"}, {"name": "B"}),
        ({"name": "Åke"}, {"name": "Bo"}),
        ({"name": "Zoe"}, {"name": "Zoë"}),
    ],
)
def test_within_a_group_by_risk_weight_cadence_and_name(first: dict[str, Any], second: dict[str, Any]) -> None:
    one, other = item(**{"name": "Z", "id": "one", **first}), item(**{"name": "Z", "id": "other", **second})
    assert [found.id for found in arrange([other, one], DEFAULTS).items] == ["one", "other"]
    assert [found.id for found in arrange([one, other], DEFAULTS).items] == ["one", "other"]


def test_beyond_three_times_what_is_allowed_nothing_weighs_more() -> None:
    assert [item(overdue=days).weight for days in (0, 7, 21, 700)] == [0, 1, 3, 3]


def test_names_are_ordered_without_case_and_accents() -> None:
    assert sorted(["Zoë", "åke", "Bo", "Ake", "zoe"], key=by_name) == ["Ake", "åke", "Bo", "Zoë", "zoe"]


# ── limits ──────────────────────────────────────────────────────────────────────────────────────


def test_today_shows_the_heaviest_ten() -> None:
    found = many("promise", 14)
    assert shown(found) == [one.id for one in found[:10]]
    assert arrange(found, DEFAULTS).more == 4
    assert shown(found, limit=3) == [one.id for one in found[:3]]
    assert shown(found, limit=0) == []


def test_at_most_three_of_them_are_hellos() -> None:
    assert shown(many("keep_in_touch", 5)) == ["keep_in_touch k00", "keep_in_touch k01", "keep_in_touch k02"]
    assert len(shown(many("keep_in_touch", 5), hellos=9)) == 5
    assert shown(many("keep_in_touch", 5), hellos=0) == []


def test_where_a_hello_is_due_at_least_one_is_shown() -> None:
    busy = [*many("promise", 12), item("keep_in_touch", "last", overdue=0, allowed=30)]
    assert shown(busy)[-1] == "keep_in_touch last"
    assert len(shown(busy)) == 10
    assert shown(busy, hellos=0) == [one.id for one in busy[:10]]
    assert shown(busy, limit=1) == ["keep_in_touch last"]


@pytest.mark.parametrize("given", [{"habit": "prepare"}, {"habit": "follow_up", "risk": object()}, {"habit": "promise", "private": True}])
def test_what_counts_towards_no_limit(given: dict[str, Any]) -> None:
    free = [item(**{"name": f"x{at}", "overdue": 0, **given}) for at in range(4)]
    assert len(shown(many("help", 12) + free)) == 14
    assert len(shown(free, limit=0)) == 4


def test_what_they_promised_shows_once_it_is_due_and_towards_no_limit() -> None:
    found = [*many("promise", 10), item("waiting", "due", early=False), item("waiting", "early", early=True)]
    assert len(shown(found)) == 11
    assert "waiting due" in shown(found)
    assert "waiting early" not in shown(found)


@pytest.mark.parametrize(
    ("habit", "overdue", "is_shown"),
    [("promise", 60, True), ("promise", 61, False), ("task", 61, False), ("celebrate", 61, False), ("keep_in_touch", 200, True), ("prepare", 61, True)],
)
def test_what_is_long_ago_is_in_the_agenda_alone(habit: str, overdue: int, is_shown: bool) -> None:
    found = arrange([item(habit, overdue=overdue)], DEFAULTS)
    assert len(found.items) == 1
    assert bool(found.shown) is is_shown
    assert bool(found.three) is is_shown


def test_long_ago_is_a_setting_and_beats_risk() -> None:
    assert shown([item(overdue=11)], stale=10) == []
    assert shown([item("follow_up", overdue=61, risk=object())]) == []


# ── the three ───────────────────────────────────────────────────────────────────────────────────


def three(found: list[Item]) -> list[str]:
    return [one.id for one in arrange(found, DEFAULTS).three]


def test_the_three_are_the_first_taken_one_a_contact() -> None:
    found = [item("help", "A", 9), item("promise", "A", 8), item("promise", "B", 7), item("keep_in_touch", "C", 6), item("thank", "D", 5)]
    assert three(found) == ["help A", "promise B", "keep_in_touch C"]


@pytest.mark.parametrize(
    "given", [{"happened": True, "habit": "prepare"}, {"private": True}, {"habit": "waiting"}, {"habit": "waiting", "early": True}, {"overdue": 99}]
)
def test_what_is_never_among_the_three(given: dict[str, Any]) -> None:
    assert three([item(**{"name": "X", "overdue": 20, **given}), item("promise", "B", 1)]) == ["promise B"]


def test_nothing_is_among_the_three_that_is_not_shown() -> None:
    found = many("keep_in_touch", 5)
    assert len(three(found)) == 3
    assert arrange(found, Settings(hellos=1)).three == (found[0],)


def test_a_day_with_nothing_to_do() -> None:
    empty = arrange([], DEFAULTS)
    assert (empty.items, empty.shown, empty.three, empty.more) == ((), frozenset(), (), 0)


# ── a whole vault ───────────────────────────────────────────────────────────────────────────────


def test_a_vault_with_more_to_do_than_a_day_holds() -> None:
    files = {f"People/P{at:02}.md": f"---\ncadence: 30d\n---\n- 2026-10-{at + 1:02} promised: x\n" for at in range(20)}
    found = agenda(files)
    by_habit = [one.habit for one in found.items if one.id in found.shown]
    assert (by_habit.count("promise"), by_habit.count("keep_in_touch")) == (9, 1)
    assert found.more == len(found.items) - 10
    assert len(found.three) == 3


def test_the_settings_of_a_vault_hold() -> None:
    files = {f"People/P{at}.md": "---\ncadence: 30d\n---\n" for at in range(5)}
    assert len(agenda(files).shown) == 3
    assert len(agenda({**files, "netvault.toml": "[today]\nhellos = 5\n"}).shown) == 5
    assert len(agenda({**files, "netvault.toml": "[today]\nhellos = 5\nlimit = 4\n"}).shown) == 4
