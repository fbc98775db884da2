"""The views of the reports: days are absolute, so that a git diff shows what changed and nothing else."""

from __future__ import annotations

from typing import Any

from netvault.habits.agenda import GROUPS, Agenda
from netvault.habits.standing import Match, Standing, matches, standings
from netvault.model import Entry, Item
from netvault.network.day import Day
from netvault.views.pictures import months
from netvault.views.speech import Named, OnDay, Part, Speaker, joined
from netvault.views.wording import reason, times, title

MOST_NEXT = 8
"""People named under *Next to give to*."""


def agenda_view(day: Day, agenda: Agenda, stale: int) -> dict[str, Any]:
    """What the Agenda template sees: every open item that is not private."""
    speaker = Speaker(day.network, day.day, hide_private=True, iso=True)
    groups = []
    for habit, heading in GROUPS:
        items = [item for item in agenda.items if item.habit == habit and not item.private]
        if items:
            groups.append({"habit": habit, "title": heading, "items": [_item(i, speaker, day, stale) for i in items]})
    return {"date": day.day.isoformat(), "groups": groups}


def _item(item: Item, speaker: Speaker, day: Day, stale: int) -> dict[str, Any]:
    text = speaker.markdown((*title(item, speaker), ": ", *reason(item, speaker, day)))
    if text[-1:] not in (".", "!", "?", "*"):
        text = type(text)(text + ".")
    return {
        "text": text, "due": item.due.isoformat(), "opened": item.opened.isoformat(), "habit": item.habit,
        "early": item.early and item.habit in ("waiting", "report_back"),
        "long_ago": item.overdue > stale and item.habit != "keep_in_touch",
    }  # fmt: skip


def reciprocity_view(day: Day, agenda: Agenda) -> dict[str, Any]:
    """What the Reciprocity template sees: what is easiest to give, whom to give to next, everybody."""
    speaker = Speaker(day.network, day.day, hide_private=True, iso=True)
    found = [one for one in standings(day) if not day.network.contacts[one.contact].private]
    met = matches(day)
    return {
        "date": day.day.isoformat(),
        "easiest": _easiest(speaker, day, agenda, met),
        "next": [_next(one, speaker, day, met) for one in found if one.difference > 0][:MOST_NEXT],
        "table": [_row(one, speaker) for one in found],
        "months": _months(day),
    }


def _months(day: Day) -> list[dict[str, Any]]:
    """The months of the last year, the newest first; none where nothing was given or received."""
    found = [{"name": month.name, "given": month.given, "received": month.received} for month in reversed(months(day))]
    return found if any(month["given"] or month["received"] for month in found) else []


def _easiest(speaker: Speaker, day: Day, agenda: Agenda, met: list[Match]) -> list[Any]:
    lines = [
        speaker.markdown((*title(item, speaker), ": ", *reason(item, speaker, day), "."))
        for item in agenda.items
        if item.habit in ("help", "promise") and not item.private
    ]
    for match in met:
        need, offer = speaker.quote(match.need, match.who), speaker.quote(match.offer, match.giver)
        parts = (Named(match.who), " needs ", *need, "; ", Named(match.giver), " offers ", *offer, ". Introduce them?")
        lines.append(speaker.markdown(parts))
    return lines


def _next(one: Standing, speaker: Speaker, day: Day, met: list[Match]) -> dict[str, Any]:
    needs = []
    for need in day.field(one.contact, "needs"):
        givers = [match for match in met if match.who == one.contact and match.need == need]
        offers: list[Part] = []
        for match in givers:
            offers += [", " if offers else "", Named(match.giver), " offers ", *speaker.quote(match.offer, match.giver)]
        needs.append({"text": speaker.markdown(speaker.quote(need, one.contact)), "met": speaker.markdown(offers)})
    return {
        "link": speaker.link(one.contact), "times": times(one.they_helped), "latest": _latest(one.theirs, speaker),
        "given": f"{times(one.you_helped)}: latest, {_latest(one.yours, speaker)}" if one.yours else "",
        "asked": times(one.asked) if one.asked else "", "needs": needs,
    }  # fmt: skip


def _latest(entry: Entry | None, speaker: Speaker) -> Any:
    if entry is None:
        return ""
    said = speaker.quote(entry.text, entry.path)
    if not said and not entry.private:
        said = joined(Named(subject) for subject in entry.subjects[:2])
    return speaker.markdown((*said, " (", OnDay(entry.day), ").") if said else (OnDay(entry.day), "."))


def _row(one: Standing, speaker: Speaker) -> dict[str, Any]:
    return {
        "link": speaker.link(one.contact, table=True), "they": one.they_helped, "you": one.you_helped, "asked": one.asked,
        "theirs": one.theirs.day.isoformat() if one.theirs else "", "yours": one.yours.day.isoformat() if one.yours else "",
        "standing": one.word,
    }  # fmt: skip
