"""The Spanish of findings that only plans have: targets, listeners, gateways, zones, public names."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "admit only the subnets that route to it": "admita solo las subredes que tienen ruta a él",
    "it": "este registro",
    "it forwards plain HTTP on 80 beside HTTPS; redirect 80 to 443": (
        "reenvía HTTP sin cifrar en 80 además de HTTPS; redirija 80 a 443"
    ),
    "it listens on {ports}, and {groups} lets nobody in there; add an ingress rule for {ports}": (
        "escucha en {ports}, y {groups} no deja entrar a nadie ahí; añada una regla de entrada para {ports}"
    ),
    "its health checks reach {target} on {port}, and {groups} does not let them in; "
    "add an ingress rule for {port} from {peer}": (
        "sus comprobaciones de estado llegan a {target} por {port}, y {groups} no las deja entrar; "
        "añada una regla de entrada para {port} desde {peer}"
    ),
    "its health checks reach {target} on {port}, and {groups} does not let them out; "
    "add an egress rule for {port} to {peer}": (
        "sus comprobaciones de estado llegan a {target} por {port}, y {groups} no las deja salir; "
        "añada una regla de salida para {port} hacia {peer}"
    ),
    "its requests reach {target} on {port}, and {groups} does not let them in; "
    "add an ingress rule for {port} from {peer}": (
        "sus solicitudes llegan a {target} por {port}, y {groups} no las deja entrar; "
        "añada una regla de entrada para {port} desde {peer}"
    ),
    "its requests reach {target} on {port}, and {groups} does not let them out; "
    "add an egress rule for {port} to {peer}": (
        "sus solicitudes llegan a {target} por {port}, y {groups} no las deja salir; "
        "añada una regla de salida para {port} hacia {peer}"
    ),
    "no subnet routes to it in {zone}, and it costs by the hour; remove it": (
        "ninguna subred tiene ruta a él en {zone}, y cuesta por hora; quítelo"
    ),
    "route to {gateways} there": "use ahí la ruta a {gateways}",
    "the subnets of the load balancer": "las subredes del balanceador de carga",
    "use one NAT gateway per zone": "use un gateway NAT por zona",
    "{subnets} route to it from another zone, and have no egress when {zone} fails; {advice}": (
        "{subnets} tienen ruta a él desde otra zona, y se quedan sin salida cuando falla {zone}; {advice}"
    ),
    "{subnets} routes to it from another zone, and has no egress when {zone} fails; {advice}": (
        "{subnets} tiene ruta a él desde otra zona, y se queda sin salida cuando falla {zone}; {advice}"
    ),
    "{zone} is not in {region}, where {network} is; use a zone of {region}": (
        "{zone} no está en {region}, donde está {network}; use una zona de {region}"
    ),
}
