"""The one composition: sources → notes → network → items → views → texts → plan. Nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from netvault.diagnostics import Diagnostic, Parsed
from netvault.habits import items_of
from netvault.habits.agenda import Agenda, arrange, rearrange
from netvault.model import Item, Note
from netvault.network.day import Day, Looks
from netvault.network.graph import Network, build_network
from netvault.network.problems import with_excerpts
from netvault.notes.note import read_body, read_head
from netvault.notes.regions import find_regions, render_region
from netvault.notes.words import lexicon
from netvault.settings import Settings
from netvault.text import Source

if TYPE_CHECKING:
    from netvault.network.packing import Known
    from netvault.network.told import Told
    from netvault.plan import Picture, Plan
    from netvault.render import Renderer, TemplateFailed

View = dict[str, Any]


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


@dataclass(frozen=True)
class Standing:
    """A vault seen from a day: what counts by then, and the agenda.

    `by_contact`: the items of each contact, and what was looked at for them.
    """

    day: Day
    agenda: Agenda
    by_contact: Mapping[str, tuple[list[Item], Looks]] = field(default_factory=dict, compare=False, repr=False)
    lookers: dict[tuple[int, str], set[str]] = field(default_factory=dict, compare=False, repr=False)
    """For whose items a thing was looked at; of those before too, for it only grows."""


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
    network = _network(notes, settings, bodies, before.network if before else None, remember=remember, kept=kept)
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
    network = _network(notes, settings, _bodies(by_path, settings), before.network, remember=True, again=again)
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
    network = _network(notes, settings, _bodies(sources, settings), reading.network)
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
    before: Network | None = None,
    *,
    remember: bool = False,
    again: Mapping[str, Note] | None = None,
    kept: Mapping[str, Told] | None = None,
) -> Network:
    words = lexicon(settings.words, settings.languages)
    outputs = output_paths(settings)
    return build_network(
        notes.values(), settings, words, outputs, before, remember=remember, again=again, bodies=bodies, kept=kept or {}
    )


def stand(network: Network, day: date, before: Standing | None = None) -> Standing:
    """The network seen from a day, with everything that is open. `before`: what was seen of it, or of the network of before;
    the items of contacts for whom all is the same are kept."""
    settings = network.settings
    if before is not None and (before.day.day != day or before.day.network.settings != settings):
        before = None
    seen = Day(network, day, before.day if before else None)
    lookers = before.lookers if before else {}
    found = dict(before.by_contact) if before else {}
    for contact in found.keys() - network.contacts.keys():
        del found[contact]
    fresh = _fresh(seen, found, before)
    for contact in fresh:
        found[contact] = made = seen.looking(partial(items_of, seen, contact, settings))
        for look in made[1]:
            lookers.setdefault(look, set()).add(contact)
    new = chain.from_iterable(found[contact][0] for contact in fresh)
    if before is None:
        return Standing(seen, arrange(new, settings), found, lookers)
    past = before.by_contact
    others = [contact for contact in fresh if contact in past] + list(past.keys() - found.keys())
    gone = chain.from_iterable(past[contact][0] for contact in others)
    return Standing(seen, rearrange(before.agenda, gone, new, settings), found, lookers)


def _fresh(seen: Day, known: Mapping[str, tuple[list[Item], Looks]], before: Standing | None) -> list[str]:
    """The contacts whose items have to be worked out, in the order of the contacts."""
    contacts = seen.network.contacts
    changed = seen.changed(before.day.network.token) if before else None
    if before is None or changed is None:
        return [contact for contact in contacts if contact not in known or not seen.same(known[contact][1])]
    maybe = set(contacts.keys() - known.keys()).union(*(before.lookers.get(look, ()) for look in changed))
    found = [contact for contact in maybe if contact in contacts and (contact not in known or not seen.same(known[contact][1]))]
    return sorted(found)


# ── outputs ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OutputKind:
    """One generated note: its region, its template, where it lies and what its template sees."""

    region: str
    template: str
    path: Callable[[Settings], str]
    view: Callable[[Standing], View]


def _today(standing: Standing) -> View:
    from netvault.views.today import today_view

    return today_view(standing.day, standing.agenda)


def _agenda(standing: Standing) -> View:
    from netvault.views.reports import agenda_view

    return agenda_view(standing.day, standing.agenda, standing.day.network.settings.stale)


def _reciprocity(standing: Standing) -> View:
    from netvault.views.reports import reciprocity_view

    return reciprocity_view(standing.day, standing.agenda)


def _follow_ups(standing: Standing) -> View:
    from netvault.views.followups import follow_ups_view

    return follow_ups_view(standing.day, standing.day.network.settings)


def _network_report(standing: Standing) -> View:
    from netvault.views.network import network_view

    return network_view(standing.day)


def _rhythm(standing: Standing) -> View:
    from netvault.views.rhythm import rhythm_view

    return rhythm_view(standing.day)


OUTPUTS: tuple[OutputKind, ...] = (
    OutputKind("today", "today.md.j2", lambda settings: settings.today, _today),
    OutputKind("agenda", "agenda.md.j2", lambda settings: f"{settings.reports}/Agenda.md", _agenda),
    OutputKind("reciprocity", "reciprocity.md.j2", lambda settings: f"{settings.reports}/Reciprocity.md", _reciprocity),
    OutputKind("follow-ups", "follow-ups.md.j2", lambda settings: f"{settings.reports}/Follow-ups.md", _follow_ups),
    OutputKind("network", "network.md.j2", lambda settings: f"{settings.reports}/Network.md", _network_report),
    OutputKind("rhythm", "rhythm.md.j2", lambda settings: f"{settings.reports}/Rhythm.md", _rhythm),
)
"""Everything that build writes. A new output is one view, one template, one line here."""


@dataclass(frozen=True, slots=True)
class PictureKind:
    """One picture beside the reports: its template, its file and what its template sees."""

    template: str
    name: str
    view: Callable[[Day], View]


def _given(day: Day) -> View:
    from netvault.views.pictures import given_view

    return given_view(day)


def _touches(day: Day) -> View:
    from netvault.views.pictures import touches_view

    return touches_view(day)


PICTURES: tuple[PictureKind, ...] = (
    PictureKind("given-and-received.svg.j2", "given-and-received.svg", _given),
    PictureKind("touches.svg.j2", "touches.svg", _touches),
)


def picture_paths(settings: Settings) -> tuple[str, ...]:
    """Where the pictures lie."""
    return tuple(f"{settings.reports}/{kind.name}" for kind in PICTURES)


def render_pictures(standing: Standing, renderer: Renderer) -> dict[str, str]:
    """The text of every picture by its path. They are made of figures alone, by built-in templates."""
    paths = picture_paths(standing.day.network.settings)
    return {
        path: renderer.render(kind.template, kind.view(standing.day), builtin=True)
        for path, kind in zip(paths, PICTURES, strict=True)
    }


def output_paths(settings: Settings) -> tuple[str, ...]:
    """Where the generated notes lie, each once."""
    return tuple(dict.fromkeys(kind.path(settings) for kind in OUTPUTS))


BRIEF = "brief"
"""The region that a contact's note may hold, which says what `show` says."""
TODAY = ("today",)
"""The regions that are looked at while one works: `watch` renders them first."""


def render_outputs(
    standing: Standing, renderer: Renderer, template_folder: str, regions: Collection[str] | None = None
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The text of every output by its region, or of these regions.

    A template of the vault that fails is named, and the built-in one used. An output that would be larger than a
    note may be has no text, and that is said.
    """
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for kind in OUTPUTS:
        if regions is None or kind.region in regions:
            view, path = kind.view(standing), kind.path(standing.day.network.settings)
            text = _rendered(renderer, kind.template, kind.region, path, view, standing, template_folder, problems)
            if text is not None:
                texts[kind.region] = text
    return texts, problems


def render_briefs(
    standing: Standing, reading: Reading, renderer: Renderer, template_folder: str
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The text of the brief region of every contact's note that has one, by path."""
    from netvault.views.brief import brief_view

    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path in standing.day.network.contacts:
        source = reading.sources.get(path) if reading.notes[path].marked else None
        if source and any(region.name == BRIEF for region in find_regions(source).value):
            view = brief_view(standing.day, path, standing.agenda.items)
            text = _rendered(renderer, "brief.md.j2", BRIEF, path, view, standing, template_folder, problems)
            if text is not None:
                texts[path] = text
    return texts, list(dict.fromkeys(problems))


def _rendered(
    renderer: Renderer,
    template: str,
    region: str,
    path: str,
    view: View,
    standing: Standing,
    folder: str,
    problems: list[Diagnostic],
) -> str | None:
    """The text of a region; where the vault's own template fails that is said, and the built-in one used.

    None where that prints too much for a note: that is said of the `path`.
    """
    from netvault.render import TemplateFailed

    try:
        text = renderer.render(template, view)
        if template in renderer.templates.own:
            _check_region(region, standing.day.day, text)
        return text
    except TemplateFailed as failed:
        if template not in renderer.templates.own:
            problems.append(_too_long(path, failed))
            return None
        place = (f"{folder}/{template}", failed.line or 1, 1)
        message = f"This template cannot be used: {failed.message}."
        hint = "Mend it or delete it. The built-in one is used meanwhile."
        problems.append(Diagnostic("template-failed", "error", *place, message, hint))
    try:
        return renderer.render(template, view, builtin=True)
    except TemplateFailed as failed:
        problems.append(_too_long(path, failed))
        return None


def _too_long(path: str, failed: TemplateFailed) -> Diagnostic:
    """That an output is not written, as it would be larger than a note may be."""
    message = f"This is not written: {failed.message}, more than a note should hold."
    hint = "Fewer people, or `loops_from` in netvault.toml, make it shorter."
    return Diagnostic("output-too-long", "error", path, 1, 1, message, hint)


def _check_region(name: str, day: date, text: str) -> None:
    """Raise TemplateFailed where a template of the vault has printed what cannot stand between markers."""
    from netvault.render import TemplateFailed

    try:
        render_region(name, day, text)
    except ValueError:
        raise TemplateFailed("it prints a marker line of netvault, or code that never ends", 0) from None


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
