"""Who is spoken of in a line and is no contact: a name with a capital, `someone`, `her boss`."""

from __future__ import annotations

import pytest

from netvault.notes.phrasewords import words_of
from netvault.notes.strangers import is_name, stranger_at, to_stranger
from netvault.notes.words import lexicon

ENGLISH, BOTH = lexicon(), lexicon((), ("en", "de"))


def words(text: str) -> list[str]:
    return words_of(text, [])[0]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("told Tomasz", 1),
        ("told her boss", 2),
        ("told two old friends", 3),
        ("told half my class", 3),
        ("told someone", 1),
        ("told the new landlord", 3),
        ("told her", 0),
        ("told her the recruiter called", 0),  # it is her whom it was told
        ("told tomasz", 0),  # nothing says that it is a name
        ("told LinkedIn", 0),  # the words file knows it
        ("told HR", 1),
        ("told", 0),
    ],
)
def test_who_stands_after_a_verb(text: str, size: int) -> None:
    assert stranger_at(words(text), 1, ENGLISH) == size


@pytest.mark.parametrize("text", ["Tomasz rang", "rang. Tomasz too", "rang: Tomasz too", "rang (Tomasz too)"])
def test_a_capital_tells_nothing_where_a_sentence_begins(text: str) -> None:
    found = words(text)
    assert not is_name(found[found.index("tomasz")], ENGLISH)


def test_a_capital_tells_nothing_where_nouns_have_them() -> None:
    found = words("der alte Holzschuppen")
    assert is_name(found[2], ENGLISH)
    assert not is_name(found[2], BOTH)


def test_a_word_with_a_capital_is_the_same_word() -> None:
    assert words("told Tomasz") == ["told", "tomasz"]
    assert {*words("told Tomasz")} == {"told", "tomasz"}


@pytest.mark.parametrize("text", ["sent Tomasz the link", "put in a word for her nephew", "shared the opening with Tomasz"])
def test_what_is_done_to_a_stranger(text: str) -> None:
    found = words(text)
    assert to_stranger(found, 0, 3, ENGLISH)


@pytest.mark.parametrize("text", ["sent me the link to Tomasz", "sent the link to my landlord", "put in a word for the night job", "sent, for Tomasz"])
def test_what_is_done_to_me_or_nobody_is_not(text: str) -> None:
    assert not to_stranger(words(text), 0, 1, ENGLISH)
