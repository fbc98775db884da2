"""What a draft's template sees: plain data about one contact, with nothing in it that is private to others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from netvault.habits.meet import could_help, news
from netvault.model import Contact, Entry, Item
from netvault.network.day import Day
from netvault.network.events import Event
from netvault.network.names import fold, node_key
from netvault.views.before import prefers_data
from netvault.views.speech import LONG_MONTHS, Named, Speaker, joined

KINDS = ("hello", "thanks", "report", "ask", "intro", "forward", "birthday", "condolence", "reply")
Channel = Literal["mail", "message", "call"]
FRESH = 60
"""Days for which a talk, help or news is fresh enough to be named in a message."""
_TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "frau", "herr"))
_WORD = re.compile(r"[^\W\d_]+")
_THIRD = frozenset(("she", "her", "hers", "he", "him", "his", "they", "them", "their", "theirs"))
"""Words by which a note speaks about the person: such a text is not for the person's eyes."""
_NO_SOME = frozenset(("the", "a", "an", "my", "our", "some", "any"))
_HEARD = {
    "missed": "call", "call": "call", "phone": "call", "voicemail": "call", "email": "e-mail", "e-mail": "e-mail",
    "mail": "e-mail", "letter": "letter", "card": "card",
}  # fmt: skip
"""What to call what they sent, by the detail of its line."""
_MAIL, _CALL = ("mail", "letter", "post", "card"), ("phone", "call", "ring", "video", "zoom", "teams", "facetime")


def channel_of(contact: Contact) -> Channel:
    """How a message reaches them: by the channel they prefer, else by mail where they have an address."""
    said = fold(contact.properties.prefers_channel or "")
    if any(word in said for word in _MAIL):
        return "mail"
    if any(word in said for word in _CALL):
        return "call"
    return "message" if said or not contact.properties.email else "mail"


def first_name(name: str) -> str:
    """What to call somebody in a message: the first word that is no title."""
    words = name.split()
    return next((word for word in words if fold(word).rstrip(".") not in _TITLES), name)


def draft_view(day: Day, contact: str, items: Iterable[Item], channel: Channel, about: str) -> dict[str, Any]:
    """What a draft's template sees of a contact.

    In: the day, the contact's path, open items, the channel, and what it is about in your own words, or nothing. Out: plain
    texts; days as `18 November`. What there is nothing to say of is None. Nobody else's private note, and no other private
    contact, is in it.
    """
    person = day.network.contacts[contact]
    mine = [item for item in items if item.contact == contact]
    facts = _Facts(day, person)
    return {
        "to": first_name(person.name),
        "name": person.name,
        "channel": channel,
        "about": about,
        "today": facts.long(day.day),
        "prefers": {way: facts.words(text or "", contact) or None for way, text in prefers_data(person).items()},
        "last": facts.last(),
        "news": facts.news(),
        "help": facts.help(mine),
        "lead": facts.lead(mine),
        "heard": facts.heard(mine),
        "other": facts.other(),
        "like": facts.like(),
    }


class _Facts:
    """Finds what to name in a message to one contact."""

    def __init__(self, day: Day, contact: Contact) -> None:
        self.day, self.contact = day, contact
        self.speaker = Speaker(day.network, day.day, hide_private=True, iso=False, to=contact.path)
        self.hidden = _private_words(day, contact)

    def long(self, when: date) -> str:
        """A day as it stands in a letter."""
        year = "" if when.year == self.day.day.year else f" {when.year}"
        return f"{when.day} {LONG_MONTHS[when.month - 1]}{year}"

    def events(self, acts: frozenset[str]) -> list[Event]:
        """Fresh events with some act, the newest first, that no private note of others tells of."""
        return [
            event
            for event in reversed(self.day.events(self.contact.path))
            if acts & event.acts and (self.day.day - event.day).days <= FRESH and self.may_name(event.first)
        ]

    def may_name(self, entry: Entry) -> bool:
        """Whether a line may be spoken of: it is not out of a private note, unless that is the contact's own."""
        return not entry.private or entry.path == self.contact.path

    def words(self, text: str, path: str) -> str:
        """A note's words for the person's own eyes; nothing where they speak about the person, or of somebody private."""
        parts = self.speaker.quote(text, path)
        said = self.speaker.plain(parts).rstrip(" .!?")
        spoken = {fold(word) for word in _WORD.findall(text)}
        about_them = spoken & (_THIRD | {fold(first_name(self.contact.name))})
        return "" if about_them or spoken & self.hidden or said.endswith("…") else said

    def about(self, entry: Entry) -> str:
        """What a line is about, as names; nothing private, and not the contact."""
        network = self.day.network
        shown = [s for s in entry.subjects if not network.private(s) and s != self.contact.path]
        shown = [s for s in shown if not self.hidden & {fold(word) for word in _WORD.findall(network.name(s))}]
        return self.speaker.plain(joined(Named(subject) for subject in shown[:3]))

    def field(self, contact: str, name: str) -> list[str]:
        """What somebody needs, offers or likes, less what private notes alone say."""
        properties = self.day.network.contacts[contact].properties
        lines = [entry for entry in self.day.network.by_contact.get(contact, ()) if name in entry.acts and self.may_name(entry)]
        said = {node_key(text) for text in (*getattr(properties, name), *(entry.text for entry in lines))}
        return [text for text in self.day.field(contact, name) if node_key(text) in said]

    # ── one fact each ──

    def last(self) -> dict[str, str] | None:
        """The last talk that has a name: a lunch, a call."""
        for event in self.events(frozenset({"talked"})):
            what = self.words(event.first.detail or "", event.first.path)
            if what and "asked" not in event.acts:
                return {"what": what, "day": self.long(event.day)}
        return None

    def news(self) -> dict[str, str] | None:
        """Their last news."""
        for event in news(self.day, self.contact.path):
            if self.may_name(event.first) and (self.day.day - event.day).days <= FRESH:
                return {"text": self.words(event.first.text, event.first.path), "day": self.long(event.day)}
        return None

    def help(self, items: list[Item]) -> dict[str, Any] | None:
        """What to thank for: what waits for thanks, else their last help."""
        waiting = [item.entry for item in items if item.habit == "thank" and item.entry and self.may_name(item.entry)]
        given = waiting or [event.first for event in self.events(frozenset({"received", "lead"}))]
        if not given:
            return None
        entry = given[0]
        text = self.words(entry.text, entry.path)
        return {"text": text, "day": self.long(entry.day), "about": self.about(entry), "lead": "lead" in entry.acts}

    def lead(self, items: list[Item]) -> dict[str, Any] | None:
        """The lead to report on: one that waits for it, else their last."""
        for item in items:
            if item.habit == "report_back" and item.entry and self.may_name(item.entry):
                entry = item.entry
                return {"about": self.about(entry), "day": self.long(entry.day), "followed": self.long(item.opened)}
        for event in self.events(frozenset({"lead"})):
            return {"about": self.about(event.first), "day": self.long(event.day), "followed": None}
        return None

    def heard(self, items: list[Item]) -> dict[str, str] | None:
        """What to answer: what waits for it, else their last message."""
        waiting = [item.entry for item in items if item.habit == "reply" and item.entry and self.may_name(item.entry)]
        for entry in waiting or [event.first for event in self.events(frozenset({"heard"}))]:
            what = _HEARD.get(fold(entry.detail or ""), "message")
            return {"what": what, "day": self.long(entry.day)}
        return None

    def other(self) -> dict[str, str] | None:
        """Somebody to introduce them to, because of what they need and the other offers."""
        for match in could_help(self.day, self.contact.path):
            giver = self.day.network.contacts[match.giver]
            if match.need not in self.field(match.who, "needs") or match.offer not in self.field(match.giver, "offers"):
                continue
            need, offer = self.words(match.need, match.who), self.words(match.offer, match.giver)
            return {"name": giver.name, "need": need, "offer": offer}
        return None

    def like(self) -> str | None:
        """Something they like, that can stand after “some”."""
        for text in self.field(self.contact.path, "likes"):
            said = self.words(text, self.contact.path)
            if said and "," not in said and fold(said.split()[0]) not in _NO_SOME and "'" not in said and "’" not in said:
                return said
        return None


def _private_words(day: Day, contact: Contact) -> frozenset[str]:
    """The names of private contacts, word by word, less those that the contact's own name has."""
    own = {fold(word) for name in (contact.name, *contact.aliases) for word in _WORD.findall(name)}
    private = [other for other in day.network.contacts.values() if other.private and other.path != contact.path]
    names = [name for other in private for name in (other.name, *other.aliases)]
    return frozenset(fold(word) for name in names for word in _WORD.findall(name) if len(word) > 1) - own
