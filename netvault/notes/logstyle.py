"""How a new log line is written: in the style of the line that it comes to stand beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from netvault.notes.changes import Sheet
from netvault.notes.layout import Part
from netvault.notes.logplace import Place
from netvault.notes.words import FIELD_ACTS, OPENERS, Lexicon

_ISO = r"\d{4}-\d{2}-\d{2}"
_HEAD = re.compile(
    r"(?P<box>\[.\][ \t]+)?(?P<opens>[*_]{0,3})"
    rf"(?P<core>{_ISO}|\[\[(?P<target>[^\[\]|#]*)(?P<alias>(?:[|#][^\[\]]*)?)\]\]|\[(?P<shown>[^\[\]]*)\]\((?P<address>[^()\s]*)\))"
    r"(?P<colon>:?)(?P<closes>[*_]{0,3})"
    r"(?P<time>[ \tT]*\d{1,2}:\d{2}(?:[ \t]*[-–][ \t]*\d{1,2}:\d{2})?)?"
    r"(?P<mark>[ \t]*[:|–—-])?[ \t]*(?P<late>\[.\][ \t]*)?\Z"
)
_NUMBER = re.compile(r"(\d+)([.)].*)\Z", re.DOTALL)
_BULLET = re.compile(r"[-*+]|\d{1,9}[.)]")
_DAY = re.compile(_ISO)
_WORD = re.compile(r"(?<![\w-])([^\W_][\w-]*+)[ \t]*+[:(]|#(\w+)")
_LARGEST = 999999999


@dataclass(frozen=True, slots=True)
class Style:
    """The shape of a log line: `lead` is what stands before its box and date, `detail` before a nested text.

    `day` is the date as a neighbour wrote it and `old` the day that it names; both None for a plain date.
    """

    lead: str = "- "
    detail: str = "  - "
    day: re.Match[str] | None = None
    old: date | None = None
    mark: str = ""
    late_box: bool = False

    def first_line(self, day: date, time: str | None, box: str | None, text: str) -> str:
        """The line itself, in the order bullet, box, date, time, text."""
        early = f"[{box}] " if box and not self.late_box else ""
        late = f"[{box}] " if box and self.late_box else ""
        at = f" {time}" if time else ""
        return f"{self.lead}{early}{self._date(day)}{at}{self.mark} {late}{text}"

    def _date(self, day: date) -> str:
        if self.day is None or self.old is None:
            return day.isoformat()
        return _like(self.day, self.old, day)


def plain_style(place: Place) -> Style:
    """The style of a line that has no neighbour to go by; a heading's marks are kept."""
    if place.near is not None and place.near.row.kind == "heading":
        return Style(lead="#" * place.near.row.level + " ", detail="- ", late_box=True)
    return Style()


def style_at(sheet: Sheet, place: Place) -> Style:
    """The style of the lines at a place."""
    near = place.near
    if near is None:
        return Style(detail=_detail_lead(sheet, place, "- "))
    row, line = near.row, near.line
    head = _HEAD.match(row.read[row.start : line.column - 1])
    lead = _lead(place, near)
    style = Style(lead, _detail_lead(sheet, place, lead), late_box=row.kind == "heading")
    if head is None or line.day is None:
        return style
    mark = head["mark"] or ("" if head["opens"] else head["colon"])
    day = head if head["opens"] == head["closes"] else None
    return replace(style, day=day, old=line.day, mark=mark, late_box=style.late_box or bool(head["late"]))


# ── the head ────────────────────────────────────────────────────────────────────────────────────


def _lead(place: Place, near: Part) -> str:
    """Indent and bullet, or a heading's marks; of a numbered list the number that comes next."""
    lead = near.row.shown[: near.row.start]
    if not lead.endswith((" ", "\t")):
        lead += " "
    indent = _indent(lead)
    found = _NUMBER.match(lead.lstrip(" \t"))
    if near.row.kind == "heading" or found is None:
        return lead
    number = int(found[1])
    after = place.after >= near.number and not _same_numbers(place.log) and number < _LARGEST
    return f"{indent}{number + after}{found[2]}"


def _same_numbers(log: Sequence[Part]) -> bool:
    """Whether every item of a log has the same number: then it is no count."""
    return len(log) > 1 and len({part.row.shown[: part.row.start].strip() for part in log}) == 1


def _like(head: re.Match[str], old: date, new: date) -> str:
    """A day written as another one is: bold, or as a link to its daily note."""
    core = _core_like(head, old, new) or new.isoformat()
    colon = head["colon"] if head["opens"] else ""
    return f"{head['opens']}{core}{colon}{head['closes']}"


def _core_like(head: re.Match[str], old: date, new: date) -> str | None:
    target = head["target"] if head["target"] is not None else head["address"]
    if target is None:
        return None
    moved = _target_like(target, old, new)
    shown = (head["alias"] or "").lstrip("|").rstrip() if head["shown"] is None else head["shown"]
    if moved is None or shown not in ("", old.isoformat()):
        return None
    if head["shown"] is not None:
        return f"[{new.isoformat()}]({moved})"
    return f"[[{moved}|{new.isoformat()}]]" if shown else f"[[{moved}]]"


def _target_like(target: str, old: date, new: date) -> str | None:
    """The path of another day's note, where folders may name the year and the month; None where it is not plain."""
    folder, slash, name = target.rpartition("/")
    if name.removesuffix(".md") != old.isoformat():
        return None
    was, now = old.isoformat(), new.isoformat()
    moves = {was[:4]: now[:4], was[5:7]: now[5:7], was[:7]: now[:7]}
    parts = [moves.get(part, part) for part in folder.split("/")]
    unsure = any(was[:4] in part or part[:2] == was[5:7] for part in folder.split("/") if part not in moves)
    if unsure and was[:7] != now[:7]:
        return None
    return "/".join(parts) + slash + name.replace(was, now)


# ── what is nested ──────────────────────────────────────────────────────────────────────────────


def _detail_lead(sheet: Sheet, place: Place, lead: str) -> str:
    """What stands before a text that is nested below the new line: as below its neighbours, else by the bullet."""
    nested = _nested(sheet, place)
    if lead.lstrip(" ").startswith("#"):
        return nested[1] if nested else "- "
    indent = _indent(lead)
    bullet = lead[len(indent) :]
    if nested:
        return indent + nested[0] + nested[1]
    tabs = any(line.startswith("\t") and _BULLET.match(line.lstrip("\t")) for line in sheet.lines[sheet.first - 1 :])
    step = "\t" if tabs else " " * min(len(bullet), 4)
    return f"{indent}{step}{'- ' if bullet[0].isdigit() else bullet}"


def _nested(sheet: Sheet, place: Place) -> tuple[str, str] | None:
    """The step and the bullet of the item below a neighbour, the nearest that has one."""
    for part in (place.near, *place.log) if place.near else ():
        after = sheet.rows.get(part.number + 1) if part else None
        if part is None or after is None or after.kind != "item":
            continue
        outer, indent = _indent(part.row.shown), _indent(after.shown)
        bullet = after.shown[len(indent) : after.start]
        bullet = bullet if bullet[0] in "-*+" and bullet.endswith((" ", "\t")) else "- "
        if part.row.kind == "heading":
            return "", bullet
        if after.depth > part.row.depth and indent.startswith(outer):
            return indent[len(outer) :], bullet
    return None


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t"))]


# ── the box ─────────────────────────────────────────────────────────────────────────────────────


def box_for(place: Place, text: str, lexicon: Lexicon) -> str | None:
    """The box of a line in a log whose items are all ticked; None elsewhere.

    A tick would close what the line opens, or take away what it adds (format, section 4, *state*, and section 5):
    an opener gets an open box, and a line that may be more than it seems gets none.
    """
    boxes = {part.row.read[: part.line.column - 1].rpartition("[")[2][:1] for part in place.log}
    if not place.log or place.log[0].row.kind == "heading" or any(part.line.state != "done" for part in place.log):
        return None
    acts = _acts(text, lexicon)
    if not acts or acts & FIELD_ACTS:
        return None
    return " " if acts & OPENERS else "X" if boxes == {"X"} else "x"


def _acts(text: str, lexicon: Lexicon) -> set[str]:
    """Every act that a word before a colon or bracket, or a tag, could stand for."""
    found: set[str] = set()
    folded = text.casefold()
    for match in _WORD.finditer(folded):
        word, tag = match.groups(default="")
        if word in lexicon.keywords:
            found.add(lexicon.keywords[word].act)
            found.update([lexicon.theirs[word]] if word in lexicon.theirs and "[" in folded[: match.start()] else [])
        elif tag in lexicon.tags:
            found.add(lexicon.tags[tag])
    return found
