"""The Spanish of what is wrong with connections."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "`connections` is empty": "`connections` está vacío",
    "`connections` is not a list": "`connections` no es una lista",
    "begin each line with a hyphen: `- a -> b`": "empiece cada línea con un guion: `- a -> b`",
    "a connection is text such as `a -> b`, or one such text with details: `a -> b: 443`": (
        "una conexión es un texto como `a -> b`, o un texto así con detalles: `a -> b: 443`"
    ),
    "the connection has an arrow without an id on each side": (
        "la conexión tiene una flecha sin un identificador a cada lado"
    ),
    "the connection has two ids without an arrow between them": (
        "la conexión tiene dos identificadores sin una flecha entre ellos"
    ),
    "the connection has its port inside of the quotes": "la conexión tiene el puerto dentro de las comillas",
    "write it as `a -> b`, or `a -> b -> c`": "escríbala como `a -> b`, o `a -> b -> c`",
    "take the quotes away: `{meant}`": "quite las comillas: `{meant}`",
    '"{text}" connects nothing; write it as `{text} -> other`': (
        '"{text}" no conecta nada; escriba `{text} -> otro`'
    ),
    'the connection has an unknown key "{key}"{hint}': (
        'la conexión tiene una clave desconocida "{key}"{hint}'
    ),
    "; the keys are {keys}": "; las claves son {keys}",
    "; it must be {choices}": "; debe ser {choices}",
    "`{key}` is {value}{hint}": "`{key}` es {value}{hint}",
    "`label` is not one line of text of at most 120 characters": (
        "`label` no es una línea de texto de 120 caracteres como máximo"
    ),
    "`region` is {value}; it must be one region": "`region` es {value}; debe ser una región",
    "`weight` is {value}; it must be a whole number from 0 to {most}": (
        "`weight` es {value}; debe ser un número entero de 0 a {most}"
    ),
    "`port` has more than {most} entries": "`port` tiene más de {most} elementos",
    "{value} is not a port: a whole number from 1 to 65535, or a list of them": (
        "{value} no es un puerto: un número entero de 1 a 65535, o una lista de ellos"
    ),
    "name each port, in a list: a range cannot be written": (
        "nombre cada puerto en una lista: no se puede escribir un intervalo"
    ),
    "{id} connects to itself": "{id} se conecta consigo mismo",
    "{id} is a gateway on the path, not an endpoint: it opens no connections": (
        "{id} es un gateway de paso, no un extremo: no abre conexiones"
    ),
    "{id} is a gateway on the path, not an endpoint: nothing connects to it": (
        "{id} es un gateway de paso, no un extremo: nada se conecta a él"
    ),
    "say who connects through it: `a -> {id} -> b`": "diga quién se conecta a través de él: `a -> {id} -> b`",
    "say who is reached through it: `a -> {id} -> b`": (
        "diga a quién se llega a través de él: `a -> {id} -> b`"
    ),
    "`{key}` is for what a hosted zone leads to; there is none before {id}": (
        "`{key}` es para aquello a lo que lleva una zona alojada; no hay ninguna antes de {id}"
    ),
    'there is no region "{region}" under `regions`{hint}': (
        'no hay ninguna región "{region}" en `regions`{hint}'
    ),
    "`access: {access}` is not for {id} ({kind}); {fit}": (
        "`access: {access}` no es para {id} ({kind}); {fit}"
    ),
    "it takes {taken}": "admite {taken}",
    "it takes none": "no admite ninguno",
    "`to: readers` is not for {id} ({kind}): only databases and caches have readers": (
        "`to: readers` no es para {id} ({kind}): solo las bases de datos y las cachés tienen lectores"
    ),
    "write a line for each who opens connections: `{first} -> {second}`, and `{second} -> {first}`": (
        "escriba una línea por cada uno que abra conexiones: `{first} -> {second}` y `{second} -> {first}`"
    ),
    "write a line for each, such as `a -> c` and `b -> c`": (
        "escriba una línea por cada una, como `a -> c` y `b -> c`"
    ),
    "write it the other way: `{meant}`": "escríbala al revés: `{meant}`",
    "write its arrows as ->: `{meant}`": "escriba sus flechas como ->: `{meant}`",
}
