"""What an output may print: text that is known to be text there, and nothing else.

Each format has a type for what was quoted for it. A template prints numbers, plain words, what it says itself
(its literals) and what has its format's type. Any other text is quoted by itself where one quoting fits all
places of the format (Markdown), and refused where it does not: a template that forgets a filter is a defect
that the first render shows, never text of a model that becomes code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape


class Quoted(str):
    """Text that is fit to be printed in one format as it is."""

    __slots__ = ()


class Hcl(Quoted):
    """A piece of Terraform: an expression, a reference, an argument."""

    __slots__ = ()


class Yaml(Quoted):
    """A scalar or a flow collection of YAML."""

    __slots__ = ()


class Nginx(Quoted):
    """A piece of a configuration of nginx."""

    __slots__ = ()


class Markdown(Quoted):
    """Markdown that shows what it should."""

    __slots__ = ()


class Plain(Quoted):
    """A line of a file that has no quoting of its own: `.env`, `.gitignore`."""

    __slots__ = ()


class Own(Quoted):
    """What a template says itself, or has printed already: fit for its own format, whichever that is."""

    __slots__ = ()


class UnquotedError(TypeError):
    """A template would print text that no filter of its format has quoted."""


WORD = re.compile(r"[A-Za-z0-9_-]+")
"""Text that means itself in every format, inside and outside of quotes."""


def hcl(value: object) -> Hcl:
    """A plain value as a Terraform expression; nothing in a text is interpolated."""
    if isinstance(value, bool):
        return Hcl("true" if value else "false")
    if value is None:
        return Hcl("null")
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{hcl(str(key))} = {hcl(item)}" for key, item in value.items())
        return Hcl(f"{{ {pairs} }}" if pairs else "{}")
    if isinstance(value, list | tuple):
        return Hcl(f"[{', '.join(hcl(item) for item in value)}]")
    if isinstance(value, int | float):
        return Hcl(repr(value))
    return Hcl(f'"{inner(value)}"')


def refer(*names: str) -> Hcl:
    """A reference of Terraform by its steps, each of them a name: `aws_lb`, `web_lb`, `arn`."""
    for name in names:
        if not all(map(_HCL_NAME.fullmatch, name.split("."))):
            raise UnquotedError(f"{name!r} is not a name in Terraform")
    return Hcl(".".join(names))


def resource(address: str) -> Hcl:
    """The address of a resource or of one of its instances, as it was written down before."""
    if not _HCL_ADDRESS.fullmatch(address):
        raise UnquotedError(f"{address!r} is not the address of a resource")
    return Hcl(address)


def inner(value: object) -> Hcl:
    """Text inside of a quoted string of Terraform."""
    return Hcl(_HCL_SPECIAL.sub(_hcl_escape, str(value)))


def key(value: object) -> Hcl:
    """Text as the key of a Terraform map: bare where it may be."""
    text = str(value)
    return Hcl(text) if _HCL_NAME.fullmatch(text) else hcl(text)


def md(value: object) -> Markdown:
    """Text for Markdown, on one line, in prose, a list, a heading or a table's cell, shown as it is."""
    text = " ".join(str(value).split())
    text = _MD_INLINE.sub(r"\\\g<0>", text)
    return Markdown(_MD_BLOCK.sub(r"\1\\\2", text))


def code(value: object) -> Markdown:
    """Text as Markdown code, in prose or in a table's cell."""
    text = " ".join(str(value).split())
    if text and "`" not in text and "|" not in text and not text.endswith("\\"):
        return Markdown(f"`{text}`")
    return Markdown(f"<code>{md(text)}</code>")


def attribute(value: object) -> Markdown:
    """Text as the value of an attribute of HTML in Markdown, which may have no line of its own."""
    return Markdown(
        escape(" ".join(str(value).split()), quote=False).replace("'", "&#39;").replace('"', "&#34;")
    )


def yaml(value: object) -> Yaml:
    """A plain value as YAML, by the part of YAML that is JSON."""
    return Yaml(json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f").translate(_YAML_BREAKS))


def yaml_key(value: object) -> Yaml:
    """A text as the key of a YAML map: bare where no reader takes it for anything but text."""
    text = str(value)
    return Yaml(text) if _YAML_BARE.fullmatch(text) else yaml(text)


def directive(value: object) -> Nginx:
    """A parameter of a directive of nginx; in those that know variables a `$` begins one, and is refused."""
    text = str(value)
    if "$" in text or not text.isprintable():
        raise UnquotedError(f"{text!r} cannot be written in a configuration of nginx")
    if _NGINX_BARE.fullmatch(text):
        return Nginx(text)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return Nginx(f'"{escaped}"')


def line(value: object) -> str:
    """Text on one line, for a comment that ends with it."""
    return " ".join(str(value).split())


_HCL_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f\x85\u2028\u2029]|[$%]+\{')
_HCL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_HCL_ADDRESS = re.compile(
    r"module\.[A-Za-z_][A-Za-z0-9_-]*|(?:module\.[A-Za-z_][A-Za-z0-9_-]*\.)?"
    r'[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*(?:\[(?:"[A-Za-z0-9_-]*"|[0-9]+)\])?'
)
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


_YAML_BARE = re.compile(r"(?!(?i:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z][A-Za-z0-9_-]*")
_NGINX_BARE = re.compile(r"[A-Za-z0-9_./%-]+")
_MD_INLINE = re.compile(r"[\\`*\[\]<>&~|$]|(?<![^\W_])_|_(?![^\W_])")
_MD_BLOCK = re.compile(r"^(\d+(?=[.)](?: |$))|(?=\D))([#+\-=.):])")
_YAML_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029", 0xFEFF: "\\ufeff"}


@dataclass(frozen=True)
class Format:
    """A format that templates write: what is fit for it, its filters, and what becomes of other text.

    `fallback` quotes other text by itself; without one it is refused. `plain` is the form of texts that mean
    themselves wherever they are printed.
    """

    quoted: type[Quoted]
    filters: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    fallback: Callable[[object], str] | None = None
    plain: re.Pattern[str] = WORD

    def fits(self, value: object) -> bool:
        """Whether a value may be printed as it is."""
        if isinstance(value, str):
            return isinstance(value, self.quoted | Own) or not value or bool(self.plain.fullmatch(value))
        return isinstance(value, int | float) and not isinstance(value, bool)

    def printed(self, value: object) -> str:
        """The text of a value that is printed."""
        if self.fits(value):
            return str(value)
        if self.fallback is not None and isinstance(value, str):
            return self.fallback(value)
        raise UnquotedError(f"{value!r} is printed without a filter of its format ({self.quoted.__name__})")

    def joined(self, parts: Iterable[object]) -> str:
        """Texts one after the other; fit to be printed where all of them are."""
        found = tuple(parts)
        text = "".join(map(str, found))
        return self.quoted(text) if all(map(self.fits, found)) else text

    def listed(self, parts: Iterable[object], between: str = "") -> str:
        """The filter `join`: fit to be printed where all of its texts are."""
        found = tuple(parts)
        text = str(between).join(map(str, found))
        return self.quoted(text) if self.fits(between) and all(map(self.fits, found)) else text


def _comment(kind: type[Quoted]) -> Callable[[object], str]:
    return lambda value: kind(line(value))


def _html_comment(value: object) -> Markdown:
    return Markdown(line(value).replace("--", "- -"))


HCL = Format(Hcl, {"hcl": hcl, "inner": inner, "key": key, "comment": _comment(Hcl)})
YAML = Format(Yaml, {"json": yaml, "key": yaml_key, "comment": _comment(Yaml)}, plain=_YAML_BARE)
NGINX = Format(Nginx, {"directive": directive, "comment": _comment(Nginx)})
PLAIN = Format(Plain, {"comment": _comment(Plain), "value": _comment(Plain)})
MARKDOWN = Format(
    Markdown,
    {
        "md": md,
        "code": code,
        "e": attribute,
        "comment": lambda value: Markdown(line(value).replace("--", "- -")),
    },
    md,
    re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:@-]*"),
)
