"""The body's lines, with what is not read set aside: code, block quotes, comments, what is struck out, embeds, generated regions.

(Format, section 4, *not read*.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from netvault.notes.links import embed_end
from netvault.notes.regions import generated_lines
from netvault.text import Source

OPAQUE = "\x01"
"""Stands for each character that is shown but not read (inline code)."""
CUT = "\x00"
"""Stands for each character that is neither read nor shown (comments, struck-out text, embeds)."""
LONGEST_LINE = 8192
"""A longer line is nobody's log line: it is passed by, so that no line takes long to read."""

_FENCE = re.compile(r"([ \t]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_CLOSED = re.compile(r"[ \t]#+[ \t]*\Z")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_SPECIAL = re.compile(r"`|~~|%%|<!--|!\[")
_STRIKE = re.compile(r"\[\[[^\[\]]*\]\]|\]\([^()\s]*\)|\\.|~+")
_CODE = re.compile(r"`+")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a body. `shown` and `read` have the same length; they differ where something is not read.

    `start` is where the words begin: after the bullet, or the heading's marks. `depth` is the column, from 0,
    of the bullet or of the first character. `struck`: something in it is struck out.
    """

    kind: Literal["item", "heading", "text", "blank"]
    number: int
    depth: int
    start: int
    shown: str
    read: str
    level: int = 0
    struck: bool = False


def rows(source: Source, first: int) -> list[Row]:
    """The rows of a body that begins at line `first`, from 1. Lines that are set aside whole are left out."""
    lines = source.lines
    plain = _SPECIAL.search(source.text) is None
    skipped = frozenset[int]() if plain else generated_lines(source)
    mask = None if plain else _Mask()
    found: list[Row] = []
    for number in range(first, len(lines) + 1):
        shown = read = lines[number - 1] if number > 1 else lines[0].removeprefix("\ufeff")
        if number in skipped:
            continue
        if mask is not None:
            masked = mask.line(shown)
            if masked is None:
                continue
            shown, read = masked
        row = _row(number, shown, read)
        found.append(replace(row, struck=True) if mask is not None and mask.struck else row)
    return found


def _row(number: int, shown: str, read: str) -> Row:
    bare = read.lstrip(" \t")
    if not bare.strip(" \t" + CUT) or len(read) > LONGEST_LINE:
        return Row("blank", number, 0, 0, shown, read)
    first = bare[0]
    indent = len(read) - len(bare)
    if first in "-*+" or first.isdigit():
        item = _ITEM.match(read)
        if item and not _RULE.match(read):
            return Row("item", number, _width(item[1]), item.end(), shown, read)
    elif first == ">":
        return Row("blank", number, 0, 0, shown, read)
    elif first == "#" and indent <= 3:
        heading = _HEADING.match(bare)
        if heading:
            if closed := _CLOSED.search(read, indent + heading.end() - 1):
                shown, read = shown[: closed.start()], read[: closed.start()]
            return Row("heading", number, 0, min(indent + heading.end(), len(read)), shown, read, len(heading[1]))
    if _RULE.match(read):
        return Row("blank", number, 0, 0, shown, read)
    return Row("text", number, _width(read[:indent]), indent, shown, read)


def _width(blanks: str) -> int:
    width = 0
    for blank in blanks:
        width += 4 - width % 4 if blank == "\t" else 1
    return width


class _Mask:
    """Carries fences and comments from line to line. `struck`: something was struck out in the line before."""

    def __init__(self) -> None:
        self.struck = False
        self.fence = ""
        self.in_item = False
        self.comment = ""

    def line(self, text: str) -> tuple[str, str] | None:
        """The line as shown and as read, or None when it is code throughout."""
        self.struck = False
        if self.fence and not self._left(text):
            bare = text.strip(" \t")
            if len(bare) >= len(self.fence) and set(bare) == {self.fence[0]}:
                self.fence = ""
            return None
        if not self.comment:
            self.fence = ""
            fence = _FENCE.match(text)
            if fence and not (fence[3][0] == "`" and "`" in text[fence.end() :]):
                self.fence, self.in_item = fence[3], bool(fence[2]) or _width(fence[1]) > 3
                return None
            if _SPECIAL.search(text) is None:
                return text, text
        return self._inline(text)

    def _left(self, text: str) -> bool:
        """Whether a line stands outside the item in which a fence was opened, and so ends it."""
        return self.in_item and text.strip(" \t") != "" and text[0] not in " \t"

    def _inline(self, text: str) -> tuple[str, str]:
        shown, read, at = list(text), list(text), 0
        ticks = _ticks(text)
        while at < len(text):
            if self.comment:
                end = text.find(self.comment, at)
                stop = len(text) if end < 0 else end + len(self.comment)
                shown[at:stop] = read[at:stop] = CUT * (stop - at)
                if end >= 0:
                    self.comment = ""
                at = stop
                continue
            special = _SPECIAL.search(text, at)
            if special is None:
                break
            at = special.start()
            if special[0] == "%%":
                self.comment = "%%"
                shown[at : at + 2] = read[at : at + 2] = CUT * 2
                at += 2
            elif special[0] == "<!--":
                self.comment = "-->"
            elif special[0] == "`":
                size, stop = _code(text, at, ticks)
                read[at:stop] = OPAQUE * (stop - at)
                at = max(stop, at + size)
            elif special[0] == "![":
                stop = embed_end(text, at)
                shown[at:stop] = read[at:stop] = CUT * (stop - at)
                at = max(stop, at + 2)
            else:
                at += 2
        for start, stop in _struck("".join(read)):
            shown[start:stop] = read[start:stop] = CUT * (stop - start)
            self.struck = True
        return "".join(shown), "".join(read)


def _struck(read: str) -> Iterator[tuple[int, int]]:
    """Where text is struck out in a line, `~~` and all: as Obsidian shows it, so no blank stands right inside."""
    begun = -1
    for found in _STRIKE.finditer(read):
        start, stop = found.span()
        if found[0] != "~~":
            continue  # a link, a sign that is escaped, or more or fewer of them
        if begun >= 0 and not read[start - 1].isspace():
            yield begun, stop
            begun = -1
        elif begun < 0 and stop < len(read) and not read[stop].isspace():
            begun = start


def _ticks(text: str) -> dict[int, list[int]]:
    """Where runs of backticks stand in a line, by their length."""
    found: dict[int, list[int]] = {}
    for run in _CODE.finditer(text):
        found.setdefault(len(run[0]), []).append(run.start())
    return found


def _code(text: str, at: int, ticks: dict[int, list[int]]) -> tuple[int, int]:
    """The length of the run of backticks that stands here, and where the code ends that it opens: here if nowhere."""
    opening = _CODE.match(text, at)
    assert opening is not None
    size = len(opening[0])
    runs = ticks[size]
    closing = bisect_right(runs, at)
    return size, runs[closing] + size if closing < len(runs) else at
