"""A new contact's note: its place, its text, its file."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import pairwise

from netvault.cli.session import Session, stop
from netvault.cli.terminal import note_link, out, say, say_problems, style
from netvault.cli.writing import FAILED, TRY_AGAIN, not_done
from netvault.diagnostics import Diagnostic
from netvault.escape import one_line, terminal
from netvault.network.names import fold
from netvault.notes.edit import NotDone, set_property
from netvault.notes.note import read_note
from netvault.text import Source
from netvault.vault.read import Unreadable, read_text_file
from netvault.vault.reverting import settle
from netvault.vault.shipped import shipped
from netvault.vault.trouble import Busy, Taken, WriteTrouble
from netvault.vault.undo import Deed, History, Spot
from netvault.vault.write import Writer

_NOT_IN_NAMES = set('*"\\/<>:|?#^[]')


def create_contact(session: Session, name: str, values: Mapping[str, str | Sequence[str]], *, dry_run: bool) -> None:
    """Make the note of a new contact; ends the command where that cannot be done, with nothing written."""
    path = _place(session, name)
    text = _template(session)
    for key, value in values.items():
        edited = set_property(Source(path, text), key, value)
        if isinstance(edited, NotDone):
            not_done(edited.why)
        text = edited.text
    parsed = read_note(Source(path, text), session.settings)
    wrong = [problem for problem in parsed.diagnostics if problem.severity != "info"]
    if wrong:
        _refuse(wrong)
    if dry_run:
        out(text.rstrip("\n"))
        say(f"Would make {terminal(path)}.")
        return
    _write(session, path, text)
    out(note_link(session.root, path, path))
    say(f"A note for {style(name.strip(), bold=True)}. A first line: netvault log \"{terminal(name.strip())}\" met: …")


def _write(session: Session, path: str, text: str) -> None:
    history = History(session.root)
    deed = Deed("add", time.time(), (Spot(path, "", text, created=True),))
    try:
        with Writer(session.root) as writer:
            settle(writer, session.root, history)
            history.begin(deed)
            writer.create(path, text.encode("utf-8"))
            history.add(deed)
    except Taken:
        stop(f"there is a note {path} already.", FAILED)
    except Busy as busy:
        stop(f"{busy} Nothing was written.", TRY_AGAIN)
    except (WriteTrouble, OSError) as trouble:
        stop(f"{trouble} Nothing was written.", FAILED)
    finally:
        history.end(deed.at)
    say_problems(writer.warnings)


def _refuse(wrong: Sequence[Diagnostic]) -> None:
    say_problems(wrong)
    stop("nothing was written.")


def _place(session: Session, name: str) -> str:
    """The path of a new contact's note; ends the command where the name can be no file's, or is somebody's already."""
    name = one_line(name)
    if not name:
        stop("a contact needs a name: `netvault add \"Ravi Menon\"`.")
    bad = sorted(_NOT_IN_NAMES & set(name))
    if bad or name.startswith(".") or "%%" in name:
        stop(f"a note cannot be called “{name}”: leave out {' '.join(bad) or 'a dot at its beginning'}.")
    same = [c.path for c in session.reading.network.contacts.values() if fold(c.name) == fold(name)]
    if same:
        stop(f"there is a contact of this name already: {same[0]}. Add something that tells them apart.")
    folders = session.settings.contacts or ("People",)
    there = [folder for folder in folders if (session.root / folder).is_dir()]
    path = f"{(there or folders)[0].strip('/')}/{name}.md"
    if fold(name) in ("readme", "index") or name.startswith("_") or fold(path.split("/")[-2]) == fold(name):
        stop(f"a note called “{name}” in {path.rpartition('/')[0]} is read as no contact. Choose another name.")
    return path


def _template(session: Session) -> str:
    """The vault's own contact template where it is plain, else the built-in one; without the empty properties."""
    for folder in session.settings.obsidian.template_folders or ("Templates",):
        try:
            text = read_text_file(session.root, f"{folder}/Contact.md")
        except Unreadable:
            continue
        if text is not None and "<%" not in text and "{{" not in text:
            return _without_empty(text)
    return _without_empty((shipped("templates") / "contact.md").read_text("utf-8"))


def _without_empty(text: str) -> str:
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0) if lines[0].strip() == "---" else 0
    head = [line for line, below in pairwise(lines[: end + 1]) if not _is_empty(line, below)]
    return "\n".join([*head, *lines[end:]])


def _is_empty(line: str, below: str) -> bool:
    """Whether a line of a template's front matter is a property without a value."""
    return not line.startswith((" ", "\t", "#")) and line.rstrip().endswith(":") and not below.startswith((" ", "\t", "- "))
