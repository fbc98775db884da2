"""Habit 3, follow up on every lead, and tell who gave it how it went; and what they said they would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from netvault.habits.obligations import (
    Closer,
    Obligation,
    Rule,
    close,
    dropped,
    due_of,
    item,
    naming,
    open_items,
    openers,
    reaching,
    since,
    tick,
)
from netvault.model import Contact, Entry, Item, Risk
from netvault.network.day import Day
from netvault.network.events import Event
from netvault.settings import Settings

LEAD = frozenset({"lead"})
FOLLOWED = frozenset({"followed", "declined"})
TRIED = frozenset({"talked", "asked", "followed"})
CLOSE_A_LEAD = FOLLOWED | TRIED
WAITING = Rule("waiting", frozenset({"awaited"}), frozenset({"received", "lead"}), own_date=True)


@dataclass(slots=True)
class Lead:
    """A lead and what became of it: `followed` is the day it was followed or declined, `told` the day its giver heard."""

    contact: str
    opener: Event
    place: int
    followed: date | None
    followed_by: tuple[Entry, ...]
    told: date | None
    told_by: tuple[Entry, ...] = ()

    @property
    def declined(self) -> bool:
        """Whether you decided against it: a line says so, or its box does."""
        by = self.followed_by or self.opener.entries
        return any("declined" in entry.acts or entry.state == "cancelled" for entry in by)


def leads(day: Day, contact: str, settings: Settings) -> list[Item]:
    """A contact's leads to follow, and those that were followed whose giver has not heard how it went."""
    found = []
    for lead in leads_of(day, contact, settings):
        if lead.followed is None:
            obligation = Obligation(lead.opener, lead.place, lead.opener.day)
            due = due_of(obligation)
            found.append(
                item(day, "follow_up", contact, obligation, allowed=settings.due.follow_up, due=due, risk=risk(day, lead))
            )
        elif lead.told is None:
            obligation = Obligation(lead.opener, lead.place, lead.followed)
            why = risk(day, lead)
            allowed = settings.due.report_back_risk if why else settings.due.report_back
            report = item(day, "report_back", contact, obligation, allowed=allowed, risk=why)
            found.append(replace(report, declined=lead.declined))
    return found


def all_leads(day: Day, settings: Settings) -> list[Lead]:
    """Every lead by the day, of everybody, with what became of it. Leads before `loops_from` are history."""
    return [lead for contact in day.network.contacts for lead in leads_of(day, contact, settings)]


def leads_of(day: Day, contact: str, settings: Settings) -> list[Lead]:
    """The leads of one contact."""
    given = [o for o in openers(day, contact, LEAD) if o.opener.acts.isdisjoint(FOLLOWED)]
    return _told(day, contact, _followed(day, contact, since(given, settings))) if given else []


def _followed(day: Day, contact: str, given: list[Obligation]) -> list[Obligation]:
    """Close each lead's follow_up: by its checkbox, in the referrer's log by reach, anywhere else by naming a subject."""
    own = [reaching(event, FOLLOWED) for event in day.events(contact) if event.acts & FOLLOWED]
    for obligation in given:
        obligation.closed = tick(obligation.opener, day.day)
    _closed_before(day, contact, [o for o in given if o.closed], own)
    close(given, own + _elsewhere(day, contact, given))
    return given


def _closed_before(day: Day, contact: str, ticked: list[Obligation], own: list[Closer]) -> None:
    """A line may have closed a lead before its box was ticked: the earliest day counts."""
    again = [Obligation(o.opener, o.place, o.opened) for o in ticked]
    close(again, own + _elsewhere(day, contact, ticked), lone=False)
    for one, found in zip(ticked, again, strict=True):
        if found.closed and one.closed and found.closed < one.closed:
            one.closed, one.by = found.closed, found.by


def _elsewhere(day: Day, contact: str, given: Sequence[Obligation]) -> list[Closer]:
    """Lines that are not the referrer's and name a subject of a lead; or are, when the subject is a contact of the line too."""
    first: dict[str, list[Obligation]] = {}  # of each subject the first two leads: a line may be one of them itself
    for obligation in sorted(given, key=lambda o: o.opened):
        for key in obligation.opener.keys:
            leads = first.setdefault(key, [])
            if len(leads) < 2:
                leads.append(obligation)
    found: dict[int, Closer] = {}
    for key, leads in first.items():
        for entry in day.naming(key, CLOSE_A_LEAD, leads[0].opened):
            if id(entry) in found or not any(lead.opened <= entry.day and not _is_line_of(entry, lead) for lead in leads):
                continue
            theirs = contact in entry.contacts
            if theirs and key not in entry.contacts:
                continue
            if TRIED.intersection(entry.acts) or (FOLLOWED.intersection(entry.acts) and not theirs):
                keys = frozenset(entry.contacts) if theirs else entry.keys.union(entry.contacts)
                event = Event("", entry.day, frozenset(entry.acts), entry.keys, (entry,))
                found[id(entry)] = Closer(event, "names", keys, from_day=not TRIED.isdisjoint(entry.acts))
    for obligation in given:  # a line that names the very line of a lead need not name what it is about
        for own in obligation.opener.entries:
            for entry in day.naming(f"{own.path}#^{own.block}", FOLLOWED, obligation.opened) if own.block else ():
                if contact not in entry.contacts:
                    found[id(entry)] = Closer(Event("", entry.day, frozenset(entry.acts), entry.keys, (entry,)), "reach")
    return list(found.values())


def _is_line_of(entry: Entry, lead: Obligation) -> bool:
    return any(entry is own for own in lead.opener.entries)


def _told(day: Day, contact: str, given: list[Obligation]) -> list[Lead]:
    """Close each followed lead's report_back: reported, by reach; or a touch that names a subject, on that day or later."""
    back = {id(o): Obligation(o.opener, o.place, o.closed) for o in given if o.closed}
    closers = []
    for event in day.events(contact):
        if "reported" in event.acts:
            closers.append(reaching(event, frozenset({"reported"})))
        if event.touch:
            closers.append(naming(event, from_day=True))
    close(list(back.values()), closers)
    found = []
    for obligation in given:
        report = back.get(id(obligation))
        if report and dropped(obligation.opener, "report_back"):
            report.closed = obligation.opened
        if report and "reported" in obligation.opener.acts:  # a line that carries both opens nothing
            report.closed, report.by = obligation.opened, obligation.opener.entries
        found.append(
            Lead(
                contact, obligation.opener, obligation.place, obligation.closed, obligation.by,
                report.closed if report else None, report.by if report else (),
            )
        )
    return found


def waiting(day: Day, contact: str, settings: Settings) -> list[Item]:
    """What they promised or offered, quietly."""
    return open_items(day, contact, WAITING, settings.due.waiting, settings)


# ── who could hear of it ────────────────────────────────────────────────────────────────────────


def risk(day: Day, lead: Lead) -> Risk | None:
    """Why the one who gave a lead could hear of your silence, or None."""
    referrer = day.network.contacts[lead.contact]
    for key in sorted(lead.opener.keys):
        subject = day.contact(key)
        found = _share(referrer, subject, key) or _know(referrer, subject, key)
        found = found or (_met(day, referrer.path, key) if subject else None)
        if found:
            return found
    return None


def _share(referrer: Contact, subject: Contact | None, key: str) -> Risk | None:
    """They share a current or past company, or the subject is one of the referrer's."""
    companies = referrer.companies
    if key in companies:
        return Risk("company", key, key, now=key == referrer.company)
    shared = sorted(companies & subject.companies) if subject else []
    if subject and shared:
        now = [company for company in shared if referrer.company == company == subject.company]
        return Risk("company", key, (now or shared)[0], now=bool(now))
    return None


def _know(referrer: Contact, subject: Contact | None, key: str) -> Risk | None:
    """Either knows or introduced the other."""
    mine = key in referrer.knows or key in referrer.introduced_by
    theirs = subject is not None and (referrer.path in subject.knows or referrer.path in subject.introduced_by)
    return Risk("knows", key) if mine or theirs else None


def _met(day: Day, referrer: str, key: str) -> Risk | None:
    """They are contacts of one line or meeting."""
    met = day.together(referrer).get(key)
    return Risk("together", key, day=met) if met else None
