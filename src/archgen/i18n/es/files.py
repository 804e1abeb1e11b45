"""The Spanish of comments in generated files: the local stack and the delivery pipeline."""

from __future__ import annotations

from collections.abc import Mapping

FILES: Mapping[str, str] = {
    "Start it: docker compose up --build (in this folder; ARCHGEN_ROOT says where the Dockerfiles are)": (
        "Para iniciarlo: docker compose up --build (en esta carpeta; ARCHGEN_ROOT dice dónde están los "
        "Dockerfiles)"
    ),
    "The project of the server: images are pulled, never built here.": (
        "El proyecto del servidor: las imágenes se descargan, nunca se construyen aquí."
    ),
    "A container is in a network of its own, and in those of all that it may connect to.": (
        "Cada contenedor está en una red propia y en las de todo aquello a lo que se puede conectar."
    ),
    "Copy it to .env and fill it in; .env is not to be committed.": (
        "Cópielo como .env y rellénelo; no suba el .env al repositorio."
    ),
    "set it in .env, see .env.example": "falta en .env; véase .env.example",
    "the load balancer": "el balanceador de carga",
    "makes the tables": "crea las tablas",
    "the password of {id}": "la contraseña de {id}",
    "{name} of {id}": "{name} de {id}",
    "Which of the folders that images are built from have changed.": (
        "Qué carpetas de las que se construyen imágenes han cambiado."
    ),
    "The image that was pushed is run here, and its page is compared with what it was built from.": (
        "La imagen que se subió se ejecuta aquí, y su página se compara con aquello de lo que se construyó."
    ),
    "Validate the model": "Validar el modelo",
    "Find what changed": "Ver qué cambió",
    "Plan": "Planificar",
    "Roll out": "Desplegar",
}
