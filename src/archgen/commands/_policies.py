"""Policies that several models share: files that a model names, or that --policies names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from archgen.commands import _files as files
from archgen.commands._including import beside, root_of
from archgen.commands._unusable import Unusable
from archgen.findings import Finding, Route
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import Phrase
from archgen.model.architecture import Architecture
from archgen.model.complaints import findings_of
from archgen.model.policies import Policy, as_policy
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read

_HELP = Phrase("a shared file is a list of policies, or has one under `policies`")


def with_shared(
    model: Architecture, name: str, more: Sequence[str] = (), document: Document | None = None
) -> tuple[Architecture, list[Finding]]:
    """The model with the policies of the files that it names, and of more files, each with its place.

    A file is beside the one that names it, which may be one that the document includes.
    """
    home = Path.cwd() if name == files.STDIN else Path(name).parent
    policies: list[Policy] = []
    findings: list[Finding] = []
    for index, policy in enumerate(model.policies):
        route: Route = ("policies", index)
        if policy.file is None:
            policies.append(policy.at(route))
            continue
        folder = home
        if document is not None and document.is_included(span := document.locate(route)):
            folder = Path(document.in_file(span)[0]).parent
        found = beside(folder, policy.file, root_of(home))
        if isinstance(found, Phrase):
            findings.append(schema_finding("AG002", found, route))
        else:
            _read(policy.file, found, route, policies, findings)
    for file in more:
        _read(file, Path(file), (), policies, findings)
    return model.model_copy(update={"policies": tuple(policies)}), findings


def expect_readable(names: Sequence[str]) -> None:
    """Refuse files of --policies that cannot be read, before anything is done."""
    for name in names:
        files.content(name)


def _read(name: str, path: Path, route: Route, policies: list[Policy], findings: list[Finding]) -> None:
    """Adds the policies of a file, or what is wrong with it."""
    document = read(files.content(str(path)), name, may_be_list=True)
    found = list(_policies(document, name, route))
    policies += [each for each in found if isinstance(each, Policy)]
    findings += [each for each in found if isinstance(each, Finding)]


def _policies(document: Document, name: str, route: Route) -> Iterator[Policy | Finding]:
    for finding in document.findings:
        yield _elsewhere(finding, document, route)
    if document.findings:
        return
    data = document.data
    inner: Route = ("policies",) if isinstance(data, dict) and "policies" in data else ()
    items = data["policies"] if inner else data
    if not isinstance(items, list):
        message = Phrase("{file} has no list of policies", file=name)
        yield schema_finding("AG004", message, route, help=_HELP)
        return
    for index, item in enumerate(items):
        yield from _policy(item, document, (*inner, index), name, route)


def _policy(
    item: Any, document: Document, place: Route, name: str, route: Route
) -> Iterator[Policy | Finding]:
    if isinstance(item, str) or (isinstance(item, dict) and "file" in item):
        fault = Phrase("a shared file names no further files")
        message = Phrase("{place}: {fault}", place=_at(document, place), fault=fault)
        yield schema_finding("AG004", message, route)
        return
    try:
        yield Policy.model_validate(as_policy(item)).at(route, _at(document, place))
    except ValidationError as error:
        for finding in findings_of(error, Policy, item, place):
            yield _elsewhere(finding, document, route)


def _elsewhere(finding: Finding, document: Document, route: Route) -> Finding:
    """A finding in a shared file, said where the model names the file."""
    span = document.place(finding)
    place = f"{document.name}:{span.line}:{span.column}"
    message = Phrase("{place}: {fault}", place=place, fault=finding.message)
    return finding._replace(message=message, route=route, key=False, within=None, span=None, related=())


def _at(document: Document, place: Route) -> str:
    span = document.locate(place)
    return f"{document.name}:{span.line}:{span.column}"


def unusable_policies(findings: Sequence[Finding]) -> None:
    """Refuse policies of --policies that have not their shape."""
    if findings:
        raise Unusable(f"{findings[0].message}", findings[0].help)
