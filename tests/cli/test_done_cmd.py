"""`netvault done`: what a tick in Today does, from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from writing_vaults import Vault, meanwhile, needs_posix

JANE = "People/Jane Doe.md"
BO = "People/Bo Ek.md"
HEAD = "---\naliases: [Janey]\n---\n# Jane\n\n## Log\n"
DAILY = "# Monday\n\n- [ ] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20\n- [ ] send [[Bo Ek]] the slides 📅 2026-11-23\n"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    lines = "- 2026-11-12 lead: [[Initech]]\n- 2026-11-14 received: comments on my CV\n- 2026-11-15 heard: about Friday\n"
    vault = Vault(tmp_path / "vault", {JANE: HEAD + lines, "2026-11-16.md": DAILY, BO: "- 2026-11-10 promised: a\n- 2026-11-11 promised: b\n"})
    vault.build()
    return vault


@pytest.fixture
def two(tmp_path: Path) -> Vault:
    """A lead whose box stands in a daily note."""
    vault = Vault(tmp_path / "two", {JANE: HEAD + "- 2026-11-14 call: hello\n", "2026-11-16.md": DAILY, BO: ""})
    vault.build()
    return vault


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Get back to", "message: answered"),
        ("Try Initech", "followed: [[Initech]]"),
        ("Thank [[Jane Doe]]: their help", "thanked: for the help of 2026-11-14 [re:: ^nv{id}]"),
        ("Thank [[Jane Doe]]: their lead, 12 Nov", "thanked: for [[Initech]]"),
    ],
)
def test_it_is_logged_and_closed(vault: Vault, item: str, line: str) -> None:
    name = vault.id(item)
    result = vault.ok("done", name)
    written = f"- 2026-11-22 {line.replace('{id}', name[3:])}"
    assert vault.read(JANE).splitlines()[-1] == written
    assert f"{JANE}:10: {written}\n" in result.stdout
    assert "Understood: " in result.stderr
    assert vault.run("done", name).exit_code == 2


@pytest.mark.parametrize("form", ["{}", "^{}", "short", " {} "])
def test_the_id_in_any_form(vault: Vault, form: str) -> None:
    name = vault.id("Get back to")
    vault.ok("done", name.removeprefix("nv-") if form == "short" else form.format(name))
    assert vault.read(JANE).endswith("- 2026-11-22 message: answered\n")


def test_own_words_keep_what_it_is_about(vault: Vault) -> None:
    vault.ok("done", vault.id("Try Initech"), "wrote", "to their", "recruiter")
    assert vault.read(JANE).endswith("- 2026-11-22 followed: wrote to their recruiter [re:: [[Initech]]]\n")


def test_the_leads_own_box_is_ticked_too(two: Vault) -> None:
    result = two.ok("done", two.id("Try Globex"))
    assert two.read("2026-11-16.md").splitlines()[2] == "- [x] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20 ✅ 2026-11-22"
    assert two.read(JANE).endswith("- 2026-11-22 followed: [[Globex]]\n")
    assert f"{JANE}:8: " in result.stdout
    assert "2026-11-16.md:3: " in result.stdout


def test_a_task_is_its_box(vault: Vault) -> None:
    before = vault.files()
    vault.ok("done", vault.id("slides"))
    assert vault.read("2026-11-16.md").splitlines()[3] == "- [x] send [[Bo Ek]] the slides 📅 2026-11-23 ✅ 2026-11-22"
    assert {path for path, data in vault.files().items() if before[path] != data} == {"2026-11-16.md"}


def test_what_is_said_of_a_task_is_kept(vault: Vault) -> None:
    vault.ok("done", vault.id("slides"), "he liked them")
    assert "- 2026-11-22 note: he liked them\n" in vault.read(BO)
    assert "- [x] send [[Bo Ek]] the slides" in vault.read("2026-11-16.md")


def test_of_two_alike_just_the_one(vault: Vault) -> None:
    other = vault.id("“a”")
    name = vault.id("“b”")
    vault.ok("done", name)
    assert vault.read(BO) == (
        "- 2026-11-10 promised: a\n"
        f"- 2026-11-11 promised: b ^nv{name[3:]}\n"
        f"- 2026-11-22 gave: as promised on 2026-11-11 [re:: ^nv{name[3:]}]\n"
    )
    vault.build()
    assert vault.id("“a”") == other
    assert "“b”" not in vault.read("Today.md")


def test_two_leads_with_boxes_and_no_subjects(tmp_path: Path) -> None:
    lines = "- [ ] 2026-11-10 lead: the port hires\n- [ ] 2026-11-11 lead: the mill hires\n"
    vault = Vault(tmp_path / "boxes", {JANE: HEAD + lines})
    vault.build()
    name = vault.id("gave you the lead 10 Nov")
    vault.ok("done", name)
    assert vault.read(JANE).splitlines()[-3:] == [
        f"- [x] 2026-11-10 lead: the port hires ✅ 2026-11-22 ^nv{name[3:]}",
        "- [ ] 2026-11-11 lead: the mill hires",
        f"- 2026-11-22 followed: the lead of 2026-11-10 [re:: ^nv{name[3:]}]",
    ]
    vault.build()
    assert "gave you the lead 10 Nov" not in vault.read("Today.md")
    assert vault.id("gave you the lead 11 Nov")


def test_an_id_that_nothing_has(vault: Vault) -> None:
    before = vault.files()
    for name in ("nv-00000000", "jane", "", "x" * 100):
        result = vault.run("done", name)
        assert result.exit_code == 2
        assert "netvault today --all" in result.stderr
    assert vault.files() == before


def test_a_look_at_what_would_be_written(two: Vault) -> None:
    before = two.files()
    result = two.ok("done", two.id("Try Globex"), "--dry-run")
    assert "+- 2026-11-22 followed: [[Globex]]" in result.stdout
    assert "+- [x] [[Jane Doe]] lead" in result.stdout
    assert two.files() == before


def test_words_of_one_line(vault: Vault) -> None:
    vault.ok("done", vault.id("Get back to"), "one\ntwo\x07")
    assert vault.read(JANE).endswith("- 2026-11-22 message: one two\n")


@needs_posix
def test_the_second_note_cannot_be_written(two: Vault) -> None:
    name = two.id("Try Globex")
    (two.root / "2026-11-16.md").chmod(0o444)
    result = two.run("done", name)
    assert result.exit_code == 1
    assert result.stderr.startswith("netvault: 2026-11-16.md: It is read-only.")
    assert result.stderr.endswith(f"Written before: {JANE}.\n")
    assert two.read(JANE).endswith("- 2026-11-22 followed: [[Globex]]\n")
    assert two.read("2026-11-16.md") == DAILY
    two.ok("undo")
    assert "followed" not in two.read(JANE)


def test_the_line_has_moved_meanwhile(two: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    name = two.id("Try Globex")
    meanwhile(monkeypatch, lambda: two.write("2026-11-16.md", "# New\n\nmore\n" + DAILY))
    two.ok("done", name)
    assert "- [x] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20 ✅ 2026-11-22\n" in two.read("2026-11-16.md")


def test_the_line_has_changed_meanwhile(two: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    name = two.id("Try Globex")
    meanwhile(monkeypatch, lambda: two.write("2026-11-16.md", DAILY.replace("Globex", "Umbra")))
    result = two.run("done", name)
    assert result.exit_code == 75
    assert "Line 3 of 2026-11-16.md has changed." in result.stderr
    assert f"Written before: {JANE}." in result.stderr


def test_a_run_that_was_killed_between_two_notes_is_finished(two: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from netvault.vault.write import Writer, Written

    class Killed(BaseException):
        pass

    write = Writer.write

    def killed(writer: Writer, path: str, *rest: object) -> Written:
        if path == "2026-11-16.md":
            raise Killed
        return write(writer, path, *rest)  # type: ignore[arg-type]

    name = two.id("Try Globex")
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "write", killed)
        patch.setattr("netvault.cli.writing._Run.remember", lambda run: None)
        with pytest.raises(Killed):
            two.run("done", name)
    assert two.read("2026-11-16.md") == DAILY
    assert two.run("done", name).exit_code == 2
    assert "- [x] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20 ✅ 2026-11-22\n" in two.read("2026-11-16.md")
    assert two.read(JANE).count("followed:") == 1
    assert set(two.ok("undo").stdout.split("\n")[:-1]) == {JANE, "2026-11-16.md"}


def test_a_vault_read_anew_in_one_note_is_the_vault_read_anew() -> None:
    from netvault.pipeline import read_sources, with_source
    from netvault.settings import DEFAULTS
    from netvault.text import Source

    root = Path(__file__).parents[2] / "example_vault"
    files = [file for file in sorted(root.rglob("*.md")) if "Templates" not in file.parts]
    sources = [Source(file.relative_to(root).as_posix(), file.read_text("utf-8")) for file in files]
    before = read_sources(sources, DEFAULTS)
    for at, line in [(0, "- 2026-11-19 call: x\n"), (3, "- [ ] 2026-11-19 lead: [[Nadia Haddad]] 📅 2026-11-21\n"), (30, ""), (60, "- met [[Bo Lindahl]]\n")]:
        changed = Source(sources[at].path, sources[at].text + line)
        quick = with_source(before, changed).network
        whole = read_sources([*sources[:at], changed, *sources[at + 1 :]], DEFAULTS).network
        assert (quick.entries, quick.index.tasks, quick.contacts, quick.notes) == (whole.entries, whole.index.tasks, whole.contacts, whole.notes)


def test_what_they_promised_is_done_by_a_box_on_its_line(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {"People/Jane Doe.md": "- 2026-11-02 awaited: x\n- [ ] 2026-11-03 awaited: y\n"})
    for item in json.loads(vault.ok("today", "--json").stdout)["items"]:
        vault.ok("done", item["id"])
    assert vault.read("People/Jane Doe.md") == "- [x] 2026-11-02 awaited: x\n- [x] 2026-11-03 awaited: y\n"
    assert json.loads(vault.ok("today", "--json").stdout)["items"] == []


def test_in_a_log_of_ticked_boxes_a_report_is_ticked(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {"People/Jane Doe.md": "- [x] 2026-11-20 lead: [[Z1]] #thanked\n"})
    (report,) = json.loads(vault.ok("today", "--json").stdout)["items"]
    vault.ok("done", report["id"])
    assert vault.read("People/Jane Doe.md").endswith("- [x] 2026-11-22 reported: how it went with [[Z1]]\n")
    assert json.loads(vault.ok("today", "--json").stdout)["items"] == []
