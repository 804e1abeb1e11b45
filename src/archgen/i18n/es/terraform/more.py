"""The Spanish of comments in generated Terraform, the second half of them.

A place (`{zone}`) holds what differs: names, numbers, or a list of them; `{clause}` is one of the sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

MORE: Mapping[str, str] = {
    "Prepares the server at its first start: swap, Docker, and the project in {a}.": (
        "Prepara el servidor en su primer arranque: memoria de intercambio, Docker y el proyecto en {a}."
    ),
    "1 GB of memory is little: images are built elsewhere, and what runs may swap.": (
        "1 GB de memoria es poco: las imágenes se construyen fuera, y hay memoria de intercambio."
    ),
    "Docker from its own repository: {a}": "Docker, de su propio repositorio: {a}",
    "Docker as Amazon Linux packages it; the Compose plugin is Docker's own release.": (
        "Docker, como lo empaqueta Amazon Linux; el complemento Compose es el publicado por Docker."
    ),
    "What starts it, now and at every boot: the environment is fetched anew, and newer images are pulled.": (
        "Lo que lo inicia, ahora y en cada arranque: lee de nuevo las variables y descarga imágenes nuevas."
    ),
    (
        "The environment goes to Compose and never onto the disk; each value is one word of the shell, "
        "whatever is in it."
    ): (
        "Las variables van a Compose y nunca al disco; cada valor es una sola palabra del shell, contenga lo "
        "que contenga."
    ),
    "An image that was loaded by hand (docker load) is in no registry.": (
        "Una imagen cargada a mano (docker load) no está en ningún registro."
    ),
    (
        "Load balancers: each has a node in each of its zones. Internal ones are inside the VPC, the others "
        "open to the internet."
    ): (
        "Balanceadores de carga: cada uno tiene un nodo en cada una de sus zonas. Los internos están dentro "
        "de la VPC; los demás, abiertos a internet."
    ),
    "The condition of policies for AWS services: they act for this account.": (
        "La condición de las políticas para servicios de AWS: actúan en nombre de esta cuenta."
    ),
    "Where the state is kept. Copy to backend.tf, name a bucket that exists, and run `terraform init`.": (
        "Dónde se guarda el estado. Cópielo en backend.tf, indique un bucket que exista y ejecute "
        "`terraform init`."
    ),
    "Routes to a private network are learned over BGP, so that one connection takes over from another.": (
        "Las rutas hacia una red privada se aprenden por BGP, para que una conexión releve a otra."
    ),
    "Route 53 writes its query logs to us-east-1 only.": (
        "Route 53 escribe sus registros de consultas solo en us-east-1."
    ),
    "Roles of this account may mount it, over TLS, through the mount targets.": (
        "Los roles de esta cuenta pueden montarlo, sobre TLS, por los destinos de montaje."
    ),
    (
        "Read replicas: asynchronous, in other zones than the primary; promote one manually. AWS "
        "encrypts them with the primary's key, which must not be set here."
    ): (
        "Réplicas de lectura: asíncronas, en otras zonas que la principal; promueva una a mano. "
        "AWS las cifra con la clave de la principal, que no se debe indicar aquí."
    ),
    "Read replicas: asynchronous, in other zones than the primary; promote one manually.": (
        "Réplicas de lectura: asíncronas, en otras zonas que la principal; promueva una a mano."
    ),
    "Read back, so that the stored password is set even if an apply was interrupted.": (
        "Se vuelve a leer, para asignar la contraseña almacenada aunque se haya interrumpido un apply."
    ),
    "Outbound IPv6 of private subnets; nothing connects inbound.": (
        "IPv6 de salida de las subredes privadas; nada se conecta desde fuera."
    ),
    "Passwords have their own provider: `terraform test` can mock anything but ephemeral resources.": (
        "Las contraseñas tienen su propio proveedor: `terraform test` puede simular todo menos "
        "los recursos efímeros."
    ),
    "Packages of Amazon Linux and layers of images in ECR are in buckets of AWS.": (
        "Los paquetes de Amazon Linux y las capas de las imágenes de ECR están en buckets de AWS."
    ),
    "One key for data at rest in {a}.": "Una clave para los datos en reposo de {a}.",
    (
        "One instance in its own network, and its permissions. The address stays when the instance is"
        " replaced."
    ): (
        "Una instancia en su propia red, y sus permisos. La dirección se conserva cuando se "
        "reemplaza la instancia."
    ),
    "A global database: {zones} follow within about a second; promote one manually.": (
        "Una base de datos global: {zones} siguen con un retraso de alrededor de un segundo; "
        "promueva una a mano."
    ),
    "On every resource.": "En todos los recursos.",
    "The default group is not used: without rules it cannot be used by mistake.": (
        "El grupo predeterminado no se usa: sin reglas no se puede usar por error."
    ),
    "Not every zone has its own NAT gateway.": "No todas las zonas tienen su propia puerta de enlace NAT.",
    "Independent nodes: when one fails, its data is lost.": (
        "Nodos independientes: cuando falla uno, se pierden sus datos."
    ),
    (
        "No service allows commands in its containers (enable_execute_command). If one does, they are"
        " encrypted and logged."
    ): (
        "Ningún servicio permite comandos en sus contenedores (enable_execute_command). Si alguno"
        " lo hace, se cifran y se registran."
    ),
    "Named by the account: the distribution depends on the bucket, and the bucket on this key.": (
        "Por la cuenta: la distribución depende del bucket, y el bucket de esta clave."
    ),
    "Load balancers and compute.": "Balanceadores de carga y cómputo.",
    "Load balancers write under the id of this account.": (
        "Los balanceadores de carga escriben bajo el id de esta cuenta."
    ),
    (
        "Prefix lists that AWS manages. CloudFront's counts as 55 of the 60 rules of a group: it is "
        "admitted on one port only."
    ): (
        "Listas de prefijos que administra AWS. La de CloudFront cuenta como 55 de las 60 reglas "
        "de un grupo: se admite en un solo puerto."
    ),
    "Prefix lists that AWS manages.": "Listas de prefijos que administra AWS.",
    "Events of failed jobs: AWS Batch has no metric for them.": (
        "Eventos de trabajos fallidos: AWS Batch no tiene una métrica para ellos."
    ),
    "Its pods take this role by the service account {a}.": (
        "Sus pods toman este rol por la cuenta de servicio {a}."
    ),
    "It starts only after its permissions, egress and security group rules exist.": (
        "Se inicia solo cuando existen sus permisos, su salida y las reglas de su grupo de seguridad."
    ),
    "It passes established flows and logs the rest. Add your own rule groups.": (
        "Deja pasar los flujos establecidos y registra el resto. Añada sus propios grupos de reglas."
    ),
    (
        "RDS manages no password of a database that has read replicas. It is generated once, stored "
        "encrypted, and never written to the state or the plan."
    ): (
        "RDS no administra la contraseña de una base de datos con réplicas de lectura. Se genera "
        "una vez, se almacena cifrada y nunca se escribe en el estado ni en el plan."
    ),
    (
        "RDS manages no password of a global database. It is generated once, stored encrypted, and "
        "never written to the state or the plan."
    ): (
        "RDS no administra la contraseña de una base de datos global. Se genera una vez, se "
        "almacena cifrada y nunca se escribe en el estado ni en el plan."
    ),
    (
        "Clients connect with this password. It is generated once, stored encrypted, and never "
        "written to the state or the plan."
    ): (
        "Los clientes se conectan con esta contraseña. Se genera una vez, se almacena cifrada y "
        "nunca se escribe en el estado ni en el plan."
    ),
    "Each read gives another password: the first one is used.": (
        "Cada lectura da otra contraseña: se usa la primera."
    ),
    "It can be a target only once it has a listener.": (
        "Puede ser un destino solo cuando tiene un agente de escucha."
    ),
    "In a VPC, Lambda deletes the network interfaces with this role: it is deleted after the function.": (
        "En una VPC, Lambda elimina las interfaces de red con este rol: se elimina después de la función."
    ),
    "Images, packages and AWS's own services are on the internet.": (
        "Las imágenes, los paquetes y los servicios de AWS están en internet."
    ),
    "Object events go to EventBridge: a subscriber needs only a rule there.": (
        "Los eventos de los objetos van a EventBridge: un suscriptor solo necesita una regla allí."
    ),
    "A name for each load balancer, which its certificate has too.": (
        "Un nombre para cada balanceador de carga, que está también en su certificado."
    ),
    "Consumers of the endpoint service may have any address: their own security groups decide.": (
        "Los consumidores del servicio de punto de enlace pueden tener cualquier dirección: "
        "deciden sus propios grupos de seguridad."
    ),
    "Certificates: ACM validates them by the records above.": (
        "Certificados: ACM los valida con los registros anteriores."
    ),
    "Certificates in {a}: ACM validates them by the records above.": (
        "Certificados en {a}: ACM los valida con los registros anteriores."
    ),
    "The alarms, by the end of their names.": "Las alarmas, por el final de sus nombres.",
    "An alarm is raised when a metric is above or below its limit for several periods in a row.": (
        "Una alarma se activa cuando una métrica está por encima o por debajo de su límite "
        "durante varios períodos seguidos."
    ),
    (
        "Checked from several regions: after three failures in a row, 30 seconds apart, clients get "
        "the secondary answer."
    ): (
        "Se comprueba desde varias regiones: tras tres fallos seguidos, con 30 segundos entre "
        "ellos, los clientes reciben la respuesta secundaria."
    ),
    "All outbound traffic goes through the VPC and the routes of its subnets.": (
        "Todo el tráfico de salida pasa por la VPC y las rutas de sus subredes."
    ),
    (
        "AWS creates its three instances, each in another zone. A commit waits for one standby, and a"
        " standby becomes the writer automatically when the writer fails."
    ): (
        "AWS crea sus tres instancias, cada una en otra zona. Una confirmación espera a una "
        "instancia en espera, y una de ellas pasa a ser la de escritura automáticamente cuando "
        "esta falla."
    ),
    (
        "AWS adds it only where write capacity scales automatically already: apply once without it, "
        "then with it."
    ): (
        "AWS la añade solo si la capacidad de escritura ya escala automáticamente: aplique "
        "primero sin ella y después con ella."
    ),
    "A distribution's web ACL cannot protect load balancers: they have their own, with the same rules.": (
        "La ACL web de una distribución no puede proteger balanceadores de carga: tienen la suya,"
        " con las mismas reglas."
    ),
    "An existing subnet stays in its zone.": "Una subred existente se queda en su zona.",
    (
        "A service on an Auto Scaling group: instances over several zones, replaced when they fail, "
        "scaled by CPU."
    ): (
        "Un servicio en un grupo de Auto Scaling: instancias en varias zonas, que se reemplazan "
        "si fallan y escalan por CPU."
    ),
    "A service on Amazon ECS: tasks over several zones, replaced when they fail, scaled by CPU.": (
        "Un servicio en Amazon ECS: tareas en varias zonas, que se reemplazan si fallan y escalan por CPU."
    ),
    "A new version is created before this one is deleted.": (
        "La versión nueva se crea antes de eliminar esta."
    ),
    "A record that keeps failing would block the records behind it.": (
        "Un registro que falla siempre bloquearía los que vienen detrás."
    ),
    "A placeholder for the code until var.package names a file.": (
        "Código provisional hasta que var.package indique un archivo."
    ),
    "A newer Amazon Linux image does not replace it.": (
        "Una imagen más reciente de Amazon Linux no la reemplaza."
    ),
    "A newer Amazon Linux image does not replace the instance.": (
        "Una imagen más reciente de Amazon Linux no reemplaza la instancia."
    ),
    "Terraform deploys a new image, not its tag.": "Terraform despliega una imagen nueva, no su etiqueta.",
    "Messages that cannot be processed go to a dead-letter queue, which has an alarm.": (
        "Los mensajes que no se pueden procesar van a una cola de mensajes fallidos, que tiene una alarma."
    ),
    "A function: its code, permissions and logs, and a dead-letter queue for failed invocations.": (
        "Una función: su código, permisos y registros, y una cola de mensajes fallidos para las "
        "invocaciones que fallan."
    ),
    "A deployment that does not become healthy is rolled back.": (
        "Un despliegue que no llega a estar sano se revierte."
    ),
    "A change replaces instances a few at a time, each only after its replacement is healthy.": (
        "Un cambio reemplaza unas pocas instancias cada vez, y cada una solo cuando su sustituta está sana."
    ),
    "Failed invocations go to a queue, so that they can be repeated.": (
        "Las invocaciones que fallan van a una cola, para poder repetirlas."
    ),
    "A bucket: private, encrypted, versioned, TLS only.": (
        "Un bucket: privado, cifrado, con versiones, solo TLS."
    ),
    "1.11 is the first with write-only arguments, which keep passwords out of the state.": (
        "La versión 1.11 es la primera con argumentos de solo escritura, que mantienen las "
        "contraseñas fuera del estado."
    ),
    "Pods run without nodes.": "Los pods se ejecutan sin nodos.",
    "Pods on Fargate take their roles by the tokens that the cluster signs.": (
        "Los pods de Fargate toman sus roles con los tokens que firma el clúster."
    ),
    "When {a} fails in one region, CloudFront reads it in the other.": (
        "Cuando {a} falla en una región, CloudFront lo lee en la otra."
    ),
    "Objects that are not in {a} are requested from {b}.": (
        "Los objetos que no están en {a} se piden a {b}."
    ),
    "{a} has a name that is in its certificate.": "{a} tiene un nombre que está en su certificado.",
    "{a} in {b}: clients get the nearest region that answers.": (
        "{a} en {b}: los clientes van a la región más cercana que responde."
    ),
    "{a} -> {b}: the {role} answer.": "{a} -> {b}: la respuesta {role}.",
    "primary": "principal",
    "secondary": "secundaria",
    "{a} -> {b}: {d} in the sum of the weights.": "{a} -> {b}: {d} de la suma de los pesos.",
    "the only egress of a public subnet; {clause}": "la única salida de una subred pública; {clause}",
    "only {zones} may connect to it": "solo {zones} puede conectarse",
    "nothing may connect to it": "nada puede conectarse",
    "Connections without TLS are refused.": "Se rechazan las conexiones sin TLS.",
    "Changes of the schema are logged.": "Se registran los cambios de esquema.",
    "Statements that take more than a second are logged.": (
        "Se registran las sentencias que tardan más de un segundo."
    ),
    "Slow statements are logged.": "Se registran las sentencias lentas.",
    "Slow is what takes more than a second.": "Lento es lo que tarda más de un segundo.",
    "Logs that are exported are files.": "Los registros que se exportan son archivos.",
    "`terraform test` plans with a mocked provider and compares the plan with the architecture.": (
        "`terraform test` hace un plan con un proveedor simulado y lo compara con la arquitectura."
    ),
    (
        "Ephemeral resources cannot be mocked. With version 0, below, no password is generated and "
        "AWS is not called."
    ): (
        "Los recursos efímeros no se pueden simular. Con la versión 0, abajo, no se genera "
        "ninguna contraseña y no se llama a AWS."
    ),
    "the model lets clients in on 80": "el modelo admite clientes en el puerto 80",
    "a read replica; the primary has the standby": (
        "es una réplica de lectura; la principal tiene la instancia en espera"
    ),
    "clients have no certificates": "los clientes no tienen certificados",
    "the server is what clients connect to": "los clientes se conectan al servidor",
    "a public address is the only egress of a public subnet; {clause}": (
        "una dirección pública es la única salida de una subred pública; {clause}"
    ),
    "public addresses only where the model has no other egress; only load balancers may connect": (
        "direcciones públicas solo si el modelo no tiene otra salida; solo pueden conectarse los "
        "balanceadores de carga"
    ),
    "its access logs are delivered below, by standard logging v2, which the check does not know": (
        "sus registros de acceso se entregan abajo, con standard logging v2, que la comprobación no conoce"
    ),
    "nothing else here keeps logs in a bucket": "nada más guarda aquí registros en un bucket",
    "it logs by the resource below": "registra con el recurso de abajo",
    "the model names no authorizer": "el modelo no indica ningún autorizador",
    "the model says `encrypted: false`": "el modelo dice `encrypted: false`",
    "TLS ends at {a}, as it does for its other targets": ("TLS termina en {a}, como para sus otros destinos"),
    "TLS ends at the load balancer": "TLS termina en el balanceador de carga",
    "log deliveries and traces have no resources to name": (
        "las entregas de registros y las trazas no tienen recursos que indicar"
    ),
    "whether the image can run without writing to its own disk is not known": (
        "no se sabe si la imagen puede ejecutarse sin escribir en su disco"
    ),
    "its password is write-only, which the check does not know": (
        "su contraseña es de solo escritura, que la comprobación no conoce"
    ),
    "the model says how many nodes only lead": "el modelo dice cuántos nodos son solo maestros",
    "audit logs need users of the domain's own; IAM lets in whoever asks, and CloudTrail logs changes": (
        "los registros de auditoría necesitan usuarios propios del dominio; IAM autoriza, y "
        "CloudTrail registra los cambios"
    ),
    "there is one origin and no second to fail over to": "hay un solo origen y ninguno de respaldo",
    "what may be cached is not in the model": "el modelo no dice qué se puede almacenar en caché",
    '{a} answers "/" itself': '{a} responde a "/"',
    "the model says `point_in_time_recovery: false`": "el modelo dice `point_in_time_recovery: false`",
    "code is signed where it is built, and the model does not say where that is": (
        "el código se firma donde se construye, y el modelo no dice dónde"
    ),
    "the results that Athena keeps are encrypted, below": (
        "los resultados que guarda Athena se cifran, abajo"
    ),
    "the model has no `multi_az: true`": "el modelo no tiene `multi_az: true`",
    "encrypted by the account's own key for secrets": "cifrado con la clave de la cuenta para secretos",
    "it is copied to other regions where the model says so": (
        "se copia a otras regiones si el modelo lo dice"
    ),
    "only principals of the accounts below may connect": (
        "solo pueden conectarse entidades de las cuentas de abajo"
    ),
    "it is in a VPC where the model puts it in subnets": ("está en una VPC si el modelo lo pone en subredes"),
    "its share of the account's concurrency is not in the model": (
        "su parte de la simultaneidad de la cuenta no está en el modelo"
    ),
    "RDS backs it up; a plan of AWS Backup is for the whole account to have": (
        "RDS hace las copias de seguridad; un plan de AWS Backup es para toda la cuenta"
    ),
    "Aurora backs itself up; a plan of AWS Backup is for the whole account to have": (
        "Aurora hace sus copias de seguridad; un plan de AWS Backup es para toda la cuenta"
    ),
    "checkov does not look at all that has one": "checkov no mira todos los recursos que tienen uno",
    "what the services do with the values is not known, so nothing can rotate them": (
        "no se sabe qué hacen los servicios con los valores, así que nada puede rotarlos"
    ),
    "what the service does with them is not known, so nothing can rotate them": (
        "no se sabe qué hace el servicio con ellos, así que nada puede rotarlos"
    ),
    "what it opens is not in the model, so nothing can rotate it": (
        "el modelo no dice qué abre, así que nada puede rotarlo"
    ),
    "what a request looks like is not in the model": "el modelo no dice cómo son las solicitudes",
    "roles are let in one by one, by the policy below": (
        "los roles se admiten uno por uno, con la política de abajo"
    ),
    "the model has no web ACL; a component of kind waf adds one": (
        "el modelo no tiene una ACL web; un componente de tipo waf la añade"
    ),
    "it calls no API of AWS": "no llama a ninguna API de AWS",
    "the model puts no web ACL in front of it": "el modelo no le pone delante una ACL web",
    "At most 2000 requests in five minutes from one address.": (
        "Como máximo 2000 solicitudes en cinco minutos desde una dirección."
    ),
    "Addresses known for attacks.": "Direcciones conocidas por ataques.",
    "Proxies, Tor and hosting providers: partners that call from a cloud need an exception.": (
        "Proxies, Tor y proveedores de alojamiento: los socios que llaman desde una nube "
        "necesitan una excepción."
    ),
    "Requests that exploit known vulnerabilities.": "Solicitudes que explotan vulnerabilidades conocidas.",
    "Common attack patterns, and bodies over 8 KB: uploads need SizeRestrictions_BODY to count only.": (
        "Patrones de ataque comunes y cuerpos de más de 8 KB: las subidas necesitan que "
        "SizeRestrictions_BODY solo cuente."
    ),
    "A placeholder until there is a service.": "Código provisional hasta que haya un servicio.",
    "{c}: open to the internet, a node in each of its zones.": (
        "{c}: abierto a internet, con un nodo en cada una de sus zonas."
    ),
    "{c}: inside the VPC, a node in each of its zones.": (
        "{c}: dentro de la VPC, con un nodo en cada una de sus zonas."
    ),
    "each has what it is named for; checkov follows it into no module, and does not know all types": (
        "cada uno tiene aquello cuyo nombre lleva; checkov no lo sigue a los módulos, ni conoce todos "
        "los tipos"
    ),
    "what calls this module sets its notifications, where checkov does not always look": (
        "quien usa este módulo define sus notificaciones, donde checkov no siempre mira"
    ),
    (
        "The role that API Gateway logs REST APIs with: an account has one in each region, for all of its "
        "APIs. A second one replaces it, and destroying it ends the logs of all: one configuration of the "
        "account owns it."
    ): (
        "El rol con el que API Gateway escribe los registros de las API REST: una cuenta tiene uno en cada "
        "región, para todas sus API. Un segundo lo sustituye, y destruirlo deja a todas sin registros: es de "
        "una sola configuración de la cuenta."
    ),
    (
        "it is restored to a point in time; backtracking is billed by the change, and a global database has "
        "none"
    ): (
        "se restaura a un momento dado; el backtrack se cobra por cambio, y una base de datos global "
        "no lo tiene"
    ),
    "the model names no domain; viewers come by CloudFront's own name": (
        "el modelo no nombra ningún dominio; los clientes llegan por el nombre propio de CloudFront"
    ),
    "the model names no domain; CloudFront's own certificate decides about TLS": (
        "el modelo no nombra ningún dominio; el certificado propio de CloudFront decide sobre TLS"
    ),
    "the only bucket here, and the one that access logs are kept in": (
        "el único bucket de aquí, y el que guarda los registros de acceso"
    ),
    "audit logs need an option group, which a Multi-AZ DB cluster cannot have": (
        "los registros de auditoría necesitan un grupo de opciones, que un clúster Multi-AZ no puede tener"
    ),
    "{pair}: by a rule of the account's default bus, because S3 itself does not call {target}.": (
        "{pair}: por una regla del bus predeterminado de la cuenta, porque S3 no llama a {target}."
    ),
    (
        "{pair}: by a rule of the account's default bus, because S3 itself notifies only one receiver of an "
        "event."
    ): (
        "{pair}: por una regla del bus predeterminado de la cuenta, porque S3 solo notifica de un evento a "
        "un receptor."
    ),
    "the model says HTTP to {balancer} on {port}": "el modelo dice HTTP a {balancer} en el {port}",
    "the model says HTTP to {balancer}": "el modelo dice HTTP a {balancer}",
    "the model says HTTP to the load balancer": "el modelo dice HTTP al balanceador de carga",
    "who comes in on 80 is a security group, which the check does not know": (
        "quien entra por el 80 es un grupo de seguridad, que la comprobación no conoce"
    ),
}
