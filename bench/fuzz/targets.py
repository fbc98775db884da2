"""What is fuzzed: functions of one text, each of which returns what the text came to, in a form that can be compared.

A target raises only where something is wrong: the code that it calls promises to raise nothing, and what it promises
besides is asserted here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from netvault.dates import parse_birthday, parse_cadence, parse_date_or_time, parse_day, parse_spoken
from netvault.diagnostics import Diagnostic
from netvault.escape import markdown, one_line, terminal
from netvault.model import Note
from netvault.network.graph import Network, build_network
from netvault.network.names import who
from netvault.network.targets import find_target, nodes
from netvault.notes.edit import Edited, NewLine, add_log_line
from netvault.notes.note import read_note
from netvault.notes.regions import edited, find_regions, region_text, render_region
from netvault.notes.ticked import edited_beyond_ticks, ticked_lines
from netvault.notes.words import lexicon
from netvault.outputs import OUTPUTS, render_outputs
from netvault.pipeline import read_sources
from netvault.render import Renderer, TemplateFailed, Templates
from netvault.settings import DEFAULTS, parse_settings
from netvault.standing import looks_like_id, stand
from netvault.text import Source
from netvault.vault.shipped import builtin_templates
from netvault.views.exporting import FORMATS, graph_of

DAY = date(2026, 11, 20)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ACTIVE = re.compile(r"(?<!\\)[\[\]|*~$`<>]|%%|::|==|\{|://|(?:^|(?<=\s))(?:\^|#[^\s&#])|^(?:[-+>=]|#{1,6}(?:\s|$)|\d{1,9}[.)](?:\s|$))")
REST = {
    "People/Jane Doe.md": "---\naliases: [Jay]\ncompany: '[[Acme]]'\ncircle: inner\n---\n- 2026-10-01 call: hi\n",
    "People/Sam.md": "---\nknows: '[[Jane Doe]]'\n---\n- 2026-11-01 lead: [[Ravi]] at [[Acme]]\n- 2026-11-02 heard: hi\n",
    "Companies/Acme.md": "",
}
"""The vault around the text that is tried."""
PEOPLE = {"People/Jane Doe.md": ("Jane Doe", "Jay"), "People/Sam.md": ("Sam",), "People/Zoë Åkesson.md": ("Zoë Åkesson", "zå")}


@dataclass(frozen=True)
class Target:
    """A function of a text; its share of the inputs, in parts of a thousand; the characters that a text may have."""

    run: Callable[[str], Hashable]
    share: int
    longest: int = 400


def _codes(problems: Iterable[Diagnostic], text: str) -> tuple[str, ...]:
    """The codes of problems, each of which has a place that is there."""
    source = Source("", text)
    for one in problems:
        assert one.code, one
        assert one.message, one
        assert 1 <= one.line <= len(source.lines), one
        assert 1 <= one.column <= len(source.lines[one.line - 1]) + 1, one
    return tuple(sorted({one.code for one in problems}))


def _said(note: Note) -> Hashable:
    given = note.properties
    names = getattr(type(given), "__slots__", ())
    return tuple(name for name in names if name not in ("span", "extra") and getattr(given, name) not in (None, (), "", False))


def front_matter(text: str) -> Hashable:
    """A contact's note with this front matter."""
    whole = f"---\n{text}\n---\n- 2026-11-01 call: x\n"
    parsed = read_note(Source("People/Jane Doe.md", whole), DEFAULTS)
    return _codes(parsed.diagnostics, whole), _said(parsed.value), parsed.value.kind


@cache
def _rest() -> tuple[Note, ...]:
    return tuple(read_note(Source(path, text), DEFAULTS).value for path, text in REST.items())


def _network(path: str, text: str) -> tuple[Network, tuple[str, ...], Note]:
    parsed = read_note(Source(path, text), DEFAULTS)
    own = replace(parsed.value)
    network = build_network([*(note for note in _rest() if note.path != path), own], DEFAULTS, lexicon())
    return network, _codes(parsed.diagnostics, text), own


def _entries(network: Network, path: str, text: str) -> Hashable:
    lines = len(Source("", text).lines)
    found = [entry for entry in network.entries if entry.path == path]
    for entry in found:
        assert 1 <= entry.line <= lines, entry
        assert all(contact in network.contacts for contact in entry.contacts), entry
        assert bool(entry.acts) is (entry.level != "mention"), entry
        assert not CONTROL.search(one_line(entry.text)), entry
    return tuple(sorted({(e.level, e.acts, e.verb if e.acts else e.why[:12], e.state, len(e.contacts), bool(e.subjects)) for e in found}, key=repr))


def body(text: str) -> Hashable:
    """A contact's note and a daily note with this body."""
    found: list[Hashable] = []
    for path in ("People/Jane Doe.md", "Daily/2026-11-19.md"):
        network, codes, note = _network(path, text)
        found += [codes, len(note.lines) > 1, _entries(network, path, text)]
    return tuple(found)


def log_line(text: str) -> Hashable:
    """One line of a daily note, as an item."""
    line = f"- {text}\n"
    network, codes, _ = _network("Daily/2026-11-19.md", line)
    return codes, _entries(network, "Daily/2026-11-19.md", line)


def new_line(text: str) -> Hashable:
    """What `netvault log` writes of these words: it reads back as it was meant, or it is not done."""
    note = Source("People/Sam.md", REST["People/Sam.md"])
    made = add_log_line(note, DEFAULTS, NewLine(DAY, one_line(text)))
    if not isinstance(made, Edited):
        return "not done"
    network, codes, _ = _network(note.path, made.text)
    return codes, _entries(network, note.path, made.text)


def settings(text: str) -> Hashable:
    """A netvault.toml."""
    parsed = parse_settings(text)
    value = parsed.value
    for path in (value.today, value.reports, value.templates, *value.contacts, *value.organisations):
        parts = path.split("/")
        assert all(part and not part.startswith(".") for part in parts), path
        assert not CONTROL.search(path), path
    changed = tuple(name for name in type(value).__slots__ if getattr(value, name) != getattr(DEFAULTS, name))
    return _codes(parsed.diagnostics, text), changed, *(re.sub(r"[“`].*?[”`]|\d+", "", one.message)[:60] for one in parsed.diagnostics[:2])


def words(text: str) -> Hashable:
    """Keywords that a vault adds, and a line that uses them."""
    added = tuple(part for part in (one_line(each) for each in text.split(",")) if part)
    known = lexicon.__wrapped__((("talked", added[:4]), ("lead", added[4:]))) if added else lexicon()
    path, line = "Daily/2026-11-19.md", f"- [[Sam]] {one_line(text)}: [[Jane Doe]]\n"
    note = read_note(Source(path, line), DEFAULTS).value
    return _entries(build_network([*_rest(), note], DEFAULTS, known), path, line)


def regions(text: str) -> Hashable:
    """A note with marker lines; and a region that holds this text."""
    source = Source("Today.md", text)
    found = find_regions(source)
    codes = _codes(found.diagnostics, text)
    for region in found.value:
        edited(source, region)
    try:
        made = render_region("today", DAY, text)
    except ValueError:
        return codes, tuple(region.name for region in found.value), False
    again = Source("x.md", f"# Mine\n\n{made}\n")
    (one,) = find_regions(again).value
    assert region_text(again, one) == region_text(again, one).strip("\n")
    assert not edited(again, one)
    shape = tuple((len(region.name) > 3, region.format, region.day is None, region.hash is None) for region in found.value)[:3]
    return codes, shape, tuple(one.message[:22] for one in found.diagnostics[:2]), "```" in text


def ticks(text: str) -> Hashable:
    """What a person has made of a Today region."""
    source = Source("Today.md", f"<!-- netvault:begin today v1 2026-11-20 0123456789ab -->\n\n{text}\n\n<!-- netvault:end today -->\n")
    found: list[Hashable] = []
    for region in find_regions(source).value:
        for tick in ticked_lines(source, region):
            assert 1 <= tick.line <= len(source.lines)
            assert looks_like_id(tick.id), tick
            found.append((tick.char if tick.char in "xX-> " else "?", bool(tick.text), len(tick.nested) > 0))
        found.append(edited_beyond_ticks(source, region))
    return tuple(found[:4])


@cache
def _builtin() -> dict[str, str]:
    return {name: text for name, text in builtin_templates().items() if name in ("today.md.j2", "agenda.md.j2")}


def templates(text: str) -> Hashable:
    """A vault's own template."""
    view = {"day": "Friday", "groups": [{"title": "T [[x]]", "items": [{"text": "a`b"}]}], "three": ["a"], "people": 3}
    try:
        shown = Renderer(Templates(_builtin(), {"today.md.j2": text})).render("today.md.j2", view)
    except TemplateFailed as failed:
        return re.sub(r"[“'`].*?[”'`]|\d+", "", failed.message)[:40]
    return len(shown) > 1, "&#" in shown


@cache
def _vault() -> Network:
    return build_network(_rest(), DEFAULTS, lexicon())


@cache
def _nodes() -> dict[str, tuple[str, ...]]:
    return nodes(_vault())


def names(text: str) -> Hashable:
    """A WHO, and a target of `netvault path`."""
    found = who(text, PEOPLE)
    assert set(found) <= set(PEOPLE)
    return len(text) < 3, " " in text, text.isascii(), text.islower(), tuple(found), tuple(find_target(_vault(), text, _nodes()))


def dates(text: str) -> Hashable:
    """Days, birthdays and cadences as people write and say them."""
    birthday, cadence = parse_birthday(text), parse_cadence(text)
    if birthday is not None:
        birthday.near(DAY, 30)
    said = (parse_day(text), parse_date_or_time(text), parse_spoken(text, DAY), parse_spoken(text, DAY, ahead=True))
    assert all(one is None or type(one) is date for one in said)
    far = tuple(None if one is None else max(min((one - DAY).days, 400), -400) for one in said)
    return far, birthday is not None, cadence.days if cadence else 0


def escapes(text: str) -> Hashable:
    """A value as it is printed in Markdown, and in a terminal."""
    shown = markdown(text)
    assert not ACTIVE.search(re.sub(r"\\\\", "x", shown.lstrip())), shown
    assert not CONTROL.search(shown), shown
    assert not CONTROL.search(terminal(text).replace("\t", "")), text
    return tuple(sorted(set(shown) & set("\\&^_%@")))


@cache
def _renderer() -> Renderer:
    return Renderer(Templates(builtin_templates(), {}))


def outputs(text: str) -> Hashable:
    """A whole vault with this note in it, up to the texts of every output."""
    sources = [Source(path, said) for path, said in REST.items()]
    sources += [Source("People/Eve.md", text), Source("Daily/2026-11-18.md", text)]
    reading = read_sources(sources, DEFAULTS)
    shown, problems = render_outputs(stand(reading.network, DAY), _renderer(), "templates/netvault")
    assert not problems
    assert set(shown) == {kind.region for kind in OUTPUTS}
    for region, said in shown.items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", said)
        render_region(region, DAY, said)
    for form, write in FORMATS.items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", write(graph_of(reading.network))), form
    return tuple(len(said.splitlines()) for said in shown.values())


TARGETS: dict[str, Target] = {
    "front-matter": Target(front_matter, 45),
    "body": Target(body, 20),
    "log-line": Target(log_line, 55, 160),
    "new-line": Target(new_line, 12, 160),
    "settings": Target(settings, 50),
    "words": Target(words, 10, 80),
    "regions": Target(regions, 90),
    "ticks": Target(ticks, 80),
    "templates": Target(templates, 16, 160),
    "who": Target(names, 60, 60),
    "dates": Target(dates, 330, 40),
    "escapes": Target(escapes, 230, 120),
    "outputs": Target(outputs, 2),
}
"""Every target. The shares make 1,000; the slow ones have the smaller ones."""
