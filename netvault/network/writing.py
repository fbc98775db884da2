"""Links as they are written into notes (format, section 7)."""

from __future__ import annotations

from netvault.network.graph import Network
from netvault.notes.links import bare


def written_target(network: Network, node: str) -> str:
    """The target of a link to a node: the bare name where that is unique, else the path."""
    if node not in network.notes:
        return node
    return bare(node).rpartition("/")[2] if network.names.unique(node) else bare(node)


def written_link(network: Network, node: str) -> str:
    """A link to a node as it is written into a note; a name that a link could not hold is written as words."""
    target = written_target(network, node)
    return target if set("[]|#^\\\n\r") & set(target) else f"[[{target}]]"
