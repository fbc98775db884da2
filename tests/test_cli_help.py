"""The help: what it says, that it is quick, and that what it shows can be typed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from renew_docs import COMMANDS_PAGE, calls, environment, scenes

from netvault import __version__
from netvault.cli import cli
from netvault.cli.group import COMMANDS

LINES = {name: line for group in COMMANDS.values() for name, (_, line) in group.items()}
HEAVY = ("jinja2", "watchdog", "yaml", "frontmatter", "platformdirs", "rich")
TRANSCRIPTS = {
    call.command.removeprefix("netvault ").removesuffix("--help").strip(): call.printed
    for scene in scenes(COMMANDS_PAGE)
    for block in scene.blocks
    if block.kind == "console"
    for call in calls(block)
    if call.command.endswith("--help")
}
"""What the page of commands shows of the help, by command; under no name that of netvault itself."""


def netvault(*words: str, folder: Path, python: tuple[str, ...] = (), **extra: str) -> subprocess.CompletedProcess[str]:
    """Run netvault in a process of its own, in a folder that is no vault."""
    command = [sys.executable, *python, "-m", "netvault", *words]
    env = {**os.environ, **environment(folder), **extra}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder, env=env, timeout=60)


@pytest.mark.parametrize("name", ["", *LINES])
def test_the_help_is_as_documented_and_needs_no_vault(name: str, tmp_path: Path) -> None:
    done = netvault(*name.split(), "--help", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    printed = [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")]
    assert printed == TRANSCRIPTS[name], "python tests/renew_docs.py renews docs/commands.md"


@pytest.mark.parametrize("name", LINES)
def test_the_line_in_the_list_is_the_first_of_the_commands_own_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help is not None
    assert command.help.strip().split("\n")[0] == LINES[name]


@pytest.mark.parametrize("name", ["", *LINES])
def test_dash_h_is_help_and_a_wide_terminal_gets_no_wider_lines(name: str) -> None:
    short, long = (CliRunner(env={"COLUMNS": "200"}).invoke(cli, [*name.split(), flag], prog_name="netvault") for flag in ("-h", "--help"))
    assert short.output == long.output
    prose = [line for line in long.output.split("\n") if "--" not in line and "netvault" not in line and "[" not in line]
    assert not [line for line in prose if len(line) > 100]


@pytest.mark.parametrize("name", ["", *LINES])
def test_every_command_says_where_and_when_to_look(name: str) -> None:
    said = " ".join(TRANSCRIPTS[name])
    assert "-C DIR" in said
    assert "--date" in said


def examples() -> list[str]:
    """The commands that the help shows, without the words that explain them."""
    lines = [line.strip() for said in TRANSCRIPTS.values() for line in said]
    return sorted({re.split(r"\s{2,}", line)[0] for line in lines if line.startswith("netvault ") and "[OPTIONS]" not in line})


@pytest.mark.parametrize("example", examples())
def test_what_the_help_shows_can_be_typed(example: str) -> None:
    try:
        words = shlex.split(example.partition(" | ")[0])
    except ValueError as trouble:
        pytest.xfail(f"a shell does not take this: {trouble}")
    assert words[1] in LINES
    command = cli.get_command(click.Context(cli), words[1])
    assert command is not None
    known = {flag for option in command.params for flag in option.opts}
    assert not [word for word in words[2:] if word.startswith("--") and word not in known]


@pytest.mark.parametrize("words", [("--version",), ("--help",)], ids=" ".join)
def test_help_and_version_import_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    done = netvault(*words, folder=tmp_path, python=("-X", "importtime"))
    assert done.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.split("\n") if line.startswith("import time:")}
    assert "click" in imported
    assert not {module for module in imported if module.partition(".")[0] in HEAVY}
    assert not {module for module in imported if module.startswith(("netvault.notes", "netvault.network", "netvault.vault"))}


def test_completing_a_command_imports_nothing_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"_NETVAULT_COMPLETE": "bash_complete", "COMP_WORDS": "netvault s", "COMP_CWORD": "1"}
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    done = netvault(folder=tmp_path, python=("-X", "importtime"))
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.split("\n") if line.startswith("import time:")}
    assert sorted(done.stdout.split()) == ["plain,show", "plain,snooze", "plain,stats"]
    assert not {module for module in imported if module.partition(".")[0] in HEAVY}
    assert not {module for module in imported if module.startswith(("netvault.notes", "netvault.network", "netvault.vault"))}


def test_the_version_is_said_on_stdout(tmp_path: Path) -> None:
    done = netvault("--version", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"netvault {__version__}\n", "")


def test_a_command_that_there_is_not_gets_the_nearest(tmp_path: Path) -> None:
    done = netvault("todya", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean “today”?" in done.stderr
