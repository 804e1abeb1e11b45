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

MESSAGES: Mapping[str, str] = {
    "a queue": "una cola",
    "a topic": "un tema",
    "a stream": "un flujo",
    "nobody reads {id} ({what}); add `{id} -> FUNCTION`, or `WORKER -> {id}: {{access: receive}}`": (
        "nadie lee de {id} ({what}); añada `{id} -> FUNCIÓN`, o `PROCESO -> {id}: {{access: receive}}`"
    ),
    "nobody writes to {id} ({what}); add who does: `SENDER -> {id}`": (
        "nadie escribe en {id} ({what}); añada quién lo hace: `REMITENTE -> {id}`"
    ),
    "nothing calls {source}, which only sends to {target}; to call it, write `{turned}`": (
        "nada llama a {source}, que solo envía a {target}; para que {target} lo llame, escriba `{turned}`"
    ),
    "{source} calls functions only; {target} polls it: write `{turned}`": (
        "{source} solo llama a funciones; {target} lo consulta: escriba `{turned}`"
    ),
    "write `{turned}`": "escriba `{turned}`",
}

KINDS: Mapping[str, str] = {**ACCESSES, **MESSAGES}
