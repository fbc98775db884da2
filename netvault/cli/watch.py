"""`netvault watch`: build, then again on every change."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from netvault.cli.options import chosen_day, common
from netvault.cli.pace import Clock
from netvault.cli.session import vault_root
from netvault.cli.terminal import say
from netvault.cli.watcher import Watcher


@click.command()
@click.option("--quiet", "-q", is_flag=True, help="Say nothing of what is rebuilt, only what goes wrong.")
@click.option("--poll", is_flag=True, help="Look for changes every 2 seconds instead of being told of them by the system.")
@common
def watch(quiet: bool, poll: bool) -> None:
    """Build, then again on every change.

    Saves in any editor, new notes, renames, whole folders, a `git checkout`, ticks in Today: a moment later Today and the
    reports follow. At midnight, or when the computer wakes up, comes the new day's Today. Ctrl-C ends it.

    \b
    netvault watch                  in a terminal
    netvault watch --quiet          as a service: see docs/watch.md
    """
    watcher = Watcher(vault_root(), Clock(_today), tell=_nothing if quiet else say, poll=poll)
    with _ending(watcher.stop):
        watcher.run()


def _nothing(_: str) -> None:
    """Where --quiet sends what it keeps to itself."""


def _today() -> date:
    """The day, in the time zone that the computer is in now."""
    if hasattr(time, "tzset"):
        time.tzset()
    return chosen_day()


@contextmanager
def _ending(stop: Callable[[], None]) -> Iterator[None]:
    """Let the signals that ask a program to end call `stop`; the second one ends it at once."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before: dict[int, Any] = {}

    def ask(number: int, _: object) -> None:
        signal.signal(number, before[number])
        stop()

    before.update((number, signal.signal(number, ask)) for number in numbers)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
