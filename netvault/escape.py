"""Escaping: what comes from a note can make nothing but text, wherever it is shown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_HIDDEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]|[\ud800-\udfff]"
)
_UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029\ufeff]|{_HIDDEN.pattern}")
_SPECIAL = re.compile(
    r"[\\`<>\[\]|*$~{}]|&(?=#?\w{1,40};)|%(?=%)|(?<=%)%|(?<=:):|=(?==)|(?<==)=|:(?=//)|/(?=/)|^[:%=](?=\S)|(?<=\bwww)\."
    r"|(?<!\w)#(?=[^\s#])|(?:^|(?<=\s))\^|(?<![^\W_])_|_(?![^\W_])|(?<=\()@|\^(?=\[)"
)
_HEAD = re.compile(r"(?:[-+=>!]|#{1,6}(?=\s|$)|\d{1,9}[.)](?=\s|$))")
_ENTITY = frozenset("`<>&%:=#^{}@")


class Safe(str):
    """Markdown that this program made: printed as it is."""

    __slots__ = ()


def one_line(text: str) -> str:
    """A text as one line: no line or paragraph break, no control, no direction mark, no lone surrogate survives."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_HIDDEN.sub("", _BREAKS.sub(" ", text)).split())


def markdown(value: object) -> Safe:
    """A value as Markdown text: nothing in it is a link, tag, field, comment, query, code, table or heading."""
    return value if isinstance(value, Safe) else _markdown(str(value))


@lru_cache(maxsize=8192)
def _markdown(raw: str) -> Safe:
    text = one_line(raw)
    if text.isalnum() and text == raw:
        return Safe(text)
    out = _SPECIAL.sub(_escaped, text)
    if _HEAD.match(text) and out[:1] == text[:1]:
        out = f"\\{out}" if not text[0].isdigit() else re.sub(r"^(\d+)", r"\1\\", out)
    if out[-1:] == ":" and raw[-1:] == ":" and len(raw) > 1:
        out = out[:-1] + "&#58;"  # a colon that follows would make a field of it
    lead = " " if raw[:1] == " " else ""
    trail = " " if len(raw) > 1 and raw[-1:] == " " else ""
    return Safe(f"{lead}{out}{trail}")


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return f"&#{ord(sign)};" if sign in _ENTITY else f"\\{sign}"


def json_text(text: str) -> str:
    """A JSON text for a terminal: what it would act on, or hide, stands in it as `\\u` codes; its values are the same."""
    return text if text.isascii() and "\x7f" not in text else _UNSEEN.sub(_coded, text)


def _coded(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def terminal(text: str) -> str:
    """A text for a terminal: control characters, direction marks and lone surrogates shown as codes, never acted on."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign == "\t":
        return sign
    if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or _UNSEEN.match(sign):
        return f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}"
    return sign
