"""The templates, in a checkout or in the wheel.

A template loops, tests presence and prints; decisions stay in Python. An undefined name is an error, never
an empty string. What it prints has to be text in the format that the file has: `quoting` says how, and
refuses the rest; in `.html.j2` and `.svg.j2` text is escaped by itself.
"""

from __future__ import annotations

import traceback
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound, Undefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Concat, Const

from archgen.render.quoting import HCL, MARKDOWN, NGINX, PLAIN, YAML, Format, Own

FORMATS = {
    ".md.j2": MARKDOWN,
    ".yaml.j2": YAML,
    ".yml.j2": YAML,
    ".conf.j2": NGINX,
    "env.example.j2": PLAIN,
    "gitignore.j2": PLAIN,
    "dockerignore.j2": PLAIN,
    ".Dockerfile.j2": PLAIN,
}
"""The format of a template by the end of its name; other files are Terraform."""
_ESCAPED = (".html.j2", ".svg.j2")


class TemplateError(Exception):
    """A template that cannot be rendered: which one, at which line, and why."""


def render(template: str, **values: object) -> str:
    """The text that a template makes of the values; `template` is a path below `templates/`."""
    try:
        return str(_environment(template).get_template(template).render(**values))
    except TemplateNotFound:
        raise
    except Exception as error:
        where = _place(error) or template
        raise TemplateError(f"{where}: {type(error).__name__}: {error}") from error


def exists(template: str) -> bool:
    """Whether there is such a template: a kind without one is drawn and documented only."""
    return _template(template).is_file()


def source(template: str) -> str | None:
    """The text of a template itself; None if there is no such template."""
    found = _template(template)
    return found.read_text(encoding="utf-8") if found.is_file() else None


def _place(error: BaseException) -> str | None:
    """The file and line of the innermost template that an error comes from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else None


class _Quoting(CodeGenerator):
    """Compiles templates so that all they print is asked about, and what they say themselves is known.

    What `{{ }}` prints goes through `environment.printed`; a literal becomes `Own` text, and so does what a
    macro or a block made, since its pieces were asked about; `~` keeps what is known of its parts.
    """

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        return self._FinalizeInfo(str, "environment.printed(")

    def visit_Const(self, node: Const, frame: Frame) -> None:  # noqa: N802 - the visitor's way of naming
        self.write(_literal(node.as_const(frame.eval_ctx)))

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - as above
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def _literal(value: Any) -> str:
    """The source of a constant of a template, with its texts marked as its own."""
    if type(value) is str:
        return f"environment.own({value!r})"
    if isinstance(value, list | tuple):
        items = "".join(f"{_literal(item)}, " for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    return repr(value)


class _QuotedEnvironment(Environment):
    """Templates of one format."""

    code_generator_class = _Quoting
    own = Own

    def __init__(self, format: Format) -> None:
        super().__init__(**_OPTIONS)
        self.format = format
        self.joined = format.joined
        self.filters.update(format.filters, join=format.listed)

    def printed(self, value: object) -> str:
        """The text of what `{{ }}` prints; an `if` without its `else` prints nothing."""
        return "" if type(value) is Undefined else self.format.printed(value)

    @staticmethod
    def concat(pieces: Any) -> Own:
        """The text of pieces that were all asked about."""
        return Own("".join(pieces))


def _environment(template: str) -> Environment:
    if template.endswith(_ESCAPED):
        return _escaped_environment()
    ends = (end for end in FORMATS if template.endswith(end))
    return _quoted_environment(next(ends, ""))


@cache
def _quoted_environment(end: str) -> Environment:
    return _without_safe(_QuotedEnvironment(FORMATS.get(end, HCL)))


@cache
def _escaped_environment() -> Environment:
    return _without_safe(Environment(autoescape=True, **_OPTIONS))


def _without_safe(environment: Environment) -> Environment:
    """An environment without the filter by which a template could vouch for text that it did not write."""
    del environment.filters["safe"]
    return environment


def _loaded(template: str) -> tuple[str, str, None] | None:
    text = source(template)
    return None if text is None else (text, f"templates/{template}", None)


_OPTIONS: dict[str, Any] = {
    "loader": FunctionLoader(_loaded),
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


def _template(name: str) -> Traversable:
    return _folder().joinpath(*name.split("/"))


@cache
def _folder() -> Traversable:
    installed = files("archgen").joinpath("templates")
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"
