"""Changes of hand-written Terraform, harmful and harmless, and the plans that Terraform makes of them.

Each is planned over the applied state of `hand_written/main.tf`, so that the plan holds both sides.
`python tests/plan_changes.py TERRAFORM` makes them again; the command takes a folder first and keeps a state
with `--keep-state`. `python tests/plan_changes.py --table` writes the table of the docs.
"""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
SOURCE = HERE / "hand_written" / "main.tf"
STORE = HERE / "hand_written" / "changes.json.xz"
DOCS = HERE.parent / "docs" / "changing.md"
BEGIN, END = "<!-- plan changes -->\n", "<!-- end of plan changes -->"

ENTRY = 'resource "aws_lb" "entry" {\n'
GROUP = 'resource "aws_autoscaling_group" "api" {\n'
ORDERS = 'resource "aws_db_instance" "orders" {\n'
TARGETS = 'resource "aws_lb_target_group" "api" {\n'
RULE = """resource "aws_security_group_rule" "more" {{
  type              = "ingress"
  security_group_id = aws_security_group.{group}.id
  cidr_blocks       = ["{block}"]
  from_port         = {first}
  to_port           = {last}
  protocol          = "tcp"
}}

"""
READER = """resource "aws_db_instance" "reader" {
  identifier             = "orders-reader"
  instance_class         = "db.t4g.medium"
  replicate_source_db    = aws_db_instance.orders.identifier
  vpc_security_group_ids = [aws_security_group.orders.id]
  storage_encrypted      = true
  skip_final_snapshot    = true
}
"""


class Harm(NamedTuple):
    """A harmful change: what is replaced, and the sort and a part of the consequence that must be named."""

    edits: tuple[tuple[str, str], ...]
    sort: str
    said: str


def rule(group: str, block: str, first: int, last: int) -> tuple[tuple[str, str], ...]:
    return ((ENTRY, RULE.format(group=group, block=block, first=first, last=last) + ENTRY),)


def _database() -> str:
    """The text of the database, to be removed."""
    text = SOURCE.read_text(encoding="utf-8")
    start = text.index(ORDERS)
    return text[start : text.index("}\n", start) + 2]


HARMFUL: dict[str, Harm] = {
    "the standby is taken away": Harm(
        (("multi_az                    = true", "multi_az = false"),),
        "worse in an AZ failure", "when us-east-1a fails, client -> orders now fails"),
    "one NAT gateway for both zones": Harm(
        (("aws_nat_gateway.shop[count.index].id", "aws_nat_gateway.shop[0].id"),),
        "worse in an AZ failure", "when us-east-1a fails, client -> internet now fails"),
    "the servers detached from the load balancer": Harm(
        (("target_group_arns   = [aws_lb_target_group.api.arn]", "target_group_arns = []"),),
        "path lost", "client no longer reaches api"),
    "the servers' group closed to the load balancer": Harm(
        (('"tcp"\n    security_groups = [aws_security_group.entry.id]',
          '"tcp"\n    security_groups = [aws_security_group.orders.id]'),),
        "path lost", "aws_lb.entry no longer reaches aws_autoscaling_group.api"),
    "the group in one zone": Harm(
        (("aws_subnet.private[*].id", "[aws_subnet.private[0].id]"),),
        "worse in an AZ failure", "when us-east-1a fails"),
    "a minimum of one": Harm(
        (("min_size            = 2", "min_size = 1"),), "worse in an AZ failure", "api is down"),
    "the database's port open to the world": Harm(
        rule("orders", "0.0.0.0/0", 5432, 5432),
        "security group widened", "aws_security_group.orders now admits 0.0.0.0/0 on 5432"),
    "SSH of the servers open to the world": Harm(
        rule("api", "0.0.0.0/0", 22, 22),
        "security group widened", "aws_security_group.api now admits 0.0.0.0/0 on 22"),
    "every port of the database open to the VPC": Harm(
        rule("orders", "10.0.0.0/16", 0, 65535), "security group widened", "10.0.0.0/16 on 0-65535"),
    "a public address for the database": Harm(
        (("publicly_accessible         = false", "publicly_accessible = true"),), "new finding", "AG310"),
    "encryption turned off": Harm(
        (("storage_encrypted           = true", "storage_encrypted = false"),),
        "data loss", "aws_db_instance.orders is replaced (storage_encrypted)"),
    "another user for the database": Harm(
        (('username                    = "orders"', 'username = "shop"'),),
        "data loss", "aws_db_instance.orders is replaced (username)"),
    "the database removed": Harm(
        ((_database(), ""), (READER, "")), "data loss", "aws_db_instance.orders is destroyed"),
    "the database in public subnets": Harm(
        (("[aws_subnet.data_a.id, aws_subnet.data_b.id]", "aws_subnet.public[*].id"),),
        "new finding", "AG310"),
    "the servers routed to the internet gateway": Harm(
        (("nat_gateway_id         = aws_nat_gateway.shop[count.index].id",
          "gateway_id = aws_internet_gateway.shop.id"),), "new finding", "AG308"),
    "an internal load balancer": Harm(
        (("internal        = false", "internal = true"),), "path lost", "client no longer reaches"),
    "no egress of the servers": Harm(
        (('resource "aws_route" "private" {\n  count                  = 2',
          'resource "aws_route" "private" {\n  count = 0'),), "new finding", "AG319"),
    "the load balancer's group closed to the internet": Harm(
        (('    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n\n'
          'resource "aws_security_group" "api"',
          '    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["10.0.0.0/8"]\n  }\n}\n\n'
          'resource "aws_security_group" "api"'),), "path lost", "client no longer reaches"),
    "the database's rule removed": Harm(
        (("source_security_group_id = aws_security_group.api.id",
          "source_security_group_id = aws_security_group.entry.id"),),
        "path lost", "orders"),
    "the load balancer in one zone": Harm(
        (("subnets         = aws_subnet.public[*].id", "subnets = [aws_subnet.public[0].id]"),),
        "new finding", "AG204"),
    "protection against deletion turned off": Harm(
        (("deletion_protection         = true", "deletion_protection = false"),), "new finding", "AG413"),
    "backups turned off": Harm(
        (("backup_retention_period     = 7", "backup_retention_period = 0"),), "new finding", "AG"),
}  # fmt: skip

HARMLESS: dict[str, tuple[tuple[str, str], ...]] = {
    "a tag on the database": ((ORDERS, ORDERS + '  tags = { team = "orders" }\n'),),
    "a tag on the VPC": (
        ('cidr_block           = "10.0.0.0/16"', 'cidr_block = "10.0.0.0/16"\n  tags = { a = "b" }'),
    ),
    "a larger instance type": (
        ('instance_type          = "t3.small"', 'instance_type = "t3.large"'),
    ),
    "another image": (("ami-0123456789abcdef0", "ami-0fedcba9876543210"),),
    "a higher maximum": (("max_size            = 6", "max_size = 12"),),
    "a higher minimum": (("min_size            = 2", "min_size = 4"),),
    "more storage": (("allocated_storage           = 50", "allocated_storage = 100"),),
    "a larger database": (
        (ORDERS + '  identifier                  = "orders"\n  engine                      = "postgres"\n'
         '  instance_class              = "db.t4g.medium"',
         ORDERS + '  identifier = "orders"\n  engine = "postgres"\n  instance_class = "db.m6g.large"'),
    ),
    "longer backups": (("backup_retention_period     = 7", "backup_retention_period = 30"),),
    "insights for the database": ((ORDERS, ORDERS + "  performance_insights_enabled = true\n"),),
    "tags copied to snapshots": ((ORDERS, ORDERS + "  copy_tags_to_snapshot = true\n"),),
    "a bucket for logs": (
        (ENTRY, 'resource "aws_s3_bucket" "logs" {\n  bucket = "shop-logs-1"\n}\n\n' + ENTRY),
    ),
    "a log group": (
        (ENTRY, 'resource "aws_cloudwatch_log_group" "api" {\n  name = "api"\n}\n\n' + ENTRY),
    ),
    "a topic for alarms": ((ENTRY, 'resource "aws_sns_topic" "alarms" {\n  name = "alarms"\n}\n\n' + ENTRY),),
    "a health check of its own": (
        (TARGETS, TARGETS + '  health_check {\n    path = "/health"\n  }\n'),
    ),
    "a longer idle timeout": ((ENTRY, ENTRY + "  idle_timeout = 120\n"),),
    "a load balancer that is protected": ((ENTRY, ENTRY + "  enable_deletion_protection = true\n"),),
    "health checks by the load balancer": ((GROUP, GROUP + '  health_check_type = "ELB"\n'),),
    "another name for the target group's resource": (
        (TARGETS, 'moved {\n  from = aws_lb_target_group.api\n  to = aws_lb_target_group.servers\n}\n\n'
         'resource "aws_lb_target_group" "servers" {\n'),
        ("target_group_arn = aws_lb_target_group.api", "target_group_arn = aws_lb_target_group.servers"),
        ("[aws_lb_target_group.api.arn]", "[aws_lb_target_group.servers.arn]"),
    ),
    "an output": ((ENTRY, 'output "entry" {\n  value = aws_lb.entry.dns_name\n}\n\n' + ENTRY),),
}  # fmt: skip
"""What is replaced, by name."""


def applied() -> str:
    """The Terraform that the changes begin with: its route tables are told apart by more than their place."""
    tables = 'resource "aws_route_table" "private" {\n  count  = 2\n'
    text = SOURCE.read_text(encoding="utf-8")
    assert text.count(tables) == 1
    return text.replace(tables, tables + '  tags   = { Name = "private-${count.index}" }\n')


def changed(edits: tuple[tuple[str, str], ...]) -> str:
    """The Terraform with a change."""
    text = applied()
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def stored() -> dict[str, dict[str, Any]]:
    """The plans that are kept, by the change's name."""
    return dict(json.loads(lzma.decompress(STORE.read_bytes())))


def plan(terraform: str, text: str) -> dict[str, Any]:
    """The plan of a change over the applied state, less what archgen does not read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "main.tf")
        file.write_text(applied(), encoding="utf-8")
        _run(terraform, "--keep-state", folder, "apply", "-auto-approve")
        file.write_text(text, encoding="utf-8")
        saved = str(Path(folder, "x.tfplan"))
        _run(terraform, "--keep-state", folder, "plan", f"-out={saved}")
        made = json.loads(_run(terraform, "--keep-state", folder, "show", "-json", saved))
    return _trimmed(made)


def _run(*call: str) -> str:
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _trimmed(made: dict[str, Any]) -> dict[str, Any]:
    keys = ("format_version", "planned_values", "prior_state", "configuration", "resource_drift", "variables")
    kept = {key: made[key] for key in keys if key in made}
    for values in (kept["planned_values"], kept["prior_state"]["values"]):
        for resource in values["root_module"]["resources"]:
            resource.pop("sensitive_values", None)
            full = resource.get("values", {})
            resource["values"] = {k: v for k, v in full.items() if v not in (None, [], {}, "")}
    kept["resource_changes"] = [_change(each) for each in made["resource_changes"]]
    return kept


def _change(each: dict[str, Any]) -> dict[str, Any]:
    change = each["change"]
    before = {k: (change.get("before") or {}).get(k) for k in ("skip_final_snapshot", "replicate_source_db")}
    less = {"actions": change["actions"], "before": before}
    for key in ("replace_paths", "after_unknown"):
        if change.get(key):
            less[key] = change[key]
    keys = ("address", "previous_address", "mode", "type", "name", "index", "provider_name")
    return {**{key: each[key] for key in keys if key in each}, "change": less}


def table() -> str:
    """The table of the docs: each change with what archgen says of it."""
    from archgen.commands.diff import difference_of_plan

    lines = ["| harmful change | what archgen diff says |", "|---|---|"]
    plans = stored()
    for name, harm in HARMFUL.items():
        found = difference_of_plan("plan.json", json.dumps(plans[name]).encode())
        said = [each for each in found.meanings if each.sort.is_bad and harm.said in each.text]
        text = str(said[0].text).partition("; ")[0] if said else "nothing"
        lines.append(f"| {name} | {said[0].sort.value if said else ''}: {text} |")
    lines += ["", "| harmless change | consequences claimed |", "|---|--:|"]
    for name in HARMLESS:
        found = difference_of_plan("plan.json", json.dumps(plans[name]).encode())
        lines.append(f"| {name} | {sum(each.sort.is_bad for each in found.meanings)} |")
    return "\n".join(lines) + "\n"


def write_table() -> None:
    """Puts the table into the docs."""
    text = DOCS.read_text(encoding="utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    DOCS.write_text(text[:start] + "\n" + table() + "\n" + text[end:], encoding="utf-8")


def main() -> None:
    """Makes the kept plans again, or writes the table."""
    if sys.argv[1] == "--table":
        write_table()
        return
    edits = {name: harm.edits for name, harm in HARMFUL.items()} | HARMLESS
    plans = {name: plan(sys.argv[1], changed(each)) for name, each in edits.items()}
    text = json.dumps(plans, separators=(",", ":"), sort_keys=True)
    STORE.write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main()
