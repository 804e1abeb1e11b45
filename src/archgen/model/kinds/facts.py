"""What kinds say of themselves to the rest of archgen: who may do what with them, and their stand-ins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Access(StrEnum):
    """What a connection to a managed service is for."""

    READ = "read"
    WRITE = "write"
    READ_WRITE = "read-write"
    SEND = "send"
    RECEIVE = "receive"
    PUBLISH = "publish"
    INVOKE = "invoke"
    DELIVER = "deliver"


class Permission(NamedTuple):
    """IAM actions of one access to a component, on its ARN with an ending.

    Permissions of one `name` and the same endings make one statement of a policy.
    """

    access: Access
    actions: tuple[str, ...]
    endings: tuple[str, ...] = ("",)
    name: str = ""


LOCAL_USER, LOCAL_PASSWORD = "app", "local-only"  # it opens nothing but a container on this machine
"""The login of the databases of the local stack; the same for all, and public."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A container that stands in for a component on one's own machine.

    `port` is the one that it listens on, `data` the folder that it keeps.
    """

    image: str
    port: int
    healthy: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    command: tuple[str, ...] = ()
    data: str | None = None
