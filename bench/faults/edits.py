"""Log lines, ticks, dates and properties put into generated notes: every byte outside the edit must stay."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.running import ROOT


@dataclass
class Edits:
    """How many notes were edited, and what was wrong."""

    notes: int = 0
    wrong: list[str] = field(default_factory=list)


def edits(count: int, seed: int = 0) -> Edits:
    """Edit so many generated notes. The generator and the check are those of the tests."""
    sys.path.insert(0, str(ROOT / "tests" / "notes"))
    if not Path(ROOT, "tests", "notes", "edit_cases.py").exists():
        return Edits(0, ["tests/notes/edit_cases.py is not there"])
    from edit_cases import cases, check

    result = Edits()
    for case in cases(seed, count):
        result.notes += 1
        try:
            found = check(case)
        except Exception as error:  # noqa: BLE001
            found = f"{type(error).__name__}: {error}"
        if found:
            result.wrong.append(f"{found}: {case!r}")
            if len(result.wrong) > 100:
                break
    return result
