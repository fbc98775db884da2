"""One property of a note set or added to, and not another byte of its front matter touched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from netvault.escape import one_line
from netvault.model import Properties
from netvault.notes.changes import Edited, NotDone, made
from netvault.notes.fields import FIELDS, names
from netvault.notes.frontmatter import read_properties, split
from netvault.notes.yamledit import Front, Splice, add_key, add_texts, set_text
from netvault.notes.yamltext import Items, Node, Pairs, is_empty, key_text, link_in_brackets, read_yaml
from netvault.notes.yamlwrite import yaml_text
from netvault.settings import DEFAULTS, Settings
from netvault.text import Edit, Source, Span, newline_of

_KEY = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+)*\Z")
_TYPED = ("private", "cadence")
"""The fields whose values are numbers, or yes and no: those stand without quotation marks."""
_LISTS = frozenset(name for name in FIELDS if isinstance(getattr(Properties(), name), tuple))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be set: the key as asked for, the field that it is a name of, the texts; `single`: one text."""

    key: str
    field: str
    texts: tuple[str, ...]
    single: bool

    @property
    def typed(self) -> bool:
        return self.field in _TYPED


@dataclass(frozen=True, slots=True)
class _Found:
    """A key of the front matter, by its place among the keys."""

    place: int
    key: Node
    value: Node


def set_property(source: Source, key: str, value: str | Sequence[str], settings: Settings = DEFAULTS) -> Edited | NotDone:
    """Set one top-level property (format, section 3).

    A text replaces the text that is there, and is added to a list. Texts are added to what is there, those that
    it has already left out: nothing is ever taken from a list. Of the names of a field, the one that the note
    uses is set. NotDone where the front matter cannot be read, or what stands there is nested or of many lines.
    """
    wanted = _wanted(key, value, settings)
    if isinstance(wanted, NotDone):
        return wanted
    old = read_properties(source, settings)
    if not old.value.readable:
        problem = old.diagnostics[0]
        return NotDone(f"The front matter of this note cannot be read. {problem.message} {problem.help}".strip())
    front = _front(source)
    if front is None:
        return _checked(source, settings, wanted, _new_front(source, wanted), None)
    if front.table is not None and front.yaml[front.table.start] == "{":
        return NotDone("The front matter stands in braces; write one key a line first.")
    found = _find(front, wanted, settings)
    nested = _nested_preference(front, wanted) if found is None else None
    splice = nested or _splice(front, wanted, found)
    if isinstance(splice, NotDone):
        return NotDone(f"`{key}`: {splice.why}")
    return _checked(source, settings, wanted, splice, found)


def _wanted(key: str, value: str | Sequence[str], settings: Settings) -> _Wanted | NotDone:
    texts = tuple(one_line(text) for text in ([value] if isinstance(value, str) else value))
    if not texts:
        return NotDone("There is nothing to set.")
    if not _KEY.match(key) or not key.isprintable():
        return NotDone(f"“{one_line(key)[:40]}” cannot be the name of a property.")
    field = names(settings.fields).get(key.casefold(), (key.casefold(), 0))[0]
    takes_one = field in FIELDS and field not in _LISTS
    if takes_one and len(texts) > 1:
        return NotDone(f"`{key}` takes one value, not {len(texts)}.")
    return _Wanted(key, field, tuple(dict.fromkeys(texts)), takes_one or isinstance(value, str))


def _front(source: Source) -> Front | None:
    span, _ = split(source.text)
    if span is None:
        return None
    yaml = source.text[span.start : span.end]
    table = read_yaml(yaml)
    line_end = re.search(r"(\r\n|\n|\r)\Z", source.text[: span.end])
    newline = line_end.group() if line_end else newline_of(source.text)
    return Front(yaml, span.start, newline, table if isinstance(table, Pairs) else None)


def _find(front: Front, wanted: _Wanted, settings: Settings) -> _Found | None:
    """The key to be set: of those that name the field the one that counts, a key given twice but once."""
    known = names(settings.fields)
    found: dict[str, tuple[bool, int, _Found]] = {}
    for place, (key, value) in enumerate(front.table.pairs if front.table else []):
        folded = key_text(key, front.yaml).casefold()
        field, rank = known.get(folded, (folded, 0))
        if field == wanted.field:
            found.setdefault(folded, (is_empty(value), rank, _Found(place, key, value)))
    return min(found.values(), key=lambda choice: choice[:2])[2] if found else None


def _nested_preference(front: Front, wanted: _Wanted) -> NotDone | None:
    """Why a preference is not set that is written as `prefers: {place: …}`."""
    for key, value in front.table.pairs if front.table else []:
        if key_text(key, front.yaml).casefold() == "prefers" and isinstance(value, Pairs):
            inner = {f"prefers_{key_text(name, front.yaml).casefold()}" for name, _ in value.pairs}
            if wanted.field in inner:
                return NotDone("It stands below `prefers:` in this note; only flat keys are written.")
    return None


def _splice(front: Front, wanted: _Wanted, found: _Found | None) -> Splice | NotDone:
    if found is None:
        return add_key(front, wanted.key, wanted.texts, single=wanted.single, typed=wanted.typed)
    many = isinstance(found.value, Items) and link_in_brackets(found.value, front.yaml) is None
    if wanted.single and not (many and wanted.field not in FIELDS.keys() - _LISTS):
        return set_text(front, found.key, found.value, wanted.texts[0], typed=wanted.typed)
    return add_texts(front, found.key, found.value, wanted.texts)


def _new_front(source: Source, wanted: _Wanted) -> Splice:
    """Front matter for a note that has none, after a byte order mark."""
    newline = newline_of(source.text)
    empty = Front("", 0, newline, None)
    inner = add_key(empty, wanted.key, wanted.texts, single=wanted.single, typed=wanted.typed)
    at = 1 if source.text.startswith("\ufeff") else 0
    text = f"---{newline}{inner.edits[0].text}---{newline}"
    return Splice((Edit(Span(at, at), text),), inner.value)


# ── reading it again ────────────────────────────────────────────────────────────────────────────


def _checked(source: Source, settings: Settings, wanted: _Wanted, splice: Splice, found: _Found | None) -> Edited | NotDone:
    """The change, if the new text says it and all else as before."""
    edited = made(source, splice.edits, _line(source, splice, found))
    if not edited.edits:
        return edited
    old = read_properties(source, settings).value
    new = read_properties(Source(source.path, edited.text), settings).value
    said = [(raw.key, raw.value) for raw in old.raw]
    place = found.place if found else len(said)
    said[place : place + 1] = [(said[place][0] if found else wanted.key, splice.value)]
    same = said == [(raw.key, raw.value) for raw in new.raw] and _others(old, wanted) == _others(new, wanted)
    body = source.text[split(source.text)[1] :]
    if not same or not _counts(new, wanted, settings) or edited.text[split(edited.text)[1] :] != body:
        return NotDone("Changed so, the front matter would not be read as it was meant.")
    return edited


def _line(source: Source, splice: Splice, found: _Found | None) -> int:
    """The number, in the new text, of the line that is written."""
    span, _ = split(source.text)
    if span is None:
        return 2
    if not splice.edits:
        return source.place(span.start + (found.key.start if found else 0))[0]
    edit = splice.edits[0]
    return source.place(edit.span.start)[0] + (edit.text[:1] in ("\r", "\n"))


def _others(properties: Properties, wanted: _Wanted) -> dict[str, object]:
    """All that the front matter says but for the field that is set."""
    left_out = {"raw", "span", "extra", wanted.field, "type_link" if wanted.field == "type" else wanted.field}
    said = {spec.name: getattr(properties, spec.name) for spec in fields(properties) if spec.name not in left_out}
    return said | {"extra": [pair for pair in properties.extra if pair[0].casefold() != wanted.field]}


def _counts(new: Properties, wanted: _Wanted, settings: Settings) -> bool:
    """Whether a field of one text now says what that text says on its own."""
    if wanted.field not in FIELDS or not wanted.single or wanted.field in _LISTS:
        return True
    text = f"---\n{wanted.field}: {yaml_text(wanted.texts[0], typed=wanted.typed)}\n---\n"
    alone = read_properties(Source("", text), settings).value
    return bool(getattr(new, wanted.field) == getattr(alone, wanted.field))
