"""A property set: the front matter before and after, and everything that keeps it from being set."""

from __future__ import annotations

import pytest
import yaml
from edit_cases import BAD_FRONT, FRONT, KEYS, VALUES, Case, check, in_bytes
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netvault.notes.edit import Edited, NotDone
from netvault.notes.propertyedit import set_property
from netvault.notes.yamlwrite import yaml_text
from netvault.settings import DEFAULTS, Settings
from netvault.text import Source, apply_edits

Value = str | tuple[str, ...]


def put(text: str, key: str, value: Value, config: Settings = DEFAULTS) -> Edited | NotDone:
    """A property of a contact's note set."""
    return set_property(Source("People/Jane Doe.md", text), key, value, config)


def done(text: str, key: str, value: Value, config: Settings = DEFAULTS) -> str:
    """The note with it."""
    edited = put(text, key, value, config)
    assert isinstance(edited, Edited), edited
    assert apply_edits(text, edited.edits) == edited.text
    return edited.text


def front(yaml_lines: str, key: str, value: Value) -> str:
    """The YAML of a note in which a property was set."""
    new = done(f"---\n{yaml_lines}\n---\nbody\n", key, value)
    assert new.startswith("---\n")
    assert new.endswith("\n---\nbody\n")
    return new.removeprefix("---\n").removesuffix("\n---\nbody\n")


# ── nothing is done ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("yaml_lines", "key", "value"),
    [
        ("snooze: 2026-11-29", "snooze", "2026-11-29"),
        ("snooze_until: '2026-11-29' # x", "snooze", "2026-11-29"),
        ("likes: [jazz]", "likes", "jazz"),
        ("likes:\n- jazz\n- chess", "likes", ("chess", "jazz")),
        ("likes: jazz", "likes", ("jazz",)),
        ("company: [[Globex]]", "company", "[[Globex]]"),
        ("company: [Globex]", "company", "Globex"),
    ],
)
def test_what_is_there_already_is_left_alone(yaml_lines: str, key: str, value: Value) -> None:
    text = f"---\n{yaml_lines}\n---\n"
    assert put(text, key, value) == Edited((), text, 2)


@pytest.mark.parametrize(
    ("yaml_lines", "key", "value", "reason"),
    [
        ("role: x", "role", (), "nothing to set"),
        ("role: x", "", "x", "cannot be the name"),
        ("role: x", "a: b", "x", "cannot be the name"),
        ("role: x", "x\ny", "x", "cannot be the name"),
        ("role: x", "role", ("a", "b"), "takes one value, not 2"),
        ("a: [", "role", "x", "cannot be read"),
        ("- a", "role", "x", "cannot be read"),
        ("role: *x", "role", "x", "cannot be read"),
        ("{role: x}", "role", "y", "braces"),
        ("role: {a: b}", "role", "y", "table of its own"),
        ("role:\n  a: b", "role", "y", "table of its own"),
        ("likes: {a: b}", "likes", ("y",), "table of its own"),
        ("role: |\n  a\n  b", "role", "y", "more than one line"),
        ("role: >-\n  a", "role", "y", "more than one line"),
        ("role: a\n  b", "role", "y", "more than one line"),
        ('role: "a\n  b"', "role", "y", "more than one line"),
        ("? role\n: a", "role", "y", "more than one line"),
        ("likes: |\n  a", "likes", ("y",), "more than one line"),
        ("company: [a, b]", "company", "c", "holds a list"),
        ("prefers: {place: park}", "prefers_place", "x", "below `prefers:`"),
        ("role: x", "role", "\ufffe", "would not be read"),
        ("aliases: JD, Janey", "aliases", ("X",), ""),
    ],
)
def test_what_cannot_be_set_is_not(yaml_lines: str, key: str, value: Value, reason: str) -> None:
    edited = put(f"---\n{yaml_lines}\n---\n", key, value)
    if reason:
        assert isinstance(edited, NotDone)
        assert reason in edited.why


def test_front_matter_without_an_end_is_not_written_into() -> None:
    edited = put("---\nname: Jane\ntype: contact\n\nbody\n", "snooze", "2026-11-29")
    assert isinstance(edited, NotDone)
    assert "has no end" in edited.why


def test_front_matter_that_would_become_too_large_is_not_written_into() -> None:
    assert isinstance(put("---\nx: " + "a" * 65000 + "\n---\n", "role", "b" * 1000), NotDone)


# ── one text ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\nsnooze: 2026-11-29\n---\n"),
        ("\ufeff", "\ufeff---\nsnooze: 2026-11-29\n---\n"),
        ("# Jane\r\nbody", "---\r\nsnooze: 2026-11-29\r\n---\r\n# Jane\r\nbody"),
        ("\ufeffbody", "\ufeff---\nsnooze: 2026-11-29\n---\nbody"),
        ("---\nbody\n", "---\nsnooze: 2026-11-29\n---\n---\nbody\n"),
        ("---\n---\n", "---\nsnooze: 2026-11-29\n---\n"),
        ("---\n# note\n---", "---\n# note\nsnooze: 2026-11-29\n---"),
        ("---\r\na: b\r\n...\r\nx", "---\r\na: b\r\nsnooze: 2026-11-29\r\n...\r\nx"),
        ("---\ra: b\r---\r", "---\ra: b\rsnooze: 2026-11-29\r---\r"),
        ("---\n  a: b\n---\n", "---\n  a: b\n  snooze: 2026-11-29\n---\n"),
        ("---\nb: |\n  x\n\n---\n", "---\nb: |\n  x\n\nsnooze: 2026-11-29\n---\n"),
        ("---\nsnooze: 2026-01-01\n---", "---\nsnooze: 2026-11-29\n---"),
        ("\ufeff---\r\nsnooze: 2026-01-01\r\n---\r\n", "\ufeff---\r\nsnooze: 2026-11-29\r\n---\r\n"),
    ],
)
def test_a_note_gets_a_property(before: str, after: str) -> None:
    assert done(before, "snooze", "2026-11-29") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("snooze: 2026-01-01   # because", "snooze: 2026-11-29   # because"),
        ("snooze:", "snooze: 2026-11-29"),
        ("snooze: ", "snooze: 2026-11-29"),
        ("snooze:   # when?", "snooze: 2026-11-29   # when?"),
        ("snooze: ~", "snooze: 2026-11-29"),
        ("snooze: null # none", "snooze: 2026-11-29 # none"),
        ('snooze:   "2026-01-01"', "snooze:   2026-11-29"),
        ("snooze : '2026-01-01'", "snooze : 2026-11-29"),
        ("Snooze_Until: 2026-01-01", "Snooze_Until: 2026-11-29"),
        ("SNOOZE: x\nSnooze: y", "SNOOZE: 2026-11-29\nSnooze: y"),
        ("snooze:\nsnooze_until: 2026-01-01", "snooze:\nsnooze_until: 2026-11-29"),
        ("snooze_until: x\nsnooze: 2026-01-01", "snooze_until: x\nsnooze: 2026-11-29"),
        ("snooze_until:\nsnooze:", "snooze_until:\nsnooze: 2026-11-29"),
        ("snooze: [2026-01-01]", "snooze: [2026-11-29]"),
        ("snooze: []", "snooze: 2026-11-29"),
        ("'snooze': x", "'snooze': 2026-11-29"),
        ("snooze: !!str x", "snooze: 2026-11-29"),
        ("a: b\nc:\n  - d", "a: b\nc:\n  - d\nsnooze: 2026-11-29"),
        ("a: b # last", "a: b # last\nsnooze: 2026-11-29"),
    ],
)
def test_a_text_replaces_the_text(before: str, after: str) -> None:
    assert front(before, "snooze", "2026-11-29") == after


def test_a_link_without_quotation_marks_is_a_text() -> None:
    assert front("company: [[Globex]] # since May", "company", "[[Initech]]") == 'company: "[[Initech]]" # since May'


def test_further_names_of_a_field_count() -> None:
    config = Settings(fields=(("cadence", ("prm-cadence",)),))
    assert done("---\nPRM-cadence: 2w\n---\n", "cadence", "6w", config) == "---\nPRM-cadence: 6w\n---\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"), ("é 🎉 日本", "é 🎉 日本"), ("https://x.y/a?b=c#d", "https://x.y/a?b=c#d"),
        ("2026-11-29", "2026-11-29"), ("it's", "it's"), ('say "x"', 'say "x"'), ("a,b", "a,b"), ("a:b", "a:b"), ("6w", "6w"),
        ("[[Globex]]", '"[[Globex]]"'), ("a: b", '"a: b"'), ("a:", '"a:"'), ("a #b", '"a #b"'), ("#a", '"#a"'), ("- a", '"- a"'),
        ("--11-12", '"--11-12"'), ("@a", '"@a"'), ("`a`", '"`a`"'), ("%a", '"%a"'), ("*a*", '"*a*"'), ("&a", '"&a"'), ("!a", '"!a"'),
        ("{{a}}", '"{{a}}"'), ("> a", '"> a"'), ("| a", '"| a"'), ("? a", '"? a"'), ("yes", '"yes"'), ("No", '"No"'), ("off", '"off"'),
        ("true", '"true"'), ("null", '"null"'), ("~", '"~"'), ("", '""'), ("12:30", '"12:30"'), ("0123", '"0123"'), ("1.10", '"1.10"'),
        ("1e3", '"1e3"'), ("0x1F", '"0x1F"'), ("+44123", '"+44123"'), ("'", '"\'"'), ('"', "'\"'"), ('"it\'s"', "'\"it''s\"'"),
        ("\\d: x", "'\\d: x'"), ("a\nb\u2028c", "a b c"), ("  a  ", "a"), ("=", '"="'), ("...", "..."), ("-", '"-"'),
    ],
)  # fmt: skip
def test_quotation_marks_stand_only_where_they_are_needed(value: str, written: str) -> None:
    assert front("role: x", "role", value) == f"role: {written}"


@pytest.mark.parametrize(("key", "value"), [("private", "yes"), ("private", "true"), ("cadence", "10")])
def test_a_yes_or_a_number_stands_as_it_is_where_the_field_takes_one(key: str, value: str) -> None:
    assert front("a: b", key, value) == f"a: b\n{key}: {value}"


# ── lists ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b", "a: b\nlikes:\n  - chess\n  - x, y"),
        ("a:\n- b", "a:\n- b\nlikes:\n- chess\n- x, y"),
        ("a:\n    - b", "a:\n    - b\nlikes:\n    - chess\n    - x, y"),
        ("likes:", "likes:\n  - chess\n  - x, y"),
        ("likes: # none yet", "likes: # none yet\n  - chess\n  - x, y"),
        ("likes: ~\na: b", "likes:\n  - chess\n  - x, y\na: b"),
        ("likes:\n  - jazz", "likes:\n  - jazz\n  - chess\n  - x, y"),
        ("likes:\n- jazz # loud\na: b", "likes:\n- jazz # loud\n- chess\n- x, y\na: b"),
        ("likes:\n  - jazz\n\n# other\na: b", "likes:\n  - jazz\n  - chess\n  - x, y\n\n# other\na: b"),
        ("likes:\n  - chess", "likes:\n  - chess\n  - x, y"),
        ("likes:\n  -", "likes:\n  - chess\n  - x, y"),
        ("likes:\n  - \n", "likes:\n  - chess\n  - x, y\n"),
        ("likes:\n  - jazz\n  - # next", "likes:\n  - jazz\n  - chess # next\n  - x, y"),
        ("likes:\n  - [[Jazz]]", "likes:\n  - [[Jazz]]\n  - chess\n  - x, y"),
        ("likes: [jazz]", 'likes: [jazz, chess, "x, y"]'),
        ("likes: [ jazz , ]", 'likes: [ jazz, chess, "x, y" , ]'),
        ("likes: []", 'likes: [chess, "x, y"]'),
        ("likes: [\n  jazz # loud\n]", 'likes: [\n  jazz, chess, "x, y" # loud\n]'),
        ("likes: jazz # loud", "likes:\n  - jazz # loud\n  - chess\n  - x, y"),
        ('likes:  "a: b"', 'likes:\n  - "a: b"\n  - chess\n  - x, y'),
        ("likes: [[Jazz]]", "likes:\n  - [[Jazz]]\n  - chess\n  - x, y"),
    ],
)
def test_texts_are_added_to_what_is_there(before: str, after: str) -> None:
    assert front(before, "likes", ("chess", "x, y")) == after


def test_one_text_is_added_to_a_list() -> None:
    assert front("likes: [jazz]", "likes", "chess") == "likes: [jazz, chess]"
    assert front("likes:\n  - jazz", "likes", "chess") == "likes:\n  - jazz\n  - chess"
    assert front("topics: [jazz]", "topics", "chess") == "topics: [jazz, chess]"


def test_one_text_in_a_list_is_one_text() -> None:
    assert front("company: Globex", "company", ("[[Initech]]",)) == 'company: "[[Initech]]"'


def test_the_number_is_that_of_the_written_line() -> None:
    text = "---\na: b\nlikes:\n  - jazz # loud\n---\n"
    edited = put(text, "likes", "chess")
    assert isinstance(edited, Edited)
    assert edited.text.split("\n")[edited.line - 1] == "  - chess"
    for key in ("snooze", "a", "likes"):
        edited = put("body", key, "x: y")
        assert isinstance(edited, Edited)
        assert edited.line == 2


# ── any front matter at all ─────────────────────────────────────────────────────────────────────


@given(st.one_of(st.sampled_from(VALUES), st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=20)))
def test_a_text_reads_as_itself_whoever_reads_it(text: str) -> None:
    text = " ".join(text.split())
    for flow in (False, True):
        written = yaml_text(text, flow=flow)
        try:
            found = yaml.safe_load(f"k: [{written}]" if flow else f"k: {written}")["k"]
        except yaml.YAMLError:
            assert not text.isprintable()
            continue
        value = found[0] if flow else found
        assert str(value) == text  # a date is one to PyYAML alone
        assert isinstance(value, str) or text[4:5] == "-"


_NOTE = st.builds(
    lambda lines, end, rest, rng: in_bytes(rng, "\n".join(("---", *lines, end, *rest)).split("\n")),
    st.lists(
        st.one_of(st.sampled_from(FRONT), st.sampled_from(FRONT), st.sampled_from(BAD_FRONT), st.text(max_size=12)), max_size=4
    ),
    st.sampled_from(("---", "...", "--- ")),
    st.lists(st.sampled_from(("# Jane", "", "---", "- 2026-01-01 met", "a: b")), max_size=3),
    st.randoms(use_true_random=False),
)
_CASE = st.builds(
    Case,
    text=_NOTE,
    act=st.just("property"),
    key=st.one_of(st.sampled_from(KEYS), st.text(max_size=5)),
    value=st.one_of(st.sampled_from(VALUES), st.text(max_size=12), st.lists(st.sampled_from(VALUES), max_size=3).map(tuple)),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@example(Case(text="---\na: b\n---", act="property"))
@given(_CASE)
def test_a_property_is_set_and_nothing_else(case: Case) -> None:
    assert check(case) is None
