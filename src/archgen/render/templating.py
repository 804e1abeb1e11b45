"""The templates, in a checkout or in the wheel, and the filters that keep text text.

A template loops, tests presence and prints; decisions stay in Python. An undefined name is an error, never
an empty string. Text that comes from the model goes through the filter of the language it lands in:
`hcl`, `key`, `json`, `md`, `code`, `comment`; in `.html.j2` and `.svg.j2` it is escaped by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined


def render(template: str, **values: object) -> str:
    """The text that a template makes of the values; `template` is a path below `templates/`."""
    return _environment().get_template(template).render(**values)


def exists(template: str) -> bool:
    """Whether there is such a template: a kind without one is drawn and documented only."""
    return _template(template).is_file()


def source(template: str) -> str | None:
    """The text of a template itself; None if there is no such template."""
    found = _template(template)
    return found.read_text(encoding="utf-8") if found.is_file() else None


def hcl(value: object) -> str:
    """A plain value as a Terraform expression; nothing in a text is interpolated."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{hcl(str(key))} = {hcl(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(hcl(item) for item in value)}]"
    if isinstance(value, int | float):
        return repr(value)
    return f'"{_HCL_SPECIAL.sub(_hcl_escape, str(value))}"'


def key(value: object) -> str:
    """Text as the key of a Terraform map: bare where it may be."""
    text = str(value)
    return text if _HCL_NAME.fullmatch(text) else hcl(text)


def md(value: object) -> str:
    """Text for Markdown, on one line, in prose, a list, a heading or a table's cell, shown as it is."""
    text = " ".join(str(value).split())
    text = _MD_INLINE.sub(r"\\\g<0>", text)
    return _MD_BLOCK.sub(r"\1\\\2", text)


def code(value: object) -> str:
    """Text as Markdown code, in prose or in a table's cell."""
    text = " ".join(str(value).split())
    if text and "`" not in text and "|" not in text and not text.endswith("\\"):
        return f"`{text}`"
    return f"<code>{md(text)}</code>"


def comment(value: object) -> str:
    """Text on one line, for a comment that ends with it."""
    return " ".join(str(value).split())


_HCL_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f\x85\u2028\u2029]|[$%]+\{')
_HCL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_HCL_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "${": "$${", "%{": "%%{"}


def _hcl_escape(match: re.Match[str]) -> str:
    found = match[0]
    if found in _HCL_SHORT:
        return _HCL_SHORT[found]
    if found.endswith("{"):  # "$$${" would read as an escape of an escape
        return _hcl_unicode(found[:-1]) + "{"
    return _hcl_unicode(found)


def _hcl_unicode(text: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in text)


_MD_INLINE = re.compile(r"[\\`*\[\]<>&~|$]|(?<![^\W_])_|_(?![^\W_])")
_MD_BLOCK = re.compile(r"^(\d*)([#+\-=.):])")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=lambda name: name is not None and name.endswith((".html.j2", ".svg.j2")),
    )
    environment.filters.update(hcl=hcl, key=key, md=md, code=code, comment=comment, json=_json)
    return environment


def _template(name: str) -> Traversable:
    return _folder().joinpath(*name.split("/"))


@cache
def _folder() -> Traversable:
    installed = files("archgen").joinpath("templates")
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"
