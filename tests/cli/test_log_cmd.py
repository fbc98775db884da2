"""`netvault log`: a line in a contact's note, wherever it belongs, or a word on why not."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from writing_vaults import Vault, meanwhile, needs_posix, needs_root

from netvault.vault.undo import Deed, History, Spot

JANE = "People/Jane Doe.md"
BO = "People/Bo Ek.md"
NOTE = "---\naliases: [Janey]\n---\n# Jane\n\n## Log\n- 2026-11-12 call: one\n"
FILES: dict[str, str | bytes] = {JANE: NOTE, BO: "# Bo\n"}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", FILES)


def test_a_name_that_holds_a_comma(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", {**FILES, "People/Jane Doe, PhD.md": "# Jane\n"})
    vault.ok("log", "Jane Doe, PhD", "coffee: hi")
    vault.ok("log", "People/Jane Doe, PhD.md", "call: yes")
    assert vault.read("People/Jane Doe, PhD.md").endswith("- 2026-11-22 coffee: hi\n- 2026-11-22 call: yes\n")
    assert vault.read(JANE) == NOTE


def test_an_hour_at_the_head_is_that_of_the_line(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", FILES)
    vault.ok("log", "bo", "2026-11-20 19:30 dinner: dumplings")
    vault.ok("log", "bo", "9:15 call: early")
    assert vault.read(BO).endswith("- 2026-11-20 19:30 dinner: dumplings\n- 2026-11-22 9:15 call: early\n")


# ── the line ────────────────────────────────────────────────────────────────────────────────────


def test_a_line_and_how_it_is_understood(vault: Vault) -> None:
    result = vault.ok("log", "jane", "coffee:", "at", "Luigi's")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 coffee: at Luigi's\n"
    assert result.stdout == f"{JANE}:8: - 2026-11-22 coffee: at Luigi's\n"
    assert result.stderr == "Understood: talked to Jane Doe (coffee).\n"


def test_the_first_line_of_a_note_gets_a_heading(vault: Vault) -> None:
    vault.ok("log", "bo", "call: hello")
    assert vault.read(BO) == "# Bo\n\n## Log\n- 2026-11-22 call: hello\n"


def test_words_that_count_as_nothing_are_kept_and_that_is_said(vault: Vault) -> None:
    result = vault.ok("log", "jane", "a grey day")
    assert vault.read(JANE).endswith("- 2026-11-22 a grey day\n")
    assert "not counted" in result.stderr
    assert "What would: a keyword at its head" in result.stderr


def test_a_lead_about_nobody_linked_says_what_a_link_is_good_for(vault: Vault) -> None:
    assert "Link whom or what it is about" in vault.ok("log", "jane", "lead: her brother at Initech").stderr
    assert "Link whom" not in vault.ok("log", "jane", "lead: her brother at [[Initech]]").stderr


@pytest.mark.parametrize(
    ("said", "day"),
    [("yesterday", "2026-11-21"), ("last friday", "2026-11-20"), ("3 days ago", "2026-11-19"), ("2026-11-13", "2026-11-13")],
)
def test_another_day(vault: Vault, said: str, day: str) -> None:
    result = vault.ok("log", "jane", "call: x", "--date", said)
    assert f"- {day} call: x\n" in vault.read(JANE)
    assert f"On {day}." in result.stderr


def test_a_day_before_the_last_line_goes_before_it(vault: Vault) -> None:
    vault.ok("log", "jane", "call: x", "--date", "2026-11-01")
    assert vault.read(JANE).endswith("## Log\n- 2026-11-01 call: x\n- 2026-11-12 call: one\n")


def test_a_day_that_is_none(vault: Vault) -> None:
    result = vault.run("log", "jane", "call: x", "--date", "someday")
    assert result.exit_code == 2
    assert "“someday” is no day" in result.stderr
    assert vault.read(JANE) == NOTE


def test_two_people_in_one_line(vault: Vault) -> None:
    result = vault.ok("log", "jane, bo", "lunch: the old days")
    assert vault.read(JANE).endswith("- 2026-11-22 [[Bo Ek]]: lunch: the old days\n")
    assert vault.read(BO) == "# Bo\n"
    assert "Bo Ek" in result.stderr


def test_lines_from_a_pipe(vault: Vault) -> None:
    result = vault.ok("log", "jane", stdin="call: two\n\n  lunch: three  \n")
    assert vault.read(JANE).endswith("one\n- 2026-11-22 call: two\n- 2026-11-22 lunch: three\n")
    assert result.stdout == f"{JANE}:8: - 2026-11-22 call: two\n{JANE}:9: - 2026-11-22 lunch: three\n"
    assert result.stderr.count("Understood") == 2
    assert len(vault.copies()) == 1


def test_lines_from_a_pipe_into_a_log_that_runs_newest_first(vault: Vault) -> None:
    vault.write(JANE, "- 2026-11-12 call: b\n- 2026-11-02 call: a\n")
    result = vault.ok("log", "jane", stdin="call: c\ncall: d\n")
    lines = vault.read(JANE).splitlines()
    assert sorted(lines[:2]) == ["- 2026-11-22 call: c", "- 2026-11-22 call: d"]
    said = dict(line.removeprefix(f"{JANE}:").split(": ", 1) for line in result.stdout.splitlines())
    assert said == {str(number): lines[number - 1] for number in (1, 2)}


@pytest.mark.parametrize("stdin", ["", "\n \n"])
def test_no_text(vault: Vault, stdin: str) -> None:
    result = vault.run("log", "jane", stdin=stdin)
    assert (result.exit_code, vault.files()[JANE]) == (2, NOTE.encode())
    assert "nothing was written" in result.stderr


def test_a_look_at_what_would_be_written(vault: Vault) -> None:
    before = vault.files()
    result = vault.ok("log", "jane", "call: x", "--dry-run")
    assert "+- 2026-11-22 call: x" in result.stdout
    assert (vault.files(), vault.copies(), vault.run("undo").exit_code) == (before, [], 1)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("call: a\nb\u2028c\r\nd", "- 2026-11-22 call: a b c d"),
        ("call: \x1b[31mred\x07", "- 2026-11-22 call: [31mred"),
        ("call: ünïcödé 🎉 [[Initech]] #lead", "- 2026-11-22 call: ünïcödé 🎉 [[Initech]] #lead"),
        ("# heading", "- 2026-11-22 # heading"),
    ],
)
def test_any_text_is_one_line(vault: Vault, words: str, line: str) -> None:
    vault.ok("log", "jane", words)
    assert vault.read(JANE) == f"{NOTE}{line}\n"


@pytest.mark.parametrize("words", ["call: %%", "call: <!-- x", "call: `` x", "```"])
def test_text_that_would_swallow_the_rest_is_refused_or_harmless(vault: Vault, words: str) -> None:
    vault.write(JANE, NOTE + "- 2026-11-13 heard: two\n\nmore\n")
    result = vault.run("log", "jane", words, "--date", "2026-11-12")
    after = vault.ok("entries", "--json").stdout
    assert '"two"' in after
    assert result.exit_code in (0, 1)
    assert ("Nothing was written" in result.stderr) == (result.exit_code == 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# J\r\n\r\n- 2026-11-12 call: one\r\n", b"# J\r\n\r\n- 2026-11-12 call: one\r\n- 2026-11-22 call: x\r\n"),
        (b"- 2026-11-12 call: one", b"- 2026-11-12 call: one\n- 2026-11-22 call: x"),
        ("\ufeff- 2026-11-12 call: one\n".encode(), "\ufeff- 2026-11-12 call: one\n- 2026-11-22 call: x\n".encode()),
        (b"* 2026-11-12: call: one\n", b"* 2026-11-12: call: one\n* 2026-11-22: call: x\n"),
        (b"", b"## Log\n- 2026-11-22 call: x\n"),
    ],
)
def test_the_notes_own_ways(vault: Vault, before: bytes, after: bytes) -> None:
    vault.write(JANE, before)
    vault.ok("log", "jane", "call: x")
    assert vault.files()[JANE] == after


# ── who ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["jane", "Jane Doe", "janey", "jane d", JANE, "Jane Do", "Jnae Doe"])
def test_who_is_meant(vault: Vault, who: str) -> None:
    vault.ok("log", who, "call: x")
    assert vault.read(JANE).endswith("call: x\n")


def test_never_a_guess(vault: Vault) -> None:
    vault.write("People/Jane Roe.md", "# Jane\n")
    before = vault.files()
    result = vault.run("log", "jane", "call: x")
    assert result.exit_code == 2
    assert JANE in result.stderr
    assert "People/Jane Roe.md" in result.stderr
    assert vault.run("log", "zebedee", "call: x").exit_code == 2
    assert vault.run("log", " , ", "call: x").exit_code == 2
    assert vault.run("log", "bo,zebedee", "call: x").exit_code == 2
    assert vault.files() == before


def test_a_private_contact(vault: Vault) -> None:
    vault.write(BO, "---\nprivate: true\n---\n")
    result = vault.ok("log", "bo", "call: x")
    assert vault.read(BO).endswith("- 2026-11-22 call: x\n")
    assert "Bo Ek" in result.stderr


def test_an_evenings_twelve_events(tmp_path: Path) -> None:
    vault = Vault(
        tmp_path / "vault",
        {
            JANE: NOTE,
            BO: "---\naliases: [Bosse]\n---\n",
            "People/Anna Maria Lind.md": "",
            "People/Åsa Öberg.md": "## Log\n",
            "People/Tom Hall.md": "- 2026-11-02 heard: his talk\n- 2026-10-01 call: hello\n",
            "People/Tom Berg.md": "",
            "Contacts/work/Priya Raman.md": "\r\nsome words\r\n",
        },
    )
    evening = [
        (("jane", "coffee: at Luigi's, her new team"), JANE, "coffee: at Luigi's, her new team"),
        (("Janey", "promised: my notes from the fair"), JANE, "promised: my notes from the fair"),
        (("bosse", "lead (intro): [[Initech]] hires"), BO, "lead (intro): [[Initech]] hires"),
        (("bo ek", "thanked: for [[Initech]]"), BO, "thanked: for [[Initech]]"),
        (("tom h", "message: how was the talk?"), "People/Tom Hall.md", "message: how was the talk?"),
        (("tom berg", "voicemail: tried him"), "People/Tom Berg.md", "voicemail: tried him"),
        (("priya", "heard: could you look at my deck?", "--date", "yesterday"), "Contacts/work/Priya Raman.md", "heard: could you look"),
        (("pryia raman", "gave: comments on the deck"), "Contacts/work/Priya Raman.md", "gave: comments on the deck"),
        (("anna", "news: a daughter"), "People/Anna Maria Lind.md", "news: a daughter"),
        (("anna maria", "congratulated: flowers"), "People/Anna Maria Lind.md", "congratulated: flowers"),
        (("Åsa", "asked: who else to talk to"), "People/Åsa Öberg.md", "asked: who else to talk to"),
        (("åsa öbreg", "call: the harbour"), "People/Åsa Öberg.md", "call: the harbour"),
    ]
    for words, path, line in evening:
        result = vault.ok("log", *words)
        assert result.stdout.startswith(f"{path}:")
        assert "Understood: " in result.stderr
        assert line in vault.read(path)
    assert vault.run("log", "tom", "call: which?").exit_code == 2
    counted = vault.ok("stats", "--json").stdout
    assert '"mentions": 0' in counted
    assert sum(text.count(b"2026-11-22") + text.count(b"2026-11-21") for text in vault.files().values()) == 12
    assert vault.ok("check", "--strict").exit_code == 0


# ── what stands in the way ──────────────────────────────────────────────────────────────────────


def test_what_is_saved_meanwhile_stays(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: vault.write(JANE, NOTE.replace("# Jane", "# Jane\n\nnew words")))
    vault.ok("log", "jane", "call: x")
    assert vault.read(JANE) == NOTE.replace("# Jane", "# Jane\n\nnew words") + "- 2026-11-22 call: x\n"


def _rename(vault: Vault) -> None:
    os.rename(vault.root / JANE, vault.root / "People/Jane Roe.md")


def _folder(vault: Vault) -> None:
    (vault.root / JANE).unlink()
    (vault.root / JANE).mkdir()


@pytest.mark.parametrize(
    ("act", "code", "words"),
    [
        (lambda vault: (vault.root / JANE).unlink(), 75, "not there any more"),
        (_rename, 75, "not there any more"),
        (_folder, 1, "a folder of this name"),
        (lambda vault: vault.write(JANE, b"\xff\xfe"), 75, "no text any more"),
        (lambda vault: vault.write(JANE, "<<<<<<< a\n=======\n>>>>>>> b\n"), 75, "Two versions"),
    ],
)
def test_a_note_that_is_no_more_what_it_was(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, act: Callable[[Vault], object], code: int, words: str
) -> None:
    meanwhile(monkeypatch, lambda: act(vault))
    result = vault.run("log", "jane", "call: x")
    assert result.exit_code == code
    assert words in result.stderr
    assert "Nothing was written." in result.stderr
    assert not any(b"call: x" in data for data in vault.files().values())
    assert [path for path in vault.files() if "/." in path] == []


@needs_posix
def test_a_read_only_note(vault: Vault) -> None:
    (vault.root / JANE).chmod(0o444)
    result = vault.run("log", "jane", "call: x")
    assert (result.exit_code, vault.read(JANE)) == (1, NOTE)
    assert result.stderr == f"netvault: {JANE}: It is read-only. Make it writable, then run this again. Nothing was written.\n"


@needs_posix
def test_a_note_with_a_second_name(vault: Vault, tmp_path: Path) -> None:
    os.link(vault.root / JANE, tmp_path / "elsewhere.md")
    result = vault.run("log", "jane", "call: x")
    assert (result.exit_code, vault.read(JANE)) == (1, NOTE)
    assert "hard link" in result.stderr


@needs_posix
def test_a_link_in_the_vault_is_followed(vault: Vault) -> None:
    vault.write("Archive/Cy.md", "# Cy\n")
    (vault.root / "People/Cy Oe.md").symlink_to("../Archive/Cy.md")
    (vault.root / "Archive/Cy.md").rename(vault.root / ".cy.md")
    (vault.root / ".cy.md").rename(vault.root / "Archive/Cy.md")
    vault.write("netvault.toml", 'format = 1\n[vault]\ncontacts = ["People", "Archive"]\n')
    vault.ok("log", "cy", "call: x")
    assert vault.read("Archive/Cy.md") == "# Cy\n\n## Log\n- 2026-11-22 call: x\n"
    assert (vault.root / "People/Cy Oe.md").is_symlink()


@needs_posix
def test_a_link_out_of_the_vault_is_nobody(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "cy.md").write_text("# Cy\n")
    (vault.root / "People/Cy Oe.md").symlink_to(tmp_path / "cy.md")
    assert vault.run("log", "cy", "call: x").exit_code == 2
    assert (tmp_path / "cy.md").read_text() == "# Cy\n"


@needs_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_stays(vault: Vault, mode: int) -> None:
    (vault.root / JANE).chmod(mode)
    vault.ok("log", "jane", "call: x")
    assert stat.S_IMODE((vault.root / JANE).stat().st_mode) == mode


@needs_root
def test_the_owner_stays(vault: Vault) -> None:
    os.chown(vault.root / JANE, 1234, 2345)
    vault.ok("log", "jane", "call: x")
    known = (vault.root / JANE).stat()
    assert (known.st_uid, known.st_gid) == (1234, 2345)


@needs_posix
def test_a_state_folder_that_cannot_be_made(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    result = vault.run("log", "jane", "call: x")
    assert (result.exit_code, vault.read(JANE)) == (1, NOTE)
    assert "Nothing was written." in result.stderr


def test_another_netvault_is_at_work(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from netvault.vault.write import Writer

    monkeypatch.setattr("netvault.vault.lock.WAIT", 0.0)
    monkeypatch.setattr("netvault.vault.lock.VaultLock.take.__defaults__", (0.0,))
    with Writer(vault.root):
        result = vault.run("log", "jane", "call: x")
    assert (result.exit_code, vault.read(JANE)) == (75, NOTE)
    assert "Another netvault" in result.stderr


# ── broken off ──────────────────────────────────────────────────────────────────────────────────


def _broken_off(vault: Vault, text: str) -> None:
    """As if a run had been killed after it wrote the line and before it said so."""
    line = f"- 2026-11-22 {text}\n"
    said = (JANE, "2026-11-22", text)
    History(vault.root).begin(Deed("log", 1_800_000_000.0, (Spot(JANE, "", line),), said))
    vault.write(JANE, NOTE + line)


def test_a_line_of_a_run_that_was_killed_is_not_written_twice(vault: Vault) -> None:
    _broken_off(vault, "call: x")
    result = vault.ok("log", "jane", "call: x")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 call: x\n"
    assert "It is there already" in result.stderr
    assert result.stdout == f"{JANE}:8: - 2026-11-22 call: x\n"
    assert "Understood: talked to Jane Doe (call)." in result.stderr
    vault.ok("log", "jane", "call: x")  # once more on purpose
    assert vault.read(JANE).count("call: x") == 2


def test_another_line_after_a_run_that_was_killed(vault: Vault) -> None:
    _broken_off(vault, "call: x")
    vault.ok("log", "jane", "call: y")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 call: x\n- 2026-11-22 call: y\n"


def test_a_run_that_was_killed_before_it_wrote(vault: Vault) -> None:
    _broken_off(vault, "call: x")
    vault.write(JANE, NOTE)
    vault.ok("log", "jane", "call: x")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 call: x\n"
    vault.ok("undo")
    assert vault.read(JANE) == NOTE


# ── the disk is full ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where one may be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = sys.platform == "linux" and shutil.which("mount") is not None
    mounted = mounted and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode == 0
    if not mounted:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _fill(folder: Path) -> None:
    with suppress(OSError), (folder / "filler.bin").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


@needs_root
def test_a_full_disk(small_disk: Path) -> None:
    vault = Vault(small_disk / "vault", {JANE: NOTE + "words\n" * 2000})
    before = vault.files()
    _fill(small_disk)
    for words in (["log", "jane", "call: x"], ["add", "New Person"], ["snooze", "jane", "2 weeks"]):
        result = vault.run(*words)
        assert result.exit_code == 1
        assert "The disk is full. Make room, then run this again. Nothing was written." in result.stderr
        assert vault.files() == before
    (small_disk / "filler.bin").unlink()
    vault.ok("log", "jane", "call: x")
    assert vault.read(JANE).count("call: x") == 1


@needs_root
def test_a_full_disk_of_the_state_folder(vault: Vault, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(small_disk))
    vault.write(JANE, NOTE + "words\n" * 2000)
    vault.ok("log", "jane", "call: x")
    _fill(small_disk)
    result = vault.run("log", "jane", "call: y")
    lines = vault.read(JANE).count("call: y")
    assert (result.exit_code, lines) in ((0, 1), (1, 0))
    assert [path for path in vault.files() if "/." in path] == []


@needs_root
def test_a_disk_that_can_only_be_read(small_disk: Path) -> None:
    vault = Vault(small_disk / "vault", FILES)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    result = vault.run("log", "jane", "call: x")
    assert (result.exit_code, vault.read(JANE)) == (1, NOTE)
    assert "Nothing was written." in result.stderr


def test_a_date_at_the_head_is_the_lines_own_day(vault: Vault) -> None:
    result = vault.ok("log", "jane", stdin="2026-11-19 call: a\n- 2026-11-18: coffee: b\ncall: c\n2026-11-19\n")
    for line in ("- 2026-11-19 call: a\n", "- 2026-11-18 coffee: b\n", "- 2026-11-22 call: c\n", "- 2026-11-22 2026-11-19\n"):
        assert line in vault.read(JANE)
    assert "On 2026-11-19, 2026-11-18, 2026-11-22." in result.stderr


def test_a_look_says_what_would_be_kept(vault: Vault) -> None:
    assert "It would be kept, but not counted" in vault.ok("log", "jane", "the weather", "--dry-run").stderr


def test_of_many_lines_the_one_that_cannot_be_written_is_named(vault: Vault) -> None:
    before = vault.files()
    result = vault.run("log", "jane", stdin="called her\n[x] done\ncoffee\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("netvault: Line 2, “[x] done”: ")
    assert vault.files() == before


@pytest.mark.parametrize("head", ["", "- ", "* "])
def test_a_date_that_there_is_not_is_said_and_nothing_is_written(vault: Vault, head: str) -> None:
    for words, stdin in ((["call: a"], None), ([], "call: a\n")):
        wrong = [f"{head}2026-11-40 {word}" for word in words]
        result = vault.run("log", "jane", *wrong, stdin=stdin and f"coffee: b\n{head}2026-11-40 {stdin}")
        assert (result.exit_code, vault.read(JANE)) == (2, NOTE)
        assert result.stderr == "netvault: there is no day 2026-11-40, so nothing was written.\n"


@pytest.mark.parametrize("line", ["- coffee: x", "* coffee: x", "+  coffee: x", "- 2026-11-22 coffee: x"])
def test_a_line_may_be_given_with_its_bullet(vault: Vault, line: str) -> None:
    vault.ok("log", "jane", line)
    vault.ok("log", "bo", stdin=f"  {line}\n")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 coffee: x\n"
    assert vault.read(BO).endswith("\n- 2026-11-22 coffee: x\n")
