"""A note's text, the places in it, and changes to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.text import Edit, Source, Span, apply_edits, newline_of, split_lines

TEXTS = st.text(st.sampled_from("ab \n\r\x0b\x0c\x85\u2028\ufeffé👍"), max_size=40)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b", ""]),
        ("a\rb", ["a", "b"]),
        ("a\r\n\rb\n", ["a", "", "b", ""]),
        ("a\x0bb\x0cc\x85d\u2028e", ["a\x0bb\x0cc\x85d\u2028e"]),
    ],
)
def test_only_cr_lf_and_crlf_end_a_line(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines
    assert Source("a.md", text).lines == tuple(lines)


@given(TEXTS)
def test_every_line_stands_where_its_start_says(text: str) -> None:
    source = Source("a.md", text)
    assert len(source.starts) == len(source.lines)
    for start, line in zip(source.starts, source.lines, strict=True):
        assert text[start : start + len(line)] == line


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("ab\ncd", 0, (1, 1)),
        ("ab\ncd", 2, (1, 3)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\r\ncd", 4, (2, 1)),
        ("ab\ncd", 5, (2, 3)),
        ("\ufeffab\ncd", 0, (1, 1)),
        ("\ufeffab\ncd", 1, (1, 1)),
        ("\ufeffab\ncd", 2, (1, 2)),
        ("\ufeffab\ncd", 4, (2, 1)),
    ],
)
def test_a_place_counts_lines_and_columns_from_one_and_no_byte_order_mark(
    text: str, offset: int, place: tuple[int, int]
) -> None:
    assert Source("a.md", text).place(offset) == place


def test_an_excerpt_is_the_line_as_it_stands() -> None:
    source = Source("a.md", "\ufefffirst\r\n  second \r\n")
    assert [source.excerpt(line) for line in (1, 2, 3)] == ["first", "  second ", ""]


@pytest.mark.parametrize("line", [-1, 0, 3, 99])
def test_there_is_no_excerpt_of_a_line_that_is_not_there(line: int) -> None:
    assert Source("a.md", "one\ntwo").excerpt(line) == ""


def test_a_byte_order_mark_is_one_at_the_head_of_the_file_alone() -> None:
    source = Source("a.md", "\ufeffone\n\ufefftwo")
    assert source.excerpt(1) == "one"
    assert source.excerpt(2) == "\ufefftwo"


@pytest.mark.parametrize(
    ("text", "end"), [("", "\n"), ("a", "\n"), ("a\r\nb\n", "\r\n"), ("a\nb\r\n", "\n"), ("a\rb", "\r")]
)
def test_new_lines_end_as_the_first_one_does(text: str, end: str) -> None:
    assert newline_of(text) == end


def test_edits_are_made_from_the_end_so_that_their_places_hold() -> None:
    edits = [Edit(Span(0, 1), "ONE"), Edit(Span(4, 5), ""), Edit(Span(2, 2), "+")]
    assert apply_edits("a b c", edits) == "ONE +b "


def test_no_edit_changes_nothing() -> None:
    assert apply_edits("a\r\nb", []) == "a\r\nb"


@pytest.mark.parametrize(
    "spans", [[(0, 2), (1, 3)], [(2, 1)], [(0, 9)], [(-1, 1)], [(1, 3), (1, 2)], [(0, 3), (0, 3)]]
)
def test_edits_that_overlap_or_lie_outside_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("abcd", [Edit(Span(*span), "x") for span in spans])


@given(TEXTS, st.integers(0, 40), st.integers(0, 40), TEXTS)
def test_every_character_outside_an_edit_is_the_same(text: str, one: int, other: int, new: str) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    changed = apply_edits(text, [Edit(Span(start, end), new)])
    assert changed == text[:start] + new + text[end:]
