"""Lines in people's own words (format, section 6): who did what, with whom; and what is left a mention."""

from __future__ import annotations

import pytest
from conftest import network_of
from hypothesis import given
from hypothesis import strategies as st

from netvault.model import Entry
from netvault.notes.words import lexicon

PEOPLE = {f"People/{name}.md": "" for name in ("Jane Doe", "Sam", "Omar", "Ana")}
VAULT = {**PEOPLE, "Companies/Initech.md": ""}


def entries(line: str, path: str = "Daily/2026-11-12.md") -> list[Entry]:
    return [entry for entry in network_of({**VAULT, path: line}).entries if entry.path == path]


def shown(found: list[Entry]) -> str:
    """`talked Sam`; with a detail `talked (coffee) Sam`; `mention` where nothing counts, `nothing` where none is linked."""
    if not found:
        return "nothing"
    (entry,) = found
    if not entry.acts:
        return "mention"
    names = [contact.removeprefix("People/").removesuffix(".md").split()[0] for contact in entry.contacts]
    return " ".join(["+".join(entry.acts), *([f"({entry.detail})"] if entry.detail else []), *names])


def daily(line: str) -> str:
    """What a line of a daily note says."""
    return shown(entries(f"- {line}\n"))


def own(line: str) -> str:
    """What a line of Jane's own note says."""
    return shown(entries(f"- 2026-11-12 {line}\n", "People/Jane Doe.md"))


# ── the table: what I did ───────────────────────────────────────────────────────────────────────

I_DID = [
    # called …
    ("called [[Sam]]", "talked Sam"),
    ("phoned [[Sam]] about the job", "talked Sam"),
    ("rang [[Sam]]", "talked Sam"),
    ("zoomed with [[Sam]]", "talked Sam"),
    ("facetimed [[Sam]]", "talked Sam"),
    ("spoke to [[Sam]] and [[Omar]]", "talked Sam Omar"),
    ("talked with [[Sam]]", "talked Sam"),
    ("chatted w/ [[Sam]]", "talked Sam"),
    ("caught up with [[Sam]]", "talked Sam"),
    ("connected with [[Sam]]", "talked Sam"),
    ("checked in with [[Sam]]", "talked Sam"),
    ("circled back with [[Sam]]", "talked Sam"),
    # met …
    ("met [[Sam]] at the fair", "talked Sam"),
    ("met up with [[Sam]]", "talked Sam"),
    ("saw [[Sam]] at the fair", "talked Sam"),
    ("visited [[Sam]]", "talked Sam"),
    ("ran into [[Sam]]", "talked Sam"),
    ("bumped into [[Sam]]", "talked Sam"),
    ("hung out with [[Sam]]", "talked Sam"),
    ("sat next to [[Sam]] on the train", "talked Sam"),
    ("dropped by [[Sam]]", "talked Sam"),
    ("popped in to see [[Sam]]", "talked Sam"),
    # nouns
    ("coffee with [[Sam]]", "talked (coffee) Sam"),
    ("had tea with [[Sam]]", "talked (tea) Sam"),
    ("got a quick lunch with [[Sam]]", "talked (lunch) Sam"),
    ("grabbed beers with [[Sam]] & [[Omar]]", "talked (beers) Sam Omar"),
    ("did a video call with [[Sam]]", "talked (video call) Sam"),
    ("walk around the park with [[Sam]]", "talked (walk) Sam"),
    ("1:1 with [[Sam]]", "talked (1:1) Sam"),
    ("interview at [[Initech]] with [[Sam]]", "talked (interview) Sam"),
    ("phone screen with [[Sam]]", "talked (phone screen) Sam"),
    ("exchange about the job with [[Sam]]", "talked (exchange) Sam"),
    ("a long overdue catch-up with [[Sam]]", "talked (catch up) Sam"),
    ("long overdue catch-up with [[Sam]]", "talked (catch up) Sam"),
    # wrote …
    ("emailed [[Sam]]", "talked Sam"),
    ("mailed [[Sam]] my CV", "talked Sam"),
    ("wrote to [[Sam]]", "talked Sam"),
    ("messaged [[Sam]] on LinkedIn", "talked Sam"),
    ("msgd [[Sam]]", "talked Sam"),
    ("dmed [[Sam]]", "talked Sam"),
    ("dm'd [[Sam]]", "talked Sam"),
    ("texted [[Sam]]", "talked Sam"),
    ("whatsapped [[Sam]]", "talked Sam"),
    ("pinged [[Sam]]", "talked Sam"),
    ("reached out to [[Sam]]", "talked Sam"),
    ("sent [[Sam]] a message", "talked Sam"),
    ("sent a quick note to [[Sam]]", "talked Sam"),
    ("dropped [[Sam]] a line", "talked Sam"),
    ("shot an email to [[Sam]]", "talked Sam"),
    # replied …
    ("replied to [[Sam]]", "talked Sam"),
    ("answered [[Sam]]", "talked Sam"),
    ("responded to [[Sam]]", "talked Sam"),
    ("got back to [[Sam]]", "talked Sam"),
    ("emailed back [[Sam]]", "talked Sam"),
    # heard
    ("email from [[Sam]]", "heard Sam"),
    ("voicemail from [[Sam]]", "heard Sam"),
    ("missed call from [[Sam]]", "heard Sam"),
    ("missed a call from [[Sam]]", "heard Sam"),
    ("heard from [[Sam]]", "heard Sam"),
    ("got a reply from [[Sam]]", "talked Sam"),
    # followed
    ("followed up with [[Sam]]", "talked Sam"),
    ("followed up on [[Initech]]", "followed"),
    ("applied to [[Initech]]", "followed"),
    ("applied at [[Initech]]", "followed"),
    # asked
    ("asked [[Sam]] for a referral", "asked Sam"),
    ("asked [[Sam]] to look at my CV", "asked Sam"),
    ("asked [[Sam]] whether they hire", "asked Sam"),
    ("asked [[Sam]] if he could refer me", "asked Sam"),
    ("asked [[Sam]] if she'd read my CV", "asked Sam"),
    ("asked [[Sam]] about his trip", "talked Sam"),
    ("asked [[Sam]] if all was well", "talked Sam"),
    ("emailed [[Sam]] asking for a referral", "asked Sam"),
    ("messaged [[Sam]] to ask if he knows anyone", "asked Sam"),
    ("texted [[Sam]] to ask for the number", "asked Sam"),
    ("wrote to [[Sam]] to ask whether they hire", "asked Sam"),
    # promised, offered
    ("promised [[Sam]] the notes", "promised Sam"),
    ("promised to send [[Sam]] the notes", "promised Sam"),
    ("told [[Sam]] I'll send the notes", "promised Sam"),
    ("told [[Sam]] that I would get him the notes", "promised Sam"),
    ("told [[Sam]] I'll be there", "talked Sam"),
    ("told [[Sam]] I'd love to", "talked Sam"),
    ("offered [[Sam]] a place to stay", "offered Sam"),
    ("told [[Sam]] happy to read it", "offered Sam"),
    ("told [[Sam]] to call if he needs anything", "offered Sam"),
    # gave
    ("gave [[Sam]] feedback on the deck", "gave Sam"),
    ("sent [[Sam]] comments on the deck", "gave Sam"),
    ("sent detailed feedback to [[Sam]]", "gave Sam"),
    ("gave [[Sam]] a reference", "gave Sam"),
    ("helped [[Sam]] with the move", "gave Sam"),
    ("reviewed [[Sam]]'s deck", "gave Sam"),
    ("proofread [[Sam]]'s letter", "gave Sam"),
    ("referred [[Sam]] to [[Initech]]", "gave Sam"),
    ("recommended [[Sam]] to [[Initech]]", "gave Sam"),
    ("introduced [[Sam]] to [[Omar]]", "gave Sam Omar"),
    ("intro'd [[Sam]] to [[Omar]]", "gave Sam Omar"),
    ("connected [[Sam]] with [[Omar]]", "gave Sam Omar"),
    ("gave [[Sam]] a heads up", "gave Sam"),
    # lead
    ("got an intro to [[Omar]] from [[Sam]]", "lead Sam"),
    ("got a referral to [[Initech]] from [[Sam]]", "lead Sam"),
    # reported
    ("updated [[Sam]]", "reported Sam"),
    ("let [[Sam]] know how it went", "reported Sam"),
    ("told [[Sam]] how it went", "reported Sam"),
    ("closed the loop with [[Sam]]", "reported Sam"),
    ("reported back to [[Sam]]", "reported Sam"),
    ("told [[Sam]] a joke", "talked Sam"),
    ("phoned [[Sam]] to say thanks for the tip", "thanked Sam"),
    ("rang [[Sam]] to tell her I got the job", "reported Sam"),
    ("sent [[Sam]] the job ad", "talked Sam"),
    # thanked, kind
    ("thanked [[Sam]]", "thanked Sam"),
    ("said thanks to [[Sam]]", "thanked Sam"),
    ("wrote to [[Sam]] to thank her", "thanked Sam"),
    ("sent a thank-you note to [[Sam]]", "thanked Sam"),
    ("thank you card to [[Sam]]", "thanked Sam"),
    ("ty note to [[Sam]]", "thanked Sam"),
    ("congratulated [[Sam]]", "kind Sam"),
    ("congrats to [[Sam]]", "kind Sam"),
    ("wished [[Sam]] a happy birthday", "kind Sam"),
    ("sent [[Sam]] flowers", "kind Sam"),
    ("sent congrats to [[Sam]]", "kind Sam"),
    ("texted [[Sam]] condolences", "kind Sam"),
]


@pytest.mark.parametrize(("line", "said"), I_DID, ids=[line for line, _ in I_DID])
def test_what_i_did(line: str, said: str) -> None:
    assert daily(line) == said
    assert daily(line[0].upper() + line[1:] + ".") == said


# ── the table: what they did ────────────────────────────────────────────────────────────────────

THEY_DID = [
    ("[[Sam]] called", "talked Sam"),
    ("[[Sam]] called me back", "talked Sam"),
    ("[[Sam]] rang while I was out", "heard Sam"),
    ("[[Sam]] called during my run", "heard Sam"),
    ("[[Sam]] called, missed it", "heard Sam"),
    ("[[Sam]] called and left a message", "heard Sam"),
    ("[[Sam]] called, left a voicemail", "heard Sam"),
    ("[[Sam]] called, must call back", "heard Sam"),
    ("[[Sam]] called, need to call back", "heard Sam"),
    ("[[Sam]] visited", "talked Sam"),
    ("[[Sam]] dropped by", "talked Sam"),
    ("[[Sam]] ran into me at the fair", "talked Sam"),
    ("[[Sam]] emailed", "heard Sam"),
    ("[[Sam]] wrote me about spring", "heard Sam"),
    ("[[Sam]] texted asking for news", "heard Sam"),
    ("[[Sam]] reached out", "heard Sam"),
    ("[[Sam]] sent me a message", "heard Sam"),
    ("[[Sam]] dropped me a line", "heard Sam"),
    ("[[Sam]] shot me an email", "heard Sam"),
    ("[[Sam]] replied", "talked Sam"),
    ("[[Sam]] answered my mail", "talked Sam"),
    ("[[Sam]] got back to me", "talked Sam"),
    ("[[Sam]] texted back", "talked Sam"),
    ("[[Sam]] emailed me back", "talked Sam"),
    ("[[Sam]] followed up", "heard Sam"),
    ("[[Sam]] asked me to read his CV", "requested Sam"),
    ("[[Sam]] asked me for an intro", "requested Sam"),
    ("[[Sam]] asked me if I know a designer", "requested Sam"),
    ("[[Sam]] asked if I could help", "requested Sam"),
    ("[[Sam]] asked if I can help", "requested Sam"),
    ("[[Sam]] asked whether I could help", "requested Sam"),
    ("[[Sam]] asked for my notes", "requested Sam"),
    ("[[Sam]] asked for help", "requested Sam"),
    ("[[Sam]] asked for advice", "requested Sam"),
    ("[[Sam]] asked me about the trip", "heard Sam"),
    ("[[Sam]] asked about the trip", "talked Sam"),
    ("[[Sam]] promised to forward my CV", "awaited Sam"),
    ("[[Sam]] is going to forward my CV", "awaited Sam"),
    ("[[Sam]] will pass on my CV", "awaited Sam"),
    ("[[Sam]] will introduce me to [[Omar]]", "awaited Sam"),
    ("[[Sam]] offered to refer me", "awaited Sam"),
    ("[[Sam]] will move to Oslo", "mention"),
    ("[[Sam]] helped me with the move", "received Sam"),
    ("[[Sam]] gave me a book", "received Sam"),
    ("[[Sam]] sent me feedback", "received Sam"),
    ("[[Sam]] sent me some notes", "received Sam"),
    ("[[Sam]] reviewed my CV", "received Sam"),
    ("[[Sam]] read through my letter", "received Sam"),
    ("[[Sam]] referred me", "received Sam"),
    ("[[Sam]] forwarded my CV", "received Sam"),
    ("[[Sam]] mock-interviewed me", "received Sam"),
    ("[[Sam]] introduced me to [[Omar]]", "lead Sam"),
    ("[[Sam]] intro'd me to [[Omar]]", "lead Sam"),
    ("[[Sam]] connected me with [[Omar]]", "lead Sam"),
    ("[[Sam]] pointed me to [[Initech]]", "lead Sam"),
    ("[[Sam]] referred me to [[Initech]]", "lead Sam"),
    ("[[Sam]] put me in touch with [[Omar]]", "lead Sam"),
    ("[[Sam]] gave me the contact of [[Omar]]", "lead Sam"),
    ("[[Sam]] gave me the number of [[Omar]]", "lead Sam"),
    ("[[Sam]] gave me a tip for [[Initech]]", "lead Sam"),
    ("[[Sam]] told me about [[Initech]]", "lead Sam"),
    ("[[Sam]] told me to talk to [[Omar]]", "lead Sam"),
    ("[[Sam]] says to ping [[Omar]]", "lead Sam"),
    ("[[Sam]] said to try [[Initech]]", "lead Sam"),
    ("[[Sam]] suggested [[Omar]]", "lead Sam"),
    ("[[Sam]] recommended talking to [[Omar]]", "lead Sam"),
    ("[[Sam]] updated me", "heard Sam"),
    ("[[Sam]] let me know they hire", "heard Sam"),
    ("[[Sam]] told me how it went", "heard Sam"),
    ("[[Sam]] reported back", "heard Sam"),
    ("[[Sam]] told me a joke", "talked Sam"),
    ("[[Sam]] sent me the job ad", "lead Sam"),
    ("[[Sam]] thanked me", "talked Sam"),
    ("[[Sam]] congratulated me", "talked Sam"),
    ("[[Sam]] and [[Omar]] called", "talked Sam Omar"),
]


@pytest.mark.parametrize(("line", "said"), THEY_DID, ids=[line for line, _ in THEY_DID])
def test_what_they_did(line: str, said: str) -> None:
    assert daily(line) == said


# ── guards ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "guard",
    ["did not call", "didn't call", "haven't called", "never called", "forgot to call", "need to call", "needs to call", "should call", "should have called",
     "must call", "want to call", "would like to call", "will call", "gonna call", "going to call", "todo: call", "supposed to call", "prep call with",
     "prepare coffee with", "thinking of calling", "wonder if I called", "dreamt I called", "idea: coffee with", "called off coffee with",
     "gave up on coffee with", "gave up calling", "not called", "almost called"],
)  # fmt: skip
def test_what_i_did_not_do_is_a_mention(guard: str) -> None:
    assert daily(f"{guard} [[Sam]]") == "mention"
    assert daily(f"I {guard} [[Sam]]") == "mention"


def test_what_was_written_but_not_sent() -> None:
    assert daily("wrote to [[Sam]] but didn't send it") == "mention"


def test_who_called_in_sick_did_not_call_me() -> None:
    assert daily("[[Sam]] called in sick, no lunch") == "mention"


def test_a_link_in_brackets_after_its_name() -> None:
    assert daily("Sam ([[Sam]]) called") == "talked Sam"
    assert daily("the job ([[Sam]]) called") == "mention"


def test_soup_that_was_brought_to_me() -> None:
    assert own("brought me soup") == "received Jane"
    assert own("brought her soup") == "gave Jane"


@pytest.mark.parametrize("line", ["called off lunch", "gave up", "gave up on her", "did not call", "need to call her", "coffee?", "call her?"])
def test_in_her_own_note_too(line: str) -> None:
    assert own(line) == "mention"


@pytest.mark.parametrize("line", ["coffee with [[Sam]]?", "called [[Sam]]?", "asked [[Sam]] for help??", "met [[Sam]]? #x"])
def test_a_question_is_a_mention(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize(
    "line", ["On Friday I'm having lunch with [[Sam]]", "friday we have drinks with [[Sam]]", "Saturday we're off to Kew with [[Sam]]"]
)
def test_what_is_told_of_a_weekday_in_the_present_is_to_come(line: str) -> None:
    assert daily(line) == "mention"
    assert daily("On Friday I had lunch with [[Sam]]") == "talked (lunch) Sam"


def test_a_question_that_they_asked_is_none_of_mine() -> None:
    assert daily("[[Sam]] asked me to help?") == "requested Sam"


@pytest.mark.parametrize(
    "words",
    ["tomorrow", "tmrw", "next week", "next month", "next friday", "plans", "scheduled", "booked", "set up", "moved to 3pm", "put off", "cancelled", "postponed",
     "rescheduled", "fell through", "- he bailed", "on hold until tomorrow"],
)  # fmt: skip
def test_a_meeting_that_was_moved_or_is_still_to_come_is_a_mention(words: str) -> None:
    assert daily(f"coffee with [[Sam]] {words}") == "mention"


@pytest.mark.parametrize("line", ["lunch tomorrow with [[Sam]]", "coffee plans with [[Sam]]", "call booked with [[Sam]]", "lunch cancelled with [[Sam]]"])
def test_also_between_the_noun_and_the_object(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("called [[Sam]], we have plans for spring", "talked Sam"),
        ("emailed [[Sam]], interview booked for friday", "talked Sam"),
        ("called [[Sam]] tomorrow", "mention"),
        ("emailed [[Sam]], meeting cancelled", "mention"),
        ("promised [[Sam]] the notes tomorrow", "promised Sam"),
        ("asked [[Sam]] for coffee next week", "asked Sam"),
        ("told [[Sam]] how the cancelled one went", "reported Sam"),
        ("thanked [[Sam]], see him tomorrow", "thanked Sam"),
        ("offered [[Sam]] a lift tomorrow", "offered Sam"),
        ("gave [[Sam]] feedback, more tomorrow", "gave Sam"),
        ("coffee with [[Sam]], then we talked about the trip tomorrow", "talked (coffee) Sam"),
        ("[[Sam]] called, moved it to tomorrow", "talked Sam"),
    ],
)
def test_what_those_words_do_not_guard(line: str, said: str) -> None:
    assert daily(line) == said


@pytest.mark.parametrize("line", ["[[Sam]] never called", "[[Sam]] did not write", "[[Sam]] has not replied", "[[Sam]] hasn't replied yet"])
def test_what_they_did_not_do_is_a_mention(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize(
    "line",
    ["called [[Sam]], no answer", "emailed [[Sam]], no reply", "called [[Sam]] - voicemail", "rang [[Sam]], vm", "emailed [[Sam]], it bounced",
     "called [[Sam]], line busy", "called [[Sam]], always busy", "called [[Sam]], mailbox full", "called [[Sam]], nobody there", "visited [[Sam]] but he was out",
     "zoomed with [[Sam]], did not join", "zoom with [[Sam]], he didn't show", "called [[Sam]], didn't pick up", "called [[Sam]], not picking up",
     "called [[Sam]], couldn't reach him", "tried calling [[Sam]]", "tried to call [[Sam]]", "tried [[Sam]], no answer", "[[Sam]] didn't pick up",
     "[[Sam]] did not answer"],
)  # fmt: skip
def test_trying_is_an_attempt(line: str) -> None:
    assert daily(line).split()[0] == "attempt"
    assert daily(line).split()[-1] == "Sam"


def test_what_i_told_them_was_told_whatever_it_was_about() -> None:
    assert daily("told [[Sam]] the letter bounced").startswith("talked")
    assert own("told her Lowri never came back to me") == "talked Jane"


def test_a_message_that_they_left_waits_for_me() -> None:
    assert daily("[[Sam]] left message, about a job in Surat") == "heard Sam"
    assert daily("[[Sam]] left me on read") == "attempt Sam"


def test_a_nudge_without_a_reply_did_reach_them() -> None:
    assert daily("followed up with [[Sam]], no reply yet") == "talked Sam"


# ── adverbials, doers, have ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    ["11am", "9:30", "14:30 -", "11 am", "17h", "this morning", "yesterday evening", "today", "again", "finally", "in the evening", "quick", "first", "long overdue",
     "This afternoon,", "Today:", "just", "also", "then", "🎉", "**today**", "last night I", "I finally", "we", "Yesterday we"],
)  # fmt: skip
def test_words_before_the_verb(words: str) -> None:
    assert daily(f"{words} called [[Sam]]") == "talked Sam"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("I called [[Sam]]", "talked Sam"),
        ("we met [[Sam]]", "talked Sam"),
        ("I have written to [[Sam]]", "talked Sam"),
        ("I've spoken with [[Sam]]", "talked Sam"),
        ("had spoken with [[Sam]]", "talked Sam"),
        ("[[Sam]] has written", "heard Sam"),
        ("[[Sam]] had called", "talked Sam"),
        ("[[Sam]], [[Omar]] and [[Ana]] called", "talked Sam Omar Ana"),
        ("[[Sam]] finally called", "talked Sam"),
        ("[[Sam]] & I met [[Omar]]", "talked Omar"),
        ("my boss called [[Sam]]", "mention"),
        ("he called [[Sam]]", "mention"),
        ("Peter met [[Sam]]", "mention"),
        ("[[Initech]] called [[Sam]]", "mention"),
        ("[[Sam]]'s brother called", "mention"),
        ("[[Sam]] called [[Omar]]", "mention"),
        ("[[Sam]] met [[Omar]]", "mention"),
        ("[[Sam]] asked [[Omar]] for help", "mention"),
    ],
)
def test_who_did_it(line: str, said: str) -> None:
    assert daily(line) == said


# ── objects ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("called up [[Sam]]", "talked Sam"),
        ("had a good long chat with my [[Sam]]", "talked (chat) Sam"),
        ("met with [[Sam]], [[Omar]] & [[Ana]]", "talked Sam Omar Ana"),
        ("called [[Sam]]'s office", "mention"),
        ("emailed [[Sam]]’s boss", "mention"),
        ("called the office of [[Sam]]", "mention"),
        ("called [[Initech]] about [[Sam]]", "mention"),
        ("met the deadline, [[Sam]] was happy", "mention"),
        ("emailed my CV to [[Initech]] as [[Sam]] said", "followed Sam"),
        ("called [[Nobody]]", "nothing"),
        ("called Sam", "nothing"),
        ("thinking about what [[Sam]] said", "mention"),
        ("lunch at [[Sam]]'s", "talked Sam"),
        ("[[Sam]]", "nothing"),
    ],
)
def test_whom_it_was_done_to(line: str, said: str) -> None:
    assert daily(line) == said


@pytest.mark.parametrize(
    "line",
    ["saw [[Sam]] got a new job", "saw [[Sam]] on LinkedIn", "saw that [[Sam]] moved", "helped by [[Sam]]", "thanks to [[Sam]] I got the job",
     "offered the job by [[Sam]]", "followed [[Sam]] on LinkedIn", "let [[Sam]] go", "wrote about [[Sam]]",
     "call with [[Sam]] didn't happen", "meeting with [[Sam]] did not take place", "missed [[Sam]]'s party", "promised myself to call [[Sam]]"],
)  # fmt: skip
def test_what_only_looks_like_it_is_a_mention(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("saw [[Sam]] on Friday", "talked Sam"),
        ("saw [[Sam]] at the fair", "talked Sam"),
        ("saw [[Sam]] again", "talked Sam"),
        ("thanks to [[Sam]] for the intro", "thanked Sam"),
        ("told [[Sam]] how to cook", "talked Sam"),
        ("coffee with [[Sam]], no-show", "attempt (coffee) Sam"),
    ],
)
def test_and_what_is_near_to_it_counts(line: str, said: str) -> None:
    assert daily(line) == said


# ── a contact's own note ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("coffee", "talked (coffee) Jane"),
        ("called", "talked Jane"),
        ("called back", "talked Jane"),
        ("called her about spring", "talked Jane"),
        ("she called", "talked Jane"),
        ("Jane called", "talked Jane"),
        ("he emailed", "heard Jane"),
        ("emailed my CV", "talked Jane"),
        ("emailed me about spring", "heard Jane"),
        ("introduced me to [[Omar]]", "lead Jane"),
        ("introduced her to [[Omar]]", "gave Jane Omar"),
        ("reviewed my CV", "received Jane"),
        ("reviewed her deck", "gave Jane"),
        ("asked for a referral", "asked Jane"),
        ("asked me to help", "requested Jane"),
        ("promised the notes", "promised Jane"),
        ("she promised to send my CV", "awaited Jane"),
        ("promised to send me her list", "awaited Jane"),
        ("has promised to look over my statement", "awaited Jane"),
        ("promised to send my CV", "promised Jane"),
        ("promised to send him my CV", "promised Jane"),
        ("promised to look over her CV", "promised Jane"),
        ("gave her a lift", "gave Jane"),
        ("took her out for a few", "talked Jane"),
        ("mothers day with her, sunday coming", "mention"),
        ("told her how very grateful I am", "thanked Jane"),
        ("thanked", "thanked Jane"),
        ("thank-you note", "thanked Jane"),
        ("told her how it went", "reported Jane"),
        ("told me about [[Initech]]", "lead Jane"),
        ("put me in touch with [[Omar]]", "lead Jane"),
        ("emailed [[Sam]]", "talked Sam"),
        ("[[Sam]] called", "talked Sam"),
        ("met [[Sam]]", "talked Jane Sam"),
        ("coffee with her and [[Sam]]", "talked (coffee) Jane Sam"),
        ("lunch with [[Sam]]", "talked (lunch) Jane Sam"),
        ("called, no answer", "attempt Jane"),
        ("no answer", "attempt Jane"),
        ("applied at [[Initech]]", "followed Jane"),
        ("followed up", "talked Jane"),
        ("updated her on [[Initech]]", "reported Jane"),
        ("left [[Initech]], per LinkedIn", "mention"),
        ("saw she got a new job", "mention"),
        ("saw her post on LinkedIn", "mention"),
        ("saw her at the fair", "talked Jane"),
        ("is said to be abroad", "mention"),
        ("moved to Oslo", "mention"),
        ("coffee tomorrow", "mention"),
        ("lunch plans", "mention"),
    ],
)
def test_in_a_contacts_own_note_she_is_the_object(line: str, said: str) -> None:
    assert own(line) == said


@pytest.mark.parametrize("line", ["emailed [[Sam]]", "[[Sam]] called"])
def test_in_it_a_line_about_another_contact_has_its_owner_as_a_subject(line: str) -> None:
    (entry,) = entries(f"- 2026-11-12 {line}\n", "People/Jane Doe.md")
    assert entry.subjects == ("People/Jane Doe.md",)


@pytest.mark.parametrize(
    ("line", "said"),
    [("she called", "talked Sam"), ("he asked me for help", "requested Sam"), ("they replied", "talked Sam"), ("Sam wrote", "heard Sam"), ("Omar wrote", "nothing"),
     ("sunny day", "nothing")],
)  # fmt: skip
def test_under_a_line_of_contact_links_a_pronoun_or_first_name_is_that_contact(line: str, said: str) -> None:
    assert shown(entries(f"- [[Sam]]\n  - {line}\n")) == said


@pytest.mark.parametrize("doer", ["he", "she", "Sam"])
def test_in_a_meeting_with_one_person_a_pronoun_or_first_name_is_that_person(doer: str) -> None:
    meeting = f"---\ntype: meeting\ndate: 2026-11-12\nattendees: ['[[Sam]]']\n---\n- {doer} promised to forward my CV\n"
    found = entries(meeting, "M/Plan.md")
    assert [(entry.acts, entry.contacts) for entry in found[1:]] == [(("awaited",), ("People/Sam.md",))]
    two = meeting.replace("'[[Sam]]'", "'[[Sam]]', '[[Omar]]'")
    assert len(entries(two, "M/Plan.md")) == 1


def test_elsewhere_a_pronoun_is_nobody() -> None:
    assert daily("she called [[Sam]]") == "mention"
    assert daily("called her") == "nothing"


# ── done tasks ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[x] call [[Sam]]", "talked Sam"),
        ("[x] thank [[Sam]]", "thanked Sam"),
        ("[x] ask [[Sam]] for a referral", "asked Sam"),
        ("[X] have coffee with [[Sam]]", "talked (coffee) Sam"),
        ("[x] called [[Sam]]", "talked Sam"),
        ("call [[Sam]]", "mention"),
    ],
)
def test_in_a_done_task_the_imperative_counts_as_the_past(line: str, said: str) -> None:
    assert daily(line) == said


# ── mentions say why ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "why", "hint"),
    [
        ("[[Sam]] said that [[Omar]] is nice", "only what was said", "lead"),
        ("coffee with [[Sam]]?", "a question", None),
        ("coffee with [[Sam]] tomorrow", "moved, called off, or still to come", None),
        ("didn't call [[Sam]]", "not done, or not yet", "undone"),
        ("the talk of [[Sam]]", "no verb that I know", None),
        ("[[Sam]] introduced [[Ana]]", "not certain that it was you", "lead"),
    ],
)
def test_a_mention_has_its_reason(line: str, why: str, hint: str | None) -> None:
    (entry,) = entries(f"- {line}\n")
    assert (entry.acts, entry.level, entry.hint) == ((), "mention", hint)
    assert why in (entry.why or "")


# ── any words ───────────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(
    ["[[Sam]]", "[[Omar]]", "[[Initech]]", "[[Sam]]'s", "called", "call", "asked", "if", "could", "me", "my", "to", "with", "had", "quick", "coffee", "the", "a",
     ",", ".", "?", "-", "sent", "from", "gave", "told", "I'll", "she", "not", "tomorrow", "introduced", "no", "answer", "back", "tea", "video", "9:30", "&", "and",
     "will", "refer", "thank", "you", "note"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12))
def test_any_words_are_an_entry_or_a_mention(words: list[str]) -> None:
    for path in ("Daily/2026-11-12.md", "People/Jane Doe.md"):
        for entry in entries("- 2026-11-12 " + " ".join(words), path):
            assert entry.acts or entry.why


LEXICON = lexicon((), ("en", "de"))
OWN_WORDS = st.sampled_from(
    sorted({text for known in LEXICON.classes.values() for text in known.values} | set(LEXICON.pasts) | set(LEXICON.spellings))
)
MANAGED = st.sampled_from(sorted(LEXICON.classes["managed"].values))


@given(st.lists(st.one_of(WORDS, OWN_WORDS, MANAGED, st.sampled_from(sorted(LEXICON.pasts))), max_size=14))
def test_any_words_of_the_lexicon_too(words: list[str]) -> None:
    files = {**VAULT, "netvault.toml": '[words]\nlanguages = ["en", "de"]\n'}
    for path in ("Daily/2026-11-12.md", "People/Jane Doe.md"):
        for entry in network_of({**files, path: "- 2026-11-12 " + " ".join(words)}).entries:
            assert entry.acts or entry.why


@pytest.mark.parametrize("managed", sorted(LEXICON.classes["managed"].values))
def test_what_was_managed_by_a_verb_of_two_words_is_read(managed: str) -> None:
    for verb in ("follow up", "look over", "catch up"):
        assert daily(f"{managed} {verb} my CV, thinks [[Sam]]")


@pytest.mark.parametrize("unit", ["tea ", "coffee ", "quick ", "the ", "with ", "to ", "and ", "[[Sam]] ", "[[Sam]], ", "if ", "'s ", "sent ", "not "])
@pytest.mark.parametrize("head", ["", "had ", "called ", "sent ", "introduced ", "[[Sam]] asked "])
def test_no_line_is_too_long_to_read(head: str, unit: str) -> None:
    assert daily((head + unit * 2000)[:8000] + " [[Omar]]")


# ── how a line is put ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("skyped (yes, still) with [[Sam]]", "talked Sam"),
        ("zoomed (cancelled) with [[Sam]]", "mention"),
        ("called mum's neighbour [[Sam]]", "talked Sam"),
        ("lunch with my old supervisor [[Sam]], at the river", "talked (lunch) Sam"),
        ("golf, [[Sam]] and [[Omar]], in the rain", "talked Sam Omar"),
        ("[[Sam]] -> introduced me to [[Omar]]", "lead Sam"),
        ("[[Sam]] - wants me to look at his CV", "requested Sam"),
        ("fixed sam's CV, three hours. [[Sam]] was happy", "gave Sam"),
        ("we'd a great chat with [[Sam]]", "talked (chat) Sam"),
        ("had a call with [[Sam]] about plans for the summer", "talked (call) Sam"),
        ("emailed [[Sam]] about next week", "talked Sam"),
        ("tried [[Sam]] again", "attempt Sam"),
        ("[[Sam]] asked me read his CV", "requested Sam"),
        ("[[Sam]] asked me an advice about his CV", "requested Sam"),
        ("[[Sam]] asked me about the film", "heard Sam"),
        ("applied [[Initech]]", "followed"),
        ("Dinner at [[Sam]]'s. He introduced me to [[Omar]]", "lead+talked Sam"),
        ("10:00 Call [[Sam]] - went well! Second round next week", "talked Sam"),
        ("coffee [[Sam]] was great", "talked Sam"),
        ("10:00 Call [[Sam]] - goes well with the plan", "mention"),
        ("interview prep w/ [[Sam]] 2h", "talked Sam"),
        ("interview prep w/ [[Sam]] for 2 hours", "talked Sam"),
        ("interview prep w/ [[Sam]]", "mention"),
        ("ran into [[Sam]]. she got laid off", "talked+news Sam"),
        ("ran into [[Sam]], her sister got laid off", "talked Sam"),
        ("[[Sam]] asked (again) for my CV", "requested (again) Sam"),
        ("[[Sam]] wants to know if I can proofread it by Monday", "requested Sam"),
    ],
)
def test_how_a_line_is_put(line: str, said: str) -> None:
    assert daily(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "Cancelled: dinner with [[Sam]]", "Postponed: call with [[Sam]]", "Schedule a walk with [[Sam]]", "Move coffee with [[Sam]] to Friday",
        "dinner with [[Sam]] got canned", "lunch (cancelled) with [[Sam]]", "lunch (cancelled): [[Sam]]", "coffee with [[Sam]]: he forgot", "slept through my call with [[Sam]]", "thanked [[Sam]] in my head",
        "[[Sam]] said she'd have introduced me to her boss", "told [[Sam]] I'd have sent the slides", "[[Sam]] offered my sister a job",
        "called [[Sam]]'s office and asked for her number",
    ],
)  # fmt: skip
def test_what_did_not_happen(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize(
    "line",
    [
        "thanked [[Sam]]? nope", "called [[Sam]]? no", "rang [[Sam]]? no, chickened out", "told [[Sam]] about [[Jane Doe]]? not yet", "asked [[Sam]] to refer me? not yet",
        "promised [[Sam]]? don't remember", "sent [[Sam]] the form? no", "thanked [[Sam]] (not)", "wrote to [[Sam]], didn't send", "wrote [[Sam]] a long mail, deleted it",
        "emailed [[Sam]] (draft only)", "called [[Sam]] but hung up before he answered", "told [[Sam]] nothing", "gave [[Sam]] nothing.",
    ],
)  # fmt: skip
def test_a_line_that_says_itself_that_it_was_not_done(line: str) -> None:
    assert daily(line) == "mention"


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("asked [[Sam]] if he could refer me? no", "asked"), ("asked [[Sam]] for a referral? no luck", "asked"), ("called [[Sam]]? no answer", "attempt"),
        ("asked [[Sam]] for the slides, didn't send them", "asked"), ("told [[Sam]] nothing but good things", "talked"),
        ("emailed [[Sam]] my cv, deleted the old one", "talked"), ("[[Sam]] asked me to help? no idea why", "requested"),
    ],
)  # fmt: skip
def test_a_no_that_is_about_something_else(line: str, act: str) -> None:
    assert act in daily(line)


def test_how_long_it_was_is_not_what_it_was() -> None:
    assert own("phone call 20 min, the role is real") == "talked (phone call) Jane"
    assert daily("asked [[Sam]] who else he knows").startswith("asked")


@pytest.mark.parametrize("line", ["lunch: cancelled", "call: postponed.", "coffee: off ^later"])
def test_a_keyword_of_what_is_off_counts_for_nothing(line: str) -> None:
    assert own(line) == "mention"


@pytest.mark.parametrize("line", ["walk: moved to the quarry", "coffee: cancelled the newspaper together", "coffee: planned"])
def test_a_keyword_counts_where_more_is_said(line: str) -> None:
    assert own(line).startswith("talked")


@pytest.mark.parametrize(
    "line", ["Tom told [[Sam]] that I got the job", "Her boss told [[Sam]] how my interview went", "Tom thanked [[Sam]] for me"]
)
def test_what_a_stranger_did_is_no_talk_of_mine(line: str) -> None:
    assert daily(line) == "mention"


def test_what_somebody_would_do_is_waited_for() -> None:
    assert daily("[[Sam]] said she'd have a word with her boss for me") == "awaited Sam"


def test_a_call_of_theirs_is_no_lead_that_was_followed() -> None:
    assert daily("called up [[Sam]] said to try [[Initech]] for me") == "talked Sam"
