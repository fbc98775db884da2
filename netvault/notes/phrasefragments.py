"""What a line without a verb says of having been together: `Parma night. WHO and WHO`, `ludo at WHO's`, `WHO and me out`.

Asked last, where neither grammar nor forms know what was done. All that is read here is `talked`.
"""

from __future__ import annotations

from netvault.notes.looking import CLOCK
from netvault.notes.phraseclauses import Clauses
from netvault.notes.phrasenouns import Nouns
from netvault.notes.phrasewords import STOPS, Reading

_AND = frozenset({"and", "&", "+"})
_APART = frozenset(",:-–—(") | STOPS
"""Marks between the parts of a jotted line."""
_NOT_BEFORE_ME = frozenset({"for", "between", "to", "of", "about", "than", "like", "with", "from", "by", "on", "at"})
_AT = frozenset({"at", "round", "chez"})
_HOME = frozenset({"in", "at", "round"})
_LONGEST = 9
"""Words of the part of a line that names what one did together."""


class Fragments(Clauses, Nouns):
    """Looks for whom one was with, by what it was, where, for how long, or who *we* were."""

    def _together(self) -> Reading | None:
        """A meeting that no verb tells of."""
        if self.context.boxed or self._doubtful():
            return None
        head = self._adverbials(0)
        if self.context.owner:
            return self._outing_with_them(head) or self._we_did(head)
        told = self._and_me(head) or self._at_theirs(head) or self._outing_of(head)
        return told or self._beside(head) or self._a_while(head) or self._we_did(head)

    def _fragment(self, people: tuple[str, ...], at: int, after: int, noun: str) -> Reading | None:
        made = self._met((people, after), at, noun, planned=True)
        return made if isinstance(made, Reading) else None

    def _clear(self, at: int, stop: int) -> bool:
        """Whether nothing between two places takes it back: a guard, or what was only wished, or done alone."""
        before = self.lexicon.guards["before"]
        places = range(at, stop)
        if any(before.at(self.words, place)[0] or self.words[place].endswith("n't") for place in places):
            return False
        return not any(self._among(name, places) for name in ("undone", "unreal", "alone", "seen_only"))

    def _begins(self, at: int, head: int) -> bool:
        """Whether a part of the line begins at a place."""
        return at <= head or self.words[at - 1] in _APART or self._is("adverbials", at - 1)

    def _and_me(self, head: int) -> Reading | None:
        """`WHO and me in the library`, `five-a-side, me and WHO on the touchline`."""
        for at in range(head, len(self.words)):
            begin = at
            if self._is("myself", at) and self._word(at + 1) in _AND and self._contact_at(at + 2):
                group, after = self._links_at(at + 2)
            elif self._contact_at(at):
                group, after = self._links_at(at)
                if not (self._word(after) in (*_AND, ",") and self._me_after(after)):
                    continue
                after = self._me_after(after)
            else:
                continue
            if not group or self._word(begin - 1) in _NOT_BEFORE_ME:
                return None
            if not self._begins(begin, head) or not self._clear(head, begin):
                return None
            seen = self._among("seen_only", range(len(self.words)))
            return self._fragment(group, begin, after, "together") if self._did_together(after) and not seen else None
        return None

    def _me_after(self, at: int) -> int:
        """The place after *and me*; 0 where it does not stand here."""
        place = at + 1
        while self._word(place) in _AND:
            place += 1
        size = self.lexicon.one("myself", self.words, place) or self.lexicon.one("yours_truly", self.words, place)
        return place + size if size else 0

    def _did_together(self, at: int) -> bool:
        """Whether what follows on who did it is something done, or where and when, and no state."""
        at = self._adverbials(at) if not self._ended(at) else at
        word = self._word(at)
        if self._ended(at) or self._is("where", at) or CLOCK.match(word):
            return "same" not in self.words[at : at + 4] or self._among("same_rides", range(at, at + 5))
        if self._is("no_company", at) or (self._is("not_together", at) and self._word(at + 1) != "up"):
            return False
        size, verb = self.lexicon.verbs.at(self.words, at)
        done = word.endswith(("ed", "ing")) or self._is("irregular", at) or self._is("together", at)
        return done or (size > 0 and not verb.bare)

    def _at_theirs(self, head: int) -> Reading | None:
        """`wings and the game at WHO's`, `iftar in WHO's house`, `waffles at WHO`."""
        for at in range(head + 1, min(len(self.words), head + 14)):
            if not self._contact_at(at):
                continue
            group, after = self._links_at(at)
            before = self._word(at - 1)
            home = self.lexicon.one("homes", self.words, after + 1) if self._word(after) == "'s" else 0
            theirs = self._word(after) == "'s" and (before in _AT or (home and before in _HOME))
            theirs = theirs or self._is("with_whom_at_home", at - 1)
            if not theirs and not (before == "at" and self._outing(head, at - 1) and self._ended(after)):
                return None
            stop = after + (self._word(after) == "'s") + home
            if not (self._ended(stop) or self._is("after_home", stop)) or not self._clear(head, at):
                return None
            done = self._word(head).endswith("ed") or self._is("irregular", head) or self._is("not_of_place", head)
            if (done and not self._is("stayed", head)) or (before == "in" and self._is("not_in", after + 1)):
                return None
            if any(self._among(name, range(head, at - 1)) for name in ("openings", "screens")):
                return None
            told = self._fragment(group, at, stop, "visit")
            outing = told is not None and told.act == "attempt" and self._outing(head, at)
            return Reading("talked", group, "i", outing) if outing else told
        return None

    def _outing(self, at: int, stop: int) -> str:
        """What one does with others, where it stands between two places; nothing where it does not."""
        for place in range(at, stop):
            size, noun = self.classes["outings"].at(self.words, place)
            if size and place + size <= stop:
                return str(noun)
        return ""

    def _outing_of(self, head: int) -> Reading | None:
        """`Parma night. WHO, WHO and yours truly`, `dim sum, the usual, WHO late again`."""
        stop = head
        while stop < min(len(self.words), head + _LONGEST) and self.words[stop] not in _APART and not self._link(stop):
            stop += 1
        noun = self._outing(head, stop)
        made = self._word(head).endswith("ed") or (self._is("irregular", head) and not self._is("light_verbs", head))
        if not noun or made or not self._clear(head, stop) or self._tells(head, stop):
            return None
        at = self._past_marks(stop)
        if at == stop and self._word(stop - 1) not in _AND:
            return None
        if not self._contact_at(at):  # `breakfast roll, the usual, WHO`
            end = next((p for p in range(at, min(at + 5, len(self.words))) if self.words[p] in _APART), 0)
            if not end or self._tells(at, end) or not self._clear(at, end):
                return None
            at = self._past_marks(end)
        group, after = self._links_at(at)
        if not group or self._word(after) == "'s" or not self._there(after):
            return None
        return self._fragment(group, head, after, noun)

    def _past_marks(self, at: int) -> int:
        """The place after marks, and after *and*, *only*, *me and*."""
        while at < len(self.words) and (self.words[at] in _APART or self.words[at] in _AND or self._is("company", at)):
            at += 1
        return at

    def _tells(self, at: int, stop: int) -> bool:
        """Whether a verb in the past stands between two places."""
        return any(self._past(place) for place in range(at, stop))

    def _there(self, at: int) -> bool:
        """Whether what is said of somebody leaves it that they were there."""
        was = self._word(at) in ("was", "were")
        away = was and (self._is("not_there", at + 1) or self._word(at + 1) == "not")
        return not away and not self._is("no_company", at) and not self._word(at).endswith("n't")

    def _beside(self, head: int) -> Reading | None:
        """`shuttle seat next to WHO`, `WHO behind me in the queue`."""
        for at in range(head, min(len(self.words), head + _LONGEST)):
            size = self.lexicon.one("beside", self.words, at)
            group, after = self._links_at(at + size) if size else ((), at)
            if group and self._word(after) != "'s" and self._clear(head, at):
                return self._fragment(group, at, after, "beside")
            if self._contact_at(at) and at > head and self._begins(at, head):
                group, after = self._links_at(at)
                after += self._word(after) in ("was", "were", "is", "sat", "stood", ",")
                size = self.lexicon.one("beside_me", self.words, after)
                if size and self._clear(head, at):
                    return self._fragment(group, at, after + size, "beside")
        return None

    def _a_while(self, head: int) -> Reading | None:
        """`WHO in the lumber aisle. 20 min`, `40 min on Teams, WHO`: by how long it took."""
        who = self._the_one()
        places = [at for at, link in enumerate(self.links) if link and link.contact]
        if not who or len(places) != 1 or not self._has("minutes"):
            return None
        at = places[0]
        before, after = self._word(at - 1), self._word(at + 1)
        named = before in ("with", "w/") or self._is("persons", at - 1) or self._is("jobs", at - 1)
        if (at > head and not (named or self._begins(at, head))) or after == "'s":
            return None
        if not (self._ended(at + 1) or self._is("where", at + 1)):
            return None
        if not self._clear(head, len(self.words)) or self._tells(head, len(self.words)):
            return None
        for place in range(head, len(self.words)):
            size = self.lexicon.one("minutes", self.words, place)
            many = self._word(place - 1).isdigit() or self._is("how_many", place - 1) or CLOCK.match(self._word(place - 1))
            if size and many:
                return None if self._is("no_while", place + size) else self._fragment(who, at, at + 1, "a while")
        return None

    def _outing_with_them(self, head: int) -> Reading | None:
        """In a contact's own note, what one did at the head: `thai food, split the noodles`, `hot yoga`."""
        owner, at = self.context.owner or "", head
        while self._is("articles", at) or self._is("colour", at) or self._word(at).isdigit():
            at += 1
        size, noun = self.classes["outings"].at(self.words, at)
        stop = at + size
        if not size or not (self._ended(stop) or self._is("after_outing", stop)) or self._word(stop) == "?":
            return None
        others = self._is("with", stop) and not self._with_them(stop + 1)
        if others or not {"is", "are"}.isdisjoint(self.words[stop : stop + 4]):
            return None  # `film night with mum`, `cake after work is her thing`
        rest = range(stop, self._window(stop))
        if not self._clear(head, stop) or any(self._among(name, rest) for name in ("alone", "seen_only", "unreal")):
            return None
        if self._others_named((owner,), len(self.words)):
            return None
        return self._fragment((owner,), head, stop, noun)

    def _we_did(self, head: int) -> Reading | None:
        """What *we* did, in a later clause of a line of one contact: `WHO was in town, and we managed a glass of wine`."""
        who = self._the_one()
        if not who or self._among("seen_only", range(len(self.words))):
            return None
        first = next((at for at, link in enumerate(self.links) if link and link.contact), 0)
        for at in self._clauses():
            begin = self._adverbials(at)
            if self._word(begin) != "we" or (at < first and not self.context.owner):
                continue
            verb = self._adverbials(begin + 1)
            verb += self._word(verb) in ("both", "all", "just", "even", "only")
            if self._ended(verb) or self._is("where", verb) or self._word(verb) == "got":
                continue
            if self._did_together(verb) and self._clear(head, verb):
                return self._fragment(who, verb, verb + 1, "we")
        return None
