"""Links as they stand in a text, in all the shapes that Obsidian knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.model import Link
from netvault.notes.links import bare, embed_end, find_links, link_day, parse_target


def links(text: str) -> list[Link]:
    return [link for link, embed in find_links(text) if not embed]


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("[[Jane Doe]]", "Jane Doe", "Jane Doe"),
        ("[[Jane Doe.md]]", "Jane Doe.md", "Jane Doe.md"),
        ("[[People/Jane Doe]]", "People/Jane Doe", "Jane Doe"),
        ("[[Jane Doe|Jane]]", "Jane Doe", "Jane"),
        (r"[[Jane Doe\|Jane]]", "Jane Doe", "Jane"),
        ("[[Jane Doe|]]", "Jane Doe", "Jane Doe"),
        ("[[Jane Doe#Log]]", "Jane Doe", "Jane Doe"),
        ("[[Jane Doe#Log#2026|her log]]", "Jane Doe", "her log"),
        ("[[ Jane Doe ]]", "Jane Doe", "Jane Doe"),
        ("[[./Jane]]", "./Jane", "Jane"),
        ("[[../People/Jane]]", "../People/Jane", "Jane"),
        ("[[O'Neil & Co.]]", "O'Neil & Co.", "O'Neil & Co."),
        ("[Jane](Jane%20Doe.md)", "Jane Doe.md", "Jane"),
        ("[Jane](<Jane Doe.md>)", "Jane Doe.md", "Jane"),
        ("[Jane](People/Jane%20Doe.md#Log)", "People/Jane Doe.md", "Jane"),
        ("[Jane](Jane%20(PM).md)", "Jane (PM).md", "Jane"),
        ("[](Jane.md)", "Jane.md", "Jane.md"),
        ("[Jane](Jane)", "Jane", "Jane"),
        ("[Jane](Zo%C3%AB.md)", "Zoë.md", "Jane"),
    ],
)
def test_a_link_has_a_target_and_what_is_shown(text: str, target: str, shown: str) -> None:
    (link,) = links(f"before {text} after")
    assert (link.target, link.shown) == (target, shown)
    assert (link.span.start, link.span.end) == (7, 7 + len(text))
    assert link.markdown is (text[1] != "[")


@pytest.mark.parametrize(
    ("text", "target", "block"),
    [("[[Jane#^id-1]]", "Jane", "id-1"), ("[[#^id]]", "", "id"), ("[x](Jane.md#^id)", "Jane.md", "id")],
)
def test_a_link_to_a_block_names_its_id(text: str, target: str, block: str) -> None:
    (link,) = links(text)
    assert (link.target, link.block) == (target, block)


@pytest.mark.parametrize(
    "text",
    ["[[]]", "[[|x]]", "[[#Heading]]", "[[open", "open]]", "[ [x]]", "[[a\\]", "[x](https://example.com)", "[x](mailto:a@b.example)",
     "[x](//host/x)", "[x](obsidian://open)", "[x](#heading)", "[x](a.pdf)", "[x]()", "[x] (y.md)", "[[[x", "[x](a b.md)", "[ ]"],
)  # fmt: skip
def test_what_leads_to_no_note_is_none(text: str) -> None:
    assert links(text) == []


def test_a_link_inside_brackets_is_found() -> None:
    assert [link.target for link in links("([[Jane]]) [[[Bo]]] *[[Ana]]* [[a]][[b]]")] == ["Jane", "Bo", "Ana", "a", "b"]


def test_an_embed_is_told_apart() -> None:
    assert [embed for _, embed in find_links("![[a]] [[b]] ![c](c.md)")] == [True, False, True]
    assert links("![[Jane]]") == []


@pytest.mark.parametrize(
    ("text", "end"), [("![[a]] b", 6), ("![x](y.png) b", 11), ("![x](https://e.example/y.png)", 29), ("![[a] b", 0), ("[[a]]", 0), ("!", 0)]
)
def test_where_an_embed_ends(text: str, end: int) -> None:
    assert embed_end(text, 0) == end


@pytest.mark.parametrize(
    ("inner", "target"),
    [("Jane", ("Jane", None)), ("Jane#Log", ("Jane", None)), ("Jane#^x", ("Jane", "x")), ("a#b#^c", ("a", None)), ("", ("", None))],
)
def test_the_inside_of_a_link(inner: str, target: tuple[str, str | None]) -> None:
    assert parse_target(inner) == target


@pytest.mark.parametrize(
    ("target", "day"),
    [("2026-11-12", True), ("Daily/2026-11-12", True), ("Daily/2026-11-12.md", True), ("2026-11-12 Thu", False),
     ("2026-13-12", False), ("2026-11", False), ("Jane", False), ("", False)],
)  # fmt: skip
def test_a_link_whose_last_segment_is_a_date_is_a_day(target: str, day: bool) -> None:
    assert link_day(target) is day


def test_a_targets_ending_is_no_part_of_its_name() -> None:
    assert [bare(target) for target in ("a.md", "a.MD", "a", "a.md.md", ".md", "a.canvas")] == ["a", "a", "a", "a.md", "", "a.canvas"]


@given(st.text(st.sampled_from("[]()|#^!<>% a/\\."), max_size=60))
def test_links_stand_one_after_the_other_in_any_text(text: str) -> None:
    end = 0
    for link, _ in find_links(text):
        assert end <= link.span.start < link.span.end <= len(text)
        end = link.span.end
