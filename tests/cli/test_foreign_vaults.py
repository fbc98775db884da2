"""Vaults that were never meant for netvault: nothing in them changes, everything wrong is named, and the rest works."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import socket
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from cli_vaults import DAY, OUTPUTS, bare, changed, files, program, run, texts, vault

NEXT_DAY = "2026-11-21"
JANE = "---\ntype: contact\ncircle: active\n---\n- 2026-10-01 call: hi\n- 2026-10-02 lead: [[Ravi]] at [[Acme]]\n"
PLACE = re.compile(r".*:\d+:\d+: (error|warning|info) [a-z0-9-]+: .+")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def drive(root: Path, *, refuses: bool = False) -> list[dict[str, object]]:
    """Run everything on a vault, and hold it to what was promised. Returns its problems."""
    before = files(root)
    assert run(root, "build", "--check").exit_code == 1
    shown = run(root, "build", "--diff").stdout
    assert changed(before, root) == []
    first = run(root, "build")
    assert first.exit_code == (1 if refuses else 0)
    made = set(changed(before, root))
    assert made <= set(OUTPUTS) or refuses
    assert {path for path in made if path.encode() in before} <= set(OUTPUTS)

    built, again = files(root), run(root, "build")
    assert again.exit_code == first.exit_code
    assert "Nothing has changed." in again.stderr or refuses
    assert changed(built, root) == []

    problems: list[dict[str, object]] = json.loads(run(root, "check", "--format", "json").stdout)
    text, server = run(root, "check"), run(root, "check", "--format", "github")
    assert text.exit_code == server.exit_code == (1 if any(one["severity"] == "error" for one in problems) else 0)
    heads = [line for line in text.stdout.splitlines() if not line.startswith(" ")]
    assert len(heads) == len(problems)
    assert all(PLACE.fullmatch(head) for head in heads)
    for one in problems:
        assert_place(root, one)
    assert all(re.fullmatch(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+::\S.+", line) for line in server.stdout.splitlines())

    for words in (["today"], ["people"], ["entries", "--mentions"], ["stats"]):
        json.loads(run(root, *words, "--json").stdout)
        shown += run(root, *words).stdout
    assert not CONTROL.search(shown + text.stdout + server.stdout + first.stderr)
    assert changed(built, root) == []
    if not refuses:
        tomorrow(root)
    return problems


def assert_place(root: Path, one: dict[str, object]) -> None:
    """A problem has a place that exists, a sentence, and a help."""
    assert one["message"]
    assert one["help"]
    path = root / str(one["path"])
    if not path.is_file():
        assert (one["line"], one["column"]) == (1, 1)
        return
    with path.open("rb") as file:
        lines = re.split("\r\n|\r|\n", file.read(6_000_000).decode("utf-8", "replace"))
    line, column = one["line"], one["column"]
    assert isinstance(line, int)
    assert isinstance(column, int)
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


def tomorrow(root: Path) -> None:
    """The next day changes the lines that name a day, and those of items that came or went; going back gives the same bytes."""
    today = texts(root)
    run(root, "build", day=NEXT_DAY)
    for path in ("Reports/Reciprocity.md", "Reports/Network.md", "Reports/Follow-ups.md"):
        new = [line for line in texts(root)[path].splitlines() if line not in today[path].splitlines()]
        assert all(NEXT_DAY in line for line in new), path
    run(root, "build")
    assert texts(root) == today


# ── a help site ─────────────────────────────────────────────────────────────────────────────────

FRONT = [
    "", "", "---\ntitle: {t}\nsidebar_position: {n}\nslug: /x\n---\n", "---\nlayout: post\ntitle: \"{t}: a guide\"\ndate: 2023-04-1{m} 10:00:00 +0200\n---\n",
    "+++\ntitle = \"{t}\"\n+++\n", "---\naliases:\n  - {t}\ncssclasses: [wide]\ncreated: 2024-01-01T10:00\n---\n", "---\nkey: &a 1\nother: *a\n---\n",
    "---\ntitle: {t}\ntype: book\nauthor: [[{o}]]\nstatus: reading\n---\n", "---\ndate: <% tp.date.now() %>\nup: \"[[Home]]\"\n---\n", "---\n---\n",
    "---\n- a\n- list\n---\n", "---\nonly a text\n---\n", "---\ntitle: what: ever\n---\n", "---\n\ttab: 1\n---\n", "---\ntitle: 'open\n---\n",
    "---\ntitle: 1\ntitle: 2\n---\n", "---\ntype: meeting\ndate: 2025-02-30\nattendees: {o}\n---\n", "---\nmarp: true\n---\n# One\n---\n# Two\n---\n",
    "---\ndate: 2021-13-45\npeople: [{o}]\nemail: [a@b.c, {{x: y}}]\n---\n",
]  # fmt: skip
BODY = [
    "# {t}\n\nOpen the *settings*. See [[{o}]] and [guide](x.md#top).\n\n", "> [!note] Careful\n> - 2024-01-01 called [[{o}]]\n\n",
    "| a | b |\n|---|:-:|\n| [[{o}\\|x]] | `- 2024-01-01` |\n\n", "```dataview\nTABLE due FROM #x\n```\n\n", "```js\n- 2024-01-01 call: nope\n```\n\n~~~\nopen fence\n",
    "- [ ] task [[{o}]] 📅 2024-05-09\n- [x] done ✅ 2024-01-01\n\t- [/] sub\n\t\t- [?] what [[{o}]]\n", "<%* for (;;) {{ %>x<%* }} %>\n", "$$\n\\sum [[x]]\n$$\n%% [[{o}]] %%\n",
    "<!-- html\n- 2024-01-01 call: x\n-->\n<details>\n- y\n</details>\n\n", "---\n\nA rule above.\n\n***\n\n", "1. one\n2. two\n   - 2023-05-0{m} asked [[{o}]] for help\n   - 2023/05/01 [[{o}]]\n",
    "Prose about meeting [[{o}]]. Asked her to. Promised nothing.\n\n[^1]: 2024-01-01: note\n\n", "## 2024-0{m}-1{m} Release\n\n- call: fixed [[{o}]]\n- Signal: handling\n- lead: to gold\n\n",
    "![[{o}]] #tag/x ^block{n}\n\n", "Setext\n======\n- 2024-02-30 impossible [[{o}]]\n- 12/11/2024 us [[{o}]]\n", "{{% raw %}}{{{{ x }}}}{{% endraw %}}\n:::note\n:::\n",
]  # fmt: skip
FOLDERS = ["", "docs/", "docs/Getting started/", "People/", "Contacts/Team/", "Companies/", "Organisations/", "Journal/", "x/" * 12]
CODINGS: list[Callable[[str], bytes]] = [
    lambda text: text.replace("\n", "\r\n").encode(), lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode() + b"caf\xe9",
    lambda text: text.encode("utf-16"), lambda text: text.encode() + b"\0", lambda text: b"", lambda text: text.replace("\n", "\r").encode(),
]  # fmt: skip


def help_site(root: Path, count: int, seed: int) -> Path:
    """Many notes of other tools."""
    chance = random.Random(seed)
    names = [f"{chance.choice(['Install', 'Sync café', '日本語', 'C++ & you', 'Emoji 🎉'])} {n}" for n in range(count)]
    for n, name in enumerate(names):
        words = {"t": name, "o": chance.choice(names), "n": n, "m": chance.randint(1, 9)}
        text = chance.choice(FRONT).format(**words) + "".join(chance.choice(BODY).format(**words) for _ in range(chance.randint(0, 9)))
        folder = chance.choice(FOLDERS)
        path = f"{folder}{name}.md" if folder != "Journal/" else f"Journal/2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}.md"
        vault(root, {path: chance.choice(CODINGS)(text) if chance.random() < 0.2 else text.encode()})
    return vault(
        root,
        {
            "board.canvas": '{"nodes": []}', "x.base": "views: []", "pic.png": b"\x89PNG\0", ".obsidian/app.json": "{}",
            ".obsidian/templates.json": '{"folder": "templates"}', "templates/T.md": "---\ndate: {{date}}\ntype: contact\n---\n- {{date}} call: x",
            ".obsidian/daily-notes.json": '{"folder": "Journal"}', ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "tpl"}',
            "tpl/x.md": "---\ntype: contact\n---\n<% tp.x %>",
        },
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_a_help_site(tmp_path: Path, seed: int) -> None:
    root = help_site(tmp_path / "site", 120, seed)
    problems = drive(root)
    assert {"front-matter-syntax", "front-matter-too-complex", "not-utf8", "bad-date"} <= {str(one["code"]) for one in problems}
    other = tmp_path / "another folder" / "quite elsewhere"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("Today.md", "Reports"))
    done = program(other, "build", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert texts(other) == texts(root)


# ── names ───────────────────────────────────────────────────────────────────────────────────────

NAMES = [
    'Ja"ne', "O'Neil", "100% sure", "hash # tag", "new\nline", "trail..", "trail. ", " lead", "x" * 200, "🎉 party", "Zoë", "Zoe\u0308 2", "Amélie",
    "Ame\u0301lie", "a`b", "[[a]]", "a|b", "$x$", "{{ x }}", "<% x %>", "*star*", "_u_", "~~s~~", "%%c%%", "==h==", "a::b", "esc\x1b[31m",
    "bidi\u202egnp", "tab\tname", "cr\rname", "nel\x85x", "ls\u2028x", "zw\u200bsp", "-dash", "--", "a\\b", "=cmd", "@at", "#tag", "^c", "a^b",
    "&amp;", ":colon", "q?", "*", "Today", "Agenda", "Reports", "People", "index", "README", "_x", "1. one", "- x", "2026-11-20", "\ufeffbom",
    "ＦＵＬＬ", "ı", "İ", "ß", "SS", "netvault:begin", "-->", "<!-- x", "javascript:x", "two  blanks",
]  # fmt: skip


def test_odd_names(tmp_path: Path) -> None:
    root = vault(tmp_path / "odd", {f"People/{name}.md": JANE for name in NAMES})
    links = "".join(f"- Called [[{name}]] about [[{other}]]\n" for name, other in pairwise(NAMES) if "Today" not in (name, other))
    vault(root, {"netvault.toml": "", "Daily/2026-11-19.md": links, "a/b/c/d/e/f/g/h/i/j/k/l/deep.md": JANE})
    for raw in (b"People/bad\xff.md", b"\xe9t\xe9.md"):
        (root / os.fsdecode(raw)).write_text(JANE, "utf-8")
    (root / os.fsdecode(b"People/b\xff")).mkdir()
    (root / os.fsdecode(b"People/b\xff/in.md")).write_text(JANE, "utf-8")
    problems = drive(root)
    assert [one["path"] for one in problems if one["code"] == "odd-name"] == ["People/b\\xff", "People/bad\\xff.md", "\\xe9t\\xe9.md"]
    names = {one["path"] for one in json.loads(run(root, "people", "--json").stdout)}
    own = {"People.md", "index.md", "README.md", "_x.md"}  # no contacts by format, section 2, where a `type:` does not say so
    assert names >= {f"People/{name}.md" for name in NAMES if f"{name}.md" not in own}
    for text in texts(root).values():
        assert [line[:18] for line in text.splitlines() if "netvault:" in line and "<!--" in line] == ["<!-- netvault:begi", "<!-- netvault:end "]


@pytest.mark.parametrize("name", ["nel\x85x", "ls\u2028x", "bidi\u202egnp", "two  blanks"])
def test_a_name_that_no_link_can_hold_is_no_link(tmp_path: Path, name: str) -> None:
    vault(tmp_path, {"netvault.toml": "", f"People/{name}.md": JANE})
    run(tmp_path, "build")
    shown = "\n".join(texts(tmp_path).values())
    assert name[:2] in shown
    assert not re.search("[\x85\u2028\u202e]", shown)
    assert "[[two blanks" not in shown


def test_a_line_that_links_a_note_which_the_build_makes(tmp_path: Path) -> None:
    vault(tmp_path, {"netvault.toml": "", "People/Jane.md": JANE, "Daily/2026-11-19.md": "- Thinking of [[Jane]] and [[Today]]\n"})
    run(tmp_path, "build")
    assert run(tmp_path, "build").stderr == "Nothing has changed.\n"


# ── what is no note ─────────────────────────────────────────────────────────────────────────────


def test_pipes_sockets_devices_and_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = vault(tmp_path / "v", {"netvault.toml": "", "People/Jane.md": JANE, "People/dir.md/in.md": JANE, "Today.md/x.md": "mine\n"})
    outside = vault(tmp_path / "outside", {"Out.md": JANE})
    os.mkfifo(root / "People/fifo.md")
    monkeypatch.chdir(root / "People")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("sock.md")
        for name, target in {
            "People/loop": "..", "People/out": str(outside), "Out.md": str(outside / "Out.md"), "self.md": "self.md", "nowhere.md": "nothing.md",
            "a link.md": "People/Jane.md", "zero.md": "/dev/zero", "etc": "/etc",
        }.items():  # fmt: skip
            (root / name).symlink_to(target)
        problems = drive(root, refuses=True)
    assert [(one["path"], one["code"]) for one in problems] == [("Today.md", "output-taken")]  # it is a folder
    assert [one["path"] for one in json.loads(run(root, "people", "--json").stdout)] == ["People/dir.md/in.md", "People/Jane.md"]
    assert (root / "Today.md/x.md").read_text("utf-8") == "mine\n"
    assert (root / "Reports/Agenda.md").is_file()


# ── sizes ───────────────────────────────────────────────────────────────────────────────────────

LARGE = {
    "empty": "", "blank": "\n\n \n", "bom": "\ufeff", "brackets": "---\nneeds: " + "[" * 25_000 + "\n---\n- 2026-10-01 call: x\n",
    "braces": "---\nneeds: " + "{a: " * 9000 + "\n---\n", "dashes": "- " * 500_000, "items": "- \n" * 30_000, "quotes": "> " * 300_000,
    "hashes": "#" * 500_000, "links": "[[" * 250_000, "stars": "- 2026-10-01 " + "*_" * 150_000, "ticks": "`" * 200_000 + "\n" + "` `` ``` " * 30_000,
    "fields": "- 2026-10-01 call: " + "[a:: " * 100_000, "rounds": "- 2026-10-01 call (" + "(" * 300_000, "deep": "".join("\t" * n + "- 2026-10-01 call: x\n" for n in range(200)),
    "word": "- 2026-10-01 " + "a" * 500_000, "blanks": "- 2026-10-01 call:" + " " * 500_000 + "x", "dates": "- 2026-10-01 " * 40_000,
    "comments": "<!-- " * 100_000 + "%%" * 50_000, "tags": "- 2026-10-01 " + "#asked " * 50_000, "emoji": "- 2026-10-01 call: " + "📅 " * 100_000,
    "long": "---\n" + "".join(f"k{n}: v\n" for n in range(9000)) + "---\n", "list": "---\nneeds:\n" + "- \n" * 15_000 + "---\n",
    "many links": "- 2026-10-01 " + "[[Jane]], " * 20_000 + "lead: x",
}  # fmt: skip


def test_large_and_deep_notes(tmp_path: Path) -> None:
    root = vault(tmp_path / "v", {"netvault.toml": "", "Jane.md": JANE, **{f"People/{name}.md": text for name, text in LARGE.items()}})
    with (root / "People/huge.md").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    started = time.monotonic()
    assert run(root, "build").exit_code == 0
    assert time.monotonic() - started < 20
    problems = json.loads(run(root, "check", "--format", "json").stdout)
    for one in problems:
        assert_place(root, one)
    named = {one["path"]: one["code"] for one in problems if one["severity"] == "error"}
    assert named["People/huge.md"] == "too-large"
    for name in ("brackets", "braces", "long", "list"):
        assert named[f"People/{name}.md"] == "front-matter-too-complex"
    assert run(root, "build").stderr == "Nothing has changed.\n"
    assert [one["verb"] for one in json.loads(run(root, "entries", "People/brackets.md", "--json").stdout)] == ["talked"]


# ── no vault ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", ["build", "check", "today", "people", "entries", "stats"])
def test_a_vault_that_is_not_there(tmp_path: Path, command: str) -> None:
    result = run(tmp_path / "nowhere", command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"netvault: {tmp_path}/nowhere is not a folder. To make a vault there: netvault init {tmp_path}/nowhere\n"


def test_a_folder_that_is_no_vault(tmp_path: Path) -> None:
    vault(tmp_path, {"People/Jane.md": JANE})
    assert run(tmp_path, "people").exit_code == 0  # a folder that is named needs no netvault.toml


def test_the_nearest_vault_above_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault(tmp_path, {"netvault.toml": "", "People/Jane.md": JANE, "a/b/.obsidian/app.json": "{}"})
    monkeypatch.chdir(tmp_path / "a/b")
    assert "Jane" in bare("--date", DAY, "people").stdout
    (tmp_path / "netvault.toml").unlink()
    assert bare("--date", DAY, "people").stdout == ""
    shutil.rmtree(tmp_path / "a/b/.obsidian")
    result = bare("--date", DAY, "people")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"netvault: There is no vault in {tmp_path}/a/b, nor in a folder above it. Make one here with `netvault init`")
