"""A text as a YAML value: plain where it reads as itself, in quotation marks elsewhere (format, section 3)."""

from __future__ import annotations

import re

from netvault.notes.yamltext import Items, Pairs, Text, read_yaml

_LEADING = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=~<]")
_OTHERWISE = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null"
    r"|[-+]?(?:\d[\d_]*+(?:\.[\d_]*+)?|\.\d[\d_]*+)(?:e[-+]?\d+)?"
    r"|[-+]?0(?:x[\da-f_]+|o[0-7_]+|b[01_]+)|[-+]?\d[\d_]*+(?::[0-5]?\d)+(?:\.\d*)?|[-+]?\.(?:inf|nan))\Z",
    re.IGNORECASE,
)
_IN_FLOW = re.compile(r"[,\[\]{}?:]")


def yaml_text(text: str, *, typed: bool = False, flow: bool = False) -> str:
    """A text of one line as a YAML scalar, in quotation marks only where it needs them.

    `typed`: a number or a yes or no may stand there as such. `flow`: it comes to stand inside brackets.
    """
    if _plain(text, flow) and (typed or not _OTHERWISE.match(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _plain(text: str, flow: bool) -> bool:
    """Whether a text reads as itself where it stands without quotation marks."""
    if not text or _LEADING.match(text) or (flow and _IN_FLOW.search(text)) or text.casefold() == "null":
        return False
    found = read_yaml(f"k: [{text}]\n" if flow else f"k: {text}\n")
    if not isinstance(found, Pairs) or len(found.pairs) != 1:
        return False
    value = found.pairs[0][1]
    if flow and isinstance(value, Items) and len(value.items) == 1:
        value = value.items[0]
    return isinstance(value, Text) and value.plain and value.value == text
