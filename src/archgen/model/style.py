"""How a file's pictures look: colours of its own within AWS's conventions, and a theme for paper.

Frames of clouds, regions, VPCs and subnets and the icons of services keep AWS's colours: a reader knows them.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from archgen.findings.phrase import Phrase
from archgen.model.contrast import contrast, darker
from archgen.model.kinds.fields import Strict
from archgen.model.shapes import refused

COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}\z"
TEXT, FRAME = 4.5, 3.0
"""The least contrast of text and of what is no text (WCAG 2.2, 1.4.3 and 1.4.11)."""
WHITE = "#FFFFFF"


def _readable(value: str, least: float) -> str:
    found = contrast(value, WHITE)
    if found < least:
        text = Phrase(
            "is {colour}, whose contrast on white is {found}:1; it needs {least}:1, as {better} has",
            colour=value,
            found=f"{found:.1f}",
            least=f"{least:g}",
            better=darker(value, least),
        )
        raise refused("contrast", text)
    return value.upper()


def _text(value: str) -> str:
    return _readable(value, TEXT)


def _frame(value: str) -> str:
    return _readable(value, FRAME)


def _quoted(value: Any) -> Any:
    if value is None:
        raise refused("colour", Phrase("is empty: # begins a comment; put the colour in quotes"))
    return value


Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
TextColour = Annotated[Annotated[Colour, AfterValidator(_text)] | None, BeforeValidator(_quoted)]
"""Of text, and of lines with text on them."""
FrameColour = Annotated[Annotated[Colour, AfterValidator(_frame)] | None, BeforeValidator(_quoted)]


class Style(Strict):
    """Colours are for the light pictures, such as "#0B5FA5"; the dark ones take the same, lighter."""

    theme: Literal["aws", "print"] = Field(
        default="aws", description="`print`: no fills, black text, and lines that differ in their dashes too"
    )
    title: TextColour = Field(default=None, description="colour of the pictures' titles")
    steps: TextColour = Field(default=None, description="colour of the numbers of the flow's steps")
    groups: FrameColour = Field(default=None, description="colour of the frames of `groups`")
    requests: TextColour = Field(default=None, description="colour of requests")
    data: TextColour = Field(default=None, description="colour of connections to data stores")
    egress: TextColour = Field(default=None, description="colour of traffic to the internet")
    events: TextColour = Field(default=None, description="colour of events and queues")
