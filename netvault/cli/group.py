"""The commands, by what they are for. A command's module is imported when it is called, not before."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Every day": {
        "build": ("netvault.cli.build", "Write Today and the reports into the vault."),
        "watch": ("netvault.cli.watch", "Build, then again on every change."),
        "today": ("netvault.cli.today", "What is open today, in the terminal."),
        "log": ("netvault.cli.log", "Write a log line in a contact's note."),
        "done": ("netvault.cli.acts", "Do what a tick in Today does."),
        "snooze": ("netvault.cli.acts", "Put an item off, or keep in touch with somebody later."),
        "add": ("netvault.cli.log", "Make a note for a new contact."),
        "people": ("netvault.cli.lists", "The contacts, and when you were last in touch."),
        "entries": ("netvault.cli.lists", "The log lines of the whole vault."),
    },
    "Before you meet or ask": {
        "show": ("netvault.cli.show", "What to know before you meet somebody."),
        "ask": ("netvault.cli.ask", "Whether to ask somebody now, and what comes first."),
        "path": ("netvault.cli.ways", "Who can help you to reach an organisation or a person."),
        "landed": ("netvault.cli.ways", "Whom to tell and thank before it is announced."),
        "graph": ("netvault.cli.graph", "The network, for other programs."),
        "draft": ("netvault.cli.draft", "A message to send, in your own hands."),
    },
    "Keeping the vault": {
        "explain": ("netvault.cli.explain", "How a line is read, and why."),
        "review": ("netvault.cli.review", "Say what your own words mean, once for all of their kind."),
        "check": ("netvault.cli.check", "What could not be read, where, and how to mend it."),
        "init": ("netvault.cli.init", "Make a new vault, or a vault of the notes that you have."),
        "stats": ("netvault.cli.lists", "Counts and rhythm of the vault."),
        "undo": ("netvault.cli.acts", "Take back what the last command wrote into your notes."),
        "recover": ("netvault.cli.acts", "List the recovery copies, show one, or put one back."),
    },
}
"""The commands by group: the module of each, and what it does in one line."""


WORDS = "netvault.words"
"""Where a call's words are kept."""


class LazyGroup(click.Group):
    """Lists its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the help."""
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        for group in COMMANDS.values():
            if cmd_name in group:
                command = getattr(import_module(group[cmd_name][0]), cmd_name)
                assert isinstance(command, click.Command)
                return command
        return None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so; none is imported for it."""
        from click.shell_completion import CompletionItem

        named = {name: line for group in COMMANDS.values() for name, (_, line) in group.items() if name.startswith(incomplete)}
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=line) for name, line in named.items()), *options]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command where there is none of that name."""
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(ctx), 1)
            hint = f" Did you mean “{near[0]}”?" if near else " `netvault --help` lists the commands."
            ctx.fail(f"There is no command “{name}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in their groups."""
        for title, group in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, line) for name, (_, line) in group.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; the words are kept, for `invoke`."""
        ctx.meta[WORDS] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, unless the very same was asked before and nothing is different."""
        from netvault.cli.answers import answered

        return answered(ctx, ctx.meta[WORDS], lambda: super(LazyGroup, self).invoke(ctx))

    def main(self, *args: Any, **extra: Any) -> Any:
        """As click does; NO_COLOR is honoured."""
        if os.environ.get("NO_COLOR"):
            extra["color"] = False
        return super().main(*args, **extra)
