"""A vault in a folder of the test, and a command run on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from netvault.cli import cli

DAY = "2026-11-22"


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a vault into a folder."""
    for name, text in {"netvault.toml": "format = 1\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return folder


def run(vault: Path, *words: str, day: str = DAY, stdin: str | None = None) -> Result:
    """What a command does and prints; a traceback fails the test."""
    result = CliRunner().invoke(cli, ["-C", str(vault), "--date", day, *words], input=stdin, prog_name="netvault")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def data(vault: Path, *words: str, day: str = DAY) -> Any:
    """The JSON that a command prints."""
    result = run(vault, *words, "--json", day=day)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
