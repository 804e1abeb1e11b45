"""The Spanish of what kinds say of themselves, and of what connections to them are for."""

from __future__ import annotations

from collections.abc import Mapping

ACCESSES: Mapping[str, str] = {
    "read": "leer",
    "write": "escribir",
    "read-write": "leer y escribir",
    "send": "enviar",
    "receive": "recibir",
    "publish": "publicar",
    "invoke": "invocar",
    "events": "eventos",
    "{first} and {last}": "{first} y {last}",
}

MESSAGES: Mapping[str, str] = {
    "nobody reads {id} ({what}); add `{id} -> FUNCTION`, or `WORKER -> {id}: {{access: receive}}`": (
        "nadie lee de {id} ({what}); añada `{id} -> FUNCIÓN`, o `PROCESO -> {id}: {{access: receive}}`"
    ),
    "nobody writes to {id} ({what}); add who does: `SENDER -> {id}`": (
        "nadie escribe en {id} ({what}); añada quién lo hace: `REMITENTE -> {id}`"
    ),
    "nothing calls {source}, which only sends to {target}; to call it, write `{turned}`": (
        "nada llama a {source}, que solo envía a {target}; para que {target} lo llame, escriba `{turned}`"
    ),
    "nobody reads {id} ({what}); add `{id} -> FUNCTION`": (
        "nadie lee de {id} ({what}); añada `{id} -> FUNCIÓN`"
    ),
    "{source} calls functions and queues, and no server such as {target}; put a queue between them that "
    "{target} polls": (
        "{source} llama a funciones y colas, y a ningún servidor como {target}; ponga entre ambos una cola "
        "que {target} consulte"
    ),
    "write `{source} -> QUEUE` and `{target} -> QUEUE: {{access: receive}}`": (
        "escriba `{source} -> COLA` y `{target} -> COLA: {{access: receive}}`"
    ),
    "{source} calls functions only; {target} polls it: write `{turned}`": (
        "{source} solo llama a funciones; {target} lo consulta: escriba `{turned}`"
    ),
    "the events of {source} come back to it: {circle}": "los eventos de {source} vuelven a él: {circle}",
    "{api} waits {limit} s, and {way} may take {taken} s; lower `timeout`, or use a queue": (
        "{api} espera {limit} s, y {way} puede tardar {taken} s; reduzca `timeout` o ponga una cola"
    ),
    "each instance of {source} opens a connection to {target}; use an `rds-proxy`": (
        "cada instancia de {source} abre una conexión a {target}; use un `rds-proxy`"
    ),
    "Network Load Balancer": "Network Load Balancer",
    "write `{turned}`": "escriba `{turned}`",
}

FIELDS: Mapping[str, str] = {
    "attaches": "conecta",
    "between": "entre",
    "default": "ruta predeterminada",
    "peers": "interconecta con",
    "routes": "rutas",
    "cluster": "clúster",
    "fargate": "en Fargate",
    "indexes": "índices",
    "key": "clave",
    "sort key": "clave de ordenación",
    "ttl": "caducidad",
    "types": "tipos",
    "version": "versión",
    "archive": "archivo en días",
    "authorizer": "autorizador",
    "buffer seconds": "búfer en segundos",
    "endpoint": "punto de conexión",
    "mfa": "segundo factor",
    "mode": "modo",
    "pattern": "patrón",
    "{count} vCPUs at most": "{count} vCPU como máximo",
    "{count} requests at once for each instance": "{count} solicitudes a la vez por instancia",
    "attempts": "intentos",
    "retention hours": "retención en horas",
    "schedule": "programación",
    "shards": "fragmentos",
    "brokers": "agentes",
    "database": "base de datos",
    "dedicated masters": "nodos maestros dedicados",
    "instances": "instancias",
    "model": "modelo",
    "nodes": "nodos",
    "a standby zone": "una zona en espera",
    "serverless": "sin servidor",
    "timeout": "tiempo de espera en segundos",
    "type": "tipo",
}
"""What the docs call fields that they show by their names."""

FATES: Mapping[str, str] = {
    "the nodes in the other zones serve": "atienden los nodos de las demás zonas",
    "a replica is promoted": "se promueve una réplica",
    "no replica in another zone; the primary is recreated there": (
        "no hay réplica en otra zona; la principal se vuelve a crear en ella"
    ),
    "all of its nodes are in that zone": "todos sus nodos están en esa zona",
    "the nodes in the other zones serve; they have replicas of the data": (
        "los nodos de las demás zonas atienden; tienen copias de los datos"
    ),
    "its endpoints in the other zones serve": "atienden sus puntos de conexión de las demás zonas",
}
"""What an AZ failure does to kinds."""

KINDS: Mapping[str, str] = {**ACCESSES, **FIELDS, **MESSAGES}

LOCAL: Mapping[str, str] = {
    "a small clock sends to queues, at rates and times of a day; a bus has no well-known container": (
        "un pequeño reloj envía a las colas, a intervalos y a horas del día; un bus no tiene un contenedor "
        "conocido"
    ),
    "code in a package has no container; a function with a `service` has": (
        "el código en un paquete no tiene contenedor; una función con `service` sí"
    ),
    "containers are found by their ids": "los contenedores se encuentran por sus identificadores",
    "containers reach each other over networks of Docker, without routes and gateways": (
        "los contenedores se comunican por redes de Docker, sin rutas ni gateways"
    ),
    "images are built on the machine itself": "las imágenes se construyen en la propia máquina",
    "it is run by others": "lo operan otros",
    "it is you": "es usted",
    "its models run at AWS only": "sus modelos solo se ejecutan en AWS",
    "jobs are tried with the Glue image of AWS, by hand": (
        "los trabajos se prueban a mano con la imagen de Glue de AWS"
    ),
    "logs of containers are read with `docker compose logs`": (
        "los registros de los contenedores se leen con `docker compose logs`"
    ),
    "no AWS container provides its API; call its data sources directly": (
        "ningún contenedor de AWS ofrece su API; llame directamente a sus orígenes de datos"
    ),
    "no AWS container provides its API; the local stack sends no mail": (
        "ningún contenedor de AWS ofrece su API; el entorno local no envía correo"
    ),
    "no AWS container provides its API; use a pool of a test account": (
        "ningún contenedor de AWS ofrece su API; use un grupo de usuarios de una cuenta de pruebas"
    ),
    "no well-known container provides its API": "ningún contenedor conocido ofrece su API",
    "no well-known container supports all of its query languages": (
        "ningún contenedor conocido admite todos sus lenguajes de consulta"
    ),
    "no well-known container supports its SQL": "ningún contenedor conocido admite su SQL",
    "nothing outside reaches your machine": "nada de fuera llega a su máquina",
    "services are reached by their own ports": "a los servicios se llega por sus propios puertos",
    "services connect to its database themselves": (
        "los servicios se conectan ellos mismos a su base de datos"
    ),
    "services get their secrets as variables, from `.env`": (
        "los servicios reciben sus secretos como variables, desde `.env`"
    ),
    "services get their settings as variables": "los servicios reciben su configuración como variables",
    "services of a cluster run as containers of their own": (
        "los servicios de un clúster se ejecutan como contenedores propios"
    ),
    "state machines are tried with Step Functions Local of AWS, by hand": (
        "las máquinas de estado se prueban a mano con Step Functions Local de AWS"
    ),
    "what it is is not known": "no se sabe qué es",
}
"""Why a kind has no local stand-in."""
