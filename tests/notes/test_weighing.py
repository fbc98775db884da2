"""What words have meant, where the structure of a line says nothing, less, or more than they bear out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvault.notes.phrasewords import Context, LinkAt, Miss, Reading
from netvault.notes.weighing import Weighing, reasons, signs_of, weigh
from netvault.notes.weights import Weights
from netvault.notes.words import lexicon

SAM, ANA = "People/Sam Lee.md", "People/Ana Ruiz.md"
MISS = Miss("no verb that I know")
ENGLISH = Weights(
    "silent talked gave kind\n"
    "DRINK tea cocoa\tWHO WHO\n"
    "*\t0 100\n"
    "with\t1 150 0 -150\n"
    "with WHO\t1 300 0 -200\n"
    "mended\t2 900 0 -300\n"
    "wished\t3 400\n"
    "%DRINK %DRINK\t1 900\n"
    "rehearsed\t0 900\n"
    "LINK\t2 100\n"
)
GERMAN = Weights("silent talked\n\nmit\t1 900\ngeredet\t1 900\n")


def said(text: str, told: Reading | Miss = MISS, context: Context | None = None, tongues: tuple[Weights, ...] = (ENGLISH,)) -> Reading | Miss:
    """What a text says in which `SAM` and `ANA` stand for links to them, and `X` for another."""
    words = re.findall(r"\w+|[^\w\s]", text)
    known = {"SAM": SAM, "ANA": ANA, "X": None}
    links = [LinkAt(0, known[word], False, 0, 0, None, "sam") if word in known else None for word in words]
    scale = weigh(words, links, context or Context(), lexicon().weighed_by(tongues))
    return scale.judged(told) if scale else told


def act(told: Reading | Miss) -> str:
    return told.act if isinstance(told, Reading) else "nothing"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("cocoa with SAM", "talked"),
        ("cocoa near SAM", "nothing"),
        ("rehearsed it with SAM", "nothing"),
        ("mended it for SAM", "gave"),
        ("wished SAM well", "kind"),
        ("cocoa tea SAM", "talked"),  # by the sorts of its words
        ("cocoa with X", "nothing"),  # with nobody that is a contact
    ],
)
def test_words_say_what_lines_with_them_have_meant(text: str, read: str) -> None:
    assert act(said(text)) == read


def test_the_reading_names_the_words_that_spoke_for_it() -> None:
    told = said("cocoa with SAM")
    assert isinstance(told, Reading)
    assert told.weighed
    assert (told.contacts, told.doer, reasons(told.weighed, told.act, (ENGLISH,))) == ((SAM,), "i", ("with [[X]]", "with"))


def test_it_was_with_the_first_who_are_linked_together() -> None:
    told = said("cocoa with SAM , ANA and talk")
    assert isinstance(told, Reading)
    assert told.contacts == (SAM, ANA)
    other = said("cocoa with SAM then ANA")
    assert isinstance(other, Reading)
    assert other.contacts == (SAM,)


def test_in_a_contacts_note_it_was_with_the_contact() -> None:
    told = said("mended it", context=Context(owner=ANA))
    assert isinstance(told, Reading)
    assert told.contacts == (ANA,)


@pytest.mark.parametrize(
    "miss", [Miss("called off", final=True), Miss("a question", undone=True), Miss("still to come", "planned")], ids=lambda miss: miss.why
)
def test_what_the_line_itself_says_is_undone_is_not_weighed(miss: Miss) -> None:
    assert said("cocoa with SAM", miss) is miss


def test_a_box_is_not_weighed() -> None:
    assert said("cocoa with SAM", context=Context(boxed=True)) is MISS


def test_what_was_read_is_believed_unless_the_words_speak_clearly_against_it() -> None:
    formed = Reading("talked", (SAM,), "i", "x", form="a form")
    assert said("cocoa near SAM", formed) is formed
    undone = said("rehearsed it near SAM", formed)
    assert (act(undone), isinstance(undone, Miss) and undone.looks_like) == ("nothing", "talked")


@pytest.mark.parametrize(
    ("act_read", "weights", "believed"),
    [
        ("gave", "lent\t1 250 2 220\n", "talked"),  # hardly that, though nothing is clear
        ("gave", "lent\t1 250 2 220 3 150\n", "gave"),
        ("gave", "lent\t0 250 2 220\n", "gave"),  # that nothing happened is another question
        ("gave", "lent\t4 250 2 220\n", "gave"),  # the words speak for an act of the same weight
        ("kind", "lent\t1 250 3 220\n", "kind"),  # it opens nothing
    ],
)
def test_a_form_opens_or_closes_nothing_that_its_words_hardly_speak_for(act_read: str, weights: str, believed: str) -> None:
    told = said("lent SAM", Reading(act_read, (SAM,), "i", "x", form="a form"), tongues=(Weights("silent talked kind gave asked\n\n" + weights),))
    assert act(told) == believed


def test_by_its_words_alone_an_act_that_opens_or_closes_something_has_to_be_likelier_than_another() -> None:
    unsure = (Weights("silent talked kind gave asked\n\n*\t\nlent\t2 500 3 580\nbaked\t2 580 3 500\n"),)
    assert (act(said("lent SAM", tongues=unsure)), act(said("baked SAM", tongues=unsure))) == ("talked", "kind")


def test_words_of_ones_own_are_always_believed() -> None:
    own = Reading("talked", (SAM,), "i", "own:glorped")
    assert said("rehearsed it near SAM", own) is own


def test_being_in_touch_becomes_more_where_the_words_say_so() -> None:
    more = said("mended it for SAM", Reading("talked", (SAM,), "i", "chat", form="a form"))
    assert isinstance(more, Reading)
    assert (more.act, more.also) == ("gave", ("talked",))


def test_with_nobody_it_does_not_become_more() -> None:
    formed = Reading("followed", (), "i", "x", form="a form")
    assert said("mended it mended", formed) is formed


def test_what_it_looks_like_is_hinted_at() -> None:
    told = said("wished SAM rehearsed", MISS)
    assert isinstance(told, Miss)
    unsure = Weights("silent gave\n\n*\t\nlent\t1 10\n")
    hinted = said("lent SAM", tongues=(unsure,))
    assert (act(hinted), isinstance(hinted, Miss) and hinted.looks_like) == ("nothing", "gave")


def test_each_line_is_weighed_in_the_language_that_knows_most_of_it() -> None:
    assert act(said("mit SAM geredet", tongues=(ENGLISH, GERMAN))) == "talked"
    assert act(said("cocoa with SAM", tongues=(GERMAN, ENGLISH))) == "talked"


def test_numbers_and_names_are_weighed_by_their_kind() -> None:
    links = [None, None, LinkAt(0, SAM, False, 0, 0), LinkAt(0, None, True, 0, 0), None]
    assert signs_of(["1987", "sam", "[[", "[[", "*"], links, frozenset({"sam"})) == ["0000", "NAME", "WHO", "DAY"]


@given(st.lists(st.sampled_from(["with", "mended", "SAM", "ANA", "X", ",", "and", "tea", "12", "–", "'s", "ß"]), max_size=60))
def test_any_words_are_weighed_without_harm(words: list[str]) -> None:
    told = said(" ".join(words))
    assert told == said(" ".join(words))
    assert isinstance(told, Miss) or told.contacts


def test_no_words_weigh_where_none_were_learnt() -> None:
    assert said("cocoa with SAM", tongues=()) is MISS
    assert {len(lexicon((), languages).weights) for languages in (("en",), ("en", "de"))} == {1, 2}


def weighed(text: str) -> Weighing:
    words = text.split()
    links = [LinkAt(0, SAM, False, 0, 0, None, "sam") if word == "SAM" else None for word in words]
    scale = weigh(words, links, Context(), lexicon().weighed_by((ENGLISH,)))
    assert scale
    return scale


def test_forms_are_looked_for_only_of_acts_that_the_words_make_likely() -> None:
    assert weighed("mended it SAM").likely == {"gave"}
    assert weighed("wished SAM well").likely == {"kind"}
    assert weighed("nodded at SAM").likely == {"silent", "talked", "gave", "kind"}  # nothing is known of it


def test_where_words_are_clear_no_form_is_looked_for() -> None:
    assert weighed("cocoa with SAM").likely == frozenset()
    assert weighed("rehearsed it SAM").likely == frozenset()
    assert weighed("cocoa with SAM").settle(MISS)
    assert not weighed("nodded at SAM").settle(MISS)


def test_words_have_no_say_of_what_is_undone_but_that_it_is_nothing() -> None:
    undone = Miss("not yet", undone=True)
    assert weighed("mended it SAM").settle(MISS)
    assert not weighed("mended it SAM").settle(undone)
    assert weighed("rehearsed it SAM").settle(undone)
