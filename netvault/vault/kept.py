"""What was read of a vault's notes, kept outside it, so that the next run reads only what has changed (docs/safety.md).

A note is known by its path and its text: what is kept of it counts for the very same text alone, whatever the file's time says.
It is for one version of netvault and of Python, and for the same settings; with others it is as if nothing were kept.
"""

from __future__ import annotations

import marshal
import sys
from hashlib import blake2b
from pathlib import Path

from netvault.network.hidden import Hidden
from netvault.network.packing import Known, packed, unpacked
from netvault.pipeline import Reading
from netvault.settings import Settings
from netvault.text import Source
from netvault.vault.answers import KIND as ANSWERS
from netvault.vault.answers import program
from netvault.vault.cache import forget, load, store

KIND = "notes"
"""What it is called in the cache folder."""
LARGEST = 1 << 28
"""The most bytes that are kept of one vault."""
_SIZE, _LENGTH = 32, 8

Index = dict[str, tuple[bytes, int, int, int]]
"""Of each note by path: the digest of its text, and where the two parts of what is kept of it begin, and the second ends."""


class Kept:
    """What is kept of one vault, for these settings."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Look for what was kept; there may be nothing. Raises OSError where netvault's own files cannot be looked at."""
        self._root = root
        about = repr((program(), settings, sys.version, marshal.version))
        self._about = blake2b(about.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
        self._hidden = b""
        self._index, self._data = self._load()
        self._given: dict[str, Known] = {}

    def _load(self) -> tuple[Index, memoryview]:
        """The index of what is kept, and all of its bytes: nothing where they are not just as they were written."""
        data = memoryview(load(KIND, self._root) or b"")
        about, rest = data[:_SIZE], data[2 * _SIZE :]
        if about != self._about or blake2b(rest, digest_size=_SIZE).digest() != data[_SIZE : 2 * _SIZE]:
            return {}, memoryview(b"")
        end = _LENGTH + int.from_bytes(rest[:_LENGTH], "big")
        self._hidden, index = marshal.loads(rest[_LENGTH:end])
        return index, rest[end:]

    def recall(self, source: Source) -> Known | None:
        """What is known of a note with this path and this very text."""
        place = self._place(source)
        if place is None:
            return None
        start, middle, end = place
        known = self._given[source.path] = unpacked(self._data[start:middle], self._data[middle:end])
        return known

    def recall_head(self, source: Source) -> Known | None:
        """The same without what its lines told."""
        place = self._place(source)
        return unpacked(self._data[place[0] : place[1]], None) if place else None

    def _place(self, source: Source) -> tuple[int, int, int] | None:
        found = self._index.get(source.path)
        return found[1:] if found and found[0] == _digest(source) else None

    def keep(self, reading: Reading, hidden: Hidden) -> None:
        """Keep what was read, but for notes that are private, or in whose path or text a name stands that is `hidden`.

        Where those names are others than before, what was answered before is erased. What cannot be kept is not: it is a help.
        """
        key = hidden.key
        sure = key == self._hidden
        if not sure:
            forget(self._root, ANSWERS)
        index: Index = {}
        parts: list[bytes | memoryview] = []
        size, same = 0, sure
        for path, told in reading.network.told.items():
            given = self._given.get(path)
            if not (given and sure) and hidden.named(path, reading.sources[path].text):
                continue
            if given and given.told is told:
                digest, start, middle, end = self._index[path]
                head: bytes | memoryview = self._data[start:middle]
                rest: bytes | memoryview = self._data[middle:end]
            else:
                known = Known(reading.notes[path], reading.own.get(path, ()), told)
                if known.private:
                    continue
                digest, same = _digest(reading.sources[path]), False
                head, rest = packed(known)
            middle = size + len(head)
            index[path] = (digest, size, middle, middle + len(rest))
            parts += (head, rest)
            size = middle + len(rest)
        if size <= LARGEST and not (same and len(index) == len(self._index)):
            self._write(key, index, parts)

    def _write(self, hidden: bytes, index: Index, parts: list[bytes | memoryview]) -> None:
        head = marshal.dumps((hidden, index))
        head = len(head).to_bytes(_LENGTH, "big") + head
        digest = blake2b(head, digest_size=_SIZE)
        for part in parts:
            digest.update(part)
        store(KIND, self._root, (self._about, digest.digest(), head, *parts))


def _digest(source: Source) -> bytes:
    return blake2b(source.text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
