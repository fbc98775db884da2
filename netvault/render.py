"""View + template text → Markdown, or plain text. Every value that Markdown prints is escaped unless this program made it.

Templates of a vault come from whoever wrote the vault: they run in an immutable sandbox, see plain data alone, read no
other file, and have limits of output, of time and of what one step may make.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, NoReturn, TypeVar

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, Undefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.nodes import Concat
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from netvault.escape import Safe, markdown, one_line

T = TypeVar("T")
MOST_OUTPUT = 4 * 1024 * 1024
"""Characters that one template may print."""
MOST_VALUE = 256 * 1024
"""Characters of a text, or items of a list, that one step of a template may make."""
MOST_MADE = 16 * 1024 * 1024
"""Characters of all texts together, an item of a list counting as 16, that the steps of one template may make."""
MOST_STEPS = 1000
"""How far a template may count."""
MOST_SECONDS = 5.0
"""How long one template of the vault may run."""


class TemplateFailed(Exception):  # noqa: N818
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

    def __init__(self, templates: Templates, *, plain: bool = False) -> None:
        """`plain`: the templates print plain text, each value one line of it; else Markdown, each value escaped."""
        self.templates = templates
        printed = _plain if plain else _printed
        self._builtin = _environment(templates.builtin, printed)
        self._own = _environment({**templates.builtin, **templates.own}, printed)

    def render(self, name: str, view: Mapping[str, Any], *, builtin: bool = False) -> str:
        """The text of a view, with one line end at its end.

        Raises TemplateFailed when the vault's own template fails; `builtin` asks for the built-in one.
        """
        own = name in self.templates.own and not builtin
        self._own.left = self._builtin.left = MOST_MADE
        try:
            with _limited(MOST_SECONDS if own else 0):
                text = _collect((self._own if own else self._builtin).get_template(name).generate(**view))
        except TemplateSyntaxError as trouble:
            raise TemplateFailed(_short(trouble.message or "a word that Jinja does not know"), trouble.lineno) from None
        except TemplateNotFound as trouble:
            raise TemplateFailed(f"there is no template “{_short(str(trouble.name))}”", _line(trouble)) from None
        except _TooMuch as trouble:
            raise TemplateFailed(str(trouble), _line(trouble)) from None
        except SecurityError as trouble:
            message = f"it asked for something that templates may not do: {_short(str(trouble))}"
            raise TemplateFailed(message, _line(trouble)) from None
        except (
            TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, SyntaxError,
            TypeError, ValueError,
        ) as trouble:  # fmt: skip
            raise TemplateFailed(_short(str(trouble)) or type(trouble).__name__, _line(trouble)) from None
        return text.strip("\n") + "\n"


class _TooMuch(Exception):  # noqa: N818
    """A template went on for too long, or printed too much."""


def _short(text: str) -> str:
    text = one_line(text).rstrip(".")
    return text if len(text) <= 200 else text[:199] + "…"


# ── what templates may do ───────────────────────────────────────────────────────────────────────

_FILTERS = (
    "abs", "capitalize", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "last", "length", "list",
    "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "title", "trim", "truncate",
    "unique", "upper",
)  # fmt: skip
"""Jinja's filters that templates have: those that make no more than they are given, and the same each time."""
_TEXT_METHODS = (
    "capitalize", "endswith", "isdigit", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip", "split", "startswith",
    "strip", "title", "upper",
)  # fmt: skip


class _Code(CodeGenerator):
    """Jinja's compiler, `a ~ b` going through the sandbox."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802
        """The code of `a ~ b`."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which no single step makes anything huge: time is only looked at between steps."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))
    code_generator_class = _Code

    left = MOST_MADE
    """What the template that runs may still make."""

    def joined(self, values: Iterable[object]) -> str:
        """Values one after another, as text."""
        return self.made(_bounded("".join, [value if isinstance(value, str) else str(_single(value)) for value in values]))

    def concat(self, parts: Iterable[str]) -> Safe:
        """What a macro or a block of a template has printed, as one text; its values have been escaped by then."""
        return self.made(Safe(_bounded("".join, list(parts))))

    def made(self, value: T) -> T:
        """The value, taken from what the template may make."""
        if isinstance(value, str):
            self.left -= len(value)
        elif isinstance(value, list | tuple):
            self.left -= sum(16 + (len(one) if isinstance(one, str) else 0) for one in value)
        if self.left < 0:
            raise _TooMuch("it makes too much text")
        return value

    def counted(self, step: Callable[..., T]) -> Callable[..., T]:
        """A filter, what it makes being counted."""

        @wraps(step)
        def run(*given: Any, **named: Any) -> T:
            return self.made(step(*given, **named))

        return run

    def call(self, context: Context, called: Any, *given: Any, **named: Any) -> Any:
        """A call of a macro or of a text's method."""
        return self.made(super().call(context, called, *given, **named))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`left + right` and the like, of moderate numbers; of texts and lists only `+`."""
        numbers = all(isinstance(value, float) or (isinstance(value, int) and abs(value) < 2**64) for value in (left, right))
        if operator == "**" or not (numbers or operator == "+"):
            raise SecurityError(f"`{operator}` of these values")
        if not numbers and hasattr(left, "__len__") and hasattr(right, "__len__") and len(left) + len(right) > MOST_VALUE:
            raise _TooMuch("it makes a text or a list that is too long")
        return self.made(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a text the methods that make no long one of it, of a number none."""
        if isinstance(obj, str | int | float):
            return isinstance(obj, str) and attr in _TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)


def _environment(texts: Mapping[str, str], printed: Callable[[object], Safe]) -> _Sandbox:
    made = _Sandbox(
        loader=DictLoader(dict(texts)), undefined=StrictUndefined, finalize=printed, keep_trailing_newline=True,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )  # fmt: skip
    made.globals.clear()
    made.globals["range"] = _range
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.filters.update(count=_number, join=partial(_join, printed), replace=_replace, sum=_sum)
    made.filters = {name: made.counted(step) for name, step in made.filters.items()}
    return made


def _single(value: object) -> object:
    """A value, if it is one that can be printed: a text or a number, no list or table."""
    if isinstance(value, str | int | float | Undefined) or value is None:
        return value
    raise TypeError("a list or a table cannot be printed: print what is in it")


def _printed(value: object) -> Safe:
    """What `{{ value }}` prints in Markdown."""
    return value if isinstance(value, Safe) else markdown(_single(value))


def _plain(value: object) -> Safe:
    """What `{{ value }}` prints in plain text."""
    return value if isinstance(value, Safe) else Safe(one_line(str(_single(value))))


def _bounded(join: Callable[[Iterable[str]], str], parts: list[str]) -> str:
    if sum(map(len, parts)) > MOST_VALUE:
        raise _TooMuch("it makes a text that is too long")
    return join(parts)


def _range(stop: int) -> range:
    if int(stop) > MOST_STEPS:
        raise _TooMuch(f"it counts further than {MOST_STEPS:,}")
    return range(int(stop))


def _number(value: int) -> Safe:
    """A number with its thousands apart."""
    return Safe(f"{value:,}")


def _join(printed: Callable[[object], Safe], values: Iterable[object], between: str = "") -> Safe:
    """Values one after another, each as it is printed."""
    return Safe(_bounded(str(between).join, [str(printed(value)) for value in values]))


def _replace(text: str, old: str, new: str) -> str:
    """A text with one part in another's place wherever it stands."""
    text, old, new = str(_single(text)), str(_single(old)), str(_single(new))
    if len(text) + text.count(old) * max(len(new) - len(old), 0) > MOST_VALUE:
        raise _TooMuch("it makes a text that is too long")
    return text.replace(old, new)


def _sum(values: Iterable[Any], attribute: str = "") -> float:
    """Numbers added up, or those that tables hold under a key."""
    found = [value[attribute] if attribute else value for value in values]
    return sum(value if isinstance(value, float) else int(value) for value in found)


# ── limits ──────────────────────────────────────────────────────────────────────────────────────


def _collect(parts: Iterator[str]) -> str:
    found, size = [], 0
    for part in parts:
        size += len(part)
        if size > MOST_OUTPUT:
            _end(parts, _TooMuch(f"it printed more than {MOST_OUTPUT // 1024 // 1024} MiB"))
        found.append(part)
    return "".join(found)


def _end(parts: Iterator[str], trouble: _TooMuch) -> NoReturn:
    """Raise in the template itself, so that its line is known."""
    if isinstance(parts, Generator):
        parts.throw(trouble)
    raise trouble


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Stop what runs longer, where the platform can (the main thread of a system with timers)."""
    timers = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not seconds or not timers:
        yield
        return

    def stop(*_: object) -> None:
        raise _TooMuch(f"it ran for more than {seconds:g} seconds")

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
