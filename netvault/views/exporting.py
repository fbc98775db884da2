"""The network for other programs: Mermaid, JSON Canvas 1.0, GraphML and JSON. Nobody and nothing private is in any of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, count
from math import ceil, sqrt
from xml.sax.saxutils import escape, quoteattr

from netvault.escape import json_text, markdown, one_line
from netvault.network.graph import Edge, Network
from netvault.network.names import node_key
from netvault.views.network import label
from netvault.views.speech import cut

LONGEST = 80
"""Characters of a name."""
WIDTH, HEIGHT, GAP = 260, 60, 60
"""The size of a card on the canvas, and what is left between two, in pixels."""
SIGNATURE = "written by netvault graph"
"""What a file says of itself in its first lines, so that a person's own is never taken for it. A canvas has no room for that."""
_SAID = {"works_at": "works at", "worked_at": "worked at", "introduced": "introduced", "knows": "knows", "led_to": "led to"}


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the network. `path` is its note's, where it has one."""

    key: str
    name: str
    kind: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by name, and what connects them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(network: Network) -> Graph:
    """Every contact and organisation, and whatever they are connected with; mere mentions are no connection."""
    hidden = {path for path, note in network.notes.items() if note.properties.private}
    told = {(entry.path, subject) for entry in network.entries if entry.private for subject in entry.subjects}
    shown = {edge for edge in network.edges if edge.start != edge.end}
    shown = {edge for edge in shown if not hidden.intersection((edge.start, edge.end))}
    if told:
        shown = {edge for edge in shown if edge.kind != "led_to" or _openly(network, edge)}
    written = _written(network)
    shown = {Edge(edge.kind, written.get(edge.start, edge.start), written.get(edge.end, edge.end)) for edge in shown}
    keys = {*network.contacts, *network.organisations, *(edge.start for edge in shown), *(edge.end for edge in shown)} - hidden
    nodes = sorted((_node(network, key) for key in keys), key=lambda node: (node.name.casefold(), node.key))
    return Graph(tuple(nodes), tuple(sorted(shown, key=lambda edge: (edge.kind, edge.start, edge.end))))


def _openly(network: Network, edge: Edge) -> bool:
    """Whether a lead is told of in a note that is not private."""
    lines = network.by_contact.get(edge.start, ())
    return any("lead" in entry.acts and edge.end in entry.keys and not entry.private for entry in lines)


def _written(network: Network) -> dict[str, str]:
    """How nodes without a note are written, by what they are compared by; what only private notes write is left out.

    The names of what is private are left out of them, too; each is still another node.
    """
    known = [contact.properties for contact in network.contacts.values() if not contact.private]
    said = {
        ref.target or ref.text
        for one in known
        for ref in (one.company, *one.past_companies, *one.introduced_by, *one.knows)
        if ref
    }  # fmt: skip
    said.update(subject for entry in network.entries if not entry.private for subject in entry.subjects)
    written = {node_key(name): name for name in sorted(said, reverse=True)}
    taken = {*network.notes, *written.values()}
    for key in sorted(written.keys() - network.notes.keys()):
        name = network.hidden.without(written[key])
        if name != written[key]:
            written[key] = next(one for one in chain((name,), (f"{name} ({n})" for n in count(2))) if one not in taken)
            taken.add(written[key])
    return written


def _node(network: Network, key: str) -> Node:
    kind = "person" if key in network.contacts else "organisation" if key in network.organisations else "other"
    name = cut(one_line(network.name(key)), LONGEST) or key
    return Node(key, name, kind, key if key in network.notes else None)


# ── the formats ─────────────────────────────────────────────────────────────────────────────────


def mermaid(graph: Graph) -> str:
    """A Mermaid flowchart: `graph LR`, a comment, a node a line, then an edge a line. No name can be anything but a label."""
    ids = {node.key: f"n{at}" for at, node in enumerate(graph.nodes)}
    lines = ["graph LR", f"  %% {SIGNATURE}"]
    lines += [f'  {ids[node.key]}["{label(node.name)}"]' for node in graph.nodes]
    lines += [f"  {ids[edge.start]} -->|{_SAID[edge.kind]}| {ids[edge.end]}" for edge in graph.edges]
    return "\n".join(lines) + "\n"


def graphml(graph: Graph) -> str:
    """GraphML: a directed graph with the name, kind and note of each node, and the kind of each edge."""
    keys = ("name", "kind", "note")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<!-- {SIGNATURE} -->", '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [f'  <key id="{key}" for="node" attr.name="{key}" attr.type="string"/>' for key in keys]
    lines.append('  <key id="says" for="edge" attr.name="says" attr.type="string"/>')
    lines.append('  <graph id="network" edgedefault="directed">')
    ids = {node.key: f"n{at}" for at, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        said = (("name", node.name), ("kind", node.kind), ("note", node.path or ""))
        data = "".join(f"<data key={quoteattr(key)}>{escape(_xml(value))}</data>" for key, value in said if value)
        lines.append(f'    <node id="{ids[node.key]}">{data}</node>')
    for edge in graph.edges:
        lines.append(f'    <edge source="{ids[edge.start]}" target="{ids[edge.end]}"><data key="says">{edge.kind}</data></edge>')
    return "\n".join([*lines, "  </graph>", "</graphml>"]) + "\n"


def _xml(text: str) -> str:
    """A text without the characters that XML cannot hold, or that nobody sees."""
    return one_line(text).replace("\ufffe", "").replace("\uffff", "")


def canvas(graph: Graph) -> str:
    """JSON Canvas 1.0: notes as file cards, the others as text, in rows by name with room between; edges with what they say."""
    columns = max(1, ceil(sqrt(len(graph.nodes))))
    ids: dict[str, str] = {}
    nodes = []
    for at, node in enumerate(graph.nodes):
        row, column = divmod(at, columns)
        place = {"x": column * (WIDTH + GAP), "y": row * (HEIGHT + GAP), "width": WIDTH, "height": HEIGHT}
        shown = {"type": "file", "file": node.path} if node.path else {"type": "text", "text": markdown(node.name)}
        card = ids[node.key] = _card(node.path) if node.path else _text_card(_card(node.key), shown["text"])
        nodes.append({"id": card, **shown, **place})
    edges = [_arrow(ids[edge.start], ids[edge.end], _SAID[edge.kind]) for edge in graph.edges]
    return _json({"nodes": nodes, "edges": edges})


def _card(key: str) -> str:
    """The id of a card: the same node has the same one in every canvas."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text_card(card: str, text: str) -> str:
    """The id of a card of text: that of its node, and what tells that this text was written on it."""
    return card + _card(f"{card}\0{text}")


def _arrow(start: str, end: str, said: str) -> dict[str, str]:
    return {"id": _card(f"{said}\0{start}\0{end}"), "fromNode": start, "toNode": end, "toEnd": "arrow", "label": said}


def plain(graph: Graph) -> str:
    """One object: `about`, what wrote it; `nodes` with id, name, kind and path; `edges` with kind, from and to."""
    nodes = [{"id": node.key, "name": node.name, "kind": node.kind, "path": node.path} for node in graph.nodes]
    edges = [{"kind": edge.kind, "from": edge.start, "to": edge.end} for edge in graph.edges]
    return _json({"about": SIGNATURE, "nodes": nodes, "edges": edges})


def _json(data: object) -> str:
    return json_text(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def is_ours(data: bytes) -> bool:
    """Whether a file was written by one of these: it says so in its first lines, or is a canvas of nothing but our cards."""
    if SIGNATURE.encode() in data[:200]:
        return True
    try:
        found = json.loads(data)
        nodes, edges = found["nodes"], found["edges"]
        return len(found) == 2 and bool(nodes) and all(map(_is_card, nodes)) and all(map(_is_arrow, edges))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _is_card(node: dict[str, str]) -> bool:
    """Whether a card of a canvas has the id that we give to one that shows this."""
    if node["type"] == "file":
        return node["id"] == _card(node["file"])
    return node["type"] == "text" and node["id"] == _text_card(node["id"][:16], node["text"])


def _is_arrow(edge: dict[str, str]) -> bool:
    return edge["id"] == _arrow(edge["fromNode"], edge["toNode"], edge["label"])["id"]


FORMATS: Mapping[str, Callable[[Graph], str]] = {"mermaid": mermaid, "canvas": canvas, "graphml": graphml, "json": plain}
"""What the network can be written as."""
