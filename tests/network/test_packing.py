"""What was read of a note is the same once it has been kept and taken out again, whatever the note holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import HERE
from hypothesis import given
from hypothesis import strategies as st

from netvault.network.packing import Known, packed, unpacked
from netvault.pipeline import Reading, read_sources
from netvault.settings import parse_settings
from netvault.text import Source

VAULTS = [HERE.parent / "example_vault", *sorted(path for path in (HERE / "golden").iterdir() if path.is_dir())]
FRONT = st.sampled_from(
    (
        "name: Jane\n", "birthday: 03-15\n", "cadence: 2w\n", "circle: nobody\n", "aliases: [a, [b, {c: d}]]\n", "odd: {x: [1, ~]}\n",
        "private: yes\n", "needs:\n  - a flat\n", "met: 2026-02-30\n", "met: 2026-02-03\n", "knows: '[[B]]'\n", "broken: [\n",
    )
)  # fmt: skip
BODY = st.sampled_from(
    (
        "# Log\n", "- 2026-11-12 call: hi\n", "- 2026-11-13 lead: [[B]] 📅 2026-12-01\n", "  - [x] told her ✅ 2026-11-14 ^ab\n",
        "- 2026-11-14 lunch (i paid) with [[B]] [re:: ^ab]\n", "- 12/11/2026 call\n", "- [ ] [[B]] 📅 2026-11-30\n",
        "| 09:30 | [[B]] | coffee |\n", "2026-11-12 call\n", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "<!-- netvault:begin today -->\n", "\r", "ü\u2028\n",
    )
)  # fmt: skip
NOTES = st.builds("---\n{}---\n{}".format, st.lists(FRONT, max_size=6).map("".join), st.lists(BODY, max_size=10).map("".join))


def all_known(reading: Reading) -> list[Known]:
    """What is known of each note."""
    return [Known(reading.notes[path], reading.own.get(path, ()), told) for path, told in reading.network.told.items()]


def read(files: dict[str, str]) -> Reading:
    """A vault, as a command reads it."""
    settings = parse_settings(files.get("netvault.toml", "")).value
    return read_sources([Source(path, text) for path, text in files.items() if path.endswith(".md")], settings, remember=True)


@pytest.mark.parametrize("root", VAULTS, ids=lambda root: root.name)
def test_every_note_of_the_vaults_comes_back(root: Path) -> None:
    files = {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in root.rglob("*") if file.suffix in (".md", ".toml")}
    known = all_known(read(files))
    assert [unpacked(*packed(one)) for one in known] == known


@given(NOTES, st.sampled_from(("People/A.md", "2026-11-15.md", "Ideas.md", "Companies/C.md")))
def test_whatever_a_note_holds_comes_back(text: str, path: str) -> None:
    known = all_known(read({path: text, "People/B.md": ""}))
    assert [unpacked(*packed(one)) for one in known] == known


def test_without_its_second_part_a_note_tells_nothing() -> None:
    (known,) = all_known(read({"People/A.md": "---\nname: Jane\n---\n- 2026-11-12 call: hi\n"}))
    head = unpacked(packed(known)[0], None)
    assert (head.note, head.own, head.told.spoken.entries) == (known.note, known.own, ())


def test_a_value_of_another_kind_is_no_note() -> None:
    (known,) = all_known(read({"People/A.md": ""}))
    with pytest.raises(TypeError):
        packed(Known(known.note, (b"bytes",), known.told))  # type: ignore[arg-type]
