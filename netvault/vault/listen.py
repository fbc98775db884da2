"""Hearing of changes in the vault. What is heard are hints: whoever hears one looks at the file itself, and looks at
every file where hints may have been lost."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from logging import WARNING, Handler, LogRecord, NullHandler, getLogger
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from netvault.vault.drives import watched_folders

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver

QUIET, MOST = 0.025, 2.0
"""For how long, in seconds, it must be quiet before what was heard is acted on; and how long that is waited for at most."""
MANY = 200
"""Paths at once above which a look at every file is quicker than following each."""
_QUIET_OF_MANY, _MOST_OF_MANY = 0.15, 10.0
_PAIRING = 0.01
_SILENCE = NullHandler()
NO_WATCH_LEFT = "the system watches no more folders (its limit is fs.inotify.max_user_watches)"


class Signal(Enum):
    """What else is heard beside paths."""

    LOOK = "something changed that no path tells: look at every file"
    LOST = "hints may have been lost: listen anew, and look at every file"
    STOP = "end"


Hint = str | Signal
Hints = SimpleQueue[Hint]


class Deaf(Exception):  # noqa: N818
    """Changes cannot be heard of here; the message says why."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one go: paths in the vault, and the signals."""

    paths: frozenset[str] = frozenset()
    signals: frozenset[Signal] = frozenset()


def hear(hints: Hints, timeout: float, quiet: float = QUIET, most: float = MOST) -> Heard:
    """Wait for a hint, so many seconds at most; then until it has been quiet for a moment. STOP ends it at once."""
    paths: set[str] = set()
    signals: set[Signal] = set()
    wait, began = timeout, 0.0
    while Signal.STOP not in signals:
        try:
            hint = hints.get(timeout=max(wait, 0))
        except Empty:
            break
        now = time.monotonic()
        began = began or now
        if isinstance(hint, str):
            paths.add(hint)
        else:
            signals.add(hint)
        pause, last = (_QUIET_OF_MANY, _MOST_OF_MANY) if len(paths) > MANY else (quiet, most)
        wait = min(pause, began + last - now)
        if wait <= 0:
            break
    return Heard(frozenset(paths), frozenset(signals))


class Listener:
    """Puts hints about a vault into a queue, from threads of its own. `hidden` are the paths in dot folders that count."""

    def __init__(self, root: Path, hints: Hints, hidden: Collection[str] = ()) -> None:
        self._root = os.path.realpath(root)
        self._prefix = os.path.join(self._root, "")
        self._hints = hints
        self._hidden = frozenset(hidden)
        self._log = _Log(lambda: hints.put(Signal.LOST))
        self._observer: BaseObserver | None = None
        self._threads: list[threading.Thread] = []
        self._identity: tuple[int, int] | None = None

    def start(self) -> None:
        """Begin to listen. Raises Deaf where that is not possible."""
        from watchdog.observers import Observer

        self.stop()
        self._identity = identity(self._root)
        getLogger("watchdog").addHandler(_SILENCE)  # or logging prints what nobody hears
        getLogger("watchdog").addHandler(self._log)
        before = set(threading.enumerate())
        try:
            _pair_quickly()
            self._observer = Observer()
            self._observer.schedule(_handler(self.take), self._root, recursive=True, event_filter=_wanted_events())
            self._observer.start()
        except (OSError, RuntimeError) as trouble:
            self.stop()
            raise Deaf(_why(trouble)) from trouble
        self._threads = [thread for thread in threading.enumerate() if thread not in before]

    def stop(self) -> None:
        """Listen no more."""
        observer, self._observer, self._threads = self._observer, None, []
        getLogger("watchdog").removeHandler(self._log)
        if observer is not None:
            observer.stop()
            with suppress(RuntimeError):  # it has never begun
                observer.join()

    def alive(self) -> bool:
        """Whether it still hears: every thread lives, and the vault's folder is the one that it began with."""
        threads = bool(self._threads) and all(thread.is_alive() for thread in self._threads)
        return threads and self._identity is not None and identity(self._root) == self._identity

    def covers(self, folders: Iterable[str]) -> bool:
        """Whether changes in each of these folders are heard of, as far as the system tells.

        Where the limit of watched folders is reached, nothing else tells that some are not.
        """
        watched = watched_folders()
        own = identity(self._root)
        if watched is None or own is None or own[1] not in watched:
            return True
        found = (identity(self._prefix + folder) for folder in folders)
        return all(inner is None or inner[1] in watched for inner in found)

    def take(self, event: FileSystemEvent) -> None:
        """Turn an event into hints. It runs in a thread of watchdog's, which it would end by raising."""
        for full in (event.src_path, event.dest_path):
            if full:
                hint = self._hint(os.fsdecode(full), folder=event.is_directory)
                if hint is not None:
                    self._hints.put(hint)

    def _hint(self, full: str, *, folder: bool) -> Hint | None:
        if full in (self._root, self._prefix):
            return Signal.LOST
        if not full.startswith(self._prefix):
            return None
        path = full[len(self._prefix) :].replace(os.sep, "/")
        if path.startswith(".") or "/." in path:
            if folder:
                return Signal.LOOK if any(inner.startswith(path + "/") for inner in self._hidden) else None
            return path if path in self._hidden else None
        return Signal.LOOK if folder else path


def identity(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """What tells a folder from another that was put in its place; None where there is none."""
    try:
        known = os.stat(path)
    except OSError:
        return None
    return known.st_dev, known.st_ino


class _Log(Handler):
    """Hears watchdog's warnings, which are all that it says when the system's queue has overflowed."""

    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__(WARNING)
        self._call = call

    def emit(self, record: LogRecord) -> None:
        """A warning."""
        self._call()


def _handler(take: Callable[[FileSystemEvent], None]) -> FileSystemEventHandler:
    from watchdog.events import FileSystemEventHandler

    class Taking(FileSystemEventHandler):
        def dispatch(self, event: FileSystemEvent) -> None:
            take(event)

    return Taking()


def _wanted_events() -> list[type[FileSystemEvent]]:
    """The events to ask for: without this, netvault's own reading would be reported, file by file."""
    from watchdog import events

    saved = events.FileClosedEvent if sys.platform == "linux" else events.FileModifiedEvent
    return [
        events.FileCreatedEvent, saved, events.FileMovedEvent, events.FileDeletedEvent,
        events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent,
    ]  # fmt: skip


def _pair_quickly() -> None:
    """Let watchdog wait less for the other half of a move: half a second, it holds up every event behind it.

    For a hint the halves need not be paired; they are for the folders that move.
    """
    for module, name in (("inotify_move_event_grouper", "InotifyMoveEventGrouper"), ("inotify_buffer", "InotifyBuffer")):
        with suppress(ImportError, AttributeError):
            getattr(import_module(f"watchdog.observers.{module}"), name).delay = _PAIRING


def _why(trouble: OSError | RuntimeError) -> str:
    if isinstance(trouble, OSError) and trouble.errno in (errno.ENOSPC, errno.EMFILE):
        return NO_WATCH_LEFT
    return f"the system does not report changes here ({trouble})"
