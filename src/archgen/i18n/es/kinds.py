"""The Spanish of what kinds say of themselves, and of what connections to them are for."""

from __future__ import annotations

from collections.abc import Mapping

ACCESSES: Mapping[str, str] = {
    "read": "leer",
    "write": "escribir",
    "read-write": "leer y escribir",
    "send": "enviar",
    "receive": "recibir",
    "publish": "publicar",
    "invoke": "invocar",
    "events": "eventos",
    "{first} and {last}": "{first} y {last}",
}

KINDS: Mapping[str, str] = {**ACCESSES}
