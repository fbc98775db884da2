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
    END       the end of the words
    .. ...    up to three words, or up to eight, none of them a link or the end of a sentence
    part?     may be missing

What a form can match at a place is bounded by its length, so a line is read in time that grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

Words = tuple[str, ...]
_GAPS = {"..": 3, "...": 8}
_PREPOSITIONS = frozenset("to with w/ w from for of by at on past against about in into over behind beside".split())  # noqa: SIM905
COMMON = frozenset("a an the my his her their to for of in on at with and i , . - : ( $ is me that it by".split())  # noqa: SIM905
"""Words and marks that so many lines have that to look for them tells little."""
_SAID = {
    "hes": "he's", "shes": "she's", "theyre": "they're", "theres": "there's", "theyve": "they've", "youve": "you've",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "wont": "won't",
    "couldnt": "couldn't", "wouldnt": "wouldn't",
    "wasnt": "wasn't", "isnt": "isn't", "hasnt": "hasn't", "havent": "haven't",
}  # fmt: skip
_OF_FORM = re.compile(r"<[^>]*>|[^\s|_?<>]+")
"""A class, or a word, in a form."""
NAME = "[["
"""What stands for forms that begin with somebody who is named, or with a link."""
_DRAWN = re.compile("(he|she|they|there)('(?:ll|d|s|ve|re))")
_SPECIAL = {
    "WHO": "who", "WHOM": "named", "WHO's": "whose", "WHOM's": "belonging", "LINK": "link", "ORG": "org", "OWN": "own",
    "$": "end", "END": "last",
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


class Class:
    """What a form asks of a class of words: with which words an entry begins, and which words tell that there is one."""

    def __init__(self, entries: Iterable[Words]) -> None:
        known = tuple(entries)
        self.begin = frozenset(words[0] for words in known)
        self.telling = frozenset(map(telling, known))


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
        """The words and the classes that a form can begin with; among the words `NAME` for somebody who is named or a link,
        and nothing for whatever it may be."""
        words: set[str] = set()
        names: set[str] = set()
        for part in form.split():
            optional = len(part) > 1 and part.endswith("?")
            either = (part[:-1] if optional else part).split("|")
            for one in either:
                first = one.partition("_")[0]
                if one in _GAPS or one in ("$", "END"):
                    words.add("")
                elif one[0] == "<":
                    names.add(one[1:-1])
                elif one in _SPECIAL:
                    words.update(() if one == "OWN" else (NAME,))
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


def needs_of(parts: tuple[Part, ...], classes: Mapping[str, Class]) -> Iterator[frozenset[str]]:
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
    return max(words, key=lambda word: (word not in COMMON, len(word)))
