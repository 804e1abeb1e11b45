"""The Spanish of captions and docs, by the English text.

Terms are those of AWS's documentation in Spanish (Amazon VPC, Elastic Load Balancing, Amazon RDS): gateway de
Internet, balanceador de carga, zona de disponibilidad, instancia en espera, réplica de lectura.
"""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es import networks
from archgen.i18n.es.difference import DIFFERENCE
from archgen.i18n.es.docs import PAGE
from archgen.i18n.es.errors import ERRORS
from archgen.i18n.es.files import FILES
from archgen.i18n.es.findings import MESSAGES
from archgen.i18n.es.kinds import FATES as FATES_OF_KINDS
from archgen.i18n.es.kinds import KINDS, LOCAL
from archgen.i18n.es.kubernetes import KUBERNETES
from archgen.i18n.es.page import INTERACTIVE
from archgen.i18n.es.plans.conforming import CONFORMING
from archgen.i18n.es.plans.importing import IMPORTING
from archgen.i18n.es.policies import POLICIES
from archgen.i18n.es.reports import REPORTS
from archgen.i18n.es.resilience import RESILIENCE
from archgen.i18n.es.rules import RULES
from archgen.i18n.es.simulation import SIMULATION
from archgen.i18n.es.why import WHY

SERVICES: Mapping[str, str] = {
    **networks.SERVICES,
    "Client": "Cliente",
    "Component": "Componente",
    "External service": "Servicio externo",
    "Internet gateway": "Gateway de Internet",
    "NAT gateway": "Gateway NAT",
    "VPC endpoint": "Punto de conexión de VPC",
    "Kubernetes service": "Servicio de Kubernetes",
    "Network Load Balancer": "Network Load Balancer",
    "Amazon EC2 instance": "Instancia de Amazon EC2",
    "Amazon ECS on Fargate": "Amazon ECS en Fargate",
}
"""What kinds are called; names of AWS's services stay as they are."""

CAPTIONS: Mapping[str, str] = {
    "egress (default route of the subnet)": "salida a Internet (ruta por defecto de la subred)",
    "replication, or what a name points to": "replicación, o a qué apunta un nombre",
    "what a name points to": "a qué apunta un nombre",
    "{count} external services": "{count} servicios externos",
    "AWS Cloud": "Nube de AWS",
    "Auto Scaling": "Auto Scaling",
    "primary": "principal",
    "standby": "en espera",
    "replica": "réplica",
    "replication": "replicación",
    "in every zone": "en todas las zonas",
    "DNS": "DNS",
    "{count} components": "{count} componentes",
    "{count} instances": "{count} instancias",
    "{count} tasks": "{count} tareas",
    "1 instance": "1 instancia",
    "1 task": "1 tarea",
    "internet": "Internet",
    "guards": "protege",
    "in {regions}": "en {regions}",
    "with {roles}": "con {roles}",
    "a standby": "una instancia en espera",
    "{count} readable standbys": "{count} instancias en espera legibles",
    "readable standby {number}": "en espera legible {number}",
    "a replica": "una réplica",
    "{count} replicas": "{count} réplicas",
    "requests": "solicitudes",
    "one bar for each zone it runs in": "una barra por cada zona en la que se ejecuta",
    "behind {guards}": "detrás de {guards}",
    "1 zone": "1 zona",
    "{count} zones": "{count} zonas",
    "Overview of {regions}: {parts}.": "Vista general de {regions}: {parts}.",
    "Overview": "Vista general",
    "Network in {region}": "Red en {region}",
    "data": "datos",
    "out to the internet": "hacia Internet",
    "events and queues": "eventos y colas",
    "names": "nombres",
    "{text} (every line: port {port})": "{text} (puerto {port} en todas las líneas)",
    "{text}, and {count} alike": "{text}, y otras {count} iguales",
    "a port each": "un puerto cada uno",
    "{names} and {count} more": "{names} y {count} más",
    "{text}, via {ways}": "{text}, a través de {ways}",
    "Network in {regions}, {zones} availability zones: {parts}; {links} connections.": (
        "Red en {regions}, {zones} zonas de disponibilidad: {parts}; {links} conexiones."
    ),
}
"""What stands in pictures."""

FATES: Mapping[str, str] = {
    **networks.FATES,
    **FATES_OF_KINDS,
    "unaffected": "no se ve afectado",
    "reduced": "con capacidad reducida",
    "fails over": "pasa a otra zona",
    "by hand": "requiere intervención manual",
    "down": "deja de funcionar",
    "not bound to a zone": "no depende de ninguna zona",
    "is not in that zone": "no está en esa zona",
    "the instances in the other zones serve": "las instancias de las demás zonas atienden el tráfico",
    "too few instances are left": "quedan demasiado pocas instancias",
    "all of its instances are in that zone": "todas sus instancias están en esa zona",
    "the primary serves; the replicas in the zone are down": (
        "la instancia principal sigue en servicio; se pierden las copias de la zona"
    ),
    "the writer serves; the readable standby in the zone is down": (
        "la instancia de escritura sirve; la instancia en espera legible de la zona no funciona"
    ),
    "a readable standby becomes the writer without data loss": (
        "una instancia en espera legible toma el relevo y no se pierde nada"
    ),
    "the standby takes over without data loss": "la instancia en espera toma el relevo y no se pierde nada",
    "a read replica must be promoted manually; the last writes may be lost": (
        "una persona promueve una réplica de lectura; pueden perderse las últimas escrituras"
    ),
    "there is no other copy; it is restored from a backup elsewhere": (
        "no hay otra copia; se restaura en otra zona desde una copia de seguridad"
    ),
    "the regional NAT gateway works in the other zones": (
        "el gateway NAT regional funciona en las demás zonas"
    ),
    "the only NAT gateway is down until the routes are changed manually": (
        "se pierde el único gateway NAT hasta que una persona cambie las rutas"
    ),
    "the NAT gateways in the other zones serve their own zones": (
        "los gateways NAT de las demás zonas atienden a las suyas"
    ),
    "all of its copies are in that zone": "todas sus copias están en esa zona",
    "its copies in the other zones serve": "sus copias de las demás zonas atienden el tráfico",
    "its nodes in the zone leave DNS, the others serve all healthy targets": (
        "sus nodos de la zona salen del DNS; los demás atienden a todos los destinos en buen estado"
    ),
    "all of its nodes are in that zone": "todos sus nodos están en esa zona",
    "the service replicates it across zones": "el servicio lo mantiene en tres o más zonas",
    "all of its subnets are in that zone": "todas sus subredes están en esa zona",
    "the service runs it in the other zones": "el servicio lo ejecuta en las demás zonas",
    "the service runs its jobs in the other zones": "el servicio ejecuta sus trabajos en las demás zonas",
    "no replica in another zone; the cache starts cold elsewhere": (
        "no hay copia en otra zona; la caché arranca vacía en otra"
    ),
    "the other nodes serve; the data of the failed ones is gone": (
        "los demás nodos atienden el tráfico; se pierde lo que guardaban los caídos"
    ),
    "a replica is promoted; the last writes may be lost": (
        "se promueve una réplica; pueden perderse las últimas escrituras"
    ),
    "its only mount target is in that zone": "su único destino de montaje está en esa zona",
    "the zone's mount target fails with its clients; the data is in every zone": (
        "el destino de montaje de la zona cae con sus clientes; los datos están en todas las zonas"
    ),
    "its only interface is in that zone": "su única interfaz está en esa zona",
    "its interfaces in the other zones serve": "sus interfaces de las demás zonas atienden el tráfico",
    "the writer serves; the readers in the zone are down": (
        "el escritor sigue en servicio; se pierden los lectores de la zona"
    ),
    "a reader is promoted automatically": "un lector se promueve automáticamente",
    "no reader in another zone; a new writer is created there": (
        "no hay lector en otra zona; el escritor se vuelve a crear en una de ellas"
    ),
    "a single instance fails with its zone": "una instancia única se pierde con su zona",
    "clients of the zone's address wait for DNS": (
        "los clientes de la dirección de la zona esperan a que cambie el DNS"
    ),
}
"""What a lost zone does to a component."""

REASONS: Mapping[str, str] = {
    **networks.REASONS,
    **networks.CAUSES,
    "public": "pública",
    "private": "privada",
    "isolated": "aislada",
    "the VPC in {region} has no internet gateway": "la VPC de {region} no tiene gateway de Internet",
    "{row} is {access}: no route leads in from {gateway}": (
        "{row} es una subred {access}: ninguna ruta entra desde {gateway}"
    ),
    "{name} is internal": "{name} es interno",
    "{name} is internet-facing: its name leads to public addresses, not over a VPN": (
        "{name} está expuesto a Internet: su nombre lleva a direcciones públicas, no por una VPN"
    ),
    "{cidr} of {outside} lies in the VPC's own block, {vpc}": (
        "{cidr} de {outside} está dentro del bloque de la propia VPC, {vpc}"
    ),
    "{row} is isolated: it has no default route": "{row} es una subred aislada: no tiene ruta predeterminada",
    "{row} is private and there is no NAT gateway in {region}": (
        "{row} es una subred privada y no hay gateway NAT en {region}"
    ),
    "{nat} is in {row}, which is not public": "{nat} está en {row}, que no es pública",
    "{source} has no public address: a function's interfaces never get one": (
        "{source} no tiene dirección pública: las interfaces de una función nunca la reciben"
    ),
    "{source} has no public address: its network interfaces get none": (
        "{source} no tiene dirección pública: sus interfaces de red no la reciben"
    ),
    "{region} and {other} have a VPC each, and they are not peered": (
        "{region} y {other} tienen cada una su VPC, y no están interconectadas"
    ),
    "{zone} is not enabled for {balancer}": "{zone} no está habilitada para {balancer}",
    "{way} is not in {region}": "{way} no está en {region}",
    "{way} leads to what is in its own region, and {target} is in {region}": (
        "{way} lleva a lo que hay en su propia región, y {target} está en {region}"
    ),
    "traffic from {source} does not pass {way}": "el tráfico de {source} no pasa por {way}",
    "{first} and {last}": "{first} y {last}",
    "{first} or {last}": "{first} o {last}",
    "a public subnet": "una subred pública",
    "a private subnet": "una subred privada",
    "an isolated subnet": "una subred aislada",
    "no subnet": "ninguna subred",
    "traffic from {row}, {subnet}, goes by {taken}, not by {way}": (
        "el tráfico de {row}, {subnet}, va por {taken}, no por {way}"
    ),
    "traffic from {row}, {subnet}, needs no gateway, not by {way}": (
        "el tráfico de {row}, {subnet}, no necesita gateway; no va por {way}"
    ),
    "{stop} fails, and no route avoids it until somebody changes the route tables": (
        "{stop} falla, y ninguna ruta lo evita hasta que alguien cambie las tablas de enrutamiento"
    ),
    "{target} is {state}: {note}": "{target}: {state} ({note})",
}
"""Why a path ends before its target."""

WORDS: Mapping[str, str] = {
    **KINDS,
    **LOCAL,
    **PAGE,
    **INTERACTIVE,
    **FILES,
    **RULES,
    **SIMULATION,
    **WHY,
    **RESILIENCE,
    **KUBERNETES,
    **REPORTS,
    **DIFFERENCE,
    **CONFORMING,
    **IMPORTING,
    **POLICIES,
    **SERVICES,
    **CAPTIONS,
    **FATES,
    **ERRORS,
    **MESSAGES,
    **REASONS,
}
"""Everything, by the English text."""
