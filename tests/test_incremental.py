"""Incremental equals full: a vault kept in memory through any changes gives what a fresh build gives, byte for byte."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from netvault.cli.build import load_renderer, prepare
from netvault.cli.live import LiveVault, TooFew
from netvault.cli.session import Session, load_settings, read_anew
from netvault.pipeline import read_sources
from netvault.vault.find import scan
from netvault.vault.read import read_all

FIRST_DAY = date(2026, 11, 18)
PEOPLE = ("People/Ada Moe.md", "People/Bo Lind.md", "People/Ada Moe 2.md", "People/old/Cy Ek.md")
PATHS = (*PEOPLE, "Companies/Globex.md", "Daily/2026-11-17.md", "Daily/2026-11-19.md", "Meetings/2026-11-18 Lunch.md", "Ideas.md")
FOLDERS = ("People", "People/old", "Daily", "Friends", "Companies")
FRONT = st.sampled_from(
    (
        "", "company: '[[Globex]]'\n", "circle: active\n", "cadence: 2w\nbirthday: 1990-11-20\n", "private: true\n", "aliases: [Ada]\n",
        "introduced_by: '[[Ada Moe]]'\nneeds: [a speaker]\n", "knows: ['[[Bo Lind]]']\noffers: [speaker, advice]\n", "met: 2026-01-05\n",
        "type: person\nname: Bo Lind\n", "circle: [broken\n", "snooze: 2026-11-20\n",
    )
)  # fmt: skip
WHO = ("", "[[Ada Moe]] ", "[[Bo Lind]] ", "[[Ada]] ", "[[Cy Ek]] ", "[[Globex]] ", "[[Ada Moe 2]] ")
WHAT = (
    "call: the summer", "asked: for a review", "received: advice", "lead (job): [[Globex]]", "lead: talk to [[Bo Lind]]", "reported: to her",
    "followed: [[Globex]]", "thanked:", "promised: the book 📅 2026-11-21", "gave: the book", "heard: are you there?", "news: a new job",
    "requested: a hand", "we met and talked about the lake", "needs: a flat", "unknown: what is this",
)  # fmt: skip
LINES = st.builds(
    "- {box}{day} {who}{what}\n".format,
    box=st.sampled_from(("", "", "", "[ ] ", "[x] ", "[-] ")),
    day=st.sampled_from(("2026-10-02", "2026-11-16", "2026-11-18", "2026-11-20", "")),
    who=st.sampled_from(WHO),
    what=st.sampled_from(WHAT),
)
NOTES = st.builds(
    lambda front, lines, end: (f"---\n{front}---\n" if front else "") + "".join(lines) + end,
    FRONT, st.lists(LINES, max_size=5), st.sampled_from(("", "\n", "<!-- netvault:begin today -->\n<!-- netvault:end today -->\n")),
)  # fmt: skip
SETTINGS = st.sampled_from(
    ("", "[today]\nlimit = 2\n", "[circles]\nactive = '5d'\n", "[output]\ntoday = 'Now.md'\n", "[vault]\nignore = ['old/']\n", "[due]\nreply = '4d'\n")
)
SURE = st.booleans()


class Watched(RuleBasedStateMachine):
    """A vault that changes on disk, one that follows in memory, and a fresh reading to compare with."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(os.path.realpath(tempfile.mkdtemp()))
        (self.root / "netvault.toml").touch()
        self.day = FIRST_DAY
        self.live = LiveVault(self.root, lambda: self.day)
        self.live.look()
        self.heard: set[str] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    # ── what people do ──────────────────────────────────────────────────────────────────────────

    @initialize(notes=st.lists(NOTES, min_size=3, max_size=len(PATHS)))
    def begin(self, notes: list[str]) -> None:
        for path, text in zip(PATHS, notes, strict=False):
            self.write(path, text)

    @rule(path=st.sampled_from(PATHS), text=NOTES)
    def write(self, path: str, text: str) -> None:
        file = self.root / path
        new = not file.parent.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        self.heard.update([path, path.rpartition("/")[0]] if new else [path])

    @rule(path=st.sampled_from(PATHS), line=LINES)
    def append(self, path: str, line: str) -> None:
        if (self.root / path).is_file():
            with open(self.root / path, "a", encoding="utf-8", newline="") as file:
                file.write(line)
            self.heard.add(path)

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        self.heard.add(path)

    @rule(start=st.sampled_from(PATHS), end=st.sampled_from(PATHS))
    def rename(self, start: str, end: str) -> None:
        if (self.root / start).is_file() and (self.root / end).parent.is_dir():
            os.replace(self.root / start, self.root / end)
            self.heard.update((start, end))

    @rule(start=st.sampled_from(FOLDERS), end=st.sampled_from(FOLDERS))
    def rename_folder(self, start: str, end: str) -> None:
        if (self.root / start).is_dir() and not (self.root / end).exists() and not end.startswith(start + "/"):
            (self.root / end).parent.mkdir(exist_ok=True)
            os.rename(self.root / start, self.root / end)
            self.heard.update((start, end, end.rpartition("/")[0]))

    @rule(text=SETTINGS)
    def set(self, text: str) -> None:
        (self.root / "netvault.toml").write_text(text, encoding="utf-8")
        self.heard.add("netvault.toml")

    @rule(mark=st.sampled_from("x->"), place=st.integers(0, 3))
    def tick(self, mark: str, place: int) -> None:
        today = self.root / self.live.settings.today
        if today.is_file():
            before, *rest = today.read_text("utf-8").split("- [ ]")
            boxes = [f"- [{mark}]" if number == place else "- [ ]" for number in range(len(rest))]
            text = before + "".join(box + part for box, part in zip(boxes, rest, strict=True))
            today.write_text(text, encoding="utf-8")
            self.heard.add(self.live.settings.today)

    @rule(days=st.integers(1, 3))
    def sleep(self, days: int) -> None:
        self.day += timedelta(days=days)

    # ── what watch does ─────────────────────────────────────────────────────────────────────────

    @rule(sure=SURE, everything=SURE)
    def look(self, sure: bool, everything: bool) -> None:
        paths, self.heard = self.heard, set()
        if self.live.look(None if everything else paths, sure=sure).unsure:
            self.live.look(None if everything else paths)

    @rule()
    def build(self) -> None:
        self.live.look(self.heard)
        self.heard = set()
        try:
            assert not self.live.rebuild().again
        except TooFew:
            return
        for live in (self.live, self.fresh()):
            session = live.session() if isinstance(live, LiveVault) else live
            made = prepare(session, *load_renderer(self.root, session.settings), dry=True)
            assert (made.plan.writes, made.ticks) == ((), 0), "its own writes ask for no other"

    def fresh(self) -> Session:
        """The vault, read as `build` reads it."""
        settings, problems = load_settings(self.root)
        listing = scan(self.root, settings.ignore, (*settings.obsidian.template_folders, settings.templates))
        sources, unread = read_all(self.root, listing)
        reading = read_sources(sources, settings, [*problems, *listing.diagnostics, *unread])
        return Session(self.root, settings, self.day, listing, reading)

    @invariant()
    def incremental_equals_full(self) -> None:
        """Once everything was heard of, there is no telling the two apart."""
        if self.heard:
            return
        kept, fresh = self.live.session(), self.fresh()
        reading = fresh.reading
        recalled = read_anew(self.root, fresh.settings, list(reading.sources.values()), reading.diagnostics)
        assert (recalled.network.entries, recalled.diagnostics) == (reading.network.entries, reading.diagnostics)
        assert (recalled.network.contacts, recalled.notes) == (reading.network.contacts, reading.notes)
        assert (kept.settings, kept.listing, kept.day) == (fresh.settings, fresh.listing, fresh.day)
        assert kept.reading.diagnostics == fresh.reading.diagnostics
        assert list(kept.reading.sources.items()) == list(fresh.reading.sources.items())
        assert kept.reading.network.entries == fresh.reading.network.entries
        assert kept.standing().agenda == fresh.standing().agenda
        planned = [prepare(session, *load_renderer(self.root, session.settings), dry=True) for session in (kept, fresh)]
        assert planned[0].plan == planned[1].plan
        assert planned[0].problems == planned[1].problems


TestWatched = Watched.TestCase
TestWatched.settings = settings(
    max_examples=25, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
