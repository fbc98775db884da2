"""The one composition: sources → notes → network → items → views → texts → plan. Nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from netvault.diagnostics import Diagnostic
from netvault.habits import items
from netvault.habits.agenda import Agenda, arrange
from netvault.model import Note
from netvault.network.graph import Day, Network, build_network, with_excerpts
from netvault.notes.note import read_note
from netvault.notes.regions import find_regions
from netvault.notes.words import lexicon
from netvault.settings import Settings
from netvault.text import Source

if TYPE_CHECKING:
    from netvault.plan import Plan
    from netvault.render import Renderer

View = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """A vault that was read: its network, and every problem met on the way, in order."""

    sources: Mapping[str, Source]
    notes: Mapping[str, Note]
    network: Network
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Standing:
    """A vault seen from a day: what counts by then, and the agenda."""

    day: Day
    agenda: Agenda


def read_sources(sources: Sequence[Source], settings: Settings, problems: Sequence[Diagnostic] = ()) -> Reading:
    """Read every note and put the network together.

    In: the texts of the vault's notes, its settings, and what was wrong with files that are not among them. Out: the
    network with all problems, by path and line, each with its line of text.
    """
    by_path = {source.path: source for source in sources}
    notes: dict[str, Note] = {}
    found = list(problems)
    for source in sources:
        parsed = read_note(source, settings)
        notes[source.path] = parsed.value
        found += parsed.diagnostics
        if "netvault:" in source.text:
            found += find_regions(source).diagnostics
    network = build_network(notes.values(), settings, lexicon(settings.words), output_paths(settings))
    found += network.diagnostics
    lines = {path: by_path[path].lines for path in {problem.path for problem in found} if path in by_path}
    ordered = sorted(dict.fromkeys(with_excerpts(found, lines)), key=Diagnostic.order)
    return Reading(by_path, notes, network, tuple(ordered))


def with_source(reading: Reading, source: Source) -> Reading:
    """The same vault with one note's text changed; its problems are those of before."""
    settings = reading.network.settings
    notes = {**reading.notes, source.path: read_note(source, settings).value}
    network = build_network(notes.values(), settings, lexicon(settings.words), output_paths(settings))
    return Reading({**reading.sources, source.path: source}, notes, network, reading.diagnostics)


def stand(network: Network, day: date) -> Standing:
    """The network seen from a day, with everything that is open."""
    settings = network.settings
    seen = Day(network, day)
    return Standing(seen, arrange(items(seen, settings), settings))


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


OUTPUTS: tuple[OutputKind, ...] = (
    OutputKind("today", "today.md.j2", lambda settings: settings.today, _today),
    OutputKind("agenda", "agenda.md.j2", lambda settings: f"{settings.reports}/Agenda.md", _agenda),
    OutputKind("reciprocity", "reciprocity.md.j2", lambda settings: f"{settings.reports}/Reciprocity.md", _reciprocity),
)
"""Everything that build writes. A new output is one view, one template, one line here."""


def output_paths(settings: Settings) -> tuple[str, ...]:
    """Where the generated notes lie."""
    return tuple(kind.path(settings) for kind in OUTPUTS)


def render_outputs(standing: Standing, renderer: Renderer, template_folder: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """The text of every output by its region. A template of the vault that fails is named, and the built-in one used."""
    from netvault.render import TemplateFailed

    texts, problems = {}, []
    for kind in OUTPUTS:
        view = kind.view(standing)
        try:
            texts[kind.region] = renderer.render(kind.template, view)
        except TemplateFailed as failed:
            problems.append(
                Diagnostic(
                    "template-failed", "error", f"{template_folder}/{kind.template}", failed.line or 1, 1,
                    f"this template cannot be used: {failed.message}", "mend it or delete it; the built-in one is used meanwhile",
                )  # fmt: skip
            )
            texts[kind.region] = renderer.render(kind.template, view, builtin=True)
    return texts, problems


def plan_outputs(
    reading: Reading, texts: Mapping[str, str], day: date, *, folders: Collection[str], unreadable: Collection[str], taken: Collection[str] = ()
) -> Plan:
    """What is to be written so that the vault shows these texts."""
    from netvault.plan import Output, make_plan

    settings = reading.network.settings
    wanted = [Output(kind.path(settings), kind.region, texts[kind.region]) for kind in OUTPUTS]
    places = {path.casefold() for path in output_paths(settings)}
    on_disk = {
        path: source for path, source in reading.sources.items() if "netvault:begin" in source.text or path.casefold() in places
    }
    days = {path: note.day for path, note in reading.network.notes.items() if note.kind == "dated" and note.day}
    return make_plan(wanted, on_disk, day, days=days, taken=taken, folders=folders, unreadable=unreadable)
