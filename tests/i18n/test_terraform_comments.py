"""Comments of generated Terraform are in the language of the file."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archgen.i18n.es.terraform import COMMENTS
from archgen.render.outputs.terraform.comments import in_language
from models import brief
from terraforming import configuration, kept, networks

MODELS = kept() | networks()
NAMES = re.compile(r"[\w-]+( -> [\w-]+)*(: (\d+|(frontend|backend)\.))?")
"""Comments that are names: of components, with their ports or their tiers."""


def comments(files: dict[str, str]) -> set[str]:
    """The comments of a configuration, without the first line of each file."""
    texts = (text.partition("\n")[2] for path, text in files.items() if path.endswith((".tf", ".hcl")))
    return {
        line.strip().removeprefix("# ") for text in texts for line in text.split("\n") if is_comment(line)
    }


def is_comment(line: str) -> bool:
    return line.strip().startswith("# ")


def is_named(comment: str, data: Any) -> bool:
    labels = {" ".join(str(c.get("label", "")).split()) for c in data["components"].values()}
    return bool(NAMES.fullmatch(comment)) or any(label and label in comment for label in labels)


@pytest.mark.parametrize("name", MODELS)
def test_no_comment_of_a_spanish_file_is_in_english(name: str) -> None:
    data = MODELS[name]
    english, spanish = (comments(configuration(data | {"language": code})) for code in ("en", "es"))
    left = [said for said in sorted(spanish & english) if not is_named(said, data)]
    assert left == [], "add their Spanish to a module of src/archgen/i18n/es/terraform/"


def test_nothing_but_comments_is_in_another_language() -> None:
    english, spanish = (configuration(brief() | {"language": code}) for code in ("en", "es"))
    for path in (path for path in english if path.endswith(".tf")):
        code = [
            [re.sub(r" # .*", "", line) for line in files[path].split("\n") if not is_comment(line)]
            for files in (english, spanish)
        ]
        assert code[0] == code[1]


def test_a_translation_of_a_comment_has_its_places() -> None:
    for english, spanish in COMMENTS.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", spanish)), english


def test_a_paragraph_over_several_lines_is_one_sentence() -> None:
    first, second = "RDS would create these log groups", "unencrypted and without retention."
    text = f"# first\nlocals {{\n  # {first}\n  # {second}\n}}\n"
    assert "  # RDS crearía estos grupos de registros sin cifrado y sin retención.\n}" in in_language(
        text, "es"
    )
    assert in_language(text, "en") == text


def test_names_in_a_list_are_joined_as_the_language_joins_them() -> None:
    said = in_language("# first\n# web: frontend, 2 to 6 instances over us-a and us-b.\n", "es")
    assert said == "# first\n# web: frontend, de 2 a 6 instancias, repartidas entre us-a y us-b.\n"


def test_what_is_not_in_the_table_stays_as_it_is() -> None:
    text = '# first\n# cdn -> assets\nx = "a # b"\n'
    assert in_language(text, "es") == text
