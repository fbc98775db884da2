"""Reads a line that a person wrote in their own words: `[adverbial] [doer] [have] verb-or-noun object` (section 6).

A reading says who did what with whom; anything that is not certain is no reading, with the reason. One pass over the
words of a line, no look further back than a phrase is long.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from netvault.notes.phrasefragments import Fragments
from netvault.notes.phrasemine import Mine
from netvault.notes.phraseorder import as_done, plainly, without_arrow, without_articles, without_asides
from netvault.notes.phrasesaid import Said
from netvault.notes.phraseserved import Served
from netvault.notes.phrasetheirs import Theirs
from netvault.notes.phrasewords import (
    STOPS,
    Context,
    Doer,
    LinkAt,
    Miss,
    Reading,
    owner_of,
    with_first_names,
    with_possessives,
    words_of,
)
from netvault.notes.weighing import weigh
from netvault.notes.words import Lexicon

_HELPS = frozenset({"give", "help", "review", "introduce", "refer", "ask", "promise", "offer", "tell", "update", "thank", "wish"})
"""Verbs whose doer matters: `helped by WHO` is not what I did."""


_TO_SOMEBODY = frozenset({"give", "ask", "promise", "tell", "thank"})
"""Verbs after which it is said whom it was done to."""

_WHENCE = frozenset({"from", "at", "in", "of"})
"""Words with which it is said where somebody is from."""


def read_phrase(text: str, links: list[LinkAt], context: Context, lexicon: Lexicon, *, weighing: bool = False) -> Reading | Miss:
    """What a line says, as a phrase.

    In: the line's words (what is not read masked), its links with the contacts they lead to, and what is known
    before it. Out: a reading, or a miss with its reason. `weighing`: its words count too where its structure says too
    little. Never raises.
    """
    words, at_link = words_of(text, links)
    words = lexicon.spelt(words)
    if context.boxed and lexicon.infinitives:
        words = as_done(words, lexicon.infinitives)
    scale = weigh(words, at_link, context, lexicon) if weighing else None
    if scale is None:
        return _by_structure(words, at_link, context, lexicon)
    return scale.judged(_by_structure(words, at_link, context.weighed(scale), lexicon))


def _by_structure(words: list[str], at_link: list[LinkAt | None], context: Context, lexicon: Lexicon) -> Reading | Miss:
    """What the structure of a line says, by the grammar and its forms."""
    told = _read_words(words, at_link, context, lexicon)
    first_names = {link.first_name for link in at_link if link and link.contact}
    endings = lexicon.owners_end
    if first_names and any(owner_of(word, first_names, endings) for word in words):
        again = _read_words(words, at_link, context, lexicon, endings)
        return again if _weight(again) >= _weight(told) else told
    return told


def _read_words(
    words: list[str], at_link: list[LinkAt | None], context: Context, lexicon: Lexicon, owners: tuple[str, ...] = ()
) -> Reading | Miss:
    """What words say; where that is nothing, what they say in a plainer order, without an arrow, or without an aside."""
    words, at_link = without_articles(words, at_link, lexicon)
    words, at_link = with_first_names(words, at_link, lambda name: lexicon.one("also_words", [name], 0) > 0, owners)
    words, at_link = with_possessives(words, at_link, lexicon.owned)
    told = _Reader(words, at_link, context, lexicon).read()
    if isinstance(told, Reading) or _enough(told, context):
        return told
    plainer = plainly(words, at_link, lexicon) or without_arrow(words, at_link)
    shorter = without_asides(words, at_link, lambda place: lexicon.one("undone", words, place) > 0) if "(" in words else None
    for again in filter(None, (plainer, shorter)):
        found = _Reader(*again, context, lexicon).read()
        if isinstance(found, Reading):
            return found
    return told


def _enough(told: Miss, context: Context) -> bool:
    """Whether nothing has to be looked for far into a line of whose beginning this is said."""
    return told.final or (context.weighing is not None and context.weighing.settle(told))


def _weight(told: Reading | Miss) -> int:
    """How much a reading says."""
    if isinstance(told, Miss):
        return 0
    return 1 if told.act == "news" else 2 if told.act in ("talked", "heard") else 3


class _Reader(Mine, Said, Theirs, Served, Fragments):
    def read(self) -> Reading | Miss:
        told = self._read()
        if isinstance(told, Miss):
            told = (None if _enough(told, self.context) else self._further_on()) or told
        if isinstance(told, Miss) and not told.undone and (self._between_others() or self._denied() or self._might_have()):
            told = replace(told, undone=True)
        if isinstance(told, Miss):
            return told
        self.weighing = None  # words say what a line tells first; what it tells besides is for forms to find
        return self._as_a_whole(self._with_more(told))

    def _between_others(self) -> bool:
        """`she called WHO`, where nobody is known for whom she stands: what others did between them."""
        head = self._adverbials(0)
        return not self.context.others and self._is("doers", head) and self._contact_at(head + 2)

    def _denied(self) -> bool:
        """`WHO hat mir nie geschrieben`: what they did not do, where a language says so between two verbs."""
        _, after = self._links_at(self._adverbials(0))
        begin = after + self.lexicon.one("have", self.words, after)
        begin += self._is("me", begin)
        return begin > after and self._is("never", begin) and self.lexicon.guards["before"].at(self.words, begin)[0] > 0

    def _further_on(self) -> Reading | None:
        """What a later clause tells, where the first tells nothing."""
        told = self._later_clause() or self._thanked_with() or self._named_later()
        return told or self._mine_done() or self._on_advice() or self._together()

    def _read(self) -> Reading | Miss:
        if not self.words:
            return Miss("nothing is said")
        if self._in_the_present():
            return Miss("still to come, as it seems", "planned", final=True)
        if not self.nested and self._said_undone():
            return Miss("not done, as the line itself says", final=True, undone=True)
        firm = None if self.nested else self._firm()
        if firm:
            return firm
        at = head = self._adverbials(0)
        doer, who, at = self._doer(at)
        sign = self._sign(head)
        if sign:
            return sign
        we = self._word(head) == "we"
        if doer == "?":
            formed = self._formed("line", (), self._adverbials(0))
            if formed and formed.act == "news":
                formed = self._later(formed.contacts) or formed
            return formed or self._later(()) or Miss("no verb that I know")
        if doer == "i" and self._question():
            return Miss("a question", undone=True)
        self._managed(self._adverbials(at))
        result = self._told(doer, who, at)
        if isinstance(result, Miss) and not result.final:
            result = (self._we(self._adverbials(at)) if we else self._touched(who, at) if doer == "they" else None) or result
            if isinstance(result, Miss) and not _enough(result, self.context):
                after = self._after_start(self._adverbials(at)) if doer == "i" else None
                result = after or self._next_sentence(who) or self._served(self._adverbials(at), by_me=doer == "i") or result
        if isinstance(result, Reading) and result.act == "news":
            return self._next_sentence(who, news=True) or result
        if doer != "they" or not isinstance(result, Miss) or result.final:
            return result
        aside = self._aside(at)
        return self._told(doer, who, aside) if aside else self._of_somewhere(who, at) or result

    def _of_somewhere(self, who: tuple[str, ...], at: int) -> Reading | None:
        """What they did, after a few words that say where they are from: `WHO from the lab wants me to look at it`."""
        if self._word(at) not in _WHENCE:
            return None
        for place in range(at + 2, min(at + 8, len(self.words))):
            if self.links[place] or self._ended(place):
                return None
            if self._may_tell(place):
                told = self._told("they", who, place)
                if isinstance(told, Reading) and told.doer == "they":
                    return told
        return None

    def _next_sentence(self, they: tuple[str, ...], *, news: bool = False) -> Reading | None:
        """What the second sentence tells: in a contact's own note a kindness, as in `In hospital. Sent a card.`; and what they
        did to me, as in `WHO came through! Gave me a name.` After `news` of them a present is a kindness."""
        for place in range(1, len(self.words) - 1) if they or self.context.owner else ():
            face = self.words[place] in "()" and self.words[place - 1] in (":", ";")
            if (face or self.words[place] in STOPS) and self.words[place + 1] not in STOPS:
                begin = self._adverbials(place + 1)
                if they:
                    mine = any(self._is("me", at) or self._is("mine", at) for at in range(begin, begin + 4))
                    told = self._told("they", they, begin) if mine and not self._link(begin) else None
                    if isinstance(told, Reading) and told.doer == "they":
                        return told
                if any(self.words[at] in ("to", "for") and self._is("somebodys", at + 1) for at in range(begin, len(self.words))):
                    return None
                context = replace(self.context, given=they, others=they) if they else self.context
                reader = _Reader(self.words, self.links, context, self.lexicon)
                doer, who, begin = reader._doer(begin)
                told = None if doer == "?" or (they and doer == "they") else reader._told(doer, who, begin)
                present = news and self._among("tokens", range(begin, len(self.words)))
                if present and isinstance(told, Reading) and told.act in ("talked", "gave"):
                    return replace(told, act="kind")
                return told if isinstance(told, Reading) and told.act in ("kind", "thanked", "reported", "offered") else None
        return None

    def _managed(self, at: int) -> None:
        """`managed to call`, `got round to thanking`, `did write`: said as `called`, `thanked`, `wrote`."""
        size = self.lexicon.one("managed", self.words, at)
        place = self._adverbials(at + size)
        more, base = self.lexicon.done.at(self.words, place) if size else (0, None)
        if more and base in self.lexicon.pasts:
            past = self.lexicon.pasts[base]
            self.words = [*self.words[:at], *past, *self.words[place + more :]]  # others have the old ones still
            self.links = [*self.links[:at], *[None] * len(past), *self.links[place + more :]]
            self.all_words = frozenset(self.words)

    def _touched(self, who: tuple[str, ...], at: int) -> Reading | None:
        """`[[X]] quizzed me`, by any regular verb that is no feeling: you were in touch."""
        word = self._word(at)
        if not (word.endswith("ed") and len(word) > 4 and self._is("me", at + 1)) or self._is("not_touched", at):
            return None
        return Reading("talked", who, "they", word)

    def _aside(self, at: int) -> int:
        """The place after a few words set aside by marks, as in `[[X]], bless her, told me`; 0 where there are none."""
        close = {",": ",", "(": ")", "-": "-", "–": "–", "—": "—"}.get(self._word(at))
        for place in range(at + 1, min(at + 9, len(self.words))) if close else ():
            if self.words[place] == close:
                return place + 1 if place > at + 1 else 0
            if self._contact_at(place):
                return 0
        return 0

    def _told(self, doer: Doer, who: tuple[str, ...], at: int) -> Reading | Miss:
        """What is told from a place on, where the doer's verb begins."""
        begin = at
        at = self._adverbials(at)
        have = self.lexicon.one("have", self.words, at)
        result: Reading | Miss | None = None
        if have:
            result = self._verb(doer, who, self._adverbials(at + have))
        if not isinstance(result, Reading):
            plain = self._verb(doer, who, at)
            result = plain if isinstance(plain, Reading) or result is None else result
        if have and not isinstance(result, Reading):
            begin = at + have
        formed = self._also_formed(result, doer, who, begin)
        if isinstance(formed, Miss) and begin != at:
            formed = self._also_formed(result, doer, who, at)
        elif have and formed is result:  # `I have asked WHO if she knows somebody`
            formed = self._also_formed(result, doer, who, at + have)
        return formed

    def _doer(self, at: int) -> tuple[Doer | Literal["?"], tuple[str, ...], int]:
        """Who did it, the contacts that did where it was they, and where the verb begins."""
        titled = at
        while size := self.lexicon.one("titles", self.words, titled):
            titled += size
        titled += self._word(titled) == "." and titled > at
        if titled > at and self._contact_at(titled):
            at = titled
        us = self.lexicon.one("us", self.words, at)
        if us:
            return "i", (), at + us
        drawn = self._word(at) in ("i'd", "we'd") and self._word(at + 1) in ("a", "an", "the", "some")  # `we'd a great chat`
        if drawn or self._word(at) in ("i've", "we've"):
            return "i", (), at + 1
        group, after = self._links_at(at)
        if group:
            if self._word(after) in ("and", "&", "+") and self._is("myself", after + 1):
                self.joint = group
                return "i", (), after + 2
            if self._word(after) in ("and", "&", "+") and self._is("relations", after + 1):
                return "they", group, after + 2
            if self._word(after) == "'s" and not self._is("progressive", after + 1):
                return "?", (), at
            return "they", group, self._and_theirs(after)
        if after > at:
            return "?", (), at
        others = self.context.others
        if others and (self.lexicon.one("doers", self.words, at) or self._word(at) in self.context.first_names):
            return "they", others, at + 1
        return "i", (), at

    def _and_theirs(self, at: int) -> int:
        """The place after somebody who did it with them and is no contact: `WHO and his wife had a boy`, `WHO and Jess moved`."""
        if self._word(at) not in ("and", "&", "+"):
            return at
        if self._is("possessives", at + 1) and self._is("relations", at + 2):
            return at + 3
        name, after = self._word(at + 1), at + 2
        known = any(self._is(each, at + 1) for each in ("doers", "me", "adverbials", "light_verbs"))
        if known or len(name) < 3 or not name.isalpha() or self._may_tell(at + 1):
            return at
        tells = self._is("have", after) or self._word(after) in ("are", "were") or self.lexicon.verbs.size(self.words, after) > 0
        return after if tells or self.lexicon.forms["theirs"].may_begin(self._word(after)) else at

    def _verb(self, doer: str, who: tuple[str, ...], at: int) -> Reading | Miss:
        size, verb = self.lexicon.verbs.at(self.words, at)
        word = self._word(at)
        if not size and word.endswith("s") and self._is("me", at + 1) and (doer == "they" or self.context.owner):
            size, verb = self.lexicon.verbs.at([word[:-1]], 0)  # `gives me a name`, as one tells a tale
            doer, who = "they", who or (self.context.owner or "",)
        if size and verb.bare and not self.context.boxed and not (doer == "they" and self._is("me", at + size)):
            size = 0  # but `[[X]] give me`, as one says in a second language
        if doer == "i" and self.lexicon.guards["before"].at(self.words, at)[0]:
            size = 0
        if doer == "they":
            awaited = self._will(who, at)
            if awaited:
                return awaited
        if size:
            name = verb.kind.partition(":")
            after = at + size
            third = self.context.owner and self.words[at] in ("asks", "says", "suggests")
            if doer == "i" and verb.kind != "put" and (third or self._theirs(after)):
                doer, who = "they", (self.context.owner,) if self.context.owner else self.context.given
            if verb.kind in _HELPS and self._by_somebody(after):
                return Miss("not certain who did what")
            if self.context.owner and doer == "i" and verb.kind in _TO_SOMEBODY and self._stranger(after):
                return Miss("not certain who did what, and to whom")
            method = getattr(self, f"_{name[0]}_{doer}", None)
            found = method(who, after, verb.base) if method else None
            if name[0] == "own" and isinstance(found, tuple):
                return Reading(name[2], found, "i" if doer == "i" else "they", verb.base)
            if isinstance(found, Reading):
                return self._about_owner(found)
            if found is not None and not self._noun(at)[0]:
                return found if isinstance(found, Miss) else Miss("not certain who did what")
        if doer == "i":
            return self._nounish(at)
        noun = self._noun(at)
        after = at + noun[0]
        if noun[0] and self._ended(after) and self._word(after) != "?" and not self._ahead(after, self._window(after)):
            return self._contact_made(who, at, after, noun[1], detail=noun[1], noun=True)  # `[[X]] quick lunch, her new team`
        return self._attempt_by(who, at) or self._guarded(at)
