"""A kind is asked, and not spelled: its name is in its module, and elsewhere only where a reason says why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from archgen.model.kinds import kinds

SOURCE = Path(__file__).parents[2] / "src" / "archgen"
OWN = ("model/kinds", "i18n")
"""Where the name of a kind may be: in the modules of kinds, and in dictionaries of languages."""
SPELLED = {
    "commands/_system_name.py": "a type of backend of Terraform",
    "lint/coverage.py": "a cause of a gap, which JSON reports have as a value",
    "lint/reports/sarif.py": "a value of SARIF",
    "lint/rules/unused_component.py": "names of endpoint services",
    "render/diagram/layout/flow.py": "what the scene calls the internet",
    "render/diagram/layout/network/things.py": "parts of the picture",
    "render/diagram/layout/overview.py": "what the scene calls a node",
    "render/diagram/layout/places.py": "layers of the picture",
    "render/diagram/text/captions.py": "words of ids that are written in a way of their own",
    "render/outputs/terraform/names.py": "ends of labels in Terraform",
    "render/outputs/terraform/resources/edge.py": "types of origin access controls",
    "terraform_plan/comparing/server.py": "the model of a single server, as a file would have it",
    "terraform_plan/importing/architecture.py": "targets of routes",
    "terraform_plan/resources/balancers.py": "types of targets",
    "terraform_plan/importing/connections.py": "names of endpoint services",
    "terraform_plan/importing/crossings.py": "targets of routes, and the id of the clients of a plan",
    "terraform_plan/importing/outside.py": "the id of the clients of a plan",
    "terraform_plan/own_routes.py": "targets of routes",
    "terraform_plan/resources/compute.py": "attributes of Terraform, and targets of routes",
    "terraform_plan/resources/edge.py": "attributes of Terraform",
    "terraform_plan/resources/naming.py": "ids that imports give",
    "terraform_plan/resources/network/crossings.py": "targets of routes",
    "terraform_plan/resources/network/route_tables.py": "targets of routes",
    "terraform_plan/resources/network/security_groups.py": "a word in the names of prefix lists",
    "terraform_plan/resources/observed.py": "targets of routes",
    "terraform_plan/resources/observing.py": "a service that has no category of its own",
    "terraform_plan/resources/usage/uses.py": "prefixes of IAM actions",
    "terraform_plan/resources/usage/kept_for.py": "arguments of Terraform resources",
    "terraform_plan/resources/usage/said_names.py": "services, as state machines call them",
    "terraform_plan/source/expressions.py": "words in types of Terraform resources",
    "topology/routes/platform_egress.py": "names of endpoint services",
}
"""The modules in which a string happens to be the name of a kind, or has to be one, each with the reason."""


def test_a_kind_is_named_in_its_module_only() -> None:
    spelled = {path: sorted(set(_spelled(path))) for path in _modules()}
    named = {path.relative_to(SOURCE).as_posix(): found for path, found in spelled.items() if found}
    others = {name: found for name, found in named.items() if name not in SPELLED}
    assert others == {}, "ask the component: its category, or a field that its class states"
    assert set(SPELLED) - set(named) == set(), "no kind is spelled here any more: take it off the list"


def test_a_spelled_kind_is_found() -> None:
    tree = ast.parse('if component.kind == "sqs": pass')
    assert list(_named(tree)) == ["sqs"]


REFLECTING = {
    "cli.py": "a stream of the interpreter may have no `reconfigure`",
    "commands/_files.py": "errors of the operating system have a text, others have none",
    "commands/_terminal.py": "a stream that passes on what it does not have",
    "model/complaints.py": "annotations of types",
    "render/manifest.py": "what the module of an output may have",
    "render/readme.py": "what the module of an output may have",
    "yamlfile/parser.py": "errors of PyYAML",
}
"""The modules that ask for an attribute by its name, each with the reason. None asks a typed model."""


def test_a_typed_model_is_asked_by_attributes() -> None:
    asking = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if _asks(path)}
    assert asking == set(REFLECTING), "ask the component: `model/kinds/asked.py` has what others ask"


def _asks(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Name) and node.id == "getattr" for node in ast.walk(tree))


def _modules() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        if not path.relative_to(SOURCE).as_posix().startswith(OWN):
            yield path


def _spelled(path: Path) -> Iterator[str]:
    yield from _named(ast.parse(path.read_text(encoding="utf-8")))


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in kinds():
            yield node.value
