"""Where the keys of a TOML text stand: tomllib says what a file holds, but not where."""

from __future__ import annotations

import re
import tomllib

Path = tuple[str, ...]
_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'" + r"|#[^\n]*",
    re.DOTALL,
)
_HEADER = re.compile(r"[ \t]*\[+([^\[\]\n]+)\]+[ \t\r]*$", re.MULTILINE)
_KEY = re.compile(r"[ \t]*([^=\n\[\]{},]+)=[ \t]*")


def key_places(text: str) -> dict[Path, tuple[int, int]]:
    """The offsets of each key and of its value, by the key's full path; a table's value is its own header.

    The text must be TOML that tomllib reads. Keys inside inline tables are not listed.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))
    masked = " " * mark + _STRING_OR_COMMENT.sub(_mask, text[mark:])
    places: dict[Path, tuple[int, int]] = {}
    table: Path = ()
    offset = 0
    for line in masked.split("\n"):
        if header := _HEADER.match(masked, offset):
            table = _path(text[header.start(1) : header.end(1)])
            _remember(places, table, header.start(1), header.start(1))
        elif key := _KEY.match(masked, offset):
            start = key.start(1)
            _remember(places, table + _path(text[start : key.end(1)]), start, key.end())
        offset += len(line) + 1
    return places


def _mask(found: re.Match[str]) -> str:
    """As many characters that mean nothing; a string over several lines becomes one line."""
    return ("_" if found[0][0] in "\"'" else " ") * len(found[0])


def _path(key: str) -> Path:
    """The parts of a dotted or quoted key, as tomllib reads them."""
    try:
        value: object = tomllib.loads(key.strip() + " = 0")
    except (ValueError, RecursionError):
        return (key.strip(),)
    parts: list[str] = []
    while isinstance(value, dict):
        part, value = next(iter(value.items()))
        parts.append(part)
    return tuple(parts)


def _remember(places: dict[Path, tuple[int, int]], path: Path, key: int, value: int) -> None:
    """Note the first place of a key, and of the tables that its dots open."""
    for size in range(1, len(path) + 1):
        places.setdefault(path[:size], (key, value))
