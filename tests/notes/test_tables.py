"""Tables of a day: each row is a line, with its time, whom it was with, and what."""

from __future__ import annotations

import pytest
from conftest import network_of

from netvault.notes.scan import rows
from netvault.notes.table import table_line
from netvault.text import Source

PEOPLE = {"People/Jane Doe.md": "", "People/Bo Ek.md": "", "Companies/Initech.md": ""}
HEAD = "| time | who | what |\n|:--|---|--:|\n"


def read(path: str, table: str) -> list[tuple[str, str | None, str, list[str]]]:
    """The day, time and words of each entry that counts, with its acts."""
    found = network_of({**PEOPLE, path: table}).entries
    return [(entry.day.isoformat(), entry.time, entry.text, list(entry.acts)) for entry in found if entry.acts]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("| 09:30 | [[Jane Doe]] | call |", ("2026-11-18", "09:30", "call", ["talked"])),
        ("|9:30|[[Jane Doe]]|coffee, her new team|", ("2026-11-18", "09:30", "coffee, her new team", ["talked"])),
        ("| 09:30 - 10:00 | [[Jane Doe\\|Jane]] | asked: for an intro |", ("2026-11-18", "09:30", "for an intro", ["asked"])),
        ("| [[Jane Doe]], [[Bo Ek]] | lunch", ("2026-11-18", None, "lunch", ["talked"])),
        ("| 09:30 | call | [[Jane Doe]] | about the job |", ("2026-11-18", "09:30", "[[Jane Doe]] ; about the job", ["talked"])),
        ("| | [[Jane Doe]] | introduced me to [[Bo Ek]] |", ("2026-11-18", None, "introduced me to [[Bo Ek]]", ["lead"])),
    ],
)
def test_a_row_in_a_daily_note(row: str, said: tuple[str, str | None, str, list[str]]) -> None:
    ((day, time, text, acts),) = read("2026-11-18.md", f"# Wednesday\n\n{HEAD}{row}\n")
    assert (day, time, " ".join(text.split()), acts) == said


def test_a_row_in_a_contacts_note_begins_with_its_day() -> None:
    table = "| date | what |\n|---|---|\n| 2026-11-10 | call: the job |\n| soon | coffee |\n| [[2026-11-12]] | coffee |\n"
    assert [(day, acts) for day, _, _, acts in read("People/Bo Ek.md", table)] == [("2026-11-10", ["talked"]), ("2026-11-12", ["talked"])]


@pytest.mark.parametrize(
    "text",
    [HEAD, "| [[Jane Doe]]", "| a | b |\n|---|---|\n| [[Initech]] | pays well |", "```\n| [[Jane Doe]] | call |\n```", "| 09:30 | [[Jane Doe]] | no answer from her? |"],
)
def test_what_is_no_line(text: str) -> None:
    assert read("2026-11-18.md", text + "\n") == []


def test_other_notes_are_left_alone() -> None:
    assert read("Notes/Plan.md", f"{HEAD}| 09:30 | [[Jane Doe]] | call |\n") == []


@pytest.mark.parametrize("text", ["|", "||", "|a", "| [[a\\|b]] | c |", "|[a](b|c)|d|", "  | 1 | 2 |  ", "|\\||", "| `a | b` | c |", "|[[|]]|"])
def test_a_line_keeps_its_length(text: str) -> None:
    (row,) = rows(Source("x.md", text), 1)
    found = table_line(row)
    assert found is None or (len(found.read) == len(found.shown) <= len(row.read) and "[[a\\|b]]" in found.read + "[[a\\|b]]")
