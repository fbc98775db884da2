"""`netvault draft`: a message to send, short and warm, in the channel that they prefer. Nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import click

from netvault.cli.lists import chosen_contact
from netvault.cli.options import common
from netvault.cli.session import Session, open_vault, stop
from netvault.cli.terminal import out, out_json, say, say_problems, style
from netvault.diagnostics import Diagnostic
from netvault.escape import terminal
from netvault.habits.ask import verdict
from netvault.network.names import who
from netvault.outputs import View
from netvault.standing import Standing
from netvault.views import before
from netvault.views.drafts import KINDS, Channel, channel_of, draft_view
from netvault.views.speech import Speaker
from netvault.views.wording import prefers

_HEAD = re.compile(r"Subject: (.*)\n\s*\n")
_BLANKS = re.compile(r"\n{3,}")
_ASKS = frozenset(("ask", "forward"))


@click.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("who_", metavar="WHO")
@click.option("--about", metavar="TEXT", default="", help="What it is about: the ask, the other person, where to pass it on.")
@click.option("--open", "as_link", is_flag=True, help="Print a mailto: link that opens it in your mail program.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def draft(kind: str, who_: str, about: str, as_link: bool, as_json: bool) -> None:
    """A message to send, in your own hands.

    KIND is hello, thanks, report, ask, intro, forward (a note that they can pass on), birthday, condolence or reply. What stands
    in [brackets] is yours to fill in. Nothing is sent. Templates of your own stand in templates/netvault/draft/ of the vault.

    \b
    netvault draft thanks jane
    netvault draft ask jane --about "Would you read my case study?"
    netvault draft reply tom --open
    """
    session = open_vault()
    path = chosen_contact(session, who_)
    standing = session.standing()
    contact = standing.day.network.contacts[path]
    channel: Channel = "mail" if as_link else channel_of(contact)
    view = draft_view(standing.day, path, standing.agenda.items, channel, about)
    if kind == "intro" and about:
        view["other"] = _other(session, about, view["other"])
    write = _writer(session, kind)
    subject, text = write(view)
    link = _mailto(contact.properties.email, *write({**view, "channel": "mail"})) if as_json or as_link else None
    if as_json:
        said = {"subject": subject or None, "text": text, "mailto": link}
        out_json({"kind": kind, "contact": path, "name": contact.name, "channel": channel, **said})
        return
    if as_link:
        if link is None:
            stop(f"there is no e-mail address in {path} that a link can hold.")
        out(link)
        return
    if session.reading.network.contacts[path].private:
        say(f"{contact.name} is private.")
    if subject:
        out(style(f"Subject: {subject}", bold=True) + "\n")
    for line in text.split("\n"):
        out(terminal(line))
    _advise(standing, kind, path, text)


def _other(session: Session, text: str, known: Any) -> dict[str, str]:
    """The person whom an introduction is about: a contact that is not private, or a name as it was given."""
    contacts = session.reading.network.contacts
    found = who(text, {path: (c.name, *c.aliases) for path, c in contacts.items()})
    if len(found) > 1:
        chosen_contact(session, text)
    if found and contacts[found[0]].private:
        stop(f"{contacts[found[0]].name} is private: no draft names them.")
    name = contacts[found[0]].name if found else text
    if known and known["name"] == name:
        return dict(known)
    return {"name": name, "need": "", "offer": ""}


def _writer(session: Session, kind: str) -> Callable[[View], tuple[str, str]]:
    """What writes drafts of a kind: of a view the subject, or nothing, and the text.

    A template of the vault that fails is named, once, and the built-in one used.
    """
    from netvault.render import Renderer, TemplateFailed
    from netvault.vault.shipped import load_templates

    name = f"draft/{kind}.j2"
    templates, problems = load_templates(session.root, session.settings)
    renderer = Renderer(templates, plain=True)
    place = f"{session.settings.templates}/{name}"
    troubles = [problem for problem in problems if problem.path == place]
    say_problems(troubles)

    def write(view: View) -> tuple[str, str]:
        try:
            text = renderer.render(name, view, builtin=bool(troubles))
        except TemplateFailed as failed:
            hint = "Mend it or delete it. The built-in one is used meanwhile."
            message = f"This template cannot be used: {failed.message}."
            troubles.append(Diagnostic("template-failed", "error", place, failed.line or 1, 1, message, hint))
            say_problems(troubles)
            text = renderer.render(name, view, builtin=True)
        head = _HEAD.match(text)
        subject, body = (head[1].strip(), text[head.end() :]) if head else ("", text)
        return subject, _BLANKS.sub("\n\n", body).strip("\n")

    return write


def _mailto(addresses: tuple[str, ...], subject: str, text: str) -> str | None:
    """A mailto: link (RFC 6068), every value in it percent-encoded; None where there is no address that it can hold."""
    for mail in addresses:
        local, at, domain = mail.rpartition("@")
        if at and local and domain and not re.search(r"[\s,;:<>()\[\]\\\"@\x00-\x1f\x7f]", local + domain):
            given = {"subject": subject, "body": text.replace("\n", "\r\n")}
            said = "&".join(f"{key}={quote(value, safe='')}" for key, value in given.items() if value)
            return f"mailto:{quote(local, safe='')}@{quote(domain, safe='')}?{said}"
    return None


def _advise(standing: Standing, kind: str, path: str, text: str) -> None:
    """What to know before it is sent: how they like to be reached, what to fill in, and for an ask whether to ask now."""
    contact = standing.day.network.contacts[path]
    said: list[str] = []
    speaker = Speaker(standing.day.network, standing.day.day, hide_private=False, iso=True)
    if preferred := speaker.plain(prefers(contact, speaker)):
        said.append(f"They prefer {preferred}.")
    if "[" in text:
        said.append("Fill in what stands in [brackets].")
    if kind in _ASKS:
        found = verdict(standing.day, path, standing.agenda.items)
        if found.word != "go":
            said.append(f"{before.headline(found)} See: netvault ask \"{contact.name}\"")
    if said:
        say()
    for line in said:
        say(style(line, dim=True))
