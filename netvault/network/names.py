"""Links and names to notes and contacts (format, section 7)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from netvault.notes.links import bare, link_day

LONGEST_SLIP = 100
"""Characters up to which a name is compared letter by letter with what somebody typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a link leads. `path` is the note's, or None. `others` are further notes that it could have meant.
    `alias`: it leads to no note, but equals the name or alias of exactly the contact at `path`."""

    path: str | None
    others: tuple[str, ...] = ()
    alias: bool = False


_NOWHERE = Found(None)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name for comparing: NFC and case folded."""
    return text.strip().casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold().strip()


def node_key(shown: str) -> str:
    """What a node is compared by: a note's path as it is, a name without a note folded."""
    return shown if shown.endswith((".md", ".MD")) else fold(shown)


class Names:
    """Every note's path, and every contact's names, ready to resolve links against."""

    def __init__(self, paths: Iterable[str], contacts: Mapping[str, tuple[str, ...]], days: frozenset[str] = frozenset()) -> None:
        """`paths`: of all notes. `contacts`: of each contact by path, its name and aliases. `days`: paths of dated notes."""
        self._days = days
        self._exact: dict[str, list[str]] = {}
        self._last: dict[str, list[str]] = {}
        self._alias: dict[str, list[str]] = {}
        for path in paths:
            whole = fold(bare(path))
            self._exact.setdefault(whole, []).append(path)
            self._last.setdefault(whole.rpartition("/")[2], []).append(path)
        for candidates in self._last.values():
            candidates.sort(key=lambda path: (len(path), path))
        self._called = {path: names[0] for path, names in contacts.items()}
        for path, names in contacts.items():
            for name in {fold(name) for name in names}:
                self._alias.setdefault(name, []).append(path)
        self._known: dict[tuple[str, str], Found] = {}

    def find(self, target: str, from_path: str) -> Found:
        """Where a link to `target` leads that stands in the note `from_path`."""
        folder = from_path.rpartition("/")[0]
        key = (target, folder)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(target, folder) if target else Found(from_path)
        return found if target else Found(from_path)

    def _find(self, target: str, folder: str) -> Found:
        wanted = fold(bare(target).strip("/") if not target.startswith(".") else bare(target))
        if wanted.startswith(("./", "../")):
            wanted = _from(fold(folder), wanted)
            return Found(self._exact[wanted][0]) if wanted in self._exact else _NOWHERE
        for place in (wanted, f"{fold(folder)}/{wanted}" if folder else wanted):
            if place in self._exact:
                return Found(self._exact[place][0])
        candidates = self._last.get(wanted.rpartition("/")[2], [])
        if "/" in wanted:
            candidates = [path for path in candidates if fold(bare(path)).endswith("/" + wanted)]
        if candidates:
            return Found(candidates[0], tuple(candidates[1:]))
        named = self._alias.get(wanted, ())
        return Found(named[0], alias=True) if len(named) == 1 else _NOWHERE

    def node(self, target: str, from_path: str) -> tuple[str, str]:
        """The node that a link names, as shown and for comparing: a path, or the target as written where no note is."""
        path = self.find(target, from_path).path
        if path is not None:
            return path, path
        name = bare(target)
        return name, node_key(name)

    def spelled(self, path: str) -> tuple[str, ...]:
        """The notes whose paths are this one, however it is spelled."""
        return tuple(self._exact.get(fold(bare(path)), ()))

    def is_day(self, target: str, from_path: str) -> bool:
        """Whether a link names a day: a date, or a dated note."""
        return link_day(target) or self.dated(self.find(target, from_path))

    def dated(self, found: Found) -> bool:
        """Whether what a link led to is a dated note."""
        return found.path in self._days

    def first_name(self, contact: str) -> str:
        """The first word of a contact's name, for comparing; empty where there is none."""
        return next(iter(self._called[contact].casefold().split()), "")

    def unique(self, path: str) -> bool:
        """Whether the bare name of a note is enough to link it."""
        return len(self._last.get(fold(bare(path)).rpartition("/")[2], ())) == 1


def _from(folder: str, target: str) -> str:
    """A target that begins with `./` or `../`, from a folder; one that leaves the vault leads nowhere."""
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return "\0"
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)


def who(text: str, contacts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The contacts that a person may mean by a text (habits, *command line*, WHO): a path, a name, an alias or part of one.

    In: the text, and of each contact by path its name and aliases. Out: one path where it is clear; several where it is
    not; none where nobody fits. The first way that finds somebody counts: path, full name, alias or the note's file name,
    first name, first name and initial, part of a name; then the same without accents; then a name that is nearly so. The last
    three need a letter or a digit.
    """
    wanted = " ".join(fold(text).split())
    if not wanted:
        return []
    said = {path: (*names, *filter(None, [file_name(path)])) for path, names in contacts.items()}
    plain = {path: tuple(" ".join(fold(name).split()) for name in names) for path, names in said.items()}
    found = _meant(wanted, plain)
    if not found and wanted.isascii():
        found = _meant(wanted, {path: tuple(map(_unaccented, names)) for path, names in plain.items()})
    return found or (_nearly(wanted, plain) if any(map(str.isalnum, wanted)) else [])


def file_name(path: str) -> str:
    """How a note's file is called, without `.md`; empty for what is no note."""
    return bare(path).rpartition("/")[2] if bare(path) != path else ""


def _unaccented(name: str) -> str:
    return name if name.isascii() else "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _meant(wanted: str, plain: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Whom a text names, by the first way that finds somebody."""
    ways = (
        lambda path, names: wanted.removeprefix("./") in (fold(path), fold(bare(path))),
        lambda path, names: wanted == names[0],
        lambda path, names: wanted in names[1:],
        lambda path, names: wanted == names[0].split(" ")[0],
        lambda path, names: _initial(wanted, names[0]),
        lambda path, names: any(map(str.isalnum, wanted)) and any(wanted in name for name in names),
    )
    for way in ways:
        found = [path for path, names in plain.items() if way(path, names)]
        if found:
            return sorted(found, key=lambda path: (plain[path][0], path))
    return []


def _initial(wanted: str, name: str) -> bool:
    """`jane d`, `jane d.`: a first name and an initial."""
    first, _, rest = wanted.rpartition(" ")
    parts = name.split(" ")
    letter = rest.rstrip(".")
    return bool(first) and len(letter) == 1 and len(parts) > 1 and parts[0] == first and parts[-1].startswith(letter)


def _nearly(wanted: str, plain: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Contacts with a name, an alias or a part of one that a slip of the finger makes of the text."""
    from difflib import SequenceMatcher

    if len(wanted) > LONGEST_SLIP:
        return []
    scores: dict[str, float] = {}
    for path, names in plain.items():
        parts = {part for name in names for part in (name, *name.split(" ")) if len(part) <= LONGEST_SLIP}
        scores[path] = max((SequenceMatcher(None, wanted, part).ratio() for part in parts), default=0.0)
    best = max(scores.values(), default=0.0)
    if best < 0.78:
        return []
    return sorted((path for path, score in scores.items() if score >= best - 0.02), key=lambda path: (plain[path][0], path))
