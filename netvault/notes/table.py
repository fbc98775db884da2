"""A row of a Markdown table, read as a line: `| 09:30 | [[Jane Doe]] | call |` is `09:30 [[Jane Doe]]: call`."""

from __future__ import annotations

import re
from dataclasses import replace

from netvault.notes.links import find_links
from netvault.notes.scan import Row

_RULE = re.compile(r"[\s|:-]*\Z")
_WHEN = re.compile(r"(?:\[\[)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2})(?:\]\])?(?:[ \t]*[-–][ \t]*\d{1,2}:\d{2})?\Z")
_LINKS = re.compile(r"(?:\[\[[^\[\]]+\]\]|\[[^\[\]]*\]\([^()]*\)|[\s,&+*_]|\band\b)+\Z")

_NEXT_WHO = re.compile(r"\|\s*\[\[[^\[\]]+\]\]\s*(?:\||\Z)")


def table_line(row: Row) -> Row | None:
    """The row as a line of the same length, its bars taken out; None for what is no row of a table, or the rule below its head.

    A cell of links alone is a who: as the first cell but for a day and a time it is followed by a colon, as in a log line; after
    a first cell of a few words (`call`) that one is.
    """
    text = row.read
    if not text.lstrip().startswith("|") or _RULE.match(text):
        return None
    bars = _bars(text)
    if len(bars) < 2:
        return None
    signs, first = {}, True
    ends = [*bars[1:], len(text)]
    for start, end in zip(bars, ends, strict=True):
        cell = text[start + 1 : end].strip()
        who = bool(cell) and _LINKS.match(cell) is not None and "[" in cell
        when = first and _WHEN.match(cell) is not None
        before_who = first and bool(cell) and not who and len(cell.split()) < 4 and _NEXT_WHO.match(text, end) is not None
        more = text[end + 1 :].strip("| \t") != ""
        signs[end] = ":" if before_who and not when else (":" if first else ";") if who and not when and more else " "
        first = first and (when or not cell)
    blanked = {bars[0]: " ", **{end: sign for end, sign in signs.items() if end < len(text)}}
    read, shown = ("".join(blanked.get(at, sign) for at, sign in enumerate(said)) for said in (row.read, row.shown))
    start = len(read) - len(read.lstrip())
    return replace(row, start=start, read=read.rstrip(), shown=shown[: len(read.rstrip())])


def _bars(text: str) -> list[int]:
    """Where bars part cells: not in links, and not after a backslash."""
    inside = [link.span for link, _ in find_links(text)] if "[" in text else []
    found = (at for at, sign in enumerate(text) if sign == "|" and text[at - 1 : at] != "\\")
    return [at for at in found if not any(span.start <= at < span.end for span in inside)]
