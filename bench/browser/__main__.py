"""python -m bench.browser --engines FOLDER [--chromium PATH] [--keep FOLDER]"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.browser.vaults import built_outputs, raw_payloads


def main() -> int:
    """Render everything, and say what was found; exit 1 when something is active, or when nothing would ever be."""
    parser = argparse.ArgumentParser(prog="python -m bench.browser", description=__doc__)
    parser.add_argument("--engines", type=Path, required=True, help="a folder with node_modules: markdown-it, mermaid, playwright-core")
    parser.add_argument("--chromium", type=Path, default=Path("/usr/bin/chromium"))
    parser.add_argument("--keep", type=Path, help="where to keep the vault (default: a temporary folder)")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="netvault-browser-") as made:
        folder = said.keep or Path(made)
        work = {
            "chromium": str(said.chromium), "profile": str(Path(made) / "profile"), "engines": str(said.engines.resolve()),
            "outputs": built_outputs(folder), "raw": raw_payloads(),
        }  # fmt: skip
        task = Path(made) / "task.json"
        task.write_text(json.dumps(work), "utf-8")
        done = subprocess.run(
            ["node", str(Path(__file__).with_name("look.cjs")), str(task)], stdout=subprocess.PIPE, check=False, timeout=1800
        )
    if done.returncode:
        print("the browser could not be run")
        return 2
    found = json.loads(done.stdout)
    for path, seen in found["outputs"].items():
        print(f"{path}: {seen['elements']:,} elements, {seen['pictures']} pictures, {len(seen['wrong'])} wrong")
        for what in seen["wrong"][:20]:
            print(f"  {what}")
    wrong = sum(len(seen["wrong"]) for seen in found["outputs"].values())
    print(f"{found['rawActive']} of {found['raw']} raw payloads are active by themselves (that is how the looking is tested)")
    print(f"{len(found['outputs'])} outputs of {found['raw']} payloads: {wrong} active")
    return 1 if wrong or found["rawActive"] < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
