"""What is remembered between builds, outside the vault: how many notes there were, so that a vault that is suddenly
empty (a sync that has not come, a disk that is not mounted) is not taken at its word; and which ticks were taken in that stay
where they are, in old daily notes and in copies that a sync has left."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from netvault.vault.state import private_folder, state_folder, vault_key


def _file(root: Path, kind: str = "builds") -> Path:
    return state_folder() / kind / vault_key(root)


def notes_last_time(root: Path) -> int:
    """How many notes the vault had at its last build; 0 where that is not known."""
    try:
        return int(_file(root).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def remember_notes(root: Path, count: int) -> None:
    """Remember how many notes the vault has. What cannot be remembered is not: it is a help, no more."""
    _write(_file(root), str(count))


def taken_before(root: Path) -> set[str]:
    """The names of ticks that were taken in and stay where they are; none where that is not known."""
    try:
        return set(_file(root, "ticks").read_text("ascii").split())
    except (OSError, ValueError):
        return set()


def remember_taken(root: Path, names: Iterable[str]) -> None:
    """Remember the names of ticks that were taken in and stay where they are, and no others."""
    _write(_file(root, "ticks"), "\n".join(sorted(names)))


def _write(file: Path, text: str) -> None:
    with suppress(OSError):
        private_folder(file.parent)
        file.write_text(text, "ascii")
