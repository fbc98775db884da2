"""The files that come with netvault: its templates and its example vault."""

from __future__ import annotations

import shutil
from pathlib import Path

from netvault.render import Templates
from netvault.settings import Settings
from netvault.vault.read import Unreadable, read_text_file

LARGEST_TEMPLATE = 256 * 1024


def shipped(name: str) -> Path:
    """The folder `templates` or `example_vault`: inside the installed package, else beside it in a checkout."""
    inside = Path(__file__).parent.parent / name
    return inside if inside.is_dir() else inside.parent.parent / name


def builtin_templates() -> dict[str, str]:
    """The built-in templates by name, `draft/hello.j2` and the like included."""
    root = shipped("templates")
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.j2"))}


def load_templates(root: Path, settings: Settings) -> tuple[Templates, list[str]]:
    """The built-in templates and those of the vault that replace them; and what is wrong with those that cannot be read."""
    builtin, own, troubles = builtin_templates(), {}, []
    if (root / settings.templates).is_dir():
        for name in builtin:
            try:
                text = read_text_file(root, f"{settings.templates}/{name}", LARGEST_TEMPLATE)
            except Unreadable as trouble:
                troubles.append(str(trouble))
                continue
            if text is not None:
                own[name] = text
    return Templates(builtin, own), troubles


def copy_example(target: Path) -> None:
    """Copy the example vault, without what build writes, into a folder that is new or empty.

    Raises OSError; FileExistsError where the folder holds something.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(target)
    shutil.copytree(shipped("example_vault"), target, dirs_exist_ok=True, ignore=_built)


def _built(folder: str, names: list[str]) -> set[str]:
    """What build writes into the example vault: it is for readers of the repository."""
    return {"Today.md", "Reports"} & set(names) if Path(folder) == shipped("example_vault") else set()
