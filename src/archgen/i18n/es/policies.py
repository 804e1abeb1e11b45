"""The Spanish of policies and of what breaks them."""

from __future__ import annotations

from collections.abc import Mapping

POLICIES: Mapping[str, str] = {
    "{source} may connect to {target}": "{source} puede conectarse a {target}",
    "{source} may connect to {target}, which only {allowed} may": (
        "{source} puede conectarse a {target}, y solo {allowed} debería poder"
    ),
    "anybody on the internet may connect to {target}": "cualquiera en Internet puede conectarse a {target}",
    "{source} reaches {target} without passing {via}": "{source} llega a {target} sin pasar por {via}",
    "{source} does not reach {target} at all": "{source} no llega a {target} en ningún caso",
    "what it depends on is down": "lo que conduce a él no funciona",
    "without {what}, {source} does not reach {target}: {reason}": (
        "sin {what}, {source} no llega a {target}: {reason}"
    ),
    '; did you mean "{key}"?': '; ¿quería decir "{key}"?',
    "{id} ({kind}) has no field `{key}`{hint}": "{id} ({kind}) no tiene el campo `{key}`{hint}",
    "`{key}` of {id} is {value}, and {wanted} is promised": (
        "`{key}` de {id} es {value}, y se promete {wanted}"
    ),
    "{what}, which breaks `{policy}` ({origin}): {because}": (
        "{what}, lo que incumple `{policy}` ({origin}): {because}"
    ),
    "{what}, which breaks `{policy}` ({origin})": "{what}, lo que incumple `{policy}` ({origin})",
    "{what}, which breaks `{policy}`: {because}": "{what}, lo que incumple `{policy}`: {because}",
    "{what}, which breaks `{policy}`": "{what}, lo que incumple `{policy}`",
    "this connection breaks it": "esta conexión la incumple",
    "this breaks it": "esto la incumple",
}
"""Messages and reasons."""
