"""Why front matter cannot be read, in a person's words: YAML's own are about tokens and block mappings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_PAIR = re.compile(r"[ -]*([^\s:#-][^:]*:)[ \t]+(.*)")
_ITEM = re.compile(r" *(-) +(.*)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TIGHT = re.compile(r"\s*[\w-]+(:)[^\s/]")
_LINE_ENDS = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a YAML text cannot be read: a diagnostic's code, an offset in the text, what to do about it."""

    code: str
    offset: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where YAML stopped (`at`), in the middle of what (`context`, from `origin`), and its words for it."""

    text: str
    problem: str
    at: int
    context: str
    origin: int

    @property
    def before(self) -> str:
        """The line up to where YAML stopped."""
        return _LINE_ENDS.split(self.text[: self.at])[-1]

    def pair(self, offset: int) -> tuple[str, str]:
        """What leads to a value, `key:` or `-`, and the value, of the line in which an offset lies."""
        start = self.text.rfind("\n", 0, offset) + 1
        line = _LINE_ENDS.split(self.text[start:], maxsplit=1)[0].replace("\t", " ")
        found = _PAIR.match(line) or _ITEM.match(line)
        return (found[1], found[2].rstrip()) if found else ("", "")


Answer = tuple[int, str, str]
_NO_BLANK = ("A blank is missing after the colon.", "Write it as `key: value`")


def explain(error: Exception, text: str) -> Trouble:
    """What a YAML error means: an error of PyYAML, or the ValueError of a text that is none.

    `text` is the YAML text alone, and the trouble's offset counts from its start.
    """
    spot = _spot(error, text)
    for rule in _RULES:
        if answer := rule(spot):
            return Trouble("front-matter-syntax", *answer)
    hint = "Each line is `key: value`, or `- item` below a key."
    return Trouble("front-matter-syntax", spot.at, "This line does not fit those above it.", hint)


def no_pairs(text: str, offset: int) -> Trouble:
    """The trouble of a text that is YAML, but a list or a mere text."""
    if tight := _TIGHT.match(text, offset):
        return Trouble("front-matter-syntax", tight.start(1), *_NO_BLANK)
    hint = "If the `---` above is a line across the page, write `***` or put an empty line before it."
    return Trouble("front-matter-syntax", offset, "Front matter is made of `key: value` lines.", hint)


def _spot(error: Exception, text: str) -> _Spot:
    at = _index(getattr(error, "problem_mark", None), text)
    return _Spot(
        text=text,
        problem=getattr(error, "problem", None) or str(error),
        at=at,
        context=getattr(error, "context", None) or "",
        origin=_index(getattr(error, "context_mark", None), text) if hasattr(error, "context_mark") else at,
    )


def _index(mark: Any, text: str) -> int:
    """The offset of a mark, taken back from the text's end to the last thing that stands there."""
    offset = min(mark.index, len(text)) if mark is not None else 0
    return max(len(text.rstrip()) - 1, 0) if offset and not text[offset:].strip() else offset


def _quoted(lead: str, value: str) -> str:
    """How to put a value in quotation marks, shown on the line itself."""
    if not value or len(value) > 60:
        return "Put the whole value in quotation marks."
    inside = value[1:-1] if value[0] in "\"'" and value[0] == value[-1] and len(value) > 1 else value
    marks = "'" if '"' in inside or "\\" in inside else '"'
    inside = inside.replace("'", "''") if marks == "'" else inside
    return f"Put it in quotation marks: `{lead} {marks}{inside}{marks}`"


# ── rules: the first that has an answer gives it ────────────────────────────────────────────────


def _control_character(spot: _Spot) -> Answer | None:
    found = _CONTROL.search(spot.text)
    if found is None:
        return None
    return found.start(), f"An invisible character (U+{ord(found[0]):04X}) stands here.", "Delete it."


def _tab(spot: _Spot) -> Answer | None:
    indent = spot.before if not spot.before.strip() else ""
    offset = spot.at - len(indent) + indent.find("\t") if "\t" in indent else spot.at
    if spot.text[offset : offset + 1] != "\t":
        return None
    return offset, "The line is indented with a tab.", "Use blanks: two for each step."


def _inside_quotes(spot: _Spot) -> Answer | None:
    if "quoted scalar" not in spot.context:
        return None
    if "end of stream" in spot.problem or "document" in spot.problem:
        return _never_closed(spot.origin)
    hint = "Use 'single quotes', or write two backslashes for one."
    offset = max(spot.text.rfind("\\", 0, spot.at + 1), spot.origin)
    return offset, "Inside double quotes a backslash has a meaning of its own.", hint


def _never_closed(offset: int) -> Answer:
    hint = "Put the same mark at the value's end, or leave it out."
    return offset, "This quotation mark is never closed.", hint


def _bracketed(spot: _Spot) -> Answer | None:
    """`[[Link]]` and `{{placeholder}}` are lists and tables to YAML."""
    flow = "flow" in spot.context
    lead, value = spot.pair(spot.origin if flow else spot.at)
    if not value.startswith(("[[", "{{")):
        return None
    offset = spot.text.find(value[:2], spot.text.rfind("\n", 0, spot.origin if flow else spot.at) + 1)
    what = "A link" if value.startswith("[[") else "What begins with `{{`"
    return offset, f"{what} needs quotation marks in front matter.", _quoted(lead, value)


def _open_bracket(spot: _Spot) -> Answer | None:
    if "flow" not in spot.context:
        return None
    opened = spot.text[spot.origin : spot.origin + 1]
    closed = {"[": "]", "{": "}"}.get(opened, "]")
    hint = f"Close it with `{closed}`; put what holds `#`, `:` or a comma in quotation marks."
    return spot.origin, f"The list that begins with `{opened}` cannot be read to its end.", hint


def _colon(spot: _Spot) -> Answer | None:
    if "mapping values" not in spot.problem:
        return None
    if _PAIR.match(spot.before + " "):
        return spot.at, "A value with `: ` in it needs quotation marks.", _quoted(*spot.pair(spot.at))
    message = "This line is indented, but what it stands below takes no keys."
    return spot.at, message, "Begin it where the other keys begin."


def _first_character(spot: _Spot) -> Answer | None:
    named = any(word in spot.context for word in ("alias", "anchor", "tag", "node"))
    if not named and "cannot start any token" not in spot.problem:
        return None
    offset = spot.origin if named else spot.at
    character = spot.text[offset : offset + 1]
    shown = "a backtick" if character == "`" else f"`{character}`"
    return offset, f"A value cannot begin with {shown}.", _quoted(*spot.pair(offset))


def _no_key(spot: _Spot) -> Answer | None:
    if "could not find expected ':'" not in spot.problem:
        return None
    if tight := _TIGHT.match(spot.text, spot.origin):
        return tight.start(1), *_NO_BLANK
    hint = "Give it a key, or indent it below the key that it belongs to."
    return spot.origin, "This line is neither `key: value` nor an item of a list.", hint


def _list_beside_key(spot: _Spot) -> Answer | None:
    if "entries are not allowed" not in spot.problem:
        return None
    hint = "Write each item on a line of its own: `- item`"
    return spot.at, "A list begins on the line below its key.", hint


def _after_quotes(spot: _Spot) -> Answer | None:
    """Text behind a closing mark: often the mark closes a text that was left open further up."""
    mark = spot.before.rstrip()[-1:]
    if mark not in ('"', "'") or not mark:
        return None
    if spot.before.count(mark) % 2:
        above = spot.text[: spot.at - len(spot.before)]
        opener = above.rfind(mark)
        if opener >= 0:
            return _never_closed(opener)
    return spot.at, "Text follows the closing quotation mark.", _quoted(*spot.pair(spot.at))


def _mixed(spot: _Spot) -> Answer | None:
    if "block collection" in spot.context:
        hint = "Keys and items cannot be mixed at one depth."
        return spot.at, "This line stands in the middle of a list.", hint
    if spot.text[spot.at : spot.at + 2].rstrip() == "-":
        hint = "Put it below a `key:` that has no value on its own line."
        return spot.at, "This item belongs to no key.", hint
    return None


def _block_text(spot: _Spot) -> Answer | None:
    if "block scalar" not in spot.context:
        return None
    return spot.origin, "After `|` or `>` the text begins on the next line.", _quoted(*spot.pair(spot.origin))


def _document(spot: _Spot) -> Answer | None:
    if "document" not in spot.problem and "directive" not in spot.context:
        return None
    hint = "Delete this line, or move it below."
    return spot.at, "Only one block of `key: value` lines can stand here.", hint


_RULES: tuple[Callable[[_Spot], Answer | None], ...] = (
    _control_character, _tab, _inside_quotes, _bracketed, _open_bracket, _colon, _block_text, _document,
    _first_character, _no_key, _list_beside_key, _after_quotes, _mixed,
)  # fmt: skip
