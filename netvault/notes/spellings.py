"""Odd spellings, each with the word that it is read as: those of the words file, and slips that follow a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
"""Letters of a word that is known with its letters in disorder; of a shorter one too much may be another."""


def spellings_of(data: dict[str, Any]) -> dict[str, str]:
    """Of the tables of a words file, each odd spelling with the word that it stands for.

    `[spellings]` are listed. Of verbs in the past and of nouns of contact two letters may have changed places (`anwsered`), or a
    letter that is doubled be there once (`mesaged`). `[elided]` has patterns of what a language leaves out, with what is left:
    every word of the file is known without it too (`angerufn`). What is a word of the file itself stands for nothing else.
    """
    listed = {odd: word for word, spellings in data["spellings"].items() for odd in spellings}
    elided = data.get("elided", {})
    known = frozenset(_words(data if elided else [data["classes"], data["verbs"], data["keywords"]]))
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
