"""What kinds say of themselves to the rest of archgen: who may do what with them, and their stand-ins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, NamedTuple, Protocol


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


PARTS = {Access.READ_WRITE: (Access.READ, Access.WRITE)}
"""What an access consists of, where a file may say several in one word."""


class Made(StrEnum):
    """What archgen makes of a component, or reads of one."""

    TERRAFORM = "terraform"
    IMPORT = "import"
    LOCAL = "local"


class Permission(NamedTuple):
    """IAM actions of one access to a component, on its ARN with an ending.

    An ending `cluster:topic/*` is for ARNs that have `:topic/` instead of `:cluster/`, and end with `/*`.
    Permissions of one `name` and the same endings make one statement of a policy.
    """

    access: Access
    actions: tuple[str, ...]
    endings: tuple[str, ...] = ("",)
    name: str = ""


class Permitting(Protocol):
    """What has permissions: a kind."""

    permissions: ClassVar[tuple[Permission, ...]]


def takes(kind: type[Permitting], access: Access) -> bool:
    """Whether a connection to a kind may be for an access."""
    stated = {permission.access for permission in kind.permissions} - {Access.DELIVER}
    return set(PARTS.get(access, (access,))) <= stated


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
    scheme: str = ""
    """What goes before its host and port where it is told as a URL."""
    port_variable: str | None = None
    """The variable by which it, and what asks whether it is healthy, take another port."""
    endpoint: str | None = None
    """The variable that leads clients of AWS to it: one container then serves all components of the kind."""
    told: str = ""
    """The end of the variable with its name, where `endpoint` is set: TABLE, BUCKET, QUEUE_URL."""
    names_variable: str | None = None
    """The variable that gives it the names of all that it stands in for."""
    names_file: str | None = None
    """Where it reads them from a file instead."""
    only_local: bool = False
    """Whether it is made for tests: a server that others use has none."""
