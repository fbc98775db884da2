"""What a note is: a contact, an organisation, a day, a meeting, or something else. The first that holds."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import network_of
from hypothesis import given
from hypothesis import strategies as st

from netvault.model import Note
from netvault.notes.note import read_note
from netvault.settings import DEFAULTS, Obsidian, Settings
from netvault.text import Source


def note(path: str, properties: str = "", body: str = "", settings: Settings = DEFAULTS) -> Note:
    text = f"---\n{properties}\n---\n{body}" if properties else body
    return read_note(Source(path, text), settings).value


# ── contacts ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "properties",
    ["type: contact", "type: Person", 'type: "[[Contact]]"', 'type: "[[Types/Person|a person]]"', "tags: [contact]", "tags: person", "tags: [a, Person/work]",
     "tags:\n  - person", 'categories: ["[[People]]"]', 'categories:\n  - "[[Categories/People]]"'],
)  # fmt: skip
def test_a_contact_by_its_properties(properties: str) -> None:
    assert note("Notes/Jane.md", properties).kind == "contact"


@pytest.mark.parametrize(
    "properties", ["type: book", "tags: [personal]", "tags: [contacts]", "tags: [work/person]", 'categories: ["[[Books]]"]', "person: yes"]
)
def test_other_properties_make_no_contact(properties: str) -> None:
    assert note("Notes/Jane.md", properties).kind == "other"


def test_a_tag_in_the_body_makes_no_contact() -> None:
    assert note("Notes/Jane.md", body="#person\n- #contact x\n").kind == "other"


@pytest.mark.parametrize("path", ["People/Jane.md", "people/jane.md", "Contacts/Work/Jane.md", "People/a/b/c/Jane.md"])
def test_a_contact_by_its_folder(path: str) -> None:
    assert note(path).kind == "contact"


@pytest.mark.parametrize("path", ["People.md", "Archive/People/Jane.md", "Peoples/Jane.md", "Jane.md"])
def test_other_folders_make_no_contact(path: str) -> None:
    assert note(path).kind == "other"


@pytest.mark.parametrize("name", ["People", "README", "readme", "Index", "_template", "_"])
def test_some_notes_of_the_folder_are_about_it(name: str) -> None:
    assert note(f"People/{name}.md").kind == "other"


def test_a_folder_note_inside_a_folder_of_contacts_is_none() -> None:
    assert note("People/Work/Work.md").kind == "other"
    assert note("People/Work/People.md").kind == "contact"


def test_a_type_that_says_something_else_takes_a_note_out_of_the_folder() -> None:
    assert note("People/Tips.md", "type: reference").kind == "other"
    assert note("People/Initech.md", "type: company").kind == "organisation"
    assert note("People/Jane.md", "type:").kind == "contact"


def test_what_a_person_says_holds_against_the_folder() -> None:
    assert note("Companies/Jane.md", "type: person").kind == "contact"
    assert note("People/_Jane.md", "type: contact").kind == "contact"


def test_the_folders_are_settings() -> None:
    settings = Settings(contacts=("Net/Leute",), organisations=("Firmen",))
    assert note("Net/Leute/Jane.md", settings=settings).kind == "contact"
    assert note("Firmen/Initech.md", settings=settings).kind == "organisation"
    assert note("People/Jane.md", settings=settings).kind == "other"


def test_a_contacts_name_is_its_property_or_its_files() -> None:
    assert note("People/Jane Doe.md").name == "Jane Doe"
    assert note("People/Jane Doe.md", "name: Dr Jane Doe").name == "Dr Jane Doe"
    assert note("People/Jane Doe.MD").name == "Jane Doe"
    assert note("People/J. Doe.md").name == "J. Doe"


def test_a_contact_whose_front_matter_cannot_be_read_is_private_and_named_by_its_file() -> None:
    found = note("People/Jane.md", "name: [Jane", "- 2026-11-12 call: x\n")
    assert (found.kind, found.name, found.properties.private, found.properties.readable) == ("contact", "Jane", True, False)
    assert [line.text for line in found.lines] == ["call: x"]


# ── organisations ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["organisation", "organization", "org", "Company", '"[[Company]]"'])
def test_an_organisation_by_its_type(kind: str) -> None:
    assert note("Notes/Initech.md", f"type: {kind}").kind == "organisation"


def test_an_organisation_by_its_folder() -> None:
    assert note("Companies/Initech.md").kind == "organisation"
    assert note("Organisations/Tech/Initech.md").kind == "organisation"


@pytest.mark.parametrize("path", ["Companies/Companies.md", "Companies/README.md", "Companies/_x.md", "X/Companies/Initech.md"])
def test_no_organisation(path: str) -> None:
    assert note(path).kind == "other"


# ── days ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["2026-11-12.md", "Daily/2026-11-12.md", "a/b/2026-11-12.md"])
def test_a_file_that_is_named_by_a_day_is_that_days_note(path: str) -> None:
    found = note(path)
    assert (found.kind, found.day) == ("dated", date(2026, 11, 12))


@pytest.mark.parametrize("path", ["2026-13-12.md", "2026-11.md", "2026-11-12 Thursday.md", "x 2026-11-12.md"])
def test_other_names_are_no_days(path: str) -> None:
    assert note(path).kind == "other"


def test_obsidians_own_format_of_daily_notes() -> None:
    settings = Settings(obsidian=Obsidian("Journal", "YYYY/MM/dddd DD MMM YYYY"))
    assert note("Journal/2026/11/Thursday 12 Nov 2026.md", settings=settings).day == date(2026, 11, 12)
    assert note("Journal/2026/11/Friday 13 Nov 2026 trip.md", settings=settings).kind == "other"


# ── meetings ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("M/Plan.md", "type: meeting\ndate: 2026-11-12"),
        ("M/Plan.md", "date: 2026-11-12T10:00\ntags: [meeting]"),
        ("M/Plan.md", "date: 2026-11-12\ntags: [meeting/weekly]"),
        ("M/Plan.md", 'date: 2026-11-12\ncategories: ["[[Meetings]]"]'),
        ("M/Plan.md", 'date: 2026-11-12\nattendees: ["[[Jane]]"]'),
        ("M/2026-11-12 Plan.md", "type: Meeting"),
        ("M/2026-11-12 Plan.md", 'attendees: "[[Jane]]"'),
        ("M/2026-11-12 Plan.md", 'people: ["[[Jane]]"]'),
    ],
)
def test_a_meeting_has_a_day_and_says_that_it_is_one(path: str, properties: str) -> None:
    found = note(path, properties)
    assert (found.kind, found.day) == ("meeting", date(2026, 11, 12))


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("M/Plan.md", "type: meeting"),
        ("M/Plan.md", 'attendees: ["[[Jane]]"]'),
        ("M/Plan.md", 'date: 2026-11-12\npeople: ["[[Jane]]"]'),
        ("M/2026-11-12 Plan.md", "tags: [x]"),
        ("M/Plan.md", "date: soon\ntype: meeting"),
    ],
)
def test_no_meeting(path: str, properties: str) -> None:
    assert note(path, properties).kind == "other"


def test_the_date_property_holds_against_the_files_name() -> None:
    assert note("M/2026-11-12 Plan.md", "type: meeting\ndate: 2026-11-13").day == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("body", "empty"),
    [("", True), ("\n\n", True), ("# Agenda\n\n## Notes\n", True), ("%% todo %%\n", True), ("- x\n", False), ("words\n", False), ("# A\nx\n", False)],
)
def test_a_meeting_note_is_empty_until_something_is_said_in_it(body: str, empty: bool) -> None:
    assert note("M/2026-11-12 Plan.md", "type: meeting", body).body_empty is empty


# ── order of a log, conflicts, any text ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "newest"),
    [
        (["2026-01-03", "2026-01-02", "2026-01-01"], True),
        (["2026-01-01", "2026-01-02"], False),
        (["2026-01-01"], False),
        (["2026-01-01", "2026-01-01"], False),
        (["2026-01-02", "2026-01-09", "2026-01-01"], True),
    ],
)
def test_a_log_runs_newest_first_where_its_first_line_is_later_than_its_last(days: list[str], newest: bool) -> None:
    assert note("People/Jane.md", body="\n".join(f"- {day} call: x" for day in days)).newest_first is newest


def test_the_order_of_a_log_may_be_a_setting() -> None:
    older, newer = "- 2026-01-01 call: x\n", "- 2026-01-02 call: y\n"
    assert note("People/Jane.md", body=older + newer, settings=Settings(order="newest")).newest_first
    assert not note("People/Jane.md", body=newer + older, settings=Settings(order="oldest")).newest_first


def test_a_merge_that_was_not_sorted_out_is_an_error_at_its_line() -> None:
    text = "a\n<<<<<<< HEAD\n- x\n=======\n- y\n>>>>>>> theirs\n"
    (problem,) = read_note(Source("People/Jane.md", text), DEFAULTS).diagnostics
    assert (problem.code, problem.severity, problem.line) == ("conflict-markers", "error", 2)
    assert read_note(Source("People/Jane.md", "a\n=======\n"), DEFAULTS).diagnostics == ()


def test_the_problems_of_a_private_note_are_private() -> None:
    text = "---\nprivate: true\ncadence: often\n---\n- 12/11/2026 call: x\n"
    problems = read_note(Source("People/Jane.md", text), DEFAULTS).diagnostics
    assert {problem.code for problem in problems} == {"wrong-type", "bad-date"}
    assert all(problem.private for problem in problems)


def test_only_contacts_and_organisations_have_their_properties_checked() -> None:
    text = "---\ncadence: often\ncirle: x\n---\n"
    assert read_note(Source("Recipes/Soup.md", text), DEFAULTS).diagnostics == ()
    assert {p.code for p in read_note(Source("People/Jane.md", text), DEFAULTS).diagnostics} == {"wrong-type", "unknown-field"}


def test_in_a_note_that_is_nobodys_a_date_may_be_a_link_of_any_kind() -> None:
    body = "- [Thu](Daily/2026-11-12.md) call: [[Jane]]\n- [[Daily/2026-11-12|Thu]] call: [[Jane]]\n- 2026-11-12 call: [[Jane]]\n"
    entries = network_of({"People/Jane.md": "", "Notes/x.md": body}).entries
    assert [entry.acts for entry in entries] == [("talked",)] * 3


@given(st.sampled_from(["People/a.md", "Companies/a.md", "2026-01-01.md", "M/2026-01-01 a.md", "N/a.md"]), st.text(max_size=200))
def test_any_text_is_a_note(path: str, text: str) -> None:
    found = read_note(Source(path, text), DEFAULTS)
    assert found.value.path == path
    for problem in found.diagnostics:
        assert 1 <= problem.line <= len(Source(path, text).lines)
        assert problem.column >= 1


def test_a_paragraph_of_a_contacts_note_that_begins_with_a_date_is_pointed_out() -> None:
    body = "# Jane\n\n2026-11-12 coffee\n**2026-11-13** call\n\n- 2026-11-14 call: a\n  2026-11-15 more of it\n\n    2026-11-16 code\n> 2026-11-17 a quote\n\nborn 2026-11-18\n"
    found = read_note(Source("People/Jane.md", body), DEFAULTS).diagnostics
    assert [(problem.code, problem.severity, problem.line, problem.column) for problem in found] == [
        ("dated-paragraph", "info", 3, 1), ("dated-paragraph", "info", 4, 1),
    ]  # fmt: skip
    assert read_note(Source("Daily/2026-11-12.md", body), DEFAULTS).diagnostics == ()
