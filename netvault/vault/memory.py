"""What is remembered between builds, outside the vault: how many notes there were, so that a vault that is suddenly
empty (a sync that has not come, a disk that is not mounted) is not taken at its word."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from netvault.vault.state import private_folder, state_folder, vault_key


def _file(root: Path) -> Path:
    return state_folder() / "builds" / vault_key(root)


def notes_last_time(root: Path) -> int:
    """How many notes the vault had at its last build; 0 where that is not known."""
    try:
        return int(_file(root).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def remember_notes(root: Path, count: int) -> None:
    """Remember how many notes the vault has. What cannot be remembered is not: it is a help, no more."""
    with suppress(OSError):
        file = _file(root)
        private_folder(file.parent)
        file.write_text(str(count), "ascii")
