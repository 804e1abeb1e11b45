"""The words that archgen itself puts on a picture, in English and Spanish."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "cloud": "AWS Cloud",
        "public": "public",
        "private": "private",
        "isolated": "isolated",
        "standby": "standby",
        "primary": "primary",
        "replica": "replica",
        "every zone": "kept in every zone",
        "group": "Auto Scaling",
        "instances": "instances",
        "replication": "replication",
        "gateway endpoint": "gateway endpoint",
    },
    "es": {
        "cloud": "Nube de AWS",
        "public": "pública",
        "private": "privada",
        "isolated": "aislada",
        "standby": "en espera",
        "primary": "principal",
        "replica": "réplica",
        "every zone": "en todas las zonas",
        "group": "Auto Scaling",
        "instances": "instancias",
        "replication": "replicación",
        "gateway endpoint": "punto de enlace",
    },
}


def word(name: str, language: str) -> str:
    """A word in a language; English where the language has none."""
    return WORDS.get(language, WORDS["en"]).get(name, name)
