"""YAML as text: the values of front matter with their places, each as it was written (format, section 3).

Read from the parser's events and never by recursion, so that no text, however deep, can end the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from netvault.notes.yamltrouble import Trouble, explain

MAX_BYTES = 64 * 1024
MAX_DEPTH = 16
MAX_NODES = 5000

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_NULLS = ("", "null", "~")
_TYPES = ("str", "int", "float", "bool", "null", "seq", "map")
_HARMLESS_TAGS = {None, "!", *(f"tag:yaml.org,2002:{name}" for name in _TYPES)}
# To YAML 1.1 these end a line or are the mark of an encoding; to Obsidian they are characters as any other.
_ODD = re.compile("[\x85\u2028\u2029\ufeff]")
_STAND_INS = {0x85: "\xa0", 0x2028: "\xa0", 0x2029: "\xa0", 0xFEFF: "\u2060"}
_SHORTEN = "Move what is long into the note's text."


@dataclass(slots=True)
class Text:
    """A scalar. `plain` is whether it stood there without quotation marks."""

    start: int
    end: int
    value: str
    plain: bool


@dataclass(slots=True)
class Items:
    """A list."""

    start: int
    end: int
    items: list[Node]


@dataclass(slots=True)
class Pairs:
    """A table: keys and values in their order, doubled keys too."""

    start: int
    end: int
    pairs: list[tuple[Node, Node]]


Node: TypeAlias = Text | Items | Pairs


class _RefusedError(Exception):
    """The text goes beyond what front matter may be."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def read_yaml(text: str) -> Node | Trouble | None:
    """The value that a YAML text holds, offsets counted in `text`; None for one without content.

    What is over 64 KiB, deeper than 16 or of more than 5,000 values, or has anchors, aliases or tags, is
    the trouble `front-matter-too-complex`; what is no YAML is `front-matter-syntax`.
    """
    if _over_size(text):
        return _too_complex(0, "Front matter may hold 64 KiB at most.", _SHORTEN)
    written = _ODD.sub(_stand_in, text)
    try:
        try:
            return _build(_PARSER(written))
        except yaml.MarkedYAMLError as error:
            if not _too_deep_for_c(error):
                raise
            return _build(yaml.BaseLoader(written))
    except _RefusedError as refused:
        return refused.trouble
    except (yaml.YAMLError, ValueError) as error:
        return explain(error, text)


def plain(node: Node, text: str) -> object:
    """A node as plain data: text, lists and dicts, None for nothing. Of a doubled key the first counts."""
    if isinstance(node, Text):
        return None if node.plain and node.value in _NULLS else node.value
    if isinstance(node, Items):
        link = link_in_brackets(node, text)
        return link if link is not None else [plain(item, text) for item in node.items]
    return {key_text(key, text): plain(value, text) for key, value in reversed(node.pairs)}


def key_text(key: Node, text: str) -> str:
    """A key as a text, as it stands there where it is none."""
    return key.value if isinstance(key, Text) else text[key.start : key.end]


def link_in_brackets(node: Node, text: str) -> str | None:
    """The link that somebody wrote without quotation marks, which makes it a list in a list to YAML."""
    if not isinstance(node, Items) or len(node.items) != 1 or not isinstance(node.items[0], Items):
        return None
    written = text[node.start : node.end]
    return written if written.startswith("[[") and written[2] != "[" and written.endswith("]]") else None


def is_empty(node: Node) -> bool:
    """Whether a value counts as absent: nothing, blanks, `null`, `~`, a list or a table of nothing."""
    if isinstance(node, Text):
        return not node.value.strip() or (node.plain and node.value in _NULLS)
    return not (node.items if isinstance(node, Items) else node.pairs)


def _stand_in(found: re.Match[str]) -> str:
    return _STAND_INS[ord(found[0])]


def _too_deep_for_c(error: yaml.MarkedYAMLError) -> bool:
    """Whether the C library gave up on depth before it gave an event, and so cannot say where it is too deep."""
    return "maximum nesting depth" in (error.problem or "")


def _over_size(text: str) -> bool:
    if len(text) > MAX_BYTES or len(text) * 4 <= MAX_BYTES:
        return len(text) > MAX_BYTES
    return len(text.encode(errors="replace")) > MAX_BYTES


def _build(parser: Any) -> Node | None:
    """The nodes of the one document that the parser's events make up."""
    found: list[Node] = []  # of the collection that is open, or the document's own
    outer: list[tuple[CollectionStartEvent, list[Node]]] = []
    documents = nodes = 0
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            found.append(Text(event.start_mark.index, event.end_mark.index, event.value, not event.style))
        elif kind in _STARTS:
            outer.append((event, found))
            found = []
        elif kind in _ENDS:
            opened, siblings = outer.pop()
            siblings.append(_collection(opened, event, found))
            found = siblings
            continue
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _RefusedError(_second_document(event.start_mark.index))
            continue
        elif kind is AliasEvent:
            raise _RefusedError(_refusal(event, nodes, len(outer)))
        else:
            continue
        nodes += 1
        if event.anchor or nodes > MAX_NODES or len(outer) > MAX_DEPTH or event.tag not in _HARMLESS_TAGS:
            raise _RefusedError(_refusal(event, nodes, len(outer)))
    return found[0] if found else None


def _collection(opened: Any, closed: Any, found: list[Node]) -> Node:
    """A list or a table; one without brackets ends where its last value does."""
    start = opened.start_mark.index
    last = found[-1].end if found else start
    end = closed.end_mark.index if opened.flow_style else max(start, last)
    if isinstance(closed, MappingEndEvent):
        return Pairs(start, end, list(zip(found[::2], found[1::2], strict=True)))
    return Items(start, end, found)


def _refusal(event: Any, nodes: int, depth: int) -> Trouble:
    """What no front matter needs: too many values, too much depth; anchors, aliases and tags."""
    offset = event.start_mark.index
    if nodes > MAX_NODES:
        return _too_complex(offset, f"Front matter may hold {MAX_NODES:,} values at most.", _SHORTEN)
    if depth > MAX_DEPTH:
        hint = "Use keys that stand side by side."
        return _too_complex(offset, f"Front matter may be {MAX_DEPTH} deep at most.", hint)
    message = "A value that begins with `*`, `&` or `!` has a meaning of its own to YAML."
    return _too_complex(offset, message, "Put the whole value in quotation marks.")


def _too_complex(offset: int, message: str, hint: str) -> Trouble:
    return Trouble("front-matter-too-complex", offset, message, hint)


def _second_document(offset: int) -> Trouble:
    message = "A line that begins with `---` starts a second block here."
    hint = "Delete the line, or move it below the front matter."
    return Trouble("front-matter-syntax", offset, message, hint)
