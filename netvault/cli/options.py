"""The options that every command takes, before or after its name, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from netvault.dates import parse_day
from netvault.escape import terminal

F = TypeVar("F", bound=Callable[..., Any])


class DayType(click.ParamType):  # type: ignore[type-arg]  # it takes none before click 8.4
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A day of a text; fails with what a day looks like."""
        day = value if isinstance(value, date) else parse_day(str(value))
        if day is None:
            self.fail(f"“{terminal(str(value))}” is not a day. Days are written year-month-day, like 2026-03-15.", param, ctx)
        return day


class Spoken(click.Command):
    """A command that takes a line as people write it: one that begins with a bullet is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, without the bullets."""
        return super().parse_args(ctx, [word[2:].lstrip() if word.startswith("- ") else word for word in args])


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        from_command_line = ctx.get_parameter_source(param.name or "") is click.core.ParameterSource.COMMANDLINE
        chosen = ctx.find_root().ensure_object(dict)
        if value is not None and (from_command_line or name not in chosen):
            chosen[name] = value
        return value

    return callback


def in_vault(command: F) -> F:
    """Add `-C DIR` to a command."""
    return click.option(
        "-C", "directory", metavar="DIR", envvar="NETVAULT_DIR", expose_value=False, callback=_keep("directory"),
        help="The vault. Default: this folder, or the nearest above it that is a vault.",
    )(command)  # fmt: skip


def common(command: F) -> F:
    """Add `-C DIR` and `--date` to a command."""
    day = click.option(
        "--date", "day", type=DayType(), envvar="NETVAULT_DATE", expose_value=False, callback=_keep("day"),
        help="The day to look from. Default: today.",
    )  # fmt: skip
    return in_vault(day(command))


def chosen_directory() -> Path | None:
    """The folder given by -C or NETVAULT_DIR."""
    value = click.get_current_context().find_root().ensure_object(dict).get("directory")
    return Path(value) if value else None


def chosen_day() -> date:
    """The day given by --date or NETVAULT_DATE, else today. One that leaves no room for days before and after is refused."""
    value = click.get_current_context().find_root().ensure_object(dict).get("day")
    day = value if isinstance(value, date) else date.today()
    if not 1900 <= day.year <= 9000:
        message = f"“{day.isoformat()}” is too far away: netvault looks from days of 1900 to 9000."
        raise click.BadParameter(message, param_hint="'--date'")
    return day
