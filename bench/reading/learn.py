"""Learns what words mean from the lines in tests/conformance, whose meaning stands beside them:

    python -m bench.reading.learn            writes netvault/notes/weights.en.txt and weights.de.txt anew
    python -m bench.reading.learn --only de  one of them

It wants scikit-learn (`pip install --group learn`); netvault itself does not. Lines by which reading is measured
(lines.yaml, unread.yaml, unread.de.yaml) are never learnt from.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from netvault.notes.weighing import SILENT
from netvault.notes.weights import Weights
from netvault.notes.words import Lexicon, lexicon

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "netvault" / "notes"
CASES = ROOT / "tests" / "conformance"
LEARNT = {
    "en": ("diaries.yaml", "voices.yaml", "strangers.yaml", "more_lines.yaml", "kinds.yaml", "lookalikes.yaml", "nothing.yaml", "mixed.yaml"),
    "de": ("lines.de.yaml", "diaries.de.yaml", "voices.de.yaml", "lookalikes.de.yaml", "nothing.de.yaml", "mixed.de.yaml"),
}
PIECES = {"de": 4}
"""Letters of the pieces of long words, in a language that puts words together."""
OFTEN = 3
"""Lines that a word or a group has to stand in, to be learnt."""
THEMSELVES = 150
"""Words so frequent that each is a sort of its own."""
SMALLEST = 8
"""Hundredths below which a weight is left out."""
BOLDNESS = 0.3
"""How far a weight may go for what few lines show (the inverse of the penalty on its square)."""

Example = tuple[list[str], bool, str]


class _Listener(Weights):
    """Takes in the words of a line that would be weighed, and says nothing of it."""

    def __init__(self) -> None:
        super().__init__(f"{SILENT} talked\n\n")
        self.heard: list[tuple[list[str], bool]] = []

    def features(self, signs: Sequence[str], *, owned: bool) -> list[int]:
        self.heard.append((list(signs), owned))
        return []


def meaning(case: dict[str, Any]) -> str:
    """The first act that a line was meant to tell, of fair ones the first; silent where nothing happened."""
    act: str = case["acts"][0].split("|")[0]
    return SILENT if act in ("mention", "planned") else act


def examples(cases: Iterable[dict[str, Any]], languages: tuple[str, ...]) -> list[Example]:
    """What is weighed of each line that would be, with what it meant."""
    sys.path.insert(0, str(ROOT / "tests"))
    from test_lines_conformance import scored

    found = []
    words = lexicon((), languages)
    for case in cases:
        listener = _Listener()
        scored([{"acts": ["mention"], **case}], words=words.weighed_by((listener,)))
        if listener.heard:
            found.append((*listener.heard[0], meaning(case) if "acts" in case else _by_structure(case, words)))
    return found


def _by_structure(case: dict[str, Any], words: Lexicon) -> str:
    """What a line that looks like something else is read as by its structure alone, which is known to be right of it."""
    from test_lines_conformance import scored

    ((*_, acts),) = scored([{"acts": ["mention"], **case}], words=words.weighed_by(()))
    return str(acts[0]) if acts else SILENT


def learnt(found: list[Example], lexicon: Lexicon, piece: int = 0) -> str:
    """The weights that these examples teach, as `Weights` reads them. `piece`: letters of the pieces of words, 0 for none."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    sorts = _sorts(found, lexicon)
    by_sort: dict[str, list[str]] = {}
    for word, sort in sorted(sorts.items()):
        by_sort.setdefault(sort, []).append(word)
    second = "\t".join(" ".join([sort, *words]) for sort, words in sorted(by_sort.items()))
    weights = Weights(f"{SILENT} talked\t{piece}\n{second}\n", learning=True)
    rows = [set(weights.features(signs, owned=owned)) for signs, owned, _ in found]
    often = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer(dtype=np.float32)
    names = {feature: " ".join(weights.spelt(feature)) for feature, times in often.items() if times >= OFTEN}
    matrix = vectorizer.fit_transform([{names[feature]: 1 for feature in row if feature in names} for row in rows])
    model = LogisticRegression(C=BOLDNESS, max_iter=400).fit(matrix, [act for *_, act in found])
    lines = [f"{' '.join(model.classes_)}\t{piece}", second, _line("*", model.intercept_ - model.intercept_.max())]
    lines += filter(None, (_line(name, each) for name, each in zip(vectorizer.get_feature_names_out(), model.coef_.T, strict=True)))
    return "\n".join(lines) + "\n"


def _line(name: str, weights: Iterable[float]) -> str:
    """One word's weights, without those that say next to nothing; empty where none is left."""
    hundredths = [(place, round(100 * each)) for place, each in enumerate(weights)]
    left = [f"{place} {each}" for place, each in hundredths if abs(each) >= SMALLEST]
    return f"{name}\t{' '.join(left)}" if left else ""


def _sorts(found: list[Example], lexicon: Lexicon) -> dict[str, str]:
    """Each word's sort: itself if it is frequent, else the kind of the verb, else the smallest class that it stands in."""
    often = Counter(sign for signs, *_ in found for sign in signs)
    sorts: dict[str, str] = {}
    for name, phrases in sorted(lexicon.classes.items(), key=lambda pair: -len(pair[1].entries())):
        sorts |= {words[0]: name for words in phrases.entries() if len(words) == 1}
    for words in lexicon.verbs.entries():
        verb = lexicon.verbs.at(list(words), 0)[1]
        if len(words) == 1 and not verb.bare:
            sorts[words[0]] = f"v:{verb.kind}"
    return sorts | {word: word for word, _ in often.most_common(THEMSELVES)}


def cases_of(names: Iterable[str]) -> list[dict[str, Any]]:
    """The lines of files in tests/conformance."""
    return [case for name in names for case in yaml.load((CASES / name).read_text("utf-8"), Loader=yaml.CSafeLoader)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading.learn", description="Learn what words mean.")
    parser.add_argument("--only", choices=[*LEARNT], help="one language")
    chosen = parser.parse_args()
    for language in [chosen.only] if chosen.only else LEARNT:
        languages = ("en",) if language == "en" else ("en", language)
        found = examples(cases_of(LEARNT[language]), languages)
        text = learnt(found, lexicon((), languages), PIECES.get(language, 0))
        (NOTES / f"weights.{language}.txt").write_text(text, "utf-8")
        print(f"{language}: {len(found):,} lines, {text.count(chr(10)):,} words and pairs, {len(text) / 1024:,.0f} KiB")


if __name__ == "__main__":
    main()
