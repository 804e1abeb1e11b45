"""The Spanish of the reports of simulate, diff, why and policies, and of what was not checked."""

from __future__ import annotations

from collections.abc import Mapping

SIMULATE: Mapping[str, str] = {
    "what fails": "qué falla",
    "FAILS": "FALLA",
    "FAILS until relaunched": "FALLA hasta relanzar",
    "recovers": "se recupera",
    "recovers in {time}": "se recupera en {time}",
    "no component opens a connection: there is no path that could fail": (
        "ningún componente abre una conexión: no hay ninguna ruta que pueda fallar"
    ),
    "pairs: {count} simulated, {worse} fail a path that neither of the two fails alone": (
        "pares: {count} simulados; {worse} hacen fallar una ruta que ninguno de los dos corta por sí solo"
    ),
    "single points of failure: none of {count} copies in zones": (
        "puntos únicos de fallo: ninguna de las {count} copias en zonas"
    ),
    "single point of failure: {what}: without it {targets} fail": (
        "punto único de fallo: {what}: sin él fallan {targets}"
    ),
    "single point of failure: {what}: without it {targets} fails": (
        "punto único de fallo: {what}: sin él falla {targets}"
    ),
    "{what}: {paths} fails": "{what}: falla {paths}",
    "{what}: {paths} fail": "{what}: fallan {paths}",
    "  path: {hops} (fails)": "  ruta: {hops} (falla)",
    "  why:  {reason}": "  por qué: {reason}",
    "  rule: {rule} ({level})": "  regla: {rule} ({level})",
    "  fix:  {fix}": "  solución: {fix}",
    "ignored: {reason}": "ignorada: {reason}",
    "  then: works again once new instances have been launched, which is not counted on": (
        "  después: vuelve a funcionar cuando se han lanzado instancias nuevas, con lo que no se cuenta"
    ),
    "  then: works again once somebody has promoted the copy": (
        "  después: vuelve a funcionar cuando alguien ha promovido la copia"
    ),
    "target: {target}: {state}": "objetivo: {target}: {state}",
    "met": "se cumple",
    "NOT MET: {reason}": "NO SE CUMPLE: {reason}",
    "availability, from AWS SLAs of {date}:": "disponibilidad, según los SLA de AWS de {date}:",
    "Availability, from AWS SLAs of {date}:": "Disponibilidad, según los SLA de AWS de {date}:",
    "path": "ruta",
    "availability": "disponibilidad",
    "limited most by": "lo que más la limita",
    "limited most by {what} ({uptime})": "lo que más la limita es {what} ({uptime})",
    "limited most by {what} in {region} ({uptime})": "lo que más la limita es {what} en {region} ({uptime})",
    "not counted: {what}": "no se cuenta: {what}",
    "{low} to {high}": "de {low} a {high}",
    "assumptions: {assumptions}": "supuestos: {assumptions}",
    "every zone and service of AWS fails on its own; what shares one fails with it": (
        "cada zona y cada servicio de AWS falla por separado; lo que comparte uno falla con él"
    ),
    "an AZ works {low} to {high} of the time: AWS publishes no figure for one": (
        "una zona funciona entre el {low} y el {high} del tiempo: AWS no publica ninguna cifra por zona"
    ),
    "SLAs are promises of credits, not measurements": "los SLA prometen créditos, no son mediciones",
    "failovers, your own software and clients are not counted": (
        "no se cuentan las conmutaciones, el software propio ni los clientes"
    ),
}
"""What fails, when and why."""

DIFF: Mapping[str, str] = {
    "What it means": "Qué significa",
    "What changed": "Qué ha cambiado",
    "nothing: the same paths, exposure, zone verdicts and findings": (
        "nada: las mismas rutas, la misma exposición, los mismos veredictos por zona y los mismos hallazgos"
    ),
    "It means {nothing}.": "No significa {nothing}.",
    "  nothing in the architecture": "  nada en la arquitectura",
    "path: {hops}": "ruta: {hops}",
    "Terraform resources: {created} created, {updated} updated, {replaced} replaced, {destroyed} destroyed": (
        "recursos de Terraform: {created} creados, {updated} modificados, {replaced} reemplazados, "
        "{destroyed} destruidos"
    ),
    "  {sign}   and {count} more": "  {sign}   y {count} más",
    "{count} to look at": "{count} por revisar",
    "nothing to look at": "nada por revisar",
    "Before you merge": "Antes de fusionar",
    "Also": "Además",
    "What changed: {count} in the architecture": "Qué ha cambiado: {count} en la arquitectura",
    "added: {what}": "añadido: {what}",
    "removed: {what}": "eliminado: {what}",
    "changed: {what}": "cambiado: {what}",
    "added": "añadido",
    "removed": "eliminado",
    "changed": "cambiado",
    "breaks": "se rompe",
    "Network": "Red",
    "both": "ambos",
    "before": "antes",
    "after": "después",
    "From before to after": "De antes a después",
    "what {file} applies": "lo que aplica {file}",
    "region {id}": "región {id}",
    "subnets {id}": "subredes {id}",
    "{before} is renamed to {after}": "{before} pasa a llamarse {after}",
    "default route of {subnet}": "ruta por defecto de {subnet}",
    "no route": "ninguna ruta",
    "not set": "sin valor",
    "any port": "cualquier puerto",
    "{ports} via {ways}": "{ports} a través de {ways}",
    "when {zone} fails, {paths} no longer fail": "cuando falla {zone}, {paths} ya no fallan",
    "when {zone} fails, {paths} now fail: {reason}": "cuando falla {zone}, ahora fallan {paths}: {reason}",
    "{source} no longer reaches {target}: its security groups do not admit it on {port}": (
        "{source} ya no llega a {target}: sus grupos de seguridad no lo admiten en {port}"
    ),
    "exposure": "exposición",
    "data loss": "pérdida de datos",
    "worse in an AZ failure": "peor si falla una zona",
    "path lost": "ruta perdida",
    "security group widened": "grupo de seguridad ampliado",
    "new finding": "hallazgo nuevo",
    "changed outside of Terraform": "modificado fuera de Terraform",
    "path gained": "ruta nueva",
    "exposure closed": "exposición cerrada",
    "security group narrowed": "grupo de seguridad restringido",
    "better in an AZ failure": "mejor si falla una zona",
    "finding fixed": "hallazgo corregido",
}
"""What a change means, and what changed."""

WHY: Mapping[str, str] = {
    "path: {what}": "ruta: {what}",
    "path {number} of {count}: {what}": "ruta {number} de {count}: {what}",
    "a direct connection": "una conexión directa",
    "  {hops} (and {count} more)": "  {hops} (y {count} más)",
    "{hops} -> (no path to {target})": "{hops} -> (ninguna ruta a {target})",
    "      blocked: {reason}": "      bloqueada: {reason}",
    "found by {names}": "se encuentra por {names}",
    "guarded by {names}": "protegida por {names}",
    "the security group of {component} admits it": "la admite el grupo de seguridad de {component}",
    "there are more than these {count}": "hay más que estas {count}",
    "{source} may open connections to {target}": "{source} puede abrir conexiones a {target}",
    "{source} reaches {target} only through others: it can open no connection to {target} itself": (
        "{source} llega a {target} solo a través de otros: por sí mismo no puede abrir conexiones a {target}"
    ),
    "{source} does not reach {target}: {reason}": "{source} no llega a {target}: {reason}",
    "the smallest change that would open it: {change}": "el cambio más pequeño que la abriría: {change}",
    "then archgen validate would report {findings}": "archgen validate señalaría entonces {findings}",
}
"""How one thing reaches another."""

PROMISES: Mapping[str, str] = {
    "BROKEN  {policy}": "INCUMPLIDA  {policy}",
    "kept    {policy}": "cumplida    {policy}",
    "        path: {hops}": "        ruta: {hops}",
    "        because: {because}": "        porque: {because}",
    "{kept} of {count} policies are kept": "se cumplen {kept} de {count} políticas",
    "there are no policies": "no hay políticas",
}
"""Which policies are kept."""

COVERAGE: Mapping[str, str] = {
    "checked {checked} of {total} {what}; not checked: {groups}": (
        "comprobados {checked} de {total} {what}; sin comprobar: {groups}"
    ),
    "resources": "recursos",
    "components": "componentes",
    "resources and components": "recursos y componentes",
    "in subnets outside of the plan": "en subredes fuera del plan",
    "that join what is outside of the plan": "que unen lo que está fuera del plan",
    "that are part of what is not checked": "que son parte de lo que no se comprueba",
    "whose use is known only after apply": "cuyo uso solo se conoce al aplicar",
    "in another VPC": "en otra VPC",
    "of types that archgen does not know": "de tipos que archgen no conoce",
    "of types that serve others, which are not in the plan": "de tipos que sirven a otros, ausentes del plan",
    "of other providers": "de otros proveedores",
    "in places known only after apply": "en lugares que solo se conocen al aplicar",
    "with values known only after apply": "con valores que solo se conocen al aplicar",
    "with references known only after apply": "con referencias que solo se conocen al aplicar",
    "with routes that are not known": "con rutas que no se conocen",
    "in local zones": "en zonas locales",
    "that nothing uses": "que nada usa",
    "that the format cannot describe": "que el formato no puede describir",
    "of kind custom": "de tipo custom",
    "that have errors": "que tienen errores",
    "shared with networks outside of the file": "compartidos con redes fuera del archivo",
    "with a default route out of the file": "con una ruta por defecto que sale del archivo",
    "called from other accounts": "llamados desde otras cuentas",
    "in no connection": "sin conexiones",
}
"""What was not checked."""

VALIDATE: Mapping[str, str] = {
    "nothing could be checked": "no se pudo comprobar nada",
    "found nothing{rest}": "no se encontró nada{rest}",
    "found {one}{rest}": "se encontró {one}{rest}",
    "found {several}{rest}": "se encontraron {several}{rest}",
    "1 error": "1 error",
    "1 warning": "1 advertencia",
    "1 info": "1 aviso informativo",
    "{count} errors": "{count} errores",
    "{count} warnings": "{count} advertencias",
    "{count} infos": "{count} avisos informativos",
    " ({count} suppressed)": " ({count} ignorados)",
    "{before} in {count} files": "{before} en {count} archivos",
    "{before}; {count} can be fixed with --fix": "{before}; --fix puede corregir {count}",
    "{verdict}; see {file}": "{verdict}; véase {file}",
    "{found} % were checked, and {wanted} % are required": (
        "se comprobó el {found} %, y se exige el {wanted} %"
    ),
    "fixed 1 finding ({codes})": "1 hallazgo corregido ({codes})",
    "fixed {count} findings ({codes})": "{count} hallazgos corregidos ({codes})",
    "{count} more could be fixed with --unsafe-fixes": "--unsafe-fixes podría corregir {count} más",
    "{path}: {count} findings of it are gone; --update-baseline takes that out": (
        "{path}: {count} de sus hallazgos ya no están; --update-baseline los quita"
    ),
    "{path}: 1 finding of it is gone; --update-baseline takes that out": (
        "{path}: 1 de sus hallazgos ya no está; --update-baseline lo quita"
    ),
    "see {places}": "véase {places}",
    "help": "ayuda",
    "suppressed by {place}": "ignorado por {place}",
    "a comment": "un comentario",
    "the baseline": "la línea base",
    "it was there when the baseline was made": "ya estaba cuando se creó la línea base",
    "not checked": "sin comprobar",
    "Suppressed": "Ignorados",
    "rule": "regla",
    "place": "lugar",
    "finding": "hallazgo",
    "ignored": "ignorado",
}
"""What validate finds, and fixes."""

RENDER: Mapping[str, str] = {
    "note": "nota",
    "1 created": "1 creado",
    "1 removed": "1 eliminado",
    "1 unchanged": "1 sin cambios",
    "1 updated": "1 actualizado",
    "{count} created": "{count} creados",
    "{count} removed": "{count} eliminados",
    "{count} unchanged": "{count} sin cambios",
    "{count} updated": "{count} actualizados",
    "1 file would change: run {remedy}": "1 archivo cambiaría: ejecute {remedy}",
    "{count} files would change: run {remedy}": "{count} archivos cambiarían: ejecute {remedy}",
    "fresh: 1 file": "al día: 1 archivo",
    "fresh: {count} files": "al día: {count} archivos",
    "nothing was rendered: fix the errors, or render anyway with --force": (
        "no se generó nada: corrija los errores, o genere de todos modos con --force"
    ),
    "rendered as it was imported: the errors are those of the plan, and are marked": (
        "generado tal como se importó: los errores son los del plan, y están marcados"
    ),
    "{name}.png leaves blank what its face lacks: {lacking}; the SVG does not": (
        "{name}.png deja en blanco lo que falta en su tipo de letra: {lacking}; el SVG no"
    ),
    "resilience: no AZ failure is survived, so there is nothing to test on AWS": (
        "resilience: no se soporta el fallo de ninguna zona, así que no hay nada que probar en AWS"
    ),
    "kubernetes: the model has no kubernetes-service, so there are no manifests": (
        "kubernetes: el modelo no tiene ningún kubernetes-service, así que no hay manifiestos"
    ),
    "pipeline: no service says which folder it is built from (`build`), so there is none": (
        "pipeline: ningún servicio dice de qué carpeta se construye (`build`), así que no hay canalización"
    ),
    "local: nothing in the model runs an image, so there is no local stack": (
        "local: nada en el modelo ejecuta una imagen, así que no hay entorno local"
    ),
    "no stand-in for {id} ({kind}): {why}": "{id} ({kind}) no tiene sustituto local: {why}",
    "no stand-in for {id} ({kind})": "{id} ({kind}) no tiene sustituto local",
    "no Terraform yet for: {kinds}": "todavía no hay Terraform para: {kinds}",
    "no Terraform for {id} ({kind}): it needs `{needed}`": (
        "no hay Terraform para {id} ({kind}): necesita `{needed}`"
    ),
    "Terraform makes nothing of `{source} -> {target}`: {why}": (
        "Terraform no crea nada para `{source} -> {target}`: {why}"
    ),
    "who is outside of AWS needs credentials for {service}": (
        "quien está fuera de AWS necesita credenciales para {service}"
    ),
    "{service} has a name of its own, and no `domain` here": (
        "{service} tiene un nombre propio, y aquí no tiene `domain`"
    ),
    "{source} fetches nothing from {target}": "{source} no obtiene nada de {target}",
    "nothing comes after {last}; write `{before} -> {last} -> TARGET`": (
        "no hay nada después de {last}; escriba `{before} -> {last} -> DESTINO`"
    ),
    "{source} does not lead to {target}": "{source} no lleva a {target}",
    "a client takes no connections": "un cliente no acepta conexiones",
    "{service} needs a destination; connect {id} to a bucket": (
        "{service} necesita un destino; conecte {id} a un bucket"
    ),
    "{service} forwards to load balancers and instances": (
        "{service} reenvía el tráfico a balanceadores de carga e instancias"
    ),
    "{service} has no `domain` here": "{service} no tiene `domain` aquí",
    "no alias of {source} leads to {target}": "ningún alias de {source} lleva a {target}",
    "both are outside of AWS": "ambos están fuera de AWS",
    "{source} reads with its callers' rights; connect them to {target}": (
        "{source} lee con los permisos de quien lo llama; conecte a este con {target}"
    ),
    "{source} calls APIs of AWS, and {target} is none": "{source} llama a API de AWS, y {target} no lo es",
    "{service} calls nobody": "{service} no llama a nadie",
    "load balancers": "balanceadores de carga",
    "it lets {service} call {called} only; put one of them between, or write it by hand": (
        "{service} solo puede llamar a {called}; ponga uno de ellos en medio, o escríbalo a mano"
    ),
    "the system was called {name}: names at AWS begin with its name, so Terraform would"
    " make most of what stands anew; `title` is the name for people": (
        "el sistema se llamaba {name}: los nombres en AWS empiezan por el suyo, así que Terraform volvería a "
        "crear casi todo lo que existe; `title` es el nombre para las personas"
    ),
    "{new} is taken for what was called {old}: moved.tf moves it in Terraform's state": (
        "{new} se considera lo que se llamaba {old}: moved.tf lo mueve en el estado de Terraform"
    ),
    "promote its copy before you apply": "promueva su copia antes de aplicar",
    "`region: {home}` leaves it there": "`region: {home}` la deja allí",
    "{id} had its primary, and its data, in {home}, and has it elsewhere now: {advice}": (
        "{id} tenía su instancia principal, y sus datos, en {home}, y ahora la tiene en otro lugar: {advice}"
    ),
}
"""What render writes, and has to say of it."""

REPORTS: Mapping[str, str] = {**VALIDATE, **RENDER, **SIMULATE, **DIFF, **WHY, **PROMISES, **COVERAGE}
