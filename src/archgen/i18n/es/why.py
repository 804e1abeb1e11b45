"""The Spanish of why one thing reaches another, or does not."""

from __future__ import annotations

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "anybody on the internet": "cualquiera en Internet",
    "{block} is on the internet": "{block} está en Internet",
    "{block} is not the block of anything here": "{block} no es el bloque de nada de aquí",
    "{block} has addresses of {places}": "{block} tiene direcciones de {places}",
    "{target} admits {ports} only, not {port}": "{target} solo admite {ports}, no {port}",
    "{source} opens no connections": "{source} no abre conexiones",
    "nothing connects to {target}": "nada se conecta a {target}",
    "only {callers} connect to {target}, and {source} reaches none of them": (
        "solo {callers} se conectan a {target}, y {source} no llega a ninguno de ellos"
    ),
    "only {callers} connects to {target}, and {source} does not reach it": (
        "solo {callers} se conecta a {target}, y {source} no llega a él"
    ),
    "make {target} a target of {source}": "haga de {target} un destino de {source}",
    "let {source} use {target}": "permita que {source} use {target}",
    "let the security group of {target} admit {source} on {port}": (
        "permita que el grupo de seguridad de {target} admita a {source} en {port}"
    ),
    "its port": "su puerto",
    "add `{line}` to `connections`": "añada `{line}` a `connections`",
}
"""Reasons and changes."""
