"""`netvault review` from outside: one key says what lines of a kind mean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_vaults import changed, data, files, run, vault
from writing_vaults import needs_posix

ASKED = b"Key [s]: "
TOML = "# mine\n[today]\nlimit = 5  # few\n"
FILES = {
    "netvault.toml": TOML, "People/Jane Doe.md": "", "People/Sam Lee.md": "",
    "Daily/2026-11-18.md": "- parleyed [[Jane Doe]] about boats\n- thinking of [[Sam Lee]]\n",
    "Daily/2026-11-19.md": "- parleyed [[Sam Lee]]\n- [[Sam Lee]] skyrocketed\n- call: [[Sam Lee]]\n",
    "Daily/2026-01-19.md": "- blorped [[Sam Lee]]\n",
}  # fmt: skip


@needs_posix
def test_one_key_says_what_lines_of_a_kind_mean(tmp_path: Path) -> None:
    before = files(vault(tmp_path, FILES))
    printed = on_terminal(tmp_path, "tq", "review", "--date", "2026-11-20")
    assert "2 lines like parleyed" in printed
    assert "Known now, under [words] there: parleyed (talked)." in printed
    assert (tmp_path / "netvault.toml").read_text("utf-8") == TOML + '\n[words]\ntalked = ["parleyed"]\n'
    assert changed(before, tmp_path) == ["netvault.toml"]
    assert [entry["verb"] for entry in data(tmp_path, "entries") if "parleyed" in entry["text"]] == ["talked", "talked"]


@needs_posix
def test_lines_that_mean_nothing_are_not_asked_about_again(tmp_path: Path) -> None:
    vault(tmp_path, FILES)
    on_terminal(tmp_path, "nq", "review", "--date", "2026-11-20")
    assert "parleyed" not in run(tmp_path, "review").stdout


@needs_posix
def test_enter_skips(tmp_path: Path) -> None:
    vault(tmp_path, FILES)
    printed = on_terminal(tmp_path, "\rq", "review", "--days", "365", "--date", "2026-11-20")
    assert printed.count("Key [s]: s") == 1
    assert "[words]" not in (tmp_path / "netvault.toml").read_text("utf-8")


def on_terminal(root: Path, keys: str, *words: str) -> str:
    """Run netvault on a terminal of its own, each of these keys pressed where one is asked for; what was printed."""
    import pty
    import termios

    above, below = pty.openpty()
    command = [sys.executable, "-c", "from netvault.cli import main; main()", "-C", str(root), *words]
    running = subprocess.Popen(command, stdin=below, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "NO_COLOR": "1"})
    assert running.stdout
    printed = b""
    for number, key in enumerate(keys, 1):
        while printed.count(ASKED) < number:
            printed += os.read(running.stdout.fileno(), 4096) or pytest.fail(printed.decode())
        while termios.tcgetattr(below)[3] & termios.ICANON and running.poll() is None:
            pass  # a key is not listened for yet: one that is pressed now would be lost
        os.write(above, key.encode())
    more, _ = running.communicate(timeout=60)
    os.close(above)
    os.close(below)
    return (printed + more).decode()


def test_the_kinds_are_listed_where_nobody_can_answer(tmp_path: Path) -> None:
    before = files(vault(tmp_path, FILES))
    result = run(tmp_path, "review")
    assert result.stdout.splitlines()[0] == "   2  parleyed [[X]]"
    assert "blorped" not in result.stdout
    assert changed(before, tmp_path) == []


def test_as_json(tmp_path: Path) -> None:
    found = json.loads(run(vault(tmp_path, FILES), "review", "--json", "--days", "365").stdout)
    assert {"words": "blorped", "form": "blorped [[X]]", "lines": 1, "example": "2026-01-19 blorped [[Sam Lee]]"} in found


def test_nothing_to_ask(tmp_path: Path) -> None:
    assert "has words to learn" in run(vault(tmp_path, {"netvault.toml": "", "People/Jane Doe.md": ""}), "review").stderr


def test_words_that_are_known_are_not_asked_about(tmp_path: Path) -> None:
    """To learn `wrote` or `if` would change what other lines mean."""
    lines = ["[[Sam Lee]] wrote of it to Jo", "if [[Sam Lee]] would", "must ring [[Sam Lee]]", "hasn't [[Sam Lee]] gone", "i owe [[Sam Lee]] for it", "[[Sam Lee]]'s garden", "[[Sam Lee]] 4pm", "glorped [[Sam Lee]]"]
    vault(tmp_path, {**FILES, "Daily/2026-11-18.md": "".join(f"- {line}\n" for line in lines), "Daily/2026-11-19.md": ""})
    assert run(tmp_path, "review").stdout.splitlines() == ["   1  glorped [[X]]"]


def test_lines_of_a_paragraph_are_not_asked_about(tmp_path: Path) -> None:
    """Their words are known; what they lack is to be list items."""
    vault(tmp_path, {**FILES, "Daily/2026-11-18.md": "Coffee with [[Sam Lee]].\nGlorped [[Jane Doe]].\n", "Daily/2026-11-19.md": ""})
    assert "has words to learn" in run(tmp_path, "review").stderr


@needs_posix
def test_what_is_asked_about_counts_once_it_is_answered(tmp_path: Path) -> None:
    """Words that would be learnt in vain, and first names, are not asked about."""
    lines = ["quaffled - [[Sam Lee]]", "zorbed -> [[Sam Lee]]", "(late) quizzled [[Sam Lee]] at 9", "Sam zonked [[Sam Lee]]", "glorped [[Sam Lee]]", "glorped - [[Sam Lee]]"]
    vault(tmp_path, {**FILES, "Daily/2026-11-18.md": "".join(f"- {line}\n" for line in lines), "Daily/2026-11-19.md": "# Sam\n- with [[Jane Doe]]\n  - plorked [[Sam Lee]]\n"})
    assert run(tmp_path, "review").stdout.splitlines() == ["   1  glorped [[X]]", "   1  plorked [[X]]"]
    on_terminal(tmp_path, "tt", "review", "--date", "2026-11-20")
    assert [entry["text"] for entry in data(tmp_path, "entries")] == ["glorped [[Sam Lee]]", "plorked [[Sam Lee]]"]
    assert run(tmp_path, "review").stdout == ""


def test_a_single_day_is_one(tmp_path: Path) -> None:
    assert "No line of the last day has words to learn" in run(vault(tmp_path, {"netvault.toml": "", "People/Jane Doe.md": ""}), "review", "--days", "1").stderr
