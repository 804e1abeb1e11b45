"""Events: who calls whom with what, and by which right."""

from __future__ import annotations

from dataclasses import dataclass

from archgen.model.kinds.category import Category
from archgen.render.outputs.terraform.arns import arn_of
from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.quoting import Hcl

SUBSCRIBING = (Category.FUNCTION, Category.QUEUE)
"""What Amazon SNS delivers to: its protocols are called as their APIs."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One component calls another with its events.

    `label` is that of the resources that join them; `arn` (of the target) and `source_arn` (of what calls it)
    are expressions, `principal` is the service that calls. `api` is what the target's API is called.
    """

    source: Part
    target: Part
    label: str
    arn: Hcl
    source_arn: Hcl

    @property
    def id(self) -> str:
        """The id of the target."""
        return self.target.id

    @property
    def address(self) -> Hcl:
        """The address of the target's main resource."""
        return Hcl(self.target.address)

    @property
    def api(self) -> str | None:
        """What the API of the target is called."""
        return self.target.model.endpoint_service

    @property
    def principal(self) -> str | None:
        """The service that calls the target, where that must let it in."""
        return self.source.model.principal

    @property
    def statement(self) -> str:
        """How the target's policy calls the source: `Topic`."""
        return self.source.model.words[0].capitalize()


def delivery(stack: Stack, source: Part, target: Part) -> Delivery:
    """How one part calls another."""
    pair = stack.labels.of(source.label, "to", target.label)
    arn = Hcl(source.model.source_arn.format(address=source.address, pair=pair))
    return Delivery(source, target, pair, arn_of(stack, target, source), arn)


def deliveries(stack: Stack, part: Part) -> tuple[Delivery, ...]:
    """Whom a part calls with its events, in its own region."""
    targets = dict.fromkeys(other for other, connection in stack.uses(part) if connection.delivers)
    return tuple(delivery(stack, part, other) for other in targets if other.place == part.place)


def received(stack: Stack, part: Part) -> tuple[Delivery, ...]:
    """Which services call a part with events, and need to be let in."""
    sources = dict.fromkeys(
        caller
        for caller, connection in stack.callers(part)
        if connection.delivers and caller.model.principal and caller.place == part.place
    )
    return tuple(delivery(stack, source, part) for source in sources)


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of queues and topics read beside the part itself."""
    return {
        "dead_letters": dead_letters(part),
        "topic": part.label,
        "received": received(stack, part),
        "subscribers": [
            each for each in deliveries(stack, part) if each.target.model.category in SUBSCRIBING
        ],
    }


def dead_letters(part: Part) -> str:
    """The label of the queue that keeps what could not be worked on."""
    return f"{part.label}_failed"


def callers(stack: Stack, part: Part, category: Category) -> list[Part]:
    """The parts of a category that may connect to a part."""
    found = [caller for caller, _ in stack.callers(part) if caller.model.category is category]
    return list({caller.label: caller for caller in found}.values())


def polled(stack: Stack, part: Part) -> list[dict[str, object]]:
    """What Lambda polls for a function, to call it with the events."""
    sources = dict.fromkeys(
        other for other, connection in stack.callers(part) if connection.delivers and other.model.event_source
    )
    return [
        {
            "id": other.id,
            "label": stack.labels.of(part.label, "from", other.label),
            "arn": Hcl(f"{stack.home_of(other).address}.{other.model.event_source}"),
            "is_stream": other.model.is_stream,
        }
        for other in sources
    ]
