"""Phrases that begin with a noun: `coffee with`, `voicemail from`, `thank-you note to` (section 6)."""

from __future__ import annotations

from netvault.notes.looking import CLOCK
from netvault.notes.phrasedays import Ahead
from netvault.notes.phrasewords import STOPS, Miss, Reading

_APART = frozenset({",", "-", "–", "—"})
"""Marks that may stand between a noun and who was there."""
_WHERE = frozenset({"at", "in", "on", "by", "near", "after", "before"})
"""With these it is said where or when something was done."""


class Nouns(Ahead):
    """What a noun at the head says."""

    def _nounish(self, at: int) -> Reading | Miss:
        """`[had] [a quick] coffee with …`, `voicemail from …`, `thank-you note to …`, `no answer`."""
        context = self.context
        head = at
        light = self.lexicon.one("light_verbs", self.words, at)
        if not light and context.boxed:
            light = self.lexicon.one("light_verbs_bare", self.words, at)
        at += light
        tried = self.lexicon.guards["attempt"].at(self.words, head)[0] if context.owner or context.given else 0
        others = self._is("possessives", head + tried + 1) and not self._ended(head + tried + 2)
        others = others or self._word(head + tried) == "from"
        if tried and not others and not self._is("me", head + 1):  # `no luck`, but not `left me a vm`
            return Reading("attempt", (context.owner,) if context.owner else context.given, "i", self._word(head))
        found = self._lead_noun(at, light) or self._thank_noun(at) or self._from_noun(at, light)
        if found:
            return found
        size, noun = self._noun(at)
        bare = size == self.lexicon.verbs.at(self.words, at)[0] and not (light or context.boxed)
        if size and bare and self._is_them(at + size):
            return Miss("not done yet, as it seems", "talked", final=True)  # `call him after the holiday`
        if size:
            return self._with(at + size, noun, plain=not light)
        if self._is("arranging", at):
            return Miss("still to be arranged, as it seems", "planned")  # `schedule a walk with WHO`
        return self._event(at, light) or self._guarded(head)

    def _event(self, at: int, light: int) -> Reading | Miss | None:
        """`pottery class with WHO`, at the head of a line that is no contact's: a few words that are no verb and no state."""
        stop = at
        while stop < at + 8 and self._word(stop).isalnum() and not self._is("with", stop):
            stop += 1
        if stop == at or not self._is("with", stop) or (self.context.owner and not self._with_them(stop + 1)):
            return None
        if not (stop <= at + 5 and self._names_event(at, stop)) and not self._somewhere(at, stop):
            return None
        found = self._object_with(stop + 1)
        return self._met(found, at, self._word(stop - 1), planned=not light) if found else None

    def _with_them(self, at: int) -> bool:
        """Whether a pronoun stands here that is nobody's: `with her`, but not `with her face on it`."""
        return self._is_them(at) and (not self._is("possessives", at) or self._free(at + 1))

    def _somewhere(self, at: int, stop: int) -> bool:
        """Whether the words between two places are what one may do with somebody, and where or when: `dumplings in Chinatown`."""
        where = next((place for place in range(at + 1, stop) if self._word(place) in _WHERE), stop)
        near = where + 2 <= stop <= where + 5 and not self._among("screens", range(where, stop))
        return near and self._names_event(at, where)

    def _names_event(self, at: int, stop: int) -> bool:
        """Whether the words between two places may name what one does with somebody."""
        before, last = self.lexicon.guards["before"], self._word(stop - 1)
        if any(before.at(self.words, p)[0] or self._is("undone", p) or self._is("unreal", p) for p in range(at, stop)):
            return False
        if last.endswith(("ed", "ly")) or (last.endswith("ing") and stop == at + 1):
            return False
        if self._is("social", stop - 1) or self._is("contact_nouns", stop - 1):
            return True
        verbs = ((place, *self.lexicon.verbs.at(self.words, place)) for place in range(at, stop))
        if any(size and (place == at or not verb.bare) for place, size, verb in verbs):
            return False
        return stop <= at + 3 and not any(self._is("no_event", place) for place in range(at, stop))

    def _sign(self, at: int) -> Reading | Miss | None:
        """`☕ WHO`, `📞 with WHO`: a picture in the place of a noun."""
        sign = next((word for place, word in enumerate(self.words[:at]) if self._is("signs", place)), None)
        found = self._object_with(at) if sign and not self.context.boxed else None
        if not sign or not found or not (self._ended(found[1]) or self._is("after_nouns", found[1])):
            return None
        return self._met(found, at, sign, planned=True)

    def _met(self, found: tuple[tuple[str, ...], int], at: int, noun: str, *, planned: bool) -> Reading | Miss:
        """You were with somebody, by a noun; unless, where it may be `planned`, the day is still to come."""
        if planned and self._ahead(found[1], self._window(found[1])):
            return Miss("still to come, as it seems", "planned", final=True)
        return self._contact_made(found[0], at, found[1], noun, noun=True)

    def _we(self, at: int) -> Reading | Miss | None:
        """`we compared notes`, in a contact's own note: with them."""
        at += self.lexicon.one("have", self.words, at)
        word = self._word(at)
        if not self.context.owner or self._is("not_together", at) or not (word.endswith("ed") or self._is("together", at)):
            return None
        return self._contact_made((self.context.owner,), at, at + 1, word)

    def _with(self, at: int, noun: str, *, plain: bool) -> Reading | Miss:
        """After a contact noun: any few words, then with whom. In a contact's own note the contact is there anyway."""
        context, place = self.context, at
        limit = at + 9
        people: tuple[str, ...] = ()
        after = at
        while place < min(limit, len(self.words)) and self._word(place) not in STOPS and not self._contact_at(place):
            if self._is("with", place):
                found = self._object_with(place + 1)
                if found:
                    people, after = found
                    break
            place += 1
        bare = not people and self.lexicon.verbs.at([noun], 0)[0] == 0
        named = at + (self._word(at) in _APART and self._word(at + 1) == "[[")
        if bare and self._contact_at(named):  # `1:1 WHO`, `golf, WHO`; but not `call WHO`, which may be still to do
            group, closed = self._links_at(named)
            on = self._is("after_nouns", closed) or CLOCK.match(self._word(closed)) is not None
            where = self._word(closed) in ("at", "in") and not self._word(closed + 1)[:1].isdigit()
            if self._ended(closed) or (named == at and (on or where)):
                people, after = group, closed
        others = self._word(at) == "from" and self._is("somebodys", at + 1) and not self._free(at + 2)
        if context.owner and not people and (others or self._word(at) == "people" or self._is("no_talk", at)):
            return Miss(f"“{noun}” is only part of what is meant")
        if context.owner:
            people = tuple(dict.fromkeys((context.owner, *people)))
        people = people or self.joint or context.given
        if not people and self._contact_at(at):
            return Miss(f"“{noun}” right before a name may be still to do", "talked")
        if not people:
            return Miss(f"“{noun}” with nobody that I know")
        if plain and (self._ahead(after, self._window(after)) or (after > at and self._ahead(at, after))):
            return Miss("still to come, as it seems", "planned", final=True)
        return self._contact_made(people, at, after, noun, detail=noun, noun=True, had=not plain)

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
        if self._word(at) in ("to", "→"):
            found = self._object(at + (self._word(at) == "→"))
            said = found and (noun != "thanks" or self._ended(found[1]) or self._word(found[1]) == "for")
            return Reading("thanked", found[0], "i", "thank") if found and said else None
        owner = self.context.owner
        return Reading("thanked", (owner,), "i", "thank") if owner else None

    def _from_noun(self, at: int, light: int) -> Reading | None:
        """`email from WHO`, `2 missed calls from WHO`; `got a reply from WHO`."""
        while self._is("colour", at) or self._word(at).isdigit():
            at += 1
        for name in ("missed_nouns", "message_nouns", "reply_nouns"):
            size = self.lexicon.one(name, self.words, at)
            if size and self._word(at + size) == "from":
                found = self._object_with(at + size + 1)
                if found and (light or name != "reply_nouns" or not self._is("not_yet", found[1])):
                    act = "talked" if name == "reply_nouns" else "heard"
                    return Reading(act, found[0], "they", self._word(at))
        return None
