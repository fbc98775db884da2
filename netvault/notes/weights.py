"""What words have meant, as `python -m bench.reading.learn` has learnt it, and what those of a line add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import or_
from struct import Struct

_LEVEL = 1 << 20
"""What stands for none in a lane, which holds nothing below 0."""
_BITS = 20
"""Bits of a word's number."""
_ENDINGS = ("ed", "ing", "ly", "er", "s", "en", "t")
_SHORT = 4
"""Letters of the longest word whose ending says nothing of its sort."""


class Weights:
    """What each word speaks for, in one language.

    A word is a number, and words that follow each other are their numbers in one; what they add to the acts is kept as one
    number too, a lane of 32 bits an act, so that a line's are added up in one go.
    """

    def __init__(self, text: str, language: str = "en", *, learning: bool = False) -> None:
        """`language`: its code. `text`: the acts on the first line, and after a tab how many letters the pieces of words have; on
        the second the sorts of words, each with its words; then a word or a group a line, with a tab and what it adds to which
        act, as the act's place and hundredths, by turns. A word has `%` before it where it stands for its sort, `~` where it
        is a piece. `*` has what is added to any line. `learning`: every word is one that is learnt."""
        self.language = language
        first, sorts, *rest = text.removesuffix("\n").split("\n")
        acts, _, piece = first.partition("\t")
        self.acts, self.piece = tuple(acts.split()), int(piece or 0)
        self._numbers = numbers = (_Growing if learning else _Numbers)()
        self._sorts = _Sorts(numbers)
        for each in sorts.split("\t"):
            sort, *words = each.split(" ")
            self._sorts |= dict.fromkeys(words, numbers.new("%" + sort))
        self._adds = {numbers.of(feature.split(" ")): adds for feature, adds in [line.split("\t", 1) for line in rest]}
        self._lanes = _Lanes(self.of)
        self._speakers: dict[int, int] = {}
        self._any = self._lanes[numbers["*"]] + sum(_LEVEL << (32 * act) for act in range(len(self.acts)))
        self._unpack = Struct(f"<{len(self.acts)}I").unpack

    def features(self, signs: Sequence[str], *, owned: bool) -> list[int]:
        """What is weighed of a line's `signs`: its words, its pairs of words, and what sorts of words follow each other by
        threes. `owned`: whether it stands in a contact's own note."""
        numbers = self._numbers
        begin = "^own" if owned else "^day"
        words = [numbers[begin], *map(numbers.__getitem__, signs), numbers["$"]]
        sorts = [numbers["%" + begin], *map(self._sorts.__getitem__, signs), numbers["%$"]]
        pairs = map(or_, [number << _BITS for number in words], words[1:])
        before = [number << _BITS for number in sorts]
        threes = map(or_, map(or_, [number << _BITS for number in before], before[1:]), sorts[2:])
        pieces = map(numbers.__getitem__, self._pieces(signs)) if self.piece else ()
        return [*words, *pairs, *threes, *pieces]

    def _pieces(self, signs: Sequence[str]) -> Iterator[str]:
        """Pieces of the long words, for a language that puts words together."""
        size = self.piece
        for word in signs:
            if len(word) > size + 1 and word.isalpha():
                yield from ["~" + word[at : at + size] for at in range(len(word) - size + 1)]

    def known(self, signs: Iterable[str]) -> int:
        """How many of these words were learnt."""
        return sum(map(self._numbers.__contains__, signs))

    def spelt(self, feature: int) -> list[str]:
        """The words of what is weighed."""
        return self._numbers.spelt(feature)

    def sums(self, found: Sequence[int]) -> list[int]:
        """What the words of a line add up to for each act, in hundredths."""
        total = sum(map(self._lanes.__getitem__, self._adds.keys() & found), self._any)
        return [lane - _LEVEL for lane in self._unpack(total.to_bytes(4 * len(self.acts), "little"))]

    def speaker(self, feature: int) -> int:
        """The place of the act that a word or group of words says more than any other, that nothing happened among them; -1 for
        none."""
        known = self._speakers.get(feature)
        if known is None:
            adds = sorted(((adds, act) for act, adds in self.of(feature).items()), reverse=True)
            most = [act for adds_, act in adds[:1] if adds_ > max(0, adds[1][0] if len(adds) > 1 else 0)]
            known = self._speakers[feature] = most[0] if most else -1
        return known

    def of(self, feature: int) -> dict[int, int]:
        """What a word or group of words adds, in hundredths, to each act, by the act's place."""
        numbers = [int(part) for part in self._adds.get(feature, "").split()]
        return dict(zip(numbers[::2], numbers[1::2], strict=True))


class _Lanes(dict[int, int]):
    """What each word or group of words adds to every act, as one number; made out when it is first met."""

    def __init__(self, adds: Callable[[int], dict[int, int]]) -> None:
        super().__init__()
        self._adds_of = adds

    def __missing__(self, feature: int) -> int:
        self[feature] = sum(adds << (32 * act) for act, adds in self._adds_of(feature).items())
        return self[feature]


class _Numbers(dict[str, int]):
    """The number of each word that was learnt; 0 of any other."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [""]

    def __missing__(self, word: str) -> int:
        return 0

    def new(self, word: str) -> int:
        """The number of a word that is learnt."""
        if word not in self:
            self[word] = len(self._words)
            self._words.append(word)
        return self[word]

    def of(self, words: Iterable[str]) -> int:
        """The number of words that follow each other and are learnt."""
        return self.joined(map(self.new, words))

    def spelt(self, joined: int) -> list[str]:
        """The words of a number."""
        words = []
        while joined:
            words.append(self._words[joined & ((1 << _BITS) - 1)])
            joined >>= _BITS
        return words[::-1]

    @staticmethod
    def joined(numbers: Iterable[int]) -> int:
        """One number of several."""
        whole = 0
        for number in numbers:
            whole = whole << _BITS | number
        return whole


class _Growing(_Numbers):
    """The same, where each word that is met is learnt."""

    def __missing__(self, word: str) -> int:
        return self.new(word)


class _Sorts(dict[str, int]):
    """The sorts of words, as numbers: of one that was not learnt, by its ending."""

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, word: str) -> int:
        ended = (each for each in _ENDINGS if len(word) > _SHORT and word.endswith(each))
        self[word] = self._numbers["%~" + next(ended, "") if word.isalpha() else "%" + word]
        return self[word]
