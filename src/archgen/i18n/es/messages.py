"""The Spanish of what rules say, by the English text."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es import networks

MESSAGES: Mapping[str, str] = {
    **networks.MESSAGES,
    "{first}, or {second}": "{first}, o {second}",
    " for {component}": " de {component}",
    "see `archgen rules`": "consulte `archgen rules`",
    'there is no rule "{rule}" to ignore; {hint}': 'no hay ninguna regla "{rule}" que ignorar; {hint}',
    "the ignore of {rule}{whom} expired on {until}; fix the finding, or set a later date": (
        "la excepción de {rule}{whom} venció el {until}; corrija el hallazgo, o ponga una fecha posterior"
    ),
    "the ignore of {rule}{whom} matches no finding; remove it": (
        "la excepción de {rule}{whom} no corresponde a ningún hallazgo; quítela"
    ),
    "{id} (internet-facing)": "{id} (expuesto a Internet)",
    "{id} (frontend)": "{id} (frontend)",
    "22 (SSH)": "22 (SSH)",
    "3389 (Remote Desktop)": "3389 (escritorio remoto)",
    "a load balancer": "un balanceador de carga",
    "a bucket": "un bucket",
    "a database": "una base de datos",
    "a target group": "un grupo de destino",
    " (the default)": (" (el valor predeterminado)"),
    " for {largest}": (" para {largest}"),
    " in {zone}": (" en {zone}"),
    ", and remove {ways} from the chain": (", y quite {ways} de la cadena"),
    ", or remove this connection": (", o quite esta conexión"),
    ", {needs} of them for {largest}": (", {needs} de ellas para {largest}"),
    ": {who} cannot reach {lost}": (": {who} no puede llegar a {lost}"),
    "; the next larger size is {larger_cpu} and {larger_memory}": (
        "; el siguiente tamaño es {larger_cpu} y {larger_memory}"
    ),
    "`cidrs` pins them, from {old} on": ("`cidrs` los fija, desde {old}"),
    "`slot: {slot}` keeps them": ("`slot: {slot}` los conserva"),
    "a /{prefix} has room for twice as many": ("un /{prefix} tiene sitio para el doble"),
    "a gateway endpoint is a route and is in no zone": (
        "un punto de conexión de gateway es una ruta y no está en ninguna zona"
    ),
    "a recovery target for a region failure is declared, and everything is in {only}; "
    "declare a second region": (
        "se declara un objetivo de recuperación para el fallo de una región, y todo está en "
        "{only}; declare una segunda región"
    ),
    "a region without a name": ("una región sin nombre"),
    "a regional NAT gateway (`per: vpc`) is in no subnet": (
        "un gateway NAT regional (`per: vpc`) no está en ninguna subred"
    ),
    "add a load balancer in public subnets, and connect `{source} -> {lb}: 443` and `{lb} -> {target}`": (
        "añada un balanceador de carga en subredes públicas y conecte `{source} -> {lb}: 443` "
        "y `{lb} -> {target}`"
    ),
    "add a {target} in each region, or remove this connection": (
        "añada un {target} en cada región, o quite esta conexión"
    ),
    "add one in {public}": ("añada uno en {public}"),
    "add public subnets with one": ("añada subredes públicas con uno"),
    "allows {limit}": ("admite {limit}"),
    "an internet gateway belongs to the whole VPC": ("un gateway de Internet pertenece a toda la VPC"),
    "and AWS requires two zones": ("y AWS exige dos zonas"),
    "and fails with it": ("y falla con ella"),
    "and may need {needed}{most}, more than half": ("y puede necesitar {needed}{most}, más de la mitad"),
    "and needs {needed}{most}": ("y necesita {needed}{most}"),
    "another zone of {place}": ("otra zona de {place}"),
    "archgen does not replicate it": ("archgen no lo replica"),
    "begins the name": ("es el comienzo del nombre"),
    "cannot be opened": ("no se puede abrir"),
    "cannot be pulled": ("no se puede descargar"),
    "cannot start": ("no puede arrancar"),
    "connect it to {backend}": ("conéctelo a {backend}"),
    "connect through {way}": ("conecte a través de {way}"),
    "connect to it from the backend only": ("conéctese a él solo desde el backend"),
    "connect {source} to an internet-facing load balancer that targets {target}": (
        "conecte {source} a un balanceador de carga expuesto a Internet que tenga {target} como destino"
    ),
    "create it in both": ("créelo en ambas"),
    "declare it there": ("declárela ahí"),
    'did you mean "{meant}"?': ('¿quiso decir "{meant}"?'),
    "did you mean the region {region}?": ("¿quiso decir la región {region}?"),
    "did you mean {meant}?": ("¿quiso decir {meant}?"),
    "every copy of {id} is in {zone}, its primary's zone; use a second zone": (
        "todas las copias de {id} están en {zone}, la zona de la principal; use una segunda zona"
    ),
    "every port": ("todos los puertos"),
    "global service": ("servicio global"),
    "has no `port`": ("no tiene `port`"),
    "has no egress": ("no tiene salida"),
    "if clients need this protocol, add `{entry}` to `rules.ignore`": (
        "si los clientes necesitan este protocolo, añada `{entry}` a `rules.ignore`"
    ),
    "if {zones} fails, clients no longer reach {whom} ({reason}); run {culprit} in another zone too": (
        "si falla {zones}, los clientes dejan de llegar a {whom} ({reason}); ejecute {culprit} "
        "también en otra zona"
    ),
    "ignore the rule if that is intended": ("ignore la regla si es lo que se pretende"),
    "in no subnets": ("fuera de las subredes"),
    "in no zone of {place}": ("en ninguna zona de {place}"),
    "in {subnets}, which is {access}": ("en {subnets}, que es {access}"),
    "is created from a backup": ("se crea a partir de una copia de seguridad"),
    "is smaller than a /27": ("es menor que un /27"),
    "it has {known}": ("tiene {known}"),
    "it is outside AWS": ("está fuera de AWS"),
    "it needs private subnets and a NAT gateway": ("necesita subredes privadas y un gateway NAT"),
    "its copies lag behind": ("sus copias van con retraso"),
    "its default route leads to the internet gateway": (
        "su ruta predeterminada lleva al gateway de Internet"
    ),
    "its kind, {kind},": ("su tipo, {kind},"),
    "its path through the CDN": ("su camino por la CDN"),
    "its read replicas must be promoted manually": ("sus réplicas de lectura deben promoverse manualmente"),
    "its scope is {standing}": ("su ámbito es {standing}"),
    "its subnets": ("sus subredes"),
    "its target": ("su destino"),
    "its zone": ("su zona"),
    "its zones are its name and a letter, such as {place}a": (
        "sus zonas son su nombre y una letra, como {place}a"
    ),
    "larger than a /16": ("mayor que un /16"),
    "leaves it {left} of the 8 addresses that it needs": ("le deja {left} de las 8 direcciones que necesita"),
    "leaves via the internet gateway, not via {gateway}": (
        "sale por el gateway de Internet, no por {gateway}"
    ),
    "listens here": ("escucha aquí"),
    "lower the maximum of {largest}": ("reduzca el máximo de {largest}"),
    "make it internal": ("hágalo interno"),
    "make {place} private": ("haga privada {place}"),
    "may open every port, including {what}, of": ("puede abrir todos los puertos, incluido {what}, de"),
    "may open {what} of": ("puede abrir {what} en"),
    "more than the maximum": ("más que el máximo"),
    "move it to a private one": ("muévalo a una privada"),
    "move it to isolated subnets": ("muévalo a subredes aisladas"),
    "move it to private subnets": ("muévala a subredes privadas"),
    "move it to subnets with `access: public`": ("muévalo a subredes con `access: public`"),
    "move it to {better}": ("muévalo a {better}"),
    "move it to {better}, a private one": ("muévalo a {better}, que es privada"),
    "move it to {other}": ("muévalo a {other}"),
    "move it to {private}, a private one": ("muévalo a {private}, que es privada"),
    "move it to {private}, which is private": ("muévala a {private}, que es privada"),
    "move it to {public}, or make it internal": ("muévalo a {public}, o hágalo interno"),
    "move it to {public}, which is public": ("muévalo a {public}, que es pública"),
    "must still run": ("deben seguir en ejecución"),
    "name another region under `replica_regions`": ("indique otra región en `replica_regions`"),
    "neither the line nor {says} names a port": ("ni la línea ni {says} indican el puerto"),
    "no default route": ("sin ruta predeterminada"),
    "no private subnet routes to {id} in {where}, and it is charged per hour; remove it": (
        "ninguna subred privada tiene ruta a {id} en {where}, y se cobra por hora; quítelo"
    ),
    "no read replicas; use `{edition}`": ("sin réplicas de lectura; use `{edition}`"),
    "no replicas in other regions": ("sin réplicas en otras regiones"),
    "no replicas; use `{edition}`": ("sin réplicas; use `{edition}`"),
    "no route to the internet gateway": ("sin ruta al gateway de Internet"),
    "no route to {wrong}": ("sin ruta hacia {wrong}"),
    "no standby; use `sqlserver-se`": ("sin instancia en espera; use `sqlserver-se`"),
    "no zone": ("ninguna zona"),
    "none is": ("no queda ninguna"),
    "not public": ("no es pública"),
    "nothing connects to {id}; add a connection to it, or remove it": (
        "nada se conecta a {id}; añada una conexión hacia él, o quítelo"
    ),
    "nothing takes over": ("nada toma el relevo"),
    "one is": ("queda una"),
    "only here": ("solo aquí"),
    "only in {zone}": ("solo en {zone}"),
    "point it at the entry point of clients": ("apúntelo al punto de entrada de los clientes"),
    "point it at {balancer}": ("apúntelo a {balancer}"),
    "private too": ("también privada"),
    "promise an hour or more": ("comprométase a una hora o más"),
    "public too": ("también pública"),
    "put a backend between them": ("ponga un backend entre ambos"),
    "put one in front of it": ("ponga uno delante"),
    "put {row} at the end": ("ponga {row} al final"),
    "region": ("región"),
    "regional service": ("servicio regional"),
    "remove `deletion_protection` from `components.{id}`": (
        "quite `deletion_protection` de `components.{id}`"
    ),
    "remove `encrypted` from `components.{id}`": ("quite `encrypted` de `components.{id}`"),
    "remove `point_in_time_recovery` from `components.{id}`": (
        "quite `point_in_time_recovery` de `components.{id}`"
    ),
    "remove `public` from `components.{id}`": ("quite `public` de `components.{id}`"),
    "remove `publicly_accessible` from `components.{id}`": (
        "quite `publicly_accessible` de `components.{id}`"
    ),
    "remove `region` from `components.{bound}`": ("quite `region` de `components.{bound}`"),
    "remove `region` from `components.{id}`": ("quite `region` de `components.{id}`"),
    "remove `region` from `components.{target}`": ("quite `region` de `components.{target}`"),
    "remove `zones`": ("quite `zones`"),
    "remove `zones` from `components.{guilty}`": ("quite `zones` de `components.{guilty}`"),
    "remove `zones` from `components.{id}`": ("quite `zones` de `components.{id}`"),
    "remove `{name}` from `components.{id}.service.environment`, and add it to "
    "`components.{id}.service.secrets`": (
        "quite `{name}` de `components.{id}.service.environment`, y añádalo a "
        "`components.{id}.service.secrets`"
    ),
    "remove `{what}` from `components.{copy}`": ("quite `{what}` de `components.{copy}`"),
    "remove this connection": ("quite esta conexión"),
    "remove this connection: {source} reaches {balancer}": (
        "quite esta conexión: {source} ya llega a {balancer}"
    ),
    "remove this connection: {target} is reached through {way}": (
        "quite esta conexión: a {target} se llega a través de {way}"
    ),
    "remove this port, or allow it only from an `external` component with `cidrs`": (
        "quite este puerto, o permítalo solo desde un componente `external` con `cidrs`"
    ),
    "remove {fields} from `components.{id}`": ("quite {fields} de `components.{id}`"),
    "remove {id}, and use {first} in its connections": ("quite {id}, y use {first} en sus conexiones"),
    "routes to {nat}": ("tiene ruta a {nat}"),
    "serve it through a distribution": ("sírvalo mediante una distribución"),
    "set `multi_az: true`": ("ponga `multi_az: true`"),
    "set `port: {port}` in `components.{target}.service`": (
        "ponga `port: {port}` en `components.{target}.service`"
    ),
    "set `replicas: 1`": ("ponga `replicas: 1`"),
    "set `rpo` in `targets.{what}` to what may be lost, or add `{{rule: {code}, "
    "component: {id}, reason: WHY}}` to `rules.ignore`": (
        "ponga en `rpo` de `targets.{what}` lo que puede perderse, o añada `{{rule: {code}, "
        "component: {id}, reason: WHY}}` a `rules.ignore`"
    ),
    "set `slot: {slot}`": ("ponga `slot: {slot}`"),
    "set `subnets: {public}`, or `scheme: internal`, in `components.{id}`": (
        "ponga `subnets: {public}`, o `scheme: internal`, en `components.{id}`"
    ),
    "set `tier: backend` in `components.{source}`, if it owns the data": (
        "ponga `tier: backend` en `components.{source}`, si es el responsable de los datos"
    ),
    "set the connection's port: `{source} -> {target}: 443`": (
        "indique el puerto de la conexión: `{source} -> {target}: 443`"
    ),
    "set {fields} in `{path}`": ("ponga {fields} en `{path}`"),
    "shorten {id} and the architecture's name, to {count} characters together": (
        "acorte {id} y el nombre de la arquitectura, hasta {count} caracteres en total"
    ),
    "shorten {names} by {surplus}": ("acorte {names} en {surplus}"),
    "smaller than a /28": ("menor que un /28"),
    "so deleted data cannot be restored": ("así que los datos eliminados no se pueden restaurar"),
    "takes {needs}": ("ocupa {needs}"),
    "the VPC in {regions} has": ("la VPC de {regions} no tiene"),
    "the VPC of {other}": ("la VPC de {other}"),
    "the VPC of {place}": ("la VPC de {place}"),
    "the VPCs in {regions} have": ("las VPC de {regions} no tienen"),
    "the architecture's name": ("el nombre de la arquitectura"),
    "the blocks of {row} would move from {old} to {cidr} ({zone}); {way_out}": (
        "los bloques de {row} pasarían de {old} a {cidr} ({zone}); {way_out}"
    ),
    "the docs cannot say what {id} is; add a `label` or a `description`": (
        "la documentación no puede decir qué es {id}; añada `label` o `description`"
    ),
    "the docs do not say what this system is for; add a `description`": (
        "la documentación no dice para qué sirve este sistema; añada `description`"
    ),
    "the first": ("el primero"),
    "the internet": ("Internet"),
    "the internet needs 443 only": ("Internet solo necesita 443"),
    "the line says `protocol: all`": ("la línea dice `protocol: all`"),
    "the only region": ("la única región"),
    "the same zone": ("la misma zona"),
    "the service of {target}": ("el servicio de {target}"),
    "the subnets of {rows} are private, and there is no NAT gateway in {regions}{what_is_lost}; {mended}": (
        "las subredes de {rows} son privadas, y no hay gateway NAT en {regions}{what_is_lost}; {mended}"
    ),
    "the subnets of {rows} are public, and {vpcs} no internet gateway to route to; add one": (
        "las subredes de {rows} son públicas, y {vpcs} gateway de Internet; añada uno"
    ),
    "the subnets of {written} are 1/64 of it, /{length}, {size}, so AWS refuses them; "
    "choose a VPC block from /16 to /22": (
        "las subredes de {written} son 1/64 del bloque, /{length}, {size}, y AWS no las "
        "admite; elija para la VPC un bloque de /16 a /22"
    ),
    "the zones of {region}": ("las zonas de {region}"),
    "the {tier} ({members}) runs in {standing} and not in {missing}; run {guilty} in every zone": (
        "el {tier} ({members}) se ejecuta en {standing} y no en {missing}; ejecute {guilty} "
        "en todas las zonas"
    ),
    "this connection breaks": ("esta conexión se interrumpe"),
    "this edition": ("esta edición"),
    "under `components` add `{id}: {{{body}}}`": ("en `components` añada `{id}: {{{body}}}`"),
    "under `connections` add `{acl} -> {id}`": ("en `connections` añada `{acl} -> {id}`"),
    "everything runs on one instance: a failure of it or of its AZ stops the system, and its data has no "
    "replica; remove `deployment` for the architecture that is described": (
        "todo se ejecuta en una instancia: si falla ella o su zona, el sistema se detiene, y sus datos no "
        "tienen réplica; quite `deployment` para desplegar la arquitectura descrita"
    ),
    "remove `deployment`": ("quite `deployment`"),
    "under `connections` add `{id} -> {other}`": ("en `connections` añada `{id} -> {other}`"),
    "under `connections` add `{id} -> {entry}`, after the client that looks it up": (
        "en `connections` añada `{id} -> {entry}`, detrás del cliente que lo consulta"
    ),
    "under `connections` add `{source} -> {id}: 443`": ("en `connections` añada `{source} -> {id}: 443`"),
    "under `connections` add, for example, `{id} -> {origin}`": (
        "en `connections` añada, por ejemplo, `{id} -> {origin}`"
    ),
    "under `connections` add, for example, `{id} -> {target}`": (
        "en `connections` añada, por ejemplo, `{id} -> {target}`"
    ),
    "under `subnets` add `public: {access: public}`": ("en `subnets` añada `public: {access: public}`"),
    "under `subnets` add `{new}: {{access: {access}}}`, and {edit}": (
        "en `subnets` añada `{new}: {{access: {access}}}`, y {edit}"
    ),
    "use `[80, 443]` on the connection: {target} redirects 80 to 443": (
        "use `[80, 443]` en la conexión: {target} redirige 80 a 443"
    ),
    "use another block for one of the two: the VPC's local route keeps traffic for its own block inside": (
        "use otro bloque para uno de los dos: la ruta local de la VPC retiene el tráfico "
        "hacia su propio bloque"
    ),
    "use {backend} for that": ("use {backend} para eso"),
    "use {balancer}, which is in front of it": ("use {balancer}, que está delante"),
    "use {nat}": ("use {nat}"),
    "what is promised": ("lo comprometido"),
    "when a {what} fails, the last writes of {id} may be lost, and `rpo: 0s` promises no data loss": (
        "cuando falla una {what}, pueden perderse las últimas escrituras de {id}, y `rpo: 0s` "
        "promete no perder datos"
    ),
    "when a {what} fails, {ids} need a replica promoted manually, and an `rto` of minutes "
    "leaves no time for that; {fix}": (
        "cuando falla una {what}, {ids} necesitan que se promueva una réplica manualmente, y "
        "un `rto` de minutos no deja tiempo para ello; {fix}"
    ),
    "when a {what} fails, {ids} needs a replica promoted manually, and an `rto` of "
    "minutes leaves no time for that; {fix}": (
        "cuando falla una {what}, {ids} necesita que se promueva una réplica manualmente, y "
        "un `rto` de minutos no deja tiempo para ello; {fix}"
    ),
    "which Amazon Aurora refuses": ("y Amazon Aurora no lo admite"),
    "write `{chain}`": ("escriba `{chain}`"),
    "write `{id} -> {target}: 443`": ("escriba `{id} -> {target}: 443`"),
    "write `{network}`": ("escriba `{network}`"),
    "write `{source} -> {cdn}`": ("escriba `{source} -> {cdn}`"),
    "write `{source} -> {id}: {own}`": ("escriba `{source} -> {id}: {own}`"),
    "write `{source} -> {nat} -> {target}`": ("escriba `{source} -> {nat} -> {target}`"),
    "write `{source} -> {target}: PORT`": ("escriba `{source} -> {target}: PORT`"),
    "write `{source} -> {target}`: an endpoint is used where there is one": (
        "escriba `{source} -> {target}`: se usa un punto de conexión donde lo haya"
    ),
    "write `{zone} -> {balancer}`": ("escriba `{zone} -> {balancer}`"),
    "zone": ("zona"),
    "{block} overlaps {other}; use another block for one of them": (
        "{block} se solapa con {other}; use otro bloque para uno de los dos"
    ),
    "{cidr} ({row}, {zone}) has {free} usable addresses {worst}; ": (
        "{cidr} ({row}, {zone}) tiene {free} direcciones utilizables {worst}; "
    ),
    "{cidr} ({row}, {zone}) is {size}, so AWS refuses the subnet": (
        "{cidr} ({row}, {zone}) es {size}, y AWS no admite la subred"
    ),
    "{cidr} has no free block for {row} in {zone}; pin smaller ones": (
        "{cidr} no tiene ningún bloque libre para {row} en {zone}; fije bloques más pequeños"
    ),
    "{count} more": ("{count} más"),
    "{distribution} serves it": ("{distribution} lo sirve"),
    "{edit}, and {connect}": ("{edit}, y {connect}"),
    "{edit}, or set its `subnets` too": ("{edit}, o indique también sus `subnets`"),
    "{edit}, or {alternative}": ("{edit}, o {alternative}"),
    "{edit}, to give it interfaces in the VPC": ("{edit}, para darle interfaces en la VPC"),
    "{edit}; or add endpoints for {endpoints} in {place}": (
        "{edit}; o añada puntos de conexión para {endpoints} en {place}"
    ),
    "{edit}; use a `vpc-endpoint` to reach it privately": (
        "{edit}; use un `vpc-endpoint` para llegar a él de forma privada"
    ),
    "{front} and {inside}": ("{front} y {inside}"),
    "{function} is a function in a public subnet: its interfaces get no public address, "
    "and it cannot reach {target}; ": (
        "{function} es una función en una subred pública: sus interfaces no reciben dirección "
        "pública, y no puede llegar a {target}; "
    ),
    "{id} (backend) is in {place}, a public subnet; {fix}": (
        "{id} (backend) está en {place}, una subred pública; {fix}"
    ),
    "{id} ({kind}) is in no connection; connect it, or remove it": (
        "{id} ({kind}) no está en ninguna conexión; conéctelo o quítelo"
    ),
    "{id} always runs {max}, whatever the load; raise `max` above {min}": (
        "{id} siempre ejecuta {max}, sea cual sea la carga; suba `max` por encima de {min}"
    ),
    "{id} and {first} are both in the {vpc} of {regions}, and a VPC has one internet gateway": (
        "{id} y {first} están en la {vpc} de {regions}, y una VPC tiene un solo gateway de Internet"
    ),
    "{id} asks for `{field}`, and {engine} has {lacks}": (
        "{id} pide `{field}`, y {engine} no lo admite: {lacks}"
    ),
    "{size} of {id} is not among the sizes that AWS offered on {date}; check that it exists": (
        "{size} de {id} no está entre los tamaños que AWS ofrecía el {date}; compruebe que existe"
    ),
    "{size} of {id} is no size that AWS offers (as of {date})": (
        "{size} de {id} no es un tamaño que AWS ofrezca (a {date})"
    ),
    "use a size such as `{size}`": "use un tamaño como `{size}`",
    "{engine} does not run on {size}, the class of {id} (as of {date})": (
        "{engine} no funciona en {size}, la clase de {id} (a {date})"
    ),
    "{size} of {id} is not offered in {regions} (as of {date})": (
        "{size} de {id} no se ofrece en {regions} (a {date})"
    ),
    "{id} asks for {cpu} CPU units and {memory} MiB, a combination that Fargate does not offer": (
        "{id} pide {cpu} unidades de CPU y {memory} MiB, una combinación que Fargate no ofrece"
    ),
    "{id} can be deleted in one step, with its data; leave `deletion_protection` on": (
        "{id} se puede eliminar en un solo paso, con sus datos; deje activo `deletion_protection`"
    ),
    "{id} cannot be restored to a point in time; leave `point_in_time_recovery` on": (
        "{id} no se puede restaurar a un momento dado; deje activo `point_in_time_recovery`"
    ),
    "{id} faces the internet without a web ACL; consider AWS WAF": (
        "{id} está expuesto a Internet sin ACL web; considere AWS WAF"
    ),
    "{id} has a minimum of {min} in {count} zones: {left_over} left when one fails, and "
    "{required} required; raise `min` to {enough}": (
        "{id} tiene un mínimo de {min} en {count} zonas: {left_over} cuando falla una, y "
        "hacen falta {required}; suba `min` a {enough}"
    ),
    "{id} has a public address, and only the backend should reach it; remove the field": (
        "{id} tiene una dirección pública, y solo debería llegar a él el backend; quite el campo"
    ),
    "{id} has at most {max}{max_note} and at least {min}{min_note}; set `max` to {min} or more": (
        "{id} tiene como máximo {max}{max_note} y como mínimo {min}{min_note}; ponga `max` en {min} o más"
    ),
    "{id} has no origin; connect it to what it serves": ("{id} no tiene origen; conéctelo a lo que sirve"),
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
    "{id} has no target; connect it to what its name resolves to": (
        "{id} no tiene destino; conéctelo a aquello a lo que resuelve su nombre"
    ),
    "{id} has no targets; connect it to its targets": ("{id} no tiene destinos; conéctelo a sus destinos"),
    "{id} has {read_replicas} read replicas, and {engine} allows {limit}; set "
    "`read_replicas` to {limit} or fewer": (
        "{id} tiene {read_replicas} réplicas de lectura, y {engine} admite {limit}; ponga "
        "`read_replicas` en {limit} o menos"
    ),
    "{id} is a separate one in each region: the data in {regions} is lost when that region fails": (
        "{id} es distinto en cada región: los datos de {regions} se pierden cuando falla esa región"
    ),
    "{id} is a single instance{where}, and serves traffic alone; make it an auto-scaling-group": (
        "{id} es una instancia única{where} y atiende el tráfico sola; conviértala en un auto-scaling-group"
    ),
    "{id} is given {value}, but {nature}; remove {fields}": (
        "{id} indica {value}, pero {nature}; quite {fields}"
    ),
    "{id} is in no connection; connect it, or remove it": (
        "{id} no está en ninguna conexión; conéctelo o quítelo"
    ),
    "{id} is in {empty}, where it has no target; run {targets} there too": (
        "{id} está en {empty}, donde no tiene ningún destino; ejecute {targets} también ahí"
    ),
    "{id} is in {enabled}": ("{id} está en {enabled}"),
    "{id} is in {place}, a public subnet; {where}": ("{id} está en {place}, una subred pública; {where}"),
    "{id} is in {place}, an isolated subnet, and cannot reach {lost}; {way_out}": (
        "{id} está en {place}, una subred aislada, y no puede llegar a {lost}; {way_out}"
    ),
    "{id} is in {region} already; name another region": ("{id} ya está en {region}; indique otra región"),
    "{id} is in {row}, where {cidr} ({zone}) {wants}; use larger blocks for {row}": (
        "{id} está en {row}, donde {cidr} ({zone}) {wants}; asigne bloques mayores a {row}"
    ),
    "{id} is internal and in {row}, which is public; {where}": (
        "{id} es interno y está en {row}, que es pública; {where}"
    ),
    "{id} is internet-facing in {row}, which is {access}: the internet cannot reach it; {way_out}": (
        "{id} está expuesto a Internet en {row}, que es {access}: Internet no puede llegar a él; {way_out}"
    ),
    "{id} is not encrypted, and cannot be encrypted in place later; remove `encrypted: false`": (
        "{id} no está cifrado, y después no se puede cifrar en el sitio; quite `encrypted: false`"
    ),
    "{id} is only in {regions}, and is lost if that region fails": (
        "{id} está solo en {regions}, y se pierde si falla esa región"
    ),
    "{id} is public: anyone can read the bucket; keep it private, {way}": (
        "{id} es público: cualquiera puede leer el bucket; manténgalo privado, {way}"
    ),
    '{id} is replicated to "{region}", which is not under `regions`; {hint}': (
        '{id} se replica en "{region}", que no está en `regions`; {hint}'
    ),
    "{id} is {where}, and has no route to the internet gateway; {end}": (
        "{id} está {where}, y no tiene ruta al gateway de Internet; {end}"
    ),
    "{id} is {where}, {why}; add another zone, or remove `zones`": (
        "{id} está {where}, {why}; añada otra zona, o quite `zones`"
    ),
    "{id} keeps no backups, and Aurora requires them": (
        "{id} no guarda copias de seguridad, y Aurora las exige"
    ),
    "{id} keeps no backups, and RDS creates read replicas from a backup; set "
    "`backup_retention_days` to 1 or more": (
        "{id} no guarda copias de seguridad, y RDS crea las réplicas de lectura a partir de "
        "una; ponga `backup_retention_days` en 1 o más"
    ),
    "{id} keeps no backups, {what}; keep them for 7 days or more": (
        "{id} no guarda copias de seguridad, {what}; guárdelas 7 días o más"
    ),
    "{id} may use only {own}, and AWS requires subnets in two zones of {place}; remove "
    "`zones`, or add another zone": (
        "{id} solo puede usar {own}, y AWS exige subredes en dos zonas de {place}; quite "
        "`zones`, o añada otra zona"
    ),
    "{id} runs only in {zone}, and fails with it; run it in {count} zones: remove `zones`": (
        "{id} se ejecuta solo en {zone} y falla con ella; ejecútelo en {count} zonas: quite `zones`"
    ),
    "{id} uses plain HTTP to {target} ({ports}); connect on 443": (
        "{id} usa HTTP sin cifrar hacia {target} ({ports}); conéctese por 443"
    ),
    "{id} wants {wanted}, but may run {min} to {max}; set `desired` within that range": (
        "{id} quiere {wanted}, pero puede ejecutar de {min} a {max}; ponga `desired` dentro de ese intervalo"
    ),
    "{last} (for its platform)": ("{last} (para su plataforma)"),
    "{left} are": ("quedan {left}"),
    "{message}; choose a block such as 10.0.0.0/16": ("{message}; elija un bloque como 10.0.0.0/16"),
    "{message}; choose a larger block": ("{message}; elija un bloque mayor"),
    "{message}; pin a block from /16 to /28": ("{message}; fije un bloque de /16 a /28"),
    "{message}; set `backup_retention_days` to 1 or more": (
        "{message}; ponga `backup_retention_days` en 1 o más"
    ),
    "{name} has no zone {zone}; {way_out}": ("{name} no tiene la zona {zone}; {way_out}"),
    "{name} has {count} characters, and AWS allows {limit} for {resource}; ": (
        "{name} tiene {count} caracteres, y AWS admite {limit} para {resource}; "
    ),
    "{name} of {id} looks like a secret, and its value is in the file; use `secrets`": (
        "{name} de {id} parece un secreto, y su valor está en el archivo; use `secrets`"
    ),
    "{nat} has no route out: the VPC in {region} has no internet gateway; add one": (
        "{nat} no tiene salida: la VPC de {region} no tiene gateway de Internet; añada uno"
    ),
    "{place} has a single zone, {zone}, and fails with it; add {second}": (
        "{place} tiene una sola zona, {zone}, y falla con ella; añada {second}"
    ),
    "{place} names {zone} twice; name another zone": ("{place} indica {zone} dos veces; indique otra zona"),
    "{registry} (for its image)": ("{registry} (para su imagen)"),
    "{row} before {moving} moves their blocks, and AWS replaces their subnets; {way_out}": (
        "{row} delante de {moving} mueve sus bloques, y AWS reemplaza sus subredes; {way_out}"
    ),
    "{row} is empty; remove it, or put a component into it": (
        "{row} está vacía; quítela, o ponga un componente en ella"
    ),
    "{service_name} is a {where} and is in no subnet": (
        "{service_name} es un {where} y no está en ninguna subred"
    ),
    "{sources} can reach {id} only in another zone, and cross-zone traffic is charged; "
    "add {id} in that zone too": (
        "{sources} solo puede llegar a {id} en otra zona, y el tráfico entre zonas se cobra; "
        "añada {id} también en esa zona"
    ),
    "{source} cannot reach {target}: {reason}": ("{source} no puede llegar a {target}: {reason}"),
    "{source} cannot reach {target}: {row} is isolated": (
        "{source} no puede llegar a {target}: {row} está aislada"
    ),
    "{source} connects to {ports} of {id}, and other connections to it name another port, "
    "so it listens on {own}; name {own}, or none": (
        "{source} se conecta a {ports} de {id}, y otras conexiones indican otro puerto, así "
        "que escucha en {own}; indique {own}, o ninguno"
    ),
    "{source} goes to {target} via {wrong}, to which {row}, {subnet}, has no route; {end}": (
        "{source} va a {target} por {wrong}, hacia donde {row}, {subnet}, no tiene ruta; {end}"
    ),
    "{source} has its origin {target} only in {regions}, and no failover when that region "
    "fails; add an origin in {elsewhere} too": (
        "{source} tiene su origen {target} solo en {regions}, sin conmutación si falla esa "
        "región; añada un origen también en {elsewhere}"
    ),
    "{source} may open every port of {target}: {why}; name the port": (
        "{source} puede abrir todos los puertos de {target}: {why}; indique el puerto"
    ),
    "{source} may open {ports} of {target} (backend) without a load balancer, CDN or "
    "frontend between them; {instead}": (
        "{source} puede abrir {ports} de {target} (backend) sin balanceador de carga, CDN ni "
        "frontend entre ambos; {instead}"
    ),
    "{source} may open {ports} of {target}; {needed}": ("{source} puede abrir {ports} de {target}; {needed}"),
    "{source} reaches {id} without {cdn}, whose origin it is; connect through {cdn}": (
        "{source} llega a {id} sin pasar por {cdn}, de la que es origen; conecte a través de {cdn}"
    ),
    "{source} reaches {target} over plain HTTP only ({ports}); use 443": (
        "{source} llega a {target} solo por HTTP sin cifrar ({ports}); use 443"
    ),
    "{source} reaches {target} through {nat}, which charges per gigabyte": (
        "{source} llega a {target} a través de {nat}, que cobra por gigabyte"
    ),
    "{source} sends requests to {target}, whose service has no port; set the port, or "
    "remove the connection": (
        "{source} envía solicitudes a {target}, cuyo servicio no tiene puerto; indique el "
        "puerto, o quite la conexión"
    ),
    "{source} sends traffic to {ports} of {id}, whose service listens on {own}; name that port, or none": (
        "{source} envía tráfico a {ports} de {id}, cuyo servicio escucha en {own}; indique "
        "ese puerto, o ninguno"
    ),
    "{name} gives {id} an address of {other}, and {id} has no connection to it; add `{id} -> {other}`": (
        "{name} da a {id} una dirección de {other}, y {id} no tiene conexión con {other}; añada "
        "`{id} -> {other}`"
    ),
    "{source} would use it too": ("{source} también lo usaría"),
    "{source} {how} {target}; use Session Manager, which needs no open port": (
        "{source} {how} {target}; use Session Manager, que no necesita ningún puerto abierto"
    ),
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
    "{what}; a gateway endpoint for {name} is free": (
        "{what}; un punto de conexión de gateway para {name} es gratuito"
    ),
    "{what}; choose a block from /16 to /22": ("{what}; elija un bloque de /16 a /22"),
    "{where}, or add interface endpoints": ("{where}, o añada puntos de conexión de interfaz"),
    "{who} connects to {target} (data) without the backend; {way}": (
        "{who} se conecta a {target} (datos) sin pasar por el backend; {way}"
    ),
    "{who} may open {ports} of {target}, which holds data; {way_out}": (
        "{who} puede abrir {ports} de {target}, que contiene datos; {way_out}"
    ),
    "{written} has host bits set, and AWS stores {network}; write {network}": (
        "{written} tiene bits de host, y AWS guarda {network}; escriba {network}"
    ),
    "{written} has no room for {without} in one more zone of {place}": (
        "{written} no tiene sitio para {without} en una zona más de {place}"
    ),
    "{written} is not a private range, so its owner cannot be reached from the VPC": (
        "{written} no es un rango privado, así que desde la VPC no se puede llegar a su propietario"
    ),
    "{written} is {size}, so AWS refuses the VPC in {region}": (
        "{written} es {size}, y AWS no admite la VPC de {region}"
    ),
    "{written} moves every subnet of {place}: AWS replaces them and everything in them": (
        "{written} mueve todas las subredes de {place}: AWS las reemplaza con todo lo que contienen"
    ),
    "{written} overlaps {other_block} in {other}, so the two VPCs can never be peered; "
    "use another block in each region": (
        "{written} se solapa con {other_block} en {other}, así que las dos VPC nunca podrán "
        "interconectarse; use otro bloque en cada región"
    ),
    "{written} {what} is outside {cidr}, the VPC's block; pin a block inside it": (
        "{written} {what} está fuera de {cidr}, el bloque de la VPC; fije un bloque dentro de él"
    ),
    "{zone} before the other zones moves their blocks; put it at the end of `zones`": (
        "{zone} delante de las demás zonas mueve sus bloques; póngala al final de `zones`"
    ),
    "{zone} points at it": ("{zone} apunta a él"),
    "{zone} points at {target}, and an alias record cannot: {service_name} has no stable "
    "DNS name; {instead}": (
        "{zone} apunta a {target}, y un registro de alias no puede: {service_name} no tiene "
        "un nombre DNS estable; {instead}"
    ),
    "{environment} is called {name}, as {whom} is: they would share Terraform state, buckets and names": (
        "{environment} se llama {name}, igual que {whom}: compartirían el estado de Terraform, los buckets y "
        "los nombres"
    ),
    "the file without an environment": "el fichero sin ningún entorno",
    "has that name": "tiene ese nombre",
    "give {environment} a `name` of its own": "dé a {environment} un `name` propio",
    "{environment} keeps the name {name} that this folder was rendered with before: it shares Terraform "
    "state, buckets and names with what else is called so": (
        "{environment} conserva el nombre {name} con el que se generó esta carpeta: comparte el estado de "
        "Terraform, los buckets y los nombres con lo que se llame igual"
    ),
    "use `-o` with a folder of its own for {environment}, or set `name: {name}-{environment}` in it: "
    "Terraform then replaces what runs": (
        "use `-o` con una carpeta propia para {environment}, o ponga en él `name: {name}-{environment}`: "
        "Terraform reemplazará lo que está en marcha"
    ),
}
