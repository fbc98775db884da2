"""The words for items, entries and reasons: warm, short and plain; never guilt, never scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from netvault.escape import Safe
from netvault.model import Contact, Entry, Item, Risk
from netvault.network.day import Day
from netvault.network.events import is_planned
from netvault.network.names import node_key
from netvault.views.speech import Named, OnDay, Part, Sentence, Speaker, Strong, company_named, joined

_SAID = {
    "talked": "talked to", "attempt": "tried", "heard": "heard from", "asked": "asked", "requested": "request from",
    "gave": "helped", "offered": "offered help to", "received": "help from", "lead": "lead from", "followed": "followed up",
    "declined": "declined", "reported": "told", "promised": "promised", "awaited": "waiting for", "thanked": "thanked",
    "kind": "a kind word to", "news": "news of", "needs": "needs of", "offers": "offers of", "likes": "likes of",
    "note": "note on",
}  # fmt: skip
_TAG = {
    "asked": "asked", "lead": "lead", "gave": "gave", "received": "got", "promised": "promised", "requested": "requested",
    "thanked": "thanked", "reported": "told",
}  # fmt: skip
_IF = {
    "asked": "if you asked for help", "lead": "if you were given a lead", "gave": "if you helped", "received": "if it was help",
    "promised": "if you promised it", "requested": "if they asked you", "thanked": "if you said thanks",
    "reported": "if you told how it went",
}  # fmt: skip
_KEYWORD_IF = {
    "heard": "if they got in touch", "attempt": "if you tried to reach them", "offered": "if you offered help",
    "followed": "if you followed their lead", "declined": "if you said no", "awaited": "if they promised it",
    "kind": "if you wished them well", "news": "if it is news of theirs",
}  # fmt: skip
_HINTS = {
    **{act: f"“{act}: [[Name]], …” counts it {given}" for act, given in _KEYWORD_IF.items()},
    "talked": "“call: [[Name]], …” or “email: [[Name]], …” counts it",
    "apart": "a line of its own counts it",
    "loose": "begin it with “- ” if it is a line of your log",
    "comma": "a comma after the name counts it: “call: [[Name]], …”",
    "planned": "a checkbox and its day at the head plan it: “- [ ] YYYY-MM-DD lunch: [[Name]], …”",
    "undone": "once it is done, say it in the past; until then a box and a day put it in Today: “- [ ] … 📅 YYYY-MM-DD”",
}
"""What would make something of a mention that no act tag counts, by what it looks like."""
_COUNTED = (
    "a keyword at its head and then the name and a comma, such as “call: [[Name]], …”, “heard: [[Name]], …”, “news: [[Name]], …” "
    "or “gave: [[Name]], …” (in their own note the keyword alone); or one of the tags "
    + " ".join(f"#{tag}" for tag in sorted(_TAG.values()))
)
"""What would make a mention count that looks like nothing."""


def title(item: Item, speaker: Speaker, with_people: Sequence[str] = ()) -> Sentence:
    """What to do, in a few words that name the person; `with_people` are others whom the same line plans to meet."""
    who = Named(item.contact)
    if with_people and item.habit == "prepare":
        return _prepare(item, joined([who, *map(Named, with_people)]), speaker)
    return _TITLES[item.habit](item, who, speaker)


def _prepare(item: Item, who: Named | Sentence, speaker: Speaker) -> Sentence:
    entry = item.entry
    what = (speaker.detail(entry) if entry else "") or ("a meeting" if entry and entry.open_till_passed else "a talk")
    people = (who,) if isinstance(who, Named) else who
    asked = "Did it happen? " if item.happened else ""
    return (asked + what[:1].upper() + what[1:], " with ", *people)


def _report(item: Item, who: Named, speaker: Speaker) -> Sentence:
    about = _about(item, speaker)
    return ("Tell ", who, " how it went", *((" with ", *about) if about else ()))


def _follow(item: Item, who: Named, speaker: Speaker) -> Sentence:
    about = _about(item, speaker)
    return ("Try ", *about) if about else ("Follow up what ", who, " told you")


def _task(item: Item, who: Named, speaker: Speaker) -> Sentence:
    assert item.task is not None
    if item.task.private and speaker.hide_private:
        return ("A task for ", who)
    said = speaker.quote(item.task.text, item.task.path)
    if any(isinstance(part, Named) and part.node == item.contact for part in said):
        return said
    return (*said, " (", who, ")")


def _celebrate(item: Item, who: Named, speaker: Speaker) -> Sentence:
    return ("Wish ", who, " a happy birthday") if item.birthday else ("A kind word to ", who)


_TITLES: dict[str, Callable[[Item, Named, Speaker], Sentence]] = {
    "prepare": _prepare,
    "reply": lambda item, who, speaker: ("Get back to ", who),
    "report_back": _report,
    "follow_up": _follow,
    "thank": lambda item, who, speaker: ("Thank ", who),
    "promise": lambda item, who, speaker: ("Keep your word to ", who),
    "help": lambda item, who, speaker: ("Lend ", who, " a hand"),
    "task": _task,
    "celebrate": _celebrate,
    "waiting": lambda item, who, speaker: ("Waiting on ", who),
    "keep_in_touch": lambda item, who, speaker: ("Say hello to ", who),
}


def reason(item: Item, speaker: Speaker, day: Day) -> Sentence:
    """Why, in one line, with its date."""
    parts = _REASONS[item.habit](item, speaker, day)
    warning = _warning(item.risk, item.entry, speaker, Named(item.contact))
    return (*parts, *((". ", *warning) if warning else ()))


def _because_prepare(item: Item, speaker: Speaker, day: Day) -> Sentence:
    entry = item.entry
    assert entry is not None
    when: tuple[Part, ...] = (OnDay(entry.day),)
    if not speaker.iso and not item.happened:
        when = ("today" if entry.day == day.day else "tomorrow", " (", OnDay(entry.day), ")")
    time = f", {entry.time}" if entry.time else ""
    said = _quoted(entry, speaker, item.contact)
    return (*when, time, *((": ", *said) if said else ()), *_liked(item, speaker, day))


def _because_reply(item: Item, speaker: Speaker, day: Day) -> Sentence:
    return ("they got in touch ", OnDay(item.opened), *_said(item, speaker))


def _because_report(item: Item, speaker: Speaker, day: Day) -> Sentence:
    assert item.entry is not None
    did = ", declined " if item.declined else ", followed "
    return ("their lead of ", OnDay(item.entry.day), did, OnDay(item.opened), *_by(item))


def _because_follow(item: Item, speaker: Speaker, day: Day) -> Sentence:
    who: tuple[Part, ...] = (Named(item.contact), " gave you the lead ")
    return (*who, OnDay(item.opened), *_by(item), *_said(item, speaker))


def _because_thank(item: Item, speaker: Speaker, day: Day) -> Sentence:
    assert item.entry is not None
    what = "their lead" if "lead" in item.entry.acts else "their help"
    return (what, ", ", OnDay(item.opened), *_said(item, speaker))


def _because_promise(item: Item, speaker: Speaker, day: Day) -> Sentence:
    return ("promised ", OnDay(item.opened), *_by(item), *_said(item, speaker))


def _because_help(item: Item, speaker: Speaker, day: Day) -> Sentence:
    return ("they asked you ", OnDay(item.opened), *_by(item), *_said(item, speaker))


def _because_task(item: Item, speaker: Speaker, day: Day) -> Sentence:
    return ("for ", OnDay(item.due))


def _because_celebrate(item: Item, speaker: Speaker, day: Day) -> Sentence:
    if not item.birthday:
        return ("their news, ", OnDay(item.opened), *_said(item, speaker))
    born = day.network.contacts[item.contact].properties.birthday
    age = item.due.year - born.year if born and born.year else 0
    return (OnDay(item.due), f", {age} years" if 0 < age < 130 else "")


def _because_waiting(item: Item, speaker: Speaker, day: Day) -> Sentence:
    said = _said(item, speaker)
    nudge = () if item.early else (". A light nudge is fine.",)
    return ("since ", OnDay(item.opened), *said, *nudge)


def _because_hello(item: Item, speaker: Speaker, day: Day) -> Sentence:
    parts: list[Part] = []
    if item.last:
        parts += ["last contact ", OnDay(item.last.day)]
        said = _quoted(item.last, speaker, item.contact)
        parts += [" (", *said, ")"] if said else []
    elif item.opened != day.day:
        parts += ["you met ", OnDay(item.opened)]
    else:
        parts.append("you have not been in touch yet")
    parts += _their_news(item, speaker, day)
    parts += _liked(item, speaker, day)
    if item.asks >= 2:
        parts.append(f". Your last {item.asks} messages were asks: no ask this time")
    return tuple(parts)


_REASONS: dict[str, Callable[[Item, Speaker, Day], Sentence]] = {
    "prepare": _because_prepare, "reply": _because_reply, "report_back": _because_report, "follow_up": _because_follow,
    "thank": _because_thank, "promise": _because_promise, "help": _because_help, "task": _because_task,
    "celebrate": _because_celebrate, "waiting": _because_waiting, "keep_in_touch": _because_hello,
}  # fmt: skip


def _by(item: Item) -> Sentence:
    """The day it is due, where its line says one or that day is still to come."""
    return (", due ", OnDay(item.due)) if item.habit != "report_back" else (", tell them by ", OnDay(item.due))


def _said(item: Item, speaker: Speaker) -> Sentence:
    said = _quoted(item.entry, speaker, item.contact) if item.entry else ()
    return (": ", *said) if said else ()


def _quoted(entry: Entry, speaker: Speaker, contact: str) -> Sentence:
    """A line's own words in quotes; its links are names. Words of a private note are not written anywhere."""
    if entry.private and speaker.hide_private:
        return ()
    said = speaker.quote(entry.text, entry.path)
    if not any(isinstance(part, Named) or part.strip() for part in said if isinstance(part, str | Named)):
        return ()
    plain: list[Part] = [Named(part.node, part.shown) if isinstance(part, Named) else part for part in said]
    return ("“", *plain, "”")


def _about(item: Item, speaker: Speaker) -> Sentence:
    """What a lead is about, as names."""
    entry = item.entry
    if entry is None or (entry.private and speaker.hide_private):
        return ()
    shown = [s for s in entry.subjects if not (speaker.hide_private and speaker.network.private(s))]
    return joined(Named(subject) for subject in shown[:3])


def times(count: int) -> str:
    """How often: once, twice, 3 times."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def prefers(contact: Contact, speaker: Speaker) -> Sentence:
    """How somebody likes to be met: channel, place, time; nothing where the note says none."""
    said = contact.properties
    texts = [text for text in (said.prefers_channel, said.prefers_place, said.prefers_time) if text]
    return listed(texts, contact, speaker)


def listed(texts: Sequence[str], contact: Contact, speaker: Speaker) -> Sentence:
    """Texts of somebody's properties, joined by commas; their links are names, and what is private is left out."""
    shown = [said for text in texts if (said := speaker.quote(text, contact.path))]
    return tuple(part for at, said in enumerate(shown) for part in ((", ", *said) if at else said))


def _liked(item: Item, speaker: Speaker, day: Day) -> list[Part]:
    """What to talk about or bring, how and where they like to be met."""
    contact = day.network.contacts[item.contact]
    likes, how = listed(day.field(item.contact, "likes")[:3], contact, speaker), prefers(contact, speaker)
    parts: list[Part] = [". Likes ", *likes] if likes else []
    return [*parts, *([". Prefers ", *how] if how else ())]


def _their_news(item: Item, speaker: Speaker, day: Day) -> list[Part]:
    for event in reversed(day.events(item.contact)):
        if "news" in event.acts and (day.day - event.day).days <= 180:
            said = _quoted(event.first, speaker, item.contact)
            return [". Their news: ", *said] if said else []
    return []


def _warning(risk: Risk | None, entry: Entry | None, speaker: Speaker, who: Named) -> Sentence:
    """Why the one who gave a lead could hear of it from somebody else."""
    if risk is None:
        return ()
    network = speaker.network
    named = [node for node in (risk.subject, risk.company) if node]
    hidden = speaker.hide_private and any(network.private(node) for node in named)
    if hidden:
        return (Strong(("They may hear of it from somebody else.",)),)
    written = {node_key(subject): subject for subject in (entry.subjects if entry else ())}
    subject = Named(written.get(risk.subject, risk.subject))
    if risk.kind == "company":
        company = company_named(network, risk.company or "", network.contacts[who.node])
        if risk.company == risk.subject:
            there = "is" if risk.now else "was"
            return (Strong((who, f" {there} at ", company, ": they may hear of it there first.")),)
        both = "are" if risk.now else "were"
        return (Strong((f"Both {both} at ", company, ": ", subject, " may tell them first.")),)
    if risk.kind == "knows":
        return (Strong(("They know ", subject, " and may hear of it first.")),)
    return (Strong(("They met ", subject, " ", OnDay(risk.day or date.min), " and may hear of it first.")),)


# ── what was read ───────────────────────────────────────────────────────────────────────────────


def understood(entry: Entry, speaker: Speaker) -> Sentence:
    """How a line was understood: `talked to [[Jane Doe]] (coffee), asked`."""
    people = [Named(c) for c in entry.contacts if not (speaker.hide_private and speaker.network.private(c))]
    first = _SAID[entry.acts[0]]
    detail = f" ({said})" if (said := speaker.detail(entry)) else ""
    subjects = [Named(s) for s in entry.subjects if not (speaker.hide_private and speaker.network.private(s))]
    about: Sentence = ()
    if subjects and (entry.acts[0] in ("lead", "followed", "reported", "declined") or not people):
        about = (": ", *joined(subjects[:3], ", ")) if people else (" ", *joined(subjects[:3], ", "))
    others = tuple(f", {'helped by them' if act == 'received' else act}" for act in entry.acts[1:])
    return (first, " " if people else "", *joined(people), detail, *about, *others)


def not_counted(entry: Entry, speaker: Speaker, day: date) -> Sentence:
    """A line that counts as nothing, the reason, and what would count or plan it."""
    why = entry.why or ("it waits for its tick" if is_planned(entry, day) else "dropped")
    hint: tuple[Part, ...] = ()
    if entry.hint in _TAG:
        hint = (Safe(f"; add `#{_TAG[entry.hint]}` {_IF[entry.hint]}"),)
    elif entry.hint in _HINTS and entry.hint != "undone":
        hint = (f"; {_HINTS[entry.hint]}",)
    return (OnDay(entry.day), " “", *speaker.quote(entry.text, entry.path, 60), "” (", why, *hint, ")")


def counted_by(entry: Entry) -> str:
    """What would make a mention count, in words."""
    if entry.hint in _TAG:
        return f"add #{_TAG[entry.hint]} {_IF[entry.hint]}"
    return _HINTS.get(entry.hint or "", _COUNTED)
