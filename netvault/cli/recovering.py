"""The recovery copies: listed, shown, put back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from netvault.cli.session import stop
from netvault.cli.terminal import out, say, say_problems, style
from netvault.cli.writing import FAILED, TRY_AGAIN
from netvault.escape import terminal
from netvault.vault.recovery import Recovery
from netvault.vault.trouble import Busy, WriteTrouble
from netvault.vault.write import Writer

if TYPE_CHECKING:
    from netvault.vault.recovery import Copy

_REASONS = {
    "replaced": "before a change by netvault", "region-edited": "words inside a generated region",
    "undone": "a note that was made and undone", "leftover": "what a run that was broken off has left, maybe not whole",
    "late-save": "saved elsewhere while netvault wrote", "overtaken": "saved elsewhere while netvault wrote",
    "restored": "saved elsewhere while netvault wrote", "unverified": "before a change by netvault, not looked at",
}  # fmt: skip


def _copies(root: Path) -> list[Copy]:
    """The copies, newest first."""
    return list(reversed(Recovery(root, time.time).copies()))


def _chosen(root: Path, name: str) -> Copy:
    copies = _copies(root)
    if name.isdigit() and 1 <= int(name) <= len(copies):
        return copies[int(name) - 1]
    found = [copy for copy in copies if copy.file.name == name]
    if not found:
        stop(f"there is no copy “{name}”. `netvault recover` lists them.")
    return found[0]


def list_copies(root: Path) -> None:
    """Every copy with its number, time, note and reason."""
    copies = _copies(root)
    for number, copy in enumerate(copies, 1):
        at = copy.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        out(f"{number:>4}  {at}  {style(copy.path, bold=True)}  {_REASONS.get(copy.reason, copy.reason.replace('-', ' '))}")
    if not copies:
        say("There are no recovery copies.")
    else:
        say("netvault recover NUMBER shows one; --restore puts it back.")


def show_copy(root: Path, name: str) -> None:
    """A copy's text."""
    copy = _chosen(root, name)
    try:
        text = copy.file.read_bytes().decode("utf-8", "backslashreplace")
    except OSError as trouble:
        stop(f"{copy.file}: {trouble.strerror}.", FAILED)
    for line in text.split("\n"):
        out(terminal(line.rstrip("\r")))


def restore_copy(root: Path, name: str) -> None:
    """Put a copy back; what the note holds now is kept as a copy first."""
    copy = _chosen(root, name)
    if not copy.sure:
        what = f"it cannot be read in which folder {copy.path} was, so it is not put back"
        stop(f"{what}. See it with `netvault recover {name}`, and copy it to its place by hand: {copy.file}", FAILED)
    if copy.reason == "region-edited":
        what = f"this copy is only what stood inside a region of {copy.path}, not the whole note"
        stop(f"{what}: see it with `netvault recover {name}`.", FAILED)
    try:
        data = copy.file.read_bytes()
        with Writer(root) as writer:
            target = root / copy.path
            base = target.read_bytes() if target.is_file() else None
            written = writer.write(copy.path, base, lambda now: data)
    except Busy as busy:
        stop(f"{busy} Nothing was written.", TRY_AGAIN)
    except WriteTrouble as trouble:
        stop(f"{trouble} Nothing was written.", FAILED)
    except OSError as trouble:
        stop(f"{trouble.filename or copy.file}: {trouble.strerror}. Nothing was written.", FAILED)
    say_problems(writer.warnings)
    if not written.changed:
        say(f"{terminal(copy.path)} holds this already.")
        return
    out(terminal(copy.path))
    kept = f" What it held is kept: {terminal(str(written.copy))}" if written.copy else ""
    say(f"Put back.{kept}")
