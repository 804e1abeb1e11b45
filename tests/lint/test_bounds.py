"""Absurd models are refused in a bounded time, with a bounded report."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from archgen.findings import nearest
from archgen.findings.codes import MAX_FAULTS
from archgen.lint.examination import Examination
from archgen.pipeline import examine
from archgen.yamlfile.parser import read

BRIEF = (Path(__file__).parents[2] / "architecture.yaml").read_text(encoding="utf-8")

PLACES = ("us-east", "us-west", "eu-west", "eu-north", "ap-south", "ap-southeast", "sa-east")
ROWS = next(line for line in BRIEF.splitlines(keepends=True) if line.startswith("subnets:"))


def examined(text: str) -> Examination:
    return examine(read(text.encode(), "architecture.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        BRIEF + "".join(f"  - a{number} -> b{number}\n" for number in range(20_000)),
        BRIEF + "".join(f"  - {number}\n" for number in range(50_000)),
        BRIEF + "  - " + " -> ".join(["nobody"] * 50_000) + "\n",
        BRIEF + "".join(f"key{number}: 1\n" for number in range(50_000)),
        BRIEF.replace("components:\n", "components:\n" + "".join(f"  c{n}: {{}}\n" for n in range(50_000))),
    ],
    ids=["dangling", "numbers", "one-chain", "keys", "components"],
)
def test_a_thousand_faults_are_listed_and_the_rest_is_named(text: str) -> None:
    begin = time.process_time()
    findings = examined(text).findings
    assert time.process_time() - begin < 5
    assert len(findings) == MAX_FAULTS + 1
    (more,) = [finding for finding in findings if finding.code == "AG014"]
    assert more.message == "there are more than 1,000 findings; the rest is not listed"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[us-east-1a, us-east-1b]", f"[{'us-east-1a, ' * 65}]", "`zones` has more than 64 entries"),
        ("read_replicas: 1", "read_replicas: 1000000", "`read_replicas` is 1000000; it must be at most 100"),
        (
            "web -> app-lb -> app: 8000",
            f"web -> app-lb -> app: [{', '.join(map(str, range(1, 102)))}]",
            "`port` has more than 100 entries",
        ),
        (
            ROWS,
            ROWS + "".join(f"  r{number}: {{access: private}}\n" for number in range(62)),
            "`subnets` has more than 64 entries",
        ),
    ],
)
def test_what_no_system_has_is_refused(old: str, new: str, message: str) -> None:
    assert old in BRIEF
    assert message in [finding.message for finding in examined(BRIEF.replace(old, new, 1)).findings]


def test_more_places_than_anybody_has_are_refused() -> None:
    regions = "".join(
        f"  {region}:\n    zones: [{', '.join(f'{region}{zone}' for zone in 'abcdefgh')}]\n"
        f"    cidr: 10.{number}.0.0/16\n"
        for number, region in enumerate(
            (f"{place}-{digit}" for place in PLACES for digit in range(2, 10)), start=2
        )
    )
    rows = "".join(f"  r{number}: {{access: private}}\n" for number in range(10))
    text = BRIEF.replace(f"\n{ROWS}", f"{regions}\n{ROWS}{rows}", 1)
    assert [finding.message for finding in examined(text).findings] == ["these are more than 5,000 subnets"]


def test_of_many_words_one_that_is_a_letter_away_is_suggested() -> None:
    words = [f"queue-{number}" for number in range(1000)]
    assert nearest("quee-17", words) == "queue-17"
    assert nearest("qeuue-17", words) == "queue-17"
    assert nearest("table", words) is None
