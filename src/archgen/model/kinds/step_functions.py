"""AWS Step Functions: a state machine."""

from typing import Literal

from pydantic import Field

from .facts import Access, Made, Permission
from .managed import Managed


class StepFunctions(Managed):
    """A state machine, whose tasks call what it connects to."""

    kind: Literal["step-functions"]
    type: Literal["standard", "express"] = Field(
        default="standard", description="standard: up to a year, each step once; express: up to five minutes"
    )
    icon_class = "aws.integration.StepFunctions"
    drawio_shape = "step_functions"
    service_name = "AWS Step Functions"
    words = ("statemachine", "workflow", "sfn", "stepfunction", "stepfunctions")
    usual_port = 443
    endpoint_service = "states"
    called_by_role = True
    permissions = (Permission(Access.INVOKE, ("states:StartExecution",)),)
    variables = (("STATE_MACHINE_ARN", "arn"),)
    delivers = True
    terraform_type = "aws_sfn_state_machine"
    named_arn = "states:REGION:ACCOUNT:stateMachine:{name}"
    name_attribute = ("name", 80)
    read_from = ("aws_sfn_state_machine",)
    read_fields = (("type", ("type",)),)
    read_if_used = True
    compared = ("type",)
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "state machines are tried with Step Functions Local of AWS, by hand"),)

    @classmethod
    def as_written(cls, field: str, value: str) -> str:
        """The provider writes types in capitals."""
        return value.lower()


KIND = StepFunctions
