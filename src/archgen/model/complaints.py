"""Pydantic's complaints in the words of the file: what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from archgen.findings import Finding, Route, nearest
from archgen.findings.codes import MAX_FAULTS, schema_finding
from archgen.findings.phrase import CodePoint, Phrase, did_you_mean, each_of, either
from archgen.model import shapes
from archgen.model import suggestions as advice
from archgen.model.kinds import kind_class, kinds
from archgen.model.kinds.fields import ICON_PATTERN, ID_PATTERN
from archgen.model.style import COLOUR_PATTERN

_ID = rf"^{ID_PATTERN}\z"
_FORMS = {
    _ID: Phrase("is not an id: lower-case letters, digits and hyphens, a letter first"),
    shapes.HOST_PATTERN: Phrase("is not a host name: letters, digits and hyphens, joined by dots"),
    shapes.ENVIRONMENT_PATTERN: Phrase("is not the name of a variable: printable ASCII without ="),
    shapes.VARIABLE_PATTERN: Phrase("is not the name of a variable: letters, digits and _, no digit first"),
    shapes.URL_PATH_PATTERN: Phrase("does not begin with /, or is not printable ASCII without spaces"),
    shapes.VERSION_PATTERN: Phrase("is not a version, such as 17 or 8.0.39, in quotes"),
    shapes.SIZE_PATTERN: Phrase("is not a size of AWS, such as t3.small or db.t4g.medium"),
    shapes.RUNTIME_PATTERN: Phrase("is not a runtime of Lambda, such as python3.13"),
    shapes.PLACE_PATTERN: Phrase("is not a region or a zone, such as eu-west-1 or eu-west-1a"),
    shapes.PREFIX_PATTERN: Phrase("is not the first part of a domain: small letters, digits and hyphens"),
    rf"^{ICON_PATTERN}\z": Phrase("is not of the form aws.analytics.Athena"),
    r"^[a-z][a-z0-9.-]*\z": Phrase("is not of the form s3 or ecr.api, in small letters"),
    shapes.ONE_LINE_PATTERN: Phrase("has more than one line"),
    COLOUR_PATTERN: Phrase('is not a colour such as "#0B5FA5", in quotes'),
}
"""What is wrong with a text, by the pattern that it does not fit."""
_WANTED = {
    "string_type": Phrase("text"),
    "int_type": Phrase("a whole number"),
    "int_from_float": Phrase("a whole number"),
    "float_type": Phrase("a number"),
    "bool_type": Phrase("true or false"),
    "dict_type": Phrase("a map"),
    "model_type": Phrase("a map"),
    "model_attributes_type": Phrase("a map"),
    "tuple_type": Phrase("a list"),
    "list_type": Phrase("a list"),
    "is_instance_of": Phrase("a map"),
}


def findings_of(
    error: ValidationError, model: type[BaseModel], data: Any, route: Route = ()
) -> list[Finding]:
    """Each complaint as a finding, with its place in the file; `route` leads to `data`."""
    seen: dict[tuple[Route, str], Finding] = {}
    complaints = error.errors(include_url=False)[: MAX_FAULTS + 1]
    slips = set(_slips(complaints, model))
    for details in complaints:
        if details["type"] == "missing" and details["loc"] in slips:
            continue
        finding = _finding(details, model, data, route)
        seen.setdefault((finding.route, finding.code), finding)
    return list(seen.values())


def _slips(complaints: list[ErrorDetails], model: type[BaseModel]) -> Iterator[tuple[int | str, ...]]:
    """Where keys were meant that are misspelt: that they are missing need not be told too."""
    for details in complaints:
        if details["type"] == "extra_forbidden":
            *above, key = details["loc"]
            meant = nearest(str(key), _keys(_model_at(model, tuple(above))))
            if meant:
                yield (*above, meant)


def _finding(details: ErrorDetails, model: type[BaseModel], data: Any, route: Route) -> Finding:
    kind, loc = details["type"], details["loc"]
    inner = tuple(_existing(loc, data))
    place = (*route, *inner, *_told_place(details))
    if kind == "extra_forbidden":
        part = _model_at(model, loc[:-1])
        return _unknown_key(str(loc[-1]), place, _keys(part), _keys_below(part))
    if kind == "missing":
        message = Phrase("{owner} has no `{key}`", owner=_owner(place), key=loc[-1])
        return schema_finding("AG005", message, place, key=True, help=_about(model, loc))
    if "[key]" in loc:
        return _bad_key(details, place)
    name = _owner(place) if place and isinstance(place[-1], int) else f"`{_name(place)}`"
    help = _way_out(details, _part_keys(model, loc))
    message = Phrase("{name} {fault}", name=name, fault=_fault(details))
    return schema_finding("AG004", message, place, help=help)


def _about(model: Any, loc: tuple[int | str, ...]) -> Phrase | None:
    """What a key that is missing says, and what it may be."""
    field = _model_at(model, loc[:-1]).model_fields.get(_field_of(model, loc))
    if field is None or field.description is None:
        return None
    choices = getattr(field.annotation, "__args__", ())
    named = 0 < len(choices) <= _FEW and all(isinstance(choice, str | int) for choice in choices)
    lines = [f"`{loc[-1]}: {choice}`" for choice in (choices if named else ["..."])]
    what = Phrase(_first_clause(field.description))
    return Phrase("write {choices}, {what}", choices=either(lines), what=what)


_FEW = 3


def _first_clause(description: str) -> str:
    """What a description says first: what follows is of interest to who looks a key up."""
    return description.partition(";")[0].partition(":")[0]


def _field_of(model: Any, loc: tuple[int | str, ...]) -> str:
    fields = _model_at(model, loc[:-1]).model_fields
    return next((name for name, field in fields.items() if field.alias == loc[-1]), str(loc[-1]))


def _owner(place: Route) -> str:
    """What a part of the file is called: by its key, or as an item of a list; else the file itself."""
    if not place:
        return Phrase("the file")
    return Phrase("an item of `{key}`", key=_name(place)) if isinstance(place[-1], int) else str(place[-1])


def _way_out(details: ErrorDetails, keys: list[str]) -> Phrase | None:
    """What to write instead, where that can be told."""
    kind, value = details["type"], details["input"]
    if kind in ("int_type", "int_parsing"):
        return advice.a_number(value)
    if kind in ("bool_type", "multi_az"):
        return advice.a_truth(value)
    if kind == "string_type":
        return advice.a_text(value)
    if _WANTED.get(kind) == "a list":
        return advice.a_list(value)
    if _WANTED.get(kind) == "a map":
        return advice.a_map(value, keys)
    if kind == "string_pattern_mismatch" and _pattern(details) == _ID:
        return _meant_id(value)
    if kind == "string_pattern_mismatch" and _pattern(details) == shapes.HOST_PATTERN:
        return advice.a_host_name(value)
    if kind == "duration" and isinstance(value, int):
        return Phrase("write {value}s or {value}m, with its unit", value=value)
    return None


def _told_place(details: ErrorDetails) -> list[str]:
    """Where in a part a complaint about the whole part points, if the complaint says so."""
    at: str = details.get("ctx", {}).get("at", "")
    return at.split(".") if at else []


def _existing(loc: tuple[int | str, ...], data: Any) -> Iterator[int | str]:
    """The part of a location that leads through the data; the rest are pydantic's own names."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
        yield step


def _name(place: Route) -> str:
    names = [step for step in place if isinstance(step, str)]
    return names[-1] if names else "file"


def _unknown_key(key: str, place: Route, known: list[str], below: Mapping[str, list[str]]) -> Finding:
    """A key that its part does not know; `below` has those of the parts in it, by their keys."""
    meant = nearest(key, known)
    hint = did_you_mean(meant)
    owner = _owner(place[:-1])
    message = Phrase('{owner} has an unknown key "{key}"', owner=owner, key=seen(key))
    if help := unseen(key):
        return schema_finding("AG001", message, place, key=True, help=help)
    if key.endswith("+") and key[:-1] in known:
        text = "in an environment, `{key}` appends a list; write `{plain}`, or give it a list there"
        help = Phrase(text, key=key, plain=key[:-1])
        return schema_finding("AG001", message, place, key=True, help=help)
    if not meant:
        help = Phrase("the keys are {keys}; keys that begin with x- are free", keys=", ".join(known))
    if inner := [name for name, keys in below.items() if key in keys]:
        return schema_finding("AG001", message, place, key=True, help=_deeper(key, inner))
    if "kind" in known and (others := _kinds_with(key)):
        help = Phrase("`{key}` is a key of {kinds}", key=key, kinds=", ".join(others))
    return schema_finding("AG001", message + hint, place, key=True, help=help)


def _kinds_with(key: str) -> list[str]:
    """The kinds of component that have a key."""
    fields = {kind: kind_class(kind).model_fields for kind in kinds()}
    return [
        kind for kind, own in fields.items() if key in {field.alias or name for name, field in own.items()}
    ]


def _deeper(key: str, parts: list[str]) -> Phrase:
    where = either(f"`{part}`" for part in parts)
    return Phrase("`{key}` belongs into {where}: {{{key}: ...}}", key=key, where=where)


def _bad_key(details: ErrorDetails, place: Route) -> Finding:
    """A key of a map that is not of the form that all of its keys have."""
    if _pattern(details) in (_ID, None) and details["type"] in ("string_pattern_mismatch", "string_too_long"):
        return bad_id(place)
    owner = Phrase("a key of `{map}`", map=_name(place[:-1]))
    message = Phrase("{name} {fault}", name=owner, fault=_fault(details))
    return schema_finding("AG004", message, place, key=True, help=_way_out(details, []))


def _pattern(details: ErrorDetails) -> str | None:
    found: str | None = details.get("ctx", {}).get("pattern")
    return found


def bad_id(place: Route) -> Finding:
    """A key that cannot be an id."""
    text = str(place[-1])
    message = Phrase(
        '"{id}" is not an id: lower-case letters, digits and hyphens, a letter first, at most 40',
        id=seen(text),
    )
    help = unseen(text) or _meant_id(text)
    return schema_finding("AG013", message, place, key=True, help=help)


def _meant_id(text: str) -> Phrase | None:
    meant = advice.an_id(text)
    return Phrase("write `{meant}`", meant=meant) if meant else None


def unseen(text: str) -> Phrase | None:
    """What to do about characters of a text that cannot be seen, or that look like a space; else None."""
    found = dict.fromkeys(sign for sign in text if is_unseen(sign) and sign not in "\t\n\r")
    if not found:
        return None
    unknown = Phrase("an invisible character")
    signs = [
        Phrase("{sign} ({code})", sign=_UNSEEN.get(sign, unknown), code=CodePoint(sign)) for sign in found
    ]
    named = each_of(signs)
    if all(sign.isspace() for sign in found):
        return Phrase("it has {named} in it; write a plain space", named=named)
    return Phrase("it has {named} in it; remove it", named=named)


def is_unseen(sign: str) -> bool:
    """Whether a character shows nothing: a space that is none of ASCII, a mark of Unicode, a filler.

    Those that Python prints are listed in Unicode's DerivedCoreProperties (Default_Ignorable_Code_Point);
    the empty pattern of Braille is none of them, and is blank.
    """
    selects = 0xFE00 <= ord(sign) <= 0xFE0F or ord(sign) >> 8 == 0xE01
    return not sign.isprintable() or sign in _BLANK or selects


_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_UNSEEN = {
    "\u00a0": Phrase("a no-break space"),
    "\u202f": Phrase("a narrow no-break space"),
    "\u2007": Phrase("a figure space"),
    "\u3000": Phrase("an ideographic space"),
    "\u200b": Phrase("a zero-width space"),
    "\u200c": Phrase("a zero-width non-joiner"),
    "\u200d": Phrase("a zero-width joiner"),
    "\u2060": Phrase("a word joiner"),
    "\ufeff": Phrase("a byte order mark"),
    "\u00ad": Phrase("a soft hyphen"),
}


def seen(text: str) -> str:
    """A text with what cannot be seen in it made visible."""
    return "".join(f"\\u{ord(sign):04x}" if is_unseen(sign) else sign for sign in text)


def _fault(details: ErrorDetails) -> Phrase:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "tag":
        return Phrase("is {value}, which {form}", value=_shown(value), form=_refusal(details))
    if kind in ("cidr", "date", "duration"):
        return Phrase("{value} {fault}", value=_shown(value), fault=_refusal(details))
    if kind == "literal_error":
        return _not_one_of(value, str(context["expected"]))
    if kind in _WANTED:
        if value is None:
            return Phrase("is empty, not {wanted}", wanted=_WANTED[kind])
        return Phrase("is {value}, not {wanted}", value=_described(value), wanted=_WANTED[kind])
    if kind == "greater_than_equal":
        return Phrase("is {value}; it must be at least {least}", value=_shown(value), least=context["ge"])
    if kind == "less_than_equal":
        return Phrase("is {value}; it must be at most {most}", value=_shown(value), most=context["le"])
    if kind == "string_pattern_mismatch":
        other = Phrase("is not of the form it must have: {pattern}", pattern=context["pattern"])
        form = _FORMS.get(context["pattern"], other)
        return Phrase("is {value}, which {form}", value=_shown(value), form=form)
    if kind in ("too_short", "string_too_short"):
        return Phrase("is empty")
    if kind == "too_long":
        return Phrase("has more than {most} entries", most=context["max_length"])
    if kind == "string_too_long":
        return Phrase("is longer than {most} characters", most=context["max_length"])
    return _refusal(details)


def _refusal(details: ErrorDetails) -> Phrase:
    """What a validator of the model says, or pydantic's own words where it is none of the model's."""
    text = details.get("ctx", {}).get("text")
    message = details["msg"]
    return text if isinstance(text, Phrase) else Phrase(message[:1].lower() + message[1:])


def _not_one_of(value: Any, expected: str) -> Phrase:
    choices = [choice.strip().strip("'") for choice in expected.replace(" or ", ", ").split(",")]
    meant = nearest(value.lower(), choices) if isinstance(value, str) else None
    if isinstance(value, str) and value in choices:
        return Phrase("is {value}, a text; write it without quotes", value=_shown(value))
    if meant:
        return Phrase('is {value}; did you mean "{meant}"?', value=_shown(value), meant=meant)
    return Phrase("is {value}; it must be {choices}", value=_shown(value), choices=either(choices))


def _described(value: Any) -> str:
    if isinstance(value, dict):
        return Phrase("a map")
    if isinstance(value, list | tuple):
        return Phrase("a list")
    return _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return _described(value)
    text = f'"{seen(value)}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _model_at(model: Any, loc: tuple[int | str, ...]) -> Any:
    """The part of the model at `loc`."""
    for step in loc:
        field = model.model_fields.get(step) if hasattr(model, "model_fields") else None
        if field is None:
            continue
        model = _part(field.annotation) or model
    return model


def _keys(model: Any) -> list[str]:
    """The keys that a part of the model knows."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _part_keys(model: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The keys of the part whose value is wrong, if it is one."""
    owner = _model_at(model, loc[:-1])
    field = owner.model_fields.get(loc[-1]) if loc and not isinstance(loc[-1], int) else None
    part = field and isinstance(field.annotation, type | UnionType) and _part(field.annotation)
    return _keys(part) if part else _keys(_model_at(model, loc)) if loc and isinstance(loc[-1], int) else []


def _keys_below(model: Any) -> dict[str, list[str]]:
    """The keys of the parts that a part holds, by the keys that hold them."""
    parts = {field.alias or name: _part(field.annotation) for name, field in model.model_fields.items()}
    return {name: _keys(part) for name, part in parts.items() if part and name in _HOLDERS}


_HOLDERS = ("capacity", "service")
"""Keys of components that hold keys of their own, which are easily written beside instead of below them."""


def _part(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `dict[Id, Region]` or `Capacity | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _part(argument)
        if found:
            return found
    return None
