"""The Spanish of findings on what fails."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "remove `zones` from `components.{id}`, and `{what}` from `components.{nat}`, on which its "
    "instances in the other zones would depend": (
        "quite `zones` de `components.{id}`, y `{what}` de `components.{nat}`, del que dependerían sus "
        "instancias en las demás zonas"
    ),
    " (the default)": (" (el valor predeterminado)"),
    " in {zone}": (" en {zone}"),
    "a region without a name": ("una región sin nombre"),
    "allows {limit}": ("admite {limit}"),
    "and AWS requires two zones": ("y AWS exige dos zonas"),
    "and fails with it": ("y falla con ella"),
    "another zone of {place}": ("otra zona de {place}"),
    "did you mean the region {region}?": ("¿quiso decir la región {region}?"),
    "did you mean {meant}?": ("¿quiso decir {meant}?"),
    "every copy of {id} is in {zone}, its primary's zone; use a second zone": (
        "todas las copias de {id} están en {zone}, la zona de la principal; use una segunda zona"
    ),
    "any of {zones}": "cualquiera de {zones}",
    "if {zones} fails, clients no longer reach {whom} ({reason}); run {culprit} in another zone too": (
        "si falla {zones}, los clientes dejan de llegar a {whom} ({reason}); ejecute {culprit} "
        "también en otra zona"
    ),
    "in no zone of {place}": ("en ninguna zona de {place}"),
    "is created from a backup": ("se crea a partir de una copia de seguridad"),
    "it has {known}": ("tiene {known}"),
    "its read replicas must be promoted manually": ("sus réplicas de lectura deben promoverse manualmente"),
    "its zone": ("su zona"),
    "its zones are its name and a letter, such as {place}a": (
        "sus zonas son su nombre y una letra, como {place}a"
    ),
    "more than the maximum": ("más que el máximo"),
    "must still run": ("deben seguir en ejecución"),
    "no read replicas; use `{edition}`": ("sin réplicas de lectura; use `{edition}`"),
    "no replicas in other regions": ("sin réplicas en otras regiones"),
    "no replicas; use `{edition}`": ("sin réplicas; use `{edition}`"),
    "no standby; use `sqlserver-se`": ("sin instancia en espera; use `sqlserver-se`"),
    "no Multi-AZ DB clusters; use `multi_az: true`": (
        "sin clústeres de base de datos Multi-AZ; use `multi_az: true`"
    ),
    "only Multi-AZ DB clusters run on {size}, the class of {id} (as of {date})": (
        "solo los clústeres de base de datos Multi-AZ funcionan en {size}, la clase de {id} "
        "(a fecha de {date})"
    ),
    "a Multi-AZ DB cluster of {engine}": ("un clúster de base de datos Multi-AZ de {engine}"),
    "{id} is a Multi-AZ DB cluster, which needs subnets in three zones, and it has them in {zones} only; "
    "add a zone to {place}, or set `multi_az: true`": (
        "{id} es un clúster de base de datos Multi-AZ, que necesita subredes en tres zonas, y solo las "
        "tiene en {zones}; añada una zona a {place}, o ponga `multi_az: true`"
    ),
    "add a third zone to `regions.{place}`": ("añada una tercera zona a `regions.{place}`"),
    "{id} has `serverless`, and its instances are {size}, which do not scale; set `instance_class: "
    "db.serverless`, or remove `serverless`": (
        "{id} tiene `serverless`, y sus instancias son {size}, que no escalan; ponga `instance_class: "
        "db.serverless`, o quite `serverless`"
    ),
    "{id} scales to at most {max} capacity units and at least {min}; set `max` to {min} or more": (
        "{id} escala a {max} unidades de capacidad como máximo y {min} como mínimo; ponga `max` en {min} "
        "o más"
    ),
    "no zone": ("ninguna zona"),
    "none is": ("no queda ninguna"),
    "nothing takes over": ("nada toma el relevo"),
    "one is": ("queda una"),
    "only in {zone}": ("solo en {zone}"),
    "remove `zones`": ("quite `zones`"),
    "remove `zones` from `components.{guilty}`": ("quite `zones` de `components.{guilty}`"),
    "remove `{what}` from `components.{copy}`": ("quite `{what}` de `components.{copy}`"),
    "routes to {nat}": ("tiene ruta a {nat}"),
    "set `replicas: 1`": ("ponga `replicas: 1`"),
    "the same zone": ("la misma zona"),
    "the zones of {region}": ("las zonas de {region}"),
    "the {tier} ({members}) runs in {standing} and not in {missing}; run {guilty} in every zone": (
        "el {tier} ({members}) se ejecuta en {standing} y no en {missing}; ejecute {guilty} "
        "en todas las zonas"
    ),
    "this connection breaks": ("esta conexión se interrumpe"),
    "this edition": ("esta edición"),
    "everything runs on one instance: a failure of it or of its AZ stops the system, and its data has no "
    "replica; remove `deployment` for the architecture that is described": (
        "todo se ejecuta en una instancia: si falla ella o su zona, el sistema se detiene, y sus datos no "
        "tienen réplica; quite `deployment` para desplegar la arquitectura descrita"
    ),
    "remove `deployment`": ("quite `deployment`"),
    "{id} always runs {max}, whatever the load; raise `max` above {min}": (
        "{id} siempre ejecuta {max}, sea cual sea la carga; suba `max` por encima de {min}"
    ),
    "{id} asks for `{field}`, and {engine} has {lacks}": (
        "{id} pide `{field}`, y {engine} no lo admite: {lacks}"
    ),
    "{id} has a minimum of {min} in {count} zones: {left_over} left when one fails, and "
    "{required} required; raise `min` to {enough}": (
        "{id} tiene un mínimo de {min} en {count} zonas: {left_over} cuando falla una, y "
        "hacen falta {required}; suba `min` a {enough}"
    ),
    "{id} has at most {max}{max_note} and at least {min}{min_note}; set `max` to {min} or more": (
        "{id} tiene como máximo {max}{max_note} y como mínimo {min}{min_note}; ponga `max` en {min} o más"
    ),
    "{id} has no reader outside {zone}, its writer's zone; set `read_replicas: 1`": (
        "{id} no tiene ningún lector fuera de {zone}, la zona de su escritor; ponga `read_replicas: 1`"
    ),
    "{id} has no replica in another zone: it fails with {where}; ": (
        "{id} no tiene réplica en otra zona: falla con {where}; "
    ),
    "{id} has no replica: its only copy is in {what}; set `{way_out}`": (
        "{id} no tiene réplica: su única copia está en {what}; ponga `{way_out}`"
    ),
    "{id} has no standby: if its zone fails, {instead}; set `multi_az: true`": (
        "{id} no tiene instancia en espera: si falla su zona, {instead}; ponga `multi_az: true`"
    ),
    "{id} has {read_replicas} read replicas, and {engine} allows {limit}; set "
    "`read_replicas` to {limit} or fewer": (
        "{id} tiene {read_replicas} réplicas de lectura, y {engine} admite {limit}; ponga "
        "`read_replicas` en {limit} o menos"
    ),
    "{id} is a single instance{where}, and serves traffic alone; make it an auto-scaling-group": (
        "{id} es una instancia única{where} y atiende el tráfico sola; conviértala en un auto-scaling-group"
    ),
    "{id} is in {empty}, where it has no target; run {targets} there too": (
        "{id} está en {empty}, donde no tiene ningún destino; ejecute {targets} también ahí"
    ),
    "{id} is in {enabled}": ("{id} está en {enabled}"),
    "{id} is {where}, {why}; add another zone, or remove `zones`": (
        "{id} está {where}, {why}; añada otra zona, o quite `zones`"
    ),
    "{id} keeps no backups, and a Multi-AZ DB cluster requires them": (
        "{id} no guarda copias de seguridad, y un clúster de base de datos Multi-AZ las exige"
    ),
    "{id} keeps no backups, and Aurora requires them": (
        "{id} no guarda copias de seguridad, y Aurora las exige"
    ),
    "{id} keeps no backups, and RDS creates read replicas from a backup; set "
    "`backup_retention_days` to 1 or more": (
        "{id} no guarda copias de seguridad, y RDS crea las réplicas de lectura a partir de "
        "una; ponga `backup_retention_days` en 1 o más"
    ),
    "{id} may use only {own}, and AWS requires subnets in two zones of {place}; remove "
    "`zones`, or add another zone": (
        "{id} solo puede usar {own}, y AWS exige subredes en dos zonas de {place}; quite "
        "`zones`, o añada otra zona"
    ),
    "{id} runs only in {zone}, and fails with it; run it in {count} zones: remove `zones`": (
        "{id} se ejecuta solo en {zone} y falla con ella; ejecútelo en {count} zonas: quite `zones`"
    ),
    "{id} wants {wanted}, but may run {min} to {max}; set `desired` within that range": (
        "{id} quiere {wanted}, pero puede ejecutar de {min} a {max}; ponga `desired` dentro de ese intervalo"
    ),
    "{left} are": ("quedan {left}"),
    "{message}; set `backup_retention_days` to 1 or more": (
        "{message}; ponga `backup_retention_days` en 1 o más"
    ),
    "{name} has no zone {zone}; {way_out}": ("{name} no tiene la zona {zone}; {way_out}"),
    "{place} has a single zone, {zone}, and fails with it; add {second}": (
        "{place} tiene una sola zona, {zone}, y falla con ella; añada {second}"
    ),
    "{place} names {zone} twice; name another zone": ("{place} indica {zone} dos veces; indique otra zona"),
    "{subnets} depend on {nat} in {zone} for egress, and lose it if that zone fails; use "
    "one NAT gateway per zone": (
        "{subnets} dependen de {nat} en {zone} para salir, y pierden la salida si falla esa "
        "zona; use un gateway NAT por zona"
    ),
    "{subnets} depends on {nat} in {zone} for egress, and loses it if that zone fails; "
    "use one NAT gateway per zone": (
        "{subnets} depende de {nat} en {zone} para salir, y pierde la salida si falla esa "
        "zona; use un gateway NAT por zona"
    ),
    "{target} runs in {outside}, where {id} is not enabled and sends it nothing; enable {id} there too": (
        "{target} se ejecuta en {outside}, donde {id} no está habilitado y no le envía nada; "
        "habilite {id} también ahí"
    ),
    "{target} runs in {there}": ("{target} se ejecuta en {there}"),
}
