"""The Spanish of the interactive page, by the English text."""

from __future__ import annotations

from collections.abc import Mapping

INTERACTIVE: Mapping[str, str] = {
    "Broken ways": "Caminos cortados",
    "Close": "Cerrar",
    "Fields": "Datos",
    "Fit to window": "Ajustar a la ventana",
    "Flow": "Flujo",
    "Is reached from": "Recibe conexiones de",
    "Keys": "Teclas",
    "Light or dark": "Claro u oscuro",
    "Fail a zone": "Hacer fallar una zona",
    "Move": "Mover",
    "Next component": "Componente siguiente",
    "No zone takes it down.": "Ninguna zona lo deja fuera de servicio.",
    "Nothing found": "Sin resultados",
    "Opens connections to": "Abre conexiones a",
    "Search": "Buscar",
    "This zone has failed.": "Esta zona ha fallado.",
    "View": "Vista",
    "What happens to it": "Qué le ocurre a cada uno",
    "Zoom": "Zoom",
    "Zoom in": "Acercar",
    "Zoom out": "Alejar",
    "connections": "conexiones",
    "none": "ninguna",
    "not survived": "no se supera",
    "survived": "se supera",
}
