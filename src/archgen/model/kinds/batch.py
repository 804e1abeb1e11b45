"""AWS Batch: a queue of jobs in containers."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .base import Running
from .category import Category
from .copies import Copy, FailureImpact, Scope, State
from .facts import Access, Permission
from .managed import Managed


class Batch(Managed, Running):
    """A queue of jobs, which run as Fargate tasks in its `subnets`; without them it has no Terraform."""

    kind: Literal["batch"]
    category = Category.JOBS
    where = "once in a region, or in the zones of its subnets"
    keeps_nothing = True
    called_by_api = True
    listens = False
    cpu: int = Field(default=256, ge=256, description="CPU units of a job; 1024 are one vCPU")
    memory: int = Field(default=512, ge=512, description="memory of a job in MiB")
    max_vcpus: int = Field(
        default=16, ge=1, le=100000, description="how many vCPUs all running jobs may use together"
    )
    attempts: int = Field(default=1, ge=1, le=10, description="how often a job that fails is tried")
    timeout: int | None = Field(
        default=None, ge=60, description="seconds after which a job is ended; never unless set"
    )
    icon_class = "aws.compute.Batch"
    drawio_shape = "batch"
    service_name = "AWS Batch"
    words = ("awsbatch", "jobqueue", "batchjob")
    usual_port = 443
    endpoint_service = "batch"
    called_by_role = True
    puts_failures_by_rule = True
    permissions = (Permission(Access.SEND, ("batch:SubmitJob",), ("", "job-queue:job-definition:*")),)
    variables = (("QUEUE", "name"), ("JOB_DEFINITION", "aws_batch_job_definition.{label}.name"))
    terraform_type = "aws_batch_job_queue"
    read_from = ("aws_batch_job_queue",)
    compared = ("max_vcpus",)
    may_serve_others = False
    name_limit = None
    lacks = ()

    @property
    def actual_scope(self) -> Scope:
        return Scope.ZONE if self.subnets else Scope.REGION

    @property
    def resource_type(self) -> str | None:
        return self.terraform_type if self.subnets else None

    @property
    def needed_for_terraform(self) -> str | None:
        """Fargate jobs have network interfaces in subnets (AWS Batch User Guide, compute environments)."""
        return None if self.subnets else "subnets"

    @property
    def task_size(self) -> tuple[int, int]:
        return (self.cpu, self.memory)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Jobs in a failed zone fail, and start again elsewhere if they may be tried again."""
        if not lost:
            return FailureImpact(State.UNAFFECTED, "the service replicates it across zones")
        if not left:
            return FailureImpact(State.DOWN, "all of its subnets are in that zone")
        return FailureImpact(State.FAILS_OVER, "the service runs its jobs in the other zones", (60, 300))


KIND = Batch
