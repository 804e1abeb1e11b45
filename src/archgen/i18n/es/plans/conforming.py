"""The Spanish of what `archgen conform` says of a plan and its model."""

from __future__ import annotations

from collections.abc import Mapping

CONFORMING: Mapping[str, str] = {
    " (ports {ports})": " (puertos {ports})",
    "The rules find in the plan, and not in the model:": (
        "Las reglas encuentran en el plan, y no en el modelo:"
    ),
    "address: {n}": "dirección: {n}",
    "block": "el bloque",
    "components matched by {counts}": "componentes emparejados por {counts}",
    "differs": "difiere",
    "extra": "sobra",
    "found {count} difference": "se encontró {count} diferencia",
    "found {count} differences": "se encontraron {count} diferencias",
    "kind and place: {n}": "tipo y lugar: {n}",
    "listener ports": "los puertos de los listeners",
    "missing": "falta",
    "nothing": "nada",
    "nothing could be compared": "no se pudo comparar nada",
    "origins": "los orígenes",
    "public address": "la dirección pública",
    "subnet": "la subred",
    "subnet {id}": "subred {id}",
    "tag: {n}": "etiqueta: {n}",
    "targets": "los destinos",
    "the VPC": "la VPC",
    "the VPC of {vpc}": "la VPC de {vpc}",
    "the plan matches the model": "el plan coincide con el modelo",
    "{what} in {region}": "{what} en {region}",
    "{what} is in the model and not in the plan{values}": "{what} está en el modelo y no en el plan{values}",
    "{what} is in the plan and not in the model{values}": "{what} está en el plan y no en el modelo{values}",
    "{what}: {name} is none in the plan, {wanted} in the model": (
        "{what}: {name} no está en el plan, y en el modelo es {wanted}"
    ),
    "{what}: {name} is {said} in the plan, none in the model": (
        "{what}: {name} en el plan es {said}, y no está en el modelo"
    ),
    "{what}: {name} is {said} in the plan, {wanted} in the model": (
        "{what}: {name} en el plan es {said}, y en el modelo {wanted}"
    ),
}
