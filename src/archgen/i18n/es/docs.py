"""The Spanish of the docs page, by the English text."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es import networks

HEADINGS: Mapping[str, str] = {
    "Region": "Región",
    "Regions": "Regiones",
    "Way in": "Entrada",
    "A lost zone": "Pérdida de una zona",
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
    "What compute needs of its platform": "Lo que el cómputo necesita de su plataforma",
    "Request paths": "Recorrido de las solicitudes",
    "When a zone is lost": "Si se pierde una zona",
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
    "Slot": "Posición",
    "Routes": "Rutas",
    "Holds": "Contiene",
    "Step": "Paso",
    "From": "De",
    "To": "A",
    "to": "a",
    "Port": "Puerto",
    "By way of": "A través de",
    "To know": "A tener en cuenta",
    "Reaches": "Accede a",
    "Hop by hop": "Salto a salto",
    "Zone lost": "Zona perdida",
    "What happens": "Qué ocurre",
    "By itself": "Automático",
    "Typical time": "Tiempo habitual",
    "Target": "Objetivo",
    "Promised": "Comprometido",
    "What the model gives": "Lo que ofrece el modelo",
    "Kept": "Se cumple",
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
    "for good": "sin límite",
    "error": "error",
    "warning": "advertencia",
    "info": "información",
    "the internet": "Internet",
    "outside AWS": "fuera de AWS",
    "global": "global",
    "nowhere": "en ninguna parte",
    "pinned": "fijado",
    "none to the outside": "ninguna hacia el exterior",
    "kept": "se conservan",
    "cannot be told": "no se puede saber",
    "at once": "de inmediato",
    "up to {time}": "hasta {time}",
    "within {time}": "en menos de {time}",
}
FACTS: Mapping[str, str] = {
    "answers for": "responde por",
    "runs": "ejecuta",
    "port": "puerto",
    "health check": "comprobación de estado",
    "environment": "entorno",
    "secrets": "secretos",
    "service": "servicio",
    "icon": "icono",
    "engine": "motor",
    "address blocks": "bloques de direcciones",
    "runtime": "entorno de ejecución",
    "class": "clase",
    "instance type": "tipo de instancia",
    "node type": "tipo de nodo",
    "interface endpoint for": "punto de conexión de interfaz para",
    "gateway endpoint for": "punto de conexión de gateway para",
    "copied to": "copiado a",
    "{count} at the start": "{count} al inicio",
    "{count} must survive a lost zone": "{count} deben sobrevivir a la pérdida de una zona",
    "{count} GB": "{count} GB",
    "{count} MiB of memory": "{count} MiB de memoria",
    "{count} CPU units": "{count} unidades de CPU",
    "backups kept for {count} days": "copias de seguridad durante {count} días",
    "1 read replica": "1 réplica de lectura",
    "{count} read replicas": "{count} réplicas de lectura",
    "1 replica": "1 réplica",
    "{count} replicas": "{count} réplicas",
    "a standby in another zone": "instancia en espera en otra zona",
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
    "{names}, answered by {reached}": "{names}, que atiende {reached}",
    "the loss of any one zone is survived without a person, typically within {time}": (
        "el sistema resiste la pérdida de cualquier zona sin intervención, normalmente en menos de {time}"
    ),
    "the loss of {zones} cuts clients off from {components}": (
        "la pérdida de {zones} deja a los clientes sin acceso a {components}"
    ),
    "A subnet's block is the slot `row × 8 + zone` of its VPC, so that a new row or zone moves no other "
    "block. Every route table also holds the route that keeps the VPC's own block inside; a service's name "
    "stands for its prefix list.": (
        "El bloque de una subred ocupa la posición `fila × 8 + zona` de su VPC, de modo que una fila o una "
        "zona nuevas no mueven ningún otro. Todas las tablas de enrutamiento contienen además la ruta local "
        "de la VPC; el nombre de un servicio representa su lista de prefijos."
    ),
    "Nothing else may open a connection. The steps are in the order of a request, and numbered as in the "
    "picture.": (
        "Nadie más puede abrir una conexión. Los pasos siguen el orden de una solicitud y llevan los números "
        "de la figura."
    ),
    "Replication, from the copy that is written to the copy that follows:": (
        "Replicación, de la copia en la que se escribe a la copia que la sigue:"
    ),
    "Its image registry, Systems Manager and CloudWatch Logs, on 443; not drawn.": (
        "Su registro de imágenes, Systems Manager y CloudWatch Logs, por el puerto 443; no se dibujan."
    ),
    "with a public address of its own": "con dirección pública propia",
    "no way to": "sin acceso a",
    "{domain} is an alias of {targets}": "{domain} es un alias de {targets}",
    "blocked: {reason}": "bloqueado: {reason}",
    "crosses zones: {pairs}": "cruza de zona: {pairs}",
    "stays in its zone": "no sale de su zona",
    "over a VPN, Direct Connect or a transit gateway, made elsewhere": (
        "por una VPN, Direct Connect o un transit gateway, que se crea aparte"
    ),
    "`{acl}` (web ACL) guards `{target}`": "`{acl}` (ACL web) protege `{target}`",
    "The rules speak English.": "Los mensajes de las reglas están en inglés.",
    "Hops that break:": "Saltos que se interrumpen:",
    "Not affected:": "No se ven afectados:",
    "None: the model breaks no rule.": "Ninguno: el modelo cumple todas las reglas.",
    "clients are cut off, until a person acts, from": (
        "hasta que intervenga una persona, los clientes se quedan sin acceso a"
    ),
    "clients notice nothing": "los clientes no notan nada",
    "everything that clients use works again without a person, typically within {time}": (
        "todo lo que usan los clientes vuelve a funcionar sin intervención, normalmente en menos de {time}"
    ),
    "what leads to it is down": "no funciona lo que conduce hasta él",
    "at least {left} of {min} left": "al menos {left} de {min} en servicio",
    "{copy} takes over": "toma el relevo {copy}",
    "late writes may be lost": "pueden perderse las últimas escrituras",
    "late writes of {components} may be lost": "pueden perderse las últimas escrituras de {components}",
    "nothing is lost": "no se pierde nada",
    "not without a person: {zones}": "no sin intervención: {zones}",
    "zone lost: works again": "zona perdida: vuelve a funcionar",
    "zone lost: data lost": "zona perdida: datos perdidos",
    "region lost: works again": "región perdida: vuelve a funcionar",
    "region lost: data lost": "región perdida: datos perdidos",
    "there is one region": "hay una sola región",
    "only in one region: {components}": "solo en una región: {components}",
    "a second region holds everything; copies lag behind": (
        "otra región lo tiene todo; las copias van con retraso"
    ),
}

PAGE: Mapping[str, str] = {**HEADINGS, **COLUMNS, **WORDS, **FACTS, **SENTENCES, **networks.DOCS}
"""Everything on the page, by the English text."""
