"""Who is spoken of in a line and is no contact: `Tom`, `her boss`, `someone`. What they did, and what was done to them, is
nothing between you and whom the line links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netvault.notes.words import Lexicon

_SHORTEST = 2
_NEAR = 5
"""Words after what was done in which it is said to whom."""


class Capital(str):
    """A word that was written with a capital where no sentence begins; equal to the same word without."""

    __slots__ = ()


def capital(word: str, folded: str, *, first: bool) -> str:
    """A word as it is looked up, which remembers its capital. `first`: it begins a sentence, so that a capital says nothing."""
    tells = not first and word[:1].isupper() and not word.isupper() and len(word) >= _SHORTEST and word[1] not in "'’"
    return Capital(folded) if tells else folded


def stranger_at(words: list[str], at: int, lexicon: Lexicon) -> int:
    """How many words name somebody at a place who is no contact: a name that the words file does not know, `someone`, or one
    of `strangers` with a word before that says whose (`her boss`, `two old friends`). 0 where none does."""
    if at >= len(words):
        return 0
    if is_name(words[at], lexicon):
        return 1
    size = lexicon.one("somebody", words, at)
    if size:
        return size
    place, whose = at, 0
    while place < at + 4 and (lexicon.one("of_whom", words, place) or (not whose and lexicon.one("somebodys", words, place))):
        whose += lexicon.one("somebodys", words, place)
        place += 1
    if place == at:
        return 0
    for skipped in (0, 1):
        size = lexicon.one("strangers", words, place + skipped)
        if size and not (skipped and lexicon.one("somebodys", words, place)):
            return place + skipped + size - at
    return 0


def is_name(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital is nothing that the words file knows; where nouns have capitals nothing is."""
    return isinstance(word, Capital) and not lexicon.capital_nouns and word not in lexicon.known_words


def to_stranger(words: list[str], at: int, after: int, lexicon: Lexicon) -> bool:
    """Whether what is told from one place to another was done to a stranger, and not to me: `sent Tom the link`,
    `put in a word for her nephew`."""
    span = range(at, min(after + _NEAR, len(words)))
    if any(lexicon.one(name, words, place) for place in span for name in ("me", "mine")):
        return False
    to = ("to", "for", "with") if words[at] == "shared" else ("to", "for")
    for place in span[1:]:
        if place >= after and not (words[place][0].isalnum() or words[place] == "[["):
            break
        if words[place] in to and stranger_at(words, place + 1, lexicon):
            return True
    return stranger_at(words, at + 1, lexicon) > 0
