"""Whose a line is and what it is about (format, section 4): who, details, headings, meetings, tags, subjects."""

from __future__ import annotations

from itertools import chain

import pytest
from conftest import network_of

from netvault.model import Entry
from netvault.network.graph import Network

JANE, SAM, BO = "People/Jane Doe.md", "People/Sam.md", "People/Bo.md"
INITECH, DAILY = "Companies/Initech.md", "Daily/2026-11-12.md"
VAULT = {JANE: "", SAM: "", BO: "", INITECH: ""}


def network(path: str, text: str) -> Network:
    return network_of({**VAULT, path: text})


def entries(path: str, text: str) -> list[Entry]:
    return [entry for entry in network(path, text).entries if entry.path == path]


def short(node: str) -> str:
    return node.rpartition("/")[2].removesuffix(".md").split()[0]


def said(path: str, text: str) -> list[str]:
    """Each line that counts: `day acts: contacts / subjects`."""
    out = []
    for entry in entries(path, text):
        if entry.acts:
            who, about = " ".join(map(short, entry.contacts)), " ".join(map(short, entry.subjects))
            out.append(f"{entry.day.day} {'+'.join(entry.acts)}: {who}{' / ' + about if about else ''}")
    return out


def own(*lines: str) -> list[str]:
    """What lines of Jane's own note say."""
    return said(JANE, "\n".join(lines) + "\n")


def daily(*lines: str) -> list[str]:
    """What lines of a daily note say."""
    return said(DAILY, "\n".join(lines) + "\n")


# ── a contact's own note ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 2026-11-01 call: about spring", ["1 talked: Jane"]),
        ("* 2026-11-01 call: about spring", ["1 talked: Jane"]),
        ("1. 2026-11-01 call: about spring", ["1 talked: Jane"]),
        ("## 2026-11-01 call: about spring", ["1 talked: Jane"]),
        ("- call: about spring", []),
        ("2026-11-01 call: about spring", []),
        ("> - 2026-11-01 call: quoted", []),
        ("- 2026-11-01 I just also finally **call:** about spring", ["1 talked: Jane"]),
        ("- 2026-11-01 🎉 call: about spring", ["1 talked: Jane"]),
        ("- 2026-11-01 call (short): about spring", ["1 talked: Jane"]),
        ("- 2026-11-01 [[Bo]] call: about spring", ["1 talked: Jane Bo"]),
        ("- 2026-11-01 [[Bo]] & [[Sam]] call: x", ["1 talked: Jane Bo Sam"]),
        ("- 2026-11-01 [[Bo]], [[Sam]] and [[Jane Doe]]: call: x", ["1 talked: Jane Bo Sam"]),
        ("- 2026-11-01 call: about [[Bo]] at [[Initech]]", ["1 talked: Jane / Bo Initech"]),
        ("- 2026-11-01 introduced: [[Bo]]", ["1 gave: Jane / Bo"]),
        ("- 2026-11-01 call: on [[2026-11-02]], [[Jane Doe]] said", ["1 talked: Jane"]),
        ("- 2026-11-01 call: [[Nobody]], [[x/Nobody|her]]", ["1 talked: Jane / Nobody x/Nobody"]),
        ("- 2026-11-01 call: [Bo](Bo.md) [web](https://x.example)", ["1 talked: Jane / Bo"]),
        ("- 2026-11-01 call: `[[Bo]]` %%[[Sam]]%%", ["1 talked: Jane"]),
    ],
)
def test_a_line_of_a_contacts_note_is_that_contacts(line: str, expected: list[str]) -> None:
    if expected and "x/Nobody" in expected[0]:
        expected = ["1 talked: Jane / Nobody Nobody"]
    assert own(line) == expected


@pytest.mark.parametrize(
    ("line", "detail", "text"),
    [
        ("call (zoom): about spring", "zoom", "about spring"),
        ("lead (intro): [[Bo]] runs it", "intro", "[[Bo]] runs it"),
        ("call (short) about spring", "short", "about spring"),
        ("Call: about  spring ", "call", "about spring"),
        ("chat: x", None, "x"),
        ("coffee with her: x", "coffee", "coffee with her: x"),
        ("lead:", None, ""),
    ],
)
def test_a_detail_and_the_text(line: str, detail: str | None, text: str) -> None:
    (entry,) = entries(JANE, f"- 2026-11-01 {line}\n")
    assert (entry.detail, entry.text) == (detail, text)


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("[[Jane Doe]] asked: could you look at my CV", "requested"),
        ("[[Jane Doe]] promised: to forward it", "awaited"),
        ("[[Jane Doe]] offered: a desk", "awaited"),
        ("[[Jane Doe]] gave: a book", "received"),
        ("[[Jane Doe]] helped: with the move", "received"),
        ("[[Jane Doe]] introduced: [[Bo]]", "lead"),
        ("[[Jane Doe]] thanked: for it", "talked"),
        ("[[Jane Doe]] told: a joke", "talked"),
        ("[[Jane Doe]] congratulated: me", "talked"),
        ("[[Jane Doe]] applied: at [[Initech]]", "followed"),
        ("[[Jane Doe]] followed: it", "followed"),
        ("[[Jane Doe]] declined: it", "declined"),
        ("[[Jane Doe]] call: x", "talked"),
        ("[[Jane Doe]] lead: [[Bo]]", "lead"),
        ("[[Jane Doe]]: asked: for a referral", "asked"),
        ("[[Jane Doe]]: promised: the notes", "promised"),
        ("[[Jane Doe]] : gave: a book", "gave"),
    ],
)
def test_after_a_who_without_a_colon_a_past_verb_is_theirs(line: str, act: str) -> None:
    assert [entry.acts for entry in entries(DAILY, f"- {line}\n")] == [(act,)]


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        ("email: asked for a referral", "talked+asked"),
        ("call: thanked her for it", "talked+thanked"),
        ("message: promised the notes", "talked+promised"),
        ("email: lead: [[Bo]]", "talked+lead"),
        ("call: about what I asked", "talked"),
        ("coffee: asked for a referral", "talked"),
        ("call: no answer", "attempt"),
        ("zoom: voicemail", "attempt"),
        ("coffee: didn't show", "attempt"),
        ("call: she did not pick up", "attempt"),
        ("call: about the voicemail", "talked"),
    ],
)
def test_after_a_channel_the_text_is_read_once_more(line: str, acts: str) -> None:
    assert own(f"- 2026-11-01 {line}")[0].split()[1] == acts + ":"


def test_an_unknown_word_with_a_colon_is_said_with_the_nearest_keyword() -> None:
    found = network(JANE, "- 2026-11-01 cofee: x\n- 2026-11-02 zzz: y\n- 2026-11-03 note to self: z\n")
    assert [entry.acts for entry in found.entries] == [(), (), ()]
    assert [(problem.code, problem.line, problem.column, problem.width) for problem in found.diagnostics] == [("unknown-verb", 1, 14, 5), ("unknown-verb", 2, 14, 3)]
    assert "coffee" in found.diagnostics[0].help


def test_an_unknown_word_with_an_act_tag_counts() -> None:
    assert own("- 2026-11-01 zzz: x #asked") == ["1 asked: Jane"]


def test_a_dated_line_with_no_verb_is_a_mention_with_its_reason() -> None:
    (entry,) = entries(JANE, "- 2026-11-01 moved to Oslo\n")
    assert (entry.acts, entry.verb, entry.level, entry.contacts) == ((), "mention", "mention", (JANE,))
    assert entry.why


# ── details and nesting ─────────────────────────────────────────────────────────────────────────


def test_deeper_lines_belong_to_a_log_line_and_their_links_are_its_subjects() -> None:
    text = "- 2026-11-01 coffee: by the sea\n  - likes [[Rust Book]] #asked [paid:: them]\n\t- met [[Bo]]\n  further words\n- 2026-11-02 call: y\n"
    first, second = entries(JANE, text)
    assert first.subjects == ("Rust Book", BO)
    assert first.details == ("likes [[Rust Book]]", "met [[Bo]]", "further words")
    assert (first.acts, first.paid, first.tags) == (("talked",), None, ())
    assert second.details == ()


def test_a_deeper_line_with_a_keyword_or_a_date_is_a_log_line_of_its_own() -> None:
    lines = ["- 2026-11-01 coffee: x", "  - asked: for an intro to [[Bo]]", "  - 2026-11-03 lead: [[Sam]]", "    - thanked: for it", "  - asked about [[Bo]]"]
    assert own(*lines) == ["1 talked: Jane / Bo", "1 asked: Jane / Bo", "3 lead: Jane / Sam", "3 thanked: Jane"]


def test_a_nested_line_has_the_who_of_the_line_above() -> None:
    assert own("- 2026-11-01 [[Bo]] coffee: x", "  - asked: y", "  - [[Sam]] asked: z") == ["1 talked: Jane Bo", "1 asked: Jane Bo", "1 requested: Jane Sam"]
    assert daily("- [[Bo]] & [[Sam]]: coffee: x", "  - promised: the deck", "    - call: z") == ["12 talked: Bo Sam", "12 promised: Bo Sam", "12 talked: Bo Sam"]


def test_a_nested_keyword_with_links_is_still_the_lines_above() -> None:
    assert daily("- coffee with [[Sam]]", "  - lead: [[Bo]]") == ["12 talked: Sam", "12 lead: Sam / Bo"]


def test_details_may_have_a_checkbox() -> None:
    assert own("- 2026-11-01 coffee: x", "  - [ ] promised: the notes", "  - [x] send [[Bo]] a card") == ["1 talked: Jane / Bo", "1 promised: Jane"]


def test_a_line_of_links_gives_its_who_to_the_items_under_it() -> None:
    assert daily("- [[Sam]], [[Bo]]:", "  - call: x", "  - asked: y", "- call: z") == ["12 talked: Sam Bo", "12 asked: Sam Bo"]
    assert daily("## [[Sam]]", "- call: x", "- promised: [[Bo]] the deck") == ["12 talked: Sam", "12 promised: Sam / Bo"]


def test_items_under_any_other_line_are_read_on_their_own() -> None:
    assert daily("- A fine day", "  - call: [[Bo]]", "    - coffee with [[Sam]]") == ["12 talked: Bo / Sam"]
    assert daily("- thinking of [[Sam]]", "  - call: [[Bo]]") == ["12 talked: Bo"]


# ── headings ────────────────────────────────────────────────────────────────────────────────────


def test_a_headings_section_has_its_date() -> None:
    lines = ["## 2026-11-01", "- call: x", "- coffee", "### Notes", "- asked: y", "## 2026-11-02 lunch: z", "- thanked: it", "# Other", "- call: w"]
    assert own(*lines) == ["1 talked: Jane", "1 talked: Jane", "1 asked: Jane", "2 talked: Jane", "2 thanked: Jane"]


def test_the_items_of_a_headings_section_are_no_details() -> None:
    (entry,) = entries(JANE, "## 2026-11-01 lunch: x\n- [[Bo]] was there\n")[:1]
    assert (entry.subjects, entry.details) == ((), ())


def test_a_headings_who_is_that_of_keyword_items_that_have_none() -> None:
    assert daily("## Coffee with [[Sam]]", "- asked: for an intro", "- promised: [[Bo]] the deck", "- [[Bo]]: call: x") == [
        "12 talked: Sam",
        "12 asked: Sam",
        "12 promised: Sam / Bo",
        "12 talked: Bo",
    ]
    assert daily("## Coffee with [[Sam]]", "# Other", "- asked: for an intro") == ["12 talked: Sam"]


def test_a_headings_date_in_a_daily_note() -> None:
    assert daily("## 2026-11-09", "- call: [[Sam]]", "- 2026-11-10 call: [[Sam]]") == ["9 talked: Sam", "10 talked: Sam"]


# ── daily notes ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- call: [[Sam]]", ["12 talked: Sam"]),
        ("- call: with [[Sam]]", ["12 talked: Sam"]),
        ("- asked: [[Sam]] for an intro to [[Bo]]", ["12 asked: Sam / Bo"]),
        ("- promised: to [[Sam]] the deck", ["12 promised: Sam"]),
        ("- heard: from [[Sam]], [[Bo]]", ["12 heard: Sam Bo"]),
        ("- [[Sam]] call: x", ["12 talked: Sam"]),
        ("- [[Sam]]: call: x", ["12 talked: Sam"]),
        ("- **[[Sam]]:** call: x", ["12 talked: Sam"]),
        ("- [[Sam|Sammy]] + [[Bo]] call: x", ["12 talked: Sam Bo"]),
        ("call: [[Sam]]", ["12 talked: Sam"]),
        ("# call: [[Sam]]", ["12 talked: Sam"]),
        ("- 2026-11-10 call: [[Sam]]", ["10 talked: Sam"]),
        ("- 09:30 call: [[Sam]]", ["12 talked: Sam"]),
        ("- call: x", []),
        ("- call: about [[Sam]]", []),
        ("- asked: [[Sam]]'s boss", []),
        ("- asked: [[Initech]] for [[Sam]]", []),
        ("- followed: sent the form to [[Initech]]", ["12 followed:  / Initech"]),
        ("- followed: did it", ["12 followed: "]),
        ("- declined: [[Initech]]", []),
        ("- call: [[Sam]], [[2026-11-10]]", ["12 talked: Sam"]),
        ("- call: [[2026-11-10]] [[Sam]]", []),
    ],
)
def test_by_keyword_a_daily_line_is_theirs_who_follow_it(line: str, expected: list[str]) -> None:
    assert daily(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Signal: strong hire from [[Sam]]", []),
        ("- Slack: [[Sam]] posted the opening", []),
        ("- Tip: [[Sam]] hates cold mails", []),
        ("- Interview: [[Sam]] was nice", []),
        ("- signal: [[Sam]], about Friday", ["12 talked: Sam"]),
        ("- signal: [[Sam]]", ["12 talked: Sam"]),
        ("- Lunch: [[Sam]] and [[Bo]].", ["12 talked: Sam Bo"]),
        ("- call: [[Sam]] with [[Bo]]", ["12 talked: Sam / Bo"]),
        ("- call: [[Sam]] re [[Bo]]", ["12 talked: Sam / Bo"]),
        ("- email: [[Sam]] on the job", ["12 talked: Sam"]),
        ("- email: to [[Sam]] for the job", ["12 talked: Sam"]),
        ("- call: [[Sam]] (short)", ["12 talked: Sam"]),
        ("- call: [[Sam]] is ill", []),
        ("- heard: [[Sam]] is ill", ["12 heard: Sam"]),
        ("- [[Sam]] slack: posted the opening", ["12 talked: Sam"]),
    ],
)
def test_a_noun_that_starts_a_sentence_counts_only_with_its_object(line: str, expected: list[str]) -> None:
    assert daily(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- lead: [[Bo]] hires, from [[Sam]]", ["12 lead: Sam / Bo"]),
        ("- Tip from [[Sam]]: try [[Initech]]", ["12 lead: Sam / Initech"]),
        ("- tip: try [[Initech]], from [[Sam]]", ["12 lead: Sam / Initech"]),
        ("- lead: [[Bo]] hires", []),
        ("- lead: [[Initech]] is hiring ([[Sam]] told me)", []),
        ("- [[Sam]] lead: [[Bo]] hires", ["12 lead: Sam / Bo"]),
        ("- [[Sam]]: tip: try [[Initech]]", ["12 lead: Sam / Initech"]),
        ("- lead: [[Bo]] is from [[Initech]]", []),
        ("- referral: from [[Sam]] and [[Bo]] to [[Initech]]", ["12 lead: Sam Bo / Initech"]),
    ],
)
def test_a_lead_in_a_daily_note_is_from_somebody(line: str, expected: list[str]) -> None:
    assert daily(line) == expected


# ── tags ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- [[Sam]] knows the place #lead", ["12 lead: Sam"]),
        ("- a word at the fair #got [[Sam]], about [[Bo]]", ["12 received: Sam / Bo"]),
        ("- [[Bo]] knows [[Sam]] #lead", ["12 lead: Bo / Sam"]),
        ("- the party of [[Bo]] and [[Sam]] #lead", []),
        ("- the party of [[Bo]] #lead", ["12 lead: Bo"]),
        ("- #told [[Sam]] and [[Bo]]", ["12 reported: Sam Bo"]),
        ("- nothing at all #lead", []),
        ("- coffee with [[Sam]] #asked #promised", ["12 talked+asked+promised: Sam"]),
        ("- thanked [[Sam]] #thanked", ["12 thanked: Sam"]),
        ("- [[Sam]]: any words #asked", ["12 asked: Sam"]),
        ("- didn't call [[Sam]] #asked", ["12 asked: Sam"]),
        ("- lead: [[Bo]] hires #got [[Sam]]", ["12 received: Sam / Bo"]),
    ],
)
def test_act_tags_are_verb_enough(line: str, expected: list[str]) -> None:
    assert daily(line) == expected


def test_a_tag_on_a_mention_makes_it_exact() -> None:
    (entry,) = entries(DAILY, "- [[Sam]] knows the place #lead\n")
    assert (entry.level, entry.tags, entry.text) == ("exact", ("lead",), "[[Sam]] knows the place")


def test_a_keyword_is_exact_and_a_phrase_is_a_phrase() -> None:
    assert [entry.level for entry in entries(DAILY, "- call: [[Sam]]\n- called [[Sam]]\n- saw that [[Sam]] left\n")] == ["exact", "phrase", "mention"]


# ── subjects, fields, state ─────────────────────────────────────────────────────────────────────


def test_re_names_a_subject() -> None:
    assert own("- 2026-11-01 thanked: for it [re:: [[Bo]]] (re:: [[Initech]])") == ["1 thanked: Jane / Bo Initech"]
    assert own("- 2026-11-01 thanked: for it [re:: Globex]") == ["1 thanked: Jane / Globex"]


def test_re_may_name_a_line() -> None:
    (entry,) = entries(JANE, "- 2026-11-01 thanked: it [re:: ^a1] [re:: [[Sam#^b2]]]\n")
    assert (entry.closes, entry.subjects) == ((("", "a1"), (SAM, "b2")), ())


def test_links_of_other_fields_are_no_subjects() -> None:
    assert own("- 2026-11-01 call: x [with:: [[Bo]]]") == ["1 talked: Jane"]


def test_subjects_are_paths_where_there_is_a_note_and_names_where_there_is_none() -> None:
    (entry,) = entries(JANE, "- 2026-11-01 lead: [[initech]], [[Kim Novak|Kim]], [[Bo#Log]] and [[kim novak]]\n")
    assert entry.subjects == (INITECH, "Kim Novak", BO)
    assert entry.links == ("initech", "Kim Novak", "Bo", "kim novak")


def test_a_lines_parts_are_kept() -> None:
    (entry,) = entries(JANE, "- [ ] 2026-11-01 18:30 lead (intro): [[Bo]] #warm [a:: b] 📅 2026-11-15 ⏳ 2026-11-10 ^sam\n")
    assert (entry.state, entry.time, entry.due and entry.due.day, entry.scheduled and entry.scheduled.day, entry.block) == ("open", "18:30", 15, 10, "sam")
    assert (entry.tags, entry.fields, entry.line, entry.text) == (("warm",), (("a", "b"),), 1, "[[Bo]]")


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("coffee: x [paid:: me]", "me"),
        ("coffee: x [paid:: Them]", "them"),
        ("coffee: x [paid:: split]", "split"),
        ("coffee: x [paid:: Bob]", None),
        ("coffee: I paid", "me"),
        ("coffee: my treat", "me"),
        ("coffee: it was on me", "me"),
        ("coffee: she paid", "them"),
        ("coffee with him, he paid", "them"),
        ("lunch: their treat", "them"),
        ("lunch: on her", "them"),
        ("lunch: split it", "split"),
        ("lunch: we split the bill", "split"),
        ("lunch: paid attention", None),
        ("asked: who paid? I paid", None),
    ],
)
def test_who_paid(text: str, payer: str | None) -> None:
    (entry,) = entries(JANE, f"- 2026-11-01 {text}\n")
    assert entry.paid == payer


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("- [x] call [[Sam]] ✅ 2026-11-15", 15),
        ("- [x] call: [[Sam]] [completion:: 2026-11-15]", 15),
        ("- [x] 2026-11-10 call: [[Sam]] ✅ 2026-11-15", 10),
        ("- [x] call: [[Sam]]", 12),
        ("- [x] promised: [[Sam]] the deck ✅ 2026-11-15", 12),
        ("- [ ] call: [[Sam]] ✅ 2026-11-15", 12),
    ],
)
def test_a_done_task_is_dated_by_its_tick(line: str, day: int) -> None:
    (entry,) = entries(DAILY, line + "\n")
    assert entry.day.day == day


def test_in_a_contacts_note_a_tick_is_date_enough() -> None:
    assert own("- [x] call her ✅ 2026-11-15", "- [x] call her", "- call her ✅ 2026-11-15") == ["15 talked: Jane"]


# ── meetings ────────────────────────────────────────────────────────────────────────────────────

MEETING = "M/2026-11-12 The plan.md"


def meeting(people: str, *lines: str) -> list[str]:
    return said(MEETING, f"---\npeople: [{people}]\n---\n" + "\n".join(lines) + "\n")


def test_a_meeting_is_one_talk_with_its_people() -> None:
    (entry,) = entries(MEETING, "---\npeople: ['[[Sam]]', '[[Bo]]', '[[Kim]]', Ana]\n---\n")
    assert (entry.acts, entry.contacts, entry.day.day, entry.text, entry.line) == (("talked",), (SAM, BO), 12, "The plan", 1)


def test_attendees_and_people_are_both_its_people() -> None:
    text = "---\ntype: meeting\nattendees: '[[Sam]]'\npeople: ['[[Bo]]', Jane Doe]\n---\n"
    assert said(MEETING, text) == ["12 talked: Sam Bo Jane"]


def test_a_meeting_of_nobody_is_none() -> None:
    assert said(MEETING, "---\ntype: meeting\n---\n- call: x\n- coffee with [[Sam]]\n") == ["12 talked: Sam"]


def test_its_lines_by_keyword_are_its_peoples() -> None:
    assert meeting("'[[Sam]]', '[[Bo]]'", "- promised: the deck to [[Jane Doe]]", "## asked: for help", "- [[Bo]]: lead: [[Initech]]", "- 2026-11-13 call: x") == [
        "12 talked: Sam Bo",
        "12 promised: Sam Bo / Jane",
        "12 asked: Sam Bo",
        "12 lead: Bo / Initech",
        "13 talked: Sam Bo",
    ]


def test_its_phrases_are_read_as_in_a_daily_note() -> None:
    assert meeting("'[[Sam]]'", "- introduced [[Sam]] to [[Bo]]", "- called", "- thanked") == ["12 talked: Sam", "12 gave: Sam Bo"]


def test_its_paragraphs_are_not_read() -> None:
    assert meeting("'[[Sam]]'", "Asked: how are things?", "", "promised: nothing") == ["12 talked: Sam"]


@pytest.mark.parametrize(
    ("line", "counted", "apart"),
    [
        ("Coffee with [[Jane Doe]]. Then called [[Sam]] about the rota. Sent [[Bo]] my CV.", "12 talked: Jane / Sam Bo", ["Then called [[Sam]] about the rota.", "Sent [[Bo]] my CV."]),
        ("Met [[Jane Doe]]. She introduced me to [[Sam]].", "12 lead+talked: Jane / Sam", []),
        ("Called [[Jane Doe]]. [[Sam]] says hi to all.", "12 talked: Jane / Sam", []),
        ("Called [[Jane Doe]]. Must call [[Sam]] too.", "12 talked: Jane / Sam", []),
        ("call: [[Jane Doe]], long. Called [[Sam]].", "12 talked: Jane / Sam", []),
    ],
)  # fmt: skip
def test_what_a_line_tells_of_others_in_further_sentences_is_mentioned(line: str, counted: str, apart: list[str]) -> None:
    assert said(DAILY, f"- {line}\n") == [counted]
    assert [(entry.text, entry.hint) for entry in entries(DAILY, f"- {line}\n") if not entry.acts] == [(text, "apart") for text in apart]


def test_what_is_indented_below_belongs_to_the_line_and_not_to_what_it_tells_of_others() -> None:
    found = entries(DAILY, "- Coffee with [[Jane Doe]]. Called [[Sam]] later.\n  - about [[Kim]]\n")
    assert [(entry.hint, entry.details, entry.subjects) for entry in found] == [
        (None, ("about [[Kim]]",), (SAM, "Kim")), ("apart", (), ()),
    ]  # fmt: skip


def test_several_lines_of_a_paragraph_never_count_and_are_mentioned_where_they_would_as_items() -> None:
    lines = [
        "Had coffee with [[Jane Doe]], she was well.", "12:30 lunch: [[Bo]]", "The park was full, [[Sam]] was not there.",
        "[[Jane Doe]], [[Bo]]", "I asked him for help #asked [[Sam]]",
    ]  # fmt: skip
    found = entries(DAILY, "\n".join(lines) + "\n")
    assert [(one.line, one.acts, one.hint, one.time) for one in found] == [
        (1, (), "loose", None), (2, (), "loose", "12:30"), (5, (), "loose", None),
    ]  # fmt: skip
    assert said(DAILY, "\n\n".join(lines[:2]) + "\n") == ["12 talked: Jane", "12 talked: Bo"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["- 2026-11-12 [[Sam]]", "  - lead: y"], ["12 lead: Jane Sam"]),
        (["- [[Sam]]", "  - 2026-11-12 coffee: y"], ["12 talked: Jane Sam"]),
        (["## 2026-11-12 [[Sam]]", "- lead: x"], ["12 lead: Jane Sam"]),
        (["## [[Sam]]", "- 2026-11-12 coffee: y"], ["12 talked: Jane Sam"]),
        (["- 2026-11-12 heard: x [who:: [[Sam]]]"], ["12 heard: Jane"]),
        (["- 2026-11-12 _lead_: x", "- 2026-11-12 __asked:__ x", "- 2026-11-12 **also** lead: x"], ["12 lead: Jane", "12 asked: Jane", "12 lead: Jane"]),
        (["- [x] 2026-11-10 call her ✅ 2026-11-12", "- [x] 2026-11-10 lunch: x ✅ 2026-11-12"], ["12 talked: Jane", "10 talked: Jane"]),
        (["- [x] 2026-11-30 email her ✅ 2026-11-12"], ["12 talked: Jane"]),
        (["## 2026-11-03 ##", "- lunch: x"], ["3 talked: Jane"]),
        (["- <!-- c --> 2026-11-03 lunch: x", "- %%c%% 2026-11-04 lunch: x"], ["3 talked: Jane", "4 talked: Jane"]),
        (["- [[2026-11-12-Thu]] coffee: x"], ["12 talked: Jane"]),
    ],
)  # fmt: skip
def test_whose_and_of_which_day_lines_of_ones_own_note_are(lines: list[str], expected: list[str]) -> None:
    assert own(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["- 2026-11-10 [[Jane Doe]]", "  - coffee: y", "  - lead: [[Kim]]"], ["10 talked: Jane", "10 lead: Jane / Kim"]),
        (["- 2026-11-10", "  - [[Jane Doe]]: coffee: y"], ["10 talked: Jane"]),
        (["- [[Jane Doe]] #work", "  - coffee: y"], ["12 talked: Jane"]),
        (["- [[Jane Doe]] 🎉", "  - coffee: y"], ["12 talked: Jane"]),
        (["- promised: [[Bo]] the deck [with:: [[Sam]]]"], ["12 promised: Bo"]),
        (["- coffee: the hall [who:: [[Sam]]]"], ["12 talked: Sam"]),
        (["- **[[Jane Doe]] asked:** could you"], ["12 requested: Jane"]),
    ],
)
def test_whose_and_of_which_day_lines_of_a_daily_note_are(lines: list[str], expected: list[str]) -> None:
    assert said(DAILY, "\n".join(lines) + "\n") == expected


@pytest.mark.parametrize("line", ["**coffee:** x", "*asked:* x", "**lead (intro):** x", "**☕ coffee:** x"])
def test_the_marks_of_a_keyword_are_not_its_text(line: str) -> None:
    assert [entry.text for entry in entries(JANE, f"- 2026-11-12 {line}\n")] == ["x"]


def test_in_a_meeting_too_a_noun_may_begin_a_sentence() -> None:
    assert meeting("'[[Sam]]'", "- Slack: [[Bo]] posted the opening", "- Tip: [[Bo]] hates cold mails") == ["12 talked: Sam"]


# ── organisations and other notes ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 2026-11-01 call: [[Sam]]", ["1 talked: Sam / Initech"]),
        ("- 2026-11-01 called [[Sam]] about [[Bo]]", ["1 talked: Sam / Bo Initech"]),
        ("- 2026-11-01 [[Sam]] lead: [[Bo]]", ["1 lead: Sam / Bo Initech"]),
        ("- 2026-11-01 applied: by mail", ["1 followed:  / Initech"]),
        ("## 2026-11-01 coffee with [[Sam]]", ["1 talked: Sam / Initech"]),
        ("- call: [[Sam]]", []),
        ("2026-11-01 call: [[Sam]]", []),
    ],
)
def test_in_an_organisations_note_it_is_one_of_the_subjects(line: str, expected: list[str]) -> None:
    assert said(INITECH, line + "\n") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 2026-11-01 call: [[Sam]]", ["1 talked: Sam"]),
        ("- 2026-11-01 called [[Sam]]", ["1 talked: Sam"]),
        ("### 2026-11-01 coffee with [[Sam]]", ["1 talked: Sam"]),
        ("- call: [[Sam]]", []),
        ("2026-11-01 call: [[Sam]]", []),
        ("- 2026-11-01 followed: [[Initech]]", []),
        ("- 2026-11-01 applied to [[Initech]]", []),
        ("- 2026-11-01 paid the rent", []),
    ],
)
def test_in_any_other_note_a_line_begins_with_a_date_and_links_a_contact(line: str, expected: list[str]) -> None:
    assert said("Notes/Diary.md", line + "\n") == expected


# ── tasks ───────────────────────────────────────────────────────────────────────────────────────


def tasks(path: str, *lines: str) -> list[tuple[str, int, str]]:
    by_contact = network(path, "\n".join(lines) + "\n").index.tasks.values()
    found = sorted(set(chain.from_iterable(by_contact)), key=lambda task: task.line)
    return [(" ".join(map(short, task.contacts)), task.day.day, task.state) for task in found if task.path == path]


def test_a_task_is_a_checkbox_with_a_date_that_names_a_contact() -> None:
    lines = ["- [ ] send [[Sam]] the deck 📅 2026-11-20", "- [ ] ask ⏳ 2026-11-21", "- [x] mail [[Bo]] and [[Sam]] [due:: 2026-11-22]", "- [ ] [[Bo]]", "- [[Bo]] 📅 2026-11-20"]
    assert tasks("Notes/x.md", *lines) == [("Sam", 20, "open"), ("Bo Sam", 22, "done")]
    assert tasks(DAILY, *lines) == [("Sam", 20, "open"), ("Bo Sam", 22, "done")]
    assert tasks(JANE, *lines)[:2] == [("Jane Sam", 20, "open"), ("Jane", 21, "open")]
