"""Starts a kind, a rule or an output: writes its files and says what to fill in.

    python scripts/new.py kind timestream "Amazon Timestream" aws.database.Timestream
    python scripts/new.py kind timestream "Amazon Timestream for InfluxDB" aws.database.Timestream --in-vpc
    python scripts/new.py rule AG417 data-beside-compute
    python scripts/new.py output inventory

The files come from `scripts/skeletons/`; words in capitals are to be replaced. A file that exists is never
overwritten. Until all is filled in, the named tests fail and say what is missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SKELETONS = Path(__file__).parent / "skeletons"
CATALOGUE = ROOT / "tests" / "catalogue.py"


def new_kind(kind: str, service: str, icon: str, *, in_vpc: bool) -> str:
    """Writes the two files of a kind and a model that has one; returns what is left to do."""
    module, skeleton = kind.replace("-", "_"), "kind_in_vpc" if in_vpc else "kind"
    class_name = "".join(part.capitalize() for part in kind.split("-"))
    values = {"NAME": kind, "SERVICE": service, "ICON": icon, "MODULE": module, "CLASS": class_name}
    _write(f"src/archgen/model/kinds/{module}.py", f"{skeleton}.py.txt", values)
    _write(f"templates/terraform/{kind}.tf.j2", f"{skeleton}.tf.j2.txt", values)
    _write(f"tests/kept_models/{kind}.yaml", f"{skeleton}.yaml.txt", values)
    return filled(f"{skeleton}.then.txt", values)


def new_rule(code: str, name: str) -> str:
    """Writes the module of a rule, and its code where codes are kept; returns what is left to do."""
    kept = CATALOGUE.read_text(encoding="utf-8")
    if f'"{code}"' in kept:
        sys.exit(f"{code} is in use; choose a code that tests/catalogue.py does not have")
    values = {"CODE": code, "NAME": name}
    _write(f"src/archgen/lint/rules/{name.replace('-', '_')}.py", "rule.py.txt", values)
    CATALOGUE.write_text(with_code(kept, code, name), encoding="utf-8")
    print(f"added {code} to tests/catalogue.py")
    return filled("rule.then.txt", values)


def new_output(name: str) -> str:
    """Writes the module of an output, its template and its test; returns what is left to do."""
    module = name.replace("-", "_")
    values = {"NAME": name, "MODULE": module}
    _write(f"src/archgen/render/outputs/{module}.py", "output.py.txt", values)
    _write(f"templates/{name}/components.md.j2", "output.md.j2.txt", values)
    _write(f"tests/render/outputs/test_{module}.py", "test_output.py.txt", values)
    return filled("output.then.txt", values)


def with_code(kept: str, code: str, name: str) -> str:
    """The text of tests/catalogue.py with one more code, in order."""
    line = f'    "{code}": ("{name}", "warning"),'
    lines = kept.splitlines()
    rest = [number for number, each in enumerate(lines) if re.match(r'    "AG\d{3}": ', each) and each > line]
    lines.insert(rest[0] if rest else lines.index("}"), line)
    return "\n".join(lines) + "\n"


def filled(skeleton: str, values: dict[str, str]) -> str:
    """A skeleton with the values in the places of their names."""
    text = (SKELETONS / skeleton).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda match: values[match[1]], text)


def _write(path: str, skeleton: str, values: dict[str, str]) -> None:
    file = ROOT / path
    if file.exists():
        sys.exit(f"{path} exists; choose another name")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(filled(skeleton, values), encoding="utf-8")
    print(f"created {path}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    kind = commands.add_parser("kind", help="a kind of component")
    kind.add_argument("name")
    kind.add_argument("service", help="its name at AWS, such as 'Amazon Timestream'")
    kind.add_argument("icon", help="its icon, such as aws.database.Timestream: `archgen icons` lists them")
    kind.add_argument("--in-vpc", action="store_true", help="it is in subnets; else it is a regional service")
    rule = commands.add_parser("rule", help="a rule")
    rule.add_argument("code", help="AG and three digits, not in use")
    rule.add_argument("name", help="reads as 'ignore NAME'")
    output = commands.add_parser("output", help="something that `archgen render` generates")
    output.add_argument("name")
    return parser


def main() -> None:
    """Reads the command line."""
    parser = _parser()
    given = parser.parse_args()
    if not re.fullmatch(r"[a-z][a-z0-9-]*", given.name):
        parser.error(f"{given.name!r} is not a name: lower-case letters, digits and hyphens")
    if given.what == "kind":
        left = new_kind(given.name, given.service, given.icon, in_vpc=given.in_vpc)
    elif given.what == "output":
        left = new_output(given.name)
    elif re.fullmatch(r"AG\d{3}", given.code):
        left = new_rule(given.code, given.name)
    else:
        parser.error(f"{given.code!r} is not a code: AG and three digits")
    print("then, each with the tests that say what is missing:", left, sep="\n", end="")


if __name__ == "__main__":
    main()
