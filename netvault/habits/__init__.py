"""The five habits: pure functions of (day, contact, settings) that give a contact's items.

To add one: write its file, name its function in `HABITS`, give it a group in `agenda.GROUPS`, words in
`views/wording.py`, and a test file. What a habit looks at besides the contact itself it asks of `Day` (`contact`,
`entries`, `events`, `naming`, `tasks` and what is made of them), which remembers what was looked at.
"""

from __future__ import annotations

from collections.abc import Callable

from netvault.habits import be_nice, be_there, follow_up, make_it_easy, not_all_about_work
from netvault.model import Item
from netvault.network.day import Day
from netvault.settings import Settings

Habit = Callable[[Day, str, Settings], list[Item]]

HABITS: tuple[Habit, ...] = (
    make_it_easy.prepare,
    make_it_easy.reply,
    follow_up.leads,
    be_nice.thank,
    be_there.promise,
    be_there.help_asked,
    make_it_easy.task,
    be_nice.celebrate,
    follow_up.waiting,
)
"""The habits whose items stand alone. Keeping in touch looks at the contact's other items: see `items_of`."""


def items_of(day: Day, contact: str, settings: Settings) -> list[Item]:
    """Every open item of a contact, of every habit, on a day."""
    day.contact(contact)
    found = [item for habit in HABITS for item in habit(day, contact, settings)]
    return found + not_all_about_work.keep_in_touch(day, contact, settings, found)
