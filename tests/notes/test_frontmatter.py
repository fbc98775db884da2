"""Front matter: what a person writes there, what is read from it, and what is said where it is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import frontmatter
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import BaseLoader

from netvault.dates import Birthday, Cadence
from netvault.diagnostics import Diagnostic, Parsed
from netvault.model import Properties, Ref
from netvault.notes import yamltext
from netvault.notes.fields import FIELDS as READ_FIELDS
from netvault.notes.frontmatter import VaultYAML, read_properties, split
from netvault.notes.note import read_note
from netvault.settings import DEFAULTS, FIELDS, Settings
from netvault.text import Source, split_lines

ODD_LINE_ENDS = "\u2028\u2029\x85"


def parse(yaml: str, settings: Settings = DEFAULTS) -> Parsed[Properties]:
    """A note whose front matter is `yaml`, read."""
    return read_properties(Source("People/Jane.md", f"---\n{yaml}\n---\nbody\n"), settings)


def read(yaml: str, settings: Settings = DEFAULTS) -> Properties:
    """The properties of front matter with which nothing is wrong."""
    parsed = parse(yaml, settings)
    assert parsed.diagnostics == ()
    return parsed.value


def problem(yaml: str) -> Diagnostic:
    """The one problem of front matter."""
    (found,) = parse(yaml).diagnostics
    assert found.excerpt == f"---\n{yaml}".split("\n")[found.line - 1]
    return found


# ── no front matter, or none that says anything ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "body",
        "# Jane\n",
        "\n---\nname: X\n---\n",
        " ---\nname: X\n---\n",
        "--- \t-\nname: X\n---\n",
        "----\nname: X\n----\n",
        "--\nname: X\n--\n",
        "---name: X\n---\n",
        "text\n---\nname: X\n---\n",
        "---",
        "---\n",
        "---\n\nA rule, and a text.\n",
        "---\n- 2026-11-12 coffee\n",
        "---\nNote: a line, and no end.\n\nname: X\n",
        "---\nA text: with a colon",
        "+++\nname = 'X'\n+++\n",
    ],
)
def test_a_note_without_front_matter_has_no_properties_and_no_problems(text: str) -> None:
    assert read_properties(Source("a.md", text), DEFAULTS) == Parsed(Properties())
    assert split(text) == (None, 1 if text.startswith("\ufeff") else 0)
    assert not VaultYAML().detect(text)


@pytest.mark.parametrize(
    "yaml", ["", "\n", "# a comment", " ", "name:", "name: ~", "name: null", 'name: ""', "tags: []"]
)
def test_empty_front_matter_says_nothing(yaml: str) -> None:
    found = read(yaml)
    assert replace(found, raw=(), span=None) == Properties()
    assert found.span is not None


# ── where it stands ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("opened", "closed"), [("---", "---"), ("--- \t", "---  "), ("---", "...")])
def test_front_matter_stands_between_its_fences(mark: str, opened: str, closed: str, end: str) -> None:
    text = mark + end.join([opened, "name: Jane", "role: Nurse", closed, "", "body"])
    span, body = split(text)
    assert span is not None
    assert text[span.start : span.end] == f"name: Jane{end}role: Nurse{end}"
    assert text[body:] == f"{end}body"
    found = read_properties(Source("a.md", text), DEFAULTS)
    assert (found.value.name, found.value.role, found.value.span, found.diagnostics) == (
        "Jane",
        "Nurse",
        span,
        (),
    )


def test_the_first_fence_that_closes_it_does() -> None:
    text = "---\nname: Jane\n---\nfirst\n\n---\nrole: none\n---\n"
    assert read_properties(Source("a.md", text), DEFAULTS).value.role is None
    assert text[split(text)[1] :].startswith("first")


@pytest.mark.parametrize("text", ["---\n---", "---\n---\nbody", "---\r\n---\r\n"])
def test_fences_with_nothing_between(text: str) -> None:
    span, _ = split(text)
    assert span is not None
    assert span.start == span.end


@pytest.mark.parametrize(
    "text", ["---\nname: Jane\nprivate: yes\n\nbody\n", "---\nfoo: x\nbar: y\n", "---\nfoo:\n  - x\n"]
)
def test_an_end_that_was_forgotten_is_named_and_the_note_held_private(text: str) -> None:
    parsed = read_properties(Source("a.md", text), DEFAULTS)
    assert parsed.value == Properties(readable=False, private=True)
    (found,) = parsed.diagnostics
    assert (found.code, found.severity, found.line, found.column) == ("front-matter-syntax", "error", 1, 1)
    assert found.message == "The front matter that begins here has no end."
    assert found.private


FENCES = st.sampled_from(["---", "...", "--- ", "----", "\ufeff---", "name: X", "", "- a", "\t", "---\t\t"])
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\u2028", ""])


@given(st.lists(st.tuples(FENCES, ENDS)).map(lambda lines: "".join(a + b for a, b in lines)) | st.text())
def test_splitting_loses_no_character(text: str) -> None:
    span, body = split(text)
    if span is None:
        assert text[:body] in ("", "\ufeff")
        return
    before, between, after = text[: span.start], text[span.start : span.end], text[span.end : body]
    assert before + between + after + text[body:] == text
    assert before.removeprefix("\ufeff").rstrip() == "---"
    assert after.rstrip() in ("---", "...")
    assert not {"---", "..."} & {line.rstrip(" \t") for line in split_lines(between)}


# ── every scalar is the text that was written ───────────────────────────────────────────────────


@pytest.mark.parametrize(
    "value",
    [
        "NO",
        "no",
        "on",
        "0123",
        "0x1F",
        "12:30",
        "1.10",
        "1e3",
        "2026-13-45",
        "2026-11-12",
        "Null",
        "true",
        ".5",
        "=",
        "1_000",
    ],
)
def test_values_survive_as_written(value: str) -> None:
    found = read(f"name: {value}\nfoo: {value}\nlikes: [{value}]")
    assert (found.name, found.extra, found.likes) == (value, (("foo", value),), (value,))


@pytest.mark.parametrize(
    ("yaml", "name"),
    [
        ("name: Jane # the first", "Jane"),
        ("name: Jane#1", "Jane#1"),
        ("# above\nname: Jane\n# below", "Jane"),
        ('name: "Jane \\"JD\\" Doe"', 'Jane "JD" Doe'),
        ("name: 'It''s Jane'", "It's Jane"),
        ("name: It's Jane", "It's Jane"),
        ("name:   Jane   ", "Jane"),
        ("NAME: Jane", "Jane"),
        ('"name": Jane', "Jane"),
        ("? name\n: Jane", "Jane"),
        ("{name: Jane}", "Jane"),
        ("name: Zoë 🦊 Ångström", "Zoë 🦊 Ångström"),
        ("name: !!str Jane", "Jane"),
        ("name: [Jane]", "Jane"),
        ("name:\n  - Jane", "Jane"),
        ("name: |\n  Jane\n  Doe\n", "Jane Doe"),
        ("name: >-\n  Jane\n\n  Doe", "Jane Doe"),
        ('name: "Jane\n  Doe"', "Jane Doe"),
        ('name: "Jane\\nDoe\\u2028X"', "Jane Doe X"),
        (r'name: "Jane\L\P\N\_Doe"', "Jane Doe"),
    ],
)
def test_a_text_is_one_line(yaml: str, name: str) -> None:
    assert read(yaml).name == name


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\ufeff", "\xa0"])
def test_unicodes_line_ends_are_characters_like_any_other(odd: str) -> None:
    found = read(f"name: Jane{odd}Doe\nrole: Nurse{odd}# no comment\nfoo: x")
    assert found.name is not None
    assert found.name.startswith("Jane")
    assert found.name.endswith("Doe")
    assert not set(found.name) & set(ODD_LINE_ENDS)
    assert [p.key for p in found.raw] == ["name", "role", "foo"]
    assert "no comment" in str(found.role)


@pytest.mark.parametrize("key", ["content", "handler", "text", "metadata", "<<", "self"])
def test_no_key_is_special(key: str) -> None:
    text = f"---\n{key}: x\nname: Jane\n---\nbody"
    assert read_properties(Source("a.md", text), DEFAULTS).value.extra == ((key, "x"),)
    assert frontmatter.parse(text, handler=VaultYAML()) == ({key: "x", "name": "Jane"}, "body")


# ── the fields ──────────────────────────────────────────────────────────────────────────────────

EVERY_FIELD = """\
type: "[[Types/Person|a person]]"
tags: [contact, "#work"]
aliases:
  - JD
  - Doe, Jane
categories: ["[[People]]", Friends]
name: Jane Doe
company: "[[Companies/Globex.md]]"
past_companies:
  - "[[Initech|the old place]]"
  - Hooli
role: Staff engineer
email: jane@example.com
phone: [0123, "+44 20"]
url:
- https://example.com/a:b
linkedin: https://www.linkedin.com/in/jane
location: Berlin
timezone: Europe/Berlin
circle: Inner
cadence: every 6 weeks
introduced_by: "[[Omar Diaz#Notes]]"
knows:
  - "[[Sam Lee]]"
  - Bo
met: 2024-02-29
birthday: 02-29
needs: a flat, in Berlin
offers: ["reads drafts", "[[Globex]] gossip"]
likes: "[[Climbing]]"
prefers_channel: Signal
prefers_place: the park
prefers_time: mornings
snooze: 2026-12-01T10:30:00
status: Paused
private: No
date: "[[Daily/2026-11-12|Thu]]"
attendees: ["[[Jane Doe]]"]
people: [Ana]
favourite_colour: {red: [a, b], blue: }
"""


def test_every_field() -> None:
    found = read(EVERY_FIELD)
    assert replace(found, raw=(), span=None) == Properties(
        type="a person",
        type_link="Types/Person",
        tags=("contact", "work"),
        aliases=("JD", "Doe, Jane"),
        categories=("People", "Friends"),
        name="Jane Doe",
        company=Ref("Globex", "Companies/Globex.md"),
        past_companies=(Ref("the old place", "Initech"), Ref("Hooli")),
        role="Staff engineer",
        email=("jane@example.com",),
        phone=("0123", "+44 20"),
        url=("https://example.com/a:b",),
        linkedin="https://www.linkedin.com/in/jane",
        location="Berlin",
        timezone="Europe/Berlin",
        circle="inner",
        cadence=Cadence(42),
        introduced_by=(Ref("Omar Diaz", "Omar Diaz"),),
        knows=(Ref("Sam Lee", "Sam Lee"), Ref("Bo")),
        met=date(2024, 2, 29),
        birthday=Birthday(2, 29),
        needs=("a flat, in Berlin",),
        offers=("reads drafts", "[[Globex]] gossip"),
        likes=("[[Climbing]]",),
        prefers_channel="Signal",
        prefers_place="the park",
        prefers_time="mornings",
        snooze=date(2026, 12, 1),
        status="paused",
        private=False,
        date=date(2026, 11, 12),
        attendees=(Ref("Jane Doe", "Jane Doe"),),
        people=(Ref("Ana"),),
        extra=(("favourite_colour", {"red": ["a", "b"], "blue": None}),),
    )


def test_the_fields_that_are_read_are_those_that_the_settings_know() -> None:
    assert tuple(READ_FIELDS) == FIELDS
    assert [p.key for p in read(EVERY_FIELD).raw][:-1] == list(FIELDS)


@pytest.mark.parametrize(
    ("other", "field"),
    [(other, field) for field, spec in READ_FIELDS.items() for other in spec.others],
)
def test_other_names_are_accepted(other: str, field: str) -> None:
    value = {"circle": "inner", "cadence": "2w"}.get(field, "2026-11-12")
    bare = Properties(raw=(), span=None)
    by_other, by_field = read(f"{other.upper()}: {value}"), read(f"{field}: {value}")
    assert replace(by_other, raw=(), span=None) == replace(by_field, raw=(), span=None) != bare


@pytest.mark.parametrize(
    "yaml",
    [
        "org: Initech\ncompany: Globex",
        "company: Globex\norg: Initech",
        "employer: Initech\norg: Globex",
        "company:\norg: Globex",
    ],
)
def test_of_two_names_the_first_in_the_formats_order_that_has_a_value_counts(yaml: str) -> None:
    assert read(yaml).company == Ref("Globex")


def test_the_settings_map_further_names() -> None:
    settings = Settings(fields=(("cadence", ("prm-cadence", "Rhythm")), ("company", ("job",))))
    found = read("PRM-Cadence: 2w\njob: Globex", settings)
    assert (found.cadence, found.company, found.role) == (Cadence(14), Ref("Globex"), None)
    assert read("rhythm: 3w\nfrequency: 1w", settings).cadence == Cadence(7)


def test_preferences_may_be_nested_and_flat_ones_come_first() -> None:
    found = read("prefers:\n  Place: the park\n  time: noon\n  mood: good\nprefers_time: mornings")
    assert (found.prefers_place, found.prefers_time) == ("the park", "mornings")
    assert found.extra == (("prefers", {"mood": "good"}),)


@pytest.mark.parametrize(
    ("yaml", "tags"),
    [
        ("tags: contact", ("contact",)),
        ("tags: contact, work/berlin", ("contact", "work/berlin")),
        ("tags: contact work", ("contact", "work")),
        ('tags: "#contact #work"', ("contact", "work")),
        ("tags:\n- contact\n- \n- '#work'", ("contact", "work")),
    ],
)
def test_tags_as_obsidian_reads_them(yaml: str, tags: tuple[str, ...]) -> None:
    assert read(yaml).tags == tags


def test_aliases_of_one_text_are_parted_by_commas() -> None:
    assert read("aliases: JD, Jane D.,").aliases == ("JD", "Jane D.")
    assert read("aliases: ['Doe, Jane']").aliases == ("Doe, Jane",)


@pytest.mark.parametrize(
    ("value", "refs"),
    [
        ("[[Sam Lee]]", (Ref("Sam Lee", "Sam Lee"),)),
        ("[[Sam|Lee]]", (Ref("Lee", "Sam"),)),
        ("[[Lee, Sam]]", (Ref("Lee, Sam", "Lee, Sam"),)),
        ("[[a/Sam.md#^id]]", (Ref("Sam", "a/Sam.md"),)),
        ("[[[Sam]], [[Bo]]]", (Ref("Sam", "Sam"), Ref("Bo", "Bo"))),
        ("[[[Sam]]]", (Ref("Sam", "Sam"),)),
        ("\n- [[Sam]]\n- [[Bo|B]]", (Ref("Sam", "Sam"), Ref("B", "Bo"))),
        ('"[[Sam]], [[Bo]]"', (Ref("Sam", "Sam"), Ref("Bo", "Bo"))),
        ('"[[Sam]] at the meetup"', (Ref("Sam at the meetup", "Sam"),)),
        ('"[Sam](People/Sam%20Lee.md)"', (Ref("Sam", "People/Sam Lee.md"),)),
        ('"[Sam](<People/Sam Lee.md>)"', (Ref("Sam", "People/Sam Lee.md"),)),
        (r'"[[Sam\\|S]]"', (Ref("S", "Sam"),)),
        ("Sam, Bo", (Ref("Sam, Bo"),)),
        ('"[[]]"', (Ref("[[]]"),)),
        ("Sam", (Ref("Sam"),)),
    ],
)
def test_links_are_read_with_and_without_quotation_marks(value: str, refs: tuple[Ref, ...]) -> None:
    assert read(f"knows: {value}").knows == refs


def test_a_link_without_quotation_marks_is_kept_as_a_link() -> None:
    found = read("friend: [[Sam|S]]\nlikes: [[Climbing]]")
    assert found.extra == (("friend", "[[Sam|S]]"),)
    assert found.likes == ("[[Climbing]]",)


@pytest.mark.parametrize("value", ["yes", "YES", "true", "True", "on", "1", "[yes]", "'yes'"])
def test_private(value: str) -> None:
    assert read(f"private: {value}").private


@pytest.mark.parametrize("value", ["no", "No", "false", "off", "0", "", "~", '""', "[]"])
def test_not_private(value: str) -> None:
    assert not read(f"private: {value}").private


@pytest.mark.parametrize("value", ["maybe", "y", "{a: b}", "[[x], [y]]", "[no, no]", "nein", "[no, {}]", "2"])
def test_a_privacy_that_cannot_be_read_counts_as_yes(value: str) -> None:
    parsed = parse(f"private: {value}")
    assert parsed.value.private
    assert {d.code for d in parsed.diagnostics} == {"wrong-type"}
    assert all(d.private for d in parsed.diagnostics)


@pytest.mark.parametrize(
    ("value", "birthday"),
    [("1990-05-17", Birthday(5, 17, 1990)), ("--05-17", Birthday(5, 17)), ("05-17", Birthday(5, 17))],
)
def test_birthdays(value: str, birthday: Birthday) -> None:
    assert read(f"bday: {value}").birthday == birthday


# ── what is wrong with a value ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("yaml", "code", "line", "column", "message", "hint"),
    [
        (
            "name: X\nmet: 2026-02-30",
            "bad-date",
            3,
            6,
            "There is no day 2026-02-30.",
            "For example: `met: 2026-11-12`",
        ),
        (
            "met: 12.11.2026",
            "bad-date",
            2,
            6,
            "`met` takes a day, written YYYY-MM-DD, not `12.11.2026`.",
            "For example: `met: 2026-11-12`",
        ),
        (
            "Birthday: 17 May",
            "bad-date",
            2,
            11,
            "`Birthday` takes a day, written YYYY-MM-DD or MM-DD, not `17 May`.",
            "For example: `Birthday: 11-12`",
        ),
        (
            "met: soon",
            "wrong-type",
            2,
            6,
            "`met` takes a day, written YYYY-MM-DD.",
            "For example: `met: 2026-11-12`",
        ),
        (
            "cadence: often",
            "wrong-type",
            2,
            10,
            "`cadence` takes how often to be in touch.",
            "For example: `cadence: 6w`",
        ),
        ("role:\n  a: b", "wrong-type", 3, 3, "`role` takes a text.", "For example: `role: Staff engineer`"),
        (
            "status: gone",
            "wrong-type",
            2,
            9,
            "`status` takes active, paused or archived.",
            "For example: `status: paused`",
        ),
        (
            "likes:\n- a\n- b: c",
            "wrong-type",
            4,
            3,
            "`likes` takes texts or links.",
            "For example: `likes: [climbing, jazz]`",
        ),
        (
            "company: [Globex, Initech]",
            "wrong-type",
            2,
            10,
            "`company` takes one value; the first of these 2 counts.",
            'For example: `company: "[[Globex]]"`',
        ),
        ("circle: iner", "unknown-circle", 2, 9, "There is no circle `iner`.", "Did you mean `inner`?"),
        (
            "tier: A",
            "unknown-circle",
            2,
            7,
            "There is no circle `A`.",
            "There are: inner, active, wide, dormant.",
        ),
        (
            "name: A\nName: B",
            "duplicate-key",
            3,
            1,
            "`Name` stands here twice; the first counts.",
            "Keep one of the two.",
        ),
        (
            "compny: Globex",
            "unknown-field",
            2,
            1,
            "This key is no field of netvault.",
            "Did you mean `company`? It is kept as it is.",
        ),
        (
            "prefers: phone",
            "wrong-type",
            2,
            10,
            "`prefers` takes channel, place and time.",
            "For example: `prefers_place: the park`",
        ),
        (
            "tags: #contact",
            "wrong-type",
            2,
            6,
            "What follows the `#` is a comment here, so there is no tag.",
            "Leave it out: `tags: [contact]`",
        ),
    ],
)
def test_a_value_that_is_wrong_is_said_at_its_place(
    yaml: str, code: str, line: int, column: int, message: str, hint: str
) -> None:
    found = problem(yaml)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert (found.message, found.help) == (message, hint)
    assert found.severity == ("info" if code == "unknown-field" else "warning")


def test_the_neighbours_of_a_wrong_value_count() -> None:
    parsed = parse(
        "name: Jane\nmet: 2026-13-45\nlikes: [a, {b: c}, d]\nname: Other\n"
        "company: [Globex, Initech]\nrole: Nurse"
    )
    found = parsed.value
    assert (found.name, found.met, found.likes, found.role) == ("Jane", None, ("a", "d"), "Nurse")
    assert found.company == Ref("Globex")
    assert [p.value for p in found.raw if p.key == "met"] == ["2026-13-45"]
    assert [(d.line, d.code) for d in parsed.diagnostics] == [
        (3, "bad-date"),
        (4, "wrong-type"),
        (5, "duplicate-key"),
        (6, "wrong-type"),
    ]


@pytest.mark.parametrize(
    "key", ["cssclasses", "publish", "links", "first_name", "created", "x", "colour", "day", "k" * 100]
)
def test_other_keys_are_kept_without_a_word(key: str) -> None:
    assert read(f"{key}: x").extra == ((key, "x"),)


def test_the_problems_of_a_private_note_are_private() -> None:
    parsed = parse("met: soon\nprivate: yes\ncompny: x")
    assert [d.private for d in parsed.diagnostics] == [True, True]
    assert [d.private for d in parse("met: soon").diagnostics] == [False]


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\r\n"), ("", "\r"), ("\ufeff", "\n")])
def test_places_count_lines_of_every_kind(mark: str, end: str) -> None:
    text = mark + end.join(["---", "name: 🦊 Jane", "note: |", "  long", "met: soon", "---", ""])
    (found,) = read_properties(Source("a.md", text), DEFAULTS).diagnostics
    assert (found.line, found.column, found.width, found.excerpt) == (5, 6, 4, "met: soon")


def test_raw_keys_are_as_they_were_written() -> None:
    yaml = 'Name: "Jane" # x\ntags:\n  - a\n  - b # c\n\nmet:\n"a b": {x: [1]}\n'
    text = f"\ufeff---\n{yaml}---\n".replace("\n", "\r\n")
    raw = read_properties(Source("a.md", text), DEFAULTS).value.raw
    assert [(p.key, p.value) for p in raw] == [
        ("Name", "Jane"),
        ("tags", ["a", "b"]),
        ("met", None),
        ("a b", {"x": ["1"]}),
    ]


# ── front matter that cannot be read ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("yaml", "line", "column", "message", "hint"),
    [
        ("\tname: X", 2, 1, "The line is indented with a tab.", "Use blanks: two for each step."),
        ("tags:\n\t- a", 3, 1, "The line is indented with a tab.", "Use blanks: two for each step."),
        (
            'name: "Jane',
            2,
            7,
            "This quotation mark is never closed.",
            "Put the same mark at the value's end, or leave it out.",
        ),
        (
            'name: "Jane\nrole: "Nurse"',
            2,
            7,
            "This quotation mark is never closed.",
            "Put the same mark at the value's end, or leave it out.",
        ),
        (
            "name: 'It's'",
            2,
            11,
            "Text follows the closing quotation mark.",
            'Put it in quotation marks: `name: "It\'s"`',
        ),
        (
            "role: Lead: platform",
            2,
            11,
            "A value with `: ` in it needs quotation marks.",
            'Put it in quotation marks: `role: "Lead: platform"`',
        ),
        (
            "knows: [[A]], [[B]]",
            2,
            8,
            "A link needs quotation marks in front matter.",
            'Put it in quotation marks: `knows: "[[A]], [[B]]"`',
        ),
        (
            "knows:\n  - [[A]] from work",
            3,
            5,
            "A link needs quotation marks in front matter.",
            'Put it in quotation marks: `- "[[A]] from work"`',
        ),
        (
            "name: {{title}} x",
            2,
            7,
            "What begins with `{{` needs quotation marks in front matter.",
            'Put it in quotation marks: `name: "{{title}} x"`',
        ),
        ("name: @jane", 2, 7, "A value cannot begin with `@`.", 'Put it in quotation marks: `name: "@jane"`'),
        (
            "likes: *jazz*",
            2,
            8,
            "A value cannot begin with `*`.",
            'Put it in quotation marks: `likes: "*jazz*"`',
        ),
        (
            "name: `x`",
            2,
            7,
            "A value cannot begin with a backtick.",
            'Put it in quotation marks: `name: "`x`"`',
        ),
        (
            'name: "a\\q"',
            2,
            9,
            "Inside double quotes a backslash has a meaning of its own.",
            "Use 'single quotes', or write two backslashes for one.",
        ),
        (
            "tags: [a, b\nname: X",
            2,
            7,
            "The list that begins with `[` cannot be read to its end.",
            "Close it with `]`; put what holds `#`, `:` or a comma in quotation marks.",
        ),
        (
            "name: X\n  role: Y",
            3,
            7,
            "This line is indented, but what it stands below takes no keys.",
            "Begin it where the other keys begin.",
        ),
        (
            "name: X\nmore\nrole: Y",
            3,
            1,
            "This line is neither `key: value` nor an item of a list.",
            "Give it a key, or indent it below the key that it belongs to.",
        ),
        ("name: X\nrole:Y", 3, 5, "A blank is missing after the colon.", "Write it as `key: value`"),
        ("name:X", 2, 5, "A blank is missing after the colon.", "Write it as `key: value`"),
        (
            "phone: - 123",
            2,
            8,
            "A list begins on the line below its key.",
            "Write each item on a line of its own: `- item`",
        ),
        (
            "- a\nname: X",
            3,
            1,
            "This line stands in the middle of a list.",
            "Keys and items cannot be mixed at one depth.",
        ),
        (
            "name: X\n- a",
            3,
            1,
            "This item belongs to no key.",
            "Put it below a `key:` that has no value on its own line.",
        ),
        (
            "bio: |text",
            2,
            6,
            "After `|` or `>` the text begins on the next line.",
            'Put it in quotation marks: `bio: "|text"`',
        ),
        ("name: X\x07Y", 2, 8, "An invisible character (U+0007) stands here.", "Delete it."),
        ("name: X\n\x00", 3, 1, "An invisible character (U+0000) stands here.", "Delete it."),
        (
            "name: X\n--- more",
            3,
            1,
            "A line that begins with `---` starts a second block here.",
            "Delete the line, or move it below the front matter.",
        ),
        (
            "- 2026-11-12 coffee\n- b",
            2,
            1,
            "Front matter is made of `key: value` lines.",
            "If the `---` above is a line across the page, write `***` or put an empty line before it.",
        ),
        (
            "Only a text.",
            2,
            1,
            "Front matter is made of `key: value` lines.",
            "If the `---` above is a line across the page, write `***` or put an empty line before it.",
        ),
        (
            "a:\n    b: c\n  d: e",
            4,
            3,
            "This line does not fit those above it.",
            "Each line is `key: value`, or `- item` below a key.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_persons_words(
    yaml: str, line: int, column: int, message: str, hint: str
) -> None:
    parsed = parse(yaml)
    assert (parsed.value.readable, parsed.value.private, parsed.value.name) == (False, True, None)
    found = problem(yaml)
    assert (found.code, found.severity, found.private) == ("front-matter-syntax", "error", True)
    assert (found.line, found.column, found.message, found.help) == (line, column, message, f"{hint.removesuffix('.')}. Until it is mended, the note counts as private.")


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("[" * 25_000, "Front matter may be 16 deep at most."),
        ("a: " + "{a: " * 30 + "}" * 30, "Front matter may be 16 deep at most."),
        ("- " * 30_000, "Front matter may be 16 deep at most."),
        ("? " * 30_000, "Front matter may be 16 deep at most."),
        ("\n".join(" " * n + "a:" for n in range(300)), "Front matter may be 16 deep at most."),
        ("- " * 500_000, "Front matter may hold 64 KiB at most."),
        ("name: " + "ä" * 33_000, "Front matter may hold 64 KiB at most."),
        ("a:\n" + "- x\n" * 6_000, "Front matter may hold 5,000 values at most."),
        ("a: &x b\nc: *x", "A value that begins with `*`, `&` or `!` has a meaning of its own to YAML."),
        ("c: *x", "A value that begins with `*`, `&` or `!` has a meaning of its own to YAML."),
        (
            "a: !!python/object/apply:os.system [x]",
            "A value that begins with `*`, `&` or `!` has a meaning of its own to YAML.",
        ),
    ],
)
def test_what_is_too_much_is_refused(yaml: str, message: str) -> None:
    parsed = parse(yaml)
    assert (parsed.value.readable, parsed.value.private) == (False, True)
    (found,) = parsed.diagnostics
    assert (found.code, found.severity, found.message) == ("front-matter-too-complex", "error", message)


def test_as_deep_and_as_large_as_allowed() -> None:
    assert read("a: " + "[" * 15 + "x" + "]" * 15).readable
    assert len(read("likes:\n" + "- x\n" * 4_997).likes) == 4_997
    assert read("name: " + "x" * 65_000).readable


@pytest.mark.parametrize(
    "yaml", [EVERY_FIELD, "a: [", "\tb: c", "name: @x", "[" * 25_000, 'a: "\\q"', "a: b\nc", "a: *b"]
)
def test_yaml_without_its_c_library_reads_the_same(yaml: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = parse(yaml)
    monkeypatch.setattr(yamltext, "_PARSER", BaseLoader)
    assert parse(yaml) == with_c


# ── python-frontmatter's handler ────────────────────────────────────────────────────────────────


def test_the_handler_keeps_texts_and_bodies_as_they_are() -> None:
    text = "---\nwhen: 12:30\nno: NO\nlist: [1, ~]\n---\n---\nbody\n---\nmore"
    assert frontmatter.parse(text, handler=VaultYAML()) == (
        {"when": "12:30", "no": "NO", "list": ["1", None]},
        "---\nbody\n---\nmore",
    )
    assert frontmatter.parse("---\njust a rule", handler=VaultYAML()) == ({}, "---\njust a rule")
    assert VaultYAML().load("") == {}


@pytest.mark.parametrize("yaml", ["a: b: c", "- a", "[" * 25_000, "a"])
def test_the_handler_raises_one_kind_of_error(yaml: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ "):
        VaultYAML().load(yaml)


# ── any text ────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    [
        *EVERY_FIELD.splitlines(),
        "name:",
        "- ",
        "  ",
        "\t",
        ": ",
        "[[",
        "]]",
        "{",
        "}",
        '"',
        "'",
        "#",
        "&a",
        "*a",
        "!",
        "|",
        ">",
        "? ",
        "---",
        "...",
        "\n",
        "\r\n",
        "\r",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "é",
        "🦊",
        "%YAML",
        "@",
        "`",
        "\\",
        "prefers:",
        "private: x",
        "met: 2026-02-30",
        "tags: #a",
        "\ud800",
        "~",
        ",",
        "<<: ",
        "compny: x",
    ]
)
YAML_TEXTS = st.lists(PIECES | st.text(max_size=3)).map("".join) | st.lists(PIECES).map("\n".join)


@given(
    YAML_TEXTS | st.text(),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n---\n", "\n", "\r\n...\r\nbody"]),
)
@example("a:\n\ufeffb: c", "\ufeff", "\n---\n")
def test_any_text_gives_properties_and_places_that_are_there(yaml: str, mark: str, end: str) -> None:
    source = Source("a.md", f"{mark}---\n{yaml}{end}")
    parsed = read_properties(source, DEFAULTS)
    for found in parsed.diagnostics:
        assert 1 <= found.line <= len(source.lines)
        assert found.excerpt == source.excerpt(found.line)
        assert 1 <= found.column <= len(source.lines[found.line - 1]) + 1
        assert 1 <= found.width <= max(len(found.excerpt) - found.column + 1, 1)
    _assert_typed_texts_are_one_line(parsed.value)


def _assert_typed_texts_are_one_line(found: Properties) -> None:
    texts = [
        found.name,
        found.role,
        found.location,
        found.type,
        *found.tags,
        *found.likes,
        *found.email,
        *found.aliases,
    ]
    texts += [ref.text for ref in (*found.knows, *found.people, *([found.company] if found.company else []))]
    for text in texts:
        assert text is None or len(text.splitlines()) == 1
        assert text is None or text.encode()


PLAIN = st.text(st.characters(categories=["L", "N", "Zs"], exclude_characters="\x85\u2028\u2029"), min_size=1)


@given(st.dictionaries(st.sampled_from(["name", "role", "location", "zzz"]), PLAIN.filter(str.strip)))
def test_what_was_quoted_is_read_back(values: dict[str, str]) -> None:
    found = read("\n".join(f"{key}: '{value}'" for key, value in values.items()))
    for key, value in values.items():
        read_back = dict(found.extra).get(key) if key == "zzz" else getattr(found, key)
        assert read_back == (value if key == "zzz" else value.strip())
    for key in found.raw:
        assert key.value == values[key.key]


def test_a_misspelt_private_is_a_warning() -> None:
    (found,) = read_note(Source("People/Jane.md", "---\nprivat: yes\n---\n"), DEFAULTS).diagnostics
    assert (found.code, found.severity) == ("unknown-field", "warning")
    assert "nothing here is kept private" in found.message
