"""Sentences that can be shown as Markdown or as plain text: words, and the people and notes that they name.

A sentence is made once, of parts; Markdown links what exists, plain text names it. What is private is left out of
everything that is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from netvault.escape import Safe, markdown, one_line
from netvault.model import Contact, Entry, Ref
from netvault.network.graph import Network
from netvault.notes.links import bare, find_links

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST = 90
"""Characters of somebody's words that are quoted; they are cut at a word."""


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a sentence names: a path, or a name without a note; `shown` overrides how it is called."""

    node: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day that a sentence names."""

    day: date


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter most."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """A link to write or call: `mailto:` or `tel:` alone."""

    shown: str
    address: str


Part = str | Named | OnDay | Strong | Web
Sentence = tuple[Part, ...]


class Speaker:
    """Shows sentences. `hide_private`: names of what is private are left out, as in every written note.

    `to`: somebody who may hear what their own note says, private or not, as in a draft to them.
    `iso`: days as 2026-11-18, as in reports; else as 18 Nov, with the year where it is another one than today's.
    """

    def __init__(self, network: Network, today: date, *, hide_private: bool, iso: bool, to: str = "") -> None:
        self.network, self.today, self.hide_private, self.iso, self.to = network, today, hide_private, iso, to
        self._hidden = network.hidden if hide_private and not to and network.hidden else None
        self._known: dict[str, str] = {}

    def day(self, day: date) -> str:
        """A day in this speaker's way."""
        if self.iso:
            return day.isoformat()
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day} {MONTHS[day.month - 1]}{year}"

    def plain(self, sentence: Iterable[Part]) -> str:
        """A sentence as one line of plain text."""
        return one_line("".join(self._plain(part) for part in sentence))

    def markdown(self, sentence: Iterable[Part], *, table: bool = False) -> Safe:
        """A sentence as one line of Markdown, every value in it escaped."""
        return Safe(" ".join("".join(self._markdown(part, table) for part in sentence).split()))

    def link(self, node: str, shown: str = "", *, table: bool = False) -> Safe:
        """A link to a node that has a note, shown as its name; else the name escaped. Private: nothing."""
        if self.hide_private and self.network.private(node):
            return Safe("")
        name = one_line(self._name(node, shown))
        if node not in self.network.notes and node not in self.network.outputs:
            return markdown(name)
        names = self.network.names
        target = bare(node).rpartition("/")[2] if names.unique(node) else bare(node)
        if one_line(target) != target:
            return markdown(name)
        if set("[]|#^\\<>%`\n\r") & set(target) or "%%" in name or markdown(target) != markdown(target).replace("&#", ""):
            return markdown(name)
        if name == target or markdown(name) != name:
            return Safe(f"[[{target}]]")
        return Safe(f"[[{target}{chr(92) if table else ''}|{name}]]")

    def _name(self, node: str, shown: str) -> str:
        """How a node is called; without the names of what is private, but for the name that its own note gives it."""
        name = self.network.name(node)
        return name if node in self.network.notes and shown in ("", name) else self._words(shown or name)

    def _words(self, text: str) -> str:
        """Words without the names of what is private, link or none."""
        if self._hidden is None:
            return text
        if text not in self._known:
            self._known[text] = self._hidden.without(text)
        return self._known[text]

    def _plain(self, part: Part) -> str:
        if isinstance(part, str):
            return self._words(part)
        if isinstance(part, Named):
            return "" if self.hide_private and self.network.private(part.node) else self._name(part.node, part.shown)
        if isinstance(part, OnDay):
            return self.day(part.day)
        if isinstance(part, Strong):
            return "".join(self._plain(inner) for inner in part.parts)
        return ""

    def _markdown(self, part: Part, table: bool) -> str:
        if isinstance(part, str):
            return markdown(self._words(part))
        if isinstance(part, Named):
            return self.link(part.node, part.shown, table=table)
        if isinstance(part, OnDay):
            return self.day(part.day)
        if isinstance(part, Strong):
            return "**" + "".join(self._markdown(inner, table) for inner in part.parts).strip() + "**"
        return f"[{markdown(part.shown)}]({part.address})"

    def detail(self, entry: Entry) -> str:
        """The detail of a line, as `lunch`; nothing where it is of a private note, whose words are not written anywhere."""
        hidden = self.hide_private and entry.private and entry.path != self.to
        return "" if hidden else entry.detail or ""

    def quote(self, text: str, path: str, longest: int = LONGEST) -> Sentence:
        """Somebody's words from a note, cut at a word, their links as names; those to private people are left out.

        Words of a private note are not written anywhere.
        """
        if self.hide_private and path != self.to and self.network.private(path):
            return ()
        parts: list[Part] = []
        at = length = 0
        for link, embed in find_links(text):
            words = self._words(text[at : link.span.start])  # before they are cut, for a name cut in two is none
            at = link.span.end
            if length + len(words) > longest:
                parts.append(cut(words, longest - length))
                return tuple(parts)
            parts.append(words)
            node = self.network.names.node(link.target, path)[0] if link.target else path
            hidden = self.hide_private and self.network.private(node)
            if not embed and not hidden:
                parts.append(Named(node, link.shown))
                length += len(link.shown)
            length += len(words)
        parts.append(cut(self._words(text[at:]), max(longest - length, 0)))
        return tuple(part for part in parts if part)


def cut(text: str, longest: int) -> str:
    """A text of at most so many characters, cut at a word with an ellipsis."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rpartition(" ")[0].rstrip(" ,;:.–—-") + " …"


def node_named(network: Network, node: str, ref: Ref | None = None) -> Named:
    """A node by its name; one that has no note as it was written."""
    return Named(node) if node in network.notes or ref is None else Named(node, ref.text)


def company_named(network: Network, node: str, contact: Contact) -> Named:
    """A company that a contact is or was at, as the contact's note writes it where it has no note of its own."""
    said = contact.properties
    pairs = [*zip(contact.past_companies, said.past_companies, strict=False), (contact.company, said.company)]
    return node_named(network, node, next((ref for company, ref in pairs if company == node), None))


def joined(parts: Iterable[Part], last: str = " and ") -> Sentence:
    """Parts as an enumeration: A, B and C."""
    found = list(parts)
    out: list[Part] = []
    for at, part in enumerate(found):
        if at:
            out.append(last if at == len(found) - 1 else ", ")
        out.append(part)
    return tuple(out)


def long_day(day: date) -> str:
    """`Friday 20 November`."""
    return f"{DAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]}"
