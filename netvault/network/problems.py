"""What is wrong between notes: links and contacts that can be taken for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from netvault.diagnostics import Diagnostic
from netvault.model import Contact, Note
from netvault.network.names import Names, fold, node_key
from netvault.notes.links import bare, find_links
from netvault.text import Source


def link_problems(note: Note, names: Names, contacts: Mapping[str, Contact]) -> list[Diagnostic]:
    """Links of a note that could mean two, links by alias, links that tell of a private contact.

    In a note that is no contact's, organisation's, meeting's or day's, a link that could mean two matters where one of them
    is a contact's.
    """
    problems = []
    hidden = note.properties.private
    for number, link in note.links:
        found = names.find(link.target, note.path)
        if found.path is None:
            continue
        column, width = link.span.start + 1, link.span.end - link.span.start
        if found.others and (note.kind != "other" or any(path in contacts for path in (found.path, *found.others))):
            listed = ", ".join(found.others)
            problems.append(
                Diagnostic(
                    "ambiguous-link", "warning", note.path, number, column,
                    f"“{link.target}” could mean {found.path} or {listed}.",
                    f"It is read as {found.path}. Write more of the path to say which.", width=width, private=hidden,
                )
            )
        if found.alias:
            name = found.path.rpartition("/")[2].removesuffix(".md")
            problems.append(
                Diagnostic(
                    "alias-link", "info", note.path, number, column,
                    f"“{link.target}” is a name of {found.path}, but no note's.",
                    f"It counts for that contact. Obsidian follows it only as [[{name}|{link.target}]].",
                    width=width, private=hidden,
                )
            )
        if found.path in contacts and contacts[found.path].private and not hidden:
            problems.append(
                Diagnostic(
                    "private-in-note", "info", note.path, number, column, "A private contact is linked here.",
                    "Generated notes leave it out. This note is yours, and is shared as it stands.",
                    width=width, private=True,
                )
            )
    return problems


def misspelt_links(
    sources: Iterable[Source], notes: Mapping[str, Note], names: Names, contacts: Mapping[str, Contact]
) -> list[Diagnostic]:
    """Links that lead to no note and are nearly the name of a contact: `[[Fergus Bard]]` where there is a Fergus Baird.

    In: the texts to look through, the notes, the vault's names, the contacts.
    """
    called: dict[str, str] = {}
    by_word: dict[str, set[str]] = {}
    for path, contact in contacts.items():
        for name in map(fold, (contact.name, *contact.aliases)):
            words = name.split()
            if len(words) > 1:
                called.setdefault(name, path)
                for word in words:
                    by_word.setdefault(word, set()).add(name)
    problems = []
    for source in sources:
        note = notes.get(source.path)
        for number, line in enumerate(source.lines, 1) if note else ():
            for link, embed in find_links(line) if "[[" in line else ():
                if embed or not link.target or names.find(link.target, source.path).path is not None:
                    continue
                said = fold(bare(link.target).rpartition("/")[2])
                alike = set().union(*(by_word.get(word, ()) for word in said.split())) if " " in said else set()
                near = get_close_matches(said, alike, 1, _NEAR)
                if near and note:
                    contact = contacts[called[near[0]]]
                    problems.append(
                        Diagnostic(
                            "misspelt-link", "info", source.path, number, link.span.start + 1,
                            f"There is no note “{link.target}”, but one of {contact.name}.",
                            "If they are who is meant, mend the link: until then this line is not theirs.",
                            width=link.span.end - link.span.start, private=note.properties.private or contact.private,
                        )
                    )
    return problems


_NEAR = 0.85
"""How alike two names are, of 1, of which one may be a slip for the other."""


def duplicates(contacts: Mapping[str, Contact]) -> list[Diagnostic]:
    """Contacts that share a name or an e-mail address."""
    seen: dict[str, str] = {}
    problems = []
    for path, contact in contacts.items():
        mails = [(mail.casefold(), "e-mail address") for mail in contact.properties.email]
        for key, what in [(node_key(contact.name), "name"), *mails]:
            first = seen.setdefault(f"{what}:{key}", path)
            if first != path:
                problems.append(
                    Diagnostic(
                        "duplicate-contact", "warning", path, 1, 1, f"This contact has the same {what} as {first}.",
                        "Merge the two notes, or set `name:` so that they can be told apart.",
                        private=contact.private or contacts[first].private,
                    )
                )
    return problems


def with_excerpts(problems: Iterable[Diagnostic], sources: Mapping[str, Source]) -> list[Diagnostic]:
    """Problems with the line that each stands in, for those that lack it."""
    found = []
    for problem in problems:
        source = None if problem.excerpt else sources.get(problem.path)
        if source and 0 < problem.line <= len(source.lines):
            problem = _with_excerpt(problem, source.lines[problem.line - 1])
        found.append(problem)
    return found


@lru_cache(maxsize=8192)
def _with_excerpt(problem: Diagnostic, text: str) -> Diagnostic:
    return replace(problem, excerpt=text.removeprefix("\ufeff" if problem.line == 1 else ""))
