"""The words that netvault knows: keywords and acts of section 5, tags, and the words that a vault adds."""

from __future__ import annotations

import re

import pytest
from conftest import network_of

from netvault.model import Entry
from netvault.notes.words import HELLOS, OPENERS, OUTGOING, TOUCHES, lexicon
from netvault.settings import ACTS, Settings

PART = re.compile(r"WHOM?('s)?|LINK|ORG|OWN|END|<\w+>|[$£€]\d+|[^A-Z$<>?]+|[$?]|")
"""What may stand in a form: a part of the format, a class, a word, a mark. In capitals a word is never found."""
KEYWORDS = {
    "talked": "talked chat hello catch-up met meeting* coffee* lunch* dinner* breakfast* drinks* walk* visit* call* phone* video* zoom* email* mail* "
    "letter* message* text* dm* linkedin* whatsapp* signal* slack* interview* replied",
    "attempt": "attempt voicemail*",
    "heard": "heard missed*",
    "asked": "asked ask",
    "requested": "requested request",
    "gave": "gave give helped introduced* kept delivered",
    "offered": "offered offer",
    "received": "received got favour favor",
    "lead": "lead referral* intro* tip* advice*",
    "followed": "followed followed-up applied*",
    "declined": "declined",
    "reported": "reported told updated",
    "promised": "promised promise",
    "awaited": "awaited waiting",
    "thanked": "thanked thanks thank",
    "kind": "kind congratulated congrats wished",
    "news": "news",
    "needs": "needs",
    "offers": "offers",
    "likes": "likes",
    "note": "note fyi",
}
WORDS = [(act, word.rstrip("*"), word.endswith("*")) for act, words in KEYWORDS.items() for word in words.split()]


def entry(line: str, settings: Settings | None = None) -> Entry:
    """What a line of Jane's own note says."""
    (found,) = network_of({"People/Jane Doe.md": line}, settings).entries
    return found


def test_these_are_all_keywords_there_are() -> None:
    assert set(lexicon().keywords) == {word for _, word, _ in WORDS}
    assert set(KEYWORDS) == set(ACTS)


@pytest.mark.parametrize(("act", "word", "starred"), WORDS, ids=[word for _, word, _ in WORDS])
def test_a_keyword_says_its_act_and_a_starred_one_is_the_detail(act: str, word: str, starred: bool) -> None:
    found = entry(f"- 2026-11-12 {word}: about the summer")
    assert (found.acts, found.detail, found.text) == ((act,), word if starred else None, "about the summer")
    assert entry(f"- 2026-11-12 {word.upper()}: x").acts == (act,)


@pytest.mark.parametrize(
    ("tag", "act"),
    [("asked", "asked"), ("lead", "lead"), ("gave", "gave"), ("got", "received"), ("promised", "promised"), ("requested", "requested"),
     ("thanked", "thanked"), ("told", "reported"), ("Lead", "lead")],
)  # fmt: skip
def test_an_act_tag_adds_its_act(tag: str, act: str) -> None:
    assert entry(f"- 2026-11-12 coffee: by the sea #{tag}").acts == ("talked", act)


@pytest.mark.parametrize("tag", ["talked", "heard", "followed", "declined", "offered", "kind", "news", "leads", "lead/hot", "note"])
def test_no_other_tag_does(tag: str) -> None:
    assert entry(f"- 2026-11-12 coffee: by the sea #{tag}").acts == ("talked",)


def test_the_acts_that_count_as_what() -> None:
    assert {"talked", "heard", "gave", "offered", "thanked", "reported", "kind"} == TOUCHES
    assert TOUCHES - {"thanked", "reported"} == HELLOS
    assert (TOUCHES | {"attempt", "asked"}) - {"heard"} == OUTGOING
    assert {"heard", "lead", "received", "promised", "requested", "awaited", "news"} == OPENERS


# ── words that a vault adds ─────────────────────────────────────────────────────────────────────

GERMAN = Settings(words=(("talked", ("kaffee", "gesprochen mit")), ("lead", ("tipp",)), ("promised", ("Versprochen",))))


@pytest.mark.parametrize(
    ("line", "act"),
    [("kaffee: am See", "talked"), ("Kaffee: am See", "talked"), ("Tipp: [[Sam]]", "lead"), ("versprochen: die Liste", "promised"), ("coffee: x", "talked")],
)
def test_a_word_of_the_vault_is_a_keyword(line: str, act: str) -> None:
    assert entry(f"- 2026-11-12 {line}", GERMAN).acts == (act,)


def test_a_word_of_the_vault_is_a_phrase_too() -> None:
    files = {"People/Jane Doe.md": "", "2026-11-12.md": "- gesprochen mit [[Jane Doe]]\n- heute gesprochen mit [[Jane Doe]]\n"}
    assert [found.acts for found in network_of(files, GERMAN).entries] == [("talked",), ()]


def test_a_word_of_the_vault_may_give_a_built_in_one_another_act() -> None:
    assert entry("- 2026-11-12 tip: x", Settings(words=(("note", ("tip",)),))).acts == ("note",)


def test_without_the_setting_the_word_is_unknown() -> None:
    network = network_of({"People/Jane Doe.md": "- 2026-11-12 kaffee: am See"})
    assert [found.acts for found in network.entries] == [()]
    assert [problem.code for problem in network.diagnostics] == ["unknown-verb"]


@pytest.mark.parametrize("languages", [("en",), ("en", "de")])
def test_every_form_of_a_phrase_can_be_looked_for(languages: tuple[str, ...]) -> None:
    words = lexicon((), languages)
    acts = {keyword.act for keyword in words.keywords.values()}
    for forms in words.forms.values():
        assert all(form.parts for act in acts for form in forms.of(act))
        parts = [(part, form.text) for act in acts for form in forms.of(act) for part in form.text.split()]
        said = [(each, text) for part, text in parts for each in part.removesuffix("?").split("|")]
        assert [pair for pair in said if not PART.fullmatch(pair[0])] == []


@pytest.mark.parametrize("languages", [("en",), ("en", "de")])
def test_no_form_begins_with_anything_but_in_a_contacts_own_note(languages: tuple[str, ...]) -> None:
    """It would be tried on every line."""
    words = lexicon((), languages)
    acts = {keyword.act for keyword in words.keywords.values()}
    found = [form.text for name, forms in words.forms.items() if name != "whole" for act in acts for form in forms.of(act)]
    heads = [next((part for part in text.split() if part == "$" or not part.endswith("?")), "") for text in found]
    assert [text for text, head in zip(found, heads, strict=True) if head in ("..", "...")] == []


@pytest.mark.parametrize("word", ["anwsered", "mesaged", "emialed", "caleld"])
def test_letters_of_a_word_that_changed_places(word: str) -> None:
    network = network_of({"People/Jane Doe.md": "", "Daily/2026-11-18.md": f"- {word} [[Jane Doe]]"})
    assert [found.acts for found in network.entries] == [("talked",)]


@pytest.mark.parametrize("word", ["diner", "mailed", "chatted", "called"])
def test_what_is_a_word_itself_is_no_slip(word: str) -> None:
    assert word not in lexicon().spellings


def test_no_word_stands_twice_in_its_class() -> None:
    classes = lexicon().classes
    assert [(name, word) for name, known in classes.items() for word in set(known.values) if known.values.count(word) > 1] == []
