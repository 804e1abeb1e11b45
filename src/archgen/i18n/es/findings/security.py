"""The Spanish of findings on security."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "22 (SSH)": "22 (SSH)",
    "3389 (Remote Desktop)": "3389 (escritorio remoto)",
    "if clients need this protocol, add `{entry}` to `rules.ignore`": (
        "si los clientes necesitan este protocolo, añada `{entry}` a `rules.ignore`"
    ),
    "ignore the rule if that is intended": ("ignore la regla si es lo que se pretende"),
    "its kind, {kind},": ("su tipo, {kind},"),
    "may open every port, including {what}, of": ("puede abrir todos los puertos, incluido {what}, de"),
    "may open {what} of": ("puede abrir {what} en"),
    "neither the line nor {says} names a port": ("ni la línea ni {says} indican el puerto"),
    "remove `deletion_protection` from `components.{id}`": (
        "quite `deletion_protection` de `components.{id}`"
    ),
    "remove `encrypted` from `components.{id}`": ("quite `encrypted` de `components.{id}`"),
    "remove `point_in_time_recovery` from `components.{id}`": (
        "quite `point_in_time_recovery` de `components.{id}`"
    ),
    "remove `public` from `components.{id}`": ("quite `public` de `components.{id}`"),
    "remove `{name}` from `components.{id}.service.environment`, and add it to "
    "`components.{id}.service.secrets`": (
        "quite `{name}` de `components.{id}.service.environment`, y añádalo a "
        "`components.{id}.service.secrets`"
    ),
    "remove this port, or allow it only from an `external` component with `cidrs`": (
        "quite este puerto, o permítalo solo desde un componente `external` con `cidrs`"
    ),
    "serve it through a distribution": ("sírvalo mediante una distribución"),
    "set the connection's port: `{source} -> {target}: 443`": (
        "indique el puerto de la conexión: `{source} -> {target}: 443`"
    ),
    "so deleted data cannot be restored": ("así que los datos eliminados no se pueden restaurar"),
    "the internet needs 443 only": ("Internet solo necesita 443"),
    "the line says `protocol: all`": ("la línea dice `protocol: all`"),
    "the service of {target}": ("el servicio de {target}"),
    "use `[80, 443]` on the connection: {target} redirects 80 to 443": (
        "use `[80, 443]` en la conexión: {target} redirige 80 a 443"
    ),
    "which Amazon Aurora refuses": ("y Amazon Aurora no lo admite"),
    "write `{source} -> {target}: PORT`": ("escriba `{source} -> {target}: PORT`"),
    "{distribution} serves it": ("{distribution} lo sirve"),
    "{id} can be deleted in one step, with its data; leave `deletion_protection` on": (
        "{id} se puede eliminar en un solo paso, con sus datos; deje activo `deletion_protection`"
    ),
    "{id} cannot be restored to a point in time; leave `point_in_time_recovery` on": (
        "{id} no se puede restaurar a un momento dado; deje activo `point_in_time_recovery`"
    ),
    "{id} is not encrypted, and cannot be encrypted in place later; remove `encrypted: false`": (
        "{id} no está cifrado, y después no se puede cifrar en el sitio; quite `encrypted: false`"
    ),
    "{id} is public: anyone can read the bucket; keep it private, {way}": (
        "{id} es público: cualquiera puede leer el bucket; manténgalo privado, {way}"
    ),
    "{id} keeps no backups, {what}; keep them for 7 days or more": (
        "{id} no guarda copias de seguridad, {what}; guárdelas 7 días o más"
    ),
    "{name} of {id} looks like a secret, and its value is in the file; use `secrets`": (
        "{name} de {id} parece un secreto, y su valor está en el archivo; use `secrets`"
    ),
    "{source} may open every port of {target}: {why}; name the port": (
        "{source} puede abrir todos los puertos de {target}: {why}; indique el puerto"
    ),
    "{source} may open {ports} of {target}; {needed}": ("{source} puede abrir {ports} de {target}; {needed}"),
    "{source} reaches {target} over plain HTTP only ({ports}); use 443": (
        "{source} llega a {target} solo por HTTP sin cifrar ({ports}); use 443"
    ),
    "{source} reaches {target} over plain HTTP ({ports}) beside HTTPS; use 443": (
        "{source} llega a {target} por HTTP sin cifrar ({ports}) además de por HTTPS; use 443"
    ),
    "{source} {how} {target}; use Session Manager, which needs no open port": (
        "{source} {how} {target}; use Session Manager, que no necesita ningún puerto abierto"
    ),
}
