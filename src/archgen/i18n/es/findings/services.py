"""The Spanish of findings on single services, costs, policies and files."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "a target group": "un grupo de destino",
    "; the next larger size is {larger_cpu} and {larger_memory}": (
        "; el siguiente tamaño es {larger_cpu} y {larger_memory}"
    ),
    "`cidrs` pins them, from {old} on": ("`cidrs` los fija, desde {old}"),
    "`slot: {slot}` keeps them": ("`slot: {slot}` los conserva"),
    "a recovery target for a region failure is declared, and everything is in {only}; "
    "declare a second region": (
        "se declara un objetivo de recuperación para el fallo de una región, y todo está en "
        "{only}; declare una segunda región"
    ),
    "archgen does not replicate it": ("archgen no lo replica"),
    "begins the name": ("es el comienzo del nombre"),
    "create it in both": ("créelo en ambas"),
    "declare it there": ("declárela ahí"),
    "its copies lag behind": ("sus copias van con retraso"),
    "its path through the CDN": ("su camino por la CDN"),
    "its target": ("su destino"),
    "name another region under `replica_regions`": ("indique otra región en `replica_regions`"),
    "no private subnet routes to {id} in {where}, and it is charged per hour; remove it": (
        "ninguna subred privada tiene ruta a {id} en {where}, y se cobra por hora; quítelo"
    ),
    "only here": ("solo aquí"),
    "point it at the entry point of clients": ("apúntelo al punto de entrada de los clientes"),
    "point it at {balancer}": ("apúntelo a {balancer}"),
    "promise an hour or more": ("comprométase a una hora o más"),
    "put {row} at the end": ("ponga {row} al final"),
    "remove `region` from `components.{id}`": ("quite `region` de `components.{id}`"),
    "remove `region` from `components.{target}`": ("quite `region` de `components.{target}`"),
    "set `multi_az: true`": ("ponga `multi_az: true`"),
    "set `rpo` in `targets.{what}` to what may be lost, or add `{{rule: {code}, "
    "component: {id}, reason: WHY}}` to `rules.ignore`": (
        "ponga en `rpo` de `targets.{what}` lo que puede perderse, o añada `{{rule: {code}, "
        "component: {id}, reason: WHY}}` a `rules.ignore`"
    ),
    "set `slot: {slot}`": ("ponga `slot: {slot}`"),
    "shorten {id} and the architecture's name, to {count} characters together": (
        "acorte {id} y el nombre de la arquitectura, hasta {count} caracteres en total"
    ),
    "shorten {names} by {surplus}": ("acorte {names} en {surplus}"),
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
    "the only region": ("la única región"),
    "under `connections` add `{acl} -> {id}`": ("en `connections` añada `{acl} -> {id}`"),
    "under `connections` add `{id} -> {entry}`, after the client that looks it up": (
        "en `connections` añada `{id} -> {entry}`, detrás del cliente que lo consulta"
    ),
    "under `connections` add, for example, `{id} -> {origin}`": (
        "en `connections` añada, por ejemplo, `{id} -> {origin}`"
    ),
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
    "write `{id} -> {target}: 443`": ("escriba `{id} -> {target}: 443`"),
    "write `{source} -> {cdn}`": ("escriba `{source} -> {cdn}`"),
    "write `{zone} -> {balancer}`": ("escriba `{zone} -> {balancer}`"),
    "{edit}, and {connect}": ("{edit}, y {connect}"),
    "{zone} is public and leads to {target}, which is internal; let callers use the name of {target} "
    "itself": (
        "{zone} es pública y apunta a {target}, que es interno; que los clientes usen el nombre del "
        "propio {target}"
    ),
    "remove `{zone} ->` from the line": "quite `{zone} ->` de la línea",
    "{name} is in a public zone and leads to {target}, which is internal; put it into a private zone": (
        "{name} está en una zona pública y apunta a {target}, que es interno; póngalo en una zona privada"
    ),
    "{name} is in a public zone and leads to the private address of {target}, which anyone can "
    "look up; put it into a private zone": (
        "{name} está en una zona pública y apunta a la dirección privada de {target}, que cualquiera puede "
        "consultar; póngalo en una zona privada"
    ),
    "{name} is in a public zone and leads to {target}, a private address that anyone can look "
    "up; put it into a private zone": (
        "{name} está en una zona pública y apunta a {target}, una dirección privada que cualquiera puede "
        "consultar; póngalo en una zona privada"
    ),
    "{id} admits only {groups}, and nothing has that security group; give it to what uses {id}, "
    "or admit the group of that": (
        "{id} solo admite {groups}, y nada tiene ese grupo de seguridad; asígnelo a lo que usa {id}, "
        "o admita el grupo de eso"
    ),
    "{id} admits only {groups}, and nothing has these security groups; give one to what uses "
    "{id}, or admit the group of that": (
        "{id} solo admite {groups}, y nada tiene esos grupos de seguridad; asigne uno a lo que usa {id}, "
        "o admita el grupo de eso"
    ),
    "{id} ({kind}) is in no connection; connect it, or remove it": (
        "{id} ({kind}) no está en ninguna conexión; conéctelo o quítelo"
    ),
    "{size} of {id} is not among the sizes that AWS offered on {date}; check that it exists": (
        "{size} de {id} no está entre los tamaños que AWS ofrecía el {date}; compruebe que existe"
    ),
    "{size} of {id} is no size that AWS offers (as of {date})": (
        "{size} de {id} no es un tamaño que AWS ofrezca (a {date})"
    ),
    "{engine} {version} of {id} is not among the versions that AWS offered on {date}; check that it exists": (
        "{engine} {version} de {id} no está entre las versiones que AWS ofrecía a {date}; "
        "compruebe que existe"
    ),
    "{version} of {id} is no version of {engine} that AWS offers (as of {date})": (
        "{version} de {id} no es una versión de {engine} que AWS ofrezca (a {date})"
    ),
    "use a version such as {versions}": "use una versión como {versions}",
    "use a runtime such as {runtimes}": "use un entorno de ejecución como {runtimes}",
    "{runtime} of {id} is not among the runtimes of AWS Lambda on {date}; check that it exists": (
        "{runtime} de {id} no está entre los entornos de ejecución de AWS Lambda a {date}; "
        "compruebe que existe"
    ),
    "AWS Lambda creates no function with {runtime}, the runtime of {id} (as of {date})": (
        "AWS Lambda no crea funciones con {runtime}, el entorno de ejecución de {id} (a {date})"
    ),
    "use one of the major versions of {engine}: {versions}": (
        "use una de las versiones principales de {engine}: {versions}"
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
    "{id} faces the internet without a web ACL; consider AWS WAF": (
        "{id} está expuesto a Internet sin ACL web; considere AWS WAF"
    ),
    "{id} has no origin; connect it to what it serves": ("{id} no tiene origen; conéctelo a lo que sirve"),
    "{id} has no target; connect it to what its name resolves to": (
        "{id} no tiene destino; conéctelo a aquello a lo que resuelve su nombre"
    ),
    "{id} is a separate one in each region: the data in {regions} is not in another one": (
        "{id} es distinto en cada región: los datos de {regions} no están en otra"
    ),
    "{id} is in {region} already; name another region": ("{id} ya está en {region}; indique otra región"),
    "{id} is only in {regions}, and fails with that region": (
        "{id} está solo en {regions}, y falla con esa región"
    ),
    '{id} is replicated to "{region}", which is not under `regions`; {hint}': (
        '{id} se replica en "{region}", que no está en `regions`; {hint}'
    ),
    "{id} uses plain HTTP to {target} ({ports}); connect on 443": (
        "{id} usa HTTP sin cifrar hacia {target} ({ports}); conéctese por 443"
    ),
    "{name} has {count} characters, and AWS allows {limit} for {resource}; ": (
        "{name} tiene {count} caracteres, y AWS admite {limit} para {resource}; "
    ),
    "{row} before {moving} moves their blocks, and AWS replaces their subnets; {way_out}": (
        "{row} delante de {moving} mueve sus bloques, y AWS reemplaza sus subredes; {way_out}"
    ),
    "{row} is empty; remove it, or put a component into it": (
        "{row} está vacía; quítela, o ponga un componente en ella"
    ),
    "{sources} can reach {id} only in another zone, and cross-zone traffic is charged; "
    "add {id} in that zone too": (
        "{sources} solo puede llegar a {id} en otra zona, y el tráfico entre zonas se cobra; "
        "añada {id} también en esa zona"
    ),
    "{source} has its origin {target} only in {regions}, and no failover when that region "
    "fails; add an origin in {elsewhere} too": (
        "{source} tiene su origen {target} solo en {regions}, sin conmutación si falla esa "
        "región; añada un origen también en {elsewhere}"
    ),
    "{source} reaches {id} without {cdn}, whose origin it is; connect through {cdn}": (
        "{source} llega a {id} sin pasar por {cdn}, de la que es origen; conecte a través de {cdn}"
    ),
    "{written} moves every subnet of {place}: AWS replaces them and everything in them": (
        "{written} mueve todas las subredes de {place}: AWS las reemplaza con todo lo que contienen"
    ),
    "{zone} before the other zones moves their blocks; put it at the end of `zones`": (
        "{zone} delante de las demás zonas mueve sus bloques; póngala al final de `zones`"
    ),
    "{zone} points at {target}, and an alias record cannot: {service_name} has no stable "
    "DNS name; {instead}": (
        "{zone} apunta a {target}, y un registro de alias no puede: {service_name} no tiene "
        "un nombre DNS estable; {instead}"
    ),
    "{name} is the name of {other} too: they would share Terraform state, buckets and names": (
        "{name} es también el nombre de {other}: compartirían estado de Terraform, buckets y nombres"
    ),
    "{name} is a domain of {other} too: each would make a hosted zone for it": (
        "{name} es también un dominio de {other}: cada uno crearía una zona alojada para él"
    ),
    "give one of them a `name` of its own": "dé a uno de ellos un `name` propio",
    "give one of them a subdomain": "dé a uno de ellos un subdominio",
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
