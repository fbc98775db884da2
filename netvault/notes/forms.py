"""Forms of phrases, found by the words of a line, and matched at a place. How a form is written is in formparts.py.

What a form can match at a place is bounded by its length, so a line is read in time that grows with its length alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from netvault.notes.formparts import COMMON, NAME, Part, Parts, needs_of

Bound = tuple[str, ...]
LIGHT = frozenset({"talked", "heard"})
"""Acts that say no more than being in touch."""


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

    @property
    def likely(self) -> frozenset[str] | None:
        """The acts whose forms are looked for; None for any."""

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

    def at_last(self, at: int) -> bool:
        """Whether no word follows, nor a question mark."""


_Kept = tuple[int, Form, tuple[frozenset[str], ...]]
"""A form, its place in the order in which the forms were written, and the needs of it that are still to be looked at."""


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
        held = [*self._mere, *(form for kept in self._by_need.values() for _, form, _ in kept)]
        self._acts = frozenset(form.act for form in held)

    def among(self, words: frozenset[str], likely: frozenset[str] | None) -> list[Form]:
        """The forms of likely acts that a line with these words may have, in order."""
        if likely is not None and likely.isdisjoint(self._acts):
            return []
        needed = self._needed & words
        if not needed:
            return self._mere if likely is None or not self._mere else [form for form in self._mere if form.act in likely]
        found = {place: form for place, form in self._always.items() if likely is None or form.act in likely}
        for word in needed:
            for place, form, needs in self._by_need[word]:
                if likely is not None and form.act not in likely:
                    continue
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
        self._buckets: dict[tuple[bool, bool], dict[str, _Bucket]] = {(w, o): {} for w in (False, True) for o in (False, True)}
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
        self._first = {word for word in self._by_first if word not in ("", NAME)}
        self._first.update(*(self._classes[name].begin for name in self._by_class))

    def _form(self, place: int) -> Form:
        """A form, made when it is first asked for."""
        if place not in self._made:
            act, text = self._written[place][0], self._parts.spelt(self._written[place][1])
            parts = self._parts.of(text)
            needs = sorted(needs_of(parts, self._classes), key=lambda need: (not need.isdisjoint(COMMON), len(need)))
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
        places = set(self._by_first.get(first, ()))
        places.update(*(forms for name, forms in self._by_class.items() if first in self._classes[name].begin))
        forms = ((place, self._form(place)) for place in places if not weighty or self._written[place][0] not in LIGHT)
        return _Bucket([(place, form) for place, form in forms if owned or all(part.kind != "own" for part in form.parts)], first)

    def at(self, place: Place, at: int, words: frozenset[str], *, weighty: bool = False) -> Iterable[tuple[Form, Bound, int]]:
        """The forms that match here, each with whom it is about and the place after it; the first written come first,
        and those that can begin with anything last.

        `words` are all words of the line. `weighty`: only forms that say more than being in touch.
        """
        likely = place.likely
        if likely is not None and not likely:
            return ()
        first, owned = place.words[at] if at < len(place.words) else "", place.owned()
        begins = (first, *self._any[owned]) if first in self._first else self._any[owned]
        if NAME in self._by_first and place.may_name(at):
            begins = (*begins, NAME)
        forms: list[Form] = []
        buckets = self._buckets[weighty, owned]
        for begin in begins:
            if begin not in buckets:
                buckets[begin] = self._bucket(begin, weighty, owned)
            forms += buckets[begin].among(words, likely)
        return _matching(forms, place, at) if forms else ()


class Anywhere:
    """Forms that may stand anywhere in a line; few lines have the words that any of them needs."""

    def __init__(self, forms: Forms) -> None:
        """`forms`: none of them can begin with anything."""
        self._all = _Bucket(((place, form) for place, form in enumerate(forms.all())), "")

    def among(self, place: Place, words: frozenset[str]) -> Iterator[Form]:
        """Those that match anywhere. `words` are all words of the line."""
        likely = place.likely
        if likely is not None and not likely:
            return iter(())
        found = self._all.among(words, likely)
        return (form for form in found if any(_match(form.parts, 0, place, at, ()) for at in _starts(form, place.words)))


def _starts(form: Form, words: list[str]) -> Iterable[int]:
    """The places at which a form may begin."""
    opens = form.parts[0].opens if not form.parts[0].optional else None
    return range(len(words)) if opens is None else [at for at, word in enumerate(words) if word in opens]


def _matching(forms: list[Form], place: Place, at: int) -> Iterator[tuple[Form, Bound, int]]:
    """Those of the forms that match at a place, each with whom it is about and the place after it."""
    for form in forms:
        found = _match(form.parts, 0, place, at, ())
        if found is not None:
            yield form, *found


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
    stands = place.owned() if kind == "own" else place.at_last(at) if kind == "last" else place.at_end(at)
    return ((), at) if stands else None
