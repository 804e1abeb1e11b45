"""What calls each other is told of each other by names that are written out: references would be a circle."""

from __future__ import annotations

import pytest

from models import small
from terraforming import calls, configuration


def called(*connections: str) -> dict[str, str]:
    made = {id: {"kind": "lambda", "tier": "backend"} for id in ("ask", "answer", "third")}
    return calls(configuration(small(components=made, connections=list(connections))))


def test_a_function_that_is_only_called_is_referred_to() -> None:
    ask = called("ask -> answer")["ask"]
    assert "ANSWER_FUNCTION = module.answer.function_name" in ask
    assert "Resource = module.answer.arn" in ask


@pytest.mark.parametrize(
    "connections", [("ask -> answer", "answer -> ask"), ("ask -> answer -> third -> ask",)]
)
def test_functions_that_call_each_other_know_each_other_by_name(connections: tuple[str, ...]) -> None:
    ask = called(*connections)["ask"]
    assert 'ANSWER_FUNCTION = "small-answer"' in ask and "module.answer" not in ask
    arn = '"arn:${local.partition}:lambda:us-east-1:${local.account}:function:small-answer"'
    assert f"Resource = {arn}" in ask


def test_one_that_is_beside_the_circle_is_referred_to() -> None:
    third = called("ask -> answer -> ask", "third -> ask")["third"]
    assert "ASK_FUNCTION = module.ask.function_name" in third and "Resource = module.ask.arn" in third
