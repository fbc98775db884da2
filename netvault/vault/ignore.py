"""Which paths the settings leave out: gitignore's globs, the simple part of them (format, section 1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from fnmatch import translate


def fold(text: str) -> str:
    """The text as it is compared: composed letters, no letter case."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def fold_folder(path: str) -> str:
    """A folder's path as it is compared, without leading, trailing or doubled slashes."""
    return "/".join(part for part in fold(path).split("/") if part not in ("", "."))


def ignore_rule(globs: Sequence[str]) -> Callable[[str, str, bool], bool]:
    """A function that says whether a path is left out, given the path, its last name, and if it is a folder.

    `name` and `*.glob` count for the whole path and for each name in it; `folder/`, `folder/**` for folders
    alone; a leading `**/` for any depth. Letter case does not count. Raises nothing.
    """
    whole: list[str] = []
    folders: list[str] = []
    for glob in map(fold, globs):
        bare = glob.removeprefix("./").removesuffix("/**").strip("/").removeprefix("**/")
        if bare:
            kind = folders if glob.endswith(("/", "/**")) else whole
            kind.append(translate(bare))
            if glob.startswith("**/"):
                kind.append(translate("*/" + bare))
            if "/**/" in bare:
                kind.append(translate(bare.replace("/**/", "/")))
    if not whole and not folders:
        return lambda path, name, folder: False
    of_files = re.compile("|".join(whole or ["(?!)"]))
    of_folders = re.compile("|".join(whole + folders))

    def left_out(path: str, name: str, folder: bool) -> bool:
        pattern = of_folders if folder else of_files
        return bool(pattern.match(fold(name)) or pattern.match(fold(path)))

    return left_out
