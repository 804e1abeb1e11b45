"""The Spanish of VPCs and gateways: names, what an AZ failure does to them, why traffic is refused."""

from __future__ import annotations

from collections.abc import Mapping

SERVICES: Mapping[str, str] = {
    "Egress-only internet gateway": "Gateway de Internet de solo salida",
    "NAT instance": "Instancia NAT",
    "AWS Site-to-Site VPN": "AWS Site-to-Site VPN",
    "VPC peering": "Interconexión de VPC",
}

FATES: Mapping[str, str] = {
    "its two tunnels end in different zones; one carries all traffic": (
        "sus dos túneles terminan en zonas distintas; uno lleva todo el tráfico"
    ),
    "too few instances are left; Auto Scaling launches others in the remaining zones": (
        "quedan demasiado pocas instancias; Auto Scaling lanza otras en las zonas restantes"
    ),
    "its only endpoint is in that zone": "su único punto de conexión está en esa zona",
    "its endpoints in the other zones inspect the traffic of their own zones": (
        "sus puntos de conexión de las demás zonas inspeccionan el tráfico de las suyas"
    ),
    "a NAT instance is in one zone, and is replaced manually": (
        "una instancia NAT está en una sola zona y se reemplaza manualmente"
    ),
}

REASONS: Mapping[str, str] = {
    "`{chain}` names {kind} that this traffic does not use: {source} and {target} are in the same VPC": (
        "`{chain}` nombra {kind} que este tráfico no usa: {source} y {target} están en la misma VPC"
    ),
    "`{chain}` names {kind} that traffic between copies of {source} does not use": (
        "`{chain}` nombra {kind} que el tráfico entre copias de {source} no usa"
    ),
    "`{chain}` names {kind} that this traffic does not use": (
        "`{chain}` nombra {kind} que este tráfico no usa"
    ),
    "a NAT gateway": "un gateway NAT",
    "an internet gateway": "un gateway de Internet",
    "an endpoint": "un punto de conexión",
    "a gateway": "un gateway",
    "the internet": "Internet",
    "no gateway joins {vpc} and {other}": "ningún gateway une {vpc} y {other}",
    "{vpc} has no internet gateway": "{vpc} no tiene gateway de Internet",
    "{row} is private: nothing in it has a public address behind the internet gateway": (
        "{row} es una subred privada: nada en ella tiene una dirección pública tras el gateway de Internet"
    ),
    "{at} has no route to {target}": "{at} no tiene ninguna ruta a {target}",
    "a route of {at} to {target} is a blackhole": "una ruta de {at} a {target} es un agujero negro",
    "{at} does not let {more} reach {target}": "{at} no deja que {more} llegue a {target}",
    "{at} is not attached to {more}": "{at} no está asociado a {more}",
    "{at} has no attachment to {more} in {last}, from where the traffic comes": (
        "{at} no tiene ninguna asociación a {more} en {last}, de donde viene el tráfico"
    ),
    "the route table of {at} for {more} has no route to {target}": (
        "la tabla de enrutamiento de {at} para {more} no tiene ninguna ruta a {target}"
    ),
    "{at} carries traffic between its two ends only, and passes on none": (
        "{at} solo lleva tráfico entre sus dos extremos y no lo reenvía"
    ),
    "the traffic comes to {at} without an address of its VPC": (
        "el tráfico llega a {at} sin una dirección de su VPC"
    ),
    "{at} is in no subnet": "{at} no está en ninguna subred",
    "{at} does not lead to {target}": "{at} no lleva a {target}",
    "{at} has addresses of {target} too, and keeps the traffic": (
        "{at} también tiene direcciones de {target} y se queda con el tráfico"
    ),
    "the routes lead back to {at}": "las rutas vuelven a {at}",
    "{at} fails with its zone": "{at} falla con su zona",
    "{at} has no route back to the source": "{at} no tiene ninguna ruta de vuelta al origen",
    "{at} sees one direction of the traffic only": "{at} solo ve una dirección del tráfico",
    "{at} has no address of the same version as {target}": (
        "{at} no tiene ninguna dirección de la misma versión que {target}"
    ),
}
"""Why a path ends before its target."""

DOCS: Mapping[str, str] = {
    "its health is checked over TCP on the same port": "su estado se comprueba por TCP en el mismo puerto",
    "until instances launch in the remaining zones, clients are cut off from": (
        "hasta que se lancen instancias en las zonas restantes, los clientes quedan sin acceso a"
    ),
    "any single-AZ failure is survived automatically, without interruption": (
        "el sistema supera automáticamente el fallo de cualquier zona, sin interrupción"
    ),
    "run by another team": "gestionada por otro equipo",
    "towards private networks only": "solo hacia redes privadas",
    "forwards writes of other regions": "reenvía las escrituras de otras regiones",
    "VPC": "VPC",
    "Region": "Región",
    "Account": "Cuenta",
    "Connection": "Conexión",
    "If one tunnel fails": "Si falla un túnel",
    "If all of it fails": "Si falla entera",
    "its other tunnel, which ends in another zone, carries all traffic": (
        "el otro túnel, que termina en otra zona, lleva todo el tráfico"
    ),
    "it is one line, without tunnels": "es una sola línea, sin túneles",
    "takes over, by BGP": "toma el relevo, por BGP",
    "nothing else leads there": "nada más llega allí",
    "if the routes of the other team lead there": "si las rutas del otro equipo llegan allí",
    "Attachment": "Asociación",
    "Subnets": "Subredes",
    "Zones": "Zonas",
    "Blocks, with free addresses": "Bloques, con direcciones libres",
    "Which network reaches which, and by what. What is not listed is not reached.": (
        "Qué red llega a cuál, y a través de qué. Lo que no figura no se alcanza."
    ),
}

RULES: Mapping[str, str] = {
    "a web ACL in front of something that it cannot protect": (
        "una ACL web delante de algo que no puede proteger"
    ),
    "a database name that its engine reserves": "un nombre de base de datos que su motor reserva",
    "the only database writer is in a region that nothing leads to": (
        "el único escritor de la base de datos está en una región a la que nada llega"
    ),
    "a secondary block that AWS does not allow with the primary one": (
        "un bloque secundario que AWS rechaza junto al principal"
    ),
    "subnets route to a transit gateway or firewall that is not in their zone": (
        "subredes que enrutan a un transit gateway o firewall que no está en su zona"
    ),
    "a connection that would have to pass through a peered VPC": (
        "una conexión que tendría que atravesar una VPC interconectada"
    ),
    "a path without a return route": "un camino de ida cuya vuelta no tiene ruta",
    "private subnets reach the internet around the firewall of their VPC": (
        "subredes privadas que llegan a Internet sin pasar por el firewall de su VPC"
    ),
    "private subnets depend on a NAT instance": "subredes privadas que dependen de una instancia NAT",
    "one VPN, or one Direct Connect location, to a private network": (
        "una sola VPN, o una sola ubicación de Direct Connect, hacia una red privada"
    ),
}

MESSAGES: Mapping[str, str] = {
    "{acl} is not associated with {target}: what a custom component is, is not known; associate it by hand": (
        "{acl} no se asocia a {target}: no se sabe qué es un componente propio; asóciela manualmente"
    ),
    "{acl} cannot protect {target}: of API Gateway, AWS WAF protects REST APIs only; set `type: rest`": (
        "{acl} no puede proteger {target}: de API Gateway, AWS WAF protege solo las API REST; "
        "ponga `type: rest`"
    ),
    "{acl} cannot protect {target}: AWS WAF does not protect {service}; put it in front of a "
    "distribution or an Application Load Balancer": (
        "{acl} no puede proteger {target}: AWS WAF no protege {service}; póngala delante de una distribución "
        "o de un Application Load Balancer"
    ),
    "{id} calls its database {name}, and {engine} takes eight letters and digits; use {called}": (
        "{id} llama a su base de datos {name}, y {engine} admite ocho letras y cifras; use {called}"
    ),
    "{id} calls its database {name}, and {engine} begins without one; remove `database`": (
        "{id} llama a su base de datos {name}, y {engine} empieza sin ninguna; quite `database`"
    ),
    "{id} calls its database {name}, a word that {engine} reserves; choose another name": (
        "{id} llama a su base de datos {name}, una palabra reservada de {engine}; elija otro nombre"
    ),
    "database: {name}_data": "database: {name}_data",
    "{first} and {other} both give {id} the variable {name}, which is that of {first} now; "
    "set it under `environment`": (
        "{first} y {other} dan a {id} la misma variable {name}, que ahora es la de {first}; "
        "indíquela en `environment`"
    ),
    "set `{name}` under `components.{id}.service.environment` to the one that is meant, and a "
    "variable of another name to the other; or rename {first} or {other}": (
        "ponga en `{name}`, dentro de `components.{id}.service.environment`, el que corresponda, y otra "
        "variable con otro nombre para el otro; o cambie el nombre de {first} o de {other}"
    ),
    "{reason}; write `{chain}`": "{reason}; escriba `{chain}`",
    "{source} sends traffic to {ports} of {id}, which listens on {own}; name that port, or none": (
        "{source} envía tráfico a {ports} de {id}, que escucha en {own}; indique ese puerto, o ninguno"
    ),
    "{source} in {region} cannot write to {target}: its only writer is in {home}, and nothing leads "
    "there; join the VPCs of the two regions, or {edit}": (
        "{source} en {region} no puede escribir en {target}: su único escritor está en {home}, y nada llega "
        "allí; una las VPC de las dos regiones, o {edit}"
    ),
    "set `write_forwarding: true`": "escriba `write_forwarding: true`",
    "write `to: readers` for what only reads": "escriba `to: readers` para lo que solo lee",
    "replicas take no writes": "las réplicas no aceptan escrituras",
    "{stop} has no attachment to {vpc} left": "a {stop} no le queda ninguna asociación a {vpc}",
    "{block} overlaps {other}, a block of {vpc} already; use another one": (
        "{block} se solapa con {other}, que ya es un bloque de {vpc}; use otro"
    ),
    "AWS refuses {block} beside {first}, the primary block of {vpc}; use a block of the same range, "
    "or of 100.64.0.0/10": (
        "AWS rechaza {block} junto a {first}, el bloque principal de {vpc}; use un bloque del mismo rango, "
        "o de 100.64.0.0/10"
    ),
    "the primary block": "el bloque principal",
    "{id} has no attachment in {zones}, where {subnets} route to it; attach it in each zone": (
        "{id} no tiene ninguna asociación en {zones}, donde {subnets} enrutan hacia él; asócielo en cada zona"
    ),
    "{id} has no endpoint in {zones}, where {subnets} route to it; give it one in each zone": (
        "{id} no tiene ningún punto de conexión en {zones}, donde {subnets} enrutan hacia él; "
        "dele uno en cada zona"
    ),
    "remove `zones` from `components.{id}`": "quite `zones` de `components.{id}`",
    "{source} cannot reach {target} through {middle}: peering is not transitive; "
    "peer {here} with {there}, or use a transit gateway": (
        "{source} no puede llegar a {target} a través de {middle}: la interconexión no es transitiva; "
        "interconecte {here} con {there}, o use un transit gateway"
    ),
    "{source} reaches {target}, and the answer does not return: {reason}": (
        "{source} llega a {target}, y la respuesta no vuelve: {reason}"
    ),
    "{row} reaches the internet without {wall}, which inspects the traffic of {other}; set `via: {wall}`": (
        "{row} llega a Internet sin pasar por {wall}, que inspecciona el tráfico de {other}; "
        "escriba `via: {wall}`"
    ),
    "inspected": "inspeccionada",
    "via: {wall}": "via: {wall}",
    "{rows} depend on {id}, one instance in {zone}, for egress; use a NAT gateway per zone": (
        "{rows} dependen de {id}, una instancia en {zone}, para salir; use un gateway NAT por zona"
    ),
    "{id} is the only connection to {network}: its device is a single point of failure; add a second one": (
        "{id} es la única conexión con {network}: su dispositivo es un punto único de fallo; añada otra"
    ),
    "{id} is the only connection to {network}: its location is a single point of failure; add a second one": (
        "{id} es la única conexión con {network}: su ubicación es un punto único de fallo; añada otra"
    ),
    "{component} cannot reach {lost}: {reason}": "{component} no puede llegar a {lost}: {reason}",
    "{written} overlaps {other_block} in {other}, so the two VPCs can never be peered; "
    "use another block in each VPC": (
        "{written} se solapa con {other_block} en {other}, así que las dos VPC nunca podrán interconectarse; "
        "use otro bloque en cada VPC"
    ),
    "{written} overlaps {other_block} in {other}, so {gateway} cannot route between {place} and {other}; "
    "use another block in each VPC": (
        "{written} se solapa con {other_block} en {other}, así que {gateway} no puede enrutar entre {place} "
        "y {other}; use otro bloque en cada VPC"
    ),
    "{written} {what} is outside {cidr}, the VPC's blocks; pin a block inside them": (
        "{written} {what} está fuera de {cidr}, los bloques de la VPC; fije un bloque dentro de ellos"
    ),
    "{written} is {size}, so AWS refuses {vpc}": "{written} es {size}, así que AWS rechaza {vpc}",
}

CAUSES: Mapping[str, str] = {
    "(fails)": "(falla)",
    "(cut)": "(se corta)",
    "no internet gateway": "sin gateway de Internet",
    "no NAT gateway": "sin gateway NAT",
    "NAT gateway outside public subnets": "gateway NAT fuera de las subredes públicas",
    "isolated subnets": "subredes aisladas",
    "no public address": "sin dirección pública",
    "no route in": "ninguna ruta de entrada",
    "internal load balancer": "balanceador de carga interno",
    "internet-facing load balancer": "balanceador de carga expuesto a Internet",
    "the VPC's own addresses": "direcciones de la propia VPC",
    "VPCs apart": "VPC sin interconectar",
    "zone not enabled": "zona no habilitada",
    "not via the named gateway": "no pasa por el gateway indicado",
    "an endpoint of another region": "un punto de conexión de otra región",
    "no route": "ninguna ruta",
    "a blackhole route": "una ruta a un agujero negro",
    "no attachment in the zone": "sin asociación en la zona",
    "no route in the transit gateway": "ninguna ruta en el transit gateway",
    "peering is not transitive": "la interconexión no es transitiva",
    "no return route": "sin ruta de vuelta",
    "a firewall that sees one direction only": "un firewall que solo ve una dirección",
}
"""Why a path ends, where it is drawn stop by stop."""
