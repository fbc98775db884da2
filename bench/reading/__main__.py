"""How well lines are read:

    python -m bench.reading              lines.yaml and the other files of lines by writer and by act; prose; how quickly
    python -m bench.reading --prose DIR  sentences of the texts in a folder instead of the generated ones
    python -m bench.reading --left-out   each writer of lines.yaml, without the words that this writer alone needs
    python -m bench.reading --cost       what forms and weights cost, over the grammar without them

Right, weak, ignored and misread are those of tests/test_lines_conformance.py. Words were grown on all of them but the unread
ones and since.yaml, and all of them but those and lines.yaml were learnt from: how well lines are read that are new is told by those.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
STAKES = ("asked", "requested", "gave", "received", "lead", "followed", "reported", "promised", "thanked")
"""Acts that open or close something: what is read as one of them has to be one."""
SENTENCES = 100_000
FILES = ("lines.yaml", "more_lines.yaml", "strangers.yaml", "diaries.yaml", "voices.yaml")
KINDS = ("right", "weak", "ignored", "misread")


def by_writer(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """The cases of a file with their writers: of `writer:`, else of the comment that they stand under."""
    cases = yaml.safe_load(path.read_text("utf-8"))
    names, name = [], "first"
    for line in path.read_text("utf-8").split("\n"):
        heading = re.match(r"# (Q\d+) ", line)
        name = heading[1] if heading else name
        names += [name] if line.startswith("- ") else []
    return [(case.get("writer", name), case) for name, case in zip(names, cases, strict=True)]


def score(path: Path) -> None:
    """Print how the lines of a file are read, by writer; then how precise the acts are that open or close something."""
    from test_lines_conformance import scored

    from netvault.settings import DEFAULTS, Settings

    cases = by_writer(path)
    results = scored([case for _, case in cases], Settings(languages=("en", "de")) if ".de." in path.name else DEFAULTS)
    print(f"\n{path.name}: {len(cases)} lines\n\n| writer | lines | right | weak | ignored | misread |\n|---|--:|--:|--:|--:|--:|")
    for writer in [*dict.fromkeys(writer for writer, _ in cases), "all"]:
        counts = Counter(result for (name, _), (result, *_) in zip(cases, results, strict=True) if writer in (name, "all"))
        total = sum(counts.values())
        print(f"| {writer} | {total} | " + " | ".join(f"{counts[kind] / total:.1%}" for kind in KINDS) + " |")
    precision(results)


def precision(results: list[tuple[str, str, list[str], list[str]]], *, lines: bool = False) -> None:
    """Print how often what is read as an act that opens or closes something meant it, by the labels. `lines`: and how often both
    readers of readers.yaml named it, who saw no label; and every line where the label or a reader did not."""
    said = {line["line"]: [_fair(acts) for acts in line["readers"]] for line in _readers()} if lines else {}
    print(f"\n| act | read | so its label |{' so both readers | so two of the three |' if lines else ''}\n|---|--:|--:|{'--:|--:|' if lines else ''}")
    for act in STAKES:
        read = [[act in acts for acts in (_fair(wanted), *said.get(line, ()))] for _, line, wanted, acts in results if act in acts]
        if not read:
            continue
        columns = [[by[0] for by in read]] + ([[all(by[1:]) for by in read], [sum(by) > 1 for by in read]] if lines else [])
        print(f"| {act} | {len(read)} | " + " | ".join(f"{sum(fair)}" for fair in columns) + " |")
    for _, line, wanted, acts in results if lines else ():
        for act in sorted(set(acts).intersection(STAKES)):
            who = [name for name, by in zip(("label", "one reader", "the other"), (_fair(wanted), *said[line]), strict=True) if act in by]
            if len(who) < 3:
                print(f"  {line}: read as {', '.join(acts)}; {act} by {' and '.join(who) or 'nobody'}")


def _fair(wanted: list[str]) -> set[str]:
    """The acts of a label: all that it allows."""
    return {one for each in wanted for one in each.split("|")}


def _readers() -> list[dict[str, Any]]:
    return list(yaml.safe_load((ROOT / "tests" / "conformance" / "readers.yaml").read_text("utf-8")))


def without_each() -> None:
    """Print how each writer of lines.yaml is read by what others alone have given (`bench.reading.leftout`)."""
    from bench.reading.leftout import left_out

    conformance = ROOT / "tests" / "conformance"
    lines, more, *strange = (by_writer(conformance / name) for name in FILES)
    strangers = [case for cases in strange for case in cases]
    more = [(writer, case) for writer, case in more if writer != "forms"]  # written to show a form, by who had written the form
    for name, others in (("strangers.yaml, diaries.yaml and voices.yaml", strangers), ("all the other files", strangers + more)):
        print(f"\nlines.yaml, each writer by the words of the five others and of {name}\n")
        print("| writer | lines | right | weak | ignored | misread | right with all words |\n|---|--:|--:|--:|--:|--:|--:|")
        found = list(left_out(ROOT, lines, others))
        whole = [line for _, full, _ in found for line in full], [line for *_, left in found for line in left]
        for writer, full, left in [*found, ("all", *whole)]:
            counts = Counter(result for result, *_ in left)
            known = sum(result == "right" for result, *_ in full) / len(full)
            print(f"| {writer} | {len(left)} | " + " | ".join(f"{counts[kind] / len(left):.1%}" for kind in KINDS) + f" | {known:.1%} |")
        precision(whole[1], lines=True)


# ── prose ───────────────────────────────────────────────────────────────────────────────────────

_SUBJECTS = ["The guide", "This page", "Each chapter", "The author", "Her essay", "A plugin", "The second edition", "Nobody", "The manual", "Every project"]
_VERBS = ["explains", "describes", "mentions", "compares", "depends on", "is named after", "was written before", "builds on", "differs from", "refers to", "cites", "extends", "replaces", "was inspired by", "links to", "quotes", "owes much to", "criticises", "introduces", "follows"]
_TAILS = ["in the third part", "without saying why", "and its history", "for readers of any age", "as a simple case", "on the map", "in most languages", "which came out in 1987", "when the file is opened", "if the option is set", "and nothing else", "by the river", "with two examples", "under certain conditions", "at the end of the war", "as many people know"]
_OPENERS = ["See also {x} for the details", "As {x} shows the result is stable", "In {x} the river turns north", "{x} is a town in the west", "{x} and {y} are kinds of the same plant", "Compare {x} with {y} before you choose", "{x} was born in a small village", "According to {x} the word is older", "The works of {x} are lost", "Unlike {x} this one needs no key", "{x} wrote three operas", "To install it read {x} first", "{x} called the new planet a mistake", "{x} met {y} at court in 1710", "Use {x} to send a message", "The call to {x} returns nothing", "{x} asked the senate for more ships", "{x} told the story in verse", "A meeting of {x} took place", "Coffee from {x} is grown in the shade", "After the lunch described in {x} the poet leaves"]


def generated(count: int) -> Iterator[str]:
    """Sentences as in wikis, help pages and notes on books, with links."""
    random = Random(7)
    names = [f"[[N{number}]]" for number in range(50)]
    for _ in range(count):
        x, y = random.sample(names, 2)
        if random.random() < 0.5:
            yield f"{random.choice(_OPENERS).format(x=x, y=y)} {random.choice(_TAILS)}."
        else:
            yield f"{random.choice(_SUBJECTS)} {random.choice(_VERBS)} {x} {random.choice(_TAILS)}."


def sentences_of(folder: Path, count: int) -> Iterator[str]:
    """Sentences of real texts, a word in eight of them a link."""
    random, found = Random(7), 0
    for file in sorted(folder.rglob("*")):
        if file.suffix.casefold() not in (".txt", ".md", ".rst", "") or not file.is_file():
            continue
        text = " ".join(file.read_text("utf-8", "replace").split())
        for sentence in re.findall(r"[A-Z][^.!?\[\]|]{30,200}[.!?]", text):
            words = sentence.split()
            at = random.randrange(len(words))
            words[at] = f"[[N{random.randrange(50)}]]"
            yield " ".join(words)
            found += 1
            if found == count:
                return


def prose(sentences: Iterable[str]) -> None:
    """Print how many sentences of ordinary prose are taken for log lines, all that they link being contacts."""
    from netvault.network.events import counts
    from netvault.network.graph import build_network
    from netvault.notes.note import read_note
    from netvault.notes.words import lexicon
    from netvault.settings import DEFAULTS
    from netvault.text import Source

    lines = list(sentences)
    files = {f"People/N{number}.md": "" for number in range(50)}
    for at in range(0, len(lines), 500):
        day = date.fromordinal(date(2020, 1, 1).toordinal() + at // 500).isoformat()
        files[f"Daily/{day}.md"] = "".join(f"- {line}\n" for line in lines[at : at + 500])
    notes = [read_note(Source(path, text), DEFAULTS).value for path, text in files.items()]
    began = time.process_time()
    network = build_network(notes, DEFAULTS, lexicon())
    took = time.process_time() - began
    counted = [entry for entry in network.entries if counts(entry, date(2030, 1, 1))]
    print(f"\n{len(lines):,} sentences of prose: {len(counted):,} counted ({len(counted) / max(len(lines), 1):.2%}), {took:.1f} s of processor time")
    for text, number in Counter(entry.text for entry in counted).most_common(8):
        print(f"  {number:>5}  {text}")


_PORTION = 1_000
"""Lines that are timed at a time, so that a slow moment of the machine costs little: the least of each portion counts."""


def cost(count: int, rounds: int = 5) -> None:
    """Print how long reading people's lines takes with forms and weights and without them, by turns."""
    from netvault.network.graph import build_network
    from netvault.notes.note import read_note
    from netvault.notes.words import Lexicon, lexicon, words_data
    from netvault.settings import DEFAULTS
    from netvault.text import Source

    conformance = ROOT / "tests" / "conformance"
    cases = [case for name in FILES for _, case in by_writer(conformance / name)]
    people = {name for case in cases for name in [*case["contacts"], *re.findall(r"\[\[([^\]|]+)", case["line"])]}
    data = words_data("en")
    ways = {"without forms": Lexicon({**data, "forms": {name: {} for name in data["forms"]}}), "with them": lexicon()}
    least: Counter[str] = Counter()
    for start in range(0, count, _PORTION):
        texts: dict[str, list[str]] = {f"People/{name}.md": [] for name in people | {case["owner"] for case in cases if "owner" in case}}
        for number in range(start, min(start + _PORTION, count)):
            case = cases[number % len(cases)]
            day = date.fromordinal(date(2020, 1, 1).toordinal() + number // 100).isoformat()
            texts.setdefault(f"People/{case['owner']}.md" if case["note"] == "contact" else f"Daily/{day}.md", []).append(case["line"])
        sources = [Source(path, "\n\n".join(lines) + "\n") for path, lines in texts.items()]
        notes = [read_note(source, DEFAULTS).value for source in sources]
        for words in ways.values():
            build_network(notes, DEFAULTS, words)  # forms are made out when a line first has their word
        found: dict[str, list[float]] = {name: [] for name in ("reading the notes", *ways)}
        for _ in range(rounds):
            for name, words in [("reading the notes", None), *ways.items()]:
                gc.collect()
                gc.disable()  # as the program does
                began = time.process_time()
                if words is None:
                    notes = [read_note(source, DEFAULTS).value for source in sources]
                else:
                    build_network(notes, DEFAULTS, words)
                found[name].append(time.process_time() - began)
                gc.enable()
        for name, taken in found.items():
            least[name] += min(taken)
    before, plain, full = (least[name] for name in ("reading the notes", *ways))
    print(f"{count:,} lines: {before:.1f} s to read the notes, {plain:.1f} s for what they say by the grammar alone, {full:.1f} s with forms and weights")
    more, whole = full / plain - 1, (before + full) / (before + plain) - 1
    print(f"{more:.0%} more; {whole:.0%} with the notes' own reading (the least of {rounds} each for every {_PORTION:,}, by turns)")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description="How well lines are read.")
    parser.add_argument("--prose", type=Path, metavar="DIR", help="a folder of texts")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--cost", action="store_true", help="measure what the forms of phrases and the weights cost")
    parser.add_argument("--left-out", action="store_true", help="read each writer of lines.yaml without the words that this writer alone needs")
    chosen = parser.parse_args()
    if chosen.left_out:
        without_each()
        return
    if chosen.cost:
        cost(chosen.sentences)
        return
    for name in FILES:
        score(ROOT / "tests" / "conformance" / name)
    more = ("mixed", "nothing", "lookalikes", "lines.de", "diaries.de", "voices.de", "mixed.de", "nothing.de")
    for name in (*more, "pairs", "since", "since.de", "unread", "unread.de", "unread.nothing", "unread.nothing.de"):
        score(ROOT / "tests" / "conformance" / f"{name}.yaml")
    prose(sentences_of(chosen.prose, chosen.sentences) if chosen.prose else generated(chosen.sentences))


if __name__ == "__main__":
    main()
