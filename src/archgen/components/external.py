"""A service of somebody else."""

from typing import Literal

from pydantic import Field

from .base import Cidrs, Outside


class External(Outside):
    """A service of somebody else, reached over the internet."""

    kind: Literal["external"]
    cidrs: Cidrs = Field(
        default=(), description="its address blocks where they are known; the internet unless set"
    )
    icon_class = "aws.general.InternetAlt1"
    drawio_shape = "internet_alt22"
    service_name = "External service"

    @property
    def default_port(self) -> int:
        return 443


KIND = External
