"""The words of the format as a lexicon: keywords, act tags, and the classes that phrases are read by.

The words are data (`words.toml`, `forms.en.txt`); a vault adds its own by `[words]` in netvault.toml (format, section 5).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pkgutil import get_data
from typing import Any

from netvault.notes.formparts import Class, Parts, apart
from netvault.notes.forms import Anywhere, Forms
from netvault.notes.spellings import drawn_in, known_words, spellings_of
from netvault.notes.weights import Weights
from netvault.settingvalues import LANGUAGES

TOUCHES = frozenset({"talked", "heard", "gave", "offered", "thanked", "reported", "kind"})
HELLOS = TOUCHES - {"thanked", "reported"}
OUTGOING = frozenset({"talked", "attempt", "asked", "gave", "offered", "thanked", "reported", "kind"})
ADVISED = frozenset({"awaited", "news", "lead", "requested", "received", "declined"})
"""Acts whose keywords, without a colon, make a line look like one that they would count."""
OPENERS = frozenset({"heard", "lead", "received", "promised", "requested", "awaited", "news"})
FIELD_ACTS = frozenset({"needs", "offers", "likes"})

Words = tuple[str, ...]
Added = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword: its act, whether it becomes the detail, and whether it is a noun that may begin a sentence."""

    word: str
    act: str
    detail: bool
    noun: bool
    channel: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb: its class, its bare form, and whether this form is the bare one (which needs a checkbox)."""

    kind: str
    base: str
    bare: bool


class Phrases:
    """Words and word groups, looked up at a place of a list of words; the longest counts."""

    __slots__ = ("_by_first", "values")

    def __init__(self, entries: dict[Words, Any], values: Iterable[Any] | None = None) -> None:
        """`values`: all that they stand for, where some are spelt alike."""
        self.values: tuple[Any, ...] = tuple(entries.values() if values is None else values)
        self._by_first: dict[str, list[tuple[Words, Any]]] = {}
        for words, value in entries.items():
            self._by_first.setdefault(words[0], []).append((words, value))
        for group in self._by_first.values():
            group.sort(key=lambda pair: -len(pair[0]))

    def entries(self) -> list[Words]:
        """The words and word groups themselves."""
        return [words for group in self._by_first.values() for words, _ in group]

    def first_words(self) -> set[str]:
        """The words that they begin with."""
        return set(self._by_first)

    def may_stand(self, words: frozenset[str]) -> bool:
        """Whether a line of these words may hold any of them: it has a word with which one begins."""
        return not self._by_first.keys().isdisjoint(words)

    def stands(self, words: list[str], place: int) -> bool:
        """Whether any of them stands at a place, which has to be one of the words."""
        candidates = self._by_first.get(words[place])
        return candidates is not None and self.size(words, place) > 0

    def size(self, words: list[str], place: int) -> int:
        """How many words match at a place; 0 for none."""
        if place < len(words) and (candidates := self._by_first.get(words[place])):
            for candidate, _ in candidates:
                size = len(candidate)
                if size == 1 or tuple(words[place : place + size]) == candidate:
                    return size
        return 0

    def at(self, words: list[str], place: int) -> tuple[int, Any]:
        """How many words match at a place, and what they stand for: `(0, None)` where none does."""
        if place < len(words) and (candidates := self._by_first.get(words[place])):
            for candidate, value in candidates:
                size = len(candidate)
                if size == 1 or tuple(words[place : place + size]) == candidate:
                    return size, value
        return 0, None


class Lexicon:
    """Every word that netvault knows, ready to be looked up."""

    def __init__(self, data: dict[str, Any], languages: tuple[str, ...] = ()) -> None:
        """`data`: the tables of words; `languages`: those whose weights go with them."""
        self.languages = languages
        self.known_words = known_words(data)
        self.spellings = spellings_of(data, self.known_words)
        self.keywords = _keywords(data)
        self.tags: dict[str, str] = data["tags"]
        self.theirs: dict[str, str] = data["theirs"]
        self.classes = {name: Phrases({self._split(w): w for w in words}, words) for name, words in data["classes"].items()}
        guards = data["guards"]
        self.guards = {n: Phrases({self._split(w): w for w in words}) for n, words in guards.items() if n != "six"}
        self.window: int = guards["six"]
        verbs: dict[Words, Verb] = {}
        for kind, forms in data["verbs"].items():
            for base, pasts in forms.items():
                verbs.setdefault(self._split(base), Verb(kind, base, True))
                for past in pasts:
                    verbs[self._split(past)] = Verb(kind, base, False)
        self._verbs, self.verbs = verbs, Phrases(verbs)
        self.pasts = {base: _split(pasts[0]) for forms in data["verbs"].values() for base, pasts in forms.items() if pasts}
        self.pasts |= {base: _split(past) for base, past in data["pasts"].items()}
        self.done = Phrases({**{_split(base): base for base in self.pasts}, **{_split(g): b for g, b in data["gerunds"].items()}})
        self.parts = Parts({name: Class(phrases.entries()) for name, phrases in self.classes.items()}, self.spellings)
        self.forms = {
            name: Forms(((act, text) for act, texts in acts.items() for text in texts), self.parts)
            for name, acts in data["forms"].items()
        }
        named = ("titles", "pronouns", "possessives", "connectors")
        self.naming = frozenset({"[["}).union(*(self.classes[name].first_words() for name in named))
        self.gerunds: dict[str, str] = data["gerunds"]
        self.infinitives = {each: past for past, spelt in data.get("infinitives", {}).items() for each in spelt}
        self.months: dict[str, int] = data["months"]
        self.owners_end = tuple(data["classes"]["owners_end"])
        self.day_words = self.classes["weekdays"].first_words() | self.classes["short_days"].first_words() | set(self.months)
        self.little_words: frozenset[str] = frozenset(data["classes"]["little_words"])
        self.object_first = frozenset(data.get("object_first", ()))
        self.capital_nouns = "capital_nouns" in data
        self.phrase_words = {words[0] for words in verbs}
        for name in ("contact_nouns", "message_nouns", "thank_nouns"):
            self.phrase_words |= {_split(word)[0] for word in data["classes"][name]}

    @cached_property
    def weights(self) -> tuple[Weights, ...]:
        """What words have meant, in each of its languages that was learnt."""
        texts = ((language, get_data("netvault.notes", f"weights.{language}.txt")) for language in self.languages)
        return tuple(Weights(text.decode("utf-8"), language) for language, text in texts if text)

    def weighed_by(self, weights: tuple[Weights, ...]) -> Lexicon:
        """These words with other weights."""
        made = copy(self)
        made.__dict__["weights"] = weights
        return made

    @cached_property
    def anywhere(self) -> Anywhere:
        """Forms that may stand anywhere in a line: `[forms.whole]`."""
        return Anywhere(self.forms["whole"])

    @cached_property
    def attempt_words(self) -> tuple[str, ...]:
        """Words of one of which a line must have, to tell of an attempt."""
        tries = [form.needs[0] for forms in self.forms.values() for form in forms.of("attempt") if form.needs]
        return tuple(sorted(self.guards["attempt"].first_words().union(*tries)))

    def spelt(self, words: list[str]) -> list[str]:
        """Words as they are spelt in this lexicon."""
        known = self.spellings
        words = words if known.keys().isdisjoint(words) else [known.get(word, word) for word in words]
        return [drawn_in(word, self.known_words) for word in words]

    def _split(self, words: str) -> Words:
        return tuple(self.spelt(list(_split(words))))

    def with_added(self, added: Added) -> Lexicon:
        """These words with those that a vault adds, as (act, words) pairs."""
        made = copy(self)
        made.keywords, made._verbs = dict(self.keywords), dict(self._verbs)
        for act, words in added:
            for word in words:
                key = _split(word.casefold())
                if key:
                    made.spellings = {odd: spelt for odd, spelt in made.spellings.items() if odd not in key}
                    made.keywords[word.casefold()] = Keyword(word, act, act == "talked", False, False)
                    made._verbs[key] = Verb("own:" + act, word, False)
        made.verbs = Phrases(made._verbs)
        made.phrase_words = self.phrase_words | {words[0] for words in made._verbs}
        return made

    def may_be_attempt(self, text: str) -> bool:
        """Whether a text has a word without which it cannot tell of an attempt."""
        folded = text.casefold().replace("’", "'")
        return any(word in folded for word in self.attempt_words)

    def kind_of(self, base: str) -> str | None:
        """The class of the verb with this bare form, if there is one."""
        found = self.verbs.at(list(_split(base)), 0)[1]
        return found.kind if isinstance(found, Verb) else None

    def owned(self, words: list[str], stop: int) -> int:
        """How many words of what may be somebody's, a relation or a document, end before a place."""
        for size in (2, 1):
            start = stop - size
            if start >= 0 and any(self.one(name, words, start) == size for name in ("relations", "family", "documents")):
                return size
        return 0

    def one(self, name: str, words: list[str], place: int) -> int:
        """How many words of a class stand at a place: 0 where none does."""
        return self.classes[name].size(words, place)


def _split(words: str) -> Words:
    return tuple(part for word in words.replace("-", " ").split() for part in apart(word))


def _keywords(data: dict[str, Any]) -> dict[str, Keyword]:
    nouns, channels = set(data["classes"]["nouns"]), set(data["classes"]["channels"])
    found: dict[str, Keyword] = {}
    for act, words in data["keywords"].items():
        for starred in words:
            word = starred.rstrip("*")
            found[word] = Keyword(word, act, starred.endswith("*"), word in nouns, word in channels)
    return found


@cache
def words_data(language: str) -> dict[str, Any]:
    """The tables of a language's words, its `forms` among them: by kind and act, in the order in which they stand."""
    name = "words.toml" if language == "en" else f"words.{language}.toml"
    return {**tomllib.loads(_text(name)), "forms": _forms(_text(f"forms.{language}.txt"))}


def _text(name: str) -> str:
    return (get_data("netvault.notes", name) or b"").decode("utf-8")


def _forms(text: str) -> dict[str, dict[str, list[str]]]:
    """The forms of a file that has one a line, below `[kind act]`; they are many, and read quicker so than as TOML."""
    found: dict[str, dict[str, list[str]]] = {}
    forms: list[str] = []
    for line in text.split("\n"):
        if line.startswith("["):
            kind, act = line.strip("[]").split(" ")
            forms = found.setdefault(kind, {}).setdefault(act, [])
        elif line and not line.startswith("#"):
            forms.append(line)
    return found


def _with(data: Any, more: Any) -> Any:
    """Words with further words: tables are put together by their keys, lists one after the other."""
    if isinstance(data, dict) and isinstance(more, dict):
        return {key: _with(data.get(key), more.get(key)) for key in (*data, *(key for key in more if key not in data))}
    if isinstance(data, list) and isinstance(more, list):
        return [*data, *more]
    return data if data is not None else more


@lru_cache(maxsize=32)
def lexicon(added: Added = (), languages: tuple[str, ...] = ("en",)) -> Lexicon:
    """The words of these languages, English always, and those that a vault adds, as (act, words) pairs."""
    known = _built_in(tuple(language for language in LANGUAGES if language in languages or language == "en"))
    return known.with_added(added) if added else known


@cache
def _built_in(languages: tuple[str, ...]) -> Lexicon:
    data = words_data("en")
    for language in languages:
        data = data if language == "en" else _with(data, words_data(language))
    return Lexicon(data, languages)
