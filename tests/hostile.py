"""Every text that a model may have, found in its types, and hostile texts to put in each.

A field that is added tomorrow is found without anything being written here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from archgen.model.architecture import Architecture
from archgen.model.kinds import kind_class, kinds
from archgen.model.reading import architecture
from archgen.pipeline import examine, shaped, view_of
from archgen.render.outputs import names, output
from archgen.render.outputs.artifact import Artifact
from archgen.yamlfile.parser import read
from models import small

MARK = "EVILMARK"
TEXTS = (
    f'{MARK}"${{file("/etc/passwd")}}',
    f"{MARK}%{{ if true }}x%{{ endif }}",
    f"{MARK}`id`$(id);reboot&&x|y>z",
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"{MARK}]]>--><!--",
    f"{MARK}{{{{ 7*7 }}}}{{% raw %}}",
    f"{MARK}${{{{ secrets.X }}}}",
    f"{MARK}: &a *b !c [d, {{e: f}}] # g",
    f"- {MARK}\\ \\n \\u0041 'q' \"r\"",
    f"{MARK}\u00a0\u200b\u2060 ñ 日本 🙂",
    f"[{MARK}](javascript:x) **b** | c",
    f"{MARK};}} events {{",
    f"url({MARK});}}@import 'x';*{{",
)
LINES = (f"{MARK}\nCOMPOSE_FILE=other.yaml\n", f'{MARK}\n}}\nresource "x" "y" {{\n', f"{MARK}\n---\nx: y")
"""More than one line; what may have only one refuses them."""

Route = tuple[str | int, ...]


class Place(NamedTuple):
    """Where a text may stand: a route to the field, and what a text makes of the field's value."""

    route: Route
    value: Callable[[str], Any]

    def __str__(self) -> str:
        return ".".join(map(str, self.route))


def places() -> list[Place]:
    """Every text of every key at the top, of every kind and of a connection."""
    found = [Place((*route,), value) for route, value in _fields(Architecture, ())]
    for kind in kinds():
        found += [
            Place(route, value) for route, value in _fields(kind_class(kind), ("components", f"x-{kind}"[2:]))
        ]
    first = ("connections", 0)
    for key in ("label", "protocol", "access", "to", "region", "role"):
        found.append(Place(first, lambda text, key=key: {"client -> lb": {"port": 443, key: text}}))
    found.append(Place(first, lambda text: {"client -> lb": text}))
    found.append(Place(first, lambda text: f"client -> {text}"))
    return found


def base() -> dict[str, Any]:
    """A model that has one component of every kind, and one entry under each key at the top."""
    data = small(
        regions={"us-east-1": {"zones": ["us-east-1a", "us-east-1b"]}},
        vpcs={
            "main": {"region": "us-east-1", "cidr": "10.0.0.0/16"},
            "other": {"region": "us-east-1", "cidr": "10.1.0.0/16"},
        },
    )
    for row in data["subnets"].values():
        row["vpc"] = "main"
    data["components"]["igw"]["vpc"] = "main"
    data["components"]["client"] = {"kind": "client"}
    data["connections"] = [{"client -> lb": 443}, {"lb -> app": 80}, {"app -> db": 5432}]
    data["groups"] = {"shop": {"label": "Shop"}}
    data["components"]["office"] = {"kind": "external", "cidrs": ["192.168.0.0/24"]}
    data["targets"] = {"zone": {"rto": "5m"}}
    for kind in kinds():
        data["components"][kind] = _minimal(kind, data)
    data["components"]["kubernetes-service"]["service"] = {"image": "example/pods:1", "port": 8080}
    return data


def lean(data: dict[str, Any], place: Place) -> dict[str, Any]:
    """The data with the component of a place, the cluster that it runs in, and no other kinds."""
    kept = {*small()["components"], "client", "office", *place.route[1:2]}
    kept |= {data["components"].get(id, {}).get("cluster") for id in place.route[1:2]}
    components = {id: fields for id, fields in data["components"].items() if id in kept}
    return {**data, "components": components}


def filled(turn: int) -> dict[str, Any]:
    """The base with a hostile text in each place that takes one; each turn with another one."""
    whole, texts = base(), (*TEXTS, *LINES)
    data = whole
    patches = (("environments",),)  # an environment is checked as the file with it
    for number, place in enumerate(place for place in places() if place.route not in patches):
        for offset in range(len(texts)):
            text = texts[(number + 5 * turn + offset) % len(texts)]
            if not shaped(put(lean(whole, place), place, text))[1]:
                data = put(data, place, text)
                break
    return data


def rendered(data: dict[str, Any]) -> dict[str, bytes]:
    """The files of all outputs that are made of text."""
    document = read(json.dumps(data, ensure_ascii=False).encode(), "architecture.yaml")
    examination = examine(document)
    assert examination.usable, examination.findings[:3]
    view = view_of(examination)
    return {
        item.path: item.content
        for name in names()
        if name not in ("pdf",)
        for item in output(name).artifacts(view)
        if isinstance(item, Artifact) and not item.path.endswith((".png", ".pdf"))
    }


def put(data: dict[str, Any], place: Place, text: str) -> dict[str, Any]:
    """The data with a text in its place."""
    whole = deepcopy(data)
    holder: Any = whole
    for step in place.route[:-1]:
        holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
    made = place.value(text)
    last = place.route[-1]
    if isinstance(made, dict) and isinstance(holder, dict) and isinstance(holder.get(last), dict):
        made = _merged(holder[last], made)
    holder[last] = made
    return whole


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = dict(one)
    for key, value in other.items():
        mine = both.get(key)
        both[key] = _merged(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return both


def _fields(model: type[BaseModel], route: Route) -> Iterator[tuple[Route, Callable[[str], Any]]]:
    for name, field in model.model_fields.items():
        for value in texts_of(field.annotation, 0):
            yield (*route, field.alias or name), value


def texts_of(annotation: Any, depth: int) -> Iterator[Callable[[str], Any]]:
    """What a text may be the value, an item or a key of."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from texts_of(arguments[0], depth)
    elif origin in (Union, UnionType):
        for argument in arguments:
            yield from texts_of(argument, depth)
    elif _is_written_as_text(annotation):
        yield lambda text: text
    elif origin in (tuple, list):
        for value in texts_of(arguments[0], depth):
            yield lambda text, value=value: [value(text)]
    elif origin is dict:
        for value in texts_of(arguments[1], depth):
            yield lambda text, value=value: {"x": value(text)}
        yield lambda text: {text: _sample(arguments[1])}
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and depth < 4:
        for name, field in annotation.model_fields.items():
            key = field.alias or name
            for value in texts_of(field.annotation, depth + 1):
                yield lambda text, value=value, key=key: _complete(annotation, {key: value(text)})


def _is_written_as_text(annotation: Any) -> bool:
    """Whether a value is a text in the file, and something else once it is read: a block, a duration."""
    numbers = (int, float, bool, type(None), dict, tuple, list)
    other = isinstance(annotation, type) and annotation not in numbers
    return annotation is Any or (other and not issubclass(annotation, BaseModel))


def _complete(model: type[BaseModel], given: dict[str, Any]) -> dict[str, Any]:
    """A part of a model with what it must have besides."""
    needed = {
        field.alias or name: _SAMPLES.get(field.alias or name, "x")
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    return needed | given


def _sample(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _complete(annotation, {})
    return "x"


_SAMPLES: dict[str, Any] = {
    "zones": ["us-east-1a", "us-east-1b"],
    "cidr": "10.0.0.0/16",
    "access": "private",
    "image": "shop:1",
    "rule": "AG101",
    "reason": "because",
    "kind": "client",
}
_BESIDE: dict[str, dict[str, Any]] = {"nat-gateway": {"subnets": "web"}}
"""What a kind may leave out, and cannot be built without."""
_NEEDED: dict[str, Any] = {
    "subnets": "app",
    "tier": "backend",
    "service": "sqs",
    "scope": "region",
    "to": "office",
    "attaches": "main",
    "between": ["main", "other"],
    "region": "us-east-1",
    "cluster": "eks",
}
"""What kinds must have, by the key; a kind that must have another one fails with its name."""


def _minimal(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """The least that a component of a kind says."""
    fields: dict[str, Any] = {"kind": kind} | _BESIDE.get(kind, {})
    for _ in range(5):
        faults = architecture({**data, "components": {**data["components"], kind: fields}})[1]
        mine = [fault for fault in faults if fault.route[:2] == ("components", kind)]
        if not mine:
            return fields
        key = next((key for key in _NEEDED if f"`{key}`" in mine[0].message and key not in fields), None)
        assert key is not None, f"{kind}: {mine[0].message}; say in _NEEDED what it needs"
        fields[key] = "web" if kind in ("nat-gateway", "nat-instance") else _NEEDED[key]
    raise AssertionError(f"no least {kind}")
