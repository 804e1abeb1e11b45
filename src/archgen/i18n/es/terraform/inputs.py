"""The Spanish of what generated Terraform says of its variables, outputs and checks.

A place (`{a}`) holds what differs; `{where}` is the region of the sentence, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

_ROOT = {
    "The e-mail address that receives alarms; null only publishes them to the topic.": (
        "La dirección de correo que recibe las alarmas; con null solo se publican en el tema."
    ),
    "alarm_email must be an e-mail address.": "alarm_email debe ser una dirección de correo.",
    "The retention of logs in days.": "Los días que se conservan los registros.",
    (
        "Whether load balancers and data stores are protected from deletion; "
        "set it to false before a destroy."
    ): (
        "Si los balanceadores de carga y los almacenes de datos están protegidos contra la eliminación; "
        "póngalo en false antes de un destroy."
    ),
    "The role in the account {a} that Terraform assumes.": "El rol de la cuenta {a} que asume Terraform.",
    "The image that {a} runs: a public one, as nothing logs in to its registry.": (
        "La imagen que ejecuta {a}: debe ser pública, porque nadie inicia sesión en su registro."
    ),
    "The image that {a} runs: its role may pull from that repository.": (
        "La imagen que ejecuta {a}: su rol puede descargarla de ese repositorio."
    ),
    "The number of instances of {a}; `desired` applies only at creation.": (
        "El número de instancias de {a}; `desired` solo se aplica al crearlas."
    ),
    "The number of tasks of {a}; `desired` applies only at creation.": (
        "El número de tareas de {a}; `desired` solo se aplica al crearlas."
    ),
    "The number of pods of {a}; `desired` applies only at creation.": (
        "El número de pods de {a}; `desired` solo se aplica al crearlos."
    ),
    "The instance type of {a}; the machine image follows its processor.": (
        "El tipo de instancia de {a}; la imagen de máquina se elige según su procesador."
    ),
    "The instance type of the server.": "El tipo de instancia del servidor.",
    "The instance type must have the form of {a}.": "El tipo de instancia debe tener la forma de {a}.",
    "The instance class must have the form of {a}.": "La clase de instancia debe tener la forma de {a}.",
    "The instance class must be given as {a} is.": "La clase de instancia debe tener la forma de {a}.",
    "The instance class of {a} and of its replicas.": "La clase de instancia de {a} y de sus réplicas.",
    "The instance class of {a} and of its readers.": (
        "La clase de instancia de {a} y de sus instancias de lectura."
    ),
    "The instance class of the three instances of {a}.": "La clase de las tres instancias de {a}.",
    "The engine version of {a}: this one, or a minor version of it.": (
        "La versión del motor de {a}: esta, o una versión menor de ella."
    ),
    "The parameter group has another major version: change the architecture file.": (
        "El grupo de parámetros es de otra versión principal: cambie el archivo de arquitectura."
    ),
    "The capacity units that {a} scales between.": "Las unidades de capacidad entre las que escala {a}.",
    "Increase it to change the password of {a}; 0 leaves the password unmanaged.": (
        "Auméntelo para cambiar la contraseña de {a}; con 0, Terraform no la administra."
    ),
    "The version must be a whole number.": "La versión debe ser un número entero.",
    "The countries that may use {a}: type is none, whitelist or blacklist.": (
        "Los países que pueden usar {a}: type es none, whitelist o blacklist."
    ),
    "The edge locations of {a}: PriceClass_100 is North America and Europe, PriceClass_All everywhere.": (
        "Las ubicaciones de borde de {a}: PriceClass_100 es Norteamérica y Europa; PriceClass_All, todas."
    ),
    "The ARN of a web ACL for {a} that is managed elsewhere; its scope must be CLOUDFRONT.": (
        "El ARN de una ACL web para {a} que se administra en otro lugar; su ámbito debe ser CLOUDFRONT."
    ),
    "The web ACL must be the ARN of a global one.": "Debe ser el ARN de una ACL web global.",
    "The id of the hosted zone of {a}; null creates one, to be delegated from its parent zone.": (
        "El id de la zona alojada de {a}; con null se crea una, que la zona superior debe delegar."
    ),
    "The zone must be an id such as {a}.": "La zona debe ser un id como {a}.",
    "The certificate of {a}{where}, in ACM: the model gives no domain to create one for.": (
        "El certificado de {a}{where}, en ACM: el modelo no da un dominio para crear uno."
    ),
    "The certificate of {a}{where}, in ACM, for its own name; null serves AWS's name only.": (
        "El certificado de {a}{where}, en ACM, para su propio nombre; con null solo atiende el nombre de AWS."
    ),
    "The certificate must be an ARN of ACM.": "El certificado debe ser un ARN de ACM.",
    "The host name of {a}{where}, which is in its certificate.": (
        "El nombre de host de {a}{where}, que está en su certificado."
    ),
    "The host name of {a}, which {b} fetches from: the model does not say it.": (
        "El nombre de host de {a}, del que obtiene contenido {b}: el modelo no lo dice."
    ),
    "The name must be a host name in lower case.": "Debe ser un nombre de host en minúsculas.",
    "The zip file with the code of {a}; null packs a placeholder.": (
        "El archivo zip con el código de {a}; con null se empaqueta uno provisional."
    ),
    "The handler in the package of {a}.": "El handler en el paquete de {a}.",
    "There is no such file.": "Ese archivo no existe.",
    "The handler must have a name.": "El handler debe tener un nombre.",
    "The customer id of IBM under which {a} is licensed.": (
        "El id de cliente de IBM con el que se licencia {a}."
    ),
    "The site id of IBM under which {a} is licensed.": "El id de sitio de IBM con el que se licencia {a}.",
    "The id of the transit gateway {a}, such as {b}.": "El id del transit gateway {a}, como {b}.",
    "The id of the Direct Connect connection of {a}, such as {b}.": (
        "El id de la conexión de Direct Connect de {a}, como {b}."
    ),
    "The BGP number of the device at the other end of {a}.": (
        "El número BGP del dispositivo al otro extremo de {a}."
    ),
    "The public address of the device at the other end of {a}.": (
        "La dirección pública del dispositivo al otro extremo de {a}."
    ),
    "The VLAN of the virtual interface of {a}.": "La VLAN de la interfaz virtual de {a}.",
    (
        "Whether the other accounts accept the share of {a}. "
        "Set it to false where sharing is enabled in the AWS organization."
    ): (
        "Si las demás cuentas aceptan el recurso compartido de {a}. "
        "Póngalo en false si la organización de AWS tiene habilitado el uso compartido."
    ),
    (
        "Whether this owns the role that API Gateway logs REST APIs with. An account has one in each region, "
        "for all of its APIs: true in one configuration of the account, false in all others."
    ): (
        "Si esta configuración administra el rol con el que API Gateway registra las API REST. "
        "Una cuenta tiene uno en cada región, para todas sus API: true en una configuración de la cuenta, "
        "false en las demás."
    ),
}

_OUTPUTS = {
    "The topic of the alarms{where}.": "El tema de las alarmas{where}.",
    "The VPC{where}.": "La VPC{where}.",
    "The VPC {a}.": "La VPC {a}.",
    "The name of {a}{where}.": "El nombre de {a}{where}.",
    "The name of {a} at CloudFront.": "El nombre de {a} en CloudFront.",
    "The DS record that the parent zone needs for DNSSEC of {a}.": (
        "El registro DS que necesita la zona superior para el DNSSEC de {a}."
    ),
    "The name servers to which the parent zone has to delegate {a}.": (
        "Los servidores de nombres a los que la zona superior debe delegar {a}."
    ),
    "The URL of {a}.": "La URL de {a}.",
    "The bucket of {a}{where}.": "El bucket de {a}{where}.",
    "The host of {a}{where}.": "El host de {a}{where}.",
    "The host name of {a}{where}.": "El nombre de host de {a}{where}.",
    "The host name of the writer of {a}.": "El nombre de host de la instancia de escritura de {a}.",
    "The host name that leads to a reader of {a}.": (
        "El nombre de host que lleva a una instancia de lectura de {a}."
    ),
    "The host name that leads to a readable standby of {a}.": (
        "El nombre de host que lleva a una instancia en espera legible de {a}."
    ),
    "The host names of the read replicas of {a}.": "Los nombres de host de las réplicas de lectura de {a}.",
    "Where the password of the master user of {a} is stored.": (
        "Dónde se guarda la contraseña del usuario maestro de {a}."
    ),
    "The table of {a}.": "La tabla de {a}.",
    "The queue of {a}{where}.": "La cola de {a}{where}.",
    "The queue that jobs of {a} are submitted to{where}.": (
        "La cola a la que se envían los trabajos de {a}{where}."
    ),
    "The topic of {a}{where}.": "El tema de {a}{where}.",
    "The stream of {a}{where}.": "El flujo de {a}{where}.",
    "The secret of {a}{where}.": "El secreto de {a}{where}.",
    "The job of {a}{where}.": "El trabajo de {a}{where}.",
    "The workgroup of {a}{where}.": "El grupo de trabajo de {a}{where}.",
    "The user pool of {a}{where}.": "El grupo de usuarios de {a}{where}.",
    "The state machine of {a}{where}.": "La máquina de estados de {a}{where}.",
    "The event bus of {a}{where}.": "El bus de eventos de {a}{where}.",
    "The file system of {a}{where}.": "El sistema de archivos de {a}{where}.",
    "The cluster of {a}{where}.": "El clúster de {a}{where}.",
    "Where {a} is called{where}.": "Dónde se llama a {a}{where}.",
    "Where {a} is reached{where}.": "Dónde se accede a {a}{where}.",
    "Where {a} answers{where}.": "Dónde responde {a}{where}.",
    "Where images of {a} are pushed{where}.": "Dónde se suben las imágenes de {a}{where}.",
    "Parameters of {a} are below this path.": "Los parámetros de {a} están bajo esta ruta.",
    "The two addresses of {a}, which never change.": "Las dos direcciones de {a}, que nunca cambian.",
    "What applications call themselves to {a}{where}.": (
        "Cómo se identifican las aplicaciones ante {a}{where}."
    ),
    "The names below _domainkey that authenticate the mail of {a}{where}.": (
        "Los nombres bajo _domainkey que autentican el correo de {a}{where}."
    ),
    "The role of the AWS Load Balancer Controller in {a}{where}.": (
        "El rol de AWS Load Balancer Controller en {a}{where}."
    ),
    "The role of the pods of {a}{where}: the annotation of their service account.": (
        "El rol de los pods de {a}{where}: la anotación de su cuenta de servicio."
    ),
    "The security group of the pods of {a}{where}.": "El grupo de seguridad de los pods de {a}{where}.",
    "What the pods of {a}{where} are given in their environment.": (
        "Las variables de entorno que reciben los pods de {a}{where}."
    ),
    "Where the secrets of the pods of {a}{where} are kept, and under which key of a secret.": (
        "Dónde se guardan los secretos de los pods de {a}{where}, y con qué clave de un secreto."
    ),
    "The file systems that the pods of {a}{where} mount, as the EFS CSI driver names them.": (
        "Los sistemas de archivos que montan los pods de {a}{where}, como los nombra el controlador CSI de"
        " EFS."
    ),
    "The public address of the server.": "La dirección pública del servidor.",
    "The instance: `aws ssm start-session --target ID` opens a shell on it.": (
        "La instancia: `aws ssm start-session --target ID` abre una sesión en ella."
    ),
}

_MODULES = {
    "Its ARN.": "Su ARN.",
    "Its own tags.": "Sus propias etiquetas.",
    "Its own tags: Name and Component.": "Sus propias etiquetas: Name y Component.",
    "More statements of the bucket policy, whose effect is Allow.": (
        "Más declaraciones de la política del bucket, cuyo efecto es Allow."
    ),
    "Permissions of the function: policy statements, whose effect is Allow.": (
        "Los permisos de la función: declaraciones de política, cuyo efecto es Allow."
    ),
    "Permissions of the instances: policy statements, whose effect is Allow.": (
        "Los permisos de las instancias: declaraciones de política, cuyo efecto es Allow."
    ),
    "Permissions of the tasks: policy statements, whose effect is Allow.": (
        "Los permisos de las tareas: declaraciones de política, cuyo efecto es Allow."
    ),
    "Permissions to start the tasks besides writing logs: policy statements, as above.": (
        "Los permisos para iniciar las tareas, además de escribir registros: declaraciones como esas."
    ),
    "The ARN by which API Gateway calls the function.": "El ARN con el que API Gateway llama a la función.",
    "The ARN of the dead-letter queue.": "El ARN de la cola de mensajes fallidos.",
    "The ARN of the function.": "El ARN de la función.",
    "The CPU units of a task.": "Las unidades de CPU de una tarea.",
    "The KMS key; null uses the key of S3.": "La clave de KMS; con null se usa la de S3.",
    "The capacity provider of instances to run on; null runs the tasks on Fargate.": (
        "El proveedor de capacidad de instancias que se usa; con null las tareas se ejecutan en Fargate."
    ),
    "The cluster that the service is in.": "El clúster del servicio.",
    "The code until there is a package.": "El código mientras no hay un paquete.",
    "The command of the container; null runs the image's own.": (
        "El comando del contenedor; con null se ejecuta el de la imagen."
    ),
    "The days after which objects are deleted; null keeps them.": (
        "Los días tras los que se eliminan los objetos; con null se conservan."
    ),
    "The environment variables of the container.": "Las variables de entorno del contenedor.",
    "The environment variables of the function.": "Las variables de entorno de la función.",
    "The environment variables that are read from secrets and parameters.": (
        "Las variables de entorno que se leen de secretos y parámetros."
    ),
    "The file systems that are mounted.": "Los sistemas de archivos que se montan.",
    "The handler in the package.": "El handler en el paquete.",
    "The host name that a distribution fetches from.": (
        "El nombre de host del que obtiene contenido una distribución."
    ),
    "The image of the container that each instance runs.": (
        "La imagen del contenedor que ejecuta cada instancia."
    ),
    "The image of the container that each instance runs; null runs the placeholder.": (
        "La imagen del contenedor que ejecuta cada instancia; con null se ejecuta el provisional."
    ),
    "The image of the container.": "La imagen del contenedor.",
    "The image that it runs; null runs the code of a package.": (
        "La imagen que ejecuta; con null se ejecuta el código de un paquete."
    ),
    "The key that encrypts its environment, its logs and the queue.": (
        "La clave que cifra sus variables de entorno, sus registros y la cola."
    ),
    "The log group of the function.": "El grupo de registros de la función.",
    "The log group of the service.": "El grupo de registros del servicio.",
    "The log group of the tasks.": "El grupo de registros de las tareas.",
    "The memory of a task, in MiB.": "La memoria de una tarea, en MiB.",
    "The memory of the function, in MiB.": "La memoria de la función, en MiB.",
    "The minimum may not exceed the maximum.": "El mínimo no puede superar el máximo.",
    "The name of its role, where it is another one: IAM roles are global.": (
        "El nombre de su rol, si es distinto: los roles de IAM son globales."
    ),
    "The name of the Auto Scaling group.": "El nombre del grupo de Auto Scaling.",
    "The name of the bucket, once it is there.": "El nombre del bucket, una vez que existe.",
    "The name of the bucket.": "El nombre del bucket.",
    "The name of the dead-letter queue, where the function's is too long.": (
        "El nombre de la cola de mensajes fallidos, si el de la función es demasiado largo."
    ),
    "The name of the function.": "El nombre de la función.",
    "The name of the group and of its launch template.": (
        "El nombre del grupo y de su plantilla de lanzamiento."
    ),
    "The name of the role of the tasks, where it is another one: IAM roles are global.": (
        "El nombre del rol de las tareas, si es distinto: los roles de IAM son globales."
    ),
    "The name of the role that starts the tasks, where it does not end with -start.": (
        "El nombre del rol que inicia las tareas, si no termina en -start."
    ),
    "The name of the service and of its task definition.": (
        "El nombre del servicio y de su definición de tarea."
    ),
    "The name of the service.": "El nombre del servicio.",
    "The number of instances.": "El número de instancias.",
    "The number of tasks.": "El número de tareas.",
    "The placeholder that answers until there is a service.": (
        "El programa provisional que responde mientras no hay un servicio."
    ),
    "The ports that the container listens on.": "Los puertos en los que escucha el contenedor.",
    "The processor that the tasks need: X86_64 or ARM64.": (
        "El procesador que necesitan las tareas: X86_64 o ARM64."
    ),
    "The region, where it is another one than the provider's.": "La región, si no es la del proveedor.",
    "The runtime of the package.": "El entorno de ejecución del paquete.",
    "The seconds that a call may take.": "Los segundos que puede durar una llamada.",
    "The security groups of its network interfaces.": "Los grupos de seguridad de sus interfaces de red.",
    "The security groups of the instances.": "Los grupos de seguridad de las instancias.",
    "The security groups of the tasks.": "Los grupos de seguridad de las tareas.",
    "The subnets of its network interfaces; without any it is in no VPC.": (
        "Las subredes de sus interfaces de red; sin ninguna, no está en una VPC."
    ),
    "The subnets of the instances, one in each zone.": "Las subredes de las instancias, una en cada zona.",
    "The subnets of the tasks, one in each zone.": "Las subredes de las tareas, una en cada zona.",
    "The subnets that instances are started in.": "Las subredes en las que se inician las instancias.",
    "The tags of the function: Name and Component.": "Las etiquetas de la función: Name y Component.",
    "The tags of the service: Name and Component.": "Las etiquetas del servicio: Name y Component.",
    "The tags on every resource, which instances and volumes do not get from the provider.": (
        "Las etiquetas de todos los recursos, que el proveedor no pone en instancias ni volúmenes."
    ),
    "The target groups of load balancers that the tasks are in.": (
        "Los grupos de destino de balanceadores de carga en los que están las tareas."
    ),
    "The target groups of load balancers that they are in.": (
        "Los grupos de destino de balanceadores de carga en los que están."
    ),
    "The type of the instances; the image follows its processor.": (
        "El tipo de las instancias; la imagen se elige según su procesador."
    ),
    "The zip file with the code; null packs the placeholder.": (
        "El archivo zip con el código; con null se empaqueta el provisional."
    ),
    "What must exist before the first instance starts.": (
        "Lo que debe existir antes de que se inicie la primera instancia."
    ),
    "What must exist before the first task starts.": (
        "Lo que debe existir antes de que se inicie la primera tarea."
    ),
    "Where its access logs go.": "A dónde van sus registros de acceso.",
    "Whether each instance has a public address.": "Si cada instancia tiene una dirección pública.",
    "Whether each task has a public address.": "Si cada tarea tiene una dirección pública.",
    "Whether instances have public addresses.": "Si las instancias tienen direcciones públicas.",
    "Whether public bucket policies are blocked.": "Si se bloquean las políticas públicas del bucket.",
}

_CHECKS = {
    "{a} speaks TLS and the model gives no domain: set {b} before you apply.": (
        "{a} usa TLS y el modelo no da un dominio: asigne {b} antes del apply."
    ),
    "Set {b} before you apply: {a} fetches from it.": (
        "Asigne {b} antes del apply: {a} obtiene contenido de ahí."
    ),
    "{a} must have one subnet in each zone{where}, with the blocks of the architecture.": (
        "{a} debe tener una subred en cada zona{where}, con los bloques de la arquitectura."
    ),
    "The subnets of {a} must be in the zones that they are named by.": (
        "Las subredes de {a} deben estar en las zonas que indican sus nombres."
    ),
    "{a} is public: its default route must be the internet gateway.": (
        "{a} es pública: su ruta predeterminada debe ser la puerta de enlace de internet."
    ),
    "{a} is isolated: it must have no default route.": (
        "{a} está aislada: no debe tener ruta predeterminada."
    ),
    "{a} is private: each subnet must use the NAT gateway of its own zone.": (
        "{a} es privada: cada subred debe usar el gateway NAT de su propia zona."
    ),
    "Each NAT gateway must be in the zone that it serves.": (
        "Cada gateway NAT debe estar en la zona a la que sirve."
    ),
    "{a} must be inside the VPC.": "{a} debe estar dentro de la VPC.",
    "{a} must be open to the internet.": "{a} debe estar abierto a internet.",
    "Nothing may connect to {a}.": "Nada debe poder conectarse a {a}.",
    "{a} must admit only what the architecture connects to it.": (
        "{a} debe admitir solo lo que la arquitectura conecta con él."
    ),
    "{a} must be in {zones}.": "{a} debe estar en {zones}.",
    "{a} must have no public address.": "{a} no debe tener una dirección pública.",
    "{a} must be restorable as the architecture says.": (
        "{a} debe poder restaurarse como dice la arquitectura."
    ),
    "{a} must be a Multi-AZ DB cluster, with two readable standbys.": (
        "{a} debe ser un clúster de base de datos Multi-AZ, con dos instancias en espera legibles."
    ),
    "{a} must have a standby in another zone.": "{a} debe tener una instancia en espera en otra zona.",
    "The replicas of {a} must be in the zones of the architecture.": (
        "Las réplicas de {a} deben estar en las zonas de la arquitectura."
    ),
}

INPUTS: Mapping[str, str] = {**_ROOT, **_OUTPUTS, **_MODULES, **_CHECKS}
