"""Marks put at the end of a line: an inline field, a block id."""

from __future__ import annotations

from netvault.notes.changes import Edited, NotDone
from netvault.notes.lineedit import line_target
from netvault.text import Source


def set_field(source: Source, line_number: int, key: str, value: str) -> Edited | NotDone:
    """Add `[key:: value]` at the end of a line, before a block id (format, section 4).

    A line that says so already stays as it is. NotDone for a line that is not read.
    """
    target = line_target(source, line_number)
    if isinstance(target, NotDone):
        return target
    if (key, value) in target.line.fields:
        return Edited((), source.text, line_number)
    return target.first_that_reads([[]], [[target.put_last(f"[{key}:: {value}]")]], fields=(*target.line.fields, (key, value)))


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
