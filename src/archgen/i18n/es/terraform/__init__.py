"""The Spanish of comments in generated Terraform.

A place (`{zone}`) holds what differs: names, numbers, or a list of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es.terraform.more import MORE

COMMENTS: Mapping[str, str] = {
    "RDS would create these log groups unencrypted and without retention.": (
        "RDS crearía estos grupos de registros sin cifrado y sin retención."
    ),
    (
        "The latest Amazon Linux 2023: a new image appears in the plan and is rolled out instance by "
        "instance."
    ): (
        "La versión más reciente de Amazon Linux 2023: una imagen nueva aparece en el plan y se "
        "despliega instancia por instancia."
    ),
    "Systems Manager instead of SSH: no open port and no key pair.": (
        "Systems Manager en lugar de SSH: sin puertos abiertos ni pares de claves."
    ),
    "Systems Manager opens a shell without a key and without an open port.": (
        "Systems Manager abre una sesión sin claves y sin puertos abiertos."
    ),
    "{a} -> {b}: Lambda polls it and invokes the function with the records.": (
        "{a} -> {b}: Lambda lo consulta e invoca la función con los registros."
    ),
    "Requests under the path of {a}; {b} gets the rest.": (
        "Las solicitudes bajo la ruta de {a}; {b} recibe el resto."
    ),
    "Requests under the path of a component go to it; {a} gets the rest.": (
        "Las solicitudes bajo la ruta de un componente van a él; {a} recibe el resto."
    ),
    "{a} is private: CloudFront reaches it through a VPC origin.": (
        "{a} es privado: CloudFront llega a él por un origen de VPC."
    ),
    "Access logs of {a}: the logs and metrics of CloudFront are in us-east-1.": (
        "Registros de acceso de {a}: los registros y las métricas de CloudFront están en us-east-1."
    ),
    "{a} -> {b}: it transforms the records.": "{a} -> {b}: transforma los registros.",
    "{a} -> {b}: bucket events arrive on the default event bus and are forwarded from there.": (
        "{a} -> {b}: los eventos de los buckets llegan al bus predeterminado y se reenvían desde allí."
    ),
    "{a} -> {b}: invoked after a user has signed up.": (
        "{a} -> {b}: se invoca después de que un usuario se registra."
    ),
    "{c}: {a}, in a new hosted zone unless var.hosted_zone_id names an existing one.": (
        "{c}: {a}, en una zona alojada nueva, salvo que var.hosted_zone_id indique una existente."
    ),
    "{c}: the model gives no domain, so there is nothing to create yet.": (
        "{c}: el modelo no da un dominio, así que todavía no hay nada que crear."
    ),
    "{c}: {tier}, with an interface in {zones}.": "{c}: {tier}, con una interfaz en {zones}.",
    "{c}: {tier}, {a} to {b} tasks on {host} over {zones}.": (
        "{c}: {tier}, de {a} a {b} tareas en {host}, repartidas entre {zones}."
    ),
    ("{c}: {tier}, {a} to {b} pods in {cluster}. `archgen render --only kubernetes` writes the manifests."): (
        "{c}: {tier}, de {a} a {b} pods en {cluster}. `archgen render --only kubernetes` escribe "
        "los manifiestos."
    ),
    "{c}: {tier}, {a} to {b} instances over {zones}.": (
        "{c}: {tier}, de {a} a {b} instancias, repartidas entre {zones}."
    ),
    "{c}: {tier}, a single instance: it fails with {zone}.": (
        "{c}: {tier}, una sola instancia: falla con {zone}."
    ),
    "{c}: {a} to {b} instances, one more for every {d} concurrent requests.": (
        "{c}: de {a} a {b} instancias, una más por cada {d} solicitudes simultáneas."
    ),
    "{c}: three nodes over the zones.": "{c}: tres nodos repartidos entre las zonas.",
    "{c}: a broker and its standby in another zone.": "{c}: un agente y su copia en espera en otra zona.",
    "{c}: a broker in one zone.": "{c}: un agente en una zona.",
    "{c}: open to the internet, an address in each of its zones.": (
        "{c}: abierto a internet, con una dirección en cada una de sus zonas."
    ),
    "{c}: inside the VPC, an address in each of its zones.": (
        "{c}: dentro de la VPC, con una dirección en cada una de sus zonas."
    ),
    "{c}: two tunnels to {a}.": "{c}: dos túneles hacia {a}.",
    "{c}: two static addresses; AWS routes clients to the nearest healthy region.": (
        "{c}: dos direcciones estáticas; AWS lleva a los clientes a la región sana más cercana."
    ),
    "{c}: reaches {a} without NAT or the internet, free of charge.": (
        "{c}: llega a {a} sin NAT ni internet, sin costo."
    ),
    "{c}: users sign in here.": "{c}: los usuarios inician sesión aquí.",
    "{c}: parameters under this path. Set their values manually or with your own Terraform.": (
        "{c}: parámetros bajo esta ruta. Asigne sus valores a mano o con su propio Terraform."
    ),
    "{c}: outbound IPv6 only.": "{c}: solo IPv6 de salida.",
    "{c}: one regional gateway, which AWS spreads over the zones in use.": (
        "{c}: una puerta de enlace regional, que AWS reparte entre las zonas en uso."
    ),
    "{c}: one per zone (a single one: `per: region`).": (
        "{c}: una sola para todas las zonas (`per: region`)."
    ),
    "{c}: one per zone, so that an AZ failure affects no other zone's egress.": (
        "{c}: una por zona, para que el fallo de una zona no afecte la salida de las demás."
    ),
    "{c}: it sends mail once the domain's records exist and the account is out of the sandbox.": (
        "{c}: envía correo cuando existan los registros del dominio y la cuenta haya salido del "
        "entorno de pruebas."
    ),
    "{c}: created empty; set its value manually.": "{c}: se crea vacío; asigne su valor a mano.",
    "{c}: stored in every zone of the region, with mount targets in {zones}.": (
        "{c}: almacenado en todas las zonas de la región, con destinos de montaje en {zones}."
    ),
    "{c}: replicated across zones by the service.": "{c}: el servicio la replica entre las zonas.",
    "{c}: replicated across zones by the service; a global table.": (
        "{c}: el servicio la replica entre las zonas; es una tabla global."
    ),
    "{c}: connects two VPCs; it is not transitive.": "{c}: conecta dos VPC; no es transitivo.",
    "{c}: connects the VPCs of {a}. Each attachment has its own route table.": (
        "{c}: conecta las VPC de {a}. Cada vinculación tiene su propia tabla de enrutamiento."
    ),
    "{c}: jobs on Fargate over {zones}, up to {a} vCPUs at once.": (
        "{c}: trabajos en Fargate repartidos entre {zones}, hasta {a} vCPU a la vez."
    ),
    "{c}: enable access to its models once in the account.": (
        "{c}: habilite una vez el acceso a sus modelos en la cuenta."
    ),
    (
        "{c}: its tasks call what the model connects it to, in the model's order. Write the real "
        "definition here."
    ): (
        "{c}: sus tareas llaman a lo que el modelo conecta, en el orden del modelo. Escriba aquí "
        "la definición real."
    ),
    "{c}: it pools the connections to {a}.": "{c}: agrupa las conexiones hacia {a}.",
    "{c}: protects {a} with AWS managed rules.": "{c}: protege {a} con reglas administradas por AWS.",
    "{c}: another team runs the gateway, accepts the attachments, and decides on its routes.": (
        "{c}: otro equipo opera la puerta de enlace, acepta las vinculaciones y decide sus rutas."
    ),
    "{c}: an interface in each zone, with private DNS.": ("{c}: una interfaz en cada zona, con DNS privado."),
    "{c}: an interface in each zone, to {a} in another VPC.": (
        "{c}: una interfaz en cada zona, hacia {a} en otra VPC."
    ),
    "{c}: an endpoint in each zone. Subnets whose default route leads to it are inspected.": (
        "{c}: un punto de enlace en cada zona. Se inspeccionan las subredes cuya ruta "
        "predeterminada lleva a él."
    ),
    "{c}: a writer and two standbys in three zones, which serve reads.": (
        "{c}: una instancia de escritura y dos en espera en tres zonas, que atienden lecturas."
    ),
    "{c}: a connection to {a}. Order it from AWS and set its id as a variable.": (
        "{c}: una conexión hacia {a}. Solicítela a AWS e indique su id como variable."
    ),
    "{c}: a job; its script is a placeholder until you write it.": (
        "{c}: un trabajo; su script es provisional hasta que usted lo escriba."
    ),
    "{c}: a NAT instance in one zone. If it fails, replace it manually.": (
        "{c}: una instancia NAT en una zona. Si falla, sustitúyala a mano."
    ),
    "{c}: Athena manages the query results and deletes them after a day.": (
        "{c}: Athena administra los resultados de las consultas y los elimina después de un día."
    ),
    "{c}: AWS runs the control plane in several zones; the nodes are in {a}.": (
        "{c}: AWS opera el plano de control en varias zonas; los nodos están en {a}."
    ),
    "{c}: a primary.": "{c}: una instancia principal.",
    "{c}: a primary and 1 read replica.": "{c}: una instancia principal y 1 réplica de lectura.",
    "{c}: a primary and {a} read replicas.": "{c}: una instancia principal y {a} réplicas de lectura.",
    "{c}: a copy from another region.": "{c}: una copia de otra región.",
    "{c}: public, their default route is the internet gateway.": (
        "{c}: públicas; su ruta predeterminada es la puerta de enlace de internet."
    ),
    "{c}: private, their default route is NAT, with no inbound access from the internet.": (
        "{c}: privadas; su ruta predeterminada es NAT, sin acceso de entrada desde internet."
    ),
    "{c}: isolated, without a default route.": "{c}: aisladas, sin ruta predeterminada.",
    "{c}: {access}, their default route is {a}.": (
        "{c}: subredes de acceso {access}; su ruta predeterminada es {a}."
    ),
    "public": "público",
    "private": "privado",
    "isolated": "aislado",
    (
        "Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS"
        ' do not change. Once a block has been applied everywhere, delete its line under "moved" in '
        ".archgen.json."
    ): (
        "Recursos con otro nombre: Terraform los mueve en el estado en lugar de reemplazarlos. "
        "Los nombres en AWS no cambian. Cuando un bloque se haya aplicado en todas partes, "
        'elimine su línea bajo "moved" en .archgen.json.'
    ),
    "Writes here are forwarded to {a}, where the writer is.": (
        "Las escrituras se reenvían a {a}, donde está la instancia de escritura."
    ),
    (
        "The standby in another zone replicates synchronously and takes over automatically. With a "
        "standby, AWS chooses the zone of the primary."
    ): (
        "La instancia en espera de otra zona se replica de forma síncrona y toma el relevo "
        "automáticamente. Con ella, AWS elige la zona de la principal."
    ),
    "Clients work in one directory as one user, whichever user the image has: root has no privileges.": (
        "Los clientes trabajan en un directorio con un usuario, sea cual sea el de la imagen: "
        "root no tiene privilegios."
    ),
    "Clients that its security group admits authenticate with IAM: there is no password.": (
        "Los clientes que admite su grupo de seguridad se autentican con IAM: no hay contraseña."
    ),
    "A client that a security group admits still needs a role that allows the call.": (
        "Un cliente que admite el grupo de seguridad necesita además un rol que permita la llamada."
    ),
    (
        "Which region is the primary changes when another one is promoted; the global cluster raises "
        "the version."
    ): ("La región principal cambia cuando se promueve otra; el clúster global sube la versión."),
    "Where sharing is enabled in the AWS organization there are no invitations to accept.": (
        "Si el uso compartido está habilitado en la organización de AWS, no hay invitaciones que aceptar."
    ),
    "Access logs of load balancers, buckets and the CDN.": (
        "Registros de acceso de los balanceadores de carga, los buckets y la CDN."
    ),
    "Permissions of the tasks.": "Permisos de las tareas.",
    "Permissions of the service.": "Permisos del servicio.",
    "Permissions of the jobs.": "Permisos de los trabajos.",
    "Permissions of ECS to start the tasks: pull the image, read the secrets, write the logs.": (
        "Permisos de ECS para iniciar las tareas: descargar la imagen, leer los secretos, "
        "escribir los registros."
    ),
    "Permissions for the services that it calls directly.": (
        "Permisos para los servicios a los que llama directamente."
    ),
    "Returns what the service answers: without it, every call fails.": (
        "Devuelve lo que responde el servicio: sin esto, todas las llamadas fallan."
    ),
    "Starts the jobs: pulls the image, reads the secrets and writes the logs.": (
        "Inicia los trabajos: descarga la imagen, lee los secretos y escribe los registros."
    ),
    "Starts its instances: pulls the image.": "Inicia sus instancias: descarga la imagen.",
    "Resources in another region have a `region` argument.": (
        "Los recursos de otra región tienen el argumento `region`."
    ),
    "Pods take their role from here, not from the nodes.": (
        "Los pods toman su rol de aquí, no de los nodos."
    ),
    (
        "Pods take their role from here, not from the nodes. metrics-server is for scaling; vpc-cni "
        "enforces network policies."
    ): (
        "Los pods toman su rol de aquí, no de los nodos. metrics-server sirve para escalar; vpc-"
        "cni aplica las políticas de red."
    ),
    "DNS records by which ACM validates the certificates. A name has the same record in every region.": (
        "Registros de DNS con los que ACM valida los certificados. Un nombre tiene el mismo "
        "registro en todas las regiones."
    ),
    "Target groups of the load balancers.": "Grupos de destino de los balanceadores de carga.",
    "Access to the VPC: network interfaces in {zones}.": "Acceso a la VPC: interfaces de red en {zones}.",
    "Access to the VPC: its interfaces are in {a}.": "Acceso a la VPC: sus interfaces están en {a}.",
    "Objects written to {a} here are replicated to its bucket in {zones}.": (
        "Los objetos escritos aquí en {a} se replican en su bucket de {zones}."
    ),
    "Events that could not be delivered.": "Eventos que no se pudieron entregar.",
    "Inbound traffic from the internet gateway passes the firewall first.": (
        "El tráfico de entrada de la puerta de enlace de internet pasa primero por el firewall."
    ),
    "Routes of traffic from {a}.": "Rutas del tráfico de {a}.",
    "Observability of {a}: alarms, flow logs and access logs.": (
        "Observabilidad de {a}: alarmas, registros de flujo y registros de acceso."
    ),
    "The gateway that VPN and Direct Connect attach to.": (
        "La puerta de enlace a la que se vinculan VPN y Direct Connect."
    ),
    "DNSSEC: resolvers validate answers once the parent zone has the DS record of output {a}.": (
        "DNSSEC: los resolvedores validan las respuestas cuando la zona principal tiene el "
        "registro DS de la salida {a}."
    ),
    "The writer and its readers: a reader is promoted automatically when the writer fails.": (
        "La instancia de escritura y las de lectura: una de lectura se promueve automáticamente "
        "cuando falla la de escritura."
    ),
    "{c}: {a}, over storage in three zones.": "{c}: {a}, sobre almacenamiento en tres zonas.",
    "The script is deployed separately.": "El script se despliega por separado.",
    "A placeholder schema. Write the real one here.": "Un esquema provisional. Escriba aquí el real.",
    "The role with which API Gateway logs REST APIs: one per account and region.": (
        "El rol con el que API Gateway registra las API REST: uno por cuenta y región."
    ),
    "The replicas are in other zones; one of them takes over automatically when the primary fails.": (
        "Las réplicas están en otras zonas; una de ellas toma el relevo automáticamente cuando "
        "falla la principal."
    ),
    (
        "The password of {a}. Terraform can set a broker's password only from its state, so the state"
        " contains it. Change it manually, in both places."
    ): (
        "La contraseña de {a}. Terraform solo puede asignar la contraseña de un agente desde su "
        "estado, así que el estado la contiene. Cámbiela a mano en los dos lugares."
    ),
    "The nodes, and so the pods on them, have the security group of {a} beside the cluster's own.": (
        "Los nodos, y por tanto sus pods, tienen el grupo de seguridad de {a} además del propio del clúster."
    ),
    "The name must begin with aws-waf-logs-.": "El nombre debe empezar por aws-waf-logs-.",
    "The model says `public: true`.": "El modelo dice `public: true`.",
    "Bring your own licence: Db2 needs the ids that IBM gave you.": (
        "Licencia propia: Db2 necesita los identificadores que le dio IBM."
    ),
    (
        "The images that the pipeline deployed last. An apply without digests, such as a manual one, "
        "keeps them."
    ): (
        "Las últimas imágenes que desplegó la canalización. Un apply sin digests, como uno "
        "manual, las conserva."
    ),
    "The container instances: the capacity provider decides how many the tasks need.": (
        "Las instancias de contenedor: el proveedor de capacidad decide cuántas necesitan las tareas."
    ),
    "The capacity provider decides it.": "Lo decide el proveedor de capacidad.",
    "The gateway is shared with the accounts of the other VPCs.": (
        "La puerta de enlace se comparte con las cuentas de las otras VPC."
    ),
    "Instances start only after their permissions, egress and security group rules exist.": (
        "Las instancias se inician solo cuando existen sus permisos, su salida y las reglas de su"
        " grupo de seguridad."
    ),
    (
        "The environment of the containers, as one JSON object. It is created empty; set its value "
        "with the command in README.md."
    ): (
        "El entorno de los contenedores, como un objeto JSON. Se crea vacío; asigne su valor con "
        "el comando de README.md."
    ),
    "The endpoint service of {a}: other VPCs connect to it, never the other way round.": (
        "El servicio de punto de enlace de {a}: otras VPC se conectan a él, nunca al revés."
    ),
    "The endpoint of each zone.": "El punto de enlace de cada zona.",
    "The databases are on its disk: a newer image or another script must not replace it.": (
        "Las bases de datos están en su disco: ni una imagen más reciente ni otro script deben reemplazarla."
    ),
    "The replica of {a} in {b} follows the primary in {d}; promote it manually.": (
        "La réplica de {a} en {b} sigue a la principal en {d}; promuévala a mano."
    ),
    "The account {a}.": "La cuenta {a}.",
    (
        "The VPC of {a} and its subnets, one per zone in each tier. Address blocks do not change when"
        " a zone or subnets are added."
    ): (
        "La VPC de {a} y sus subredes, una por zona en cada nivel. Los bloques de direcciones no "
        "cambian al añadir una zona o subredes."
    ),
    (
        "The VPCs of {a} and their subnets, one per zone in each tier. Address blocks do not change "
        "when a zone or subnets are added."
    ): (
        "Las VPC de {a} y sus subredes, una por zona en cada nivel. Los bloques de direcciones no"
        " cambian al añadir una zona o subredes."
    ),
    "The EFS CSI driver mounts file systems for the pods, from the nodes: with this role, over TLS.": (
        "El controlador CSI de EFS monta los sistemas de archivos para los pods desde los nodos, "
        "con este rol y sobre TLS."
    ),
    (
        "The AWS Load Balancer Controller registers pods with the target groups: this is all that it "
        "needs for that."
    ): (
        "AWS Load Balancer Controller registra los pods en los grupos de destino: esto es todo lo"
        " que necesita."
    ),
    (
        "Security groups: their rules are the connections of the model. Other traffic is denied in "
        "both directions."
    ): (
        "Grupos de seguridad: sus reglas son las conexiones del modelo. El resto del tráfico se "
        "deniega en ambos sentidos."
    ),
    "Secrets of the model: created empty; set their values manually.": (
        "Secretos del modelo: se crean vacíos; asigne sus valores a mano."
    ),
    "Auto scaling sets these.": "Los ajusta el escalado automático.",
    "Auto scaling sets it.": "Lo ajusta el escalado automático.",
    "Auto scaling sets the number once the service exists.": (
        "El escalado automático ajusta el número una vez que existe el servicio."
    ),
    "Auto scaling sets the number once the group exists.": (
        "El escalado automático ajusta el número una vez que existe el grupo."
    ),
    "Rules and gateway endpoints: instances and tasks start after them.": (
        "Reglas y puntos de enlace de gateway: las instancias y las tareas se inician después."
    ),
    **MORE,
}
