"""The view of the Rhythm report: when you were last in touch, your own pace, and the year by weeks."""

from __future__ import annotations

from datetime import date
from typing import Any

from netvault.habits.rhythm import Rhythm, rhythms, touches, weeks
from netvault.network.day import Day
from netvault.views.speech import LONG_MONTHS, Speaker


def rhythm_view(day: Day) -> dict[str, Any]:
    """What the Rhythm template sees; nobody private."""
    speaker = Speaker(day.network, day.day, hide_private=True, iso=True)
    contacts = day.network.contacts
    touched = {path: touches(day, path) for path, contact in contacts.items() if not contact.private}
    found = rhythms(day, touched)
    return {
        "date": day.day.isoformat(),
        "drifting": [_row(one, speaker, day, table=False) for one in found if one.drifting],
        "table": [_row(one, speaker, day, table=True) for one in found],
        "months": _months(weeks(day.day, touched.values())),
    }


def _row(one: Rhythm, speaker: Speaker, day: Day, *, table: bool) -> dict[str, Any]:
    contact = day.network.contacts[one.contact]
    return {
        "link": speaker.link(one.contact, table=table),
        "cadence": contact.cadence,
        "last": one.last.isoformat() if one.last else "",
        "due": one.due.isoformat() if one.due else contact.properties.status or "",
        "median": "" if one.median is None else round(one.median),
        "drifting": one.drifting,
    }


def _months(counts: list[tuple[date, int]]) -> list[dict[str, Any]]:
    """The weeks by the month that their Monday is in, the newest month first."""
    months: dict[tuple[int, int], list[int]] = {}
    for monday, count in counts:
        months.setdefault((monday.year, monday.month), []).append(count)
    return [
        {"month": f"{LONG_MONTHS[month - 1]} {year}", "weeks": [str(count) for count in found], "sum": sum(found)}
        for (year, month), found in reversed(months.items())
    ]
