"""Deeds told by verbs that no list holds: what looks as if it was done *for* somebody, by its shape alone.

`transposed the song for WHO`, `WHO rewired the shed for me`: a past verb, something that it is done to, and *for* with somebody
named.
Too much hangs on help to count it by its shape (`wrapped a present for WHO`), so it is a mention that says what would count it.
"""

from __future__ import annotations

from netvault.notes.phrasedays import Ahead
from netvault.notes.phrasewords import Miss


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

    def _for(self, at: int) -> int:
        """The place of a *for* after one to four words that may be a thing; 0 where there is none."""
        for place in range(at, min(at + 5, len(self.words))):
            if self.words[place] == "for":
                return place if place > at else 0
            if self._link(place) or self._ended(place):
                return 0
        return 0
