"""Blocks: appending moves nothing, pinned ones stand, the others go around them."""

from ipaddress import IPv4Network
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archgen.topology.addressing import block
from models import small, topology_of


def blocks(subnets: dict[str, Any], zones: int = 2, cidr: str = "10.0.0.0/16") -> dict[str, str]:
    names = [f"us-east-1{letter}" for letter in "abcdefgh"[:zones]]
    data = small(subnets=subnets, regions={"us-east-1": {"zones": names, "cidr": cidr}})
    data["components"] = {"client": {"kind": "client"}}
    return {id: str(subnet.cidr) for id, subnet in topology_of(data).subnets.items()}


def rows(*ids: str) -> dict[str, Any]:
    return {id: {"access": "private"} for id in ids}


def test_a_slot_is_row_times_eight_plus_zone() -> None:
    assert blocks(rows("a", "b")) == {
        "a@us-east-1a": "10.0.0.0/22",
        "a@us-east-1b": "10.0.4.0/22",
        "b@us-east-1a": "10.0.32.0/22",
        "b@us-east-1b": "10.0.36.0/22",
    }


def test_appending_a_row_or_a_zone_moves_nothing() -> None:
    before = blocks(rows("a", "b"))
    assert before.items() <= blocks(rows("a", "b", "c")).items()
    assert before.items() <= blocks(rows("a", "b"), zones=4).items()


def test_a_row_in_the_middle_with_a_slot_moves_nothing() -> None:
    before = blocks(rows("a", "b"))
    after = blocks(
        {"a": {"access": "private"}, "m": {"access": "private", "slot": 2}, "b": {"access": "private"}}
    )
    assert before.items() <= after.items()
    assert after["m@us-east-1a"] == "10.0.64.0/22"


def test_pinned_blocks_stand_and_the_others_go_around_them() -> None:
    found = blocks(
        {"a": {"access": "private"}, "p": {"access": "private", "cidrs": ["10.0.0.0/24", "10.0.9.0/24"]}}
    )
    assert (found["p@us-east-1a"], found["p@us-east-1b"]) == ("10.0.0.0/24", "10.0.9.0/24")
    assert found["a@us-east-1a"] not in ("10.0.0.0/22", "10.0.8.0/22")
    assert found["a@us-east-1b"] == "10.0.4.0/22"


@given(
    count=st.integers(1, 8),
    zones=st.integers(1, 8),
    prefix=st.integers(16, 22),
    pin=st.integers(0, 15),
)
def test_blocks_never_overlap(count: int, zones: int, prefix: int, pin: int) -> None:
    subnets = rows(*(f"r{index}" for index in range(count)))
    subnets["r0"] |= {"cidrs": [f"10.0.{pin // 4}.{pin % 4 * 64}/28"]}
    found = [IPv4Network(block) for block in blocks(subnets, zones, f"10.0.0.0/{prefix}").values()]
    taken: set[int] = set()
    for network in found:
        addresses = set(range(int(network.network_address), int(network.broadcast_address) + 1, 4))
        assert count * zones > 63 or not taken & addresses
        taken |= addresses


def test_the_rows_of_the_smallest_vpcs_have_an_address_each() -> None:
    small = [str(block(IPv4Network(f"10.0.0.0/{prefix}"), 1)) for prefix in (25, 26, 27, 28)]
    assert small == ["10.0.0.2/31", "10.0.0.1/32", "10.0.0.1/32", "10.0.0.1/32"]


def test_a_slot_after_the_last_address_of_all_is_outside_of_the_vpc() -> None:
    vpc = IPv4Network("255.255.0.0/16")
    assert block(vpc, 63).subnet_of(vpc) and not block(vpc, 64).subnet_of(vpc)
