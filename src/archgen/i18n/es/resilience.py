"""The Spanish of the experiments that test AZ failures."""

from __future__ import annotations

from collections.abc import Mapping

RESILIENCE: Mapping[str, str] = {
    "Hypothesis: when {zone} fails, every request path works again within {seconds} s.": (
        "Hipótesis: cuando falla {zone}, todas las rutas de las solicitudes vuelven a funcionar en "
        "{seconds} s."
    ),
    "{title}: AZ failures, to be tested": "{title}: fallos de zona que se pueden probar",
    "The docs claim that these AZ failures are survived. Each has an experiment of AWS Fault Injection "
    "Service in `main.tf`, with what is expected to happen.": (
        "La documentación afirma que se resisten estos fallos de zona. Cada uno tiene un experimento de AWS "
        "Fault Injection Service en `main.tf`, con lo que se espera que ocurra."
    ),
    "creates the experiments; nothing fails yet": "crea los experimentos; todavía no falla nada",
    "Run them in a test environment first. The subnets of the zone lose their connectivity, so its NAT "
    "gateways and load balancer nodes fail with it; regional services do not.": (
        "Ejecútelos primero en un entorno de pruebas. Las subredes de la zona pierden su conectividad, "
        "así que sus gateways NAT y los nodos de los balanceadores fallan con ella; los servicios "
        "regionales no."
    ),
    "Actions:": "Acciones:",
    "It stops when one of these alarms goes off:": "Se detiene cuando salta una de estas alarmas:",
    "No alarm says that requests fail: watch it, and stop it manually.": (
        "Ninguna alarma avisa de que fallan las solicitudes: vigílelo y deténgalo manualmente."
    ),
    "Not tested": "Sin probar",
    "its failure is not survived": "su fallo no se resiste",
}
"""Hypotheses, and how to run them."""
