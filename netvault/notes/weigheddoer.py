"""Who did what the words of a line say, where they are weighed: an act has its doer, as in the phrases of section 6.

No reading for one act is made of words that tell of the other side's: what somebody gave is nothing that you gave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from netvault.notes.phrasewords import STOPS
from netvault.notes.strangers import is_name, stranger_at
from netvault.notes.words import Lexicon

THEIRS = frozenset({"heard", "requested", "received", "lead", "awaited", "news"})
"""Acts that they do."""
CONTACTS = frozenset({"WHO", "NAME"})
"""What stands for a contact among the words that are weighed."""

_MARKS = STOPS | frozenset(",-–—:()")
_ASIDE = 6
"""Words that may stand between two commas after somebody who does something then."""
_LONG = 4
"""Letters of a word that is no past for all that it ends like one: `need`."""
_NEAR = 5
"""Words after what was done in which it is said to whom."""
_PAPERS = frozenset({"application", "cv", "resume", "résumé", "portfolio"})
_Doer = Literal["i", "they", "open", "other"]


Fit = Literal["fits", "strangers", "open"]
"""Whether an act has its form: it has; all that says it was done by strangers; or that is not said."""


def doer_fits(
    act: str, places: Collection[int], signs: Sequence[str], lexicon: Lexicon, *, language: str, open_doer: bool
) -> Fit:
    """Whether the one who does an act may have done what stands at one of these places.

    In: the act; the places of the words that say it, among those of the line, as they are weighed; in which language they were;
    whether somebody may have done it who is not named, as in a contact's own note. What you do is not said where somebody else
    stands before it in its clause, nor where it was done to you. What they do is said where somebody stands anywhere before it,
    you are spoken of, or it says from whom it was; and not where it was not done, or done to somebody else. Out: `strangers` for
    `Tom told WHO that I got the job`; never in a language in which whom it was done to may stand first.
    """
    if not places:
        return "open"
    clauses = _Clauses(list(signs), lexicon, language)
    if clauses.may(act, places, open_doer=open_doer):
        return "fits"
    by_strangers = not clauses.object_first and all(clauses.doers[place] == "other" for place in places)
    return "strangers" if by_strangers else "open"


class _Clauses:
    """The words of a line by clauses."""

    def __init__(self, words: list[str], lexicon: Lexicon, language: str) -> None:
        self.words, self.lexicon = words, lexicon
        self.object_first = language in lexicon.object_first
        self.doers = self._read()

    def may(self, act: str, places: Collection[int], *, open_doer: bool) -> bool:
        """Whether an act may be told by one of these places."""
        if act not in THEIRS:
            if self._to_me() or (self._of_others() if act == "followed" else open_doer and self._given_to_others()):
                return False
            return any(self.doers[place] not in ("they", "other") for place in places)
        of_me = any(self._stands("mine", place) or self._stands("me", place) for place in range(len(self.words)))
        if not of_me and self._given_to_others():
            return False
        theirs = of_me or self._from_whom()
        return any(
            (theirs or open_doer or not {"they", "open"}.isdisjoint(self.doers[: place + 1]))
            and not self._undone(place)
            and (of_me or act == "lead" or "i" in self.words or not self._to_others(place))
            for place in places
        )

    def _stands(self, name: str, place: int) -> int:
        return self.lexicon.one(name, self.words, place) if place < len(self.words) else 0

    def _from_whom(self) -> bool:
        """`from WHO`, `according to WHO`."""
        ends = ((place, self._stands("whence", place)) for place in range(len(self.words)))
        return any(size and not CONTACTS.isdisjoint(self.words[place + size : place + size + 1]) for place, size in ends)

    def _to_others(self, place: int) -> bool:
        """`sent Tom the link`, `lent it to her brother`: it was done to somebody who is no contact."""
        if stranger_at(self.words, place + 1, self.lexicon):
            return True
        near = range(place + 1, min(place + _NEAR, len(self.words)))
        return any(self.words[at] in ("to", "for") and stranger_at(self.words, at + 1, self.lexicon) for at in near)

    def _given_to_others(self) -> bool:
        """`sent Tom the link`, in a line that may tell of what he or she did, whose note it stands in."""
        ends = ((place, self._stands("done_to", place)) for place in range(len(self.words)))
        return any(size and stranger_at(self.words, place + size, self.lexicon) for place, size in ends)

    def _to_me(self) -> bool:
        """`sent me a card`: the line begins with what was done to me."""
        done = self._past(0) or self.words[0].endswith("s")
        return done and "i" not in self.words[:3] and any(self._stands("me", place) for place in (1, 2))

    def _of_others(self) -> bool:
        """`handed in her application`: the papers are somebody else's."""
        return any(pair[0] in ("her", "his") and pair[1] in _PAPERS for pair in pairwise(self.words))

    def _undone(self, place: int) -> bool:
        """`is not hiring`, `stellt nicht ein`; but `not to resign` is what somebody advises."""
        near = [at for at in (place - 2, place - 1, place, place + 1) if at >= 0 and self._stands("never", at)]
        return any(self.words[at + 1 : at + 2] != ["to"] for at in near)

    def _read(self) -> list[_Doer | None]:
        """Of each word who stands before it in its clause. A clause that is joined by `and` has its doer from the last one; it is
        open where a clause may begin with whom it was done to."""
        doers: list[_Doer | None] = []
        doer: _Doer | None = None
        last: _Doer | None = None
        below = False
        for place, (begins, found) in enumerate(self._found()):
            if begins:
                doer, below = last if self._stands("new_clause", place) else None, False
            below = below or self._stands("subclause", place) > 0
            if found and not (below and (found == "other" or doer in ("they", "other"))):
                doer = found  # but not of `Tom told WHO that I …`: it is he who told
            last = (doer or last) if not below else last
            doers.append(doer)
        return doers

    def _found(self) -> Iterator[tuple[bool, _Doer | None]]:
        """Of each word whether another clause begins with it, and who is named by it as its doer."""
        begins, aside = True, -1
        for place, word in enumerate(self.words):
            if place <= aside:
                yield False, None
                continue
            found = self._doer(place, begins=begins)
            mark = word in _MARKS or self._stands("new_clause", place) > 0
            if found == "they" and begins:
                aside = self._aside(place + 1)
            begins = mark or self._stands("subclause", place) > 0 or (begins and self._stands("adverbials", place) > 0)
            yield mark, None if mark else found

    def _aside(self, place: int) -> int:
        """The place of the comma that ends what is set aside after a name: `WHO, bless her, helped`; -1 where nothing is."""
        if self.words[place : place + 1] != [","]:
            return -1
        return next((at for at in range(place + 2, min(place + _ASIDE, len(self.words))) if self.words[at] == ","), -1)

    def _doer(self, place: int, *, begins: bool) -> _Doer | None:
        """Who is named here as the one who does something."""
        word = self.words[place]
        if word in CONTACTS:
            tells = self._stands("turned", place + 1) if self.object_first else begins or self._verb(place)
            return "they" if tells else "open" if begins else None
        if self._stands("doers", place):
            return "they"
        if word.startswith(("i'", "we'")) or self._stands("us", place):
            return "i"
        if not begins:
            return "other" if is_name(word, self.lexicon) and self._tells(place + 1) else None
        return "other" if stranger_at(self.words, place, self.lexicon) or self._named_first(place) else None

    def _named_first(self, place: int) -> bool:
        """Whether a line begins with a name that is no link: `Tom told WHO`; and `you told`, which is not me."""
        word = self.words[place]
        if word in ("you", "they've", "you've"):
            return True
        if self._stands("strangers", place):
            return self._tells(place + 1) or self.words[place + 1 : place + 2] == ["'s"]
        known = word in self.lexicon.known_words or not word.isalpha()
        return place == 0 and not known and self._tells(place + 1)

    def _verb(self, place: int) -> bool:
        """Whether somebody stands here as a doer, though no clause begins: `at work WHO helped`."""
        before = self.words[place - 1]
        return self._tells(place + 1) and not self.lexicon.one("connectors", [before], 0) and not self._past(place - 1)

    def _tells(self, place: int) -> bool:
        has = self._stands("they_have", place) > 0 or (self._stands("have", place) > 0 and self._past(place + 1))
        return has or self._past(place)

    def _past(self, place: int) -> bool:
        size, verb = self.lexicon.verbs.at(self.words, place)
        word = self.words[place] if place < len(self.words) else ""
        return (size > 0 and not verb.bare) or self._stands("irregular", place) > 0 or (word.endswith("ed") and len(word) > _LONG)
