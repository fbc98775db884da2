"""The documentation says what is so: its examples run, and its tables have all that the program has."""

from __future__ import annotations

import ast
import json
import re
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from conftest import HERE
from renew_docs import COMMANDS_PAGE, ROOT, Scene, Stage, agrees, blocks, calls, documented, pages, run, scenes

from netvault.cli.group import COMMANDS
from netvault.habits.agenda import GROUPS
from netvault.notes.fields import FIELDS
from netvault.notes.words import lexicon
from netvault.outputs import OUTPUTS, output_paths
from netvault.settings import _TABLES, DEFAULTS, parse_settings

DOCS = ROOT / "docs"
README = ROOT / "README.md"
FORMAT = (DOCS / "format.md").read_text("utf-8")
HABITS = (DOCS / "habits.md").read_text("utf-8")
ALL_COMMANDS = [name for group in COMMANDS.values() for name in group]
PAGES = [*pages(), *(ROOT / f"{name}.md" for name in ("CONTRIBUTING", "CHANGELOG", "SECURITY"))]
SCENES = [scene for page in pages() if page != README for scene in scenes(page)]


@pytest.mark.skipif(shutil.which("bash") is None, reason="some examples need a shell")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_examples_print_what_they_say(scene: Scene, tmp_path: Path) -> None:
    for call, printed in run(scene, tmp_path):
        shown = "\n".join(unified_diff(call.printed, printed, f"{scene.page.name}:{call.start}", call.command, lineterm=""))
        assert agrees(call.printed, printed), f"{shown}\n\nIf that is as it shall be: python tests/renew_docs.py"


def test_a_line_of_dots_stands_for_any_lines_and_dots_at_the_end_for_the_rest_of_one() -> None:
    assert agrees(["one", "…", "four"], ["one", "two", "three", "four"])
    assert agrees(["one", "…"], ["one"])
    assert agrees(["one two …"], ["one two three"])
    assert not agrees(["one"], ["one", "two"])
    assert not agrees(["one", "…", "five"], ["one", "two"])
    assert not agrees(["one …"], ["two"])


# ── commands.md ─────────────────────────────────────────────────────────────────────────────────


def sections() -> dict[str, str]:
    """The sections of the page of commands, by name."""
    parts = re.split(r"(?m)^#{2,3} (.+)$", COMMANDS_PAGE.read_text("utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_no_command_is_undocumented() -> None:
    missing = [name for name in ALL_COMMANDS if name not in sections() or name not in documented()]
    assert not missing, f"python tests/renew_docs.py makes their sections: {missing}"


def test_no_command_is_documented_that_does_not_exist() -> None:
    named = re.findall(r"(?m)^### (\S+)$", COMMANDS_PAGE.read_text("utf-8"))
    assert sorted(named) == sorted(ALL_COMMANDS)


def test_the_commands_stand_in_the_groups_of_the_help() -> None:
    text = COMMANDS_PAGE.read_text("utf-8")
    for title, group in COMMANDS.items():
        part = text[text.index(f"## {title}\n") : text.index(f"<!-- end of {title} -->")]
        assert sorted(re.findall(r"(?m)^### (\S+)$", part)) == sorted(group)


def json_examples() -> dict[str, str]:
    """An example with --json of each command that has it."""
    shown = [call.command for scene in scenes(COMMANDS_PAGE) for block in scene.blocks if block.kind == "console" for call in calls(block)]
    return {command.split()[1]: command for command in shown if command.endswith("--json")}


@pytest.mark.parametrize("name", [name for name in ALL_COMMANDS if "--json  " in sections().get(name, "")])
def test_every_key_of_the_json_is_named(name: str, tmp_path: Path) -> None:
    if name not in json_examples():
        pytest.fail(f"docs/commands.md wants an example of `netvault {name} --json`")
    stage = Stage(tmp_path)
    stage.begin(scenes(COMMANDS_PAGE)[0])
    command = json_examples()[name].replace(" jane ", " birgit ").replace(" initech ", " nordpil ")
    data = json.loads("\n".join(stage.run(command)))
    first = data[0] if isinstance(data, list) and data else data
    inner = [value for value in first.values() if isinstance(value, list)] if isinstance(first, dict) else []
    found = [first, *(value[0] for value in inner if value and isinstance(value[0], dict))]
    keys = {key for one in found if isinstance(one, dict) for key in one}
    said = sections()["entries"] + sections()["today"] + sections()[name]
    assert not {key for key in keys if f"`{key}`" not in said and f'"{key}":' not in said}


def codes() -> set[str]:
    """The codes of all diagnostics that the program makes: kebab-case texts given to what makes one."""
    found: set[str] = set()
    makers = {"Diagnostic", "complain", "problem", "wrong", "warn", "unreadable", "Trouble", "_too_complex"}
    for path in (ROOT / "netvault").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in makers or called.lstrip("_") in makers:
                texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                found.update(text for text in texts if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|unreadable", text))
    return found


def test_every_diagnostic_is_named() -> None:
    assert len(codes()) > 25
    assert not {code for code in codes() if f"`{code}`" not in sections()["check"]}


# ── format.md ───────────────────────────────────────────────────────────────────────────────────


def settings_block() -> str:
    return next("\n".join(block.lines) for block in blocks(FORMAT) if block.kind == "toml")


def test_the_settings_that_are_shown_are_the_defaults() -> None:
    parsed = parse_settings(settings_block())
    assert not parsed.diagnostics
    assert parsed.value == DEFAULTS


def test_the_settings_that_are_commented_out_can_be_set() -> None:
    parsed = parse_settings(re.sub(r"(?m)^# (\w+ = )", r"\1", settings_block()))
    assert not parsed.diagnostics


def test_every_setting_is_shown() -> None:
    shown = settings_block()
    for table in ("vault", "due", "today", "output", "log"):
        assert not [key for key in _TABLES[table] if not re.search(rf"(?m)^(?:# )?{key} = ", shown)]
    assert not [name for name in _TABLES if f"[{name}]" not in shown]


def test_every_field_is_named_with_its_other_names() -> None:
    part = FORMAT[FORMAT.index("## 3.") : FORMAT.index("## 4.")]
    for field, spec in FIELDS.items():
        assert not [name for name in (field, *spec.others) if f"`{name}`" not in part]


def test_the_table_of_keywords_is_the_words_file() -> None:
    part = FORMAT[FORMAT.index("## 5.") : FORMAT.index("## 6.")]
    shown: dict[str, tuple[str, bool]] = {}
    for acts, words in re.findall(r"(?m)^\| ([a-z, ]+) \| .+ \| (.+) \|$", part):
        for word in words.split(", "):
            act = word if acts.startswith("needs") else acts
            shown[word.rstrip("\\*")] = (act, word.endswith("*"))
    shown.pop("keywords", None)
    assert shown == {word: (keyword.act, keyword.detail) for word, keyword in lexicon().keywords.items()}


def test_every_act_tag_is_named() -> None:
    named = next(line for line in FORMAT.split("\n") if line.startswith("`#asked "))
    assert set(re.findall(r"#(\w+)", named)) == set(lexicon().tags)


def test_every_output_and_region_is_named() -> None:
    part = FORMAT[FORMAT.index("## 8.") : FORMAT.index("## 9.")]
    assert not [kind.region for kind in OUTPUTS if f"`{kind.region}`" not in part]
    assert not [path for path in output_paths(DEFAULTS) if f"`{path}`" not in HABITS]


def test_every_group_of_today_is_named() -> None:
    named = re.sub(r"\n> ", " ", HABITS)
    assert " · ".join(title for _, title in GROUPS) in named
    assert not [habit for habit, _ in GROUPS if habit not in sections()["today"]]


# ── all pages ───────────────────────────────────────────────────────────────────────────────────


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made where it is shown."""
    plain = re.sub(r"(?ms)^(`{3,}).*?^\1$", "", page.read_text("utf-8"))
    heads = re.findall(r"(?m)^#{1,6} (.+)$", plain)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    plain = re.sub(r"(?ms)^(`{3,}).*?^\1$|`[^`\n]+`", "", page.read_text("utf-8"))
    for target in re.findall(r"(?<!\])\]\(([^()\s]+)\)", plain):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), target
        assert not anchor or anchor in anchors(other), target


@pytest.mark.parametrize("page", [DOCS / "architecture.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_the_files_that_are_named_are_there(page: Path) -> None:
    named = re.findall(r"`((?:netvault|templates|tests|docs)/[\w./-]+)`", page.read_text("utf-8"))
    assert named
    assert not [name for name in named if "NAME" not in name and not (ROOT / name).exists()]


def test_architecture_names_every_room() -> None:
    said = (DOCS / "architecture.md").read_text("utf-8")
    rooms = [path for path in (ROOT / "netvault").iterdir() if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())]
    helpers = {"settingvalues.py", "tomlplaces.py"}
    missing = [path.name for path in rooms if path.name not in helpers and f"netvault/{path.name}{'/' if path.is_dir() else ''}`" not in said]
    assert not missing


def test_people_in_examples_are_invented() -> None:
    for page in PAGES:
        for address in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", page.read_text("utf-8")):
            assert address == "example.com", page.name
    assert HERE.parent == ROOT
