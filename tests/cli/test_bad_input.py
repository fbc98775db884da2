"""A gallery: each kind of bad input, and to the letter what a person sees.

The cases are `golden/gallery/*.txt`: files of a vault, each after a line `== PATH`, then commands after `== $ netvault …` with what
they print and, unless it is 0, their exit code. A path with ` \\` behind it has its content as a Python text, for odd bytes.
`pytest --renew` writes what is printed anew.
"""

from __future__ import annotations

import ast
import json
import re
import shlex
from pathlib import Path

import pytest
from cli_vaults import changed, files, run, vault
from golden_support import GOLDEN, check_text

CASES = sorted((GOLDEN / "gallery").glob("*.txt"))


def parts(case: str) -> list[tuple[str, str]]:
    """The heads of a case and what stands below each."""
    found = re.split(r"^== (.*)\n", case, flags=re.MULTILINE)
    return list(zip(found[1::2], found[2::2], strict=True))


def contents_of(case: str) -> dict[str, str | bytes]:
    """The files of a case."""
    found: dict[str, str | bytes] = {}
    for head, text in parts(case):
        if head.endswith(" \\"):
            path = head.removesuffix(" \\")
            value = ast.literal_eval(text)
            found[ast.literal_eval(f'"{path}"') if "\\" in path else path] = value if isinstance(value, bytes) else value.encode()
        elif not head.startswith("$ "):
            found[head] = text
    return found


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_what_a_person_sees(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = file.read_text("utf-8")
    vault(tmp_path, {"netvault.toml": "format = 1\n", **contents_of(case)})
    shown = case.partition("== $ ")[0]
    for head, _ in parts(case):
        if head.startswith("$ netvault "):
            before = files(tmp_path)
            result = run(tmp_path, *shlex.split(head.removeprefix("$ netvault ")))
            code = f"(exit {result.exit_code})\n" if result.exit_code else ""
            shown += f"== {head}\n{result.output.replace(str(tmp_path), 'VAULT')}{code}"
            assert "Traceback" not in result.output
            if " build" not in head:
                assert changed(before, tmp_path) == []
    check_text(request, file, shown)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_problem_has_a_place_that_exists_a_sentence_and_a_help(file: Path, tmp_path: Path) -> None:
    vault(tmp_path, {"netvault.toml": "format = 1\n", **contents_of(file.read_text("utf-8"))})
    result = run(tmp_path, "check", "--format", "json")
    if result.exit_code == 2:
        return  # the settings are wrong, so that nothing was read
    for one in json.loads(result.stdout):
        if one["code"] == "odd-name":
            continue  # there is no way to write its path in UTF-8
        text = (tmp_path / one["path"]).read_bytes().decode("utf-8", "replace")
        lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
        assert 1 <= one["line"] <= len(lines)
        assert 1 <= one["column"] <= len(lines[one["line"] - 1]) + 1
        for sentence in (one["message"], one["help"]):
            assert sentence[:1].upper() == sentence[:1], sentence
            assert sentence[-1:] in ".?`”)]>", sentence


def test_the_gallery_is_there() -> None:
    assert len(CASES) >= 40
