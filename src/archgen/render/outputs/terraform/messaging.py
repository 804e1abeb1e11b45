"""Queues and topics: who publishes to whom, who is called with what."""

from __future__ import annotations

from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.quoting import refer

SUBSCRIBERS = {"sqs": "aws_sqs_queue", "lambda": "aws_lambda_function"}


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of queues and topics read beside the part itself."""
    return {
        "dead_letters": dead_letters(part),
        "topic": part.label,
        "publishers": callers(stack, part, "sns"),
        "subscribers": [
            {
                "id": other.id,
                "label": stack.labels.of(part.label, "to", other.label),
                "protocol": other.model.kind,
                "arn": refer(SUBSCRIBERS[other.model.kind], other.label, "arn"),
            }
            for other in dict.fromkeys(other for other, _, _ in stack.peers(part))
            if other.model.kind in SUBSCRIBERS and other.place == part.place
        ],
    }


def dead_letters(part: Part) -> str:
    """The label of the queue that keeps what could not be worked on."""
    return f"{part.label}_failed"


def callers(stack: Stack, part: Part, kind: str) -> list[Part]:
    """The parts of a kind that may connect to a part."""
    found = [
        caller
        for connection in stack.topology.connections_to(part.id)
        if stack.topology.components[connection.source].kind == kind
        for caller in stack.parts_of(connection.source)
        if caller.is_global or caller.place == part.place
    ]
    return list({caller.label: caller for caller in found}.values())


def polled(stack: Stack, part: Part) -> list[dict[str, str]]:
    """The queues that a function takes its work from."""
    return [
        {
            "id": other.id,
            "label": stack.labels.of(part.label, "from", other.label),
            "arn": refer("aws_sqs_queue", other.label, "arn"),
        }
        for other in dict.fromkeys(other for other, _, _ in stack.peers(part))
        if other.model.kind == "sqs"
    ]
