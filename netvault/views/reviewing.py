"""Lines that count as nothing, put together by their words: what `review` asks about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import compress

from netvault.model import Entry, Line, Note
from netvault.network.graph import Network
from netvault.network.roles import read_roles
from netvault.notes.links import find_links
from netvault.notes.note import read_body
from netvault.notes.words import Lexicon
from netvault.text import Source

_WORD = re.compile(r"w/|[^\W_]+(?:['’/][^\W_]+)*")
_MOST = 3
_SAMPLE = 100
_BEGIN = ("us", "doers", "ifs", "have", "light_verbs", "modals", "undone")
"""Classes of words with which nothing begins that could be learnt."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Lines of one kind. `words` are what netvault may learn; `form` shows them with `[[X]]`; `example` is the latest line."""

    words: str
    form: str
    count: int
    example: str


def kinds(network: Network, sources: Mapping[str, Source], day: date, days: int) -> list[Kind]:
    """The kinds of lines of the last days that link somebody and count as nothing; those of most lines first.

    In: the network, and the text of its notes by path. Only what could be learnt: one to three words before the first link, or
    after it where the line begins with it, with which the line would count; and none that netvault knows, or that are a
    contact's first name, where the line counts as nothing for what else it says. To learn those would change what other
    lines mean.
    """
    first = day - timedelta(days=days)
    called = {network.names.first_name(contact) for contact in network.contacts}
    found: dict[str, list[tuple[str, Entry]]] = {}
    for entry in network.entries:
        if not entry.acts and entry.hint not in ("loose", "apart") and first < entry.day <= day and entry.state in (None, "done"):
            kind = _kind(entry.text, network.lexicon.classes["connectors"].values)
            if kind and not _is_known(kind[0].split(), network.lexicon) and called.isdisjoint(kind[0].split()):
                found.setdefault(kind[0], []).append((kind[1], entry))
    trial = _Trial(network, sources)
    learnt = [(words, list(compress(lines, trial.count(words, lines)))) for words, lines in found.items()]
    ordered = sorted(filter(lambda pair: pair[1], learnt), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        Kind(words, min(form for form, _ in lines), len(lines), _example([entry for _, entry in lines]))
        for words, lines in ordered
    ]


class _Trial:
    """Reads lines once more, with words that would be known."""

    def __init__(self, network: Network, sources: Mapping[str, Source]) -> None:
        self.network, self.sources = network, sources
        self.notes: dict[str, Note] = {}

    def count(self, words: str, lines: Sequence[tuple[str, Entry]]) -> Iterator[bool]:
        """Of each line whether it would count, were these words an act."""
        network = self.network
        known = network.lexicon.with_added((("talked", (words,)),))
        for _, entry in lines:
            note = _alone(self._note(entry.path), entry.line)
            spoken = read_roles(note, network.names, network.contacts.__contains__, known)
            yield any(one.acts for one in spoken.entries if (one.line, one.column) == (entry.line, entry.column))

    def _note(self, path: str) -> Note:
        if path not in self.notes:
            network = self.network
            self.notes[path] = read_body(network.notes[path], self.sources[path], network.settings).value
        return self.notes[path]


def _alone(note: Note, number: int) -> Note:
    """A note of whose lines only one is read, with those that it stands below."""
    kept: set[int] = set()
    above = [place for place, line in enumerate(note.lines) if line.number == number]
    while above:
        place = above.pop()
        if place >= 0 and place not in kept:
            kept.add(place)
            above += [note.lines[place].parent, note.lines[place].section]
    return replace(note, lines=tuple(line if place in kept else _unread(line) for place, line in enumerate(note.lines)))


def _unread(line: Line) -> Line:
    return Line("text", line.number, 1, 0, -1, -1, "", "")


def _is_known(words: list[str], lexicon: Lexicon) -> bool:
    """Whether it is one known word, has a time, or begins with a verb, guard or doer: `wrote`, `4pm`, `must ring`, `i owe`."""
    begins = lexicon.verbs.size(words, 0) or lexicon.guards["before"].size(words, 0) or words[0].endswith("n't")
    known = len(words) == 1 and words[0] in lexicon.known_words
    if any(word[0].isdigit() for word in words):  # a time: `4pm` is no word to learn
        return True
    return bool(known or begins or any(lexicon.one(name, words, 0) for name in _BEGIN))


def _kind(text: str, connectors: Sequence[str]) -> tuple[str, str] | None:
    links = [link for link, _ in find_links(text)]
    if not links:
        return None
    before = _WORD.findall(text[: links[0].span.start].casefold())
    shown = list(before)
    while before and before[-1] in connectors:
        before.pop()
    if before:
        return (" ".join(before), " ".join((*shown, "[[X]]"))) if len(before) <= _MOST else None
    if text[links[0].span.end :].lstrip("'’").startswith("s "):
        return None
    after = _WORD.findall(text[links[0].span.end :].partition(",")[0].casefold())[:2]
    return (" ".join(after[:1]), " ".join(("[[X]]", after[0]))) if after and not shown else None


def _example(lines: Sequence[Entry]) -> str:
    last = max(lines, key=lambda entry: (entry.day, entry.path, entry.line))
    text = last.text if len(last.text) <= _SAMPLE else last.text[: _SAMPLE - 1] + "…"
    return f"{last.day.isoformat()} {text}"
