"""A short run of what bench/ does at length: mangled texts into everything that reads, and patterns that grow."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not (ROOT / "bench" / "fuzz").is_dir():
    pytest.skip("bench is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from bench.fuzz import linear  # noqa: E402
from bench.fuzz.making import CORPUS, MOST, read_corpus  # noqa: E402
from bench.fuzz.running import run  # noqa: E402
from bench.fuzz.targets import TARGETS  # noqa: E402

GROWING = ("deep", "deeper", "regions of", "openers", "many people")
IN_LINES = ("[[a]]", "[", "(", "[a:: b]", "<", " ", "`")


@pytest.mark.parametrize("target", TARGETS)
def test_no_text_makes_it_fail(target: str) -> None:
    """The kept texts, and some hundred that are new."""
    result = run(target, len(read_corpus(target)) + 4 * TARGETS[target].share, seed=20261120)
    assert [f"{text!r}\n{why}" for text, why in result.wrong] == []
    assert result.gained > 3


def test_the_shares_are_of_a_thousand() -> None:
    assert sum(target.share for target in TARGETS.values()) == 1000


@pytest.mark.parametrize("target", TARGETS)
def test_the_corpus_is_small_and_says_nothing_twice(target: str) -> None:
    texts = read_corpus(target)
    assert 0 < len(texts) == len(set(texts)) <= MOST
    assert (CORPUS / f"{target}.jsonl").stat().st_size < 200_000


@pytest.mark.parametrize("target", linear.TARGETS)
def test_eight_times_the_text_takes_nothing_like_its_square(target: str) -> None:
    """64 times as long would be the square; 40 is allowed, and nothing below a quarter of a second is looked at."""
    kind, reader = linear.TARGETS[target]
    for name, make in linear.patterns(kind):
        chosen = any(word in name for word in GROWING) or (name.endswith("in one line") and any(f"and '{piece}'" in name for piece in IN_LINES))
        if chosen:
            long = linear.took(reader, make(1 << 16))
            assert long < 0.25 or long < 40 * linear.took(reader, make(1 << 13)), name


def test_good_notes_are_the_same_beside_bad_ones(tmp_path: Path) -> None:
    from bench.hostile import compare

    assert compare(tmp_path, notes=240, bad=60) == []
