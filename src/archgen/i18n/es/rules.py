"""The Spanish of what rules find, by the first line of their pages."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es import networks

RULES: Mapping[str, str] = {
    **networks.RULES,
    "everything is deployed to one instance": "todo se despliega en una sola instancia",
    # Addresses
    "a VPC block outside /16 to /28": "un bloque de VPC fuera del intervalo de /16 a /28",
    "a subnet block outside /16 to /28": "un bloque de subred fuera del intervalo de /16 a /28",
    "a subnet block outside its VPC's": "un bloque de subred fuera del de su VPC",
    "two subnet blocks overlap": "dos bloques de subred se solapan",
    "a block with host bits": "un bloque con bits de host",
    "a VPC block outside RFC 1918 and 100.64.0.0/10": "un bloque de VPC fuera de RFC 1918 y de 100.64.0.0/10",
    "two regions' VPCs overlap": "las VPC de dos regiones se solapan",
    "a subnet with too few addresses for the worst case": (
        "una subred con muy pocas direcciones para el peor caso"
    ),
    "a load balancer in subnets smaller than a /27": (
        "un balanceador de carga en subredes más pequeñas que /27"
    ),
    "no room for one more zone": "no queda espacio para una zona más",
    # Redundancy
    "a zone that its region does not have": "una zona que su región no tiene",
    "a region with one zone": "una región con una sola zona",
    "a frontend or backend tier that is absent from a declared zone": (
        "un nivel de frontend o backend que falta en una zona declarada"
    ),
    "a load balancer in fewer than two zones": "un balanceador de carga en menos de dos zonas",
    "targets in a zone that their load balancer is not in, or the reverse": (
        "destinos en una zona en la que no está su balanceador de carga, o al revés"
    ),
    "a group in a single zone": "un grupo que está en una sola zona",
    "too few instances are left of a group's minimum when a zone fails": (
        "al perder una zona quedan muy pocas instancias del mínimo de un grupo"
    ),
    "a group for which min <= desired <= max does not hold": (
        "un grupo que no cumple mínimo <= deseado <= máximo"
    ),
    "a group in a tier that serves traffic, with a maximum that is its minimum": (
        "un grupo de un nivel que atiende tráfico, cuyo máximo es su mínimo"
    ),
    "a single instance on a request path": "una instancia única en el recorrido de una solicitud",
    "a private subnet whose NAT gateway is in another zone": (
        "una subred privada cuyo gateway NAT está en otra zona"
    ),
    "a relational database without a standby": "una base de datos relacional sin instancia en espera",
    "a Multi-AZ DB cluster in subnets of fewer than three zones": (
        "un clúster de base de datos Multi-AZ en subredes de menos de tres zonas"
    ),
    "database subnets in fewer than two zones": "subredes de base de datos en menos de dos zonas",
    "a database without standby, replica or replica region": (
        "una base de datos sin instancia en espera, réplica ni región de réplica"
    ),
    "a database or cache whose replicas are all in its primary's zone": (
        "una base de datos o caché cuyas copias están todas en la zona de la principal"
    ),
    "read replicas of a source that keeps no backups": (
        "réplicas de lectura de un origen que no guarda copias de seguridad"
    ),
    "more read replicas than the engine allows": "más réplicas de lectura de las que admite el motor",
    "Aurora without a reader in another zone": "Aurora sin un lector en otra zona",
    "a cache without a replica in another zone": "una caché sin réplica en otra zona",
    "the failure of one zone cuts a path from a client to a component that it needs": (
        "perder una zona corta el camino de un cliente a un componente que necesita"
    ),
    # Reachability
    "public subnets in a VPC without an internet gateway": (
        "subredes públicas en una VPC sin gateway de Internet"
    ),
    "more than one internet gateway in a VPC": "más de un gateway de Internet en una VPC",
    "a standby or replica that the database's edition does not support": (
        "una copia de una base de datos que la edición de su motor no ofrece"
    ),
    "a NAT gateway outside public subnets": "un gateway NAT fuera de las subredes públicas",
    "private subnets without a NAT gateway, although something in them needs egress": (
        "algo debe salir y no hay camino: subredes privadas sin gateway NAT"
    ),
    "an internet-facing one that the internet cannot reach": (
        "un balanceador de carga expuesto a Internet al que Internet no puede llegar"
    ),
    "an internal load balancer in public subnets": "un balanceador de carga interno en subredes públicas",
    "a backend component in public subnets": "un componente de backend en subredes públicas",
    "the internet may connect directly to the backend": (
        "Internet puede conectarse al backend sin nada por delante"
    ),
    "a database, cache or file system that is reachable from outside": (
        "una base de datos, caché o sistema de archivos abierto al exterior"
    ),
    "a client or the frontend connects to data without the backend between them": (
        "un cliente o el frontend se conecta a los datos sin el backend de por medio"
    ),
    "a declared connection that has no network path": (
        "una conexión que el archivo declara y la red no permite"
    ),
    "a load balancer without targets, or that nothing connects to": (
        "un balanceador de carga que no reparte nada, o que nadie usa"
    ),
    "egress from private or isolated subnets that does not use NAT": (
        "de una fila privada o aislada a un servicio externo por otro camino que NAT"
    ),
    "subnets or zones on a component that is not in a subnet": (
        "se da una subred o una zona a algo que no está en ninguna"
    ),
    "S3 or DynamoDB through NAT, or unreachable from isolated subnets": (
        "S3 o DynamoDB a través de NAT, o inaccesible desde subredes aisladas"
    ),
    "a component in isolated subnets that needs something outside the VPC": (
        "un componente en subredes aisladas que necesita algo de fuera de la VPC"
    ),
    "a connection to a port that its target does not listen on": (
        "una conexión a un puerto en el que su destino no escucha"
    ),
    # Security
    "anyone on the internet may open SSH (22) or Remote Desktop (3389)": (
        "cualquiera en Internet puede abrir SSH (22) o Escritorio remoto (3389)"
    ),
    "anyone on the internet may open a port other than 80 and 443 in the VPC": (
        "cualquiera en Internet puede abrir en la VPC un puerto distinto de 80 y 443"
    ),
    "a public entry point that serves HTTP, only or on one of its ports": (
        "una entrada pública que solo ofrece HTTP, o lo ofrece en uno de sus puertos"
    ),
    "encryption is turned off by a field": "un campo desactiva el cifrado",
    "backups or point-in-time recovery are turned off": (
        "las copias de seguridad o la recuperación a un momento dado están desactivadas"
    ),
    "deletion protection of a database or table is turned off": (
        "la protección contra eliminación de una base de datos o tabla está desactivada"
    ),
    "a connection on every port": "una conexión por todos los puertos",
    "a bucket that anyone may read": "un bucket que cualquiera puede leer",
    "a variable of a service that looks like a secret, with its value in the file": (
        "una variable de un servicio que parece un secreto, con su valor en el archivo"
    ),
    # DNS and CDN
    "a public entry without a web ACL in front of it": "una entrada pública sin una ACL web por delante",
    "CloudFront connects to a load balancer over plain HTTP": (
        "CloudFront habla HTTP sin cifrar con un balanceador de carga"
    ),
    "clients go around the CDN, straight to the load balancer behind it": (
        "los clientes rodean la CDN y van directos al balanceador de carga que hay detrás"
    ),
    "a distribution without an origin": "una distribución que no tiene nada que servir",
    "a hosted zone without a target, or with one that no alias record can have": (
        "una zona alojada que no apunta a nada, o a algo a lo que ningún alias puede apuntar"
    ),
    "several regions, and the distribution has an origin in one of them only": (
        "varias regiones, y la distribución solo tiene un origen en una de ellas"
    ),
    # Data and regions
    "a recovery target that relies on promoting a replica manually": (
        "un objetivo de recuperación que depende de promover una réplica a mano"
    ),
    "a recovery target for a region failure, with one region only": (
        "un objetivo ante la pérdida de una región, en un modelo de una sola región"
    ),
    "a recovery target for a region failure, and data in one region only": (
        "un objetivo para la pérdida de una región, y datos que están en una sola región"
    ),
    "`rpo: 0s` on asynchronous replication": (
        "una promesa de no perder nada, sobre una copia que va con retraso"
    ),
    "`replica_regions` names a region that the file does not have": (
        "`replica_regions` nombra una región que no está en el archivo"
    ),
    # Events
    "events that come back to where they began": "eventos que vuelven al punto de partida",
    "functions that may take longer than the API before them waits": (
        "funciones que pueden tardar más de lo que espera la API que las llama"
    ),
    "a function that opens connections to a relational database without a proxy": (
        "una función que abre por sí misma conexiones a una base de datos relacional"
    ),
    "a queue, topic or stream that nobody writes to, or nobody reads": (
        "una cola, un tema o un flujo en el que nadie escribe o que nadie lee"
    ),
    "a function or worker that is connected to its queue in the wrong direction": (
        "una función o un proceso unido a su cola en el sentido contrario"
    ),
    # Cost
    "a NAT gateway that no subnet uses": "un gateway NAT que no usa ninguna subred",
    "zone-local traffic that leaves its zone": "tráfico local de una zona que sale de ella",
    # The file
    "a public name that leads to a private address": "un nombre público que apunta a una dirección privada",
    "a component in no connection": "un componente sin ninguna conexión",
    "subnets without a component": "una fila de subredes vacía",
    "a name that AWS would refuse": "un nombre que AWS rechazaría",
    "an environment that shares state, buckets or names with another": (
        "un entorno que comparte estado, buckets o nombres con otro"
    ),
    "two components give a caller the same environment variable": (
        "dos componentes dan la misma variable de entorno a quien se conecta a ellos"
    ),
    "a target that its load balancer cannot reach, or a listener that nobody can": (
        "un destino al que su balanceador de carga no llega, o un listener al que no llega nadie"
    ),
    "no description where the docs need one": "falta una descripción que la documentación necesita",
    "an ignore entry that is unused or expired": "una excepción sin uso o caducada",
    "an instance type, class, node type, version or runtime that AWS does not offer": (
        "un tipo de instancia o de nodo, una versión o un entorno de ejecución que AWS no ofrece"
    ),
    "a size that AWS offers, but not in this region, or not for this engine": (
        "un tamaño que AWS no ofrece en esta región o para este motor"
    ),
    "a combination of CPU and memory that Fargate does not offer": (
        "una CPU y una memoria de tarea que Fargate no ofrece juntas"
    ),
    "a policy of the team is broken; the path that breaks it is printed": (
        "se incumple una política del equipo; se muestra la ruta que la incumple"
    ),
    "a change that moves an allocated block": ("un cambio que mueve un bloque ya asignado"),
    "a name answered by failover needs one primary and one secondary target": (
        "un nombre respondido por conmutación necesita un destino primario y uno secundario"
    ),
    "a service is given an address that it may not connect to": (
        "un servicio recibe la dirección de algo a lo que no puede conectarse"
    ),
}
"""What each rule finds; the sentence of a finding itself stays English."""
