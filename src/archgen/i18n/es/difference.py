"""The Spanish of what a change means."""

from __future__ import annotations

from collections.abc import Mapping

DIFFERENCE: Mapping[str, str] = {
    "{target} is open to the internet on {port}": "{target} está abierto a Internet en {port}",
    "{target} is no longer open to the internet on {port}": (
        "{target} ya no está abierto a Internet en {port}"
    ),
    "{id} is removed, and its data with it": "se elimina {id}, y con él sus datos",
    "{id} becomes {kind}: the data of the {old} is deleted": (
        "{id} pasa a ser {kind}: se eliminan los datos de {old}"
    ),
    "`{field}` of {id} changes: AWS creates it again, and its data is deleted": (
        "cambia `{field}` de {id}: AWS lo crea de nuevo y se eliminan sus datos"
    ),
    "when {zone} fails, {paths} no longer fails": "cuando falla {zone}, {paths} ya no falla",
    "when {zone} fails, {paths} now fails: {reason}": "cuando falla {zone}, ahora falla {paths}: {reason}",
    "{source} no longer reaches {targets}": "{source} ya no llega a {targets}",
    "{source} now reaches {targets}": "{source} llega ahora a {targets}",
    "{code} {name}: {message}": "{code} {name}: {message}",
    "{source} -> {target}: at least {before} before, {after} after": (
        "{source} -> {target}: al menos {before} antes, {after} después"
    ),
    "{address} is replaced ({why}): its data is deleted{snapshot}": (
        "{address} se reemplaza ({why}): se eliminan sus datos{snapshot}"
    ),
    "its configuration": "su configuración",
    "{address} is destroyed, and its data with it{snapshot}": (
        "{address} se destruye, y con él sus datos{snapshot}"
    ),
    " (a final snapshot is taken)": " (se toma una instantánea final)",
    "{address} was deleted outside of Terraform": "{address} se eliminó fuera de Terraform",
    "{address} was changed outside of Terraform: {names}": (
        "{address} se modificó fuera de Terraform: {names}"
    ),
    "{group} now admits {rules}": "{group} admite ahora {rules}",
    "{group} no longer admits {rules}": "{group} ya no admite {rules}",
}
"""Consequences."""
