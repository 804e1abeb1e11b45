"""What resources are called: labels inside Terraform, and names at AWS that fit its limits."""

from __future__ import annotations

import re
from hashlib import sha256


def label(*ids: str) -> str:
    """Ids of the model as the label of a resource: `web-lb` becomes `web_lb`."""
    return "_".join(id.replace("-", "_") for id in ids)


def fit(text: str, limit: int) -> str:
    """A name of at most `limit` characters that AWS takes, the same for the same text.

    Most of AWS's names take letters, digits and single hyphens inside. What has to be changed ends with a
    hash of the whole, so that two long names never become one.
    """
    clean = re.sub(r"-+", "-", text).strip("-")
    if clean == text and len(text) <= limit:
        return text
    digest = sha256(text.encode()).hexdigest()[:6]
    return f"{clean[: limit - 7].rstrip('-')}-{digest}"


class Labels:
    """Labels that are made of several ids, kept apart where the ids run together.

    `a-b` and `c` would be called what `a` and `b-c` are called: the later of the two gets a hash.
    """

    def __init__(self) -> None:
        self._owners: dict[str, tuple[str, ...]] = {}

    def of(self, *ids: str) -> str:
        """The label of these ids together."""
        text = label(*ids)
        if self._owners.setdefault(text, ids) == ids:
            return text
        return f"{text}_{sha256(chr(0).join(ids).encode()).hexdigest()[:6]}"
