"""A newer plan merged into a model that people have edited.

What the plan speaks of is changed in place: every other byte stays, comments, order and labels among them.
What came from an earlier plan, and says its address, is removed with it; what somebody wrote stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archgen.findings import Finding, Route
from archgen.findings.phrase import Phrase
from archgen.model.architecture import Architecture
from archgen.model.chains import chain_of
from archgen.model.reading import architecture
from archgen.terraform_plan.agreement import agreed
from archgen.terraform_plan.comparing.differences import Written, as_called
from archgen.terraform_plan.importing.architecture import Imported
from archgen.terraform_plan.importing.file_text import (
    flow,
    in_language,
    notes,
    one_line,
    scalar,
    without_notes,
)
from archgen.topology.building import topology
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, appended_item, edited, removal, replacement, setting

Read = Callable[[str], Document]

_OF_PEOPLE = ("kind", "label", "description", "group", "tier", "service", "title")
"""Fields that somebody writes, or that a plan only guesses: where the model has them they stay."""
_SECTIONS = ("regions", "vpcs", "subnets", "components")


@dataclass(frozen=True, slots=True)
class Update:
    """The text of the model with the plan in it; what was changed, and what could not be, in words."""

    text: str
    changed: tuple[Phrase, ...] = ()
    refused: tuple[Phrase, ...] = ()


@dataclass
class _Editor:
    """Makes one change after another; one that would break the file is taken back and reported."""

    document: Document
    read: Read
    changed: list[Phrase] = field(default_factory=list)
    refused: list[Phrase] = field(default_factory=list)

    def do(self, what: Phrase, *edits: Edit | None) -> bool:
        """Whether the edits were made."""
        made = [edit for edit in edits if edit is not None]
        if len(made) < len(edits) or not made:
            text = "{what}: it is written in a way that archgen does not change"
            self.refused.append(Phrase(text, what=what))
            return False
        after = self.read(edited(self.document.text, made))
        _, faults = architecture(after.data) if after.data is not None else (None, [])
        if after.data is None or faults:
            why = Phrase(": {fault}", fault=faults[0].message) if faults else ""
            text = "{what}: the file would not be valid{why}"
            self.refused.append(Phrase(text, what=what, why=why))
            return False
        self.document = after
        self.changed.append(what)
        return True

    def append(self, what: Phrase, text: str) -> bool:
        """A section at the end of the file."""
        end = len(self.document.text)
        return self.do(what, Edit(end, end, text))


def updated(document: Document, graph: Topology, made: Imported, written: Written, read: Read) -> Update:
    """The model with what the plan says; `read` makes a document of a text."""
    again, model, _ = as_called(graph, made, written)
    if model is None:
        return Update(document.text, (), (Phrase("the plan cannot be expressed as an architecture"),))
    again = in_language(again, graph.architecture.language)
    editor = _Editor(document, read)
    added = [id for id in again.data["components"] if id not in graph.components]
    for section in _SECTIONS:
        _section(editor, section, again, written)
    _connections(editor, again, model, graph)
    _removals(editor, again, written)
    again, lost = agreed(again, model)
    again = in_language(again, graph.architecture.language)
    _ignores(editor, again, added)
    text = editor.document.text
    if editor.changed:
        text = _noted(text, again, lost, graph.architecture.language)
    return Update(text, tuple(editor.changed), tuple(editor.refused))


def _section(editor: _Editor, section: str, again: Imported, written: Written) -> None:
    """The entries of a section: those of the plan alone are added, others changed field by field."""
    theirs: Mapping[str, Any] = again.data.get(section) or {}
    for id, fields in theirs.items():
        mine = _map(editor.document.data.get(section))
        if id in mine:
            for name, value in _differing(section, id, _map(mine[id]), fields, again):
                _change(editor, (section, id), name, value)
            _readdress(editor, section, id, again.addresses.get((section, id)), written)
        else:
            _add(editor, section, id, fields, again)


def _readdress(editor: _Editor, section: str, id: str, address: str | None, written: Written) -> None:
    """The address beside a line, where the resource has another one now."""
    old = written.get((section, id))
    if old is None or address is None or old == address:
        return
    number = editor.document.locate((section, id), key=True).line
    line = editor.document.line(number)
    start = editor.document.offset(number) + line.rindex(old)
    editor.do(_is(f"{section}.{id}", address), Edit(start, start + len(old), one_line(address)))


def _differing(
    section: str, id: str, mine: Mapping[str, Any], fields: Mapping[str, Any], again: Imported
) -> Iterator[tuple[str, Any]]:
    """The fields that the plan says otherwise; None for one that it says to be what it usually is."""
    for name, value in fields.items():
        if name not in _OF_PEOPLE and not _same(mine.get(name), value):
            yield name, value
    if section == "components":
        known = _known(again, id)
        yield from (
            (name, None)
            for name in mine
            if name not in fields and name not in _OF_PEOPLE and (name in known or name == "zones")
        )
    elif section == "subnets":
        yield from ((name, None) for name in ("zones", "via") if name in mine and name not in fields)


def _known(again: Imported, id: str) -> set[str]:
    """The fields of which the plan says what they are."""
    seen = again.observed
    components = seen.components if seen else ()
    found = [c for c in components if again.ids.get(c.address) == id]
    return {name for c in found for name in c.fields} - {name for c in found for name in c.unknown}


def _same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, list) or isinstance(theirs, list):
        return _listed(mine) == _listed(theirs)
    return bool(mine == theirs)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _change(editor: _Editor, route: Route, name: str, value: Any) -> None:
    place = (*route, name)
    path = ".".join(map(str, place))
    if value is None:
        editor.do(_removed(path), removal(editor.document, place))
        return
    text = flow(value)
    if _same(editor.document.value(place), value):
        return
    node = editor.document.node(place)
    if node is not None and node.style.startswith("flow-"):
        whole = editor.document.text[node.start : node.end]
        plain = whole[:1] in ("{", "[") and "#" not in whole
        editor.do(_is(path, text), Edit(node.start, node.end, text) if plain else None)
    elif node is not None and node.style == "map" and isinstance(value, dict):
        for key, said in value.items():
            _change(editor, place, key, said)
    elif node is not None and node.style in ("map", "list"):
        editor.do(_is(path, text), None)
    else:
        editor.do(_is(path, text), setting(editor.document, route, name, text))


def _add(editor: _Editor, section: str, id: str, fields: Mapping[str, Any], again: Imported) -> None:
    group = fields.get("group")
    if group is not None and group not in _map(editor.document.data.get("groups")):
        _add(editor, "groups", group, {}, again)
    address = again.addresses.get((section, id))
    beside = f"  # {one_line(address)}" if address else ""
    what, text = _added(f"{section}.{id}"), flow(fields)
    node = editor.document.node((section,))
    if not _map(editor.document.data.get(section)):
        line = f"  {scalar(id)}: {text}{beside}\n"
        if node is not None:
            editor.do(what, _instead(editor.document, section, line))
        else:
            editor.append(what, f"\n{section}:\n{line}")
        return
    beside = "" if node is not None and node.style.startswith("flow-") else beside
    editor.do(what, setting(editor.document, (section,), scalar(id), text + beside))


def _instead(document: Document, section: str, line: str) -> Edit | None:
    """The first entry of a section that has none: `components: {}`."""
    node = document.node((section,))
    return Edit(node.start, node.end, f"\n{line}".rstrip("\n")) if node is not None else None


def _is(path: str, value: str) -> Phrase:
    return Phrase("{path} is {value}", path=path, value=value)


def _added(what: str) -> Phrase:
    return Phrase("added {what}", what=what)


def _removed(what: str) -> Phrase:
    return Phrase("removed {what}", what=what)


Pair = tuple[str, str]


def _pairs(graph: Topology) -> dict[Pair, list[Connection]]:
    found: dict[Pair, list[Connection]] = {}
    for connection in graph.connections:
        found.setdefault((connection.source, connection.target), []).append(connection)
    return found


def _connections(editor: _Editor, again: Imported, model: Architecture, graph: Topology) -> None:
    """Lines of the plan alone are added, ports changed; lines that came from a plan go with it."""
    mine, theirs = _pairs(graph), _pairs(topology(model))
    _unsaid(editor, again, mine, theirs)
    for ends, connections in theirs.items():
        if ends not in mine:
            index = connections[0].chain.route[1]
            _add_line(editor, again, again.data["connections"][index], int(index))
        else:
            _ports(editor, again, ends, connections)


def _ports(editor: _Editor, again: Imported, ends: Pair, theirs: Sequence[Connection]) -> None:
    """The ports of a line that says one connection only; a protocol that the plan says has its own line."""
    spoken: dict[str | None, set[int]] = {}
    for each in theirs:
        spoken.setdefault(each.chain.protocol, set()).update(each.ports if each.given else ())
    lines = [*_lines(editor.document, ends)]
    apart = {protocol for *_, protocol in lines} <= set(spoken)
    for index, line, text, known, protocol in lines:
        wanted = sorted(spoken[protocol] if apart else set().union(*spoken.values()))
        if wanted and known != "all" and {*_listed(known)} != {*wanted}:
            said = flow(wanted[0] if len(wanted) == 1 else wanted)
            _set_ports(editor, index, line, text, said)
    unsaid = [protocol for protocol in spoken if protocol not in {said for *_, said in lines}]
    for protocol in unsaid if apart and lines else ():
        number = next(int(each.chain.route[1]) for each in theirs if each.chain.protocol == protocol)
        _add_line(editor, again, again.data["connections"][number], number)


def _lines(document: Document, ends: Pair) -> Iterator[tuple[int, Any, str, Any, str | None]]:
    """The lines from one component to another: the index, the line, its text, ports and protocol."""
    for index, line in enumerate(_listed(document.data.get("connections"))):
        chain = chain_of(line)
        if chain is not None and (chain.names[0].id, chain.names[-1].id) == ends:
            text, said = next(iter(line.items())) if isinstance(line, dict) else (line, None)
            details = said if isinstance(said, dict) else {"port": said}
            yield index, line, text, details.get("port"), details.get("protocol")


def _set_ports(editor: _Editor, index: int, line: Any, text: str, said: str) -> None:
    what = Phrase("{line} is on {ports}", line=text, ports=said)
    if isinstance(line, dict) and isinstance(line[text], dict):
        editor.do(what, setting(editor.document, ("connections", index, text), "port", said))
    elif isinstance(line, dict):
        node = editor.document.node(("connections", index, text))
        editor.do(what, Edit(node.start, node.end, said) if node and node.style != "list" else None)
    else:
        editor.do(what, replacement(editor.document, ("connections", index), f"{text}: {said}"))


def _unsaid(
    editor: _Editor, again: Imported, mine: Mapping[Pair, Sequence[Connection]], theirs: Mapping[Pair, Any]
) -> None:
    """Lines with an address that the plan does not say any more, the last first."""
    gone = {id for pair in mine if pair not in theirs for id in pair}
    for index, line in reversed([*enumerate(_listed(editor.document.data.get("connections")))]):
        pairs = [
            pair
            for pair, every in mine.items()
            for each in every
            if each.chain.route[:2] == ("connections", index)
        ]
        open_ = {again.ids.get(address) for address in (again.observed.open if again.observed else ())}
        if not pairs or any(pair in theirs for pair in pairs) or not _has_address(editor.document, index):
            continue
        if not any(gone & set(pair) & (open_ - {None}) for pair in pairs):
            text = next(iter(line)) if isinstance(line, dict) else line
            editor.do(_removed(text), removal(editor.document, ("connections", index)))


def _has_address(document: Document, index: int) -> bool:
    line = document.line(document.locate(("connections", index)).line)
    return "  # " in line and "." in line.rpartition("#")[2]


def _add_line(editor: _Editor, again: Imported, line: Any, index: int) -> None:
    text = (
        line if isinstance(line, str) else ", ".join(f"{key}: {flow(value)}" for key, value in line.items())
    )
    address = again.addresses.get(("connections", index))
    beside = f"  # {one_line(address)}" if address else ""
    if _listed(editor.document.data.get("connections")):
        edit = appended_item(editor.document, ("connections",), text + beside)
        editor.do(_added(text), edit)
    else:
        editor.append(_added(text), f"\nconnections:\n  - {text}{beside}\n")


def _removals(editor: _Editor, again: Imported, written: Written) -> None:
    """What came from a plan, and is not in this one; with it the lines and ignores that name it."""
    seen = again.observed
    there = {a for c in (seen.components if seen else ()) for a in c.addresses} | set(again.unplaced)
    there |= {subnet.address for subnet in (seen.subnets if seen else ())}
    for (section, id), address in written.items():
        if id in again.data.get(section, {}) or id not in _map(editor.document.data.get(section)):
            continue
        if address in there:
            why = "{path} stays: {address} is in the plan, and has no place there"
            editor.refused.append(Phrase(why, path=f"{section}.{id}", address=address))
            continue
        if section == "components":
            _unnamed(editor, id)
        editor.do(_removed(f"{section}.{id}"), removal(editor.document, (section, id)))


def _unnamed(editor: _Editor, id: str) -> None:
    """Takes out the lines that a component is in, and the ignores of it."""
    for index, line in reversed([*enumerate(_listed(editor.document.data.get("connections")))]):
        chain = chain_of(line)
        if chain is not None and id in {name.id for name in chain.names}:
            text = next(iter(line)) if isinstance(line, dict) else line
            editor.do(_removed(text), removal(editor.document, ("connections", index)))
    ignores = _listed(_map(editor.document.data.get("rules")).get("ignore"))
    for index, entry in reversed([*enumerate(ignores)]):
        if _map(entry).get("component") == id:
            route = ("rules", "ignore", index)
            what = Phrase("removed the ignore of {rule} for {id}", rule=entry.get("rule"), id=id)
            editor.do(what, removal(editor.document, route))


def _ignores(editor: _Editor, again: Imported, added: Sequence[str]) -> None:
    """What the new components need, so that they have the findings of the plan."""
    for entry in _listed(_map(again.data.get("rules")).get("ignore")):
        if entry.get("component") in added:
            what = Phrase("ignored {rule} for {id}", rule=entry["rule"], id=entry["component"])
            known = _listed(_map(editor.document.data.get("rules")).get("ignore"))
            if known:
                editor.do(what, appended_item(editor.document, ("rules", "ignore"), flow(entry)))
            elif not _map(editor.document.data.get("rules")):
                editor.append(what, f"\nrules:\n  ignore:\n    - {flow(entry)}\n")


def _noted(text: str, again: Imported, lost: Sequence[Finding], language: str) -> str:
    """The text with the notes of this plan at its end instead of those of another."""
    lines = [*notes(again, lost, language)]
    return without_notes(text).rstrip("\n") + "\n" + "".join(f"{line}\n" for line in lines)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
