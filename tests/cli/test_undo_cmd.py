"""`netvault undo`: the last command's lines are taken back, where the notes still hold them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from writing_vaults import Vault, meanwhile

from netvault.vault.reverting import revert_last
from netvault.vault.undo import Deed, History, Spot, put_again, spot_of, take_back

JANE = "People/Jane Doe.md"
NEW = "People/Ravi Menon.md"
NOTE = "---\ncircle: active\n---\n# Jane\n\n## Log\n- 2026-11-12 lead: [[Initech]]\n"
DAILY = "# Monday\n\n- [ ] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20\n"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", {JANE: NOTE, "2026-11-16.md": DAILY})


@pytest.mark.parametrize(
    "words",
    [
        ("log", "jane", "call: x"),
        ("log", "jane", "call: x", "--date", "2026-11-01"),
        ("snooze", "jane", "2026-12-24"),
        ("add", "Ravi Menon"),
    ],
)
def test_what_a_command_wrote_is_taken_back(vault: Vault, words: tuple[str, ...]) -> None:
    before = vault.files()
    wrote = vault.ok(*words).stdout.split(":")[0].strip()
    assert vault.files() != before
    result = vault.ok("undo")
    assert result.stdout == f"{wrote}\n"
    assert result.stderr.splitlines()[0] == f"Taken back: the last {words[0]}."
    assert vault.files() == before
    assert vault.run("undo").exit_code == 1


def test_a_deed_in_two_notes_is_taken_back_whole(vault: Vault) -> None:
    vault.build()
    before = vault.files()
    vault.ok("done", vault.id("Try Globex"))
    changed = vault.files()
    assert {path for path in before if before[path] != changed[path]} == {JANE, "2026-11-16.md"}
    assert set(vault.ok("undo").stdout.split("\n")[:-1]) == {JANE, "2026-11-16.md"}
    assert vault.files() == before


def test_what_was_deleted_by_hand_can_be_passed_by(vault: Vault) -> None:
    vault.ok("log", "jane", "call: first")
    before = vault.files()
    vault.ok("log", "jane", "call: second")
    vault.write(JANE, vault.read(JANE).replace("- 2026-11-22 call: second\n", ""))
    result = vault.run("undo")
    assert result.exit_code == 1
    assert "`netvault undo --skip`" in result.stderr
    assert vault.ok("undo", "--skip").stderr == "What the last log wrote stays. `netvault undo` takes back the one before.\n"
    assert vault.files() == before
    assert vault.ok("undo").stderr.splitlines()[1:] == ["  - - 2026-11-22 call: first"]
    assert vault.run("undo", "--skip").stderr == "netvault: there is nothing to take back.\n"


def test_the_ticks_of_one_build_are_taken_back_together(vault: Vault) -> None:
    vault.build()
    before = vault.files()
    for words in ("Try Globex", "Try Initech"):
        vault.tick(words)
    vault.ok("build")
    assert vault.files()[JANE] != before[JANE]
    assert vault.ok("undo").stderr.splitlines() == [
        "Taken back: all that the last build took from ticks.",
        "  - - [x] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20 ✅ 2026-11-22",
        "  + - [ ] [[Jane Doe]] lead: [[Globex]] 📅 2026-11-20",
        "  - - 2026-11-22 followed: [[Globex]]",
        "  - - 2026-11-22 followed: [[Initech]]",
    ]
    after = vault.files()
    assert (after[JANE], after["2026-11-16.md"]) == (before[JANE], before["2026-11-16.md"])
    assert vault.run("undo").exit_code == 1


def test_one_after_the_other(vault: Vault) -> None:
    before = vault.files()
    for text in ("call: a", "call: b", "call: c"):
        vault.ok("log", "jane", text)
    for _ in range(3):
        vault.ok("undo")
    assert vault.files() == before
    result = vault.run("undo")
    assert (result.exit_code, result.stderr) == (1, "netvault: there is nothing to take back.\n")


def test_what_was_written_elsewhere_since_stays(vault: Vault) -> None:
    vault.ok("log", "jane", "call: x")
    vault.write(JANE, vault.read(JANE).replace("# Jane", "# Jane, again") + "- 2026-11-23 call: later\n")
    vault.ok("undo")
    assert vault.read(JANE) == NOTE.replace("# Jane", "# Jane, again") + "- 2026-11-23 call: later\n"


@pytest.mark.parametrize(
    "text",
    [
        NOTE + "- 2026-11-22 call: x and more\n",
        NOTE + "- 2026-11-22 call: y\n",
        NOTE + "- above\n- 2026-11-22 call: x\n# below\n- 2026-11-22 call: x\n",
        NOTE,
    ],
)
def test_a_line_that_was_changed_stays(vault: Vault, text: str) -> None:
    vault.ok("log", "jane", "call: x")
    vault.write(JANE, text)
    result = vault.run("undo")
    assert (result.exit_code, vault.read(JANE)) == (1, text)
    assert "Nothing was taken back." in result.stderr


def test_a_last_line_that_was_carried_on_stays(vault: Vault) -> None:
    vault.write(JANE, NOTE.rstrip("\n"))
    vault.ok("log", "jane", "call: x")
    vault.write(JANE, vault.read(JANE) + " and more")
    assert vault.run("undo").exit_code == 1
    assert vault.read(JANE).endswith("call: x and more")


def test_the_same_line_twice_side_by_side(vault: Vault) -> None:
    for _ in range(2):
        vault.ok("log", "jane", "call: x")
    vault.ok("undo")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 call: x\n"
    vault.ok("undo")
    assert vault.read(JANE) == NOTE


def test_a_new_note_that_was_written_in_stays(vault: Vault) -> None:
    vault.ok("add", "Ravi Menon")
    vault.ok("log", "ravi", "met: at the fair")
    vault.ok("undo")
    vault.write(NEW, vault.read(NEW) + "my words\n")
    result = vault.run("undo")
    assert result.exit_code == 1
    assert vault.read(NEW).endswith("my words\n")


def test_a_new_note_that_is_saved_meanwhile_stays(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from netvault.vault import reverting

    vault.ok("add", "Ravi Menon")
    look = reverting._left

    def looked(root: Path, deed: Deed) -> list[Spot] | str:
        found = look(root, deed)
        vault.write(NEW, "saved in the last moment\n")
        return found

    monkeypatch.setattr(reverting, "_left", looked)
    result = vault.run("undo")
    assert result.exit_code == 1
    assert "changed while it was about to be written. Nothing was changed." in result.stderr
    assert vault.read(NEW) == "saved in the last moment\n"


def test_a_new_note_is_kept_when_it_goes(vault: Vault) -> None:
    vault.ok("add", "Ravi Menon")
    text = vault.files()[NEW]
    vault.ok("undo")
    assert NEW not in vault.files()
    assert [(copy.path, copy.reason, copy.file.read_bytes()) for copy in vault.copies()] == [(NEW, "undone", text)]


def _gone(vault: Vault) -> None:
    (vault.root / JANE).unlink()


def _read_only(vault: Vault) -> None:
    (vault.root / JANE).chmod(0o444)


@pytest.mark.parametrize(("act", "words"), [(_gone, "cannot be read any more"), (_read_only, "read-only")])
def test_a_note_that_cannot_be_written(vault: Vault, act: Callable[[Vault], None], words: str) -> None:
    vault.ok("log", "jane", "call: x")
    act(vault)
    before = vault.files()
    result = vault.run("undo")
    assert (result.exit_code, vault.files()) == (1, before)
    assert words in result.stderr


def test_another_netvault_is_at_work(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from netvault.vault.write import Writer

    vault.ok("log", "jane", "call: x")
    monkeypatch.setattr("netvault.vault.lock.VaultLock.take.__defaults__", (0.0,))
    with Writer(vault.root):
        assert "Another netvault" in vault.run("undo").stderr
    assert "call: x" in vault.read(JANE)


def test_what_is_saved_meanwhile_stays(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.ok("log", "jane", "call: x")
    meanwhile(monkeypatch, lambda: vault.write(JANE, vault.read(JANE) + "new words\n"))
    vault.ok("undo")
    assert vault.read(JANE) == NOTE + "new words\n"


def test_an_undo_that_was_broken_off_can_be_finished(vault: Vault) -> None:
    vault.build()
    before = vault.files()
    vault.ok("done", vault.id("Try Globex"))
    History(vault.root).undoing(History(vault.root).deeds())
    vault.write(JANE, before[JANE])  # so far it came
    assert set(vault.ok("undo").stdout.split("\n")[:-1]) == {JANE, "2026-11-16.md"}
    assert vault.files() == before
    assert revert_last(vault.root) is None


def test_a_history_that_cannot_be_read_holds_nothing(vault: Vault) -> None:
    vault.ok("log", "jane", "call: x")
    history = History(vault.root)
    for text in ("", "{", "[1]", '[{"command": "x"}]', "null"):
        history._file.write_text(text)
        assert vault.run("undo").exit_code == 1
    vault.ok("log", "jane", "call: y")
    vault.ok("undo")
    assert vault.read(JANE) == NOTE + "- 2026-11-22 call: x\n"


# ── the lines of a change ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\n", "a\nx\nb\n"), ("a", "a\nb"), ("", "b\n"), ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"), ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\n", "a\na\n"), ("a\ra\r", "a\rx\ra\r"), ("x", "y"), ("a\n\nb\n", "a\nc\n"),
    ],
)  # fmt: skip
def test_there_and_back(before: str, after: str) -> None:
    spot = spot_of("n.md", before, after)
    assert take_back(spot, after) == before
    if spot.old:
        assert put_again(spot, before) == after


def test_of_equal_lines_the_one_that_was_changed_is_taken_back() -> None:
    before = "- a\n- b\n- a\n"
    once = "- a\n- b\n- [-] a\n"
    twice = "- [-] a\n- b\n- [-] a\n"
    spots = spot_of("n.md", before, once), spot_of("n.md", once, twice)
    assert take_back(spots[1], twice) == once
    assert take_back(Spot("n.md", spots[1].old, spots[1].new), twice) is None
    assert put_again(spots[0], before) == once


def test_lines_are_whole() -> None:
    spot = Spot("n.md", "", "- x\n")
    assert take_back(spot, "a - x\nb\n") is None
    assert take_back(Spot("n.md", "a", "a\n- x"), "a\n- xy") is None
    assert take_back(Spot("n.md", "a", "a\n- x"), "a\n- x\r\nb") == "a\r\nb"
