"""python -m bench.fuzz --inputs N [--target who dates …] [--seed S] [--keep] [--report FILE]"""

from __future__ import annotations

import argparse
import io
import sys
import time
from pathlib import Path

from bench.fuzz.making import write_corpus
from bench.fuzz.running import Result, bounded, run
from bench.fuzz.targets import TARGETS


def main() -> int:
    """Fuzz; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="how many, over all targets, by their shares")
    parser.add_argument("--target", nargs="*", choices=tuple(TARGETS), default=tuple(TARGETS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", action="store_true", help="put what is new into the corpus")
    parser.add_argument("--report", type=Path, help="where to write the table as well, target by target")
    said = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what is wrong may be about any text
    bounded()
    whole = sum(TARGETS[name].share for name in said.target)
    start, results, table = time.monotonic(), [], ""
    for name in said.target:
        result = run(name, max(said.inputs * TARGETS[name].share // whole, 1), said.seed)
        results.append(result)
        for text, why in result.wrong:
            print(f"{name}: {text!r}\n{why}", flush=True)
        print(result.line(), flush=True)
        table += result.line() + "\n"
        if said.report:
            said.report.write_text(table, "utf-8")
        if said.keep:
            write_corpus(name, result.kept)
    last = _summary(results, time.monotonic() - start)
    print(last)
    if said.report:
        said.report.write_text(table + last + "\n", "utf-8")
    return 1 if any(result.wrong for result in results) else 0


def _summary(results: list[Result], seconds: float) -> str:
    count, wrong = sum(result.inputs for result in results), sum(len(result.wrong) for result in results)
    peak = max(result.peak for result in results)
    return f"{count:,} inputs, {wrong} wrong; {seconds:,.0f} s; at most {peak:.0f} MB in use, {max(r.slowest for r in results):.3f} s for one"


if __name__ == "__main__":
    sys.exit(main())
