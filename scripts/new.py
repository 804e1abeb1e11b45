"""Starts a kind or a rule: writes its files and says what to fill in.

    python scripts/new.py kind timestream "Amazon Timestream" aws.database.Timestream
    python scripts/new.py rule AG230 single-server

A file that exists is never overwritten. Until all is filled in, the named tests fail and say what is missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

KIND = '''"""{service}: WHAT IT IS."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class {class_name}(Managed):
    """ONE SENTENCE: what it is, and how AWS keeps it available."""

    kind: Literal["{kind}"]
    icon_class = "{icon}"
    drawio_shape = "{shape}"
    service_name = "{service}"
    words = ()
    usual_port = 443
    endpoint_service = "{shape}"
    permissions = (Permission(Access.READ_WRITE, ("{shape}:Describe*",)),)
    variables = (("NAME", "name"),)
    terraform_type = "aws_{shape}"
    read_from = ("aws_{shape}",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "WHY THERE IS NO CONTAINER; OR WRITE A stand_in"),)


KIND = {class_name}
'''

TEMPLATE = """{{% import "terraform/macros.j2" as m with context %}}
{{# {service}: the arguments of aws_{shape}; see templates/terraform/sqs.tf.j2 for a complete one. #}}
"""

MODEL = """archgen: 1
name: {kind}
regions:
  eu-west-1: {{}}
components:
  worker: {{kind: lambda, tier: backend}}
  store: {{kind: {kind}}}
connections:
  - worker -> store
"""

RULE = '''"""{code} {name}: WHAT IT FINDS, IN ONE LINE.

WHY IT MATTERS, AND ITS SOURCE.

HOW TO FIX IT.

```yaml bad
components: {{}}
```

```yaml good
components: {{}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "{code}"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """EACH COMPONENT THAT ..."""
    for id in topology.components:
        if False:
            message = Phrase("{{id}} WHAT IS WRONG; WHAT TO DO", id=id)
            yield Fault(("components", id), message, key=True)
'''


def new_kind(kind: str, service: str, icon: str) -> list[str]:
    """Writes the two files of a kind and a model that keeps it; returns what is left to do."""
    shape = kind.replace("-", "_")
    class_name = "".join(part.capitalize() for part in kind.split("-"))
    values = {"kind": kind, "service": service, "icon": icon, "shape": shape, "class_name": class_name}
    _write(f"src/archgen/model/kinds/{shape}.py", KIND.format(**values))
    _write(f"templates/terraform/{kind}.tf.j2", TEMPLATE.format(**values))
    _write(f"tests/kept_models/{kind}.yaml", MODEL.format(**values))
    return [
        f"state every fact of {kind} in src/archgen/model/kinds/{shape}.py, and in `lacks` what is not made "
        "of it and why (pytest tests/model/test_kinds.py names what is missing)",
        f"write its resources in templates/terraform/{kind}.tf.j2, which `terraform validate` takes "
        "(pytest tests/model/test_kinds.py tests/render/outputs/terraform/test_terraform.py "
        f"tests/terraform_plan/test_conforming.py -k {kind})",
        "add its words to src/archgen/i18n/es/ "
        "(pytest tests/i18n/test_language.py tests/model/test_kinds.py)",
        "regenerate: archgen schema -o architecture.schema.json --force; "
        "python tests/readme_facts.py; python tests/make_deflated.py (pytest tests/model/test_schema.py "
        "tests/help/test_format.py tests/render/test_readme.py tests/render/diagram/test_icons.py)",
        "write a line in CHANGELOG.md",
    ]


def new_rule(code: str, name: str) -> list[str]:
    """Writes the module of a rule; returns what is left to do."""
    _write(f"src/archgen/lint/rules/{name.replace('-', '_')}.py", RULE.format(code=code, name=name))
    return [
        f"write what {code} finds, and its examples (pytest tests/lint/test_rules.py -k {name})",
        "add the Spanish of its summary to src/archgen/i18n/es/rules.py and of its message to messages.py "
        "(pytest tests/i18n/test_language.py tests/project/test_goldens.py)",
        "regenerate: archgen rules --write docs/rules; python tests/goldens.py; python tests/readme_facts.py",
    ]


def _write(path: str, text: str) -> None:
    file = ROOT / path
    if file.exists():
        sys.exit(f"{path} exists; choose another name")
    file.write_text(text, encoding="utf-8")
    print(f"created {path}")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    kind = commands.add_parser("kind")
    kind.add_argument("name")
    kind.add_argument("service", help="its name at AWS, such as 'Amazon Timestream'")
    kind.add_argument("icon", help="a node class of the diagrams package, such as aws.database.Timestream")
    rule = commands.add_parser("rule")
    rule.add_argument("code", help="AG and three digits, not in use")
    rule.add_argument("name", help="reads as 'ignore NAME'")
    given = parser.parse_args()
    if not re.fullmatch(r"[a-z][a-z0-9-]*", given.name):
        parser.error(f"{given.name!r} is not a name: lower-case letters, digits and hyphens")
    if given.what == "kind":
        left = new_kind(given.name, given.service, given.icon)
    elif re.fullmatch(r"AG\d{3}", given.code):
        left = new_rule(given.code, given.name)
    else:
        parser.error(f"{given.code!r} is not a code: AG and three digits")
    print("then:", *(f"- {item}" for item in left), sep="\n")


if __name__ == "__main__":
    main()
