"""Chains that end in a gateway or where they began have a verdict, and are drawn when that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.cli import run

HEAD = """archgen: 1
name: shop
regions: {eu-north-1: {zones: [eu-north-1a, eu-north-1b], cidr: 10.0.0.0/16}}
subnets: {edge: {access: public}, work: {access: private}}
components:
  shoppers: {kind: client}
  igw: {kind: internet-gateway}
  entry: {kind: alb, subnets: edge}
  nat: {kind: nat-gateway, subnets: edge}
  cdn: {kind: cloudfront}
  files: {kind: s3}
  data: {kind: aurora, subnets: work}
  wall: {kind: waf}
  shop: {kind: ecs-service, tier: backend, subnets: work, service: {image: "example/shop:1.0.0", port: 8080}}
connections:
  - shoppers -> entry: 443
  - entry -> shop
"""
CHAINS = (
    "cdn -> nat", "shoppers -> nat", "files -> nat", "shop -> nat", "entry -> nat", "data -> nat",
    "cdn -> igw -> nat", "data -> wall",
    "shop -> nat -> shop", "shoppers -> nat -> shoppers", "cdn -> nat -> cdn", "files -> nat -> files",
    "files -> data", "files -> entry",
)  # fmt: skip


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_has_a_verdict_and_a_picture(
    chain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("architecture.yaml").write_text(f"{HEAD}  - {chain}\n")
    code = run(["validate", "--pedantic"])
    assert code in (0, 1, 2)
    everything = "diagrams,docs,drawio,html,local,mermaid,pdf,pipeline,terraform"
    assert run(["render", "--force", "--only", everything]) == (2 if code == 2 else 0)


def test_a_component_that_reaches_itself_by_a_gateway_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("architecture.yaml").write_text(f"{HEAD}  - shop -> nat -> shop: 7946\n")
    assert run(["validate"]) == 1
    assert "AG312" in capsys.readouterr().out
