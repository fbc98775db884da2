"""Which lines of a body are read, and what in them is not: code, quotes, comments, embeds, generated regions."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netvault.notes.scan import CUT, LONGEST_LINE, OPAQUE, rows
from netvault.text import Source


def read(text: str) -> list[str]:
    """What is read of a body: its lines, with `·` for what is shown but not read, and `_` for what is cut."""
    return [
        row.read.replace(OPAQUE, "·").replace(CUT, "_") for row in rows(Source("a.md", text), 1) if row.kind != "blank"
    ]


def kinds(text: str) -> list[str]:
    return [row.kind for row in rows(Source("a.md", text), 1)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- item", "item"),
        ("* item", "item"),
        ("+ item", "item"),
        ("1. item", "item"),
        ("12) item", "item"),
        ("   - item", "item"),
        ("-item", "text"),
        ("-", "item"),
        ("# heading", "heading"),
        ("###### heading", "heading"),
        ("####### text", "text"),
        ("#tag", "text"),
        ("    # not a heading", "text"),
        ("words", "text"),
        ("", "blank"),
        ("   ", "blank"),
        ("> quoted", "blank"),
        ("> - 2026-01-01 call: [[Jane]]", "blank"),
        ("---", "blank"),
        ("- - -", "blank"),
        ("***", "blank"),
        ("___", "blank"),
        ("====", "blank"),
        ("2026", "text"),
    ],
)
def test_what_kind_of_line_it_is(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    ("line", "depth", "start"),
    [("- a", 0, 2), ("  - a", 2, 4), ("\t- a", 4, 3), (" \t- a", 4, 4), ("10. a", 0, 4), ("-   a", 0, 4), ("## a", 0, 3)],
)
def test_where_an_items_bullet_and_words_stand(line: str, depth: int, start: int) -> None:
    (row,) = rows(Source("a.md", line), 1)
    assert (row.depth, row.start) == (depth, start)


def test_lines_keep_their_numbers() -> None:
    text = "---\nname: x\n---\n- a\n```\n- b\n```\n- c\n"
    assert [(row.number, row.read) for row in rows(Source("a.md", text), 4) if row.kind == "item"] == [(4, "- a"), (8, "- c")]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert read("\ufeff- a") == ["- a"]


# ── code ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "code",
    [
        "```\n- x\n```",
        "~~~\n- x\n~~~",
        "````\n```\n- x\n````",
        "```python\n- x\n```",
        "  ```\n- x\n  ```",
        "```\n- x\n~~~\n- x\n```",
        "```\n- x\n`````",
        "```\n%%\n- x\n```",
    ],
)
def test_fenced_code_is_not_read(code: str) -> None:
    assert read(f"- a\n{code}\n- b") == ["- a", "- b"]


def test_code_that_never_ends_goes_to_the_end_of_the_note() -> None:
    assert read("- a\n```\n- x\n") == ["- a"]


def test_code_in_an_item_ends_with_the_item() -> None:
    assert read("- a\n\t```\n\tx\n- b\n") == ["- a", "- b"]
    assert read("- ```\n  x\n\n  y\n- b\n") == ["- b"]


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("- call: `x` y", "- call: ··· y"),
        ("- ``a`b`` c", "- ······· c"),
        ("- `open", "- `open"),
        ("- `a`` b", "- `a`` b"),
        ("- `a `` b` c", "- ········ c"),
        ("- ```a``` b", "- ······· b"),
        ("- `[[Jane Doe]]`", "- ··············"),
    ],
)
def test_inline_code_is_shown_and_not_read(line: str, seen: str) -> None:
    (row,) = rows(Source("a.md", line), 1)
    assert row.read.replace(OPAQUE, "·") == seen
    assert row.shown == line


# ── comments and embeds ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("- a %%x%% b", ["- a _____ b"]),
        ("- a <!-- x --> b", ["- a __________ b"]),
        ("- a %%x\n- y\nz%% b", ["- a ___", "___ b"]),
        ("<!--\n- x\n-->\n- b", ["- b"]),
        ("%%\n- x\n%%\n- b", ["- b"]),
        ("- a %% x", ["- a ____"]),
        ("- `%%` a", ["- ···· a"]),
        ("%%\n```\n%%\n- b", ["- b"]),
        ("- 100% sure, 5% off", ["- 100% sure, 5% off"]),
    ],
)
def test_comments_are_neither_read_nor_shown(text: str, seen: list[str]) -> None:
    assert read(text) == seen


@pytest.mark.parametrize(
    "embed", ["![[Jane Doe]]", "![[a.png|100]]", "![alt](a.png)", "![](<a b.png>)", "![x](a(1).png)", "![[Note#^id]]"]
)
def test_embeds_are_neither_read_nor_shown(embed: str) -> None:
    (row,) = rows(Source("a.md", f"- a {embed} b"), 1)
    assert row.read == row.shown == f"- a {CUT * len(embed)} b"


@pytest.mark.parametrize("line", ["- wow! [[Jane]]", "- ![open", "- ![[ ]", "- ! [x](y.md)"])
def test_an_exclamation_mark_alone_is_no_embed(line: str) -> None:
    assert read(line) == [line]


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("- ~~lunch with [[Leo]]~~", "- ______________________"),
        ("- call: ~~the tent~~ the lamp", "- call: ____________ the lamp"),
        ("- ~~a~~ b ~~c~~ d", "- _____ b _____ d"),
        ("- ~~a `~~` b~~ c", "- ____________ c"),
        ("- `~~a~~` b", "- ······· b"),
        ("- ~~a %%~~%% b~~ c", "- ______________ c"),
        ("- ~~a ~~ b~~ c", "- __________ c"),
        ("- ~~open", "- ~~open"),
        ("- a~~ b", "- a~~ b"),
        ("- ~~ a ~~ b", "- ~~ a ~~ b"),
        ("- some ~~~a~~~ b", "- some ~~~a~~~ b"),
        ("- ~a~ b", "- ~a~ b"),
        (r"- \~~a~~ b", r"- \~~a~~ b"),
        ("- [[a~~b]] c~~ d", "- [[a~~b]] c~~ d"),
        ("- [[A~~B]] met [[C~~D]]", "- [[A~~B]] met [[C~~D]]"),
        ("- [x](a~~b) c~~ d", "- [x](a~~b) c~~ d"),
    ],
)
def test_what_is_struck_out_is_neither_read_nor_shown(line: str, seen: str) -> None:
    assert read(line) == [seen]


def test_what_is_struck_out_ends_with_its_line() -> None:
    assert read("- ~~a\n- b~~") == ["- ~~a", "- b~~"]


# ── generated regions ───────────────────────────────────────────────────────────────────────────

BEGIN, END = "<!-- netvault:begin today v1 2026-11-20 -->", "<!-- netvault:end today -->"


def test_what_netvault_wrote_is_not_read() -> None:
    assert read(f"- a\n\n{BEGIN}\n- x\n{END}\n\n- b\n") == ["- a", "- b"]


def test_a_marker_without_its_end_hides_nothing_where_nothing_was_written() -> None:
    assert read(f"- a\n{BEGIN}\n- b\n") == ["- a", "- b"]


def test_a_marker_that_is_shown_as_code_is_none() -> None:
    assert read(f"```\n{BEGIN}\n```\n- a\n```\n{END}\n```\n") == ["- a"]


# ── long lines, and time ────────────────────────────────────────────────────────────────────────


def test_a_line_that_nobody_wrote_by_hand_is_passed_by() -> None:
    assert read("- " + "x" * LONGEST_LINE + "\n- b") == ["- b"]


def test_a_comment_may_begin_and_end_in_a_long_line() -> None:
    long = "x" * LONGEST_LINE
    assert read(f"{long} %%\n- x\n%% {long}\n- b") == ["- b"]


@pytest.mark.parametrize("unit", ["`", "a`", "`a``b```c", "%%", "<!--", "-->", "![", "![[", "![](", "~", "~~", "~~a", "~~a~~ ", "~~[[", "~~](", "- ", "<!-- netvault:begin a"])
def test_a_line_of_a_million_characters_is_soon_done(unit: str) -> None:
    text = f"%%\n{unit * (300_000 // len(unit))}\n%%\n<!-- netvault:begin {unit * (300_000 // len(unit))}\n- b"
    assert len(rows(Source("a.md", text), 1)) >= 3


@given(st.text(st.sampled_from("-`~%<>![]() \n\tax#>\r\ufeff"), max_size=80))
@example(text="#\t#")
def test_any_text_gives_rows_whose_two_readings_are_as_long(text: str) -> None:
    source = Source("a.md", text)
    for row in rows(source, 1):
        assert len(row.shown) == len(row.read)
        assert 0 <= row.start <= len(row.read)
        assert 1 <= row.number <= len(source.lines)
