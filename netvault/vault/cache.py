"""Files in the user's cache folder, one a vault: they help, are for the user alone, and may go at any time (docs/safety.md)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from netvault.vault.state import cache_folder, private_folder, vault_key

DAYS = 30
"""After so many days in which nothing was written to it a file is cleared away, when another one is written."""


def _file(kind: str, root: Path) -> Path:
    return cache_folder() / kind / f"{vault_key(root)}.{kind}"


def load(kind: str, root: Path) -> bytes | None:
    """What is kept of this kind for a vault; None where nothing is, or it cannot be read."""
    try:
        return _file(kind, root).read_bytes()
    except OSError:
        return None


def forget(root: Path, *kinds: str) -> None:
    """Erase what is kept of these kinds for a vault."""
    for kind in kinds:
        with suppress(OSError):
            _file(kind, root).unlink(missing_ok=True)


def store(kind: str, root: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Keep these bytes, one after the other, in the place of what was kept. Where that cannot be done nothing is raised."""
    with suppress(OSError):
        file = _file(kind, root)
        folder = private_folder(file.parent)
        made = file.with_suffix(f".{os.getpid()}.tmp")
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.writelines(parts)
        os.replace(made, file)
        for other in folder.iterdir():
            if other.stat().st_mtime < time.time() - DAYS * 86400:
                other.unlink()
