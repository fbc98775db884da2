"""netvault.toml: what each setting means, and what a person sees when one is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.diagnostics import Diagnostic
from netvault.settings import ACTS, DEFAULTS, FIELDS, Due, Settings, parse_settings


def read(text: str) -> Settings:
    """The settings of a text in which nothing is wrong."""
    parsed = parse_settings(text)
    assert parsed.diagnostics == ()
    return parsed.value


def problem(text: str) -> Diagnostic:
    """The one problem of a text, which leaves the defaults as they are."""
    parsed = parse_settings(text)
    assert parsed.value == DEFAULTS
    (found,) = parsed.diagnostics
    assert found.severity == "error"
    assert found.path == "netvault.toml"
    return found


EVERYTHING = """\
format = 1
[vault]
contacts = ["People", "Contacts"]
organisations = ["Organisations", "Companies"]
ignore = []
[circles]
inner = "30d"
active = "90d"
wide = "180d"
dormant = "365d"
[due]
reply = "1d"
thank = "1d"
follow_up = "3d"
report_back = "7d"
report_back_risk = "3d"
promise = "7d"
help = "3d"
kind = "3d"
waiting = "14d"
[today]
limit = 10
hellos = 3
stale = "60d"
[output]
today = "Today.md"
reports = "Reports"
templates = "templates/netvault"
[log]
heading = "Log"
order = "auto"
[fields]
[words]
"""


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\n", "format = 1\n", "[due]\n", EVERYTHING])
def test_a_file_that_changes_nothing_gives_the_defaults(text: str) -> None:
    assert read(text) == DEFAULTS
    assert read(text.replace("\n", "\r\n")) == DEFAULTS


def test_the_defaults_are_those_of_the_format() -> None:
    assert DEFAULTS.due == Due(1, 1, 3, 7, 3, 7, 3, 3, 14)
    assert (DEFAULTS.limit, DEFAULTS.hellos, DEFAULTS.stale, DEFAULTS.loops_from) == (10, 3, 60, None)
    assert [DEFAULTS.circle(name) for name in ("inner", "active", "wide", "dormant")] == [30, 90, 180, 365]
    assert DEFAULTS.languages == ("en",)


def test_settings_can_be_kept_by_value() -> None:
    assert hash(read('[fields]\ncadence = "x"')) == hash(read('fields.cadence = ["x"]'))


def test_circles_are_found_in_any_case_and_new_ones_come_last() -> None:
    settings = read('[circles]\nVIP = "1w"\nInner = "monthly"\nold = 400\n')
    names = [name for name, _ in settings.circles]
    assert names == ["inner", "active", "wide", "dormant", "VIP", "old"]
    assert [settings.circle(name) for name in ("vip", "INNER", "Old", "nobody")] == [7, 30, 400, None]


@pytest.mark.parametrize(("written", "days"), [('"2w"', 14), ('"every 3 days"', 3), ("5", 5), ('"5"', 5)])
def test_a_time_is_written_as_a_cadence_is(written: str, days: int) -> None:
    assert read(f"[due]\nreply = {written}\n").due.reply == days


@pytest.mark.parametrize("written", ["2026-01-01", '"2026-01-01"'])
def test_loops_may_begin_on_a_day(written: str) -> None:
    assert read(f"[today]\nloops_from = {written}\n").loops_from == date(2026, 1, 1)


def test_further_names_and_words() -> None:
    settings = read(
        '[fields]\ncadence = ["prm-cadence"]\n[words]\ntalked = "kaffee"\nlanguages = ["en", "de"]\n'
    )
    assert settings.fields == (("cadence", ("prm-cadence",)),)
    assert settings.words == (("talked", ("kaffee",)),)
    assert settings.languages == ("en", "de")


def test_every_act_and_field_may_have_further_names() -> None:
    assert read("[words]\n" + "".join(f'{act} = "x{act}"\n' for act in ACTS)).words[0] == (
        "talked",
        ("xtalked",),
    )
    assert len(read("[fields]\n" + "".join(f'{field} = "x{field}"\n' for field in FIELDS)).fields) == len(
        FIELDS
    )


def test_paths_lose_their_last_slash_and_a_heading_its_marks() -> None:
    settings = read(
        'output.reports = "Notes/Reports/"\nvault.contacts = ["Leute/"]\nlog.heading = "## Verlauf"'
    )
    assert (settings.reports, settings.contacts, settings.heading) == ("Notes/Reports", ("Leute",), "Verlauf")


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ('[due]\nthnak = "2d"', 2, 1, "There is no setting `thnak` in [due].", "Did you mean `thank`?"),
        ("[vualt]", 1, 2, "There is no setting `vualt`.", "Did you mean `vault`?"),
        ("\ufeffformatt = 1", 1, 1, "There is no setting `formatt`.", "Did you mean `format`?"),
        ("today.limt = 3", 1, 1, "There is no setting `limt` in [today].", "Did you mean `limit`?"),
        (
            '[today]\n  "reply" = 3',
            2,
            3,
            "There is no setting `reply` in [today].",
            "`reply` belongs in [due].",
        ),
        ("[log]\nsize = 1", 2, 1, "There is no setting `size` in [log].", "There are: heading, order."),
        ('[words]\ntalkd = ["x"]', 2, 1, "There is no setting `talkd` in [words].", "Did you mean `talked`?"),
        (
            'vault.ignore = ["""\n[due]\nthank = 1\n"""]\n[[x]]\n',
            1,
            16,
            '`ignore` must be a list of texts, such as ["one", "two"].',
            "Leave it out to have the default.",
        ),
    ],
)
def test_a_problem_stands_where_it_is(text: str, line: int, column: int, message: str, hint: str) -> None:
    found = parse_settings(text).diagnostics[0]
    assert (found.line, found.column, found.message, found.help) == (line, column, message, hint)


def test_the_place_of_a_value_is_found_behind_strings_and_comments() -> None:
    found = problem('# [due]\n# reply = 1\n[log] # order = "x"\n  order = "up" # order = "auto"\n')
    assert (found.code, found.line, found.column, found.width) == ("wrong-setting", 4, 11, 4)
    assert found.message == '`order` must be "auto", "newest" or "oldest".'
    assert found.excerpt == '  order = "up" # order = "auto"'


@pytest.mark.parametrize(
    "text",
    [
        'due.reply = "soon"',
        'due.reply = "never"',
        "due.reply = 0",
        "due.reply = true",
        "due = 3",
        "[[due]]",
        "today.limit = -1",
        "today.limit = 1.5",
        'today.limit = "10"',
        "today.limit = true",
        'today.loops_from = "2026-02-30"',
        "today.loops_from = 2026-01-01T10:00:00",
        "circles.vip = 'often'",
        "vault.contacts = [1]",
        'vault.contacts = [""]',
        'vault.contacts = ["../Other"]',
        "vault.ignore = {}",
        'log.order = "up"',
        "log.order = []",
        'log.heading = "##"',
        'log.heading = "a\\nb"',
        'words.lead = ["a\\u2028"]',
        'fields.cadence = ["circle"]',
        'format = "1"',
        "format = 0",
        "format = true",
    ],
)
def test_a_wrong_value_is_named_and_the_default_holds(text: str) -> None:
    assert problem(text).code == "wrong-setting"


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "/etc/x",
        "../x",
        "a/../x",
        "a//x",
        ".obsidian/x",
        "a/.git/x",
        "C:/x",
        "a\\\\x",
        "a\\u0000x",
        "a\\nx",
        "~?",
        "a/./x",
    ],
)
@pytest.mark.parametrize("key", ["today", "reports", "templates"])
def test_what_is_written_stays_in_the_vault(key: str, path: str) -> None:
    ending = ".md" if key == "today" else ""
    assert problem(f'output.{key} = "{path}{ending}"').code == "wrong-setting"


@pytest.mark.parametrize("path", ["Today", "Today.txt", "Notes/.md"])
def test_today_is_a_note(path: str) -> None:
    assert problem(f'output.today = "{path}"').code == "wrong-setting"


def test_a_newer_format_is_refused_and_nothing_else_is_said_of_it() -> None:
    found = problem("format = 2\n[brandnew]\n")
    assert (found.code, found.line, found.column) == ("newer-format", 1, 10)
    assert found.help == "Install a newer netvault."


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[due]\nreply 3", 2, 7),
        ("\ufeffreply", 1, 6),
        ('a = "x', 1, 7),
        ("a = 1\na = 2", 2, 6),
        ("a = 1\r\n=", 2, 1),
    ],
)
def test_what_is_no_toml_is_said_where_it_ends(text: str, line: int, column: int) -> None:
    found = problem(text)
    assert (found.code, found.line, found.column) == ("settings-syntax", line, column)
    assert found.message.startswith("This is not TOML: ")


@pytest.mark.parametrize(
    "text",
    [
        "a=" + "[" * 50_000,
        "a=" + "1" * 5_000,
        "a." * 30_000 + "b = 1",
        "a = 1\n" * 20_000,
        "[" * 5_000,
        "a={" * 900,
    ],
)
def test_hostile_texts_end_in_a_diagnostic(text: str) -> None:
    assert problem(text).code == "settings-syntax"


def test_the_good_half_of_a_file_counts() -> None:
    parsed = parse_settings('[due]\nreply = "4d"\nthank = "soon"\n[nonsense]\n')
    assert parsed.value.due == Due(reply=4)
    assert [(d.line, d.code) for d in parsed.diagnostics] == [(3, "wrong-setting"), (4, "unknown-setting")]


LINES = st.sampled_from(
    [
        *EVERYTHING.splitlines(),
        "[words]",
        'talked = ["""\n[due]',
        '"""]',
        "x = {a = 1}",
        "'a b'.c = [",
        "]",
        "a.b.c = 1",
        "[[due]]",
        "\ufeff",
        "\r",
        "\\",
        "# é",
        "[circles]",
        '"\\u00e9" = 3',
        "= 2",
        "reply = 1979-05-27",
    ]
)


@given(st.text() | st.lists(LINES).map("\n".join) | st.lists(LINES | st.text(max_size=8)).map("\r\n".join))
def test_any_text_gives_settings_and_places_that_are_there(text: str) -> None:
    parsed = parse_settings(text)
    assert isinstance(parsed.value, Settings)
    for found in parsed.diagnostics:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        shown = lines[found.line - 1]
        assert found.excerpt == (shown.removeprefix("\ufeff") if found.line == 1 else shown)


@pytest.mark.parametrize("key", ["today", "reports", "templates"])
def test_half_a_character_is_no_part_of_a_path(key: str) -> None:
    found = parse_settings(f'[output]\n{key} = "a\ud800b.md"\n')
    assert [problem.code for problem in found.diagnostics] == ["wrong-setting"]
