"""The Spanish of the manifests' page."""

from __future__ import annotations

from collections.abc import Mapping

KUBERNETES: Mapping[str, str] = {
    "Services of {id}": "Servicios de {id}",
    "Manifests for the services that run in the cluster, and the commands that apply them after "
    "`terraform apply`. You need `kubectl`, the AWS CLI and `jq`, and a network from which the cluster's "
    "private endpoint is reached.": (
        "Manifiestos de los servicios que se ejecutan en el clúster, y los comandos que los aplican después "
        "de `terraform apply`. Necesita `kubectl`, la AWS CLI y `jq`, y una red desde la que se llegue al "
        "punto de enlace privado del clúster."
    ),
    "File systems of Amazon EFS that exist already: pods mount them, over TLS and with the driver's role.": (
        "Sistemas de archivos de Amazon EFS que ya existen: los pods los montan, con TLS y con el rol del "
        "driver."
    ),
    "Kubernetes asks for a size; Amazon EFS has none.": "Kubernetes pide un tamaño; Amazon EFS no lo tiene.",
    "The EFS CSI driver mounts the file systems. Terraform installs it as an add-on, with a role that may "
    "mount them and nothing else; that takes a driver with efs-utils 2.3.0 or later.": (
        "El driver CSI de EFS monta los sistemas de archivos. Terraform lo instala como complemento, con un "
        "rol que permite montarlos y nada más; hace falta un driver con efs-utils 2.3.0 o posterior."
    ),
    "Service": "Servicio",
    "Pods": "Pods",
    "Memory": "Memoria",
    "Apply": "Aplicar",
    "The AWS Load Balancer Controller registers pods with the load balancers' target groups. Install it "
    "once, before the manifests; Terraform has made its role, which may do that and nothing else:": (
        "El AWS Load Balancer Controller registra los pods en los grupos de destino de los balanceadores. "
        "Instálelo una vez, antes de los manifiestos; Terraform ha creado su rol, que permite eso y nada más:"
    ),
    "Secrets": "Secretos",
    "Pods read secrets from a Kubernetes Secret. Their values are in AWS, and the output names where; an "
    "operator such as External Secrets keeps them in step, or you copy them with "
    "`kubectl create secret generic`:": (
        "Los pods leen los secretos de un Secret de Kubernetes. Sus valores están en AWS, y la salida dice "
        "dónde; un operador como External Secrets los mantiene al día, o se copian con "
        "`kubectl create secret generic`:"
    ),
    "What the manifests hold to": "Lo que cumplen los manifiestos",
    "Pods run without root, without privileges and on a read-only disk; only `/tmp` can be written. An "
    "image that cannot do with that needs a patch of its own in `kustomization.yaml`.": (
        "Los pods se ejecutan sin root, sin privilegios y con el disco de solo lectura; solo se puede "
        "escribir en `/tmp`. Una imagen que no pueda funcionar así necesita su propio parche en "
        "`kustomization.yaml`."
    ),
    "Fargate does not read topology spread constraints: it is the profile's subnets that decide the zones.": (
        "Fargate no lee las restricciones de distribución: las subredes del perfil deciden las zonas."
    ),
    "Fargate does not enforce network policies; the security group does.": (
        "Fargate no aplica las políticas de red; lo hace el grupo de seguridad."
    ),
    "Pods are spread over the zones: at most one more in a zone than in another.": (
        "Los pods se reparten entre las zonas: como mucho uno más en una zona que en otra."
    ),
    "Network policies allow what the model connects, names and credentials, and nothing else. Services "
    "outside of the VPC are allowed by their ports, as their addresses change.": (
        "Las políticas de red permiten lo que conecta el modelo, los nombres y las credenciales, y nada más. "
        "Los servicios de fuera de la VPC se permiten por sus puertos, porque sus direcciones cambian."
    ),
    "Two pods of a service are never evicted at the same time (PodDisruptionBudget).": (
        "Nunca se desalojan dos pods de un servicio a la vez (PodDisruptionBudget)."
    ),
    "The .env files are written from the outputs of Terraform: README.md has the commands.": (
        "Los ficheros .env se escriben con las salidas de Terraform: los comandos están en README.md."
    ),
    "Nothing may connect to or from a pod but what the policies of the services allow.": (
        "Ningún pod abre ni recibe más conexiones que las que permiten las políticas de los servicios."
    ),
    "As many pods in each zone; a zone whose nodes do not answer is left out.": (
        "Tantos pods en cada zona; no cuenta una zona cuyos nodos no responden."
    ),
    "A placeholder until there is a service: it answers on its ports, and says what it is.": (
        "Un sustituto hasta que haya un servicio: responde en sus puertos y dice qué es."
    ),
    "Whether the process still answers; that what it uses does not is no reason to start it again.": (
        "Si el proceso aún responde; que no lo haga lo que utiliza no es motivo para reiniciarlo."
    ),
    "Who may connect to it, and what it may connect to: the connections of the model.": (
        "Quién puede conectarse a él, y a qué puede conectarse: las conexiones del modelo."
    ),
    "The AWS Load Balancer Controller registers the pods with the target group that Terraform makes.": (
        "El AWS Load Balancer Controller registra los pods en el grupo de destino que crea Terraform."
    ),
    "Pods on Fargate have the security group that the model's connections are opened for.": (
        "Los pods en Fargate tienen el grupo de seguridad para el que se abren las conexiones del modelo."
    ),
}
