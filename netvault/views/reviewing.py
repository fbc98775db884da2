"""Lines that count as nothing, put together by their words: what `review` asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from netvault.model import Entry
from netvault.network.graph import Network
from netvault.notes.links import find_links
from netvault.notes.words import Lexicon

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


def kinds(network: Network, day: date, days: int) -> list[Kind]:
    """The kinds of lines of the last days that link somebody and count as nothing; those of most lines first.

    Only what could be learnt: one to three words before the first link, or after it where the line begins with it; and none
    that netvault knows, where the line counts as nothing for what else it says. To learn those would change what other
    lines mean.
    """
    first = day - timedelta(days=days)
    found: dict[str, list[tuple[str, Entry]]] = {}
    for entry in network.entries:
        if not entry.acts and entry.hint not in ("loose", "apart") and first < entry.day <= day and entry.state in (None, "done"):
            kind = _kind(entry.text, network.lexicon.classes["connectors"].values)
            if kind and not _is_known(kind[0].split(), network.lexicon):
                found.setdefault(kind[0], []).append((kind[1], entry))
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        Kind(words, min(form for form, _ in lines), len(lines), _example([entry for _, entry in lines]))
        for words, lines in ordered
    ]


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
