"""A vault's own templates: they replace the built-in ones, and whatever is wrong with one is named, and hurts nobody else."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cli_vaults import PEOPLE, changed, files, run, texts, vault
from conftest import HERE

import netvault.render
from netvault.outputs import OUTPUTS
from netvault.pipeline import read_sources
from netvault.settings import DEFAULTS
from netvault.standing import stand
from netvault.text import Source
from netvault.views.brief import around_public, brief_view

OWN = "templates/netvault/today.md.j2"
BUILT_IN = "**If you only do three:**"


def built(root: Path, template: str | bytes, name: str = OWN) -> str:
    """Build with a template that cannot be used; what is said."""
    vault(root, {**PEOPLE, name: template})
    result = run(root, "build")
    assert result.exit_code == 1
    assert BUILT_IN in texts(root)["Today.md"]
    assert len(texts(root)) == 6
    return result.stderr


# ── what works ──────────────────────────────────────────────────────────────────────────────────


def test_a_template_replaces_the_built_in_one_and_the_others_stay(tmp_path: Path) -> None:
    run(vault(tmp_path), "build")
    before = texts(tmp_path)
    vault(tmp_path, {OWN: "# Mine, {{ day }}\n{% for group in groups %}\n## {{ group.title|upper }}\n{% endfor %}\n"})
    assert run(tmp_path, "build").exit_code == 0
    after = texts(tmp_path)
    assert "\n# Mine, Friday 20 November\n## GET BACK TO\n" in after["Today.md"]
    assert {path for path in after if after[path] != before[path]} == {"Today.md"}
    assert run(tmp_path, "build").stderr == "Nothing has changed.\n"
    (tmp_path / OWN).unlink()
    run(tmp_path, "build")
    assert texts(tmp_path) == before


def test_the_folder_can_be_another(tmp_path: Path) -> None:
    settings = '[output]\ntemplates = "Mallar/netvault"\n'
    vault(tmp_path, {**PEOPLE, "netvault.toml": settings, "Mallar/netvault/agenda.md.j2": "# Allt\n", OWN: "# No\n"})
    assert run(tmp_path, "build").exit_code == 0
    assert "# Allt" in texts(tmp_path)["Reports/Agenda.md"]
    assert "# No" not in texts(tmp_path)["Today.md"]


def test_values_are_escaped_once_wherever_they_come_from(tmp_path: Path) -> None:
    said = "{% set x %}{{ a }}{% endset %}{% macro m(a) %}({{ a }}){% endmacro %}{{ x }} {{ m(a) }} {{ a ~ '!' }} {{ [a, a]|join(', ') }} {{ a|replace('x', '`') }}"
    vault(tmp_path, {**PEOPLE, OWN: "{% set a = '<b> x [[y]]' %}" + said})
    run(tmp_path, "build")
    safe = "&#60;b&#62; x \\[\\[y\\]\\]"
    assert f"\n{safe} ({safe}) {safe}! {safe}, {safe} {safe.replace('x', '&#96;')}\n" in texts(tmp_path)["Today.md"]


def test_a_template_may_use_macros_tests_loops_and_blocks(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, OWN: "{% for n in range(3) %}{{ loop.index }}{{ ',' if not loop.last }}{% endfor %} {{ 1 + 2 * 3 }} {{ [3, 1]|sort|first }} {{ 'a b'.split(' ')|last }}\n"})
    run(tmp_path, "build")
    assert "\n1,2,3 7 1 b\n" in texts(tmp_path)["Today.md"]


def test_windows_line_ends(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, OWN: "# {{ day }}\r\nYes\r\n"})
    run(tmp_path, "build")
    assert "\n# Friday 20 November\nYes\n" in texts(tmp_path)["Today.md"]


# ── what does not ───────────────────────────────────────────────────────────────────────────────

WRONG = {
    "syntax": ("# Mine\n{% for group in %}\n", 2, "Expected an expression, got 'end of statement block'"),
    "never closed": ("# Mine\n\n{% if day %}\n", 3, "Unexpected end of template."),
    "no such tag": ("{% nope %}\n", 1, "Encountered unknown tag 'nope'."),
    "no such filter": ("\n{{ day|nope }}\n", 2, "No filter named 'nope'."),
    "no such value": ("# Mine\n\n\n{{ nope }}\n", 4, "'nope' is undefined"),
    "no such key": ("{{ groups[0].nope }}\n", 1, "'dict object' has no attribute 'nope'"),
    "a list": ("\n{{ groups }}\n", 2, "a list or a table cannot be printed"),
    "by zero": ("\n{{ 1 / 0 }}\n", 2, "division by zero"),
    "no such file": ("# Mine\n{% include '/etc/passwd' %}\n", 2, "there is no template “/etc/passwd”"),
    "out of the folder": ("{% include '../../netvault.toml' %}\n", 1, "there is no template “../../netvault.toml”"),
    "no module": ("{% import 'os' as os %}\n", 1, "there is no template “os”"),
    "class": ("# Mine\n{{ ''.__class__.__mro__ }}\n", 2, "access to attribute '__class__' of 'str' object is unsafe."),
    "class by key": ("{{ ''['__class__'] }}\n", 1, "access to attribute '__class__' of 'str' object is unsafe."),
    "globals": ("{{ cycler.__init__.__globals__ }}\n", 1, "is unsafe."),
    "globals of range": ("{{ range.__globals__ }}\n", 1, "access to attribute '__globals__' of 'function' object is unsafe."),
    "self": ("{{ self.__init__.__globals__ }}\n", 1, "is unsafe."),
    "context": ("{{ self._TemplateReference__context }}\n", 1, "is unsafe."),
    "format": ("{{ '{0.__class__}'.format(day) }}\n", 1, "is unsafe."),
    "a change": ("{{ groups.append(1) }}\n", 1, "access to attribute 'append' of 'list' object is unsafe."),
    "filter attr": ("{{ ''|attr('__class__') }}\n", 1, "No filter named 'attr'."),
    "by chance": ("{{ [1, 2]|random }}\n", 1, "No filter named 'random'."),
    "a call": ("{{ day() }}\n", 1, "'str' object is not callable"),
    "itself": ("\n{% include 'today.md.j2' %}\n", 2, "maximum recursion depth exceeded"),
    "macro in itself": ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}\n", 1, "maximum recursion depth exceeded"),
    "deep loops": ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, 1, "too many statically nested blocks"),
    "deep brackets": ("{{ " + "(" * 5000 + ")" * 5000 + " }}", 1, "maximum recursion depth exceeded"),
    "much": ("\n{% for a in range(1000) %}{% for b in range(1000) %}{{ 'xxxxxxxx' }}{% endfor %}{% endfor %}", 2, "it printed more than 4 MiB"),
    "a huge text": ("{{ 'x' * 10 ** 9 }}\n", 1, "`**` of these values"),
    "a huge list": ("{{ ([1] * 1000000000)|length }}\n", 1, "`*` of these values"),
    "a huge number": ("{% set n = 9999999999 %}\n" + "{% set n = n * n %}\n" * 3, 3, "`*` of these values"),
    "a wide number": ("{{ '%1000000000d' % 1 }}\n", 1, "`%` of these values"),
    "a wide text": ("{{ day.ljust(1000000000) }}\n", 1, "access to attribute 'ljust' of 'str' object is unsafe."),
    "many texts": ("{% set a = 'xxxxxxxx' %}{% set a = a ~ a %}" + "{% set a = a ~ a %}" * 13 + "\n" + "".join(f"{{% set b{n} = a ~ {n} %}}\n" for n in range(900)), 0, "it makes too much text"),
    "many lists": ("{% set a = 'xxxxxxxx' %}" + "{% set a = a ~ a %}" * 14 + "\n" + "".join(f"{{% set b{n} = a|list %}}\n" for n in range(900)), 0, "it makes too much text"),
    "many splits": ("{% set a = 'x x x x ' %}" + "{% set a = a ~ a %}" * 14 + "\n" + "".join(f"{{% set b{n} = a.split(' ') %}}\n" for n in range(900)), 0, "it makes too much text"),
    "a long count": ("# Mine\n{% for a in range(1000000000) %}x{% endfor %}\n", 2, "it counts further than 1,000"),
    "a longer count": ("{% for a in range(10**9) %}x{% endfor %}\n", 1, "`**` of these values"),
    "zeros": ("{{ 1|round(1000000000) }}\n", 1, "No filter named 'round'."),
    "doubled": ("{% set a = 'xxxxxxxx' %}\n" + "{% set a = a ~ a ~ a ~ a %}\n" * 20, 9, "it makes a text that is too long"),
    "added": ("{% set a = 'xxxxxxxx' %}\n" + "{% set a = a + a + a + a %}\n" * 20, 9, "it makes a text or a list that is too long"),
    "replaced": ("{% set a = 'xxxxxxxx' %}\n" + "{% set a = a|replace('x', 'xxxx') %}\n" * 20, 9, "it makes a text that is too long"),
    "captured": ("{% set a = 'xxxxxxxx' %}\n" + "{% set a %}{{ a }}{{ a }}{{ a }}{{ a }}{% endset %}\n" * 20, 9, "it makes a text that is too long"),
    "a marker": ("<!-- netvault:end today -->\n", 1, "it prints a marker line of netvault, or code that never ends"),
    "an open fence": ("```\n", 1, "it prints a marker line of netvault, or code that never ends"),
    "truncate": ("{{ day|truncate(1) }}\n", 1, "expected length >= 3, got 1"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_a_template_that_fails_is_named_with_its_line_and_the_built_in_one_is_used(tmp_path: Path, kind: str) -> None:
    template, line, why = WRONG[kind]
    said = built(tmp_path, template)
    assert re.match(re.escape(OWN) + rf":{line or '[0-9]+'}:1: error template-failed: This template cannot be used: ", said)
    assert why.rstrip(".") in said.splitlines()[0]
    assert not said.splitlines()[0].endswith("..")
    assert said.splitlines()[1] == "  help: Mend it or delete it. The built-in one is used meanwhile."
    assert "root:" not in said + texts(tmp_path)["Today.md"]


def test_a_template_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(netvault.render, "MOST_SECONDS", 0.3)
    loops = "# Mine\n" + "{% for a in range(1000) %}" * 4 + "{% endfor %}" * 4
    started = time.monotonic()
    said = built(tmp_path, loops)
    assert time.monotonic() - started < 5
    assert said.startswith(f"{OWN}:2:1: error template-failed: This template cannot be used: it ran for more than 0.3 seconds.\n")


@pytest.mark.parametrize(
    ("template", "why"),
    [(b"caf\xe9", "is not UTF-8. Save it as UTF-8."), (b"# a\0b", "has a NUL character in it. Save it as UTF-8."),
     (b"x" * 70_000, "has more than 65536 bytes, and is not read.")],
    ids=["not utf-8", "nul", "large"],
)  # fmt: skip
def test_a_template_that_cannot_be_read(tmp_path: Path, template: bytes, why: str) -> None:
    said = built(tmp_path, template)
    assert said.startswith(f"{OWN}:1:1: error template-failed: {OWN} {why}\n  help: Mend it or delete it.")


def test_a_template_that_is_a_link_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.j2"
    outside.write_text("# From outside\n", "utf-8")
    root = vault(tmp_path / "vault", {**PEOPLE, "templates/netvault/agenda.md.j2": "# Mine\n"})
    (root / OWN).symlink_to(outside)
    result = run(root, "build")
    assert result.exit_code == 1
    assert f"{OWN}: This leads out of the vault; it is not followed." in result.stderr
    assert BUILT_IN in texts(root)["Today.md"]
    assert "# Mine" in texts(root)["Reports/Agenda.md"]


def test_a_failing_template_changes_no_note_and_a_second_build_writes_nothing(tmp_path: Path) -> None:
    built(tmp_path, "{{ nope }}")
    before = files(tmp_path)
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert changed(before, tmp_path) == []


def test_a_template_of_the_vault_is_no_note(tmp_path: Path) -> None:
    vault(tmp_path, {**PEOPLE, "templates/netvault/People/Eve.md": "- 2026-10-01 call: hi\n", "templates/netvault/x.md": "---\ntype: contact\n---\n"})
    assert "among 3 people" in run(tmp_path, "build").stderr


# ── what they see ───────────────────────────────────────────────────────────────────────────────


def keys(value: object, place: str = "") -> Iterator[str]:
    """Every name in a view: `groups[].items[].id`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield place + name
            yield from keys(inner, f"{place}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, f"{place[:-1]}[].")


def test_the_page_names_what_every_template_sees() -> None:
    root = HERE.parent / "example_vault"
    notes = [Source(file.relative_to(root).as_posix(), file.read_text("utf-8")) for file in sorted(root.rglob("*.md")) if "Templates" not in file.parts]
    standing = stand(read_sources(notes, DEFAULTS).network, date(2026, 11, 20))
    views = {kind.template: [kind.view(standing)] for kind in OUTPUTS}
    around = around_public(standing.day, standing.agenda.items)
    views["brief.md.j2"] = [brief_view(around, path) for path in standing.day.network.contacts]
    page = (HERE.parent / "docs" / "templates.md").read_text("utf-8")
    for template, seen in views.items():
        section = page.partition(f"\n## {template}\n")[2].partition("\n## ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        named = {re.sub(r"\[\]$", "", name).rpartition(".")[2] for row in rows for name in re.findall(r"`([\w.\[\]]+)`", row)}
        for key in {key for view in seen for key in keys(view)}:
            assert re.sub(r"\[\]", "", key).rpartition(".")[2] in named, f"{template}: {key}"
