"""Splices of front matter: a value put in the place of another, or beside it, as its neighbours are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from netvault.notes.changes import NotDone
from netvault.notes.yamltext import Items, Node, Pairs, Text, is_empty, link_in_brackets, plain
from netvault.notes.yamlwrite import yaml_text
from netvault.text import Edit, Span

_COLON = re.compile(r"[ \t]*:(?=[ \t\r\n]|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NESTED = NotDone("Its value is a table of its own; only flat keys are written.")
_MANY_LINES = NotDone("Its value goes over more than one line; change it by hand.")


@dataclass(frozen=True, slots=True)
class Splice:
    """The edits of a note's text, in order, and the value that the key has then, as plain data."""

    edits: tuple[Edit, ...]
    value: object


@dataclass(frozen=True, slots=True)
class Front:
    """Front matter that was read: its YAML, the offset in the note at which it starts, a line end, its table."""

    yaml: str
    base: int
    newline: str
    table: Pairs | None

    def edit(self, start: int, end: int, text: str) -> Edit:
        """A splice of the YAML's text."""
        return Edit(Span(self.base + start, self.base + end), text)

    def line_end(self, at: int) -> int:
        """The offset at which the line of an offset ends."""
        found = _LINE_END.search(self.yaml, at)
        return found.start() if found else len(self.yaml)

    def before(self, at: int) -> str:
        """The line of an offset, up to it."""
        return _LINE_END.split(self.yaml[:at])[-1]

    def one_line(self, node: Node) -> bool:
        """Whether a value stands on one line."""
        return _LINE_END.search(self.yaml, node.start, node.end) is None

    @property
    def indent(self) -> str:
        """What stands before the keys; empty but where somebody has indented them all."""
        return self.before(self.table.pairs[0][0].start) if self.table and self.table.pairs else ""

    @property
    def step(self) -> str:
        """How far the items of lists are indented: as in the first list that there is, else two blanks."""
        for _, value in self.table.pairs if self.table else []:
            if isinstance(value, Items) and self.yaml[value.start : value.start + 1] == "-":
                return self.before(value.start).removeprefix(self.indent)
        return "  "

    def items(self, texts: Sequence[str], indent: str) -> str:
        """Items of a list, each on a line of its own, with a line end before each."""
        return "".join(f"{self.newline}{indent}- {yaml_text(text)}" for text in texts)


def add_key(front: Front, key: str, texts: Sequence[str], *, single: bool, typed: bool) -> Splice:
    """A new key, below all others."""
    one = f" {yaml_text(texts[0], typed=typed)}"
    written = one if single else front.items(texts, front.indent + front.step)
    at = len(front.yaml)
    edit = front.edit(at, at, f"{front.indent}{key}:{written}{front.newline}")
    return Splice((edit,), texts[0] if single else list(texts))


def set_text(front: Front, key: Node, value: Node, text: str, *, typed: bool) -> Splice | NotDone:
    """One text in the place of what stands there, which is a text, nothing, or a list of at most one."""
    colon = _colon(front, key)
    if isinstance(value, Pairs):
        return _NESTED
    if colon is None or not front.one_line(value):
        return _MANY_LINES
    if isinstance(value, Items) and value.items and link_in_brackets(value, front.yaml) is None:
        return _set_item(front, value, text, typed=typed)
    if plain(value, front.yaml) == text:
        return Splice((), text)
    if value.start == value.end:
        return Splice((_fill(front, colon, yaml_text(text, typed=typed)),), text)
    return Splice((front.edit(value.start, value.end, yaml_text(text, typed=typed)),), text)


def _set_item(front: Front, value: Items, text: str, *, typed: bool) -> Splice | NotDone:
    """One text in the place of a list's only item."""
    item, flow = value.items[0], front.yaml[value.start] == "["
    if len(value.items) > 1 or not isinstance(item, Text):
        return NotDone("It takes one text, and holds a list; change it by hand.")
    if plain(item, front.yaml) == text:
        return Splice((), [text])
    written = yaml_text(text, typed=typed, flow=flow)
    if item.start == item.end:
        return Splice((_fill(front, item.start, written),), [text])
    return Splice((front.edit(item.start, item.end, written),), [text])


def add_texts(front: Front, key: Node, value: Node, texts: Sequence[str]) -> Splice | NotDone:
    """Texts added to a value, but for those that it has: a list grows, a text becomes the first of a list."""
    colon = _colon(front, key)
    if isinstance(value, Pairs):
        return _NESTED
    if colon is None:
        return _MANY_LINES
    if isinstance(value, Items) and link_in_brackets(value, front.yaml) is None:
        there = [plain(item, front.yaml) for item in value.items]
        missing = [text for text in texts if text not in there]
        add = _add_to_brackets if front.yaml[value.start] == "[" else _add_to_list
        return add(front, value, missing, there) if missing else Splice((), there)
    if not front.one_line(value):
        return _MANY_LINES
    return _make_list(front, colon, value, texts)


def _make_list(front: Front, colon: int, value: Node, texts: Sequence[str]) -> Splice:
    there = plain(value, front.yaml)
    indent, end = front.indent + front.step, front.line_end(value.end)
    if is_empty(value):
        edits = [front.edit(colon, value.end, "")] if value.end > colon else []
        return Splice((*edits, front.edit(end, end, front.items(texts, indent))), list(texts))
    missing = [text for text in texts if text != there]
    if not missing:
        return Splice((), there)
    first = front.edit(colon, value.start, f"{front.newline}{indent}- ")
    return Splice((first, front.edit(end, end, front.items(missing, indent))), [there, *missing])


def _add_to_list(front: Front, value: Items, texts: Sequence[str], there: list[object]) -> Splice | NotDone:
    """Items below the last; where that is an empty one, the first text comes to stand in it."""
    indent, last = front.before(value.start), value.items[-1]
    if indent.strip(" \t"):
        return _NESTED
    if isinstance(last, Text) and last.start == last.end:
        end = front.line_end(last.end)
        filled, rest = _fill(front, last.end, yaml_text(texts[0])), front.items(texts[1:], indent)
        edits = _joined(filled, front.edit(end, end, rest))
        return Splice(edits, [*there[:-1], *texts])
    end = front.line_end(value.start + len(front.yaml[value.start : last.end].rstrip()))
    return Splice((front.edit(end, end, front.items(texts, indent)),), [*there, *texts])


def _add_to_brackets(front: Front, value: Items, texts: Sequence[str], there: list[object]) -> Splice | NotDone:
    written = ", ".join(yaml_text(text, flow=True) for text in texts)
    at = value.items[-1].end if value.items else value.start + 1
    return Splice((front.edit(at, at, f", {written}" if value.items else written),), [*there, *texts])


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def _colon(front: Front, key: Node) -> int | None:
    """The offset after the colon of a key that begins its line; None for one written in another way."""
    found = _COLON.match(front.yaml, key.end)
    return found.end() if found and not front.before(key.start).strip(" \t") else None


def _fill(front: Front, at: int, text: str) -> Edit:
    """A value put where there is none, after a colon or dash: behind a blank, and before a comment."""
    rest = front.yaml[at : front.line_end(at)]
    if rest.startswith(" ") and not rest.strip(" \t"):
        return front.edit(at + 1, at + 1, text)
    return front.edit(at, at, f" {text}")


def _joined(first: Edit, second: Edit) -> tuple[Edit, ...]:
    """Two edits as they are, or as one where they stand at one place."""
    if not second.text:
        return (first,)
    return (Edit(first.span, first.text + second.text),) if first.span == second.span else (first, second)
