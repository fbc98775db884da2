"""Notes as people and programs leave them, changes to make in them, and what must hold after each.

`cases(seed, n)` gives the same cases for the same seed; `check(case)` says what is wrong, or None. The tests run a
few hundred; `bench` may run a million through the same two functions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from netvault.escape import one_line
from netvault.model import Line, Note
from netvault.notes.edit import (
    Edited,
    NewLine,
    NotDone,
    add_box,
    add_log_line,
    set_due,
    set_property,
    tick_line,
)
from netvault.notes.fields import names
from netvault.notes.frontmatter import split
from netvault.notes.lineedit import Box
from netvault.notes.note import read_note
from netvault.notes.regions import find_regions, region_text
from netvault.settings import DEFAULTS, Settings
from netvault.text import Source, split_lines

LINE_END = re.compile(r"\r\n|\n|\r")
CALL = NewLine(date(2026, 11, 12), "call: the news")
BOXES: tuple[Box, ...] = ("x", "-", " ", "/")
STATES: dict[str, str] = {"x": "done", "-": "cancelled", " ": "open", "/": "doing"}


@dataclass(frozen=True)
class Case:
    """One change to one note. `sure`: a sound note in which the change has to be possible."""

    text: str
    act: str
    path: str = "People/Jane Doe.md"
    settings: Settings = DEFAULTS
    new: NewLine = CALL
    line: int = 1
    state: Box = "x"
    day: date = date(2026, 11, 29)
    stamped: bool = True
    key: str = "snooze"
    value: str | tuple[str, ...] = "2026-11-29"
    sure: bool = False

    @property
    def source(self) -> Source:
        return Source(self.path, self.text)


# ── what must hold ──────────────────────────────────────────────────────────────────────────────


def run(case: Case) -> Edited | NotDone:
    """The change of a case, as netvault makes it."""
    day = case.day if case.stamped else None
    if case.act == "log":
        return add_log_line(case.source, case.settings, case.new)
    if case.act == "tick":
        return tick_line(case.source, case.line, case.state, done=day, dropped=day)
    if case.act == "box":
        return add_box(case.source, case.line, case.state, done=day, dropped=day)
    if case.act == "due":
        return set_due(case.source, case.line, case.day)
    return set_property(case.source, case.key, case.value, case.settings)


def check(case: Case) -> str | None:
    """What is wrong with what netvault does in a case; None where nothing is."""
    try:
        edited = run(case)
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    if isinstance(edited, NotDone):
        return f"not done: {edited.why}" if case.sure or not edited.why else None
    return _bytes(case, edited) or _CHECKS[case.act](case, edited)


def _bytes(case: Case, edited: Edited) -> str | None:
    """Every character outside the edits is the same, and the new line ends are the note's own."""
    old, new, at_old, at_new = case.text, edited.text, 0, 0
    for edit in edited.edits:
        kept = old[at_old : edit.span.start]
        if new[at_new : at_new + len(kept) + len(edit.text)] != kept + edit.text:
            return "bytes outside the edit have changed"
        at_old, at_new = edit.span.end, at_new + len(kept) + len(edit.text)
    if old[at_old:] != new[at_new:]:
        return "bytes after the edits have changed"
    ends = set(LINE_END.findall(old)) or {"\n"}
    if not set(LINE_END.findall("".join(edit.text for edit in edited.edits))) <= ends:
        return "a line end that the note does not have"
    if not edited.edits and new != old:
        return "no edits, and another text"
    if not 0 < edited.line <= len(split_lines(new)):
        return "the line is none of the note's"
    if LINE_END.search(old) and split_lines(old)[-1].strip(" \t") and not split_lines(new)[-1]:
        return "a line end was put at the note's end"
    return None


def _before_and_after(case: Case, edited: Edited) -> tuple[Note, Note]:
    new = Source(case.path, edited.text)
    return read_note(case.source, case.settings).value, read_note(new, case.settings).value


def _said(line: Line) -> tuple[object, ...]:
    return (
        line.kind, line.depth, " ".join(line.text.split()), line.day, line.time, line.state, line.tags, line.block,
        tuple((link.target, link.shown, link.block) for link in line.links), line.due, line.done, line.dropped,
        tuple(pair for pair in line.fields if pair[0] not in ("due", "completion", "done", "cancelled", "canceled")),
        line.scheduled, line.level, line.bad_date,
    )  # fmt: skip


def _log(case: Case, edited: Edited) -> str | None:
    """The old lines, in their order, and the new one where it says that it is."""
    old, new = _before_and_after(case, edited)
    if old.properties != new.properties or old.kind != new.kind or old.name != new.name:
        return "the front matter reads otherwise"
    if len(edited.edits) != 1:
        return "more than one splice"
    (edit,) = edited.edits
    count = len(LINE_END.findall(edit.text))
    if len(split_lines(edited.text)) != len(case.source.lines) + count:
        return "lines were joined or split"
    first = Source("", case.text).place(edit.span.start)[0] + (edit.text[:1] in "\r\n" and edit.text[-1:] not in "\r\n")
    added = range(first, first + count)
    rest = [line for line in new.lines if line.number not in added]
    mine = [line for line in new.lines if line.number in added]
    kept = list(old.lines) if split(case.text)[1] < len(case.text) else []
    if [_said(line) for line in kept] != [_said(line) for line in rest]:
        return "the other lines read otherwise"
    moved = [line.number + (count if line.number >= first else 0) for line in kept]
    if moved != [line.number for line in rest]:
        return "the other lines stand elsewhere"
    main = next((line for line in mine if line.number == edited.line), None)
    if main is None:
        return "the new line is not read"
    if main.day != case.new.day:
        return f"the day is {main.day}"
    if case.new.box and main.state != STATES.get(case.new.box, "open"):
        return f"the box is {main.state}"
    if not new_line(edited).endswith(one_line(case.new.text)) or bool(main.time) != bool(case.new.time):
        return f"the line is {new_line(edited)!r}"
    below = [line for line in mine if line.number > edited.line]
    details = [one_line(text) for text in case.new.details if one_line(text)]
    written = [split_lines(edited.text)[line.number - 1] for line in below]
    if len(written) != len(details) or not all(line.endswith(text) for line, text in zip(written, details, strict=True)):
        return f"the details are {written}"
    if _regions(case.source) != _regions(Source("", edited.text)):
        return "a generated region has changed"
    if case.sure and not _in_order(old, new):
        return "the log is no longer in order"
    return None


def _regions(source: Source) -> list[tuple[str, str]]:
    return [(region.name, region_text(source, region)) for region in find_regions(source).value]


def _in_order(old: Note, new: Note) -> bool:
    """Whether a log that was in order is in the same order still."""
    before = [line.day for line in old.lines if line.day and line.parent < 0]
    after = [line.day for line in new.lines if line.day and line.parent < 0]
    if len(set(before)) < 2 or before not in (sorted(before), sorted(before, reverse=True)):
        return True
    return after == sorted(after, reverse=before[0] > before[-1])


def new_line(edited: Edited) -> str:
    """The line that was written."""
    return split_lines(edited.text)[edited.line - 1]


def _same_but(case: Case, edited: Edited, **changes: Any) -> str | None:
    """The same lines, but for the one that was changed."""
    old, new = _before_and_after(case, edited)
    if old.properties != new.properties:
        return "the front matter reads otherwise"
    if len(split_lines(edited.text)) != len(case.source.lines):
        return "lines were joined or split"
    if edited.line != case.line:
        return "another line"
    before = [(line.number, _said(line)) for line in old.lines if line.number != case.line]
    after = [(line.number, _said(line)) for line in new.lines if line.number != case.line]
    if old.kind == "other":  # of a note that is nobody's, lines that matter to no one are passed by
        after = [line for line in after if line in before]
    if before != after:
        return "the other lines read otherwise"
    was = next((line for line in old.lines if line.number == case.line), None)
    now = next((line for line in new.lines if line.number == case.line), None)
    if was is not None and (now is None or _said(replace(was, **changes)) != _said(now)):
        return f"the line now reads {now}"
    return None


def _tick(case: Case, edited: Edited) -> str | None:
    part = {"x": "done", "-": "dropped"}.get(case.state)
    changes: dict[str, Any] = {"state": STATES[case.state]}
    line = new_line(edited)
    written = any(case.day.isoformat() in edit.text for edit in edited.edits)
    if part and case.stamped and (written or f"✅ {case.day}" in line or f"❌ {case.day}" in line):
        changes[part] = case.day
    was = next((x for x in read_note(case.source, case.settings).value.lines if x.number == case.line), None)
    if was and part and case.stamped and "done" in changes and not written:
        changes[part] = getattr(was, part)
    if was and was.emoji and part and case.stamped and not written and getattr(was, part) != case.day:
        return "a line with task emoji has no date of its tick"
    return _same_but(case, edited, **changes)


def _due(case: Case, edited: Edited) -> str | None:
    return _same_but(case, edited, due=case.day)


def _property(case: Case, edited: Edited) -> str | None:
    """The same properties, but for the one; the same body."""
    old, new = _before_and_after(case, edited)
    if not new.properties.readable:
        return "the front matter cannot be read"
    if case.text[split(case.text)[1] :] != edited.text[split(edited.text)[1] :]:
        return "the body has changed"
    known = names(case.settings.fields)
    field = known.get(case.key.casefold(), (case.key.casefold(), 0))[0]
    before = [(raw.key, raw.value) for raw in old.properties.raw]
    after = [(raw.key, raw.value) for raw in new.properties.raw]
    differ = [n for n, pair in enumerate(after) if n >= len(before) or before[n] != pair]
    if len(after) - len(before) not in (0, 1) or len(differ) > 1 or bool(differ) != bool(edited.edits):
        return f"the properties are {after}"
    for key, value in (after[n] for n in differ):
        if known.get(key.casefold(), (key.casefold(), 0))[0] != field:
            return f"{key} was set"
        texts = [case.value] if isinstance(case.value, str) else case.value
        there = value if isinstance(value, list) else [value]
        if not all(one_line(text) in there for text in texts):
            return f"the value is {value!r}"
        was = before[differ[0]][1] if differ[0] < len(before) else None
        if isinstance(was, list) and len(was) > 1 and any(text not in there for text in was if text):
            return f"of {was!r} some was lost"
    return None


_CHECKS = {"log": _log, "tick": _tick, "box": _tick, "due": _due, "property": _property}


# ── cases ───────────────────────────────────────────────────────────────────────────────────────

WORDS = (
    "call: the news", "lead (intro): [[Sam Lee]] runs the team", "coffee: at the park #café", "promised: the deck 📅 2026-12-01",
    "thanked: for [[Initech]] [re:: [[Sam Lee]]]", "note: ends in ^block-1", "gave: feedback `on x` and **y**",
    "heard: ~~no~~ yes (maybe)", "met", "told: 50 %% of it %%", "call: é 🎉 👩‍💻 日本", "needs: a flat", "#promised the plan",
    "call: |x| [a](b.md) ![[c]]", "text: tab\there\r\nand a line\u2028break\x00", "[[Bo]] asked: could I", "note: x <!-- y -->",
)  # fmt: skip
BAD_WORDS = (
    "", " \n ", "%% open", "<!-- open", "```", "- [x] a", "10:30 late", "[x] boxed", "- dash", "# head", ": colon", "---",
    "x" * 9000, "\ud800", "^id", "[due:: 2026-01-01]", "\u202eabc", "| 2026-01-01 | x |", "`", "netvault:begin", "2026-01-02 x",
)  # fmt: skip
KEYS = (
    "snooze", "snooze_until", "Snooze", "company", "org", "employer", "role", "circle", "likes", "needs", "email", "tags",
    "aliases", "my key", "x", "private", "cadence", "prefers_place", "knows", "type", "birthday",
)  # fmt: skip
VALUES = (
    "2026-11-29", "[[Globex]]", "plain words", "a: b", "yes", "0123", "12:30", "it's", 'say "x"', "c:\\x", "a, b", "#tag",
    "- x", "", "null", "x #y", "@me", "é 🎉", "https://x.y/z?a=b#c", "+44 20 7946 0000", "weekly", "contact", "key:", "[a, b]",
    "{a: b}", "a\nb", "*x*", "&a", "!b", "%c", "?", "x:y", "1e3", "~", "10", "'", '"', "\\", "`", "-", "…", "\ufffe",
)  # fmt: skip
FRONT = (
    "", "type: contact", "company: \"[[Globex]]\"", "Snooze: 2026-01-01 # later", "snooze_until:", "likes:\n  - jazz\n  - \"[[Chess]]\"",
    "likes:\n- jazz # loud\n- x", "needs: [a, 'b', \"c\"]", "needs: []", "needs: [\n  a, # one\n  b\n]", "email: a@b.c",
    "tags: [contact, work]", "tags: contact", "# a comment", "  # indented comment", "role: >\n  long\n  text", "bio: |\n  one\n\n  two\n",
    "aliases:\n  - JD\n  -", "prefers: {place: park}", "prefers:\n  place: park\n  time: noon", "x: {a: 1}", "knows: [[Ana]]",
    "knows:\n  - [[Ana]]", "role: \"double: quoted\"", "role: 'it''s'", "circle: ~", "circle: null  # none", "Role:   spaced  ",
    "my key: v", "\"quoted key\": v", "private: true", "birthday: 11-12", "multi: one\n  two", "x:\n\n  - a", "é: ü", "likes: \"\"",
    "org: Globex\nemployer: Initech", "role: a\nROLE: b", "needs:\n  - - nested\n", "cadence: 6w", "last: [a,\n b]",
)  # fmt: skip
BAD_FRONT = (
    "a: [",
    "\ttab: x",
    "just words",
    "- a\n- b",
    "{a: b}",
    "a: b: c",
    "? k\n: v",
    "a: *x",
    "&a b: c",
    "!!str x: y",
    "a:b",
    "x\n: y",
    "%YAML 1.2",
)
TASKS = (
    "- [ ] call [[Jane]] 📅 2026-11-20", "- [x] sent it ✅ 2026-11-01 ^done-1", "- [ ] x [due:: 2026-01-01]", "- [/] y ⏫",
    "- [ ] z 🔁 every week ⏳ 2026-11-01 📅 2026-11-02 #tag", "- [-] no ❌ 2026-01-01", "- [ ] plain", "- [X] big", "* [ ] star ^s",
    "1. [ ] one (due:: 2026-01-01)", "- [ ] c %% 📅 2026-01-01 %%", "- [ ] ~~all of it~~", "- [ ] a ~~b 📅 2026-01-01~~ c", "- 2026-01-01 ~~call: x~~", "- ~~[ ] d~~ e", "- [ ] `📅 2026-01-01`", "- [>] moved 🗓️ 2026-02-30", "+ plus",
    "- [ ] a [completion:: x] [due:: 2026-01-01T10:00] ^b", "- [ ]  ", "-", "- [ ] two 📅 2026-01-01 📅 2026-01-02 ", "- [x]nobox",
)  # fmt: skip
BLOCKS = (
    "# Jane", "## Notes", "Some words.", "More words\nover two lines", "---", "***", "> a quote\n> - 2026-01-01 call: quoted",
    "| a | b |\n|---|---|\n| 2026-01-01 | x |", "```\n- 2026-01-01 call: code\n## Log\n```", "~~~js\n- x\n~~~", "%% hidden %%",
    "%%\n- 2026-01-01 call: hidden\n\n## Log\n%%", "<!-- a\n- 2026-02-02 call: b\n-->", "- a\n  ```\n  - 2026-01-01 x\n  ```\n  b",
    "<!-- netvault:begin today v1 2026-11-20 3f2a9c0d1e4b -->\n\n- 2026-01-01 call: made\n\n<!-- netvault:end today -->",
    "- a\n\t- b\n\t\t- 2026-03-03 call: deep", "1. one\n2. two", "![[embed]]", "$$\nx\n$$", "    - indented", "\t- tabbed", "a `code",
    "### Log #tag", "Log\n===", "[^1]: note", "- [[Bo]]\n  - call: x", "12:30 lunch with [[Bo]]", "=======", "-   wide\n    text", "\u2028",
)  # fmt: skip
BAD_BLOCKS = (
    "```\nnever closed", "%% never closed", "<!-- never closed", "<!-- netvault:begin today -->", "<!-- netvault:end x -->",
    "<<<<<<< ours\n=======\n>>>>>>> theirs", "x" * 8300, "- " + "y" * 8300, "---\nname: x", "- a\n  ```\n  open", "\x00\x01", "\ud800",
)  # fmt: skip
LOG_HEADINGS = ("## Log", "## log", "# LOG", "### Log", "## Log ##", "## **Log**", "##   Log:", "## Log #log")


def cases(seed: int, n: int) -> Iterator[Case]:
    """n cases, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(n):
        yield sound_log(rng) if rng.random() < 0.25 else any_case(rng)


def any_case(rng: random.Random) -> Case:
    """Any change to any note."""
    text = note(rng)
    act = rng.choice(("log", "log", "log", "tick", "box", "due", "property", "property"))
    lines = split_lines(text)
    likely = [n for n, line in enumerate(lines, 1) if re.match(r"\s*([-*+]|\d+[.)]|#+) ", line)]
    number = rng.choice(likely) if likely and rng.random() < 0.9 else rng.randint(0, len(lines) + 1)
    many = rng.random() < 0.4
    return Case(
        text=text, act=act, path=rng.choice(("People/Jane Doe.md", "Companies/X.md", "2026-11-12.md", "Notes/any.md")),
        settings=replace(DEFAULTS, order=rng.choice(("auto", "auto", "newest", "oldest")), heading=rng.choice(("Log", "Log", "Contact log"))),
        new=new_log_line(rng), line=number, state=rng.choice(BOXES), day=any_day(rng), stamped=rng.random() < 0.8,
        key=rng.choice(KEYS) if rng.random() < 0.97 else rng.choice(("", "a: b", "-", "x\ny", "# c", "[k]")),
        value=tuple(rng.sample(VALUES, rng.randint(0, 3))) if many else rng.choice(VALUES),
    )  # fmt: skip


def any_day(rng: random.Random) -> date:
    """A day, mostly of these years."""
    return date(2024, 1, 1) + timedelta(days=rng.randint(0, 1100)) if rng.random() < 0.98 else date(rng.choice((1, 9999)), 1, 1)


def new_log_line(rng: random.Random) -> NewLine:
    """A line to write; sometimes one that nothing should write."""
    words = BAD_WORDS if rng.random() < 0.1 else WORDS
    details = tuple(rng.choice(WORDS if rng.random() < 0.9 else BAD_WORDS) for _ in range(rng.choice((0, 0, 0, 1, 2))))
    box = rng.choice((None, None, None, "x", " ", "-", "/"))
    return NewLine(any_day(rng), rng.choice(words), details, box, rng.choice((None, None, "9:30", "18:05", "25:00")))


def note(rng: random.Random) -> str:
    """A note of any kind: what people write, what programs leave, and what goes wrong."""
    lines: list[str] = []
    if rng.random() < 0.6:
        pool = BAD_FRONT if rng.random() < 0.08 else FRONT
        lines += [
            "---",
            *"\n".join(rng.sample(pool, rng.randint(0, 4))).split("\n"),
            rng.choice(("---", "---", "---", "...", "--- ")),
        ]
    for _ in range(rng.randint(0, 6)):
        lines += block(rng).split("\n")
        lines += [""] * rng.choice((0, 0, 1, 1, 2))
    return in_bytes(rng, lines)


def block(rng: random.Random) -> str:
    """A part of a body."""
    kind = rng.random()
    if kind < 0.3:
        return "\n".join([*([rng.choice(LOG_HEADINGS)] if rng.random() < 0.8 else []), *log(rng)])
    if kind < 0.5:
        return "\n".join(rng.sample(TASKS, rng.randint(1, 4)))
    if kind < 0.97:
        return rng.choice(BLOCKS)
    return rng.choice(BAD_BLOCKS)


def log(rng: random.Random, sound: bool = False) -> list[str]:
    """Dated lines in one style, in order or not."""
    days = sorted(any_day(rng) for _ in range(rng.randint(0, 6)))
    order = rng.random()
    days = days[::-1] if order < 0.4 else days if sound or order < 0.9 else rng.sample(days, len(days))
    if rng.random() < 0.15:
        return dated_headings(rng, days)
    bullet, indent = rng.choice(("- ", "- ", "- ", "* ", "+ ", "1. ", "-   ", "2) ")), rng.choice(("", "", "", "", " ", "\t"))
    if sound and indent == "\t":
        indent = ""
    form = rng.choice(
        ("{}", "{}", "{}", "**{}**", "[[{}]]", "[[Daily/{}]]", "[[Daily/{}|{}]]", "*{}*", "**{}:**", "[{}](Daily/{}.md)")
    )
    mark, box = rng.choice((" ", " ", ": ", " - ", " – ", " | ")), rng.choice(("", "", "", "[x] ", "[ ] "))
    step, gap = rng.choice(("  ", "    ", "\t")), rng.random() < 0.2
    late = rng.random() < 0.2
    lines: list[str] = []
    for n, day in enumerate(days):
        head = form.replace("{}", day.isoformat()) + (mark if not (late and box) else " " + box)
        lines.append(
            f"{indent}{bullet if not sound or bullet[0] not in '12' else f'{n + 1}. '}{'' if late else box}{head}{rng.choice(WORDS[:10])}"
        )
        if rng.random() < 0.2:
            lines += [f"{indent}{step}- {rng.choice(WORDS[:10])}"] * rng.randint(1, 2)
        if gap:
            lines.append("")
    return lines


def dated_headings(rng: random.Random, days: Sequence[date]) -> list[str]:
    """A log of headings, each with some words below it."""
    level, tight = rng.choice(("## ", "### ", "#### ")), rng.random() < 0.4
    lines: list[str] = []
    for day in days:
        lines += [f"{level}{day} {rng.choice(WORDS[:6])}", *rng.choice(([], ["words"], ["- call: x", "- y"], ["", "words", ""]))]
        lines += [] if tight else [""]
    return lines


def sound_log(rng: random.Random) -> Case:
    """A sound note with a log in order, into which a sound line has to fit."""
    level = rng.choice(("# ", "## ", "### "))
    around = [b for b in BLOCKS[:12] if "Log" not in b and "2026" not in b]
    lines = ["---", "type: contact", "---"] if rng.random() < 0.7 else []
    lines += [*rng.choice(around).split("\n"), ""] if rng.random() < 0.5 else []
    entries = [line.replace("### ", "#### ") for line in log(rng, sound=True)]
    entries = [re.sub(r"^## ", "#### ", line) for line in entries]
    lines += [level + "Log", *([""] if rng.random() < 0.3 else []), *entries]
    lines += ["", "# End", *rng.choice(around).split("\n")] if rng.random() < 0.5 else []
    new = NewLine(
        any_day(rng),
        rng.choice(WORDS[:6]),
        tuple(rng.sample(WORDS[:5], rng.choice((0, 0, 1, 2)))),
        None,
        rng.choice((None, "9:30")),
    )
    return Case(text=in_bytes(rng, lines), act="log", new=new, sure=True)


def in_bytes(rng: random.Random, lines: list[str]) -> str:
    """Lines as a file: with or without a byte order mark, with any line ends, with or without one at the end."""
    ends = rng.choice((("\n",), ("\n",), ("\n",), ("\r\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\r\n", "\n", "\r")))
    text = "".join(line + rng.choice(ends) for line in lines)
    text += rng.choice(ends) * rng.choice((0, 0, 0, 1, 3))
    if rng.random() < 0.25:
        text = LINE_END.sub("", text[-2:]).join((text[:-2], "")) if text[-1:] in ("\r", "\n") else text
    text += rng.choice(("", "", "", "", "  ", "\t"))
    return ("\ufeff" if rng.random() < 0.1 else "") + text
