"""The Spanish of what `archgen import` writes and says, and of why something of a plan was not checked."""

from __future__ import annotations

from collections.abc import Mapping

_FILE: Mapping[str, str] = {
    "Read from": "Leído de",
    "{read_from} {origin}: as much of the plan as the format can express.": (
        "{read_from} {origin}: todo lo que el formato puede expresar del plan."
    ),
    "The comment beside a line is the Terraform address that it comes from.": (
        "El comentario al final de una línea es la dirección de Terraform de la que procede."
    ),
    "The plan does not say where its subnets are": "El plan no dice dónde están sus subredes",
    "The plan has no subnets": "El plan no tiene subredes",
    "{why}: these zones are an example.": "{why}: estas zonas son un ejemplo.",
    "Not placed": "Sin lugar en el archivo",
    "Placed, but not wholly known": "Con lugar en el archivo, pero sin conocerse del todo",
    "Not drawn, because it only serves what is above": "No se dibuja, porque solo sirve a lo anterior",
    "Found in the plan, but about something that this file cannot express": (
        "Encontrado en el plan, pero sobre algo que este archivo no puede expresar"
    ),
    "read from a plan, which does not show that this is wrong": (
        "leído de un plan, que no muestra que esto esté mal"
    ),
    "The internet": "Internet",
    "{count} address blocks": "{count} bloques de direcciones",
    "{address} ({count} of them)": "{address} ({count} en total)",
}
"""The comments of the file."""

_DONE: Mapping[str, str] = {
    "not placed": "sin lugar en el archivo",
    "not wholly known": "sin conocerse del todo",
    "wrote {file}; next: archgen validate {file}": "se escribió {file}; ahora: archgen validate {file}",
    "not updated: {what}": "sin actualizar: {what}",
    "updated {file}: {changes}": "se actualizó {file}: {changes}",
    "would update {file}: {changes}": "se actualizaría {file}: {changes}",
    "1 change": "1 cambio",
    "{count} changes": "{count} cambios",
    "{file} says what {plan} says; nothing was changed": "{file} dice lo mismo que {plan}; no se cambió nada",
    "the plan cannot be expressed as an architecture": "el plan no se puede expresar como arquitectura",
    "{path} is {value}": "{path} es {value}",
    "{line} is on {ports}": "{line} usa {ports}",
    "added {what}": "se añadió {what}",
    "removed {what}": "se eliminó {what}",
    "ignored {rule} for {id}": "se ignoró {rule} para {id}",
    "removed the ignore of {rule} for {id}": "se eliminó la excepción de {rule} para {id}",
    "{path} stays: {address} is in the plan, and has no place there": (
        "{path} se queda: {address} está en el plan, y no tiene lugar en el archivo"
    ),
    "{what}: it is written in a way that archgen does not change": (
        "{what}: está escrito de una forma que archgen no cambia"
    ),
    "{what}: the file would not be valid{why}": "{what}: el archivo no sería válido{why}",
    "no scope for `{policy}`: one of its ends has no security group in {state}": (
        "sin ámbito para `{policy}`: uno de sus extremos no tiene grupo de seguridad en {state}"
    ),
}
"""What is printed."""

_REASONS: Mapping[str, str] = {
    "its subnets are outside of the plan": "sus subredes están fuera del plan",
    "it joins what is outside of the plan": "une lo que está fuera del plan",
    "it is part of {detail}, which is not checked": "es parte de {detail}, que no se comprueba",
    "what {detail} refers to is known only after it is applied, and may be this": (
        "a qué se refiere {detail} se conoce solo después de aplicarlo, y puede ser esto"
    ),
    "it is in another VPC than the one of its region that is checked": (
        "está en otra VPC que la de su región que se comprueba"
    ),
    "archgen does not know its type": "archgen no conoce su tipo",
    "it is of another provider": "es de otro proveedor",
    "where it is, is known only after it is applied": "dónde está se conoce solo después de aplicarlo",
    "some of its values are known only after it is applied": (
        "algunos de sus valores se conocen solo después de aplicarlo"
    ),
    "what its {detail} refers to is known only after it is applied": (
        "a qué se refiere su {detail} se conoce solo después de aplicarlo"
    ),
    "its default route is not known": "no se conoce su ruta por defecto",
    "it is in {detail}, a local zone; archgen knows availability zones only": (
        "está en {detail}, una zona local; archgen conoce solo zonas de disponibilidad"
    ),
    "nothing in the plan says who uses it": "nada en el plan dice quién lo usa",
    "its type ({detail}) is checked with what it serves, and nothing of that is in the plan": (
        "su tipo ({detail}) se comprueba con aquello a lo que sirve, y nada de eso está en el plan"
    ),
    "its kind is custom: archgen knows its place and its connections only": (
        "es de tipo custom: archgen conoce solo su lugar y sus conexiones"
    ),
    "it was rendered although it has errors": "se generó aunque tiene errores",
    "networks that the file does not describe are attached to it": (
        "tiene conectadas redes que el archivo no describe"
    ),
    "its default route leads over {detail} to a network that the file does not describe": (
        "su ruta por defecto lleva por {detail} a una red que el archivo no describe"
    ),
    "it is called from the account {detail}, and no policy in the file lets that account in": (
        "se le llama desde la cuenta {detail}, y ninguna política del archivo deja entrar a esa cuenta"
    ),
    "no connection names it, so nothing says who reaches it": (
        "ninguna conexión lo nombra, así que nada dice quién llega a él"
    ),
}
"""Why something was not checked, or not wholly."""

_DETAILS: Mapping[str, str] = {
    "{region} is {other}": "{region} es {other}",
    "the cidr_block of {vpc}": "el cidr_block de {vpc}",
    "there is no VPC in {region}": "no hay VPC en {region}",
    "it is in subnets of several tiers ({tiers}), each in other zones": (
        "está en subredes de varios niveles ({tiers}), cada uno en otras zonas"
    ),
    "the other VPC": "la otra VPC",
    "its VPCs": "sus VPC",
    "the VPCs of {gateway}": "las VPC de {gateway}",
    "the load balancer behind it": "el balanceador de carga que hay detrás",
    "the other transit gateway": "el otro transit gateway",
    "what it is attached to": "aquello a lo que está conectado",
    "the blocks behind it, which come over BGP": "los bloques que hay detrás, que llegan por BGP",
    "it admits {blocks}, a private network that is not in the plan": (
        "admite {blocks}, una red privada que no está en el plan"
    ),
    "it admits {blocks}, a private network, to what is internet-facing": (
        "admite {blocks}, una red privada, en algo expuesto a Internet"
    ),
    "it admits the internet": "admite Internet",
    "the subnets of the default VPC": "las subredes de la VPC por defecto",
    "subnet group {name}": "grupo de subredes {name}",
    "it has no mount target": "no tiene destino de montaje",
    "it leads to the service of another provider": "lleva al servicio de otro proveedor",
    "archgen has no kind for a gateway load balancer": (
        "archgen no tiene ningún tipo para un gateway load balancer"
    ),
    "its cluster is not in the plan": "su clúster no está en el plan",
    "the plan has several clusters, and does not say in which it runs": (
        "el plan tiene varios clústeres, y no dice en cuál se ejecuta"
    ),
    "what its chart makes in the cluster is not in the plan": (
        "lo que su chart crea en el clúster no está en el plan"
    ),
    "the load balancer that the cluster makes for it is not in the plan": (
        "el balanceador de carga que el clúster crea para él no está en el plan"
    ),
    "ECS cluster": "clúster de ECS",
    "virtual private gateway": "gateway privado virtual",
    "global cluster": "clúster global",
    "customer gateway": "gateway de cliente",
}
"""What a reason has in parentheses, or what it is about."""

_SERVED: Mapping[str, str] = {
    "part of {id}": "parte de {id}",
    "access logs": "registros de acceso",
    "alarms": "alarmas",
    "certificates": "certificados",
    "findings of GuardDuty": "hallazgos de GuardDuty",
    "findings of Macie": "hallazgos de Macie",
    "flow logs": "registros de flujo",
    "logs": "registros",
    "logs of brokers": "registros de los brokers",
    "logs of builds": "registros de las compilaciones",
    "logs of commands": "registros de los comandos",
    "logs of connectors": "registros de los conectores",
    "logs of queries": "registros de las consultas",
    "logs of the firewall": "registros del firewall",
    "logs of the pipe": "registros de la canalización",
    "notices of backups": "avisos de las copias de seguridad",
    "notices of budgets": "avisos de los presupuestos",
    "notices of caches": "avisos de las cachés",
    "notices of databases": "avisos de las bases de datos",
    "notices of groups": "avisos de los grupos",
    "notices of mail": "avisos del correo",
    "reports of backups": "informes de las copias de seguridad",
    "reports of costs": "informes de costes",
    "the analysis of buckets": "el análisis de los buckets",
    "the audit log": "el registro de auditoría",
    "the audit trail": "la pista de auditoría",
    "the code of connectors": "el código de los conectores",
    "the code of functions": "el código de las funciones",
    "the configuration's history": "el historial de la configuración",
    "the data of the first start": "los datos del primer arranque",
    "the inventory of buckets": "el inventario de los buckets",
    "the pipeline": "la canalización",
    "what failed": "lo que falló",
}
"""What something that only serves others is for."""

IMPORTING: Mapping[str, str] = {**_FILE, **_DONE, **_REASONS, **_DETAILS, **_SERVED}
