"""Odd spellings, each with the word that it is read as: those of the words file, slips that follow a rule, and
words that are drawn out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_DRAWN_OUT = 4
"""Letters of the shortest word that may be drawn out."""
_SHORTEST = 5
"""Letters of a word that is known with its letters in disorder; of a shorter one too much may be another."""


def known_words(data: dict[str, Any]) -> frozenset[str]:
    """Every word of the tables of a words file that stands for itself."""
    return frozenset(_words(data if "elided" in data else [data["classes"], data["verbs"], data["keywords"]]))


def drawn_in(word: str, known: frozenset[str]) -> str:
    """A word that is drawn out as one of the known ones: `soooo`, `finallyyy`. The same where it is none."""
    if len(word) < _DRAWN_OUT or not _DRAWN.search(word):
        return word
    shorter = (_DRAWN.sub(left, word) for left in (r"\1\1", r"\1"))
    return next((each for each in shorter if each in known), word)


def spellings_of(data: dict[str, Any], known: frozenset[str]) -> dict[str, str]:
    """Of the tables of a words file, whose words are `known`, each odd spelling with the word that it stands for.

    `[spellings]` are listed. Of verbs in the past and of nouns of contact two letters may have changed places (`anwsered`), or a
    letter that is doubled be there once (`mesaged`). `[elided]` has patterns of what a language leaves out, with what is left:
    every word of the file is known without it too (`angerufn`). What is a word of the file itself stands for nothing else.
    """
    listed = {odd: word for word, spellings in data["spellings"].items() for odd in spellings}
    elided = data.get("elided", {})
    pasts = (past for verbs in data["verbs"].values() for words in verbs.values() for past in words)
    nouns = (word for name in ("contact_nouns", "message_nouns") for word in data["classes"][name])
    slips = {slip: word for word in (*pasts, *nouns) if word.isalpha() and len(word) >= _SHORTEST for slip in _slips(word)}
    spoken = {odd: word for word in known for odd in _spoken(word, elided)} if elided else {}
    made = {odd: word for odd, word in (spoken | slips).items() if odd not in known and odd not in data["classes"]["no_slips"]}
    return {**made, **listed}


def _words(data: Any) -> Iterator[str]:
    """Every word that stands in a table, also in a form."""
    if isinstance(data, str):
        yield from _WORD.findall(data.replace("_", " ").casefold())
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _words(key)
            yield from _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        if word[at] == word[at + 1]:
            yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _spoken(word: str, elided: dict[str, str]) -> Iterable[str]:
    """A word with one or more of the patterns applied to it."""
    found = {word}
    for pattern, left in elided.items():
        found |= {re.sub(pattern, left, one, count=1) for one in found}
    return found - {word}
