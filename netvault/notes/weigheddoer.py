"""Who did what the words of a line say, where they are weighed: an act has its doer, as in the phrases of section 6.

No reading for one act is made of words that tell of the other side's: what somebody gave is nothing that you gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from netvault.notes.phrasewords import STOPS
from netvault.notes.words import Lexicon

THEIRS = frozenset({"heard", "requested", "received", "lead", "awaited", "news"})
"""Acts that they do."""
CONTACTS = frozenset({"WHO", "NAME"})
"""What stands for a contact among the words that are weighed."""

_MARKS = STOPS | frozenset(",-–—:()")
_Doer = Literal["i", "they", "open"]


def may_have_done(act: str, places: Iterable[int], signs: Sequence[str], lexicon: Lexicon, *, open_doer: bool) -> bool:
    """Whether the one who does an act may have done what stands at one of these places.

    In: the act; the places of the words that say it, among those of the line, as they are weighed; whether somebody may have
    done it who is not named, as in a contact's own note. What you do is not said where somebody else stands before it in its
    clause. What they do is said where somebody stands anywhere before it, you are spoken of, or it says from whom it was.
    """
    words = list(signs)

    def stands(name: str, place: int) -> int:
        return lexicon.one(name, words, place)

    clause, theirs = _doers(words, stands, open_clauses=lexicon.object_first, open_line=open_doer)
    if act not in THEIRS:
        return any(clause[place] != "they" for place in places)
    of_me = any(stands("mine", place) or stands("me", place) for place in range(len(words)))
    return of_me or any(theirs[place] for place in places) or any(_from_whom(words, place, stands) for place in range(len(words)))


def _from_whom(words: list[str], place: int, stands: Callable[[str, int], int]) -> bool:
    """`from WHO`, `according to WHO`."""
    size = stands("whence", place)
    return size > 0 and not CONTACTS.isdisjoint(words[place + size : place + size + 1])


def _doers(
    words: list[str], stands: Callable[[str, int], int], *, open_clauses: bool, open_line: bool
) -> tuple[list[_Doer | None], list[bool]]:
    """Whoever stands before each word in its clause, and whether they have stood anywhere before it. It is open where a clause
    may begin with whom it was done to."""
    clause: _Doer | None = None
    begins, they = True, open_line
    clauses: list[_Doer | None] = []
    theirs: list[bool] = []
    for place, word in enumerate(words):
        if word in _MARKS or stands("new_clause", place):
            clause, begins = None, True
        elif begins and word in CONTACTS:
            clause, begins = "open" if open_clauses and not stands("they_have", place + 1) else "they", False
        elif stands("doers", place):
            clause, begins = "they", False
        elif word.startswith("i'") or stands("us", place):
            clause, begins = "i", False
        else:
            begins = stands("subclause", place) > 0 or (begins and stands("adverbials", place) > 0)
        they = they or clause in ("they", "open")
        clauses.append(clause)
        theirs.append(they)
    return clauses, theirs
