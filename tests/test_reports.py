"""The reports Follow-ups, Network and Rhythm: what they say, and what they never say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from conftest import network_of
from hypothesis import given, settings
from hypothesis import strategies as st

from netvault.outputs import OUTPUTS, output_paths
from netvault.render import Renderer, Templates
from netvault.settings import DEFAULTS
from netvault.standing import stand
from netvault.vault.shipped import builtin_templates
from netvault.views.network import MOST_NODES, label

DAY = "2026-11-20"
REGIONS = ("follow-ups", "network", "rhythm")
RENDERER = Renderer(Templates(builtin_templates(), {}))


def reports(files: Mapping[str, str], day: str = DAY) -> dict[str, str]:
    standing = stand(network_of(files), date.fromisoformat(day))
    return {kind.region: RENDERER.render(kind.template, kind.view(standing)) for kind in OUTPUTS if kind.region in REGIONS}


def table(text: str, heading: str = "") -> list[list[str]]:
    """The rows of the first table after a heading, without its head."""
    part = text.partition(heading)[2] if heading else text
    rows = re.split(r"(?m)^\|[-:|]+\|$\n", part, maxsplit=1)[1].split("\n\n")[0].split("\n")
    return [[cell.strip() for cell in row.removeprefix("|").removesuffix("|").split(" | ")] for row in rows if row]


def test_every_report_has_its_place() -> None:
    assert {"Reports/Follow-ups.md", "Reports/Network.md", "Reports/Rhythm.md"} <= set(output_paths(DEFAULTS))
    assert len({kind.region for kind in OUTPUTS}) == len(OUTPUTS)


def test_an_empty_vault_has_kind_words() -> None:
    texts = reports({})
    assert "No leads yet" in texts["follow-ups"]
    assert "Nobody yet" in texts["network"]
    assert "Nobody has a cadence yet" in texts["rhythm"]
    assert "mermaid" not in texts["network"]


# ── follow-ups ──────────────────────────────────────────────────────────────────────────────────

LEADS = {
    "People/Ana.md": "- 2026-11-01 lead: [[Sam Lee]]\n- 2026-11-03 followed: [[Sam Lee]] has two openings\n- 2026-11-05 reported: [[Sam Lee]]\n"
    "- 2026-11-09 lead: [[Globex]] is hiring [outcome:: no luck, nice people]\n- 2026-11-10 declined: [[Globex]]\n",
    "People/Bo.md": "- [-] 2026-11-02 lead: [[Umbrella]]\n- 2026-11-12 lead (advice): be brief\n",
}


def test_each_lead_and_what_became_of_it() -> None:
    assert table(reports(LEADS)["follow-ups"]) == [
        ["[[Bo]]", "be brief", "2026-11-12", "", "", ""],
        ["[[Ana]]", "Globex", "2026-11-09", "2026-11-10", "", "no luck, nice people"],
        ["[[Bo]]", "Umbrella", "2026-11-02", "2026-11-02", "", "declined"],
        ["[[Ana]]", "Sam Lee", "2026-11-01", "2026-11-03", "2026-11-05", "Sam Lee has two openings"],
    ]


def test_by_who_gave_them() -> None:
    assert table(reports(LEADS)["follow-ups"], "By who gave them") == [["[[Ana]]", "2", "2", "1"], ["[[Bo]]", "2", "1", "0"]]


def test_a_lead_that_was_declined_says_so() -> None:
    text = reports({"People/Ana.md": "- 2026-11-09 lead: [[Globex]]\n- 2026-11-10 declined: [[Globex]], too far\n"})["follow-ups"]
    assert table(text)[0][-1] == "declined: Globex, too far"


def test_a_cell_stays_a_cell() -> None:
    text = reports({
        "People/Ana.md": "- 2026-11-09 lead: a | b `| c\n- 2026-11-10 followed: [[Sam|x]] | y\n", "Sub/Sam.md": "", "Other/Sam.md": "",
    })["follow-ups"]  # fmt: skip
    (row,) = [line for line in text.split("\n") if line.startswith("| [[Ana]]") and "2026" in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 7


# ── network ─────────────────────────────────────────────────────────────────────────────────────

PEOPLE = {
    "Companies/Initech.md": "",
    "People/Ana.md": "---\ncompany: '[[Initech]]'\nintroduced_by: Old Tim\n---\n",
    "People/Bo.md": "---\ncompany: Globex GmbH\npast_companies: ['[[Initech]]', Globex GmbH]\nintroduced_by: '[[Ana]]'\nknows: ['[[Cy]]', '[[Ana]]']\n---\n",
    "People/Cy.md": "---\nintroduced_by: ['[[Ana]]', '[[Bo]]']\n---\n",
}


def test_who_introduced_whom_and_who_is_where() -> None:
    text = reports(PEOPLE)["network"]
    assert "- [[Ana]] introduced you to [[Bo]] and [[Cy]].\n- [[Bo]] introduced you to [[Cy]].\n- Old Tim introduced you to [[Ana]].\n" in text
    assert "- Globex GmbH: [[Bo]]\n- [[Initech]]: [[Ana]]; before: [[Bo]]\n" in text


def test_the_picture() -> None:
    picture = reports(PEOPLE)["network"].partition("```mermaid\n")[2].partition("\n```")[0]
    assert picture.split("\n") == [
        "graph LR", '  p0["Ana"]', '  p1["Bo"]', '  p2["Cy"]', '  p3["Old Tim"]',
        "  p0 --> p1", "  p0 --> p2", "  p1 --> p2", "  p3 --> p0", "  class p0,p1,p2 internal-link;",
    ]  # fmt: skip


def test_the_picture_has_at_most_sixty_people_the_best_connected() -> None:
    files = {f"People/P{n:03}.md": f"---\nknows: '[[Hub {n % 3}]]'\n---\n" for n in range(200)}
    files |= {f"People/Hub {n}.md": "" for n in range(3)}
    text = reports(files)["network"]
    shown = re.findall(r'(?m)^  p\d+\["(.+)"\]$', text)
    assert len(shown) == MOST_NODES
    assert {"Hub 0", "Hub 1", "Hub 2"} <= set(shown)
    assert len(re.findall(r"(?m)^  p\d+ --- p\d+$", text)) == MOST_NODES - 3


ODD = ['a"]; click p0 "javascript:alert(1)"', "a\n```\n# out", "x`y", "%%{init: {}}%%", "<b>&amp;</b>", "#quot;", "end", "]]>", "a --> b", "a;b", "😀 Zoë"]


@pytest.mark.parametrize("name", ODD)
def test_a_name_in_the_picture_is_nothing_but_a_label(name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    text = reports({"People/Ana.md": f'---\nname: "{quoted}"\n---\n', "People/Bo.md": "---\nintroduced_by: '[[Ana]]'\n---\n"})["network"]
    picture = text.partition("```mermaid\n")[2].partition("\n```")[0].split("\n")
    assert len([line for line in picture if "-->" in line]) == 1
    assert re.fullmatch(r'  p\d\["[^"`<>%\[\]{}&\\|]*"\]', next(line for line in picture if '["' in line and "Bo" not in line))
    assert text.rstrip().endswith("```")


@given(st.text(st.one_of(st.sampled_from('"`<>%[]{}#;&-=|\\\n()'), st.characters(codec="utf-8")), max_size=60))
def test_any_name_is_nothing_but_a_label(name: str) -> None:
    assert re.fullmatch(r"(?:#\d+;|[^\"`<>%\[\]{}#;&=|\\\n()])*", label(name))


# ── rhythm ──────────────────────────────────────────────────────────────────────────────────────


def touched(*days_ago: int, front: str = "cadence: 90d") -> str:
    today = date.fromisoformat(DAY)
    return f"---\n{front}\n---\n" + "".join(f"- {today - timedelta(ago)} call: x\n" for ago in sorted(days_ago, reverse=True))


@pytest.mark.parametrize(
    ("days_ago", "drifting"),
    [
        ((30, 40, 50, 60), True), ((20, 30, 40, 50), True), ((19, 29, 39, 49), False), ((120, 130, 140, 150), True),
        ((121, 131, 141, 151), False), ((30, 40, 50), False), ((30, 30, 40, 50), False), ((), False),
    ],
)  # fmt: skip
def test_drifting_is_between_two_and_twelve_times_the_usual_gap(days_ago: tuple[int, ...], drifting: bool) -> None:
    assert ("- [[Ana]]: usually every" in reports({"People/Ana.md": touched(*days_ago)})["rhythm"]) is drifting


@pytest.mark.parametrize("front", ["status: paused", "status: archived", "snooze: 2027-01-01"])
def test_nobody_at_rest_is_drifting(front: str) -> None:
    text = reports({"People/Ana.md": touched(30, 40, 50, 60, front=f"cadence: 90d\n{front}")})["rhythm"]
    assert "Drifting" not in text
    assert "[[Ana]]" in text


def test_asks_are_no_touch_and_a_day_counts_once() -> None:
    files = {"People/Ana.md": touched(30, 40, 50, 60) + "- 2026-11-18 asked: x\n- 2026-10-21 lunch: again\n"}
    assert "- [[Ana]]: usually every 10 days, last on 2026-10-21.\n" in reports(files)["rhythm"]


def test_everybody_with_a_cadence_by_the_next_touch() -> None:
    files = {
        "People/Ana.md": touched(1), "People/Bo.md": touched(30, 40, 50, 65, front="cadence: 2w"),
        "People/Cy.md": touched(front="circle: inner\nmet: 2026-11-10"), "People/Dee.md": touched(5, front="status: paused\ncadence: 1w"),
        "People/Eve.md": touched(3, front="likes: tea"),
    }  # fmt: skip
    assert table(reports(files)["rhythm"], "Everyone") == [
        ["[[Bo]]", "14 d", "10 d", "2026-10-21", "2026-11-04"],
        ["[[Cy]]", "30 d", "", "", "2026-12-10"],
        ["[[Ana]]", "90 d", "", "2026-11-19", "2027-02-17"],
        ["[[Dee]]", "7 d", "", "2026-11-15", "paused"],
    ]


def test_touches_by_week() -> None:
    files = {"People/Ana.md": touched(0, 4, 5, 11, 12, 360, 400), "People/Bo.md": "- 2026-11-20 email: x\n- 2026-11-25 email: to come\n"}
    rows = table(reports(files)["rhythm"], "Touches by week")
    assert rows[0] == ["November 2026", "1 · 2 · 3", "6"]
    assert rows[-1] == ["November 2025", "0 · 1", "1"]
    assert len(rows) == 13


# ── never ───────────────────────────────────────────────────────────────────────────────────────

SECRET = {
    "People/Xena Quill.md": "---\nprivate: true\ncadence: 10d\ncompany: '[[Hushco]]'\nintroduced_by: '[[Ana]]'\nknows: '[[Bo]]'\n---\n"
    + "".join(f"- 2026-{month:02}-01 call: secretly\n" for month in range(6, 11))
    + "- 2026-10-01 lead: [[Globex]] secretly\n",
    "Companies/Hushco.md": "---\nprivate: true\n---\n",
    "People/Ana.md": "---\ncompany: '[[Hushco]]'\nintroduced_by: '[[Xena Quill]]'\nknows: '[[Xena Quill]]'\n---\n"
    "- 2026-10-02 lead: [[Xena Quill]]\n- 2026-10-03 lead: [[Xena Quill]] and [[Sam Lee]]\n- 2026-10-04 followed: [[Sam Lee]] with [[Xena Quill]]\n",
    "People/Bo.md": "---\npast_companies: ['[[Hushco]]']\n---\n",
    "Daily/2026-10-05.md": "---\nprivate: true\n---\n- lead: from [[Bo]], [[Zeppelin]] secretly\n",
}


def test_nothing_private_is_in_any_report() -> None:
    for text in reports(SECRET).values():
        for canary in ("Xena", "Quill", "Hushco", "secretly", "Zeppelin"):
            assert canary not in text


def test_a_private_contact_changes_no_figure() -> None:
    public = {path: text for path, text in SECRET.items() if "Xena" not in path}
    assert "0 · 0" in reports(SECRET)["rhythm"]
    assert reports(SECRET)["rhythm"] == reports(public)["rhythm"]


@settings(max_examples=40)
@given(st.text(st.one_of(st.sampled_from("[]()|*_~$`<>%:={}#^\\!-+&@1. ab/"), st.characters(codec="utf-8")), min_size=1, max_size=30))
def test_no_text_breaks_a_report(text: str) -> None:
    line = " ".join(text.split())
    found = reports({"People/Ana.md": f"---\nintroduced_by: '{line.replace(chr(39), '')}'\n---\n- 2026-11-01 lead: {line}\n- 2026-11-02 followed: {line}\n"})
    for region in ("follow-ups", "network"):
        assert "netvault:end" not in found[region]
        assert found[region].count("```") in (0, 2)
        assert not re.search(r"(?<!\\)<|`= |%%", found[region])


@pytest.mark.parametrize("day", ["0001-01-01", "0001-03-01", "9999-12-31"])
def test_any_day_can_be_looked_from(day: str) -> None:
    reports({**PEOPLE, **LEADS, "People/Dee.md": touched(1, 2, 3, 4)}, day)
