"""A note's lines once it is known who is a contact: whose they are, what they say, what they are about.

(Format, sections 4 to 6.) A line becomes an entry, or a mention with its reason.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from netvault.diagnostics import Diagnostic
from netvault.model import Entry, Line, Link, Note, Payer, Task
from netvault.network.names import Names, node_key
from netvault.notes.links import find_links
from netvault.notes.phrases import read_phrase
from netvault.notes.phrasewords import Context, LinkAt, Miss, Reading
from netvault.notes.words import OPENERS, Keyword, Lexicon

_MARKS = re.compile(r"[^\w\[(\x01'’]*")
_FILLER = re.compile(r"(?:i|we|just|also|finally)\b(?=[ \t])[ \t]*", re.IGNORECASE)
_JOIN = re.compile(r"[ \t]*(?:,[ \t]*(?:(?:and\b|&|\+)[ \t]*)?|&[ \t]*|\+[ \t]*|and\b[ \t]*)")
_KEYWORD = re.compile(r"([^\W_](?:[^\s:(){}\[\]\x01]| (?=[^\s(])){0,38})[*_]*[ \t]*(?:(:)(?!:)|\()")
_AFTER_DETAIL = re.compile(r"[*_ \t]*(:(?!:))?")
_WORD = re.compile(r"[^\W\d_]+")
_FROM = re.compile(r"\bfrom[ \t]+", re.IGNORECASE)
_APPLIED = re.compile(
    r"appl|follow|sent|submit|\bput\b|lodged|uploaded|handed|filed|dropped|candidat|\bcv\b|bew[eo]rb|lebenslauf", re.IGNORECASE
)
"""What a line that follows a lead may say where it links nobody."""
_FIELD = re.compile(r"(?:\w[\w -]{0,30})(::)[ \t]*\[\[")
"""A field that Dataview reads, with a link for its value: `met:: [[Ravi Menon]]`."""
_WHO_FIELDS = frozenset({"who", "with", "person", "contact", "people"})
_PAID: tuple[tuple[Payer, re.Pattern[str]], ...] = (
    ("split", re.compile(r"\bsplit (?:it|the bill)\b", re.IGNORECASE)),
    ("me", re.compile(r"\b(?:i paid|my treat|on me)\b", re.IGNORECASE)),
    ("them", re.compile(r"\b(?:(?:she|he|they) paid|(?:their|his|her) treat|on (?:her|him|them))\b", re.IGNORECASE)),
)
_PAYERS: dict[str, Payer] = {"me": "me", "them": "them", "split": "split"}

Status = Literal["log", "who", "detail", "other"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one note's lines say."""

    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Head:
    """The head of a line: the who, whether a colon followed it, and the keyword with its detail."""

    who: tuple[str, ...]
    colon: bool
    keyword: Keyword | None
    detail: str | None
    start: int
    word: str | None = None
    only_links: bool = False
    marked: bool = True
    """Whether a colon follows the keyword and its detail."""


@dataclass(slots=True)
class _Said:
    """What a line was found to say, before its subjects are known."""

    acts: tuple[str, ...]
    contacts: tuple[str, ...]
    detail: str | None
    start: int
    about: tuple[str, ...] = ()
    exact: bool = True
    phrase: Reading | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """How a line was read: its entry, if it became one; the keyword at its head; its words as a phrase, or why they are none."""

    line: int
    entry: Entry | None
    keyword: Keyword | None
    phrase: Reading | None
    why: str | None


def read_roles(
    note: Note, names: Names, is_contact: Callable[[str], bool], lexicon: Lexicon, trace: list[Traced] | None = None
) -> Spoken:
    """What the lines of a note say.

    In: a note, the vault's names, a test for a contact's path, the words. Out: its entries and mentions in the order
    of their lines, its dated open tasks, and what is wrong with single lines. `trace` takes how each line was read.
    """
    if not note.lines and note.kind != "meeting":
        return Spoken((), (), ())
    return _Roles(note, names, is_contact, lexicon, trace).read()


class _Roles:
    def __init__(
        self, note: Note, names: Names, is_contact: Callable[[str], bool], lexicon: Lexicon, trace: list[Traced] | None = None
    ) -> None:
        self.trace = trace
        self.note, self.names, self.is_contact, self.lexicon = note, names, is_contact, lexicon
        self.owner = note.path if note.kind == "contact" else None
        self.people = self._people()
        self.status: list[Status] = []
        self.spoken: list[tuple[int, Entry]] = []
        self.contacts: list[tuple[str, ...]] = []
        self.days: list[date | None] = []
        self.logs: list[int] = []
        self.tasks: list[Task] = []
        self.problems: list[Diagnostic] = []
        self._started: tuple[Line | None, dict[int, Link]] = (None, {})

    def read(self) -> Spoken:
        entries: list[Entry] = []
        if self.note.kind == "meeting" and self.people and self.note.day:
            entries.append(self._meeting(self.note.day))
        for place, line in enumerate(self.note.lines):
            self._line(place, line)
        entries += [entry for _, entry in sorted(self._with_details(), key=lambda pair: pair[0])]
        return Spoken(tuple(entries), tuple(self.tasks), tuple(self.problems))

    # ── one line after another ──────────────────────────────────────────────────────────────────

    def _line(self, place: int, line: Line) -> None:
        parent = line.parent
        above: Status = self.status[parent] if parent >= 0 else "other"
        log = self.logs[parent] if parent >= 0 and above in ("log", "detail") else -1
        line = self._without_field(line)
        status, contacts, day, entry = self._read(line, above, parent, log)
        self.status.append(status)
        self.contacts.append(contacts)
        self.days.append(day)
        self.logs.append(place if status == "log" else log)
        if entry:
            self.spoken.append((place, entry))
        self._task(line, entry, day)

    def _read(
        self, line: Line, above: Status, parent: int, log: int
    ) -> tuple[Status, tuple[str, ...], date | None, Entry | None]:
        if line.kind == "text":
            return ("detail" if log >= 0 else "other"), (), None, None
        head = self._head(line)
        day = self._day(line, head, log)
        if log >= 0 and line.day is None and head.keyword is None:
            return "detail", (), day, None
        if day is None:
            only = head.only_links and self.owner is None
            return ("who" if only else "other"), head.who if only else (), None, None
        if head.only_links and line.day is None and self.owner is None and not line.tags:
            return "who", head.who, day, None
        inherited = self._inherited(line, parent, above, log)
        said = Miss("its date cannot be read") if line.bad_date else self._said(line, head, inherited, under_who=above == "who")
        if isinstance(said, _Said):
            entry = self._entry(line, day, said)
            self._traced(line, entry, head, said.phrase, None)
            return "log", said.contacts or inherited, day, entry
        mention = self._mention(line, day, head, said)
        self._traced(line, mention, head, None, said.why or None)
        dated = mention is not None and line.day is not None and self.note.kind not in ("dated", "meeting")
        return ("log" if dated else "other"), ((self.owner,) if self.owner and mention else head.who), day, mention

    def _traced(self, line: Line, entry: Entry | None, head: _Head, phrase: Reading | None, why: str | None) -> None:
        if self.trace is not None:
            self.trace.append(Traced(line.number, entry, head.keyword, phrase, why))

    def _inherited(self, line: Line, parent: int, above: Status, log: int) -> tuple[str, ...]:
        """The who of the line above, of a line of links, or of the heading."""
        if above == "who":
            return self.contacts[parent]
        if log >= 0:
            return self.contacts[log]
        section = line.section
        while section >= 0:
            if self.contacts[section]:
                return self.contacts[section]
            section = self.note.lines[section].section
        return ()

    def _day(self, line: Line, head: _Head, log: int) -> date | None:
        """The day of a line: at its head, of the line above, of its heading, of its tick, of its note."""
        if line.day is not None:
            return line.day
        if log >= 0 and self.days[log] is not None:
            return self.days[log]
        opens = head.keyword is not None and head.keyword.act in OPENERS
        by_tick = self.owner is not None or self.note.kind in ("dated", "meeting")
        if line.state == "done" and line.done is not None and not opens and by_tick:
            return line.done
        section = line.section
        while section >= 0:
            heading = self.note.lines[section]
            if heading.day is not None:
                return heading.day
            section = heading.section
        return self.note.day if self.note.kind in ("dated", "meeting") else None

    # ── the head ────────────────────────────────────────────────────────────────────────────────

    def _contact(self, link: Link) -> str | None:
        path = self.names.find(link.target, self.note.path).path
        return path if path is not None and self.is_contact(path) else None

    def _links_at(self, line: Line, at: int) -> tuple[tuple[str, ...], int]:
        """The contacts linked from this place on, joined by `,` `&` `+` or `and`, and the place after them."""
        found: list[str] = []
        links = self._starts(line)
        end = at
        while at in links:
            contact = self._contact(links[at])
            if contact is None:
                break
            found.append(contact)
            end = links[at].span.end
            join = _JOIN.match(line.read, end)
            if not join:
                break
            at = join.end()
        return tuple(dict.fromkeys(found)), end

    def _starts(self, line: Line) -> dict[int, Link]:
        """The links of a line by where they start; those of the last line that was asked for are remembered."""
        if self._started[0] is not line:
            self._started = (line, {link.span.start: link for link in line.links})
        return self._started[1]

    def _without_field(self, line: Line) -> Line:
        """The line with `met:: [[X]]` read as `met: [[X]]`, or as `met [[X]]` where the word is no keyword."""
        found = _FIELD.match(line.read) if "::" in line.read else None
        if found is None:
            return line
        keyword = found[0].partition("::")[0].strip().casefold() in self.lexicon.keywords
        return replace(line, read=line.read[: found.start(1)] + (": " if keyword else "  ") + line.read[found.end(1) :])

    def _who_field(self, line: Line) -> tuple[str, ...]:
        """The contacts that `[who:: [[X]]]` names."""
        values = [value for key, value in line.fields if key.casefold() in _WHO_FIELDS]
        found = [self._contact(link) for value in values for link, _ in find_links(value)]
        return tuple(dict.fromkeys(path for path in found if path))

    def _skip(self, text: str, at: int) -> int:
        while True:
            marks = _MARKS.match(text, at)
            at = marks.end() if marks else at
            filler = _FILLER.match(text, at)
            if not filler:
                return at
            at = filler.end()

    def _head(self, line: Line) -> _Head:
        text = line.read
        at = self._skip(text, 0)
        who, end = self._links_at(line, at)
        if line.fields and not who and (by_field := self._who_field(line)):
            return _Head(by_field, True, None, None, at)
        colon, bare = False, False
        if who:
            rest = text[end:].lstrip(" \t*_")
            colon = rest.startswith(":") and not rest.startswith("::")
            bare = not rest.strip(" \t:*_–—-")
            at = self._skip(text, end + (text[end:].index(":") + 1 if colon else 0))
        found = _KEYWORD.match(text, at)
        if not found:
            return _Head(who, colon, None, None, at, only_links=bare)
        name = " ".join(found[1].rstrip("*_ \t").casefold().split())
        keyword = self.lexicon.keywords.get(name)
        detail, start, marked = None, found.end(), True
        if keyword and not found[2]:
            close = text.find(")", start)
            after = _AFTER_DETAIL.match(text, close + 1) if close >= 0 else None
            if after is None:
                keyword = None
            else:
                detail, start = " ".join(line.text[start:close].split()) or None, after.end()
                marked = after[1] is not None
        if keyword is None:
            word = name if found[2] and _WORD.fullmatch(name) else None
            return _Head(who, colon, None, None, at, word)
        return _Head(who, colon, keyword, detail, start, marked=marked)

    # ── what it says ────────────────────────────────────────────────────────────────────────────

    def _said(self, line: Line, head: _Head, inherited: tuple[str, ...], under_who: bool) -> _Said | Miss:
        if head.keyword is not None:
            said = self._by_keyword(line, head, head.keyword, inherited)
            if isinstance(said, Miss) and not head.marked:
                said = self._by_phrase(line, head, inherited if under_who else ())
        elif self.owner and line.day and head.word and not head.who and not self._phrase_word(head.word):
            said = self._unknown(line, head.word)
        else:
            said = self._by_phrase(line, head, inherited if under_who else ())
        return self._tagged(line, head, said, inherited if under_who else ())

    def _phrase_word(self, word: str) -> bool:
        return word in self.lexicon.phrase_words

    def _unknown(self, line: Line, word: str) -> Miss:
        near = difflib.get_close_matches(word, self.lexicon.keywords, 1, 0.7)
        note = "“note:” keeps a line that counts for nothing; `[words]` in netvault.toml adds words."
        self.problems.append(
            Diagnostic(
                "unknown-verb", "warning", self.note.path, line.number, line.column, f"“{word}:” is no keyword that I know.",
                f"Did you mean “{near[0]}:”?" if near else note, width=len(word), private=self.note.properties.private,
            )
        )
        return Miss(f"“{word}:” is no keyword that I know", self.lexicon.keywords[near[0]].act if near else None)

    def _by_keyword(self, line: Line, head: _Head, keyword: Keyword, inherited: tuple[str, ...]) -> _Said | Miss:
        act = keyword.act
        start = head.start
        contacts = head.who
        if head.who and not head.colon and keyword.word in self.lexicon.theirs:
            act = self.lexicon.theirs[keyword.word]
        if self.owner:
            contacts = tuple(dict.fromkeys((self.owner, *(head.who or inherited))))
        elif not head.who:
            tagged = act if act in self.lexicon.tags.values() else None
            found = self._after_keyword(line, keyword, start, inherited)
            if found is None:
                return Miss(f"“{keyword.word}:” may just begin a sentence", tagged)
            contacts, start_after = found
            if not contacts and (act != "followed" or self.note.kind == "other"):
                return Miss(f"“{keyword.word}:” with nobody that I know right after it", tagged)
            return self._kept(line, head, keyword, act, contacts, start, start_after)
        return self._kept(line, head, keyword, act, contacts, start, start)

    def _kept(
        self, line: Line, head: _Head, keyword: Keyword, act: str, contacts: tuple[str, ...], start: int, after: int
    ) -> _Said:
        detail = head.detail or (keyword.word if keyword.detail else None)
        acts: tuple[str, ...] = (act,)
        if act == "talked":
            acts = self._once_more(line, keyword, contacts, after)
        return _Said(acts, contacts, detail, start)

    def _after_keyword(
        self, line: Line, keyword: Keyword, start: int, inherited: tuple[str, ...]
    ) -> tuple[tuple[str, ...], int] | None:
        """Whose a keyword line is that has no who, outside a contact's own note: the contacts, and where its text goes on.

        None where the keyword may just begin a sentence.
        """
        text = line.read
        fallback = inherited or self.people
        if fallback:
            return fallback, start
        if keyword.act == "lead":
            giver = self._from(line, start)
            return (giver, start) if giver else None
        at = self._skip_blanks(text, start)
        for word in self.lexicon.classes["between_keyword_and_who"].values:
            if text[at : at + len(word) + 1].casefold() == word + " ":
                at = self._skip_blanks(text, at + len(word))
                break
        group, end = self._links_at(line, at)
        if group and text[end : end + 2] not in ("'s", "’s") and (not keyword.noun or self._closed(text, end)):
            return group, end
        return None if keyword.noun or group else ((), start)

    def _skip_blanks(self, text: str, at: int) -> int:
        while at < len(text) and text[at] in " \t*_":
            at += 1
        return at

    def _closed(self, text: str, end: int) -> bool:
        """Whether the end, a mark, or with, about, re, on, for stand after the object links."""
        rest = text[end:].strip().casefold()
        if not rest or not (rest[0].isalnum() or rest[0] in "['’"):
            return True
        return any(rest.startswith((word + " ", word + "[")) for word in self.lexicon.classes["after_nouns"].values)

    def _from(self, line: Line, start: int) -> tuple[str, ...]:
        """The contacts of `from [[X]]`."""
        for found in _FROM.finditer(line.read, start):
            group, _ = self._links_at(line, found.end())
            if group:
                return group
        return ()

    def _once_more(self, line: Line, keyword: Keyword, contacts: tuple[str, ...], after: int) -> tuple[str, ...]:
        """`call: no answer` is an attempt; after a channel the text is read once more at its head."""
        at = self._skip(line.read, after)
        if not contacts:
            return ("talked",)
        said = self._phrase(line, at, Context(contacts[0], contacts[:1], (), frozenset(map(self.names.first_name, contacts[:1]))))
        if isinstance(said, Reading) and said.act == "attempt":
            return ("attempt",)
        if not keyword.channel:
            return ("talked",)
        again = self.lexicon.keywords.get(line.read[at:].partition(":")[0].strip().casefold()) if ":" in line.read[at:] else None
        if again and again.act not in ("talked", "note"):
            return ("talked", again.act)
        if isinstance(said, Reading) and said.act != "talked" and said.contacts[:1] == contacts[:1]:
            return ("talked", said.act)
        return ("talked",)

    def _by_phrase(self, line: Line, head: _Head, given: tuple[str, ...]) -> _Said | Miss:
        alone = self.owner is None and not given and len(self.people) != 1
        if alone and not any(self._contact(link) for link in line.links) and not self._applies(line):
            return Miss("")
        start = 0
        if head.who and head.colon:
            given, start = head.who, head.start
        others = given if len(given) == 1 else ()
        if not others:
            others = (self.owner,) if self.owner else self.people if len(self.people) == 1 else ()
        first_names = frozenset(map(self.names.first_name, others))
        context = Context(None if given and not self.owner else self.owner, others, given, first_names, line.state is not None)
        found = self._phrase(line, start, context)
        if isinstance(found, Miss):
            return found
        acts = (found.act, *found.also)
        return _Said(acts, found.contacts, found.detail, start, found.about, exact=False, phrase=found)

    def _applies(self, line: Line) -> bool:
        """Only followed needs no contact; in a note that is nobody's it does too."""
        return self.note.kind != "other" and bool(line.links) and _APPLIED.search(line.read) is not None

    def _phrase(self, line: Line, start: int, context: Context) -> Reading | Miss:
        links = [
            LinkAt(
                index, self._contact(link), self.names.is_day(link.target, self.note.path),
                link.span.start - start, link.span.end - start,
            )
            for index, link in enumerate(line.links)
            if link.span.start >= start
        ]
        return read_phrase(line.read[start:], links, context, self.lexicon)

    def _tagged(self, line: Line, head: _Head, said: _Said | Miss, given: tuple[str, ...]) -> _Said | Miss:
        """The act tags of a line add their acts, and are verb enough where there is no other."""
        acts = [(self.lexicon.tags[tag.casefold()], at) for tag, at in line.tags if tag.casefold() in self.lexicon.tags]
        if not acts:
            return said
        added = tuple(act for act, _ in acts)
        if isinstance(said, _Said):
            said.acts = tuple(dict.fromkeys((*said.acts, *added)))
            said.exact = True
            return said
        contacts = self._tag_contacts(line, head, acts[0][1], given)
        if not contacts and "followed" not in added:
            return Miss("a tag, but it is not clear whose")
        return _Said(tuple(dict.fromkeys(added)), contacts, None, head.start if head.colon else 0)

    def _tag_contacts(self, line: Line, head: _Head, at: int, given: tuple[str, ...]) -> tuple[str, ...]:
        if self.owner:
            return tuple(dict.fromkeys((self.owner, *head.who)))
        if head.who or given:
            return head.who or given
        group, _ = self._links_at(line, self._skip_blanks(line.read, at))
        if group:
            return group
        linked = tuple(dict.fromkeys(c for link in line.links if (c := self._contact(link))))
        return linked if len(linked) == 1 else self.people

    # ── entries ─────────────────────────────────────────────────────────────────────────────────

    def _entry(self, line: Line, day: date, said: _Said) -> Entry:
        closes, targets = self._re(line)
        targets += [link.target for link in line.links if link.span.start >= said.start]
        subjects = self._subjects(targets, said)
        text = " ".join(line.text[said.start :].split())
        return Entry(
            path=self.note.path, line=line.number, column=line.column, day=day, time=line.time, contacts=said.contacts,
            acts=said.acts, detail=said.detail, text=text,
            links=tuple(link.target for link in line.links if link.span.start >= said.start),
            subjects=tuple(subjects.values()), keys=frozenset(subjects), tags=tuple(tag for tag, _ in line.tags),
            fields=line.fields, state=line.state, due=line.due, scheduled=line.scheduled, done=line.done,
            dropped=line.dropped, block=line.block, closes=closes, paid=self._paid(line, said, text), emoji=line.emoji,
            level="exact" if said.exact else "phrase",
            private=self.note.properties.private, position=self._position(line),
        )  # fmt: skip

    def _subjects(self, targets: list[str], said: _Said) -> dict[str, str]:
        """What a line is about: its links less its own contacts and less days; an organisation's note always.

        Each as shown, by what it is compared by.
        """
        found: dict[str, str] = {path: path for path in said.about}
        for target in targets:
            if target and not self.names.is_day(target, self.note.path):
                shown, key = self.names.node(target, self.note.path)
                found.setdefault(key, shown)
        if self.note.kind == "organisation":
            found.setdefault(self.note.path, self.note.path)
        for contact in said.contacts:
            found.pop(contact, None)
        return found

    def _re(self, line: Line) -> tuple[tuple[tuple[str, str], ...], list[str]]:
        """The block ids that `[re:: ]` names, and its other targets."""
        closes: list[tuple[str, str]] = []
        targets: list[str] = []
        for key, value in line.fields:
            if key != "re":
                continue
            links = [link for link, _ in find_links(value)]
            for link in links:
                if link.block:
                    path = self.names.find(link.target, self.note.path).path
                    closes.append((path or "", link.block))
                else:
                    targets.append(link.target)
            if not links and value.startswith("^"):
                closes.append(("", value[1:].strip()))
            elif not links and value:
                targets.append(value)
        return tuple(closes), targets

    def _paid(self, line: Line, said: _Said, text: str) -> Payer | None:
        for key, value in line.fields:
            if key == "paid" and value.casefold() in _PAYERS:
                return _PAYERS[value.casefold()]
        if "talked" in said.acts:
            for payer, words in _PAID:
                if words.search(text):
                    return payer
        return None

    def _position(self, line: Line) -> tuple[int, int]:
        """Orders the lines of one note: upwards where the log runs newest first, nested lines always downwards."""
        if not self.note.newest_first:
            return (0, line.number)
        root = line
        while root.parent >= 0:
            root = self.note.lines[root.parent]
        section = root.section
        while section >= 0:
            heading = self.note.lines[section]
            if heading.day is not None:
                root = heading
            section = heading.section
        return (-root.number, line.number)

    def _with_details(self) -> list[tuple[int, Entry]]:
        """The entries, each with the lines that belong to it; their links count as its subjects."""
        details: dict[int, list[Line]] = {}
        for place, status in enumerate(self.status):
            if status == "detail" and self.logs[place] >= 0:
                details.setdefault(self.logs[place], []).append(self.note.lines[place])
        found = []
        for place, entry in self.spoken:
            lines = details.get(place)
            if lines:
                targets = [link.target for line in lines for link in line.links]
                subjects = {node_key(shown): shown for shown in entry.subjects}
                subjects |= self._subjects(targets, _Said((), entry.contacts, None, 0))
                entry = replace(
                    entry, details=tuple(" ".join(line.text.split()) for line in lines),
                    subjects=tuple(subjects.values()), keys=frozenset(subjects),
                )  # fmt: skip
            found.append((place, entry))
        return found

    def _mention(self, line: Line, day: date, head: _Head, miss: Miss) -> Entry | None:
        """Everything else that links a contact, and every dated line of a contact's own note, with the reason."""
        linked = tuple(dict.fromkeys(c for link in line.links if (c := self._contact(link))))
        if self.owner:
            linked = tuple(dict.fromkeys((self.owner, *linked)))
        if not linked:
            return None
        said = _Said((), linked, None, 0)
        return replace(self._entry(line, day, said), level="mention", why=miss.why or "no verb that I know", hint=miss.looks_like)

    def _meeting(self, day: date) -> Entry:
        stem = self.note.path.rpartition("/")[2].removesuffix(".md")
        text = re.sub(r"^\d{4}-\d{2}-\d{2}[ \t_–—-]*", "", stem) or stem
        return Entry(
            path=self.note.path, line=1, column=1, day=day, time=None, contacts=self.people, acts=("talked",), detail=None,
            text=text, open_till_passed=self.note.body_empty, private=self.note.properties.private, position=(0, 0),
        )  # fmt: skip

    def _people(self) -> tuple[str, ...]:
        """The contacts of a meeting note."""
        if self.note.kind != "meeting":
            return ()
        refs = (*self.note.properties.attendees, *self.note.properties.people)
        found = [self.names.find(ref.target or ref.text, self.note.path).path for ref in refs]
        return tuple(dict.fromkeys(path for path in found if path and self.is_contact(path)))

    def _task(self, line: Line, entry: Entry | None, opened: date | None) -> None:
        """A checkbox with a date that links a contact, or stands in a contact's note."""
        day = line.due or line.scheduled
        if line.kind != "item" or line.state is None or day is None:
            return
        linked = tuple(c for link in line.links if (c := self._contact(link)))
        own = (self.owner,) if self.owner else ()
        contacts = (entry.contacts or linked) if entry and entry.acts else own + linked
        if contacts:
            text = " ".join(line.text.split())
            task = Task(
                self.note.path, line.number, tuple(dict.fromkeys(contacts)), day, opened or day, text, line.state, entry,
                self.note.properties.private, self._position(line),
            )  # fmt: skip
            self.tasks.append(task)
