"""The fields of front matter: what each may hold, and how it is read (format, section 3)."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from netvault.dates import Birthday, Cadence, parse_birthday, parse_cadence, parse_date_or_time, parse_day
from netvault.model import Ref
from netvault.notes.given import Field, Given, refs
from netvault.notes.links import bare
from netvault.notes.yamltext import Node, Text

_YES = ("yes", "true", "on", "1")
_NO = ("no", "false", "off", "0")
_STATUS = ("active", "paused", "archived")


# ── readers ─────────────────────────────────────────────────────────────────────────────────────


def _text(given: Given) -> str | None:
    found = given.one()
    return found[0] if found else None


def _texts(given: Given) -> tuple[str, ...]:
    return tuple(text for text, _ in given.texts())


def _ref(given: Given) -> Ref | None:
    found = given.one()
    return refs(found[0])[0] if found else None


def _refs(given: Given) -> tuple[Ref, ...]:
    return tuple(ref for text, _ in given.texts() for ref in refs(text))


def _targets(given: Given) -> tuple[str, ...]:
    return tuple(ref.target or ref.text for ref in _refs(given))


def _tags(given: Given) -> tuple[str, ...]:
    words = (word.removeprefix("#") for text, _ in given.texts() for word in text.replace(",", " ").split())
    return tuple(word for word in words if word)


def _aliases(given: Given) -> tuple[str, ...]:
    found = _texts(given)
    if isinstance(given.node, Text) and found:
        found = tuple(alias for part in found[0].split(",") if (alias := part.strip()))
    return found


def _day(given: Given) -> date | None:
    found = given.one()
    if found is None:
        return None
    text, node = found
    day = parse_date_or_time(text) or _linked_day(text)
    if day is None:
        _complain_of_day(given, text, node)
    return day


def _linked_day(text: str) -> date | None:
    """The day of a link to a daily note."""
    target = refs(text)[0].target
    return parse_day(bare(target).rpartition("/")[2]) if target else None


def _birthday(given: Given) -> Birthday | None:
    found = given.one()
    if found is None:
        return None
    text, node = found
    birthday = parse_birthday(text)
    if birthday is None:
        _complain_of_day(given, text, node)
    return birthday


def _complain_of_day(given: Given, text: str, node: Node) -> None:
    if not any(character.isdigit() for character in text):
        given.wrong(node)
    elif len(text) == len("YYYY-MM-DD") and parse_day(text[:8] + "01") is not None:
        given.complain("bad-date", node, f"There is no day {text}.")
    else:
        given.complain("bad-date", node, f"`{given.key}` takes {given.field.takes}, not `{text[:40]}`.")


def _cadence(given: Given) -> Cadence | None:
    found = given.one()
    cadence = parse_cadence(found[0]) if found else None
    if found and cadence is None:
        given.wrong(found[1])
    return cadence


def _circle(given: Given) -> str | None:
    found = given.one()
    if found is None:
        return None
    names = [name for name, _ in given.reading.settings.circles]
    wanted = found[0].casefold()
    circle = next((name for name in names if name.casefold() == wanted), None)
    if circle is None:
        near = get_close_matches(wanted[:40], names, 1)
        hint = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(names)}."
        given.complain("unknown-circle", found[1], f"There is no circle `{found[0][:40]}`.", hint)
    return circle


def _status(given: Given) -> str | None:
    found = given.one()
    if found is None or found[0].casefold() in _STATUS:
        return found[0].casefold() if found else None
    given.wrong(found[1])
    return None


def _private(given: Given) -> bool:
    """Yes or no; a value that cannot be read counts as yes."""
    found = given.one()
    if found and found[0].casefold() not in (*_YES, *_NO):
        given.wrong(found[1])
    return given.faulty or (found is not None and found[0].casefold() in _YES)


# ── the fields ──────────────────────────────────────────────────────────────────────────────────

_LINK = '"[[Jane Doe]]"'
_DAY = "a day, written YYYY-MM-DD"

FIELDS: dict[str, Field] = {
    "type": Field(_ref, "a text or a link", "contact"),
    "tags": Field(_tags, "tags", "[contact]"),
    "aliases": Field(_aliases, "texts", "[JD, Janey]"),
    "categories": Field(_targets, "links or texts", '"[[People]]"'),
    "name": Field(_text, "a text", "Jane Doe"),
    "company": Field(
        _ref, "a link or a text", '"[[Globex]]"', ("org", "organisation", "organization", "employer")
    ),
    "past_companies": Field(_refs, "links or texts", '["[[Globex]]", "[[Initech]]"]'),
    "role": Field(_text, "a text", "Staff engineer", ("position", "job", "job_title")),
    "email": Field(_texts, "texts", "jane@example.com"),
    "phone": Field(_texts, "texts", "+44 20 7946 0000"),
    "url": Field(_texts, "texts", "https://example.com"),
    "linkedin": Field(_text, "a text", "https://www.linkedin.com/in/jane"),
    "location": Field(_text, "a text", "Berlin"),
    "timezone": Field(_text, "a text", "Europe/Berlin"),
    "circle": Field(_circle, "one of your circles", "active", ("tier",)),
    "cadence": Field(_cadence, "how often to be in touch", "6w", ("frequency", "keep_in_touch")),
    "introduced_by": Field(_refs, "links", _LINK, ("referred_by", "met_through")),
    "knows": Field(_refs, "links", f"[{_LINK}]"),
    "met": Field(_day, _DAY, "2026-11-12", ("first_met",)),
    "birthday": Field(_birthday, "a day, written YYYY-MM-DD or MM-DD", "11-12", ("bday",)),
    "needs": Field(_texts, "texts or links", "[a flat in Berlin]"),
    "offers": Field(_texts, "texts or links", "[reads drafts]"),
    "likes": Field(_texts, "texts or links", "[climbing, jazz]"),
    "prefers_channel": Field(_text, "a text", "Signal"),
    "prefers_place": Field(_text, "a text", "the park"),
    "prefers_time": Field(_text, "a text", "mornings"),
    "snooze": Field(_day, _DAY, "2026-11-12", ("snooze_until",)),
    "status": Field(_status, "active, paused or archived", "paused"),
    "private": Field(_private, "yes or no", "yes"),
    "date": Field(_day, _DAY, "2026-11-12"),
    "attendees": Field(_refs, "links", f"[{_LINK}]"),
    "people": Field(_refs, "links", f"[{_LINK}]"),
}


@lru_cache(maxsize=16)
def names(further: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, int]]:
    """The field that each name stands for, and its place among that field's names; `further` come last."""
    found: dict[str, tuple[str, int]] = {}
    for field, spec in FIELDS.items():
        found.update((name, (field, rank)) for rank, name in enumerate((field, *spec.others)))
    for field, more in further:
        found.update((name.casefold(), (field, rank)) for rank, name in enumerate(more, len(FIELDS)))
    return found
