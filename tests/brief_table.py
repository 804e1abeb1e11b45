"""docs/brief.md: each statement of the brief, with the file and line of what carries it out.

`python tests/brief_table.py` writes it. A statement whose text is found nowhere is an error: the table cannot
claim more than there is.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "brief.md"
FULL, SERVER, NGINX = "examples/tres-capas", "examples/un-servidor", "examples/nginx"
TERRAFORM, LOCAL = f"{FULL}/output/terraform", f"{FULL}/output/local"
RUNBOOK, SCRIPT = f"{SERVER}/output/terraform/README.md", f"{SERVER}/output/terraform/user-data/server.sh"
WORKFLOW = f"{NGINX}/output/pipeline/deliver.yml"
PAGE_OF_DOCS = f"{FULL}/output/docs/architecture.md"

STATEMENTS: tuple[tuple[str, str, str], ...] = (
    ("Un diagrama de red", f"{FULL}/output/diagrams/network.svg", r"<svg"),
    ("Route 53 gestiona los nombres de dominio", PAGE_OF_DOCS, r"\| `dns` \| Nombres de dominio"),
    ("S3 almacena los archivos estáticos del frontend", PAGE_OF_DOCS, r"\| `estaticos` \|.*Amazon S3"),
    ("CloudFront almacena en caché y distribuye", PAGE_OF_DOCS, r"\| `cdn` \|.*Amazon CloudFront"),
    ("Internet Gateway comunica la VPC con internet", PAGE_OF_DOCS, r"\| `igw` \|"),
    ("Un ALB recibe y distribuye las solicitudes", f"{TERRAFORM}/compute.tf", r'resource "aws_lb" "main"'),
    (
        "Un Auto Scaling Group escala según la demanda",
        f"{TERRAFORM}/modules/auto-scaling-group/main.tf",
        r'resource "aws_autoscaling_policy"',
    ),
    ("NAT Gateway para las instancias privadas", f"{TERRAFORM}/network.tf", r'resource "aws_nat_gateway"'),
    ("Amazon RDS, base de datos relacional", f"{TERRAFORM}/data.tf", r'"aws_db_instance" "database" \{'),
    ("Amazon DynamoDB, base de datos no relacional", f"{TERRAFORM}/data.tf", r'"aws_dynamodb_table"'),
    ("Réplicas de la base relacional", f"{TERRAFORM}/data.tf", r'"aws_db_instance" "database_replica"'),
    (
        "Réplicas de la no relacional: el servicio la replica en zonas",
        f"{TERRAFORM}/data.tf",
        r"^# sesiones: ",
    ),
    ("El frontend, en una red pública", f"{FULL}/architecture.yaml", r"web: \{access: public\}"),
    ("El backend, en una red privada", f"{FULL}/architecture.yaml", r"app: \{access: private\}"),
    ("Las bases de datos, en una red privada", f"{FULL}/architecture.yaml", r"db:  \{access: isolated\}"),
    ("Una única región, por simplicidad, en varias zonas", PAGE_OF_DOCS, r"una sola región, por simplicidad"),
    ("Si una zona falla, la aplicación sigue", PAGE_OF_DOCS, r"^- \*\*us-east-1a:\*\* todo lo que usan"),
    (
        "Se puede extender a varias regiones, con CloudFront",
        PAGE_OF_DOCS,
        r"`cdn` envía entonces a los clientes",
    ),
    (
        "Route 53 recibe las peticiones de los clientes",
        f"{FULL}/architecture.yaml",
        r"clientes -> dns -> cdn",
    ),
    ("CloudFront distribuye los assets desde S3", f"{FULL}/architecture.yaml", r"cdn -> estaticos"),
    ("Por qué el frontend es público", PAGE_OF_DOCS, r"porque los clientes se conectan a ellas desde"),
    ("Por qué el backend y los datos son privados", PAGE_OF_DOCS, r"a las que no se llega desde Internet"),
    (
        "El backend sale por el NAT de la subred pública",
        PAGE_OF_DOCS,
        r"llegan a los servicios externos por `nat`",
    ),
    ("El ELB distribuye la carga de la primera capa", f"{FULL}/architecture.yaml", r"web-lb -> frontend"),
    ("El frontend habla igual con el backend", f"{FULL}/architecture.yaml", r"frontend -> app-lb -> backend"),
    ("Dockerfile del backend en Alpine", f"{LOCAL}/backend.Dockerfile", r"FROM python:.*alpine"),
    ("Dockerfile del frontend en Alpine", f"{LOCAL}/frontend.Dockerfile", r"FROM node:.*alpine"),
    ("Las ocho variables del backend, con sus nombres", f"{LOCAL}/.env.example", r"^SECRET_KEY="),
    (
        "Tres servicios que se comunican y se reinician",
        f"{LOCAL}/compose.yaml",
        r'networks: \["backend", "database"',
    ),
    (
        "Se levanta con docker compose up --build",
        f"{FULL}/output/docs/run-locally.md",
        r"docker compose up --build",
    ),
    ("Una instancia de EC2 con Ubuntu", f"{SERVER}/output/terraform/main.tf", r"canonical/ubuntu"),
    ("Un par de claves, y conexión por SSH", RUNBOOK, r"ssh -i aws\.pem ubuntu@"),
    ("Docker desde su repositorio, sin sudo y al arrancar", SCRIPT, r"usermod -aG docker ubuntu"),
    ("El proyecto y sus variables, en la instancia", RUNBOOK, r"put-secret-value"),
    ("Puertos 3000 y 8000 en el grupo de seguridad", RUNBOOK, r"\| 8000/tcp \|"),
    ("La aplicación, en segundo plano", SCRIPT, r"docker compose up --detach"),
    ("La imagen se construye fuera y se transfiere: 1 GB no alcanza", RUNBOOK, r"docker save --output"),
    ("La canalización se activa solo ante cambios", WORKFLOW, r"paths: .*examples/nginx/nginx/\*\*"),
    ("build construye la imagen y la sube a GHCR", WORKFLOW, r"packages: write"),
    ("deploy ejecuta el contenedor y verifica que funcione", WORKFLOW, r"cmp page"),
)


def line_of(path: str, pattern: str) -> int:
    """The first line of a file that has a text. ValueError if none has."""
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1):
        if re.search(pattern, line):
            return number
    raise ValueError(f"{path} has no line like {pattern}")


def page() -> str:
    """The text of the page."""
    rows = [
        f"| {number} | {statement} | [`{path}:{line}`](../{path}#L{line}) |"
        for number, (statement, path, pattern) in enumerate(STATEMENTS, start=1)
        for line in [line_of(path, pattern)]
    ]
    return "\n".join(
        [
            "<!-- Generated by tests/brief_table.py. -->",
            "",
            "# El enunciado, frase por frase",
            "",
            "Cada afirmación del enunciado y lo que la lleva a cabo, generado de un modelo: la arquitectura",
            "completa en",
            "[`examples/tres-capas`](../examples/tres-capas/architecture.yaml), el servidor único en",
            "[`examples/un-servidor`](../examples/un-servidor/architecture.yaml) y la canalización en",
            "[`examples/nginx`](../examples/nginx/architecture.yaml).",
            "",
            "| | el enunciado dice | lo lleva a cabo |",
            "| ---: | --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="")
    sys.exit(0)
