"""`netvault stats` from outside."""

from __future__ import annotations

from pathlib import Path

from cli_vaults import PEOPLE, changed, data, files, run, vault

FILES = {**PEOPLE, "Daily/2026-11-19.md": "- Called [[Tom Okafor]]\n- Saw a film about [[Bo Ek]]\n", "Note.md": "# Just a note\n"}


def test_the_counts(tmp_path: Path) -> None:
    assert data(vault(tmp_path, FILES), "stats") == {
        "date": "2026-11-20",
        "contacts": 3,
        "organisations": 1,
        "notes": {"contact": 3, "organisation": 1, "dated": 1, "other": 1},
        "lines": {"talked": 3, "heard": 1, "lead": 1},
        "mentions": 1,
        "links_between_people": 4,
        "touches_by_week": {"this week": 2, "a week ago": 0, "2 weeks ago": 0, "3 weeks ago": 0},
        "in_touch_in_90_days": 3,
    }


def test_the_text(tmp_path: Path) -> None:
    before = files(vault(tmp_path, FILES))
    result = run(tmp_path, "stats")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()[:3]] == [["Date", "2026-11-20"], ["Contacts", "3"], ["Organisations", "1"]]
    assert changed(before, tmp_path) == []


def test_generated_notes_are_not_counted(tmp_path: Path) -> None:
    before = data(vault(tmp_path, FILES), "stats")
    run(tmp_path, "build")
    assert data(tmp_path, "stats") == before


def test_an_empty_vault(tmp_path: Path) -> None:
    assert data(vault(tmp_path, {"netvault.toml": ""}), "stats")["contacts"] == 0
    assert run(tmp_path, "stats").exit_code == 0
