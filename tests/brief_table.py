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

STATEMENTS: tuple[tuple[str, str, str], ...] = (
    ("Un diagrama de red", f"{FULL}/output/diagrams/network.svg", r"<svg"),
    ("Route 53 gestiona los nombres de dominio", f"{TERRAFORM}/edge.tf", r'resource "aws_route53_zone"'),
    ("S3 almacena los archivos estáticos", f"{TERRAFORM}/data.tf", r'module "estaticos"'),
    ("CloudFront almacena en caché y distribuye", f"{TERRAFORM}/edge.tf", r'"aws_cloudfront_distribution"'),
    ("Internet Gateway comunica la VPC con internet", f"{TERRAFORM}/network.tf", r'"aws_internet_gateway"'),
    ("Un ALB recibe y distribuye las solicitudes", f"{TERRAFORM}/compute.tf", r'resource "aws_lb" "web_lb"'),
    (
        "Un Auto Scaling Group escala según la demanda",
        f"{TERRAFORM}/compute.tf",
        r"modules/auto-scaling-group",
    ),
    ("NAT Gateway para las instancias privadas", f"{TERRAFORM}/network.tf", r'resource "aws_nat_gateway"'),
    (
        "Amazon RDS, base de datos relacional",
        f"{TERRAFORM}/data.tf",
        r'resource "aws_db_instance" "database"',
    ),
    ("Amazon DynamoDB, base de datos no relacional", f"{TERRAFORM}/data.tf", r'"aws_dynamodb_table"'),
    ("Réplicas de la base relacional", f"{TERRAFORM}/data.tf", r'"aws_db_instance" "database_replica"'),
    ("Réplicas de la no relacional", f"{TERRAFORM}/data.tf", r"^# sesiones: .*kept in every zone"),
    ("El frontend, en una red pública", f"{FULL}/architecture.yaml", r"web: \{access: public\}"),
    ("El backend, en una red privada", f"{FULL}/architecture.yaml", r"app: \{access: private\}"),
    ("Las bases de datos, en una red privada", f"{FULL}/architecture.yaml", r"db:  \{access: isolated\}"),
    ("Una única región", f"{FULL}/architecture.yaml", r"us-east-1:$"),
    ("Varias zonas de disponibilidad", f"{FULL}/architecture.yaml", r"zones: \[us-east-1a, us-east-1b\]"),
    (
        "Si una zona falla, la aplicación sigue",
        f"{FULL}/output/docs/architecture.md",
        r"falla una zona|fallo de una zona|zona falla|AZ",
    ),
    ("Es posible extenderla a varias regiones", "docs/terraform.md", r"\*\*Several regions\*\*"),
    (
        "Route 53 recibe las peticiones de los clientes",
        f"{FULL}/architecture.yaml",
        r"clientes -> dns -> cdn",
    ),
    ("CloudFront distribuye los assets desde S3", f"{FULL}/architecture.yaml", r"cdn -> estaticos"),
    ("El backend sale por el NAT de la subred pública", f"{FULL}/architecture.yaml", r"backend -> nat"),
    ("El ELB distribuye la carga de la primera capa", f"{FULL}/architecture.yaml", r"web-lb -> frontend"),
    (
        "El frontend habla con el backend de la misma manera",
        f"{FULL}/architecture.yaml",
        r"app-lb -> backend",
    ),
    ("Dockerfile del backend en Alpine", f"{LOCAL}/backend.Dockerfile", r"FROM python:.*alpine"),
    ("Dockerfile del frontend en Alpine", f"{LOCAL}/frontend.Dockerfile", r"FROM node:.*alpine"),
    ("El backend consume variables de entorno", f"{LOCAL}/.env.example", r"SECRET_KEY="),
    ("SQL_HOST, SQL_PORT y las demás, con esos nombres", f"{LOCAL}/compose.yaml", r'"SQL_HOST":'),
    ("Tres servicios que se comunican entre ellos", f"{LOCAL}/compose.yaml", r"^networks:"),
    ("Se reinician si fallan", f"{LOCAL}/compose.yaml", r"restart: unless-stopped"),
    ("Se levanta con docker compose up --build", f"{LOCAL}/compose.yaml", r"docker compose up --build"),
    ("Una instancia de EC2 con Ubuntu", f"{SERVER}/output/terraform/main.tf", r"canonical/ubuntu"),
    ("Un par de claves para conectarse por SSH", f"{SERVER}/output/terraform/main.tf", r'key_name += "aws"'),
    ("Docker desde su repositorio, sin sudo y al arrancar", SCRIPT, r"usermod -aG docker ubuntu"),
    ("El proyecto y sus variables, en la instancia", RUNBOOK, r"put-secret-value"),
    ("Puertos 3000 y 8000", RUNBOOK, r"\| 8000/tcp \|"),
    ("La imagen se construye fuera: 1 GB no alcanza", RUNBOOK, r"1 GB de memoria"),
    ("La canalización se activa solo ante cambios en su carpeta", WORKFLOW, r"examples/nginx/nginx/\*\*"),
    ("build construye la imagen y la sube a GHCR", WORKFLOW, r"packages: write"),
    ("deploy ejecuta el contenedor y verifica la página", WORKFLOW, r"cmp page"),
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
