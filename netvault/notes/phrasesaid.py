"""What I said, verb by verb: asked, promised, told, thanked, followed (section 6, *I did it*)."""

from __future__ import annotations

from netvault.notes.looking import Looking
from netvault.notes.phrasewords import Miss, Reading

_ANY = frozenset({"anyone", "anybody", "any", "someone", "somebody", "anything", "openings", "hiring"})
"""What one asks for by `if she knows …`."""


class Said(Looking):
    """One method a class of verbs, as in `Mine`."""

    def _ask_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss("asked, but nobody that I know right after it", "asked")
        after = found[1]
        while after > at and (size := self.lexicon.one("outright", self.words, after)):
            after += size
        word = self._word(after)
        if after > at and self._is("asked_of", after):
            return Reading("asked", found[0], "i", verb)
        if word == "around" or self._hers(found, at):
            return Miss("asked others, as it seems", final=True)
        if after == at and self.context.owner and word in ("if", "whether") and self._word(at + 1) in ("i", "i'd"):
            drawn = self._word(at + 1) == "i'd" and not self._had(at + 2)
            able = drawn or any(self._is("modals", place) for place in (at + 2, at + 3))
            return Reading("requested", (self.context.owner,), "they", verb) if able else Miss("asked whom?", "requested")
        rest = range(after + 1, min(after + 9, len(self.words)))
        silent = after == at and self.context.owner is not None
        if silent and word in ("for", "to") and not any(self._is("help", p) or self._is("mine", p) for p in rest):
            return Miss("asked whom?", "asked")
        mine = self._of_mine(after) if after == at else 0
        if mine and self._ends_with("my_help", mine):
            return Reading("requested", found[0], "they", verb)
        if mine and self._ends_with("my_details", mine):
            return self._contact_made(found[0], at, after, verb)
        if any(self._is("no_favour", place) for place in range(after + 1, after + 5)):
            return self._contact_made(found[0], at, after, verb)
        if self._is("modals", after) and self._word(after + 1) in ("he", "she", "they"):
            return Reading("asked", found[0], "i", verb)
        if word in ("if", "whether") and self._of_how_they_are(after + 1):
            return self._contact_made(found[0], at, after, verb)
        if word in ("for", "to", "whether"):
            return Reading("asked", found[0], "i", verb)
        if word == "if" and any(self._is("modals", place) for place in range(after + 1, min(after + 8, len(self.words)))):
            return Reading("asked", found[0], "i", verb)
        said = self.words[after : after + 8]
        if word == "if" and not {"knows", "knew", "has", "had", "is", "was"}.isdisjoint(said) and not _ANY.isdisjoint(said):
            return Reading("asked", found[0], "i", verb)
        if after == at and not self._ended(at) and self.context.owner and self._is("possessives", at):
            return Miss("asked whom?", "asked")
        return self._contact_made(found[0], at, after, verb)

    def _of_mine(self, at: int) -> int:
        """The place of what is mine that somebody asked for: `asked for my number`, `asked for an hour of my time`; 0 where
        it is not, or where it was I."""
        if self._word(at) != "for" or not {"i", "we"}.isdisjoint(self.words[:at]):
            return 0
        for place in range(at + 1, at + 4):
            of = self.lexicon.one("of_time", self.words, place)
            if of:
                mine = self._word(place + of) == "my" and self._word(place + of + 1) == "time"
                return place + of + 1 if mine else 0
        place = at + 2
        while self._is("colour", place):
            place += 1
        return place if self._word(at + 1) == "my" else 0

    def _ends_with(self, name: str, at: int) -> bool:
        """Whether what was asked for ends with a word of a class."""
        size = self.lexicon.one(name, self.words, at)
        return size > 0 and (self._fits(at + size) or self._word(at + size) == "next")

    def _promise_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found or (found[1] == at and self.context.owner and self._word(at) == "to" and not self._is("promises", at + 1)):
            return Miss("promised whom?", "promised")
        return Miss("no promise") if self._word(found[1]) == "land" else Reading("promised", found[0], "i", verb)

    def _offer_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found and self._word(at) == "to":
            for place in range(at + 1, min(at + 4, len(self.words))):
                if self._contact_at(place):
                    group, _ = self._links_at(place)
                    return Reading("offered", group, "i", verb)
        vague = found is not None and found[1] == at and self._word(at) in ("a", "an", "the")
        return Reading("offered", found[0], "i", verb) if found and not vague else Miss("offered whom what?", "offered")

    def _tell_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found:
            return Miss("told, but nobody that I know right after it", "reported")
        people, after = found
        if self._other_object(found, at) or self._word(at) == "off":
            return Miss("told somebody else, as it seems", final=True)
        here = self.words[after : after + 2]
        if here[:1] == ["how"] and self._is("feelings", after + 1):
            return Reading("thanked" if here[1:] in (["grateful"], ["thankful"]) else "talked", people, "i", verb)
        if self._is("no_report", after):
            return self._contact_made(people, at, after, verb)
        if (here[:1] == ["how"] and here[1:] != ["to"]) or (here[:1] == [":"] and after > at):
            return Reading("reported", people, "i", verb)
        place = after + (here[:1] == ["that"])
        will = self.lexicon.one("i_will", self.words, place)
        on = place + will + 1
        refused = self._word(on - 1) == "pass" and self._word(on) == "on" and not self._contact_at(on + 1)
        if will and refused and (self._link(on + 1) or self._word(on + 1) in ("it", "this", "that")):
            return Reading("declined", people, "i", verb)
        if will and self._is("promises", place + will) and not self._is("no_promises", place + will):
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

    def _let_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if found and self._word(found[1]) == "know":
            said = found[1] + 1 + (self._word(found[1] + 1) == "that")
            return Reading("talked" if self._is("no_report", said) else "reported", found[0], "i", verb)
        return Miss("no verb that I know")

    def _thank_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        if not found or (found[1] == at and self.context.owner and not (self._fits(at) or self._word(at) == "for")):
            return Miss("thanked whom?", "thanked")
        if found[1] == at and self._said(at, ("in", "the"), ("in", "a"), ("on", "stage"), ("at", "the")):
            return Miss("thanked whom?", "thanked")
        return Reading("thanked", found[0], "i", verb)

    def _wish_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        found = self._object(at)
        silent = found is not None and found[1] == at and self.context.owner is not None
        fits = self._is("happy_words", at) or (verb != "wish" and (self._fits(at) or self._word(at) == "for"))
        if not found or (silent and not fits):
            return Miss(f"“{verb}” whom?", "kind")
        if self._is("wishful", found[1]):
            return Miss("only wished for", final=True)
        return Reading("kind", found[0], "i", verb)

    _congrats_i = _wish_i

    def _apply_i(self, _who: object, at: int, verb: str) -> Reading | Miss:
        if self._word(at) in ("to", "at", "with", "in"):
            place = at + 1
            while self._is("connectors", place):
                place += 1
            if self._link(place):
                return Reading("followed", self._owner(), "i", verb)
        link = self._link(at)
        if link and not link.contact and not link.day:
            return Reading("followed", self._owner(), "i", verb)  # `applied LINK`, as one notes it
        return Miss("applied where?", "followed")

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
        if size or self._near("attempt", found[1], self._window(self._window(found[1]))):
            return Reading("attempt", found[0], "i", verb)
        if found[1] > place and (self._ended(found[1]) or self._is("tried_again", found[1])):
            return Reading("attempt", found[0], "i", verb)
        return Miss("tried what?", "attempt")

    def _say_i(self, _who: object, _at: int, _verb: str) -> Reading | Miss:
        return Miss("no verb that I know")

    _suggest_i = _point_i = _mock_i = _say_i

    def _put_i(self, _who: object, _at: int, verb: str) -> Reading | Miss:
        owner = self.context.owner
        return Reading("lead", (owner,), "they", verb) if owner else Miss("who did?", "lead")

    def _own_i(self, _who: object, at: int, verb: str) -> tuple[str, ...] | Miss:
        found = self._object(at)
        return found[0] if found else Miss(f"“{verb}”, but nobody that I know right after it", "talked")

    def _own_they(self, who: tuple[str, ...], _at: int, _verb: str) -> tuple[str, ...]:
        return who
