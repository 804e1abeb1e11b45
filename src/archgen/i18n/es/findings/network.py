"""The Spanish of findings on routes and paths."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "{id} is answered by failover with {primary} primary and {secondary} secondary targets; Route 53 takes "
    "one of each": (
        "{id} se responde por conmutación con {primary} destinos primarios y {secondary} secundarios; "
        "Route 53 admite uno de cada"
    ),
    "give one region `role: standby`, or set `routing: latency` in `components.{id}`": (
        "dé `role: standby` a una región, o ponga `routing: latency` en `components.{id}`"
    ),
    "Route 53 leads to {regions} after its health checks have failed": (
        "Route 53 lleva a {regions} cuando han fallado sus comprobaciones de estado"
    ),
    "{first}, or {second}": "{first}, o {second}",
    "{id} (internet-facing)": "{id} (expuesto a Internet)",
    "{id} (frontend)": "{id} (frontend)",
    ", and remove {ways} from the chain": (", y quite {ways} de la cadena"),
    ", or remove this connection": (", o quite esta conexión"),
    ": {who} cannot reach {lost}": (": {who} no puede llegar a {lost}"),
    "a gateway endpoint is a route and is in no zone": (
        "un punto de conexión de gateway es una ruta y no está en ninguna zona"
    ),
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
    "an internet gateway belongs to the whole VPC": ("un gateway de Internet pertenece a toda la VPC"),
    "cannot be opened": ("no se puede abrir"),
    "cannot be pulled": ("no se puede descargar"),
    "cannot start": ("no puede arrancar"),
    "connect it to {backend}": ("conéctelo a {backend}"),
    "connect through {way}": ("conecte a través de {way}"),
    "connect to it from the backend only": ("conéctese a él solo desde el backend"),
    "connect {source} to an internet-facing load balancer that targets {target}": (
        "conecte {source} a un balanceador de carga expuesto a Internet que tenga {target} como destino"
    ),
    "global service": ("servicio global"),
    "has no `port`": ("no tiene `port`"),
    "has no egress": ("no tiene salida"),
    "in no subnets": ("fuera de las subredes"),
    "in {subnets}, which is {access}": ("en {subnets}, que es {access}"),
    "it is outside AWS": ("está fuera de AWS"),
    "it needs private subnets and a NAT gateway": ("necesita subredes privadas y un gateway NAT"),
    "its default route leads to the internet gateway": (
        "su ruta predeterminada lleva al gateway de Internet"
    ),
    "its scope is {standing}": ("su ámbito es {standing}"),
    "its subnets": ("sus subredes"),
    "leaves via the internet gateway, not via {gateway}": (
        "sale por el gateway de Internet, no por {gateway}"
    ),
    "listens here": ("escucha aquí"),
    "make it internal": ("hágalo interno"),
    "give {place} a default route": ("dé a {place} una ruta predeterminada"),
    "make {place} private": ("haga privada {place}"),
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
    "no default route": ("sin ruta predeterminada"),
    "no route to the internet gateway": ("sin ruta al gateway de Internet"),
    "no route to {wrong}": ("sin ruta hacia {wrong}"),
    "not public": ("no es pública"),
    "nothing connects to {id}; add a connection to it, or remove it": (
        "nada se conecta a {id}; añada una conexión hacia él, o quítelo"
    ),
    "private too": ("también privada"),
    "public too": ("también pública"),
    "put a backend between them": ("ponga un backend entre ambos"),
    "put one in front of it": ("ponga uno delante"),
    "regional service": ("servicio regional"),
    "remove `publicly_accessible` from `components.{id}`": (
        "quite `publicly_accessible` de `components.{id}`"
    ),
    "remove this connection": ("quite esta conexión"),
    "remove this connection: {source} reaches {balancer}": (
        "quite esta conexión: {source} ya llega a {balancer}"
    ),
    "remove this connection: {target} is reached through {way}": (
        "quite esta conexión: a {target} se llega a través de {way}"
    ),
    "remove {fields} from `components.{id}`": ("quite {fields} de `components.{id}`"),
    "remove {id}, and use {first} in its connections": ("quite {id}, y use {first} en sus conexiones"),
    "set `port: {port}` in `components.{target}.service`": (
        "ponga `port: {port}` en `components.{target}.service`"
    ),
    "set `subnets: {public}`, or `scheme: internal`, in `components.{id}`": (
        "ponga `subnets: {public}`, o `scheme: internal`, en `components.{id}`"
    ),
    "set `tier: backend` in `components.{source}`, if it owns the data": (
        "ponga `tier: backend` en `components.{source}`, si es el responsable de los datos"
    ),
    "the VPC in {regions} has": ("la VPC de {regions} no tiene"),
    "the VPCs in {regions} have": ("las VPC de {regions} no tienen"),
    "the first": ("el primero"),
    "the subnets of {rows} are private, and there is no NAT gateway in {regions}{consequence}; {fix}": (
        "las subredes de {rows} son privadas, y no hay gateway NAT en {regions}{consequence}; {fix}"
    ),
    "the subnets of {rows} are public, and {vpcs} no internet gateway to route to; add one": (
        "las subredes de {rows} son públicas, y {vpcs} gateway de Internet; añada uno"
    ),
    "under `connections` add `{id} -> {other}`": ("en `connections` añada `{id} -> {other}`"),
    "under `connections` add `{source} -> {id}: 443`": ("en `connections` añada `{source} -> {id}: 443`"),
    "under `connections` add, for example, `{id} -> {target}`": (
        "en `connections` añada, por ejemplo, `{id} -> {target}`"
    ),
    "under `subnets` add `public: {access: public}`": ("en `subnets` añada `public: {access: public}`"),
    "use another block for one of the two: the VPC's local route keeps traffic for its own block inside": (
        "use otro bloque para uno de los dos: la ruta local de la VPC retiene el tráfico "
        "hacia su propio bloque"
    ),
    "use {backend} for that": ("use {backend} para eso"),
    "use {balancer}, which is in front of it": ("use {balancer}, que está delante"),
    "use {nat}": ("use {nat}"),
    "write `{chain}`": ("escriba `{chain}`"),
    "write `{source} -> {id}: {own}`": ("escriba `{source} -> {id}: {own}`"),
    "write `{source} -> {nat} -> {target}`": ("escriba `{source} -> {nat} -> {target}`"),
    "write `{source} -> {target}`: an endpoint is used where there is one": (
        "escriba `{source} -> {target}`: se usa un punto de conexión donde lo haya"
    ),
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
    "{function} is in a public subnet, where its network interfaces get no public address, "
    "and it cannot reach {target}; ": (
        "{function} está en una subred pública, donde sus interfaces de red no reciben dirección pública, "
        "y no puede llegar a {target}; "
    ),
    "{function} is a function in a public subnet: its interfaces get no public address, "
    "and it cannot reach {target}; ": (
        "{function} es una función en una subred pública: sus interfaces no reciben dirección "
        "pública, y no puede llegar a {target}; "
    ),
    "{id} (backend) is in {place}, a public subnet; {fix}": (
        "{id} (backend) está en {place}, una subred pública; {fix}"
    ),
    "{id} and {first} are both in the {vpc} of {regions}, and a VPC has one internet gateway": (
        "{id} y {first} están en la {vpc} de {regions}, y una VPC tiene un solo gateway de Internet"
    ),
    "{id} has a public address, and only the backend should reach it; remove the field": (
        "{id} tiene una dirección pública, y solo debería llegar a él el backend; quite el campo"
    ),
    "{id} has no targets; connect it to its targets": ("{id} no tiene destinos; conéctelo a sus destinos"),
    "{id} is given {value}, but {nature}; remove {fields}": (
        "{id} indica {value}, pero {nature}; quite {fields}"
    ),
    "{id} is in no connection; connect it, or remove it": (
        "{id} no está en ninguna conexión; conéctelo o quítelo"
    ),
    "{id} is in {place}, a public subnet; {where}": ("{id} está en {place}, una subred pública; {where}"),
    "{id} is in {place}, an isolated subnet, and cannot reach {lost}; {way_out}": (
        "{id} está en {place}, una subred aislada, y no puede llegar a {lost}; {way_out}"
    ),
    "{id} is internal and in {row}, which is public; {where}": (
        "{id} es interno y está en {row}, que es pública; {where}"
    ),
    "{id} is internet-facing in {row}, which is {access}: the internet cannot reach it; {way_out}": (
        "{id} está expuesto a Internet en {row}, que es {access}: Internet no puede llegar a él; {way_out}"
    ),
    "{id} is {where}, and has no route to the internet gateway; {end}": (
        "{id} está {where}, y no tiene ruta al gateway de Internet; {end}"
    ),
    "{nat} has no route out: the VPC in {region} has no internet gateway; add one": (
        "{nat} no tiene salida: la VPC de {region} no tiene gateway de Internet; añada uno"
    ),
    "{service_name} is a {where} and is in no subnet": (
        "{service_name} es un {where} y no está en ninguna subred"
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
    "{source} may open {ports} of {target} (backend) without a load balancer, CDN or "
    "frontend between them; {instead}": (
        "{source} puede abrir {ports} de {target} (backend) sin balanceador de carga, CDN ni "
        "frontend entre ambos; {instead}"
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
    "{what}; a gateway endpoint for {name} is free": (
        "{what}; un punto de conexión de gateway para {name} es gratuito"
    ),
    "{where}, or add interface endpoints": ("{where}, o añada puntos de conexión de interfaz"),
    "{who} connects to {target} (data) without the backend; {way}": (
        "{who} se conecta a {target} (datos) sin pasar por el backend; {way}"
    ),
    "{who} may open {ports} of {target}, which holds data; {way_out}": (
        "{who} puede abrir {ports} de {target}, que contiene datos; {way_out}"
    ),
    "{zone} points at it": ("{zone} apunta a él"),
    "{source} reaches its targets over TCP, and {target} admits UDP alone; use an nlb, or leave "
    "`protocol` out": (
        "{source} llega a sus destinos por TCP, y {target} solo admite UDP; use un nlb u omita `protocol`"
    ),
    "use `kind: nlb` in `components.{source}`": "use `kind: nlb` en `components.{source}`",
}
