"""Phrases that begin with a noun: `coffee with`, `voicemail from`, `thank-you note to` (section 6)."""

from __future__ import annotations

from netvault.notes.phrasedays import Ahead
from netvault.notes.phrasewords import STOPS, Miss, Reading


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
        if (context.owner or context.given) and self.lexicon.guards["attempt"].at(self.words, head)[0]:
            return Reading("attempt", (context.owner,) if context.owner else context.given, "i", self._word(head))
        found = self._lead_noun(at, light) or self._thank_noun(at) or self._from_noun(at, light)
        if found:
            return found
        size, noun = self._noun(at)
        if size:
            return self._with(at + size, noun, plain=not light)
        return self._guarded(head)

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
        if context.owner and not people and self._is("no_talk", at):
            return Miss(f"“{noun}” is only part of what is meant")
        if context.owner:
            people = tuple(dict.fromkeys((context.owner, *people)))
        people = people or self.joint or context.given
        if not people:
            return Miss(f"“{noun}” with nobody that I know")
        if plain and self._ahead(after, self._window(after)):
            return Miss("still to come, as it seems", "talked", final=True)
        return self._contact_made(people, at, after, noun, detail=noun, noun=True)

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
