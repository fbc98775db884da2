"""A vault of payloads, and all that build and the other writing commands make of it."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.faults.running import ROOT

sys.path.insert(0, str(ROOT / "tests" / "cli"))

import hostile
from cli_vaults import run

PICTURES = (".svg", ".html", ".canvas")


def raw_payloads() -> list[str]:
    """The payloads as they are."""
    return hostile.payloads()


def built_outputs(folder: Path) -> list[dict[str, str]]:
    """Every file that build writes in vaults of payloads: its name, its text. Four vaults, so that the picture shows all."""
    found = []
    chosen, parts = hostile.payloads(), 16
    for part in range(parts):
        root = hostile.hostile_vault(folder / f"vault{part}", chosen[part::parts])
        before = {path for path in root.rglob("*") if path.is_file()}
        run(root, "build")
        for path in sorted(set(root.rglob("*")) - before):
            if path.is_file():
                found.append({"path": f"{part}/{path.relative_to(root).as_posix()}", "text": path.read_bytes().decode("utf-8")})
    return found
