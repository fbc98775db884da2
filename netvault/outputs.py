"""Everything that build writes: which notes and pictures there are, where they lie, and their texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from netvault.diagnostics import Diagnostic
from netvault.network.day import Day
from netvault.notes.regions import find_regions, render_region
from netvault.settings import Settings
from netvault.standing import Standing
from netvault.text import Source

if TYPE_CHECKING:
    from netvault.render import Renderer, TemplateFailed

View = dict[str, Any]


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
    standing: Standing, sources: Mapping[str, Source], renderer: Renderer, template_folder: str
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The text of the brief region of every contact's note that has one, by path. `sources` are the notes by path."""
    from netvault.views.brief import around_public, brief_view

    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    around = None
    for path in standing.day.network.contacts:
        source = sources.get(path) if standing.day.network.notes[path].marked else None
        if source and any(region.name == BRIEF for region in find_regions(source).value):
            around = around or around_public(standing.day, standing.agenda.items)
            view = brief_view(around, path)
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
