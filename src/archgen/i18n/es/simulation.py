"""The Spanish of what fails, and of what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

SIMULATION: Mapping[str, str] = {
    "{target} fails over: {note}": "{target} conmuta por error: {note}",
    "{zone} does not answer, and {source} finds {target} by it": (
        "{zone} no responde, y {source} encuentra {target} por ese nombre"
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
}
"""Reasons for which a path fails or is degraded, and states of components."""
