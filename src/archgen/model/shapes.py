"""The shapes of texts that DNS, AWS, a shell or a container runtime reads as a name of their own."""

from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from archgen.findings.phrase import Phrase


def refused(kind: LiteralString, text: Phrase, at: str = "") -> PydanticCustomError:
    """What a validator raises: a fault that follows the name of a value, such as `is not a date`.

    `at` leads to the value from the part that is looked at, where all of that is (`service.image`).
    """
    return PydanticCustomError(kind, "{text}", {"text": text} | ({"at": at} if at else {}))


_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOST_PATTERN = rf"^({_LABEL}\.)*[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.?\z"
"""Labels of RFC 1123, the last one no number; international names in their ASCII form, `xn--...`."""
VARIABLE_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*\z"
"""The names of environment variables that every shell can read (POSIX, XBD 8.1 and 3.216)."""
ENVIRONMENT_PATTERN = r"^[!-<>-~]([ -<>-~]*[!-<>-~])?\z"
"""What a process may have as the name of a variable: anything printable without `=` (POSIX, XBD 8.1)."""
URL_PATH_PATTERN = r"^/[!-~]*\z"
VERSION_PATTERN = r"^[0-9]+(\.[A-Za-z0-9_-]+){0,5}\z"
SIZE_PATTERN = r"^[a-z0-9-]+(\.[a-z0-9-]+)+\z"
RUNTIME_PATTERN = r"^[a-z][a-z0-9.]*\z"
PLACE_PATTERN = r"^[A-Za-z0-9-]*\z"
PREFIX_PATTERN = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z"
"""The first label of a name that AWS completes (Amazon Cognito API reference: CreateUserPoolDomain)."""
ONE_LINE_PATTERN = r"^[^\r\n]*\z"

HostName = Annotated[str, StringConstraints(pattern=HOST_PATTERN, max_length=254)]
EnvironmentName = Annotated[str, StringConstraints(pattern=ENVIRONMENT_PATTERN, max_length=255)]
VariableName = Annotated[str, StringConstraints(pattern=VARIABLE_PATTERN, max_length=255)]
Image = Annotated[str, StringConstraints(min_length=1, pattern=ONE_LINE_PATTERN)]
UrlPath = Annotated[str, StringConstraints(pattern=URL_PATH_PATTERN, max_length=1024)]
Size = Annotated[str, StringConstraints(pattern=SIZE_PATTERN, max_length=60)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN, max_length=60)]
Runtime = Annotated[str, StringConstraints(pattern=RUNTIME_PATTERN, max_length=40)]
PlaceName = Annotated[str, StringConstraints(pattern=PLACE_PATTERN, max_length=40)]
"""A region or a zone, as AWS writes them."""
DomainPrefix = Annotated[str, StringConstraints(pattern=PREFIX_PATTERN, max_length=63)]
Folder = Annotated[str, StringConstraints(pattern=ONE_LINE_PATTERN, max_length=1000)]


def listed(value: Any) -> Any:
    """A list as the tuple that a frozen model keeps."""
    return tuple(value) if isinstance(value, list) else value


Places = Annotated[tuple[PlaceName, ...], Field(max_length=64), BeforeValidator(listed)]
VariableNames = Annotated[tuple[VariableName, ...], Field(max_length=64), BeforeValidator(listed)]


def _tag_key(value: str) -> str:
    if value.lower().startswith("aws:"):
        raise refused("tag", Phrase("begins with aws:, which AWS keeps for itself"))
    return value


TagKey = Annotated[
    str, StringConstraints(min_length=1, max_length=128, pattern=ONE_LINE_PATTERN), AfterValidator(_tag_key)
]
TagValue = Annotated[str, StringConstraints(max_length=256)]
"""The lengths of AWS (Tag Editor User Guide); what signs it takes depends on the service."""
