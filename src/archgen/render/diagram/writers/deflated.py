"""Icons that pictures often have, compressed beforehand: on the spot it takes a tenth of a second a picture.

`deflated.json` has the streams by a digest of what they are made of, so that an icon which comes out
otherwise (of another `diagrams`, by another Pillow) is compressed on the spot. It is made by
`tests/make_deflated.py`.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from archgen.render.diagram.writers.zlibstream import compressed

FILE = Path(__file__).with_name("deflated.json")


def deflated(data: bytes) -> bytes:
    """The data as a zlib stream, the same whether it was compressed beforehand or not."""
    stream = streams().get(digest(data))
    return compressed(data) if stream is None else b64decode(stream)


def digest(data: bytes) -> str:
    """By what a stream is found."""
    return sha256(data).hexdigest()[:16]


@cache
def streams() -> Mapping[str, str]:
    """The streams in Base64, by the digests of their data."""
    found: Mapping[str, str] = json.loads(FILE.read_text(encoding="ascii"))
    return found
