"""How a line was read, in words: what `explain` shows (format, sections 4 to 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from netvault.network.day import Day
from netvault.network.events import counts, is_planned
from netvault.network.roles import Traced
from netvault.notes.weighing import reasons
from netvault.views.speech import Speaker
from netvault.views.wording import counted_by, understood

_LEVELS = {
    "exact": "exact: a keyword or a tag says what it is", "phrase": "phrase: its words say what it is", "mention": "mention",
}  # fmt: skip
_IF_NOT = "a keyword says what it was (`gave: [[X]], …`), and `note: …` keeps the line and counts nothing"
_MANY = re.compile(r"([^\s|]+\|[^\s|]+)\|[^\s|]+\|[^\s]+")
_KINDS = {
    "contact": "being in touch", "connect": "being in touch", "meet": "meeting", "write": "writing", "reply": "answering",
    "send": "sending", "give": "giving", "help": "helping", "ask": "asking", "tell": "telling",
}  # fmt: skip


def explain_data(traced: Traced, day: Day, speaker: Speaker, strangers: Sequence[str] = ()) -> dict[str, Any]:
    """One line and how it was read, as plain data; a field that says nothing is None. `strangers`: who or what it links that
    has no note."""
    lexicon = day.network.lexicon
    entry, phrase = traced.entry, traced.phrase
    counted = entry is not None and counts(entry, day.day)
    return {
        "line": traced.line,
        "level": entry.level if entry else "mention",
        "counts": counted,
        "planned": entry is not None and bool(entry.acts) and is_planned(entry, day.day),
        "boxed": entry is not None and entry.state in ("open", "doing"),
        "acts": list(entry.acts) if entry else [],
        "contacts": list(entry.contacts) if entry else [],
        "subjects": list(entry.subjects) if entry else [],
        "keyword": traced.keyword.word if traced.keyword else None,
        "doer": {"i": "I", "they": "they"}[phrase.doer] if phrase else None,
        "verb": phrase.verb or None if phrase and not phrase.form else None,
        "verb_class": lexicon.kind_of(phrase.verb) if phrase and phrase.verb and not phrase.form else None,
        "form": phrase.form if phrase else None,
        "words": list(reasons(phrase.weighed, phrase.act, lexicon.weights)) if phrase and phrase.weighed else [],
        "detail": entry.detail if entry else None,
        "why": None if counted else (entry.why if entry else traced.why or "it links no contact"),
        "would_count": _would_count(traced, strangers),
        "understood": speaker.plain(understood(entry, speaker)) if entry and entry.acts else None,
    }


def explain_lines(data: dict[str, Any], speaker: Speaker) -> list[tuple[str, str]]:
    """The same as label and words, in the order in which one reads."""
    names = ", ".join(speaker.network.name(path) for path in data["contacts"])
    kind = _KINDS.get(data["verb_class"] or "", data["verb_class"])
    rows = [
        ("Level", _LEVELS[data["level"]]),
        ("Keyword", data["keyword"]),
        ("Doer", {"I": "you", "they": names or "they", None: None}[data["doer"]]),
        ("Verb", f"{data['verb']} ({kind})" if kind else None),
        ("Noun", None if kind else data["verb"]),
        ("Form", _short(data["form"])),
        ("Words", _spoken(data["words"])),
        ("With", names or "nobody that I know"),
        ("About", ", ".join(speaker.network.name(node) for node in data["subjects"]) or None),
        ("Act", ", ".join(data["acts"]) or "none: it counts as nothing"),
        ("Guard", _waits(data)),
        ("Why", data["why"]),
        ("To count it", data["would_count"]),
        ("Understood", data["understood"]),
        ("If not so", _IF_NOT if data["level"] == "phrase" and data["acts"] else None),
    ]
    return [(label, words) for label, words in rows if words]


def _would_count(traced: Traced, strangers: Sequence[str]) -> str | None:
    if traced.entry:
        return None if traced.entry.acts else counted_by(traced.entry)
    if not strangers:
        return None
    name = strangers[0]
    return f"if that is a person, a note: `netvault add \"{name}\"`; if you tried somebody's lead, “followed: [[{name}]]”"


def _spoken(words: list[str]) -> str | None:
    return f"{', '.join(f'“{each}”' for each in words)}: lines with such words mostly mean this" if words else None


def _waits(data: dict[str, Any]) -> str | None:
    if not data["planned"]:
        return None
    return "planned: it counts once its box is ticked" if data["boxed"] else "planned: it counts once its day has come"


def _short(form: str | None) -> str | None:
    """A form with two of the words that may stand in a place, where there are many."""
    return _MANY.sub(r"\1|…", form) if form else None
