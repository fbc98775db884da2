"""The view of the Follow-ups report: every lead, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from netvault.escape import Safe
from netvault.habits.agenda import by_name
from netvault.habits.follow_up import Lead, all_leads
from netvault.model import Entry
from netvault.network.day import Day
from netvault.settings import Settings
from netvault.views.speech import Named, Sentence, Speaker, joined

LONGEST = 60
"""Characters of somebody's words in a cell."""


def follow_ups_view(day: Day, settings: Settings) -> dict[str, Any]:
    """What the Follow-ups template sees: leads of nobody private, that no private note tells of, the newest first."""
    speaker = Speaker(day.network, day.day, hide_private=True, iso=True)
    contacts = day.network.contacts
    shown = [lead for lead in all_leads(day, settings) if not contacts[lead.contact].private and _lines(lead.opener.entries)]
    shown.sort(key=lambda lead: (by_name(contacts[lead.contact].name), lead.contact, -lead.place))
    shown.sort(key=lambda lead: lead.opener.day, reverse=True)
    return {
        "date": day.day.isoformat(),
        "leads": [_row(lead, speaker) for lead in shown],
        "givers": _givers(shown, speaker),
    }


def _lines(entries: Iterable[Entry]) -> list[Entry]:
    """Lines that no private note holds."""
    return [entry for entry in entries if not entry.private]


def _row(lead: Lead, speaker: Speaker) -> dict[str, Any]:
    return {
        "from": speaker.link(lead.contact, table=True),
        "about": speaker.markdown(_about(lead, speaker), table=True),
        "heard": lead.opener.day.isoformat(),
        "followed": lead.followed.isoformat() if lead.followed else "",
        "told": lead.told.isoformat() if lead.told else "",
        "outcome": speaker.markdown(_outcome(lead, speaker), table=True),
    }


def _about(lead: Lead, speaker: Speaker) -> Sentence:
    """Whom or what a lead is about; where it names nothing, its words."""
    entries = _lines(lead.opener.entries)
    subjects = dict.fromkeys(subject for entry in entries for subject in entry.subjects)
    named = [subject for subject in subjects if not speaker.network.private(subject)]
    if named:
        return joined((Named(subject) for subject in named[:3]), ", ")
    return speaker.quote(entries[0].text, entries[0].path, LONGEST)


def _outcome(lead: Lead, speaker: Speaker) -> Sentence:
    """What came of it: `[outcome:: ]` of one of its lines, else the words of the line by which it was followed or declined."""
    closers = _lines(lead.followed_by)
    for entry in (*_lines(lead.opener.entries), *closers, *_lines(lead.told_by)):
        said = next((value for key, value in entry.fields if key == "outcome" and value), "")
        if said:
            return speaker.quote(said, entry.path, LONGEST)
    if closers:
        declined: Sentence = ("declined: ",) if "declined" in closers[0].acts else ()
        return (*declined, *speaker.quote(closers[0].text, closers[0].path, LONGEST))
    return ("declined",) if any(entry.state == "cancelled" for entry in _lines(lead.opener.entries)) else ()


def _givers(leads: list[Lead], speaker: Speaker) -> list[dict[str, Any]]:
    """By who gave them: how many leads, how many followed, of how many they heard how it went; by name."""
    found: dict[str, list[Lead]] = {}
    for lead in leads:
        found.setdefault(lead.contact, []).append(lead)
    names = speaker.network.contacts
    return [
        {
            "link": _link(speaker, path), "leads": len(given), "followed": sum(lead.followed is not None for lead in given),
            "closed": sum(lead.told is not None for lead in given),
        }
        for path, given in sorted(found.items(), key=lambda one: (by_name(names[one[0]].name), one[0]))
    ]  # fmt: skip


def _link(speaker: Speaker, path: str) -> Safe:
    return speaker.link(path, table=True)
