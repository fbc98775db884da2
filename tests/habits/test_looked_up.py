"""What is looked up is the very same as what is found by walking over everybody: vaults made at random, and each both ways."""

from __future__ import annotations

import re
from random import Random

import pytest
from conftest import standing_of

from netvault.habits.meet import Around, in_common, wait_to_hear
from netvault.habits.standing import matches

PEOPLE = ["Jane", "Sam", "Bo", "Kim", "Lee"]
NODES = [*PEOPLE, "Acme", "Initech"]
ACTS = ["lead", "lead", "lead", "call", "talked", "asked", "followed", "declined", "reported", "followed, reported"]
WORDS = ["garden", "designer", "speaker", "meetup", "place"]
SEEDS = pytest.mark.parametrize("seed", range(40))


class AmongEverybody(Around):
    """The long way: everybody may have something in common with anybody."""

    def tied(self, contact: str) -> set[str]:
        return set(self.day.network.contacts)


def line(random: Random, own: bool) -> str:
    day = f"2026-1{random.choice('01')}-0{random.choice('1239')}"
    act = random.choice(ACTS)
    who = "" if (own and random.random() < 0.6) or act == "lead" else f"with [[{random.choice(PEOPLE)}]] "
    about = " and ".join(f"[[{node}]]" for node in random.sample(NODES, random.choice((1, 1, 2))))
    return f"- {day} {act}: {who}{about} x\n"


def vault(seed: int) -> dict[str, str]:
    random, files = Random(seed), {}
    for name in PEOPLE:
        head = []
        for key in ("needs", "offers"):
            texts = [" ".join(random.sample(WORDS, random.randint(1, 3))) + random.choice(("", " [[Acme]]")) for _ in range(2)]
            head.append(f"{key}: {texts}\n")
        keys = [key for key in ("knows", "introduced_by", "past_companies", "company") if random.random() < 0.4]
        head += [f'{key}: "[[{random.choice(NODES)}]]"\n' for key in keys]
        head.append(random.choice(("", "", "", "private: true\n", "status: archived\n")))
        body = [line(random, True) for _ in range(random.choice((0, 3, 8, 14)))]
        files[f"People/{name}.md"] = "".join(["---\n", *head, "---\n", *body])
    files["Daily/2026-11-12.md"] = "".join(line(random, False) for _ in range(random.choice((0, 4, 10))))
    return files


def said(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


def test_the_vaults_have_something_to_find() -> None:
    days = [standing_of(vault(seed)).day for seed in range(40)]
    assert sum(len(matches(day)) for day in days) > 40
    assert sum(len(in_common(Around(day, ()), contact)) for day in days for contact in day.network.contacts) > 400


@SEEDS
def test_needs_are_met_as_by_each_offer_in_turn(seed: int) -> None:
    day = standing_of(vault(seed)).day
    contacts = day.network.contacts
    seen = [path for path, contact in contacts.items() if not contact.private and contact.properties.status != "archived"]
    wanted = {
        (who, need, giver, offer)
        for who in seen
        for need in day.field(who, "needs")
        for giver in seen
        for offer in day.field(giver, "offers")
        if who != giver and giver not in contacts[who].knows and who not in contacts[giver].knows
        if said(need) <= said(offer) or said(offer) <= said(need) or ("[[Acme]]" in need and "[[Acme]]" in offer)
    }
    found = [(match.who, match.need, match.giver, match.offer) for match in matches(day)]
    assert (set(found), len(found)) == (wanted, len(wanted))


@SEEDS
def test_who_is_around_somebody_is_found_as_among_everybody(seed: int) -> None:
    standing = standing_of(vault(seed))
    contacts = standing.day.network.contacts
    around, long_way = Around(standing.day, standing.agenda.items), AmongEverybody(standing.day, standing.agenda.items)
    reports = [item for item in standing.agenda.items if item.habit == "report_back"]
    for contact in contacts:
        bonds = in_common(around, contact)
        assert bonds == in_common(long_way, contact)
        near = {contact, *(bond.contact for bond in bonds), *contacts[contact].companies}
        assert wait_to_hear(around, contact, bonds) == [
            item for item in reports
            if item.contact != contact and (item.contact in near or (item.entry and item.entry.keys & near))
        ]  # fmt: skip
        assert list(around.items(contact)) == [item for item in standing.agenda.items if item.contact == contact]
