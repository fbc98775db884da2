"""What a line tells after its first clause: `Coffee with WHO. He says LINK is hiring`, `WHO called, wants me to look at it`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Self

from netvault.notes.phrasewhole import Whole
from netvault.notes.phrasewords import STOPS, Context, Reading

_THEIRS = frozenset({"lead", "received", "requested", "awaited"})
_MINE = frozenset({"asked", "promised", "offered", "thanked", "kind", "reported", "declined", "gave"})
_TOLD_LATER = _THEIRS | {"heard", "talked"}
_LIGHT = ("talked", "heard")
_ON = frozenset({"and", "but", "so", "then"})
"""Words after which the one who was named goes on."""
_JOINS = frozenset({",", "-", "–", "—", ":", "(", ">", "→", "and", "but", "&", "+", "so", "who"})
"""With these another clause may begin, besides the marks that end a sentence."""

_MOST = 24
"""Clauses of a line that are read."""


class Clauses(Whole):
    """Reads on, where it is clear whom *he*, *she* and *they* stand for: the one that the line is about."""

    def _with_more(self, told: Reading) -> Reading:
        """The same, or what a later clause tells that says more than being in touch."""
        if told.act == "news" and self._mourns():
            return self._condoled(told)
        if told.doer == "i":
            told = self._meant_as(told)
        who = told.contacts
        if told.act not in _LIGHT or len(who) != 1:
            return self._thanked_as_well(told)
        due = told.doer == "they" and "heard" in self._said_of_all()
        for at in self._clauses():
            if self._others_named(who, at):
                break
            found = self._clause(at, who, implied=told.doer == "they")
            if found and found.act == "news":
                return replace(told, also=(*told.also, "news"))
            if found and not (due and found.act == "requested"):
                return replace(found, contacts=who, about=told.about, also=tuple(dict.fromkeys((*found.also, told.act))))
        if due and told.act == "talked":
            return replace(told, act="heard")
        return told

    def _thanked_as_well(self, told: Reading) -> Reading:
        """What they did, and that they were thanked for it, where a later clause says so: `WHO read my CV, thanked him`."""
        if told.act not in ("received", "lead") or len(told.contacts) != 1 or "thanked" not in self.all_words:
            return told
        for at in self._clauses():
            found = None if self._others_named(told.contacts, at) else self._clause(at, told.contacts, implied=False)
            if found and found.act == "thanked":
                return replace(told, also=(*told.also, "thanked"))
        return told

    def _meant_as(self, told: Reading) -> Reading:
        """What I did, where the line says why: on somebody's advice, to say thanks, with good wishes, to tell how it went."""
        if told.act not in ("gave", "kind", "talked", "reported", "asked"):
            return told
        said, also = self._said_of_all(), ("talked",) if told.act == "talked" else ()
        if "thanked" in said and told.verb != "introduce":
            return replace(told, act="thanked", also=also)
        if "kind" in said and told.act in ("gave", "talked"):
            return replace(told, act="kind", also=also)
        if also and "reported" in said:
            return replace(told, act="reported", also=also)
        return replace(told, also=(*told.also, "followed")) if also and "followed" in said else told

    def _condoled(self, told: Reading) -> Reading:
        """Where somebody of theirs has died, and a later clause says that I wrote, sent something, or went: kindness."""
        context = replace(self.context, given=told.contacts, others=told.contacts)
        for at in self._clauses(mourning=True):
            begin = self._adverbials(at)
            begin += self._is("i", begin)
            if self._is("condoling", begin) and not self._is("unreal", begin):
                return replace(told, act="kind", doer="i", also=("news",))
            reader = self._again(context)
            found = reader._told("i", (), begin) if self._may_tell(begin) else None
            if isinstance(found, Reading) and found.doer == "i" and found.act in ("talked", "gave", "kind"):
                return replace(told, act="kind", doer="i", also=("news",))
        return told

    def _later_clause(self) -> Reading | None:
        """What a later clause tells of him or her, where the first tells nothing: `WHO is the best! She sent me her notes`."""
        who, owner = self._the_one(), self.context.owner
        if not who or self._doubtful():
            return None
        head = self._adverbials(0)
        named, spoken_of = self._contact_at(head), self._is("doers", head)
        first = next((at for at, link in enumerate(self.links) if link and link.contact), 0)
        for at in self._clauses():
            goes_on = spoken_of and (self._word(at - 1) == "and" or self._among("me", range(at, at + 3)))
            found = self._clause(at, who, implied=named or goes_on) if at > first else None
            if found and found.act == "news":
                continue
            if found and not (owner and found.act == "gave" and self._is("possessives", at + 1)):
                return found
        return None

    def _named_later(self) -> Reading | None:
        """What a later clause tells of somebody who is named in it; or that I acted on a lead at a firm.

        What they did (`HUGE: WHO says LINK is hiring`), or that I met them (`Open house at the studio - long talk with WHO`).
        """
        if self.context.owner or self.context.boxed or self._doubtful():
            return None
        reader = self._again(Context(None, (), (), frozenset(), False, self.context.day))
        for at in self._clauses():
            reader.joint = ()
            told = self._told_of(reader, self._adverbials(at))
            if told:
                return told
        return None

    def _told_of(self, reader: Self, at: int) -> Reading | None:
        """What a clause tells that begins at a place, read by `reader`."""
        group, after = self._links_at(at)
        if group:
            told = reader._told("they", group, after) if not self._ended(after) else None
            return told if isinstance(told, Reading) and told.doer == "they" and told.act in _TOLD_LATER else None
        at += self._is("i", at)
        if self._is("unreal", at):
            return None
        if self._contact_near(at):
            told = reader._told("i", (), self._adverbials(at))
            return told if isinstance(told, Reading) and told.act == "talked" and told.doer == "i" else None
        before = self._word(at - 1)
        theirs = before == "who" or (before in _ON and not self._is("us", at) and self._begins_with_them())
        applied = reader._formed("mine", (), at) if self._may_tell(at) and not theirs else None
        return applied if applied and applied.act == "followed" else None

    def _begins_with_them(self) -> bool:
        """Whether it is somebody else of whom a line begins to tell: `WHO quit and applied at LINK`."""
        begin = self._adverbials(0)
        return self._contact_at(begin) or self._is("doers", begin) or self._stranger(begin)

    def _thanked_with(self) -> Reading | None:
        """`Took a box of cakes round to WHO to say thanks`: with whatever it was, and wherever it was left."""
        who, begin = self._the_one(), self._adverbials(0)
        begin += self._is("i", begin)
        from_them = any(self.links[at] and self.words[at - 1] == "from" for at in range(1, len(self.words)))
        if not who or not self._is("brought", begin) or self._doubtful() or from_them:
            return None
        mine = not self._is("me", begin + 1) and "thanked" in self._said_of_all()
        return Reading("thanked", who, "i", self._word(begin)) if mine else None

    def _on_advice(self) -> Reading | None:
        """`Booked the course, as WHO suggested`: what I did on somebody's advice, whatever it was."""
        begin = self._adverbials(0)
        begin += self._is("i", begin) and self._word(begin + 1) != ""
        begin = self._adverbials(begin)
        done = self._word(begin).endswith("ed") or self._is("irregular", begin) or self._is("acted", begin)
        done = done or self._among("acted_last", range(begin, begin + 6))
        if not done or self._is("naming", begin) or self._doubtful() or self._among("no_lead", range(begin, begin + 6)):
            return None
        if "followed" not in self._said_of_all():
            return None
        named = [link.contact for link in self.links if link and link.contact]
        return Reading("followed", (named[-1],) if named else self._owner(), "i", self._word(begin))

    def _the_one(self) -> tuple[str, ...]:
        """The one that the line is about: whom alone it links, or the note's contact where it links nobody else."""
        owner = self.context.owner
        named = {link.contact for link in self.links if link and link.contact} or ({owner} if owner else set())
        return tuple(named) if len(named) == 1 and (not owner or owner in named) else ()

    def _doubtful(self) -> bool:
        """Whether the line begins with what is only wished, feared, dreamt or asked, or has been called off."""
        return self._called_off() or self._question() or self._among("unreal", range(min(6, len(self.words))))

    def _clause(self, at: int, who: tuple[str, ...], *, implied: bool) -> Reading | None:
        """What a clause tells that begins at a place. `implied`: it may leave out that they did it."""
        begin = self._adverbials(at)
        pronoun = self._is("doers", begin) or self._word(begin) in self.context.first_names or self._is("i", begin)
        if not pronoun and not self._may_tell(begin):
            return None
        context = self.context
        reader = self._again(Context(None, who, (), context.first_names, context.boxed, context.day))
        if self._is("doers", begin) or self._word(begin) in context.first_names:
            told = reader._told("they", who, self._adverbials(begin + 1))
            new = not implied and self._word(at - 1) in STOPS
            return told if isinstance(told, Reading) and (told.act in _THEIRS or (new and told.act == "news")) else None
        if implied:
            told = reader._told("they", who, begin)
            if isinstance(told, Reading) and told.act in _THEIRS and told.doer == "they":
                return told
        if self._is("unreal", begin):
            return None
        brief = self._brief(begin, who)
        if brief:
            return brief
        begin += self._is("i", begin)
        told = reader._told("i", (), self._adverbials(begin))
        return told if isinstance(told, Reading) and told.act in _MINE and told.doer == "i" else None

    def _brief(self, at: int, who: tuple[str, ...]) -> Reading | None:
        """What I said in few words to the one that the line is about: `asked if she could`, `I said no`."""
        me, forms = self._is("i", at), self.lexicon.forms["brief"]
        at += me
        for form, _, after in forms.at(self, at, self.all_words):
            mine = me or form.act != "declined" or any(self._is_them(place) for place in range(at, after))
            if mine or any(self._is("openings", place) or self._is("career", place) for place in range(at)):
                return Reading(form.act, who, "i", self._word(at), form=form.text)
        return None

    def _may_tell(self, at: int) -> bool:
        """Whether a verb stands at a place, or a form may begin there."""
        lexicon, word = self.lexicon, self._word(at)
        known = any(lexicon.forms[name].may_begin(word) for name in ("mine", "theirs", "brief"))
        return known or lexicon.verbs.size(self.words, at) > 0 or self._is("have", at)

    def _clauses(self, *, mourning: bool = False) -> Iterator[int]:
        """The places at which a clause begins, after the first; and none after somebody of theirs was spoken of."""
        found, watched = 0, not mourning and self._has("relations")
        for place in range(1, len(self.words) - 1):
            if watched and (self._is("relations", place - 1) or self._is("relations", place)):
                return
            if (self.words[place] in STOPS or self.words[place] in _JOINS) and not self._ended(place + 1):
                yield place + 1
                found += 1
                if found == _MOST:
                    return

    def _others_named(self, who: tuple[str, ...], before: int) -> bool:
        """Whether somebody else is spoken of before a place, whom a pronoun there may mean as well."""
        return any(link and link.contact and link.contact not in who for link in self.links[:before])
