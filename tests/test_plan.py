"""From wanted outputs and what is on disk to a plan (format, section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netvault.notes.regions import find_regions, new_note, region_text, render_region
from netvault.plan import Output, Plan, Saved, Write, diff, make_plan
from netvault.text import Source

DAY = date(2026, 11, 20)
TODAY = Output("Today.md", "today", "- [ ] Thank [[Jane]] ^nv-1a2b3c4d")
AGENDA = Output("Reports/Agenda.md", "agenda", "# Agenda\n\nnothing")


def sources(files: Mapping[str, str]) -> dict[str, Source]:
    return {path: Source(path, text) for path, text in files.items()}


def plan(files: Mapping[str, str], *wanted: Output, day: date = DAY, **more: Any) -> Plan:
    return make_plan(wanted, sources(files), day, **more)


def applied(files: Mapping[str, str], made: Plan) -> dict[str, str]:
    return {**files, **{write.path: write.text for write in made.writes}}


def codes(made: Plan) -> list[tuple[str, str, str, int]]:
    return [(found.code, found.severity, found.path, found.line) for found in (*made.refused, *made.warnings)]


def region(content: str, name: str = "today", day: date = DAY) -> str:
    return render_region(name, day, content)


def test_nothing_wanted_is_nothing_planned() -> None:
    assert plan({}) == Plan()
    assert diff(Plan()) == ""


def test_new_notes_hold_just_their_region() -> None:
    made = plan({}, TODAY, AGENDA)
    agenda = Write("Reports/Agenda.md", None, new_note(region(AGENDA.content, "agenda")))
    assert made == Plan((agenda, Write("Today.md", None, new_note(region(TODAY.content)))))
    assert plan(applied({}, made), TODAY, AGENDA) == Plan()


def test_two_regions_of_one_note() -> None:
    made = plan({}, TODAY, Output("Today.md", "waiting", "none"))
    assert [write.text for write in made.writes] == [new_note(region(TODAY.content), region("none", "waiting"))]


def test_only_the_region_is_replaced() -> None:
    text = "\ufeff---\r\nmine: 1\r\n---\r\nabove  \r\n{}\r\n\r\nbelow\tend"
    files = {"Today.md": text.format(region("old", day=date(2026, 11, 19)).replace("\n", "\r\n"))}
    made = plan(files, TODAY)
    new = text.format(region(TODAY.content).replace("\n", "\r\n"))
    assert made == Plan((Write("Today.md", files["Today.md"], new),))
    assert plan(applied(files, made), TODAY) == Plan()


def test_a_note_of_the_users_is_left_alone() -> None:
    made = plan({"Today.md": "my day\n"}, TODAY)
    assert made.writes == ()
    assert codes(made) == [("output-taken", "error", "Today.md", 1)]
    for way_out in ("Rename", "[output]", "<!-- netvault:begin today -->", "<!-- netvault:end today -->"):
        assert way_out in made.refused[0].help


def test_the_way_out_works() -> None:
    files = {"Today.md": "my day\n\n<!-- netvault:begin today -->\n<!-- netvault:end today -->\n\nmore\n"}
    made = plan(files, TODAY)
    assert applied(files, made) == {"Today.md": f"my day\n\n{region(TODAY.content)}\n\nmore\n"}
    assert (made.refused, made.saved, made.warnings) == ((), (), ())


def test_broken_markers_stop_the_whole_note() -> None:
    begin = "<!-- netvault:begin waiting -->"
    files = {"Today.md": f"{region('old')}\n\n{begin}\n", "Other.md": f"{begin}\n", "Good.md": region("old")}
    made = plan(files, TODAY)
    assert codes(made) == [("region-markers", "error", "Other.md", 1), ("region-markers", "error", "Today.md", 7)]
    assert [write.path for write in made.writes] == ["Good.md"]


def test_any_note_shows_a_region() -> None:
    files = {"Home.md": f"# Home\n\n{region('old')}\n", "Not.md": "text\n", "Today.md": region("old")}
    made = plan(files, TODAY)
    assert [write.path for write in made.writes] == ["Home.md", "Today.md"]
    assert plan(applied(files, made), TODAY) == Plan()


def test_a_dated_note_shows_its_own_day_only() -> None:
    files = {"Daily/2026-11-19.md": region("then"), "Daily/2026-11-20.md": region("now")}
    files["Daily/2026-11-19.md"] += "\n\n" + region("old", "agenda")
    days = {"Daily/2026-11-19.md": date(2026, 11, 19), "Daily/2026-11-20.md": DAY}
    made = plan({**files, "Today.md": new_note(region(TODAY.content))}, TODAY, AGENDA, days=days)
    assert [write.path for write in made.writes] == ["Daily/2026-11-19.md", "Daily/2026-11-20.md", "Reports/Agenda.md"]
    assert region("then") in made.writes[0].text
    assert "nothing" in made.writes[0].text


def test_a_region_of_no_output_is_named_and_left() -> None:
    made = plan({"Home.md": region("mine", "tody")}, TODAY)
    assert codes(made) == [("unknown-region", "info", "Home.md", 1)]
    assert made.warnings[0].help == "There are: today."


def test_a_newer_format_is_left() -> None:
    made = plan({"Today.md": region("new").replace(" v1 ", " v2 ")}, TODAY)
    assert (codes(made), made.writes) == ([("region-format", "error", "Today.md", 1)], ())


# ── edits by hand ───────────────────────────────────────────────────────────────────────────────


def test_a_hand_edit_is_saved_before_it_goes() -> None:
    old = region("line\nother").replace("line", "my line")
    files = {"Today.md": f"above\n\n{old}\n"}
    made = plan(files, TODAY)
    assert made.saved == (Saved("Today.md", "my line\nother", "region-edited"),)
    assert codes(made) == [("region-edited", "warning", "Today.md", 3)]
    assert [write.text for write in made.writes] == [f"above\n\n{region(TODAY.content)}\n"]


def test_ticks_that_wait_keep_their_region() -> None:
    files = {"Today.md": new_note(region(TODAY.content), region("old", "waiting")).replace("- [ ]", "- [x]")}
    wanted = (TODAY, Output("Today.md", "waiting", "new"))
    made = plan(files, *wanted)
    assert codes(made) == [("ticks-waiting", "warning", "Today.md", 3)]
    assert made.saved == ()
    (write,) = made.writes
    assert "- [x] Thank" in write.text
    assert "new" in write.text


def test_ticks_that_were_taken_in_go() -> None:
    files = {"Today.md": new_note(region(TODAY.content)).replace("- [ ]", "- [x]")}
    made = plan(files, TODAY, taken={"nv-1a2b3c4d"})
    assert made == Plan((Write("Today.md", files["Today.md"], new_note(region(TODAY.content))),))
    both = {"Today.md": files["Today.md"].replace("Jane", "Joan")}
    made = plan(both, TODAY, taken={"nv-1a2b3c4d"})
    assert [saved.text for saved in made.saved] == ["- [x] Thank [[Joan]] ^nv-1a2b3c4d"]


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def test_the_spelling_on_disk_counts() -> None:
    files = {"today.md": new_note(region("old")), "reports/AGENDA.md": new_note(region("old", "agenda"))}
    made = plan(files, TODAY, AGENDA, folders=["reports"])
    assert [write.path for write in made.writes] == ["reports/AGENDA.md", "today.md"]
    made = plan({}, AGENDA, Output("Cafe\u0301/x.md", "x", "x"), folders=["reports", "Caf\u00e9"])
    assert [write.path for write in made.writes] == ["Caf\u00e9/x.md", "reports/Agenda.md"]
    assert codes(plan({"TODAY.md": "mine\n"}, TODAY)) == [("output-taken", "error", "TODAY.md", 1)]


def test_the_exact_spelling_comes_first() -> None:
    files = {"today.md": "mine\n", "Today.md": new_note(region("old"))}
    made = plan(files, TODAY)
    assert ([write.path for write in made.writes], made.refused) == (["Today.md"], ())


@pytest.mark.parametrize("name", ["Today.md", "today.MD"])
def test_a_folder_or_an_unreadable_file_in_the_way(name: str) -> None:
    for made in (plan({}, TODAY, AGENDA, folders=[name]), plan({}, TODAY, AGENDA, unreadable=[name])):
        assert codes(made) == [("output-taken", "error", name, 1)]
        assert [write.path for write in made.writes] == ["Reports/Agenda.md"]


def test_content_that_would_break_the_markers_is_refused() -> None:
    made = plan({"Home.md": region("old")}, Output("Today.md", "today", "<!-- netvault:end today -->"), AGENDA)
    assert codes(made) == [("output-broken", "error", "Today.md", 1), ("unknown-region", "info", "Home.md", 1)]
    assert [write.path for write in made.writes] == ["Reports/Agenda.md"]


# ── as a diff ───────────────────────────────────────────────────────────────────────────────────


def test_the_diff() -> None:
    made = Plan((Write("New.md", None, "a\nb\n"), Write("Old.md", "one\ntwo\u2028x\nend", "one\n2\nend")))
    assert diff(made) == (
        "--- /dev/null\n+++ b/New.md\n@@ -0,0 +1,2 @@\n+a\n+b\n"
        "--- a/Old.md\n+++ b/Old.md\n@@ -1,3 +1,3 @@\n one\n-two\u2028x\n+2\n end\n\\ No newline at end of file\n"
    )


# ── properties ──────────────────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.sampled_from("ab #-\n\r🙂") | st.characters(codec="utf-8", exclude_characters="`~"), max_size=40)


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_outside_stays_and_a_second_plan_is_empty(
    before: str, old: str, after: str, new: str, newline: str, touched: bool
) -> None:
    inside = region(old).replace("\n", newline)
    if touched:
        inside = inside.replace(f"{newline}<!-- netvault:end", f"mine{newline}<!-- netvault:end")
    text = f"{before}{newline}{inside}{newline}{after}"
    found = find_regions(Source("Today.md", text))
    assume(len(found.value) == 1 and not found.diagnostics)
    files = {"Today.md": text}
    wanted = Output("Today.md", "today", new)
    made = plan(files, wanted)
    (write,) = made.writes or (Write("Today.md", text, text),)
    start, end = text.index(inside), text.index(inside) + len(inside)
    assert write.text.startswith(text[:start])
    assert write.text.endswith(text[end:])
    assert [region_text(Source("", write.text), r) for r in find_regions(Source("", write.text)).value] == [
        region_text(Source("", region(new)), find_regions(Source("", region(new))).value[0])
    ]
    assert bool(made.saved) == (touched and not made.refused)
    assert plan(applied(files, made), wanted) == Plan()
