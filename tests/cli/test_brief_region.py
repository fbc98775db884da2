"""A brief region in a contact's note: what `show` says, kept fresh, with nobody private in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_vaults import run, vault

JANE = "People/Jane Doe.md"
REGION = "<!-- netvault:begin brief -->\n<!-- netvault:end brief -->\n"
NOTE = "---\ncompany: '[[Initech]]'\nprefers_channel: phone\n---\n# Jane\n\n## Log\n- 2026-11-12 lead: [[Globex]] is hiring\n- 2026-11-13 call: x\n\n"
FILES = {"netvault.toml": "", JANE: NOTE + REGION + "\nmine\n", "Companies/Initech.md": "", "People/Bo Ek.md": "---\ncompany: '[[Initech]]'\n---\n"}


def brief(root: Path, path: str = JANE) -> str:
    text = (root / path).read_text("utf-8")
    return text[text.index("<!-- netvault:begin brief") : text.index("<!-- netvault:end brief")].partition("-->")[2].strip()


def test_it_says_what_show_says(tmp_path: Path) -> None:
    run(vault(tmp_path, FILES), "build")
    assert brief(tmp_path).split("\n") == [
        "- Prefers phone", "", "**Between you**", "- Try Globex: [[Jane Doe]] gave you the lead 2026-11-12, due 2026-11-15: “Globex is hiring”",
        "- Thank [[Jane Doe]]: their lead, 2026-11-12: “Globex is hiring”", "", "**In common**", "- [[Bo Ek]] (both are at [[Initech]])", "",
        "**Last lines**", "- 2026-11-13: talked to [[Jane Doe]] (call): x", "- 2026-11-12: lead from [[Jane Doe]]: Globex: Globex is hiring",
    ]  # fmt: skip


def test_the_rest_of_the_note_stays_and_a_second_build_writes_nothing(tmp_path: Path) -> None:
    run(vault(tmp_path, FILES), "build")
    text = (tmp_path / JANE).read_text("utf-8")
    assert text.startswith(NOTE)
    assert text.endswith("<!-- netvault:end brief -->\n\nmine\n")
    assert run(tmp_path, "build").stderr == "Nothing has changed.\n"


def test_it_is_kept_fresh(tmp_path: Path) -> None:
    run(vault(tmp_path, FILES), "build")
    text = (tmp_path / JANE).read_text("utf-8")
    (tmp_path / JANE).write_text(text.replace("- 2026-11-13 call: x\n", "- 2026-11-13 call: x\n- 2026-11-18 thanked: for it\n"))
    run(tmp_path, "build")
    assert "Thank [[Jane Doe]]" not in brief(tmp_path)
    assert "- 2026-11-18: thanked [[Jane Doe]]" in brief(tmp_path)


def test_nothing_private_is_in_it(tmp_path: Path) -> None:
    canary = {
        "People/Canary Kestrel.md": "---\nprivate: true\ncompany: '[[Initech]]'\nknows: ['[[Jane Doe]]']\n---\n- 2026-11-14 lead: [[Jane Doe]]\n",
        "Daily/2026-11-15.md": "---\nprivate: true\n---\n- [[Jane Doe]]: call: the hush-hush matter with [[Canary Kestrel]]\n",
    }
    run(vault(tmp_path / "a", {**FILES, **canary}), "build")
    run(vault(tmp_path / "b", FILES), "build")
    assert not any(word in brief(tmp_path / "a") for word in ("Canary", "Kestrel", "hush"))


def test_of_a_private_contact_it_says_nothing(tmp_path: Path) -> None:
    run(vault(tmp_path, {**FILES, JANE: NOTE.replace("---\n", "---\nprivate: true\n", 1) + REGION}), "build")
    assert brief(tmp_path) == "*A private contact: netvault writes nothing about them.*"


def test_in_a_note_of_another_kind_it_is_left_as_it_is(tmp_path: Path) -> None:
    result = run(vault(tmp_path, {**FILES, "Ideas.md": REGION}), "build")
    assert "Ideas.md:1:1: info unknown-region" in result.stderr
    assert (tmp_path / "Ideas.md").read_text("utf-8") == REGION


@pytest.mark.parametrize("template", ["{{ nothing }}", "<!-- netvault:end brief -->\n"])
def test_a_template_of_ones_own_that_fails(tmp_path: Path, template: str) -> None:
    result = run(vault(tmp_path, {**FILES, "templates/netvault/brief.md.j2": template}), "build")
    assert "templates/netvault/brief.md.j2:1:1: error template-failed" in result.stderr
    assert "Prefers phone" in brief(tmp_path)
