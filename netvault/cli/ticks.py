"""Taking in the ticks of Today, in any editor and on any device, when a build begins."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property, partial
from hashlib import blake2b
from typing import NamedTuple

from netvault.cli.session import Session, open_vault, stop
from netvault.cli.terminal import say, style
from netvault.cli.writing import FAILED, NotAll, broken_off, say_taken, try_changes
from netvault.deeds import Planned, plan_deed, plan_line
from netvault.diagnostics import Diagnostic
from netvault.doing import HABITS_LOGGED, Deed, Moot
from netvault.escape import terminal
from netvault.intake import Found, deed_of, find_ticks, still_open
from netvault.model import Item
from netvault.notes.edit import NotDone
from netvault.notes.links import bare
from netvault.pipeline import Reading
from netvault.standing import Standing, find_item, stand
from netvault.text import Source
from netvault.vault.memory import remember_taken, taken_before
from netvault.vault.read import read_source
from netvault.views.speech import Speaker
from netvault.views.today import item_texts
from netvault.views.wording import title

_LINK = re.compile(r"\[\[([^\[\]|#]+)")
_DID = {"x": "done", "-": "dropped", ">": "put off"}


class Ticks(NamedTuple):
    """What became of ticks: the vault after that, the ids of those that need no keeping any more, how many would be (or were)
    taken in, and which notes could not be written."""

    session: Session
    settled: frozenset[str]
    taken: int
    troubles: tuple[Diagnostic, ...]


def take_ticks(
    session: Session, *, dry: bool, reopen: Callable[[Collection[str]], Session] | None = None
) -> Ticks:
    """Take in every tick of the vault's regions. `reopen` gives the vault after notes (their paths) were written.

    With `dry` nothing is written. At most once: a tick whose item is open no more is left out, and so is one that stands where
    nothing is rendered anew, and was taken in before. One whose note cannot be written stays where it is, and is named; the
    others are taken in all the same.
    """
    if not dry and (mended := broken_off(session.root)):
        session = reopen([spot.path for spot in mended.spots]) if reopen else open_vault()
    copies = _copies(session)
    marked = [session.reading.sources[path] for path in sorted(session.reading.network.tally.marked)]
    quiet = lambda path: path in copies or _of_other_day(session, path)  # noqa: E731
    found = find_ticks([*marked, *copies.values()], partial(_changed, session), session.day, quiet)
    known = taken_before(session.root)
    staying = {_name(tick): tick.tick.id for tick in found if tick.quiet}
    new = [tick for tick in found if not (tick.quiet and _name(tick) in known)]
    taking = _Taking(session, dry)
    for tick in new:
        taking.take(tick)
    past = {name for name, item in staying.items() if name in known or item in taking.settled}
    if not dry and past != known:
        remember_taken(session.root, past)
    if not new:
        return Ticks(session, frozenset(), 0, ())
    if taking.taken:
        say_settled(taking.now(), taking.first, taking.standing, taking.settled | taking.closed)
    if dry:
        session = taking.now()
    elif taking.taken or taking.written:
        session = reopen(taking.written) if reopen else open_vault()
    return Ticks(session, frozenset(taking.settled), taking.taken, tuple(taking.troubles))


def _name(tick: Found) -> str:
    """What a tick that stays where it is is known by: its note, its id, what is in its box."""
    said = "\n".join((tick.path, tick.tick.id, tick.tick.char))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class _Taking:
    """The ticks of one build, taken in one after the other: each is looked at in the vault as the one before has left it."""

    def __init__(self, session: Session, dry: bool) -> None:
        self._session, self._dry, self._at = session, dry, time.time()
        self.reading = session.reading
        self._standing: Standing | None = None
        self._past: dict[date, Standing] = {}
        self._speaker = Speaker(self.reading.network, session.day, hide_private=True, iso=False)
        self.settled: set[str] = set()
        self.closed: set[str] = set()
        self.written: set[str] = set()
        self.troubles: list[Diagnostic] = []
        self.taken = 0

    @cached_property
    def first(self) -> Standing:
        """The vault as the build found it, seen from its day."""
        return self._session.standing()

    @property
    def standing(self) -> Standing:
        """The vault with what was taken in so far, seen from the day of the build."""
        if self._standing is None:
            self._standing = stand(self.reading.network, self._session.day, self.first) if self.taken else self.first
        return self._standing

    def now(self) -> Session:
        """The vault with what was taken in so far."""
        return Session(self._session.root, self._session.settings, self._session.day, self._session.listing, self.reading)

    def take(self, tick: Found) -> None:
        """Take one in, if there is anything to take; else say why not."""
        if tick.tick.id in self.settled:
            return
        meant = self._meant(tick)
        if meant is None:
            self._leave_out(tick)
            return
        deed, planned = meant
        if not isinstance(planned, Planned):
            if isinstance(planned, Moot):
                self.settled.add(tick.tick.id)
            say(f"{style('Not taken in:', fg='yellow')} {_title(self._session, deed.item)}: {planned.why}")
        elif tick.quiet and not planned.changes:
            self.settled.add(tick.tick.id)  # it was taken in by an earlier build
        elif self._write(deed, planned):
            self.taken += 1
            self.reading, self._standing = planned.reading, planned.standing
            self._past.clear()
            self.settled.add(tick.tick.id)
            self.closed.add(deed.item.id)
            words = f"{_title(self._session, deed.item)}: {_DID[deed.sign]}{_where(planned, deed.item.contact)}"
            if self._dry:
                say(f"To be taken in: {words}")
            else:
                say_taken(words)

    def _meant(self, tick: Found) -> tuple[Deed, Planned | NotDone | Moot] | None:
        """What a tick stands for, and the changes for it; None where its item is open no more."""
        if deed := deed_of(self.standing, tick, self._shown, self._then):
            return deed, plan_deed(self.reading, deed, self.standing)
        before = deed_of(self.first, tick, self._shown, self._then) if self.taken else None
        if before is None:
            return None
        deed = still_open(self.standing, before, self._shown)  # it was open when the build began
        return (deed, plan_deed(self.reading, deed, self.standing)) if deed else (before, _with_another(self.reading, before))

    def _then(self, day: date) -> Standing:
        """The vault seen from the day of a tick."""
        if day not in self._past:
            self._past[day] = stand(self.reading.network, day)
        return self._past[day]

    def _shown(self, item: Item) -> tuple[str, str]:
        """An item's title and its whole text, as they stand in Today."""
        return item_texts(item, self._speaker, self.first.day)

    def _leave_out(self, tick: Found) -> None:
        if unread := _unread(self._session, tick):
            what = f"It may be about {unread}, which cannot be read. Mend that note, or take the tick away."
            say(f"{style('Not taken in:', fg='yellow')} “{style(tick.tick.text)}”: {style(what)}")
            return
        _say_left_out(tick, renamed=_renamed(self._session, self.standing, tick))
        if tick.tick.nested and not (self._dry or tick.quiet):
            _keep_words(self._session, tick)
        self.settled.add(tick.tick.id)

    def _write(self, deed: Deed, planned: Planned) -> bool:
        """Write what a tick stands for; whether that could be done."""
        if self._dry or not planned.changes:
            return True
        try:
            self.written.update(try_changes(self.now(), "tick", planned.changes, at=self._at))
        except NotAll as trouble:
            if trouble.code != FAILED:
                stop(f"{trouble}{_before(self.written)}", trouble.code)
            self.written.update(trouble.done)
            self.troubles.append(_not_taken(self._session, deed.item, trouble))
            return False
        return True


def _not_taken(session: Session, item: Item, trouble: NotAll) -> Diagnostic:
    speaker = Speaker(session.reading.network, session.day, hide_private=False, iso=True)
    what = f"“{speaker.plain(title(item, speaker))}” could not be taken in: {trouble.why}"
    hint = "It stays ticked, and waits for the next build."
    return Diagnostic("not-written", "error", trouble.path or item.contact, 1, 1, what, hint)


def _before(written: Collection[str]) -> str:
    return f" Written before: {', '.join(sorted(written))}." if written else " Nothing was written."


def say_settled(session: Session, before: Standing, after: Standing | None, done: Collection[str]) -> None:
    """Say what else is open no more after what was done (the ids of its items): a line can settle more than one thing."""
    after = after or stand(session.reading.network, session.day, before)
    left = {item.id for item in after.agenda.items}
    gone = [one for one in before.agenda.items if one.id not in left and one.id not in done and one.habit != "keep_in_touch"]
    titles = Counter((one.contact, _title(session, one)) for one in after.agenda.items)
    titles.subtract((one.contact, _title(session, one)) for one in before.agenda.items if one.id in left)
    settled = [one for one in gone if titles[one.contact, _title(session, one)] <= 0]  # others have another id since
    if settled:
        say(f"Settled with that: {', '.join(_title(session, one) for one in settled)}.")


def _with_another(reading: Reading, deed: Deed) -> Planned | NotDone:
    """What is to be written for an item that another tick of the same build has closed: what somebody said of it."""
    return plan_line(reading, deed) if deed.sign == "x" and deed.item.habit in HABITS_LOGGED else Planned((), reading)


def _where(planned: Planned, contact: str) -> str:
    """Where the line stands that a tick has become: in the contact's note, if one was written there."""
    edits = sorted(planned.edits, key=lambda edit: edit[0] == contact)
    return f" → {terminal(edits[-1][0])}:{edits[-1][1]}" if edits else ""


def _title(session: Session, item: Item) -> str:
    speaker = Speaker(session.reading.network, session.day, hide_private=False, iso=True)
    return style(speaker.plain(title(item, speaker)))


def _renamed(session: Session, standing: Standing, found: Found) -> bool:
    """Whether an open item is called what a ticked one is, by another id: its contact's note had another path."""
    if found.tick.char not in "xX->" or find_item(standing, found.tick.id):
        return False
    speaker = Speaker(session.reading.network, session.day, hide_private=True, iso=False)
    return any(found.tick.text.startswith(speaker.markdown(title(item, speaker)) + ":") for item in standing.agenda.items)


def _say_left_out(found: Found, *, renamed: bool) -> None:
    if renamed and not found.quiet:
        what = "is open no more, or its note has another name now: tick it once more if it is not done."
        say(f"{style('Left out:', fg='yellow')} “{style(found.tick.text)}” {what}")
    elif not found.quiet:
        odd = f"has “{found.tick.char}” in its box: x is done, - lets it go, > puts it off"
        what = "is open no more" if found.tick.char in "xX->" else odd
        say(f"{style('Left out:', fg='yellow')} “{style(found.tick.text)}” {what}.")


def _keep_words(session: Session, found: Found) -> None:
    """What stands below a tick that is left out is nobody's line: a copy of its note is kept, and named."""
    from netvault.vault.trouble import WriteTrouble
    from netvault.vault.write import Writer

    text = session.reading.sources[found.path].text
    try:
        with Writer(session.root) as writer:
            copy = writer.keep(found.path, text.encode("utf-8"), "region-edited")
    except (WriteTrouble, OSError) as trouble:
        say(f"What you wrote below it could not be kept: {terminal(str(trouble))}")
    else:
        say(f"What you wrote below it is kept: {terminal(str(copy))}")


def _unread(session: Session, found: Found) -> str:
    """The note that could not be read and that a tick may be about: its item cannot be told from one that is done."""
    names = [bare(target).rpartition("/")[2] for target in _LINK.findall(found.tick.text)]
    for problem in session.reading.diagnostics:
        named = problem.code in ("not-utf8", "too-large") and bare(problem.path).rpartition("/")[2] in names
        if problem.severity == "error" and (named or problem.code == "unreadable"):
            return problem.path
    return ""


def _changed(session: Session, path: str) -> date | None:
    """The day of a note's last change."""
    with suppress(OSError):
        return datetime.fromtimestamp((session.root / path).stat().st_mtime).date()
    return None


def _of_other_day(session: Session, path: str) -> bool:
    """Whether a note is the daily note of another day: what it shows of Today stays as it was."""
    note = session.reading.notes.get(path)
    return note is not None and note.kind == "dated" and note.day != session.day


def _copies(session: Session) -> dict[str, Source]:
    """Sync-conflict copies by path: not read as notes, but a tick in a copy of Today counts too."""
    paths = {problem.path for problem in session.listing.diagnostics if problem.code == "conflict-copy"}
    read = {path: read_source(session.root, path) for path in sorted(paths - session.reading.sources.keys())}
    return {path: source for path, source in read.items() if isinstance(source, Source)}
