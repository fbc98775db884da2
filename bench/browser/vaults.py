"""A vault of payloads, and all that build and the other writing commands make of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.faults.running import ROOT

sys.path.insert(0, str(ROOT / "tests" / "cli"))

import hostile
from cli_vaults import run


def raw_payloads() -> list[str]:
    """The payloads as they are."""
    return hostile.payloads()


def built_outputs(folder: Path) -> list[dict[str, str]]:
    """Every file that build writes in vaults of payloads, the graphs besides: its name, its text. Small vaults, so that
    their pictures show everybody."""
    found = []
    chosen, parts = hostile.payloads(), 16
    for part in range(parts):
        root = hostile.hostile_vault(folder / f"vault{part}", chosen[part::parts])
        before = {path for path in root.rglob("*") if path.is_file()}
        run(root, "build")
        for path in sorted(set(root.rglob("*")) - before):
            if path.is_file():
                found.append({"path": f"{part}/{path.relative_to(root).as_posix()}", "text": path.read_bytes().decode("utf-8")})
        cards = json.loads(run(root, "graph", "--format", "canvas").stdout)["nodes"]
        found.append({"path": f"{part}/graph.md", "text": f"```mermaid\n{run(root, 'graph').stdout}```\n"})
        found.append({"path": f"{part}/canvas.md", "text": "\n\n".join(card["text"] for card in cards if card["type"] == "text")})
    return found
