"""Which day a note is the note of, as Obsidian's own settings say it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.notes.daily import (
    DAILY,
    PERIODIC,
    TEMPLATER,
    TEMPLATES,
    day_of_name,
    day_of_path,
    parse_obsidian,
)
from netvault.settings import Obsidian

NOVEMBER_12 = date(2026, 11, 12)


def test_a_vault_with_no_settings_has_obsidians_defaults() -> None:
    parsed = parse_obsidian({})
    assert parsed.value == Obsidian("", "YYYY-MM-DD", ())
    assert parsed.diagnostics == ()


@pytest.mark.parametrize(
    "text", ["{}", "\ufeff{}", '{"folder": "", "format": ""}', '{"folder": "/", "format": null}']
)
def test_empty_settings_change_nothing(text: str) -> None:
    parsed = parse_obsidian({DAILY: text, PERIODIC: "{}", TEMPLATES: "{}", TEMPLATER: "{}"})
    assert parsed.value == Obsidian()
    assert parsed.diagnostics == ()


def test_the_settings_of_daily_notes_and_of_templates_are_read() -> None:
    files = {
        DAILY: '{"folder": "/Journal/Daily/", "format": "YYYY/MM/DD"}',
        TEMPLATES: '{"folder": "Templates"}',
        TEMPLATER: '{"templates_folder": "./Extra/Templater"}',
    }
    assert parse_obsidian(files).value == Obsidian(
        "Journal/Daily", "YYYY/MM/DD", ("Templates", "Extra/Templater")
    )


@pytest.mark.parametrize(("enabled", "folder"), [(True, "Periodic"), (False, "Daily"), ("yes", "Daily")])
def test_periodic_notes_override_only_where_they_are_on(enabled: object, folder: str) -> None:
    periodic = json.dumps({"daily": {"enabled": enabled, "folder": "Periodic", "format": ""}})
    parsed = parse_obsidian({DAILY: '{"folder": "Daily"}', PERIODIC: periodic})
    assert parsed.value.daily_folder == folder
    assert parsed.value.daily_format == "YYYY-MM-DD"


@pytest.mark.parametrize(
    ("path", "text", "line", "message"),
    [
        (DAILY, "{\n  broken", 2, "This is not JSON."),
        (DAILY, "[" * 100_000, 1, "This is not JSON."),
        (DAILY, "9" * 5_000, 1, "This is not JSON."),
        (DAILY, "[]", 1, "This is not what Obsidian writes."),
        (DAILY, '{\n"folder": 3}', 2, "`folder` should be a text."),
        (DAILY, '{"folder": "../Other"}', 1, "`folder` leads out of the vault."),
        (PERIODIC, '{"daily": [1]}', 1, "`daily` is not what Obsidian writes."),
        (TEMPLATER, '{"templates_folder": [1]}', 1, "`templates_folder` should be a text."),
    ],
)
def test_what_cannot_be_read_is_named_and_the_defaults_hold(
    path: str, text: str, line: int, message: str
) -> None:
    parsed = parse_obsidian({path: text})
    assert parsed.value == Obsidian()
    (found,) = parsed.diagnostics
    assert (found.code, found.severity, found.path) == ("obsidian-settings", "warning", path)
    assert (found.line, found.message) == (line, message)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("gggg-[W]ww", "The daily notes' format has `gggg`, which netvault does not read."),
        ("YYYY-DDDD", "The daily notes' format has `DDDD`, which netvault does not read."),
        ("YYYY-MM-DD HHmm", "The daily notes' format has `HH`, which netvault does not read."),
        ("YYYY-MM", "The daily notes' format does not tell the year, the month and the day."),
        ("[YYYY-MM-DD]", "The daily notes' format does not tell the year, the month and the day."),
        ("DM" * 50, "The daily notes' format does not tell the year, the month and the day."),
    ],
)
def test_a_format_that_is_not_read_is_said_once(form: str, message: str) -> None:
    parsed = parse_obsidian({DAILY: '{\n  "format": ' + json.dumps(form) + "\n}"})
    (found,) = parsed.diagnostics
    assert (found.code, found.severity, found.line, found.column) == ("daily-format", "warning", 2, 3)
    assert found.message == message
    assert day_of_path("1" * 100 + ".md", parsed.value) is None


@pytest.mark.parametrize(
    ("folder", "form", "path"),
    [
        ("", "YYYY-MM-DD", "2026-11-12.md"),
        ("Daily", "YYYY-MM-DD", "Daily/2026-11-12.md"),
        ("A/B", "YYYY/MM-MMM/YYYY-MM-DD-dddd", "A/B/2026/11-Nov/2026-11-12-Thursday.md"),
        ("", "YYYY/MMMM/Do", "2026/November/12th.md"),
        ("", "D.M.YY", "12.11.26.md"),
        ("", "[Day of] YYYY MM DD", "Day of 2026 11 12.md"),
        ("", "[logs/]YYYYMMDD", "logs/20261112.md"),
        ("", "ddd, DD MMM YYYY (E)", "Do., 12 Nov 2026 (4).md"),
        ("", "/YYYY-MM-DD/", "2026-11-12.md"),
    ],
)
def test_a_daily_note_is_found_by_folder_and_format(folder: str, form: str, path: str) -> None:
    assert day_of_path(path, Obsidian(folder, form)) == NOVEMBER_12


@pytest.mark.parametrize(
    ("folder", "form", "path"),
    [
        ("", "YYYY-MM-DD", "2026-11-12 Call.md"),
        ("", "YYYY-MM-DD", "Daily/2026-11-12.md"),
        ("Daily", "YYYY-MM-DD", "2026-11-12.md"),
        ("Daily", "YYYY-MM-DD", "Daily2026-11-12.md"),
        ("", "YYYY-MM-DD", "2026-02-30.md"),
        ("", "YYYY-MM-DD", "2026-11-12"),
        ("", "YYYY-MM-DD", "٢٠٢٦-١١-١٢.md"),
        ("", "YYYY/YYYY-MM-DD", "2025/2026-11-12.md"),
        ("", "YYYY-MM-DD MMM", "2026-11-12 Oct.md"),
        ("", "YYYY.MM.DD", "2026-11-12.md"),
        ("", "YYYY-DDDD", "2026-316.md"),
    ],
)
def test_other_notes_are_no_daily_notes(folder: str, form: str, path: str) -> None:
    assert day_of_path(path, Obsidian(folder, form)) is None


def test_two_digits_of_a_year_are_read_as_moment_reads_them() -> None:
    form = Obsidian("", "YY-MM-DD")
    assert day_of_path("68-01-01.md", form) == date(2068, 1, 1)
    assert day_of_path("69-01-01.md", form) == date(1969, 1, 1)


@pytest.mark.parametrize(
    ("path", "day", "exact"),
    [
        ("Jane Doe.md", None, False),
        ("2026-13-01.md", None, False),
        ("2026-11-123.md", None, False),
        ("2026-11-12-03.md", None, False),
        ("2026-11-12/Jane.md", None, False),
        ("Call 2026-11-12.md", None, False),
        ("2026-11-12.md", NOVEMBER_12, True),
        ("2026-11-12.MD", NOVEMBER_12, True),
        ("any/where/2026-11-12.md", NOVEMBER_12, True),
        ("2026-11-12 Globex panel.md", NOVEMBER_12, False),
        ("2026-11-12-panel.md", NOVEMBER_12, False),
        ("2026-11-12_panel.md", NOVEMBER_12, False),
    ],
)
def test_a_name_may_begin_with_a_day(path: str, day: date | None, exact: bool) -> None:
    assert day_of_name(path) == (day, exact)


TOKENS = st.sampled_from(
    "YYYY YY MM M MMM MMMM DD D Do dddd ddd E ww / - [x] [ ] . 1 L \\ (".split(" ")  # noqa: SIM905
)


@given(
    st.lists(TOKENS, max_size=20).map("".join) | st.text(max_size=20),
    st.text("0123456789-/ Novthx", max_size=40),
)
def test_any_format_and_path_give_a_day_or_none(form: str, path: str) -> None:
    assert isinstance(day_of_path(path + ".md", Obsidian("", form)), date | None)
    assert isinstance(day_of_name(path + ".md")[0], date | None)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"]))
def test_every_day_is_found_again(day: date, form: str) -> None:
    written = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    moment, path = form, form
    for sign, token, text in zip(("%Y", "%m", "%d"), ("YYYY", "MM", "DD"), written, strict=True):
        moment, path = moment.replace(sign, token), path.replace(sign, text)
    assert day_of_path(f"D/{path}.md", Obsidian("D", moment)) == day


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda v: (
        st.lists(v)
        | st.dictionaries(st.sampled_from(["daily", "folder", "format", "enabled", "templates_folder"]), v)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from([DAILY, PERIODIC, TEMPLATES, TEMPLATER]), st.text() | VALUES.map(json.dumps)
    )
)
def test_any_texts_give_settings_and_places_that_are_there(files: dict[str, str]) -> None:
    parsed = parse_obsidian(files)
    assert isinstance(parsed.value, Obsidian)
    for found in parsed.diagnostics:
        assert found.excerpt in files[found.path]
        assert 1 <= found.column <= len(files[found.path]) + 1
