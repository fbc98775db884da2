"""To which note a link leads (format, section 7), and what a node is compared by."""

from __future__ import annotations

import pytest
from conftest import network_of

from netvault.network.names import Names, fold, node_key, who

PATHS = ["People/Jane Doe.md", "People/Work/Bo Ek.md", "Archive/Bo Ek.md", "Companies/Initech.md", "Jane.md", "Daily/2026-11-12.md", "a/b/Note.md", "b/Note.md",
         "Zoe\u0308.md"]  # fmt: skip
CONTACTS = {
    "People/Jane Doe.md": ("Dr Jane Doe", "Janey", "Same"),
    "People/Work/Bo Ek.md": ("Bo Ek", "Same"),
    "Jane.md": ("Jane",),
}


def names() -> Names:
    return Names(PATHS, CONTACTS, frozenset({"Daily/2026-11-12.md"}))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("Jane Doe", "People/Jane Doe.md"),
        ("jane doe", "People/Jane Doe.md"),
        ("Jane Doe.md", "People/Jane Doe.md"),
        ("People/Jane Doe", "People/Jane Doe.md"),
        ("people/JANE DOE.md", "People/Jane Doe.md"),
        ("Work/Bo Ek", "People/Work/Bo Ek.md"),
        ("/People/Jane Doe", "People/Jane Doe.md"),
        ("Bo Ek", "Archive/Bo Ek.md"),
        ("b/Note", "b/Note.md"),
        ("Zoë", "Zoe\u0308.md"),
        ("ZOË", "Zoe\u0308.md"),
        ("Doe", None),
        ("ople/Jane Doe", None),
        ("Nobody", None),
    ],
)
def test_a_link_leads_to_the_note_of_that_name(target: str, path: str | None) -> None:
    assert names().find(target, "Notes/x.md").path == path


@pytest.mark.parametrize(
    ("target", "from_path", "path"),
    [
        ("Bo Ek", "People/Work/x.md", "People/Work/Bo Ek.md"),
        ("Note", "a/b/x.md", "a/b/Note.md"),
        ("Note", "x.md", "b/Note.md"),
        ("./Note", "a/b/x.md", "a/b/Note.md"),
        ("../b/Note", "a/x.md", "b/Note.md"),
        ("../../Jane", "a/b/x.md", "Jane.md"),
        ("../../../Jane", "a/b/x.md", None),
        ("./Jane", "a/b/x.md", None),
        ("Jane", "People/x.md", "Jane.md"),
        ("", "a/b/Note.md", "a/b/Note.md"),
    ],
)
def test_where_a_link_stands_matters(target: str, from_path: str, path: str | None) -> None:
    assert names().find(target, from_path).path == path


def test_of_several_notes_the_shortest_path_wins_and_the_others_are_known() -> None:
    found = names().find("Bo Ek", "Notes/x.md")
    assert (found.path, found.others, found.alias) == ("Archive/Bo Ek.md", ("People/Work/Bo Ek.md",), False)


def test_of_paths_of_one_length_the_first_by_name_wins() -> None:
    assert Names(["b/x.md", "a/x.md"], {}).find("x", "n.md").path == "a/x.md"


@pytest.mark.parametrize("target", ["Janey", "janey", "Dr Jane Doe", "DR JANE DOE"])
def test_a_link_to_no_note_may_be_a_contacts_name_or_alias(target: str) -> None:
    found = names().find(target, "x.md")
    assert (found.path, found.alias) == ("People/Jane Doe.md", True)


def test_an_alias_of_two_contacts_is_nobodys() -> None:
    assert names().find("Same", "x.md").path is None


def test_a_note_comes_before_an_alias() -> None:
    found = Names(["People/Ann.md", "Bob.md"], {"People/Ann.md": ("Ann", "Bob")}).find("Bob", "x.md")
    assert (found.path, found.alias) == ("Bob.md", False)


@pytest.mark.parametrize(
    ("target", "day"), [("2026-11-12", True), ("Daily/2026-11-12", True), ("1999-01-01", True), ("Jane Doe", False), ("2026-11-12 Plan", False)]
)
def test_what_names_a_day(target: str, day: bool) -> None:
    assert names().is_day(target, "x.md") is day


def test_a_daily_note_by_another_name_is_a_day_too() -> None:
    assert Names(["J/Thu 12 Nov.md"], {}, frozenset({"J/Thu 12 Nov.md"})).is_day("Thu 12 Nov", "x.md")


def test_a_node_without_a_note_is_its_name() -> None:
    assert names().node("Globex AB.md", "x.md") == ("Globex AB", "globex ab")
    assert names().node("initech", "x.md") == ("Companies/Initech.md", "Companies/Initech.md")


def test_names_are_compared_without_case_and_by_their_letters() -> None:
    assert fold("ZOE\u0308 ") == fold("zoë")
    assert fold("Straße") == fold("STRASSE")
    assert node_key("People/A.md") == "People/A.md"
    assert node_key("Initech") == node_key("INITECH")


@pytest.mark.parametrize(("path", "unique"), [("People/Jane Doe.md", True), ("Archive/Bo Ek.md", False), ("b/Note.md", False)])
def test_whether_a_bare_name_is_enough(path: str, unique: bool) -> None:
    assert names().unique(path) is unique


@pytest.mark.parametrize(
    ("contact", "first"), [("People/Jane Doe.md", "dr"), ("People/Work/Bo Ek.md", "bo"), ("Jane.md", "jane")]
)
def test_a_contacts_first_name(contact: str, first: str) -> None:
    assert names().first_name(contact) == first


# ── problems ────────────────────────────────────────────────────────────────────────────────────


def problems(files: dict[str, str]) -> list[tuple[str, str, int, int]]:
    return [(found.code, found.path, found.line, found.column) for found in network_of(files).diagnostics]


def test_a_link_that_could_mean_two_notes_is_said() -> None:
    files = {"People/Bo.md": "", "Archive/Bo.md": "", "2026-11-12.md": "\n- call: [[Bo]]\n"}
    assert problems(files) == [("ambiguous-link", "2026-11-12.md", 2, 9)]


def test_notes_of_one_name_that_are_nobody_are_no_matter() -> None:
    assert problems({"a/x.md": "", "b/x.md": "", "n.md": "[[x]]\n"}) == []


def test_a_link_by_alias_is_said_with_what_to_write() -> None:
    files = {"People/Jane Doe.md": "---\naliases: [Janey]\n---\n", "2026-11-12.md": "call: [[Janey]]\n"}
    (problem,) = network_of(files).diagnostics
    assert (problem.code, problem.severity) == ("alias-link", "info")
    assert "[[Jane Doe|Janey]]" in problem.help


def test_a_private_contact_in_a_note_that_is_not_is_said() -> None:
    files = {"People/Jane Doe.md": "---\nprivate: yes\n---\n[[Jane Doe]]\n", "2026-11-12.md": "call: [[Jane Doe]]\n"}
    assert problems(files) == [("private-in-note", "2026-11-12.md", 1, 7)]


def test_two_contacts_of_one_name_or_address_are_said() -> None:
    files = {
        "People/Jane.md": "---\nname: Jane Doe\nemail: j@x.example\n---\n",
        "People/JD.md": "---\nname: jane doe\n---\n",
        "People/Other.md": "---\nemail: [a@x.example, J@X.example]\n---\n",
    }
    assert [code for code, *_ in problems(files)] == ["duplicate-contact", "duplicate-contact"]


@pytest.mark.parametrize("text", ["Jose", "Nunez", "jose nunez", "Jose N", "José", "./People/José Núñez.md"])
def test_somebody_is_found_without_their_accents(text: str) -> None:
    people = {"People/José Núñez.md": ("José Núñez",), "People/Josip Ek.md": ("Josip Ek",)}
    assert who(text, people) == ["People/José Núñez.md"]


@pytest.mark.parametrize("text", ["Old Boss", "old boss", "boss", "Old Bos", "Rainer", "People/Old Boss"])
def test_somebody_is_found_by_the_name_of_their_file(text: str) -> None:
    people = {"People/Old Boss.md": ("Rainer Kolb",), "People/Oldrich.md": ("Oldrich",)}
    assert who(text, people) == ["People/Old Boss.md"]


@pytest.mark.parametrize("text", [".", " - ", "..", "?"])
def test_signs_alone_are_part_of_nobodys_name(text: str) -> None:
    assert who(text, {"People/Dr. Who-Be.md": ("Dr. Who-Be?",)}) == []
