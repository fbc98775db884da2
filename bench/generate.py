"""An invented vault of any size, the same for the same seed:

    python -m bench.generate DIR --contacts 1000 --lines 10 --seed 1

Contacts with log lines, daily notes with lines as people write them, meetings, organisations, and other notes. Everybody in
it is invented. The figures in docs/performance.md are measured on such vaults.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

DAY = date(2026, 11, 20)
DAYS = 730
"""How far back the lines reach."""
_FIRST_NAMES = """
Ada Amina Anders Astrid Birgit Bo Chiara Dora Elif Emre Fatou Greta Hugo Ines Ingrid Jonas Karin Kwame Leila Lotta
Marta Mateo Mirela Moa Nadia Nina Olu Owen Pavel Priya Rasmus Sanne Siobhan Sven Tomas Ursula Viktor Wei Yuki Zsofia
"""
_LAST_NAMES = """
Aberg Adeyemi Brandt Byrne Carvalho Dahl Demir Ekholm Falk Ferreira Gallagher Haddad Hansen Ivanov Jansson Karimi Kovac Lindahl
Lindqvist Moreau Moe Ndiaye Nowak Okafor Owusu Petrovic Raman Rossi Sandberg Tanaka Thoren Visser Weber Wolf Yilmaz Zhang
"""
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
_NAMES = [f"{first} {last}" for last in _LAST for first in _FIRST]
_COMPANY_NAMES = "Brisling Fyrbo Globex Hooli Initech Kvarnby Lovasen Nordpil Pellikan Storfagel Tallrik Umbra"
_COMPANY_KINDS = ("Works", "Energy", "Games", "Health", "Pay", "Studio")
_COMPANIES = [f"{name} {kind}" for kind in _COMPANY_KINDS for name in _COMPANY_NAMES.split()]
_ROLES = ("analyst", "designer", "engineer", "nurse", "product manager", "recruiter", "teacher", "writer")
_CIRCLES = ("inner", "active", "wide", "dormant")
_LIKES = ("bread", "choir", "climbing", "detective plays", "early music", "the sea", "table tennis", "wooden boats")
_HELP = ("a speaker for the meetup", "a flat in town", "data engineering", "feedback on a draft", "a guest lecture")
_ABOUT = (
    "her new team and the old one", "the trip that never was", "how the interviews went", "the talk in spring",
    "his move across town", "a book that we both dropped", "the long winter", "what comes next, if anything",
    "the children, and the dog", "an idea for the autumn",
)  # fmt: skip
_TALKED = (
    "coffee: {about}", "lunch (long): {about}", "call: {about}", "email: {about}", "walk: {about}, she paid",
    "met at the fair, {about}", "Tea, {about}", "called her, no answer", "note: {about}",
)  # fmt: skip
_HELPED = (
    "received: {help}", "gave: {help}", "lead: [[{other}]] knows more about {help}",
    "lead (intro): [[{org}]] is looking for people", "followed: [[{other}]]",
    "reported: how it went with [[{other}]]", "reported: how it all went", "requested: {help}", "promised: {help}",
    "awaited: {help}", "asked: whether they know somebody at [[{org}]]", "heard: {about}", "kind: a card", "news: {about}",
)  # fmt: skip
_IN_NOTE = (*_TALKED * 4, *_HELPED, *("thanked: for everything",) * 6)
"""As in the example vault: two lines in three are talk, and thanks come after most help."""
_IN_DAILY = (
    "Coffee with [[{who}]], {about}", "Called [[{who}]] about {help}", "[[{who}]] wrote, {about}", "Met [[{who}]] at the library",
    "thanked [[{who}]] for {help}", "[[{who}]] introduced me to [[{other}]]", "[[{who}]] asked: could I help with {help}",
    "Sent [[{who}]] feedback on the draft", "Applied to [[{org}]]", "14:30 call: [[{who}]], about {help}",
    "Thinking about what [[{who}]] said", "Lunch with [[{who}]] moved to next week", "- [ ] write to [[{who}]] 📅 {later}",
)  # fmt: skip
_PLAIN = (
    "Slept badly, rain all night.", "Ran along the river, then worked on the portfolio.", "The draft is done, at last.",
    "Nothing came of it, and that is fine.", "Read a hundred pages about bees.", "The library was closed.",
    "Groceries, laundry, a long nap.", "Wrote two applications and deleted one.",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What was made: how many notes and bytes."""

    notes: int
    bytes: int


class _Vault:
    """One vault on its way to the disk."""

    def __init__(self, root: Path, contacts: int, lines: int, seed: int) -> None:
        self.root, self.lines, self.random = root, lines, Random(seed)
        self.people = [_numbered(_NAMES, at) for at in range(contacts)]
        self.organisations = [_numbered(_COMPANIES, at) for at in range(max(3, contacts // 10))]
        self.notes = self.bytes = 0

    def write(self) -> Made:
        for at, name in enumerate(self.people):
            folder = f"People/{chr(65 + at % 26)}" if len(self.people) > 5000 else "People"
            self.put(f"{folder}/{name}.md", self.contact(name))
        for name in self.organisations:
            line = f"- {self.day(200)} [[{self.one()}]] started here"
            self.put(f"Companies/{name}.md", f"---\ntype: organisation\n---\n# {name}\n\n{line}\n")
        for back in range(min(DAYS, max(30, len(self.people)))):
            self.put(f"Daily/{DAY - timedelta(days=back)}.md", self.daily())
        for at in range(len(self.people) // 20):
            self.put(f"Meetings/{self.day(DAYS)} Meetup {at}.md", self.meeting())
        for at in range(len(self.people) // 4):
            self.put(f"Notes/Note {at}.md", self.other(at))
        self.put("netvault.toml", "format = 1\n")
        return Made(self.notes - 1, self.bytes)

    def put(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode("utf-8")
        file.write_bytes(data)
        self.notes += 1
        self.bytes += len(data)

    # ── notes ───────────────────────────────────────────────────────────────────────────────────

    def contact(self, name: str) -> str:
        choose = self.random
        fields = [
            "type: contact",
            f'company: "[[{choose.choice(self.organisations)}]]"',
            f"role: {choose.choice(_ROLES)}",
            f"email: {name.lower().replace(' ', '.')}@example.com",
            f"circle: {choose.choice(_CIRCLES)}",
            f"met: {self.day(DAYS)}",
        ]
        if choose.random() < 0.6:
            fields.append(f"birthday: {choose.randint(1955, 2000)}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}")
        if choose.random() < 0.4:
            fields += ["likes:", *(f"  - {like}" for like in choose.sample(_LIKES, 2))]
        if choose.random() < 0.2:
            fields.append(f'introduced_by: "[[{self.one()}]]"')
        if choose.random() < 0.15:
            wanted = f"{choose.choice(_HELP)} for the {choose.choice(_LAST)} {choose.choice(_LIKES)}"
            fields.append(f"{choose.choice(('needs', 'offers'))}: [{wanted}]")
        if choose.random() < 0.02:
            fields.append("private: true")
        days = sorted((self.day(DAYS) for _ in range(self.lines)), reverse=choose.random() < 0.3)
        log = [f"- {day} {self.said(_IN_NOTE)}" for day in days]
        about = f"We met through {choose.choice(_ABOUT)}.\n\n" if choose.random() < 0.5 else ""
        return "---\n" + "\n".join(fields) + f"\n---\n\n# {name}\n\n{about}## Log\n" + "".join(line + "\n" for line in log)

    def daily(self) -> str:
        lines = []
        for _ in range(self.random.randint(2, 8)):
            mine = self.random.random() < 0.5
            text = self.said(_IN_DAILY) if mine else self.random.choice(_PLAIN)
            lines.append(text if text.startswith("- ") else f"- {text}" if self.random.random() < 0.7 else f"{text}\n")
        return "# Day\n\n" + "\n".join(lines) + "\n"

    def meeting(self) -> str:
        people = ", ".join(f'"[[{self.one()}]]"' for _ in range(3))
        said = f"- we spoke of {self.random.choice(_ABOUT)}\n- promised: {self.random.choice(_HELP)}\n"
        return f"---\nattendees: [{people}]\n---\n\n{said}"

    def other(self, at: int) -> str:
        text = "\n".join(" ".join(self.random.choice(_PLAIN) for _ in range(4)) for _ in range(8))
        link = f"\nSee [[{self.one()}]].\n" if at % 3 == 0 else "\n"
        return f"---\ntags: [idea]\n---\n# Note {at}\n\n{text}\n{link}"

    # ── parts ───────────────────────────────────────────────────────────────────────────────────

    def one(self) -> str:
        return self.random.choice(self.people)

    def day(self, back: int) -> date:
        return DAY - timedelta(days=self.random.randrange(back))

    def said(self, ways: Sequence[str]) -> str:
        return self.random.choice(ways).format(
            who=self.one(), other=self.one(), org=self.random.choice(self.organisations), about=self.random.choice(_ABOUT),
            help=self.random.choice(_HELP), later=DAY + timedelta(days=self.random.randrange(30)),
        )  # fmt: skip


def _numbered(names: Sequence[str], at: int) -> str:
    """A name for each number, from a list; with a number of its own where the list has come to its end."""
    again = at // len(names)
    return names[at % len(names)] + (f" {again + 1}" if again else "")


def generate(root: Path, contacts: int, lines: int = 10, seed: int = 1) -> Made:
    """Write an invented vault into a folder that is new or empty. Raises FileExistsError where it is not."""
    if root.exists() and any(root.iterdir()):
        raise FileExistsError(root)
    return _Vault(root, contacts, lines, seed).write()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description="Write an invented vault.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--contacts", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=10, help="log lines in each contact's note")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    try:
        made = generate(chosen.folder, chosen.contacts, chosen.lines, chosen.seed)
    except FileExistsError:
        parser.error(f"{chosen.folder} is not empty")
    print(f"{made.notes:,} notes, {made.bytes / 1e6:.1f} MB in {chosen.folder}. Look at it from {DAY}.")


if __name__ == "__main__":
    main()
