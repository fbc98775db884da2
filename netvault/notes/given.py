"""A value that front matter gives for a field: its texts, and what to say where it has the wrong type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from netvault.diagnostics import Diagnostic, Severity
from netvault.model import Ref
from netvault.notes.links import bare, find_links
from netvault.notes.yamltext import Items, Node, Text, is_empty, link_in_brackets
from netvault.settings import Settings
from netvault.text import Source


class Reading:
    """One reading of a note's front matter: its YAML, which starts at `base`, and what is wrong with it."""

    def __init__(self, source: Source, yaml: str, base: int, settings: Settings) -> None:
        self.source = source
        self.yaml = yaml
        self.base = base
        self.settings = settings
        self.found: list[Diagnostic] = []

    def complain(self, code: str, severity: Severity, node: Node, message: str, hint: str) -> None:
        """Add a diagnostic at a node."""
        line, column = self.source.place(self.base + node.start)
        excerpt = self.source.excerpt(line)
        width = max(min(node.end - node.start, len(excerpt) - column + 1), 1)
        path = self.source.path
        self.found.append(Diagnostic(code, severity, path, line, column, message, hint, excerpt, width))


class Given:
    """A value that was given for a field, under the key as it was written."""

    def __init__(self, reading: Reading, field: Field, key: str, node: Node) -> None:
        self.reading = reading
        self.field = field
        self.key = key
        self.node = node
        self.faulty = False

    def texts(self) -> list[tuple[str, Node]]:
        """The texts of the value, each on one line: itself, or those of a list."""
        found = []
        in_list = isinstance(self.node, Items) and link_in_brackets(self.node, self.reading.yaml) is None
        for node in self.node.items if isinstance(self.node, Items) and in_list else [self.node]:
            text = self._text(node)
            if text:
                found.append((text, node))
            elif text is None:
                self.wrong(node)
        return found

    def one(self) -> tuple[str, Node] | None:
        """The text of a field that takes one: the first, where there are more."""
        found = self.texts()
        if len(found) > 1:
            self.faulty = True
            message = f"`{self.key}` takes one value; the first of these {len(found)} counts."
            self.complain("wrong-type", self.node, message)
        return found[0] if found else None

    def _text(self, node: Node) -> str | None:
        """A node's text, empty where there is nothing; None for a table or a list."""
        if isinstance(node, Text):
            return "" if is_empty(node) else one_line(node.value)
        link = link_in_brackets(node, self.reading.yaml)
        return None if link is None else one_line(link)

    def wrong(self, node: Node) -> None:
        """Say that a value is not what the field takes."""
        self.complain("wrong-type", node, f"`{self.key}` takes {self.field.takes}.")

    def complain(self, code: str, node: Node, message: str, hint: str = "") -> None:
        """Add a warning at a node; without a hint the field's example is one."""
        self.faulty = True
        self.reading.complain(
            code, "warning", node, message, hint or f"For example: `{self.key}: {self.field.example}`"
        )


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is read, what it takes in words, an example, and the other names that it goes by."""

    read: Callable[[Given], object]
    takes: str
    example: str
    others: tuple[str, ...] = ()


def one_line(text: str) -> str:
    """A text without line ends of any kind, in characters that any file can hold."""
    if text.isprintable():
        return text.strip()
    parts = (part.strip() for part in text.splitlines())
    return " ".join(part for part in parts if part).encode("utf-8", "replace").decode()


def refs(text: str) -> list[Ref]:
    """Whom a text names: each of its links, or, where it has at most one, the text as a whole."""
    links = [link for link, _ in find_links(text) if link.target] if "[" in text else []
    if not links:
        return [Ref(text)]
    if len(links) > 1:
        return [Ref(bare(link.shown), link.target) for link in links]
    link = links[0]
    return [Ref(text[: link.span.start] + bare(link.shown) + text[link.span.end :], link.target)]
