"""The Spanish of what several rules say, and of the settings of rules."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    " for {component}": " de {component}",
    "see `archgen rules`": "consulte `archgen rules`",
    'there is no rule "{rule}" to ignore; {hint}': 'no hay ninguna regla "{rule}" que ignorar; {hint}',
    "the ignore of {rule}{whom} expired on {until}; fix the finding, or set a later date": (
        "la excepción de {rule}{whom} venció el {until}; corrija el hallazgo, o ponga una fecha posterior"
    ),
    "the ignore of {rule}{whom} matches no finding; remove it": (
        "la excepción de {rule}{whom} no corresponde a ningún hallazgo; quítela"
    ),
    "a load balancer": "un balanceador de carga",
    "a bucket": "un bucket",
    "a database": "una base de datos",
    'did you mean "{meant}"?': ('¿quiso decir "{meant}"?'),
    "every port": ("todos los puertos"),
    "region": ("región"),
    "remove `region` from `components.{bound}`": ("quite `region` de `components.{bound}`"),
    "remove `zones` from `components.{id}`": ("quite `zones` de `components.{id}`"),
    "set {fields} in `{path}`": ("ponga {fields} en `{path}`"),
    "the internet": ("Internet"),
    "under `components` add `{id}: {{{body}}}`": ("en `components` añada `{id}: {{{body}}}`"),
    "under `subnets` add `{new}: {{access: {access}}}`, and {edit}": (
        "en `subnets` añada `{new}: {{access: {access}}}`, y {edit}"
    ),
    "zone": ("zona"),
    "{count} more": ("{count} más"),
    "{last} (for its platform)": ("{last} (para su plataforma)"),
    "{registry} (for its image)": ("{registry} (para su imagen)"),
    "{written} overlaps {other_block} in {other}, so the two VPCs can never be peered; "
    "use another block in each region": (
        "{written} se solapa con {other_block} en {other}, así que las dos VPC nunca podrán "
        "interconectarse; use otro bloque en cada región"
    ),
}
