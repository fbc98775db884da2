"""Generated regions and the ticks in them (format, sections 8 and 9)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from netvault.notes.regions import (
    Region,
    content_hash,
    edited,
    find_regions,
    generated_lines,
    new_note,
    region_text,
    render_region,
)
from netvault.notes.scan import rows
from netvault.notes.ticked import Tick, edited_beyond_ticks, ticked_lines
from netvault.text import Source, split_lines

DAY = date(2026, 11, 20)
TEXTS = st.text(st.sampled_from("ab -#>`~\n\t[x]^é🙂\u2028<!>") | st.characters(codec="utf-8"), max_size=60)


def read(text: str) -> tuple[Source, tuple[Region, ...]]:
    source = Source("n.md", text)
    found = find_regions(source)
    assert found.diagnostics == ()
    return source, found.value


def only(text: str) -> tuple[Source, Region]:
    source, (region,) = read(text)
    return source, region


def problems(text: str) -> list[tuple[int, int, str]]:
    found = find_regions(Source("n.md", text))
    assert all(d.code == "region-markers" and d.severity == "error" and d.help for d in found.diagnostics)
    return [(d.line, d.column, d.message) for d in found.diagnostics]


def note(content: str, name: str = "today") -> str:
    return f"# Mine\n\n{render_region(name, DAY, content)}\n\nmine too\n"


# ── finding ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "\n", "# Note\n", "netvault: a program", "<!-- netvault -->", "`netvault:begin`"])
def test_most_notes_have_none(text: str) -> None:
    assert read(text)[1] == ()


def test_a_rendered_region_says_all_of_itself() -> None:
    source, region = only(note("- [ ] one\n- [ ] two"))
    assert (region.name, region.format, region.day) == ("today", 1, DAY)
    assert region.hash == content_hash("- [ ] one\n- [ ] two")
    assert region_text(source, region) == "- [ ] one\n- [ ] two"
    assert source.text[region.begin.start : region.begin.end].startswith("<!-- netvault:begin today v1 2026-11-20 ")
    assert source.text[region.end.start : region.end.end] == "<!-- netvault:end today -->"
    assert source.text[region.content.start : region.content.end] == "\n- [ ] one\n- [ ] two\n\n"


def test_the_layout() -> None:
    text = render_region("today", DAY, "\n\nHello\n")
    lines = [f"<!-- netvault:begin today v1 2026-11-20 {content_hash('Hello')} -->", "", "Hello", "", "<!-- netvault:end today -->"]
    assert text == "\n".join(lines)
    assert render_region("today", DAY, "Hello", "\r\n") == "\r\n".join(lines)
    assert new_note(text) == text + "\n"


def test_markers_written_by_hand() -> None:
    source, region = only("  <!--netvault:begin   today-->\t\nmy words\n<!-- netvault:end today -->")
    assert (region.format, region.day, region.hash) == (None, None, None)
    assert edited(source, region)
    assert not edited(*only("<!-- netvault:begin today -->\n \n<!-- netvault:end today -->"))


def test_several_regions_in_one_note() -> None:
    text = new_note(render_region("today", DAY, "a"), render_region("agenda", DAY, "b"), render_region("a.b-c_1", DAY, ""))
    source, regions = read(text)
    assert [(region.name, region_text(source, region)) for region in regions] == [("today", "a"), ("agenda", "b"), ("a.b-c_1", "")]


@pytest.mark.parametrize(
    "around",
    [
        "```\n{}\n```\n",
        "~~~~ md\n~~~\n{}\n~~~~\n",
        "- item\n  ```\n{}\n  ```\n",
        "- ```\n  code\n  {}\n  ```\n",
        "---\nkey: |\n  x\n{}\n---\n",
        "    {}\n",
        "text {}\n",
        "> {}\n",
        "```\n{}\n",
    ],
)
def test_markers_that_are_none(around: str) -> None:
    for marker in ("<!-- netvault:begin today -->", "<!-- netvault:end today -->"):
        assert read(around.format(marker))[1] == ()


@pytest.mark.parametrize(
    "before",
    [
        "```\ncode\n```\n",
        "```` x\n```\n````\n",
        "``` not `code`\n",
        "- ```\n  code\n  ```\n",
        "1. ```\n   code that its item ends\n",
        "> ```\n> code that its quote ends\n",
        "---\nkey: value\n---\n",
        "---\nno front matter\n\n",
        "\ufeff",
        "\ufeff---\na: b\n---\n",
        "~~~\n```\n~~~\n",
        "- code:\n\t```\n\tx = 1\n\n",
        "- code:\n \t~~~\n\tx = 1\n",
        "\ufeff```\ncode\n```\n",
    ],
)
def test_what_may_stand_before_a_region(before: str) -> None:
    source, region = only(before + note("content"))
    assert region_text(source, region) == "content"
    source, region = only(before + render_region("today", DAY, "content"))
    assert source.text[: region.begin.start] == before
    assert region.end.end == len(source.text)


CODE = [
    "", " ", "\u00a0", "a", "- a", "  a", "\ta", "> a", "```", "````", "~~~", "```\u00a0", "``` md", "``` `a`", " ```", "   ```", "    ```", "\t```", "\t````", " \t~~~",
    "  \t```", "- ```", "-\t~~~", "1. ```", "\t- ```", "> ```", "> ~~~", "  > ```", ">\t- ```", "- > ```", "\ufeff```",
]  # fmt: skip


@given(st.lists(st.sampled_from(CODE), max_size=8))
@example(["- a", "\t```", "\ta", ""])
def test_a_region_is_found_just_where_a_line_in_its_place_would_be_read(lines: list[str]) -> None:
    """What is code is said by two readers, who must agree."""
    read_there = rows(Source("a.md", "\n".join([*lines, "words"])), 1)[-1:]
    found = find_regions(Source("a.md", "\n".join([*lines, BEGIN, END]))).value
    assert bool(found) == (bool(read_there) and read_there[0].number == len(lines) + 1)


BEGIN, END = "<!-- netvault:begin today -->", "<!-- netvault:end today -->"
HASHED = "<!-- netvault:begin today v1 2026-11-20 0123456789ab -->"


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("a\nb\n", []),
        (f"a\n{BEGIN}\nb\n{END}\nc", [2, 3, 4]),
        (f"a\n{BEGIN}\nb\nc", []),
        (f"a\n{HASHED}\nb\nc", [2, 3, 4]),
        (f"a\n{HASHED}\nb\n{BEGIN}\nc\n{END}\nd", [2, 3, 4, 5, 6]),
        (f"a\n{END}\nb", [1, 2]),
        (f"{BEGIN}\na\n{END}\nb\n{END}\nc", [1, 2, 3, 4, 5]),
        (f"{BEGIN}\na\n{BEGIN}\nb\n{END}\nc", [3, 4, 5]),
        (f"{HASHED}\na\n{BEGIN}\nb\n{END}\nc\n{END}\nd", [1, 2, 3, 4, 5, 6, 7]),
        (note("x\n\ny").replace(END, "") + "\nz", [3, 4, 5, 6, 7]),
    ],
)
def test_what_may_be_generated_text_is_not_read(text: str, unread: list[int]) -> None:
    assert sorted(generated_lines(Source("a.md", text))) == unread


@pytest.mark.parametrize("mine", ["", "- met [[Tom]]\n", "\n\n- met [[Tom]]\n## More\n"])
def test_below_a_lost_end_marker_what_is_mine_is_read(mine: str) -> None:
    """The hash in the begin marker says how far the generated text goes."""
    whole = render_region("today", DAY, "# Friday\n\n- talked to [[Tom]]\n\n*more*")
    text = "before\n" + whole.replace("<!-- netvault:end today -->", "") + "\n" + mine
    source = Source("a.md", text)
    unread = generated_lines(source)
    assert [line for number, line in enumerate(source.lines, 1) if number not in unread and line] == [
        "before", *(line for line in mine.splitlines() if line)
    ]  # fmt: skip


def test_markers_that_do_not_match() -> None:
    begin, end = "<!-- netvault:begin today -->", "<!-- netvault:end today -->"
    other = "<!-- netvault:end agenda -->"
    assert problems(f"a\n{begin}\nb") == [(2, 1, "The region “today” begins here and never ends: <!-- netvault:end today --> is missing below it.")]
    assert problems(f"a\n  {end}\n") == [(2, 1, "The region “today” ends here and has not begun.")]
    assert [line for line, *_ in problems(f"{begin}\n{begin}\n{end}\n{end}\n")] == [2, 4]
    assert [line for line, *_ in problems(f"{begin}\n{other}\n{end}\n")] == [2]
    assert [line for line, *_ in problems(f"{begin}\n{end}\n\n{begin}\n{end}\n")] == [4, 5]
    assert [line for line, *_ in problems("<!-- netvault:begin -->\n<!-- netvault:end -->\n")] == [1, 2]
    assert [line for line, *_ in problems(f"{begin}\n```\nopen for ever\n{end}\n")] == [1]


@given(TEXTS)
def test_any_text_can_be_read(text: str) -> None:
    for source in (Source("n.md", text), Source("n.md", f"<!-- netvault:begin today -->\n{text}\n<!-- netvault:end today -->")):
        for region in find_regions(source).value:
            edited_beyond_ticks(source, region)
            ticked_lines(source, region)


# ── making ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("content", ["<!-- netvault:end today -->", "a\n<!-- netvault:begin x -->\nb", "```\nfor ever", "~~~"])
def test_content_that_would_break_the_markers(content: str) -> None:
    with pytest.raises(ValueError, match="markers"):
        render_region("today", DAY, content)


@pytest.mark.parametrize("name", ["", "a b", "-->", "Today", "a\nb", "--"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(ValueError, match="markers"):
        render_region(name, DAY, "content")


def lf(text: str) -> str:
    return "\n".join(split_lines(text))


@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]))
@example("\ufefffirst", "\n")
def test_what_is_rendered_is_read_again(content: str, newline: str) -> None:
    try:
        text = render_region("today", DAY, content, newline)
    except ValueError:
        assume("`" in content or "~" in content)
        return
    source, region = only(f"before{newline}{newline}{text}{newline}after")
    assert region_text(source, region) == lf(content).strip("\n")
    assert not edited(source, region)
    assert ticked_lines(source, region) == ticked_lines(*only(render_region("today", DAY, content))) or "- [" in content


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["\n", "\r\n"]))
def test_a_region_is_its_marker_lines_and_what_stands_between(before: str, after: str, content: str, newline: str) -> None:
    try:
        first = render_region("today", DAY, content, newline)
    except ValueError:
        return
    before = f"{before}\n\n" if before else before
    found = find_regions(Source("n.md", f"{before}{first}\n{after}"))
    assume(len(found.value) == 1 and not found.diagnostics)  # else it stands in code, or in front matter
    begin, end = found.value[0].begin.start, found.value[0].end.end
    assert f"{before}{first}\n{after}"[begin:end] == first


# ── edits and ticks ─────────────────────────────────────────────────────────────────────────────

ITEMS = "## Say hello\n\n- [ ] Thank [[Jane]] for x ^nv-1a2b3c4d\n- [ ] Call [[Bo]] ^nv-00000000"


def test_line_ends_and_blank_lines_beside_the_markers_are_no_edit() -> None:
    text = note(ITEMS)
    for changed in (text.replace("\n", "\r\n"), text.replace(" -->\n", " -->\n\n\n"), text.replace("\n\n<!-- netvault:end", "\n<!-- netvault:end")):
        assert not edited(*only(changed))
    for changed in (text.replace("Jane", "Joan"), text.replace("hello", "hello "), text.replace("\n- [ ] Call", "\n\n- [ ] Call")):
        assert edited(*only(changed))
        assert edited_beyond_ticks(*only(changed))


def test_ticks_with_what_is_nested_below() -> None:
    text = note(ITEMS)
    text = text.replace("- [ ] Thank", "- [x] Thank").replace("^nv-1a2b3c4d\n", "^nv-1a2b3c4d\n    - over lunch\n\n\tshe paid\n")
    text = text.replace("- [ ] Call [[Bo]] ^nv-00000000", "* [>] Call [[Bo]] ✅ 2026-11-21 ^nv-00000000  ")
    source, region = only(text)
    thank, call = ticked_lines(source, region)
    assert thank == Tick(thank.line, "x", "nv-1a2b3c4d", "Thank [[Jane]] for x", ("over lunch", "she paid"))
    assert source.lines[thank.line - 1].startswith("- [x] Thank")
    assert (call.char, call.id, call.text, call.nested) == (">", "nv-00000000", "Call [[Bo]]", ())
    assert call.stamped == date(2026, 11, 21)


def test_only_ticking_is_told_from_other_edits() -> None:
    ticked = note(ITEMS).replace("- [ ] Thank", "- [x] Thank").replace("x ^nv", "x ✅ 2026-11-21 ^nv")
    ticked = ticked.replace("^nv-1a2b3c4d\n", "^nv-1a2b3c4d\n  my words\n")
    assert edited(*only(ticked))
    assert not edited_beyond_ticks(*only(ticked))
    assert not edited_beyond_ticks(*only(ticked.replace("\n", "\r\n")))
    assert edited_beyond_ticks(*only(ticked.replace("[[Bo]]", "[[Bob]]")))
    assert edited_beyond_ticks(*only(ticked.replace("## Say", "a line of mine\n\n## Say")))


@pytest.mark.parametrize(
    ("behind", "said", "day"),
    [
        ("with a card", ("with a card", "below"), None),
        ("✅ 2026-11-21", ("below",), date(2026, 11, 21)),
        ("with a card ✅ 2026-11-21", ("with a card", "below"), date(2026, 11, 21)),
        ("✅ 2026-02-30", ("below",), None),
    ],
)
def test_what_stands_behind_the_id_of_a_tick(behind: str, said: tuple[str, ...], day: date | None) -> None:
    ticked = note(ITEMS).replace("- [ ] Thank", "- [x] Thank").replace("^nv-1a2b3c4d\n", f"^nv-1a2b3c4d {behind}\n  - below\n")
    (tick,) = ticked_lines(*only(ticked))
    assert (tick.id, tick.text, tick.nested, tick.stamped) == ("nv-1a2b3c4d", "Thank [[Jane]] for x", said, day)
    assert not edited_beyond_ticks(*only(ticked))


@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "12)"])
@pytest.mark.parametrize("blanks", [" ", "   ", "\t"])
def test_a_formatter_may_have_changed_the_bullet(bullet: str, blanks: str) -> None:
    (tick,) = ticked_lines(*only(note(f"{bullet}{blanks}[x]{blanks}Thank [[Jane]] ^nv-1a2b3c4d\n{blanks}  she paid")))
    assert (tick.char, tick.text, tick.nested) == ("x", "Thank [[Jane]]", ("she paid",))


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] open ^nv-1a2b3c4d",
        "- [x] no id",
        "- [x] other ^block",
        "- [x] glued^nv-1a2b3c4d",
        "- [x] in a link [[Today#^nv-1a2b3c4d]] more",
        "- [xx] two ^nv-1a2b3c4d",
        "-[x] no blank ^nv-1a2b3c4d",
        "x [x] no bullet ^nv-1a2b3c4d",
        "- [x] short ^nv-1a2b",
    ],
)
def test_lines_that_are_no_tick(line: str) -> None:
    assert ticked_lines(*only(note(line))) == ()


@given(st.lists(st.sampled_from(["- [x] a ^nv-1a2b3c4d", "- [ ] b ^nv-00000000", "  nested", "", "text", "\t- deep"]), max_size=8))
def test_ticks_hold_no_line_twice(lines: list[str]) -> None:
    ticks = ticked_lines(*only(note("\n".join(["top", *lines]))))
    assert len(ticks) == lines.count("- [x] a ^nv-1a2b3c4d")
    assert sum(len(tick.nested) for tick in ticks) <= len([line for line in lines if line[:1] in (" ", "\t")])
