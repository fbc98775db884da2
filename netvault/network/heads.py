"""The head of a line: who stands there, and the keyword with its detail (format, section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from netvault.diagnostics import Diagnostic
from netvault.model import Line, Link, Note
from netvault.network.names import Names
from netvault.notes.links import find_links
from netvault.notes.words import Keyword, Lexicon

_MARKS = re.compile(r"(?:[^\w\[(\x01'’]|_)*")
_FILLER = re.compile(r"(?:i|we|just|also|finally)[*_]*[ \t]+", re.IGNORECASE)
_CLOSING = re.compile(r"[*_]+(?=[ \t]|$)")
_SAYS = re.compile(r"[^\W_]|[\[(\x01]")
_DASH = re.compile(r"[ \t*_]+[-–—]+[ \t]+")

_JOIN = re.compile(r"[ \t]*(?:,[ \t]*(?:(?:and\b|&|\+)[ \t]*)?|&[ \t]*|\+[ \t]*|and\b[ \t]*)")
_KEYWORD = re.compile(r"([^\W_](?:[^\s:(){}\[\]\x01]| (?=[^\s(])){0,38})[*_]*[ \t]*(?:(:)(?!:)|\()")
_AFTER_DETAIL = re.compile(r"[*_ \t]*(:(?!:))?")
_WORD = re.compile(r"[^\W\d_]+")
_FIELD = re.compile(r"(?:\w[\w -]{0,30})(::)[ \t]*\[\[")
"""A field that Dataview reads, with a link for its value: `met:: [[Ravi Menon]]`."""
_WHO_FIELDS = frozenset({"who", "with", "person", "contact", "people"})


@dataclass(slots=True)
class Head:
    """The head of a line: the who, whether a colon followed it, and the keyword with its detail."""

    who: tuple[str, ...]
    colon: bool
    keyword: Keyword | None
    detail: str | None
    start: int
    word: str | None = None
    only_links: bool = False
    marked: bool = True
    """Whether a colon follows the keyword and its detail."""
    by_field: tuple[str, ...] = ()
    """Whom a field of a keyword line names: `[with:: [[X]]]`."""


class Heads:
    """Reads the heads of a note's lines."""

    def __init__(self, note: Note, names: Names, is_contact: Callable[[str], bool], lexicon: Lexicon) -> None:
        self.note, self.names, self.is_contact, self.lexicon = note, names, is_contact, lexicon
        self.owner = note.path if note.kind == "contact" else None
        self.people = self._people()
        self.problems: list[Diagnostic] = []
        self._started: tuple[Line | None, dict[int, Link]] = (None, {})

    def _people(self) -> tuple[str, ...]:
        """The contacts of a meeting note."""
        if self.note.kind != "meeting":
            return ()
        refs = (*self.note.properties.attendees, *self.note.properties.people)
        found = [self.names.find(ref.target or ref.text, self.note.path).path for ref in refs]
        return tuple(dict.fromkeys(path for path in found if path and self.is_contact(path)))

    def _contact(self, link: Link) -> str | None:
        path = self.names.find(link.target, self.note.path).path
        return path if path is not None and self.is_contact(path) else None

    def _links_at(self, line: Line, at: int) -> tuple[tuple[str, ...], int]:
        """The contacts linked from this place on, joined by `,` `&` `+` or `and`, and the place after them."""
        found: list[str] = []
        links = self._starts(line)
        end = at
        while at in links:
            contact = self._contact(links[at])
            if contact is None:
                break
            found.append(contact)
            end = links[at].span.end
            join = _JOIN.match(line.read, end)
            if not join:
                break
            at = join.end()
        return tuple(dict.fromkeys(found)), end

    def _starts(self, line: Line) -> dict[int, Link]:
        """The links of a line by where they start; those of the last line that was asked for are remembered."""
        if self._started[0] is not line:
            self._started = (line, {link.span.start: link for link in line.links})
        return self._started[1]

    def _without_field(self, line: Line) -> Line:
        """The line with `met:: [[X]]` read as `met: [[X]]`, or as `met [[X]]` where the word is no keyword."""
        found = _FIELD.match(line.read) if "::" in line.read else None
        if found is None:
            return line
        keyword = found[0].partition("::")[0].strip().casefold() in self.lexicon.keywords
        colon = ": " if keyword else "  "
        read, text = (said[: found.start(1)] + colon + said[found.end(1) :] for said in (line.read, line.text))
        return replace(line, read=read, text=text)

    def _who_field(self, line: Line) -> tuple[str, ...]:
        """The contacts that `[who:: [[X]]]` names."""
        values = [value for key, value in line.fields if key.casefold() in _WHO_FIELDS]
        found = [self._contact(link) for value in values for link, _ in find_links(value)]
        return tuple(dict.fromkeys(path for path in found if path))

    def _skip(self, text: str, at: int) -> int:
        while True:
            marks = _MARKS.match(text, at)
            at = marks.end() if marks else at
            filler = _FILLER.match(text, at)
            if not filler:
                return at
            at = filler.end()

    def _skip_blanks(self, text: str, at: int) -> int:
        while at < len(text) and text[at] in " \t*_":
            at += 1
        return at

    def _head(self, line: Line) -> Head:
        text = line.read
        at = self._skip(text, 0)
        who, end = self._links_at(line, at)
        colon, bare = False, False
        if who:
            rest = text[end:].lstrip(" \t*_")
            dash = _DASH.match(text, end)
            colon = rest.startswith(":") and not rest.startswith("::")
            bare = _SAYS.search(rest) is None
            at = self._skip(text, end + (text[end:].index(":") + 1 if colon else 0))
            colon = colon or (dash is not None and not bare)
        found = _KEYWORD.match(text, at)
        by_field = self._who_field(line) if line.fields and not who else ()
        if not found:
            return Head(by_field, True, None, None, at) if by_field else Head(who, colon, None, None, at, only_links=bare)
        name = " ".join(found[1].rstrip("*_ \t").casefold().split())
        keyword = self.lexicon.keywords.get(name)
        detail, start, marked = None, found.end(), True
        if keyword and not found[2]:
            close = text.find(")", start)
            after = _AFTER_DETAIL.match(text, close + 1) if close >= 0 else None
            if after is None:
                keyword = None
            else:
                detail, start = " ".join(line.text[start:close].split()) or None, after.end()
                marked = after[1] is not None
        if keyword is None:
            word = name if found[2] and _WORD.fullmatch(name) and not text.startswith("//", start) else None
            return Head(by_field, True, None, None, at) if by_field else Head(who, colon, None, None, at, word)
        if emphasis := _CLOSING.match(text, start):  # `**coffee:** with her`
            start = emphasis.end()
        return Head(who, colon, keyword, detail, start, marked=marked, by_field=by_field)
