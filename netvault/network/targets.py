"""TARGET: the organisation or the person that somebody means (habits, *who can help*)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from netvault.model import Ref
from netvault.network.graph import Network
from netvault.network.names import file_name, fold, node_key, who
from netvault.notes.links import bare

_LEGAL = """
ab ag aps as asa bv co company corp corporation doo ev gbr gmbh inc incorporated kft kg kk limited llc llp ltd ltda mbh nv oo oy
oyj plc pte pty sa sarl sas se sl slu spa srl sro ug z sp zrt
"""
LEGAL = frozenset(_LEGAL.split())
"""Words at a company's end that say what it is in law, without their dots and strokes."""
_JOINS = frozenset(("&", "and", "und", "et", "og", "och"))
_DOMAIN = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?\Z")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov"))

Names = Mapping[str, tuple[str, ...]]


def nodes(network: Network) -> dict[str, tuple[str, ...]]:
    """Every node that can be a target, with its names, the first as it is shown.

    Contacts, organisations, the companies of contacts, whom they know and who introduced them, and what leads were about,
    with a note or without.
    """
    found: dict[str, tuple[str, ...]] = {path: (c.name, *c.aliases) for path, c in network.contacts.items()}
    found.update({path: (o.name, *o.properties.aliases) for path, o in network.organisations.items()})
    for contact in network.contacts.values():
        said = contact.properties
        refs = [*said.past_companies, *said.introduced_by, *said.knows]
        named = [*contact.past_companies, *contact.introduced_by, *contact.knows]
        if contact.company and said.company:
            named.append(contact.company)
            refs.append(said.company)
        for node, ref in zip(named, refs, strict=False):
            found.setdefault(node, (_shown(network, node, ref),))
    for entry in network.entries:
        if "lead" in entry.acts:
            for subject in entry.subjects:
                found.setdefault(node_key(subject), (network.name(subject),))
    return found


def _shown(network: Network, node: str, ref: Ref) -> str:
    return network.name(node) if node in network.notes else ref.text


def organisations(network: Network) -> frozenset[str]:
    """The nodes that are organisations: those with a note, and every company of a contact."""
    found = set(network.organisations)
    for contact in network.contacts.values():
        found.update(contact.past_companies)
        if contact.company:
            found.add(contact.company)
    return frozenset(found.difference(network.contacts))


def find_target(network: Network, text: str, names: Names) -> list[str]:
    """The nodes that a text may mean: one where it is clear, several where it is not, none where nothing fits.

    In: the text, and the names of every node. The first way that finds something counts: a path, a name, an alias or a file's
    name, a company's name in another form (see `core`), then as WHO is found: a first name, a part of a name, one nearly so.
    """
    wanted = " ".join(fold(text).split())
    if not wanted:
        return []
    for found in (
        [node for node in names if wanted in (fold(node), fold(bare(node)))],
        [node for node, said in names.items() if wanted == _plain(said[0])],
        [node for node, said in names.items() if wanted in map(_plain, (*said[1:], file_name(node)))],
        variants(network, text, names),
    ):
        if found:
            return sorted(found, key=lambda node: (_plain(names[node][0]), node))
    return who(text, names)


def variants(network: Network, text: str, names: Names) -> list[str]:
    """The organisations whose name, or whose own web address, is the same as a text but for legal form and domain."""
    wanted = core(text)
    return [node for node in organisations(network) if wanted in map(core, (*names[node], *_addresses(network, node)))]


def _addresses(network: Network, node: str) -> Sequence[str]:
    known = network.organisations.get(node)
    return known.properties.url if known else ()


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def core(name: str) -> str:
    """A company's name without its legal form and domain: `Initech GmbH`, `initech.com`, `https://initech.com` → `initech`."""
    text = _plain(name)
    domain = _DOMAIN.match(text)
    if domain:
        labels = domain[1].split(".")[:-1]
        if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
            labels.pop()
        return labels[-1].replace("-", " ")
    words = text.replace(",", " ").split()
    while len(words) > 1 and (re.sub(r"[./]", "", words[-1]) in LEGAL or words[-1] in _JOINS):
        words.pop()
    return " ".join(words).replace("-", " ")
