"""Where the vault is, and which notes lie in it (format, section 1; safety, Reading)."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from netvault.diagnostics import Diagnostic, Severity
from netvault.vault.ignore import fold, fold_folder, ignore_rule

LARGEST = 5 * 1024 * 1024
"""The size, in bytes, above which a file is not read."""
TEMPORARY = re.compile(r"\.netvault-[0-9a-f]+\.tmp\Z")
"""The names of our own temporary files."""

_CONFLICT_COPY = re.compile(
    r"""(?: \(Conflicted\ copy\ .*\d{12}\)                # Obsidian Sync
      | \.sync-conflict-\d{8}-\d{6}-[0-9A-Za-z]+         # Syncthing
      | \(.*conflicted\ copy\ .*\d{4}-\d{2}-\d{2}.*\)     # Dropbox
      | \Aconflict-files-obsidian-git )\.md\Z""",
    re.VERBOSE,
)
NUMBERED = re.compile(r"(.+) \d{1,2}\.md\Z")


class VaultNotFound(Exception):  # noqa: N818
    """There is no vault; the message says how to make one."""


class FileStamp(NamedTuple):
    """A note's path in the vault, as spelled on disk, with forward slashes; and what tells if it changed."""

    path: str
    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a scan found: the notes and folders by path, and temporary files that a killed netvault left."""

    files: tuple[FileStamp, ...]
    folders: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    leftovers: tuple[str, ...] = ()


def find_root(start: Path, given: Path | None = None) -> Path:
    """The vault's folder: the one given, else the nearest upwards with netvault.toml, else with .obsidian.

    Raises VaultNotFound where the folder given is none, or nothing is found.
    """
    if given is not None:
        if not os.path.isdir(given):
            raise VaultNotFound(f"{given} is not a folder. To make a vault there: netvault init {given}")
        return Path(os.path.abspath(given))
    here = Path(os.path.abspath(start))
    upwards = (here, *here.parents)
    found = next((folder for folder in upwards if os.path.isfile(folder / "netvault.toml")), None)
    found = found or next((folder for folder in upwards if os.path.isdir(folder / ".obsidian")), None)
    if found is None:
        raise VaultNotFound(
            f"There is no vault in {here}, nor in a folder above it. "
            "Make one here with `netvault init`, or name one with `-C DIR`."
        )
    return found


def scan(root: Path, ignore: Sequence[str] = (), skip_folders: Sequence[str] = ()) -> Listing:
    """The notes of a vault, by path. `ignore` are globs, `skip_folders` paths of folders that are not read.

    Links to files and folders in the vault are followed, each target is read once. Raises nothing: what
    cannot be read is a diagnostic (`conflict-copy`, `too-large`, `unreadable`, `odd-name`).
    """
    skipped = frozenset(map(fold_folder, skip_folders)) - {""}
    walk = _Walk(os.path.realpath(root), ignore_rule(ignore), skipped)
    walk.folder("")
    while walk.links:
        links, walk.links = sorted(walk.links), []
        for path in links:
            walk.link(path)
    return Listing(
        tuple(sorted(walk.files)),
        tuple(sorted(walk.folders)),
        tuple(sorted(walk.problems, key=Diagnostic.order)),
        tuple(sorted(walk.leftovers)),
    )


@dataclass
class _Walk:
    """One scan. `links` are those met on the way, kept for the end: a real path comes before a link."""

    root: str
    left_out: Callable[[str, str, bool], bool]
    skipped: frozenset[str]
    files: list[FileStamp] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    seen_folders: set[tuple[int, int]] = field(default_factory=set)
    by_inode: dict[int, str] = field(default_factory=dict)

    def folder(self, path: str) -> None:
        """Read a folder and all below it."""
        waiting = [path]
        while waiting:
            path = waiting.pop()
            full = f"{self.root}/{path}" if path else self.root
            try:
                known = os.stat(full)
                if (known.st_dev, known.st_ino) in self.seen_folders:
                    continue
                self.seen_folders.add((known.st_dev, known.st_ino))
                with os.scandir(full) as entries:
                    waiting.extend(self.entries(entries, path))
            except OSError as error:
                if path and isinstance(error, FileNotFoundError):
                    continue  # it went while the scan was on
                message = f"This folder cannot be read: {error.strerror}."
                hint = "Give yourself the right to read it."
                self.problem("unreadable", "warning", path or ".", message, hint)
                continue
            if path:
                self.folders.append(path)

    def entries(self, entries: Iterator[os.DirEntry[str]], above: str) -> list[str]:
        """Take in the files of one folder; returns the folders in it that are to be read."""
        prefix = above + "/" if above else ""
        inner: list[str] = []
        numbered: list[str] = []
        names: set[str] = set()
        for entry in entries:
            name = entry.name
            path = prefix + name
            if name[0] == ".":
                if TEMPORARY.match(name):
                    self.leftovers.append(path)
            elif entry.is_symlink():
                self.links.append(path)
            elif entry.is_dir():
                if self.wanted(path, name, folder=True):
                    inner.append(path)
            elif name.endswith(".md") and self.wanted(path, name, folder=False):
                names.add(name)
                if self.file(path, name, entry) and name[-4].isdigit() and NUMBERED.match(name):
                    numbered.append(name)
        for name in numbered:
            self.numbered(prefix + name, name, names)
        return inner

    def wanted(self, path: str, name: str, *, folder: bool) -> bool:
        """Whether a file or folder is to be read, going by its path."""
        if not name.isascii() and _escaped(name) != name:
            message = "This name is not UTF-8, so what bears it is not read."
            self.problem("odd-name", "warning", _escaped(path), message, "Rename it.")
            return False
        if folder and self.skipped and fold(path) in self.skipped:
            return False
        return not self.left_out(path, name, folder)

    def file(self, path: str, name: str, entry: os.DirEntry[str] | Path) -> bool:
        """Take in one file, if it is one that is read."""
        try:
            known = entry.stat()
        except OSError:
            return False  # it went while the scan was on
        if not stat.S_ISREG(known.st_mode):
            return False
        if "onflict" in name and _CONFLICT_COPY.search(name):
            message = "This is a copy that a sync conflict has left; it is not read."
            self.problem("conflict-copy", "warning", path, message, "Merge it into its note, then delete it.")
            return False
        if known.st_size > LARGEST:
            self.problems.append(too_large(path, known.st_size))
            return False
        self.files.append(FileStamp(path, known.st_size, known.st_mtime_ns, known.st_ino))
        return True

    def numbered(self, path: str, name: str, names: set[str]) -> None:
        """Warn of `X 2.md` beside `X.md`, which may be a copy that iCloud has made; it is read."""
        found = NUMBERED.match(name)
        if found and f"{found[1]}.md" in names:
            message = f"This may be a copy of “{found[1]}” that a sync has made; it is read all the same."
            self.problem("conflict-copy", "warning", path, message, "If it is one, merge it and delete it.")

    def link(self, path: str) -> None:
        """Follow a link into the vault, unless its target is read anyway, or is not to be read."""
        name = path.rpartition("/")[2]
        real = os.path.realpath(f"{self.root}/{path}")
        inside = os.path.relpath(real, self.root).replace(os.sep, "/")
        outside = not real.startswith(os.path.join(self.root, ""))
        if outside or any(part[0] == "." for part in inside.split("/")):
            return
        try:
            known = os.stat(real)
        except OSError:
            return
        folder = stat.S_ISDIR(known.st_mode)
        if not folder and not name.endswith(".md"):
            return
        if self.hidden(inside, folder=folder) or not self.wanted(path, name, folder=folder):
            return
        if folder:
            self.folder(path)
        elif not self.listed(known):
            self.file(path, name, Path(real))

    def listed(self, known: os.stat_result) -> bool:
        """Whether a file is among those taken in, by whatever path."""
        if len(self.by_inode) != len(self.files):
            self.by_inode = {stamp.inode: stamp.path for stamp in self.files}
        path = self.by_inode.get(known.st_ino)
        try:
            return path is not None and os.path.samestat(known, os.stat(f"{self.root}/{path}"))
        except OSError:
            return False  # it went while the scan was on

    def hidden(self, path: str, *, folder: bool) -> bool:
        """Whether a real path, or a folder above it, is one that is not read."""
        parts = path.split("/")
        for count in range(1, len(parts) + 1):
            upper = "/".join(parts[:count])
            if not self.wanted(upper, parts[count - 1], folder=folder or count < len(parts)):
                return True
        return False

    def problem(self, code: str, severity: Severity, path: str, message: str, hint: str) -> None:
        """Add a problem of a whole file or folder."""
        self.problems.append(Diagnostic(code, severity, path, 1, 1, message, hint))


def too_large(path: str, size: int) -> Diagnostic:
    """The problem of a file that is larger than what is read."""
    message = f"This file has {size / 1024 / 1024:.1f} MiB; up to {LARGEST // 1024 // 1024} are read."
    hint = "Split it, or name it under `ignore` in netvault.toml."
    return Diagnostic("too-large", "error", path, 1, 1, message, hint)


def _escaped(text: str) -> str:
    """The text with what is not UTF-8 in it shown as `\\xNN`."""
    return os.fsencode(text).decode("utf-8", "backslashreplace")
