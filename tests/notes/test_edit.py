"""A log line put into a note, a box ticked, a due date set: what a person sees before and after."""

from __future__ import annotations

from datetime import date

import pytest
from edit_cases import BAD_BLOCKS, BLOCKS, CALL, FRONT, LOG_HEADINGS, TASKS, WORDS, Case, cases, check, in_bytes
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netvault.notes.edit import Edited, NewLine, NotDone, add_box, add_log_line, set_due, tick_line
from netvault.settings import DEFAULTS, Settings
from netvault.text import Source, apply_edits

DAY = date(2026, 11, 12)
NEW = "2026-11-12 call: the news"


def done(text: str, edited: Edited | NotDone) -> str:
    """The text that a change gives."""
    assert isinstance(edited, Edited), edited
    assert apply_edits(text, edited.edits) == edited.text
    return edited.text


def logged(text: str, line: NewLine = CALL, config: Settings = DEFAULTS, path: str = "People/Jane Doe.md") -> str:
    """A note with a line put into its log."""
    return done(text, add_log_line(Source(path, text), config, line))


def why(text: str, line: NewLine = CALL) -> str:
    """Why a line is not put into a note."""
    edited = add_log_line(Source("People/Jane Doe.md", text), DEFAULTS, line)
    assert isinstance(edited, NotDone)
    return edited.why


# ── a log line: nothing is done ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "  ", "\n", "\u2028", "\x00\x01", "\u202e"])
def test_a_line_that_says_nothing_is_not_written(text: str) -> None:
    assert why("## Log\n", NewLine(DAY, text)) == "There is nothing to write."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("%% open", "a comment or code that it does not end"),
        ("<!-- open", "a comment or code that it does not end"),
        ("x" * 9000, "too long"),
        ("[x] boxed", "a time or a box"),
        ("10:30 late", "a time or a box"),
    ],
)
def test_a_text_that_would_be_read_as_something_else_is_not_written(text: str, reason: str) -> None:
    assert reason in why("## Log\n- 2026-01-01 met\n", NewLine(DAY, text))


@pytest.mark.parametrize("detail", ["```", "%%", "---", "x" * 9000])
def test_nor_a_detail(detail: str) -> None:
    assert why("## Log\n", NewLine(DAY, "call: x", (detail,))).startswith("The text")


@pytest.mark.parametrize("time", ["25:00", "9:60", "930", "9:3", "noon", ":", "9:30 pm", "١:30"])
def test_a_time_that_is_none_is_not_written(time: str) -> None:
    assert why("## Log\n", NewLine(DAY, "call: x", time=time)) == f"“{time}” is no time."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("## Log\n```\nnever closed\n", "code or in a comment"),
        ("Jane\n\n%% never closed\n\n", "code or in a comment"),
        ("<!-- netvault:begin today -->\n", "do not match"),
        ("<<<<<<< a\n## Log\n=======\n>>>>>>> b\n", "Two versions"),
        ("---\ntype: contact\nname: Jane\n\n## Log\n", "has no end"),
    ],
)
def test_a_note_that_is_not_sound_is_left_alone(text: str, reason: str) -> None:
    assert reason in why(text)


# ── a log line: where ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"## Log\n- {NEW}\n"),
        ("\ufeff", f"\ufeff## Log\n- {NEW}\n"),
        ("Jane\n", f"Jane\n\n## Log\n- {NEW}\n"),
        ("Jane", f"Jane\n\n## Log\n- {NEW}"),
        ("Jane\n\n", f"Jane\n\n## Log\n- {NEW}\n"),
        ("Jane\n\n\n\n", f"Jane\n\n## Log\n- {NEW}\n\n\n"),
        ("Jane\n  ", f"Jane\n\n## Log\n- {NEW}\n  "),
        ("---\ntype: contact\n---", f"---\ntype: contact\n---\n\n## Log\n- {NEW}"),
        ("---\ntype: contact\n---\n", f"---\ntype: contact\n---\n\n## Log\n- {NEW}\n"),
        ("---\r\na: b\r\n---\r\nJane\r\n", f"---\r\na: b\r\n---\r\nJane\r\n\r\n## Log\r\n- {NEW}\r\n"),
        ("## A\n\ntext\n\n## B\n\ntext\n", f"## A\n\ntext\n\n## B\n\ntext\n\n## Log\n\n- {NEW}\n"),
        ("- call [[Bo]]\n", f"- call [[Bo]]\n\n## Log\n- {NEW}\n"),
        ("> - 2026-01-01 met\n", f"> - 2026-01-01 met\n\n## Log\n- {NEW}\n"),
        ("```\n## Log\n```\n", f"```\n## Log\n```\n\n## Log\n- {NEW}\n"),
        ("%%\n## Log\n%%\n", f"%%\n## Log\n%%\n\n## Log\n- {NEW}\n"),
    ],
)
def test_a_note_without_a_log_gets_one_at_its_end(before: str, after: str) -> None:
    assert logged(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Log\n", f"## Log\n- {NEW}\n"),
        ("## Log", f"## Log\n- {NEW}"),
        ("# log #\n", f"# log #\n- {NEW}\n"),
        ("### **LOG**:\n", f"### **LOG**:\n- {NEW}\n"),
        ("## Log\n\n## Next\n", f"## Log\n- {NEW}\n\n## Next\n"),
        ("## Log\n## Next\n", f"## Log\n- {NEW}\n## Next\n"),
        ("## A\n\ntext\n\n## Log\n\n## Next\n", f"## A\n\ntext\n\n## Log\n\n- {NEW}\n\n## Next\n"),
        ("## Log\n- met once\n\n## Next\n", f"## Log\n- met once\n- {NEW}\n\n## Next\n"),
        ("## Log\nHow we met.\n", f"## Log\nHow we met.\n\n- {NEW}\n"),
        ("## Log\n```\ncode\n```\n", f"## Log\n```\ncode\n```\n\n- {NEW}\n"),
        ("## Log\n- a\n  ```\n  - b\n  ```\n", f"## Log\n- a\n  ```\n  - b\n  ```\n- {NEW}\n"),
        ("## Log\n\n### Later\n- x\n", f"## Log\n- {NEW}\n\n### Later\n- x\n"),
        (
            "## Log\n<!-- netvault:begin x -->\n- 2026-01-01 met\n<!-- netvault:end x -->\n",
            f"## Log\n<!-- netvault:begin x -->\n- 2026-01-01 met\n<!-- netvault:end x -->\n\n- {NEW}\n",
        ),
        ("## Log\n- [ ] 2026-01-01 x\n# Log\n", f"## Log\n- [ ] 2026-01-01 x\n- {NEW}\n# Log\n"),
    ],
)
def test_a_log_without_dated_lines_gets_its_first(before: str, after: str) -> None:
    assert logged(before) == after


def test_the_heading_is_that_of_the_settings() -> None:
    config = Settings(heading="Contact log")
    assert logged("## Log\n- x\n", config=config) == f"## Log\n- x\n\n## Contact log\n- {NEW}\n"
    assert logged("#### contact LOG\n", config=config) == f"#### contact LOG\n- {NEW}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 2026-01-01 met\n", f"- 2026-01-01 met\n- {NEW}\n"),
        ("- 2026-01-01 met", f"- 2026-01-01 met\n- {NEW}"),
        ("- 2026-01-01 a\n- 2026-12-01 b\n", f"- 2026-01-01 a\n- {NEW}\n- 2026-12-01 b\n"),
        ("- 2026-12-01 b\n- 2026-01-01 a\n", f"- 2026-12-01 b\n- {NEW}\n- 2026-01-01 a\n"),
        ("- 2026-12-01 b\n", f"- {NEW}\n- 2026-12-01 b\n"),
        ("- 2026-12-02 b\n- 2026-12-01 a", f"- 2026-12-02 b\n- 2026-12-01 a\n- {NEW}"),
        ("- 2026-01-01 a\n- 2026-11-12 b\n- 2026-12-01 c\n", f"- 2026-01-01 a\n- 2026-11-12 b\n- {NEW}\n- 2026-12-01 c\n"),
        ("- 2026-12-01 c\n- 2026-11-12 b\n- 2026-01-01 a\n", f"- 2026-12-01 c\n- {NEW}\n- 2026-11-12 b\n- 2026-01-01 a\n"),
        ("- 2026-01-01 a\n- 2026-01-03 c\n- 2026-01-02 b\n", f"- 2026-01-01 a\n- 2026-01-03 c\n- 2026-01-02 b\n- {NEW}\n"),
    ],
)
def test_it_goes_to_its_day_in_the_order_of_the_log(before: str, after: str) -> None:
    assert logged(before) == after
    assert logged("## Log\n" + before) == "## Log\n" + after


@pytest.mark.parametrize(
    ("order", "after"),
    [
        ("auto", f"- 2026-11-12 a\n- 2026-11-12 b\n- {NEW}\n"),
        ("oldest", f"- 2026-11-12 a\n- 2026-11-12 b\n- {NEW}\n"),
        ("newest", f"- {NEW}\n- 2026-11-12 a\n- 2026-11-12 b\n"),
    ],
)
def test_the_settings_may_say_the_order(order: str, after: str) -> None:
    assert logged("- 2026-11-12 a\n- 2026-11-12 b\n", config=Settings(order=order)) == after  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "log",
    [
        "- 2026-01-01 a\n  - nested\n    more\n",
        "- 2026-01-01 a\nlazily goes on\n",
        "- 2026-01-01 a\n\n  a second paragraph\n",
        "- 2026-01-01 a\n  ```\n- 2026-01-02 code\n  ```\n",
        "- 2026-01-01 a %% hidden\n\n- still hidden %%\n",
        "- 2026-01-01 a\n  > quoted\n",
        "- 2026-01-01 a <!-- x\n## y -->\n",
    ],
)
def test_it_never_stands_in_the_middle_of_another_line(log: str) -> None:
    rest = "\n```\ncode\n```\n"
    assert logged("## Log\n" + log + rest) == f"## Log\n{log}- {NEW}\n{rest}"


def test_under_the_log_heading_rather_than_elsewhere() -> None:
    note = "- [ ] 2026-11-20 call back\n\n## Log\n- 2026-01-01 a\n\n## Then\n- 2026-02-02 b\n- 2026-02-03 c\n"
    assert logged(note) == note.replace("01-01 a\n", f"01-01 a\n- {NEW}\n")


def test_among_the_dated_lines_rather_than_the_open_tasks() -> None:
    note = "## To do\n- [ ] 2026-11-20 a\n- [ ] 2026-11-21 b\n## History\n- 2026-02-02 c\n"
    assert logged(note) == note + f"- {NEW}\n"


def test_headings_of_years_divide_one_log() -> None:
    note = "## 2027\n- 2027-01-01 c\n\n## 2026\n- 2026-05-01 b\n- 2026-01-01 a\n"
    assert logged(note) == note.replace("- 2026-05", f"- {NEW}\n- 2026-05")


def test_below_an_item_where_the_whole_log_stands_there() -> None:
    note = "## Log\n- 2026\n  - 2026-12-02 a\n  - 2026-01-01 b\n- 2025\n  - 2025-01-01 c\n"
    assert logged(note) == note.replace("  - 2026-01", f"  - {NEW}\n  - 2026-01")


# ── a log line: how ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("* 2026-01-01 a", f"* {NEW}"),
        ("+  2026-01-01 a", f"+  {NEW}"),
        (" - 2026-01-01 a", f" - {NEW}"),
        ("\t- 2026-01-01 a", f"\t- {NEW}"),
        ("1. 2026-01-01 a", f"2. {NEW}"),
        ("7) 2026-01-01 a", f"8) {NEW}"),
        ("999999999. 2026-01-01 a", f"999999999. {NEW}"),
        ("1. 2025-01-01 a\n1. 2026-01-01 b", f"1. {NEW}"),
        ("- [x] 2026-01-01 a", f"- [x] {NEW}"),
        ("- [X] 2026-01-01 a", f"- [X] {NEW}"),
        ("- 2026-01-01 [x] a", "- 2026-11-12 [x] call: the news"),
        ("- [x] 2025-01-01 a\n- 2026-01-01 b", f"- {NEW}"),
        ("- [ ] 2026-01-01 a", f"- {NEW}"),
        ("- **2026-01-01** a", "- **2026-11-12** call: the news"),
        ("- *2026-01-01*: a", "- *2026-11-12*: call: the news"),
        ("- **2026-01-01:** a", "- **2026-11-12:** call: the news"),
        ("- **2026-01-01 a**: b", f"- {NEW}"),
        ("- 2026-01-01: a", "- 2026-11-12: call: the news"),
        ("- 2026-01-01 - a", "- 2026-11-12 - call: the news"),
        ("- 2026-01-01 – a", "- 2026-11-12 – call: the news"),
        ("- 2026-01-01 | a", "- 2026-11-12 | call: the news"),
        ("- 2026-01-01 18:30: a", "- 2026-11-12: call: the news"),
        ("- [[2026-01-01]] a", "- [[2026-11-12]] call: the news"),
        ("- [[2026-01-01]]: a", "- [[2026-11-12]]: call: the news"),
        ("- [[Daily/2026-01-01]] a", "- [[Daily/2026-11-12]] call: the news"),
        ("- [[Daily/2025/2025-01/2025-01-01]] a", "- [[Daily/2026/2026-11/2026-11-12]] call: the news"),
        ("- [[Daily/2026-01-01|2026-01-01]] a", "- [[Daily/2026-11-12|2026-11-12]] call: the news"),
        ("- [2026-01-01](Daily/2026-01-01.md) a", "- [2026-11-12](Daily/2026-11-12.md) call: the news"),
        ("- [[Daily/2026-01-01|Thu]] a", f"- {NEW}"),
        ("- [[2026-01-01 Thursday]] a", f"- {NEW}"),
        ("- [[2026 daily/2026-01-01]] a", f"- {NEW}"),
        ("- [[2026 daily/2026-11-01]] a", "- [[2026 daily/2026-11-12]] call: the news"),
    ],
)
def test_it_is_written_as_its_neighbours_are(old: str, new: str) -> None:
    assert logged(f"{old}\n") == f"{old}\n{new}\n"
    assert logged(f"## Log\n{old}\n\ntext") == f"## Log\n{old}\n{new}\n\ntext"


def test_the_nearest_neighbour_sets_the_style() -> None:
    note = "- **2026-01-01** a\n* [[2026-10-01]]: b\n"
    assert logged(note) == note + "* [[2026-11-12]]: call: the news\n"


def test_blank_lines_between_items_are_kept_up() -> None:
    assert logged("- 2026-01-01 a\n\n- 2026-02-01 b\n\ntext\n") == f"- 2026-01-01 a\n\n- 2026-02-01 b\n\n- {NEW}\n\ntext\n"
    assert logged("- 2026-12-01 a\n\n- 2027-02-01 b") == f"- {NEW}\n\n- 2026-12-01 a\n\n- 2027-02-01 b"
    assert logged("- 2026-01-01 a\n\n- 2026-12-01 b") == f"- 2026-01-01 a\n\n- {NEW}\n\n- 2026-12-01 b"


@pytest.mark.parametrize(
    ("text", "box"),
    [("coffee: x", "[x] "), ("promised: x", "[ ] "), ("lead (intro): x", "[ ] "), ("x #promised", "[ ] "),
     ("[[Bo]] asked: could I", "[ ] "), ("needs: a flat", ""), ("words", "")],
)  # fmt: skip
def test_a_tick_of_the_style_never_closes_what_the_line_opens(text: str, box: str) -> None:
    assert logged("- [x] 2026-01-01 a\n", NewLine(DAY, text)) == f"- [x] 2026-01-01 a\n- {box}2026-11-12 {text}\n"


def test_a_box_that_was_asked_for_is_the_one() -> None:
    assert logged("- [x] 2026-01-01 a\n", NewLine(DAY, "lead: x", box="-")).endswith("- [-] 2026-11-12 lead: x\n")
    assert logged("- 2026-01-01 a\n", NewLine(DAY, "call: x", box=" ")).endswith("- [ ] 2026-11-12 call: x\n")
    assert logged("## 2026-01-01 a\n", NewLine(DAY, "call: x", box=" ")).endswith("## 2026-11-12 [ ] call: x\n")


def test_a_time_stands_after_the_date() -> None:
    assert logged("- 2026-01-01: a\n", NewLine(DAY, "call: x", time="9:30")).endswith("- 2026-11-12 9:30: call: x\n")
    assert logged("- **2026-01-01:** a\n", NewLine(DAY, "call: x", time="18:05")).endswith("- **2026-11-12:** 18:05 call: x\n")


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ("", "- {}\n  - one\n  - two\n"),
        ("- 2026-01-01 a\n", "- {}\n  - one\n  - two\n"),
        ("* 2026-01-01 a\n", "* {}\n  * one\n  * two\n"),
        ("1. 2026-01-01 a\n", "2. {}\n   - one\n   - two\n"),
        ("- 2026-01-01 a\n\t- b\n", "- {}\n\t- one\n\t- two\n"),
        ("- 2026-01-01 a\n    * b\n", "- {}\n    * one\n    * two\n"),
        ("- 2025-01-01 a\n   - b\n- 2026-01-01 c\n", "- {}\n   - one\n   - two\n"),
        (" - 2026-01-01 a\n", " - {}\n   - one\n   - two\n"),
        ("\t- 2026-01-01 a\n", "\t- {}\n\t\t- one\n\t\t- two\n"),
    ],
)
def test_details_are_nested_as_those_of_its_neighbours(log: str, new: str) -> None:
    line = NewLine(DAY, "call: the news", ("one", " \n", "two"))
    assert logged("## Log\n" + log, line) == "## Log\n" + log + new.format(NEW)


def test_texts_become_one_line_and_stay_as_typed() -> None:
    line = NewLine(DAY, "note: a\r\nb\tc\u2028d ^block", ("%%x%% `y`\x00", "[[Z]] #tag"))
    assert logged("## Log\n", line) == "## Log\n- 2026-11-12 note: a b c d ^block\n  - %%x%% `y`\n  - [[Z]] #tag\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Log\n### 2026-01-01 a\nwords\n", f"## Log\n### 2026-01-01 a\nwords\n\n### {NEW}\n- d\n"),
        ("### 2026-01-01 a\n### 2026-01-02 b\n", f"### 2026-01-01 a\n### 2026-01-02 b\n### {NEW}\n- d\n"),
        ("## 2026-12-02 b\n\nx\n\n## 2026-12-01 a\n", f"## 2026-12-02 b\n\nx\n\n## 2026-12-01 a\n\n## {NEW}\n- d\n"),
        ("## 2026-12-02 b\n\nx\n\n## 2026-01-01 a\n", f"## 2026-12-02 b\n\nx\n\n## {NEW}\n- d\n\n## 2026-01-01 a\n"),
        (
            "# Jane\n## 2026-01-01 – a\n### More\nx\n# End\n",
            f"# Jane\n## 2026-01-01 – a\n### More\nx\n\n{'## 2026-11-12 – call: the news'}\n- d\n# End\n",
        ),
        ("## Log\n## 2026-01-01 a\n", f"## Log\n## 2026-01-01 a\n\n## {NEW}\n- d\n"),
        ("## 2026-01-01 a\n* x\n", f"## 2026-01-01 a\n* x\n\n## {NEW}\n* d\n"),
    ],
)
def test_a_log_of_headings_gets_a_heading(before: str, after: str) -> None:
    assert logged(before, NewLine(DAY, "call: the news", ("d",))) == after


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_are_those_of_the_neighbour(end: str) -> None:
    assert logged(f"## Log{end}- 2026-01-01 a{end}") == f"## Log{end}- 2026-01-01 a{end}- {NEW}{end}"
    assert logged(f"## Log{end}- 2026-01-01 a") == f"## Log{end}- 2026-01-01 a{end}- {NEW}"


def test_of_mixed_line_ends_the_neighbours() -> None:
    assert logged("## Log\n- 2026-01-01 a\r\n\nend\n") == f"## Log\n- 2026-01-01 a\r\n- {NEW}\r\n\nend\n"


def test_the_number_is_that_of_the_new_line() -> None:
    edited = add_log_line(Source("People/Jane Doe.md", "Jane"), DEFAULTS, CALL)
    assert isinstance(edited, Edited)
    assert edited.text.split("\n")[edited.line - 1] == f"- {NEW}"


@pytest.mark.parametrize("path", ["Companies/X.md", "2026-11-01.md", "Notes/any.md"])
def test_other_notes_have_logs_too(path: str) -> None:
    line = NewLine(DAY, "call: [[Bo]]", ("x",))
    assert logged("Words.\n\n## Log\n- 2026-01-01 a\n", line, path=path).endswith("a\n- 2026-11-12 call: [[Bo]]\n  - x\n")
    assert logged("Words.\n", line, path=path) == "Words.\n\n## Log\n- 2026-11-12 call: [[Bo]]\n  - x\n"


# ── boxes ───────────────────────────────────────────────────────────────────────────────────────


def tick(text: str, state: str = "x", number: int = 1) -> Edited | NotDone:
    """A line ticked on the 12th, or dropped then."""
    return tick_line(Source("People/Jane Doe.md", text), number, state, done=DAY, dropped=DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "state"),
    [("- [x] a", "x"), ("- [X] a", "x"), ("- [-] a", "-"), ("- [ ] a", " "), ("- [/] a", "/"), ("- [x] a ✅ 2026-11-12", "x")],
)
def test_a_box_that_is_so_already_is_left_alone(text: str, state: str) -> None:
    assert tick(text, state) == Edited((), text, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- no box", "This line has no box."),
        ("- [x]no box", "This line has no box."),
        ("## 2026-01-01 call", "A heading has no box."),
        ("words", "This line has no box."),
        ("> - [ ] quoted", "Line 1 is none that is read"),
        ("```\n- [ ] code\n```", "Line 1 is none that is read"),
        ("", "Line 1 is none that is read"),
        ("- [ ] a\n<!-- netvault:end x -->", "do not match"),
    ],
)
def test_what_has_no_box_is_not_ticked(text: str, reason: str) -> None:
    edited = tick(text)
    assert isinstance(edited, NotDone)
    assert reason in edited.why


@pytest.mark.parametrize("number", [-1, 0, 2, 99])
def test_a_line_that_is_not_there_is_not_ticked(number: int) -> None:
    assert isinstance(tick("- [ ] a", number=number), NotDone)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] a", "- [x] a"),
        ("\t* [/]  a  ", "\t* [x]  a  "),
        ("1) [>] a", "1) [x] a"),
        ("- 2026-01-01 [ ] call: a", "- 2026-01-01 [x] call: a"),
        ("- [ ] 2026-01-01 [ ] a", "- [x] 2026-01-01 [ ] a"),
        ("## 2026-01-01 [ ] a", "## 2026-01-01 [x] a"),
        ("- [ ] a 📅 2026-11-20", "- [x] a 📅 2026-11-20 ✅ 2026-11-12"),
        ("- [ ] a 📅 2026-11-20 ^id", "- [x] a 📅 2026-11-20 ✅ 2026-11-12 ^id"),
        ("- [ ] a ⏫ #tag  ", "- [x] a ⏫ #tag ✅ 2026-11-12  "),
        ("- [ ] a 🔁 every week", "- [x] a 🔁 every week ✅ 2026-11-12"),
        ("- [-] a ❌ 2026-01-01", "- [x] a ❌ 2026-01-01 ✅ 2026-11-12"),
        ("- [ ] a ✅ 2026-01-01 ^id", "- [x] a ✅ 2026-11-12 ^id"),
        ("- [ ] a 📅 2026-11-20 %% note %%", "- [x] a 📅 2026-11-20 ✅ 2026-11-12 %% note %%"),
        ("- [ ] a [due:: 2026-11-20]", "- [x] a [due:: 2026-11-20] [completion:: 2026-11-12]"),
        ("- [ ] a (due:: 2026-11-20) ^id", "- [x] a (due:: 2026-11-20) (completion:: 2026-11-12) ^id"),
        ("- [ ] a [completion:: 2026-01-01]", "- [x] a [completion:: 2026-11-12]"),
        ("- [ ] a [priority:: high]", "- [x] a [priority:: high] [completion:: 2026-11-12]"),
        ("- [ ] a [re:: [[Bo]]]", "- [x] a [re:: [[Bo]]]"),
        ("- [ ] a `📅 2026-11-20`", "- [x] a `📅 2026-11-20`"),
        ("- [ ] done ✅", "- [x] done ✅"),
    ],
)
def test_a_tick_is_put_in_place(before: str, after: str) -> None:
    assert done(before, tick(before)) == after
    note = f"\ufeff---\r\na: b\r\n---\r\n{before}\r\n- [ ] other 📅 2026-11-20"
    assert done(note, tick(note, number=4)) == note.replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] a", "- [-] a"),
        ("- [ ] a 📅 2026-11-20 ^id", "- [-] a 📅 2026-11-20 ❌ 2026-11-12 ^id"),
        ("- [x] a ✅ 2026-01-01", "- [-] a ❌ 2026-11-12 ✅ 2026-01-01"),
        ("- [ ] a [due:: 2026-11-20]", "- [-] a [due:: 2026-11-20] [cancelled:: 2026-11-12]"),
    ],
)
def test_so_is_a_drop(before: str, after: str) -> None:
    assert done(before, tick(before, "-")) == after


def test_without_a_day_there_is_no_date() -> None:
    text = "- [ ] a 📅 2026-11-20"
    assert done(text, tick_line(Source("x.md", text), 1, "x", done=None, dropped=DAY)) == "- [x] a 📅 2026-11-20"
    assert done(text, tick_line(Source("x.md", text), 1, "/", done=DAY, dropped=DAY)) == "- [/] a 📅 2026-11-20"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 2026-11-10 promised: the deck", "- [-] 2026-11-10 promised: the deck"),
        ("  10. a", "  10. [-] a"),
        ("-", "- [-] "),
        ("- a 📅 2026-11-20 ^id", "- [-] a 📅 2026-11-20 ❌ 2026-11-12 ^id"),
        ("- [[Bo]] asked: x", "- [-] [[Bo]] asked: x"),
    ],
)
def test_an_item_without_a_box_can_be_given_one(before: str, after: str) -> None:
    assert done(before, add_box(Source("x.md", before), 1, "-", dropped=DAY)) == after


@pytest.mark.parametrize("text", ["- [ ] a", "- 2026-01-01 [ ] a", "## 2026-01-01 a", "words", "> - a", ""])
def test_nothing_else_can(text: str) -> None:
    assert isinstance(add_box(Source("x.md", text), 1, "-"), NotDone)


# ── due dates ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["- [ ] a 📅 2026-11-12", "- a [due:: 2026-11-12]", "a (due:: 2026-11-12T10:00)"])
def test_a_line_that_is_due_then_is_left_alone(text: str) -> None:
    assert set_due(Source("x.md", text), 1, DAY) == Edited((), text, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] a 📅 2026-01-01", "- [ ] a 📅 2026-11-12"),
        ("- [ ] a 🗓️2026-01-01 ^id", "- [ ] a 🗓️2026-11-12 ^id"),
        ("- [ ] a 📅 2026-01-01 📅 2026-01-02", "- [ ] a 📅 2026-01-01 📅 2026-11-12"),
        ("- [ ] a 📅 2026-02-31", "- [ ] a 📅 2026-11-12"),
        ("- a [due:: 2026-01-01] b", "- a [due:: 2026-11-12] b"),
        ("- a (due::2026-01-01T10:00)", "- a (due::2026-11-12T10:00)"),
        ("- a [due:: soon]", "- a [due:: 2026-11-12]"),
        ("- a [due:: 2026-01-01] 📅 2026-01-02", "- a [due:: 2026-01-01] 📅 2026-11-12"),
        ("- 2026-01-01 lead: [[Bo]]", "- 2026-01-01 lead: [[Bo]] [due:: 2026-11-12]"),
        ("- 2026-01-01 lead: [[Bo]] ^id", "- 2026-01-01 lead: [[Bo]] [due:: 2026-11-12] ^id"),
        ("## 2026-01-01 lead: [[Bo]]", "## 2026-01-01 lead: [[Bo]] [due:: 2026-11-12]"),
        ("promised [[Bo]] a deck", "promised [[Bo]] a deck [due:: 2026-11-12]"),
        ("- [ ] a ^id", "- [ ] a 📅 2026-11-12 ^id"),
        ("- [ ] a [priority:: high]", "- [ ] a [priority:: high] [due:: 2026-11-12]"),
        ("- a ⏳ 2026-01-01 #tag", "- a ⏳ 2026-01-01 #tag 📅 2026-11-12"),
        ("- [x] a ✅ 2026-01-01", "- [x] a 📅 2026-11-12 ✅ 2026-01-01"),
        ("- [x] a ⏳ 2026-01-01 ❌ 2026-01-01 ✅ 2026-01-01", "- [x] a ⏳ 2026-01-01 📅 2026-11-12 ❌ 2026-01-01 ✅ 2026-01-01"),
        ("- a %% 📅 2026-01-01 %%", "- a [due:: 2026-11-12] %% 📅 2026-01-01 %%"),
        ("- [ ] a <!-- goes on", "- [ ] a 📅 2026-11-12 <!-- goes on"),
        ("-", "- [due:: 2026-11-12]"),
    ],
)
def test_a_due_date_is_set(before: str, after: str) -> None:
    assert done(before, set_due(Source("x.md", before), 1, DAY)) == after


@pytest.mark.parametrize("text", ["", "> a", "```\na\n```", "---", "<!-- a -->", "- " + "x" * 8185])
def test_a_line_that_is_not_read_is_never_due(text: str) -> None:
    assert isinstance(set_due(Source("x.md", text), 1, DAY), NotDone)


# ── any note at all ─────────────────────────────────────────────────────────────────────────────


def test_a_generated_case_is_as_it_should_be() -> None:
    found = [(case, wrong) for case in cases(2026, 300) if (wrong := check(case))]
    assert found == []


_BLOCK = st.sampled_from(
    (*BLOCKS, *BAD_BLOCKS, *TASKS, *LOG_HEADINGS, *(f"- 2026-0{n}-01 {w}" for n, w in enumerate(WORDS[:9], 1)), "")
)
_LINES = st.lists(st.one_of(_BLOCK, _BLOCK, _BLOCK, st.text(max_size=20)), max_size=9)
_HEAD = st.one_of(st.just(()), st.lists(st.sampled_from(FRONT), max_size=3).map(lambda front: ("---", *front, "---")))
_NOTE = st.builds(
    lambda head, lines, rng: in_bytes(rng, "\n".join((*head, *lines)).split("\n")),
    _HEAD,
    _LINES,
    st.randoms(use_true_random=False),
)
_TEXT = st.one_of(st.sampled_from(WORDS), st.text(max_size=30))
_CASE = st.builds(
    Case,
    text=_NOTE,
    act=st.sampled_from(("log", "tick", "box", "due")),
    path=st.sampled_from(("People/Jane Doe.md", "Companies/X.md", "2026-11-12.md", "Notes/any.md")),
    new=st.builds(
        NewLine, st.dates(), _TEXT, st.lists(_TEXT, max_size=2).map(tuple), st.sampled_from((None, "x", " ", "]")), st.none()
    ),
    line=st.integers(0, 12),
    state=st.sampled_from("x- /"),
    day=st.dates(),
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@example(Case(text="- 2026-01-01 a\r\n", act="log"))
@example(Case(text="\ufeff- [ ] a", act="tick"))
@given(_CASE)
def test_a_change_says_what_was_meant_and_nothing_else(case: Case) -> None:
    assert check(case) is None
