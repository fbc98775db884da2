"""What the forms of the words file make of a line, where the verbs and nouns have no place for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Self

from netvault.notes.forms import Form
from netvault.notes.phrasevoids import OF_THEM, STAKES, Voids
from netvault.notes.phrasewords import Context, Doer, Miss, Reading

_RELATIVE = frozenset({"i", "which", "who", "he", "she", "they", "myself"})
"""Words with which another sentence begins: what follows was not done by the same."""


_NO_GAP = _RELATIVE | {"[["}
_IN_GAPS = frozenset("-&/+@#'")
"""Marks that a gap may hold."""
_JOINS = frozenset({"and", "then", "so", "but"})
"""Words after which something else may be told."""


class Formed(Voids):
    """Asks the forms, and is what they ask about a place (`forms.Place`)."""

    def _also_formed(self, result: Reading | Miss, doer: str, who: tuple[str, ...], at: int) -> Reading | Miss:
        """What the forms make of the line, where they know more of it than was found so far."""
        if isinstance(result, Reading) and result.act not in ("talked", "heard"):
            return result
        if self._settled:
            return result
        if isinstance(result, Miss) and result.final:
            formed = self._formed("mine", (), self._adverbials(at)) if doer == "i" else None
            return (formed if formed and formed.act == "followed" else self._later(who)) or result
        if isinstance(result, Reading) and result.doer == "they" and doer == "i":
            doer, who = "they", result.contacts
        name, head = ("mine" if doer == "i" else "theirs"), self._adverbials(0)
        known = isinstance(result, Reading)
        formed = self._formed(name, who, self._adverbials(at), weighty=known) or self._formed("line", (), head, weighty=known)
        if formed is None and doer == "i" and at != head:
            formed = self._formed("line", (), at, weighty=known)
        if isinstance(result, Miss):
            silent = (self.context.owner,) if self.context.owner else self.context.given
            if formed is None and doer == "i" and silent:
                formed = self._formed("theirs", silent, self._adverbials(at), own=True)
            if formed and formed.act == "news":
                return self._later(who) or formed
            if formed is None or formed.act not in ("talked", "heard"):
                return formed or self._later(who) or result
            result = formed
        elif formed and formed.act not in ("talked", "heard") and result.verb != "follow up":
            return formed
        later = self._later(who or result.contacts) if result.act == "heard" or not result.detail else None
        if later and later.act == "talked" and result.act == "heard" and set(later.contacts) & set(result.contacts):
            return later  # an obligation never opens on a line that also carries its closer
        return later if later and later.act == "reported" else result

    def _formed(self, name: str, who: tuple[str, ...], at: int, *, own: bool = False, weighty: bool = False) -> Reading | None:
        """The first form of a list that stands at a place, and that no guard takes back.

        `own`: in a contact's own note, where what was done to me needs nobody named who did it.
        """
        if self._settled or (name != "theirs" and self.lexicon.guards["before"].at(self.words, at)[0]):
            return None
        for form, bound, after in self.lexicon.forms[name].at(self, at, self.all_words, weighty=weighty):
            if own and not (self._is("implied", at) or any(self._is("me", p) or self._is("mine", p) for p in range(at, after))):
                continue
            if name == "line" and form.act not in OF_THEM and self._they_have(at):
                continue
            made = self._by_form(form, bound if name != "theirs" else who, name == "theirs", at, after)
            if made:
                return made
        return None

    def _firm(self) -> Reading | Miss | None:
        """What a form at the head says so plainly that the words are not weighed: `[firm ACT]`. `[firm mention:ACT]`: that it is
        not certain, though it looks like that act. What is guarded is nothing but declined, or theirs:
        `not going for it`, `wanted me to help`."""
        at, forms = self._adverbials(0), self.lexicon.forms["firm"]
        guarded = self.lexicon.guards["before"].at(self.words, at)[0]
        weighing, self.weighing = self.weighing, None
        found = list(forms.at(self, at, self.all_words))
        self.weighing = weighing
        for form, bound, after in found:
            if guarded and form.act not in ("declined", "requested", "lead"):
                continue
            looks = form.act.partition(":")[2]
            if looks:
                return Miss("not certain who did what, or whether", looks, undone=True)
            made = self._by_form(form, bound, False, at, after, firm=True)
            if made:
                return replace(made, firm=True)
        return None

    def _by_form(
        self, form: Form, people: tuple[str, ...], theirs: bool, at: int, after: int, *, firm: bool = False
    ) -> Reading | None:
        owner = self.context.owner
        people = people or self.joint or self.context.given or ((owner,) if owner else ())
        if not people and form.act != "followed":
            return None
        voided = self._undone_in(form.act, theirs, at, after) or self._means_else(form.act, at, after)
        if voided or self._others_did(form.act, theirs, at, after):
            return None
        if form.act == "followed" and people and self._done_to(at) == people:
            return None  # `called WHO said to try LINK`
        if owner and not theirs and form.act in STAKES and form.act != "promised" and not self._meant(form, at, after):
            return None
        doer: Doer = "they" if theirs or form.act in ("received", "lead", "heard", "requested", "awaited") else "i"
        if form.act == "talked":
            noun = self._begins_with_noun(at) and not firm
            made = self._contact_made(people, after if firm else at, after, form.text, noun=noun, past=firm or theirs)
            planned = self._begins_with_noun(at) and not self._word(at).endswith("ed") and not self._is("irregular", at)
            if not isinstance(made, Reading) or (planned and self._ahead(after, self._window(after))):
                return None
            return self._about_owner(Reading(made.act, made.contacts, doer, form.text, None, (), form.text))
        act = "heard" if form.act == "requested" and self._to_call(after) else form.act
        return self._about_owner(Reading(act, people, doer, form.text, None, (), form.text))

    def _to_call(self, at: int) -> bool:
        """Whether what was wanted is but an answer: `wants me to ring her`."""
        size, verb = self.lexicon.verbs.at(self.words, at)
        after = at + size + 1
        calls = size > 0 and verb.bare and verb.kind in ("contact", "write", "reply") and self._is_them(at + size)
        return calls and (self._fits(after) or self._is("weekdays", after) or self._word(after) == "back")

    def _done_to(self, at: int) -> tuple[str, ...]:
        """The contacts that stand directly after what was done at a place."""
        size = self.lexicon.one("acted", self.words, at)
        place = at + size
        theirs = self._is("possessives", place) and (self._is("relations", place + 1) or self._is("persons", place + 1))
        found = self._object_with(place) if size and not theirs else None
        return found[0] if found else ()

    def _meant(self, form: Form, at: int, after: int) -> bool:
        """Whether a form that ends with whom it was done to ends well, where nobody is named: `helped`, `helped with it`,
        but not `helped at the food bank`."""
        if any(self._contact_at(place) for place in range(at, after)):
            return True
        if form.parts[-1].kind == "whose":
            return any(self._is("documents", place) or self._is("fixables", place) for place in range(after, after + 5))
        named = any(self._is_them(place) for place in range(at, after))
        return named or form.parts[-1].kind != "who" or self._fits(after)

    def size_of(self, name: str, at: int) -> int:
        """How many words of a class stand at a place."""
        return self.lexicon.one(name, self.words, at)

    def whom(self, at: int, *, named: bool = False) -> tuple[tuple[str, ...], int] | None:
        """The contacts at a place, and the place after them; in a contact's own note that one, unless they must be `named`."""
        context, place = self.context, at
        while size := self.lexicon.one("titles", self.words, place):
            place += size
        if self._is_them(place) and context.others:
            return self._group(list(context.others), place + 1)
        group, after = self._links_at(place)
        if group:
            return (group, after) if self._word(after) != "'s" else None
        if self._link(at) or named or self._word(at - 1) in ("with", "w/", "to"):
            return None
        silent = self.joint or context.given or ((context.owner,) if context.owner else ())
        return (silent, at) if silent else None

    def whose(self, at: int) -> tuple[tuple[str, ...], int] | None:
        """The contacts at a place to whom something belongs, and the place after them."""
        group, after = self._links_at(at)
        if group and self._word(after) == "'s":
            return group, after + 1
        theirs = self._is("possessives", at) and not self._word(at + 1).endswith("'s")  # `her bike`, but not `her sister's`
        if theirs and self.context.others:
            return self.context.others, at + 1
        return None

    def link_at(self, at: int, *, contact: bool) -> int:
        """The place after a link that is no day; 0 where there is none. Without `contact` it is nobody's."""
        while size := self.lexicon.one("connectors", self.words, at):
            at += size
        link = self._link(at)
        return at + 1 if link and not link.day and (contact or link.contact is None) else 0

    def owned(self) -> bool:
        """Whether the line stands in a contact's own note."""
        return self.context.owner is not None or len(self.context.given) == 1

    def may_name(self, at: int) -> bool:
        """Whether somebody may be named at a place, or a link stand there."""
        word, context = self.words[at] if at < len(self.words) else "", self.context
        if self.joint or context.given or context.owner or word in context.first_names:
            return True
        return word in self.lexicon.naming

    def stands_between(self, at: int) -> bool:
        """Whether a gap may hold what stands at a place: no link, and no mark that ends a part of a sentence."""
        word = self._word(at)
        return word not in _NO_GAP and (word in _IN_GAPS or not self._ended(at))

    @cached_property
    def _joined(self) -> list[int]:
        """The places after a mark, or after *and* or its like."""
        words = self.words
        return [
            at
            for at in range(1, len(words))
            if words[at - 1] in _JOINS or (not words[at - 1].isalnum() and self._ended(at - 1))
        ]

    @property
    def _settled(self) -> bool:
        """Whether the words leave no act for which a form has to be looked for."""
        likely = self.likely
        return likely is not None and not likely

    def _again(self, context: Context) -> Self:
        """A reader of the same words, for a clause of them."""
        reader = type(self)(self.words, self.links, context, self.lexicon, self.all_words)
        reader.nested, reader.weighing = True, self.weighing
        return reader

    def at_end(self, at: int) -> bool:
        """Whether the words end at a place, or a mark stands there."""
        return self._ended(at)

    def at_last(self, at: int) -> bool:
        """Whether the words end at a place, but for marks that ask nothing."""
        return all(self._ended(place) and self.words[place] != "?" for place in range(at, len(self.words)))

    def _named_alone(self) -> tuple[str, ...]:
        """The contact that the line links, where it links but one: who is meant by a pronoun further on."""
        named = {link.contact for link in self.links if link and link.contact}
        return tuple(sorted(named)) if len(named) == 1 and not self.context.owner else ()

    def _of_theirs(self) -> bool:
        """Whether the line is of somebody else, like `WHO's mum`: a pronoun may mean either."""
        links = (at for at, link in enumerate(self.links) if link)
        return any(self._word(at + 1) == "'s" and self._is("relations", at + 2) for at in links)

    def _refused(self) -> bool:
        """Whether a request was turned down in the same line."""
        forms = self.lexicon.forms["later"]
        joined = frozenset(self._joined)
        for at in range(1, len(self.words)):
            begins = at in joined or self._is("i", at - 1) or self.words[at] == "told"
            if not begins or not forms.may_begin(self.words[at]):
                continue
            for form, _, after in forms.at(self, at, self.all_words):
                if form.act == "declined" and not any(self._link(place) for place in range(at, after)):
                    return True
        return False

    def _called_off(self) -> bool:
        """Whether the line begins by saying that what it names is off, or not fixed yet: `cancelled: dinner with WHO`."""
        begin = self._adverbials(0)
        size = self.size_of("called_off", begin) or self.size_of("fixed_later", begin)
        return size > 0 and self._ended(begin + size)

    def _told_later(self) -> Iterator[tuple[int, int]]:
        """The places after a mark or *and* where a form may begin, each with the place after an `I`."""
        forms, words = self.lexicon.forms, self.words
        for joined in self._joined:
            at = joined + (self._is("i", joined) and joined + 1 < len(words))
            if forms["later"].may_begin(words[at]) or forms["mine"].may_begin(words[at]) or words[at] == "we":
                yield joined, at

    def _later(self, who: tuple[str, ...]) -> Reading | None:
        """What is told further on in a line, after a mark or *and*: by forms that name whom it was with."""
        places = [] if self._settled or self.nested else list(self._told_later())
        if not places or self._called_off() or self._among("unreal", range(min(4, len(self.words)))):
            return None
        context = self.context
        who, of_theirs = who or self._named_alone(), self._of_theirs()
        reader = self._again(Context(None, context.others or who, (), context.first_names, context.boxed, context.day))
        for joined, at in places:
            reader.joint = ()
            found = reader._formed("later", (), at) or reader._formed("mine", (), at)
            if found and at > joined and found.act not in ("declined", "thanked", "kind"):
                found = None
            if found and found.act in ("gave", "received", "lead", "followed", "requested", "promised", "awaited"):
                found = None  # too much hangs on these for so little to go by
            if found and found.act != "kind" and of_theirs:
                found = None
            if found and found.act == "reported" and self._among("would_do", range(max(0, joined - 8), joined)):
                found = None  # `I said I would think it over and let him know`
            if found is None and self._is("together_words", at) and (who or context.owner):
                reader.joint = who or (context.owner or "",)
                found = reader._formed("later", (), at)
            if found:
                return self._about_owner(found)
        return None
