"""What gives away that somebody is private: their names, wherever they stand in a text (docs/safety.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from urllib.parse import unquote

from netvault.model import Note

UNREAD = ("not-utf8", "too-large", "unreadable")
"""Problems of notes that could not be read: who knows whether they are private."""
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]")


class Hidden:
    """The names of all that is private in a vault: of notes their file names, names, aliases and addresses."""

    def __init__(self, notes: Iterable[Note], unread: Iterable[str] = ()) -> None:
        """In: all notes of a vault, and the paths of those that cannot be read: they may be private."""
        self._names: set[str] = set()
        for note in notes:
            said = note.properties
            if said.private:
                own = () if note.kind == "dated" else (_stem(note.path), note.name)
                self._names.update((*own, *said.aliases, *said.email, *said.phone))
        self._names.update(map(_stem, unread))
        self._names.discard("")

    def __bool__(self) -> bool:
        return bool(self._names)

    @property
    def key(self) -> bytes:
        """What tells these names from others, and does not tell them."""
        return sha256(repr(sorted(self._names)).encode("utf-8", "surrogatepass")).digest()

    @cached_property
    def _phrases(self) -> tuple[dict[str, list[str]], list[str]]:
        """The names as words, by the first of them; and those that are to be looked for letter by letter."""
        phrases: dict[str, list[str]] = {}
        letters = []
        for name in self._names:
            plain = _plain(name)
            words = _WORD.findall(plain)
            if words and not _UNSPACED.search(plain):
                phrases.setdefault(words[0], []).append(f" {' '.join(words)} ")
            else:
                letters.append(plain)
        return phrases, letters

    @cached_property
    def _written(self) -> tuple[re.Pattern[str], frozenset[str]]:
        """The names, folded, as they may stand in a folded text; and those of one word that is written with a capital: `Will` is
        a name, `will` is none."""
        made: dict[str, str] = {}
        capitals = set()
        for name in self._names:
            plain = _plain(name)
            words = _BETWEEN.split(plain) if _UNSPACED.search(plain) is None else plain.split()
            words = [word for word in words if word] or [plain]
            if len(words) == 1 and "@" not in name and name != name.lower():
                capitals.add(words[0])
            found = r"[\W_]+".join(map(re.escape, words))
            made[found] = found if _UNSPACED.search(plain) else rf"(?<![^\W_]){found}(?![^\W_])"
        return re.compile("|".join(made[found] for found in sorted(made, key=len, reverse=True))), frozenset(capitals)

    def without(self, text: str) -> str:
        """A text with an ellipsis in the place of each of the names."""
        if not self.named(text):
            return text
        if "%" in text and (said := unquote(text)) != text:
            return self.without(said)
        folded, places = _folded(text)
        pattern, capitals = self._written
        out, last = [], 0
        for found in pattern.finditer(folded):
            start, stop = places[found.start()], max(places[found.end()], places[found.end() - 1] + 1)
            written = text[start:stop]
            if start < last or (found[0] in capitals and written == written.lower()):
                continue
            out += [text[last:start], "…"]
            last = stop
        return "".join((*out, text[last:]))

    def named(self, *texts: str) -> bool:
        """Whether any of the texts has one of the names, whatever their case, accents and the signs between words."""
        phrases, letters = self._phrases if self._names else ({}, [])
        return bool(self._names) and any(_has(_plain(text), phrases, letters) for text in texts)


def _has(text: str, phrases: dict[str, list[str]], letters: list[str]) -> bool:
    if any(name in text for name in letters):
        return True
    words = _WORD.findall(text)
    begun = phrases.keys() & set(words)
    if not begun:
        return False
    joined = f" {' '.join(words)} "
    return any(phrase in joined for word in begun for phrase in phrases[word])


def _plain(text: str) -> str:
    text = unquote(text) if "%" in text else text
    return text.lower() if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _folded(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its characters, and its end, the place in the text that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        plain = _plain(sign) if sign != "%" else sign
        folded.append(plain)
        places += [at] * len(plain)
    return "".join(folded), [*places, len(text)]


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md").removesuffix(".MD")
