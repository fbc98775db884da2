"""The pictures beside the reports, from outside: what they count, whose they are, and that they are pictures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cli_vaults import changed, files, run, vault

PICTURES = ("Reports/given-and-received.svg", "Reports/touches.svg")
FILES = {
    "netvault.toml": "",
    "People/Jane Doe.md": "- 2026-11-12 gave: a hand\n- 2026-11-13 received: advice\n- 2026-10-02 lead: [[Globex]]\n- 2026-11-19 call: x\n",
    "People/Canary Kestrel.md": "---\nprivate: true\n---\n- 2026-11-12 gave: a hand\n- 2026-08-12 call: x\n",
}


def built(root: Path, files: dict[str, str]) -> dict[str, str]:
    vault(root, files)
    run(root, "build")
    return {path: (root / path).read_text("utf-8") for path in PICTURES}


def test_what_they_count(tmp_path: Path) -> None:
    found = built(tmp_path, FILES)
    given = found[PICTURES[0]]
    assert "Oct 2026: 0 given, 1 received; Nov 2026: 1 given, 1 received" in given
    assert "2026-11-09 1; 2026-11-16 1" in found[PICTURES[1]]
    reciprocity = (tmp_path / "Reports/Reciprocity.md").read_text("utf-8")
    assert "![Given and received by month](given-and-received.svg)" in reciprocity
    assert "| Nov 2026 | 1 | 1 |" in reciprocity
    assert "![Touches by week](touches.svg)" in (tmp_path / "Reports/Rhythm.md").read_text("utf-8")


def test_nobody_private_is_counted(tmp_path: Path) -> None:
    without = {path: text for path, text in FILES.items() if "Canary" not in path}
    assert built(tmp_path / "a", FILES) == built(tmp_path / "b", without)


@pytest.mark.parametrize("path", PICTURES)
def test_they_are_pictures_that_load_and_run_nothing_and_lie_within_their_frame(tmp_path: Path, path: str) -> None:
    many = {f"People/P{number}.md": "".join(f"- 2026-{1 + number % 11:02}-{1 + day:02} gave: x\n" for day in range(20)) for number in range(60)}
    text = built(tmp_path, {**FILES, **many})[path]
    root = ET.fromstring(text)
    _, _, width, height = map(int, root.attrib["viewBox"].split())
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in ("svg", "title", "desc", "style", "text", "rect", "line", "g")
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)
        if element.tag.endswith("rect"):
            assert 0 <= float(element.attrib["x"]) <= width - float(element.attrib["width"])
            assert 0 <= float(element.attrib["y"]) <= height - float(element.attrib["height"])
    assert not re.search(r"url\(|@import|https?:(?!//www\.w3\.org/2000/svg)", text)


@pytest.mark.parametrize("mine", ["<svg xmlns='http://www.w3.org/2000/svg'/>\n", "not a picture at all"])
def test_a_picture_of_ones_own_is_left_alone(tmp_path: Path, mine: str) -> None:
    before = files(vault(tmp_path, {**FILES, PICTURES[1]: mine}))
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert f"{PICTURES[1]}:1:1: error output-taken" in result.stderr
    assert PICTURES[1] not in changed(before, tmp_path)
    assert (tmp_path / PICTURES[0]).is_file()
