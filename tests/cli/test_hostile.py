"""Payloads in every value of a vault: nothing of them is active in any note that is written, nor in a terminal, nor in JSON."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_vaults import changed, files, run, vault
from hostile import CONTROL, active, hostile_vault, note_names, payloads

from netvault.views.network import label

PARTS = 4
READING = (
    ["today", "--all"], ["people"], ["entries"], ["entries", "--mentions"], ["stats"], ["show", "People/P0.md"], ["ask", "People/P0.md"],
    ["path", "Jane Doe"], ["landed"], ["build", "--diff"], ["build", "--check"], ["check"], ["check", "--format", "github"], ["recover"],
    ["graph"], ["graph", "--format", "graphml"], ["graph", "--format", "canvas"], ["graph", "--format", "json"],
)  # fmt: skip


def test_there_are_many() -> None:
    assert len(payloads()) >= 300


@pytest.fixture(scope="module", params=range(PARTS))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = hostile_vault(tmp_path_factory.mktemp("v") / "v", payloads()[request.param :: PARTS])
    before = files(root)
    assert run(root, "build").exit_code in (0, 1)  # the markers in a note of somebody's own are named
    assert {path.partition("/")[0] for path in changed(before, root)} == {"Today.md", "Reports"}
    return root


def written(root: Path) -> dict[str, str]:
    """Everything that build wrote, whatever it is."""
    paths = [root / "Today.md", *(path for path in (root / "Reports").rglob("*") if path.is_file())]
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8") for path in paths}


def test_nothing_is_active_in_a_note_that_is_written(built: Path) -> None:
    names = note_names(built)
    wrong = {path: active(text, names) for path, text in written(built).items() if path.endswith(".md")}
    assert {path: lines[:5] for path, lines in wrong.items() if lines} == {}


SVG = {
    "svg", "g", "path", "rect", "line", "circle", "polyline", "polygon", "text", "tspan", "title", "desc", "style",
}  # fmt: skip


def test_nothing_acts_in_a_picture(built: Path) -> None:
    pictures = {path: text for path, text in written(built).items() if path.endswith(".svg")}
    for path, text in pictures.items():
        assert not CONTROL.search(text), path
        assert "<!" not in text.replace("<!-- netvault:picture v1 -->", ""), path
        for one in ElementTree.fromstring(text).iter():
            assert one.tag.rpartition("}")[2] in SVG, path
            assert [name for name in one.attrib if name.lower().startswith("on") or name.endswith(("href", "src"))] == [], path
            assert not re.search(r"url\(|@import|javascript:|https?:", f"{one.text or ''}{' '.join(one.attrib.values())}"), path


def test_the_payloads_are_there_to_be_read(built: Path) -> None:
    """The check above would be worth nothing if nobody were shown."""
    today = written(built)["Today.md"]
    assert today.count("- [ ] ") > 300
    assert len(written(built)["Reports/Reciprocity.md"].splitlines()) > 100


@pytest.mark.parametrize(
    ("name", "shown"),
    [("direction TB", "#100;irection TB"), ("Direction  LR", "#68;irection LR"), ("\u200b", "\u2026"), ('x"] --> y', "x#34;#93; --#62; y"), ("Zoë Å", "Zoë Å")],
)  # fmt: skip
def test_a_name_in_a_picture_is_a_label_and_no_more(name: str, shown: str) -> None:
    assert label(name) == shown.replace("\u2026", "#8230;")


def test_a_second_build_writes_nothing(built: Path) -> None:
    before = files(built)
    run(built, "build")
    assert changed(before, built) == []


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_terminal_is_sent_no_control(built: Path, words: list[str]) -> None:
    result = run(built, *words)
    assert not CONTROL.search(result.output), CONTROL.findall(result.output)[:5]
    if words[-1] == "github":
        assert all(re.fullmatch(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+::\S.+", line) for line in result.stdout.splitlines())


@pytest.mark.parametrize("words", READING[:7], ids=" ".join)
def test_json_holds_them_as_text(built: Path, words: list[str]) -> None:
    shown = run(built, *words, "--json").stdout
    json.loads(shown)
    assert not CONTROL.search(shown.replace("\n", ""))


def test_a_graph_has_nothing_but_names_for_other_programs(built: Path) -> None:
    node, edge = r'(?!.*(?i:direction))  n\d+\["(?:[\w .-]|#\d+;|\u2026|[^\x00-\x7f])+"\]', r"  n\d+ -->\|(?:works at|worked at|introduced|knows|led to)\| n\d+"
    assert [line for line in run(built, "graph").stdout.splitlines()[2:] if not re.fullmatch(f"{node}|{edge}", line)] == []
    for card in json.loads(run(built, "graph", "--format", "canvas").stdout)["nodes"]:
        assert card["type"] == "file" or active(card["text"], ()) == []
    json.loads(run(built, "graph", "--format", "json").stdout)
    ElementTree.fromstring(run(built, "graph", "--format", "graphml").stdout)


@pytest.mark.parametrize("words", [["explain"], ["log", "--dry-run", "P0"]], ids=" ".join)
def test_lines_that_are_given_are_text(built: Path, words: list[str]) -> None:
    for text in payloads()[::9]:
        assert not CONTROL.search(run(built, *words, "--", text).output)


@pytest.mark.parametrize("kind", ["hello", "thanks", "ask", "report", "intro", "forward", "birthday", "condolence", "reply"])
def test_a_draft_is_plain_text(built: Path, kind: str) -> None:
    for n in (0, 7, 40):
        assert not CONTROL.search(run(built, "draft", kind, f"People/P{n}.md").output)


def test_words_and_names_that_are_given_are_text(tmp_path: Path) -> None:
    """What is typed after `log`, `add`, `show` and the rest is written as one line, and shown as text."""
    root = hostile_vault(tmp_path / "v", ["x"])
    before = (root / "People/P0.md").read_text("utf-8")
    for at, text in enumerate(payloads()):
        if at % 7 == 0:
            for words in (["log", "--dry-run", "P0", "--", text], ["show", "--", text], ["add", "--dry-run", "--", text], ["path", "--", text], ["snooze", "--", text, "3d"]):
                assert not CONTROL.search(run(root, *words).output), words
    assert (root / "People/P0.md").read_text("utf-8") == before
    shutil.rmtree(root)


def test_a_path_with_commands_of_a_terminal_is_shown_as_text(tmp_path: Path) -> None:
    """click takes whole sequences out where there is no terminal; what is looked for here passes it."""
    name = "Ev\u202e\x08x"
    root = vault(tmp_path, {f"People/{name}.md": "- 2026-11-01 heard: x\n"})
    run(root, "build")
    today = root / "Today.md"
    today.write_text(today.read_text("utf-8").replace("- [ ] Get back", "- [x] Get back").replace("\n\n<!-- netvault:end", "\nmine\n\n<!-- netvault:end"), "utf-8")
    said = "".join(run(root, *words).output for words in (["build"], ["log", "Ev", "call: y", "--dry-run"], ["undo"], ["recover"], ["recover", "1", "--restore"], ["--date", "\u202e", "today"]))
    assert "Ev" in said
    assert "\u202e" not in said
    assert "\x08" not in said
