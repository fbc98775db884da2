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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Protocol

Words = tuple[str, ...]
Bound = tuple[str, ...]
_GAPS = {"..": 3, "...": 8}
_PREPOSITIONS = frozenset("to with w/ w from for of by at on past against about in into over behind beside".split())  # noqa: SIM905
_COMMON = frozenset("a an the my his her their to for of in on at with and i , . - : ( $ is me that it by".split())  # noqa: SIM905
"""Words and marks that so many lines have that to look for them tells little."""
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


@dataclass(frozen=True)
class Part:
    """One part of a form.

    `words` is what stands there, `size` the longest gap, `name` the class, `single` the words of which one may stand there,
    `either` what else may.
    """

    kind: str
    words: Words = ()
    name: str = ""
    size: int = 0
    optional: bool = False
    either: tuple[Part, ...] = ()
    single: frozenset[str] = frozenset()

    @cached_property
    def plain(self) -> bool:
        """Whether it is one word, of these, and may not be missing."""
        return bool(self.single) and not self.optional and len(self.single) == (len(self.either) or 1)


@dataclass(frozen=True, slots=True)
class Form:
    """A form, the act that it tells of, and how it is written. `needs`: of each of these a line must have a word, those
    first that fewest lines have."""

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


_Kept = tuple[int, Form, tuple[frozenset[str], ...]]
"""A form, its place in the order in which the forms were written, and the needs of it that are still to be looked at."""


class Class:
    """What a form asks of a class of words: with which words an entry begins, and which words tell that there is one."""

    def __init__(self, entries: Iterable[Words]) -> None:
        known = tuple(entries)
        self.begin = frozenset(words[0] for words in known)
        self.telling = frozenset(map(telling, known))


class _Bucket:
    """Forms, found by a word that a line must have."""

    def __init__(self, forms: Iterable[tuple[int, Form]], first: str) -> None:
        """`first`: the word that they begin with, so that it is known to be there; or nothing."""
        self._always: list[_Kept] = []
        self._by_need: dict[str, list[_Kept]] = {}
        for place, form in forms:
            needs = tuple(need for need in form.needs if first not in need)
            for word in needs[0] if needs else ():
                self._by_need.setdefault(word, []).append((place, form, needs[1:]))
            if not needs:
                self._always.append((place, form, ()))

    def among(self, words: frozenset[str]) -> list[Form]:
        """The forms that a line with these words may have, in order."""
        found = {place: form for place, form, _ in self._always}
        for word in self._by_need.keys() & words:
            for place, form, needs in self._by_need[word]:
                for need in needs:
                    if need.isdisjoint(words):
                        break
                else:
                    found[place] = form
        return [found[place] for place in sorted(found)] if len(found) > 1 else list(found.values())


class Forms:
    """Many forms, found by the word that they begin with."""

    def __init__(self, written: Iterable[tuple[str, str]], classes: Mapping[str, Class]) -> None:
        """`written`: acts with forms. Raises ValueError for an empty form."""
        self._forms: list[Form] = []
        self._needed: set[str] = set()
        self._by_first: dict[str, list[tuple[int, Form]]] = {}
        self._by_class: dict[str, list[tuple[int, Form]]] = {}
        self._classes = classes
        self._buckets: dict[tuple[str, bool], _Bucket] = {}
        for place, (act, text) in enumerate(written):
            parts = _firm(tuple(_part(word) for word in text.split()))
            needs = sorted(_needs(parts, classes), key=lambda need: (not need.isdisjoint(_COMMON), len(need)))
            form = Form(act, parts, text, tuple(needs))
            if not form.parts:
                raise ValueError(f"an empty form of {act}")
            self._forms.append(form)
            self._needed.update(form.needs[0] if form.needs else ())
            words, names = _begins(form.parts) or ({""}, set())
            for word in words:
                self._by_first.setdefault(word, []).append((place, form))
            for name in names:
                self._by_class.setdefault(name, []).append((place, form))
        self._first = {word for word in self._by_first if word}.union(*(classes[name].begin for name in self._by_class))

    def of(self, act: str) -> Iterator[Form]:
        """The forms of an act."""
        return (form for form in self._forms if form.act == act)

    def may_match(self, words: frozenset[str]) -> bool:
        """Whether any form may match in a line of these words; each of them has to need a word."""
        return not self._needed.isdisjoint(words)

    def may_begin(self, word: str) -> bool:
        """Whether a form can begin with a word."""
        return word in self._first

    def _bucket(self, first: str, weighty: bool) -> _Bucket:
        """The forms that begin with a word; sorted the first time that it is asked for, for most words never are."""
        found = self._buckets.get((first, weighty))
        if found is None:
            groups = [self._by_first.get(first, ())]
            groups += [forms for name, forms in self._by_class.items() if first in self._classes[name].begin]
            forms = {place: form for group in groups for place, form in group if not weighty or form.act not in LIGHT}
            found = self._buckets[first, weighty] = _Bucket(forms.items(), first)
        return found

    def at(self, place: Place, at: int, words: frozenset[str], *, weighty: bool = False) -> Iterator[tuple[Form, Bound, int]]:
        """The forms that match here, each with whom it is about and the place after it; the first written come first,
        and those that can begin with anything last.

        `words` are all words of the line. `weighty`: only forms that say more than being in touch.
        """
        first = place.word_at(at)
        for begin in (first, "") if first else ("",):
            for form in self._bucket(begin, weighty).among(words) if begin in self._first or begin in self._by_first else ():
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
        parts = [_part(each) for each in word.split("|")]
        single = frozenset(part.words[0] for part in parts if part.kind == "words" and len(part.words) == 1)
        return Part("any", optional=optional, either=tuple(parts), single=single)
    if word in _SPECIAL:
        return Part(_SPECIAL[word], optional=optional)
    if word.startswith("<"):
        return Part("class", name=word[1:-1], optional=optional)
    words = tuple(part for each in word.split("_") for part in apart(each))
    return Part("words", words, optional=optional, single=frozenset(words if len(words) == 1 else ()))


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


def _needs(parts: tuple[Part, ...], classes: Mapping[str, Class]) -> Iterator[frozenset[str]]:
    """Sets of words of each of which a line must have one, for a form to match."""
    for part in parts:
        options = part.either or (part,)
        if part.optional or any(one.kind not in ("words", "class") for one in options):
            continue
        if len(options) == 1 and part.kind == "class":
            yield classes[part.name].telling
        else:
            words = frozenset(telling(one.words) for one in options if one.kind == "words")
            yield words.union(*(classes[one.name].telling for one in options if one.kind == "class"))


def telling(words: Words) -> str:
    """Of words that stand together the one that fewest lines have, as far as length tells."""
    return max(words, key=lambda word: (word not in _COMMON, len(word)))


def _begins(parts: tuple[Part, ...]) -> tuple[set[str], set[str]] | None:
    """The words and the classes that a form can begin with, or None where it can begin with anything."""
    words: set[str] = set()
    names: set[str] = set()
    for part in parts:
        options = part.either or (part,)
        if any(one.kind not in ("words", "class", "own") for one in options):
            return None
        for one in options:
            words.update(one.words[:1] if one.kind == "words" else ())
            names.update({one.name} if one.kind == "class" else ())
        if part.kind != "own" and not part.optional:
            return words, names
    return None


def _match(parts: tuple[Part, ...], number: int, place: Place, at: int, bound: Bound) -> tuple[Bound, int] | None:
    """Whom the rest of a form is about, and the place after it; None where it does not match."""
    while number < len(parts) and parts[number].plain:
        if place.word_at(at) not in parts[number].single:
            return None
        number, at = number + 1, at + 1
    if number == len(parts):
        return bound, at
    part = parts[number]
    if part.kind == "gap":
        follows = parts[number + 1].single if number + 1 < len(parts) and parts[number + 1].plain else None
        for here in range(at, at + part.size + 1):
            if follows is None or place.word_at(here) in follows:
                found = _match(parts, number + 1, place, here, bound)
                if found is not None:
                    return found
            if not place.stands_between(here):
                return None
        return None
    if part.single and place.word_at(at) in part.single:
        found = _match(parts, number + 1, place, at + 1, bound)
        if found is not None:
            return found
    if len(part.single) < (len(part.either) or 1):
        for after, more in _here(part, place, at):
            found = _match(parts, number + 1, place, after, (*bound, *(one for one in more if one not in bound)))
            if found is not None:
                return found
    return _match(parts, number + 1, place, at, bound) if part.optional else None


def _here(part: Part, place: Place, at: int) -> Iterator[tuple[int, Bound]]:
    """The places after a part that stands here, each with whom it names."""
    if part.kind == "any":
        for one in part.either:
            if one.kind != "words" or len(one.words) > 1:
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
