"""That terraform takes what is rendered: its format and its tests; that it plans is in test_conforming."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from models import ROOT, brief
from terraforming import failing, kept, needs_terraform, run, written

pytestmark = needs_terraform


MODELS = kept()
HOSTILE = (
    'a ${b} %{if c} $${d} $$${e} %%{f} "g" \\ h `i` \'j\' #k //l /*m*/ <n> \n}\n ñ ü 漢 🙂 \u2028 ${"o"}'
)


def test_the_page_counts_what_the_brief_becomes(tmp_path: Path) -> None:
    folder = written(brief(), tmp_path / "brief")
    declares = re.compile(r'^(?:resource "(\w+)"|(module)) "(\w+)"', re.MULTILINE)
    files = {
        f"{type or module}.{label}": file.name
        for file in folder.glob("*.tf")
        for type, module, label in declares.findall(file.read_text("utf-8"))
    }
    run(folder, "plan", f"-out={tmp_path / 'plan'}")
    changes = json.loads(run(folder, "show", "-json", str(tmp_path / "plan")))["resource_changes"]
    counts = Counter(
        files[".".join(c["address"].split("[")[0].split(".")[:2])] for c in changes if c["mode"] == "managed"
    )
    page = (ROOT / "docs" / "terraform.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\.tf)` \| (\d+) \|", page, re.MULTILINE)
    assert {name: int(number) for name, number in rows} == counts
    assert f"adds {counts.total()} resources" in page


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not here: its format is not checked")
@pytest.mark.parametrize("name", MODELS)
def test_it_is_laid_out_as_terraform_would(name: str, tmp_path: Path) -> None:
    folder = written(MODELS[name], tmp_path / name)
    command = ["terraform", "fmt", "-check", "-diff", "-recursive", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


CHECKED = ("brief", "apis", "data-lake", "db-cluster", "four-zones", "kubernetes", "static-site")
"""Models that differ in what checkov looks at."""


@pytest.mark.skipif(not shutil.which("checkov"), reason="checkov is not here: its policies are not checked")
@pytest.mark.parametrize("name", CHECKED)
def test_checkov_finds_nothing(name: str, tmp_path: Path) -> None:
    folder = written(MODELS[name], tmp_path / name)
    command = ["checkov", "-d", str(folder), "--framework", "terraform", "--skip-download", "-o", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    summary = json.loads(done.stdout)["summary"]
    assert (summary["failed"], summary["parsing_errors"]) == (0, 0)


TESTED = (
    "brief",
    "aurora",
    "ecs-efs",
    "every-kind",
    "four-zones",
    "isolated",
    "nlb",
    "no-domain",
    "one-zone",
    "pinned",
    "regional-nat",
    "some-zones",
    "three-regions",
    "two-regions",
    "vpc-origin",
)
"""Models that differ in what their own tests assert."""


@pytest.mark.parametrize("name", TESTED)
def test_its_own_tests_pass(name: str, tmp_path: Path) -> None:
    folder = written(MODELS[name], tmp_path / name)
    assert " 0 failed" in run(folder, "test")


@pytest.mark.parametrize(
    ("file", "sound", "broken", "says"),
    [
        (
            "network.tf",
            "nat_gateway_id         = aws_nat_gateway.nat[each.key].id",
            'nat_gateway_id         = aws_nat_gateway.nat["us-east-1a"].id',
            "app is private: each subnet must use the NAT gateway of its own zone.",
        ),
        (
            "security.tf",
            'group = "app", peer = "app-lb", port = 8000',
            'group = "app", peer = "web", port = 8000',
            "app must admit only what the architecture connects to it.",
        ),
        ("data.tf", "multi_az               = true", "multi_az = false", "orders must have a standby"),
        (
            "network.tf",
            "route_table_id         = aws_route_table.web.id",
            "route_table_id = aws_route_table.db.id",
            "db is isolated: it must have no default route.",
        ),
    ],
)
def test_its_own_tests_fail_when_the_topology_is_another(
    file: str, sound: str, broken: str, says: str, tmp_path: Path
) -> None:
    folder = written(brief(), tmp_path / "brief")
    text = (folder / file).read_text(encoding="utf-8")
    assert sound in text
    (folder / file).write_text(text.replace(sound, broken), encoding="utf-8")
    assert says in " ".join(failing(folder, "test").replace("│", " ").split())


def test_hostile_text_arrives_as_it_was_written(tmp_path: Path) -> None:
    data = brief()
    data["tags"] = {"Owner": HOSTILE}
    data["title"] = HOSTILE.replace("\n", " ")
    data["components"]["app"]["service"]["environment"] = {"WORD": HOSTILE, 'KEY "${x}"': "%{if}"}
    for component in data["components"].values():
        component["label"] = HOSTILE.replace("\n", " ")
        component["description"] = HOSTILE
    folder = written(data, tmp_path / "hostile")
    (folder / "said.tf").write_text('output "said" {\n  value = local.tags.Owner\n}\n', encoding="utf-8")
    run(folder, "plan", f"-out={tmp_path / 'plan'}")
    plan = json.loads(run(folder, "show", "-json", str(tmp_path / "plan")))
    assert plan["planned_values"]["outputs"]["said"]["value"] == HOSTILE
    changes = {change["address"]: change["change"]["after"] for change in plan["resource_changes"]}
    assert changes["aws_vpc.main"]["tags_all"]["Owner"] == HOSTILE
    comment = changes["aws_cloudfront_distribution.cdn"]["comment"]
    assert comment == HOSTILE.replace("\n", " ")[:128]
