"""What I did, verb by verb: to whom, and what it counts as (section 6, *I did it*). Verbs of touch, and of giving."""

from __future__ import annotations

from netvault.notes.looking import Looking
from netvault.notes.phrasewords import STOPS, Miss, Reading


class Mine(Looking):
    """One method a class of verbs of the words file: `_CLASS_i(who, place after the verb, bare form)`."""

    def _contact_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        at = self._after_span(at)
        found = self._object(at) or ((self._owner(), at) if self._word(at) == "from" and self._owner() else None)
        if not found:
            return Miss(f"“{verb}”, but nobody that I know right after it", "talked", undone=True)
        other = self._other_object(found, at) or self._hers(found, at)
        if other and not any(self._is("phones", place) for place in (at + 1, at + 2)):
            return Miss(f"“{verb}” somebody else, as it seems", final=True)
        return self._contact_made(found[0], at, found[1], verb)

    def _after_span(self, at: int) -> int:
        """The place after how long one was in touch, where it says then with whom: `texted back and forth with WHO`."""
        after = at + self.lexicon.one("spans", self.words, at)
        return after if self._word(after) in ("with", "w/", "w") else at

    def _meet_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss(f"“{verb}”, but nobody that I know right after it", "talked", undone=True)
        people = found[0]
        owner = self.context.owner
        if self._other_object(found, at) or self._hers(found, at):
            return Miss(f"“{verb}” somebody else, as it seems", final=True)
        alone = found[1] == at and verb in ("run into", "bump into", "sit next to", "visit")
        if alone and not (self._ended(at) or self._is("after_seen", at)):
            return Miss(f"“{verb}” whom?")
        if owner and owner not in people:
            people = (owner, *people)
        if verb in ("see", "visit") and any(w.endswith("n't") or w in ("didnt", "not") for w in self.words[at:]):
            return Miss("seen, but not met")
        if verb == "see" and not self._in_person(found[1]):
            return Miss("seen, but not met")
        return self._contact_made(people, at, found[1], verb)

    def _in_person(self, at: int) -> bool:
        """Whether what follows *saw WHO* says no more than where, when and why: `saw [[Jo]] left` was no meeting."""
        if self._ended(at):
            return True
        far = self._word(at) in ("on", "in", "from") and self._among("screens", range(at + 1, at + 5))
        return self._is("after_seen", at) and not far

    def _connect_i(self, who: object, at: int, verb: str) -> Reading | Miss:
        introduced = self._introduce_i(who, at, verb)
        return introduced if isinstance(introduced, Reading) else self._contact_i(who, at, verb)

    def _write_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        at = self._after_span(at)
        found = self._object(at)
        if not found:
            elsewhere = self._is("somebodys", at + 1)
            why = f"“{verb}”, but nobody that I know right after it"
            return Miss(why, None if elsewhere else "talked", final=elsewhere, undone=True)
        people, after = found
        if verb in ("reply", "answer", "respond") and self._is("possessives", at + (self._word(at) == "to")):
            return Miss(f"“{verb}” to what?", "talked")
        other = self._other_object(found, at) and (verb in ("write", "answer") or self._is("possessives", at))
        other = other or (verb == "write" and self._hers(found, at) and not self._message_at(at + 1))
        if other and not self._message_at(at):
            return Miss(f"“{verb}” to whom?", "talked", final=True)
        if self._said(after, ("asking", "for"), ("to", "ask", "for")) or self._asks(after):
            return Reading("asked", people, "i", verb)
        if self._said(after, ("to", "thank")):
            return Reading("thanked", people, "i", verb)
        if self._kind_words(after):
            return Reading("kind", people, "i", verb, also=("talked",) if "happy" in self.words[after : after + 4] else ())
        return self._contact_made(people, at, after, verb)

    def _asks(self, at: int) -> bool:
        """Whether `to ask if` stands at a place, and what follows is no kind question: `if she is feeling better`."""
        return self._said(at, ("to", "ask", "if"), ("to", "ask", "whether")) and not self._of_how_they_are(at + 3)

    def _kind_words(self, at: int) -> bool:
        while self._is("gift_words", at):
            at += 1
        return self._is("kind_nouns", at)

    _reply_i = _write_i

    def _send_i(self, who: object, at: int, verb: str) -> Reading | Miss:
        """`sent WHO comments`, `sent comments to WHO`, `sent WHO flowers`, `dropped WHO a line`."""
        found = self._object(at)
        elsewhere = self._is("possessives", at) or (self._word(at) == "to" and not self._contact_at(at + 1))
        if found and found[1] == at and elsewhere:
            return Miss(f"“{verb}” to whom?", "talked", final=True)
        if found and (found[1] > at or self.context.owner or self.context.given):
            reading = self._sent(found[0], found[1], verb)
            if reading:
                return reading
        place = at
        while place < at + 9 and place < len(self.words) and not self._link(place) and self._word(place) not in STOPS:
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

    def _give_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if found and self._gift(found[1]):
            return Reading("gave", found[0], "i", verb)
        if self._gift(at):
            for place in range(at, min(at + 8, len(self.words))):
                to = self._object_with(place + 1) if self.words[place] in ("to", "on") else None
                if to:
                    return Reading("gave", to[0], "i", verb)
        if not found or (found[1] == at and not self._ended(at)):
            return Miss(f"“{verb}”, but to nobody that I know", "gave")
        return self._contact_made(found[0], at, found[1], verb)

    def _help_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found or (found[1] == at and self.context.owner and not self._fits(at)):
            return Miss("helped whom?", "gave")
        return Reading("talked" if self._is("no_deeds", found[1]) else "gave", found[0], "i", verb)

    def _review_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        """`reviewed WHO's deck`; in a contact's own note `reviewed her deck`, and `reviewed my CV` is theirs."""
        owner = self.context.owner
        if owner and self._word(at) == "my":
            return Reading("received", (owner,), "they", verb)
        link = self._link(at)
        if link and link.contact and self._word(at + 1) == "'s":
            whose = self._word(at + 2)
            if whose.endswith("'s") and whose.removesuffix("'s") in self.classes["strangers"].first_words():
                return Miss("reviewed somebody else's", "gave")
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
        place = after
        while self._word(place) in ("<", ">", "-", "→", "↔"):
            place += 1
        joined = self._links_at(place)[0] if group and place > after else ()
        if joined:
            return Reading("gave", (*group, *joined), "i", verb)
        if len(group) > 1 and self._ended(after):
            return Reading("gave", group, "i", verb)
        if group and self._word(after) in ("to", "with", "w/"):
            place = after + 1
            if self._word(place) == "my" and self._is("kinsfolk", place + 1):
                return Reading("talked", group, "i", verb)  # `introduced WHO to my parents`
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
