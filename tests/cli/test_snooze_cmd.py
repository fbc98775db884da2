"""`netvault snooze`: an item, or keeping in touch, later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from writing_vaults import Vault

JANE = "People/Jane Doe.md"
NOTE = "---\n# how often\ncircle: inner\n---\n\n- 2026-09-01 call: one\n- 2026-11-12 lead: [[Initech]]\n- 2026-11-15 heard: about Friday\n"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault = Vault(tmp_path / "vault", {JANE: NOTE, "People/Bo Ek.md": "---\r\ncircle: inner\r\nsnooze: 2026-01-01\r\n---\r\n"})
    vault.build()
    return vault


@pytest.mark.parametrize(
    ("said", "day"),
    [("2026-12-24", "2026-12-24"), ("tomorrow", "2026-11-23"), ("next monday", "2026-11-23"), ("2 weeks", "2026-12-06"), ("in 3 days", "2026-11-25")],
)
def test_keeping_in_touch_later(vault: Vault, said: str, day: str) -> None:
    result = vault.ok("snooze", "jane", *said.split())
    assert f"snooze: {day}\n---" in vault.read(JANE)
    assert result.stderr.endswith(f"Until {day}.\n")
    assert vault.read(JANE).startswith("---\n# how often\ncircle: inner\n")


def test_a_snooze_that_is_there_is_moved(vault: Vault) -> None:
    vault.ok("snooze", "bo", "2027-01-01")
    assert vault.read("People/Bo Ek.md") == "---\r\ncircle: inner\r\nsnooze: 2027-01-01\r\n---\r\n"
    assert "keep_in_touch Bo Ek" not in vault.open_items()
    vault.ok("snooze", "bo", "2026-12-01")
    assert "snooze: 2026-12-01" in vault.read("People/Bo Ek.md")


def test_the_same_day_again_writes_nothing(vault: Vault) -> None:
    vault.ok("snooze", "bo", "2027-01-01")
    before = vault.files()
    assert "nothing to write" in vault.ok("snooze", "bo", "2027-01-01").stderr
    assert vault.files() == before


def test_an_obligation_later(vault: Vault) -> None:
    vault.ok("snooze", vault.id("Try Initech"), "next", "monday")
    assert " [due:: 2026-11-23]\n- 2026-11-15 heard" in vault.read(JANE)
    vault.ok("snooze", vault.id("Get back to"), "2026-12-01")
    assert "- 2026-11-15 heard: about Friday [later:: 2026-12-01]\n" in vault.read(JANE)
    vault.build()
    assert "Get back to" not in vault.read("Today.md")
    assert "Try Initech" in vault.ok("today", "--all").stdout


def test_once_more_to_another_day(tmp_path: Path) -> None:
    """The last word counts, an earlier day too; and nothing piles up."""
    vault = Vault(tmp_path / "vault", {JANE: "- 2026-11-18 promised: the lamp ^x\n"})
    vault.build()
    name = vault.id("Keep your word")
    for day in ("2026-12-10", "2026-12-17", "2026-12-03"):
        vault.ok("snooze", name, day)
        assert vault.read(JANE) == f"- 2026-11-18 promised: the lamp [later:: {day}] [due:: {day}] ^x\n"
    assert "Keep your word" not in vault.ok("today", day="2026-12-02").stdout
    assert "Keep your word" in vault.ok("today", day="2026-12-03").stdout


def test_what_was_put_off_more_than_once_before_has_one_day_again(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "- 2026-11-18 heard: x (later:: 2026-11-30), y [later:: 2026-12-30]\n"})
    (reply,) = json.loads(vault.ok("today", "--all", "--json").stdout)["items"]
    vault.ok("snooze", reply["id"], "2026-12-05")
    assert vault.read(JANE) == "- 2026-11-18 heard: x (later:: 2026-12-05), y\n"


def test_what_is_not_due_yet_is_not_due_sooner(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "- 2026-11-22 lead: [[Initech]]\n"})
    vault.build()
    vault.ok("snooze", vault.id("Try Initech"), "tomorrow")
    (lead,) = [item for item in json.loads(vault.ok("today", "--json").stdout)["items"] if item["habit"] == "follow_up"]
    assert lead["due"] == "2026-11-25"


def test_thanks_that_wait_do_not_hide_the_lead_of_the_same_line(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "---\ncompany: '[[Initech]]'\n---\n- 2026-11-12 lead: [[Initech]]\n"})
    vault.build()
    vault.ok("snooze", vault.id("Thank [["), "2026-12-12")
    assert vault.read(JANE).endswith("- 2026-11-12 lead: [[Initech]] [later_thank:: 2026-12-12]\n")
    shown = {item["habit"]: (item["shown"], item["due"]) for item in json.loads(vault.ok("today", "--json").stdout)["items"]}
    assert shown == {"follow_up": (True, "2026-11-15"), "thank": (False, "2026-12-12")}


def test_a_message_that_came_since_does_not_wait_with_the_one_before(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {JANE: "- 2026-11-13 heard: x [later:: 2027-01-21]\n- 2026-11-21 heard: z\n"})
    (reply,) = json.loads(vault.ok("today", "--json").stdout)["items"]
    assert (reply["shown"], reply["due"], reply["opened"]) == (True, "2026-11-22", "2026-11-13")


@pytest.mark.parametrize("said", ["2026-11-22", "yesterday", "2020-01-01", "someday", "-1"])
def test_a_day_that_will_not_do(vault: Vault, said: str) -> None:
    before = vault.files()
    result = vault.run("snooze", "jane", "--", said)
    assert (result.exit_code, vault.files()) == (2, before)


def test_what_is_no_day_is_told_days_to_come(vault: Vault) -> None:
    assert "Try 2026-11-12, friday, “next week” or “in 3 weeks”." in vault.run("snooze", "jane", "never").stderr


def test_a_day_that_has_been_is_told_days_to_come(vault: Vault) -> None:
    said = vault.run("snooze", "jane", "yesterday").stderr
    assert "is not after" in said
    assert "Try friday" in said


def test_a_look_at_what_would_be_written(vault: Vault) -> None:
    before = vault.files()
    assert "+snooze: 2026-12-01" in vault.ok("snooze", "jane", "2026-12-01", "--dry-run").stdout
    assert vault.files() == before


def test_nobody(vault: Vault) -> None:
    assert vault.run("snooze", "zebedee", "tomorrow").exit_code == 2


def test_a_property_that_cannot_be_set(vault: Vault) -> None:
    vault.write(JANE, "---\ncircle: [inner\n---\n")
    before = vault.files()
    result = vault.run("snooze", "jane", "tomorrow")
    assert (result.exit_code, vault.files()) == (1, before)
    assert "Nothing was written." in result.stderr


def test_somebody_without_a_rhythm(vault: Vault) -> None:
    vault.write("People/Tom.md", "", "2026-11-22")
    result = vault.ok("snooze", "tom", "2 weeks")
    assert result.stderr.endswith("Tom has no rhythm, so nothing came up by itself. `cadence: 2 months` or a circle in the note gives one.\n")
    assert "no rhythm" not in vault.ok("snooze", "jane", "2 weeks").stderr


def test_without_a_day_it_says_how_one_is_given(vault: Vault) -> None:
    result = vault.run("snooze", "jane")
    assert result.exit_code == 2
    assert result.stderr.endswith("Until when? For example: netvault snooze jane next monday\n")
