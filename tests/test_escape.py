"""Whatever a note holds, what netvault writes of it is text: no link, tag, field, query, comment or heading."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.escape import Safe, markdown, one_line, terminal

PAYLOADS = [
    ("[[Jane Doe]]", r"\[\[Jane Doe\]\]"),
    ("![[Secrets]]", r"\!\[\[Secrets\]\]"),
    ("[shown](Note.md)", r"\[shown\](Note.md)"),
    ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
    ("obsidian://open?vault=x", r"obsidian&#58;\//open?vault=x"),
    ("https://example.com/x", r"https&#58;\//example.com/x"),
    ("<https://example.com>", r"&#60;https&#58;\//example.com&#62;"),
    ("`= this.file`", "&#96;= this.file&#96;"),
    ("`$= dv.current()`", r"&#96;\$= dv.current()&#96;"),
    ("```dataviewjs", "&#96;&#96;&#96;dataviewjs"),
    ("~~~", r"\~\~\~"),
    ("<% tp.file.delete() %>", "&#60;% tp.file.delete() %&#62;"),
    ("{{date}}", "&#123;&#123;date&#125;&#125;"),
    ("<script>alert(1)</script>", "&#60;script&#62;alert(1)&#60;/script&#62;"),
    ("<img src=x onerror=a>", "&#60;img src=x onerror=a&#62;"),
    ("&lt;b&gt;", "&#38;lt;b&#38;gt;"),
    ("&#91;[x]]", r"&#38;&#35;91;\[x\]\]"),
    ("%% hidden %%", "&#37;&#37; hidden &#37;&#37;"),
    ("<!-- hidden -->", "&#60;!-- hidden --&#62;"),
    ("<!-- netvault:end today -->", "&#60;!-- netvault:end today --&#62;"),
    ("a ^nv-1a2b3c4d", "a &#94;nv-1a2b3c4d"),
    ("^block", "&#94;block"),
    ("^[a footnote]", r"&#94;\[a footnote\]"),
    ("[^1]", r"\[^1\]"),
    ("due:: 2026-01-01", "due:&#58; 2026-01-01"),
    ("[due:: 2026-01-01]", r"\[due:&#58; 2026-01-01\]"),
    ("(due:: 2026-01-01)", "(due:&#58; 2026-01-01)"),
    ("#todo", "&#35;todo"),
    ("a #todo b", "a &#35;todo b"),
    ("“#todo”", "“&#35;todo”"),
    ("# heading", r"\# heading"),
    ("###### heading", r"\###### heading"),
    ("- [ ] a task", r"\- \[ \] a task"),
    ("- item", r"\- item"),
    ("+ item", r"\+ item"),
    ("* item", r"\* item"),
    ("1. item", r"1\. item"),
    ("12) item", r"12\) item"),
    ("> quote", "&#62; quote"),
    ("> [!note] call-out", r"&#62; \[!note\] call-out"),
    ("---", r"\---"),
    ("***", r"\*\*\*"),
    ("===", "&#61;&#61;&#61;"),
    ("| a | b |", r"\| a \| b \|"),
    ("**bold** and *more*", r"\*\*bold\*\* and \*more\*"),
    ("_so_ and __so__", r"\_so\_ and \_\_so\_\_"),
    ("~~gone~~", r"\~\~gone\~\~"),
    ("==seen==", "&#61;&#61;seen&#61;&#61;"),
    ("$x^2$", r"\$x^2\$"),
    (r"\[[x]]", r"\\\[\[x\]\]"),
    ("(@2026-01-01)", "(&#64;2026-01-01)"),
    ("a\n- [x] b", r"a - \[x\] b"),
    ("a\r\n\r\n# b", "a # b"),
    ("they said:", "they said&#58;"),
    (":due", "&#58;due"),
    ("//example.com", r"\//example.com"),
    ("www.example.com", r"www\.example.com"),
    ("AT&T", "AT&T"),
    ("\u061ca\U000e0041b", "ab"),
    ("a\u2028b\u2029c\x85d", "a b c d"),
    ("\u202etxt.exe", "txt.exe"),
    ("a\x00b\x1b[31mc", r"a b \[31mc"),
    ("zero\u200bwidth", "zerowidth"),
    ("\ud800x", "x"),
]


@pytest.mark.parametrize(("text", "written"), PAYLOADS, ids=[text for text, _ in PAYLOADS])
def test_a_payload_comes_out_as_text(text: str, written: str) -> None:
    assert markdown(text) == written


@pytest.mark.parametrize(
    "text",
    ["Jane Doe", "C# and F#", "snake_case_name", "50% off", "12:30-13:00", "it's", "R & D", "a@b.example",
     "O’Neil (they/them)", "Zoë Åkesson", "東京", "3.5 kg", "a = b", "1.5x", "half/half", "👍"],
)  # fmt: skip
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert markdown(text) == text


def test_what_is_safe_is_not_escaped_twice() -> None:
    once = markdown("[[x]]")
    assert isinstance(once, Safe)
    assert markdown(once) is once


def test_a_blank_at_either_end_is_kept_as_one() -> None:
    assert markdown("  a  b ") == " a b "
    assert markdown(" ") == " "
    assert markdown("") == ""


def test_a_number_is_text_too() -> None:
    assert markdown(12) == "12"


ACTIVE = re.compile(
    r"(?<!\\)[\[\]|*~$`<>]|%%|::|==|\{|://|(?:^|(?<=\s))(?:\^|#\S)|^(?:[-+>=#]|\d+[.)](?:\s|$))|[\x00-\x1f\u2028\u2029\u202e]"
)
ANY = st.text(
    st.one_of(st.sampled_from("[]()|*_~$`<>%:={}#^\\!-+&@1. \nab/"), st.characters(codec="utf-8")), max_size=30
)


@given(ANY)
def test_nothing_active_is_left_of_any_text(text: str) -> None:
    written = re.sub(r"\\\\", "", markdown(text).lstrip())
    assert not ACTIVE.search(written), written


@given(ANY)
def test_what_is_shown_of_any_text_is_the_text(text: str) -> None:
    shown = re.sub(
        r"\\([!-/:-@\[-`{-~])|&#(\d+);", lambda m: m[1] or chr(int(m[2])), markdown(text)
    )
    assert one_line(shown) == one_line(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb", "a b"), ("  a\t b  ", "a b"), ("\ufeffa", "a"), ("a\x07b", "a b"), ("é\u2066x\u2069", "éx")],
)
def test_one_line_has_no_breaks_and_no_controls(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Zoë\ttab", "Zoë\ttab"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x9b31m", r"\x9b31m"),
        ("a\nb", r"a\x0ab"),
        ("\u202eevil", r"\u202eevil"),
        ("\ud800", r"\ud800"),
        ("\u2028", r"\u2028"),
    ],
)
def test_a_terminal_is_shown_codes_and_never_sent_them(text: str, shown: str) -> None:
    assert terminal(text) == shown


@given(st.text())
def test_no_text_sends_a_control_to_a_terminal(text: str) -> None:
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", terminal(text))
