"""A note's front matter: where it stands, and what it says of a contact (format, section 3)."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from frontmatter.default_handlers import BaseHandler

from netvault.diagnostics import Diagnostic, Parsed
from netvault.model import Properties, Property, Ref
from netvault.notes.fields import FIELDS, names
from netvault.notes.given import Given, Reading
from netvault.notes.yamltext import Items, Node, Pairs, Text, is_empty, key_text, plain, read_yaml
from netvault.notes.yamltrouble import Trouble, no_pairs
from netvault.settings import Settings
from netvault.text import Source, Span

_OPEN = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSE = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_KEY_LINE = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]|\Z)")
_TAG_AS_COMMENT = re.compile(r"[ \t]*#\S")
_OTHER_KEYS = ("links", "day", "first_name")  # common in vaults, and near to a field, but none misspelt
_NOTHING = Parsed(Properties())


class VaultYAML(BaseHandler):
    """python-frontmatter's handler for the notes of a vault: every scalar stays the text that was written."""

    FM_BOUNDARY = _OPEN
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Whether a text has front matter."""
        return split(text)[0] is not None

    def split(self, text: str) -> tuple[str, str]:
        """The YAML and the body of a text; ValueError where it has no front matter."""
        span, body = split(text)
        if span is None:
            raise ValueError("no front matter")
        return text[span.start : span.end], text[body:]

    def load(self, fm: str) -> dict[str, Any]:
        """The keys and values of a YAML text; ValueError, in a person's words, where it cannot be read."""
        node = read_yaml(fm)
        if isinstance(node, Text | Items):
            node = no_pairs(fm, node.start)
        if isinstance(node, Trouble):
            raise ValueError(f"{node.message} {node.help}")
        values = plain(node, fm) if node else {}
        return values if isinstance(values, dict) else {}


def split(text: str) -> tuple[Span | None, int]:
    """The span of the YAML between the fences, line end included, and the offset at which the body starts.

    Front matter is there only where the first line is `---`, and a later one is `---` or `...`; else the
    span is None, and the body is all but a byte order mark.
    """
    body = 1 if text.startswith("\ufeff") else 0
    opened = _OPEN.match(text)
    closed = _CLOSE.search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return None, body
    return Span(opened.end(), closed.start()), closed.end()


def read_properties(source: Source, settings: Settings) -> Parsed[Properties]:
    """The typed front matter of a note, with a diagnostic at its place for whatever is wrong with it.

    Front matter that cannot be read as a whole gives `readable=False` and `private=True`; a value that
    cannot be read leaves its neighbours as they are.
    """
    if not source.text.startswith(("---", "\ufeff---")):
        return _misplaced(source) or _NOTHING
    span, _ = split(source.text)
    if span is None:
        return _without_end(source, settings)
    yaml = source.text[span.start : span.end]
    node = read_yaml(yaml)
    if isinstance(node, Text | Items):
        node = no_pairs(yaml, node.start)
    if isinstance(node, Trouble):
        return _unreadable(source, span, node.code, span.start + node.offset, node.message, node.help)
    if node is None:
        return Parsed(Properties(span=span))
    return _typed(Reading(source, yaml, span.start, settings), node, span)


_HEAD = 2000
_DASHES = re.compile(r"-{3,}\s*\Z")
_PRIVATE = re.compile(r"(?i)private\s*:\s*(?!(?:no|false|off|n)\s*\Z)\S")


# ── front matter that cannot be read ────────────────────────────────────────────────────────────


def _without_end(source: Source, settings: Settings) -> Parsed[Properties]:
    """A note without two fences: was front matter meant at its head, and its end forgotten?"""
    lines = [*source.lines[1:3], "", ""]
    first = _KEY_LINE.match(lines[0])
    if first is None or not _OPEN.match(source.text):
        return _misplaced(source) or _NOTHING
    goes_on = _KEY_LINE.match(lines[1]) or lines[1].lstrip().startswith("- ")
    if not goes_on and first[1].casefold() not in names(settings.fields):
        return _NOTHING
    message = "The front matter that begins here has no end."
    return _unreadable(
        source, None, "front-matter-syntax", 0, message, "Put a line `---` below its last key."
    )


def _misplaced(source: Source) -> Parsed[Properties] | None:
    """What looks like front matter and says `private`, but is none by its place or its form: nothing is to leak by that."""
    if "private" not in source.text[:_HEAD].casefold():
        return None
    fence = 0
    for number, line in enumerate(source.lines[:12], 1):
        if _DASHES.match(line.removeprefix("\ufeff")):
            fence = fence or number
        elif fence and _PRIVATE.match(line):
            message = "This looks like front matter, but that begins on the very first line. The note counts as private."
            hint = "Move it to the top, between two lines `---`."
            return _unreadable(source, None, "front-matter-syntax", source.starts[fence - 1], message, hint)
    return None


def _unreadable(
    source: Source, span: Span | None, code: str, offset: int, message: str, hint: str
) -> Parsed[Properties]:
    line, column = source.place(offset)
    hint = f"{hint.removesuffix('.')}. Until it is mended, the note counts as private."
    problem = Diagnostic(code, "error", source.path, line, column, message, hint, source.excerpt(line), private=True)
    return Parsed(Properties(span=span, readable=False, private=True), (problem,))


# ── front matter that can ───────────────────────────────────────────────────────────────────────


class _Choice:
    """What counts for each field, by the first of its names that has a value; and the keys that are none."""

    def __init__(self) -> None:
        self.fields: dict[str, tuple[int, str, Node]] = {}
        self.extra: list[tuple[str, object]] = []

    def offer(self, field: str, rank: int, key: str, value: Node) -> None:
        """Take a value for a field, unless a name of lower rank has given one."""
        if not is_empty(value) and (field not in self.fields or rank < self.fields[field][0]):
            self.fields[field] = (rank, key, value)


def _typed(reading: Reading, node: Pairs, span: Span) -> Parsed[Properties]:
    """The properties of front matter that is a table."""
    choice = _choose(reading, node)
    values: dict[str, Any] = {}
    for field, (_, key, value) in choice.fields.items():
        read = FIELDS[field].read(Given(reading, FIELDS[field], key, value))
        if read is not None:
            values[field] = read
    if isinstance(kind := values.get("type"), Ref):
        values["type"], values["type_link"] = kind.text, kind.target
    properties = Properties(**values, extra=tuple(choice.extra), raw=_raw(reading, node), span=span)
    return Parsed(properties, _problems(reading, properties.private))


def _choose(reading: Reading, node: Pairs) -> _Choice:
    """Sort the keys into fields and others. Of a key given twice the first counts."""
    known = names(reading.settings.fields)
    choice = _Choice()
    seen: set[str] = set()
    for key_node, value in node.pairs:
        key = key_text(key_node, reading.yaml)
        folded = key.casefold()
        if folded in seen:
            message = f"`{key[:40]}` stands here twice; the first counts."
            reading.complain("duplicate-key", "warning", key_node, message, "Keep one of the two.")
        elif folded in known:
            field, rank = known[folded]
            choice.offer(field, rank, key, value)
            if field == "tags":
                _check_tags(reading, key, value)
        elif folded == "prefers" and not is_empty(value):
            _choose_preferences(reading, choice, key, value)
        else:
            choice.extra.append((key, plain(value, reading.yaml)))
            _hint_at_field(reading, folded, key_node)
        seen.add(folded)
    return choice


def _choose_preferences(reading: Reading, choice: _Choice, key: str, value: Node) -> None:
    """`prefers: {place: …}` is `prefers_place`, where that is not given; what else it holds is kept."""
    rest: dict[str, object] = {}
    for inner_node, inner in value.pairs if isinstance(value, Pairs) else []:
        name = key_text(inner_node, reading.yaml)
        if f"prefers_{name.casefold()}" in FIELDS:
            choice.offer(f"prefers_{name.casefold()}", 1, f"prefers: {name}", inner)
        else:
            rest.setdefault(name, plain(inner, reading.yaml))
    if not isinstance(value, Pairs):
        hint = "For example: `prefers_place: the park`"
        message = f"`{key}` takes channel, place and time."
        reading.complain("wrong-type", "warning", value, message, hint)
        choice.extra.append((key, plain(value, reading.yaml)))
    elif rest:
        choice.extra.append((key, rest))


def _check_tags(reading: Reading, key: str, value: Node) -> None:
    """Complain of `tags: #contact`: to YAML a `#` after a blank begins a comment."""
    for node in value.items if isinstance(value, Items) else [value]:
        if isinstance(node, Text) and not node.value and _TAG_AS_COMMENT.match(reading.yaml, node.end):
            message = "What follows the `#` is a comment here, so there is no tag."
            reading.complain("wrong-type", "warning", node, message, f"Leave it out: `{key}: [contact]`")


def _hint_at_field(reading: Reading, folded: str, key_node: Node) -> None:
    """Ask whether an unknown key is a misspelt field."""
    near = _nearest(folded, reading.settings.fields)
    if near == "private":
        hint = "Did you mean `private`? Until it is mended, what netvault writes shows whose note this is."
        message = "This key is no field of netvault: nothing here is kept private."
        reading.complain("unknown-field", "warning", key_node, message, hint)
    elif near is not None:
        hint = f"Did you mean `{near}`? It is kept as it is."
        reading.complain("unknown-field", "info", key_node, "This key is no field of netvault.", hint)


@lru_cache(maxsize=4096)
def _nearest(folded: str, further: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    if folded in _OTHER_KEYS or len(folded) > 40:
        return None
    near = get_close_matches(folded, [*names(further), "prefers"], 1, 0.8)
    return near[0] if near else None


def _raw(reading: Reading, node: Pairs) -> tuple[Property, ...]:
    """Every key as it was written."""
    return tuple(Property(key_text(key, reading.yaml), plain(value, reading.yaml)) for key, value in node.pairs)


def _problems(reading: Reading, private: bool) -> tuple[Diagnostic, ...]:
    """What is wrong, in the order of the lines; a private note's problems are private too."""
    found = sorted(reading.found, key=Diagnostic.order)
    return tuple(replace(problem, private=True) for problem in found) if private else tuple(found)
