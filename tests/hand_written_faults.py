"""Faults planted in the Terraform of `hand_written`, and the plans that Terraform makes of them.

`python tests/hand_written_faults.py TERRAFORM` makes them anew, and those of the `styles`
beside them; the command takes a folder first.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "hand_written"
STORE = HERE / "plans.json.gz"
STYLES = HERE / "styles"
STYLE_STORE = HERE / "styles.json.gz"

ORDERS_INGRESS = """resource "aws_security_group_rule" "{name}" {{
  type              = "ingress"
  security_group_id = aws_security_group.{group}.id
  cidr_blocks       = ["0.0.0.0/0"]
  from_port         = {port}
  to_port           = {port}
  protocol          = "tcp"
}}
"""

FAULTS: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "load balancer in one zone": (
        "AG204",
        "aws_lb.entry",
        (("aws_subnet.public[*].id", "[aws_subnet.public[0].id]"),),
    ),
    "load balancer twice in one zone": (
        "AG204",
        "aws_lb.entry",
        (
            (
                "subnets         = aws_subnet.public[*].id",
                "subnets = [aws_subnet.public[0].id, aws_subnet.extra.id]",
            ),
            (
                'resource "aws_lb" "entry"',
                'resource "aws_subnet" "extra" {\n  vpc_id = aws_vpc.shop.id\n'
                '  availability_zone = "us-east-1a"\n  cidr_block = "10.0.30.0/24"\n}\n\n'
                'resource "aws_route_table_association" "extra" {\n  subnet_id = aws_subnet.extra.id\n'
                '  route_table_id = aws_route_table.public.id\n}\n\nresource "aws_lb" "entry"',
            ),
        ),
    ),
    "NAT in private subnets": (
        "AG304",
        "aws_nat_gateway.shop[0]",
        (
            (
                "allocation_id = aws_eip.nat[count.index].id\n  subnet_id     = aws_subnet.public",
                "allocation_id = aws_eip.nat[count.index].id\n  subnet_id     = aws_subnet.private",
            ),
        ),
    ),
    "one NAT for two zones": (
        "AG215",
        "aws_nat_gateway.shop[0]",
        (("aws_nat_gateway.shop[count.index].id", "aws_nat_gateway.shop[0].id"),),
    ),
    "group in one zone": (
        "AG207",
        "aws_autoscaling_group.api",
        (("aws_subnet.private[*].id", "[aws_subnet.private[0].id]"),),
    ),
    "database subnets in one zone": (
        "AG217",
        "aws_db_instance.orders",
        (("[aws_subnet.data_a.id, aws_subnet.data_b.id]", "[aws_subnet.data_a.id]"),),
    ),
    "subnets overlap": ("AG104", "aws_subnet.data_a", (("10.0.20.0/24", "10.0.10.0/23"),)),
    "subnet outside the VPC": ("AG103", "aws_subnet.data_b", (("10.0.21.0/24", "10.9.21.0/24"),)),
    "database in public subnets": (
        "AG310",
        "aws_db_instance.orders",
        (("[aws_subnet.data_a.id, aws_subnet.data_b.id]", "aws_subnet.public[*].id"),),
    ),
    "backend routed to the internet gateway": (
        "AG308",
        "aws_autoscaling_group.api",
        (
            (
                "nat_gateway_id         = aws_nat_gateway.shop[count.index].id",
                "gateway_id = aws_internet_gateway.shop.id",
            ),
        ),
    ),
    "database open to the world": (
        "AG310",
        "aws_security_group_rule.world",
        (
            (
                'resource "aws_lb" "entry"',
                ORDERS_INGRESS.format(name="world", group="orders", port=5432)
                + '\nresource "aws_lb" "entry"',
            ),
        ),
    ),
    "database with a public address": (
        "AG310",
        "aws_db_instance.orders",
        (("publicly_accessible         = false", "publicly_accessible = true"),),
    ),
    "no egress": (
        "AG319",
        "aws_autoscaling_group.api",
        (
            (
                'resource "aws_route" "private" {\n  count                  = 2',
                'resource "aws_route" "private" {\n  count                  = 0',
            ),
        ),
    ),
    "a minimum of one over two zones": (
        "AG208",
        "aws_autoscaling_group.api",
        (("min_size            = 2", "min_size = 1"),),
    ),
    "replica of a source without backups": (
        "AG221",
        "aws_db_instance.orders",
        (("backup_retention_period     = 7", "backup_retention_period = 0"),),
    ),
    "single-zone database": (
        "AG216",
        "aws_db_instance.orders",
        (("multi_az                    = true", "multi_az = false"),),
    ),
    "most below least": (
        "AG209",
        "aws_autoscaling_group.api",
        (("max_size            = 6", "max_size = 1"),),
    ),
    "internet-facing load balancer in private subnets": (
        "AG306",
        "aws_lb.entry",
        (("subnets         = aws_subnet.public[*].id", "subnets = aws_subnet.private[*].id"),),
    ),
    "remote shell open to the world": (
        "AG402",
        "aws_security_group_rule.shell",
        (
            (
                'resource "aws_lb" "entry"',
                ORDERS_INGRESS.format(name="shell", group="api", port=22) + '\nresource "aws_lb" "entry"',
            ),
        ),
    ),
    "targets that do not admit their port": (
        "AG325",
        "aws_lb.entry",
        (("from_port       = 8080\n    to_port         = 8080", "from_port = 8000\n    to_port = 8000"),),
    ),
    "targets that do not admit health checks": (
        "AG325",
        "aws_lb.entry",
        (
            (
                '  port     = 8080\n  protocol = "HTTP"\n',
                '  port     = 8080\n  protocol = "HTTP"\n  health_check {\n    port = 8081\n  }\n',
            ),
        ),
    ),
    "a load balancer that lets out another port": (
        "AG325",
        "aws_lb.entry",
        (
            (
                '  name   = "entry"\n  vpc_id = aws_vpc.shop.id\n',
                '  name   = "entry"\n  vpc_id = aws_vpc.shop.id\n\n  egress {\n    from_port = 80\n'
                '    to_port = 80\n    protocol = "tcp"\n    cidr_blocks = ["10.0.0.0/16"]\n  }\n',
            ),
        ),
    ),
    "database not encrypted": (
        "AG411",
        "aws_db_instance.orders",
        (
            (
                "storage_encrypted           = true",
                "storage_encrypted = false",
            ),
        ),
    ),
}
"""By name: the rule that finds it, the address that it names, and what is replaced in the Terraform."""


def terraform_of(name: str | None) -> str:
    """The Terraform with a fault, or as it is."""
    text = (HERE / "main.tf").read_text(encoding="utf-8")
    for old, new in FAULTS[name][2] if name else ():
        assert text.count(old) == 1, (name, old, text.count(old))
        text = text.replace(old, new)
    return text


def plan(terraform: str, text: str) -> dict[str, Any]:
    """What `terraform show -json` says of a plan of some Terraform, less what archgen does not read."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_text(text, encoding="utf-8")
        file = str(Path(folder, "x.tfplan"))
        planned = subprocess.run([terraform, folder, "plan", f"-out={file}"], capture_output=True, text=True)
        assert planned.returncode == 0, planned.stdout + planned.stderr
        done = subprocess.run([terraform, folder, "show", "-json", file], check=True, capture_output=True)
    made = json.loads(done.stdout)
    kept = {key: made[key] for key in ("format_version", "planned_values", "configuration")}
    for resource in kept["planned_values"]["root_module"]["resources"]:
        resource.pop("sensitive_values", None)
        resource["values"] = {
            k: v for k, v in resource.get("values", {}).items() if v not in (None, [], {}, "")
        }
    return kept


def styles() -> dict[str, dict[str, Any]]:
    """The plans of configurations in several styles, by name."""
    return dict(json.loads(gzip.decompress(STYLE_STORE.read_bytes())))


def stored() -> dict[str, dict[str, Any]]:
    """The plans that are kept, by the fault's name; the sound one is `sound`."""
    return dict(json.loads(gzip.decompress(STORE.read_bytes())))


def main() -> None:
    """Makes the kept plans anew."""
    keep(STORE, {name or "sound": plan(sys.argv[1], terraform_of(name)) for name in (None, *FAULTS)})
    files = sorted(STYLES.glob("*.tf"))
    keep(STYLE_STORE, {f.stem: plan(sys.argv[1], f.read_text(encoding="utf-8")) for f in files})


def keep(store: Path, plans: dict[str, dict[str, Any]]) -> None:
    """Writes plans to their store."""
    text = json.dumps(plans, separators=(",", ":"), sort_keys=True)
    store.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
