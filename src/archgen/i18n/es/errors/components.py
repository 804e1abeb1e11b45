"""The Spanish of what is wrong with components and their kinds, with VPCs, subnets and gateways."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "{name} is not a map with a `kind`": "{name} no es un mapa con un `kind`",
    "there is no kind {kind}{hint}": "no existe el tipo {kind}{hint}",
    "the kinds are {kinds}": "los tipos son {kinds}",
    "write `kind: custom, icon: {icon}`": "escriba `kind: custom, icon: {icon}`",
    'there is no icon "{icon}"{hint}': 'no hay ningún icono "{icon}"{hint}',
    "any node class of the diagrams package that has an icon will do, such as aws.analytics.Athena": (
        "sirve cualquier clase de nodo del paquete diagrams que tenga un icono, como aws.analytics.Athena"
    ),
    'is "{value}", which is not the name of one icon{hint}': (
        'es "{value}", que no es el nombre de un único icono{hint}'
    ),
    "; it may be {names}": "; puede ser {names}",
    "; `archgen icons WORD` lists the names with a word in them": (
        "; `archgen icons PALABRA` muestra los nombres que contienen una palabra"
    ),
    "a volume belongs to what it is attached to: instances get an encrypted root volume; "
    "draw a further one as `kind: custom, icon: aws.storage.EBS`": (
        "un volumen pertenece a aquello a lo que está asociado: las instancias reciben un volumen raíz "
        "cifrado; dibuje otro como `kind: custom, icon: aws.storage.EBS`"
    ),
    "a VPC is no component: each of `regions` has one, with its `cidr`": (
        "una VPC no es un componente: cada una de `regions` tiene la suya, con su `cidr`"
    ),
    "a subnet is no component: add a subnet tier under `subnets`": (
        "una subred no es un componente: añada un nivel de subredes en `subnets`"
    ),
    "a region is no component: write it under `regions`": (
        "una región no es un componente: escríbala en `regions`"
    ),
    "a zone is no component: write it in `zones` of its region": (
        "una zona no es un componente: escríbala en `zones` de su región"
    ),
    "security groups are generated from `connections`": (
        "los grupos de seguridad se generan a partir de `connections`"
    ),
    "route tables are generated from `access` of the subnet tiers": (
        "las tablas de enrutamiento se generan a partir de `access` de los niveles de subredes"
    ),
    "listeners are generated from `connections` to a load balancer": (
        "los agentes de escucha se generan a partir de las `connections` hacia un balanceador de carga"
    ),
    "target groups are generated from `connections` of a load balancer": (
        "los grupos de destino se generan a partir de las `connections` de un balanceador de carga"
    ),
    "roles are generated from `connections`": "los roles se generan a partir de `connections`",
}
"""What is no kind."""

FIELDS: Mapping[str, str] = {
    "is 0, 3 or 5": "debe ser 0, 3 o 5",
    "needs `instances` in threes and at least 3 `dedicated_masters`": (
        "necesita `instances` en múltiplos de tres y al menos 3 `dedicated_masters`"
    ),
    "has no `port` to check; set `port` beside it": (
        "no tiene ningún `port` que comprobar; ponga `port` junto a él"
    ),
    "is none of 256, 512, 1024, 2048 and 4096": "no es ninguno de 256, 512, 1024, 2048 y 4096",
    "has to be {offered} with `cpu: {cpu}`": "debe ser {offered} con `cpu: {cpu}`",
    "needs a `min` of 1 or more, and a `max` not below it": (
        "necesita un `min` de 1 o más, y un `max` que no sea menor"
    ),
    "is not in Amazon ECR, the only registry that App Runner pulls from": (
        "no está en Amazon ECR, el único registro del que App Runner descarga imágenes"
    ),
    "is for `launch: ec2` only: Fargate has no instances": (
        "es solo para `launch: ec2`: Fargate no tiene instancias"
    ),
    "is for `type: rest` only: other APIs are regional": (
        "es solo para `type: rest`: las demás API son regionales"
    ),
    "is at most 30 but for `type: rest`": "es como máximo 30, salvo con `type: rest`",
    "is for `type: http` only, for its link into the VPC": (
        "es solo para `type: http`, para su enlace con la VPC"
    ),
    "needs `service` or `to`": "necesita `service` o `to`",
    "has `service` and `to`: it takes one of them": "tiene `service` y `to`: admite uno de los dos",
    "needs `subnets`: an endpoint of an endpoint service is an interface endpoint": (
        "necesita `subnets`: un punto de conexión de un servicio de punto de conexión es de tipo interfaz"
    ),
    "needs `subnets`: an endpoint for {service} is an interface endpoint": (
        "necesita `subnets`: un punto de conexión para {service} es de tipo interfaz"
    ),
    "needs `subnets`: its scope is zone": "necesita `subnets`: su ámbito es zone",
    "is not true or false, or `cluster`": "no es true ni false, ni `cluster`",
    "is not for `multi_az: cluster`, which has two readable standbys: remove `{field}`": (
        "no es para `multi_az: cluster`, que tiene dos instancias en espera legibles: quite `{field}`"
    ),
    "is not for `multi_az: cluster`, which Terraform makes without a public address": (
        "no es para `multi_az: cluster`, que Terraform crea sin dirección pública"
    ),
    "needs `iops`, such as `iops: 3000`": "necesita `iops`, como `iops: 3000`",
    "is at least 100 with io1 and io2": "es como mínimo 100 con io1 e io2",
    "is at most 50 for each GB of io1, and 1000 for each GB of io2": (
        "es como máximo 50 por cada GB de io1, y 1000 por cada GB de io2"
    ),
    "is not for gp3 volumes this small, which have 3000: remove it": (
        "no es para volúmenes gp3 tan pequeños, que tienen 3000: quítelo"
    ),
    "{name} has {secret} inside of a longer text, where it would be readable; "
    "a password has to be the whole value": (
        "{name} tiene {secret} dentro de un texto más largo, donde se podría leer; "
        "una contraseña tiene que ser el valor completo"
    ),
    "; to mean the text itself write `{escaped}`": "; para el texto tal cual, escriba `{escaped}`",
    "{id} has no {attribute}; {has}": "{id} no tiene {attribute}; {has}",
    "nothing of a {kind} can be referred to": "no se puede hacer referencia a nada de un {kind}",
    "the VPC, or the transit gateway, that it is attached to": (
        "la VPC o el transit gateway al que está asociado"
    ),
    "the VPCs that it joins": "las VPC que une",
    "the two VPCs, the one that asks for the peering first": (
        "las dos VPC, primero la que solicita la interconexión"
    ),
    "the `eks` cluster that it runs in": "el clúster `eks` en el que se ejecuta",
    "the attribute that decides the partition": "el atributo que decide la partición",
    "the container image, with its tag": "la imagen del contenedor, con su etiqueta",
    "the external component that it leads to, a network with private `cidrs`": (
        "el componente externo al que lleva, una red con `cidrs` privados"
    ),
    "the folder with the code": "la carpeta con el código",
    "the public subnets that it is in": "las subredes públicas en las que está",
    "the subnet tier that it is in": "el nivel de subredes en el que está",
    "the subnets of its endpoints, with nothing else in them": (
        "las subredes de sus puntos de conexión, sin nada más en ellas"
    ),
    "the tier that it belongs to": "el nivel al que pertenece",
    "what it is": "qué es",
    "what runs the code": "lo que ejecuta el código",
}
"""Fields that do not go together, or are missing."""

NETWORKS: Mapping[str, str] = {
    "a route to {block}": "una ruta hacia {block}",
    "a default route": "una ruta predeterminada",
    "{vpc} is the name of a region or zone; give the VPC another id": (
        "{vpc} es el nombre de una región o de una zona; dé a la VPC otro identificador"
    ),
    "{region} has a `cidr` and the VPC {vpc}; move the `cidr` to a VPC of its own": (
        "{region} tiene un `cidr` y la VPC {vpc}; pase el `cidr` a una VPC propia"
    ),
    "{region} has no `zones`, and there are subnets in it; list its zones": (
        "{region} no tiene `zones`, y hay subredes en ella; indique sus zonas"
    ),
    "{region} has no `cidr`, and there are subnets in it; write `cidr: 10.0.0.0/16`": (
        "{region} no tiene `cidr`, y hay subredes en ella; escriba `cidr: 10.0.0.0/16`"
    ),
    "{row} does not say in which VPC it is; {region} has {vpcs}": (
        "{row} no dice en qué VPC está; {region} tiene {vpcs}"
    ),
    "{row} is in several VPCs of one region; give each VPC subnet tiers of its own": (
        "{row} está en varias VPC de una misma región; dé a cada VPC sus propios niveles de subredes"
    ),
    "{row} is isolated: it has no default route, and takes no `via`; make it private": (
        "{row} es un nivel aislado: no tiene ruta predeterminada y no admite `via`; póngalo como private"
    ),
    "{row} is public: its default route leads to the internet gateway, via a firewall only": (
        "{row} es un nivel público: su ruta predeterminada lleva al gateway de Internet, y solo puede pasar "
        "por un firewall"
    ),
    "{row} takes its subnets from {block}, which is no block of its VPC": (
        "{row} toma sus subredes de {block}, que no es un bloque de su VPC"
    ),
    "its blocks are {blocks}": "sus bloques son {blocks}",
    "{row} pins {count} blocks in {region}, which has {zones} zones; pin one for each": (
        "{row} fija {count} bloques en {region}, que tiene {zones} zonas; fije uno por zona"
    ),
    "{id} is no gateway that {what} can lead to; those are {those}": (
        "{id} no es un gateway al que pueda llevar {what}; los posibles son {those}"
    ),
    "{id} is in the VPC of its subnets; remove `vpc`": "{id} está en la VPC de sus subredes; quite `vpc`",
    "{id} is not a network load balancer": "{id} no es un Network Load Balancer",
    "{id} is not a transit gateway": "{id} no es un transit gateway",
    "{id} is not an external component": "{id} no es un componente externo",
    "{id} attaches VPCs of {regions}; each region has a gateway, which `peers`": (
        "{id} asocia VPC de {regions}; cada región tiene su gateway, y se interconectan con `peers`"
    ),
    "{id} joins {vpc} with itself; name two VPCs": "{id} une {vpc} consigo misma; nombre dos VPC",
    "{to} has no `cidrs`, and {id} leads to it; give the blocks of that network": (
        "{to} no tiene `cidrs`, y {id} lleva a ese componente; indique los bloques de esa red"
    ),
}
"""VPCs, subnets and gateways."""

VARIABLES: Mapping[str, str] = {
    "{name} of {id} is under `environment` and under `secrets`; remove one of the two": (
        "{name} de {id} está en `environment` y en `secrets`; quite una de las dos"
    ),
    "{name} of {id} is how a function is given its secret {secret}; rename one of them": (
        "{name} de {id} es como una función recibe su secreto {secret}; cambie el nombre de una de las dos"
    ),
    "keep it under `secrets` if its value is not for everyone; the value then goes into Secrets Manager": (
        "déjela en `secrets` si su valor no es para cualquiera; el valor va entonces a Secrets Manager"
    ),
}
"""Variables of services."""

ERRORS: Mapping[str, str] = {**KINDS, **FIELDS, **NETWORKS, **VARIABLES}
