"""What AG407 and AG506 say of a port is what the listener speaks that Terraform makes for it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archgen.lint.engine import check
from archgen.topology.building import topology
from models import brief, made
from terraforming import configuration

LINES: dict[str, tuple[list[Any], dict[int, str]]] = {
    "8443 alone": ([8443], {8443: "HTTP"}),
    "8080 and 80": ([[80, 8080]], {80: "HTTP", 8080: "HTTP"}),
    "said to be HTTPS": ([{"port": 8443, "protocol": "https"}], {8443: "HTTPS"}),
    "443": ([443], {443: "HTTPS"}),
    "443 without a port": ([None], {443: "HTTPS"}),
    "beside 443": ([[443, 8443]], {443: "HTTPS", 8443: "HTTPS"}),
    "443 as TCP": ([{"port": 443, "protocol": "tcp"}], {443: "HTTPS"}),
    "443 as HTTP": ([{"port": 443, "protocol": "http"}], {443: "HTTP"}),
    "plain beside 443": ([443, {"port": 8080, "protocol": "http"}], {443: "HTTPS", 8080: "HTTP"}),
    "80 beside 8443": ([80, {"port": 8443, "protocol": "https"}], {80: "HTTP", 8443: "HTTPS"}),
    "80 redirects": ([[80, 443]], {80: "redirect", 443: "HTTPS"}),
}


def with_entry(values: list[Any], domain: str | None = None) -> dict[str, Any]:
    data = brief()
    data["components"]["dns"]["domain"] = domain
    lines = [line for line in data["connections"] if "web-lb" not in str(line) or "web-lb ->" in str(line)]
    if not domain:
        lines = [line for line in lines if "dns" not in str(line)]
    entries = [{"client -> igw -> web-lb": v} if v is not None else "client -> igw -> web-lb" for v in values]
    data["connections"] = [*lines, *entries]
    return data


def spoken(data: dict[str, Any]) -> dict[int, str]:
    """What the listeners of web-lb speak: a resource of their own, or entries of one."""
    text = "".join(configuration(data).values())
    found = {}
    for label, block in re.findall(r'resource "aws_lb_listener" "(\w+)" {(.*?)\n}', text, re.DOTALL):
        entries = re.findall(r'balancer = "web-lb", port = (\d+)', block)
        own = re.findall(r"\n  port += (\d+)", block) if label.startswith("web_lb_") else []
        protocol = re.search(r'protocol += "(\w+)"', block)
        assert protocol
        for port in (*entries, *own):
            found[int(port)] = "redirect" if '"redirect"' in block else protocol[1]
    return found


def plain(data: dict[str, Any]) -> set[int]:
    said = [
        f.message for f in check(topology(made(data))).findings if f.code == "AG407" and "web-lb" in f.message
    ]
    return {
        int(port)
        for message in said
        for port in re.findall(r"\d+", message.partition("(")[2].partition(")")[0])
    }


@pytest.mark.parametrize("name", LINES)
def test_a_port_is_plain_where_its_listener_speaks_http(name: str) -> None:
    values, wanted = LINES[name]
    data = with_entry(values)
    assert spoken(data) == wanted
    found = {port for port, protocol in wanted.items() if protocol == "HTTP"}
    assert plain(data) == (
        found if name != "8080 and 80" else {80}
    )  # one finding an entry: of its first line


def test_a_domain_is_a_certificate() -> None:
    data = with_entry([8443], "example.com")
    assert spoken(data)[8443] == "HTTPS"
    assert plain(data) == set()


def test_an_internal_load_balancer_is_no_public_entry() -> None:
    data = with_entry([8080])
    assert plain(data) == {8080}
    data["components"]["web-lb"] |= {"scheme": "internal"}
    assert plain(data) == set()


def test_a_network_load_balancer_passes_on_what_comes() -> None:
    data = with_entry([8443])
    data["components"]["web-lb"]["kind"] = "nlb"
    assert plain(data) == set()


@pytest.mark.parametrize(("port", "found"), [(8443, True), (443, False), (80, True)])
def test_an_origin_is_plain_where_its_listener_speaks_http(port: int, found: bool) -> None:
    data = with_entry([])
    data["connections"] = [*data["connections"], {"cdn -> igw -> web-lb": port}]
    codes = {finding.code for finding in check(topology(made(data))).findings}
    assert ("AG506" in codes) == found
