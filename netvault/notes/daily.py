"""Which day a note's path stands for, by Obsidian's settings or by its name (format, sections 1 and 2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from netvault.dates import parse_day
from netvault.diagnostics import Diagnostic, Parsed
from netvault.settings import Obsidian
from netvault.text import Source

DAILY = ".obsidian/daily-notes.json"
PERIODIC = ".obsidian/plugins/periodic-notes/data.json"
TEMPLATES = ".obsidian/templates.json"
TEMPLATER = ".obsidian/plugins/templater-obsidian/data.json"

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NAMES = "|".join(_MONTHS)
_SHORT_NAMES = "|".join(name[:3] for name in _MONTHS)
_WORD = r"[^\W\d_]++\.?"  # the name of a weekday, in any language: the date says which it is
_READ = {  # what a token of the format says, and how it is written
    "YYYY": ("year", r"[0-9]{4}"), "YY": ("short_year", r"[0-9]{2}"),
    "MMMM": ("month_name", _NAMES), "MMM": ("month_name", _SHORT_NAMES),
    "MM": ("month", r"[0-9]{2}"), "M": ("month", r"[0-9]{1,2}"),
    "DD": ("day", r"[0-9]{2}"), "Do": ("day", r"[0-9]{1,2}(?=st|nd|rd|th)"), "D": ("day", r"[0-9]{1,2}"),
}  # fmt: skip
_PASSED_OVER = {"dddd": _WORD, "ddd": _WORD, "dd": _WORD, "d": "[0-6]", "E": "[1-7]", "e": "[0-6]"}
# Moment's own list of tokens, so that one that is not read is seen as one and not taken for letters.
_TOKEN = re.compile(
    r"\[([^\[\]]*)\]|([Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[ow]?|W[oW]?|Qo?|N{1,5}|Y{4,6}|YY"
    r"|y{1,4}o?|g{4,5}|gg|G{4,5}|GG|[eEaA]|hh?|HH?|kk?|mm?|ss?|S{1,9}|[xX]|zz?|ZZ?|l{1,4}|LTS?|L{1,4})|(.)",
    re.DOTALL,
)
_MANY = 12  # tokens: numbers of one or two digits side by side can be told apart in too many ways
_STARTS_WITH_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9]|-[0-9])")


@dataclass(frozen=True, slots=True)
class _Format:
    """A daily-note format made ready: the pattern of a path, and what each of its groups says."""

    pattern: re.Pattern[str]
    groups: tuple[str, ...]
    unsupported: str | None = None

    @property
    def names_a_day(self) -> bool:
        """Whether a path of this format tells the year, the month and the day."""
        found = {group.removeprefix("short_").removesuffix("_name") for group in self.groups}
        return found >= {"year", "month", "day"}


def day_of_path(path: str, obsidian: Obsidian) -> date | None:
    """The day whose daily note a path is, by the folder and format of the vault's daily notes."""
    folder = f"{obsidian.daily_folder}/" if obsidian.daily_folder else ""
    if not path.startswith(folder) or path[-3:].lower() != ".md":
        return None
    form = _compile(obsidian.daily_format)
    if form.unsupported or not form.names_a_day:
        return None
    found = form.pattern.fullmatch(path[len(folder) : -len(".md")])
    return _day(zip(form.groups, found.groups(), strict=True)) if found else None


def day_of_name(path: str) -> tuple[date | None, bool]:
    """The day at the head of a file's name, `YYYY-MM-DD`, and whether the name is nothing else."""
    name = path.rpartition("/")[2]
    stem = name[:-3] if name[-3:].lower() == ".md" else name
    found = _STARTS_WITH_DAY.match(stem)
    day = parse_day(found[1]) if found else None
    return day, day is not None and len(stem) == len("YYYY-MM-DD")


def parse_obsidian(files: Mapping[str, str]) -> Parsed[Obsidian]:
    """What Obsidian's settings say; `files` are their texts by path, those that exist.

    A file that is no JSON, or has another shape, gets the warning `obsidian-settings`, and its defaults
    hold. A format of daily notes that is not supported gets `daily-format`.
    """
    readings = {path: _Reading(path, files.get(path)) for path in (DAILY, PERIODIC, TEMPLATES, TEMPLATER)}
    daily = readings[DAILY]
    periodic = readings[PERIODIC].under("daily")
    if periodic.data.get("enabled") is True:
        daily = periodic
    folders = (readings[TEMPLATES].folder("folder"), readings[TEMPLATER].folder("templates_folder"))
    obsidian = Obsidian(
        daily_folder=daily.folder("folder"),
        daily_format=daily.text("format") or Obsidian().daily_format,
        template_folders=tuple(dict.fromkeys(folder for folder in folders if folder)),
    )
    daily.check_format(obsidian.daily_format)
    return Parsed(obsidian, tuple(problem for reading in readings.values() for problem in reading.found))


class _Reading:
    """One of Obsidian's files: its values by key, and what is wrong with it."""

    def __init__(self, path: str, text: str | None) -> None:
        self.source = Source(path, text or "")
        self.found: list[Diagnostic] = []
        self.data: dict[str, Any] = {}
        if text is not None:
            self._load(text.removeprefix("\ufeff"))

    def _load(self, text: str) -> None:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            mark = len(self.source.text) - len(text)
            self._warn(mark + getattr(error, "pos", 0), "This is not JSON")
            return
        if isinstance(data, dict):
            self.data = data
        else:
            self._warn(0, "This is not what Obsidian writes")

    def under(self, key: str) -> _Reading:
        """The values below a key; problems with them are problems of this file."""
        inner = _Reading(self.source.path, None)
        inner.source, inner.found = self.source, self.found
        value = self.data.get(key) or {}
        if isinstance(value, dict):
            inner.data = value
        else:
            self._warn(self._offset(key), f"`{key}` is not what Obsidian writes")
        return inner

    def text(self, key: str) -> str:
        """A text, empty where there is none."""
        value = self.data.get(key) or ""
        if isinstance(value, str):
            return value.strip()
        self._warn(self._offset(key), f"`{key}` should be a text")
        return ""

    def folder(self, key: str) -> str:
        """A folder of the vault, without slashes around it; empty for the vault itself."""
        parts = [part for part in self.text(key).split("/") if part not in ("", ".")]
        if ".." not in parts:
            return "/".join(parts)
        self._warn(self._offset(key), f"`{key}` leads out of the vault")
        return ""

    def check_format(self, written: str) -> None:
        """Warn of a format by which no daily note can be found."""
        form = _compile(written)
        if form.unsupported:
            message = f"The daily notes' format has `{form.unsupported}`, which netvault does not read."
        elif not form.names_a_day:
            message = "The daily notes' format does not tell the year, the month and the day."
        else:
            return
        hint = "Notes that are named YYYY-MM-DD are still read as daily notes."
        self.found.append(self._problem("daily-format", self._offset("format"), message, hint))

    def _warn(self, offset: int, message: str) -> None:
        hint = "Its defaults are used until then; saving the settings in Obsidian writes it anew."
        self.found.append(self._problem("obsidian-settings", offset, f"{message}.", hint))

    def _offset(self, key: str) -> int:
        return max(self.source.text.find(f'"{key}"'), 0)

    def _problem(self, code: str, offset: int, message: str, hint: str) -> Diagnostic:
        line, column = self.source.place(min(offset, len(self.source.text)))
        excerpt = self.source.excerpt(line)
        return Diagnostic(code, "warning", self.source.path, line, column, message, hint, excerpt)


@lru_cache(maxsize=64)
def _compile(written: str) -> _Format:
    """A moment format as a pattern; `[…]` and letters that are no token stand for themselves."""
    parts: list[str] = []
    groups: list[str] = []
    for found in _TOKEN.finditer(written.strip("/")):
        literal, token, other = found.groups()
        if token is None:
            parts.append(re.escape(literal if other is None else other))
        elif token in _READ:
            group, pattern = _READ[token]
            groups.append(group)
            parts.append(f"({pattern})" + ("(?:st|nd|rd|th)" if token == "Do" else ""))
        elif token in _PASSED_OVER:
            parts.append(_PASSED_OVER[token])
        else:
            return _Format(re.compile(""), (), token)
    if len(groups) > _MANY:
        return _Format(re.compile(""), ())
    return _Format(re.compile("".join(parts)), tuple(groups))


def _day(said: Iterable[tuple[str, str]]) -> date | None:
    """The day that the groups of a path agree on; None where they do not, or there is no such day."""
    agreed: dict[str, int] = {}
    for group, text in said:
        name, number = _number(group, text)
        if agreed.setdefault(name, number) != number:
            return None
    try:
        return date(agreed["year"], agreed["month"], agreed["day"])
    except ValueError:
        return None


def _number(group: str, text: str) -> tuple[str, int]:
    """Year, month or day, and its number; like moment, two digits above 68 are of the last century."""
    if group == "short_year":
        return "year", int(text) + (1900 if int(text) > 68 else 2000)
    if group == "month_name":
        return "month", next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(text))
    return group, int(text)
