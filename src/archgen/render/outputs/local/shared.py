"""What one container stands in for several components: tables, queues and buckets, and what schedules send.

Clients of AWS know one endpoint for each service, so all tables are in one container, and all queues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from archgen.model.kinds.dynamodb import DynamoDb, TableKey
from archgen.model.kinds.facts import StandIn

CLI = "amazon/aws-cli:2.31.0"
ACCOUNT = "000000000000"
"""The account that ElasticMQ puts into the addresses of queues."""
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_DAILY = re.compile(r"cron\((\d{1,2}) (\d{1,2}|\*) [*?] \* [*?] \*\)")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}


def servers(stores: Mapping[str, StandIn]) -> dict[str, str]:
    """The container of each component that shares one: the first that is asked at the same endpoint."""
    first: dict[str, str] = {}
    return {
        id: first.setdefault(made.endpoint, id) for id, made in stores.items() if made.endpoint is not None
    }


def told(id: str, name: str, made: StandIn, server: str) -> Iterator[tuple[str, str]]:
    """The variables by which a service finds a component whose container serves others too."""
    address = f"http://{server}:{made.port}"
    ends = {"TABLE": id, "BUCKET": bucket(id), "QUEUE_URL": f"{address}/{ACCOUNT}/{id}"}
    yield f"{name}_{made.told}", ends[made.told]
    if made.endpoint:
        yield made.endpoint, address
    yield from access().items()


def bucket(id: str) -> str:
    """The name of a bucket, which has three characters at the least."""
    return id if len(id) > 2 else f"{id}-bucket"


def named(id: str, made: StandIn, shared: Mapping[str, str]) -> dict[str, str]:
    """What a container is told of all that it stands in for."""
    if made.names_variable is None:
        return {}
    return {made.names_variable: ",".join(bucket(other) for other in those_of(id, shared))}


def those_of(server: str, shared: Mapping[str, str]) -> tuple[str, ...]:
    """All that a container stands in for."""
    return tuple(id for id, first in shared.items() if first == server)


def access() -> dict[str, str]:
    """What an AWS client wants to be told before it speaks to a stand-in."""
    return {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}


def creation(tables: Iterable[tuple[str, DynamoDb]], server: str) -> str:
    """The shell's words that make tables unless they are there: DynamoDB local begins with none."""
    return "; ".join(_creation(table, model, server) for table, model in tables)


def _creation(table: str, model: DynamoDb, server: str) -> str:
    asked = f"--endpoint-url http://{server}:8000 --table-name {table}"
    types = " ".join(
        f"AttributeName={name},AttributeType={type}" for name, type in model.key_attributes.items()
    )
    indexes = ",".join(
        f"{{IndexName={name},KeySchema=[{','.join(f'{{{part}}}' for part in _schema(key))}],"
        "Projection={ProjectionType=ALL}}"
        for name, key in model.indexes.items()
    )
    made = (
        f"aws dynamodb create-table {asked} --attribute-definitions {types} "
        f"--key-schema {' '.join(_schema(model.key))} --billing-mode PAY_PER_REQUEST"
        + (f" --global-secondary-indexes '{indexes}'" if indexes else "")
    )
    return f"aws dynamodb describe-table {asked} || {made}"


def _schema(key: TableKey) -> list[str]:
    """A key as the AWS command line takes it."""
    kinds = ("HASH", "RANGE")
    return [f"AttributeName={name},KeyType={kind}" for name, kind in zip(key.attributes, kinds, strict=False)]


def ticking(schedule: str, source: str, queues: Iterable[tuple[str, str]]) -> str | None:
    """The shell's words that send a message whenever a schedule says; None where it says what they cannot.

    `queues` are the addresses of queues, each with that of its server. A `$` is doubled for Compose.
    """
    body = f'{{"source":"aws.scheduler","resources":["{source}"]}}'
    sent = "; ".join(
        f"aws sqs send-message --endpoint-url {server} --queue-url {queue} --message-body '{body}'"
        for queue, server in queues
    )
    rate, daily = _RATE.fullmatch(schedule), _DAILY.fullmatch(schedule)
    if rate:
        return f"while sleep {int(rate[1]) * _SECONDS[rate[2]]}; do {sent}; done"
    if daily:
        minute, hour = f"{int(daily[1]):02}", daily[2]
        shown, wanted = ("%M", minute) if hour == "*" else ("%H:%M", f"{int(hour):02}:{minute}")
        return (
            f"last=; while sleep 20; do now=$$(date -u +{shown}); "
            f'[ "$$now" != "{wanted}" ] || [ "$$now" = "$$last" ] || {{ {sent}; }}; last=$$now; done'
        )
    return None
