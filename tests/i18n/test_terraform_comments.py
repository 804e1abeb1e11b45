"""Comments of generated Terraform are in the language of the file."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archgen.i18n.es.terraform import COMMENTS
from archgen.i18n.es.terraform.inputs import INPUTS
from archgen.render.outputs.terraform.comments import in_language
from models import ROOT, brief, data_of
from terraforming import configuration, kept, networks

SERVER = data_of((ROOT / "examples" / "un-servidor" / "architecture.yaml").read_text(encoding="utf-8"))
MODELS = kept() | networks() | {"un-servidor": SERVER}
NAMES = re.compile(r"[\w-]+( -> [\w-]+)*(: (\d+|(frontend|backend)\.))?")
"""Comments that are names: of components, with their ports or their tiers."""


def comments(files: dict[str, str]) -> set[str]:
    """The comments of a configuration, without the first line of each file; those behind arguments too."""
    lines = [line for text in texts(files) for line in text.split("\n")[1:]]
    behind = (found[1] for line in lines if (found := re.fullmatch(r"  \w+ += [\w.]+ # (.*)", line)))
    return {line.strip().removeprefix("# ") for line in lines if is_comment(line)} | set(behind)


def texts(files: dict[str, str]) -> list[str]:
    return [text for path, text in files.items() if path.endswith((".tf", ".hcl", ".example", "server.sh"))]


def is_comment(line: str) -> bool:
    return line.strip().startswith("# ")


def stated(files: dict[str, str]) -> list[str]:
    """The descriptions of variables and outputs, and the error messages, in their order."""
    found: list[str] = []
    for block in re.findall(r'^(?:variable|output|check|run) ".*?^\}', "\n".join(texts(files)), re.M | re.S):
        found += re.findall(r'^ +(?:description|error_message) += "(.*)"$', block, re.M)
    return found


def is_named(comment: str, data: Any) -> bool:
    labels = {" ".join(str(c.get("label", "")).split()) for c in data["components"].values()}
    return bool(NAMES.fullmatch(comment)) or any(label and label in comment for label in labels)


@pytest.mark.parametrize("name", MODELS)
def test_no_comment_of_a_spanish_file_is_in_english(name: str) -> None:
    data = MODELS[name]
    english, spanish = (comments(configuration(data | {"language": code})) for code in ("en", "es"))
    left = [said for said in sorted(spanish & english) if not is_named(said, data)]
    assert left == [], "add their Spanish to a module of src/archgen/i18n/es/terraform/"


TITLE = re.compile(r"[\w-]+")
"""A description that is a component's name: a page of a single server."""


@pytest.mark.parametrize("name", MODELS)
def test_no_description_or_error_message_of_a_spanish_file_is_in_english(name: str) -> None:
    data = MODELS[name]
    english, spanish = (stated(configuration(data | {"language": code})) for code in ("en", "es"))
    assert len(english) == len(spanish) > 3
    same = [said for said, in_spanish in zip(english, spanish, strict=True) if said == in_spanish]
    assert [said for said in same if not TITLE.fullmatch(said)] == []


def test_descriptions_of_resources_are_the_same_in_every_language() -> None:
    english, spanish = (configuration(brief() | {"language": code}) for code in ("en", "es"))
    assert 'description = "orders"' in spanish["data.tf"]
    assert 'description = "web-lb -> web"' in spanish["security.tf"]
    assert "The password of orders." in english["data.tf"] and "The password of orders." in spanish["data.tf"]


STATED = re.compile(r'^ +(?:description|error_message) += ".*"$')


def test_nothing_but_what_people_read_is_in_another_language() -> None:
    english, spanish = (configuration(brief() | {"language": code}) for code in ("en", "es"))
    for path in (path for path in english if path.endswith(".tf")):
        code = [
            [
                re.sub(r" # .*", "", line)
                for line in files[path].split("\n")
                if not (is_comment(line) or (path.endswith(READ) and STATED.fullmatch(line)))
            ]
            for files in (english, spanish)
        ]
        assert code[0] == code[1]


READ = ("variables.tf", "outputs.tf")
"""Files that have variables and outputs only."""


def test_a_translation_of_a_comment_has_its_places() -> None:
    for english, spanish in (*COMMENTS.items(), *INPUTS.items()):
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", spanish)), english


def test_a_paragraph_over_several_lines_is_one_sentence() -> None:
    first, second = "RDS would create these log groups", "unencrypted and without retention."
    text = f"# first\nlocals {{\n  # {first}\n  # {second}\n}}\n"
    assert "  # RDS crearía estos grupos de registros sin cifrado y sin retención.\n}" in in_language(
        text, "es"
    )
    assert in_language(text, "en") == text


def test_a_region_of_a_description_is_in_the_language() -> None:
    text = '# first\noutput "a" {\n  description = "The bucket of site in us-west-2."\n}\n'
    assert '"El bucket de site en us-west-2."' in in_language(text, "es")
    assert '"The VPC in-side."' not in in_language(
        text.replace("bucket of site in us-west-2", "VPC in-side"), "es"
    )


def test_names_in_a_list_are_joined_as_the_language_joins_them() -> None:
    said = in_language("# first\n# web: frontend, 2 to 6 instances over us-a and us-b.\n", "es")
    assert said == "# first\n# web: frontend, de 2 a 6 instancias, repartidas entre us-a y us-b.\n"


def test_what_is_not_in_the_table_stays_as_it_is() -> None:
    text = '# first\n# cdn -> assets\nx = "a # b"\n'
    assert in_language(text, "es") == text
