"""Habit 3: every lead is followed, its giver hears how it went, and those who could hear of your silence come first."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import day_of, standing_of

from netvault.habits.follow_up import all_leads
from netvault.model import Item, Place, Risk
from netvault.settings import DEFAULTS

JANE, SAM, BO, KIM, INITECH = "People/Jane.md", "People/Sam.md", "People/Bo.md", "People/Kim.md", "Companies/Initech.md"


def vault(jane: str, **notes: str) -> dict[str, str]:
    """Jane's note, and others: `sam`, `bo`, `kim`, `initech`, daily notes by `d20`."""
    places = {"sam": SAM, "bo": BO, "kim": KIM, "initech": INITECH, "toml": "netvault.toml"}
    rest = {places.get(name, f"Daily/2026-11-{name[1:]}.md"): text for name, text in notes.items()}
    return {JANE: jane, SAM: "", BO: "", KIM: "", INITECH: "", **rest}


def found(files: dict[str, str], day: str = "2026-11-22") -> list[Item]:
    items = sorted(standing_of(files, day).agenda.items, key=lambda item: (item.habit, item.contact, item.opened, item.position))
    return [item for item in items if item.habit in ("follow_up", "report_back", "waiting")]


def loops(jane: str, day: str = "2026-11-22", **notes: str) -> list[str]:
    """Open loops: `follow_up 1` or `report_back 5`, with the day of November on which each was opened."""
    return [f"{item.habit} {item.opened.day}" for item in found(vault(jane, **notes), day)]


LEAD = "- 2026-11-01 lead: [[Sam]] at [[Globex]]\n"


# ── followed ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("line", ["lead: [[Sam]]", "referral: [[Sam]]", "intro: [[Sam]]", "tip: [[Globex]]", "advice: read more", "introduced me to [[Sam]]"])
def test_a_lead_is_to_be_followed(line: str) -> None:
    assert loops(f"- 2026-11-01 {line}\n") == ["follow_up 1"]


@pytest.mark.parametrize(
    ("line", "open_loops"),
    [
        ("followed: [[Sam]]", ["report_back 5"]),
        ("followed: wrote to [[Globex]]", ["report_back 5"]),
        ("followed: it", ["report_back 5"]),
        ("declined: [[Sam]]", ["report_back 5"]),
        ("declined: not for me", ["report_back 5"]),
        ("followed: [[Elsewhere]]", ["report_back 5"]),
        ("call: about [[Sam]]", ["follow_up 1"]),
        ("asked: about [[Globex]]", ["follow_up 1"]),
        ("[[Sam]] coffee: the three of us", []),
        ("thanked: for [[Sam]]", ["follow_up 1"]),
        ("attempt: [[Sam]]", ["follow_up 1"]),
    ],
)
def test_in_the_referrers_own_log(line: str, open_loops: list[str]) -> None:
    assert loops(f"{LEAD}- 2026-11-05 {line}\n") == open_loops


def test_a_talk_of_all_three_follows_it_and_tells_the_referrer() -> None:
    (lead,) = all_leads(day_of(vault(f"{LEAD}- 2026-11-05 [[Sam]] coffee: the three of us\n")), DEFAULTS)
    assert (lead.followed, lead.told) == (date(2026, 11, 5), date(2026, 11, 5))


@pytest.mark.parametrize(
    ("line", "open_loops"),
    [
        ("call: x", ["report_back 5"]),
        ("asked: for a chat", ["report_back 5"]),
        ("followed: wrote", ["report_back 5"]),
        ("declined: x", ["report_back 5"]),
        ("attempt: x", ["follow_up 1"]),
        ("heard: x", ["follow_up 1"]),
        ("thanked: x", ["follow_up 1"]),
        ("note: x", ["follow_up 1"]),
    ],
)
def test_in_the_log_of_the_one_it_is_about(line: str, open_loops: list[str]) -> None:
    assert loops(LEAD, sam=f"- 2026-11-05 {line}\n") == open_loops


@pytest.mark.parametrize(
    ("notes", "open_loops"),
    [
        ({"d05": "- applied to [[Globex]]\n"}, ["report_back 5"]),
        ({"d05": "- coffee with [[Bo]] about [[Globex]]\n"}, ["report_back 5"]),
        ({"d05": "- thanked [[Bo]] for [[Globex]]\n"}, ["follow_up 1"]),
        ({"d05": "- coffee with [[Bo]] about [[Initech]]\n"}, ["follow_up 1"]),
        ({"d01": "- call: [[Sam]]\n"}, ["report_back 1"]),
        ({"bo": "- 2026-10-31 call: about [[Sam]]\n"}, ["follow_up 1"]),
        ({"bo": "- 2026-11-23 call: about [[Sam]]\n"}, ["follow_up 1"]),
        ({"sam": "- [ ] 2026-11-05 call: x\n"}, ["follow_up 1"]),
        ({"sam": "- [-] 2026-11-05 call: x\n"}, ["follow_up 1"]),
        ({"initech": "- 2026-11-05 call: [[Sam]]\n"}, ["report_back 5"]),
    ],
)
def test_anywhere_else_it_must_name_a_subject(notes: dict[str, str], open_loops: list[str]) -> None:
    assert loops(LEAD, **notes) == open_loops


@pytest.mark.parametrize(
    ("line", "open_loops"),
    [
        ("followed: applied through the portal [re:: [[Jane#^l1]]]", ["report_back 5", "follow_up 1"]),
        ("[[Bo]] followed: what Jane said [re:: [[Jane#^l1]]]", ["report_back 5", "follow_up 1"]),
        ("declined: too far [re:: [[Jane#^l1]]]", ["follow_up 1", "follow_up 1"]),  # declined needs a contact
        ("[[Bo]] declined: too far [re:: [[Jane#^l2]]]", ["follow_up 1", "report_back 5"]),
        ("followed: it [re:: [[Jane#^l3]]]", ["follow_up 1", "follow_up 1"]),
        ("followed: it [re:: [[Bo#^l1]]]", ["follow_up 1", "follow_up 1"]),
        ("[[Bo]] call: about it [re:: [[Jane#^l1]]]", ["follow_up 1", "follow_up 1"]),
    ],
)
def test_a_line_that_names_the_leads_line_follows_it_anywhere(line: str, open_loops: list[str]) -> None:
    leads = "- 2026-11-01 lead: [[Globex]] is hiring ^l1\n- 2026-11-01 lead: read more ^l2\n"
    assert sorted(loops(leads, d05=f"- {line}\n")) == sorted(open_loops)


def test_an_id_alone_follows_the_lead_of_its_own_note_alone() -> None:
    lead = "[[Jane]] lead: [[Globex]] is hiring ^l1"
    assert loops("", d05=f"- {lead}\n- followed: it [re:: ^l1]\n") == ["report_back 5"]
    assert loops("- 2026-11-01 lead: read more ^l1\n", d05="- followed: it [re:: ^l1]\n") == ["follow_up 1"]
    assert loops("- 2026-11-01 lead: [[Globex]] is hiring ^l1\n", d05="- followed: [[Globex]] [re:: ^l2]\n") == ["follow_up 1"]


def test_the_leads_own_line_does_not_follow_it() -> None:
    assert loops("", d01="- [[Jane]] introduced me to [[Sam]]\n") == ["follow_up 1"]
    assert loops("- 2026-11-01 call: about [[Sam]] #lead\n") == ["follow_up 1"]


def test_a_lead_that_was_followed_at_once_opens_nothing() -> None:
    assert loops("- 2026-11-01 followed: [[Sam]] #lead\n") == []


def test_a_lead_with_no_subject_is_closed_in_the_referrers_log_alone() -> None:
    assert loops("- 2026-11-01 advice: read more\n", sam="- 2026-11-05 followed: it\n") == ["follow_up 1"]
    assert loops("- 2026-11-01 advice: read more\n- 2026-11-05 followed: it\n") == ["report_back 5"]


def test_of_several_leads_those_are_followed_that_share_a_subject() -> None:
    two = LEAD + "- 2026-11-02 lead: [[Bo]]\n"
    assert loops(f"{two}- 2026-11-05 followed: [[Bo]]\n") == ["follow_up 1", "report_back 5"]
    assert loops(f"{two}- 2026-11-05 followed: [[Kim]]\n") == ["follow_up 1", "follow_up 2"]
    assert loops(f"{two}- 2026-11-05 followed: both\n") == ["report_back 5", "report_back 5"]
    assert loops(f"{two}- 2026-11-05 declined: both\n") == ["follow_up 1", "follow_up 2"]


def test_two_referrers_of_one_person_are_both_followed_by_one_talk() -> None:
    files = vault(LEAD, bo="- 2026-11-02 lead: [[Sam]]\n", sam="- 2026-11-05 call: x\n")
    assert sorted((item.habit, item.contact) for item in found(files)) == [("report_back", BO), ("report_back", JANE)]


@pytest.mark.parametrize(
    ("line", "open_loops"),
    [
        ("[x] 2026-11-01 lead: [[Sam]]", ["report_back 1"]),
        ("[x] 2026-11-01 lead: [[Sam]] ✅ 2026-11-09", ["report_back 9"]),
        ("[-] 2026-11-01 lead: [[Sam]] ❌ 2026-11-09", ["report_back 9"]),
        ("[x] 2026-11-01 lead: [[Sam]] [completion:: 2026-11-09]", ["report_back 9"]),
        ("[ ] 2026-11-01 lead: [[Sam]]", ["follow_up 1"]),
    ],
)
def test_a_tick_follows_a_lead_on_its_day(line: str, open_loops: list[str]) -> None:
    assert loops(f"- {line}\n") == open_loops


def test_the_earliest_of_tick_and_line_is_the_day_it_was_followed() -> None:
    assert loops("- [x] 2026-11-01 lead: [[Sam]] ✅ 2026-11-09\n", sam="- 2026-11-05 call: x\n") == ["report_back 5"]
    assert loops("- [x] 2026-11-01 lead: [[Sam]] ✅ 2026-11-03\n", sam="- 2026-11-05 call: x\n") == ["report_back 3"]


# ── told ────────────────────────────────────────────────────────────────────────────────────────

FOLLOWED = f"{LEAD}- 2026-11-05 followed: [[Sam]]\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("05 reported: all of it", True),
        ("09 reported: [[Sam]] was kind", True),
        ("09 reported: [[Globex]] hires", True),
        ("09 reported: [[Other]]", True),
        ("09 call: told her of [[Sam]]", True),
        ("09 thanked: for [[Sam]]", True),
        ("09 asked: about [[Sam]]", False),
        ("09 call: about spring", False),
        ("09 thanked: for all", False),
        ("04 call: about [[Sam]]", False),
        ("04 reported: [[Sam]]", False),
        ("23 reported: [[Sam]]", False),
    ],
)
def test_the_referrer_hears_how_it_went(line: str, told: bool) -> None:
    assert loops(f"{FOLLOWED}- 2026-11-{line}\n") == ([] if told else ["report_back 5"])


def test_telling_somebody_else_is_not_telling_the_referrer() -> None:
    assert loops(FOLLOWED, bo="- 2026-11-09 reported: [[Sam]]\n") == ["report_back 5"]


def test_of_several_those_are_told_that_share_a_subject() -> None:
    two = FOLLOWED + "- 2026-11-02 lead: [[Bo]]\n- 2026-11-05 followed: [[Bo]]\n"
    assert loops(f"{two}- 2026-11-09 reported: [[Bo]]\n") == ["report_back 5"]
    assert loops(f"{two}- 2026-11-09 reported: both\n") == []
    assert loops(f"{two}- 2026-11-09 reported: [[Kim]]\n") == ["report_back 5", "report_back 5"]


def test_what_became_of_each_lead() -> None:
    files = vault(f"{FOLLOWED}- 2026-11-09 reported: [[Sam]]\n- 2026-11-10 lead: [[Bo]]\n")
    first, second = all_leads(day_of(files), DEFAULTS)
    assert (first.followed, first.told) == (date(2026, 11, 5), date(2026, 11, 9))
    assert [entry.text for entry in first.followed_by + first.told_by] == ["[[Sam]]", "[[Sam]]"]
    assert (second.followed, second.told, second.followed_by) == (None, None, ())


# ── due ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "habit", "due", "allowed"),
    [
        ("- 2026-11-10 lead: [[Sam]]\n", "follow_up", 13, 3),
        ("- 2026-11-10 lead: [[Sam]] 📅 2026-11-30\n", "follow_up", 30, 3),
        ("- 2026-11-10 lead: [[Sam]]\n- 2026-11-12 followed: it\n", "report_back", 19, 7),
        ("- 2026-11-10 lead: [[Sam]] 📅 2026-11-30\n- 2026-11-12 followed: it\n", "report_back", 19, 7),
        ("---\nknows: '[[Sam]]'\n---\n- 2026-11-10 lead: [[Sam]]\n- 2026-11-12 followed: it\n", "report_back", 15, 3),
    ],
)
def test_when_a_loop_is_due(text: str, habit: str, due: int, allowed: int) -> None:
    (item,) = found(vault(text))
    assert (item.habit, item.due.day, item.allowed) == (habit, due, allowed)
    assert item.source == Place(JANE, 4 if text.startswith("---") else 1)


def test_loops_from_is_about_the_day_of_the_lead() -> None:
    text = LEAD + "- 2026-11-05 followed: [[Sam]]\n"
    assert loops(text, toml="[today]\nloops_from = 2026-11-02\n") == []
    assert loops(text, toml="[today]\nloops_from = 2026-11-01\n") == ["report_back 5"]


def test_a_lead_of_several_subjects_is_one_item() -> None:
    assert loops("- 2026-11-01 lead: [[Sam]], [[Bo]] and [[Kim]]\n") == ["follow_up 1"]


# ── risk ────────────────────────────────────────────────────────────────────────────────────────

PLAIN = "- 2026-11-01 lead: [[Sam]] at [[Globex]]\n"


@pytest.mark.parametrize(
    ("jane", "notes", "kind", "company", "now"),
    [
        ("company: '[[Initech]]'", {"sam": "---\ncompany: '[[Initech]]'\n---\n"}, "company", INITECH, True),
        ("company: '[[Initech]]'", {"sam": "---\npast_companies: ['[[Initech]]']\n---\n"}, "company", INITECH, False),
        ("past_companies: [Initech]", {"sam": "---\ncompany: initech\n---\n"}, "company", INITECH, False),
        ("past_companies: [Acme]", {"sam": "---\npast_companies: [ACME]\n---\n"}, "company", "acme", False),
        ("company: Globex", {}, "company", "globex", True),
        ("past_companies: ['[[Globex]]']", {}, "company", "globex", False),
        ("knows: '[[Sam]]'", {}, "knows", None, False),
        ("introduced_by: '[[Sam]]'", {}, "knows", None, False),
        ("", {"sam": "---\nknows: ['[[Jane]]']\n---\n"}, "knows", None, False),
        ("", {"sam": "---\nmet_through: '[[Jane]]'\n---\n"}, "knows", None, False),
        ("knows: '[[Globex]]'", {}, "knows", None, False),
        ("", {"d03": "- dinner with [[Jane]] and [[Bo]], [[Sam]]\n"}, "together", None, False),
    ],
)
def test_the_referrer_could_hear_of_your_silence(jane: str, notes: dict[str, str], kind: str, company: str | None, now: bool) -> None:
    lead = PLAIN if kind != "together" else "- 2026-11-04 lead: [[Sam]]\n"
    (item,) = [item for item in found(vault(f"---\n{jane or 'role: x'}\n---\n{lead}", **notes)) if item.contact == JANE]
    assert item.risk
    assert (item.risk.kind, item.risk.company, item.risk.now) == (kind, company, now)


def test_they_were_in_one_meeting() -> None:
    files = vault("- 2026-11-10 lead: [[Sam]]\n") | {"M/2026-11-09 Plan.md": "---\npeople: ['[[Sam]]', '[[Jane]]']\n---\nx\n"}
    (item,) = found(files)
    assert item.risk == Risk("together", SAM, day=date(2026, 11, 9))
    files["M/2026-11-09 Plan.md"] = files["M/2026-11-09 Plan.md"].replace("x\n", "")
    assert found(files)[0].risk


@pytest.mark.parametrize(
    ("jane", "notes"),
    [
        ("company: Initech", {}),
        ("company: Initech", {"sam": "---\ncompany: Hooli\npast_companies: [Acme]\n---\n"}),
        ("knows: '[[Bo]]'", {"bo": "---\nknows: '[[Sam]]'\n---\n"}),
        ("role: x", {"bo": "- 2026-11-02 [[Sam]] dinner: y\n"}),
        ("role: x", {"d25": "- dinner with [[Jane]] and [[Sam]]\n"}),
        ("role: x", {"d03": "- [ ] dinner with [[Jane]] and [[Sam]]\n"}),
        ("role: x", {"d03": "- [-] dinner: [[Jane]] and [[Sam]]\n"}),
    ],
)
def test_else_there_is_no_risk(jane: str, notes: dict[str, str]) -> None:
    items_of_jane = [item for item in found(vault(f"---\n{jane}\n---\n{PLAIN}", **notes)) if item.contact == JANE]
    assert [item.risk for item in items_of_jane] == [None]


def test_a_lead_about_nobody_has_no_risk() -> None:
    (item,) = found(vault("---\ncompany: Initech\n---\n- 2026-11-01 advice: read more\n"))
    assert item.risk is None


# ── waiting ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "early"), [("2026-11-14", True), ("2026-11-15", False)])
def test_what_they_promised_shows_once_it_is_due(day: str, early: bool) -> None:
    (item,) = found(vault("- 2026-11-01 awaited: my CV forwarded\n"), day)
    assert (item.habit, item.due.day, item.early) == ("waiting", 15, early)


@pytest.mark.parametrize(
    ("jane", "d05", "declined"),
    [
        (LEAD, "- declined: [[Jane]], [[Sam]] is too far\n", True),
        (LEAD + "- 2026-11-05 declined: [[Sam]]\n", "", True),
        (LEAD.replace("- ", "- [-] ", 1), "", True),
        (LEAD, "- applied at [[Globex]]\n", False),
        (LEAD.replace("- ", "- [-] ", 1).replace("\n", " ❌ 2026-11-09\n"), "- applied at [[Globex]]\n", False),
    ],
)
def test_what_was_declined_is_not_called_followed(jane: str, d05: str, declined: bool) -> None:
    assert [item.declined for item in found(vault(jane, d05=d05)) if item.habit == "report_back"] == [declined]
