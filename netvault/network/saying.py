"""What a line says: by keyword, by phrase, by tag; or nothing, with the reason (format, sections 4 to 6)."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date

from netvault.dates import parse_day
from netvault.diagnostics import Diagnostic
from netvault.model import Line
from netvault.network.heads import Head, Heads
from netvault.notes.phrases import read_phrase
from netvault.notes.phrasewords import Context, LinkAt, Miss, Reading
from netvault.notes.words import Keyword

_FROM = re.compile(r"\b(?:from|via|through|thanks to)[ \t]+", re.IGNORECASE)
_APPLIED = re.compile(
    r"appl|follow|sent|submit|\bput\b|lodged|uploaded|handed|filed|dropped|candidat|\bcv\b|bew[eo]rb|lebenslauf", re.IGNORECASE
)
"""What a line that follows a lead may say where it links nobody."""


@dataclass(slots=True)
class Said:
    """What a line was found to say, before its subjects are known."""

    acts: tuple[str, ...]
    contacts: tuple[str, ...]
    detail: str | None
    start: int
    about: tuple[str, ...] = ()
    exact: bool = True
    phrase: Reading | None = None


class Saying(Heads):
    """Reads what a note's lines say."""

    def _said(self, line: Line, day: date, head: Head, inherited: tuple[str, ...], under_who: bool) -> Said | Miss:
        said: Said | Miss
        open_word = head.keyword is not None and not (head.colon or head.marked or head.keyword.noun)
        if head.keyword is not None and open_word and head.who and head.keyword.act == "talked":
            said = self._by_phrase(line, day, head, inherited if under_who else ())  # `WHO getroffen (zufällig), er …`
            if isinstance(said, Miss):
                said = self._by_keyword(line, head, head.keyword, inherited)
        elif head.keyword is not None:
            said = self._by_keyword(line, head, head.keyword, inherited)
            if isinstance(said, Miss) and not (head.marked or said.final):
                said = self._by_phrase(line, day, head, inherited if under_who else ())
        elif self.owner and line.day and head.word and not head.who and not self._phrase_word(head.word):
            said = self._unknown(line, head.word)
        else:
            said = self._by_phrase(line, day, head, inherited if under_who else ())
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

    def _by_keyword(self, line: Line, head: Head, keyword: Keyword, inherited: tuple[str, ...]) -> Said | Miss:
        if self._off(head.detail or "", "called_off", "fixed_later"):
            return Miss("called off", final=True)  # `lunch (cancelled): with WHO`
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
            if head.by_field and not (found and found[0]):
                found = head.by_field, start
            if found is None:
                named, _ = self._links_at(line, self._skip_blanks(line.read, start))
                comma = "comma" if named and act == "talked" else None
                return Miss(f"“{keyword.word}:” may just begin a sentence", tagged or comma)
            contacts, start_after = found
            if not contacts and (act != "followed" or self.note.kind == "other"):
                return Miss(f"“{keyword.word}:” with nobody that I know right after it", tagged)
            return self._kept(line, head, keyword, act, contacts, start, start_after)
        return self._kept(line, head, keyword, act, contacts, start, start)

    def _off(self, text: str, *names: str) -> bool:
        """Whether a text is no more than words of a class: that something is off, or not fixed yet."""
        words = text.casefold().strip(" .!,;:-–—()").split()
        return bool(words) and any(self.lexicon.one(name, words, 0) == len(words) for name in names)

    def _kept(
        self, line: Line, head: Head, keyword: Keyword, act: str, contacts: tuple[str, ...], start: int, after: int
    ) -> Said | Miss:
        if act == "talked" and keyword.detail and self._off(line.read[after:], "called_off"):
            return Miss("called off", final=True)  # `coffee: cancelled`; `coffee: planned` may be of a day to come
        detail = head.detail or (keyword.word if keyword.detail else None)
        acts: tuple[str, ...] = (act,)
        if act == "talked":
            acts = self._once_more(line, keyword, contacts, after)
        return Said(acts, contacts, detail, start)

    def _after_keyword(
        self, line: Line, keyword: Keyword, start: int, inherited: tuple[str, ...]
    ) -> tuple[tuple[str, ...], int] | None:
        """Whose a keyword line is that has no who, outside a contact's own note: the contacts, and where its text goes on.

        None where the keyword may just begin a sentence.
        """
        text = line.read
        fallback = inherited or self.people
        if fallback:
            sentence = keyword.noun or keyword.act == "lead"
            named, end = self._links_at(line, self._skip_blanks(text, start)) if sentence and not inherited else ((), start)
            return None if named and not self._closed(text, end) else (fallback, start)
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
        if not contacts or not (keyword.channel or self.lexicon.may_be_attempt(line.read[at:])):
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

    def _by_phrase(self, line: Line, day: date, head: Head, given: tuple[str, ...]) -> Said | Miss:
        alone = self.owner is None and not given and len(self.people) != 1
        alone = alone and not head.who and not any(self._contact(link) for link in line.links)
        if alone and not self._applies(line):
            return Miss("")
        start = 0
        if head.who and head.colon:
            given, start = head.who, head.start
        others = given if len(given) == 1 else ()
        if not others:
            others = (self.owner,) if self.owner else self.people if len(self.people) == 1 else ()
        first_names = frozenset(map(self.names.first_name, others))
        owner = None if given and not self.owner else self.owner
        context = Context(owner, others, given, first_names, line.state is not None, day)
        found = self._phrase(line, start, context, weighing=True)
        if isinstance(found, Miss):
            return found
        acts = (found.act, *found.also)
        return Said(acts, found.contacts, found.detail, start, found.about, exact=False, phrase=found)

    def _applies(self, line: Line) -> bool:
        """Only followed needs no contact; in a note that is nobody's it does too."""
        return self.note.kind != "other" and bool(line.links) and _APPLIED.search(line.read) is not None

    def _phrase(self, line: Line, start: int, context: Context, *, weighing: bool = False) -> Reading | Miss:
        links = []
        for index, link in enumerate(line.links):
            if link.span.start >= start:
                contact = self._contact(link)
                name = self.names.first_name(contact) if contact else ""
                day = self.names.is_day(link.target, self.note.path)
                places = (link.span.start - start, link.span.end - start)
                links.append(LinkAt(index, contact, day, *places, parse_day(link.target), name))
        return read_phrase(line.read[start:], links, context, self.lexicon, weighing=weighing)

    def _tagged(self, line: Line, head: Head, said: Said | Miss, given: tuple[str, ...]) -> Said | Miss:
        """The act tags of a line add their acts, and are verb enough where there is no other."""
        acts = [(self.lexicon.tags[tag.casefold()], at) for tag, at in line.tags if tag.casefold() in self.lexicon.tags]
        if not acts:
            open_still = isinstance(said, Miss) and not (said.final or said.undone or said.looks_like)
            return (self._no_act_tag(line) if open_still else None) or said
        added = tuple(act for act, _ in acts)
        if isinstance(said, Said):
            said.acts = tuple(dict.fromkeys((*said.acts, *added)))
            said.exact = True
            return said
        contacts = self._tag_contacts(line, head, acts[0][1], given)
        if not contacts and "followed" not in added:
            return Miss("a tag, but it is not clear whose")
        return Said(tuple(dict.fromkeys(added)), contacts, None, head.start if head.colon else 0)

    def _no_act_tag(self, line: Line) -> Miss | None:
        """Where nothing else says what a line is, and it has a tag that is a keyword's word and no act tag: `#heard`."""
        for tag, _ in line.tags:
            keyword = self.lexicon.keywords.get(tag.casefold())
            if keyword and keyword.act not in ("note", "needs", "offers", "likes"):
                return Miss(f"“#{tag}” is no tag that counts", keyword.act)
        return None

    def _tag_contacts(self, line: Line, head: Head, at: int, given: tuple[str, ...]) -> tuple[str, ...]:
        if self.owner:
            return tuple(dict.fromkeys((self.owner, *head.who)))
        if head.who or given:
            return head.who or given
        group, _ = self._links_at(line, self._skip_blanks(line.read, at))
        if group:
            return group
        linked = tuple(dict.fromkeys(c for link in line.links if (c := self._contact(link))))
        return linked if len(linked) == 1 else self.people
