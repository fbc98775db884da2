"""The small vault that is put in danger, and the commands that write in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bench.faults.running import Place, netvault

DAY = "2026-11-22"
NOTES = {
    "netvault.toml": "format = 1\n",
    "People/Jane Doe.md": (
        "---\ntype: contact\ncircle: active\nneeds:\n  - a desk\n---\n# Jane Doe\n\nMet at a fair. 🎪\n\n## Log\n"
        "- 2026-11-12 lead (intro): [[Sam Lee]] runs the platform team\n"
        "- 2026-11-14 received: comments on my CV\n"
        "- 2026-11-15 heard: asks about Friday\n"
    ),
    "People/Bo Ek.md": (
        "---\r\ntype: contact\r\naliases: [Bosse]\r\n---\r\n\r\n## Log\r\n\r\n"
        "- 2026-11-10 promised: the first thing\r\n- 2026-11-11 promised: the second thing\r\n\r\nlast words, no line end"
    ),
    "People/Sam Lee.md": "---\ntype: contact\ncircle: inner\nmet: 2026-01-05\n---\n\nknows everybody\n",
    "2026-11-16.md": "# Monday\n\n- [ ] [[Jane Doe]] lead: [[Globex]] looks for somebody 📅 2026-11-21\n- slept well\n",
    "Ideas.md": "nothing to do with anybody\n\n\ttabs, and no log\n",
}
"""The vault, by path: LF and CRLF, with and without a final line end, an emoji, a box in a daily note."""
TOUCHED = datetime(2026, 11, 22, 9).timestamp()


@dataclass(frozen=True)
class Scenario:
    """One writing command. `prepare` makes its vault ready; `again` are the exit codes of a second run after trouble.

    `redone`: a second run after a broken one ends where one whole run does.
    """

    name: str
    words: Callable[[Place], list[str]]
    prepare: Callable[[Place], None]
    again: frozenset[int] = frozenset({0})
    stdin: str = ""


def plain(place: Place) -> None:
    """The vault as it is above, long untouched."""
    for path, text in NOTES.items():
        file = place.vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    settle(place)


def settle(place: Place) -> None:
    """Make every file look as if it had been saved on the morning of the day."""
    for file in place.vault.rglob("*"):
        os.utime(file, (TOUCHED, TOUCHED))


def built(place: Place) -> None:
    """The vault with its outputs."""
    plain(place)
    netvault(place, ["build"], check=True)
    settle(place)


def ticked(place: Place) -> None:
    """The vault with ticks of every kind in Today, of which some change several notes, or one note twice."""
    built(place)
    signs = {
        "Get back to [[Jane": ["x", "sent her the times", "for Friday"],
        "“comments on my CV”": ["x", "with a card"],
        "Try Globex": ["x", "wrote to them"],
        "Try [[Sam Lee]]": ["-"],
        "the first thing": ["x"],
        "the second thing": [">"],
        "Say hello to [[Sam": [">"],
    }
    today = place.vault / "Today.md"
    lines = today.read_text("utf-8").split("\n")
    for words, (sign, *nested) in signs.items():
        at = next(n for n, line in enumerate(lines) if words in line and line.startswith("- [ ]"))
        lines[at] = lines[at].replace("[ ]", f"[{sign}]", 1)
        lines[at + 1 : at + 1] = [f"    - {line}" for line in nested]
    today.write_text("\n".join(lines), "utf-8")
    settle(place)


def logged(place: Place) -> None:
    """The vault after a line was logged."""
    plain(place)
    netvault(place, ["log", "jane", "call:", "to be taken back"], check=True)
    settle(place)


def added(place: Place) -> None:
    """The vault after a contact was added."""
    plain(place)
    netvault(place, ["add", "New Person"], check=True)
    settle(place)


def empty(place: Place) -> None:
    """A folder with nothing in it."""


def notes_only(place: Place) -> None:
    """Notes that are no vault of netvault's yet."""
    plain(place)
    (place.vault / "netvault.toml").unlink()


def _id(place: Place, words: str) -> str:
    """The id of the item in Today whose line holds these words."""
    text = (place.vault / "Today.md").read_text("utf-8")
    line = next(line for line in text.split("\n") if words in line and "^nv-" in line)
    return line.rpartition("^")[2]


def _copy(place: Place) -> str:
    return next(copy.name for copy in place.copies() if copy.name.endswith("Jane Doe.md"))


def _always(*words: str) -> Callable[[Place], list[str]]:
    return lambda place: list(words)


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("log", _always("log", "jane", "coffee:", "at Luigi's"), plain),
    Scenario("log-pipe", _always("log", "bo"), plain, stdin="call: one\nlunch: two\n"),
    Scenario("done", lambda place: ["done", _id(place, "Try Globex"), "wrote to them"], built, frozenset({0, 2})),
    Scenario("done-exact", lambda place: ["done", _id(place, "the second thing")], built, frozenset({0, 2})),
    Scenario("snooze", _always("snooze", "sam", "2 weeks"), plain),
    Scenario("add", _always("add", "Ravi Menon", "--circle", "active"), plain, frozenset({0, 1, 2})),
    Scenario("undo", _always("undo"), logged, frozenset({0, 1})),
    Scenario("undo-add", _always("undo"), added, frozenset({0, 1})),
    Scenario("recover", lambda place: ["recover", _copy(place), "--restore"], logged),
    Scenario("build", _always("build"), plain),
    Scenario("ticks", _always("build"), ticked),
    Scenario("init", _always("init"), empty),
    Scenario("init-notes", _always("init"), notes_only),
)
