"""Vaults in which every value is a payload, and what would be active in what netvault writes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from pathlib import Path

import yaml
from cli_vaults import vault

from netvault.escape import one_line
from netvault.notes.words import OPENERS

PAYLOADS = Path(__file__).parents[1] / "hostile" / "payloads.yaml"
SETTINGS = "[today]\nlimit = 1000\nhellos = 1000\n"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f\ud800-\udfff]")
"""What no terminal, and no line of a note, is to be given."""
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{}~]|&#\d+;")
_LINK = re.compile(r"(?<![\[!])\[\[([^\[\]|\\#^]+)(?:\\?\|([^\[\]|]*))?\]\](?!\])")
_MAIL = re.compile(r"(?<!\\)\[mail\]\(mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\)")
_PICTURE = re.compile(r"!\[[A-Z][a-z ]+\]\([a-z-]+\.svg\)")
_FRAME = re.compile(r"\A(?:#{1,3} |- \[ \] |- |\| (?=.* \|\Z)|\*\*If you only do three:\*\* )")
_ACTIVE = re.compile(r"[`<>\[\]|*$~{}]|%%|::|==|://|(?i:\bwww\.)|(?:^|(?<=[\s(]))#+[^\s#·]|(?:^|(?<=\s))\^|(?<!\w)_(?=\S)|^(?:[-+=>!]|\d{1,9}[.)](?=\s|$))")
_MERMAID = re.compile(r'graph LR|(?!.*(?i:direction))  p\d+\["(?:[\w .-]|#\d+;|\u2026|[^\x00-\x7f])*"\]|  p\d+ (?:-->|---) p\d+|  class p\d+(?:,p\d+)* internal-link;')
_PICTURES = ("![Given and received by month](given-and-received.svg)", "![Touches by week](touches.svg)")
_LEGEND = "*Tick = done, `[-]` = drop, `[>]` = next week.*"


def payloads() -> list[str]:
    """Every payload, each once."""
    said: dict[str, list[str]] = yaml.safe_load(PAYLOADS.read_text("utf-8"))
    return list(dict.fromkeys(text for texts in said.values() for text in texts))


def hostile_vault(root: Path, chosen: Iterable[str]) -> Path:
    """A vault in which every name, property, word, file name and heading is one of the payloads."""
    files: dict[str, str] = {"netvault.toml": SETTINGS, "People/Jane Doe.md": "---\ncircle: inner\n---\n- 2026-10-01 call: hi\n"}
    daily = []
    for n, text in enumerate(chosen):
        said, line, name = json.dumps(text), one_line(text), file_name(text)
        lists = "".join(f"{key}: [{said}]\n" for key in ("aliases", "email", "phone", "url", "past_companies", "needs", "offers", "likes", "tags"))
        texts = "".join(f"{key}: {said}\n" for key in ("name", "company", "role", "linkedin", "location", "prefers_channel", "prefers_place", "prefers_time", "knows", "own"))
        log = "".join(f"- 2026-11-{1 + at:02} {act} ({line}): {line} [[{line}]] [re:: {line}]\n  - {line}\n" for at, act in enumerate(sorted(OPENERS)))
        files[f"People/P{n}.md"] = f"---\n{lists}{texts}circle: inner\nbirthday: 11-22\nintroduced_by: '[[P{n - 1}]]'\n---\n## Log\n- 2026-01-01 call: {line}\n{log}"
        files[f"Notes/N{n}.md"] = "".join(f"- 2026-11-1{at} [[P{n}|{line}]] {act}: {text}\n\n" for at, act in enumerate(("promised", "lead", "gave", "asked", "news")))
        daily.append(f"- Had coffee with [[P{n}|{line}]] and talked of {line}\n- Thinking of [[P{n}]] {line}\n- [ ] {line} [[P{n}]] 📅 2026-11-20\n- {line}: [[P{n}]]\n")
        if name:
            files[f"People/F/{name}.md"] = f"---\ncircle: inner\ncompany: {json.dumps(f'[[{name}]]')}\nknows: '[[Jane Doe]]'\n---\n- 2026-11-12 heard: {line}\n- 2026-11-13 lead: [[{name}]]\n"
            files[f"Companies/C {name}.md"] = f"# {line}\n- 2026-11-10 [[P{n}]] said: {line}\n"
            files[f"Meetings/2026-11-21 {name}.md"] = f"---\nattendees: ['[[P{n}]]']\n---\n"
    return vault(root, {**files, "Daily/2026-11-19.md": "".join(daily), "Raw.md": "\n\n".join(chosen)})


def file_name(text: str) -> str:
    """A payload as a file can be called, or nothing."""
    name = text.replace("/", "\u2215").replace("\0", "").strip()
    return name if 0 < len(name.encode("utf-8", "replace")) < 200 and name.isprintable() | True and not name.startswith(".") and max(name) < "\ud800" else ""


def note_names(root: Path) -> set[str]:
    """Every target that a link may have: a note's name, or its path, without `.md`."""
    paths = [path.relative_to(root).as_posix().removesuffix(".md") for path in root.rglob("*.md")]
    return {*paths, *(path.rpartition("/")[2] for path in paths)}


def active(text: str, names: Collection[str]) -> list[str]:
    """The lines of a generated note in which something is left that is neither text nor what netvault makes there."""
    found, picture = [], False
    for line in text.split("\n"):
        if picture or line == "```mermaid":
            if line not in ("```mermaid", "```") and not _MERMAID.fullmatch(line):
                found.append(line)
            picture = line != "```"
        elif not _marker(line) and line != _LEGEND and not re.fullmatch(r"\|[-:|]+\|", line) and CONTROL.search(line):
            found.append(line)
        elif not _marker(line) and line not in (_LEGEND, *_PICTURES) and not re.fullmatch(r"\|[-:|]+\|", line):
            rest = _left(line, names)
            if _ACTIVE.search(rest):
                found.append(f"{line}  →  {rest}")
    return found


def _marker(line: str) -> bool:
    return bool(re.fullmatch(r"<!-- netvault:(?:begin [a-z-]+ v1 \d{4}-\d\d-\d\d [0-9a-f]{12}|end [a-z-]+) -->", line))


def _left(line: str, names: Collection[str]) -> str:
    """What is left of a line once that is taken out which netvault makes itself: frames, links to notes, ids."""
    line = re.sub(r" \^nv-[0-9a-f]{8}\Z", "", line)
    if line.startswith("*") and line.endswith("*"):
        line = line[1:-1]
    frame = _FRAME.match(line)
    line = _PICTURE.sub("P", _MAIL.sub("M", line)).replace("cannot be read: `netvault check`.", "")
    line = line[frame.end() :] if frame else line
    line = _ESCAPED.sub("·", line)
    if frame and frame[0].startswith("|"):
        line = line[:-2].replace(" | ", " ").replace(" |", " ").replace("| ", " ") if "|" in line else line
    line = _LINK.sub(lambda m: "L" if m[1] in names and not _ACTIVE.search(m[2] or "") else m[0], line)
    return line.replace("\\|", "·").replace("**", "")
