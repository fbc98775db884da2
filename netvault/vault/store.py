"""The vault's notes in memory, kept true to the disk: by the paths that may have changed, or by a look at every file.

However it is kept, it holds what a fresh scan and a fresh reading would give.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from netvault.diagnostics import Diagnostic
from netvault.text import Source
from netvault.vault.find import LARGEST, NUMBERED, FileStamp, Listing, scan
from netvault.vault.ignore import ignore_rule
from netvault.vault.listen import MANY
from netvault.vault.read import read_all

_RACY = 2_000_000_000
"""A file read so shortly, in nanoseconds, after its last change may change again without a new time: it is read once more."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a look has found.

    `paths` are the notes whose text is new, changed or gone; `beside` says that folders or problems of files are other
    ones. `unsure`: a note has gone or is empty now, which may be half of a save. Then nothing was taken in.
    """

    paths: tuple[str, ...] = ()
    beside: bool = False
    unsure: bool = False

    def __bool__(self) -> bool:
        return bool(self.paths) or self.beside


class _Glance(Enum):
    GONE = "no such file any more"
    NOTHING = "nothing that is read"
    UNCLEAR = "only a scan can tell"


class Store:
    """The notes of a vault. `clock` gives the time in nanoseconds since 1970."""

    def __init__(self, root: Path, *, clock: Callable[[], int] = time.time_ns) -> None:
        self.root = Path(os.path.realpath(root))
        self.listing = Listing(())
        self._clock = clock
        self._above = os.path.join(self.root, "")
        self._stamps: dict[str, FileStamp] = {}
        self._sources: dict[str, Source] = {}
        self._unread: dict[str, Diagnostic] = {}
        self._linked: set[str] = set()
        self._racy: set[str] = set()
        self._folders: set[str] = set()
        self._places: set[str] = set()
        self.choose()

    def choose(self, ignore: Sequence[str] = (), skip: Sequence[str] = ()) -> None:
        """Choose what is read, as `find.scan` takes it. It holds from the next look at everything."""
        self._ignore, self._skip = tuple(ignore), tuple(skip)
        self._left_out = ignore_rule(self._ignore)

    @property
    def sources(self) -> list[Source]:
        """The notes that can be read, by path."""
        return [self._sources[path] for path in self._stamps if path in self._sources]

    @property
    def count(self) -> int:
        """How many notes can be read."""
        return len(self._sources)

    @property
    def problems(self) -> list[Diagnostic]:
        """What is wrong with files as such."""
        return [*self.listing.diagnostics, *self._unread.values()]

    def source(self, path: str) -> Source | None:
        """One note, if it is there and can be read."""
        return self._sources.get(path)

    def look(self, paths: Collection[str] | None = None, *, sure: bool = True) -> Change:
        """Look at the files of these paths, or at every file; where paths do not tell enough, at every file too.

        With `sure` a note that has gone is taken to be gone; otherwise the answer may be `unsure`.
        """
        if paths is not None and len(paths) <= MANY:
            glances = {path: self._glance(path, paths) for path in sorted(paths)}
            if _Glance.UNCLEAR not in glances.values():
                seen = [found for found in glances.values() if isinstance(found, FileStamp)]
                gone = [path for path, found in glances.items() if found is _Glance.GONE]
                if not sure and self._doubtful(seen, gone):
                    return Change(unsure=True)
                return Change(self._take_in(seen, gone, seen))
        return self._scan(sure=sure)

    def _scan(self, *, sure: bool) -> Change:
        before = self.listing
        found = scan(self.root, self._ignore, self._skip)
        now = {stamp.path: stamp for stamp in found.files}
        gone = [path for path in self._stamps if path not in now]
        fresh = [stamp for stamp in found.files if self._may_differ(stamp)]
        if not sure and self._doubtful(fresh, gone):
            return Change(unsure=True)
        unread = dict(self._unread)
        paths = self._take_in(found.files, gone, fresh)
        self.listing = found
        self._folders, self._places = set(found.folders), {problem.path for problem in found.diagnostics}
        beside = (before.folders, before.diagnostics, unread) != (found.folders, found.diagnostics, self._unread)
        return Change(paths, beside)

    # ── one path ────────────────────────────────────────────────────────────────────────────────

    def _glance(self, path: str, among: Collection[str]) -> FileStamp | _Glance:
        """What a path has come to, where that can be told from the path alone."""
        known = self._stamps.get(path)
        try:
            found = os.lstat(self._above + path)
        except (FileNotFoundError, NotADirectoryError):
            if known is None:
                return _Glance.UNCLEAR if self._linked or path in self._folders or path in self._places else _Glance.NOTHING
            return _Glance.UNCLEAR if self._tangled(path) else _Glance.GONE
        except OSError:
            return _Glance.UNCLEAR
        stamp = FileStamp(path, found.st_size, found.st_mtime_ns, found.st_ino)
        plain = stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST
        if known is not None:
            return stamp if plain and path not in self._linked else _Glance.UNCLEAR
        if not path.endswith(".md"):
            return _Glance.UNCLEAR if self._linked or not stat.S_ISREG(found.st_mode) else _Glance.NOTHING
        if not plain or self._tangled(path) or self._other_spelling(stamp, among):
            return _Glance.UNCLEAR
        return _Glance.NOTHING if self._left_out(path, path.rpartition("/")[2], False) else stamp

    def _tangled(self, path: str) -> bool:
        """Whether the coming or going of a note may bear on others, or it may be one that is not read."""
        above, _, name = path.rpartition("/")
        if self._linked or (above and above not in self._folders) or path in self._places or "onflict" in name:
            return True
        if not name.isascii() and os.fsencode(name) != name.encode("utf-8", "replace"):
            return True
        stem = path[: -len(".md")]
        return bool(NUMBERED.match(name)) or any(f"{stem} {number}.md" in self._stamps for number in _numbers())

    def _other_spelling(self, stamp: FileStamp, among: Collection[str]) -> bool:
        """Whether a new note is a known one by another name, that was not heard of."""
        return any(other.inode == stamp.inode and other.path not in among for other in self._stamps.values())

    # ── taking in ───────────────────────────────────────────────────────────────────────────────

    def _may_differ(self, stamp: FileStamp) -> bool:
        path = stamp.path
        return stamp != self._stamps.get(path) or path in self._racy or path not in self._sources

    def _doubtful(self, seen: Iterable[FileStamp], gone: Sequence[str]) -> bool:
        """Whether a note that had words is empty or gone, and was not moved: so it looks in the middle of a save."""
        places = {stamp.inode for stamp in seen if stamp.size}
        if any(self._had_words(path) and self._stamps[path].inode not in places for path in gone):
            return True
        return any(not stamp.size and self._had_words(stamp.path) for stamp in seen)

    def _had_words(self, path: str) -> bool:
        return path in self._sources and bool(self._sources[path].text)

    def _take_in(self, seen: Sequence[FileStamp], gone: Sequence[str], fresh: Sequence[FileStamp]) -> tuple[str, ...]:
        """Take in what was seen, reading what is fresh; returns the paths of the notes that changed."""
        changed = [path for path in gone if self._sources.pop(path, None) is not None]
        for path in gone:
            del self._stamps[path]
            self._unread.pop(path, None)
            self._linked.discard(path)
        changed += self._read(fresh)
        new = any(stamp.path not in self._stamps for stamp in seen)
        self._stamps.update((stamp.path, stamp) for stamp in seen)
        if new:
            self._stamps = dict(sorted(self._stamps.items()))
        if seen or gone:
            old = self.listing
            self.listing = Listing(tuple(self._stamps.values()), old.folders, old.diagnostics, old.leftovers)
        return tuple(sorted(changed))

    def _read(self, stamps: Sequence[FileStamp]) -> list[str]:
        """Read notes; returns the paths of those whose text or problem is another one."""
        now = self._clock()
        sources, problems = read_all(self.root, Listing(tuple(stamps)))
        read: dict[str, Source | Diagnostic] = {source.path: source for source in sources}
        read.update((problem.path, problem) for problem in problems)
        changed = []
        for stamp in stamps:
            path, found = stamp.path, read.get(stamp.path)
            before = self._sources.get(path)
            (self._racy.add if now - stamp.mtime_ns < _RACY else self._racy.discard)(path)
            if path not in self._stamps and os.path.islink(self._above + path):
                self._linked.add(path)
            if isinstance(found, Source) and before is not None and before.text == found.text:
                continue
            if found != self._unread.get(path) or before is not None:
                changed.append(path)
            self._keep(path, found)
        return changed

    def _keep(self, path: str, found: Source | Diagnostic | None) -> None:
        self._sources.pop(path, None)
        self._unread.pop(path, None)
        if isinstance(found, Source):
            self._sources[path] = found
        elif found is not None:
            self._unread[path] = found


def _numbers() -> Iterable[str]:
    """The numbers that a sync gives to copies."""
    yield from map(str, range(100))
    yield from (f"0{digit}" for digit in range(10))
