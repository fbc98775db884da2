"""How long others take with the same people and notes:

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install obsidiantools khard
    python -m bench.peers --bin /tmp/peers/bin [--contacts 1000 10000] [--rounds 3]

obsidiantools connects a vault and gathers its notes: the graph of links, and the text of each note. khard lists the contacts of a folder of
vCards: here one of name, organisation and address for each contact of the vault. netvault reads every line and writes Today and five reports.
None of the packages is part of netvault.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from bench.__main__ import Taken, inside, timed
from bench.generate import DAY, generate

GATHER = "import sys, pathlib, obsidiantools.api as o; o.Vault(pathlib.Path(sys.argv[1])).connect().gather()"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nN:{last};{first};;;\r\nORG:{org}\r\nEMAIL:{uid}@example.com\r\nEND:VCARD\r\n"


def cards(vault: Path, folder: Path) -> Path:
    """Every contact of a vault as a vCard in a folder; returns the settings with which khard reads them."""
    folder.mkdir()
    for number, note in enumerate(sorted((vault / "People").rglob("*.md"))):
        first, _, last = note.stem.partition(" ")
        text = CARD.format(uid=f"c{number}", name=note.stem, first=first, last=last, org="Initech")
        (folder / f"c{number}.vcf").write_text(text, "utf-8", newline="")
    config = folder.parent / "khard.conf"
    config.write_text(f"[addressbooks]\n[[all]]\npath = {folder}\n[general]\ndefault_action = list\n", "utf-8")
    return config


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description="How long others take with the same notes.")
    parser.add_argument("--bin", type=Path, required=True, help="where the others are installed")
    parser.add_argument("--contacts", type=int, nargs="+", default=[1000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print("| contacts | notes | | seconds | processor | MB | of the read loop |\n|--:|--:|---|--:|--:|--:|--:|")
    for size in chosen.contacts:
        with tempfile.TemporaryDirectory() as folder:
            vault, home = Path(folder) / "vault", Path(folder) / "home"
            notes = generate(vault, size, 10).notes
            config = cards(vault, Path(folder) / "cards")
            env = {**os.environ, "XDG_STATE_HOME": str(home), "XDG_CACHE_HOME": str(home), "HOME": str(home), "NETVAULT_NO_CACHE": "1"}
            program = "from netvault.cli import main; main()"
            commands = {
                "netvault build": [sys.executable, "-c", program, "-C", str(vault), "--date", DAY.isoformat(), "build"],
                "netvault people": [sys.executable, "-c", program, "-C", str(vault), "--date", DAY.isoformat(), "people"],
                "obsidiantools": [str(chosen.bin / "python"), "-c", GATHER, str(vault)],
                "khard list": [str(chosen.bin / "khard"), "-c", str(config), "list"],
            }
            found: dict[str, list[Taken]] = {name: [] for name in commands}
            loop: list[float] = []
            for _ in range(chosen.rounds):
                loop.append(inside("read", vault).processor)
                for name, command in commands.items():
                    found[name].append(timed(command, env))
        for name, taken in found.items():
            clock, used, memory = (statistics.median(getattr(t, what) for t in taken) for what in ("clock", "processor", "memory"))
            print(f"| {size:,} | {notes:,} | {name} | {clock:.2f} | {used:.2f} | {memory:.0f} | {used / statistics.median(loop):.0f} |", flush=True)


if __name__ == "__main__":
    main()
