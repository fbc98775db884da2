"""A vault that is written in: made in the test, changed by commands and by hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netvault.cli import cli
from netvault.vault.recovery import Copy, Recovery

DAY = "2026-11-22"
needs_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may do this")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs links and modes")


class Vault:
    """A vault, and what people do with it."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.write("netvault.toml", "format = 1\n")
        for path, text in (files or {}).items():
            self.write(path, text)

    def write(self, path: str, text: str | bytes, day: str = "2026-11-01") -> None:
        """Save a file on a day, as an editor would."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        self.touch(path, day)

    def touch(self, path: str, day: str) -> None:
        """Make a file look as if it had been saved on a day."""
        at = datetime.fromisoformat(day).timestamp() + 12 * 3600
        os.utime(self.root / path, (at, at))

    def read(self, path: str) -> str:
        """A file's text, its line ends as they are."""
        return (self.root / path).read_bytes().decode("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file by path, hidden ones too."""
        found = [file for file in sorted(self.root.rglob("*")) if file.is_file()]
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in found}

    def run(self, *words: str, day: str = DAY, stdin: str | None = None) -> Result:
        """What a command does and prints; a traceback fails the test."""
        result = CliRunner().invoke(cli, ["-C", str(self.root), "--date", day, *words], input=stdin, prog_name="netvault")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def ok(self, *words: str, day: str = DAY, stdin: str | None = None) -> Result:
        """The same, of a command that must do its work."""
        result = self.run(*words, day=day, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result

    def build(self, day: str = DAY) -> Result:
        """Build, and let Today look as if that had been in the morning of the day."""
        result = self.run("build", day=day)
        for path in ("Today.md", "Reports/Agenda.md", "Reports/Reciprocity.md"):
            if (self.root / path).exists():
                self.touch(path, day)
        return result

    def id(self, words: str) -> str:
        """The id of the one item in Today whose line holds these words."""
        (line,) = [line for line in self.read("Today.md").splitlines() if words in line and line.startswith("- [")]
        return line.rpartition("^")[2]

    def tick(self, words: str, sign: str = "x", nested: Iterable[str] = (), path: str = "Today.md", day: str = DAY) -> None:
        """Fill the box of the one item of Today whose line holds these words, on a day; write lines below it."""
        text = self.read(path)
        newline = "\r\n" if "\r\n" in text else "\n"
        lines = text.split(newline)
        (at,) = [number for number, line in enumerate(lines) if words in line and line.startswith("- [ ]")]
        lines[at] = lines[at].replace("[ ]", f"[{sign}]", 1)
        lines[at + 1 : at + 1] = list(nested)
        self.write(path, newline.join(lines), day)

    def open_items(self) -> set[str]:
        """The open items, as habit and contact."""
        import json

        items = json.loads(self.ok("today", "--json").stdout)["items"]
        return {f"{item['habit']} {item['name']}" for item in items}

    def copies(self) -> list[Copy]:
        """The recovery copies, the oldest first."""
        return Recovery(self.root, lambda: 0.0).copies()


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something once between the reading of the vault and the first write."""
    from netvault.vault.write import Writer

    enter = Writer.__enter__
    todo = [act]

    def entered(writer: Writer) -> Writer:
        if todo:
            todo.pop()()
        return enter(writer)

    monkeypatch.setattr(Writer, "__enter__", entered)
