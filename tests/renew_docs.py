"""Runs the examples of README.md and docs/*.md; as a script, writes down anew what they print.

    python tests/renew_docs.py          renew every example, and add a section for each new command
    python tests/renew_docs.py --check  only say which pages are out of date

Three kinds of fenced blocks are examples; every other kind is only shown:

    vault     a vault of its own, each file below a line `--- People/Jane Doe.md`; or `(the example vault)`
    note      the same, but added to the folder where the examples are
    console   commands after `$ `, each with what it prints

A scene is a vault block with all that follows it, up to the next; a page's first scene begins in a copy of the example
vault. A vault of its own gets an empty netvault.toml where it shows none. The day is 2026-11-20. In what a command prints, a line `…` stands for any lines that are left out, and ` …` at
a line's end for the rest of the line.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from click.testing import CliRunner

from netvault.cli import cli
from netvault.cli.group import COMMANDS

ROOT = Path(__file__).parent.parent
DAY = "2026-11-20"
WIDTH = 78
"""Columns of the help on a terminal of 80."""
HOME = "/home/you"
"""What is shown for the folder that an example's vault lies in."""
_YOU = {"NAME": "You", "EMAIL": "you@example.com"}
EXAMPLE = ["(the example vault)"]
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
_FENCE = re.compile(r"(`{3,})(.*)\Z")
_FILE = re.compile(r"--- (\S.*\.(?:md|toml|json|j2))\Z")
_SHELL = set("|&;<>$`(){}*?~\\\n")


@dataclass
class Block:
    """A fenced block: what is after its fence, the place of its first line in the page, and its lines."""

    kind: str
    start: int
    lines: list[str]


@dataclass
class Scene:
    """Examples that go on from one another, in the folder of one vault."""

    page: Path
    blocks: list[Block] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Where it is: its page and line."""
        return f"{self.page.name}:{self.blocks[0].start}" if self.blocks else self.page.name


@dataclass
class Call:
    """A command of an example and the lines that it is said to print; `start` is the place of those in the page."""

    command: str
    start: int
    printed: list[str]


def pages() -> list[Path]:
    """Every page that has examples."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found: list[Block] = []
    opened: tuple[str, Block] | None = None
    for number, line in enumerate(text.split("\n")):
        if opened:
            if line.strip() == opened[0]:
                found.append(opened[1])
                opened = None
            else:
                opened[1].lines.append(line)
        elif fence := _FENCE.match(line):
            opened = fence[1], Block(fence[2].strip(), number + 1, [])
    assert opened is None, "a fence that never ends"
    return found


def scenes(page: Path) -> list[Scene]:
    """The scenes of a page, those with no example left out."""
    found = [Scene(page)]
    for block in blocks(page.read_text("utf-8")):
        if block.kind == "vault":
            found.append(Scene(page))
        if block.kind in ("vault", "note", "console"):
            found[-1].blocks.append(block)
    return [scene for scene in found if scene.blocks]


def calls(block: Block) -> list[Call]:
    """The commands of a console block, each with what it prints."""
    found: list[Call] = []
    for number, line in enumerate(block.lines, block.start):
        if line.startswith("$ "):
            found.append(Call(line[2:], number + 1, []))
        else:
            assert found, f"line {number + 1}: a console block begins with `$ `"
            found[-1].printed.append(line)
    return found


def files(block: Block) -> dict[str, str]:
    """The files that a vault or note block holds, by path."""
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in block.lines:
        if name := _FILE.match(line):
            lines = found.setdefault(name[1], [])
        else:
            assert lines is not None, f"line {block.start}: a vault begins with `--- FILE`"
            lines.append(line)
    return {name: "\n".join(lines).strip("\n") + "\n" for name, lines in found.items()}


class Broken(Exception):  # noqa: N818
    """An example that ends in an error of the program."""


# ── running ─────────────────────────────────────────────────────────────────────────────────────


class Stage:
    """A folder in which the examples of a scene run one after another."""

    def __init__(self, folder: Path, *, real: bool = False) -> None:
        """`real`: by a shell, as a person would; else netvault's own commands run in this process."""
        self.home, self.folder, self.real = folder, folder / "vault", real
        self.folder.mkdir()

    def begin(self, scene: Scene) -> None:
        """Put the vault there that a scene begins with."""
        if scene.blocks[0].kind != "vault" or scene.blocks[0].lines == EXAMPLE:
            shutil.copytree(ROOT / "example_vault", self.folder, dirs_exist_ok=True)

    def write(self, block: Block) -> None:
        """Write the files of a block."""
        if block.lines == EXAMPLE:
            return
        for name, text in files(block).items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        if block.kind == "vault" and not (self.folder / "netvault.toml").exists():
            (self.folder / "netvault.toml").write_text("format = 1\n", "utf-8")

    def run(self, command: str) -> list[str]:
        """What a command prints, line by line."""
        if command.startswith("cd "):
            self.folder = (self.folder / shlex.split(command)[1].replace("~", str(self.home))).resolve()
            return []
        words = [] if self.real or _SHELL & set(command) else shlex.split(command)
        text = self._netvault(words[1:]) if words[:1] == ["netvault"] else self._shell(command)
        lines = [line.rstrip() for line in text.replace(str(self.home), HOME).split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _netvault(self, words: list[str]) -> str:
        with _inside(self.folder):
            result = CliRunner().invoke(cli, words, prog_name="netvault", env=environment(self.home), terminal_width=WIDTH)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise Broken(f"`netvault {' '.join(words)}` ends in {result.exception!r}") from result.exception
        return result.output

    def _shell(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env={**os.environ, **environment(self.home)}, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip
        return done.stdout.decode("utf-8")


def environment(home: Path) -> dict[str, str]:
    """What the examples are run with."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    person = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in _YOU.items()}
    return {"NETVAULT_DATE": DAY, "COLUMNS": "80", "PATH": path, "PYTHONUTF8": "1", "HOME": str(home), **person}


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(scene: Scene, folder: Path, *, real: bool = False) -> Iterator[tuple[Call, list[str]]]:
    """Run a scene in an empty folder: each command, and what it printed."""
    stage = Stage(folder, real=real)
    stage.begin(scene)
    for block in scene.blocks:
        if block.kind != "console":
            stage.write(block)
            continue
        for call in calls(block):
            yield call, stage.run(call.command)


def agrees(said: list[str], printed: list[str]) -> bool:
    """Whether a command printed what an example says, whatever that leaves out."""
    pattern = ""
    for line in said:
        if line == "…":
            pattern += r"(?:[^\n]*\n)*?"
        elif line.endswith(" …"):
            pattern += re.escape(line[:-1].rstrip()) + r"[^\n]*\n"
        else:
            pattern += re.escape(line.rstrip()) + r"\n"
    return re.fullmatch(pattern.rstrip("\n"), "".join(line + "\n" for line in printed)) is not None


# ── renewing ────────────────────────────────────────────────────────────────────────────────────


def renewed(said: list[str], printed: list[str]) -> list[str]:
    """What an example shall say; what it left out it leaves out still, as far as the lines can be recognised."""
    if agrees(said, printed):
        return said
    if "…" not in said and not any(line.endswith(" …") for line in said):
        return printed
    out: list[str] = []
    after, blank = 0, False
    for line in said:
        at = _nearest(line, printed, after) if line not in ("", "…") else None
        if at is not None:
            start = at - 1 if blank and at > after and not printed[at - 1] else at
            out += ["…"] if start > after else []
            out += printed[start:at]
            out.append(_cut(printed[at], len(line)) if line.endswith(" …") else printed[at])
            after = at + 1
        blank = not line
    return out + (["…"] if after < len(printed) else [])


def _nearest(line: str, printed: list[str], first: int) -> int | None:
    """The place, from `first` on, of the printed line that is most like one of an example; None where none is."""
    stem = line.removesuffix(" …")
    scores = [(SequenceMatcher(None, stem, new[: len(stem)], autojunk=False).ratio(), -at) for at, new in enumerate(printed) if at >= first]
    score, place = max(scores, default=(0.0, 0))
    return -place if score > 0.6 else None


def _cut(line: str, length: int) -> str:
    return line if len(line) <= length else line[:length].rpartition(" ")[0] + " …"


def renew(page: Path) -> str:
    """The text of a page with every example as it runs today."""
    lines = page.read_text("utf-8").split("\n")
    changes: list[tuple[Call, list[str]]] = []
    for scene in scenes(page):
        with tempfile.TemporaryDirectory() as folder:
            changes += [(call, renewed(call.printed, printed)) for call, printed in run(scene, Path(folder).resolve())]
    for call, new in reversed(changes):
        lines[call.start : call.start + len(call.printed)] = new
    return "\n".join(lines)


def documented() -> set[str]:
    """The commands whose help the page of commands shows."""
    shown = (call.command.split() for scene in scenes(COMMANDS_PAGE) for block in scene.blocks if block.kind == "console" for call in calls(block))
    return {words[1] for words in shown if len(words) == 3 and words[0] == "netvault" and words[2] == "--help"}


def add_sections() -> None:
    """Add a section for each command that has none, at the end of its group's part of the page."""
    text = COMMANDS_PAGE.read_text("utf-8")
    known = documented()
    titles = [*COMMANDS, "Completion"]
    for place, (title, group) in enumerate(COMMANDS.items(), 1):
        mark = f"<!-- end of {title} -->"
        if mark not in text:
            following = next(f"## {later}\n" for later in titles[place:] if f"\n## {later}\n" in text)
            text = text.replace(following, f"## {title}\n\n{mark}\n\n{following}")
        for name in group:
            if name not in known:
                section = f"### {name}\n\n```console\n$ netvault {name} --help\n```\n\n"
                text = text.replace(mark, section + mark)
                print(f"{COMMANDS_PAGE.name}: `netvault {name}` has a section now; it wants a few words and an example")
    COMMANDS_PAGE.write_text(text, "utf-8", newline="\n")


def main(words: list[str]) -> int:
    """Renew the pages, or say which are out of date."""
    stale = 0
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        if "--check" not in words:
            add_sections()
        for page in pages():
            try:
                text = renew(page)
            except Broken as broken:
                stale += 1
                print(f"{page.relative_to(ROOT)} is left as it is: {broken}")
                continue
            if text != page.read_text("utf-8"):
                print(f"{page.relative_to(ROOT)} {'is out of date' if '--check' in words else 'renewed'}")
                if "--check" in words:
                    stale += 1
                else:
                    page.write_text(text, "utf-8", newline="\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
