"""Habit 2, be there for them: keep your word, and help when asked."""

from __future__ import annotations

from netvault.habits.obligations import Rule, open_items
from netvault.model import Item
from netvault.network.day import Day
from netvault.settings import Settings

PROMISE = Rule("promise", frozenset({"promised"}), frozenset({"gave"}), own_date=True)
HELP = Rule("help", frozenset({"requested"}), frozenset({"gave", "declined"}), own_date=True)


def promise(day: Day, contact: str, settings: Settings) -> list[Item]:
    """What you promised and have not given yet."""
    return open_items(day, contact, PROMISE, settings.due.promise, settings)


def help_asked(day: Day, contact: str, settings: Settings) -> list[Item]:
    """What they asked of you, neither given nor declined."""
    return open_items(day, contact, HELP, settings.due.help, settings)
