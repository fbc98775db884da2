"""The values of netvault.toml, one reader for each kind (format, section 1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from netvault.dates import parse_cadence, parse_day

Reader = Callable[[object], Any]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile(r'[\\:"<>|?*]')  # Obsidian allows none of them either


class WrongValueError(Exception):
    """A value of the wrong type or shape; the text says what was expected."""


LANGUAGES = ("en", "de")
"""The languages that there are words of: `notes/words.toml` is English, which is always read, `notes/words.de.toml` German."""


def texts(value: object) -> tuple[str, ...]:
    """A list of texts; one text is a list of one."""
    given = value if isinstance(value, list) else [value]
    found = tuple(text.strip() for text in given if isinstance(text, str) and _one_line(text))
    if len(found) < len(given):
        raise WrongValueError('a list of texts, such as ["one", "two"]')
    return found


def languages(value: object) -> tuple[str, ...]:
    """Languages that there are words of."""
    found = tuple(text.casefold() for text in texts(value))
    if any(text not in LANGUAGES for text in found):
        raise WrongValueError(f"languages that netvault has words of: {', '.join(LANGUAGES)}")
    return found


def days(value: object) -> int:
    """A time, in days."""
    cadence = parse_cadence(str(value)) if type(value) in (str, int) else None
    if cadence is None or cadence.days is None:
        raise WrongValueError('a time of at least a day, such as "3d", "2w" or "monthly"')
    return cadence.days


def whole(value: object) -> int:
    """A number, none below 0."""
    if type(value) is not int or value < 0:
        raise WrongValueError("a whole number, such as 10")
    return value


def day(value: object) -> date:
    """A TOML date, or a text that is one."""
    found = parse_day(value) if isinstance(value, str) else value
    if not isinstance(found, date) or isinstance(found, datetime):
        raise WrongValueError("a day, such as 2026-01-31")
    return found


def inside(value: object) -> str:
    """A path that stays in the vault and passes through no folder whose name begins with a dot."""
    text = value.strip() if isinstance(value, str) else ""
    parts = text.removesuffix("/").split("/")
    astray = any(not part or part.startswith(".") for part in parts)
    if astray or _CONTROL.search(text) or _NOT_IN_A_NAME.search(text):
        raise WrongValueError('a path inside the vault with no dot-folder, such as "Notes/Reports"')
    return "/".join(parts)


def folders(value: object) -> tuple[str, ...]:
    """Folders of the vault."""
    return tuple(inside(text) for text in texts(value))


def note_path(value: object) -> str:
    """The path of a note of the vault."""
    path = inside(value)
    if not path.endswith(".md") or path.endswith("/.md"):
        raise WrongValueError('the path of a note, which ends in .md, such as "Today.md"')
    return path


def heading(value: object) -> str:
    """The words of a heading, without its marks."""
    text = value.strip().lstrip("#") if isinstance(value, str) else ""
    if not _one_line(text):
        raise WrongValueError('the words of a heading, such as "Log"')
    return text.strip()


def order(value: object) -> str:
    """Which way a note's log runs."""
    if value not in ("auto", "newest", "oldest"):
        raise WrongValueError('"auto", "newest" or "oldest"')
    return str(value)


def _one_line(text: str) -> bool:
    return bool(text.strip()) and not _CONTROL.search(text)
