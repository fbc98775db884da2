"""What holds of any vault, whatever its notes say."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netvault.network.events import in_order, later
from netvault.network.graph import Network, build_network
from netvault.notes.note import read_note
from netvault.notes.words import lexicon
from netvault.outputs import OUTPUTS
from netvault.pipeline import read_sources
from netvault.settings import DEFAULTS
from netvault.standing import stand
from netvault.text import Source
from netvault.views.data import contact_data, diagnostic_data, entry_data, today_data

PATHS = ["People/Jane Doe.md", "People/Sam.md", "Companies/Initech.md", "Daily/2026-11-12.md", "2026-11-20.md", "M/2026-11-21 Plan.md", "Notes/x.md", "Sam.md"]
DAYS = [date(2026, 11, 22), date(1, 1, 3), date.max]
HEADS = ["", "- ", "  - ", "\t- ", "# ", "### ", "> ", "1. ", "---\n", "```\n", "%%\n", "<!-- netvault:begin today -->\n", "<!-- netvault:end today -->\n"]
BITS = [
    "2026-11-12 ", "2026-11-20 09:30 ", "[[2026-11-12]] ", "0001-01-01 ", "9999-12-31 ", "12/11/2026 ", "[ ] ", "[x] ", "[-] ", "[/] ", "[[Jane Doe]]", "[[Sam]]",
    "[[Initech]]", "[[Nobody]]", "[[#^a]]", "[Sam](Sam.md)", "![[Sam]]", ", ", " and ", ": ", "(", ")", "call", "coffee", "lead", "heard", "asked", "promised",
    "received", "followed", "gave", "told", "news", "needs", "introduced me to ", " with ", "from ", " for ", "me ", "I'll send ", "?", " tomorrow", " #lead", " #asked ",
    " 📅 2026-11-25", " ✅ 2026-11-13", " [re:: [[Sam]]]", " [re:: ^a]", " [paid:: me]", " ^a", "`", "%%", "|", "\\", "\x00", "\u202e", "é", "👍", "zzz: ",
]  # fmt: skip
FIELDS = [
    "name: Jane\n", "name: ''\n", "type: person\n", "type: meeting\n", "company: '[[Initech]]'\n", "cadence: 10d\n", "cadence: often\n", "circle: inner\n",
    "birthday: 02-29\n", "birthday: 9999-12-31\n", "private: yes\n", "private: maybe\n", "knows: ['[[Sam]]', x]\n", "people: '[[Sam]]'\n", "attendees: [Sam, '[[Jane Doe]]']\n",
    "date: 2026-11-23\n", "needs: [a designer]\n", "offers: ['a designer', '[[Initech]]']\n", "aliases: [Sammy, Sam]\n", "status: paused\n", "snooze: 9999-12-31\n",
    "met: 0001-01-01\n", "x: [1, {a: b}]\n", "name: [\n", "email: a@b.example\n",
]  # fmt: skip

LINES = st.builds(lambda head, bits: head + "".join(bits), st.sampled_from(HEADS), st.lists(st.sampled_from(BITS), max_size=9))
FRONT = st.lists(st.sampled_from(FIELDS), max_size=4).map(lambda fields: f"---\n{''.join(fields)}---\n" if fields else "")
BODIES = st.builds(lambda front, lines, end: front + end.join(lines), FRONT, st.lists(LINES, max_size=8), st.sampled_from(["\n", "\n", "\r\n"]))
TEXTS = st.one_of(BODIES, BODIES, st.text(max_size=120))
VAULTS = st.dictionaries(st.sampled_from(PATHS), TEXTS, max_size=5)
SOME = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def network(vault: dict[str, str]) -> Network:
    return build_network([read_note(Source(path, text), DEFAULTS).value for path, text in vault.items()], DEFAULTS, lexicon())


@SOME
@given(VAULTS)
def test_any_notes_can_be_read_seen_from_any_day_and_shown(vault: dict[str, str]) -> None:
    reading = read_sources([Source(path, text) for path, text in vault.items()], DEFAULTS)
    for problem in reading.diagnostics:
        diagnostic_data(problem)
    for day in DAYS:
        standing = stand(reading.network, day)
        today_data(standing.day, standing.agenda)
        for output in OUTPUTS:
            output.view(standing)
        for contact in reading.network.contacts.values():
            contact_data(contact, standing.day)
        for entry in reading.network.entries:
            entry_data(entry, standing.day)


@SOME
@given(VAULTS)
def test_every_entry_and_problem_stands_at_a_line_that_is_there(vault: dict[str, str]) -> None:
    reading = read_sources([Source(path, text) for path, text in vault.items()], DEFAULTS)
    lengths = {path: len(Source(path, text).lines) for path, text in vault.items()}
    for entry in reading.network.entries:
        assert 1 <= entry.line <= lengths[entry.path]
        assert all(contact in reading.network.contacts for contact in entry.contacts)
        assert not set(entry.contacts) & set(entry.subjects)
        assert bool(entry.acts) is (entry.level != "mention")
    for problem in reading.diagnostics:
        assert 1 <= problem.line <= lengths[problem.path]


@SOME
@given(VAULTS)
def test_the_lines_of_a_note_have_one_order_and_no_two_the_same_place(vault: dict[str, str]) -> None:
    found = network(vault)
    for path in vault:
        entries = [entry for entry in found.entries if entry.path == path]
        assert len({entry.position for entry in entries}) == len(entries)
        for one in entries:
            for other in entries:
                if one is not other and one.day == other.day and not (one.time and other.time):
                    assert later(one, other) is not later(other, one)
    assert in_order(found.entries) == in_order(reversed(found.entries)) or any(entry.time for entry in found.entries)


@SOME
@given(VAULTS, st.randoms(use_true_random=False))
def test_the_same_notes_in_another_order_are_the_same_network(vault: dict[str, str], random: object) -> None:
    paths = list(vault)
    random.shuffle(paths)  # type: ignore[attr-defined]
    one, other = network(vault), network({path: vault[path] for path in paths})
    assert (one.entries, one.index.tasks, one.diagnostics, one.edges) == (other.entries, other.index.tasks, other.diagnostics, other.edges)
    assert (list(one.contacts.items()), list(one.organisations.items())) == (list(other.contacts.items()), list(other.organisations.items()))
    shown = [[item.id for item in stand(found, DAYS[0]).agenda.items] for found in (one, other)]
    assert shown[0] == shown[1]


@SOME
@given(VAULTS)
def test_every_open_item_has_an_id_of_its_own(vault: dict[str, str]) -> None:
    standing = stand(network(vault), DAYS[0])
    ids = [item.id for item in standing.agenda.items]
    assert len(ids) == len(set(ids))
    assert standing.agenda.shown <= set(ids)
    assert all(item.overdue >= 0 for item in standing.agenda.items)
