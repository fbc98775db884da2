"""The words of a line put more plainly: without an aside or an arrow, and for a language that puts the verb second in the order
in which things are jotted down.

Forms are written without *ich habe*, and with the doer before the verb. A whole sentence (`Heute habe ich WHO getroffen`) is
brought into that order by two classes of the words file: `turned_mine`, what leads in what I did, and `turned`, verbs that may
stand before who did it. English has neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import compress

from netvault.notes.phrasewords import STOPS, LinkAt
from netvault.notes.words import Lexicon

_FARTHEST = 8
"""Words that may stand before a verb that stands before its doer."""
_ARROWS = frozenset("<>-–—→←")
"""Marks that stand between who did it and what they did."""
_Order = tuple[list[str], list[LinkAt | None]]


def plainly(words: list[str], links: list[LinkAt | None], lexicon: Lexicon) -> _Order | None:
    """The same words with what I did told without *ich habe*, or with the doer at the head; None where that changes nothing."""
    kept, at = [], 0
    while at < len(words):
        size = lexicon.one("turned_mine", words, at)
        if not size:
            kept.append(at)
        at += size or 1
    if len(kept) == len(words):
        kept = _doer_first(words, links, lexicon)
    return ([words[place] for place in kept], [links[place] for place in kept]) if kept else None


def as_done(words: list[str], infinitives: Mapping[str, str]) -> list[str]:
    """The words of a task, what is to be done in its first clause told as done: `[x] WHO anrufen` is `WHO angerufen`."""
    stop = next((at for at, word in enumerate(words) if word in STOPS or word == ","), len(words))
    return [*(infinitives.get(word, word) for word in words[:stop]), *words[stop:]]


def _doer_first(words: list[str], links: list[LinkAt | None], lexicon: Lexicon) -> list[int]:
    """The places of the words, doer and verb before what stands before the verb; none where it is no such sentence."""
    for at in range(1, min(_FARTHEST, len(words))):
        before = at - 1
        if links[before] or words[before] in STOPS:
            return []
        if lexicon.one("turned", words, at):
            doer = at + 1 + lexicon.one("me", words, at + 1)
            while size := lexicon.one("titles", words, doer):
                doer += size
            if doer >= len(words):
                return []
            link = links[doer]
            if not (link and link.contact) and not lexicon.one("doers", words, doer):
                return []
            stop = next((place for place in range(doer, len(words)) if words[place] in STOPS), len(words))
            told = [doer, at, *range(at + 1, doer), *range(doer + 1, stop)]
            return [*told, *range(at), *range(stop, len(words))]
    return []


def without_articles(words: list[str], links: list[LinkAt | None], lexicon: Lexicon) -> _Order:
    """The same without the articles that stand before names, where people speak so: `die WHO getroffen` is `WHO getroffen`."""
    articles = lexicon.classes["name_articles"]
    if not articles.values:
        return words, links
    led = ("connectors", "they_have", "have", "doers")
    kept = [True] * len(words)
    for at, link in enumerate(links[1:]):
        before = at > 0 and any(lexicon.one(name, words, at - 1) for name in led)
        kept[at] = not (link and link.contact and articles.size(words, at) == 1) or before
    return list(compress(words, kept)), list(compress(links, kept))


def without_arrow(words: list[str], links: list[LinkAt | None]) -> _Order | None:
    """The same words without an arrow or a dash between who did it and what they did: `WHO -> will send me the slides`."""
    begin = next((at for at, word in enumerate(words) if word[0].isalnum() or word == "[["), 0)
    stop = begin + 1
    while stop < len(words) and words[stop] in _ARROWS:
        stop += 1
    if stop == begin + 1 or stop == len(words) or not links[begin]:
        return None
    return [*words[: begin + 1], *words[stop:]], [*links[: begin + 1], *links[stop:]]


def without_asides(words: list[str], links: list[LinkAt | None], weighs: Callable[[int], bool]) -> _Order:
    """The same words without what stands in brackets: `skyped (yes, still) with WHO`. Not where it links somebody, or a place in
    it `weighs`."""
    kept: list[int] = []
    at = 0
    while at < len(words):
        close = next((p for p in range(at + 1, min(at + 12, len(words))) if words[p] == ")"), 0) if words[at] == "(" else 0
        if close and not any(links[place] or weighs(place) for place in range(at, close)):
            at = close
        else:
            kept.append(at)
        at += 1
    return [words[place] for place in kept], [links[place] for place in kept]
