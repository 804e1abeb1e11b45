"""The Spanish of the docs page, by the English text."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es import networks

HEADINGS: Mapping[str, str] = {
    "Layers": "Capas",
    "DNS": "el DNS",
    "The frontend's entry points are in public subnets ({rows}), because clients on the internet connect "
    "to them.": (
        "Las entradas del frontend están en subredes públicas ({rows}), porque los clientes se conectan a "
        "ellas desde Internet."
    ),
    "What works on requests and what keeps data is in subnets without a route from the internet ({rows}): "
    "nobody outside can open a connection to it, only the layer in front of it.": (
        "Lo que atiende las solicitudes y lo que guarda los datos está en subredes a las que no se llega "
        "desde Internet ({rows}): nadie de fuera puede conectarse, solo la capa que está delante."
    ),
    "Private subnets reach services outside through {gateways}: connections are opened from inside, and only "
    "their answers come back.": (
        "Las subredes privadas llegan a los servicios externos por {gateways}: las conexiones se abren desde "
        "dentro, y solo entran sus respuestas."
    ),
    "Each layer is in {count} AZs, in data centers of their own: when one of them fails, the others go on "
    "serving. The section on AZ failures says how long each component takes.": (
        "Cada capa está en {count} zonas de disponibilidad, con centros de datos propios: si una falla, las "
        "demás siguen atendiendo. La sección sobre el fallo de una zona dice cuánto tarda cada componente."
    ),
    "The system is in one region, for simplicity. It can be extended: add the region under `regions`, give "
    "databases and tables `replica_regions`, and each region gets layers of its own; {edge} then sends "
    "clients to a region that answers.": (
        "El sistema está en una sola región, por simplicidad. Se puede extender: añada la región en "
        "`regions`, dé `replica_regions` a las bases de datos y las tablas, y cada región tendrá sus propias "
        "capas; {edge} envía entonces a los clientes a una región que responda."
    ),
    "Region": "Región",
    "Regions": "Regiones",
    "Entry point": "Entrada",
    "AZ failure": "Fallo de una zona",
    "Components": "Componentes",
    "Frontend": "Frontend",
    "Backend": "Backend",
    "Data": "Datos",
    "Network": "Red",
    "Other services": "Otros servicios",
    "Outside": "Exterior",
    "Groups": "Grupos",
    "Network plan": "Plan de red",
    "Who talks to whom": "Quién se comunica con quién",
    "What compute needs from its platform": "Lo que el cómputo necesita de su plataforma",
    "Request paths": "Recorrido de las solicitudes",
    "If an Availability Zone fails": "Si falla una zona de disponibilidad",
    "Targets": "Objetivos",
    "Findings": "Hallazgos",
    "Ignored": "Ignorados",
}
COLUMNS: Mapping[str, str] = {
    "Component": "Componente",
    "Group": "Grupo",
    "What": "Qué es",
    "Where": "Dónde",
    "Details": "Detalles",
    "Subnet": "Subred",
    "Zone": "Zona",
    "Block": "Bloque",
    "Usable addresses": "Direcciones utilizables",
    "No.": "N.º",
    "Routes": "Rutas",
    "Contains": "Contiene",
    "Step": "Paso",
    "From": "De",
    "To": "A",
    "to": "a",
    "Port": "Puerto",
    "Via": "A través de",
    "Notes": "A tener en cuenta",
    "Reaches": "Accede a",
    "Hop by hop": "Salto a salto",
    "Failed zone": "Zona que falla",
    "What happens": "Qué ocurre",
    "Automatic": "Automático",
    "Typical time": "Tiempo habitual",
    "Target": "Objetivo",
    "Target value": "Valor objetivo",
    "What the model provides": "Lo que ofrece el modelo",
    "Met": "Se cumple",
    "Rule": "Regla",
    "Severity": "Gravedad",
    "Finding": "Hallazgo",
    "Place": "Lugar",
    "Reason": "Motivo",
    "Until": "Hasta",
}
WORDS: Mapping[str, str] = {
    "yes": "sí",
    "no": "no",
    "and": "y",
    "or": "o",
    "any": "cualquiera",
    "no expiry": "sin límite",
    "error": "error",
    "warning": "advertencia",
    "info": "información",
    "the internet": "Internet",
    "outside AWS": "fuera de AWS",
    "global": "global",
    "nowhere": "en ninguna parte",
    "given": "dado",
    "none to the outside": "ninguna hacia el exterior",
    "kept": "se conservan",
    "unknown": "no se puede saber",
    "at once": "de inmediato",
    "up to {time}": "hasta {time}",
    "within {time}": "en menos de {time}",
}
FACTS: Mapping[str, str] = {
    "serves": "responde por",
    "routing": "encaminamiento",
    "launch": "lanzamiento",
    "1 node": "1 nodo",
    "{count} nodes": "{count} nodos",
    "encrypted in transit": "con cifrado en tránsito",
    "1 pod": "1 pod",
    "{count} pods": "{count} pods",
    "standby": "en espera",
    "{target} while it is healthy": "{target} mientras está sano",
    "else {target}": "si no, {target}",
    "{target}: {share} % of the answers": "{target}: {share} % de las respuestas",
    "clients are routed to the nearest healthy region": ("los clientes van a la región sana más cercana"),
    "runs": "ejecuta",
    "port": "puerto",
    "health check": "comprobación de estado",
    "environment": "entorno",
    "secrets": "secretos",
    "service": "servicio",
    "icon": "icono",
    "engine": "motor",
    "version": "versión",
    "address blocks": "bloques de direcciones",
    "runtime": "entorno de ejecución",
    "class": "clase",
    "instance type": "tipo de instancia",
    "node type": "tipo de nodo",
    "interface endpoint for": "punto de conexión de interfaz para",
    "gateway endpoint for": "punto de conexión de gateway para",
    "replicated to": "copiado a",
    "{count} at the start": "{count} al inicio",
    "{count} must survive a zone failure": "{count} deben seguir en servicio si falla una zona",
    "{count} GB": "{count} GB",
    "{count} IOPS": "{count} IOPS",
    "volumes": "volúmenes",
    "{count} MiB of memory": "{count} MiB de memoria",
    "timeout of {count} s": "tiempo de espera de {count} s",
    "records kept for {count} hours": "registros guardados {count} horas",
    "delivers within {count} s": "entrega en {count} s como máximo",
    "{count} CPU units": "{count} unidades de CPU",
    "backups kept for {count} days": "copias de seguridad durante {count} días",
    "1 read replica": "1 réplica de lectura",
    "{count} read replicas": "{count} réplicas de lectura",
    "1 replica": "1 réplica",
    "{count} replicas": "{count} réplicas",
    "a standby in another zone": "instancia en espera en otra zona",
    "a Multi-AZ DB cluster: two readable standbys in other zones": (
        "clúster de base de datos Multi-AZ: dos instancias en espera legibles en otras zonas"
    ),
    "no standby": "sin instancia en espera",
    "protected against deletion": "con protección contra la eliminación",
    "not protected against deletion": "sin protección contra la eliminación",
    "encrypted": "con cifrado",
    "not encrypted": "sin cifrado",
    "point-in-time recovery": "recuperación a un momento dado",
    "no point-in-time recovery": "sin recuperación a un momento dado",
    "publicly accessible": "accesible públicamente",
    "internet-facing": "expuesto a Internet",
    "internal": "interno",
    "one per zone": "uno por zona",
    "a single one for all zones": "uno solo para todas las zonas",
    "AWS's regional NAT gateway": "gateway NAT regional de AWS",
    "on-demand capacity": "capacidad bajo demanda",
    "provisioned capacity": "capacidad aprovisionada",
}
SENTENCES: Mapping[str, str] = {
    "{region} (1 zone)": "{region} (1 zona)",
    "{region} ({count} zones)": "{region} ({count} zonas)",
    "{title}: {places}.": "{title}: {places}.",
    "Requests go {way}.": "Las solicitudes siguen el camino {way}.",
    "Steps of a request: {steps}.": "Pasos de una solicitud: {steps}.",
    "{names}, served by {reached}": "{names}, que atiende {reached}",
    "any single-AZ failure is survived automatically, typically within {time}": (
        "el sistema se recupera automáticamente del fallo de cualquier zona, normalmente en menos de {time}"
    ),
    "the failure of {zones} cuts off clients from {components}": (
        "el fallo de {zones} deja a los clientes sin acceso a {components}"
    ),
    "A VPC has 64 numbered blocks, eight for each subnet tier, so that a new subnet tier or zone moves no "
    "other block. Every route table also holds the route that keeps the VPC's own block inside; a service's "
    "name stands for its prefix list.": (
        "Una VPC tiene 64 bloques numerados, ocho por cada nivel de subredes, de modo que un nivel o una "
        "zona nuevos no mueven ningún otro. Todas las tablas de enrutamiento contienen además la ruta local "
        "de la VPC; el nombre de un servicio representa su lista de prefijos."
    ),
    "No other connection is allowed. The steps are in the order of a request, and numbered as in "
    "the diagram.": (
        "No se permite ninguna otra conexión. Los pasos siguen el orden de una solicitud y llevan "
        "los números del diagrama."
    ),
    "Replication, from the primary to its replicas:": (
        "Replicación, de la copia en la que se escribe a la copia que la sigue:"
    ),
    "Replication between replicas that all accept writes:": (
        "Replicación entre réplicas que aceptan escrituras:"
    ),
    "Its image registry, Systems Manager and CloudWatch Logs, on 443; not drawn.": (
        "Su registro de imágenes, Systems Manager y CloudWatch Logs, por el puerto 443; no se dibujan."
    ),
    "with its own public address": "con dirección pública propia",
    "no route to": "sin acceso a",
    "{domain} is an alias of {targets}": "{domain} es un alias de {targets}",
    "blocked: {reason}": "bloqueado: {reason}",
    "crosses zones: {pairs}": "cruza de zona: {pairs}",
    "stays in its zone": "no sale de su zona",
    "over a VPN, Direct Connect or a transit gateway, managed elsewhere": (
        "por una VPN, Direct Connect o un transit gateway, que se crea aparte"
    ),
    "`{acl}` (web ACL) protects `{target}`": "`{acl}` (ACL web) protege `{target}`",
    "Some messages are in English.": "Algunos mensajes están en inglés.",
    "Hops that break:": "Saltos que se interrumpen:",
    "Not affected:": "No se ven afectados:",
    "None.": "Ninguno.",
    "None beside the ignored ones.": "Ninguno, aparte de los que se ignoran.",
    "Contents": "Contenido",
    "Running it": "Puesta en marcha",
    "Run it locally": "Ejecución local",
    "Deploy it": "Despliegue",
    "How a change gets to production": "Cómo llega un cambio a producción",
    "A change": "Un cambio",
    "on main, or as a pull request": "en main o en una solicitud de cambios",
    "the rules, and output that is fresh": "las reglas, y que la salida esté al día",
    "the folders of images": "las carpetas de las imágenes",
    "the changed images; main pushes them": "las imágenes que cambiaron; main las sube",
    "run each image, compare its page": "ejecutar cada imagen y comparar su página",
    "images by digest; pull requests show it": "imágenes por digest; se ve en las solicitudes",
    "that plan, then wait until it serves": "ese plan, y esperar a que atienda",
    "approval": "aprobación",
    "until somebody intervenes, clients are cut off from": (
        "hasta que intervenga una persona, los clientes se quedan sin acceso a"
    ),
    "clients notice nothing": "los clientes no notan nada",
    "everything that clients use recovers automatically, typically within {time}": (
        "todo lo que usan los clientes se recupera automáticamente, normalmente en menos de {time}"
    ),
    "what it depends on is down": "no funciona lo que conduce hasta él",
    "at least {left} of {min} left": "al menos {left} de {min} en servicio",
    "{copy} takes over": "toma el relevo {copy}",
    "the last writes may be lost": "pueden perderse las últimas escrituras",
    "the last writes of {components} may be lost": "pueden perderse las últimas escrituras de {components}",
    "no data loss": "sin pérdida de datos",
    "not automatically: {zones}": "no sin intervención: {zones}",
    "zone failure: recovery time": "fallo de una zona: tiempo de recuperación",
    "zone failure: data loss": "fallo de una zona: pérdida de datos",
    "region failure: recovery time": "fallo de una región: tiempo de recuperación",
    "region failure: data loss": "fallo de una región: pérdida de datos",
    "there is one region": "hay una sola región",
    "only in one region: {components}": "solo en una región: {components}",
    "a second region has everything; replicas lag behind": (
        "otra región lo tiene todo; las copias van con retraso"
    ),
}

PAGE: Mapping[str, str] = {**HEADINGS, **COLUMNS, **WORDS, **FACTS, **SENTENCES, **networks.DOCS}
"""Everything on the page, by the English text."""
