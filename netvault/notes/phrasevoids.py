"""What takes back a form that stands in a line: it did not happen, its words mean something else, or somebody else did it."""

from __future__ import annotations

from typing import NamedTuple

from netvault.notes.phrasedays import Ahead
from netvault.notes.strangers import to_stranger

STAKES = frozenset({"asked", "gave", "received", "followed", "reported", "promised", "thanked", "kind", "offered"})
"""Acts that are not read of what somebody may have done to somebody else."""
OF_THEM = frozenset({"news", "received", "lead", "heard", "awaited", "requested"})
"""Acts of theirs."""
_CLAUSE = frozenset({",", ";", ":", ".", "-", "–", "—", "if", "whether", "that", "any"})
"""With these something is told, or asked, before a question mark."""
_BREAKS = frozenset({",", ";", "(", "-", "–", "—", ".", "but", "and", "then"})
_BY_LETTER = frozenset({"write", "contact", "thank", "wish", "congrats", "tell", "update", "reply", "send"})
"""Classes of verbs of what is sent or rung."""
_NEAR = 5
"""Words after a form that may still say what it is."""


class _Void(NamedTuple):
    """A class of words that voids an act, and where: from so many words after a form's beginning, or from its end where
    that is None; as far as so many words beyond its end."""

    name: str
    begin: int | None = 0
    beyond: int = 0


_VOIDS: dict[str, tuple[_Void, ...]] = {
    "requested": (_Void("no_request", None, 2),),  # `asked me to pass the salt`
    "received": (
        _Void("missed_nouns"),  # `sent me two voice notes`
        _Void("chasers"),  # `sent a reminder about the reference`
        _Void("no_deeds", 0, 2),  # `drove me up the wall`
        _Void("overdue", None, 1),  # `slides from WHO still not here`
    ),
    "gave": (_Void("chasers"), _Void("no_deeds", 0, 2)),
    "reported": (_Void("no_report", 1, 2),),  # `texted WHO to let her know dinner is ready`
    "promised": (_Void("no_promises"),),  # `told WHO I'll get over it`
    "followed": (_Void("no_lead"),),  # `looked at the photos that WHO sent me`
}
"""Everyday senses of what forms say, by act."""


class Voids(Ahead):
    """What a line, or a form at a place, is taken back by. `act` is the form's; it stands from `at` up to `after`."""

    def _said_undone(self) -> bool:
        """Whether the line says of itself that it was not done: `thanked WHO? nope`, `wrote to WHO, didn't send`."""
        return self._answered_no() or self._not_sent() or self._nothing_of_it()

    def _answered_no(self) -> bool:
        """`told WHO? not yet`: I ask myself, and answer. But not `asked WHO if she could? no`, which is what she answered."""
        if "?" not in self.all_words or not self._has("answers_no"):
            return False
        at = self.words.index("?")
        size = self.lexicon.one("answers_no", self.words, at + 1)
        if not size or not (self._ended(at + 1 + size) or size > 1):
            return False
        head = self._adverbials(0)
        head += self._is("i", head)
        if self._begins_with_noun(head):
            return False  # `Take-home from WHO? no, told her so`
        told = any(word in _CLAUSE for word in self.words[head:at]) or self._among("asking_words", range(head + 1, at))
        return not told

    def _not_sent(self) -> bool:
        """`wrote to WHO, didn't send`, `emailed WHO (draft only)`, `thanked WHO (not)`."""
        if not self._has("not_sent"):
            return False
        head = self._adverbials(0)
        head += self._is("i", head)
        size, verb = self.lexicon.verbs.at(self.words, head)
        if not size or verb.bare or verb.kind not in _BY_LETTER:
            return False
        for at in range(head + size + 1, len(self.words)):
            if self.words[at - 1] in _BREAKS:
                more = self.lexicon.one("not_sent", self.words, at)
                if more and (self._ended(at + more) or more > 1):
                    return True
        return False

    def _nothing_of_it(self) -> bool:
        """`told WHO nothing`."""
        if "nothing" not in self.all_words:
            return False
        at = self.words.index("nothing")
        return self._contact_at(at - 1) and self._ended(at + 1) and not self._contact_at(self._adverbials(0))

    def _undone_in(self, act: str, theirs: bool, at: int, after: int) -> bool:
        """Whether the form itself, or what follows it, says that it did not happen, or not yet."""
        guard = "never" if theirs or act in ("asked", "requested", "offered", "lead") else "undone"
        undone = self._among(guard, range(at, after)) or any(word.endswith("n't") for word in self.words[at:after])
        if undone and act not in ("attempt", "reported", "declined"):
            return True
        if act in ("kind", "thanked") and self._is("not_yet", after) and self._begins_with_noun(at):
            return True  # `birthday card to WHO still to be posted`
        return act == "awaited" and self._word(after) == "never"  # `will get back to me never`

    def _means_else(self, act: str, at: int, after: int) -> bool:
        """Whether words of the form, or close to it, make it mean something everyday."""
        for name, begin, beyond in _VOIDS.get(act, ()):
            if self._among(name, range(after if begin is None else at + begin, after + beyond)):
                return True
        if act != "requested" and self._is("no_talk", after):
            return True
        if act == "asked" and self._of_how_they_are(after):
            return True  # `emailed her to ask if she is feeling better`
        near = range(at, after + _NEAR)
        if act == "thanked" and self._among("for_an_occasion", near) and not self._among("thanks", near):
            return True  # `flowers to WHO for the new job`
        return act == "lead" and self._among("no_career", near) and not any(self._link(place) for place in near)  # `try the soup`

    def _others_did(self, act: str, theirs: bool, at: int, after: int) -> bool:
        """Whether somebody else did what the form says, or had it done to them."""
        owner, given = self.context.owner, self._is("done_to", at)
        if theirs and given and act in OF_THEM - {"news", "heard"} and to_stranger(self.words, at, after, self.lexicon):
            return True  # `sent Tom the link`
        if owner and not theirs and given and act in STAKES - {"followed"} and self._stranger(at + 1):
            return True  # in her note `gave Tom a lift` may be what she did
        span = range(at, after)
        if theirs and self._contact_near(after) and not any(self._among(name, span) for name in ("me", "mine", "us")):
            return True
        from_whom = (place + 1 for place in (*span, after) if self._word(place) == "from")
        if owner and act == "received" and any(map(self._stranger, from_whom)):
            return True  # `got a reference from her old boss`
        if act == "news" and self._word(after - 1) == "passed" and (self._is("somebodys", after) or self._is("me", after)):
            return True  # `her mum passed me the salt`
        if act in ("gave", "attempt") and not theirs and self._among("me", span):
            return True  # `brought me soup`, `left me a voicemail`
        mine = not theirs and act in (*STAKES, "talked", "declined") and act not in OF_THEM
        if mine and any(self._contact_at(place) and self._is("they_have", place + 1) for place in span):
            return True  # `für WHO hat die Versicherung alles übernommen`
        named = next((place for place in span if self.links[place]), at) if mine and act == "talked" else at
        if self._among("others_have", range(at + 1, named)):
            return True  # `auf der Messe hat die Konkurrenz WHO getroffen`
        of_theirs = self._link(at) is not None and self._is("possessives", at + 1)
        return mine and act == "talked" and of_theirs  # `WHO ihre Story gesehen`

    def _they_have(self, at: int) -> bool:
        """Whether it is they who did it: `WHO has …`, where a language may put the verb last (`WHO hat mich gefragt`)."""
        _, after = self._links_at(at)
        after += after == at and (self._is("doers", at) or self._word(at) in self.context.first_names)
        return self._is("they_have", after)

    def _begins_with_noun(self, at: int) -> bool:
        """Whether no past verb stands at a place."""
        size, verb = self.lexicon.verbs.at(self.words, at)
        return not size or verb.bare
