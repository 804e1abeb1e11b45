"""What web ACLs protect: the resource that each is associated with, and what AWS WAF does not protect."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.lint.selection import Choice
from archgen.pipeline import examine
from archgen.yamlfile.document import Document
from terraforming import blocks, configuration


def guarded(**component: Any) -> dict[str, Any]:
    return {
        "archgen": 1,
        "name": "t",
        "regions": {"eu-west-1": {}},
        "components": {
            "c": {"kind": "client"},
            "w": {"kind": "waf"},
            "users": {"kind": "cognito"},
            "entry": component,
            "f": {"kind": "lambda", "tier": "backend"},
        },
        "connections": ["c -> w -> entry", "entry -> f", "c -> users"],
    }


@pytest.mark.parametrize(
    ("component", "resource"),
    [
        ({"kind": "api-gateway", "type": "rest", "authorizer": "users"}, "aws_api_gateway_stage.entry"),
        ({"kind": "appsync", "authorizer": "users"}, "aws_appsync_graphql_api.entry"),
    ],
)
def test_a_web_acl_is_associated_with_what_it_protects(component: Any, resource: str) -> None:
    (association,) = blocks(configuration(guarded(**component)), "aws_wafv2_web_acl_association").values()
    assert f"{resource}.arn" in association


@pytest.mark.parametrize("type_", ["http", "websocket"])
def test_only_rest_apis_are_protected(type_: str) -> None:
    data = guarded(kind="api-gateway", type=type_)
    found = examine(Document("architecture.yaml", "", data), Choice()).findings
    said = [str(finding.message) for finding in found if finding.code == "AG326"]
    assert said == [
        "w cannot protect entry: of API Gateway, AWS WAF protects REST APIs only; set `type: rest`"
    ]
