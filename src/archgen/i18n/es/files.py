"""The Spanish of comments in generated files: the local stack and the delivery pipeline."""

from __future__ import annotations

from collections.abc import Mapping

FILES: Mapping[str, str] = {
    "Made by archgen from {source}. Edit that file, then run `archgen render`.": (
        "Generado por archgen a partir de {source}. Edite ese archivo y ejecute `archgen render`."
    ),
    "Start it: docker compose up --build (in this folder; ARCHGEN_ROOT says where the Dockerfiles are)": (
        "Para iniciarlo: docker compose up --build (en esta carpeta; ARCHGEN_ROOT dice dónde están los "
        "Dockerfiles)"
    ),
    "The project of the server: images are pulled, never built here.": (
        "El proyecto del servidor: las imágenes se descargan, nunca se construyen aquí."
    ),
    "A container is in a network of its own, and in those of all that it may connect to.": (
        "Cada contenedor está en una red propia y en las de todo aquello a lo que se puede conectar."
    ),
    "Copy it to .env and fill it in; .env is not to be committed.": (
        "Cópielo como .env y rellénelo; no suba el .env al repositorio."
    ),
    "set it in .env, see .env.example": "falta en .env; véase .env.example",
    "the load balancer": "el balanceador de carga",
    "makes the tables": "crea las tablas",
    "sends what the schedule says": "envía lo que dice la programación",
    "the API gateway": "la puerta de enlace de API",
    "the password of {id}": "la contraseña de {id}",
    "{name} of {id}": "{name} de {id}",
    "Which of the folders that images are built from have changed.": (
        "Qué carpetas de las que se construyen imágenes han cambiado."
    ),
    "The image that was pushed is run here, and its page is compared with what it was built from.": (
        "La imagen que se subió se ejecuta aquí, y su página se compara con aquello de lo que se construyó."
    ),
    "Validate the model": "Validar el modelo",
    "Find what changed": "Ver qué cambió",
    "Put it into .github/workflows of the repository.": "Póngalo en .github/workflows del repositorio.",
    "It needs the variable AWS_ROLE: the ARN of a role that trusts the tokens of GitHub.": (
        "Necesita la variable AWS_ROLE: el ARN de un rol que confía en los tokens de GitHub."
    ),
    "It needs the environment `production`, whose reviewers approve each rollout.": (
        "Necesita el entorno `production`, cuyos revisores aprueban cada despliegue."
    ),
    "The Terraform folder needs backend.tf, and terraform.tfvars with the values that have no default.": (
        "La carpeta de Terraform necesita backend.tf, y terraform.tfvars con los valores que no tienen "
        "valor predeterminado."
    ),
    "`outputs` of {source} lists everything that is in {output}/: `render --check` compares exactly that.": (
        "`outputs` de {source} nombra todo lo que hay en {output}/: `render --check` compara exactamente eso."
    ),
    "It logs in to a registry with the secrets REGISTRY_USERNAME and REGISTRY_PASSWORD.": (
        "Inicia sesión en un registro con los secretos REGISTRY_USERNAME y REGISTRY_PASSWORD."
    ),
    "Deliver {name}": "Entregar {name}",
    "Build": "Construir",
    "Try": "Probar",
    "pushes to ghcr.io": "sube imágenes a ghcr.io",
    "takes on AWS_ROLE, to push to ECR": "asume AWS_ROLE, para subir imágenes a ECR",
    "pulls from ghcr.io": "descarga imágenes de ghcr.io",
    "asks ghcr.io for digests": "consulta los digests en ghcr.io",
    "takes on AWS_ROLE": "asume AWS_ROLE",
    "Run it, wait until it is healthy, and compare its page": (
        "Ejecutarla, esperar a que responda y comparar su página"
    ),
    "Show its log": "Mostrar su registro",
    "Clean up": "Limpiar",
    "Name each image by its digest": "Nombrar cada imagen por su digest",
    "What is applied is the plan that was approved, with images by their digests.": (
        "Se aplica el plan que se aprobó, con las imágenes por su digest."
    ),
    "Instances are replaced a few at a time, each new one healthy first; if it is not, the old ones stay.": (
        "Las instancias se sustituyen por partes, y cada una nueva tiene que responder antes; si no lo hace, "
        "siguen las anteriores."
    ),
    "Wait until what was applied is in service": "Esperar a que lo aplicado esté en servicio",
    "Record the images that run: an apply by hand keeps them": (
        "Anotar las imágenes en servicio: un apply a mano las conserva"
    ),
    "Plan": "Planificar",
    "Flow logs of all traffic, by the gigabyte; `log_retention_days` says how long they are kept.": (
        "Los registros de flujo de todo el tráfico, por gigabyte; `log_retention_days` dice cuánto duran."
    ),
    "NAT gateways, by the hour and by the gigabyte that passes them.": (
        "Los gateways NAT, por hora y por gigabyte que pasa por ellos."
    ),
    "Interface endpoints, by the hour in each of their zones.": (
        "Los puntos de conexión de interfaz, por hora en cada una de sus zonas."
    ),
    "Public IPv4 addresses, by the hour: one for each NAT gateway, each zone of a load "
    "balancer that is open to the internet, and each instance that has one.": (
        "Las direcciones IPv4 públicas, por hora: una por gateway NAT, por zona de un balanceador abierto a "
        "Internet y por instancia que tenga una."
    ),
    "Instances that report every minute instead of every five, by the instance.": (
        "Las instancias que informan cada minuto en vez de cada cinco, por instancia."
    ),
    "Container Insights, by the metric.": "Container Insights, por métrica.",
    "Web ACLs and their rules, by the month and by the request.": (
        "Las ACL web y sus reglas, por mes y por solicitud."
    ),
    "The hosted zone, by the month and by the query, and the log of its queries by the gigabyte.": (
        "La zona alojada, por mes y por consulta, y el registro de sus consultas, por gigabyte."
    ),
    "Keys of KMS and alarms, by the month.": "Las claves de KMS y las alarmas, por mes.",
    "Remove the DS record from the parent zone if you entered it, and wait for a day.": (
        "Quite el registro DS de la zona superior si lo puso, y espere un día."
    ),
    "`terraform apply -var deletion_protection=false`: until then AWS refuses to delete.": (
        "`terraform apply -var deletion_protection=false`: hasta entonces AWS se niega a eliminar."
    ),
    "Empty the buckets, old versions too: only empty ones are deleted.": (
        "Vacíe los buckets, también las versiones antiguas: solo se eliminan los vacíos."
    ),
    "`terraform destroy`.": "`terraform destroy`.",
    "Each database leaves a snapshot that ends in `-final`: delete or rename it before a second time.": (
        "Cada base de datos deja una instantánea que termina en `-final`: elimínela antes de repetirlo."
    ),
    "Keys are deleted after 30 days.": "Las claves se eliminan a los 30 días.",
    "Keys and secrets are deleted after 30 days.": "Las claves y los secretos se eliminan a los 30 días.",
    "Roll out": "Desplegar",
}
