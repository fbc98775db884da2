"""How well a writer of lines.yaml is read with the words that others alone would have given.

For each writer in turn, the words file is taken without what no other writer needs: every form of a phrase by which no
line of another is read, and every word of a class and every form of a verb that stands in this writer's lines, in no
line of another, and not in the format. What is left is what the words would be had this writer never been read, as far
as data goes: the grammar itself, in code, is what it is. The weights are those of any vault: lines.yaml is never learnt from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from copy import copy, deepcopy
from pathlib import Path
from typing import Any

from netvault.notes.forms import Anywhere, Bound, Form, Forms, Place
from netvault.notes.words import Lexicon, _split, words_data

Case = dict[str, Any]
Used = set[tuple[str, str]]
Scored = list[tuple[str, str, list[str], list[str]]]
"""Lines with their scores, the acts that were wanted and those that were read."""


class Recorded(Forms):
    """Forms that remember by which of them something was read."""

    def __init__(self, forms: Forms, used: Used) -> None:
        """`used` takes in each form that matches, as its act and its text."""
        self.__dict__.update(vars(forms))
        self.used = used

    def at(self, place: Place, at: int, words: frozenset[str], *, weighty: bool = False) -> Iterator[tuple[Form, Bound, int]]:
        """As `Forms.at`."""
        for found in super().at(place, at, words, weighty=weighty):
            self.used.add((found[0].act, found[0].text))
            yield found


class RecordedAnywhere(Anywhere):
    """The same of forms that may stand anywhere."""

    def __init__(self, forms: Forms, used: Used) -> None:
        """`used` takes in each form that matches, as its act and its text."""
        super().__init__(forms)
        self.used = used

    def among(self, place: Place, words: frozenset[str]) -> Iterator[Form]:
        """As `Anywhere.among`."""
        for form in super().among(place, words):
            self.used.add((form.act, form.text))
            yield form


def left_out(root: Path, scored: list[tuple[str, Case]], others: list[tuple[str, Case]]) -> Iterator[tuple[str, Scored, Scored]]:
    """Each writer of `scored` with how their lines are read with all words, and without what they alone need.

    Both lists hold lines with their writers; `root` is the checkout.
    """
    import test_lines_conformance as conformance

    data = words_data("en")
    known = _flat((root / "docs" / "format.md").read_text("utf-8"))
    full = Lexicon(data, ("en",))
    groups: dict[str, list[Case]] = defaultdict(list)
    for kind, cases in (("scored", scored), ("other", others)):
        for writer, case in cases:
            groups[f"{kind} {writer}"].append(case)

    used: dict[str, Used] = {}
    figures = {}
    for name, cases in groups.items():
        recording = copy(full)
        used[name] = set()
        recording.forms = {kind: Recorded(forms, used[name]) for kind, forms in full.forms.items()}
        recording.anywhere = RecordedAnywhere(full.forms["whole"], used[name])
        figures[name] = conformance.scored(cases, words=recording)
    texts = {name: _flat(" | ".join(case["line"] for case in cases)) for name, cases in groups.items()}
    for name in [name for name in groups if name.startswith("scored ")]:
        rest = known + "".join(text for other, text in texts.items() if other != name)
        forms = set().union(*(each for other, each in used.items() if other != name))
        words = Lexicon(_without(data, full, texts[name], rest, forms), ("en",))
        yield name.removeprefix("scored "), figures[name], conformance.scored(groups[name], words=words)


def _without(data: dict[str, Any], full: Lexicon, mine: str, rest: str, forms: Used) -> dict[str, Any]:
    """The words without those that stand in `mine` and not in `rest`, and with these forms alone."""

    def kept(words: str) -> bool:
        flat = f" {' '.join(_split(words.casefold()))} "
        return flat not in mine or flat in rest

    left = deepcopy(data)
    left["classes"] = {name: [word for word in words if kept(word)] or words for name, words in data["classes"].items()}
    left["verbs"] = {
        kind: {base: [past for past in pasts if kept(past)] for base, pasts in verbs.items() if not pasts or any(map(kept, pasts))}
        for kind, verbs in data["verbs"].items()
    }
    left["forms"] = {
        name: {act: [text for text in texts if (act, full.parts.spelt(text)) in forms] for act, texts in acts.items()}
        for name, acts in data["forms"].items()
    }
    return left


def _flat(text: str) -> str:
    """The words of a text, a blank on each side."""
    apart = re.sub(r"([^\w'-])", r" \1 ", text.casefold().replace("’", "'"))
    return f" {' '.join(_split(apart))} "
