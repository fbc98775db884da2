"""Forms of phrases as data: `asked WHO .. for help`. They are read where the reader's own grammar has no place for a line.

A form is a row of parts, blanks between:

    word      that word; `a_b` are two words
    <class>   a word of that class of the words file
    a|b       either
    WHO       whom it is about: contact links, a pronoun; without a preposition before it also nobody that is named, where it is
              clear who is meant: in a contact's own note
    WHOM      the same, but always named
    WHO's     a contact link or a pronoun that something belongs to
    WHOM's    a contact link that something belongs to
    LINK      a link that is no day; ORG one that is no contact's either
    OWN       nothing: but only in a contact's own note
    $         the end of the words, or a mark
    .. ...    up to three words, or up to eight, none of them a link or the end of a sentence
    part?     may be missing

What a form can match at a place is bounded by its length, so a line is read in time that grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Protocol

Words = tuple[str, ...]
Bound = tuple[str, ...]
_GAPS = {"..": 3, "...": 8}
_PREPOSITIONS = frozenset("to with w/ w from for of by at on past against about in into over behind beside".split())  # noqa: SIM905
_SAID = {
    "hes": "he's", "shes": "she's", "theyre": "they're", "theres": "there's",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "wont": "won't",
    "couldnt": "couldn't", "wouldnt": "wouldn't",
    "wasnt": "wasn't", "isnt": "isn't", "hasnt": "hasn't", "havent": "haven't",
}  # fmt: skip
_DRAWN = re.compile("(he|she|they|there)('(?:ll|d|s|ve|re))")
LIGHT = frozenset({"talked", "heard"})
"""Acts that say no more than being in touch."""
_SPECIAL = {
    "WHO": "who", "WHOM": "named", "WHO's": "whose", "WHOM's": "belonging", "LINK": "link", "ORG": "org", "OWN": "own",
    "$": "end",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form.

    `words` is what stands there, `size` the longest gap, `name` the class, `either` what may stand there.
    """

    kind: str
    words: Words = ()
    name: str = ""
    size: int = 0
    optional: bool = False
    either: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form, the act that it tells of, and how it is written. `needs`: of each of these a line must have a word."""

    act: str
    parts: tuple[Part, ...]
    text: str
    needs: tuple[frozenset[str], ...] = ()


class Place(Protocol):
    """What a form asks about a place in the words."""

    def word_at(self, at: int) -> str:
        """The word there, or nothing."""

    def words_at(self, at: int, words: Words) -> bool:
        """Whether these words stand there."""

    def size_of(self, name: str, at: int) -> int:
        """How many words of a class stand there."""

    def whom(self, at: int, *, named: bool = False) -> tuple[Bound, int] | None:
        """The contacts there, and the place after them. `named`: they have to stand there."""

    def whose(self, at: int) -> tuple[Bound, int] | None:
        """The contacts there to whom something belongs, and the place after them."""

    def link_at(self, at: int, *, contact: bool) -> int:
        """The place after a link that is no day, connectors passed by; 0 for none. `contact`: it may be a contact's."""

    def owned(self) -> bool:
        """Whether the line stands in a contact's own note."""

    def stands_between(self, at: int) -> bool:
        """Whether a gap may hold the word there: it is no link, and no end of a sentence."""

    def at_end(self, at: int) -> bool:
        """Whether the words end there, or a mark stands there."""


class Forms:
    """Many forms, found by the word that they begin with."""

    def __init__(self, written: Iterable[tuple[str, str]], classes: Mapping[str, Collection[str]]) -> None:
        """`written`: acts with forms. `classes`: the first words of each class. Raises ValueError for an empty form."""
        self._by_first: dict[str, list[Form]] = {}
        self._others: list[Form] = []
        self._weighty: dict[str, list[Form]] = {}
        for act, text in written:
            parts = _firm(tuple(_part(word) for word in text.split()))
            form = Form(act, parts, text, tuple(sorted(_needs(parts, classes), key=len)))
            if not form.parts:
                raise ValueError(f"an empty form of {act}")
            begins = _begins(form.parts, classes)
            if begins is None:
                self._others.append(form)
            for word in sorted(begins or ()):
                self._by_first.setdefault(word, []).append(form)
                if act not in LIGHT:
                    self._weighty.setdefault(word, []).append(form)
        self._weighty_others = [form for form in self._others if form.act not in LIGHT]

    def of(self, act: str) -> Iterator[Form]:
        """The forms of an act."""
        forms = {id(form): form for group in (*self._by_first.values(), self._others) for form in group}
        return (form for form in forms.values() if form.act == act)

    def may_begin(self, word: str) -> bool:
        """Whether a form can begin with a word."""
        return word in self._by_first

    def at(self, place: Place, at: int, words: frozenset[str], *, weighty: bool = False) -> Iterator[tuple[Form, Bound, int]]:
        """The forms that match here, each with whom it is about and the place after it; the first written come first.

        `words` are all words of the line. `weighty`: only forms that say more than being in touch.
        """
        first = place.word_at(at)
        here, others = (self._weighty, self._weighty_others) if weighty else (self._by_first, self._others)
        for form in (*here.get(first, ()), *others):
            for need in form.needs:
                if need.isdisjoint(words):
                    break
            else:
                found = _match(form.parts, 0, place, at, ())
                if found is not None:
                    yield form, *found


@cache
def _part(text: str) -> Part:
    optional = len(text) > 1 and text.endswith("?")
    word = text[:-1] if optional else text
    if word in _GAPS:
        return Part("gap", size=_GAPS[word], optional=True)
    if "|" in word:
        return Part("any", optional=optional, either=tuple(_part(each) for each in word.split("|")))
    if word in _SPECIAL:
        return Part(_SPECIAL[word], optional=optional)
    if word.startswith("<"):
        return Part("class", name=word[1:-1], optional=optional)
    return Part("words", tuple(part for each in word.split("_") for part in apart(each)), optional=optional)


@lru_cache(maxsize=4096)
def apart(word: str) -> Words:
    """A pronoun and what is drawn into it: `he'll` is `he` and `'ll`, and `hes`, as one says to a phone, `he` and `'s`."""
    word = _SAID.get(word, word)
    found = _DRAWN.fullmatch(word)
    return (found[1], found[2]) if found else (word,)


def _firm(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, with a WHO after a preposition as one that has to be named."""
    found: list[Part] = []
    for part in parts:
        before = [one for one in found[-1:] if one.kind != "gap"]
        after = [one.words[-1:] for whole in before for one in (whole.either or (whole,))]
        named = part.kind == "who" and bool(after) and all(words and words[0] in _PREPOSITIONS for words in after)
        found.append(replace(part, kind="named") if named else part)
    return tuple(found)


def _needs(parts: tuple[Part, ...], classes: Mapping[str, Collection[str]]) -> Iterator[frozenset[str]]:
    """Sets of words of each of which a line must have one, for a form to match."""
    for part in parts:
        options = part.either or (part,)
        if part.optional or any(one.kind not in ("words", "class") for one in options):
            continue
        yield frozenset(word for one in options for word in (one.words[:1] if one.kind == "words" else classes[one.name]))


def _begins(parts: tuple[Part, ...], classes: Mapping[str, Collection[str]]) -> set[str] | None:
    """The words that a form can begin with, or None where it can begin with anything."""
    found: set[str] = set()
    for part in parts:
        options = part.either or (part,)
        if any(one.kind not in ("words", "class", "own") for one in options):
            return None
        for one in options:
            found.update(one.words[:1] if one.kind == "words" else classes[one.name] if one.kind == "class" else ())
        if part.kind != "own" and not part.optional:
            return found
    return None


def _match(parts: tuple[Part, ...], number: int, place: Place, at: int, bound: Bound) -> tuple[Bound, int] | None:
    """Whom the rest of a form is about, and the place after it; None where it does not match."""
    if number == len(parts):
        return bound, at
    part = parts[number]
    if part.kind == "gap":
        for size in range(part.size + 1):
            found = _match(parts, number + 1, place, at + size, bound)
            if found is not None or not place.stands_between(at + size):
                return found
        return None
    for after, more in _here(part, place, at):
        found = _match(parts, number + 1, place, after, (*bound, *(one for one in more if one not in bound)))
        if found is not None:
            return found
    return _match(parts, number + 1, place, at, bound) if part.optional else None


def _here(part: Part, place: Place, at: int) -> Iterator[tuple[int, Bound]]:
    """The places after a part that stands here, each with whom it names."""
    if part.kind == "any":
        for one in part.either:
            yield from _here(one, place, at)
    elif part.kind == "words":
        if place.words_at(at, part.words):
            yield at + len(part.words), ()
    elif part.kind == "class":
        size = place.size_of(part.name, at)
        if size:
            yield at + size, ()
    elif part.kind in ("who", "named", "whose", "belonging"):
        found = place.whose(at) if part.kind in ("whose", "belonging") else place.whom(at, named=part.kind == "named")
        if found and (part.kind != "belonging" or place.link_at(at, contact=True)):
            yield found[1], found[0]
    elif part.kind in ("link", "org"):
        after = place.link_at(at, contact=part.kind == "link")
        if after:
            yield after, ()
    elif (part.kind == "own" and place.owned()) or (part.kind == "end" and place.at_end(at)):
        yield at, ()
