"""What is said before you meet or ask: the same facts as sentences for the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from netvault.habits.ask import Verdict
from netvault.habits.meet import Bond
from netvault.habits.standing import Match, Standing
from netvault.model import Contact, Entry, Item
from netvault.network.day import Day
from netvault.network.graph import Network
from netvault.views.data import item_data
from netvault.views.speech import Named, OnDay, Part, Sentence, Speaker, company_named, joined, node_named
from netvault.views.wording import reason, times, title

_HEADLINES = {
    "first": "First something for them, then ask.",
    "hello": "Say hello first, and leave the ask for another day.",
    "go": "Go ahead and ask.",
}
_NEWS = "They have news: a kind word before you ask."
PRIVATE = " (private)"
Tab = Literal["me", "them"]


def headline(verdict: Verdict) -> str:
    """The verdict in a sentence."""
    return _NEWS if verdict.word == "go" and verdict.news else _HEADLINES[verdict.word]


# ── sentences ───────────────────────────────────────────────────────────────────────────────────


def marked(node: str, network: Network) -> Named:
    """A node by its name, marked where it is private: for the terminal, where private contacts are shown."""
    return Named(node, network.name(node) + PRIVATE) if network.private(node) else Named(node)


def who_line(contact: Contact, network: Network) -> Sentence:
    """Who somebody is, in a line: name, role, company, place."""
    said = contact.properties
    parts: list[Part] = [Named(contact.path)]
    if said.role:
        parts.append(f", {said.role}")
    if contact.company:
        parts += [" at " if said.role else ", ", node_named(network, contact.company, said.company)]
    if said.location:
        parts.append(f", {said.location}")
    return (*parts, *((PRIVATE,) if contact.private else ()))


def to_do(item: Item, speaker: Speaker, day: Day) -> Sentence:
    """An open item in one line: what to do, and why."""
    return (*title(item, speaker), ": ", *reason(item, speaker, day))


def reasons(verdict: Verdict, speaker: Speaker, day: Day) -> list[Sentence]:
    """Why the verdict is what it is: what comes first, then how long ago and how often."""
    found = [to_do(item, speaker, day) for item in (*verdict.first, *verdict.news)]
    if verdict.asks > 1:
        found.append((f"Your last {verdict.asks} messages were asks",))
    if verdict.last is None:
        found.append(("No hello yet" if day.events(verdict.contact) else "You have not been in touch yet",))
    elif verdict.long_ago:
        found.append(("Last in touch ", OnDay(verdict.last.day), f", more than {verdict.allowed} days ago"))
    elif verdict.word == "go":
        found.append(("Last in touch ", OnDay(verdict.last.day), "" if verdict.news else ", and nothing comes first"))
    return found


def balance(standing: Standing) -> Sentence:
    """Who helped whom, both ways. Nothing that sounds like a debt of theirs."""
    parts: list[Part] = []
    if standing.they_helped and standing.theirs:
        parts += [f"They helped you {times(standing.they_helped)}, last ", OnDay(standing.theirs.day), ". "]
    if standing.you_helped and standing.yours:
        parts += [f"You helped {times(standing.you_helped)}, last ", OnDay(standing.yours.day), ". "]
    if standing.asked:
        parts.append(f"You asked {times(standing.asked)}.")
    return tuple(parts) or ("No help or asks between you yet.",)


def tab_words(tab: Tab | None) -> str:
    """Whose turn it is to pay, or nothing."""
    return {"me": "Your turn to pay.", "them": "Their turn to pay.", None: ""}[tab]


def log_line(entry: Entry, speaker: Speaker) -> Sentence:
    """A log line, without its day and contact: `lead (intro): Joost de Wit is building a team`."""
    detail = f" ({what})" if (what := speaker.detail(entry)) else ""
    said = speaker.quote(entry.text, entry.path)
    return (", ".join(entry.acts) + detail, *((": ", *said) if said else ()))


def needs_lines(needs: Sequence[str], met: Sequence[Match], contact: str, speaker: Speaker) -> list[Sentence]:
    """What somebody needs, each with who offers it: an introduction to make."""
    found: list[Sentence] = []
    for need in needs:
        givers = [Named(giver) for giver in dict.fromkeys(match.giver for match in met if match.need == need)]
        offer: Sentence = (" → ", *joined(givers[:3]), " could help") if givers else ()
        found.append((*speaker.quote(need, contact), *offer))
    return found


def bond_words(bond: Bond, contact: Contact, network: Network) -> Sentence:
    """How somebody in common is connected with the one you meet."""
    if bond.kind in ("now", "past"):
        return ("both are at " if bond.kind == "now" else "both were at ", company_named(network, bond.company or "", contact))
    words = {"introduced": "introduced you", "through": "whom you know through them", "knows": "they know each other"}
    if bond.kind in words:
        return (words[bond.kind],)
    if bond.day is None:
        return ()
    return ("a lead, " if bond.kind == "lead" else "you were together ", OnDay(bond.day))


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────


def verdict_data(verdict: Verdict, day: Day, shown: frozenset[str]) -> dict[str, Any]:
    """A verdict: the word, the items that come first, the reasons, and the figures behind them; `shown` as in items_data."""
    speaker = Speaker(day.network, day.day, hide_private=False, iso=True)
    return {
        "verdict": verdict.word,
        "first": items_data(verdict.first, day, shown),
        "reasons": [speaker.plain(reason) for reason in reasons(verdict, speaker, day)],
        "asks_since_hello": verdict.asks,
        "last_touch": verdict.last.day.isoformat() if verdict.last else None,
    }


def items_data(items: Sequence[Item], day: Day, shown: frozenset[str]) -> list[dict[str, Any]]:
    """Open items as in the JSON of `today`; `shown` are the ids of those that Today shows."""
    speaker = Speaker(day.network, day.day, hide_private=False, iso=True)
    return [item_data(item, day, item.id in shown, speaker) for item in items]


def balance_data(standing: Standing) -> dict[str, Any]:
    """Who helped whom, in figures."""
    return {
        "they_helped": standing.they_helped, "you_helped": standing.you_helped, "asked": standing.asked,
        "last_theirs": standing.theirs.day.isoformat() if standing.theirs else None,
        "last_yours": standing.yours.day.isoformat() if standing.yours else None, "standing": standing.word,
    }  # fmt: skip


def prefers_data(contact: Contact) -> dict[str, str | None]:
    """How somebody likes to be met."""
    said = contact.properties
    return {"channel": said.prefers_channel, "place": said.prefers_place, "time": said.prefers_time}


def helpers_data(met: Sequence[Match], day: Day) -> list[dict[str, Any]]:
    """Who could help with which need."""
    return [
        {"need": match.need, "contact": match.giver, "name": day.network.contacts[match.giver].name, "offer": match.offer}
        for match in met
    ]
