"""The view of the Network report: who introduced whom, who is or was where, and a picture of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from netvault.escape import Safe, one_line
from netvault.habits.agenda import by_name
from netvault.network.day import Day
from netvault.network.graph import Network
from netvault.network.targets import nodes
from netvault.notes.links import bare
from netvault.views.speech import Named, Speaker, cut, joined

MOST_NODES = 60
"""People in the picture."""
LONGEST = 40
"""Characters of a name in the picture."""
NOTHING = "…"
"""The label of somebody whose name has no sign that can be shown: without one there would be no picture at all."""
_DIRECTION = re.compile("direction", re.IGNORECASE)
"""Mermaid takes any line that has `direction TB` in it for that command, within quotation marks too."""
_PLAIN = frozenset(" -.")

Names = Mapping[str, tuple[str, ...]]


def network_view(day: Day) -> dict[str, Any]:
    """What the Network template sees; nobody and nothing private."""
    network = day.network
    speaker = Speaker(network, day.day, hide_private=True, iso=True)
    names = nodes(network)
    introduced, known = _bonds(network)
    return {
        "date": day.day.isoformat(),
        "introductions": _introductions(introduced, names, speaker),
        "organisations": _organisations(network, names, speaker),
        "picture": picture(introduced, known, names, network),
    }


Bond = tuple[str, str]


def _bonds(network: Network) -> tuple[list[Bond], list[Bond]]:
    """Who introduced whom, and who knows whom besides; each once, and nobody private."""
    public = {path: contact for path, contact in network.contacts.items() if not contact.private}
    introduced = {(by, path) for path, contact in public.items() for by in contact.introduced_by if by != path}
    introduced = {bond for bond in introduced if not network.private(bond[0])}
    pairs = {frozenset((path, other)) for path, contact in public.items() for other in contact.knows if other != path}
    pairs -= {frozenset(bond) for bond in introduced}
    known = [(pair[0], pair[1]) for pair in (sorted(pair) for pair in pairs) if not any(map(network.private, pair))]
    return sorted(introduced), sorted(known)


def _named(node: str, names: Names) -> Named:
    return Named(node, names[node][0]) if node in names else Named(node)


def _by_name(found: Iterable[str], names: Names) -> list[str]:
    return sorted(found, key=lambda node: (by_name(names[node][0] if node in names else node), node))


def _introductions(introduced: list[Bond], names: Names, speaker: Speaker) -> list[dict[str, Any]]:
    found: dict[str, list[str]] = {}
    for by, path in introduced:
        found.setdefault(by, []).append(path)
    givers = _by_name(found, names)
    return [{"by": speaker.markdown((_named(by, names),)), "people": _people(found[by], names, speaker)} for by in givers]


def _people(found: Iterable[str], names: Names, speaker: Speaker) -> Safe:
    return speaker.markdown(joined(_named(node, names) for node in _by_name(found, names)))


def _organisations(network: Network, names: Names, speaker: Speaker) -> list[dict[str, Any]]:
    """Organisations by name, each with who is there and who was."""
    now: dict[str, list[str]] = {}
    past: dict[str, list[str]] = {}
    for path, contact in network.contacts.items():
        if contact.private:
            continue
        if contact.company:
            now.setdefault(contact.company, []).append(path)
        for company in set(contact.past_companies) - {contact.company}:
            past.setdefault(company, []).append(path)
    shown = [node for node in _by_name({*now, *past}, names) if not network.private(node)]
    return [
        {
            "link": speaker.markdown((_named(node, names),)), "now": _people(now.get(node, ()), names, speaker),
            "past": _people(past.get(node, ()), names, speaker),
        }
        for node in shown
    ]  # fmt: skip


# ── the picture ─────────────────────────────────────────────────────────────────────────────────


def picture(introduced: list[Bond], known: list[Bond], names: Names, network: Network) -> list[Safe]:
    """The lines of a Mermaid picture: arrows from who introduced to whom, lines between who know each other.

    Of more than `MOST_NODES` people those with the most connections are shown. No name can be anything but a label.
    """
    degree = Counter(node for bond in (*introduced, *known) for node in bond)
    chosen = sorted(degree, key=lambda node: (-degree[node], by_name(names[node][0]), node))[:MOST_NODES]
    ids = {node: f"p{at}" for at, node in enumerate(_by_name(chosen, names))}
    called = {node: names[node][0] if node in network.notes else network.hidden.without(names[node][0]) for node in ids}
    lines = [f'  {name}["{label(called[node])}"]' for node, name in ids.items()]
    lines += [f"  {ids[by]} --> {ids[to]}" for by, to in introduced if by in ids and to in ids]
    lines += [f"  {ids[one]} --- {ids[other]}" for one, other in known if one in ids and other in ids]
    linked = [name for node, name in ids.items() if _links(node, names, network)]
    if linked:
        lines.append(f"  class {','.join(linked)} internal-link;")
    return [Safe(line) for line in lines]


def label(name: str) -> str:
    """A name as the label of a Mermaid node: every sign that is no letter, digit, blank, dot or hyphen as its number."""
    text = cut(one_line(name), LONGEST) or NOTHING
    shown = "".join(sign if _is_plain(sign) else f"#{ord(sign)};" for sign in text)
    return _DIRECTION.sub(lambda found: f"#{ord(found[0][0])};{found[0][1:]}", shown)


def _is_plain(sign: str) -> bool:
    return sign in _PLAIN or sign.isalnum() or unicodedata.category(sign).startswith("M")


def _links(node: str, names: Names, network: Network) -> bool:
    """Whether Obsidian would find the note by the label alone."""
    name = names[node][0]
    file = bare(node).rpartition("/")[2]
    return node in network.notes and name == file == label(name) and network.names.unique(node)
