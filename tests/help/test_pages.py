"""The pages of rules and kinds: every word has one, and those in the repository are fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.help.kind_pages import kind_page
from archgen.help.rule_pages import rule_page, rule_pages
from archgen.lint.engine import rules
from archgen.model.kinds import Compute, kinds
from archgen.model.kinds.category import Category
from archgen.model.variables import is_told, names_told
from archgen.render.outputs.terraform.parts import Stack
from archgen.render.outputs.terraform.resources.running import run_of
from terraforming import kept, view_of

PAGES = Path(__file__).parents[2] / "docs" / "rules"


def test_the_committed_pages_are_fresh() -> None:
    """`archgen rules --write docs/rules` makes them again."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert committed == rule_pages()


def test_every_rule_is_in_the_list() -> None:
    listed = rule_pages()["README.md"]
    assert [rule.name for rule in rules() if f"[{rule.name}]({rule.name}.md)" not in listed] == []


def test_a_rules_page_has_its_reasons_examples_and_sources() -> None:
    page = rule_page(next(rule for rule in rules() if rule.code == "AG308"))
    assert page.startswith(
        "# AG308 backend-in-public-subnet\n\n*error*: a backend component in public subnets"
    )
    assert "```yaml\ncomponents:\n  app: {subnets: web}\n```" in page
    assert "SEC05 Create network layers" in page


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_page(kind: str) -> None:
    page = kind_page(kind)
    assert page.startswith(f"# {kind}: ")
    assert f"{{kind: {kind}" in page
    assert "hen a zone fails" in page or "hen its zone fails" in page
    assert "Terraform" in page


def test_a_kinds_page_says_which_field_saves_it_when_its_zone_fails() -> None:
    page = kind_page("rds")
    assert "- down: there is no other copy" in page
    assert "- with `multi_az: true`: fails over: the standby takes over without data loss" in page
    assert "- with `multi_az: cluster`: fails over: a readable standby becomes the writer" in page
    assert "`aws_db_instance`" in page and "`aws_rds_cluster`" in page


def test_a_kinds_page_says_how_it_is_reached() -> None:
    assert "on port 5432 (3306 with `engine: mysql` or `engine: mariadb`" in kind_page("rds")
    assert "`{kind: vpc-endpoint, service: states}`" in kind_page("step-functions")
    assert "a gateway endpoint, which is free" in kind_page("dynamodb")
    assert "How it is reached" not in kind_page("nat-gateway")


def test_a_kinds_page_has_the_actions_of_each_access() -> None:
    page = kind_page("sqs")
    assert "- `send` (usual): `sqs:SendMessage`\n- `receive`: `sqs:ChangeMessageVisibility`" in page
    assert "`access`" not in kind_page("rds")


def test_a_kinds_page_has_the_resources_of_its_module() -> None:
    assert "`aws_ecs_service`" in kind_page("ecs-service") and "`aws_s3_bucket`" in kind_page("s3")


@pytest.mark.parametrize("name", ["microservices", "stores", "ecs-efs", "serverless", "kubernetes"])
def test_the_variables_that_terraform_gives_callers_are_known(name: str) -> None:
    """Those that pages tell and rules compare are those that are generated, no more and no fewer."""
    stack = Stack(view_of(kept()[name]))
    told = 0
    for part in stack.parts:
        if not isinstance(part.model, Compute) or not is_told(part.model):
            continue
        run, service = run_of(stack, part), part.model.runs
        arns = part.model.category is Category.FUNCTION
        made = {*run.environment, *(f"{name}_ARN" if arns else name for name in run.secrets)}
        own = {*service.environment, *service.secrets} if service else set()
        known = {
            name for other, *_ in stack.peers(part) for name in names_told(part.model, other.model, other.id)
        }
        told += len(known)
        assert made - own - {f"{name}_ARN" for name in own} == known - own
    assert told > 0
