"""The Spanish of what fails, and of what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

SIMULATION: Mapping[str, str] = {
    "{target} does not recover automatically: {note}": "{target} no se recupera automáticamente: {note}",
    "{target} fails over: {note}": "{target} pasa a otra zona: {note}",
    "{zone} does not answer, and {source} finds {target} by it": (
        "{zone} no responde, y {source} encuentra {target} por ese nombre"
    ),
    "what is left of the path to {target} is in different regions": (
        "lo que queda de la ruta a {target} está en regiones distintas"
    ),
    "reads are still served by {copy}": "{copy} sigue atendiendo las lecturas",
    "it fails itself": "falla el propio componente",
    "its region fails": "falla su región",
    "no copy of it is left": "no queda ninguna copia",
    "the copy in another region is promoted manually; late writes may be lost": (
        "la copia de otra región se promueve manualmente; pueden perderse las últimas escrituras"
    ),
    "{component} pauses for {time}": "{component} se interrumpe {time}",
    "{component} is left in one zone, {zone}": "{component} queda en una sola zona, {zone}",
    "What each request path does": "Qué hace cada ruta de las solicitudes",
    "At once is what already runs; then is after automatic failovers, without new launches.": (
        "De inmediato: lo que ya está en marcha. Después: tras las conmutaciones automáticas, sin "
        "lanzar instancias."
    ),
    "What fails": "Qué falla",
    "Path": "Ruta",
    "At once": "De inmediato",
    "Then": "Después",
    "Hops and reasons": "Saltos y motivos",
    "survives": "resiste",
    "degraded": "degradada",
    "fails": "falla",
    "works within {time}": "funciona en {time}",
    "fails until new instances are launched": "falla hasta que se lanzan instancias nuevas",
    "left in {zone} alone: {components}": "quedan solo en {zone}: {components}",
    "Single points of failure, with what fails without them:": (
        "Puntos únicos de fallo, con lo que falla sin ellos:"
    ),
    "Availability": "Disponibilidad",
    "Limited most by": "Lo que más la limita",
    "From AWS SLAs of {date}, by enumeration of all states of zones and services; failovers and your own "
    "software are not counted. AWS publishes no figure for a zone: hence two bounds.": (
        "Según los SLA de AWS de {date}, enumerando todos los estados de zonas y servicios; no se cuentan "
        "las conmutaciones ni el software propio. AWS no publica una cifra por zona: de ahí los dos límites."
    ),
    "an AZ fails: everything works again within {time}": "falla una zona: todo vuelve a funcionar en {time}",
    "a region fails: everything works again within {time}": (
        "falla una región: todo vuelve a funcionar en {time}"
    ),
    "an AZ fails: at most {time} of data is lost": "falla una zona: se pierden como mucho {time} de datos",
    "a region fails: at most {time} of data is lost": (
        "falla una región: se pierden como mucho {time} de datos"
    ),
    "the target is met": "se cumple el objetivo",
    "the last writes of {components} may be lost": "pueden perderse las últimas escrituras de {components}",
    "without {what}, {paths} fail": "sin {what} fallan {paths}",
    "without {what}, it takes up to {time}": "sin {what} se tarda hasta {time}",
}
"""Reasons for which a path fails or is degraded, and states of components."""
