"""Which linters find the defects of the model when they are planted in Terraform and CloudFormation.

Runs checkov over `planted/stack.tf` and cfn-lint over `planted/stack.yaml`, sound and with each defect, and
writes to `planted/found.json` which checks fail that did not fail for the sound system. Takes minutes.

    python benchmarks/other_linters.py FOLDER     # FOLDER has the two commands: a venv's bin
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "planted"
TERRAFORM = (HERE / "stack.tf").read_text(encoding="utf-8")
CLOUDFORMATION = (HERE / "stack.yaml").read_text(encoding="utf-8")

Edits = tuple[tuple[str, str], ...]
"""Texts, and what replaces them; a text that begins with `^` is the first line of a block that goes."""


class Fault(NamedTuple):
    """One fault in both languages; its title is that of the same fault in the model (tests/planted.py)."""

    title: str
    terraform: Edits
    cloudformation: Edits


FAULTS = (
    Fault(
        "a load balancer in one zone",
        (("[aws_subnet.web_a.id, aws_subnet.web_b.id]", "[aws_subnet.web_a.id]"),),
        (("Subnets: [!Ref WebA, !Ref WebB]", "Subnets: [!Ref WebA]"),),
    ),
    Fault(
        "NAT gateways in private subnets",
        (
            ("subnet_id     = aws_subnet.web_a.id", "subnet_id     = aws_subnet.app_a.id"),
            ("subnet_id     = aws_subnet.web_b.id", "subnet_id     = aws_subnet.app_b.id"),
        ),
        (
            ("AddressA.AllocationId, SubnetId: !Ref WebA", "AddressA.AllocationId, SubnetId: !Ref AppA"),
            ("AddressB.AllocationId, SubnetId: !Ref WebB", "AddressB.AllocationId, SubnetId: !Ref AppB"),
        ),
    ),
    Fault(
        "one NAT gateway for two zones",
        (
            ('^resource "aws_eip" "nat_b"', ""),
            ('^resource "aws_nat_gateway" "b"', ""),
            ("aws_nat_gateway.b.id", "aws_nat_gateway.a.id"),
        ),
        (("^  AddressB:", ""), ("^  NatB:", ""), ("!Ref NatB", "!Ref NatA")),
    ),
    Fault(
        "an Auto Scaling group in one zone",
        (("[aws_subnet.app_a.id, aws_subnet.app_b.id]", "[aws_subnet.app_a.id]"),),
        (("VPCZoneIdentifier: [!Ref AppA, !Ref AppB]", "VPCZoneIdentifier: [!Ref AppA]"),),
    ),
    Fault(
        "database subnets in one zone",
        (("[aws_subnet.db_a.id, aws_subnet.db_b.id]", "[aws_subnet.db_a.id]"),),
        (("SubnetIds: [!Ref DbA, !Ref DbB]", "SubnetIds: [!Ref DbA]"),),
    ),
    Fault(
        "subnets that overlap",
        (('"10.0.64.0/22"', '"10.0.32.0/24"'),),
        (("CidrBlock: 10.0.64.0/22", "CidrBlock: 10.0.32.0/24"),),
    ),
    Fault(
        "a subnet outside its VPC",
        (('"10.0.64.0/22"', '"10.1.0.0/24"'),),
        (("CidrBlock: 10.0.64.0/22", "CidrBlock: 10.1.0.0/24"),),
    ),
    Fault(
        "a VPC of /8",
        (('"10.0.0.0/16"', '"10.0.0.0/8"'),),
        (("CidrBlock: 10.0.0.0/16", "CidrBlock: 10.0.0.0/8"),),
    ),
    Fault(
        "a backend whose route leads to the internet gateway",
        (
            ("nat_gateway_id         = aws_nat_gateway.a.id", "gateway_id = aws_internet_gateway.main.id"),
            ("nat_gateway_id         = aws_nat_gateway.b.id", "gateway_id = aws_internet_gateway.main.id"),
        ),
        (
            ("NatGatewayId: !Ref NatA", "GatewayId: !Ref Gateway"),
            ("NatGatewayId: !Ref NatB", "GatewayId: !Ref Gateway"),
        ),
    ),
    Fault(
        "a database that is open to the world",
        (
            (
                "backup_retention_period     = 7\n  storage_encrypted           = true\n"
                "  deletion_protection         = true\n  publicly_accessible         = false",
                "backup_retention_period     = 7\n  storage_encrypted           = true\n"
                "  deletion_protection         = true\n  publicly_accessible         = true",
            ),
        ),
        (
            (
                "BackupRetentionPeriod: 7\n      StorageEncrypted: true\n      DeletionProtection: true\n"
                "      PubliclyAccessible: false",
                "BackupRetentionPeriod: 7\n      StorageEncrypted: true\n      DeletionProtection: true\n"
                "      PubliclyAccessible: true",
            ),
        ),
    ),
    Fault(
        "private subnets without a way out",
        tuple(
            (f'^resource "{block}"', "")
            for block in (
                'aws_eip" "nat_a',
                'aws_eip" "nat_b',
                'aws_nat_gateway" "a',
                'aws_nat_gateway" "b',
                'aws_route" "app_a',
                'aws_route" "app_b',
            )
        ),
        tuple((f"^  {id}:", "") for id in ("AddressA", "AddressB", "NatA", "NatB", "AppRouteA", "AppRouteB")),
    ),
    Fault(
        "a minimum of one over two zones",
        (("min_size            = 2", "min_size            = 1"),),
        (('MinSize: "2"', 'MinSize: "1"'),),
    ),
    Fault(
        "a replica of a source without backups",
        (("backup_retention_period     = 7", "backup_retention_period     = 0"),),
        (("BackupRetentionPeriod: 7", "BackupRetentionPeriod: 0"),),
    ),
    Fault(
        "a database that stands once",
        (
            ('^resource "aws_db_instance" "replica"', ""),
            ("multi_az                    = true", "multi_az                    = false"),
        ),
        (("^  Replica:", ""), ("MultiAZ: true", "MultiAZ: false")),
    ),
    Fault(
        "a maximum under the minimum",
        (("max_size            = 8", "max_size            = 1"),),
        (('MaxSize: "8"', 'MaxSize: "1"'),),
    ),
    Fault(
        "an internet-facing load balancer in private subnets",
        (("[aws_subnet.web_a.id, aws_subnet.web_b.id]", "[aws_subnet.app_a.id, aws_subnet.app_b.id]"),),
        (("Subnets: [!Ref WebA, !Ref WebB]", "Subnets: [!Ref AppA, !Ref AppB]"),),
    ),
    Fault(
        "a backend in public subnets",
        (("[aws_subnet.app_a.id, aws_subnet.app_b.id]", "[aws_subnet.web_a.id, aws_subnet.web_b.id]"),),
        (("VPCZoneIdentifier: [!Ref AppA, !Ref AppB]", "VPCZoneIdentifier: [!Ref WebA, !Ref WebB]"),),
    ),
    Fault(
        "public subnets without an internet gateway",
        (('^resource "aws_internet_gateway" "main"', ""), ('^resource "aws_route" "web"', "")),
        (
            ("^  Gateway:", ""),
            ("^  Attachment:", ""),
            ("^  WebRoute:", ""),
            ("    DependsOn: Attachment\n", ""),
        ),
    ),
    Fault(
        "a backend in isolated subnets that needs the internet",
        (("[aws_subnet.app_a.id, aws_subnet.app_b.id]", "[aws_subnet.db_a.id, aws_subnet.db_b.id]"),),
        (("VPCZoneIdentifier: [!Ref AppA, !Ref AppB]", "VPCZoneIdentifier: [!Ref DbA, !Ref DbB]"),),
    ),
    Fault(
        "SSH that is open to everybody",
        (
            (
                "referenced_security_group_id = aws_security_group.web_lb.id\n"
                '  ip_protocol                  = "tcp"\n'
                "  from_port                    = 8000\n"
                "  to_port                      = 8000",
                'cidr_ipv4   = "0.0.0.0/0"\n  ip_protocol = "tcp"\n  from_port   = 22\n  to_port     = 22',
            ),
        ),
        (
            (
                "SourceSecurityGroupId: !GetAtt WebLbGroup.GroupId\n          IpProtocol: tcp\n"
                "          FromPort: 8000\n          ToPort: 8000",
                "CidrIp: 0.0.0.0/0\n          IpProtocol: tcp\n          FromPort: 22\n          ToPort: 22",
            ),
        ),
    ),
)


def edited(text: str, edits: Edits) -> str:
    """The text with a fault in it."""
    for old, new in edits:
        if old.startswith("^"):
            indent = len(old[1:]) - len(old[1:].lstrip())
            block = re.compile(
                rf"^{re.escape(old[1:])}[^\n]*\n(?:(?: {{{indent + 1},}}[^\n]*)?\n)*(?:\}}\n)?", re.MULTILINE
            )
            text, count = block.subn(new, text)
        else:
            count = text.count(old)
            text = text.replace(old, new)
        assert count, old
    return text


def checkov(folder: Path, text: str) -> set[str]:
    """The checks of checkov that fail, with their resources."""
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "stack.tf"
        file.write_text(text, encoding="utf-8")
        command = [folder / "checkov", "-f", file, "-o", "json", "--compact", "--quiet", "--skip-download"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    failed = json.loads(done.stdout)["results"]["failed_checks"]
    return {f"{check['check_id']} {check['resource']}" for check in failed}


def cfn_lint(folder: Path, text: str) -> set[str]:
    """The rules of cfn-lint that speak, with their places in the template."""
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "stack.yaml"
        file.write_text(text, encoding="utf-8")
        command = [folder / "cfn-lint", "--format", "json", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return {
        f"{match['Rule']['Id']} {'.'.join(map(str, match['Location']['Path'][:3]))}"
        for match in json.loads(done.stdout or "[]")
    }


def version(command: Path) -> str:
    """The version that a command says it is."""
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip().rpartition(" ")[2]


def codes(spoken: set[str], before: set[str]) -> list[str]:
    """The checks that speak only of the faulty system."""
    return sorted({each.partition(" ")[0] for each in spoken - before})


def main() -> None:
    """Measure, print and write."""
    folder = Path(sys.argv[1])
    tools: dict[str, tuple[Callable[[Path, str], set[str]], str, int]] = {
        "checkov": (checkov, TERRAFORM, 1),
        "cfn-lint": (cfn_lint, CLOUDFORMATION, 2),
    }
    found: dict[str, dict[str, list[str]]] = {fault.title: {} for fault in FAULTS}
    for tool, (run, text, column) in tools.items():
        before = run(folder, text)
        for fault in FAULTS:
            edits = fault[column]
            assert isinstance(edits, tuple)
            found[fault.title][tool] = codes(run(folder, edited(text, edits)), before)
            print(tool, "|", fault.title, "|", ", ".join(found[fault.title][tool]) or "-", flush=True)
    versions = {tool: version(folder / tool) for tool in tools}
    whole = {"versions": versions, "found": found}
    (HERE / "found.json").write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
