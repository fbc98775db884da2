"""An editor that saves a note all the time, in three styles, while netvault writes lines into it.

Every save adds a mark of its own to what the editor reads. A mark that is neither in the note nor in a recovery
copy in the end is a save that was lost.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path

from bench.faults.running import LEFTOVER, Place, netvault

NOTE = "People/Jane Doe.md"
START = "---\ntype: contact\n---\n\n## Log\n- 2026-11-12 call: the first\n\nMarks:\n"
EVERY = 0.015
"""Seconds between two saves."""
ROUND = 400
"""Saves of one round: then all is counted, and a fresh note begun."""
_MARK = re.compile(rb"<E\d+>")


def by_rename(file: Path, text: bytes) -> None:
    """A new file is renamed over the old, as vim and many others save."""
    new = file.with_name("~saving")
    new.write_bytes(text)
    os.replace(new, file)


def by_truncating(file: Path, text: bytes) -> None:
    """The file is emptied and written anew, in two goes, as Obsidian and most others save."""
    with file.open("wb", buffering=0) as out:
        out.write(text[: len(text) // 2])
        out.write(text[len(text) // 2 :])


def in_place(file: Path, text: bytes) -> None:
    """The file is written over and cut to its new length."""
    with file.open("r+b", buffering=0) as out:
        out.write(text)
        out.truncate(len(text))


STYLES: dict[str, Callable[[Path, bytes], None]] = {"rename": by_rename, "truncate": by_truncating, "in-place": in_place}


@dataclass
class Race:
    """What a race has come to. `lines` are netvault's that it was told had been written, `overwritten` those that an
    editor with an older text has saved away since."""

    saves: int = 0
    lost: list[str] = field(default_factory=list)
    lines: int = 0
    busy: int = 0
    overwritten: int = 0
    replanned: int = 0
    kept: int = 0
    needed: int = 0
    """Saves of which a copy alone has the bytes."""
    cli: int = 0
    wrong: list[str] = field(default_factory=list)


def _editor(file: str, style: str, count: int, done: Event, last: str) -> None:
    """Save the note so many times, every 15 ms."""
    note, save = Path(file), STYLES[style]
    due = time.monotonic()
    for number in range(count):
        due = max(due + EVERY, time.monotonic())
        time.sleep(max(0.0, due - time.monotonic()))
        text = note.read_bytes() + b"<E%d>\n" % number
        Path(last).write_bytes(text)
        save(note, text)
    done.set()


def race(folder: Path, saves: int, style: str, *, cli_every: int = 15) -> Race:
    """Race one style of editor against netvault's writer. Every `cli_every`th line is logged by the program itself."""
    result = Race()
    place = Place(folder / style)
    os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = str(place.state)
    while result.saves < saves:
        _round(place, style, min(ROUND, saves - result.saves), cli_every, result)
    return result


def _round(place: Place, style: str, count: int, cli_every: int, result: Race) -> None:
    place.clear()
    note = place.vault / NOTE
    note.parent.mkdir()
    note.write_text(START, "utf-8")
    (place.vault / "netvault.toml").write_text("format = 1\n")
    done = multiprocessing.get_context("fork").Event()
    last = place.folder / "last"
    editor = multiprocessing.get_context("fork").Process(target=_editor, args=(str(note), style, count, done, str(last)))
    editor.start()
    told: list[bytes] = []
    tries = 0
    while not done.is_set() and editor.is_alive():
        tries += 1
        mark = f"W{result.lines + tries}x"
        written = _by_program(place, mark, result) if tries % cli_every == 0 else _by_writer(place, mark, result)
        if written:
            told.append(mark.encode())
    editor.join()
    if editor.exitcode:
        result.wrong.append(f"{style}: the editor ended with {editor.exitcode}")
    result.saves += count
    result.lines += len(told)
    _look(place, style, count, told, last.read_bytes(), result)


def _by_writer(place: Place, mark: str, result: Race) -> bool:
    """Write a line as `netvault log` does, in this process."""
    from netvault.notes.edit import Edited, NewLine, add_log_line
    from netvault.settings import DEFAULTS
    from netvault.text import Source
    from netvault.vault.trouble import Busy, Stale
    from netvault.vault.write import Writer

    def make(now: bytes | None) -> bytes:
        if now is None:
            raise Stale
        edited = add_log_line(Source(NOTE, now.decode("utf-8")), DEFAULTS, NewLine(date(2026, 11, 22), f"call: {mark}"))
        if not isinstance(edited, Edited):
            raise Stale
        return edited.text.encode("utf-8")

    try:
        with Writer(place.vault) as writer:
            result.replanned += writer.write(NOTE, START.encode(), make).replanned
    except (Busy, Stale):
        result.busy += 1
        return False
    return True


def _by_program(place: Place, mark: str, result: Race) -> bool:
    """Log a line by the program. It may say that the note kept changing, or that it is not there for a moment."""
    run = netvault(place, ["log", "jane", f"call: {mark}"])
    result.cli += 1
    if run.returncode not in (0, 1, 2, 75) or "Traceback" in run.stderr:
        result.wrong.append(f"netvault log: exit {run.returncode}: {run.stderr[-300:]}")
    return run.returncode == 0


def _look(place: Place, style: str, count: int, told: Sequence[bytes], last: bytes, result: Race) -> None:
    """Count what is there and what is not."""
    now = (place.vault / NOTE).read_bytes()
    copies = [copy.read_bytes() for copy in place.copies()]
    result.kept += len(copies)
    everywhere = b"\n".join([now, *copies])
    marks = set(_MARK.findall(everywhere))
    result.lost += [f"{style}: <E{n}>" for n in range(count) if b"<E%d>" % n not in marks]
    result.needed += sum(b"<E%d>" % n not in now for n in range(count))
    theirs = set(last.splitlines())
    missing = theirs - set(now.splitlines())
    if missing and not any(theirs <= set(copy.splitlines()) for copy in copies):
        result.wrong.append(f"{style}: the last save is not there whole: {sorted(missing)[:3]}")
    result.overwritten += sum(mark not in now for mark in told)
    result.wrong += [f"{style}: the line {mark!r} is there {now.count(mark)} times" for mark in told if now.count(mark) > 1]
    left = [file.name for file in place.vault.rglob(".*") if LEFTOVER.match(file.name)]
    if left:
        result.wrong.append(f"{style}: left behind: {left}")


def race_all(folder: Path, saves: int, only: Sequence[str] = ()) -> dict[str, Race]:
    """All styles at the same time, each with its own vault and its own processes."""
    styles = [style for style in STYLES if not only or style in only]
    with ProcessPoolExecutor(len(styles), mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(race, [folder] * len(styles), [saves // len(styles)] * len(styles), styles))
    return dict(zip(styles, found, strict=True))
