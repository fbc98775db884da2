"""Texts for a target: put together from pieces that mean something to it, and mangled ones of those that were new."""

from __future__ import annotations

import json
import random
from collections.abc import Hashable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
MOST = 200
"""Texts kept for a target."""

ANYWHERE = [
    "", " ", "\n", "\r\n", "\t", "  ", "\x00", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800", "é", "e\u0301", "👍", "İ", "ß", "٣", "²", "ー",
    "[[Jane Doe]]", "[[Sam|s]]", "[[", "]]", "|", "`", "```", "~~~", "%%", "<!--", "-->", "<% x %>", "{{ x }}", "{%", "#", "^a", "::", "\\", "'", '"', ":", "-", "- ",
    "2026-11-12", "2026-02-30", "9999-12-31", "0001-01-01", "0", "1", "-1", "99999999999999999999", "nan", "1e999", ",", ".", "/", "../", "(", ")", "<", ">", "&", "=", "*", "_", "@", "!",
]  # fmt: skip
_LINE = [
    "- ", "  - ", "\t- ", "# ", "## 2026-11-12 ", "> ", "1. ", "[ ] ", "[x] ", "[-] ", "2026-11-12 ", "2026-11-12 09:30-10:15 ", "[[2026-11-12]] ", "12/11/2026 ", "**2026-11-12** ",
    "call: ", "coffee (x): ", "lead: ", "heard: ", "asked ", "promised ", "told ", "introduced me to ", "called ", "had coffee with ", "emailed ", "from ", "with ", "for ", "to ", "me ", "I'll ",
    "she ", "not ", "never ", "no answer", "?", " tomorrow", " #lead", " #asked", " 📅 2026-11-25", " ✅ 2026-11-13", " [re:: [[Sam]]]", " [re:: ^a]", " [paid:: me]", " [later:: 2026-12-01]", " (a:: b)", " ^ab", "![[Sam]]",
    "[Sam](Sam.md)", "[[Acme]]", "[[Nobody]]", "[[#^a]]", ", ", " and ", "thanked ", "Signal: ", "she replied", "got a reply from ", "followed up on ",
]  # fmt: skip
PIECES: dict[str, list[str]] = {
    "front-matter": [
        "name: ", "type: person\n", "tags: [a, b]\n", "aliases:\n  - x\n", "company: ", "email: a@b.example\n", "circle: inner\n", "cadence: ", "2w\n", "knows: ['[[Sam]]']\n", "birthday: ", "--02-29\n",
        "private: ", "yes\n", "x: &a 1\n", "*a\n", "!!python/object:x ", "? ", "|\n", ">-\n", "  ", "- ", "[", "]", "{", "}", "a: b\n", "---\n", "...\n", "%YAML 1.1\n", "# c\n", "''", '"\\x"', "prefers: {place: x}\n", "<<: *a\n", "\n",
    ],
    "body": [*_LINE, "\n", "\n", "\n- ", "---\n", "```\n", "<!-- netvault:begin today -->\n", "<!-- netvault:end today -->\n", "$$\n", "    "],
    "log-line": _LINE,
    "new-line": _LINE,
    "settings": [
        "format = 1\n", "[vault]\n", "[circles]\n", "[due]\n", "[today]\n", "[output]\n", "[log]\n", "[fields]\n", "[words]\n", "contacts = ", "ignore = ", "today = ", "reports = ", "templates = ", "limit = ",
        "loops_from = ", "heading = ", "cadence = ", "talked = ", "inner = ", '"3d"\n', '["a", "b"]\n', '"../x"\n', '".git/x.md"\n', '"a.md"\n', '"""', "'''", "{a = 1}\n", "[[x]]\n", "a.b.c = 1\n", "1979-05-27T07:32:00Z\n", "true\n", "inf\n", "\n", '"', "[", "]", "= ", '"**/x"\n', "0x1F\n", '"\\u0000"\n',
    ],
    "words": ["kaffee", "coffee", "lead", "call", ",", " ", "-", ":", "not", "asked for", "had", "with", "Ω", "to", "me", "("],
    "regions": [
        "<!-- netvault:begin ", "<!-- netvault:end ", "today", "agenda", " v1 2026-11-20 0123456789ab", " v99", " -->", "\n", "\n", "---\n", "```\n", "~~~\n", "> ```\n", "- ```\n", "    ", "\t", "<!-- netvault:begin today -->\n", "<!-- netvault:end today -->\n", "text\n", "\r",
    ],
    "ticks": ["- [x] ", "- [ ] ", "- [-] ", "- [>] ", "* [X] ", "  - ", "\t", "\n", "\n", " ^nv-1a2b3c4d", "^nv-00000000", "^nv-", " ✅ 2026-11-20", "Thank [[Jane Doe]]", "text", "```\n", "<!-- netvault:end today -->\n"],
    "templates": [
        "{{ day }}", "{{ groups }}", "{% for g in groups %}", "{% endfor %}", "{% if day %}", "{% else %}", "{% endif %}", "{{ g.title }}", "{% set a = ", " %}", "{{ ", " }}", "|", "join(',')", "length", "upper", "sort", "map('x')", "range(9)", "range(10**9)", "range(1000)",
        "{% macro m(a) %}", "{% endmacro %}", "{{ m(1) }}", "{% include 'agenda.md.j2' %}", "{% extends 'agenda.md.j2' %}", "{% block b %}", "{% endblock %}", "{# ", " #}", "__class__", "['__init__']", ".append(1)", "a ~ b", " + ", " * ", " ** ", "[1, 2]", "{'a': 1}", "loop.index", "lipsum(9)", "cycler", "namespace(a=1)", "self", "caller()", "{% raw %}", "{% endraw %}", "\n", "**kw", "*a", "(", ")", "'x'", "{% call m() %}", "{% filter upper %}", "{% set x %}", "{% endset %}", "{% with %}", "not ", "is defined", "groupby('title')", "replace('a','b')", "%", "//0",
    ],
    "who": ["jane", "Jane Doe", "jay", "sam", "zoë", "Zoe\u0308", "å", " ", "d", "d.", "People/", ".md", "Acme", "inc", "ravi", "JANE", "jaen", "doe"],
    "dates": [
        "2026-11-12", "2026", "-", "11", "02-29", "--", "12", "today", "yesterday", "last ", "next ", "friday", "monday", "in ", "3 ", "days", " ago", "week", "weeks", "months", "every ", "w", "d", "m", "y", "weekly", "half-yearly", "never", "1st", "May", "november", "T10:00", " ", "10:30", "the day before ", "a ", "99999999",
    ],
    "escapes": [
        "[[", "]]", "<b>", "javascript:", "://", "`= x`", "$= ", "%%", "==", "::", "^id", "#tag", "# ", "- ", "1. ", "> ", "|", "~~", "__", "*", "&lt;", "&#91;", "\\", "![", "](", "{{", "<%", "-->", "(@", "^[", "a", "b", " ", "\x1b]8;;x\x07",
    ],
}  # fmt: skip
PIECES["outputs"] = PIECES["body"] + PIECES["front-matter"]


class Maker:
    """Makes texts for one target, and keeps those that came to something new."""

    def __init__(self, target: str, longest: int, seed: int) -> None:
        self.chance = random.Random(f"{target} {seed}")
        self.longest = longest
        self.pieces = [*PIECES[target], *PIECES[target], *ANYWHERE]
        self.kept = read_corpus(target)
        self.seen: dict[Hashable, int] = {}
        self.gained = 0

    def text(self) -> str:
        """The next text: two in five are put together, the others are kept ones mangled."""
        chance = self.chance.random
        if not self.kept or chance() < 0.4:
            return "".join(self.chance.choices(self.pieces, k=1 + int(chance() * 12)))[: self.longest]
        pool = self.kept
        text = pool[int(chance() * len(pool))]
        for _ in range(1 + int(chance() * 3)):
            text = self._mangled(text)
        return text[: self.longest]

    def _mangled(self, text: str) -> str:
        chance, what = self.chance.random, int(self.chance.random() * 6)
        at = int(chance() * (len(text) + 1))
        if what == 0:
            return text[:at] + self.pieces[int(chance() * len(self.pieces))] + text[at:]
        if what == 1:
            return text[:at] + text[at + 1 + int(chance() * 4) :]
        if what == 2:
            end = at + 1 + int(chance() * 8)
            return text[:at] + text[at:end] * (2 + int(chance() * 4)) + text[end:]
        if what == 3:
            return text[:at] + chr(int(chance() ** 3 * 0xD7FF)) + text[at + 1 :]
        other = self.kept[int(chance() * len(self.kept))]
        cut = int(chance() * (len(other) + 1))
        return text[:at] + other[cut:] if what == 4 else text[:at] + self.pieces[int(chance() * len(self.pieces))] + text[at + 2 :]

    def learn(self, text: str, came_to: Hashable) -> None:
        """Keep a text that came to what no other has, as long as there is room; of two that come to the same the first."""
        if came_to in self.seen:
            return
        self.seen[came_to] = len(self.kept)
        self.gained += 1
        if text and text not in self.kept:
            if len(self.kept) < MOST * 5:
                self.kept.append(text)
            else:
                self.kept[int(self.chance.random() * len(self.kept))] = text


def read_corpus(target: str) -> list[str]:
    """The texts that are kept for a target, from the repository."""
    path = CORPUS / f"{target}.jsonl"
    return [json.loads(line) for line in path.read_text("ascii").splitlines()] if path.exists() else []


def write_corpus(target: str, texts: list[str]) -> None:
    """Keep texts for a target: the shortest ones, sorted, one JSON string a line."""
    CORPUS.mkdir(exist_ok=True)
    chosen = sorted(sorted(set(texts), key=lambda text: (len(text), text))[:MOST])
    (CORPUS / f"{target}.jsonl").write_text("".join(json.dumps(text) + "\n" for text in chosen), "ascii")
