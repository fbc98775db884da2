"""The five habits: pure functions of (network, day, settings) that give items.

To add one: write its file, name its function in `HABITS`, give it a group in `agenda.GROUPS`, words in
`views/wording.py`, and a test file.
"""

from __future__ import annotations

from collections.abc import Callable

from netvault.habits import be_nice, be_there, follow_up, make_it_easy, not_all_about_work
from netvault.model import Item
from netvault.network.graph import Day
from netvault.settings import Settings

Habit = Callable[[Day, Settings], list[Item]]

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
"""The habits whose items stand alone. Keeping in touch looks at the others' items: see `items`."""


def items(day: Day, settings: Settings) -> list[Item]:
    """Every open item of every habit on a day, in no order."""
    found = [item for habit in HABITS for item in habit(day, settings)]
    return found + not_all_about_work.keep_in_touch(day, settings, found)
