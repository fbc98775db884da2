"""Reads a line that a person wrote in their own words: `[adverbial] [doer] [have] verb-or-noun object` (section 6).

A reading says who did what with whom; anything that is not certain is no reading, with the reason. One pass over the
words of a line, no look further back than a phrase is long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from netvault.notes.words import Lexicon

_WORD = re.compile(r"[wW]/o?(?![\w])|[fF]/[uU]\b|\d+[:.h]\d+(?:[ap]m)?|['’](?:s|d|ve|ll)\b|[^\W_]+(?:['’][^\W_]+)*|[^\s\w]|_")
_CLOCK = re.compile(r"(?:\d{1,2}(?:[:.h]\d{2})?(?:am|pm|h)|\d{1,2}[:.]\d{2})\Z")
_STOPS = frozenset(".;!?")
_OPAQUE = "\x01"
_HELPS = frozenset({"give", "help", "review", "introduce", "refer", "ask", "promise", "offer", "tell", "update", "thank", "wish"})
"""Verbs whose doer matters: `helped by WHO` is not what I did."""

Doer = Literal["i", "they"]


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A link in the words: its place in the line's links, and the contact that it leads to, if it is one's."""

    index: int
    contact: str | None
    day: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before the line is read. All are contacts' paths.

    `owner`: whose note it stands in. `others`: whom a pronoun or first name stands for, where that is clear.
    `given`: the who that stood before a colon, or on the line of links above.
    """

    owner: str | None = None
    others: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    first_names: frozenset[str] = frozenset()
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase as understood. `about` are contacts that the line is about besides, as subjects."""

    act: str
    contacts: tuple[str, ...]
    doer: Doer
    verb: str
    detail: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """No reading: the reason in a few words, and the act that the line looks like, if it looks like one."""

    why: str
    looks_like: str | None = None


def words_of(text: str, links: list[LinkAt]) -> tuple[list[str], list[LinkAt | None]]:
    """The words, marks and links of a text, case folded; each link is the word `[[`."""
    words: list[str] = []
    at_link: list[LinkAt | None] = []
    place = 0
    for link in [*links, None]:
        stop = link.start if link else len(text)
        for found in _WORD.finditer(text, place, stop):
            word = found[0].casefold().replace("’", "'")
            if word == "-" and _inside(text, found.start()):
                continue
            words.append(word)
            at_link.append(None)
        if link:
            words.append("[[")
            at_link.append(link)
            place = link.end
    return words, at_link


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def read_phrase(text: str, links: list[LinkAt], context: Context, lexicon: Lexicon) -> Reading | Miss:
    """What a line says, as a phrase.

    In: the line's words (what is not read masked), its links with the contacts they lead to, and what is known
    before it. Out: a reading, or a miss with its reason. Never raises.
    """
    words, at_link = words_of(text, links)
    return _Reader(words, at_link, context, lexicon).read()


class _Reader:
    def __init__(self, words: list[str], links: list[LinkAt | None], context: Context, lexicon: Lexicon) -> None:
        self.words, self.links, self.context, self.lexicon = words, links, context, lexicon
        self.joint: tuple[str, ...] = ()

    # ── the head ────────────────────────────────────────────────────────────────────────────────

    def read(self) -> Reading | Miss:
        if not self.words:
            return Miss("nothing is said")
        at = self._adverbials(0)
        doer, who, at = self._doer(at)
        if doer == "?":
            return Miss("no verb that I know")
        if doer == "i" and self._question():
            return Miss("a question")
        at = self._adverbials(at)
        have = self.lexicon.one("have", self.words, at)
        result: Reading | Miss | None = None
        if have:
            result = self._verb(doer, who, self._adverbials(at + have))
        if not isinstance(result, Reading):
            plain = self._verb(doer, who, at)
            result = plain if isinstance(plain, Reading) or result is None else result
        return result

    def _question(self) -> bool:
        for word in reversed(self.words):
            if word.isalnum() or word == "[[":
                return False
            if word == "?":
                return True
        return False

    def _adverbials(self, at: int) -> int:
        while at < len(self.words):
            word = self.words[at]
            size = self.lexicon.one("adverbials", self.words, at)
            if size and not (size == 1 and self._starts_noun(at)):
                at += size
            elif _CLOCK.match(word):
                at += 1
            elif word.isdigit() and self._word(at + 1) in ("am", "pm", "h", "uhr"):
                at += 2
            elif not word[0].isalnum() and word not in ("[[", "(", "?", _OPAQUE) and word[0] != "'" and not word.endswith("/"):
                at += 1
            else:
                break
        return at

    def _starts_noun(self, at: int) -> bool:
        return self.words[at] in ("quick", "first") and self._noun(at)[0] > 0

    def _doer(self, at: int) -> tuple[Doer | Literal["?"], tuple[str, ...], int]:
        """Who did it, the contacts that did where it was they, and where the verb begins."""
        us = self.lexicon.one("us", self.words, at)
        if us:
            return "i", (), at + us
        if self._word(at) in ("i've", "we've"):
            return "i", (), at + 1
        group, after = self._links_at(at)
        if group:
            if self._word(after) in ("and", "&", "+") and self._word(after + 1) in ("i", "me", "myself"):
                self.joint = group
                return "i", (), after + 2
            if self._word(after) == "'s":
                return "?", (), at
            return "they", group, after
        if after > at:
            return "?", (), at
        others = self.context.others
        if others and (self.lexicon.one("doers", self.words, at) or self._word(at) in self.context.first_names):
            return "they", others, at + 1
        return "i", (), at

    def _links_at(self, at: int) -> tuple[tuple[str, ...], int]:
        """The contacts linked here, joined by `,` `&` `+` `and`; and the place after them. A link to no contact: ()."""
        found: list[str] = []
        place = after = at
        while True:
            link = self._link(place)
            if link is None or link.contact is None:
                return (tuple(found), after) if found else ((), at + 1 if link else at)
            found.append(link.contact)
            place += 1
            after = place
            if self._word(place) == "," and self._word(place + 1) in ("and", "&", "+"):
                place += 1
            if self._word(place) not in (",", "&", "+", "and"):
                return tuple(found), after
            place += 1

    # ── looking around ──────────────────────────────────────────────────────────────────────────

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _link(self, at: int) -> LinkAt | None:
        return self.links[at] if 0 <= at < len(self.words) else None

    def _is(self, name: str, at: int) -> bool:
        return self.lexicon.one(name, self.words, at) > 0

    def _is_them(self, at: int) -> bool:
        """Whether a pronoun stands here, or the first name of the one that it would stand for."""
        return self._is("pronouns", at) or self._word(at) in self.context.first_names

    def _ended(self, at: int) -> bool:
        word = self._word(at)
        return not word or not (word[0].isalnum() or word == "[[" or word[0] == "'" or word in ("w/", _OPAQUE))

    def _object(self, at: int) -> tuple[tuple[str, ...], int] | None:
        """Whom it was done to, and the place after: contact links with only connectors before them; in a contact's own
        note a pronoun, or nothing. None where there is nobody."""
        context, place = self.context, at
        while True:
            size = self.lexicon.one("connectors", self.words, place)
            if not size:
                break
            place += size
        if self._is_them(place) and context.others:
            return self._group(list(context.others), place + 1)
        group, after = self._links_at(place)
        if group and self._word(after) != "'s":
            return group, after
        if self.joint:
            return self.joint, at
        if context.given:
            return context.given, at
        if context.owner and not group and not (self._link(at) and place == at):
            return (context.owner,), at
        return None

    def _group(self, found: list[str], at: int) -> tuple[tuple[str, ...], int]:
        if self._word(at) in ("and", "&", "+", ","):
            more, after = self._links_at(at + 1)
            if more:
                return (*found, *more), after
        return tuple(found), at

    def _theirs(self, at: int) -> bool:
        """In a contact's own note, `me` after the verb: then it was they who did it."""
        return self.context.owner is not None and self._is("me", at)

    def _near(self, name: str, start: int, stop: int) -> bool:
        """Whether a guard's words stand between two places."""
        guard = self.lexicon.guards[name]
        return any(guard.at(self.words, place)[0] for place in range(start, min(stop, len(self.words))))

    def _window(self, after: int) -> int:
        """The place six words after an object; marks do not count."""
        left = self.lexicon.window
        while after < len(self.words) and left:
            left -= self.words[after][0].isalnum()
            after += 1
        return after

    def _link_after(self, at: int, within: int = 8) -> bool:
        """Whether a link that is no day follows within a few words."""
        return any(link is not None and not link.day for link in self.links[at : at + within])

    # ── verb or noun ────────────────────────────────────────────────────────────────────────────

    def _verb(self, doer: str, who: tuple[str, ...], at: int) -> Reading | Miss:
        size, verb = self.lexicon.verbs.at(self.words, at)
        if size and verb.bare and not self.context.boxed:
            size = 0
        if doer == "i" and self.lexicon.guards["before"].at(self.words, at)[0]:
            size = 0
        if doer == "they":
            awaited = self._will(who, at)
            if awaited:
                return awaited
        if size:
            name = verb.kind.partition(":")
            after = at + size
            if doer == "i" and verb.kind != "put" and self._theirs(after):
                doer, who = "they", (self.context.owner or "",)
            if verb.kind in _HELPS and self._by_somebody(after):
                return Miss("not certain who did what")
            method = getattr(self, f"_{name[0]}_{doer}", None)
            found = method(who, after, verb.base) if method else None
            if name[0] == "own" and isinstance(found, tuple):
                return Reading(name[2], found, "i", verb.base)
            if isinstance(found, Reading):
                return self._about_owner(found)
            if found is not None and not self._noun(at)[0]:
                return found if isinstance(found, Miss) else Miss("not certain who did what")
        if doer == "i":
            return self._nounish(at)
        return self._attempt_by(who, at) or self._guarded(at)

    def _by_somebody(self, at: int) -> bool:
        """Whether `by WHO` stands here, so that what was done was done to me."""
        return self._word(at) == "by" and (self._contact_at(at + 1) or self._is("pronouns", at + 1))

    def _about_owner(self, reading: Reading) -> Reading:
        """In a contact's own note, another contact is the one a line is about, and the note's contact a subject."""
        owner = self.context.owner
        if owner and owner not in reading.contacts:
            return Reading(reading.act, reading.contacts, reading.doer, reading.verb, reading.detail, (owner,))
        return reading

    def _guarded(self, at: int) -> Miss:
        word = self._word(at)
        if self.lexicon.guards["before"].at(self.words, at)[0] or word.endswith("n't"):
            return Miss(f"“{word}”: not done, or not yet")
        return Miss("no verb that I know")

    def _attempt_by(self, who: tuple[str, ...], at: int) -> Reading | None:
        """`[[Omar]] didn't pick up`: you tried."""
        if self.lexicon.guards["attempt"].at(self.words, at)[0]:
            return Reading("attempt", who, "i", self._word(at))
        return None

    def _will(self, who: tuple[str, ...], at: int) -> Reading | None:
        """`will forward my CV`, `is going to ask … for me`: theirs to do, and yours to wait for."""
        size = self.lexicon.one("will", self.words, at)
        if not size or not self._is("helps", at + size):
            return None
        stop = min(at + size + 10, len(self.words))
        if any(self._is("mine", place) for place in range(at + size, stop)):
            return Reading("awaited", who, "they", "will")
        return None

    def _nounish(self, at: int) -> Reading | Miss:
        """`[had] [a quick] coffee with …`, `voicemail from …`, `thank-you note to …`, `no answer`."""
        context = self.context
        head = at
        light = self.lexicon.one("light_verbs", self.words, at)
        if not light and context.boxed:
            light = self.lexicon.one("light_verbs_bare", self.words, at)
        at += light
        if (context.owner or context.given) and self.lexicon.guards["attempt"].at(self.words, head)[0]:
            return Reading("attempt", (context.owner,) if context.owner else context.given, "i", self._word(head))
        found = self._lead_noun(at, light) or self._thank_noun(at) or self._from_noun(at, light)
        if found:
            return found
        size, noun = self._noun(at)
        if size:
            return self._with(at + size, noun)
        return self._guarded(head)

    def _noun(self, at: int) -> tuple[int, str]:
        """Contact nouns with what colours them (`quick coffee chat`): how many words, and the last noun."""
        after, last = at, ""
        while self._word(after) not in ("with", "w/"):
            size, noun = self._coloured(after)
            if not size:
                break
            after, last = after + size, noun
        return after - at, last

    def _coloured(self, at: int) -> tuple[int, str]:
        """One contact noun with what colours it: how many words, and the noun."""
        place = at
        while place < at + 7:
            size, noun = self.lexicon.classes["contact_nouns"].at(self.words, place)
            if size:
                return place + size - at, noun
            size = self.lexicon.one("colour", self.words, place)
            if not size and self._word(place).isdigit():
                size = 1
            if not size:
                return 0, ""
            place += size
        return 0, ""

    def _with(self, at: int, noun: str) -> Reading | Miss:
        """After a contact noun: any few words, then with whom. In a contact's own note the contact is there anyway."""
        context, place = self.context, at
        limit = at + 9
        people: tuple[str, ...] = ()
        after = at
        while place < min(limit, len(self.words)) and self._word(place) not in _STOPS and not self._contact_at(place):
            if self._is("with", place):
                found = self._object_with(place + 1)
                if found:
                    people, after = found
                    break
            place += 1
        if context.owner:
            people = tuple(dict.fromkeys((context.owner, *people)))
        people = people or self.joint or context.given
        if not people:
            return Miss(f"“{noun}” with nobody that I know")
        return self._contact_made(people, at, after, noun, detail=noun, noun=True)

    def _contact_at(self, at: int) -> bool:
        link = self._link(at)
        return link is not None and link.contact is not None

    def _object_with(self, at: int) -> tuple[tuple[str, ...], int] | None:
        place = at
        while self.lexicon.one("connectors", self.words, place):
            place += self.lexicon.one("connectors", self.words, place)
        if self._is_them(place) and self.context.others:
            return self._group(list(self.context.others), place + 1)
        group, after = self._links_at(place)
        return (group, after) if group and self._word(after) != "'s" else None

    def _contact_made(
        self, people: tuple[str, ...], start: int, after: int, verb: str, *, detail: str | None = None, noun: bool = False
    ) -> Reading | Miss:
        """You were in touch, unless the words around say that it did not or has not yet happened."""
        stop = self._window(after)
        if self._near("after", start, stop) or (noun and self._near("after_nouns", start, stop)):
            return Miss("moved, called off, or still to come")
        if self._near("attempt", start, stop) and verb != "follow up":
            return Reading("attempt", people, "i", verb, detail)
        return Reading("talked", people, "i", verb, detail)

    def _lead_noun(self, at: int, light: int) -> Reading | None:
        """`got an intro to LINK from WHO`."""
        if not light:
            return None
        while self._is("colour", at) and not self._is("lead_nouns", at):
            at += 1
        size = self.lexicon.one("lead_nouns", self.words, at)
        if not size or self._word(at + size) not in ("to", "for") or not self._link(at + size + 1):
            return None
        for place in range(at + size + 2, min(at + size + 8, len(self.words))):
            if self.words[place] == "from":
                found = self._object_with(place + 1)
                owner = self.context.owner
                if found or owner:
                    return Reading("lead", found[0] if found else (owner or "",), "they", "got")
        return None

    def _thank_noun(self, at: int) -> Reading | None:
        """`thank-you note to WHO`; in a contact's own note `big thank-you email`."""
        while self._is("colour", at):
            at += 1
        size, noun = self.lexicon.classes["thank_nouns"].at(self.words, at)
        if not size:
            return None
        at += size
        if self._word(at) == "to":
            found = self._object(at)
            said = found and (noun != "thanks" or self._ended(found[1]) or self._word(found[1]) == "for")
            return Reading("thanked", found[0], "i", "thank") if found and said else None
        owner = self.context.owner
        return Reading("thanked", (owner,), "i", "thank") if owner else None

    def _from_noun(self, at: int, light: int) -> Reading | None:
        """`email from WHO`, `voicemail from WHO`; `got a reply from WHO`."""
        while self._is("colour", at):
            at += 1
        for name in ("missed_nouns", "message_nouns", "reply_nouns"):
            size = self.lexicon.one(name, self.words, at)
            if size and self._word(at + size) == "from" and (light or name != "reply_nouns"):
                found = self._object_with(at + size + 1)
                if found:
                    act = "talked" if name == "reply_nouns" else "heard"
                    return Reading(act, found[0], "they", self._word(at))
        return None

    # ── what you did ────────────────────────────────────────────────────────────────────────────

    def _contact_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss(f"“{verb}”, but nobody that I know right after it", "talked")
        return self._contact_made(found[0], at, found[1], verb)

    def _meet_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss(f"“{verb}”, but nobody that I know right after it", "talked")
        people = found[0]
        owner = self.context.owner
        if owner and owner not in people:
            people = (owner, *people)
        if verb in ("see", "visit") and any(w.endswith("n't") or w in ("didnt", "not") for w in self.words[at:]):
            return Miss("seen, but not met")
        if verb == "see" and not self._in_person(found[1]):
            return Miss("seen, but not met")
        return self._contact_made(people, at, found[1], verb)

    def _in_person(self, at: int) -> bool:
        """Whether what follows *saw WHO* says no more than where, when and why: `saw [[Jo]] left` was no meeting."""
        return self._ended(at) or (self._is("after_seen", at) and not (self._word(at) == "on" and self._is("screens", at + 1)))

    def _connect_i(self, who: object, at: int, verb: str) -> Reading | Miss:
        introduced = self._introduce_i(who, at, verb)
        return introduced if isinstance(introduced, Reading) else self._contact_i(who, at, verb)

    def _write_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss(f"“{verb}”, but nobody that I know right after it", "talked")
        people, after = found
        if self._said(after, ("asking", "for"), ("to", "ask", "if"), ("to", "ask", "for"), ("to", "ask", "whether")):
            return Reading("asked", people, "i", verb)
        if self._said(after, ("to", "thank")):
            return Reading("thanked", people, "i", verb)
        if self._kind_words(after):
            return Reading("kind", people, "i", verb)
        return self._contact_made(people, at, after, verb)

    def _said(self, at: int, *forms: tuple[str, ...]) -> bool:
        return any(tuple(self.words[at : at + len(form)]) == form for form in forms)

    def _kind_words(self, at: int) -> bool:
        while self._is("gift_words", at):
            at += 1
        return self._is("kind_nouns", at)

    _reply_i = _write_i

    def _send_i(self, who: object, at: int, verb: str) -> Reading | Miss:
        """`sent WHO comments`, `sent comments to WHO`, `sent WHO flowers`, `dropped WHO a line`."""
        found = self._object(at)
        if found and (found[1] > at or self.context.owner or self.context.given):
            reading = self._sent(found[0], found[1], verb)
            if reading:
                return reading
        place = at
        while place < at + 9 and place < len(self.words) and not self._link(place) and self._word(place) not in _STOPS:
            if self.words[place] in ("to", "for", "on") and place > at:
                to = self._object_with(place + 1)
                if to:
                    return self._sent(to[0], at, verb) or self._contact_made(to[0], at, to[1], verb)
            place += 1
        if not found:
            return Miss(f"“{verb}”, but to nobody that I know", "talked")
        if verb != "send" and not self._message_at(found[1]) and not self._message_at(at):
            return Miss(f"“{verb}” what?", "talked")
        return self._contact_made(found[0], at, found[1], verb)

    def _message_at(self, at: int) -> bool:
        while self._is("colour", at) and not self._is("message_nouns", at):
            at += 1
        return self._is("message_nouns", at)

    def _sent(self, people: tuple[str, ...], at: int, verb: str) -> Reading | None:
        if self._kind_words(at):
            return Reading("kind", people, "i", verb)
        place = at
        while self._is("colour", place):
            place += 1
        if self._is("thank_nouns", place):
            return Reading("thanked", people, "i", verb)
        if verb == "send" and self._gift(at):
            return Reading("gave", people, "i", verb)
        return None

    def _gift(self, at: int) -> bool:
        if self._is("gift_nouns", at):
            return True
        while self._is("gift_words", at):
            at += 1
            if self._is("gift_nouns", at):
                return True
        return False

    def _give_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if found and self._gift(found[1]):
            return Reading("gave", found[0], "i", verb)
        if self._gift(at):
            for place in range(at, min(at + 8, len(self.words))):
                to = self._object_with(place + 1) if self.words[place] in ("to", "on") else None
                if to:
                    return Reading("gave", to[0], "i", verb)
        if not found:
            return Miss(f"“{verb}”, but to nobody that I know", "gave")
        return self._contact_made(found[0], at, found[1], verb)

    def _help_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        return Reading("gave", found[0], "i", verb) if found else Miss("helped whom?", "gave")

    def _review_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        """`reviewed WHO's deck`; in a contact's own note `reviewed her deck`, and `reviewed my CV` is theirs."""
        owner = self.context.owner
        if owner and self._word(at) == "my":
            return Reading("received", (owner,), "they", verb)
        link = self._link(at)
        if link and link.contact and self._word(at + 1) == "'s":
            return self._about_owner(Reading("gave", (link.contact,), "i", verb))
        if owner and (self._is("possessives", at) or self._word(at) == "it"):
            return Reading("gave", (owner,), "i", verb)
        return Miss("reviewed whose?", "gave")

    def _read_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        owner = self.context.owner
        if owner and self._word(at) == "my":
            return Reading("received", (owner,), "they", verb)
        return Miss("no verb that I know")

    def _introduce_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        """`introduced A to B`: you gave, to both."""
        group, after = self._links_at(at)
        owner = self.context.owner
        if not group and owner and self._is_them(at):
            group, after = (owner,), at + 1
        if group and self._word(after) in ("to", "with", "w/"):
            place = after + 1
            while self._is("connectors", place):
                place += 1
            others, _ = self._links_at(place)
            if others or not self._ended(place):
                return Reading("gave", tuple(dict.fromkeys((*group, *others))), "i", verb)
        return Miss("introduced whom to whom?", "gave")

    def _refer_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        owner = self.context.owner
        group, after = self._links_at(at)
        if not group and owner and self._is_them(at):
            group, after = (owner,), at + 1
        if group and self._word(after) in ("to", "for", "with", "at"):
            return Reading("gave", group, "i", verb)
        return Miss(f"“{verb}” whom to whom?", "gave")

    def _ask_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss("asked, but nobody that I know right after it", "asked")
        after = found[1]
        word = self._word(after)
        if word in ("for", "to", "whether"):
            return Reading("asked", found[0], "i", verb)
        if word == "if" and any(self._is("modals", place) for place in range(after + 1, min(after + 8, len(self.words)))):
            return Reading("asked", found[0], "i", verb)
        if after == at and not self._ended(at) and self.context.owner and self._is("possessives", at):
            return Miss("asked whom?", "asked")
        return self._contact_made(found[0], at, after, verb)

    def _promise_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        return Reading("promised", found[0], "i", verb) if found else Miss("promised whom?", "promised")

    def _offer_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found and self._word(at) == "to":
            for place in range(at + 1, min(at + 4, len(self.words))):
                if self._contact_at(place):
                    group, _ = self._links_at(place)
                    return Reading("offered", group, "i", verb)
        return Reading("offered", found[0], "i", verb) if found else Miss("offered whom?", "offered")

    def _tell_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss("told, but nobody that I know right after it", "reported")
        people, after = found
        here = self.words[after : after + 2]
        if (here[:1] == ["how"] and here[1:] != ["to"]) or (here[:1] == [":"] and after > at):
            return Reading("reported", people, "i", verb)
        place = after + (here[:1] == ["that"])
        will = self.lexicon.one("i_will", self.words, place)
        if will and self._is("promises", place + will):
            return Reading("promised", people, "i", verb)
        if here in (["happy", "to"], ["glad", "to"]):
            return Reading("offered", people, "i", verb)
        rest = self.words[after : after + 14]
        if "if" in rest and any(word in ("needs", "need") for word in rest[rest.index("if") :]):
            return Reading("offered", people, "i", verb)
        return self._contact_made(people, at, after, verb)

    def _update_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        owner = self.context.owner
        named = found is not None and found[1] > at
        if owner and not named and verb == "update":
            return Miss("updated whom?", "reported")
        if named and owner and self._word(found[1] - 1 if found else at) == "her" and not self._free(found[1] if found else at):
            return Miss("updated whom?", "reported")
        return Reading("reported", found[0], "i", verb) if found else Miss(f"“{verb}” whom?", "reported")

    def _free(self, at: int) -> bool:
        """Whether what stands here is no noun that a possessive could hold."""
        return self._ended(at) or self._is("no_noun", at)

    def _let_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if found and self._word(found[1]) == "know":
            return Reading("reported", found[0], "i", verb)
        return Miss("no verb that I know")

    def _thank_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        return Reading("thanked", found[0], "i", verb) if found else Miss("thanked whom?", "thanked")

    def _wish_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        return Reading("kind", found[0], "i", verb) if found else Miss(f"“{verb}” whom?", "kind")

    _congrats_i = _wish_i

    def _apply_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        if self._word(at) in ("to", "at", "with", "in"):
            place = at + 1
            while self._is("connectors", place):
                place += 1
            if self._link(place):
                return Reading("followed", self._owner(), "i", verb)
        return Miss("applied where?", "followed")

    def _owner(self) -> tuple[str, ...]:
        return (self.context.owner,) if self.context.owner else self.context.given

    def _follow_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        if self._word(at) == "on":
            place = at + 1
            while self._is("connectors", place):
                place += 1
            if self._link(place):
                return Reading("followed", self._owner(), "i", verb)
            if not self.context.owner:
                return Miss("followed up on what?", "followed")
        found = self._object(at)
        if not found:
            return Miss("followed up, but with nobody that I know", "talked")
        return self._contact_made(found[0], at, found[1], verb)

    def _hear_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object_with(at) or (self._object(at) if self._is("pronouns", at) else None)
        return Reading("heard", found[0], "they", verb) if found else Miss("heard from whom?", "heard")

    _miss_i = _hear_i

    def _try_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        """`tried calling WHO`, `tried to call WHO`, `tried WHO, no answer`."""
        place = at + (self._word(at) == "to")
        size, base = self.lexicon.verbs.at(self.words, place)
        if self._word(place) in self.lexicon.gerunds:
            size = 1
        elif not (size and base.kind in ("contact", "write", "meet")):
            size = 0
        while self._word(place) == ":":
            place += 1
        found = self._object(place + size)
        if not found:
            return Miss("tried whom?", "attempt")
        if size or self._near("attempt", found[1], self._window(found[1])):
            return Reading("attempt", found[0], "i", verb)
        return Miss("tried what?", "attempt")

    def _say_i(self, _who: object, _at: int, _verb: str) -> Reading | Miss:
        return Miss("no verb that I know")

    _suggest_i = _point_i = _mock_i = _say_i

    def _put_i(self, _who: object, _at: int, verb: str) -> Reading | Miss:
        owner = self.context.owner
        return Reading("lead", (owner,), "they", verb) if owner else Miss("who did?", "lead")

    # ── what they did ───────────────────────────────────────────────────────────────────────────

    def _to_you(self, at: int) -> bool:
        """Whether a verb of theirs had you as its object, as far as what follows tells."""
        return self._ended(at) or self._is("to_me", at)

    def _contact_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if verb in ("speak", "talk", "chat") and not (self._ended(at) or self._is("speaks_to_me", at)):
            return Miss("not certain that it was with you", "talked")
        if not self._to_you(at) and self._word(at) not in ("wants", "wanted"):
            return Miss("not certain that it was with you", "talked")
        if self._link(at) or (self._is("connectors", at) and self._contact_at(at + 1)):
            return Miss("not certain that it was with you", "talked")
        act = "heard" if self._near("your_turn", at, len(self.words)) else "talked"
        return Reading(act, who, "they", verb)

    def _meet_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        mine = self._is("me", at) or (self._is("connectors", at) and self._is("me", at + 1))
        if mine or (verb in ("visit", "drop by", "pop in") and self._to_you(at)):
            return Reading("talked", who, "they", verb)
        return Miss("not certain that it was with you", "talked")

    def _write_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if not self._to_you(at) or (self._word(at) == "to" and self._contact_at(at + 1)):
            return Miss("not certain that it was to you", "heard")
        back = self._word(at) == "back" or (self._is("me", at) and self._word(at + 1) == "back")
        return Reading("talked" if back else "heard", who, "they", verb)

    def _reply_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._word(at) == "to" and self._contact_at(at + 1):
            return Miss("not certain that it was to you", "talked")
        return Reading("talked", who, "they", verb)

    def _send_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if not self._is("me", at):
            return Miss("not certain that it was to you", "heard")
        if self._gift(at + 1):
            return Reading("received", who, "they", verb)
        if self._message_at(at + 1):
            return Reading("heard", who, "they", verb)
        return Reading("talked", who, "they", verb)

    def _give_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if not self._is("me", at):
            return Miss("not certain that it was to you", "received")
        place = at + 1
        while self._is("connectors", place):
            place += 1
        size = self.lexicon.one("pointer_nouns", self.words, place)
        if size and self._is("pointer_preps", place + size):
            return Reading("lead", who, "they", verb)
        return Reading("received", who, "they", verb)

    def _help_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at):
            return Reading("received", who, "they", verb)
        return Miss("not certain that it was you", "received")

    _mock_they = _help_they

    def _review_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._word(at) == "my":
            return Reading("received", who, "they", verb)
        return Miss("not certain that it was yours", "received")

    _read_they = _review_they

    def _introduce_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at) and self._word(at + 1) in ("to", "with", "w/"):
            return Reading("lead", who, "they", verb)
        return Miss("not certain that it was you", "lead")

    _point_they = _introduce_they

    def _refer_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at) and verb == "refer":
            lead = self._word(at + 1) in ("to", "with", "w/")
            return Reading("lead" if lead else "received", who, "they", verb)
        return self._suggest_they(who, at, verb)

    def _suggest_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        """`suggested LINK`, `recommended talking to LINK`."""
        place = at + self.lexicon.one("reaching", self.words, at)
        place += self.lexicon.one("reach", self.words, place)
        while self._is("connectors", place):
            place += 1
        link = self._link(place)
        if link and not link.day and self._word(place + 1) != "'s":
            return Reading("lead", who, "they", verb)
        return Miss("no lead that I can see", "lead" if self._link_after(at) else None)

    def _say_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._word(at) == "to" and self._is("reach", at + 1):
            place = at + 1 + self.lexicon.one("reach", self.words, at + 1)
            while self._is("connectors", place):
                place += 1
            link = self._link(place)
            if link and not link.day:
                return Reading("lead", who, "they", verb)
        return Miss("only what was said", "lead" if self._link_after(at) else None)

    def _put_they(self, who: tuple[str, ...], _at: int, verb: str) -> Reading | Miss:
        return Reading("lead", who, "they", verb)

    def _tell_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if not self._is("me", at):
            return Miss("not certain that it was you", "lead" if self._link_after(at) else None)
        after = at + 1
        if self._word(after) == "about":
            place = after + 1
            while self._is("connectors", place):
                place += 1
            link = self._link(place)
            if link and not link.day and self._word(place + 1) != "'s":
                return Reading("lead", who, "they", verb)
        found = self._say_they(who, after, verb)
        if isinstance(found, Reading):
            return found
        if self._word(after) == "how":
            return Reading("heard", who, "they", verb)
        return Reading("talked", who, "they", verb)

    def _ask_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._link(at) or self._is("possessives", at):
            return Miss("not certain that it was you", "requested")
        mine = self._is("me", at)
        place = at + 1 if mine else at
        here = self.words[place : place + 3]
        if mine and here[:1] in (["to"], ["for"]):
            return Reading("requested", who, "they", verb)
        if here[:2] in (["if", "i"], ["whether", "i"]) and (mine or here[2:] in (["could"], ["can"], ["would"])):
            return Reading("requested", who, "they", verb)
        if here[:2] in (["for", "my"], ["for", "help"], ["for", "advice"]):
            return Reading("requested", who, "they", verb)
        return Reading("heard" if mine else "talked", who, "they", verb)

    def _promise_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._link(at) or self._is("possessives", at):
            return Miss("not certain that it was to you", "awaited")
        return Reading("awaited", who, "they", verb)

    _offer_they = _promise_they

    def _update_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at) or verb != "update":
            return Reading("heard", who, "they", verb)
        return Miss("not certain that it was you", "heard")

    def _let_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at) and self._word(at + 1) == "know":
            return Reading("heard", who, "they", verb)
        return Miss("no verb that I know")

    def _thank_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at):
            return Reading("talked", who, "they", verb)
        return Miss("not certain that it was you", "talked")

    _wish_they = _thank_they

    def _follow_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._contact_at(at) or (self._is("connectors", at) and self._contact_at(at + 1)):
            return Miss("not certain that it was with you", "heard")
        return Reading("heard", who, "they", verb)

    def _connect_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        introduced = self._introduce_they(who, at, verb)
        return introduced if isinstance(introduced, Reading) else self._contact_they(who, at, verb)

    def _own_i(self, _who: object, at: int, verb: str) -> tuple[str, ...] | Miss:
        found = self._object(at)
        return found[0] if found else Miss(f"“{verb}”, but nobody that I know right after it", "talked")
