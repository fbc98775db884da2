"""Deeds told by verbs that no list holds: what looks as if it was done *for* somebody, by its shape alone.

`transposed the song for WHO`, `WHO rewired the shed for me`: a past verb, something that it is done to, and *for* with somebody
named.
Too much hangs on help to count it by its shape (`wrapped a present for WHO`), so it is a mention that says what would count it.
"""

from __future__ import annotations

from netvault.notes.phrasedays import Ahead
from netvault.notes.phrasewords import Miss, Reading


class Served(Ahead):
    """Asked last, where neither grammar nor forms know what was done."""

    def _served(self, at: int, *, by_me: bool) -> Miss | None:
        """What a line looks like whose verb stands at a place: `gave`, or `received` where they did it."""
        word = self._word(at)
        past = (word.endswith("ed") and len(word) > 4) or self._is("did_things", at)
        if not past or self._is("no_deed", at) or self.lexicon.guards["before"].at(self.words, at)[0]:
            return None
        place = self._for(at + 1)
        if place and by_me and self._object_with(place + 1):
            return Miss("done for them, as it seems", "gave")
        if place and not by_me and self._is("me", place + 1):
            return Miss("done for you, as it seems", "received")
        return None

    def _mine_done(self) -> Reading | None:
        """`WHO redid half my deck`: what they did to papers of mine, by whatever verb that does them no harm."""
        head = self._adverbials(0)
        group, at = self._links_at(head)
        if not group and (self._is("doers", head) or self.context.owner):
            group, at = self.context.others or self._owner(), head + self._is("doers", head)
        at = self._adverbials(at + self.lexicon.one("have", self.words, at))
        word = self._word(at)
        if len(group) != 1 or self._is("no_help", at) or self._is("not_touched", at) or self._question():
            return None
        if not (word.endswith("ed") or self._is("reworked", at)):
            return None
        for place in range(at + 1, min(at + 6, len(self.words))):
            if self._is("mine", place) and self._word(place) == "my":
                papers = any(self._is(name, place + 1) for name in ("documents", "fixables", "pages"))
                return Reading("received", group, "they", word) if papers else None
            if self._link(place) or self._ended(place) or self._is("somebodys", place) or self._word(place) in ("on", "about"):
                return None
        return None

    def _for(self, at: int) -> int:
        """The place of a *for* after one to four words that may be a thing; 0 where there is none."""
        for place in range(at, min(at + 5, len(self.words))):
            if self.words[place] == "for":
                return place if place > at else 0
            if self._link(place) or self._ended(place):
                return 0
        return 0
