"""Weighs the words of a line: what lines with such words have meant (format, section 6).

The weights are data, learnt from lines whose meaning stands beside them (`python -m bench.reading.learn`). What a line says is
a sum over its words, pairs of words and threes of their sorts, so that each reading can name those that spoke for it.
Structure comes first: what it knows to be undone, asked or still to come is never weighed, and what it read is
believed unless the words speak clearly against it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import exp

from netvault.notes.phrasewords import Context, LinkAt, Miss, Reading, Weighed
from netvault.notes.weigheddoer import THEIRS, Fit, doer_fits
from netvault.notes.weights import Weights
from netvault.notes.words import Lexicon

SILENT, _PLANNED = "silent", "planned"
"""What is weighed against the acts: that nothing happened."""

_FIRM, _FIRMEST = 150, 200
"""How much the structure of a line speaks for what it read by a form, and by the verbs and nouns of the format; in hundredths,
as the weights do."""
_TOLD = 200
"""How much the verbs and nouns of the format speak against nothing having happened."""
_NOTHING = 0.5
"""A line counts as nothing, whatever its structure says, where its words make that likelier than this."""
_SOMETHING = 0.8
"""How likely something has to have happened for a line to count by its words alone."""
_PLAIN, _STAKES = 0.5, 0.75
"""How likely an act then has to be, or one that opens or closes something. Else you were in touch, whatever it was."""
_DOUBTED = 0.1
"""An act that opens or closes something is not believed of a form where its words make it less likely than this, and an act
that does not the likeliest: you were in touch."""
_OTHER = 0.7
"""How likely another act has to be than the one that was read, which is not being in touch."""
_CLEAR = {SILENT: 200, "talked": 200}
"""How far ahead of all else it is where it is clear that nothing happened, or no more than being in touch; in hundredths."""
_UNLIKELY = 300
"""How far behind the likeliest an act is for which no form is looked for; in hundredths."""
_QUIET, _SETTLED = 0.85, 0.5
"""How likely it has to be that nothing happened, or else what did, for nothing to be looked for far into a line."""
_HINTED = 0.4
"""A mention looks like an act that is likelier than this."""
_MOST = 48
"""Words of a line that are weighed."""
_NAMED = 3
"""Words that are named as a reading's reason."""
_SHOWN = {"WHO": "[[X]]", "NAME": "X", "LINK": "[[…]]", "DAY": "[[…]]", "^day": "", "^own": "", "$": ""}

_STAKED = frozenset({"asked", "requested", "gave", "received", "lead", "followed", "reported", "promised", "thanked"})
_TO_ONE = frozenset({"asked", "requested", "lead", "reported", "thanked"})
"""Acts that are between you and one person; a favour may be one for somebody of theirs."""
_JOINS = frozenset({",", "&", "+", "/", "and", "und"})
_EMPHASIS = frozenset("*_~=")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_DIGITS = frozenset("0123456789")


def signs_of(words: Sequence[str], links: Sequence[LinkAt | None], names: frozenset[str]) -> list[str]:
    """The words of a line as they are weighed. In: the words with their links as the reader has them; the first names that
    stand for contacts."""
    return [
        _sign(word, link, names) if link or word in names or word[0] in _DIGITS else word
        for word, link in zip(words[:_MOST], links, strict=False)
        if word not in _EMPHASIS
    ]


def _sign(word: str, link: LinkAt | None, names: frozenset[str]) -> str:
    """What a link leads to, instead of its name; that a word is a first name; of a number only how it looks."""
    if link:
        return "WHO" if link.contact else "DAY" if link.day else "LINK"
    return "NAME" if word in names else _DIGIT.sub("0", word)[:5]


def reasons(weighed: Weighed, act: str, tongues: Sequence[Weights]) -> tuple[str, ...]:
    """The words that spoke most for an act, over nothing having happened, as one may show them.

    In: what was weighed of a line, the act that was read, the weights of each language. A contact is shown as `[[X]]`,
    another link as `[[…]]`.
    """
    weights = tongues[weighed.tongue]
    mine, silent = weights.acts.index(act), weights.acts.index(SILENT)
    spoken = []
    for feature in dict.fromkeys(weighed.features):
        adds = weights.of(feature)
        words = weights.spelt(feature) if adds else []
        if words and words[0][0] not in "%^~" and _LETTER.search(" ".join(words)):
            spoken.append((adds.get(silent, 0) - adds.get(mine, 0), words))
    named = [words for against, words in sorted(spoken)[:_NAMED] if against < 0]
    return tuple(dict.fromkeys(" ".join(filter(None, (_SHOWN.get(word, word) for word in words))) for words in named))


def _tongue(tongues: Sequence[Weights], words: Collection[str]) -> int:
    """The place of the language that knows most of these words."""
    return max(range(len(tongues)), key=lambda at: tongues[at].known(words)) if len(tongues) > 1 else 0


def weigh(
    words: Sequence[str],
    links: Sequence[LinkAt | None],
    context: Context,
    lexicon: Lexicon,
) -> Weighing | None:
    """The words of a line, weighed. None where they are not: what stands in a box, or where nothing was learnt.

    In: its words and links; what is known before it; the words of the languages that the vault is written in, with the weights
    of each.
    """
    if not lexicon.weights or context.boxed or not words:
        return None
    return Weighing(list(words), links, context, lexicon)


class Weighing:
    """What the words of one line speak for; they are weighed when it is first asked for."""

    __slots__ = ("_context", "_lexicon", "_likely", "_links", "_shares", "_signs", "_sums", "_words", "found", "weights")

    found: Weighed
    weights: Weights
    _signs: list[str]

    def __init__(
        self,
        words: list[str],
        links: Sequence[LinkAt | None],
        context: Context,
        lexicon: Lexicon,
    ) -> None:
        self._words, self._links, self._context, self._lexicon = words, links, context, lexicon
        self._sums: list[int] = []
        self._likely: frozenset[str] | None = None
        self._shares: _Shares | None = None

    def sums(self) -> list[int]:
        """What the words add up to for each act, in hundredths."""
        if not self._sums:
            links, context = self._links, self._context
            names = context.first_names.union([link.first_name for link in links if link and link.contact])
            self._signs = signs = signs_of(self._words, links, names)
            tongue = _tongue(self._lexicon.weights, signs)
            self.weights = self._lexicon.weights[tongue]
            self.found = Weighed(tongue, self.weights.features(signs, owned=context.owner is not None))
            self._sums = self.weights.sums(self.found.features)
        return self._sums

    @property
    def likely(self) -> frozenset[str]:
        """The acts that they may tell of; none where they speak clearly for being in touch, or for nothing, so that no form
        has to be looked for."""
        if self._likely is None:
            sums, acts = self.sums(), self.weights.acts
            second, first = sorted(sums)[-2:]
            ahead = _CLEAR.get(acts[sums.index(first)])
            clear = ahead is not None and first - second > ahead
            self._likely = frozenset(() if clear else [acts[at] for at, each in enumerate(sums) if each > first - _UNLIKELY])
        return self._likely

    @property
    def shares(self) -> _Shares:
        """How likely each act is."""
        if self._shares is None:
            self._shares = _Shares(self.weights.acts, self.sums())
        return self._shares

    def settle(self, told: Miss) -> bool:
        """Whether they say clearly enough what the line tells, where the structure of its beginning says nothing."""
        if not self.likely:
            return True
        silent = self.shares.of(SILENT)
        if silent > _QUIET or told.undone or 1 - silent <= _SOMETHING:
            return silent > _QUIET
        return self.shares.of(self.shares.first_but(SILENT)) > _SETTLED and bool(self._who())

    @property
    def _clearly_nothing(self) -> bool:
        """Whether they say so clearly that nothing happened that no act is likely enough to be named."""
        sums = self.sums()
        return not self.likely and sums[self.weights.acts.index(SILENT)] == max(sums)

    def _who(self, *, strictly: bool = False) -> tuple[str, ...]:
        """The contacts that it would be about. `strictly`: not those of whom somebody else alone is spoken of, `WHO's boss`."""
        theirs = [_is_whose(self._words, place, self._lexicon) for place in range(len(self._words))] if strictly else ()
        return _whom(self._words, self._links, self._context, theirs)

    def judged(self, told: Reading | Miss) -> Reading | Miss:
        """What the line says, its structure and its words taken together.

        In: what its structure says. Out: the same, or what its words say where the structure says nothing or less; or a
        miss where they say that nothing happened. Never raises.
        """
        if isinstance(told, Reading):
            return told if told.sure else self._believed(told)
        if told.final or told.undone or told.looks_like == _PLANNED:
            return told
        if self._clearly_nothing:
            return told
        act = self.shares.first_but(SILENT)
        likely, something = self.shares.of(act), 1 - self.shares.of(SILENT)
        who = self._who(strictly=act in _TO_ONE)
        if something <= _SOMETHING or not (who or act == "followed"):
            looks = act if likely > _HINTED else None
            return told if told.looks_like or not looks else replace(told, looks_like=looks)
        clear = likely > something * (_STAKES if act in _STAKED else _PLAIN)
        fit = self._fit(act) if clear else "open"
        if fit == "strangers":
            return Miss("what somebody else did, as it seems", told.looks_like or act, undone=True)
        return self._reading(act if fit == "fits" else "talked", who) if fit == "fits" or who else told

    def _believed(self, told: Reading) -> Reading | Miss:
        """What the structure read, or what the words make of it."""
        sums = list(self.sums())
        acts = self.weights.acts
        if told.loose and told.act in _STAKED and self._doubts(told.act):
            return replace(told, act="talked", also=(), weighed=self.found)
        read = {told.act, *told.also}.intersection(acts)
        for act in read:
            sums[acts.index(act)] += _FIRM if told.loose else _FIRMEST
        if not told.loose:
            sums[acts.index(SILENT)] -= _TOLD
        act = acts[sums.index(max(sums))]
        if act in read:
            return told
        likely = _Shares(acts, sums).of(act)
        if act == SILENT:
            return Miss("its words are those of lines that tell of nothing", told.act) if likely > _NOTHING else told
        if likely <= (_OTHER if told.act != "talked" else _STAKES if act in _STAKED else _PLAIN):
            return told
        if self._fit(act) != "fits" or not (told.contacts or act == "followed"):
            return told
        touched = ("talked",) if "talked" in read else ()
        more = self._reading(act, told.contacts)
        return replace(more, about=told.about, also=tuple(dict.fromkeys((*told.also, *touched))), detail=told.detail)

    def _fit(self, act: str) -> Fit:
        """Whether an act that opens or closes something has its form: whatever all words add up to, one of them has to say it
        more than any other act, and more than nothing, and who does it may have done so."""
        if act not in _STAKED:
            return "fits"
        place, speaker = self.weights.acts.index(act), self.weights.speaker
        features = {feature for feature in self.found.features if speaker(feature) == place}
        said = [words for words in map(self.weights.spelt, features) if self._may_say(words, act)]
        places = [place for words in said for place in _places(words, self._signs)]
        unnamed = bool(self._context.owner or self._context.given)
        return doer_fits(act, places, self._signs, self._lexicon, language=self.weights.language, open_doer=unnamed)

    def _may_say(self, words: list[str], act: str) -> bool:
        """Whether it is a word, two that follow each other, or a piece of a long word, which may say what was done."""
        return words[0][0] not in "%^" and any(self._tells(word, act) for word in words)

    def _tells(self, word: str, act: str) -> bool:
        """Whether it may say what was done: no mark, number, link, name or little word; for a lead not that it was said."""
        said = act == "lead" and self._lexicon.one("merely_said", [word], 0) > 0
        return _LETTER.search(word) is not None and word not in _SHOWN and word not in self._lexicon.little_words and not said

    def _doubts(self, act: str) -> bool:
        """Whether the words hardly speak for an act that opens or closes something, and most for one that does not."""
        acts, sums = self.weights.acts, self.sums()
        first = acts[sums.index(max(sums))]
        return act in acts and self.shares.of(act) < _DOUBTED and first != SILENT and first not in _STAKED

    def _reading(self, act: str, who: tuple[str, ...]) -> Reading:
        return Reading(act, who, "they" if act in THEIRS else "i", "", weighed=self.found)


def _places(words: list[str], signs: list[str]) -> Iterator[int]:
    """Where words that are weighed end in a line: one, two that follow each other, or a piece of a long one."""
    if words[0].startswith("~"):
        yield from (place for place, sign in enumerate(signs) if words[0][1:] in sign)
    words = [word for word in words if word[0] not in "^$"]
    size = len(words)
    yield from (place + size - 1 for place in range(len(signs) - size + 1) if signs[place : place + size] == words)


class _Shares:
    """How likely each act is, by what the words add up to."""

    __slots__ = ("_acts", "_most", "_sums", "_total")

    def __init__(self, acts: Sequence[str], sums: list[int]) -> None:
        self._acts, self._sums, self._most = acts, sums, max(sums)
        most = self._most
        self._total = sum([exp((each - most) / 100) for each in sums])

    def of(self, act: str) -> float:
        """How likely an act is, from 0 to 1."""
        return exp((self._sums[self._acts.index(act)] - self._most) / 100) / self._total

    def first_but(self, other: str) -> str:
        """The likeliest act that is not another."""
        first = self._acts[self._sums.index(self._most)]
        if first != other:
            return first
        at = self._acts.index(other)
        rest = [*self._sums[:at], *self._sums[at + 1 :]]
        place = rest.index(max(rest))
        return self._acts[place + (place >= at)]


def _whom(words: list[str], links: Sequence[LinkAt | None], context: Context, left_out: Sequence[bool]) -> tuple[str, ...]:
    """Whom a line is about: the note's contact, the who that stood before it, or the first contacts that it links together.
    `left_out`: links that are none of them, by their places."""
    if context.owner or context.given:
        return (context.owner,) if context.owner else context.given
    group: list[str] = []
    for place, (word, link) in enumerate(zip(words, links, strict=True)):
        if link and link.contact and not (left_out and left_out[place]):
            group.append(link.contact)
        elif group and word not in _JOINS:
            break
    return tuple(dict.fromkeys(group))


def _is_whose(words: list[str], place: int, lexicon: Lexicon) -> bool:
    """Whether somebody stands there for whom they belong to, and is not the one: `WHO's boss`."""
    if words[place + 1 : place + 2] != ["'s"]:
        return False
    return any(lexicon.one("strangers", words, after) for after in (place + 2, place + 3))
