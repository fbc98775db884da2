"""Ticks in Today: taken in once, logged where they belong, never lost (format, section 9)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from writing_vaults import DAY, Vault, meanwhile, needs_posix

JANE = "People/Jane Doe.md"
TODAY = "Today.md"
HEAD = "---\ncircle: inner\nmet: 2026-01-05\n---\n# Jane\n\n## Log\n"


def made(tmp_path: Path, *lines: str, more: dict[str, str | bytes] | None = None) -> Vault:
    """A vault of Jane with these log lines, built. `touch` keeps her out of keep-in-touch."""
    vault = Vault(tmp_path / "vault", {JANE: "# Jane\n\n## Log\n" + "".join(f"- {line}\n" for line in lines), **(more or {})})
    vault.build()
    return vault


def log(vault: Vault) -> list[str]:
    return vault.read(JANE).partition("## Log\n")[2].splitlines()


def settled(vault: Vault) -> None:
    """A second build takes nothing and writes nothing."""
    before = vault.files()
    vault.ok("build", "--check")
    result = vault.ok("build")
    assert (result.stderr, vault.files()) == ("Nothing has changed.\n", before)


# ── done, for every habit ───────────────────────────────────────────────────────────────────────

OPENED = {
    "reply": ("2026-11-15 heard: about Friday", "Get back to", "message: answered"),
    "follow_up": ("2026-11-12 lead: [[Initech]]", "Try Initech", "followed: [[Initech]]"),
    "thank": ("2026-11-14 received: comments on my CV", "Thank", "thanked: for the help of 2026-11-14"),
    "promise": ("2026-11-14 promised: the slides of [[Initech]]", "Keep your word", "gave: [[Initech]]"),
    "help": ("2026-11-14 requested: a look at her deck", "a look at her deck", "gave: as asked on 2026-11-14"),
    "celebrate": ("2026-11-20 news: a new job", "a new job", "kind: a kind word"),
}


@pytest.mark.parametrize("habit", OPENED)
def test_done(tmp_path: Path, habit: str) -> None:
    line, words, logged = OPENED[habit]
    vault = made(tmp_path, line)
    assert f"{habit} Jane Doe" in vault.open_items()
    vault.tick(words)
    result = vault.ok("build")
    assert log(vault) == [f"- {line}", f"- {DAY} {logged}"]
    assert f": done → {JANE}:5\n" in result.stderr
    assert f"{habit} Jane Doe" not in vault.open_items()
    settled(vault)


def test_done_report_back(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-02 lead: [[Initech]]", "2026-11-03 thanked: for it", "2026-11-08 followed: [[Initech]]")
    vault.tick("how it went with Initech")
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} reported: how it went with [[Initech]]"
    assert vault.open_items() == set()
    settled(vault)


GARDEN = "- [ ] call [[Jane Doe]] about the garden 📅 2026-11-23\n"
SKI = "- [ ] ask [[Jane Doe]] about ski 📅 2026-11-23\n"


def test_a_tick_is_for_what_it_says_where_a_line_was_put_above(tmp_path: Path) -> None:
    """An id counts the lines of a day, so another line may have it by now."""
    vault = made(tmp_path, "2026-11-20 lead: [[Globex]] hires")
    vault.tick("Try Globex")
    vault.write(JANE, vault.read(JANE).replace("## Log\n", "## Log\n- 2026-11-20 lead: [[Initech]] hires\n"))
    assert "✓ Try Globex: done" in vault.ok("build").stderr
    assert log(vault)[-1] == f"- {DAY} followed: [[Globex]]"
    assert "Try Initech" in vault.read(TODAY)
    settled(vault)


def test_a_tick_is_for_what_it_says_where_the_day_of_a_task_was_moved(tmp_path: Path) -> None:
    vault = made(tmp_path, more={"Ideas.md": GARDEN + SKI})
    vault.tick("about the garden")
    vault.write("Ideas.md", GARDEN.replace("11-23", "11-24") + SKI)
    vault.ok("build")
    assert vault.read("Ideas.md") == GARDEN.replace("[ ]", "[x]").replace("11-23", f"11-24 ✅ {DAY}") + SKI
    settled(vault)


def test_ticks_that_change_places_are_each_taken_for_what_they_say(tmp_path: Path) -> None:
    vault = made(tmp_path, more={"Ideas.md": GARDEN + SKI})
    vault.tick("about the garden")
    vault.tick("about ski")
    vault.write("Ideas.md", SKI + GARDEN)
    result = vault.ok("build")
    assert "Left out" not in result.stderr
    assert vault.read("Ideas.md").count("- [x]") == 2
    settled(vault)


YESTERDAY = "Daily/2026-11-21.md"


def with_an_old_tick(tmp_path: Path, line: str) -> Vault:
    """A vault in whose daily note of yesterday everything was ticked then, and taken in today."""
    vault = made(tmp_path, line, more={YESTERDAY: "<!-- netvault:begin today -->\n<!-- netvault:end today -->\n"})
    vault.build("2026-11-21")
    vault.write(YESTERDAY, vault.read(YESTERDAY).replace("- [ ]", "- [x]"), "2026-11-21")
    vault.ok("build")
    return vault


def test_a_tick_in_an_old_daily_note_is_taken_in_once(tmp_path: Path) -> None:
    vault = with_an_old_tick(tmp_path, "2026-11-05 promised: the slides")
    assert log(vault)[-1] == "- 2026-11-21 gave: as promised on 2026-11-05"
    settled(vault)
    vault.ok("undo")
    vault.ok("build")
    assert log(vault) == ["- 2026-11-05 promised: the slides"]


def test_a_tick_in_an_old_daily_note_closes_nothing_that_came_since(tmp_path: Path) -> None:
    vault = with_an_old_tick(tmp_path, "2026-11-05 promised: the slides for [[Ann]]")
    before = log(vault)
    vault.write("Daily/2026-11-05.md", "- promised [[Jane Doe]] to introduce her to [[Sam Lee]]\n")
    vault.ok("build", day="2026-11-23")
    assert log(vault) == before


def test_a_tick_in_an_old_daily_note_counts_once_more_where_it_was_taken_out(tmp_path: Path) -> None:
    vault = with_an_old_tick(tmp_path, "2026-11-05 promised: the slides")
    vault.ok("undo")
    for box in ("[ ]", "[x]"):
        vault.write(YESTERDAY, vault.read(YESTERDAY).replace("- [x]", f"- {box}").replace("- [ ]", f"- {box}"), "2026-11-22")
        vault.ok("build")
    assert len(log(vault)) == 2


def test_what_has_another_id_since_was_not_settled(tmp_path: Path) -> None:
    vault = made(tmp_path, more={"Ideas.md": GARDEN + SKI})
    vault.tick("about the garden", ">")
    assert "Settled" not in vault.ok("build").stderr
    assert "ask Jane Doe about ski" in vault.ok("today").stdout


def test_words_behind_the_id_are_said_of_it(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["thank"][0])
    vault.tick("Thank")
    vault.write(TODAY, vault.read(TODAY).replace(f" ^{vault.id('Thank')}", f" ^{vault.id('Thank')} with a card"), DAY)
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} thanked: with a card"
    assert [copy for copy in vault.copies() if copy.reason == "region-edited"] == []
    settled(vault)


def test_a_tick_of_a_note_that_was_renamed_says_so(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-14 received: comments on my CV")
    vault.tick("Thank")
    (vault.root / JANE).rename(vault.root / "People" / "Jane Roe.md")
    vault.write(TODAY, vault.read(TODAY).replace("[[Jane Doe]]", "[[Jane Roe]]"))  # as Obsidian does
    result = vault.ok("build")
    assert "or its note has another name now: tick it once more if it is not done." in result.stderr
    assert "thank Jane Roe" in vault.open_items()


def test_thanks_for_a_lead_do_not_say_how_it_went(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-02 lead: [[Initech]]", "2026-11-08 followed: [[Initech]]")
    vault.tick("Thank [[Jane Doe]]")
    result = vault.ok("build")
    assert log(vault)[-1].startswith(f"- {DAY} thanked: for the lead of 2026-11-02 [re:: ^nv")
    assert vault.open_items() == {"report_back Jane Doe"}
    assert "Settled" not in result.stderr
    settled(vault)


@pytest.mark.parametrize("command", ["build", "done"])
def test_what_else_is_settled_is_said(tmp_path: Path, command: str) -> None:
    vault = made(tmp_path, "2026-11-02 lead: [[Initech]]", "2026-11-08 followed: [[Initech]]")
    if command == "build":
        vault.tick("how it went with Initech")
        result = vault.ok("build")
    else:
        (line,) = (line for line in vault.read(TODAY).splitlines() if "how it went with Initech" in line)
        result = vault.ok("done", line.rpartition("^")[2])
    assert "Settled with that: Thank Jane Doe.\n" in result.stderr
    assert vault.open_items() == set()


def test_putting_off_never_brings_a_day_nearer(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-18 promised: the slides 📅 2026-12-20")
    vault.tick("Keep your word", ">")
    vault.ok("build")
    assert log(vault) == ["- 2026-11-18 promised: the slides 📅 2026-12-20 [later:: 2026-11-29]"]
    assert "Keep your word" not in vault.read(TODAY)


def test_a_task_of_a_later_day_is_not_what_its_note_s_day_had_planned(tmp_path: Path) -> None:
    vault = made(tmp_path, more={"2026-11-21.md": "- [ ] call [[Jane Doe]] 📅 2026-12-15\n"})
    assert vault.open_items() == set()
    assert "Did it happen" not in vault.read(TODAY)


def test_done_keep_in_touch(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: HEAD})
    vault.build()
    vault.tick("Say hello to [[Jane Doe]]")
    vault.ok("build")
    assert [line for line in log(vault) if line] == [f"- {DAY} chat: said hello"]
    assert vault.open_items() == set()
    settled(vault)


def test_done_birthday(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "---\nbirthday: 11-23\n---\n\n## Log\n- 2026-11-02 call: x\n"})
    vault.build()
    vault.tick("birthday")
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} kind: happy birthday"
    assert vault.open_items() == set()
    settled(vault)


def test_done_prepare_ticks_the_planned_box(tmp_path: Path) -> None:
    vault = made(tmp_path, "[ ] 2026-11-22 lunch: her new team")
    vault.tick("Lunch with")
    vault.ok("build")
    assert log(vault) == ["- [x] 2026-11-22 lunch: her new team"]
    settled(vault)


def test_done_prepare_without_a_box_writes_nothing(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-23 lunch: her new team")
    vault.tick("Lunch with")
    vault.ok("build")
    assert log(vault) == ["- 2026-11-23 lunch: her new team"]
    assert "- [ ] Lunch" in vault.read(TODAY)
    settled(vault)


def test_done_task_ticks_its_box(tmp_path: Path) -> None:
    vault = made(tmp_path, more={"Plans.md": "# Plans\n\n- [ ] send [[Jane Doe]] the slides 📅 2026-11-23\n"})
    vault.tick("slides")
    vault.ok("build")
    assert vault.read("Plans.md") == f"# Plans\n\n- [x] send [[Jane Doe]] the slides 📅 2026-11-23 ✅ {DAY}\n"
    assert log(vault) == []
    settled(vault)


NESTED = {
    "a task": ("[x]", "slides", (), {"Plans.md": "# Plans\n\n- [ ] send [[Jane Doe]] the slides 📅 2026-11-23\n"}),
    "a plan with a box": ("[x]", "Lunch with", ("[ ] 2026-11-22 lunch: her new team",), {}),
    "a plan without one": ("[x]", "Lunch with", ("2026-11-23 lunch: her new team",), {}),
    "dropped": ("[-]", "Get back to", (OPENED["reply"][0],), {}),
    "put off": ("[>]", "Get back to", (OPENED["reply"][0],), {}),
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_written_below_a_tick_is_never_lost(tmp_path: Path, name: str) -> None:
    """Where the tick itself logs nothing, it is kept as a note in the contact's log."""
    sign, words, lines, more = NESTED[name]
    vault = made(tmp_path, *lines, more=more)
    vault.tick(words, sign[1])
    text = vault.read(TODAY).split("\n")
    at = next(number for number, line in enumerate(text) if line.startswith(f"- {sign}"))
    vault.write(TODAY, "\n".join([*text[: at + 1], "  - she liked the third one", "  - call in spring", *text[at + 1 :]]), DAY)
    vault.ok("build")
    found = log(vault)
    at = found.index(f"- {DAY} note: she liked the third one")
    assert found[at + 1].strip() == "- call in spring"
    settled(vault)


def test_done_ticks_the_leads_box_too(tmp_path: Path) -> None:
    vault = made(tmp_path, "[ ] 2026-11-12 lead: [[Initech]] 📅 2026-11-21")
    vault.tick("Try Initech")
    vault.ok("build")
    assert log(vault)[0] == f"- [x] 2026-11-12 lead: [[Initech]] 📅 2026-11-21 ✅ {DAY}"
    assert "followed: [[Initech]]" in log(vault)[1]
    settled(vault)


@pytest.mark.parametrize("sign", ["x", "X"])
def test_a_phone_ticks_as_it_likes(tmp_path: Path, sign: str) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", sign)
    vault.write(TODAY, vault.read(TODAY).replace("\n", "\r\n").replace("- [X]", "1.   [X]"), DAY)
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} message: answered"
    assert "\r\n" in vault.read(TODAY)
    assert "\n" not in vault.read(TODAY).replace("\r\n", "")
    settled(vault)


@pytest.mark.parametrize(
    ("stamp", "behind", "day"),
    [("2026-11-22", False, "2026-11-22"), ("2026-11-23", True, "2026-11-23"), ("2026-11-02", False, DAY), ("2027-01-01", True, "2026-11-24")],
)
def test_a_tasks_plugin_stamps_the_tick(tmp_path: Path, stamp: str, behind: bool, day: str) -> None:
    """Its day is the one of the stamp; not before that of the region, nor after that of the build."""
    vault = made(tmp_path, OPENED["reply"][0])
    name = vault.id("Get back to")
    vault.tick("Get back to")
    mark = f" ^{name} ✅ {stamp}" if behind else f" ✅ {stamp} ^{name}"
    vault.write(TODAY, vault.read(TODAY).replace(f" ^{name}", mark), "2026-11-24")
    vault.ok("build", day="2026-11-24")
    assert log(vault)[-1] == f"- {day} message: answered"
    assert [copy for copy in vault.copies() if copy.reason == "region-edited"] == []
    assert "Nothing has changed" in vault.ok("build", day="2026-11-24").stderr


# ── dropped ─────────────────────────────────────────────────────────────────────────────────────


def test_dropping_a_reply_drops_what_waits_for_one_and_no_more(tmp_path: Path) -> None:
    answered, later = "2026-11-18 heard: first", "2026-11-25 heard: later"
    vault = made(tmp_path, answered, "2026-11-18 call: about it", "2026-11-18 heard: second", "2026-11-19 heard: third", later)
    vault.tick("Get back to", "-")
    vault.ok("build")
    assert [line for line in log(vault) if "heard" in line] == [
        f"- {answered}", "- [-] 2026-11-18 heard: second", "- [-] 2026-11-19 heard: third", f"- {later}",
    ]  # fmt: skip
    assert "reply Jane Doe" not in vault.open_items()


@pytest.mark.parametrize("habit", ["reply", "follow_up", "promise", "help"])
def test_dropped_puts_a_box_on_the_line(tmp_path: Path, habit: str) -> None:
    line, words, _ = OPENED[habit]
    vault = made(tmp_path, line)
    vault.tick(words, "-")
    assert ": dropped" in vault.ok("build").stderr
    assert log(vault) == [f"- [-] {line}" + (f" ❌ {DAY}" if habit == "follow_up" else "")]
    assert f"{habit} Jane Doe" not in vault.open_items()
    settled(vault)


def test_a_lead_that_is_dropped_is_to_be_told_from_that_day_on(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-12 lead: [[Initech]]", "2026-11-13 thanked: for [[Initech]]")
    vault.tick("Try Initech", "-")
    vault.ok("build")
    assert vault.open_items() == {"report_back Jane Doe"}
    assert f"declined {DAY[-2:]} Nov" in vault.read(TODAY)


@pytest.mark.parametrize("habit", ["thank", "celebrate"])
def test_dropped_and_closed(tmp_path: Path, habit: str) -> None:
    line, words, _ = OPENED[habit]
    vault = made(tmp_path, line)
    vault.tick(words, "-")
    vault.ok("build")
    assert f"{habit} Jane Doe" not in vault.open_items()
    assert len(log(vault)) == 1
    settled(vault)


def test_dropped_thanks_leave_the_lunch_at_which_it_was(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-20 lunch: she rewrote my CV #got")
    vault.tick("Thank", "-")
    vault.ok("build")
    assert log(vault) == ["- [-] 2026-11-20 lunch: she rewrote my CV #got"]
    assert "last_touch\": \"2026-11-20\"" in vault.ok("people", "--json").stdout
    assert not [item for item in vault.open_items() if item.startswith("thank")]


def test_dropped_thanks_for_a_lead_leaves_the_lead(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["follow_up"][0])
    vault.tick("Thank", "-")
    vault.ok("build")
    assert vault.open_items() == {"follow_up Jane Doe"}
    settled(vault)


def test_dropped_hello_waits_for_one_cadence(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: HEAD})
    vault.build()
    vault.tick("Say hello", "-")
    vault.ok("build")
    assert "snooze: 2026-12-22\n" in vault.read(JANE)
    settled(vault)


def test_dropped_task(tmp_path: Path) -> None:
    vault = made(tmp_path, more={"Plans.md": "- [ ] send [[Jane Doe]] the slides 📅 2026-11-23\n"})
    vault.tick("slides", "-")
    vault.ok("build")
    assert vault.read("Plans.md") == f"- [-] send [[Jane Doe]] the slides 📅 2026-11-23 ❌ {DAY}\n"
    settled(vault)


def test_dropped_prepare(tmp_path: Path) -> None:
    vault = made(tmp_path, "[ ] 2026-11-22 lunch: her new team")
    vault.tick("Lunch with", "-")
    vault.ok("build")
    assert log(vault) == ["- [-] 2026-11-22 lunch: her new team"]
    settled(vault)


def test_a_birthday_goes_by_itself(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "---\nbirthday: 11-23\n---\n"})
    vault.build()
    before = vault.read(JANE)
    vault.tick("birthday", "-")
    assert "A birthday goes by itself." in vault.ok("build").stderr
    assert vault.read(JANE) == before
    settled(vault)


# ── put off ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("habit", ["follow_up", "promise", "help"])
def test_put_off_gets_a_date(tmp_path: Path, habit: str) -> None:
    line, words, _ = OPENED[habit]
    vault = made(tmp_path, line)
    vault.tick(words, ">")
    assert ": put off" in vault.ok("build").stderr
    (put_off,) = log(vault)
    assert put_off.startswith(f"- {line} ")
    assert put_off.endswith(" [due:: 2026-11-29]")
    assert f"{habit} Jane Doe" in vault.open_items()
    settled(vault)


@pytest.mark.parametrize("habit", ["reply", "thank", "celebrate"])
def test_put_off_waits_a_week(tmp_path: Path, habit: str) -> None:
    line, words, _ = OPENED[habit]
    vault = made(tmp_path, line)
    vault.tick(words, ">")
    vault.ok("build")
    assert log(vault) == [f"- {line} [later:: 2026-11-29]"]
    assert "^nv-" not in vault.read(TODAY)
    settled(vault)
    vault.ok("build", day="2026-11-29")
    assert ("^nv-" in vault.read(TODAY)) == (habit != "celebrate" or "2026-11-20" in line)


def test_put_off_hello_and_task(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: HEAD, "Plans.md": "- [ ] ask [[Bo]] 📅 2026-11-23\n", "People/Bo.md": ""})
    vault.build()
    vault.tick("Say hello", ">")
    vault.tick("ask [[Bo]]", ">")
    vault.ok("build")
    assert "snooze: 2026-11-29\n" in vault.read(JANE)
    assert vault.read("Plans.md") == "- [ ] ask [[Bo]] 📅 2026-11-29\n"
    settled(vault)


def test_a_meeting_is_when_it_is(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-23 lunch: her new team")
    vault.tick("Lunch with", ">")
    assert "change the date in the note" in vault.ok("build").stderr
    settled(vault)


# ── what is written below, or otherwise ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("indent", ["\t", "    ", "  "])
def test_lines_below_become_text_and_details(tmp_path: Path, indent: str) -> None:
    vault = made(tmp_path, OPENED["follow_up"][0])
    nested = [f"{indent}- wrote to their recruiter", f"{indent}she answers on Monday", f"{indent}{indent}* [ ] call again", ""]
    vault.tick("Try Initech", "x", nested)
    vault.ok("build")
    assert log(vault)[1:] == [
        f"- {DAY} followed: wrote to their recruiter [re:: [[Initech]]]",
        "  - she answers on Monday",
        "  - [ ] call again",
    ]
    settled(vault)


def test_what_is_written_elsewhere_in_the_region_is_kept(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to")
    vault.write(TODAY, vault.read(TODAY).replace("## Get back to", "my own words\n\n## Get back to"), DAY)
    result = vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} message: answered"
    (copy,) = [copy for copy in vault.copies() if copy.reason == "region-edited"]
    assert "my own words" in copy.file.read_text("utf-8")
    assert str(copy.file) in result.stderr
    settled(vault)


def test_a_sign_that_says_nothing(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", "?")
    result = vault.ok("build")
    assert "has “?” in its box: x is done, - lets it go, > puts it off" in result.stderr
    assert "- [ ] Get back to" in vault.read(TODAY)
    settled(vault)


def test_an_item_that_is_open_no_more_is_left_out_and_said(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to")
    vault.write(JANE, vault.read(JANE) + "- 2026-11-21 call: her\n")
    result = vault.ok("build", day="2026-11-23")
    assert "Left out: “Get back to [[Jane Doe]]" in result.stderr
    assert "message" not in vault.read(JANE)


def test_all_at_once(tmp_path: Path) -> None:
    vault = made(tmp_path, *(line for line, *_ in OPENED.values()))
    for line, words, _ in OPENED.values():
        if "received" not in line:
            vault.tick(words)
    vault.tick("comments on my CV")
    result = vault.ok("build")
    assert result.stderr.count(": done") == len(OPENED)
    assert "Left out" not in result.stderr
    assert len(log(vault)) == 2 * len(OPENED)
    assert vault.open_items() == {"report_back Jane Doe", "thank Jane Doe"}
    assert vault.ok("undo").stdout == f"{JANE}\n"
    assert len(log(vault)) == len(OPENED)


def test_one_that_closes_another_keeps_the_others_words(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0], OPENED["celebrate"][0])
    vault.tick("Get back to")
    vault.tick("a new job", "x", ["  - flowers"])
    vault.ok("build")
    assert log(vault)[2:] == [f"- {DAY} message: answered", f"- {DAY} kind: flowers"]
    settled(vault)


def test_a_promise_kept_closes_no_request(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["promise"][0], OPENED["help"][0])
    vault.tick("Keep your word")
    vault.ok("build")
    assert vault.open_items() == {"help Jane Doe"}
    settled(vault)


def test_of_two_alike_just_the_one(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-10 requested: one", "2026-11-11 requested: two")
    name = vault.id("“one”")
    vault.tick("“one”")
    vault.ok("build")
    assert log(vault) == [
        f"- 2026-11-10 requested: one ^nv{name[3:]}",
        "- 2026-11-11 requested: two",
        f"- {DAY} gave: as asked on 2026-11-10 [re:: ^nv{name[3:]}]",
    ]
    assert "“two”" in vault.read(TODAY)
    assert "“one”" not in vault.read(TODAY)
    settled(vault)


def test_of_two_alike_both(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-10 requested: one", "2026-11-11 requested: two")
    vault.tick("“one”")
    vault.tick("“two”")
    vault.ok("build")
    assert len(log(vault)) == 4
    assert vault.open_items() == set()
    settled(vault)


def test_two_on_one_day(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-10 promised: one", "2026-11-10 promised: two")
    vault.tick("“two”")
    vault.ok("build")
    assert "“one”" in vault.read(TODAY)
    assert "“two”" not in vault.read(TODAY)
    vault.touch(TODAY, DAY)
    vault.tick("“one”")
    vault.ok("build")
    assert vault.open_items() == set()
    settled(vault)


def test_of_two_alike_where_a_box_would_close_the_other(tmp_path: Path) -> None:
    daily = "- [ ] [[Jane Doe]]: requested: two\n"
    vault = made(tmp_path, "2026-11-12 requested: one", "2026-11-18 gave: her a hint", more={"2026-11-16.md": daily})
    name = vault.id("“two”")
    vault.tick("“two”")
    vault.ok("build")
    assert vault.read("2026-11-16.md") == f"- [ ] [[Jane Doe]]: requested: two ^nv{name[3:]}\n"
    assert log(vault)[-1] == f"- {DAY} gave: as asked on 2026-11-16 [re:: [[2026-11-16#^nv{name[3:]}]]]"
    assert vault.open_items() == {"help Jane Doe"}
    settled(vault)


# ── the note's own ways ─────────────────────────────────────────────────────────────────────────


def test_a_note_with_crlf_and_no_final_line_end(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: b"\xef\xbb\xbf## Log\r\n\r\n- 2026-11-15 heard: about Friday"})
    vault.build()
    vault.tick("Get back to", "x", ["  - called her", "  - for Friday"])
    vault.ok("build")
    assert vault.files()[JANE] == (
        b"\xef\xbb\xbf## Log\r\n\r\n- 2026-11-15 heard: about Friday\r\n- 2026-11-22 message: called her\r\n  - for Friday"
    )
    settled(vault)


def test_a_log_that_runs_newest_first(tmp_path: Path) -> None:
    vault = made(tmp_path, "2026-11-15 heard: about Friday", "2026-11-12 lead: [[Initech]]", "2026-11-01 call: x")
    vault.tick("Get back to")
    vault.tick("Try Initech")
    vault.ok("build")
    lines = log(vault)
    assert sorted(lines[:2]) == [f"- {DAY} followed: [[Initech]]", f"- {DAY} message: answered"]
    assert lines[2:] == ["- 2026-11-15 heard: about Friday", "- 2026-11-12 lead: [[Initech]]", "- 2026-11-01 call: x"]
    assert vault.open_items() == {"report_back Jane Doe", "thank Jane Doe"}
    settled(vault)


def test_a_line_that_stands_in_a_daily_note(tmp_path: Path) -> None:
    daily = "# Monday\n\n- [[Jane Doe]]: promised: one\n- [[Jane Doe]]: promised: two\n"
    vault = made(tmp_path, more={"Daily/2026-11-16.md": daily})
    name = vault.id("“two”")
    vault.tick("“two”")
    vault.ok("build")
    assert vault.read("Daily/2026-11-16.md") == daily.replace("two\n", f"two ^nv{name[3:]}\n")
    assert [line for line in log(vault) if line] == [f"- {DAY} gave: as promised on 2026-11-16 [re:: [[2026-11-16#^nv{name[3:]}]]]"]
    assert "“one”" in vault.read(TODAY)
    settled(vault)


def test_private_contacts_have_no_ticks_and_keep_what_they_had(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to")
    vault.write(JANE, "---\nprivate: true\n---\n" + vault.read(JANE))
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} message: answered"
    for path, data in vault.files().items():
        assert path == JANE or b"Jane" not in data
    settled(vault)


# ── when ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("saved", "built", "logged"),
    [
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-11-23", "2026-11-25", "2026-11-23"),
        ("2026-11-20", "2026-11-25", "2026-11-22"),  # a clock that was wrong: not before the region's day
        ("2027-03-01", "2026-11-25", "2026-11-25"),  # nor after the build's
    ],
)
def test_the_day_of_a_tick(tmp_path: Path, saved: str, built: str, logged: str) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", day=saved)
    vault.ok("build", day=built)
    assert log(vault)[-1] == f"- {logged} message: answered"


def test_a_birthday_that_has_passed_since_the_tick(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "---\nbirthday: 11-23\n---\n"})
    vault.build()
    vault.tick("birthday")
    vault.ok("build", day="2026-12-20")
    assert f"- {DAY} kind: happy birthday" in vault.read(JANE)


# ── copies and old regions ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["Today.sync-conflict-20261122-101010-ABCDEFG.md", "Today (Conflicted copy phone 202611221010).md"])
def test_ticks_in_a_copy_that_a_sync_has_left(tmp_path: Path, name: str) -> None:
    vault = made(tmp_path, OPENED["follow_up"][0], OPENED["reply"][0])
    vault.write(name, vault.read(TODAY), "2026-11-22")
    vault.tick("Get back to", path=name, nested=["  - from the phone"], day="2026-11-23")
    vault.tick("Try Initech", ">", path=name, day="2026-11-23")
    vault.tick("Get back to", day="2026-11-24")
    copy = vault.files()[name]
    result = vault.ok("build", day="2026-11-25")
    assert log(vault)[0].startswith(f"- {OPENED['follow_up'][0]} ")
    assert log(vault)[0].endswith(" [due:: 2026-11-30]")
    assert log(vault)[1:] == [f"- {OPENED['reply'][0]}", "- 2026-11-24 message: answered"]
    assert result.stderr.count("✓") == 2
    assert vault.files()[name] == copy
    before = vault.files()
    assert vault.ok("build", day="2026-11-25").stderr == "Nothing has changed.\n"
    vault.ok("build", "--check", day="2026-11-25")
    assert vault.files() == before


def test_a_copy_does_not_bring_nearer_what_was_put_off_further(tmp_path: Path) -> None:
    name = "Today.sync-conflict-20261122-101010-ABCDEFG.md"
    vault = made(tmp_path, OPENED["follow_up"][0])
    vault.write(name, vault.read(TODAY), "2026-11-22")
    vault.tick("Try Initech", ">", path=name, day="2026-11-22")
    item = vault.id("Try Initech")
    vault.ok("build")
    vault.ok("snooze", item, "2027-01-01")
    vault.ok("build")
    assert "[due:: 2027-01-01]" in log(vault)[0]
    settled(vault)


def test_today_in_daily_notes(tmp_path: Path) -> None:
    marks = "\n<!-- netvault:begin today -->\n<!-- netvault:end today -->\n"
    vault = made(tmp_path, OPENED["follow_up"][0], OPENED["reply"][0], more={"2026-11-22.md": marks, "2026-11-23.md": marks})
    assert "Get back to" in vault.read("2026-11-22.md")
    assert "Get back to" not in vault.read("2026-11-23.md")
    vault.tick("Get back to", path="2026-11-22.md", day="2026-11-23")
    vault.tick("Try Initech", ">", path="2026-11-22.md", day="2026-11-23")
    old = vault.read("2026-11-22.md")
    vault.ok("build", day="2026-11-23")
    assert log(vault)[0].endswith(" [due:: 2026-11-30]")
    assert log(vault)[1:] == [f"- {OPENED['reply'][0]}", "- 2026-11-23 message: answered"]
    assert vault.read("2026-11-22.md") == old
    assert "Get back to" not in vault.read("2026-11-23.md")
    before = vault.files()
    for day in ("2026-11-23", "2026-11-23"):
        assert vault.ok("build", day=day).stderr == "Nothing has changed.\n"
    assert vault.files() == before


def test_yesterdays_today_says_what_it_leaves_out(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", day="2026-11-23")
    vault.write(JANE, vault.read(JANE) + "- 2026-11-22 call: her\n")
    assert "Left out: " in vault.ok("build", day="2026-11-24").stderr


# ── trouble ─────────────────────────────────────────────────────────────────────────────────────


def test_killed_between_the_note_and_today(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0], OPENED["follow_up"][0], OPENED["thank"][0])
    for words in ("Get back to", "Try Initech", "comments on my CV"):
        vault.tick(words, "x", ["  - my words"])
    ticked = vault.files()[TODAY]
    vault.ok("build")
    after = vault.files()
    vault.write(TODAY, ticked, DAY)  # as if Today had not been written
    vault.ok("build")
    assert vault.files() == after


def test_killed_after_a_put_off(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0], OPENED["follow_up"][0])
    vault.tick("Get back to", ">")
    vault.tick("Try Initech", ">")
    ticked = vault.files()[TODAY]
    vault.ok("build")
    after = vault.files()
    vault.write(TODAY, ticked, DAY)
    vault.ok("build")
    assert vault.files() == after


def test_a_look_takes_nothing_in(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to")
    before = vault.files()
    assert vault.run("build", "--check").exit_code == 1
    assert f"+- {DAY} message: answered" in vault.run("build", "--diff").stdout
    assert vault.files() == before


@needs_posix
def test_a_note_that_cannot_be_written_keeps_its_tick(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0], more={"People/Bo Ek.md": "- 2026-11-15 heard: x\n"})
    vault.tick("[[Bo Ek]]")
    vault.tick("[[Jane Doe]]")
    (vault.root / JANE).chmod(0o444)
    result = vault.run("build")
    assert result.exit_code == 1
    assert "read-only" in result.stderr
    assert "- [x] Get back to [[Jane Doe]]" in vault.read(TODAY)
    (vault.root / JANE).chmod(0o644)
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} message: answered"
    assert vault.read("People/Bo Ek.md").count("message: answered") == 1
    settled(vault)


def test_one_note_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    people = {f"People/{name}.md": "- 2026-11-15 heard: x\n" for name in ("Ada", "Ben", "Cy")}
    vault = Vault(tmp_path / "vault", people)
    vault.build()
    for name in ("Ada", "Ben", "Cy"):
        vault.tick(f"[[{name}]]")
    (vault.root / "People/Ben.md").chmod(0o444)
    result = vault.run("build")
    assert result.exit_code == 1
    assert "People/Ben.md" in result.stderr
    assert "“Get back to Ben” could not be taken in: It is read-only." in result.stderr
    assert "It stays ticked" in result.stderr
    assert [name for name in ("Ada", "Ben", "Cy") if "message: answered" in vault.read(f"People/{name}.md")] == ["Ada", "Cy"]
    assert "- [x] Get back to [[Ben]]" in vault.read(TODAY)
    assert "Get back to [[Ada]]" not in vault.read(TODAY)
    assert vault.run("build").exit_code == 1
    (vault.root / "People/Ben.md").chmod(0o644)
    vault.ok("build")
    assert "message: answered" in vault.read("People/Ben.md")
    settled(vault)


def test_words_below_a_tick_that_is_left_out_are_kept_and_the_copy_is_named(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", "x", ["  - she said yes"])
    vault.write(JANE, vault.read(JANE) + "- 2026-11-21 call: rang her\n")
    said = vault.ok("build").stderr
    assert "is open no more" in said
    assert "What you wrote below it is kept: " in said
    assert any(b"she said yes" in copy.file.read_bytes() for copy in vault.copies() if copy.reason == "region-edited")


@needs_posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_note_that_cannot_be_read_keeps_its_tick(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", "x", ["  - my words"])
    (vault.root / JANE).chmod(0)
    vault.run("build")
    (vault.root / JANE).chmod(0o644)
    assert "my words" in vault.read(TODAY)
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} message: my words"


def test_a_note_that_is_no_text_for_a_while_keeps_its_tick(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0], more={"Odd.md": b"\xff\xfe"})
    text = vault.files()[JANE]
    vault.tick("Get back to", "x", ["  - my words"])
    vault.write(JANE, b"\xff\xfe\x00")
    result = vault.run("build")
    assert result.exit_code == 1
    assert f"It may be about {JANE}, which cannot be read." in result.stderr
    assert "my words" in vault.read(TODAY)
    vault.write(JANE, text)
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} message: my words"


def test_a_line_that_has_changed_meanwhile_keeps_its_tick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = made(tmp_path, OPENED["promise"][0])
    vault.tick("Keep your word", "-")
    meanwhile(monkeypatch, lambda: vault.write(JANE, vault.read(JANE).replace("slides", "pictures")))
    assert vault.run("build").exit_code == 75
    assert "- [-] Keep your word" in vault.read(TODAY)
    vault.ok("build")
    assert log(vault)[0].startswith("- [-] 2026-11-14 promised: the pictures")


def test_a_note_renamed_since_is_left_out_and_said(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["reply"][0])
    vault.tick("Get back to", "x", ["  - my words"])
    (vault.root / JANE).rename(vault.root / "People/Jane Roe.md")
    assert "Left out: " in vault.ok("build").stderr
    assert "- [ ] Get back to [[Jane Roe]]" in vault.read(TODAY)
    copies = [copy.reason for copy in vault.copies() if copy.path == TODAY and "my words" in copy.file.read_text("utf-8")]
    assert sorted(copies) == ["region-edited", "replaced"]


def test_a_mended_typo_does_not_lose_a_tick(tmp_path: Path) -> None:
    vault = made(tmp_path, OPENED["follow_up"][0] + " hirse", OPENED["reply"][0])
    vault.tick("Try Initech")
    vault.write(JANE, vault.read(JANE).replace("hirse", "hires").replace("# Jane\n", "# Jane\n\nnew words\n"))
    vault.ok("build")
    assert log(vault)[-1] == f"- {DAY} followed: [[Initech]]"
    settled(vault)
