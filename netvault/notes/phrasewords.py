"""What a phrase is read from and into: words with their links, what is known before; a reading, or a miss with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from netvault.notes.formparts import apart
from netvault.notes.strangers import capital

_WORD = re.compile(r"[wW]/o?(?![\w])|[fF]/[uU]\b|\d+[:.h]\d+(?:[ap]m)?|['’](?:s|d|ve|ll)\b|[^\W_]+(?:['’][^\W_]+)*|[^\s\w]|_")

_OWNS = re.compile(r"s(?![^\W_])")
_NAME = re.compile(r"[^\W_]+")

STOPS = frozenset(".;!?")
"""Marks that end a sentence."""
_BEFORE_SENTENCES = STOPS | frozenset(":-–—(\"")
OPAQUE = "\x01"
"""What stands for words that are not read."""

Doer = Literal["i", "they"]


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A link in the words: its place in the line's links, and the contact that it leads to, if any, with the first name."""

    index: int
    contact: str | None
    day: bool
    start: int
    end: int
    date: date | None = None
    first_name: str = ""


class Likely(Protocol):
    """The words of a line, weighed."""

    @property
    def likely(self) -> frozenset[str]:
        """The acts that they may tell of; none where they speak clearly for being in touch, or for nothing."""

    def settle(self, told: Miss) -> bool:
        """Whether they say clearly enough what the line tells, where the structure of its beginning says nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before the line is read. All are contacts' paths.

    `owner`: whose note it stands in. `others`: whom a pronoun or first name stands for, where that is clear.
    `given`: the who that stood before a colon, or on the line of links above. `day`: that of the line.
    `weighing`: its words, weighed when it is first asked for.
    """

    owner: str | None = None
    others: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    first_names: frozenset[str] = frozenset()
    boxed: bool = False
    day: date | None = None
    weighing: Likely | None = None

    def weighed(self, weighing: Likely) -> Context:
        """The same, with the line's words."""
        return Context(self.owner, self.others, self.given, self.first_names, self.boxed, self.day, weighing)


class Weighed(NamedTuple):
    """What was weighed of a line, in which of the vault's languages."""

    tongue: int
    features: Sequence[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase as understood. `about` are contacts that the line is about besides, as subjects; `weighed` is what was
    weighed for it, where its words told it. `firm`: its form says it as plainly as the verbs of the format do."""

    act: str
    contacts: tuple[str, ...]
    doer: Doer
    verb: str
    detail: str | None = None
    about: tuple[str, ...] = ()
    form: str | None = None
    also: tuple[str, ...] = ()
    weighed: Weighed | None = None
    firm: bool = False

    @property
    def loose(self) -> bool:
        """Whether a form says it that its words are weighed against."""
        return self.form is not None and not self.firm

    @property
    def sure(self) -> bool:
        """Whether its structure says so surely what it is that its words are not weighed: by the verbs of the format that say
        more than being in touch, by a firm form that does, or by words of one's own."""
        return self.verb.startswith("own:") or not (self.loose or self.act == "talked")


@dataclass(frozen=True, slots=True)
class Miss:
    """No reading: the reason in a few words, and the act that the line looks like, if it looks like one. `final`: no other
    way of reading may say more; `undone`: it says itself that nothing was done, so that its words are not weighed."""

    why: str
    looks_like: str | None = None
    final: bool = False
    undone: bool = False


_RUN_TOGETHER = {
    "id": "i'd", "ill": "i'll", "shed": "she'd", "shell": "she'll", "hed": "he'd", "hell": "he'll", "wed": "we'd",
    "theyd": "they'd", "theyll": "they'll",
}  # fmt: skip
"""Words that are also others: `said shell ring`, but not `a shell`."""
_SAYING = frozenset({"said", "says", "say", "reckons", "reckoned", "promised", "swore", "swears", "if"})
_TO = frozenset({"to", "for", "with", "w", "w/", "from", "at", "of", "by", "on"})
_TELLING = frozenset({"told", "tell", "tells", "assured", "promised", "texted", "messaged"})


def _may_be_drawn(before: list[str]) -> bool:
    """Whether what comes next is what somebody said: there a pronoun is more likely than a thing."""
    return bool(before) and (
        before[-1] in _SAYING or (before[-1] in ("him", "her", "them", "[[") and before[-2:-1] != [] and before[-2] in _TELLING)
    )


def words_of(text: str, links: list[LinkAt]) -> tuple[list[str], list[LinkAt | None]]:
    """The words, marks and links of a text, case folded; each link is the word `[[`."""
    words: list[str] = []
    at_link: list[LinkAt | None] = []
    place = 0
    for link in [*links, None]:
        stop = link.start if link else len(text)
        for found in _WORD.finditer(text, place, stop):
            word = found[0].casefold().replace("’", "'")
            if (word == "-" and _inside(text, found.start())) or (word == "." and words[-1:] == ["w"]):
                continue
            if word in _RUN_TOGETHER and _may_be_drawn(words):
                word = _RUN_TOGETHER[word]
            begins = not words or words[-1] in _BEFORE_SENTENCES
            for part in apart(word):
                words.append(capital(found[0], part, first=begins) if part == word else part)
                at_link.append(None)
        if link:
            place = link.end
            if words[-2:-1] and _named_twice(words[-2:], text[link.start : link.end], text[place : place + 1]):
                del words[-2:], at_link[-2:]
                place += 1
            words.append("[[")
            at_link.append(link)
            if _OWNS.match(text, place):  # `[[Ana Ruiz]]s deck`, as one types on a phone
                words.append("'s")
                at_link.append(None)
                place += 1
    return words, at_link


def with_first_names(
    words: list[str], links: list[LinkAt | None], unclear: Callable[[str], bool], owners: tuple[str, ...] = ()
) -> tuple[list[str], list[LinkAt | None]]:
    """The same with a first name that stands without a link as one: `Ana rang, must call back [[Ana Ruiz]]`.

    A link that only says who had been named is left out. `unclear`: whether a name is also a word. `owners`: what an
    owner's name ends with, where `Ana's` is to be read as `[[Ana Ruiz]]'s`.
    """
    named: dict[str, LinkAt | None] = {}
    for link in links:
        if link and link.contact and len(link.first_name) > 2:
            known = named.setdefault(link.first_name, link)
            if known and known.contact != link.contact:
                named[link.first_name] = None
    if owners:
        words, links = _owners_apart(words, links, named, owners)
    if named.keys().isdisjoint(words):
        return words, links
    found: list[str] = []
    at_link: list[LinkAt | None] = []
    before: set[str] = set()
    for at, (word, link) in enumerate(zip(words, links, strict=True)):
        by_name = named.get(word) if link is None and not unclear(word) else None
        if by_name and by_name.contact:
            before.add(by_name.contact)
            word, link = "[[", by_name
        elif link and link.contact in before and words[at + 1 : at + 2] != ["'s"] and words[at - 1] not in _TO:
            continue
        found.append(word)
        at_link.append(link)
    return found, at_link


def _owners_apart(
    words: list[str], links: list[LinkAt | None], named: Mapping[str, object], endings: tuple[str, ...]
) -> tuple[list[str], list[LinkAt | None]]:
    """The same with `ana's` as two words, where *ana* is the first name of somebody who is linked."""
    found: list[str] = []
    at_link: list[LinkAt | None] = []
    for word, link in zip(words, links, strict=True):
        owner = owner_of(word, named, endings) if link is None else ""
        found += [owner, "'s"] if owner else [word]
        at_link += [None, None] if owner else [link]
    return found, at_link


def owner_of(word: str, names: Container[str], endings: tuple[str, ...]) -> str:
    """The name of a word such as `ana's`, where it is one of these names; nothing where it is not."""
    for ending in endings:
        name = word.removesuffix(ending)
        if name != word and name in names:
            return name
    return ""


def with_possessives(
    words: list[str], links: list[LinkAt | None], owned: Callable[[list[str], int], int]
) -> tuple[list[str], list[LinkAt | None]]:
    """The same words, where *the father of WHO* is *WHO's father*; `owned` tells how many words of what may be somebody's end
    before a place."""
    if "of" not in words:
        return words, links
    words, links = list(words), list(links)
    for at in range(len(words) - 2, 0, -1):
        link = links[at + 1]
        size = owned(words, at) if words[at] == "of" and link and link.contact else 0
        grouped = words[at + 2 : at + 3] in (["and"], ["&"], [","]) and links[at + 3 : at + 4] not in ([], [None])
        if size and not grouped and words[at + 2 : at + 3] != ["'s"]:
            begin = at - size - (words[at - size - 1 : at - size] == ["the"])
            words[begin : at + 2] = ["[[", "'s", *words[at - size : at]]
            links[begin : at + 2] = [link, *[None] * (size + 1)]
    return words, links


def _named_twice(before: list[str], link: str, after: str) -> bool:
    """Whether a link in brackets only says who the name before it is: `Ana ([[Ana Ruiz]])`, `Immy ([[Imogen Pryce]])`."""
    if before[1] != "(" or after != ")":
        return False
    first = _NAME.search(link.casefold())
    return first is not None and before[0][:2] == first[0][:2] and before[0].isalpha()


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
