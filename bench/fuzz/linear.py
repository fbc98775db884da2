"""python -m bench.fuzz.linear [--largest BYTES] [--target …]

Every reader is given patterns repeated up to a size, and twice that, and so on: what takes more than its share longer is
named. Patterns repeat in one line, as lines, nested, and after heads that begin something. Exit 1 when one grows faster
than its text.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.fuzz.making import ANYWHERE, PIECES
from bench.fuzz.targets import DAY, REST
from netvault.dates import parse_birthday, parse_cadence, parse_day, parse_spoken
from netvault.escape import markdown, one_line, terminal
from netvault.network.graph import build_network
from netvault.network.names import who
from netvault.notes.daily import parse_obsidian
from netvault.notes.note import read_note
from netvault.notes.regions import edited, find_regions, render_region
from netvault.notes.ticked import edited_beyond_ticks, ticked_lines
from netvault.notes.words import lexicon
from netvault.outputs import OUTPUTS
from netvault.pipeline import read_sources
from netvault.settings import DEFAULTS, parse_settings
from netvault.standing import stand
from netvault.text import Source
from netvault.views.network import label
from netvault.views.speech import Speaker

ALLOWED = 3.0
"""How much longer twice the text may take: 2 is linear, 4 the square."""
QUICK = 0.05
"""Seconds below which nothing is measured."""


def _note(path: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        note = read_note(Source(path, text), DEFAULTS).value
        return build_network([note], DEFAULTS, lexicon()).diagnostics

    return read


def _front(text: str) -> object:
    return read_note(Source("People/Jane.md", f"---\n{text}\n---\n"), DEFAULTS)


def _regions(text: str) -> object:
    source = Source("Today.md", text)
    return [edited(source, region) for region in find_regions(source).value]


def _render(text: str) -> object:
    try:
        return render_region("today", DAY, text)
    except ValueError:
        return None


def _ticks(text: str) -> object:
    source = Source("Today.md", f"<!-- netvault:begin today v1 2026-11-20 0123456789ab -->\n\n{text}\n\n<!-- netvault:end today -->\n")
    return [(ticked_lines(source, region), edited_beyond_ticks(source, region)) for region in find_regions(source).value]


def _outputs(text: str) -> object:
    sources = [Source(path, said) for path, said in REST.items()] + [Source("People/Eve.md", text), Source("Daily/2026-11-18.md", text)]
    standing = stand(read_sources(sources, DEFAULTS).network, DAY)
    return [kind.view(standing) for kind in OUTPUTS]


def _speech(text: str) -> object:
    network = build_network([], DEFAULTS, lexicon())
    speaker = Speaker(network, DAY, hide_private=True, iso=True)
    return speaker.markdown(speaker.quote(text, "x.md")), speaker.link(text)


TARGETS: dict[str, tuple[str, Callable[[str], object]]] = {
    "contact": ("body", _note("People/Jane Doe.md")),
    "daily": ("body", _note("Daily/2026-11-19.md")),
    "other": ("body", _note("Notes/x.md")),
    "front-matter": ("front-matter", _front),
    "regions": ("regions", _regions),
    "render": ("regions", _render),
    "ticks": ("ticks", _ticks),
    "settings": ("settings", parse_settings),
    "obsidian": ("settings", lambda text: parse_obsidian({".obsidian/daily-notes.json": '{"format": "' + text.replace('"', "") + '"}'})),
    "obsidian-json": ("settings", lambda text: parse_obsidian({".obsidian/daily-notes.json": text})),
    "dates": ("dates", lambda text: (parse_day(text), parse_birthday(text), parse_cadence(text), parse_spoken(text, DAY))),
    "who": ("who", lambda text: who(text, {"People/Jane Doe.md": ("Jane Doe", "Jay")})),
    "escape": ("escapes", lambda text: (markdown(text), one_line(text), terminal(text), label(text))),
    "speech": ("escapes", _speech),
    "outputs": ("body", _outputs),
}
"""Each reader, and whose pieces its texts are made of."""


@dataclass(frozen=True)
class Slow:
    """A pattern that a reader takes too long for: the seconds by size."""

    target: str
    pattern: str
    seconds: dict[int, float]

    def __str__(self) -> str:
        shown = ", ".join(f"{size >> 10} KiB {took:.2f} s" for size, took in self.seconds.items())
        return f"{self.target}: {self.pattern}: {shown}"


def patterns(kind: str) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Named texts that can be made in any size."""
    pieces = list(dict.fromkeys([*PIECES[kind], *ANYWHERE]))
    for piece in pieces:
        if piece:
            yield f"{piece!r}", lambda size, p=piece: (p * (size // len(p) + 1))[:size]
            yield f"{piece!r} as lines", lambda size, p=piece: ((p + "\n") * (size // (len(p) + 1) + 1))[:size]
    for head in ("- 2026-10-01 call: ", "- 2026-10-01 ", "- [x] a ^nv-00000000 ", "[a](", "[[", "[a:: ", "key: ", "key = '", "<!-- netvault:begin today "):
        for piece in ("[[a]]", "[", "(", "[a:: b]", "[a::[[b]]", "<", " ", "x", "📅 ", "🔁", "^a ", "#a ", "`", "``` ` ", "%%", "/", "[a](b)", "a, ", "*", "\\", "::"):
            line = (head + piece * 4000)[:8000]
            yield f"{head!r} and {piece!r} in long lines", lambda size, one=line: ((one + "\n") * (size // len(one) + 1))[:size]
            yield f"{head!r} and {piece!r} in one line", lambda size, h=head, p=piece: (h + p * (size // len(p) + 1))[:size]
    yield "ever deeper items", lambda size: "".join("\t" * n + "- 2026-10-01 call: x\n" for n in range(int((2 * size) ** 0.5)))[:size]
    yield "deep ticks above blank lines", lambda size: ("".join(" " * n + "- [x] a ^nv-00000000\n" for n in range(int((size / 2) ** 0.5))) + "\n" * size)[:size]
    yield "regions of many names", lambda size: "".join(f"<!-- netvault:begin r{n} -->\n<!-- netvault:end r{n} -->\n" for n in range(size // 50))[:size]
    yield "openers", lambda size: "".join(f"- 2026-{1 + n % 11:02}-{1 + n % 28:02} lead: [[P{n}]]\n" for n in range(size // 30))[:size]
    yield "openers and closers", lambda size: "".join(f"- 2026-{1 + n % 11:02}-{1 + n % 28:02} {'heard' if n % 2 else 'reported'}: [[P{n // 2}]]\n" for n in range(size // 30))[:size]
    yield "openers of one day", lambda size: ("- 2026-11-02 lead: a\n- 2026-11-02 gave: b\n" * (size // 40))[:size]
    yield "many people", lambda size: "".join(f"- [[P{n}]] called, [[Jane Doe]] too\n" for n in range(size // 30))[:size]


def took(run: Callable[[str], object], text: str) -> float:
    """The seconds of the processor that a reader takes for a text, the better of two times."""
    best = 1e9
    for _ in range(2):
        find_regions.cache_clear()
        start = time.process_time()
        run(text)
        best = min(best, time.process_time() - start)
        if best < QUICK:
            break
    return best


def slow(target: str, largest: int) -> Iterator[Slow]:
    """The patterns by which a reader grows faster than its text, measured by doubling."""
    kind, run = TARGETS[target]
    for name, make in patterns(kind):
        seconds: dict[int, float] = {}
        size = largest >> 5
        while size <= largest:
            seconds[size] = took(run, make(size))
            if seconds[size] > 20:
                break
            size *= 2
        for _ in range(3):  # a machine that has other things to do is measured again
            if not _grows(seconds):
                break
            seconds = {size: min(before, took(run, make(size))) for size, before in seconds.items()}
        else:
            yield Slow(target, name, seconds)


def _grows(seconds: dict[int, float]) -> bool:
    """Whether four times the text takes more than nine times as long, of what takes a time that can be measured."""
    sizes = sorted(seconds)
    last, before = seconds[sizes[-1]], seconds[sizes[-3]] if len(sizes) > 2 else 0.0
    return last > QUICK * 4 and last > ALLOWED**2 * max(before, 0.008)


def main() -> int:
    """Measure; exit 1 when anything grows faster than its text."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz.linear", description=__doc__)
    parser.add_argument("--largest", type=int, default=1 << 20)
    parser.add_argument("--target", nargs="*", choices=tuple(TARGETS), default=tuple(TARGETS))
    said = parser.parse_args()
    wrong = 0
    for target in said.target:
        count, start = len(list(patterns(TARGETS[target][0]))), time.monotonic()
        for found in slow(target, said.largest):
            wrong += 1
            print(found, flush=True)
        print(f"{target}: {count} patterns, {time.monotonic() - start:.0f} s", flush=True)
    print(f"{wrong} grow faster than their text")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
