"""What the whole of a line makes of it: what was done after something else, and what takes a reading back."""

from __future__ import annotations

from dataclasses import replace

from netvault.notes.phraseforms import Formed
from netvault.notes.phrasewords import STOPS, Doer, Miss, Reading

_AND = ("and", "then", "&", "+")
_OF_ME = frozenset({("for", "my"), ("if", "i"), ("whether", "i")})
_OUGHT = frozenset({"should", "could", "would"})
_FAILS = frozenset({"can't", "cannot", "won't", "isn't"})
_TELLING = frozenset({"tell", "write", "text", "message", "msg", "email", "mail", "whatsapp"})
"""Verbs with which one may say what one would do."""
_SEEING = frozenset({"see", "tell", "ask"})
_CALLING = frozenset({"call", "ring", "phone", "visit", "drop by", "pop in", "stop by", "try", "facetime", "go"})
"""Verbs with which one tries to reach somebody at home or at work."""
_LONGEST = 10
"""Words that may stand before the *and* behind which something is told."""


class Whole(Formed):
    """Looks at a line from its beginning to its end."""

    def _told(self, doer: Doer, who: tuple[str, ...], at: int) -> Reading | Miss:
        raise NotImplementedError

    def _after_start(self, at: int) -> Reading | None:
        """`plucked up the courage and asked WHO`: what I did after something else that I did, with somebody who is named."""
        if not (self._word(at).endswith("ed") or self._is("irregular", at)):
            return None
        for place in range(at + 1, min(at + _LONGEST, len(self.words))):
            word = self._word(place)
            if word in _AND:
                begin = self._adverbials(place + 1)
                found = self._told("i", (), begin) if self._contact_near(begin) else None
                return found if isinstance(found, Reading) and found.doer == "i" else None
            other = self._is("doers", place) or self._is("persons", place) or self._is("relations", place)
            if word == "[[" or other or word.endswith("n't") or self._is("undone", place) or self._is("unreal", place):
                return None
        return None

    def _as_a_whole(self, told: Reading) -> Reading | Miss:
        """The same, or what the rest of the line makes of it."""
        if self._has("taken_back") and self._among("taken_back", range(len(self.words))):
            return Miss("taken back in the same line", final=True)
        if told.act in ("awaited", "promised", "offered", "lead") and self._might_have():
            return Miss("only what might have been", final=True)
        if told.act == "reported" and told.verb == "let" and self._among("willing", range(len(self.words))):
            return replace(told, act="offered", also=())
        invited = told.act == "talked" and told.doer == "they" and told.verb in ("invite", "want")
        if (told.act in ("requested", "awaited", "lead") or invited) and self._refused():
            return replace(told, act="declined", doer="i", also=("lead",) if told.act == "lead" else ())
        if told.act in ("offered", "promised") and self._theirs_to_me(told.act):
            return replace(told, act="awaited", doer="they", also=())
        if told.act in ("thanked", "kind") and self._has("unsent") and self._among("unsent", range(len(self.words))):
            return Miss("not sent yet, as it seems", told.act, undone=True)
        if told.act == "gave" and told.doer == "i" and self._feedback_on_mine():
            return replace(told, act="reported", also=())
        if told.act == "gave" and self._mourns():
            return replace(told, act="kind", also=())
        if told.act in ("received", "gave", "lead") and self._long_ago(back=True):
            return Miss("long ago, as it seems", told.act)
        if told.act in ("talked", "news") and self._long_ago(back=told.act == "news"):
            return Miss("long ago, as it seems", "talked")
        if told.act == "asked" and told.doer == "i" and self.context.owner:
            asked_me = self._asked_of_me()
            if asked_me:
                return replace(told, act=asked_me, doer="they", also=())
        if told.act in ("promised", "reported") and self._if_they_like():
            return replace(told, act="offered", also=())
        if told.act == "talked" and told.doer == "i" and told.verb in _TELLING and self._if_they_like() and self._i_can():
            return replace(told, act="offered", also=("talked",))
        if told.act == "attempt" and (self._left_for_me() if self.context.owner else self._left_on_a_machine()):
            return replace(told, act="heard", doer="they", also=())
        if told.act == "talked" and told.doer == "i" and told.verb not in _SEEING:
            if self._asked_outright():
                return replace(told, act="asked", also=("talked",))
            if told.verb in _CALLING and self._turned_away():
                return replace(told, act="attempt", also=())
        if told.act == "heard" and told.doer == "they":
            if self._for_a_relation():
                return Miss("for somebody else, as it seems", undone=True)
            if self._answered():
                return replace(told, act="talked", also=())
        own = self.context.owner is not None
        if told.act == "gave" and told.doer == "i" and own and (self._of_their_own() or self._came_back_to_me()):
            return replace(told, act="received", doer="they", also=())
        if told.act == "reported" and self._has("turning_down") and self._among("turning_down", range(len(self.words))):
            return replace(told, act="declined", also=())
        if told.act == "gave" and self.context.owner and self._among("shown_to_me", range(len(self.words))):
            return Miss("not certain who did what", "received")
        return told

    def _asked_of_me(self) -> str | None:
        """What it was, where nobody is named whom I would have asked, and it is of me: `emailed asking if I can give a talk`."""
        for at, word in enumerate(self.words):
            if self._is_them(at) or self._link(at):
                return None
            if word in ("asking", "ask") and tuple(self.words[at + 1 : at + 3]) in _OF_ME:
                return "requested" if self._is("modals", at + 3) else "heard"
        return None

    def _left_for_me(self) -> bool:
        """Whether the message that was left, in a contact's own note, was left for me: `left a message, to call him back`."""
        named = self._among("missed_nouns", range(6)) or self._among("message_nouns", range(6))
        to_them = "no" in self.words or self._among("pronouns", range(3)) or self._has("gatekeepers")
        if not named or to_them:
            return False
        if any(self._said(at, ("for", "me"), ("wants", "me")) for at in range(len(self.words))):
            return True
        return "heard" in self._said_of_all()

    def _for_a_relation(self) -> bool:
        """Whether it was for one of theirs: `left a message for her mum`."""
        places = (at for at, word in enumerate(self.words) if word == "for")
        return any(self._is("possessives", at + 1) and self._is("relations", at + 2) for at in places)

    def _left_on_a_machine(self) -> bool:
        """Whether it is they who left a message, and an answer is due: `WHO on the machine, must call back`."""
        named = self._contact_at(self._adverbials(0)) and self._among("left_on", range(4))
        return named and "heard" in self._said_of_all()

    def _asked_outright(self) -> bool:
        """Whether a later clause is what I asked, as it was put: `sent WHO my CV, could she be honest about it`."""
        for at in self._joined:
            asked = self._is("doers", at + 1) or self._contact_at(at + 1) or self._word(at + 1) == "you"
            if asked and self._is("asking_for", at):
                return not self._is("asking_nothing", at + 2)
        return False

    def _turned_away(self) -> bool:
        """Whether somebody else said that they were not to be had: `rang WHO, his PA says he is travelling`."""
        for at in self._joined:
            place = at + (self._is("possessives", at) or self._is("articles", at))
            size = self.lexicon.one("gatekeepers", self.words, place)
            for said in range(place + size, place + size + 5) if size else ():
                where = said + 1 + (self._word(said + 1) == "that")
                if self._is("sayings", said) and self._is("doers", where):
                    return self._is("elsewhere", where + 1)
        return False

    def _i_can(self) -> bool:
        """Whether something is said that I can or would do: `told WHO I can look through it if she likes`."""
        return any(self._is("would_do", place) and not self._is("undone", place + 2) for place in range(2, len(self.words)))

    def _answered(self) -> bool:
        """Whether a later clause says that I answered: `WHO sent me a picture of the snow and I sent him mine`."""
        for joined in self._joined:
            at = self._adverbials(joined)
            mine = self._is("i", at)
            at = self._adverbials(at + mine)
            size = self.lexicon.one("answering", self.words, at)
            if self._word(at) == "we" and (self._word(at + 1).endswith("ed") or self._is("irregular", at + 1)):
                return not self._is("not_together", at + 1)
            said = mine or self._word(at + size) in ("back", "one") or self._is("answered", at)
            if size and said and not self._is("never", at + size):
                return True
        return False

    def _of_their_own(self) -> bool:
        """Whether what was shared in a contact's own note is theirs: `shared her notes from when she moved`."""
        at = self._adverbials(0)
        size = self.lexicon.one("handing", self.words, at)
        at += size + self._is("possessives", at + size)
        theirs = size > 0 and self._is("possessives", at - 1) and (self._is("useful", at) or self._is("documents", at))
        return theirs and "to" not in self.words[at:] and "with" not in self.words[at:]

    def _feedback_on_mine(self) -> bool:
        """Whether the feedback that I gave is how it went: `gave WHO feedback that I have a test on the 9th`."""
        at = self.words.index("feedback") if "feedback" in self.words else -3
        told = self.words[at + 1 : at + 2] in (["that"], ["on"], ["about"], ["how"])
        return told and (self.words[at + 1] in ("that", "how") or self._word(at + 2) == "my")

    def _came_back_to_me(self) -> bool:
        """Whether, in a contact's own note, it is papers of mine that came back: `returned my CV with comments`."""
        if any(self._is_them(place) for place in range(min(7, len(self.words)))):
            return False
        returned = self._word(self._adverbials(0)) == "returned" and "it" in self.words[:4]
        return (returned or "my" in self.words[:4]) and self._among("remarks", range(len(self.words)))

    def _might_have(self) -> bool:
        """Whether something would have been done: `she'd have introduced me`; but not `she'd have a word with him`."""
        stop = next((at for at, word in enumerate(self.words) if at > 2 and word in STOPS), len(self.words))
        return any(self._is("would", at) and self._is("have", at + 1) and self._had(at + 2) for at in range(stop - 2))

    def _long_ago(self, *, back: bool) -> bool:
        """Whether a year that is past, or a time long past, says when it was; and not what it was about. `back`: *in* says that,
        where otherwise it takes *back in*, or *together in*."""
        day = self.context.day
        if not self._has("long_ago") and not any(len(word) == 4 and word.isdigit() for word in self.all_words):
            return False
        for place, word in enumerate(self.words):
            if word == "about" or (place > 2 and word in ".!") or (word in _OUGHT and self._is("have", place + 1)):
                return False
            year = int(word) if len(word) == 4 and word.isascii() and word.isdigit() and self._word(place - 1) == "in" else 0
            then = back or self._word(place - 2) in ("back", "together")
            if self._is("long_ago", place) or (day and then and 1900 < year < day.year):
                return True
        return False

    def _mourns(self) -> bool:
        """Whether somebody has died: what was brought then is no favour."""
        places = (place for place in range(len(self.words)) if self._is("family", place))
        return any(self._is("deaths", after) for place in places for after in range(place + 1, place + 3))

    def _theirs_to_me(self, act: str) -> bool:
        """Whether what was offered or promised in a contact's own note was to be done for me: `offered to go over my CV`,
        `promised to send me her list`; but `promised to send my CV`."""
        words = self.words
        if self.context.owner is None or "i" in words or "to" not in words:
            return False
        to = words.index("to")
        if any(self._is_them(place) for place in range(to)):
            return False
        mine = "my" in words[to : to + 6] and (act == "offered" or self._is("goes_over", to + 1))
        return mine or "me" in words[to : to + 4]

    def _if_they_like(self) -> bool:
        """`said I'd look at it if she likes`: that is no promise yet."""
        if "anytime" in self.words or any(word == "any" and self._is("any_times", at + 1) for at, word in enumerate(self.words)):
            return True
        places = [at for at in range(len(self.words)) if self._is("ifs", at) or (at and self.words[at - 1] == "any")]
        theirs = any(self._is("possessives", place + 1) and self._is("relations", place + 2) for place in places)
        if theirs or any(self._is("doers", place + 1) and self._is("likes_to", place + 2) for place in places):
            return True
        ifs = [place for place in places if self.words[place] == "if"]
        if any(self._is("doers", place + 1) and self._is("in_need", place + 2) for place in ifs):
            return True
        return any(self._word(place + 2) in _FAILS and self._word(place + 1) != "i" for place in ifs)

    def _said_of_all(self) -> frozenset[str]:
        """The acts that something in the line makes of it: `[forms.whole]`."""
        return frozenset(form.act for form in self.lexicon.anywhere.among(self, self.all_words))
