"""The cases of conformance/agenda.yaml: vaults, and the open items that they must give."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from conftest import HERE, standing_of

from netvault.views.data import today_data

CASES = yaml.safe_load((HERE / "conformance" / "agenda.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_vault_gives_these_items(case: dict[str, Any]) -> None:
    seen = standing_of(case["files"], str(case["day"]))
    found = today_data(seen.day, seen.agenda)["items"]
    assert [one["habit"] for one in found] == [one["habit"] for one in case["items"]]
    for got, wanted in zip(found, case["items"], strict=True):
        for key, value in wanted.items():
            assert got[key] == (value.isoformat() if hasattr(value, "isoformat") else value), key
