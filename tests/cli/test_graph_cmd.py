"""`netvault graph` from outside: the network for other programs, with nobody private in it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from cli_vaults import changed, files, run, vault

ODD = 'x "]] <% tp %> | `$= dv` <img src=x onerror=alert(1)> %% end; click n0 "javascript:1"'
FILES = {
    "netvault.toml": "",
    "People/Jane Doe.md": "---\ncompany: '[[Initech]]'\nknows: ['[[Bo Ek]]']\n---\n- 2026-11-12 lead: [[Globex]] is hiring\n",
    "People/Bo Ek.md": "---\nintroduced_by: '[[Jane Doe]]'\npast_companies: [Kvarnby]\n---\n",
    "People/Canary Kestrel.md": "---\nprivate: true\ncompany: Secretville\nintroduced_by: '[[Jane Doe]]'\n---\n- 2026-11-01 lead: [[Hushco]] is hiring\n",
    "People/Odd.md": f"---\nname: '{ODD}'\ncompany: '[[Initech]]'\n---\n",
    "Companies/Initech.md": "",
    "Daily/2026-11-03.md": "- [[Jane Doe]] introduced me to [[Canary Kestrel]]\n",
}
FORMATS = ("mermaid", "canvas", "graphml", "json")


def written(root: Path, form: str) -> str:
    result = run(root, "graph", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_the_network_as_json(tmp_path: Path) -> None:
    found = json.loads(written(vault(tmp_path, FILES), "json"))
    assert [(node["name"], node["kind"]) for node in found["nodes"]][:4] == [("Bo Ek", "person"), ("Globex", "other"), ("Initech", "organisation"), ("Jane Doe", "person")]
    assert {(edge["kind"], edge["from"], edge["to"]) for edge in found["edges"]} == {
        ("works_at", "People/Jane Doe.md", "Companies/Initech.md"), ("works_at", "People/Odd.md", "Companies/Initech.md"),
        ("worked_at", "People/Bo Ek.md", "Kvarnby"), ("introduced", "People/Jane Doe.md", "People/Bo Ek.md"),
        ("knows", "People/Jane Doe.md", "People/Bo Ek.md"), ("led_to", "People/Jane Doe.md", "Globex"),
    }  # fmt: skip


def test_an_organisation_without_a_note_is_one_node_by_the_name_that_is_written(tmp_path: Path) -> None:
    notes = {"People/Jane Doe.md": "---\ncompany: Data på Kajen\n---\n- 2026-11-12 lead: [[data på kajen]] is hiring\n"}
    found = json.loads(written(vault(tmp_path, notes), "json"))
    assert [node["name"] for node in found["nodes"]] == ["Data på Kajen", "Jane Doe"]
    assert {edge["to"] for edge in found["edges"]} == {"Data på Kajen"}


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_private_is_in_it(tmp_path: Path, form: str) -> None:
    text = written(vault(tmp_path, FILES), form)
    assert not any(word in text for word in ("Canary", "Kestrel", "Secretville", "Hushco"))
    without = {path: text for path, text in FILES.items() if "Canary" not in path and "Daily" not in path}
    assert written(vault(tmp_path / "without", without), form) == text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_anywhere_and_nothing_is_changed(tmp_path: Path, form: str) -> None:
    before = files(vault(tmp_path / "a", FILES))
    assert written(tmp_path / "a", form) == written(vault(tmp_path / "b", FILES), form)
    assert changed(before, tmp_path / "a") == []


def test_a_canvas_holds_against_its_specification_and_no_card_lies_on_another(tmp_path: Path) -> None:
    people = {f"People/Person {number}.md": "---\ncompany: Big\n---\n" for number in range(150)}
    found = json.loads(written(vault(tmp_path, {**FILES, **people}), "canvas"))
    assert set(found) == {"nodes", "edges"}
    ids = [node["id"] for node in found["nodes"]]
    assert len(set(ids)) == len(ids)
    for node in found["nodes"]:
        assert {"id", "type", "x", "y", "width", "height"} < set(node)
        assert ("file" in node) == (node["type"] == "file")
        assert ("text" in node) == (node["type"] == "text")
        assert all(type(node[side]) is int for side in ("x", "y", "width", "height"))
    for edge in found["edges"]:
        assert {edge["fromNode"], edge["toNode"]} <= set(ids)
        assert edge["toEnd"] == "arrow"
    for one, other in combinations(found["nodes"], 2):
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        assert beside or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]


def test_graphml_is_xml_that_names_every_node_it_joins(tmp_path: Path) -> None:
    root = ET.fromstring(written(vault(tmp_path, FILES), "graphml"))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    ids = {node.attrib["id"] for node in root.iter(f"{space}node")}
    names = {data.text for data in root.iter(f"{space}data") if data.attrib["key"] == "name"}
    assert all({edge.attrib["source"], edge.attrib["target"]} <= ids for edge in root.iter(f"{space}edge"))
    assert any(name is not None and name.startswith('x "]] <% tp %>') for name in names)


def test_a_name_is_nothing_but_a_label_in_mermaid(tmp_path: Path) -> None:
    lines = written(vault(tmp_path, FILES), "mermaid").splitlines()
    assert lines[0] == "graph LR"
    assert lines[1] == "  %% written by netvault graph"
    assert all(line.startswith("  n") for line in lines[2:])
    assert not any(sign in "".join(lines) for sign in ("<", "`", "click n0", '"]]'))


def test_into_a_file_of_the_vault(tmp_path: Path) -> None:
    root = vault(tmp_path, FILES)
    assert run(root, "graph", "--format", "canvas", "--out", "network.canvas").stderr == "Written.\n"
    assert run(root, "graph", "--format", "canvas", "--out", "network.canvas").stderr == "It held this already.\n"
    (root / "mine.canvas").write_text("{}")
    for path, code in [("mine.canvas", 1), ("Today.md", 2), ("../out.canvas", 1), (".obsidian/x.canvas", 1)]:
        result = run(root, "graph", "--format", "canvas", "--out", path)
        assert (path, result.exit_code) == (path, code), result.stderr
    assert (root / "mine.canvas").read_text() == "{}"
    assert not (root.parent / "out.canvas").exists()
    assert not (root / ".obsidian").exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mine.mmd", "graph LR\n  Me --> You\n"), ("d3.json", '{\n  "nodes": [],\n  "edges": []\n}\n'), ("x.graphml", "<?xml version='1.0'?>\n<graphml/>\n"),
        ("mine.canvas", '{"nodes": [{"id": "1", "type": "file", "file": "People/Jane Doe.md"}], "edges": []}'),
        ("text.canvas", '{"nodes": [{"id": "a", "type": "text", "text": "mine"}], "edges": []}'),
        ("link.canvas", '{"nodes": [{"id": "a", "type": "link", "url": "https://example.com"}], "edges": []}'),
        ("group.canvas", '{"nodes": [{"id": "a", "type": "group", "label": "mine"}], "edges": []}'),
        ("empty.canvas", '{"nodes": [], "edges": []}'), ("odd.canvas", '{"nodes": [["id"]], "edges": []}'), ("list.canvas", "[1, 2]"),
    ],
)  # fmt: skip
def test_ones_own_file_of_the_same_form_is_left_alone(tmp_path: Path, path: str, text: str) -> None:
    root = vault(tmp_path, {**FILES, path: text})
    result = run(root, "graph", "--out", path)
    assert (result.exit_code, (root / path).read_text("utf-8")) == (1, text)
    assert "was not written by `netvault graph`" in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_what_it_wrote_is_known_again(tmp_path: Path, form: str) -> None:
    root = vault(tmp_path, FILES)
    for said in ("Written.\n", "It held this already.\n"):
        assert run(root, "graph", "--format", form, "--out", f"network.{form}").stderr == said
    (root / "People" / "New One.md").write_text("---\ncompany: '[[Globex]]'\n---\n", "utf-8")
    assert run(root, "graph", "--format", form, "--out", f"network.{form}").stderr == "Written.\n"


@pytest.mark.parametrize(
    "mine",
    [
        lambda board: board["nodes"].append({"id": "a", "type": "text", "text": "mine"}),
        lambda board: board["nodes"].append({"id": "a", "type": "group", "label": "mine"}),
        lambda board: next(card for card in board["nodes"] if card["type"] == "text").update(text="mine"),
        lambda board: board["edges"].append({"id": "a", "fromNode": board["nodes"][0]["id"], "toNode": board["nodes"][1]["id"]}),
        lambda board: board["edges"][0].update(label="mine"),
        lambda board: board.update(mine=1),
    ],
)
def test_a_canvas_to_which_something_of_ones_own_was_added_is_left_alone(tmp_path: Path, mine: Callable[[dict[str, Any]], None]) -> None:
    root = vault(tmp_path, FILES)
    run(root, "graph", "--format", "canvas", "--out", "network.canvas")
    board = json.loads((root / "network.canvas").read_text("utf-8"))
    mine(board)
    (root / "network.canvas").write_text(json.dumps(board), "utf-8")
    before = (root / "network.canvas").read_bytes()
    result = run(root, "graph", "--format", "canvas", "--out", "network.canvas")
    assert (result.exit_code, (root / "network.canvas").read_bytes()) == (1, before)
    assert "was not written by `netvault graph`" in result.stderr


def test_a_canvas_whose_cards_were_only_moved_is_written_anew(tmp_path: Path) -> None:
    root = vault(tmp_path, FILES)
    run(root, "graph", "--format", "canvas", "--out", "network.canvas")
    before = (root / "network.canvas").read_text("utf-8")
    (root / "network.canvas").write_text(before.replace('"x": 0', '"x": 40'), "utf-8")
    assert run(root, "graph", "--format", "canvas", "--out", "network.canvas").stderr == "Written.\n"
    assert (root / "network.canvas").read_text("utf-8") == before
