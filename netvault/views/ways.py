"""Ways to a target, and who stands behind it: sentences for the terminal, and the JSON of `path` and `landed`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netvault.habits.ask import Verdict
from netvault.habits.landed import Helper
from netvault.network.day import Day
from netvault.network.ways import Hop, Way
from netvault.views import before
from netvault.views.data import entry_data
from netvault.views.speech import Named, OnDay, Sentence, Speaker, joined

Names = Mapping[str, tuple[str, ...]]


class WaySpeaker:
    """Says what leads where. `names` are those of every node, with a note or without."""

    def __init__(self, day: Day, names: Names, *, iso: bool) -> None:
        self.day, self.names = day, names
        self.speaker = Speaker(day.network, day.day, hide_private=False, iso=iso)

    def name(self, node: str) -> Named:
        """A node by its name, as it was written where it has no note."""
        return Named(node, self.names[node][0] if node in self.names else self.day.network.name(node))

    def target(self, node: str) -> str:
        """A node by its note's path, or as it was written where it has no note."""
        return node if node in self.day.network.notes else self.name(node).shown

    def marked(self, node: str) -> Named:
        """The same, marked where it is private."""
        name = self.name(node)
        return Named(node, name.shown + before.PRIVATE) if self.day.network.private(node) else name

    def people(self, way: Way) -> str:
        """Who stands on a way, one after another."""
        return " → ".join(self.speaker.plain((self.marked(hop.node),)) for hop in way.hops)

    def why(self, hop: Hop) -> str:
        """Why somebody leads to the next."""
        return self.speaker.plain(self._why(hop))

    def _why(self, hop: Hop) -> Sentence:
        end = self.name(hop.end)
        on: Sentence = (", ", OnDay(hop.day)) if hop.day else ()
        if hop.kind == "works":
            role = self._role(hop.node)
            return ("works at ", end, " now", f", {role}" if role else "")
        if hop.kind == "told":
            by: Sentence = ("a lead from ", self.name(hop.by)) if hop.by else ("a lead",)
            return (*by, " names them with ", end, *on)
        words: dict[str, Sentence] = {
            "worked": ("worked at ", end),
            "introduced": ("introduced you to ", end),
            "knows": ("knows ", end),
            "lead": ("gave you the lead to ", end, *on),
            "through": ("knows ", end, ", who introduced you"),
            "was_lead": ("knows ", end, ", who gave you the lead to them", *on),
        }
        return words[hop.kind]

    def _role(self, node: str) -> str:
        contact = self.day.network.contacts.get(node)
        return (contact.properties.role if contact else None) or ""

    def behind(self, helper: Helper) -> list[Sentence]:
        """What somebody did that stands behind a target."""
        lines: list[Sentence] = [(OnDay(e.day), " ", *before.log_line(e, self.speaker)) for e in helper.because]
        if helper.introduced:
            lines.append(("introduced you to ", *joined(self.marked(path) for path in helper.introduced)))
        return lines


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────


def ways_data(target: str, found: Sequence[tuple[Way, Verdict]], words: WaySpeaker) -> dict[str, Any]:
    """The JSON of `path`."""
    return {
        "target": words.target(target),
        "name": words.name(target).shown,
        "ways": [
            {"hops": [_hop(hop, words) for hop in way.hops], "verdict": verdict.word, "reasons": _reasons(verdict, words)}
            for way, verdict in found
        ],
    }


def _hop(hop: Hop, words: WaySpeaker) -> dict[str, Any]:
    network = words.day.network
    return {
        "path": hop.node if hop.node in network.contacts else None, "name": words.name(hop.node).shown, "why": words.why(hop),
        "kind": hop.kind, "private": network.private(hop.node),
    }  # fmt: skip


def _reasons(verdict: Verdict, words: WaySpeaker) -> list[str]:
    return [words.speaker.plain(reason) for reason in before.reasons(verdict, words.speaker, words.day)]


def landed_data(target: str, helpers: Sequence[Helper], words: WaySpeaker, shown: frozenset[str]) -> dict[str, Any]:
    """The JSON of `landed`."""
    day = words.day
    return {
        "target": words.target(target),
        "name": words.name(target).shown,
        "people": [
            {
                "path": helper.node if helper.node in day.network.contacts else None, "name": words.name(helper.node).shown,
                "because": [entry_data(entry, day) for entry in helper.because], "introduced": helper.introduced,
                "owed": before.items_data(helper.owed, day, shown), "private": day.network.private(helper.node),
            }
            for helper in helpers
        ],
    }  # fmt: skip
