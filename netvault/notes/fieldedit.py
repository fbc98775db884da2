"""Marks put at the end of a line: an inline field, a block id."""

from __future__ import annotations

from netvault.notes.changes import Edited, NotDone
from netvault.notes.lineedit import line_target
from netvault.text import Source


def set_field(source: Source, line_number: int, key: str, value: str) -> Edited | NotDone:
    """Say `[key:: value]` of a line (format, section 4): in place of what its field of that key said, of several the first,
    the others going; else at its end, before a block id.

    A line that says so, and nothing else by that key, stays as it is. NotDone for a line that is not read.
    """
    target = line_target(source, line_number)
    if isinstance(target, NotDone):
        return target
    old = [said for name, said in target.line.fields if name == key]
    if old == [value]:
        return Edited((), source.text, line_number)
    kept = [(name, said) for name, said in target.line.fields if name != key]
    at = next((place for place, (name, _) in enumerate(target.line.fields) if name == key), len(kept))
    fields = (*kept[:at], (key, value), *kept[at:])
    put = target.in_place(key, value) if old else [target.put_last(f"[{key}:: {value}]")]
    return target.first_that_reads([[]], [put], fields=fields)


def add_block(source: Source, line_number: int, name: str) -> Edited | NotDone:
    """Give a line a block id, ` ^name` at its end (format, sections 4 and 7).

    NotDone for a line that has one, and for one that is not read.
    """
    target = line_target(source, line_number)
    if isinstance(target, NotDone):
        return target
    if target.line.block:
        return NotDone("This line has a block id already.")
    return target.first_that_reads([[]], [[target.put_last(f"^{name}")]], block=name)
