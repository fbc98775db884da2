"""Looking around in the words of a phrase: who stands there, which words are near. (Section 6: object, guards, nouns.)"""

from __future__ import annotations

import re
from dataclasses import replace

from netvault.notes.phrasewords import OPAQUE, Context, LinkAt, Miss, Reading
from netvault.notes.strangers import stranger_at
from netvault.notes.words import ADVISED, Lexicon

CLOCK = re.compile(r"(?:\d{1,2}(?:[:.h]\d{2})?(?:am|pm|h)|\d{1,2}[:.]\d{2})\Z")


_NOT_OF_THEM = frozenset({"with", "to", "from", "about", "for", "that", "who", "and", "i", "re", "on", "said", "is", "was"})
"""Words that do not stand between an article and whom it leads to."""
TOPIC = frozenset({"about", "re", "regarding"})
"""With these it is said what it was about."""
_SAID = TOPIC | frozenset({"asking", "whether", "my", "that"})
"""With these it begins what was said or written."""
_FAR = 40
"""Words after a place that are looked at for whom something was done to."""


class Looking:
    """The words of one line, and what is known of them.

    `joint`: contacts who did it together with me. `nested`: it reads a later clause of a line for another.
    """

    def __init__(
        self,
        words: list[str],
        links: list[LinkAt | None],
        context: Context,
        lexicon: Lexicon,
        all_words: frozenset[str] | None = None,
    ) -> None:
        self.words, self.links, self.context, self.lexicon = words, links, context, lexicon
        self.classes = lexicon.classes
        self.all_words = frozenset(words) if all_words is None else all_words
        self.joint: tuple[str, ...] = ()
        self.nested = False
        self.weighing = context.weighing

    @property
    def likely(self) -> frozenset[str] | None:
        """The acts that the line's words may tell of, for which forms are looked for; None for any."""
        return self.weighing.likely if self.weighing else None

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _link(self, at: int) -> LinkAt | None:
        return self.links[at] if 0 <= at < len(self.words) else None

    def _is(self, name: str, at: int) -> bool:
        return 0 <= at < len(self.words) and self.classes[name].stands(self.words, at)

    def _has(self, name: str) -> bool:
        """Whether the line may hold a word of a class at all."""
        return self.classes[name].may_stand(self.all_words)

    def _among(self, name: str, places: range) -> bool:
        """Whether a word of a class stands at any of these places."""
        known = self.classes[name]
        size = len(self.words)
        return known.may_stand(self.all_words) and any(known.stands(self.words, place) for place in places if place < size)

    def _stranger(self, at: int) -> bool:
        """Whether somebody stands here who is no contact: `Tom`, `her boss`."""
        return stranger_at(self.words, at, self.lexicon) > 0

    def _is_them(self, at: int) -> bool:
        """Whether a pronoun stands here, or the first name of the one that it would stand for."""
        if self._is("pronouns", at):
            return not (self._is("possessives", at) and self._is("relations", at + 1))
        return self._word(at) in self.context.first_names

    def _ended(self, at: int) -> bool:
        word = self._word(at)
        return not word or not (word[0].isalnum() or word == "[[" or word[0] == "'" or word in ("w/", OPAQUE))

    def _question(self) -> bool:
        """Whether the words are a question to their end; `…, i think?` is none, nor is a line that tells something before."""
        told = any(word in (".", "!") and self.words[at + 1].isalnum() for at, word in enumerate(self.words[:-1]) if at > 2)
        for place in range(len(self.words) - 1, -1, -1):
            word = self.words[place]
            if word.isalnum() or word == "[[" or told:
                return False
            if word == "?":
                begin = self._adverbials(0)
                if self.words[place - 1] == "?" and self._noun(begin)[0] and not self._is("asking_words", begin):
                    return False  # `video call with WHO, so lovely??`
                return tuple(self.words[place - 2 : place]) not in (("i", "think"), ("i", "guess"), ("i", "suppose"))
        return False

    def _links_at(self, at: int) -> tuple[tuple[str, ...], int]:
        """The contacts linked here, joined by `,` `&` `+` `and`; and the place after them. A link to no contact: ()."""
        found: list[str] = []
        place = after = at
        while True:
            link = self._link(place)
            if link is None or link.contact is None or link.contact in found:
                return (tuple(found), after) if found else ((), at + 1 if link else at)
            found.append(link.contact)
            place += 1 + self.lexicon.one("honorifics", self.words, place + 1)
            after = place
            if self._word(place) == "," and self._word(place + 1) in ("and", "&", "+"):
                place += 1
            if self._word(place) not in (",", "&", "+", "and"):
                return tuple(found), after
            place += 1

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
        group, after = self._links_at(self._after_what_they_are(place, begun=place > at))
        if group and self._word(after) != "'s":
            return group, after
        if self.joint:
            return self.joint, at
        if context.given:
            return context.given, at
        elsewhere = self._word(at) in ("with", "w/", "to", "from", "by") and self._is("somebodys", at + 1)
        if context.owner and not group and not (self._link(at) and place == at) and not elsewhere:
            return (context.owner,), at
        return None

    def _fits(self, at: int) -> bool:
        """Whether what follows a verb with nobody named leaves it to be done to the note's contact."""
        return self._ended(at) or self._is("silent_after", at) or CLOCK.match(self._word(at)) is not None

    def _other_object(self, found: tuple[tuple[str, ...], int], at: int) -> bool:
        """Whether nobody is named after a verb, and what stands there instead is somebody's or something: `met his wife`."""
        return found[1] == at and (self._is("possessives", at) or self._word(at) in ("the", "a", "an", "everyone", "everybody"))

    def _hers(self, found: tuple[tuple[str, ...], int], at: int) -> bool:
        """Whether `her`, after a verb that takes one object, is whose something is: `met her deadline`."""
        return found[1] == at + 1 and self._word(at) == "her" and not self._free(at + 1)

    def _free(self, at: int) -> bool:
        """Whether what stands here is no noun that a possessive could hold."""
        word = self._word(at)
        return self._ended(at) or word == "[[" or word.endswith("ly") or CLOCK.match(word) is not None or self._is("no_noun", at)

    def _group(self, found: list[str], at: int) -> tuple[tuple[str, ...], int]:
        if self._word(at) in ("and", "&", "+", ","):
            more, after = self._links_at(at + 1)
            if more:
                return (*found, *more), after
        return tuple(found), at

    def _object_with(self, at: int) -> tuple[tuple[str, ...], int] | None:
        place = at
        while self.lexicon.one("connectors", self.words, place):
            place += self.lexicon.one("connectors", self.words, place)
        if self._is_them(place) and self.context.others:
            return self._group(list(self.context.others), place + 1)
        group, after = self._links_at(self._after_what_they_are(place, begun=place > at))
        return (group, after) if group and self._word(after) != "'s" else None

    def _after_what_they_are(self, at: int, *, begun: bool) -> int:
        """The place of a link after a few words that say what somebody is: `my old supervisor [[Jo]]`, `mum's friend [[Jo]]`.

        `begun`: an article or its like stands before. The same place where there is no such link.
        """
        begun = begun or self._is("possessives", at) or self._word(at) == "our" or self._word(at).endswith("'s")
        if self._link(at) or not begun:
            return at
        for place in range(at + 1, at + 6):
            word = self._word(place)
            if self._link(place):
                named = any(self._is(name, place - 1) for name in ("persons", "relations", "titles", "jobs", "trades"))
                after = self._links_at(place)[1]
                return place if named and (self._ended(after) or self._is("after_name", after)) else at
            if not word.replace("'", "").isalnum() or word in _NOT_OF_THEM:
                return at
        return at

    def _theirs(self, at: int) -> bool:
        """In a contact's own note, or after a who with a colon, `me` after the verb: then it was they who did it."""
        return (self.context.owner is not None or bool(self.context.given)) and self._is("me", at)

    def _near(self, name: str, start: int, stop: int) -> bool:
        """Whether a guard's words stand between two places."""
        guard = self.lexicon.guards[name]
        return any(guard.at(self.words, place)[0] for place in range(start, min(stop, len(self.words))))

    def _off(self, name: str, start: int, stop: int) -> bool:
        """Whether a guard's words stand between two places, and are not said of them: `she is off to Wales`."""
        guard = self.lexicon.guards[name]
        for place in range(start, min(stop, len(self.words))):
            if guard.at(self.words, place)[0]:
                before = place - 1
                while self._is("have", before) or self._is("lately", before) or self._word(before) in ("is", "'s", "are"):
                    before -= 1
                if not (self._is("of_them_too", place) and (self._is("doers", before) or self._word(before) == "who")):
                    return True
        return False

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

    def _contact_at(self, at: int) -> bool:
        link = self._link(at)
        return link is not None and link.contact is not None

    def _contact_near(self, at: int) -> bool:
        """Whether a contact is linked within a few words, no mark between."""
        stop = min(at + _FAR, len(self.words))
        while at < stop and self.words[at] not in (",", ".", ";", "!", "?", "(", ":"):
            if self._contact_at(at):
                return True
            at += 1
        return False

    def _said(self, at: int, *forms: tuple[str, ...]) -> bool:
        return any(tuple(self.words[at : at + len(form)]) == form for form in forms)

    def _owner(self) -> tuple[str, ...]:
        return (self.context.owner,) if self.context.owner else self.context.given

    def _about_owner(self, reading: Reading) -> Reading:
        """In a contact's own note, another contact is the one a line is about, and the note's contact a subject."""
        owner = self.context.owner
        if owner and owner not in reading.contacts:
            return replace(reading, about=(owner,))
        return reading

    def _of_how_they_are(self, at: int) -> bool:
        """Whether a question begins here that is asked out of kindness: `if she is feeling better`, `whether the cat is back`."""
        return any(self._is("how_they_are", place) for place in range(at + 1, at + 4))

    def _had(self, at: int) -> bool:
        """Whether `i'd` before this place stands for *I had*: a participle follows, as in `asked if I'd seen it`."""
        word = self._word(at)
        return self._is("participles", at) or (word.endswith("ed") and word not in ("need", "feed"))

    def _by_somebody(self, at: int) -> bool:
        """Whether `by WHO` stands here, or `by her boss` soon after: what was done was not done by me."""
        if self._word(at) == "by" and (self._contact_at(at + 1) or self._is("pronouns", at + 1)):
            return True
        near = range(at, min(at + 5, len(self.words)))
        return any(self.words[p] == "by" and self._is("possessives", p + 1) and self._is("relations", p + 2) for p in near)

    def _guarded(self, at: int) -> Miss:
        word = self._word(at)
        guarded = self.lexicon.guards["before"].at(self.words, at)[0] or self._is("never", at) or self._is("undone", at)
        if guarded or word.endswith("n't"):
            return Miss(f"“{word}”: not done, or not yet", "undone", undone=True)
        keyword = self.lexicon.keywords.get(word)  # `waiting on WHO`, `news of WHO`
        looks = keyword.act if keyword and keyword.act in ADVISED else None
        return Miss("no verb that I know", looks)

    def _contact_made(
        self,
        people: tuple[str, ...],
        start: int,
        after: int,
        verb: str,
        *,
        detail: str | None = None,
        noun: bool = False,
        had: bool = False,
        past: bool = False,
    ) -> Reading | Miss:
        """You were in touch, unless the words around say that it did not or has not yet happened. `had`: a noun that one had;
        `past`: it says that it has been, so that a plan after a mark is another one."""
        stop = self._window(after)
        off = after + (self._word(after) in ("was", "is", "got", "'s"))
        if noun and self._word(off) in ("off", "scrubbed", "binned", "cancelled", "canceled") and self._ended(off + 1):
            return Miss("called off", final=True)
        if "nothing" in self.words[start:after]:
            return Miss("nothing was sent or said", final=True)
        if (noun or self._word(start - 1) == "") and self._is("not_yet", after):
            return Miss("still to come, as it seems", final=True)
        told = self._topic(after, stop) if had or not noun else stop
        if past:
            told = next((place for place in range(after, told) if self._ended(place)), told)
        if self._off("after", start, told) or (noun and self._off("after_nouns", start, told)):
            return Miss("moved, called off, or still to come", final=True)
        rang = verb in ("call", "ring", "phone", "facetime", "video call")
        tried = self._near("attempt", start, stop + 8 * rang) and not verb.startswith(("follow up", "heard", "tell"))
        met = noun and (verb in self.classes["meals"].values or verb in self.classes["outings"].values or verb == "weekend")
        if tried and not (met and {"show", "showed", "join", "stood", "ghosted", "turn"}.isdisjoint(self.words[start:stop])):
            return Reading("attempt", people, "i", verb, detail)
        return Reading("talked", people, "i", verb, detail)

    def _topic(self, at: int, stop: int) -> int:
        """Where it begins to be said what it was about, before a place; that place where it is not."""
        return next((place for place in range(at, stop) if self._word(place) in _SAID), stop)

    def _noun(self, at: int) -> tuple[int, str]:
        """Contact nouns with what colours them (`quick coffee chat`): how many words, and the last noun."""
        after, last = at, ""
        while self._word(after) not in ("with", "w/"):
            size, noun = self._coloured(after)
            if not size:
                break
            timed = last != "" and self.lexicon.one("minutes", [noun], 0) > 0
            after, last = after + size, last if timed else noun  # `call 20 min` is a call
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

    def _gift(self, at: int) -> bool:
        if self._is("gift_nouns", at):
            return True
        while self._is("gift_words", at):
            at += 1
            if self._is("gift_nouns", at):
                return True
        return False

    def _message_at(self, at: int) -> bool:
        while self._is("colour", at) and not self._is("message_nouns", at):
            at += 1
        return self._is("message_nouns", at)

    def _missed_at(self, at: int) -> bool:
        while self._is("colour", at) and not self._is("missed_nouns", at):
            at += 1
        return self._is("missed_nouns", at)

    def _manner(self, at: int) -> bool:
        """Whether a word only says how a thing was done, as *humbly* does; with something told after it."""
        word = self._word(at)
        return len(word) > 4 and word.endswith("ly") and not self._is("no_manner", at) and not self._ended(at + 1)

    def _adverbials(self, at: int) -> int:
        while at < len(self.words):
            word = self.words[at]
            size = self.lexicon.one("adverbials", self.words, at)
            if size and not (size == 1 and self._starts_noun(at)):
                at += size
            elif CLOCK.match(word) or self._manner(at):
                at += 1
            elif word.isdigit() and self._word(at + 1) in ("am", "pm", "h", "uhr"):
                at += 2
            elif not word[0].isalnum() and word not in ("[[", "(", "?", OPAQUE) and word[0] != "'" and not word.endswith("/"):
                at += 1
            else:
                break
        return at

    def _starts_noun(self, at: int) -> bool:
        return self.words[at] in ("quick", "first") and self._noun(at)[0] > 0
