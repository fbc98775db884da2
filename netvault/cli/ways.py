"""`netvault path` and `landed`: who can help with it, and whom to tell and thank before it is announced."""

from __future__ import annotations

import click

from netvault.cli.options import common
from netvault.cli.session import Session, open_vault, stop
from netvault.cli.terminal import note_link, out, out_json, say, style
from netvault.habits.ask import owed, verdict
from netvault.habits.landed import landed as helpers_of
from netvault.network.targets import find_target, nodes, variants
from netvault.network.ways import ways
from netvault.views import before
from netvault.views.ways import Names, WaySpeaker, landed_data, ways_data

SHOWN = 8
"""Ways that the terminal shows unless all are wanted."""


@click.command()
@click.argument("target", metavar="TARGET", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every way, not only the first eight.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def path(target: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Who can help you to reach an organisation or a person.

    TARGET is a name, an alias, a path, or part of one. The best ways come first: who is there, who was, who knows somebody
    there; each with whether to ask the first person now.

    \b
    netvault path initech
    netvault path Grace Kim
    netvault path initech.com --json | jq '.ways[0].hops'
    """
    session = open_vault()
    names = nodes(session.reading.network)
    node = chosen_target(session, " ".join(target), names)
    standing = session.standing()
    day = standing.day
    waiting = owed(standing.agenda.items)
    found = [(way, verdict(day, way.first, waiting.get(way.first, ()))) for way in ways(day, node, waiting.keys())]
    words = WaySpeaker(day, names, iso=as_json)
    if as_json:
        out_json(ways_data(node, found, words))
        return
    out(style(f"Ways to {words.marked(node).shown}", bold=True))
    for way, judged in found if everything else found[:SHOWN]:
        out()
        out(note_link(session.root, way.first, words.people(way)))
        for hop in way.hops:
            name = f"{words.name(hop.node).shown} " if len(way.hops) > 1 else ""
            out(f"  {style(name + words.why(hop))}")
        out(f"  {style(before.headline(judged), dim=True)}")
    if not found:
        say("No way there that the notes know of. A contact's company, knows and introduced_by make ways.")
    elif len(found) > SHOWN and not everything:
        say(f"\n{len(found) - SHOWN} more: netvault path --all")
    if node in day.network.contacts:
        say(f"\nYou have a note on them yourself: netvault ask \"{words.name(node).shown}\"")


@click.command()
@click.argument("target", metavar="TARGET", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def landed(target: tuple[str, ...], as_json: bool) -> None:
    """Whom to tell and thank before it is announced.

    Everybody whose lead, introduction or help stands behind an organisation or a person, and what is still owed to each.
    TARGET is a name, an alias, a path, or part of one.

    \b
    netvault landed initech
    netvault landed initech --json | jq -r '.people[].name'
    """
    session = open_vault()
    names = nodes(session.reading.network)
    node = chosen_target(session, " ".join(target), names)
    standing = session.standing()
    day = standing.day
    found = helpers_of(day, node, standing.agenda.items)
    words = WaySpeaker(day, names, iso=as_json)
    if as_json:
        out_json(landed_data(node, found, words, standing.agenda.shown))
        return
    if not found:
        say(f"No lead, introduction or help in the notes names {style(words.name(node).shown)}.")
        return
    out(style(f"Behind {words.marked(node).shown}: tell and thank them before it is announced", bold=True))
    for helper in found:
        out()
        name = words.speaker.plain((words.marked(helper.node),))
        out(note_link(session.root, helper.node, name) if helper.node in day.network.contacts else style(name))
        for line in words.behind(helper):
            out(f"  {style(words.speaker.plain(line))}")
        for item in helper.owed:
            out(f"  {style(words.speaker.plain(('→ ', *before.to_do(item, words.speaker, day))), fg='yellow')}")


def chosen_target(session: Session, text: str, names: Names) -> str:
    """The node that TARGET means; ends the command where it means nothing, or several: never a silent guess."""
    network = session.reading.network
    found = find_target(network, text, names)
    if not found:
        stop(f"no organisation and nobody is called “{text}”.")
    if len(found) > 1:
        places = (f"  ({node})" if node in network.notes else "" for node in found[:12])
        said = "".join(f"\n  {names[node][0]}{place}" for node, place in zip(found, places, strict=False))
        stop(f"“{text}” could be:{said}\nSay more of the name, or the path.")
    others = [names[node][0] for node in variants(network, names[found[0]][0], names) if node != found[0]]
    if found[0] not in network.contacts and others:
        say(f"There is also {', '.join(map(style, others))}, which may be the same.")
    return found[0]
