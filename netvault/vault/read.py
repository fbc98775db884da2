"""Reading files of the vault: bounded, regular files only, nothing outside the vault (safety, Reading)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from netvault.diagnostics import Diagnostic
from netvault.text import Source
from netvault.vault.find import LARGEST, Listing, too_large
from netvault.vault.state import let_go

FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How every file of the vault is opened: no link is followed, and no FIFO can make us wait."""


class Unreadable(Exception):  # noqa: N818
    """A file cannot be read; the message says why, in a person's words."""


def read_all(root: Path, listing: Listing) -> tuple[list[Source], list[Diagnostic]]:
    """The notes of a listing, in its order, and the problems of those that cannot be read.

    A note that has gone since the scan is in neither.
    """
    sources: list[Source] = []
    problems: list[Diagnostic] = []
    above = os.path.join(root, "")
    opened, read, close = os.open, os.read, os.close
    for path, size, _, _ in listing.files:
        try:
            file = opened(above + path, FLAGS)
            try:
                data = read(file, size + 1)
            finally:
                close(file)
            if len(data) == size and b"\0" not in data:
                sources.append(Source(path, data.decode("utf-8")))
                continue
        except (OSError, UnicodeDecodeError):
            pass
        found = read_source(root, path)  # it has changed, is a link, or there is something wrong with it
        if isinstance(found, Source):
            sources.append(found)
        elif os.path.lexists(above + path):
            problems.append(found)
    return sources, problems


def read_source(root: Path, path: str) -> Source | Diagnostic:
    """One note, or why it cannot be read: `unreadable`, `too-large` or `not-utf8`, all errors.

    A link is followed where it leads to a file in the vault. Nothing is raised.
    """
    try:
        data = read_bytes(root, path, LARGEST)
    except FileNotFoundError:
        return _problem("unreadable", path, "There is no such note any more.", "Run this again.")
    except OSError as error:
        message = f"This note cannot be read: {error.strerror}."
        return _problem("unreadable", path, message, "Give yourself the right to read it.")
    except Unreadable as error:
        return _problem("unreadable", path, str(error), "Put a plain file in its place.")
    if len(data) > LARGEST:
        return too_large(path, _size(root, path))
    try:
        bad = data.index(b"\0") if b"\0" in data else -1
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    return _not_text(path, data, bad) if bad >= 0 else Source(path, text)


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """At most `limit` + 1 bytes of a regular file in the vault.

    Raises OSError where it cannot be opened or read, Unreadable where it is no regular file or lies outside.
    """
    base = os.path.realpath(root)
    real = os.path.realpath(os.path.join(base, path))
    if not real.startswith(os.path.join(base, "")):
        raise Unreadable("This leads out of the vault; it is not followed.")
    file = os.open(real, FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise Unreadable("This is not a file that can be read.")
        return read_file(file, limit)
    finally:
        let_go(file)


def read_file(file: int, limit: int) -> bytes:
    """At most `limit` + 1 bytes of an open file, from its place on. Raises OSError."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0:
        part = os.read(file, min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def read_text_file(root: Path, path: str, limit: int = LARGEST) -> str | None:
    """The text of a file in the vault that is no note (settings, templates), without a byte order mark.

    None where there is none. Raises Unreadable where it is larger than `limit` bytes, is not UTF-8, leads out
    of the vault, or cannot be read.
    """
    try:
        data = read_bytes(root, path, limit)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from error
    if len(data) > limit:
        raise Unreadable(f"{path} has more than {limit} bytes, and is not read.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not UTF-8. Save it as UTF-8.") from error


def _size(root: Path, path: str) -> int:
    try:
        return os.stat(os.path.join(root, path)).st_size
    except OSError:
        return LARGEST + 1


def _problem(code: str, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, "error", path, 1, 1, message, hint)


def _not_text(path: str, data: bytes, bad: int) -> Diagnostic:
    """The problem of a note that is not text in UTF-8, at its first bad byte."""
    before = Source(path, data[:bad].decode("utf-8", "replace"))
    line, column = before.place(len(before.text))
    rest = data[bad:].replace(b"\r", b"\n").split(b"\n", 1)[0][:80].decode("utf-8", "backslashreplace")
    excerpt = before.excerpt(line)[-80:] + rest
    what = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "not UTF-8"
    message = f"This note is {what}: its bytes cannot be read as text, so it is left alone."
    if data[bad : bad + 1] == b"\0":
        message = "A NUL character stands here, which no text has: the note is left alone."
    hint = "Save it as UTF-8 in your editor."
    return Diagnostic("not-utf8", "error", path, line, column, message, hint, excerpt)
