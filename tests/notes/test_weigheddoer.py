"""Who did what the words of a line say: an act that opens or closes something is read of them only where its doer may have done it."""

from __future__ import annotations

import pytest

from netvault.notes.weigheddoer import doer_fits
from netvault.notes.words import lexicon

ENGLISH, BOTH = lexicon(), lexicon((), ("en", "de"))


def may(act: str, text: str, *, german: bool = False, open_doer: bool = False) -> bool:
    """Whether the act may be what the word between underscores says."""
    words = text.split()
    places = [place for place, word in enumerate(words) if word.startswith("_")]
    signs = [word.strip("_") for word in words]
    return doer_fits(act, places, signs, BOTH if german else ENGLISH, language="de" if german else "en", open_doer=open_doer) == "fits"


@pytest.mark.parametrize(
    "text",
    [
        "_polished_ the slides for WHO",
        "called WHO , _polished_ the slides",
        "WHO called and i _polished_ the slides",
        "WHO called , i've _polished_ them",
        "she called ; _polished_ her slides",
        "the slides of NAME are _polished_",
    ],
)
def test_what_i_do_is_said_where_nobody_else_stands_before_it(text: str) -> None:
    assert may("gave", text)


@pytest.mark.parametrize(
    "text",
    [
        "WHO _polished_ the slides",
        "today WHO _polished_ the slides",
        "NAME _polished_ them",
        "coffee with WHO , she _polished_ the slides",
        "rang WHO and NAME has _polished_ them",
        "the slides that WHO _polished_",
        "told them how WHO _polished_ it",
    ],
)
def test_what_they_did_is_nothing_that_i_did(text: str) -> None:
    assert not may("gave", text)


@pytest.mark.parametrize(
    "text",
    [
        "WHO _polished_ the slides",
        "coffee with WHO , she _polished_ them",
        "WHO called , asks that i _polish_ them",
        "_polished_ my slides",
        "it was _polished_ for me",
        "slides back , _polished_ , from WHO",
        "all _polished_ according to WHO",
    ],
)
def test_what_they_do_is_said_where_they_or_i_am_spoken_of(text: str) -> None:
    assert may("received", text)


@pytest.mark.parametrize("text", ["_polished_ the slides for WHO", "i _polished_ the slides of WHO", "saw WHO , slides _polished_"])
def test_what_i_did_is_nothing_that_they_did(text: str) -> None:
    assert not may("received", text)


def test_where_somebody_is_known_who_is_not_named_they_may_have_done_it() -> None:
    assert may("received", "_polished_ the slides", open_doer=True)
    assert may("gave", "_polished_ the slides", open_doer=True)


def test_in_german_whoever_stands_first_may_be_whom_it_was_done_to() -> None:
    assert may("asked", "WHO _gefragt_ ob er jemanden kennt", german=True)
    assert not may("asked", "WHO hat _gefragt_", german=True)
    assert not may("asked", "er hat _gefragt_", german=True)
    assert not may("asked", "WHO _asked_ around")


def test_words_that_stand_nowhere_say_nothing() -> None:
    assert not may("gave", "polished the slides")


@pytest.mark.parametrize(("text", "fit"), [("Tom told WHO that i _got_ the job", "strangers"), ("her boss _told_ WHO", "strangers"), ("WHO _told_ me", "open")])
def test_what_a_stranger_did_is_told_from_what_is_not_said(text: str, fit: str) -> None:
    words = text.split()
    places = [place for place, word in enumerate(words) if word.startswith("_")]
    assert doer_fits("reported", places, [word.strip("_") for word in words], ENGLISH, language="en", open_doer=False) == fit
