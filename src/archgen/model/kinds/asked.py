"""What other code asks of any component: the answers of one to which a question does not apply.

A kind that has more to say overrides the answer in its own module.
"""

from collections.abc import Collection, Mapping
from ipaddress import IPv4Interface, IPv4Network
from types import MappingProxyType
from typing import Literal, Self

from .fields import Capacity, Service

NO_ATTACHMENTS: Mapping[str, str | None] = MappingProxyType({})


class Asked:
    """Questions about networks, data and sizes, each with its usual answer."""

    def among(self, present: Collection[str]) -> Self | None:
        """What is left of it where only these VPCs and components are; none where it leads nowhere."""
        return self

    @property
    def attached(self) -> tuple[str, ...]:
        """The VPCs, or the transit gateway, that it is attached to."""
        return ()

    @property
    def home(self) -> str:
        """The one VPC or transit gateway that it is attached to; empty where there is none."""
        return ""

    @property
    def attachments(self) -> Mapping[str, str | None]:
        """The VPCs that it joins, each with the subnet tier of its attachment where the file gives it."""
        return NO_ATTACHMENTS

    @property
    def default_vpc(self) -> str | None:
        """The VPC to which it sends what no other route takes."""
        return None

    @property
    def peered_with(self) -> tuple[str, ...]:
        """The transit gateways that it names as its peers."""
        return ()

    @property
    def is_shared(self) -> bool:
        """Whether another team runs it, and shares it by AWS RAM."""
        return False

    @property
    def joins(self) -> tuple[str, ...]:
        """The two VPCs that it joins."""
        return ()

    @property
    def leads_to(self) -> str | None:
        """The component at its other end: a private network, or the load balancer of an endpoint service."""
        return None

    @property
    def called_service(self) -> str | None:
        """The service that a VPC endpoint leads to."""
        return None

    @property
    def written_blocks(self) -> tuple[IPv4Interface, ...]:
        """Its address blocks as the file has them, host bits kept."""
        return ()

    @property
    def networks(self) -> tuple[IPv4Network, ...]:
        """Its address blocks."""
        return tuple(block.network for block in self.written_blocks)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Its address blocks as text."""
        return tuple(map(str, self.networks))

    @property
    def is_private_nat(self) -> bool:
        """Whether it translates towards private networks only."""
        return False

    @property
    def is_one_per_region(self) -> bool:
        """Whether a region has a single one, in one of its zones."""
        return False

    @property
    def given_scheme(self) -> Literal["internet-facing", "internal"] | None:
        """Whether a load balancer faces the internet, where the file says it."""
        return None

    @property
    def domain_name(self) -> str | None:
        """Its domain, where the file gives one."""
        return None

    @property
    def on_own_hosts(self) -> bool:
        """Whether its tasks run on EC2 instances of its own."""
        return False

    @property
    def schedule_expression(self) -> str | None:
        """When it calls what it connects to, where it is a clock: a `rate` or `cron` expression."""
        return None

    @property
    def web_acl_target(self) -> str | None:
        """The type of what a regional web ACL is associated with; None where AWS WAF does not protect it."""
        return None

    @property
    def takes_web_acl(self) -> bool:
        """Whether AWS WAF can protect it."""
        return self.web_acl_target is not None

    @property
    def has_stage_in_path(self) -> bool:
        """Whether the paths of an API begin with the name of its stage."""
        return False

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return False

    @property
    def is_publicly_accessible(self) -> bool:
        """Whether it has a public address in subnets that are public."""
        return False

    @property
    def is_encrypted(self) -> bool:
        """Whether what it stores is encrypted; true of services that always encrypt."""
        return True

    @property
    def is_protected(self) -> bool:
        """Whether it refuses to be deleted, where it can."""
        return True

    @property
    def backup_days(self) -> int | None:
        """How many days its backups are kept; None where it has no such setting."""
        return None

    @property
    def is_restorable(self) -> bool:
        """Whether it can be restored to a point in time, where it can."""
        return True

    @property
    def copied_to(self) -> tuple[str, ...]:
        """The regions that hold a replica of it."""
        return ()

    @property
    def replica_count(self) -> int:
        """How many replicas that can be read from the file asks for."""
        return 0

    @property
    def engine_name(self) -> str | None:
        """The engine that it runs, where its kind has several."""
        return None

    @property
    def how_many(self) -> Capacity | None:
        """How many instances, tasks or nodes run."""
        return None

    @property
    def size(self) -> str | None:
        """The type of its instances."""
        return None

    @property
    def catalogued_size(self) -> tuple[str, str] | None:
        """The field with its size, and the catalogue's table of the sizes of its service, other than EC2."""
        return None

    @property
    def chosen_version(self) -> str | None:
        """The version of its engine, where the file gives one."""
        return None

    @property
    def catalogued_version(self) -> tuple[str, str, str] | None:
        """The field with its version, what that is a version of in the catalogue, and the version."""
        engine, version = self.engine_name, self.chosen_version
        return ("engine_version", engine, version) if engine and version else None

    @property
    def task_size(self) -> tuple[int, int] | None:
        """The CPU units and the MiB of a task or a pod."""
        return None

    @property
    def runs(self) -> Service | None:
        """The service of ours that it runs, where the file says one."""
        return None

    @property
    def served_port(self) -> int | None:
        """The port that what it runs listens on."""
        return self.runs.port if self.runs else None

    @property
    def is_on_fargate(self) -> bool:
        """Whether its pods run on AWS Fargate."""
        return False
