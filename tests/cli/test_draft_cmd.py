"""`netvault draft`: a message to send, short and warm, with nothing private in it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from before_vaults import data, run, written

from netvault.render import Renderer
from netvault.vault.shipped import builtin_templates, load_templates
from netvault.views.drafts import KINDS, first_name

JANE = "People/Dr. Jane Doe.md"
FILES = {
    JANE: "---\nemail: jane.doe+x@example.com\nprefers_channel: e-mail\nneeds: [a meetup speaker]\nlikes: [the opera, early music]\n---\n"
    "- 2026-11-01 news: a new flat\n- 2026-11-05 lunch: soup\n- 2026-11-09 lead (intro): [[Sam Lee]] hires, and [[Cy Black]] too\n"
    "- 2026-11-10 received: comments on my talk\n- 2026-11-12 followed: [[Sam Lee]]\n- 2026-11-18 heard (email): are you free?\n",
    "People/Bo.md": "---\nprefers_channel: signal\noffers: [meetup speaker, poems]\n---\n",
    "People/Cy Black.md": "---\nprivate: true\noffers: [meetup speaker]\nemail: cy@example.com\n---\n- 2026-11-11 news: moved, with [[Bo]]\n",
    "People/Tim.md": "---\nprefers_channel: phone\n---\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return written(tmp_path, FILES)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("hello", "I have been thinking of your news: a new flat."),
        ("thanks", "Thank you for pointing me to Sam Lee on 9 November."),
        ("report", "You pointed me to Sam Lee on 9 November, and I followed it up on 12 November."),
        ("ask", "Thank you again for the lunch on 5 November."),
        ("intro", "I remember what you are looking for: a meetup speaker. Bo may be the right one: meetup speaker."),
        ("forward", "Here is a note that you can pass on as it is."),
        ("birthday", "Happy birthday, Jane!"),
        ("condolence", "I heard your news: a new flat."),
        ("reply", "Thank you for your e-mail of 18 November."),
    ],
)
def test_each_kind_is_specific(vault: Path, kind: str, said: str) -> None:
    result = run(vault, "draft", kind, "jane")
    assert result.exit_code == 0
    assert said in result.stdout
    assert result.stdout.startswith("Subject: ")
    assert "Warmly,\n" in result.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_of_whom_nothing_is_known_there_is_a_draft_too(vault: Path, kind: str) -> None:
    result = run(vault, "draft", kind, "tim")
    assert result.exit_code == 0
    assert "Tim" in result.stdout
    assert "None" not in result.stdout
    assert "\n\n\n" not in result.stdout
    assert not result.stdout.startswith(("\n", "Subject:"))


@pytest.mark.parametrize(("kind", "way_out"), [("ask", "a short no is a fine answer"), ("forward", "that is fine too"), ("intro", "say so and I will leave it")])
def test_every_ask_has_an_easy_way_out(vault: Path, kind: str, way_out: str) -> None:
    for who in ("jane", "tim", "bo"):
        assert way_out in run(vault, "draft", kind, who).stdout


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_that_press_or_keep_score(kind: str) -> None:
    text = builtin_templates()[f"draft/{kind}.j2"].casefold()
    for word in ("checking in", "sorry to bother", "just following up", "asap", "touch base", " owe ", "remind", "per my last"):
        assert word not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["jane", "tim", "bo"])
def test_no_private_contact_is_named(vault: Path, kind: str, who: str) -> None:
    found = data(vault, "draft", kind, who)
    assert "cy" not in (found["text"] + (found["subject"] or "")).casefold().split()
    assert "Black" not in found["text"]
    assert found["mailto"] is None or "cy@" not in unquote(found["mailto"])


@pytest.mark.parametrize("line", ["[[Cy Black]] and I saw the new flat", "a flat that Cy found", "next door to the Blacks... Black, that is"])
def test_words_of_somebody_private_are_left_out(tmp_path: Path, line: str) -> None:
    vault = written(tmp_path, {**FILES, "People/Eve.md": f"- 2026-11-20 news: {line}\n- 2026-11-20 received: {line}\n"})
    for kind in ("hello", "thanks", "condolence"):
        found = data(vault, "draft", kind, "eve")["text"]
        assert "flat" not in found
        assert "Black" not in found


def test_what_a_private_note_of_others_says_is_left_out(tmp_path: Path) -> None:
    vault = written(tmp_path, {**FILES, "Daily/2026-11-20.md": "---\nprivate: true\n---\n- news: [[Tim]] lost his keys\n- received: [[Tim]] keys\n"})
    assert "keys" not in "".join(data(vault, "draft", kind, "tim")["text"] for kind in KINDS)


def test_what_a_private_note_says_that_they_like_need_or_offer_is_left_out(tmp_path: Path) -> None:
    note = "---\nprivate: true\n---\n- 2026-11-20 [[Bo]] {}\n- 2026-11-20 [[Ada]] {}\n"
    for one, other, kind in (("likes: keys", "note: x", "birthday"), ("needs: keys", "offers: keys", "intro")):
        vault = written(tmp_path, {"Note.md": note.format(one, other), "People/Bo.md": "", "People/Ada.md": "---\noffers: [keys]\n---\n"})
        assert "keys" not in data(vault, "draft", kind, "bo")["text"]
    vault = written(tmp_path, {"Note.md": note.format("note: x", "offers: keys"), "People/Bo.md": "---\nneeds: [keys]\n---\n", "People/Ada.md": ""})
    assert "Ada" not in data(vault, "draft", "intro", "bo")["text"]


def test_a_private_contact_can_be_written_to(vault: Path) -> None:
    assert "Hi Cy,\n\nI have been thinking of your news: moved, with Bo." in run(vault, "draft", "hello", "cy").stdout


@pytest.mark.parametrize("text", ["she moved to Lisbon", "his father is ill", "Jane has a dog", "they are well"])
def test_words_about_them_are_not_for_them(tmp_path: Path, text: str) -> None:
    vault = written(tmp_path, {"People/Jane Doe.md": f"- 2026-11-20 news: {text}\n"})
    assert "I heard your news. I am so sorry" in run(vault, "draft", "condolence", "jane").stdout


def test_old_news_and_old_help_are_not_named(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Jane.md": "- 2026-06-20 news: a flat\n- 2026-06-20 received: a lift\n- 2026-06-21 thanked: for it\n"})
    assert "flat" not in run(vault, "draft", "hello", "jane").stdout
    assert "lift" not in run(vault, "draft", "thanks", "jane").stdout


# ── channels ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("front", "channel"),
    [
        ("prefers_channel: email", "mail"), ("prefers_channel: a letter", "mail"), ("prefers_channel: Signal", "message"),
        ("prefers_channel: phone, evenings", "call"), ("email: x@example.com", "mail"), ("", "message"),
        ("prefers_channel: slack\nemail: x@example.com", "message"),
    ],
)  # fmt: skip
def test_in_the_channel_that_they_prefer(tmp_path: Path, front: str, channel: str) -> None:
    vault = written(tmp_path, {"People/Jane.md": f"---\n{front}\n---\n"})
    found = data(vault, "draft", "hello", "jane")
    assert found["channel"] == channel
    assert (found["subject"] is not None) is (channel == "mail")


def test_the_preference_and_the_brackets_are_said_beside_the_draft(vault: Path) -> None:
    result = run(vault, "draft", "forward", "bo")
    assert "They prefer signal." in result.stderr
    assert "[brackets]" in result.stderr
    assert "Say hello first" in result.stderr
    assert "prefer" not in result.stdout


def test_what_it_is_about(vault: Path) -> None:
    assert "something? Would you read my talk?\n" in run(vault, "draft", "ask", "bo", "--about", "Would you read my talk?").stdout
    assert "to Initech." in run(vault, "draft", "forward", "bo", "--about", "Initech").stdout
    assert "you and Tim would" in run(vault, "draft", "intro", "bo", "--about", "tim").stdout
    assert "you and Ada King would" in run(vault, "draft", "intro", "bo", "--about", "Ada King").stdout


def test_nobody_is_introduced_to_a_private_contact(vault: Path) -> None:
    result = run(vault, "draft", "intro", "bo", "--about", "cy")
    assert (result.exit_code, result.stdout) == (2, "")


# ── the link ────────────────────────────────────────────────────────────────────────────────────


def test_a_link_that_opens_it(vault: Path) -> None:
    result = run(vault, "draft", "ask", "jane", "--about", "50 % off? a&b=c #1 ü\n?", "--open")
    assert (result.exit_code, result.stderr) == (0, "")
    (link,) = result.stdout.splitlines()
    assert not set(link) & set(' "<>\\^`{|}#')
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "jane.doe+x@example.com")
    said = parse_qs(parts.query, strict_parsing=True)
    assert set(said) == {"subject", "body"}
    assert "50 % off? a&b=c #1 ü ?" in said["body"][0]
    assert "\r\n\r\n" in said["body"][0]
    assert "\n" not in said["body"][0].replace("\r\n", "")


@pytest.mark.parametrize("mail", ["a@b@example.com", "no address", "x@example.com,y@example.com", "x@", "x@example.com?cc=y@example.com"])
def test_no_address_can_add_anybody(tmp_path: Path, mail: str) -> None:
    vault = written(tmp_path, {"People/Jane.md": f"---\nemail: '{mail}'\n---\n"})
    result = run(vault, "draft", "hello", "jane", "--open")
    if result.exit_code == 0:
        assert "?cc" not in result.stdout
        assert urlsplit(result.stdout.strip()).query.startswith("subject=")
    else:
        assert (result.exit_code, result.stdout) == (2, "")


def test_without_an_address_there_is_no_link(vault: Path) -> None:
    result = run(vault, "draft", "hello", "tim", "--open")
    assert (result.exit_code, result.stdout) == (2, "")
    assert data(vault, "draft", "hello", "tim")["mailto"] is None


def test_the_link_in_json_is_a_mail_whatever_the_channel(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Jane.md": "---\nemail: jane@example.com\nprefers_channel: signal\n---\n"})
    found = data(vault, "draft", "hello", "jane")
    assert (found["channel"], found["subject"]) == ("message", None)
    assert found["mailto"].startswith("mailto:jane@example.com?subject=Hello&body=Hi%20Jane")


# ── templates ───────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_template_of_every_kind() -> None:
    assert {name for name in builtin_templates() if name.startswith("draft/")} == {f"draft/{kind}.j2" for kind in KINDS}


def test_a_template_of_the_vault_comes_first(tmp_path: Path) -> None:
    own = {"templates/netvault/draft/hello.j2": "Subject: Hej & <hej>\n\nHej {{ to }}! {{ news.text }} *{{ name }}*\n"}
    vault = written(tmp_path, {**FILES, **own})
    assert run(vault, "draft", "hello", "jane").stdout == "Subject: Hej & <hej>\n\nHej Jane! a new flat *Dr. Jane Doe*\n"


def test_a_template_that_fails_is_named_and_the_built_in_one_used(tmp_path: Path) -> None:
    vault = written(tmp_path, {**FILES, "templates/netvault/draft/hello.j2": "Hi\n{{ nobody }}\n"})
    result = run(vault, "draft", "hello", "jane")
    assert result.exit_code == 0
    assert "templates/netvault/draft/hello.j2:2:1: error template-failed" in result.stderr
    assert "Hi Jane," in result.stdout


def test_plain_text_is_not_escaped_for_markdown_and_has_no_controls(tmp_path: Path) -> None:
    templates, _ = load_templates(tmp_path, __import__("netvault.settings", fromlist=["DEFAULTS"]).DEFAULTS)
    templates = type(templates)({"x": "{{ a }}{{ [a, 1]|join('+') }}"}, {})
    assert Renderer(templates, plain=True).render("x", {"a": "*[[b]]*\n\x1b<c>"}) == "*[[b]]* <c>*[[b]]* <c>+1\n"
    assert Renderer(templates).render("x", {"a": "*[[b]]*"}) == r"\*\[\[b\]\]\*\*\[\[b\]\]\*+1" + "\n"


def test_a_draft_writes_nothing_and_reaches_the_terminal_as_text(tmp_path: Path) -> None:
    vault = written(tmp_path, {"People/Eve.md": "- 2026-11-20 news: a \x1b]0;x\x07 flat\n"})
    before = sorted(path.name for path in vault.rglob("*"))
    assert "\x1b" not in run(vault, "draft", "hello", "eve").output
    assert sorted(path.name for path in vault.rglob("*")) == before


@pytest.mark.parametrize(("name", "first"), [("Jane Doe", "Jane"), ("Dr. Jane Doe", "Jane"), ("Prof Dr Kim", "Kim"), ("Cher", "Cher"), ("Dr.", "Dr.")])
def test_the_first_name(name: str, first: str) -> None:
    assert first_name(name) == first


def test_a_kind_that_there_is_not(vault: Path) -> None:
    assert run(vault, "draft", "rant", "jane").exit_code == 2


def test_who_is_private_is_said(tmp_path: Path) -> None:
    result = run(written(tmp_path, {"People/Kay Lund.md": "---\nprivate: yes\n---\n- 2026-11-12 lunch: her team\n"}), "draft", "hello", "kay")
    assert "Kay Lund is private." in result.stderr
