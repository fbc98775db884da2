"""What the whole of a line makes of it: what was done after something else, and what takes a reading back."""

from __future__ import annotations

from dataclasses import replace

from netvault.notes.phraseforms import Formed
from netvault.notes.phrasewords import STOPS, Doer, Miss, Reading

_AND = ("and", "then", "&", "+")
_OF_ME = frozenset({("for", "my"), ("if", "i"), ("whether", "i")})
_OUGHT = frozenset({"should", "could", "would"})
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
        if told.act == "offered" and self._theirs_to_me():
            return replace(told, act="awaited", doer="they", also=())
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

    def _theirs_to_me(self) -> bool:
        """Whether what was offered in a contact's own note was to be done for me: `offered to go over my CV`."""
        words = self.words
        if self.context.owner is None or "i" in words or "to" not in words:
            return False
        to = words.index("to")
        return not any(self._is_them(place) for place in range(to)) and "my" in words[to : to + 6]

    def _if_they_like(self) -> bool:
        """`said I'd look at it if she likes`: that is no promise yet."""
        if "anytime" in self.words or any(self.words[at : at + 2] == ["any", "time"] for at in range(len(self.words))):
            return True
        whenever = ("if", "whenever")
        places = [at for at, word in enumerate(self.words) if word in whenever or (at and self.words[at - 1] == "any")]
        theirs = any(self._is("possessives", place + 1) and self._is("relations", place + 2) for place in places)
        return theirs or any(self._is("doers", place + 1) and self._is("likes_to", place + 2) for place in places)
