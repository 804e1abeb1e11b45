"""The Spanish of what is wrong with the values of a file: types, forms, keys and ids of any of its parts."""

from __future__ import annotations

from collections.abc import Mapping

FORMS: Mapping[str, str] = {
    "is not an id: lower-case letters, digits and hyphens, a letter first": (
        "no es un identificador: minúsculas, dígitos y guiones, empezando por una letra"
    ),
    '"{id}" is not an id: lower-case letters, digits and hyphens, a letter first, at most 40': (
        '"{id}" no es un identificador: minúsculas, dígitos y guiones, empezando por una letra, '
        "40 como máximo"
    ),
    "is not a host name: letters, digits and hyphens, joined by dots": (
        "no es un nombre de host: letras, dígitos y guiones, unidos por puntos"
    ),
    "is not the name of a variable: printable ASCII without =": (
        "no es el nombre de una variable: ASCII imprimible sin ="
    ),
    "is not the name of a variable: letters, digits and _, no digit first": (
        "no es el nombre de una variable: letras, dígitos y _, sin empezar por un dígito"
    ),
    "does not begin with /, or is not printable ASCII without spaces": (
        "no empieza por /, o no es ASCII imprimible sin espacios"
    ),
    "is not a version, such as 17 or 8.0.39, in quotes": (
        "no es una versión, como 17 u 8.0.39, entre comillas"
    ),
    "is not a size of AWS, such as t3.small or db.t4g.medium": (
        "no es un tamaño de AWS, como t3.small o db.t4g.medium"
    ),
    "is not a runtime of Lambda, such as python3.13": (
        "no es un entorno de ejecución de Lambda, como python3.13"
    ),
    "is not a region or a zone, such as eu-west-1 or eu-west-1a": (
        "no es una región ni una zona, como eu-west-1 o eu-west-1a"
    ),
    "is not the first part of a domain: small letters, digits and hyphens": (
        "no es la primera parte de un dominio: minúsculas, dígitos y guiones"
    ),
    "is not of the form aws.analytics.Athena": "no tiene la forma de aws.analytics.Athena",
    "is not of the form s3 or ecr.api, in small letters": "no tiene la forma de s3 o ecr.api, en minúsculas",
    "has more than one line": "tiene más de una línea",
    'is not a colour such as "#0B5FA5", in quotes': 'no es un color como "#0B5FA5", entre comillas',
    "is not of the form it must have: {pattern}": "no tiene la forma que debe tener: {pattern}",
    "begins with aws:, which AWS keeps for itself": "empieza por aws:, que AWS se reserva",
    "is not a CIDR block such as 10.0.0.0/16": "no es un bloque CIDR como 10.0.0.0/16",
    "is not a CIDR block such as 10.20.0.0/16": "no es un bloque CIDR como 10.20.0.0/16",
    "is not a date such as 2026-12-31": "no es una fecha como 2026-12-31",
    "is not a duration such as 30s, 5m, 1h or 1d": "no es una duración como 30s, 5m, 1h o 1d",
    "is empty: # begins a comment; put the colour in quotes": (
        "está vacío: # inicia un comentario; ponga el color entre comillas"
    ),
    "is {colour}, whose contrast on white is {found}:1; it needs {least}:1, as {better} has": (
        "es {colour}, cuyo contraste sobre blanco es {found}:1; se necesita {least}:1, como el de {better}"
    ),
}
"""What a value is not."""

VALUES: Mapping[str, str] = {
    "text": "texto",
    "a whole number": "un número entero",
    "a number": "un número",
    "true or false": "true o false",
    "a map": "un mapa",
    "a list": "una lista",
    "is empty": "está vacío",
    "is empty, not {wanted}": "está vacío, y debe ser {wanted}",
    "is {value}, not {wanted}": "es {value}, y debe ser {wanted}",
    "is {value}, which {form}": "es {value}, que {form}",
    "is {value}; it must be at least {least}": "es {value}; debe ser como mínimo {least}",
    "is {value}; it must be at most {most}": "es {value}; debe ser como máximo {most}",
    "is {value}; it must be {choices}": "es {value}; debe ser {choices}",
    'is {value}; did you mean "{meant}"?': 'es {value}; ¿quiso decir "{meant}"?',
    "is {value}, a text; write it without quotes": "es {value}, un texto; escríbalo sin comillas",
    "has more than {most} entries": "tiene más de {most} elementos",
    "is longer than {most} characters": "tiene más de {most} caracteres",
    "write {value}s or {value}m, with its unit": "escriba {value}s o {value}m, con su unidad",
    "write {meant}, without quotes": "escriba {meant}, sin comillas",
    "write {meant}, without the brackets": "escriba {meant}, sin los corchetes",
    "write {meant}": "escriba {meant}",
    "write `{meant}`": "escriba `{meant}`",
    'write "{meant}", in quotes': 'escriba "{meant}", entre comillas',
    "begin each of its items with a hyphen: `- `": "empiece cada uno de sus elementos con un guion: `- `",
    "write its keys without hyphens or brackets": "escriba sus claves sin guiones ni corchetes",
    "its keys are {keys}": "sus claves son {keys}",
}
"""What a value is, and must be."""

KEYS: Mapping[str, str] = {
    "the file": "el archivo",
    "an item of `{key}`": "un elemento de `{key}`",
    "a key of `{map}`": "una clave de `{map}`",
    "{owner} has no `{key}`": "{owner} no tiene `{key}`",
    "write {choices}, {what}": "escriba {choices}: {what}",
    '{owner} has an unknown key "{key}"': '{owner} tiene una clave desconocida "{key}"',
    "; its keys are `ignore` and the names of rules": "; sus claves son `ignore` y los nombres de las reglas",
    "in an environment, `{key}` appends a list; write `{plain}`, or give it a list there": (
        "en un entorno, `{key}` añade una lista; escriba `{plain}`, o dele allí una lista"
    ),
    "the keys are {keys}; keys that begin with x- are free": (
        "las claves son {keys}; las que empiezan por x- son libres"
    ),
    "`{key}` is a key of {kinds}": "`{key}` es una clave de {kinds}",
    "`{key}` belongs into {where}: {{{key}: ...}}": "`{key}` va dentro de {where}: {{{key}: ...}}",
    "the file is not a map of keys such as `regions` and `components`": (
        "el archivo no es un mapa de claves como `regions` y `components`"
    ),
    "there are more than {most:,} findings; the rest is not listed": (
        "hay más de {most} hallazgos; los demás no se muestran"
    ),
    "default route": "la ruta predeterminada",
    "fields and values": "campos y valores",
    "from whom to whom, such as `app -> internet`": "desde dónde hasta dónde, como `app -> internet`",
    "from whom to whom, such as `client -> web`": "desde dónde hasta dónde, como `client -> web`",
    "its block, or a list of blocks": "su bloque, o una lista de bloques",
    "the region that it is in": "la región en la que está",
    "the regions, by AWS's names": "las regiones, con sus nombres de AWS",
    "the rule's name or code": "el nombre o el código de la regla",
    "the system's id": "el identificador del sistema",
    "the version of the format": "la versión del formato",
    "what it must pass": "por dónde debe pasar",
    "what there is, by id": "lo que hay, por identificador",
    "who opens the connection": "quién abre la conexión",
    "whom it reaches": "a quién llega",
    "why": "el motivo",
    "zone, region, or the name of a zone, a region or a component": (
        "zone, region, o el nombre de una zona, una región o un componente"
    ),
}
"""Keys that are missing or not known, and what keys say."""

NAMES: Mapping[str, str] = {
    'there is {none} "{name}"': 'no hay {none} "{name}"',
    '; did you mean "{meant}"?': '; ¿quiso decir "{meant}"?',
    "{first} or {rest}": "{first}, {rest}",
    "{first} and {rest}": "{first}, {rest}",
    "; did you mean {kinds}?": "; ¿quiso decir {kinds}?",
    "no region": "ninguna región",
    "no group": "ningún grupo",
    "no component": "ningún componente",
    "no {kinds}": "ningún componente de tipo {kinds}",
    "no VPC": "ninguna VPC",
    "no attached VPC": "ninguna VPC asociada",
    "no VPC or transit gateway": "ninguna VPC ni transit gateway",
    "the subnet tiers": "los niveles de subredes",
    "the zones": "las zonas",
    "the regions": "las regiones",
    "the groups": "los grupos",
    "the components": "los componentes",
    "the components of kind {kinds}": "los componentes de tipo {kinds}",
    "{those} are {known}": "{those} son {known}",
    "there is {names}": "hay {names}",
    "; there are {names}": "; los que hay son {names}",
    "; they are {known}": "; los que hay son {known}",
    "; write it as eu-west-1": "; escríbala como eu-west-1",
    'there is no output "{name}"{hint}': 'no hay ninguna salida "{name}"{hint}',
    "; the outputs are {names}": "; las salidas son {names}",
    'there is no environment "{environment}"': 'no hay ningún entorno "{environment}"',
    'the environment "{environment}" must be a map of what it changes': (
        'el entorno "{environment}" debe ser un mapa de lo que cambia'
    ),
    "in the environment {name}: {fault}": "en el entorno {name}: {fault}",
    "in the environment {name}: `include` is for the whole file; write it at the top": (
        "en el entorno {name}: `include` es para todo el archivo; escríbalo en el nivel superior"
    ),
    "in {environments}: {fault}": "en {environments}: {fault}",
    'did you mean "{meant}"? a new component needs a `kind`': (
        '¿quiso decir "{meant}"? un componente nuevo necesita un `kind`'
    ),
    "{region} is not among the regions that AWS had on {date}; check its name": (
        "{region} no está entre las regiones que AWS tenía el {date}; compruebe el nombre"
    ),
    "these are more than {most:,} subnets": "son más de {most} subredes",
    "these would have copies in more than {most:,} places": "tendrían copias en más de {most} lugares",
}
"""Ids and names of nothing, environments and regions."""

FILES: Mapping[str, str] = {
    '"{name}" includes itself: {files}': '"{name}" se incluye a sí mismo: {files}',
    "these are more than {most} files": "son más de {most} archivos",
    '"{name}" is no name of a file': '"{name}" no es un nombre de archivo',
    '"{name}" is outside of {root}; share files within one repository': (
        '"{name}" está fuera de {root}; comparta archivos dentro de un mismo repositorio'
    ),
    'there is no file "{name}" beside this one': 'no hay ningún archivo "{name}" junto a este',
    "{file} has no list of policies": "{file} no tiene ninguna lista de políticas",
    "a shared file is a list of policies, or has one under `policies`": (
        "un archivo compartido es una lista de políticas, o tiene una en `policies`"
    ),
    "a shared file names no further files": "un archivo compartido no puede nombrar otros archivos",
}
"""Files that a file names."""

POLICIES: Mapping[str, str] = {
    "is not of the form `a -> b`, with a component or a selector on each side": (
        "no tiene la forma `a -> b`, con un componente o un selector a cada lado"
    ),
    "has both `{one}` and `{two}`; make two of it": "tiene `{one}` y `{two}` a la vez; divídalo en dos",
    "promises nothing; write one of {sorts}": "no promete nada; escriba uno de {sorts}",
    'names the kind "{value}", which does not exist{hint}': 'nombra el tipo "{value}", que no existe{hint}',
    'names the tier "{value}", which does not exist{hint}': 'nombra el nivel "{value}", que no existe{hint}',
    "needs a `reason`: its severity is off": "necesita un `reason`: su gravedad es off",
}
"""Policies and settings of rules."""

ERRORS: Mapping[str, str] = {**FORMS, **VALUES, **KEYS, **NAMES, **FILES, **POLICIES}
