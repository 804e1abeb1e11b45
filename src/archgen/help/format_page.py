"""The page of the format, in Markdown: its examples are files, and its tables come from them and the types.

A word behind "```yaml" in the template names an example, for a table that is made from it; it is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from archgen.help.kind_pages import Key, keys
from archgen.model.architecture import Architecture
from archgen.model.chains import PROTOCOLS, Chain
from archgen.model.kinds import INTERNET, Capacity, Scope, Service, kind_class, kinds
from archgen.model.reading import architecture
from archgen.render.outputs import names as outputs
from archgen.render.quoting import Markdown
from archgen.render.templating import render, source
from archgen.topology.building import topology
from archgen.topology.connections import Connection, stated_connections
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read

_TEMPLATE = "format/format.md.j2"
_BLOCK = re.compile(r"^```yaml *(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMON = {"kind", "label", "description", "group", "region", "subnets", "zones", "vpc", "account"}


class Example(NamedTuple):
    """An example of the page, and its name if it has one."""

    name: str
    text: str


def format_page() -> str:
    """The page."""
    graphs = {example.name: _graph(example) for example in examples() if example.name}
    page = render(
        _TEMPLATE,
        top=Markdown(_top()),
        kinds=Markdown(_kinds()),
        values=Markdown(_values()),
        service=Markdown(_key_table(keys(Service))),
        capacity=Markdown(_key_table(keys(Capacity))),
        ports=Markdown(_ports()),
        protocols=Markdown(", ".join(f"`{protocol}`" for protocol in PROTOCOLS)),
        outputs=Markdown(", ".join(f"`{name}`" for name in outputs())),
        blocks=Markdown(_blocks(graphs["slots"])),
        copies=Markdown(_copies(graphs["copies"])),
        regions=Markdown(_copies(graphs["regions"])),
        vpcs=Markdown(_copies(graphs["vpcs"])),
        said=Markdown(_said(graphs["spellings"])),
    )
    return re.sub(r"^```yaml .*$", "```yaml", page, flags=re.MULTILINE)


def examples() -> list[Example]:
    """The examples of the page, from top to bottom."""
    return [Example(match[1], match[2]) for match in _BLOCK.finditer(source(_TEMPLATE) or "")]


def model(example: Example) -> Any:
    """An example as the data of a whole file: one that is none is written in addition to the first."""
    data = read(example.text.encode(), example.name).data
    if example.text.startswith("archgen:"):
        return data
    return _added(model(examples()[0]), data)


def _added(target: Any, more: Any) -> Any:
    """What somebody has who writes `more` into `target`: maps and lists grow, the rest is replaced."""
    if isinstance(target, dict) and isinstance(more, dict):
        return target | {key: _added(target.get(key), value) for key, value in more.items()}
    if isinstance(target, list) and isinstance(more, list):
        return target + more
    return more


def _graph(example: Example) -> Topology:
    made, findings = architecture(model(example))
    if made is None:
        raise ValueError(f"the example {example.name} is no architecture: {findings[0].message}")
    return topology(made)


def _table(heads: str, rows: Iterator[str]) -> str:
    return "\n".join([heads, "|" + "---|" * (heads.count("|") - 1), *rows]) + "\n"


def _top() -> str:
    rows = (f"| `{key.name}` | {key.about} | {key.unless} |" for key in keys(Architecture))
    return _table("| key | meaning | |", rows)


def _key_table(found: Iterator[Key]) -> str:
    rows = (f"| `{key.name}` | {key.about} | {key.values} | {key.unless} |" for key in found)
    return _table("| key | meaning | value | |", rows)


def _kinds() -> str:
    """Each kind, where it stands, and its own keys."""
    rows = (f"| `{kind}` | {stands(kind)} | {_own_keys(kind)} |" for kind in kinds())
    return _table("| kind | where | its own keys |", rows)


def stands(kind: str) -> str:
    """Where the copies of a kind are, in a few words."""
    component = kind_class(kind)
    usual = {
        Scope.OUTSIDE: "outside of AWS",
        Scope.GLOBAL: "once",
        Scope.REGION: "once in a region",
        Scope.VPC: "once in a VPC" + (", over the zones of its subnets" if component.needs_subnets else ""),
        Scope.ZONE: "in the zones of its subnets",
    }
    return component.where or usual[component.scope]


def _own_keys(kind: str) -> str:
    """The keys that not every kind has or must have."""
    own = [key for key in keys(kind_class(kind)) if key.name not in _COMMON or _is_asked_for(key)]
    return ", ".join(f"**`{key.name}`**" if key.required else f"`{key.name}`" for key in own)


def _is_asked_for(key: Key) -> bool:
    return key.required and key.name != "kind"


def _values() -> str:
    """What the keys of kinds hold: one row for each thing that a key may mean."""
    found: dict[Key, list[str]] = {}
    for kind in kinds():
        for key in keys(kind_class(kind)):
            if key.name not in _COMMON:
                found.setdefault(key, []).append(kind)
    order = sorted(found.items(), key=lambda item: (item[0].name, item[1]))
    rows = (
        f"| `{key.name}` | {', '.join(of)} | {key.about} | {key.values} | {key.unless} |" for key, of in order
    )
    return _table("| key | of | meaning | value | |", rows)


def _ports() -> str:
    """The port of each kind that has one of its own."""
    found: dict[int, list[str]] = {}
    for kind in kinds():
        engines = [key.values for key in keys(kind_class(kind)) if key.name == "engine"]
        for engine in re.findall(r"`([^`]+)`", "".join(engines)) or [None]:
            port = _port(kind, engine)
            if port is not None:
                found.setdefault(port, []).append(f"`{kind}`" + (f" ({engine})" if engine else ""))
    return _table("| port | of |", (f"| {port} | {', '.join(found[port])} |" for port in sorted(found)))


def _port(kind: str, engine: str | None) -> int | None:
    component = kind_class(kind)
    needed = {"subnets": "a", "tier": "backend", "between": ["a", "b"], "attaches": "a", "to": "b"}
    needed |= dict(component.example)
    fields: dict[str, object] = {key.name: needed[key.name] for key in keys(component) if _is_asked_for(key)}
    fields |= dict(component.example)
    return component.model_validate(
        {"kind": kind, **fields, **({"engine": engine} if engine else {})}
    ).default_port


def _blocks(graph: Topology) -> str:
    """The subnets of a model."""
    rows = (
        f"| `{subnet.row}` | {subnet.zone} | `{subnet.cidr}` | "
        f"{'given' if subnet.slot is None else subnet.slot} |"
        for subnet in graph.subnets.values()
    )
    return _table("| subnets | zone | block | no. |", rows)


def _copies(graph: Topology) -> str:
    """The copies of a model."""
    rows = (
        f"| `{id}` ({component.kind}) | {', '.join(f'`{copy.id}`' for copy in graph.copies_of(id))} |"
        for id, component in graph.components.items()
    )
    return _table("| component | its copies |", rows)


def _said(graph: Topology) -> str:
    """What each connection of a model says."""
    rows = (
        f"| `{_line(chain)}` | {'; '.join(_told(chain, graph))} |" for chain in graph.architecture.connections
    )
    return _table("| line | meaning |", rows)


def _line(chain: Chain) -> str:
    ports = chain.ports[0] if len(chain.ports) == 1 else [*chain.ports]
    text = " -> ".join(name.id for name in chain.names)
    if chain.label:
        return f"{text}: {{port: {ports}, label: {chain.label}}}"
    return f"{text}: {ports}" if chain.ports else text


def _told(chain: Chain, graph: Topology) -> Iterator[str]:
    said = stated_connections((chain,), graph.components)
    for pointer in said.pointers:
        yield f"{pointer.zone} points at {pointer.target}"
    for guard in said.guards:
        yield f"{guard.acl} guards {guard.target}"
    for connection in said.connections:
        yield _sentence(connection)


def _sentence(connection: Connection) -> str:
    target = "the internet" if connection.target == INTERNET else connection.target
    ports = " and ".join(map(str, connection.ports)) or "every port"
    by = f" by {' and '.join(connection.ways)}" if connection.ways else ""
    return f"{connection.source} may open {ports} ({connection.protocol}) of {target}{by}"
