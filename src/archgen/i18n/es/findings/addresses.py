"""The Spanish of findings on addresses."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "moves": "se mueve",
    " for {largest}": (" para {largest}"),
    ", {needs} of them for {largest}": (", {needs} de ellas para {largest}"),
    "a /{prefix} has room for twice as many": ("un /{prefix} tiene sitio para el doble"),
    "and may need {needed}{most}, more than half": ("y puede necesitar {needed}{most}, más de la mitad"),
    "and needs {needed}{most}": ("y necesita {needed}{most}"),
    "is smaller than a /27": ("es menor que un /27"),
    "larger than a /16": ("mayor que un /16"),
    "leaves it {left} of the 8 addresses that it needs": ("le deja {left} de las 8 direcciones que necesita"),
    "lower the maximum of {largest}": ("reduzca el máximo de {largest}"),
    "smaller than a /28": ("menor que un /28"),
    "takes {needs}": ("ocupa {needs}"),
    "the VPC of {other}": ("la VPC de {other}"),
    "the VPC of {place}": ("la VPC de {place}"),
    "the subnets of {written} are 1/64 of it, /{length}, {size}, so AWS refuses them; "
    "choose a VPC block from /16 to /22": (
        "las subredes de {written} son 1/64 del bloque, /{length}, {size}, y AWS no las "
        "admite; elija para la VPC un bloque de /16 a /22"
    ),
    "write `{network}`": ("escriba `{network}`"),
    "{block} overlaps {other}; use another block for one of them": (
        "{block} se solapa con {other}; use otro bloque para uno de los dos"
    ),
    "{cidr} ({row}, {zone}) has {free} usable addresses {worst}; ": (
        "{cidr} ({row}, {zone}) tiene {free} direcciones utilizables {worst}; "
    ),
    "{cidr} ({row}, {zone}) is {size}, so AWS refuses the subnet": (
        "{cidr} ({row}, {zone}) es {size}, y AWS no admite la subred"
    ),
    "{cidr} has no free block for {row} in {zone}; pin smaller ones": (
        "{cidr} no tiene ningún bloque libre para {row} en {zone}; fije bloques más pequeños"
    ),
    "{id} is in {row}, where {cidr} ({zone}) {wants}; use larger blocks for {row}": (
        "{id} está en {row}, donde {cidr} ({zone}) {wants}; asigne bloques mayores a {row}"
    ),
    "{message}; choose a block such as 10.0.0.0/16": ("{message}; elija un bloque como 10.0.0.0/16"),
    "{message}; choose a larger block": ("{message}; elija un bloque mayor"),
    "{message}; pin a block from /16 to /28": ("{message}; fije un bloque de /16 a /28"),
    "{what}; choose a block from /16 to /22": ("{what}; elija un bloque de /16 a /22"),
    "{written} has host bits set, and AWS stores {network}; write {network}": (
        "{written} tiene bits de host, y AWS guarda {network}; escriba {network}"
    ),
    "{written} has no room for {without} in one more zone of {place}": (
        "{written} no tiene sitio para {without} en una zona más de {place}"
    ),
    "{written} is not a private range, so its owner cannot be reached from the VPC": (
        "{written} no es un rango privado, así que desde la VPC no se puede llegar a su propietario"
    ),
    "{written} is {size}, so AWS refuses the VPC in {region}": (
        "{written} es {size}, y AWS no admite la VPC de {region}"
    ),
    "{written} {what} is outside {cidr}, the VPC's block; pin a block inside it": (
        "{written} {what} está fuera de {cidr}, el bloque de la VPC; fije un bloque dentro de él"
    ),
}
