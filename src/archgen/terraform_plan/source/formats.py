"""The bytes of a plan in the forms in which they come: as they are, or compressed by gzip."""

from __future__ import annotations

import zlib

from archgen.terraform_plan.source.unreadable import UnreadablePlanError

GZIP = b"\x1f\x8b"
_MOST = 1_000_000_000
"""Bytes of a plan at most."""
_TEXTS = (
    b"will perform the following actions",
    b"used the selected providers to generate the following execution",
    b"No changes. Your infrastructure matches the configuration",
)
"""What stands in the text of a plan, as `terraform plan` and `tofu plan` print it."""


def unpacked(raw: bytes) -> bytes:
    """The bytes without their compression. Raises `UnreadablePlanError`."""
    if not raw.startswith(GZIP):
        return raw
    try:
        reader = zlib.decompressobj(wbits=31)
        found = reader.decompress(raw, _MOST)
    except zlib.error:
        raise UnreadablePlanError("is compressed by gzip, and broken") from None
    if reader.unconsumed_tail:
        raise UnreadablePlanError("is more than 1 GB when it is unpacked")
    if not reader.eof:
        raise UnreadablePlanError("is compressed by gzip, and ends in the middle")
    return found


def is_plan_text(raw: bytes) -> bool:
    """Whether it is what `terraform plan` prints for people."""
    return any(text in raw[:200_000] for text in _TEXTS)
