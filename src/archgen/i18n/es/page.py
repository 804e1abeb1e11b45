"""The Spanish of the interactive page, by the English text."""

from __future__ import annotations

from collections.abc import Mapping

INTERACTIVE: Mapping[str, str] = {
    "1 connection": "1 conexión",
    "AZ failure": "Fallo de zona",
    "Broken paths": "Rutas cortadas",
    "Component failure": "Fallo de componente",
    "Failure": "Fallo",
    "Map": "Mapa",
    "No AZ failure takes it down.": "Ningún fallo de zona lo deja fuera de servicio.",
    "Outcome": "Resultado",
    "Region failure": "Fallo de región",
    "This fails.": "Esto falla.",
    "Where": "Dónde",
    "Close": "Cerrar",
    "Fields": "Datos",
    "Fit to window": "Ajustar a la ventana",
    "Flow": "Flujo",
    "Is reached from": "Recibe conexiones de",
    "Keys": "Teclas",
    "Light or dark": "Claro u oscuro",
    "Move": "Mover",
    "Next component": "Componente siguiente",
    "Nothing found": "Sin resultados",
    "Opens connections to": "Abre conexiones a",
    "Search": "Buscar",
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
