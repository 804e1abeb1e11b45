"""Facts of small parts that whole models rarely show."""

from __future__ import annotations

from ipaddress import IPv4Network

from archgen.findings import Finding, Severity
from archgen.lint.selection import Choice
from archgen.topology.addressing import block
from archgen.topology.trunks import Ends, trunks


def test_three_targets_make_a_fan_whatever_they_share() -> None:
    lines = [Ends(source, target, "request") for source in "ab" for target in "xyz"]
    assert {trunk for _, trunk in trunks(lines)} == {"fan"}


def test_two_targets_that_others_reach_too_are_joined() -> None:
    lines = [Ends(source, target, "request") for source in "ab" for target in "xy"]
    assert {trunk for _, trunk in trunks(lines)} == {"join"}


def test_a_block_of_a_tiny_vpc_has_one_address() -> None:
    assert block(IPv4Network("10.0.0.0/28"), 3) == IPv4Network("10.0.0.3/32")
    assert block(IPv4Network("10.0.0.0/16"), 1) == IPv4Network("10.0.4.0/22")


def test_a_hint_is_kept_where_it_is_selected_or_all_are_asked_for() -> None:
    hint = Finding("AG702", "cross-zone-traffic", Severity.INFO, "text", ())
    assert not Choice().keeps(hint)
    assert Choice(pedantic=True).keeps(hint)
    assert Choice(select=("AG702",)).keeps(hint)
    assert not Choice(select=("AG204",), pedantic=True).keeps(hint)
