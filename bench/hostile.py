"""python -m bench.hostile [--notes N] [--bad N] [--seed S]

A vault in order, and the same with one note in ten hostile or broken beside them: everybody in the good notes must have the
same items, word for word, the same lines and figures, and the same place in every report, as without the bad ones.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from bench.faults.running import ROOT

DAY = "2026-11-20"
ACTS = ("call", "coffee", "lead", "heard", "asked", "received", "promised", "gave", "told", "thanked", "followed", "requested", "kind", "news")


def good_notes(count: int, chance: random.Random) -> dict[str, bytes]:
    """Contacts and daily notes that are in order, by path."""
    notes = {}
    for n in range(count * 9 // 10):
        lines = "".join(
            f"- 2026-{chance.randint(1, 11):02}-{chance.randint(1, 19):02} {chance.choice(ACTS)}: about [[Person {chance.randrange(count * 9 // 10)}]] no {line}\n"
            for line in range(chance.randint(0, 6))
        )
        circle = chance.choice(["inner", "active", "wide", "dormant"])
        notes[f"People/Person {n}.md"] = f"---\ncompany: Firm {n % 97}\ncircle: {circle}\nbirthday: {1 + n % 12:02}-{1 + n % 28:02}\n---\n{lines}".encode()
    for n in range(count - len(notes)):
        notes[f"Journal/Day {n}.md"] = f"- 2026-11-{1 + n % 19:02} [[Person {n}]] {ACTS[n % len(ACTS)]}: in passing {n}\n".encode()
    return notes


def bad_notes(count: int, chance: random.Random) -> dict[str, bytes]:
    """Notes that are hostile or broken, by path; none of them is about anybody in the good ones."""
    said: dict[str, list[str]] = yaml.safe_load((ROOT / "tests" / "hostile" / "payloads.yaml").read_text("utf-8"))
    payloads = [text for texts in said.values() for text in texts]
    kinds = (
        lambda text: f"---\nname: {json.dumps(text)}\ncompany: {json.dumps(text)}\ncircle: inner\n---\n- 2026-11-02 lead: {text}\n".encode("utf-8", "replace"),
        lambda text: f"---\n{text}\n---\n{text}\n- 2026-11-02 heard: {text}\n".encode("utf-8", "replace"),
        lambda text: b"---\nname: a: b: [\n---\n" + text.encode("utf-8", "replace"),
        lambda text: text.encode("utf-16", "replace"), lambda text: b"\xff\xfe\0" + chance.randbytes(200), lambda text: b"caf\xe9 " + text.encode("utf-8", "replace"),
        lambda text: f"<!-- netvault:begin today -->\n{text}\n".encode("utf-8", "replace"), lambda text: ("---\na: " + "[" * 3000).encode(),
        lambda text: (f"- 2026-11-01 {text} " * 500).encode("utf-8", "replace"), lambda text: b"---\na: &x [*x, *x]\n---\n", lambda text: b"",
        lambda text: f"```\n{text}\n- 2026-11-01 call: x\n".encode("utf-8", "replace"), lambda text: ("> " * 5000 + text).encode("utf-8", "replace"),
    )  # fmt: skip
    return {f"{chance.choice(('People/Zz', 'Zz notes', 'Companies/Zz'))}/Zz {n}.md": kinds[n % len(kinds)](chance.choice(payloads)) for n in range(count)}


def seen(root: Path, good: set[str]) -> dict[str, Any]:
    """What is said of the good notes, by command."""
    found: dict[str, Any] = {}
    items = _json(root, "today", "--all")["items"]
    found["items"] = [{key: value for key, value in item.items() if key != "shown"} for item in items if item["contact"] in good]
    found["people"] = [one for one in _json(root, "people") if one["path"] in good]
    found["entries"] = [one for one in _json(root, "entries") if one["source"]["path"] in good]
    found["problems"] = [one for one in _json(root, "check", "--format", "json", may_fail=True) if one["path"] in good]
    for path in sorted((root / "Reports").glob("*.md")):
        lines = path.read_text("utf-8").split("\n")
        found[path.name] = [line for line in lines if "Person" in line and "Zz" not in line]
    return found


def _json(root: Path, *words: str, may_fail: bool = False) -> Any:
    if "--format" not in words:
        words = (*words, "--json")
    done = _run(root, *words)
    if done.returncode not in ((0, 1) if may_fail else (0,)):
        raise RuntimeError(f"{words}: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from netvault.cli import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, "-C", str(root), "--date", DAY, *words], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "XDG_STATE_HOME": str(root.parent / "state"), "NETVAULT_NO_CACHE": "1"},
    )  # fmt: skip


def compare(folder: Path, notes: int, bad: int, seed: int = 0) -> list[str]:
    """What the good notes give alone and beside the bad ones; returns what differs."""
    chance = random.Random(seed)
    good, others = good_notes(notes - bad, chance), bad_notes(bad, chance)
    shown = []
    for name, files in (("alone", good), ("beside", {**good, **others})):
        root = folder / name
        for path, data in {"netvault.toml": b"[today]\nlimit = 100000\nhellos = 100000\n", **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        start = time.monotonic()
        done = _run(root, "build")
        print(f"{name}: {len(files):,} notes built in {time.monotonic() - start:.1f} s, exit {done.returncode}")
        if "Traceback" in done.stderr:
            return [done.stderr[-2000:]]
        shown.append(seen(root, set(good)))
    alone, beside = shown
    print(", ".join(f"{len(said):,} {name}" for name, said in alone.items()))
    return [f"{name}: {len(alone[name])} alone, {len(beside[name])} beside" for name in alone if alone[name] != beside[name]]


def main() -> int:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--bad", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="netvault-hostile-") as folder:
        wrong = compare(Path(folder), said.notes, said.bad, said.seed)
    print("\n".join(wrong) or f"the same of all {said.notes - said.bad:,} notes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
