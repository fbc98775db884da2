"""View + template text → Markdown. Every value that a template prints is escaped unless this program made it.

Templates of a vault come from whoever wrote the vault: they run in an immutable sandbox, see plain data alone, read no
other file, and have limits of output and of time.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from netvault.escape import Safe, markdown, one_line

MOST_OUTPUT = 4 * 1024 * 1024
"""Characters that one template may print."""
MOST_SECONDS = 5.0
"""How long one template of the vault may run."""


class TemplateFailed(Exception):
    """A template that could not be used: `line` is where, from 1, or 0 where that is not known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


@dataclass(frozen=True, slots=True)
class Templates:
    """Template texts by name: the built-in ones, and those of the vault, which replace them."""

    builtin: Mapping[str, str]
    own: Mapping[str, str]


class Renderer:
    """Renders views by templates. One environment for the built-in templates, one for the vault's own."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self._builtin = _environment(templates.builtin)
        self._own = _environment({**templates.builtin, **templates.own})

    def render(self, name: str, view: Mapping[str, Any], *, builtin: bool = False) -> str:
        """The text of a view, with one line end at its end.

        Raises TemplateFailed when the vault's own template fails; `builtin` asks for the built-in one.
        """
        own = name in self.templates.own and not builtin
        try:
            template = (self._own if own else self._builtin).get_template(name)
            with _limited(MOST_SECONDS if own else 0):
                text = _collect(template.generate(**view))
        except TemplateSyntaxError as trouble:
            raise TemplateFailed(one_line(trouble.message or "a word that Jinja does not know"), trouble.lineno) from None
        except _TooLong:
            raise TemplateFailed(f"it ran for more than {MOST_SECONDS:g} seconds, or printed too much", 0) from None
        except SecurityError as trouble:
            raise TemplateFailed(f"it asked for something that templates may not do: {one_line(str(trouble))}", _line(trouble)) from None
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, MemoryError) as trouble:
            raise TemplateFailed(one_line(str(trouble)) or type(trouble).__name__, _line(trouble)) from None
        return text.strip("\n") + "\n"


class _TooLong(Exception):
    pass


def _environment(texts: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(texts)), undefined=StrictUndefined, finalize=markdown, keep_trailing_newline=True,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )  # fmt: skip
    made.globals.clear()
    made.globals["range"] = _range
    for name in ("safe", "pprint", "xmlattr", "urlize", "tojson", "attr", "format", "center", "indent", "wordwrap"):
        made.filters.pop(name, None)
    made.filters["count"] = _number
    made.filters["join"] = _join
    return made


def _range(stop: int) -> range:
    return range(min(int(stop), 1000))


def _number(value: int) -> Safe:
    """A number with its thousands apart."""
    return Safe(f"{value:,}")


def _join(values: Iterable[object], between: str = "") -> Safe:
    """Values one after another, each escaped."""
    return Safe(str(between).join(markdown(value) for value in values))


def _collect(parts: Iterator[str]) -> str:
    found, size = [], 0
    for part in parts:
        size += len(part)
        if size > MOST_OUTPUT:
            raise _TooLong
        found.append(part)
    return "".join(found)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Stop what runs longer, where the platform can (the main thread of a system with timers)."""
    timers = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not seconds or not timers:
        yield
        return

    def stop(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _line(trouble: BaseException) -> int:
    """The template's line that an error came from."""
    line, trace = 0, trouble.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>" or "__jinja_template__" in trace.tb_frame.f_globals:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
