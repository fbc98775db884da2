"""The files that come with netvault: its templates and its example vault."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from netvault.diagnostics import Diagnostic
from netvault.render import Templates
from netvault.settings import Settings
from netvault.vault.read import Unreadable, read_text_file

LARGEST_TEMPLATE = 64 * 1024
"""The size, in bytes, above which a template of the vault is not used."""


def shipped(name: str) -> Path:
    """The folder `templates` or `example_vault`: inside the installed package, else beside it in a checkout."""
    inside = Path(__file__).parent.parent / name
    return inside if inside.is_dir() else inside.parent.parent / name


def builtin_templates() -> dict[str, str]:
    """The built-in templates by name, `draft/hello.j2` and the like included."""
    root = shipped("templates")
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.j2"))}


def load_templates(root: Path, settings: Settings) -> tuple[Templates, list[Diagnostic]]:
    """The built-in templates and those of the vault that replace them; and what is wrong with those that cannot be read."""
    builtin = builtin_templates()
    own: dict[str, str] = {}
    problems: list[Diagnostic] = []
    if os.path.isdir(root / settings.templates):
        for name in builtin:
            path = f"{settings.templates}/{name}"
            try:
                text = read_text_file(root, path, LARGEST_TEMPLATE)
                if text is not None and "\0" in text:
                    raise Unreadable(f"{path} has a NUL character in it. Save it as UTF-8.")
            except Unreadable as trouble:
                hint = "Mend it or delete it. The built-in one is used meanwhile."
                problems.append(Diagnostic("template-failed", "error", path, 1, 1, str(trouble), hint))
                continue
            if text is not None:
                own[name] = text
    return Templates(builtin, own), problems


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
