"""Generated regions: where they stand in a note, what they hold, and how one is made (format, section 8).

A region stands between two marker lines. The begin marker carries the format, the region's date and a hash of
its content, so that an edit by hand is seen:

    <!-- netvault:begin today v1 2026-11-20 3f2a9c0d1e4b -->

    …

    <!-- netvault:end today -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from netvault.dates import parse_day
from netvault.diagnostics import Diagnostic, Parsed
from netvault.text import Source, Span, split_lines

FORMAT = 1
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
_HASH = re.compile(r"[0-9a-f]{12}\Z")
_FENCE = re.compile(r"[ \t]*(>?)[ \t]*((?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
_HELP = (
    "Each region needs one begin and one end marker, each on a line of its own, and none inside another. "
    "Until then nothing is read that may be netvault's own text."
)


@dataclass(frozen=True, slots=True)
class Region:
    """One generated region. `begin` and `end` are the marker lines without line ends, `content` all between.

    `format`, `day` and `hash` are what the begin marker says; None where a person wrote the markers.
    """

    name: str
    begin: Span
    end: Span
    content: Span
    format: int | None = None
    day: date | None = None
    hash: str | None = None


@dataclass(frozen=True, slots=True)
class _Marker:
    kind: str
    words: tuple[str, ...]
    span: Span

    @property
    def name(self) -> str:
        return self.words[0] if self.words else ""


@lru_cache(maxsize=64)
def find_regions(source: Source) -> Parsed[tuple[Region, ...]]:
    """The regions of a note, in order. Markers in code and in front matter are none.

    Markers that are unmatched, nested or doubled each give a `region-markers` error at their place; only the
    regions that are sound are in the value.
    """
    if "netvault:" not in source.text:
        return Parsed(())
    regions: list[Region] = []
    problems: list[Diagnostic] = []
    names: set[str] = set()
    opened: _Marker | None = None
    for marker in _markers(source):
        problem = _trouble(marker, opened, names)
        if problem:
            problems.append(_problem(source, marker.span, problem))
        elif marker.kind == "begin":
            opened = marker
        elif opened:
            regions.append(_region(source, opened, marker))
            names.add(opened.name)
            opened = None
    if opened:
        end = f"<!-- netvault:end {opened.name} -->"
        message = f"The region “{opened.name}” begins here and never ends: {end} is missing below it."
        problems.append(_problem(source, opened.span, message))
    return Parsed(tuple(regions), tuple(sorted(problems, key=Diagnostic.order)))


def generated_lines(source: Source) -> frozenset[int]:
    """The numbers, from 1, of the lines that netvault wrote, or may have written, the marker lines included.

    That is what stands before an end marker, and what follows a begin marker with a hash, up to the next one or the end of
    the note: where a marker was lost nobody can say whose words are left. After a begin marker without an end, the text that
    its hash was made of is looked for first, so that what somebody wrote below it is read.
    """
    if "netvault:" not in source.text:
        return frozenset()
    lines: set[int] = set()
    before, digest = _Marker("", (), Span(0, 0)), ""
    for marker in (*_markers(source), None):
        first = source.place(before.span.start)[0]
        last = source.place(marker.span.start)[0] if marker else len(source.lines)
        if marker and marker.kind == "end":
            lines.update(range(first, last + 1))
        elif digest:
            lines.update(range(first, _length(source, digest, first, last) + 1))
        if marker:
            before = marker
            digest = next((word for word in marker.words[1:] if marker.kind == "begin" and _HASH.match(word)), "")
    return frozenset(lines)


def _length(source: Source, digest: str, first: int, last: int) -> int:
    """The last line of the text below line `first` that has this hash; the last there is where none has it."""
    body, started = sha256(), False
    for number in range(first, last):
        line = source.lines[number]
        if line or started:
            body.update(("\n" * started + line).encode("utf-8", "surrogatepass"))
            started = True
        if line and body.hexdigest()[:12] == digest:
            return number + 1
    return last


def _trouble(marker: _Marker, opened: _Marker | None, names: set[str]) -> str:
    """What is wrong with a marker, given the region that is open and the names of those before; empty for nothing."""
    if not _NAME.match(marker.name):
        return "This marker has no name of a region."
    if marker.kind == "end":
        if opened is None:
            return f"The region “{marker.name}” ends here and has not begun."
        if opened.name != marker.name:
            return f"This ends “{marker.name}”, but “{opened.name}” is what has begun."
        return ""
    if opened is not None:
        return f"The region “{marker.name}” begins inside “{opened.name}”."
    if marker.name in names:
        return f"The region “{marker.name}” is in this note twice."
    return ""


def _problem(source: Source, span: Span, message: str) -> Diagnostic:
    line, column = source.place(span.start)
    shown, width = source.excerpt(line), span.end - span.start
    return Diagnostic("region-markers", "error", source.path, line, column, message, _HELP, shown, width)


def _region(source: Source, begin: _Marker, end: _Marker) -> Region:
    number, day, digest = None, None, None
    for word in begin.words[1:]:
        if word[:1] == "v" and word[1:].isascii() and word[1:].isdigit():
            number = int(word[1:5])
        elif _HASH.match(word):
            digest = word
        else:
            day = parse_day(word) or day
    content = Span(source.starts[source.place(begin.span.start)[0]], end.span.start)
    return Region(begin.name, begin.span, end.span, content, number, day, digest)


# ── lines ───────────────────────────────────────────────────────────────────────────────────────


def _markers(source: Source) -> Iterator[_Marker]:
    """The marker lines of a note, outside code and front matter."""
    for number in _plain_lines(source.lines):
        line = source.lines[number].removeprefix("\ufeff")
        if "netvault:" not in line:
            continue
        text = line.strip(" \t")
        inner = text[4:-3].strip()
        if not (text.startswith("<!--") and text.endswith("-->") and inner.startswith("netvault:")):
            continue
        if "-->" in inner or not line.lstrip(" ").startswith("<") or line.startswith("    "):
            continue
        kind, *words = inner.removeprefix("netvault:").split() or [""]
        if kind in ("begin", "end"):
            start = source.starts[number] + (1 if source.lines[number].startswith("\ufeff") else 0)
            yield _Marker(kind, tuple(words), Span(start, start + len(line)))


def _plain_lines(lines: Sequence[str]) -> Iterator[int]:
    """The places, from 0, of the lines that are neither front matter nor fenced code; code is what `scan` takes for it."""
    fence: re.Match[str] | None = None
    for number in range(_after_front_matter(lines), len(lines)):
        line = lines[number] if number else lines[0].removeprefix("\ufeff")
        if fence and not _left(fence, line):
            if _closes(fence, line):
                fence = None
            continue
        fence = _opening(line) if "```" in line or "~~~" in line else None
        if fence is None:
            yield number


def _after_front_matter(lines: Sequence[str]) -> int:
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0
    return next((n + 1 for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)


def _opening(line: str) -> re.Match[str] | None:
    found = _FENCE.match(line)
    return None if found and found[3][0] == "`" and "`" in line[found.end() :] else found


def _closes(fence: re.Match[str], line: str) -> bool:
    mark = line.lstrip(" \t>" if fence[1] else " \t").rstrip(" \t")
    return len(mark) >= len(fence[3]) and set(mark) == {fence[3][0]}


def _left(fence: re.Match[str], line: str) -> bool:
    """Whether a line stands outside the quote or list item in which a fence was opened, and so ends it."""
    if fence[1]:
        return not line.lstrip(" \t").startswith(">")
    indent = fence.start(3)
    inside_item = bool(fence[2]) or indent > 3 or "\t" in fence.string[:indent]  # a tab goes to column 4
    return inside_item and line.strip(" \t") != "" and line[0] not in " \t"


# ── content ─────────────────────────────────────────────────────────────────────────────────────


def region_text(source: Source, region: Region) -> str:
    """What a region holds: with LF ends, and without the blank lines beside its markers."""
    return _body(source.text[region.content.start : region.content.end])


def _body(content: str) -> str:
    return "\n".join(split_lines(content)).strip("\n")


def content_hash(content: str) -> str:
    """The hash that a begin marker carries: 12 hex digits of the SHA-256 of the content with LF ends."""
    return sha256(_body(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def edited(source: Source, region: Region) -> bool:
    """Whether the content is no longer what was rendered; with no hash in the marker, any content counts."""
    content = region_text(source, region)
    return content.strip() != "" if region.hash is None else content_hash(content) != region.hash


def render_region(name: str, day: date, content: str, newline: str = "\n") -> str:
    """A whole region, from its begin marker to its end marker, with no line end after it.

    Raises ValueError where it could not be read again as it was written: the name is none, or the content
    holds a marker line or code that never ends.
    """
    content = _body(content)
    begin = f"<!-- netvault:begin {name} v{FORMAT} {day.isoformat()} {content_hash(content)} -->"
    text = "\n".join([begin, "", *([content, ""] if content else []), f"<!-- netvault:end {name} -->"])
    source = Source("", text)
    found = find_regions(source)
    read = [(region.name, region_text(source, region)) for region in found.value]
    if found.diagnostics or read != [(name, content)]:
        raise ValueError(f"the content of the region {name!r} would break its markers")
    return text.replace("\n", newline)


def new_note(*regions: str) -> str:
    """The text of a note that holds just these rendered regions."""
    return "\n\n".join(regions) + "\n"
