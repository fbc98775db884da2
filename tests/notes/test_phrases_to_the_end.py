"""Lines without a verb, and what the rest of a line makes of it (section 6)."""

from __future__ import annotations

import pytest
from test_phrases import daily, own

TOGETHER = [
    ("Parma night. [[Sam]], [[Omar]] and yours truly", "talked Sam Omar"),
    ("dim sum, the usual, [[Sam]] late again", "talked Sam"),
    ("climbing wall + [[Sam]], fingers dead", "talked Sam"),
    ("ludo at [[Sam]]'s until one", "talked Sam"),
    ("wings and the game over at [[Sam]]'s place", "talked Sam"),
    ("me and [[Sam]] in the library till close", "talked Sam"),
    ("five-a-side, me and [[Sam]] on the touchline", "talked Sam"),
    ("[[Sam]] and I ended up on the same ferry", "talked Sam"),
    ("shuttle seat next to [[Sam]], half asleep", "talked Sam"),
    ("polish shop, [[Sam]] behind me in line", "talked Sam"),
    ("[[Sam]] in the lumber aisle. 20 min, old times", "talked Sam"),
    ("[[Sam]] was in Oslo for a day and we managed a glass of wine", "talked Sam"),
]


@pytest.mark.parametrize(("line", "said"), TOGETHER)
def test_without_a_verb(line: str, said: str) -> None:
    assert daily(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "Rehearsal, [[Sam]] was not there",
        "between me and [[Sam]] in that list are ten names",
        "me and [[Sam]] both need a job",
        "invited to [[Sam]]'s wedding",
        "the job at [[Sam]]'s company",
        "[[Sam]]'s talk, 40 min",
        "[[Sam]] lives 20 min away",
        "Saw [[Sam]] on TV3 speaking about the port",
        "Saw [[Sam]] in the Courier, photograph and all",
        "long hike alone. [[Sam]] would have loved it",
    ],
)
def test_what_was_not_together(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize("line", ["thai food, split the noodles", "hot yoga, almost died", "al pastor on Burnet Rd, we laughed until crying"])
def test_without_a_verb_in_their_own_note(line: str) -> None:
    assert own(line) == "talked Jane"


@pytest.mark.parametrize("line", ["cake after work is her thing", "film night with mum", "coffee snob, loves Ethiopian", "plays football on Sundays"])
def test_what_a_contacts_note_says_of_them(line: str) -> None:
    assert own(line) == "mention"


@pytest.mark.parametrize(
    "line",
    [
        "Lunch with [[Sam]] on the 19th, Applebees, noon",
        "On Friday lunch with [[Sam]], he will be in Warsaw",
        "Dublin on Wednesday, lunch with [[Sam]] at one",
        "beers with [[Sam]] Saturday if the knee holds",
        "Tuesday 10h test with [[Sam]] online",
        "school visit with [[Sam]] tues 24th, 9.15",
    ],
)
def test_days_to_come(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize("line", ["On Friday lunch with [[Sam]], we talked for hours", "Lunch with [[Sam]] on the 19th was good"])
def test_days_that_have_been(line: str) -> None:
    assert daily(line) == "talked (lunch) Sam"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[[Sam]] texted me a picture of the snow and I sent him mine", "talked Sam"),
        ("[[Sam]] emailed asking about the snow, so I wrote back", "talked Sam"),
        ("[[Sam]] emailed asking about the snow", "heard Sam"),
        ("sent [[Sam]] my CV, could she be honest about it", "asked+talked Sam"),
        ("shot [[Sam]] a note, would she refer me at [[Initech]]", "asked+talked Sam"),
        ("told [[Sam]] I can look through it if she likes", "offered Sam"),
        ("told [[Sam]] I'd do the social media if they're stuck", "offered Sam"),
        ("told [[Sam]] I'd drive her if Dale can't", "offered Sam"),
        ("rang [[Sam]], his PA says he's in arbitration", "attempt Sam"),
        ("rang [[Sam]], his mum said she was glad", "talked Sam"),
        ("[[Sam]] redid half my deck", "received Sam"),
        ("[[Sam]] lost my deck", "mention"),
        ("Booked the course, as [[Sam]] suggested", "followed Sam"),
        ("Called [[Sam]], never picked up", "attempt Sam"),
        ("gave [[Sam]] feedback that I have a test on the 9th", "reported Sam"),
        ("soooo I finally called [[Sam]]", "talked Sam"),
    ],
)
def test_said_to_the_end(line: str, said: str) -> None:
    assert daily(line) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("left a message, wants me to call him after 4", "heard Jane"),
        ("left a message, no call back", "attempt Jane"),
        ("returned my CV with comments on every page", "received Jane"),
        ("shared her notes from when she moved", "received Jane"),
        ("offered to hook me up with his boss", "awaited Jane"),
    ],
)
def test_said_to_the_end_in_their_own_note(line: str, said: str) -> None:
    assert own(line) == said
