"""Ways to an organisation or a person, and what TARGET means (habits, *who can help*)."""

from __future__ import annotations

import time

import pytest
from conftest import day_of, network_of

from netvault.network.targets import core, find_target, nodes, variants
from netvault.network.ways import MOST_WAYS, Way, ways

ORG = "Companies/Initech.md"


def person(front: str = "", log: str = "") -> str:
    return f"---\n{front}\n---\n{log}"


def found(files: dict[str, str], target: str = ORG, owed: frozenset[str] = frozenset()) -> list[Way]:
    return ways(day_of({ORG: "", **{f"People/{name}.md": text for name, text in files.items()}}), target, owed)


def firsts(some: list[Way]) -> list[list[str]]:
    return [[hop.node.removeprefix("People/").removesuffix(".md") for hop in way.hops] for way in some]


def kinds(some: list[Way]) -> list[list[str]]:
    return [[hop.kind for hop in way.hops] for way in some]


# ── ways to an organisation ─────────────────────────────────────────────────────────────────────


def test_nobody_leads_there() -> None:
    assert found({"Ana": person("company: Globex")}) == []


def test_now_before_past_before_knowing_somebody() -> None:
    some = found({
        "Ana": person("knows: '[[Cy]]'"),
        "Bo": person("past_companies: ['[[Initech]]']"),
        "Cy": person("company: '[[Initech]]'"),
    })  # fmt: skip
    assert firsts(some) == [["Cy"], ["Bo"], ["Ana", "Cy"]]
    assert kinds(some) == [["works"], ["worked"], ["knows", "works"]]


def test_who_is_there_again_is_there_now() -> None:
    assert kinds(found({"Ana": person("company: Initech\npast_companies: [Initech]")})) == [["works"]]


@pytest.mark.parametrize(
    ("front", "kind"),
    [("knows: '[[Cy]]'", "knows"), ("introduced_by: '[[Cy]]'", "through")],
)
def test_knowing_somebody_there(front: str, kind: str) -> None:
    some = found({"Ana": person(front), "Cy": person("company: Initech")})
    assert (firsts(some)[1], kinds(some)[1]) == (["Ana", "Cy"], [kind, "works"])


def test_who_introduced_you_to_somebody_there() -> None:
    some = found({"Ana": "", "Cy": person("company: Initech\nintroduced_by: '[[Ana]]'")})
    assert (firsts(some)[1], kinds(some)[1]) == (["Ana", "Cy"], ["introduced", "works"])


def test_a_lead_to_somebody_there() -> None:
    some = found({"Ana": "- 2026-11-09 lead (intro): [[Cy]]\n", "Cy": person("company: Initech")})
    assert (firsts(some)[1], kinds(some)[1]) == (["Ana", "Cy"], ["lead", "works"])


def test_somebody_without_a_note_whom_a_lead_names_with_it() -> None:
    (way,) = found({"Ana": "- 2026-11-09 lead: [[Sam Lee]] runs the platform at [[Initech]]\n"})
    assert [(hop.node, hop.kind) for hop in way.hops] == [("People/Ana.md", "lead"), ("sam lee", "told")]
    assert way.hops[1].by == "People/Ana.md"


def test_a_lead_about_the_organisation_alone_is_no_way() -> None:
    assert found({"Ana": "- 2026-11-09 lead (tip): [[Initech]] is hiring\n"}) == []


@pytest.mark.parametrize("line", ["2027-01-09 lead: [[Cy]]", "2026-11-09 talked: about [[Cy]]"])
def test_what_is_to_come_or_no_lead_leads_nowhere(line: str) -> None:
    some = found({"Ana": f"- {line}\n", "Cy": person("company: Initech")})
    assert firsts(some) == [["Cy"]]


def test_at_most_three_people_between() -> None:
    chain = {name: person(f"knows: '[[{after}]]'") for name, after in (("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Dee"))}
    some = found({**chain, "Dee": person("company: Initech")})
    assert firsts(some) == [["Dee"], ["Cy", "Dee"], ["Bo", "Cy", "Dee"]]


def test_circles_of_people_end() -> None:
    some = found({
        "Ana": person("knows: ['[[Bo]]', '[[Ana]]']"), "Bo": person("knows: ['[[Ana]]', '[[Cy]]']"),
        "Cy": person("company: Initech\nknows: ['[[Ana]]']"),
    })  # fmt: skip
    assert firsts(some) == [["Cy"], ["Ana", "Cy"], ["Bo", "Cy"]]


# ── which is better ─────────────────────────────────────────────────────────────────────────────

THERE = "company: Initech"


def test_nothing_owed_comes_before_fewer_asks_before_the_last_touch() -> None:
    files = {
        "Ana": person(THERE, "- 2026-11-20 coffee: x\n"),
        "Bo": person(THERE, "- 2026-11-19 coffee: x\n- 2026-11-19 asked: y\n"),
        "Cy": person(THERE, "- 2026-03-01 coffee: x\n"),
        "Dee": person(THERE, "- 2026-11-18 coffee: x\n- 2026-08-01 asked: long ago\n"),
        "Eve": person(THERE),
    }
    some = found(files, owed=frozenset({"People/Ana.md"}))
    assert firsts(some) == [["Dee"], ["Cy"], ["Eve"], ["Bo"], ["Ana"]]


@pytest.mark.parametrize(("day", "first"), [("2026-08-24", "Bo"), ("2026-08-25", "Ana")])
def test_asks_count_for_ninety_days(day: str, first: str) -> None:
    files = {"Ana": person(THERE), "Bo": person(THERE, f"- 2026-08-01 call: x\n- {day} asked: y\n")}
    assert firsts(found(files))[0] == [first]


def test_fewer_hops_come_before_nothing_owed() -> None:
    files = {"Ana": person("knows: '[[Bo]]'"), "Bo": person("company: Initech")}
    assert firsts(found(files, owed=frozenset({"People/Bo.md"})))[0] == ["Bo"]


def test_the_order_of_names_settles_the_rest() -> None:
    assert firsts(found({"zoe": person(THERE), "Ana": person(THERE), "Émile": person(THERE)})) == [["Ana"], ["zoe"], ["Émile"]]


# ── ways to a person ────────────────────────────────────────────────────────────────────────────


def test_introduced_by_or_knows_the_person() -> None:
    files = {
        "Ana": person(), "Bo": person("knows: '[[Cy]]'"), "Cy": person("introduced_by: '[[Ana]]'\ncompany: Initech"),
        "Dee": person("company: Initech"), "Eve": person("knows: '[[Bo]]'"),
    }  # fmt: skip
    some = found(files, "People/Cy.md")
    assert firsts(some) == [["Ana"], ["Bo"], ["Eve", "Bo"]]
    assert kinds(some) == [["introduced"], ["knows"], ["knows", "knows"]]


def test_a_person_without_a_note() -> None:
    files = {"Ana": person("knows: '[[Sam Lee]]'"), "Bo": "- 2026-11-09 lead: [[Sam Lee]]\n"}
    assert sorted(firsts(found(files, "sam lee"))) == [["Ana"], ["Bo"]]


# ── large vaults ────────────────────────────────────────────────────────────────────────────────


def test_ten_thousand_contacts_take_no_time() -> None:
    files = {
        f"P{n}": person(f"company: Firm {n % 700}\nknows: ['[[P{n * 7 % 10_000}]]', '[[P{n * 13 % 10_000}]]']\nintroduced_by: '[[P{n // 2}]]'")
        for n in range(10_000)
    }
    day = day_of({f"People/{name}.md": text for name, text in files.items()})
    start = time.perf_counter()
    some = ways(day, "firm 3", frozenset())
    assert time.perf_counter() - start < 3
    assert len(some) == MOST_WAYS
    assert len(some[0].hops) == 1


# ── what TARGET means ───────────────────────────────────────────────────────────────────────────

FILES = {
    ORG: "---\naliases: [The Tech]\nurl: https://initech-careers.example\n---\n",
    "People/Ana Diaz.md": person("company: '[[Initech]]'\naliases: [Annie]"),
    "People/Bo.md": person("company: Globex GmbH\nknows: '[[Old Tim]]'\npast_companies: [Umbrella Corp, Umbrella Ltd]"),
    "People/Cy.md": "- 2026-11-01 lead: [[Sam Lee]]\n",
}


@pytest.mark.parametrize(
    ("text", "nodes_"),
    [
        (ORG, [ORG]), ("companies/initech", [ORG]), ("initech", [ORG]), ("INITECH", [ORG]), ("the tech", [ORG]), ("init", [ORG]),
        ("Initech GmbH", [ORG]), ("Initech, Inc.", [ORG]), ("initech.com", [ORG]), ("https://www.initech.co.uk/jobs", [ORG]),
        ("initech-careers.example", [ORG]), ("initch", [ORG]),
        ("Globex", ["globex gmbh"]), ("globex ag", ["globex gmbh"]), ("globex gmbh", ["globex gmbh"]), ("globex.de", ["globex gmbh"]),
        ("Umbrella", ["umbrella corp", "umbrella ltd"]), ("umbrella.com", ["umbrella corp", "umbrella ltd"]),
        ("umbrella ltd", ["umbrella ltd"]),
        ("ana", ["People/Ana Diaz.md"]), ("annie", ["People/Ana Diaz.md"]), ("People/Bo.md", ["People/Bo.md"]),
        ("tim", ["old tim"]), ("sam lee", ["sam lee"]), ("nobody at all", []), ("", []), ("  ", []),
    ],
)  # fmt: skip
def test_a_target_is_found(text: str, nodes_: list[str]) -> None:
    network = network_of(FILES)
    assert find_target(network, text, nodes(network)) == nodes_


def test_a_target_is_shown_as_it_was_written() -> None:
    names = nodes(network_of(FILES))
    assert [names[node][0] for node in (ORG, "globex gmbh", "old tim", "sam lee")] == ["Initech", "Globex GmbH", "Old Tim", "Sam Lee"]


def test_other_forms_of_a_name() -> None:
    network = network_of(FILES)
    assert sorted(variants(network, "Umbrella", nodes(network))) == ["umbrella corp", "umbrella ltd"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Initech", "initech"), ("Initech GmbH & Co. KG", "initech"), ("Initech Sp. z o.o.", "initech"), ("Initech S.A.", "initech"),
        ("Initech A/S", "initech"), ("Initech, LLC", "initech"), ("www.initech.com", "initech"), ("jobs.initech.co.uk", "initech"),
        ("Two Words AB", "two words"), ("two-words.se", "two words"), ("AB", "ab"), ("Company", "company"), ("AG & Co", "ag"),
        ("Café AB", "café"), ("", ""),
    ],
)  # fmt: skip
def test_the_core_of_a_name(name: str, plain: str) -> None:
    assert core(name) == plain
