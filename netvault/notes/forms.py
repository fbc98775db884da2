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
from dataclasses import dataclass
from functools import lru_cache
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
_OF_FORM = re.compile(r"<[^>]*>|[^\s|_?<>]+")
"""A class, or a word, in a form."""
_NAME = "[["
"""What stands for forms that begin with somebody who is named, or with a link."""
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

    `words` is what stands there, `size` the longest gap, `name` the class, `single` the words of which one may stand there,
    `more` what else may. `opens`: the words with which it can begin, where that is known. `plain`: it is one word, of `single`,
    and may not be missing.
    """

    kind: str
    words: Words = ()
    name: str = ""
    size: int = 0
    optional: bool = False
    single: frozenset[str] = frozenset()
    more: tuple[Part, ...] = ()
    opens: frozenset[str] | None = None
    plain: bool = False

    def options(self) -> tuple[Part, ...]:
        """What may stand there other than one of the single words."""
        return self.more if self.kind == "any" else () if self.single else (self,)


@dataclass(frozen=True, slots=True)
class Form:
    """A form, the act that it tells of, and how it is written. `needs`: of each of these a line must have a word, those
    first that fewest lines have."""

    act: str
    parts: tuple[Part, ...]
    text: str
    needs: tuple[frozenset[str], ...] = ()


class Place(Protocol):
    """What a form asks about a place in the words, and the words."""

    words: list[str]

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

    def may_name(self, at: int) -> bool:
        """Whether somebody may be named there, or a link stand there."""

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
        self._always: dict[int, Form] = {}
        self._by_need: dict[str, list[_Kept]] = {}
        for place, form in forms:
            needs = tuple(need for need in form.needs if first not in need)
            for word in needs[0] if needs else ():
                self._by_need.setdefault(word, []).append((place, form, needs[1:]))
            if not needs:
                self._always[place] = form
        self._needed = frozenset(self._by_need)
        self._mere = list(self._always.values())

    def among(self, words: frozenset[str]) -> list[Form]:
        """The forms that a line with these words may have, in order."""
        needed = self._needed & words
        if not needed:
            return self._mere
        found = dict(self._always)
        for word in needed:
            for place, form, needs in self._by_need[word]:
                for need in needs:
                    if need.isdisjoint(words):
                        break
                else:
                    found[place] = form
        return [found[place] for place in sorted(found)] if len(found) > 1 else list(found.values())


class Forms:
    """Many forms, found by the word that they begin with. What they say in full is made out when a line first has that word."""

    def __init__(self, written: Iterable[tuple[str, str]], made: Parts) -> None:
        """`written`: acts with forms. Raises ValueError for an empty form, KeyError for an unknown class at its head."""
        self._written = list(written)
        self._parts, self._classes = made, made.classes
        self._made: dict[int, Form] = {}
        self._by_first: dict[str, list[int]] = {}
        self._by_class: dict[str, list[int]] = {}
        self._buckets: dict[tuple[str, bool, bool], _Bucket] = {}
        for place, (act, text) in enumerate(self._written):
            if not text.strip():
                raise ValueError(f"an empty form of {act}")
            words, names = made.begins(text)
            for word in words:
                self._by_first.setdefault(word, []).append(place)
            for name in names:
                self._by_class.setdefault(name, []).append(place)
        whatever = [self._written[place][1].split() for place in self._by_first.get("", ())]
        anywhere = any("OWN" not in parts for parts in whatever)
        self._any: dict[bool, tuple[str, ...]] = {True: ("",) if whatever else (), False: ("",) if anywhere else ()}
        self._first = {word for word in self._by_first if word not in ("", _NAME)}
        self._first.update(*(self._classes[name].begin for name in self._by_class))

    def _form(self, place: int) -> Form:
        """A form, made when it is first asked for."""
        if place not in self._made:
            act, text = self._written[place][0], self._parts.spelt(self._written[place][1])
            parts = self._parts.of(text)
            needs = sorted(_needs(parts, self._classes), key=lambda need: (not need.isdisjoint(_COMMON), len(need)))
            self._made[place] = Form(act, parts, text, tuple(needs))
        return self._made[place]

    def of(self, act: str) -> Iterator[Form]:
        """The forms of an act."""
        return (self._form(place) for place, (known, _) in enumerate(self._written) if known == act)

    def all(self) -> Iterator[Form]:
        """All of them, in order."""
        return map(self._form, range(len(self._written)))

    def may_begin(self, word: str) -> bool:
        """Whether a form can begin with a word."""
        return word in self._first

    def _bucket(self, first: str, weighty: bool, owned: bool) -> _Bucket:
        """The forms that begin with a word; sorted the first time that it is asked for, for most words never are."""
        found = self._buckets.get((first, weighty, owned))
        if found is None:
            places = set(self._by_first.get(first, ()))
            places.update(*(forms for name, forms in self._by_class.items() if first in self._classes[name].begin))
            forms = ((place, self._form(place)) for place in places if not weighty or self._written[place][0] not in LIGHT)
            held = [(place, form) for place, form in forms if owned or all(part.kind != "own" for part in form.parts)]
            found = self._buckets[first, weighty, owned] = _Bucket(held, first)
        return found

    def at(self, place: Place, at: int, words: frozenset[str], *, weighty: bool = False) -> Iterator[tuple[Form, Bound, int]]:
        """The forms that match here, each with whom it is about and the place after it; the first written come first,
        and those that can begin with anything last.

        `words` are all words of the line. `weighty`: only forms that say more than being in touch.
        """
        first, owned = place.words[at] if at < len(place.words) else "", place.owned()
        begins = (first, *self._any[owned]) if first in self._first else self._any[owned]
        if _NAME in self._by_first and place.may_name(at):
            begins = (*begins, _NAME)
        for begin in begins:
            for form in self._bucket(begin, weighty, owned).among(words):
                found = _match(form.parts, 0, place, at, ())
                if found is not None:
                    yield form, *found


class Anywhere:
    """Forms that may stand anywhere in a line; few lines have the words that any of them needs."""

    def __init__(self, forms: Forms) -> None:
        """`forms`: none of them can begin with anything."""
        self._all = _Bucket(((place, form) for place, form in enumerate(forms.all())), "")

    def acts(self, place: Place, words: frozenset[str]) -> frozenset[str]:
        """The acts of those that match anywhere. `words` are all words of the line."""
        among, places = self._all.among(words), range(len(place.words))
        return frozenset(form.act for form in among if any(_match(form.parts, 0, place, at, ()) is not None for at in places))


class Parts:
    """Makes the parts of forms, each but once, with the classes that they name, and in the lexicon's spelling."""

    def __init__(self, classes: Mapping[str, Class], spellings: Mapping[str, str]) -> None:
        """`spellings`: words, each with the one that it is read as."""
        self.classes, self._spellings = classes, spellings
        self._made: dict[tuple[str, bool], Part] = {}

    def of(self, form: str) -> tuple[Part, ...]:
        """The parts of a form, a WHO after a preposition as one that has to be named."""
        found: list[Part] = []
        for text in form.split():
            before = found[-1] if found and found[-1].kind != "gap" else None
            named = before is not None and text.rstrip("?") == "WHO" and before.kind in ("words", "any") and _led(before)
            found.append(self._part(text, named))
        return tuple(found)

    def spelt(self, form: str) -> str:
        """A form with its words as they are spelt here."""
        known = self._spellings
        spelt = _OF_FORM.sub(lambda word: known.get(word[0], word[0]), form)
        return " ".join("|".join(dict.fromkeys(part.split("|"))) for part in spelt.split())

    def begins(self, form: str) -> tuple[set[str], set[str]]:
        """The words and the classes that a form can begin with; among the words `_NAME` for somebody who is named or a link,
        and nothing for whatever it may be."""
        words: set[str] = set()
        names: set[str] = set()
        for part in form.split():
            optional = len(part) > 1 and part.endswith("?")
            either = (part[:-1] if optional else part).split("|")
            for one in either:
                first = one.partition("_")[0]
                if one in _GAPS or one == "$":
                    words.add("")
                elif one[0] == "<":
                    names.add(one[1:-1])
                elif one in _SPECIAL:
                    words.update(() if one == "OWN" else (_NAME,))
                else:
                    words.add(apart(self._spellings.get(first, first))[0])
            if not optional and "OWN" not in either:
                return words, names
        return words | {""}, names

    def _part(self, text: str, named: bool = False) -> Part:
        key = (text, named)
        if key not in self._made:
            optional = len(text) > 1 and text.endswith("?")
            self._made[key] = self._new(text[:-1] if optional else text, named, optional)
        return self._made[key]

    def _new(self, word: str, named: bool, optional: bool) -> Part:
        if word in _GAPS:
            return Part("gap", size=_GAPS[word], optional=True)
        if "|" in word:
            either = [self._part(each) for each in word.split("|")]
            single = frozenset(part.words[0] for part in either if part.single)
            more = tuple(part for part in either if not part.single)
            opens: frozenset[str] | None = single
            for part in more:
                opens = None if opens is None or part.opens is None else opens | part.opens
            return Part("any", optional=optional, single=single, more=more, opens=opens, plain=not more and not optional)
        if word in _SPECIAL:
            return Part("named" if named else _SPECIAL[word], optional=optional)
        if word.startswith("<"):
            return Part("class", name=word[1:-1], optional=optional, opens=self.classes[word[1:-1]].begin)
        words = tuple(part for each in word.split("_") for part in apart(each))
        single = frozenset(words if len(words) == 1 else ())
        return Part("words", words, "", 0, optional, single, (), frozenset(words[:1]), bool(single) and not optional)


def _led(part: Part) -> bool:
    """Whether a part ends with a preposition, whatever stands there."""
    return part.single <= _PREPOSITIONS and all(one.words and one.words[-1] in _PREPOSITIONS for one in part.options())


@lru_cache(maxsize=4096)
def apart(word: str) -> Words:
    """A pronoun and what is drawn into it: `he'll` is `he` and `'ll`, and `hes`, as one says to a phone, `he` and `'s`."""
    word = _SAID.get(word, word)
    found = _DRAWN.fullmatch(word)
    return (found[1], found[2]) if found else (word,)


def _needs(parts: tuple[Part, ...], classes: Mapping[str, Class]) -> Iterator[frozenset[str]]:
    """Sets of words of each of which a line must have one, for a form to match."""
    for part in parts:
        if part.optional or part.opens is None:
            continue
        named = [classes[one.name].telling for one in part.options() if one.kind == "class"]
        if part.kind == "class":
            yield named[0]
        else:
            yield part.single.union((telling(one.words) for one in part.options() if one.kind == "words"), *named)


def telling(words: Words) -> str:
    """Of words that stand together the one that fewest lines have, as far as length tells."""
    return max(words, key=lambda word: (word not in _COMMON, len(word)))


def _match(parts: tuple[Part, ...], number: int, place: Place, at: int, bound: Bound) -> tuple[Bound, int] | None:
    """Whom the rest of a form is about, and the place after it; None where it does not match."""
    words = place.words
    word = words[at] if at < len(words) else ""
    while number < len(parts):
        part = parts[number]
        if part.optional or part.opens is None:
            break
        if word not in part.opens:
            return None
        if not part.plain:
            break
        number, at = number + 1, at + 1
        word = words[at] if at < len(words) else ""
    else:
        return bound, at
    if part.kind == "gap":
        return _across(part.size, parts, number + 1, place, at, bound)
    if word in part.single:
        found = _match(parts, number + 1, place, at + 1, bound)
        if found is not None:
            return found
    for one in part.options():
        here = _here(one, place, at)
        if here is not None:
            more = (*bound, *(one for one in here[0] if one not in bound)) if here[0] else bound
            found = _match(parts, number + 1, place, here[1], more)
            if found is not None:
                return found
    return _match(parts, number + 1, place, at, bound) if part.optional else None


def _across(size: int, parts: tuple[Part, ...], number: int, place: Place, at: int, bound: Bound) -> tuple[Bound, int] | None:
    """The same, after a gap of as many words at most: the fewest with which the rest matches."""
    words = place.words
    follows = parts[number].opens if number < len(parts) and not parts[number].optional else None
    for here in range(at, at + size + 1):
        if follows is None or (here < len(words) and words[here] in follows):
            found = _match(parts, number, place, here, bound)
            if found is not None:
                return found
        if not place.stands_between(here):
            return None
    return None


def _here(part: Part, place: Place, at: int) -> tuple[Bound, int] | None:
    """Whom a part names that stands here, and the place after it; None where it does not stand here."""
    kind = part.kind
    if kind == "words":
        after = at + len(part.words)
        return ((), after) if tuple(place.words[at:after]) == part.words else None
    if kind == "class":
        size = place.size_of(part.name, at)
        return ((), at + size) if size else None
    if kind in ("who", "named"):
        return place.whom(at, named=kind == "named")
    if kind in ("whose", "belonging"):
        return place.whose(at) if kind == "whose" or place.link_at(at, contact=True) else None
    if kind in ("link", "org"):
        after = place.link_at(at, contact=kind == "link")
        return ((), after) if after else None
    stands = place.owned() if kind == "own" else place.at_end(at)
    return ((), at) if stands else None
