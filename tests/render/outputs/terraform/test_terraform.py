"""What the Terraform says as a whole, read as text; whether terraform takes it is in test_terraform_runs."""

from __future__ import annotations

import re
from typing import Any

from archgen.model.kinds import kind_class, kinds
from archgen.model.kinds.category import OUTSIDE, Category
from archgen.render.templating import exists
from models import ROOT, brief
from terraforming import blocks, configuration, kept, networks, notes, root

MODELS = kept()
BRIEF = configuration(brief())
GROUPS_VARIABLES = "modules/auto-scaling-group/variables.tf"
IN_A_MODULE = ("_image", "_instance_type", "_handler", "_package")
"""How the names of variables end that are passed to a module as they are."""
BY_PROVIDER = ("_price_class",)
"""How the names of variables end whose values the provider checks when it plans."""


def test_variables_and_outputs_are_in_order_and_described() -> None:
    for name in ("variables", "outputs"):
        text = BRIEF[f"{name}.tf"]
        found = re.findall(r'^\w+ "(\w+)"', text, re.MULTILINE)
        assert found == sorted(found) and len(found) == text.count("description =")


def test_a_kind_without_terraform_is_named() -> None:
    data = brief()
    data["components"]["reports"] = {"kind": "custom", "icon": "aws.analytics.Athena"}
    assert notes(data) == ["no Terraform yet for: custom"]
    assert notes(brief()) == []


def test_skips_of_checkov_are_ten_at_most_and_have_reasons() -> None:
    text = "".join(BRIEF.values())
    skips = re.findall(r"checkov:skip=\w+: \S.{10,}", text)
    assert len(skips) == text.count("checkov:skip") <= 10


def test_a_kind_that_states_a_terraform_type_has_a_template() -> None:
    for kind in kinds():
        stated = kind_class(kind).terraform_type is not None
        given = stated or kind_class(kind).category is Category.PODS  # only their role
        assert exists(f"terraform/{kind}.tf.j2") is given, kind
        assert not (stated and kind_class(kind).category in OUTSIDE), kind


def test_what_stands_in_another_region_says_so() -> None:
    files = configuration(MODELS["replicas-in-two-regions"])
    everywhere = ("aws_iam_", "aws_route53_", "aws_cloudfront_", "aws_rds_global_cluster")
    for path, text in files.items():
        if path.endswith("_eu_central_1.tf"):
            for block in re.findall(r'^resource ".*?^\}', text, re.MULTILINE | re.DOTALL):
                if block.removeprefix('resource "').startswith(everywhere):
                    continue
                assert re.search(r'^  region +?= "eu-central-1"$', block, re.MULTILINE), block


def test_the_same_model_gives_the_same_bytes() -> None:
    again: dict[str, Any] = configuration(brief())
    assert again == BRIEF


def test_what_is_protected_is_let_go_by_one_variable() -> None:
    for type, label in (
        ("aws_lb", "main"),
        ("aws_db_instance", "orders"),
        ("aws_dynamodb_table", "sessions"),
    ):
        assert re.search(
            r"deletion_protection(_enabled)? += var\.deletion_protection", blocks(BRIEF, type)[label]
        )
    data = brief()
    data["components"]["orders"]["deletion_protection"] = False
    unprotected = blocks(configuration(data), "aws_db_instance")["orders"]
    assert re.search(r"deletion_protection += false", unprotected)
    assert "deletion_protection=false" in BRIEF["README.md"]


def test_what_all_who_plan_need_is_kept_with_the_configuration() -> None:
    ignored = BRIEF[".gitignore"].split()
    assert "backend.tf" not in ignored and "*.tfvars" not in ignored and "*.tfstate" in ignored


def test_variables_that_are_texts_are_validated() -> None:
    for found in re.finditer(
        r'^variable "(\w+)" \{\n(.*?)^\}', BRIEF["variables.tf"], re.MULTILINE | re.DOTALL
    ):
        checked = "validation {" in found[2] or found[1].endswith((*IN_A_MODULE, *BY_PROVIDER))
        assert "type        = string" not in found[2] or checked, found[1]
    assert 'can(regex("^[a-z0-9-]+[.][a-z0-9-]+$", var.instance_type))' in BRIEF[GROUPS_VARIABLES]


def test_the_readme_is_in_the_language_of_the_file() -> None:
    data = brief() | {"language": "es"}
    data["components"]["app"]["service"]["secrets"] = ["SECRET_KEY"]
    page = configuration(data)["README.md"]
    assert "## Antes del primer apply" in page and page.startswith("<!-- Generado por archgen a partir de")
    english = re.compile(r"\b(the|with|their|until|which|by the)\b")
    told = page.split("| ---: | --- |")[0]
    assert [line for line in told.splitlines() if english.search(line)] == []


def test_the_page_says_how_many_lines_the_brief_becomes() -> None:
    page = (ROOT / "docs" / "terraform.md").read_text(encoding="utf-8")
    counts = {True: 0, False: 0}
    for path, text in BRIEF.items():
        if path.endswith(".tf"):
            counts[path.startswith("modules/")] += text.count("\n")
    assert f"from {counts[False]:,} lines in the root module and {counts[True]} in two local modules" in page
    history = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"{sum(counts.values()):,} lines for the brief" in history


def test_a_condition_names_the_account_that_a_resource_is_in() -> None:
    assert "Condition = local.this_account" in BRIEF["observability.tf"]
    assert BRIEF["locals.tf"].count("this_account") == 1
    files = configuration(networks()["shared-services"])
    assert "this_account" not in root(files)
    assert '{ StringEquals = { "aws:SourceAccount" = local.account_shop } }' in files["observability_shop.tf"]
