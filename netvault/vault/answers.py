"""What commands said of a vault as it is, kept outside it, so that asking once more takes a moment (docs/safety.md).

Whether a vault is as it was is told by a seal: a digest of the name, size, times and number of every file that a command may look
at. It never stands for a file that has just changed, so what is remembered is never older than the vault.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from netvault.vault.cache import forget, load, store

KIND = "answers"
"""What they are called in the cache folder."""
JUST_NOW = 2_000_000_000
"""Nanoseconds within which a file may change again without another time: some disks count in two seconds."""
LARGEST = 1 << 20
"""The most characters of answers that are kept of one vault."""
BESIDE = (".obsidian", ".obsidian/plugins/periodic-notes", ".obsidian/plugins/templater-obsidian")
"""The folders with a dot in which netvault looks."""
PROGRAM = os.path.dirname(os.path.dirname(__file__))

Said = tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, each text with whether it went to stderr, and its exit code."""

    said: Said
    code: int


@dataclass(frozen=True, slots=True)
class Seal:
    """A vault at a moment. `still`: nothing in it had changed just before."""

    digest: str
    still: bool


def seal(root: Path) -> Seal | None:
    """The seal of the vault, and of netvault itself; None where something cannot be looked at."""
    now, newest = time.time_ns(), 0
    digest = sha256()
    try:
        for line, changed in (*_program(PROGRAM), *_looked(os.path.realpath(root), BESIDE)):
            digest.update(line)
            newest = max(newest, changed)
    except OSError:
        return None
    return Seal(digest.hexdigest(), newest < now - JUST_NOW)


def program(package: str = PROGRAM) -> str:
    """What tells this netvault from any other: a digest of what `seal` looks at of its files. `package`: its folder.

    Raises OSError.
    """
    digest = sha256()
    for line, _ in _program(package):
        digest.update(line)
    return digest.hexdigest()


def _program(package: str) -> Iterator[tuple[bytes, int]]:
    """What `_looked` finds of netvault: the package, and its templates where they lie beside it, as in a checkout."""
    yield from _looked(package, ())
    templates = os.path.join(os.path.dirname(package), "templates")
    if not os.path.isdir(os.path.join(package, "templates")) and os.path.isdir(templates):
        yield from _looked(templates, ())


def _looked(root: str, beside: tuple[str, ...]) -> Iterator[tuple[bytes, int]]:
    """Each folder with what tells of its files whether they changed, and when the last of them did. Raises OSError."""
    waiting = [root, *(folder for name in beside if os.path.isdir(folder := f"{root}/{name}"))]
    hidden = set(waiting[1:])
    while waiting:
        folder = waiting.pop()
        rows, newest = [], 0
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    if name[0] != "." and name != "__pycache__" and folder not in hidden:
                        waiting.append(f"{folder}/{name}")
                    continue
                known = entry.stat(follow_symlinks=False)
                rows.append((name, known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino, known.st_mode))
                newest = max(newest, known.st_mtime_ns if sys.platform == "win32" else known.st_ctime_ns)
                if stat.S_ISLNK(known.st_mode):
                    to = os.stat(f"{folder}/{name}")
                    rows.append((name, to.st_size, to.st_mtime_ns, to.st_ctime_ns, to.st_ino, to.st_mode))
                    newest = max(newest, to.st_ctime_ns)
        rows.sort()
        yield repr((folder, rows)).encode("utf-8", "surrogatepass"), newest


class Answers:
    """The answers that are kept of one vault. They all hold for one seal; with another they are forgotten."""

    def __init__(self, root: Path) -> None:
        """Looks at the vault."""
        self.root = root
        self.seal = seal(root)

    def _kept(self) -> dict[str, list[object]]:
        try:
            found = json.loads(load(KIND, self.root) or b"")
            return dict(found["answers"]) if self.seal and found["seal"] == self.seal.digest else {}
        except (ValueError, KeyError, TypeError):
            return {}

    def get(self, question: str) -> Answer | None:
        """What was said to a question about the vault as it is now."""
        found = self._kept().get(_key(question))
        try:
            if found is None:
                return None
            said, code = found
            return Answer(tuple((bool(err), str(text)) for err, text in said), int(code))  # type: ignore[attr-defined, call-overload]
        except (TypeError, ValueError):
            return None

    def forget_old(self) -> None:
        """Erase what was said of the vault as it is no longer."""
        if not self._kept():
            forget(self.root, KIND)

    def keep(self, question: str, answer: Answer) -> None:
        """Keep an answer, if the vault is still as it was when the question came. What cannot be kept is not: it is a help."""
        if not (self.seal and self.seal.still) or seal(self.root) != self.seal:
            return
        kept = self._kept()
        kept[_key(question)] = [answer.said, answer.code]
        text = json.dumps({"seal": self.seal.digest, "answers": kept})
        if len(text) <= LARGEST:
            store(KIND, self.root, [text.encode("ascii")])


def _key(question: str) -> str:
    return sha256(question.encode("utf-8", "surrogatepass")).hexdigest()
