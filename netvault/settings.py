"""netvault.toml: its text → Settings (format, section 1). Nothing here reads a file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Literal

from netvault import settingvalues as read
from netvault.diagnostics import Diagnostic, Parsed
from netvault.text import Source
from netvault.tomlplaces import Path, key_places

FORMAT = 1
ACTS = (
    "talked", "attempt", "heard", "asked", "requested", "gave", "offered", "received", "lead", "followed",
    "declined", "reported", "promised", "awaited", "thanked", "kind", "news", "needs", "offers", "likes",
    "note",
)  # fmt: skip
FIELDS = (
    "type", "tags", "aliases", "categories", "name", "company", "past_companies", "role", "email", "phone",
    "url", "linkedin", "location", "timezone", "circle", "cadence", "introduced_by", "knows", "met",
    "birthday", "needs", "offers", "likes", "prefers_channel", "prefers_place", "prefers_time", "snooze",
    "status", "private", "date", "attendees", "people",
)  # fmt: skip
_TOO_LARGE = 65536  # characters
_TOO_DEEP = 200  # dots in a line: tomllib takes the square of the time for a key of many


@dataclass(frozen=True, slots=True)
class Obsidian:
    """The vault's Obsidian settings: where daily notes lie, how they are named, where templates lie."""

    daily_folder: str = ""
    daily_format: str = "YYYY-MM-DD"
    template_folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """After how many days an obligation is due, by habit."""

    reply: int = 1
    thank: int = 1
    follow_up: int = 3
    report_back: int = 7
    report_back_risk: int = 3
    promise: int = 7
    help: int = 3
    kind: int = 3
    waiting: int = 14


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a vault. Times are in days; paths are relative to the vault, with forward slashes.

    `fields` maps a field of the front matter to further names of it, `words` an act to further keywords.
    """

    contacts: tuple[str, ...] = ("People", "Contacts")
    organisations: tuple[str, ...] = ("Organisations", "Companies")
    ignore: tuple[str, ...] = ()
    circles: tuple[tuple[str, int], ...] = (("inner", 30), ("active", 90), ("wide", 180), ("dormant", 365))
    due: Due = Due()
    limit: int = 10
    hellos: int = 3
    stale: int = 60
    loops_from: date | None = None
    today: str = "Today.md"
    reports: str = "Reports"
    templates: str = "templates/netvault"
    heading: str = "Log"
    order: Literal["auto", "newest", "oldest"] = "auto"
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    languages: tuple[str, ...] = ("en",)
    obsidian: Obsidian = Obsidian()

    def circle(self, name: str) -> int | None:
        """The days of a circle, by its name in any case; None where there is no such circle."""
        folded = name.casefold()
        return next((days for known, days in self.circles if known.casefold() == folded), None)


DEFAULTS = Settings()


def parse_settings(text: str, path: str = "netvault.toml") -> Parsed[Settings]:
    """The settings that a netvault.toml holds; what is missing or wrong has its default.

    Every problem is an error: `settings-syntax`, `newer-format`, `unknown-setting` or `wrong-setting`.
    """
    source = Source(path, text)
    if len(text) > _TOO_LARGE or any(line.count(".") > _TOO_DEEP for line in text.split("\n")):
        problem = _problem(source, "settings-syntax", 0, "This is too large to be a file of settings.", "")
        return Parsed(DEFAULTS, (problem,))
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        return Parsed(DEFAULTS, (_syntax_problem(source, error),))
    reading = _Reading(source, document)
    if reading.newer_format():
        return Parsed(DEFAULTS, tuple(reading.found))
    settings = _settings({table: reading.table(table) for table in _TABLES})
    reading.unknown_tables()
    return Parsed(settings, tuple(sorted(reading.found, key=Diagnostic.order)))


def _settings(values: dict[str, dict[str, Any]]) -> Settings:
    """Settings from the values that were read, by table."""
    languages = values["words"].pop("languages", DEFAULTS.languages)
    return Settings(
        **values["vault"],
        **values["today"],
        **values["output"],
        **values["log"],
        circles=_circles(values["circles"]),
        due=Due(**values["due"]),
        fields=tuple(values["fields"].items()),
        words=tuple(values["words"].items()),
        languages=languages,
    )


def _circles(given: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """The circles there always are, with what the file says of them, then those it adds, in its order."""
    circles = dict(DEFAULTS.circles)
    for name, days in given.items():
        circles[name.casefold() if name.casefold() in circles else name] = days
    return tuple(circles.items())


# ── reading, and what is wrong ──────────────────────────────────────────────────────────────────


def _further_names(value: object) -> tuple[str, ...]:
    """Further names of a field, none of which is a field itself."""
    names = read.texts(value)
    if any(name.casefold() in FIELDS for name in names):
        raise read.WrongValueError("names that are no fields of their own")
    return names


_TABLES: dict[str, dict[str, read.Reader]] = {
    "vault": {"contacts": read.folders, "organisations": read.folders, "ignore": read.texts},
    "circles": {},  # any name
    "due": {field.name: read.days for field in fields(Due)},
    "today": {"limit": read.whole, "hellos": read.whole, "stale": read.days, "loops_from": read.day},
    "output": {"today": read.note_path, "reports": read.inside, "templates": read.inside},
    "log": {"heading": read.heading, "order": read.order},
    "fields": dict.fromkeys(FIELDS, _further_names),
    "words": {**dict.fromkeys(ACTS, read.texts), "languages": read.languages},
}


class _Reading:
    """One reading of a document: takes tables out of it and gathers what is wrong with them."""

    def __init__(self, source: Source, document: dict[str, Any]) -> None:
        self.source = source
        self.document = document
        self.found: list[Diagnostic] = []

    def newer_format(self) -> bool:
        """Whether the file is of a format that this program does not know."""
        number = self.document.get("format", FORMAT)
        if type(number) is not int or number < 1:
            self.wrong(("format",), "a whole number, such as 1")
            return False
        if number > FORMAT:
            message = f"This vault is of format {_short(number)}; this netvault reads format {FORMAT}."
            self.complain("newer-format", self.place(("format",))[1], message, "Install a newer netvault.")
        return number > FORMAT

    def table(self, name: str) -> dict[str, Any]:
        """The values of one table that could be read."""
        given = self.document.get(name, {})
        if not isinstance(given, dict):
            self.wrong((name,), f"a table: write [{name}] on a line of its own")
            return {}
        values: dict[str, Any] = {}
        for key, value in given.items():
            reader = _TABLES[name].get(key) or (read.days if name == "circles" and key.strip() else None)
            if reader is None:
                self.unknown((name, key), list(_TABLES[name]))
                continue
            try:
                values[key] = reader(value)
            except read.WrongValueError as expected:
                self.wrong((name, key), str(expected))
        return values

    def unknown_tables(self) -> None:
        """Complain of what stands at the top and is neither `format` nor a table of settings."""
        for name in self.document:
            if name != "format" and name not in _TABLES:
                self.unknown((name,), ["format", *_TABLES])

    def unknown(self, path: Path, names: list[str]) -> None:
        """Complain of a key that is no setting, with the nearest that is."""
        where = f" in [{path[0]}]" if len(path) > 1 else ""
        message = f"There is no setting `{_short(path[-1])}`{where}."
        self.complain("unknown-setting", self.place(path)[0], message, _nearest(path[-1], names))

    def wrong(self, path: Path, expected: str) -> None:
        """Complain of a value that is not what was expected."""
        message = f"`{_short(path[-1])}` must be {expected}."
        self.complain("wrong-setting", self.place(path)[1], message, "Leave it out to have the default.")

    def place(self, path: Path) -> tuple[int, int]:
        """The offsets of a key and of its value; those of its table where it stands in an inline one."""
        return self.places.get(path) or self.places.get(path[:1]) or (0, 0)

    @cached_property
    def places(self) -> dict[Path, tuple[int, int]]:
        """Where each key stands: worked out only when something is wrong."""
        return key_places(self.source.text)

    def complain(self, code: str, offset: int, message: str, hint: str) -> None:
        """Add an error at an offset."""
        self.found.append(_problem(self.source, code, offset, message, hint))


def _nearest(key: str, names: list[str]) -> str:
    """Which setting may have been meant."""
    near = get_close_matches(key.casefold()[:40], names, 1)
    if near:
        return f"Did you mean `{near[0]}`?"
    home = next((table for table, keys in _TABLES.items() if key in keys), None)
    return f"`{key}` belongs in [{home}]." if home else f"There are: {', '.join(names)}."


def _syntax_problem(source: Source, error: Exception) -> Diagnostic:
    """What tomllib says, at the place that it names: the file's end where it says so, else its start."""
    reason, _, place = str(error).partition(" (at ")
    offset = len(source.text) if place.startswith("end") else 0
    if found := re.match(r"line (\d+), column (\d+)", place):
        line, column = int(found[1]), int(found[2])
        mark = len(source.text) - len(source.text.removeprefix("\ufeff")) if line == 1 else 0
        offset = min(source.starts[line - 1] + mark + column - 1, len(source.text))
    message = f"This is not TOML: {reason[:1].lower()}{reason[1:]}."
    twice = re.search(r"\('(\w+)',\) twice", reason)
    hint = f"There is a [{twice[1]}] above: put what stands here below that." if twice else 'Each line is `key = "value"`.'
    return _problem(source, "settings-syntax", offset, message, hint)


def _problem(source: Source, code: str, offset: int, message: str, hint: str) -> Diagnostic:
    """An error at an offset, as wide as the word that stands there."""
    line, column = source.place(offset)
    excerpt = source.excerpt(line)
    word = re.split(r"[\s=#,\]]", excerpt[column - 1 :], maxsplit=1)[0]
    return Diagnostic(code, "error", source.path, line, column, message, hint, excerpt, max(len(word), 1))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
