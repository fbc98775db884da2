"""What they did, verb by verb: whether it was to me (section 6, *they did it*)."""

from __future__ import annotations

from netvault.notes.looking import Looking
from netvault.notes.phrasewords import STOPS, Miss, Reading


class Theirs(Looking):
    """One method a class of verbs: `_CLASS_they(who did it, place after the verb, bare form)`."""

    def _attempt_by(self, who: tuple[str, ...], at: int) -> Reading | None:
        """`[[Omar]] didn't pick up`: you tried; but `[[Omar]] left a message` for you."""
        if self._word(at) == "left" and self.lexicon.one("message_nouns", self.words, at + 1):
            return Reading("heard", who, "they", "left")
        if self.lexicon.guards["attempt"].at(self.words, at)[0]:
            return Reading("attempt", who, "i", self._word(at))
        return None

    def _will(self, who: tuple[str, ...], at: int) -> Reading | None:
        """`will forward my CV`, `is going to ask … for me`: theirs to do, and yours to wait for."""
        size = self.lexicon.one("will", self.words, at)
        if not size or not self._is("helps", at + size):
            return None
        stop = min(at + size + 12, len(self.words))
        if any(self._is("mine", place) and self._word(place - 1) != "not" for place in range(at + size, stop)):
            return Reading("awaited", who, "they", "will")
        return None

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
        if self.lexicon.guards["after"].at(self.words, at)[0]:
            return Miss("not certain that it was with you", "talked")  # `called in sick`
        spoken = any(self._is("spoken", place) for place in range(at, min(at + 30, len(self.words))))
        act = "heard" if self._near("your_turn", at, at + 60) and not spoken else "talked"
        return Reading(act, who, "they", verb)

    def _meet_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        mine = self._is("me", at) or (self._is("connectors", at) and self._is("me", at + 1))
        if mine or (verb in ("visit", "drop by", "pop in") and self._to_you(at)):
            return Reading("talked", who, "they", verb)
        return Miss("not certain that it was with you", "talked")

    def _write_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        elsewhere = self._word(at) == "to" and (self._contact_at(at + 1) or self._is("somebodys", at + 1))
        if not self._to_you(at) or elsewhere:
            return Miss("not certain that it was to you", "heard")
        if self._is("me", at) and self._among("written_for_me", range(at + 1, at + 6)):
            return Reading("received", who, "they", verb)
        back = self._word(at) == "back" or (self._is("me", at) and self._word(at + 1) == "back")
        return Reading("talked" if back else "heard", who, "they", verb)

    def _reply_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._word(at) == "to" and self._contact_at(at + 1):
            return Miss("not certain that it was to you", "talked")
        return Reading("talked", who, "they", verb)

    def _send_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if not self._is("me", at):
            return Miss("not certain that it was to you", "heard")
        if self._pointed(at + 1):
            return Reading("lead", who, "they", verb)
        if self._gift(at + 1):
            return Reading("received", who, "they", verb)
        if self._message_at(at + 1) or self._missed_at(at + 1):
            return Reading("heard", who, "they", verb)
        return Reading("talked", who, "they", verb)

    def _give_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if not self._is("me", at):
            return Miss("not certain that it was to you", "received")
        place = at + 1
        felt = not {"vibe", "vibes"}.isdisjoint(self.words[place : place + 6])
        if felt or self.lexicon.guards["after"].at(self.words, place)[0]:
            return Miss("nothing that one is given")
        if self._is("possessives", place) and self._is("pointer_nouns", place + 1) and not self._link_after(place + 1, 6):
            return Reading("talked", who, "they", verb)  # her own card
        while self._is("connectors", place):
            place += 1
        if self._is("rings", place) or any(self._is("no_gifts", near) for near in range(at + 1, at + 5)):
            return Reading("talked", who, "they", verb)
        if self._is("possessives", place) and self._word(place + 1) == "word":
            return Reading("awaited", who, "they", verb)
        return Reading("lead" if self._pointed(at + 1) else "received", who, "they", verb)

    def _pointed(self, at: int) -> bool:
        """`a contact at`, `her boss's name: LINK`, `LINK's number`: somebody to turn to."""
        link = self._link(at)
        if link and not link.day:
            return self._word(at + 1) == "'s" and any(self._is("pointer_nouns", place) for place in (at + 2, at + 3, at + 4))
        for place in range(at, min(at + 6, len(self.words))):
            size = self.lexicon.one("pointer_nouns", self.words, place)
            if size:
                after = place + size
                named = self._word(place) in ("name", "names") and (self._ended(after) or self._word(after) in ("at", "in"))
                return named or self._is("pointer_preps", place + size) or self._link_after(place + size, 6)
            if self._link(place) or self._word(place) in STOPS:
                return False
        return False

    def _help_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._is("me", at) and self._is("no_deeds", at + 1):
            return Reading("talked", who, "they", verb)
        if self._is("me", at):
            return Reading("received", who, "they", verb)
        return Miss("not certain that it was you", "received")

    _mock_they = _help_they

    def _review_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        if self._word(at) == "my" and not self._is("favourites", at + 1):
            return Reading("received", who, "they", verb)
        return Miss("not certain that it was yours", "received")

    _read_they = _review_they

    def _introduce_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        family = self._is("kinsfolk", at + 3) and (self._is("possessives", at + 2) or self._word(at + 2) == "the")
        if self._is("me", at) and self._word(at + 1) in ("to", "with", "w/") and not self._is("devices", at + 3):
            if family and not self._link_after(at + 3):
                return Reading("talked", who, "they", verb)
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
        if self._is("told_not", at):
            return Miss("what one was told not to do", undone=True)
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
        if isinstance(found, Reading) or found.undone:
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
        if mine and self._is("modals", place) and self._word(place + 1) == "i":
            return Reading("requested", who, "they", verb)
        no_deed = self._is("asked_on", place) or self._is("no_favour", place)
        bare = not no_deed and self.lexicon.done.size(self.words, place) > 0  # `asked me read it`, in a second language
        favour = self._is("asked_of", place + self._is("articles", place))  # `asked me an advice`
        if mine and self._is("no_request", place + 1 + self._is("articles", place + 1)):
            return Reading("talked", who, "they", verb)
        if mine and (here[:1] in (["to"], ["for"]) or bare or favour):
            return Reading("requested", who, "they", verb)
        able = here[2:] in (["could"], ["can"], ["would"], ["know"], ["knew"], ["might"])
        if here[:1] in (["if"], ["whether"]) and any(self._is("no_request", near) for near in range(place + 2, place + 5)):
            return Reading("talked", who, "they", verb)
        drawn = here[:2] in (["if", "i'd"], ["whether", "i'd"]) and not self._had(place + 2)
        if drawn or (here[:2] in (["if", "i"], ["whether", "i"]) and (mine or able)):
            return Reading("requested", who, "they", verb)
        if here[:2] in (["for", "my"], ["for", "help"], ["for", "advice"]):
            return Reading("requested", who, "they", verb)
        if not mine and not (self._ended(at) or self._is("asked_on", at)):
            return Miss("not certain that it was you", "requested")
        return Reading("heard" if mine else "talked", who, "they", verb)

    def _promise_they(self, who: tuple[str, ...], at: int, verb: str) -> Reading | Miss:
        to = (place + 1 for place in range(at, min(at + 8, len(self.words))) if self.words[place] == "to")
        elsewhere = any(self._contact_at(place) or self._is("somebodys", place) for place in to)
        mine = self._is("mine", at) and self._is("relations", at + 1)  # `offered my sister a job`
        if self._word(at) == "nothing":
            return Miss("nothing was promised")
        if self._link(at) or self._is("possessives", at) or elsewhere or mine:
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
        if self._is("devices", at + 3):
            return Miss("to nobody", final=True)
        return introduced if isinstance(introduced, Reading) else self._contact_they(who, at, verb)
