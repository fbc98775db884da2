"""Links as they stand in a text (format, section 7). Who they lead to is found in the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from netvault.dates import parse_day
from netvault.model import Link
from netvault.text import Span

_LINK = re.compile(r"(!?)(?:\[\[([^\[\]]+)\]\]|\[([^\[\]]*)\]\((<[^<>]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)?)\))")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def find_links(text: str) -> Iterator[tuple[Link, bool]]:
    """Every link to a note in a text with its place, and whether it is an embed. Links to the web are passed by."""
    for found in _LINK.finditer(text):
        span = Span(found.start(), found.end())
        link = _wiki(found[2], span) if found[2] is not None else _markdown(found[3], found[4], span)
        if link is not None:
            yield link, bool(found[1])


def embed_end(text: str, at: int) -> int:
    """Where the embed ends that stands at a place of a text; the place itself where none does."""
    found = _LINK.match(text, at)
    return found.end() if found and found[1] else at


def parse_target(inner: str) -> tuple[str, str | None]:
    """The note and the block id that a link's inside names: `Note#^id` gives `("Note", "id")`."""
    target, _, place = inner.partition("#")
    block = place.strip()
    return target.strip(), block[1:] if block.startswith("^") else None


def _wiki(inner: str, span: Span) -> Link | None:
    whole, _, alias = inner.replace("\\|", "|").partition("|")
    target, block = parse_target(whole)
    if not target and block is None:
        return None
    return Link(target, alias.strip() or target.rpartition("/")[2], span, block)


def _markdown(shown: str, address: str, span: Span) -> Link | None:
    address = address.strip("<>")
    if not address or _SCHEME.match(address):
        return None
    target, block = parse_target(unquote(address))
    name = target.rpartition("/")[2]
    if not target or ("." in name and not name.lower().endswith(".md")):
        return None
    return Link(target, shown.strip() or name, span, block, markdown=True)


def bare(target: str) -> str:
    """A link's target without `.md`."""
    return target[:-3] if target[-3:].lower() == ".md" else target


def link_day(target: str) -> bool:
    """Whether a link's target is a day: its last segment is a date."""
    last = bare(target).rpartition("/")[2]
    return len(last) == 10 and parse_day(last) is not None
