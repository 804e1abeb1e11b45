"""Mistakes that people make in the file that `archgen init` writes: each is told where, and what to do."""

from __future__ import annotations

import pytest

from archgen.lint.examination import Examination
from archgen.lint.selection import Choice
from archgen.model.icons import known
from archgen.model.kinds import kind_class, kinds, kinds_called
from archgen.model.suggestions import _ICONS, a_kind, no_kind
from archgen.pipeline import examine
from archgen.render.templating import render
from archgen.yamlfile.parser import read

STARTER = render("init/architecture.yaml.j2")
ZONES = "[us-east-1a, us-east-1b]"
CHAIN = "client -> dns -> cdn"
LABEL = "label: Static assets"
TITLE = "title: Three-tier web application"
CAPACITY = "capacity: {min: 2, max: 6}"
END = "\n# Ignore an accepted finding"


def examined(old: str, new: str) -> tuple[str, Examination]:
    assert old in STARTER, old
    text = STARTER.replace(old, new, 1)
    return text, examine(read(text.encode(), "architecture.yaml"), Choice())


def told(old: str, new: str) -> tuple[str, str]:
    """What is underlined of the first finding in the starter with an edit, and all that it says."""
    text, examination = examined(old, new)
    finding = min(examination.findings, key=examination.document.place)
    line, column, end_line, end_column = examination.document.place(finding)
    rest = text.splitlines()[line - 1][column - 1 :]
    under = rest[: end_column - column] if line == end_line else rest
    return under, f"{finding.message} = {finding.help}"


@pytest.mark.parametrize(
    ("old", "new", "under", "said"),
    [
        # YAML
        ("    kind: rds", "\tkind: rds", "\t", "use spaces instead of the tab"),
        ("    tier: frontend", "   tier: frontend", "tier: frontend", "does not line up"),
        (
            "  client:   {",
            "  - client: {",
            "dns:      {kind: route53, domain: app.example.com}",
            "take the hyphens",
        ),
        ("kind: rds", "kind:rds", "kind:rds", "no space behind the colon = write `kind: rds`"),
        ("kind: rds", "kind rds", "kind rds", 'no ":" behind the key = write `kind: rds`'),
        ("engine: postgres", "engine = postgres", "engine = postgres", "write `key: value`"),
        (TITLE, "title: Shop: three tiers", ":", 'a text that has ": " in it in quotes'),
        (TITLE, 'title: "Shop', '"', "closed only by the next one, lines below = add the closing"),
        (LABEL, "label: Assets: all", ":", "needs quotes between { and }"),
        (LABEL, "label: Assets #1", "#", "# begins a comment here"),
        (LABEL, "label: @assets", "@assets", "put it in quotes: '@assets'"),
        (LABEL, "label: *assets", "*assets", "a text that begins with * needs quotes"),
        (LABEL, "label: 'Pat's files'", "s", "write the ' inside of a text in single quotes twice"),
        ("kind: alb, subnets: app} ", "kind: alb, subnets: app ", "{", "add the closing }"),
        ("  client:  ", "<<<<<<< HEAD\n  client:  ", "<<<<<<< HEAD", "a conflict of a merge was left here"),
        # Shape
        (
            "  us-east-1:\n",
            "  - us-east-1:\n",
            "regions",
            "is a list, not a map = write its keys without hyphens",
        ),
        (f"  - {CHAIN}\n", f"  {CHAIN}:\n", "connections", "is not a list = begin each line with a hyphen"),
        (ZONES, "us-east-1a, us-east-1b", "us-east-1a, us-east-1b", f"not a list = write {ZONES}"),
        ("subnets: app\n", "subnets: [app]\n", "[app]", "not text = write app, without the brackets"),
        (CAPACITY, "capacity: 2", "2", "not a map = its keys are min, max, desired, required"),
        (CAPACITY, "min: 2", "min", "`min` belongs into `capacity`: {min: ...}"),
        ("components:\n  client", "components:\nx-parts:\n  client", "components", "is empty, not a map"),
        (END, f"\noutputs: diagrams\n{END}", "diagrams", "write [diagrams]"),
        (END, f"\ntags: {{cost: 12}}\n{END}", "12", 'not text = write "12", in quotes'),
        (END, f"\nrules: {{ignore: [AG215]}}\n{END}", "AG215", "an item of `ignore` is"),
        # Values
        ("port: 3000", 'port: "3000"', '"3000"', "write 3000, without quotes"),
        ("web-lb -> web: 3000", 'web-lb -> web: "3000"', '"3000"', "write 3000, without quotes"),
        ("web-lb -> web: 3000", "web-lb -> web: tcp/3000", "tcp/3000", "write {port: 3000, protocol: tcp}"),
        ("web-lb -> web: 3000", "web-lb -> web: 80, 81", "80, 81", "write [80, 81]"),
        ("web-lb -> web: 3000", "web-lb -> web: 80-90", "80-90", "a range cannot be written"),
        ("web-lb -> web: 3000", "web-lb -> web: {protocol: TCP}", "TCP", 'did you mean "tcp"?'),
        ("max: 6", "max: 1_000", "1_000", "write 1000"),
        ("multi_az: true", "multi_az: no", "no", "not true or false, or `cluster` = write false"),
        ("multi_az: true", "multi_az: yes", "yes", "not true or false, or `cluster` = write true"),
        ("read_replicas: 1", "storage_gb: 50GB", "50GB", "write 50"),
        ("archgen: 1 ", 'archgen: "1" ', '"1"', "a text; write it without quotes"),
        ("health_check: /health/", "health_check: health", "health", "does not begin with /"),
        ("service: dynamodb", "service: DynamoDB", "DynamoDB", "in small letters"),
        (END, f"\ntargets: {{zone: {{rto: 5}}}}\n{END}", "5", "write 5s or 5m, with its unit"),
        # Names
        ("  web-lb:", "  web_lb:", "web_lb", "write `web-lb`"),
        ("name: three-tier-web", "name: Three Tier", "Three Tier", "write `three-tier`"),
        ("  client:   {", "  client:\u00a0{", "client:\u00a0{kind", "no-break space"),
        ("  client:   {", "  cl\u3164ient:   {", "cl\u3164ient", "an invisible character (U+3164)"),
        ("kind: client", "ki\u034fnd: client", "ki\u034fnd", "an invisible character (U+034F)"),
        ("kind: client", "kind: client\ufe0f", "client\ufe0f", "an invisible character (U+FE0F)"),
        ("kind: client", "kind: \u2800client", "\u2800client", "an invisible character (U+2800)"),
        ("regions:", "\U000e0041regions:", "\U000e0041regions", "an invisible character (U+E0041)"),
        ("subnets: app\n", "subnets: app\u2062\n", "app\u2062", "an invisible character (U+2062)"),
        ("subnets: app\n", "subnets: ap\n", "ap", 'did you mean "app"?'),
        (ZONES, "[a, us-east-1b]", "a", "did you mean us-east-1a?"),
        (ZONES, "[us-east-1A, us-east-1b]", "us-east-1A", "did you mean us-east-1a?"),
        ("  us-east-1:", "  us-east1:", "us-east1", 'did you mean "us-east-1"?'),
        ("10.0.0.0/16 ", "10.0.0.5/16 ", "10.0.0.5/16", "write `10.0.0.0/16`"),
        ("  assets: ", "  cdn: ", "cdn", 'the key "cdn" is in this map twice'),
        ("regions:", "Regions:", "Regions", 'did you mean "regions"?'),
        ("kind: client", "kid: client", "kid", 'did you mean "kind"?'),
        # Kinds
        ("kind: rds", "kind: postgres", "postgres", 'did you mean "aurora" or "rds"?'),
        ("kind: s3", "kind: ec2", "ec2", 'did you mean "auto-scaling-group" or "instance"?'),
        ("kind: s3", "kind: S3", "S3", 'did you mean "s3"?'),
        ("kind: s3", "kind: Amazon Kendra", "Amazon Kendra", "icon: aws.ml.Kendra"),
        ("kind: s3", "kind: security-group", "security-group", "are generated from `connections`"),
        # Connections
        (CHAIN, "client => dns => cdn", "client => dns => cdn", f"write its arrows as ->: `{CHAIN}`"),
        (CHAIN, "client → dns → cdn", "client → dns → cdn", f"write its arrows as ->: `{CHAIN}`"),
        (CHAIN, "cdn <- dns <- client", "cdn <- dns <- client", f"write it the other way: `{CHAIN}`"),
        (CHAIN, "client <-> cdn", "client <", "`client -> cdn`, and `cdn -> client`"),
        (CHAIN, "client, partners -> cdn", "client, partners", "write a line for each"),
        (CHAIN, "[client, cdn]", "[client, cdn]", "write `client -> cdn`"),
        (CHAIN, "{from: client, to: cdn}", "{from: client, to: cdn}", "write `client -> cdn`"),
        (CHAIN, "client -> client", "client", "connects to itself"),
        (CHAIN, f"'{CHAIN}: 443'", "cdn: 443", f"take the quotes away: `{CHAIN}: 443`"),
        (CHAIN, f"'{CHAIN}: [80, 443]'", "cdn: [80, 443]", f"take the quotes away: `{CHAIN}: [80, 443]`"),
        ("connections:", "connections+:", "connections+", "in an environment, `connections+` appends"),
        # What is missing
        (
            "archgen: 1 ",
            "x-archgen: 1 ",
            "x-archgen",
            "has no `archgen` = write `archgen: 1`, the version of the format",
        ),
        (
            "    tier: frontend ",
            "    # ",
            "web",
            "write `tier: frontend` or `tier: backend`, the tier",
        ),
    ],
)
def test_a_mistake_is_told_with_what_to_do(old: str, new: str, under: str, said: str) -> None:
    assert told(old, new)[0] == under
    assert said in told(old, new)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LABEL, 'label: "Assets: all #1"'),
        (LABEL, "label: 'Pat''s files'"),
        (CHAIN, "client->dns->cdn"),
        ("port: 3000", "port: 03000"),
        ("multi_az: true", "multi_az: True"),
        ("domain: app.example.com", "domain: app.example.no"),
    ],
)
def test_what_is_no_mistake_is_let_be(old: str, new: str) -> None:
    assert examined(old, new)[1].findings == ()


@pytest.mark.parametrize(
    ("kind", "word"), [(kind, word) for kind in kinds() for word in kind_class(kind).words]
)
def test_another_word_for_a_kind_leads_to_it(kind: str, word: str) -> None:
    assert kind in a_kind(word, kinds(), kinds_called) and kind in a_kind(word.upper(), kinds(), kinds_called)


@pytest.mark.parametrize("word", sorted(_ICONS))
def test_a_service_without_a_kind_has_an_icon(word: str) -> None:
    assert a_kind(word, kinds(), kinds_called) == () and known(_ICONS[word])
    assert no_kind(f"aws-{word}") == f"write `kind: custom, icon: {_ICONS[word]}`"
