"""What the fields of components may hold, and the parts that several kinds have."""

from ipaddress import IPv4Interface, IPv4Network
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from archgen.findings.phrase import Phrase
from archgen.model.shapes import (
    ONE_LINE_PATTERN,
    EnvironmentName,
    Folder,
    Image,
    PlaceName,
    UrlPath,
    VariableNames,
    listed,
    refused,
)

INTERNET = "0.0.0.0/0"
"""Stands where a component's id would: anybody on the internet. No component can have this id."""

PRIVATE = tuple(
    IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
)
"""The blocks that the internet does not carry (RFC 1918, RFC 6598)."""


def is_private(block: IPv4Network) -> bool:
    """Whether none of its addresses is on the internet."""
    return any(private.supernet_of(block) for private in PRIVATE)


def _cidr(value: Any) -> IPv4Interface:
    if isinstance(value, IPv4Interface):
        return value
    try:
        if isinstance(value, str) and "/" in value:
            return IPv4Interface(value)
    except ValueError:
        pass
    raise refused("cidr", Phrase("is not a CIDR block such as 10.0.0.0/16"))


def _list_or_one(value: Any) -> Any:
    return (value,) if isinstance(value, str) else listed(value)


ICON_PATTERN = r"[a-z0-9]+\.[a-z0-9]+\.\w+"

ID_PATTERN = r"[a-z][a-z0-9-]*"

MAX_ID = 40

Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}\z", max_length=MAX_ID)]

_CIDR_TEXT = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9.]+\z")]

Cidr = Annotated[IPv4Interface, BeforeValidator(_cidr, json_schema_input_type=_CIDR_TEXT)]
"""A block as written, host bits kept: `.network` is what AWS stores."""

Cidrs = Annotated[tuple[Cidr, ...], Field(max_length=256), BeforeValidator(listed)]

Names = Annotated[tuple[str, ...], Field(max_length=64), BeforeValidator(listed)]

OneOrMore = Annotated[
    tuple[PlaceName, ...],
    Field(max_length=64),
    BeforeValidator(_list_or_one, json_schema_input_type=str | list[str]),
]

Text = Annotated[str, StringConstraints(min_length=1)]

Label = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=ONE_LINE_PATTERN)]

FileNames = Annotated[
    tuple[Label, ...],
    Field(max_length=50),
    BeforeValidator(_list_or_one, json_schema_input_type=str | list[str]),
]

Port = Annotated[int, Field(ge=1, le=65535)]


class Strict(BaseModel):
    """A part of the file: no unknown keys, no silent conversions, frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def value_of(self, field: str) -> Any:
        """The value of one of its fields by name; None where it has no such field."""
        return vars(self).get(field)


class Capacity(Strict):
    """How many of a compute component run."""

    min: int = Field(default=2, ge=0, description="how many run at the least")
    max: int = Field(default=4, ge=0, description="how many run at the most")
    desired: int | None = Field(default=None, ge=0, description="how many run at the start; `min` unless set")
    required: int = Field(default=1, ge=0, description="how many must still run when a zone fails")

    @property
    def wanted(self) -> int:
        """How many run in quiet times."""
        return self.min if self.desired is None else self.desired


class Build(Strict):
    """A folder, and what its code runs on."""

    folder: Folder = Field(description="the folder with the code")
    runtime: Literal["python", "node"] = Field(
        description="what runs the code: a Dockerfile for it is written to `output/local`"
    )


def _form_of_build(value: Any) -> str:
    return "map" if isinstance(value, dict | Build) else "text"


class Service(Strict):
    """What instances run: a container image."""

    image: Image = Field(description="the container image, with its tag")
    build: (
        Annotated[
            Annotated[Folder, Tag("text")] | Annotated[Build, Tag("map")], Discriminator(_form_of_build)
        ]
        | None
    ) = Field(
        default=None,
        description="the folder with its Dockerfile; or a folder without one, and the runtime of its code",
    )
    port: Port | None = Field(
        default=None, description="the port that it listens on; unset for a worker, to which nothing connects"
    )
    health_check: UrlPath = Field(default="/", description="the path that answers 200 when it is healthy")
    environment: dict[EnvironmentName, str | int | float | bool] = Field(
        default_factory=dict,
        description="environment variables; `${ID.ATTRIBUTE}` is the host, port, password ... of a component",
    )
    secrets: VariableNames = Field(default=(), description="names of environment variables that are secret")

    @property
    def folder(self) -> str | None:
        """The folder that the image is built from."""
        return self.build.folder if isinstance(self.build, Build) else self.build

    @property
    def runtime(self) -> str | None:
        """What its code runs on, where it asks for a Dockerfile."""
        return self.build.runtime if isinstance(self.build, Build) else None
