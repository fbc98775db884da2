"""`netvault add`: a note for a new contact."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from writing_vaults import Vault, meanwhile, needs_posix

NEW = "People/Ravi Menon.md"
FILES: dict[str, str | bytes] = {"People/Jane Doe.md": "# Jane\n"}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", FILES)


def test_a_new_contact(vault: Vault) -> None:
    result = vault.ok("add", "Ravi Menon")
    assert result.stdout == f"{NEW}\n"
    assert "Ravi Menon" in result.stderr
    assert '"name": "Ravi Menon"' in vault.ok("people", "ravi", "--json").stdout
    assert vault.ok("check", "--strict").exit_code == 0


def test_all_that_can_be_said(vault: Vault) -> None:
    vault.ok(
        "add", "Ravi Menon", "--company", "Initech", "--role", "Lead: platform", "--circle", "active", "--cadence", "6w",
        "--email", "ravi@example.com", "--email", "r@example.com", "--phone", "+46 70 123", "--introduced-by", "jane",
        "--met", "yesterday", "--birthday", "03-09", "--alias", "Rav", "--alias", "RM", "--private",
    )  # fmt: skip
    said = vault.ok("people", "ravi", "--json").stdout
    for words in (
        '"role": "Lead: platform"', '"cadence": 42', '"ravi@example.com",\n', '"+46 70 123"', '"Rav",\n', '"private": true',
    ):  # fmt: skip
        assert words in said
    text = vault.read(NEW)
    assert 'company: "[[Initech]]"' in text
    assert "introduced_by" in text
    assert "[[Jane Doe]]" in text
    assert "2026-11-21" in text
    assert vault.ok("check", "--strict").exit_code == 0


@pytest.mark.parametrize(("said", "written"), [("[[Initech]]", '"[[Initech]]"'), ("A]] [[B", "A]] [[B"), ("Doe | Sons", "Doe | Sons")])
def test_a_company_that_no_link_could_hold_is_words(vault: Vault, said: str, written: str) -> None:
    vault.ok("add", "Ravi Menon", "--company", said)
    assert f"company: {written}\n" in vault.read(NEW)


def test_an_introducer_without_a_note(vault: Vault) -> None:
    vault.ok("add", "Ravi Menon", "--introduced-by", "Someone New")
    assert "[[Someone New]]" in vault.read(NEW)
    vault.write("People/Jane Roe.md", "")
    assert vault.run("add", "Cy Oe", "--introduced-by", "jane").exit_code == 2


@pytest.mark.parametrize("name", ["a/b", "a\\b", "", "  ", ".hidden", "a|b", "a#b", "[[a]]", "a:b", "%%", "README", "_draft", "People"])
def test_names_that_no_note_can_have(vault: Vault, name: str) -> None:
    before = vault.files()
    result = vault.run("add", name)
    assert (result.exit_code, vault.files()) == (2, before)
    assert result.stderr.startswith("netvault: ")


def test_no_name_at_all(vault: Vault) -> None:
    assert "a contact needs a name" in vault.run("add", "  ").stderr


@pytest.mark.parametrize("name", ["x" * 300, "ö" * 200])
def test_names_that_the_disk_cannot_have(vault: Vault, name: str) -> None:
    before = vault.files()
    result = vault.run("add", name)
    assert (result.exit_code, vault.files()) == (1, before)
    assert "too long" in result.stderr
    assert "Nothing was written." in result.stderr


@pytest.mark.parametrize("name", ["Zoë O'Neill-Ågren", "李 小龙", "Dr. A. B. C.", "yes", "123", "2026-11-22 talk", "a & b", "null"])
def test_names_that_people_have(vault: Vault, name: str) -> None:
    vault.ok("add", name)
    assert vault.files()[f"People/{name}.md"]
    assert vault.ok("check", "--strict").exit_code == 0


@pytest.mark.parametrize("name", ["Jane Doe", "jane doe", " Jane  Doe "])
def test_somebody_who_is_there_already(vault: Vault, name: str) -> None:
    result = vault.run("add", name)
    assert (result.exit_code, vault.read("People/Jane Doe.md")) == (2, "# Jane\n")
    assert "People/Jane Doe.md" in result.stderr


def test_a_note_that_is_no_contact_stands_there(vault: Vault) -> None:
    vault.write(NEW, "---\ntype: project\n---\nmine\n")
    result = vault.run("add", "Ravi Menon")
    assert (result.exit_code, vault.read(NEW)) == (1, "---\ntype: project\n---\nmine\n")
    assert result.stderr == f"netvault: there is a note {NEW} already.\n"


def test_a_note_made_meanwhile_stays(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: vault.write(NEW, "made on the phone\n"))
    result = vault.run("add", "Ravi Menon")
    assert (result.exit_code, vault.read(NEW)) == (1, "made on the phone\n")


@pytest.mark.parametrize(
    ("option", "value"), [("--circle", "nearby"), ("--cadence", "now and then"), ("--birthday", "spring"), ("--met", "some day")]
)
def test_what_cannot_be_understood_is_not_written(vault: Vault, option: str, value: str) -> None:
    result = vault.run("add", "Ravi Menon", option, value)
    assert result.exit_code == 2
    assert value in result.stderr
    assert NEW not in vault.files()


def test_a_look_at_what_would_be_written(vault: Vault) -> None:
    before = vault.files()
    result = vault.ok("add", "Ravi Menon", "--circle", "active", "--dry-run")
    assert "circle: active" in result.stdout
    assert f"Would make {NEW}." in result.stderr
    assert vault.files() == before


def test_the_vaults_own_template(vault: Vault) -> None:
    template = "---\ntype: contact\ntags:\n  - person/work\nlikes:\ncompany:\nknows:\n- \"[[Jane Doe]]\"\n---\n# How we met:\n\n## Log\n"
    vault.write("Templates/Contact.md", template)
    vault.ok("add", "Ravi Menon", "--company", "Initech")
    text = vault.read(NEW)
    assert "tags:\n  - person/work\n" in text
    assert 'knows:\n- "[[Jane Doe]]"\n' in text
    assert "likes" not in text
    assert "[[Initech]]" in text
    assert text.endswith("# How we met:\n\n## Log\n")


@pytest.mark.parametrize("template", ["<% tp.file.title %>\n", "{{title}}\n", b"\xff\xfe\x00"])
def test_a_template_that_is_a_program_is_not_used(vault: Vault, template: str | bytes) -> None:
    vault.write("Templates/Contact.md", template)
    vault.ok("add", "Ravi Menon")
    assert "type: contact" in vault.read(NEW)


def test_where_new_contacts_lie(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {"Friends/Jo.md": ""})
    vault.write("netvault.toml", 'format = 1\n[vault]\ncontacts = ["Kontakte", "Friends"]\n')
    assert vault.ok("add", "Ravi Menon").stdout == "Friends/Ravi Menon.md\n"
    empty = Vault(tmp_path / "empty")
    assert empty.ok("add", "Ravi Menon").stdout == f"{NEW}\n"


@needs_posix
def test_a_new_note_is_its_users_alone(vault: Vault) -> None:
    (vault.root / "People").chmod(0o755)
    vault.ok("add", "Ravi Menon")
    assert stat.S_IMODE((vault.root / NEW).stat().st_mode) == 0o600


@needs_posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(vault: Vault) -> None:
    (vault.root / "People").chmod(0o500)
    result = vault.run("add", "Ravi Menon")
    (vault.root / "People").chmod(0o700)
    assert result.exit_code == 1
    assert "Nothing was written." in result.stderr


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {"People": "a file"})
    result = vault.run("add", "Ravi Menon")
    assert result.exit_code == 1
    assert "Nothing was written." in result.stderr
    assert vault.read("People") == "a file"


def test_twice(vault: Vault) -> None:
    vault.ok("add", "Ravi Menon")
    before = vault.files()
    assert vault.run("add", "Ravi Menon").exit_code == 2
    assert vault.files() == before
