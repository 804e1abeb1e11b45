"""Events: who calls whom with what, and by which right."""

from __future__ import annotations

from dataclasses import dataclass

from archgen.model.kinds.category import Category
from archgen.render.outputs.terraform.arns import arn_of
from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.quoting import Hcl, refer

EVENTBRIDGE = "events.amazonaws.com"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One component calls another with its events.

    `label` is that of the resources that join them; `arn` (of the target) and `source_arn` (of what calls it)
    are expressions, `principal` is the service that calls. `api` is what the target's API is called.
    `by_rule` says that a bucket's events come by a rule of the account's default bus.
    """

    source: Part
    target: Part
    label: str
    arn: Hcl
    source_arn: Hcl
    by_rule: bool = False

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
        return EVENTBRIDGE if self.by_rule else self.source.model.principal

    @property
    def is_made(self) -> bool:
        """Whether Terraform makes something that joins the two."""
        return self.api in (self.source.model.hands_to or ())

    @property
    def is_notified(self) -> bool:
        """Whether a bucket can notify it itself (Amazon S3 User Guide, Supported event destinations)."""
        return self.api in self.source.model.called_by_policy

    @property
    def needs_role(self) -> bool:
        """Whether a rule calls the target by a role."""
        return self.target.model.called_by_role

    @property
    def statement(self) -> str:
        """How the target's policy calls the source: `Topic`."""
        return self.source.model.words[0].capitalize()


def delivery(stack: Stack, source: Part, target: Part) -> Delivery:
    """How one part calls another."""
    pair = stack.labels.of(source.label, "to", target.label)
    by_rule = _by_rule(stack, source, target)
    arn = Hcl(source.model.source_arn.format(address=source.address, pair=pair))
    if by_rule:
        arn = refer("aws_cloudwatch_event_rule", pair, "arn")
    return Delivery(source, target, pair, arn_of(stack, target, source), arn, by_rule)


def _by_rule(stack: Stack, source: Part, target: Part) -> bool:
    """Whether a bucket's events reach a target by a rule.

    They do where S3 does not notify it, and where there are several: it refuses two receivers of one event
    ("cannot share a common event type", says PutBucketNotificationConfiguration).
    """
    if source.model.category is not Category.BUCKET:
        return False
    notified = source.model.called_by_policy
    if target.model.endpoint_service in notified:
        return sum(other.model.endpoint_service in notified for other in _called(stack, source)) > 1
    return target.model.endpoint_service in (source.model.hands_to or ())


def deliveries(stack: Stack, part: Part) -> tuple[Delivery, ...]:
    """Whom a part calls with its events, in its own region."""
    return tuple(delivery(stack, part, other) for other in _called(stack, part))


def _called(stack: Stack, part: Part) -> list[Part]:
    """The parts of its own region that a part calls with its events."""
    targets = dict.fromkeys(other for other, connection in stack.uses(part) if connection.delivers)
    return [other for other in targets if other.place == part.place]


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
        "subscribers": [each for each in deliveries(stack, part) if each.is_made],
    }


def publishers(stack: Stack, here: list[Part]) -> list[str]:
    """The services that write to encrypted topics and queues, and need the key themselves.

    Sources: Configure KMS permissions for AWS services (Amazon SQS Developer Guide), Authorizing EventBridge
    to use a customer managed key (Amazon EventBridge User Guide).
    """
    sent = [each for part in here for each in deliveries(stack, part)]
    topics = any(part.model.category is Category.TOPIC for part in here)
    rules = any(each.by_rule for each in sent) or any(part.model.puts_failures_by_rule for part in here)
    buckets = any(
        each.source.model.category is Category.BUCKET
        and each.target.model.category in (Category.QUEUE, Category.TOPIC)
        and not each.by_rule
        for each in sent
    )
    found = {EVENTBRIDGE: rules, "s3.amazonaws.com": buckets, "sns.amazonaws.com": topics}
    return ["cloudwatch.amazonaws.com", *(name for name, writes in found.items() if writes)]


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
