"""Golden files: expected texts beside the tests, compared byte for byte, and written anew by `pytest --renew`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag."""
    parser.addoption("--renew", action="store_true", help="write the golden files anew from what the program does now")


def renewing(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written, not compared."""
    return bool(request.config.getoption("--renew", default=False))


def check_text(request: pytest.FixtureRequest, file: Path, text: str) -> None:
    """The file holds this text."""
    if renewing(request):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    assert text == file.read_bytes().decode("utf-8")


def check_folder(request: pytest.FixtureRequest, folder: Path, files: Mapping[str, bytes]) -> None:
    """The folder holds these files and no others."""
    if renewing(request):
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        for path in set(contents(folder)) - set(files):
            (folder / path).unlink()
    assert contents(folder) == dict(files)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
