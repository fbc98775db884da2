"""A canary: a private contact whose every name, word and address holds “quux”, linked from everywhere.

In the terminal and in JSON it is shown, and marked; in what is written it is nowhere.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from cli_vaults import DAY, PEOPLE, data, run, texts, vault
from hypothesis import example, given
from hypothesis import strategies as st

from netvault.network.hidden import Hidden
from netvault.notes.note import read_note
from netvault.settings import DEFAULTS
from netvault.text import Source

ZEB = "People/Zebediah Quux.md"
LOG = """
## Log
- 2026-03-01 coffee: quux one
- 2026-09-01 asked: for a quux
- 2026-10-01 lead (quux): [[Bo Ek]] at [[Quuxworks]] needs a quux
- 2026-10-05 lead: [[Ann Lee]] at [[Acme]]
- 2026-10-08 received: quux help
- 2026-10-20 heard: a quux letter
- 2026-11-01 promised: to send a quux
- 2026-11-02 requested: quux, could I look?
- 2026-11-03 awaited: passes quux on
- 2026-11-04 news: a quux is born
- 2026-11-05 needs: a quux grower
- 2026-11-05 offers: quux pots
- [ ] 2026-11-21 lunch: quux soup
- [ ] mend the quux 📅 2026-11-19
"""
SECRET = {
    ZEB: "---\nprivate: true\naliases: [Zebquux, Quuxy]\ncompany: Quuxcorp\npast_companies: ['[[Acme]]', Oldquux]\nrole: quuxer\n"
    "email: zeb@quux.example\nphone: '+46 70 quux'\ncircle: inner\nbirthday: 1990-11-21\nneeds: [quux needs]\noffers: [quux pots]\n"
    "likes: [quux]\nintroduced_by: '[[Bo Ek]]'\nknows: ['[[Ann Lee]]']\n---\n" + LOG,
    "People/Unquux Broken.md": "---\nrole: a: quux\n---\n- 2026-10-01 lead: [[Bo Ek]] quux\n- 2026-11-18 heard: quux\n- [ ] 2026-11-20 call: quux\n",
    "Companies/Quuxworks.md": "---\nprivate: yes\n---\n# Quux\n",
    "Daily/2026-11-17.md": "---\nprivate: true\n---\n- [[Bo Ek]] promised: quux\n- Called [[Bo Ek]] about the quux\n"
    "- [ ] 2026-11-21 [[Bo Ek]]: coffee (the quux diagnosis): words\n- [[Bo Ek]] news: a quux\n",
}
PUBLIC = {
    "netvault.toml": "format = 1\n",
    "Companies/Acme.md": "# Acme\n- 2026-11-10 [[Zebediah Quux]] said: they grow\n",
    "People/Bo Ek.md": "---\ncompany: '[[Quuxworks]]'\npast_companies: ['[[Acme]]']\nintroduced_by: ['[[Zebediah Quux]]']\n"
    "knows: ['[[Zebquux]]', '[[People/Zebediah Quux|Quuxy]]']\ncircle: active\nlikes: ['walks with [[Zebediah Quux|the tall one]]']\nprefers_place: \"at [[Zebediah Quux|the tall one]]'s\"\nneeds: ['a word with [[Zebediah Quux]]', pots]\n---\n"
    "- 2026-09-01 call: about [[Zebediah Quux]] and the boat\n- 2026-10-02 lead: [[Zebediah Quux]] at [[Quuxworks]]\n"
    "- 2026-10-03 lead: [[Ann Lee]], says [[Zebquux]], at [[Acme]]\n- 2026-10-09 received: help with ![[Zebediah Quux]] the move\n"
    "- 2026-11-15 heard: from [his friend Quuxy](Zebediah%20Quux.md) [re:: [[Zebediah Quux]]]\n  - [[Zebediah Quux]] was there, quux\n",
    "People/Ann Lee.md": "---\nintroduced_by: '[[Zebediah Quux]]'\ncompany: '[[Zebediah Quux]]'\ncircle: inner\n---\n"
    "- 2026-10-06 call: with [[Zebediah Quux]]\n- 2026-11-12 asked: for [[Zebediah Quux]]'s address\n- 2026-11-14 promised: [[Zebediah Quux]]\n"
    "- 2026-11-16 requested: to meet [[Zebediah Quux|Mr Quux]] and [[Bo Ek]]\n",
    "Daily/2026-11-18.md": "- Had coffee with [[Zebediah Quux]] and [[Bo Ek]]\n- [[Zebediah Quux]] called, quux\n- Thinking of [[Zebediah Quux]], quux\n"
    "- [[Zebediah Quux]] introduced me to [[Ann Lee]]\n- Thanked [[Ann Lee]] for [[Zebediah Quux]]\n"
    "- [ ] call [[Zebediah Quux]] about quux 📅 2026-11-20\n- promised [[Ann Lee]] to ask [[Zebediah Quux]]\n",
    "Meetings/2026-11-16 Club.md": "---\ntype: meeting\nattendees: ['[[Zebediah Quux]]', '[[Bo Ek]]']\n---\n- [[Bo Ek]] lead: [[Zebediah Quux]]\n",
    "Meetings/2026-11-21 Next club.md": "---\ntype: meeting\nattendees: ['[[Zebediah Quux]]', '[[Bo Ek]]']\n---\n",
}
DAYS = ["2026-10-10", "2026-11-05", "2026-11-18", DAY, "2026-11-21", "2026-12-24", "2027-11-20"]


def everything(root: Path) -> str:
    return "\n".join(texts(root).values()) + "\n".join(path.read_text("utf-8") for path in sorted((root / "Reports").rglob("*.svg")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return vault(tmp_path, {**PUBLIC, **SECRET})


@pytest.mark.parametrize("day", DAYS)
def test_nothing_private_is_written(root: Path, day: str) -> None:
    assert run(root, "build", day=day).exit_code == 0
    lines = everything(root).splitlines()
    hidden = ("quux", "zebediah", "the tall one")
    assert [line for line in lines if any(word in line.casefold() for word in hidden)] == []
    assert "Ann Lee" in everything(root)


@pytest.mark.parametrize("day", DAYS)
def test_nothing_private_moves_what_is_written(tmp_path: Path, day: str) -> None:
    """Where only the private notes' own words change, not a byte of the outputs does."""
    one, other = vault(tmp_path / "one", {**PUBLIC, **SECRET}), vault(tmp_path / "other", {**PUBLIC, **SECRET})
    text = (other / ZEB).read_text("utf-8").replace(LOG, LOG.replace("quux", "grault") + "- 2026-11-10 gave: a lift\n")
    for old, new in (("1990-11-21", "1991-12-24"), ("quux.example", "grault.example"), ("Quuxcorp", "Acme"), ("quux pots", "corge")):
        text = text.replace(old, new)
    (other / ZEB).write_text(text, "utf-8")
    for root in (one, other):
        run(root, "build", day=day)
    assert everything(one) == everything(other)


def test_a_private_contact_is_in_no_count(tmp_path: Path) -> None:
    """Whether there is somebody private, with all that their notes say, changes not a byte of what is written."""
    secret = {path: text for path, text in SECRET.items() if path in (ZEB, "Companies/Quuxworks.md")}
    one, other = vault(tmp_path / "one"), vault(tmp_path / "other", {**PEOPLE, **secret})
    for day in DAYS:
        built, hidden = (run(root, "build", day=day).stderr for root in (one, other))
        assert everything(one) == everything(other)
        assert hidden == built


def test_nothing_private_is_in_a_diff_or_in_what_build_says(root: Path) -> None:
    for words in (["build", "--diff"], ["build", "--check"], ["build"]):
        said = run(root, *words).output.replace("Unquux Broken.md", "")
        assert "quux" not in said.casefold().replace("role: a: quux", ""), words


def test_a_template_of_the_vault_sees_nothing_private(root: Path) -> None:
    walk = (
        "{% macro walk(value, depth) %}{% if value is mapping %}{% for key in value %}{{ walk(value[key], depth) }}{% endfor %}"
        "{% elif value is string or value is number or value is none %}{{ value }}\n{% else %}{% for one in value %}{{ walk(one, depth) }}{% endfor %}"
        "{% endif %}{% endmacro %}"
    )
    names = {
        "today": "date day three groups empty read missed people notes unreadable more agenda_link reciprocity_link",
        "agenda": "date groups", "reciprocity": "date easiest next table",
    }  # fmt: skip
    for name, keys in names.items():
        asked = "".join(f"{{{{ walk({key}, 0) }}}}" for key in keys.split())
        vault(root, {f"templates/netvault/{name}.md.j2": walk + asked})
    result = run(root, "build")
    assert result.exit_code == 0, result.stderr
    assert "Ann Lee" in texts(root)["Today.md"]
    assert "quux" not in everything(root).casefold()


ACTS = "talked attempt heard asked requested gave offered received lead followed declined reported promised awaited thanked kind news needs offers likes"


@pytest.mark.parametrize("act", ACTS.split())
def test_the_words_of_a_private_note_about_somebody_public(tmp_path: Path, act: str) -> None:
    private = f"---\nprivate: true\n---\n- 2026-11-19 [[Ann Lee]] {act}: a quux for [[Bo Ek]]\n- 2026-11-21 [[Ann Lee]] lunch: quux\n"
    vault(tmp_path, {"Note.md": private, "People/Ann Lee.md": "---\ncircle: inner\n---\n- 2026-10-01 call: hi\n", "People/Bo Ek.md": ""})
    for day in (DAY, "2026-11-30"):
        assert run(tmp_path, "build", day=day).exit_code == 0
        assert [line for line in everything(tmp_path).splitlines() if "quux" in line] == []


def test_the_terminal_shows_and_marks_it(root: Path) -> None:
    shown = run(root, "today", "--all").stdout
    assert "Zebediah Quux (private)" in shown
    assert "Zebediah Quux (private)" in run(root, "people").stdout
    assert "quux one" in run(root, "entries", "zebediah").stdout


def test_json_shows_and_marks_it(root: Path) -> None:
    assert [one["path"] for one in data(root, "people") if one["private"]] == ["People/Unquux Broken.md", ZEB]
    items = data(root, "today")["items"]
    assert {item["private"] for item in items if item["contact"] == ZEB} == {True}
    assert any(item["contact"] == ZEB for item in items)
    assert all(one["private"] for one in data(root, "entries") if ZEB in one["contacts"])
    assert all(one["private"] for one in data(root, "entries", "--mentions") if one["source"]["path"] in SECRET)


def test_it_is_never_among_the_three_and_takes_no_place(root: Path) -> None:
    found = data(root, "today")
    private = {item["id"] for item in found["items"] if item["private"]}
    assert private
    assert not private & set(found["three"])
    assert "Quux" not in run(root, "build").stderr


def test_check_tells_the_person_and_not_the_server(root: Path) -> None:
    vault(root, {ZEB: (root / ZEB).read_text("utf-8").replace("circle: inner", "circle: quuxy\nemial: quux")})
    codes = {one["code"] for one in json.loads(run(root, "check", "--format", "json").stdout) if "uux" in one["path"]}
    assert codes >= {"unknown-circle", "unknown-field", "front-matter-syntax"}
    shown = run(root, "check", "--format", "github").output
    assert "quux" not in shown.casefold()
    assert "more, about what is private or counts as private" in shown


def test_what_private_says_and_cannot_be_read_counts_as_yes(tmp_path: Path) -> None:
    values = ["yes", "Yes", "true", "on", "1", "y", "ja", "perhaps", "[x]", "{a: b}", '"true"']
    vault(tmp_path, {f"People/P{n}.md": f"---\nprivate: {value}\n---\n" for n, value in enumerate(values)})
    assert all(one["private"] for one in data(tmp_path, "people"))
    open_ = ["no", "No", "false", "off", "", "null"]
    vault(tmp_path / "open", {"netvault.toml": "", **{f"People/P{n}.md": f"---\nprivate: {value}\n---\n" for n, value in enumerate(open_)}})
    assert not any(one["private"] for one in data(tmp_path / "open", "people"))


def test_a_link_in_front_matter_to_somebody_private_is_told(tmp_path: Path) -> None:
    files = {
        "People/Eve Canary.md": "---\nprivate: true\n---\n",
        "People/Tom Okafor.md": "---\n# [[Eve Canary]]\nintroduced_by: '[[Eve Canary]]'\n---\n",
    }
    result = run(vault(tmp_path, files), "check")
    assert result.stdout.splitlines()[0] == "People/Tom Okafor.md:3:17: info private-in-note: A private contact is linked here."


def test_names_without_a_link_are_left_out_too(tmp_path: Path) -> None:
    files = {
        "People/Will Canary.md": "---\nprivate: true\naliases: [Bebe, Will]\nemail: will@canary.example.com\n---\n",
        "People/Tom Okafor.md": "- 2026-11-17 received: she told me about Bebe\n- 2026-11-18 heard: is will@canary.example.com right?\n"
        "- 2026-11-19 lead: [[Initech]], will canary works there, I will ask\n- 2026-11-19 something with Will Canary\n",
    }
    root = vault(tmp_path, files)
    assert run(root, "build").exit_code == 0
    written = "\n".join(texts(root).values())
    assert [name for name in ("Bebe", "Canary", "canary", "Will") if name in written] == []
    assert "“she told me about …”" in written
    assert "I will ask" in written


def test_names_in_links_that_have_no_note_are_left_out_too(tmp_path: Path) -> None:
    files = {
        "People/Ben Carter.md": "---\nprivate: yes\n---\n",
        "People/Bea Lund.md": "---\nprivate: yes\n---\n",
        "Initech.md": "",
        "People/Leo Rask.md": "---\ncircle: active\ncompany: \"[[Ben Carter's firm]]\"\nknows: [\"[[Ben Carter's wife]]\", \"[[Bea Lund's wife]]\"]\n"
        "introduced_by: \"[[Friend of Ben Carter]]\"\n---\n"
        "- 2026-11-15 lead: [[Ben Carter's boss]] hires\n- 2026-11-16 lead: [[Initech|Ben Carter's shop]] hires\n",
    }
    root = vault(tmp_path, files)
    assert run(root, "build").exit_code == 0
    drawn = [run(root, "graph", "--format", form).stdout for form in ("mermaid", "canvas", "graphml", "json")]
    assert [line for line in "\n".join([everything(root), *drawn]).splitlines() if "carter" in line.casefold()] == []
    today = (root / "Today.md").read_text("utf-8")
    assert "Try …'s boss: [[Leo Rask]] gave you the lead 15 Nov, due 18 Nov: “…'s boss hires”" in today
    assert "“[[Initech|…'s shop]] hires”" in today
    assert "- …'s firm: [[Leo Rask]]\n" in (root / "Reports/Network.md").read_text("utf-8")
    wives = [node["name"] for node in json.loads(drawn[-1])["nodes"] if "wife" in node["name"]]
    assert wives == ["…'s wife", "…'s wife (2)"]


@pytest.mark.parametrize("head", ["\n---\nprivate: yes\n---\n", "----\nprivate: yes\n---\n", "# Eve\n---\nPrivate: true\n---\n"])
def test_front_matter_in_the_wrong_place_that_says_private_hides(tmp_path: Path, head: str) -> None:
    root = vault(tmp_path, {"People/Eve Canary.md": f"{head}- 2026-11-18 heard: sang\n"})
    assert "front-matter-syntax" in run(root, "check").stdout
    run(root, "build")
    assert "sang" not in "\n".join(texts(root).values())


def test_log_and_add_say_that_they_name_somebody_private(tmp_path: Path) -> None:
    root = vault(tmp_path, {"People/Eve Canary.md": "---\nprivate: yes\n---\n", "People/Tom Okafor.md": ""})
    told = "Eve Canary: private, but named in a note that is not, which is shared as it stands.\n"
    assert told in run(root, "log", "tom,eve", "lunch: soup").stderr
    assert told in run(root, "add", "New One", "--introduced-by", "eve").stderr
    assert told not in run(root, "log", "eve,tom", "lunch: soup").stderr


@pytest.mark.parametrize("bad", [b"caf\xe9\n", "---\nprivate: true\n---\n".encode("utf-16")])
def test_somebody_whose_note_can_no_longer_be_read_is_named_nowhere(tmp_path: Path, bad: bytes) -> None:
    """Who knows whether they are private: the note may have said so before one wrong byte got into it."""
    jane = "- 2026-11-03 promised: ring [[Zyx Privo]]\n- 2026-11-04 lead: [[Zyx Privo]] at [[Acme]]\n- 2026-11-05 lead: [[Acme]], says Zyx Privo\n"
    root = vault(tmp_path, {"People/Jane Doe.md": jane, "People/Zyx Privo.md": bad})
    run(root, "build", day="2026-11-12")
    assert "Jane Doe" in everything(root)
    assert [line for line in everything(root).splitlines() if "zyx" in line.casefold()] == []


@pytest.mark.parametrize(
    ("name", "said", "shown"),
    [
        ("Zsófia Kovács", unicodedata.normalize("NFD", "Zsófia Kovács"), "… is ill"),
        (unicodedata.normalize("NFD", "Zsófia Kovács"), "Zsófia Kovács", "… is ill"),
        ("Zsófia Kovács", "zsofia  kovacs", "… is ill"),
        ("Anna-Lena Berg", "Anna Lena Berg", "… is ill"),
        ("Anna Lena Berg", "Anna-Lena Berg's mother", "…'s mother is ill"),
        ("Karin Falk", "Karin%20Falk", "… is ill"),
        ("Madonna", "MADONNA", "… is ill"),
        ("王小明", "昨天王小明", "昨天… is ill"),
        ("Will", "she will", "she will is ill"),
        ("Will", "Willow", "Willow is ill"),
        ("Groß", "GROSS", "… is ill"),
    ],
)
def test_a_private_name_in_another_spelling_is_left_out(tmp_path: Path, name: str, said: str, shown: str) -> None:
    root = vault(tmp_path, {f"People/{name}.md": "---\nprivate: yes\n---\n", "People/Jane Doe.md": f"- 2026-11-18 heard: {said} is ill\n"})
    run(root, "build")
    assert f"“{shown}”" in (root / "Today.md").read_text("utf-8")


def test_a_private_name_is_left_out_before_words_are_cut(tmp_path: Path) -> None:
    line = f"- 2026-11-18 heard: {'x' * 40} {'y' * 40} Zsofia Kovacs is ill\n"
    root = vault(tmp_path, {"People/Zsofia Kovacs.md": "---\nprivate: yes\n---\n", "People/Jane Doe.md": line})
    run(root, "build")
    assert "Zsofia" not in everything(root)


@given(st.text(max_size=30), st.text(st.characters(categories=["L", "M", "Zs", "P"]), min_size=1, max_size=12).filter(lambda name: name.strip("/")))
@example("", "\u0149k\u013f")
def test_what_is_left_of_a_text_names_nobody(text: str, name: str) -> None:
    """Whatever the name and the text: the name is left out where it stands, and nothing is lost of a text without it."""
    note = read_note(Source(f"People/{name.replace('/', '')}.md", "---\nprivate: yes\n---\n"), DEFAULTS).value
    hidden = Hidden([note])
    assert hidden.named(note.name)
    assert "…" in hidden.without(f"by {note.name} for")
    assert hidden.without(text) == text or hidden.named(text)
