"""What the tests share: a vault written in the test itself, read as netvault reads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

from netvault.network.day import Day
from netvault.network.graph import Network, build_network
from netvault.notes.note import read_note
from netvault.notes.words import lexicon
from netvault.settings import Settings, parse_settings
from netvault.standing import Standing, stand
from netvault.text import Source

HERE = Path(__file__).parent

hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")


def network_of(files: Mapping[str, str], settings: Settings | None = None) -> Network:
    """The network of a vault that is given as texts by path."""
    settings = settings or parse_settings(files.get("netvault.toml", "")).value
    notes = [read_note(Source(path, text), settings).value for path, text in files.items() if path.endswith(".md")]
    return build_network(notes, settings, lexicon(settings.words, settings.languages))


def day_of(files: Mapping[str, str], day: str = "2026-11-22") -> Day:
    """The same, seen from a day."""
    return Day(network_of(files), date.fromisoformat(day))


def standing_of(files: Mapping[str, str], day: str = "2026-11-22") -> Standing:
    """The same, with what is open by then."""
    return stand(network_of(files), date.fromisoformat(day))


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the person's own recovery copies or settings."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for name in ("NETVAULT_DIR", "NETVAULT_DATE", "NETVAULT_NO_CACHE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


pytest_plugins = ["golden_support"]
