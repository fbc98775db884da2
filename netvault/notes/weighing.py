"""Weighs the words of a line: what lines with such words have meant (format, section 6).

The weights are data, learnt from lines whose meaning stands beside them (`python -m bench.reading.learn`). What a line says is
a sum over its words and pairs of words, so that each reading can name those that spoke for it.
Structure comes first: what it knows to be undone, asked or still to come is never weighed, and what it read is
believed unless the words speak clearly against it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import exp
from struct import Struct

from netvault.notes.phrasewords import Context, LinkAt, Miss, Reading

SILENT, _PLANNED = "silent", "planned"
"""What is weighed against the acts: that nothing happened."""

_FIRM, _FIRMEST = 150, 300
"""How much the structure of a line speaks for what it read by a form, and by the verbs and nouns of the format; in hundredths,
as the weights do."""
_LEVEL = 1 << 20
"""What stands for none in a lane, which holds nothing below 0."""
_NOTHING = 0.5
"""A line counts as nothing, whatever its structure says, where its words make that likelier than this."""
_SOMETHING = 0.85
"""How likely something has to have happened for a line to count by its words alone."""
_PLAIN, _STAKES = 0.5, 0.6
"""How likely an act then has to be, or one that opens or closes something. Else you were in touch, whatever it was."""
_OTHER = 0.7
"""How likely another act has to be than the one that was read, which is not being in touch."""
_CLEAR = 300
"""How far ahead of all else being in touch, or nothing, is where it is clear; in hundredths."""
_HINTED = 0.4
"""A mention looks like an act that is likelier than this."""
_MOST = 48
"""Words of a line that are weighed."""
_NAMED = 3
"""Words that are named as a reading's reason."""
_SHOWN = {"WHO": "[[X]]", "NAME": "X", "LINK": "[[…]]", "DAY": "[[…]]", "^day": "", "^own": "", "$": ""}

_STAKED = frozenset({"asked", "requested", "gave", "received", "lead", "followed", "reported", "promised", "thanked"})
_THEIRS = frozenset({"heard", "requested", "received", "lead", "awaited", "news"})
_JOINS = frozenset({",", "&", "+", "/", "and", "und"})
_EMPHASIS = frozenset("*_~=")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_DIGITS = frozenset("0123456789")
_ENDINGS = ("ed", "ing", "ly", "er", "s", "en", "t")
_SHORT = 4
"""Letters of the longest word whose ending says nothing of its sort."""


class Weights:
    """What each word speaks for, in one language.

    A word's weights are kept as one number, a lane of 32 bits an act: so a line's are added up in one go.
    """

    def __init__(self, text: str) -> None:
        """`text`: the acts on the first line, and after a tab how many letters the pieces of words have; on the second the
        sorts of words, each with its words; then a word or a group a line, with a tab and what it adds to which act, as the
        act's place and hundredths, by turns. `*` has what is added to any line."""
        first, sorts, *rest = text.removesuffix("\n").split("\n")
        acts, _, piece = first.partition("\t")
        self.acts, self.piece = tuple(acts.split()), int(piece or 0)
        self._sorts = _Sorts()
        for each in sorts.split("\t"):
            sort, *words = each.split(" ")
            self._sorts |= dict.fromkeys(words, "%" + sort)
        self._raw = dict(line.split("\t", 1) for line in rest)
        self._lanes: dict[str, int] = {}
        self._unpack = Struct(f"<{len(self.acts)}I").unpack

    def features(self, signs: Sequence[str], *, owned: bool) -> frozenset[str]:
        """What is weighed of a line's `signs`: its words, its pairs of words, its first three by their place, and what sorts of
        words follow each other by twos and threes. `owned`: whether it stands in a contact's own note."""
        begin = "^own" if owned else "^day"
        words = [begin, *signs, "$"]
        sorts = ["%" + begin, *[self._sorts[word] for word in signs], "%$"]
        pairs, kinds = pairwise(words), pairwise(sorts)
        groups = [*map(" ".join, pairs), *map(" ".join, kinds), *map(" ".join, zip(sorts, sorts[1:], sorts[2:], strict=False))]
        more = self._pieces(signs) if self.piece else ()
        return frozenset([begin, *signs, *["^" + word for word in signs[:3]], *groups, "^" + " ".join(sorts[:4]), *more])

    def _pieces(self, signs: Sequence[str]) -> Iterator[str]:
        """Pieces of the long words, for a language that puts words together."""
        size = self.piece
        for word in signs:
            if len(word) > size + 1 and word.isalpha():
                yield from ["~" + word[at : at + size] for at in range(len(word) - size + 1)]

    def known(self, found: Iterable[str]) -> int:
        """How many of these words and pairs of words were learnt."""
        return sum(map(self._raw.__contains__, found))

    def sums(self, found: Collection[str]) -> list[int]:
        """What the words of a line add up to for each act, in hundredths."""
        raw, lanes = self._raw, self._lanes
        known = [feature for feature in found if feature in raw]
        known.append("*")
        for feature in known:
            if feature not in lanes:
                lanes[feature] = _in_lanes(self.of(feature), len(self.acts))
        level = _LEVEL * len(known)
        total = sum(map(lanes.__getitem__, known))
        return [lane - level for lane in self._unpack(total.to_bytes(4 * len(self.acts), "little"))]

    def of(self, feature: str) -> dict[int, int]:
        """What a word or pair of words adds, in hundredths, to each act, by the act's place."""
        numbers = [int(part) for part in self._raw.get(feature, "").split()]
        return dict(zip(numbers[::2], numbers[1::2], strict=True))

def _in_lanes(weights: dict[int, int], acts: int) -> int:
    return sum((_LEVEL + weights.get(act, 0)) << (32 * act) for act in range(acts))


def signs_of(words: Sequence[str], links: Sequence[LinkAt | None], names: frozenset[str]) -> list[str]:
    """The words of a line as they are weighed. In: the words with their links as the reader has them; the first names that
    stand for contacts."""
    return [
        _sign(word, link, names) if link or word in names or word[0] in _DIGITS else word
        for word, link in zip(words[:_MOST], links, strict=False)
        if word not in _EMPHASIS
    ]


class _Sorts(dict[str, str]):
    """The sorts of words: of one that was not learnt, by its ending."""

    def __missing__(self, word: str) -> str:
        ended = (each for each in _ENDINGS if len(word) > _SHORT and word.endswith(each))
        self[word] = "%~" + next(ended, "") if word.isalpha() else "%" + word
        return self[word]


def _sign(word: str, link: LinkAt | None, names: frozenset[str]) -> str:
    """What a link leads to, instead of its name; that a word is a first name; of a number only how it looks."""
    if link:
        return "WHO" if link.contact else "DAY" if link.day else "LINK"
    return "NAME" if word in names else _DIGIT.sub("0", word)[:5]


def reasons(found: Collection[str], act: str, tongues: Sequence[Weights]) -> tuple[str, ...]:
    """The words that spoke most for an act, over nothing having happened, as one may show them.

    In: what was weighed of a line, the act that was read, the weights of each language. A contact is shown as `[[X]]`,
    another link as `[[…]]`.
    """
    weights = _of_language(tongues, found)
    mine, silent = weights.acts.index(act), weights.acts.index(SILENT)
    spoken = []
    for feature in found:
        adds = weights.of(feature) if feature[0] not in "%^~" and _LETTER.search(feature) else {}
        spoken.append((adds.get(silent, 0) - adds.get(mine, 0), feature))
    named = [feature for against, feature in sorted(spoken)[:_NAMED] if against < 0]
    return tuple(dict.fromkeys(" ".join(filter(None, (_SHOWN.get(word, word) for word in each.split()))) for each in named))


def _of_language(tongues: Sequence[Weights], words: Collection[str]) -> Weights:
    """The weights of the language that knows most of these words."""
    return max(tongues, key=lambda tongue: tongue.known(words)) if len(tongues) > 1 else tongues[0]


def weigh(words: Sequence[str], links: Sequence[LinkAt | None], context: Context, tongues: Sequence[Weights]) -> Weighing | None:
    """The words of a line, weighed. None where they are not: what stands in a box, or where nothing was learnt.

    In: its words and links; what is known before it; the weights of each language that the vault is written in.
    """
    if not tongues or context.boxed or not words:
        return None
    names = context.first_names.union([link.first_name for link in links if link and link.contact])
    signs = signs_of(words, links, names)
    weights = _of_language(tongues, signs)
    return Weighing(weights, weights.features(signs, owned=context.owner is not None), _whom(words, links, context))


class Weighing:
    """What the words of one line speak for."""

    __slots__ = ("found", "sums", "weights", "who")

    def __init__(self, weights: Weights, found: frozenset[str], who: tuple[str, ...]) -> None:
        """`found`: what is weighed of the line; `who`: the contacts that it would be about."""
        self.weights, self.found, self.who = weights, found, who
        self.sums = weights.sums(found)

    @property
    def clear(self) -> bool:
        """Whether they speak so clearly for being in touch, or for nothing, that no form has to be looked for."""
        first, second = sorted(self.sums, reverse=True)[:2]
        return first - second > _CLEAR and self.weights.acts[self.sums.index(first)] in (SILENT, "talked")

    def judged(self, told: Reading | Miss) -> Reading | Miss:
        """What the line says, its structure and its words taken together.

        In: what its structure says. Out: the same, or what its words say where the structure says nothing or less; or a
        miss where they say that nothing happened. Never raises.
        """
        if isinstance(told, Reading):
            sure = told.verb.startswith("own:") or not (told.form or told.act == "talked")
            return told if sure else self._believed(told)
        if told.final or told.undone or told.looks_like == _PLANNED:
            return told
        likely = _likely(self.weights.acts, self.sums)
        act = max((each for each in self.weights.acts if each != SILENT), key=likely.__getitem__)
        something = 1 - likely[SILENT]
        if something <= _SOMETHING or not (self.who or act == "followed"):
            looks = act if likely[act] > _HINTED else None
            return told if told.looks_like or not looks else replace(told, looks_like=looks)
        clear = likely[act] > something * (_STAKES if act in _STAKED else _PLAIN)
        return self._reading(act if clear else "talked", self.who) if clear or self.who else told

    def _believed(self, told: Reading) -> Reading | Miss:
        """What the structure read, or what the words make of it."""
        acts, sums = self.weights.acts, list(self.sums)
        read = {told.act, *told.also}.intersection(acts)
        for act in read:
            sums[acts.index(act)] += _FIRM if told.form else _FIRMEST
        act = acts[sums.index(max(sums))]
        if act in read:
            return told
        likely = _likely(acts, sums)
        if act == SILENT:
            return Miss("its words are those of lines that tell of nothing", told.act) if likely[SILENT] > _NOTHING else told
        if likely[act] <= (_OTHER if told.act != "talked" else _STAKES if act in _STAKED else _PLAIN):
            return told
        touched = ("talked",) if "talked" in read else ()
        more = self._reading(act, told.contacts)
        return replace(more, about=told.about, also=tuple(dict.fromkeys((*told.also, *touched))), detail=told.detail)

    def _reading(self, act: str, who: tuple[str, ...]) -> Reading:
        return Reading(act, who, "they" if act in _THEIRS else "i", "", weighed=self.found)


def _likely(acts: Sequence[str], sums: list[int]) -> dict[str, float]:
    """How likely each act is, by what the words add up to."""
    most = max(sums)
    shares = [exp((each - most) / 100) for each in sums]
    total = sum(shares)
    return {act: share / total for act, share in zip(acts, shares, strict=True)}


def _whom(words: Sequence[str], links: Sequence[LinkAt | None], context: Context) -> tuple[str, ...]:
    """Whom a line is about: the note's contact, the who that stood before it, or the first contacts that it links together."""
    if context.owner or context.given:
        return (context.owner,) if context.owner else context.given
    group: list[str] = []
    for word, link in zip(words, links, strict=True):
        if link and link.contact:
            group.append(link.contact)
        elif group and word not in _JOINS:
            break
    return tuple(dict.fromkeys(group))
