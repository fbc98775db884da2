"""The words of a line in another order, for a language that puts the verb second: `Heute habe ich WHO getroffen`.

Forms are written as people jot things down, without *ich habe*, and with the doer before the verb. A whole sentence is brought
into that order by two classes of the words file: `turned_mine`, what leads in what I did, and `turned`, verbs that may stand
before who did it. English has neither.
"""

from __future__ import annotations

from netvault.notes.phrasewords import STOPS, LinkAt
from netvault.notes.words import Lexicon

_FARTHEST = 8
"""Words that may stand before a verb that stands before its doer."""
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
