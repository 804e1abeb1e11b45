"""The notation of connections."""

from typing import Any

import pytest

from archgen.findings import Finding
from archgen.model.chains import Chain, chains

KINDS = {
    "client": "client",
    "dns": "route53",
    "cdn": "cloudfront",
    "igw": "internet-gateway",
    "app": "auto-scaling-group",
    "nat": "nat-gateway",
    "partners": "external",
}


def chain(item: Any) -> Chain:
    made, findings = chains([item], KINDS)
    assert findings == []
    return made[0]


def fault(item: Any) -> Finding:
    _, findings = chains([item], KINDS)
    assert len(findings) == 1, findings
    return findings[0]


@pytest.mark.parametrize("text", ["client -> dns -> cdn", "client->dns->cdn", "  client  ->  dns -> cdn "])
def test_a_chain_is_ids_and_arrows(text: str) -> None:
    assert [name.id for name in chain(text).names] == ["client", "dns", "cdn"]


def test_every_id_knows_its_characters() -> None:
    assert [name.within for name in chain("client -> app").names] == [(0, 6), (10, 13)]


@pytest.mark.parametrize(
    ("details", "ports"),
    [(443, (443,)), ([80, 443], (80, 443)), ({"port": 443}, (443,)), ({"port": [80, 80]}, (80,)), (None, ())],
)
def test_details_give_ports(details: Any, ports: tuple[int, ...]) -> None:
    assert chain({"client -> app": details}).ports == ports


def test_details_give_protocol_and_label() -> None:
    made = chain({"client -> app": {"protocol": "udp", "label": "Vídeo"}})
    assert (made.protocol, made.label) == ("udp", "Vídeo")


@pytest.mark.parametrize(
    "item",
    [
        3,
        None,
        [],
        {},
        "client",
        "client app",
        "client -> ",
        "-> app",
        "client -> -> app",
        "client => app",
        {"client -> app": 443, "app -> partners": 443},
        {"client -> app": 0},
        {"client -> app": 65536},
        {"client -> app": True},
        {"client -> app": "443"},
        {"client -> app": []},
        {"client -> app": {"ports": 443}},
        {"client -> app": {"protocol": "htps"}},
        {"client -> app": {"label": "two\nlines"}},
        "client -> ap",
        "app -> app",
        "nat -> partners",
        "client -> igw",
    ],
)
def test_what_is_no_chain_is_one_finding(item: Any) -> None:
    assert fault(item).route[:2] == ("connections", 0)


def test_a_dangling_id_is_underlined_alone() -> None:
    finding = fault("client -> ap")
    assert finding.message == 'there is no component "ap"; did you mean "app"?'
    assert (finding.within, finding.key) == ((10, 12), False)


def test_a_dangling_id_in_a_key_is_underlined_in_the_key() -> None:
    finding = fault({"client -> ap": 443})
    assert (finding.route, finding.key) == (("connections", 0, "client -> ap"), True)


def test_a_chain_may_end_at_a_nat_gateway() -> None:
    assert chain("app -> nat").names[-1].id == "nat"
