"""The one composition: sources → notes → network → items → views → texts → plan. Nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from netvault.diagnostics import Diagnostic, Parsed
from netvault.model import Note
from netvault.network.graph import Network, build_network
from netvault.network.hidden import UNREAD
from netvault.network.problems import with_excerpts
from netvault.notes.note import read_body, read_head
from netvault.notes.regions import find_regions
from netvault.notes.words import lexicon
from netvault.outputs import BRIEF, OUTPUTS, output_paths
from netvault.settings import Settings
from netvault.text import Source

if TYPE_CHECKING:
    from netvault.network.packing import Known
    from netvault.network.told import Told
    from netvault.plan import Picture, Plan


@dataclass(frozen=True)
class Reading:
    """A vault that was read: its network, and every problem met on the way, in order.

    `notes` have no lines: what those say is in the network. `own` are the problems of each note's front matter, for those
    that have some.
    """

    sources: Mapping[str, Source]
    notes: Mapping[str, Note]
    network: Network
    diagnostics: tuple[Diagnostic, ...]
    own: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def read_sources(
    sources: Sequence[Source],
    settings: Settings,
    problems: Sequence[Diagnostic] = (),
    before: Reading | None = None,
    *,
    remember: bool = False,
    heads: bool = False,
    recall: Callable[[Source], Known | None] | None = None,
) -> Reading:
    """Read every note and put the network together.

    In: the texts of the vault's notes, its settings, and what was wrong with files that are not among them. Out: the
    network with all problems, by path and line, each with its line of text. `before` is the vault as it was read before: a
    source that is the same value is not read again. `remember`: keep what makes the next time quick. `heads`: read front
    matter alone, which is enough to know who is who. `recall` gives what was known of a note with the very same text.
    """
    if before is not None and before.network.settings != settings:
        before = None
    by_path, notes, own = {source.path: source for source in sources}, {}, {}
    outputs = frozenset(output_paths(settings))
    kept: dict[str, Told] = {}
    for source in by_path.values():
        path = source.path
        if before is not None and before.sources.get(path) is source:
            notes[path] = before.notes[path]
            said = before.own.get(path, ())
        elif recall and (known := recall(source)):
            notes[path], said, kept[path] = known.note, known.own, known.told
        else:
            notes[path], said = _read(source, settings, path in outputs)
        if said:
            own[path] = said
    bodies = Parsed if heads else _bodies(by_path, settings)
    network = _network(notes, settings, bodies, before.network if before else None, problems, remember=remember, kept=kept)
    return _reading(by_path, notes, network, problems, own)


def read_again(before: Reading, changed: Sequence[Source], problems: Sequence[Diagnostic] = ()) -> Reading:
    """The same notes, of which these have another text now: what `read_sources` gives of them all, with `remember`."""
    settings = before.network.settings
    by_path, notes, own = dict(before.sources), dict(before.notes), dict(before.own)
    outputs = frozenset(output_paths(settings))
    again: dict[str, Note] = {}
    for source in changed:
        path = source.path
        if by_path[path] is source:
            continue
        by_path[path] = source
        own.pop(path, None)
        again[path], said = _read(source, settings, path in outputs)
        if said:
            own[path] = said
    notes.update(again)
    network = _network(notes, settings, _bodies(by_path, settings), before.network, problems, remember=True, again=again)
    return _reading(by_path, notes, network, problems, own)


def _reading(
    by_path: Mapping[str, Source],
    notes: Mapping[str, Note],
    network: Network,
    problems: Sequence[Diagnostic],
    own: Mapping[str, tuple[Diagnostic, ...]],
) -> Reading:
    found = [*problems, *chain.from_iterable(own.values()), *network.diagnostics]
    ordered = sorted(dict.fromkeys(with_excerpts(found, by_path)), key=Diagnostic.order)
    return Reading(by_path, notes, network, tuple(ordered), own)


def with_source(reading: Reading, source: Source) -> Reading:
    """The same vault with one note's text changed; its problems are those of before."""
    settings = reading.network.settings
    note, _ = _read(source, settings, source.path in output_paths(settings))
    notes, sources = {**reading.notes, source.path: note}, {**reading.sources, source.path: source}
    network = _network(notes, settings, _bodies(sources, settings), reading.network, reading.diagnostics)
    return replace(reading, sources=sources, notes=notes, network=network)


def _read(source: Source, settings: Settings, output: bool) -> tuple[Note, tuple[Diagnostic, ...]]:
    """A note without its lines, and what is wrong with its front matter.

    A generated note is nobody, even in a folder of contacts, unless its front matter says more.
    """
    parsed = read_head(source, settings)
    note = parsed.value
    if output and note.properties.span is None:
        note = replace(note, kind="other")
    return note, tuple(with_excerpts(parsed.diagnostics, {source.path: source}))


def _bodies(sources: Mapping[str, Source], settings: Settings) -> Callable[[Note], Parsed[Note]]:
    """What gives a note its lines, with what is wrong with them and with the regions between them."""

    def whole(head: Note) -> Parsed[Note]:
        source = sources[head.path]
        note = read_body(head, source, settings)
        problems = note.diagnostics
        if "netvault:" in source.text:
            problems = (*problems, *find_regions(source).diagnostics)
        return Parsed(note.value, tuple(with_excerpts(problems, sources)))

    return whole


def _network(
    notes: Mapping[str, Note],
    settings: Settings,
    bodies: Callable[[Note], Parsed[Note]],
    before: Network | None,
    problems: Iterable[Diagnostic],
    *,
    remember: bool = False,
    again: Mapping[str, Note] | None = None,
    kept: Mapping[str, Told] | None = None,
) -> Network:
    words = lexicon(settings.words, settings.languages)
    outputs = output_paths(settings)
    unread = [problem.path for problem in problems if problem.code in UNREAD]
    return build_network(
        notes.values(), settings, words, outputs, before, remember=remember, again=again, bodies=bodies, kept=kept or {},
        unread=unread,
    )  # fmt: skip


def plan_outputs(
    reading: Reading,
    texts: Mapping[str, str],
    day: date,
    *,
    folders: Collection[str],
    unreadable: Collection[str],
    taken: Collection[str] = (),
    pictures: Sequence[Picture] = (),
    briefs: Mapping[str, str] | None = None,
) -> Plan:
    """What is to be written so that the vault shows these texts. Regions that have none here stay as they are."""
    from netvault.plan import Output, make_plan

    settings = reading.network.settings
    wanted = [Output(kind.path(settings), kind.region, texts[kind.region]) for kind in OUTPUTS if kind.region in texts]
    later = {kind.region for kind in OUTPUTS if kind.region not in texts} | ({BRIEF} if briefs is None else set())
    inside = {path: {BRIEF: text} for path, text in (briefs or {}).items()}
    tally, sources, names = reading.network.tally, reading.sources, reading.network.names
    places = {path.casefold() for path in output_paths(settings)}
    there = [path for place in output_paths(settings) for path in names.spelled(place) if path.casefold() in places]
    on_disk = {path: sources[path] for path in sorted({*tally.marked, *there}) if path in sources}
    days = tally.days or {}
    kept = {"folders": folders, "unreadable": unreadable, "later": later}
    return make_plan(wanted, on_disk, day, days=days, taken=taken, pictures=pictures, inside=inside, **kept)
