"""Wanted outputs + what is on disk → a plan: a value (format, section 8).

build, --check, --diff and watch differ only in what they do with it. Nothing here touches the disk: who
carries a plan out keeps every `saved` text first, then makes the writes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import unified_diff
from types import MappingProxyType

from netvault.diagnostics import Diagnostic
from netvault.notes.regions import FORMAT, Region, edited, find_regions, new_note, region_text, render_region
from netvault.notes.ticked import edited_beyond_ticks, ticked_lines, with_ticks
from netvault.text import Edit, Source, Span, apply_edits, newline_of

DAILY = "today"
"""The region that a dated note shows on its own day only."""
PICTURE = "<!-- netvault:picture v1 -->"
"""What tells a picture of netvault's from somebody else's."""
_NO_DAYS: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Output:
    """A text that is wanted in a region of the note at `path`; that region in any other note shows it too."""

    path: str
    region: str
    content: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is wanted at `path`. `there` is the text of the file that is there, None for none."""

    path: str
    text: str
    there: str | None


@dataclass(frozen=True, slots=True)
class Write:
    """Make the file at `path` hold `text`. `base` is the text that was planned against, None for no file."""

    path: str
    base: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A person's words inside a region, to be kept in the recovery folder before it is rendered anew."""

    path: str
    text: str
    reason: str = "region-edited"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written; what is not, and why; whose words to keep first; what else there is to say."""

    writes: tuple[Write, ...] = ()
    refused: tuple[Diagnostic, ...] = ()
    saved: tuple[Saved, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def make_plan(
    wanted: Sequence[Output],
    on_disk: Mapping[str, Source],
    day: date,
    *,
    days: Mapping[str, date] = _NO_DAYS,
    taken: Collection[str] = (),
    folders: Collection[str] = (),
    unreadable: Collection[str] = (),
    later: Collection[str] = (),
    pictures: Sequence[Picture] = (),
    inside: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Plan:
    """Plan the writes that make the vault show the wanted outputs on a day.

    `on_disk` has every note that stands at an output's path (in any spelling of it) or holds a region; `days`
    the day of each dated note; `taken` the ids of the ticks that have been taken in; `folders` and
    `unreadable` the paths at which a folder, or a file that could not be read, stands; `later` the
    regions that are not asked for now, and stay as they are; `inside` what regions of one note alone show, by path. Once a
    plan is carried out, planning again gives no writes.
    """
    desk = _Desk(on_disk, day, days, frozenset(taken), frozenset(later))
    places = _Places(on_disk, folders, unreadable)
    everywhere: dict[str, str] = {}
    own: dict[str, dict[str, str]] = {}
    for output in wanted:
        path = places.spelled(output.path)
        try:
            rendered = render_region(output.region, day, output.content)
        except ValueError:
            desk.refused.append(_broken(path, output.region))
            continue
        everywhere.setdefault(output.region, rendered)
        own.setdefault(path, {})[output.region] = rendered
        if path in on_disk:
            desk.expect(path, output.region)
        elif places.occupied(path):
            what = "There is a folder, or a file that cannot be read, at"
            desk.refused.append(_taken(path, output.region, what))
    for path in sorted(on_disk):
        alone = {name: text for name, content in inside.get(path, {}).items() if (text := desk.rendered(path, name, content))}
        desk.refresh(path, {**everywhere, **own.get(path, {}), **alone})
    for path, regions in own.items():
        if path not in on_disk and not places.occupied(path):
            desk.writes.append(Write(path, None, new_note(*regions.values())))
    for picture in pictures:
        if places.occupied(picture.path) or (picture.there is not None and PICTURE not in picture.there):
            desk.refused.append(_picture_taken(picture.path))
        elif picture.there != picture.text:
            desk.writes.append(Write(picture.path, picture.there, picture.text))
    return desk.plan()


def diff(plan: Plan) -> str:
    """The plan's writes as a unified diff, by path; empty when there are none."""
    return "".join(_diff(write) for write in plan.writes)


def _diff(write: Write) -> str:
    old = "/dev/null" if write.base is None else f"a/{write.path}"
    lines = unified_diff(_lines(write.base or ""), _lines(write.text), old, f"b/{write.path}")
    last = "\n\\ No newline at end of file\n"
    return "".join(line if line.endswith("\n") else line + last for line in lines)


def _lines(text: str) -> list[str]:
    *whole, last = text.split("\n")
    return [*(line + "\n" for line in whole), *([last] if last else [])]


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


class _Places:
    """What stands at a path, whose spelling on disk may differ by letter case or by composed letters."""

    def __init__(self, notes: Iterable[str], folders: Collection[str], unreadable: Collection[str]) -> None:
        self.exact = {*notes, *folders, *unreadable}
        self.by_fold = {_fold(path): path for path in sorted(self.exact, reverse=True)}
        self.others = {*folders, *unreadable}

    def spelled(self, path: str) -> str:
        """The path as it is spelled on disk; of one that is not there, its folder as spelled."""
        if path in self.exact:
            return path
        found = self.by_fold.get(_fold(path))
        if found is not None:
            return found
        folder, slash, name = path.rpartition("/")
        return self.spelled(folder) + slash + name if slash else path

    def occupied(self, path: str) -> bool:
        """Whether something that is no readable note stands there."""
        return path in self.others


def _taken(path: str, region: str, what: str) -> Diagnostic:
    message = f"{what} {path}, where netvault would write “{region}”: it is yours, and is left alone."
    hint = (
        "Rename it, choose another place under [output] in netvault.toml, or put these two lines in it where "
        f"“{region}” shall stand: <!-- netvault:begin {region} --> and <!-- netvault:end {region} -->"
    )
    return Diagnostic("output-taken", "error", path, 1, 1, message, hint)


def _picture_taken(path: str) -> Diagnostic:
    message = f"Something that netvault did not make stands at {path}, where a picture would: it is yours, and is left alone."
    return Diagnostic("output-taken", "error", path, 1, 1, message, "Rename it, or choose another folder under [output].")


def _broken(path: str, region: str) -> Diagnostic:
    message = f"What would be written into “{region}” holds a marker line, or code that never ends."
    hint = "Look at your own template of it, if you have one."
    return Diagnostic("output-broken", "error", path, 1, 1, message, hint)


def ahead(sources: Mapping[str, Source], outputs: Mapping[str, str], others: Collection[str]) -> list[Diagnostic]:
    """What a build would say of the regions and the places of its outputs, without rendering any.

    In: the notes, the paths of the outputs with their regions, the paths at which a folder or a file that cannot be read stands.
    """
    found: list[Diagnostic] = []
    for source in sources.values():
        marked = find_regions(source) if "netvault:begin" in source.text else None
        for region in marked.value if marked and not marked.diagnostics else ():
            if (region.format or 0) > FORMAT:
                found.append(_newer(source, region))
            elif region.hash is not None and edited_beyond_ticks(source, region):
                found.append(_to_be_saved(source, region))
    places = _Places(sources, others, ())
    for wanted, name in outputs.items():
        path = places.spelled(wanted)
        known = find_regions(sources[path]) if path in sources else None
        if places.occupied(path):
            found.append(_taken(path, name, "There is a folder, or a file that cannot be read, at"))
        elif known and not known.diagnostics and all(region.name != name for region in known.value):
            found.append(_taken(path, name, "There is a note at"))
    return found


# ── notes that are there ────────────────────────────────────────────────────────────────────────


@dataclass
class _Desk:
    """Gathers the parts of a plan, note by note."""

    on_disk: Mapping[str, Source]
    day: date
    days: Mapping[str, date]
    taken: frozenset[str]
    later: frozenset[str] = frozenset()
    writes: list[Write] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    def plan(self) -> Plan:
        """The plan, in a fixed order."""
        refused = sorted(dict.fromkeys(self.refused), key=Diagnostic.order)
        warnings = sorted(self.warnings, key=Diagnostic.order)
        writes = sorted(self.writes, key=lambda write: write.path)
        return Plan(tuple(writes), tuple(refused), tuple(self.saved), tuple(warnings))

    def rendered(self, path: str, name: str, content: str) -> str | None:
        """A region's text, or None, with a refusal, where it cannot stand between markers."""
        try:
            return render_region(name, self.day, content)
        except ValueError:
            self.refused.append(_broken(path, name))
            return None

    def expect(self, path: str, name: str) -> None:
        """Refuse an output where a note stands that has no region for it."""
        found = find_regions(self.on_disk[path])
        if not found.diagnostics and all(region.name != name for region in found.value):
            self.refused.append(_taken(path, name, "There is a note at"))

    def refresh(self, path: str, rendered: Mapping[str, str]) -> None:
        """Put in each region of a note what is rendered for it (`rendered`, by name, with LF ends)."""
        source = self.on_disk[path]
        found = find_regions(source)
        if found.diagnostics:
            self.refused.extend(found.diagnostics)
            return
        edits = []
        for region in found.value:
            if region.name in self.later:
                continue
            if region.name not in rendered:
                self.warnings.append(_unknown(source, region, rendered))
            elif region.name != DAILY or self.days.get(path, self.day) == self.day:
                edits.extend(self._render(source, region, rendered[region.name]))
        if edits:
            self.writes.append(Write(path, source.text, apply_edits(source.text, edits)))

    def _render(self, source: Source, region: Region, rendered: str) -> list[Edit]:
        """The edit that renews a region, if one is due and allowed."""
        span = Span(region.begin.start, region.end.end)
        newline = newline_of(source.text)
        if source.text[span.start : span.end] == rendered.replace("\n", newline):
            return []
        if (region.format or 0) > FORMAT:
            self.refused.append(_newer(source, region))
            return []
        if edited(source, region):
            waiting = [tick for tick in ticked_lines(source, region) if tick.id not in self.taken]
            if waiting:
                carried = with_ticks(rendered, source, region, {tick.id for tick in waiting})
                self.refused.extend(_waiting(source, tick.line, stays=carried is None) for tick in waiting)
                if carried is None or source.text[span.start : span.end] == carried.replace("\n", newline):
                    return []
                rendered = carried
            if edited_beyond_ticks(source, region):
                self.saved.append(Saved(source.path, region_text(source, region)))
                self.warnings.append(_edited(source, region))
        return [Edit(span, rendered.replace("\n", newline))]


def _at(source: Source, region: Region) -> tuple[str, int, int]:
    return source.path, *source.place(region.begin.start)


def _newer(source: Source, region: Region) -> Diagnostic:
    message = f"The region “{region.name}” was written by a newer netvault (format {region.format})."
    return Diagnostic("region-format", "error", *_at(source, region), message, "Install a newer netvault.")


def _unknown(source: Source, region: Region, names: Collection[str]) -> Diagnostic:
    hint = f"There are: {', '.join(sorted(names))}." if names else ""
    message = f"netvault has nothing to show in a region “{region.name}”; it is left as it is."
    return Diagnostic("unknown-region", "info", *_at(source, region), message, hint)


def _waiting(source: Source, line: int, *, stays: bool) -> Diagnostic:
    message = "This tick has not been taken in yet" + (", so the region is left as it is." if stays else ": it stays ticked.")
    hint = "Run `netvault build`."
    return Diagnostic("ticks-waiting", "warning", source.path, line, 1, message, hint, source.excerpt(line))


def _to_be_saved(source: Source, region: Region) -> Diagnostic:
    message = f"The region “{region.name}” was changed by hand; the next build keeps its words in the recovery folder."
    hint = "What you write outside the markers stays where it is."
    return Diagnostic("region-edited", "warning", *_at(source, region), message, hint)


def _edited(source: Source, region: Region) -> Diagnostic:
    message = f"The region “{region.name}” was changed by hand; its words are kept in the recovery folder."
    hint = "What you write outside the markers stays where it is."
    return Diagnostic("region-edited", "warning", *_at(source, region), message, hint)
