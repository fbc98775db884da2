"""Words put into netvault.toml: everything else in it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.notes.tomledit import with_words
from netvault.settings import parse_settings


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[words]\ntalked = ["sync"]\n'),
        ("# mine\n[today]\nlimit = 5  # few\n", '# mine\n[today]\nlimit = 5  # few\n\n[words]\ntalked = ["sync"]\n'),
        ('[words]\ntalked = ["kaffee"] # yes\n\n[log]\nheading = "Log"\n', '[words]\ntalked = ["kaffee", "sync"] # yes\n\n[log]\nheading = "Log"\n'),
        ('[words]\nasked = ["x"]\n', '[words]\nasked = ["x"]\ntalked = ["sync"]\n'),
        ('[words]\ntalked = ["sync"]\n', '[words]\ntalked = ["sync"]\n'),
        ('\ufeff# mine\n', '\ufeff# mine\n\n[words]\ntalked = ["sync"]\n'),
        ('# mine\r\n[words]\r\nlead = ["x"]\r\n', '# mine\r\n[words]\r\nlead = ["x"]\r\ntalked = ["sync"]\r\n'),
    ],
)
def test_words_are_added(before: str, after: str) -> None:
    assert with_words(before, {"talked": ["sync"]}) == after


def test_what_cannot_be_read_is_not_touched() -> None:
    with pytest.raises(ValueError, match="line 1"):
        with_words("[words\n", {"talked": ["sync"]})


@given(st.lists(st.text("abcdefghij klm'", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=5, unique=True))
def test_any_words_are_read_as_they_were_given(words: list[str]) -> None:
    settings = parse_settings(with_words("# mine\n", {"talked": words})).value
    assert dict(settings.words)["talked"] == tuple(words)
