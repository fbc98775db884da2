"""`netvault ask`: the verdict with its reasons, then the ask in the note."""

from __future__ import annotations

from pathlib import Path

import pytest
from before_vaults import data, run, written

JANE = "People/Jane Doe.md"
FILES = {
    JANE: "---\ncompany: Globex\nrole: Editor\nneeds: [a meetup speaker]\nprefers_channel: phone\nprefers_place: the canal\n---\n\n## Log\n"
    "- 2026-10-02 lunch: her new team, she paid\n- 2026-11-12 received: comments on my talk\n- 2026-11-19 call: the summer\n",
    "People/Bo.md": "---\noffers: [meetup speaker]\n---\n- 2026-11-20 coffee: at the station\n",
    "People/Cy.md": "---\nprivate: true\noffers: [meetup speaker]\n---\n- 2026-11-20 coffee: quietly\n",
}


def test_the_verdict_and_what_stands_with_it(tmp_path: Path) -> None:
    result = run(written(tmp_path, FILES), "ask", "jane")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Jane Doe, Editor at Globex",
        "First something for them, then ask.",
        "  Thank Jane Doe: their help, 12 Nov: “comments on my talk”",
        "",
        "They helped you once, last 12 Nov.",
        "Needs a meetup speaker → Bo could help",
        "Prefers phone, the canal",
        "Your turn to pay.",
        "",
        "Last lines",
        "  19 Nov  talked (call): the summer",
        "  12 Nov  received: comments on my talk",
        "   2 Oct  talked (lunch): her new team, she paid",
    ]
    assert result.stderr == ""


def test_as_json(tmp_path: Path) -> None:
    found = data(written(tmp_path, FILES), "ask", "jane")
    assert (found["contact"], found["verdict"], found["tab"], found["private"]) == (JANE, "first", "me", False)
    assert [(item["habit"], item["contact"]) for item in found["first"]] == [("thank", JANE)]
    assert found["reasons"] == ["Thank Jane Doe: their help, 2026-11-12: “comments on my talk”"]
    assert found["needs"] == ["a meetup speaker"]
    assert [(one["need"], one["contact"]) for one in found["could_help"]] == [("a meetup speaker", "People/Bo.md")]
    assert found["prefers"] == {"channel": "phone", "place": "the canal", "time": None}
    assert found["balance"]["they_helped"] == 1
    assert [entry["date"] for entry in found["recent"]] == ["2026-11-19", "2026-11-12", "2026-10-02"]


@pytest.mark.parametrize(
    ("who", "verdict", "line"),
    [("bo", "go", "Go ahead and ask."), ("dee", "hello", "Say hello first, and leave the ask for another day.")],
)
def test_the_other_verdicts(tmp_path: Path, who: str, verdict: str, line: str) -> None:
    vault = written(tmp_path, {**FILES, "People/Dee.md": "- 2026-11-01 asked: a\n- 2026-11-02 asked: b\n"})
    assert data(vault, "ask", who)["verdict"] == verdict
    assert line in run(vault, "ask", who).stdout


def test_their_news_want_a_kind_word_before_an_ask(tmp_path: Path) -> None:
    files = {"People/Ana Diaz.md": "- 2026-11-10 call: hi\n- 2026-11-15 news: her mum died\n"}
    found = data(written(tmp_path, files), "ask", "ana")
    assert (found["verdict"], found["first"]) == ("go", [])
    said = run(tmp_path, "ask", "ana").stdout
    assert "They have news: a kind word before you ask." in said
    assert "her mum died" in said
    assert "Go ahead" not in said
    (tmp_path / "People/Ana Diaz.md").write_text(files["People/Ana Diaz.md"] + "- 2026-11-16 kind: a card\n", "utf-8")
    assert "Go ahead and ask." in run(tmp_path, "ask", "ana").stdout


def test_a_private_contact_is_shown_and_marked(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    assert run(vault, "ask", "cy").stdout.startswith("Cy (private)\n")
    assert data(vault, "ask", "cy")["private"] is True


def test_who_could_be_several_or_nobody(tmp_path: Path) -> None:
    vault = written(tmp_path, {**FILES, "People/Jane Roe.md": ""})
    result = run(vault, "ask", "jane")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Jane Doe" in result.stderr
    assert "Jane Roe" in result.stderr
    assert run(vault, "ask", "xyzzy").exit_code == 2


# ── with a text ─────────────────────────────────────────────────────────────────────────────────


def test_the_ask_is_logged_with_yes(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    result = run(vault, "ask", "bo", "an hour", "on my case study", "--yes")
    assert result.exit_code == 0
    assert "Go ahead and ask." in result.stdout
    assert "Understood: asked Bo" in result.stderr
    assert (vault / "People/Bo.md").read_text("utf-8").endswith(
        "- 2026-11-20 coffee: at the station\n- 2026-11-22 asked: an hour on my case study\n"
    )
    assert data(vault, "ask", "bo")["asks_since_hello"] == 1
    assert run(vault, "undo").exit_code == 0
    assert (vault / "People/Bo.md").read_text("utf-8") == FILES["People/Bo.md"]


def test_the_keyword_is_not_written_twice(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    run(vault, "ask", "bo", "asked: a lift", "--yes")
    assert "- 2026-11-22 asked: a lift\n" in (vault / "People/Bo.md").read_text("utf-8")


def test_with_no_terminal_and_no_yes_nothing_is_written(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    result = run(vault, "ask", "bo", "a lift")
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert "Go ahead and ask." in result.stdout
    assert (vault / "People/Bo.md").read_text("utf-8") == FILES["People/Bo.md"]


@pytest.mark.parametrize(("answer", "logged"), [("y\n", True), ("n\n", False), ("\n", True)])
def test_on_a_terminal_you_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, logged: bool) -> None:
    monkeypatch.setattr("netvault.cli.ask.on_terminal", lambda: True)
    vault = written(tmp_path, FILES)
    result = run(vault, "ask", "bo", "a lift", stdin=answer)
    assert result.exit_code == 0
    assert ("asked: a lift" in (vault / "People/Bo.md").read_text("utf-8")) is logged


def test_where_something_comes_first_enter_means_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netvault.cli.ask.on_terminal", lambda: True)
    vault = written(tmp_path, FILES)
    result = run(vault, "ask", "jane", "a referral", stdin="\n")
    assert "Nothing was written." in result.stderr
    assert (vault / JANE).read_text("utf-8") == FILES[JANE]


def test_json_and_a_text_print_one_value(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    assert data(vault, "ask", "bo", "a lift", "--yes")["verdict"] == "go"
    assert "asked: a lift" in (vault / "People/Bo.md").read_text("utf-8")


def test_an_ask_of_a_run_that_was_broken_off_is_not_written_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = written(tmp_path, FILES)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("netvault.cli.ask.show_lines", killed)
        run(vault, "ask", "bo", "a lift", "--yes")
    assert "asked: a lift" in (vault / "People/Bo.md").read_text("utf-8")
    result = run(vault, "ask", "bo", "a lift", "--yes")
    assert "It is there already" in result.stderr
    assert (vault / "People/Bo.md").read_text("utf-8").count("asked: a lift") == 1
    run(vault, "ask", "bo", "a lift", "--yes")
    assert (vault / "People/Bo.md").read_text("utf-8").count("asked: a lift") == 2


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    vault = written(tmp_path, FILES)
    result = run(vault, "ask", "bo", " ", "--yes")
    assert (result.exit_code, result.stdout) == (2, "")


def test_nothing_of_a_note_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Eve.md": "---\nrole: \"a\\e[31mb\"\n---\n- 2026-11-20 call: \x1b]0;x\x07 hi\n"})
    assert "\x1b" not in run(vault, "ask", "eve").output


def test_the_help_has_examples(tmp_path: Path) -> None:
    assert "netvault ask jane" in run(tmp_path, "ask", "--help").stdout
