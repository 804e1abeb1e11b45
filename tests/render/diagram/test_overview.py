"""The overview: regions and VPCs as frames, a card for each component or group, and no zones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archgen.render.diagram.layout.overview import overview
from archgen.render.diagram.scene import Box, Scene
from archgen.render.diagram.text.typeface import extent
from archgen.render.diagram.writers.svg import draw
from archgen.topology.building import topology
from geometry import measure
from kept import SOUND
from models import ROOT, brief, data_of, made, small
from random_models import graph_of, seeded

PICTURES = ROOT / "tests" / "pictures"
TWO = {
    "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
    "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
}


def picture(data: Any) -> Scene:
    return overview(topology(made(data)))


def kept(name: str) -> Scene:
    return picture(data_of((PICTURES / f"{name}.yaml").read_text(encoding="utf-8")))


def boxes(scene: Scene, *kinds: str) -> dict[str, Box]:
    return {group.id: group.box for group in scene.groups if group.kind in kinds}


def bars(scene: Scene) -> dict[str, int]:
    return {group.id: len(group.bars) for group in scene.groups if group.kind == "lane"}


def pairs(scene: Scene) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in scene.edges}


def two_regions() -> Any:
    return small(
        regions=TWO,
        components={
            "table": {"kind": "dynamodb", "region": "us-east-1", "replica_regions": ["eu-west-1"]},
            "bank": {"kind": "external"},
        },
        connections=[
            {"client -> lb": 443},
            {"lb -> app": 80},
            {"app -> db": 5432},
            "app -> table",
            {"app -> bank": 443},
        ],
    )


def test_the_brief_has_no_defect() -> None:
    report = measure(draw(picture(brief())))
    assert report.faults == ()
    assert report.crossings <= 1


@pytest.mark.parametrize(("name", "crossings"), [("ten-services", 7), ("serverless-shop", 19)])
def test_the_kept_pictures_are_as_good_as_they_were(name: str, crossings: int) -> None:
    scene = kept(name)
    report = measure(draw(scene))
    assert report.faults == ()
    assert report.crossings <= crossings
    assert scene.width <= 1080


@pytest.mark.parametrize(("name", "crossings"), [("payments", 1), ("two-regions", 1), ("active-passive", 1)])
def test_lines_that_turn_back_to_another_region_are_crossed_as_little_as_before(
    name: str, crossings: int
) -> None:
    text = (ROOT / "tests" / "kept_models" / f"{name}.yaml").read_text(encoding="utf-8")
    assert measure(draw(picture(data_of(text)))).crossings <= crossings


@pytest.mark.parametrize("seed", range(20))
def test_any_model_has_an_overview_without_a_defect(seed: int) -> None:
    assert measure(draw(overview(graph_of(seeded(seed))))).faults == ()


def test_zones_are_counted_and_neither_they_nor_subnets_nor_gateways_are_drawn() -> None:
    scene = picture(brief())
    assert {group.kind for group in scene.groups} == {"cloud", "region", "vpc", "lane"}
    assert bars(scene)["app@us-east-1"] == 2
    assert bars(scene)["cdn"] == 0
    assert not {"igw@us-east-1", "nat@us-east-1", "dynamodb-endpoint@us-east-1"} & set(bars(scene))
    assert ("app@us-east-1", "partners") in pairs(scene)
    assert ("app@us-east-1", "sessions@us-east-1") in pairs(scene)


def test_a_component_is_drawn_in_each_of_its_regions() -> None:
    scene = picture(two_regions())
    regions = boxes(scene, "region")
    cards = boxes(scene, "lane")
    for region, frame in regions.items():
        assert frame.holds(cards[f"app@{region}"].center)
    a, b = regions.values()
    assert a.bottom < b.y


def test_replication_joins_regions() -> None:
    scene = picture(two_regions())
    copied = {(e.source, e.target) for e in scene.edges if e.kind == "replication"}
    assert copied == {("table@us-east-1", "table@eu-west-1")}


def test_what_is_outside_is_outside_of_the_cloud() -> None:
    scene = picture(two_regions())
    cloud = boxes(scene, "cloud")["cloud"]
    cards = boxes(scene, "lane")
    assert cards["client"].right < cloud.x
    assert cards["bank"].x > cloud.right


def test_a_group_is_one_card_with_its_members() -> None:
    scene = kept("ten-services")
    (group,) = [g for g in scene.groups if g.id == "group/catalogue@eu-west-1"]
    assert [line.text for line in group.caption.lines][:1] == ["Catalogue"]
    assert "Sellers" in " ".join(line.text for line in group.caption.lines)
    assert ("group/catalogue@eu-west-1", "cache@eu-west-1") in pairs(scene)


def test_externals_of_a_group_are_one_card_outside_of_the_cloud() -> None:
    data = two_regions()
    data["groups"] = {"partners": {"label": "Partners"}}
    data["components"]["bank"]["group"] = "partners"
    data["components"]["post"] = {"kind": "external", "group": "partners"}
    data["components"]["maps"] = {"kind": "external"}
    data["connections"] += [{"app -> post": 443}, {"app -> maps": 443}]
    scene = picture(data)
    (card,) = [g for g in scene.groups if g.id == "group/partners"]
    assert [line.text for line in card.caption.lines] == ["Partners", "Bank, Post"]
    assert card.parent is None and ("app@us-east-1", "group/partners") in pairs(scene)
    assert "maps" in {group.id for group in scene.groups} and "bank" not in {g.id for g in scene.groups}
    assert measure(draw(scene)).faults == ()


def test_a_crowd_of_one_kind_is_one_card() -> None:
    data = brief()
    for number in range(12):
        data["components"][f"worker-{number}"] = {"kind": "ecs-service", "tier": "backend", "subnets": "app"}
        data["connections"].append({f"app-lb -> worker-{number}": 8080})
    scene = picture(data)
    (card,) = [g for g in scene.groups if g.id == "all/ecs-service@us-east-1"]
    assert card.caption.lines[0].text.startswith("12 ×")
    assert ("app-lb@us-east-1", "all/ecs-service@us-east-1") in pairs(scene)


def test_the_main_request_is_seen_first() -> None:
    scene = picture(brief())
    main = {(e.source, e.target) for e in scene.edges if e.main}
    assert ("client", "cdn") in main and ("app@us-east-1", "orders@us-east-1") in main
    assert ("client", "dns") not in main
    assert ("cdn", "assets@us-east-1") not in main


def test_an_overview_is_the_same_for_every_hash_seed() -> None:
    code = "import sys; from test_overview import kept; sys.stdout.write(repr(kept('ten-services')))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tests")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""


def test_a_vpc_may_have_any_name() -> None:
    text = (ROOT / "examples/networks/shared-services/architecture.yaml").read_text(encoding="utf-8")
    scene = picture(data_of(text))
    assert "vpc/services" in boxes(scene, "vpc")
    assert measure(draw(scene)).faults == ()


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_the_overview_of_every_kept_model_can_be_read(path: Path) -> None:
    measured = measure(draw(picture(data_of(path.read_text(encoding="utf-8")))))
    assert measured.faults == ()
    assert measured.small_text >= 7.5


def test_sizes_are_left_out_only_where_the_overview_is_too_wide_to_be_read_with_them() -> None:
    def drawn(name: str) -> tuple[set[str], set[str | None]]:
        path = ROOT / "tests" / "kept_models" / f"{name}.yaml"
        scene = picture(data_of(path.read_text(encoding="utf-8")))
        texts = {line.text for group in scene.groups for line in group.caption.lines}
        return texts, {group.title for group in scene.groups}

    texts, titles = drawn("many-components")
    assert not any("instances" in text or "replica" in text for text in texts)
    assert "Shop · Amazon EC2 · 2–4 instances" in titles
    texts, titles = drawn("replicas-in-two-regions")
    assert any("instances" in text for text in texts)
    assert titles == {None}


@pytest.mark.parametrize("name", ["payments", "two-regions", "three-regions", "accelerated"])
def test_what_is_written_before_a_head_is_on_its_line_and_clear_of_borders(name: str) -> None:
    path = ROOT / "tests" / "kept_models" / f"{name}.yaml"
    scene = picture(data_of(path.read_text(encoding="utf-8")))
    written = [(edge, extent(edge.label)) for edge in scene.edges if edge.label]
    assert written
    for edge, box in written:
        (start, _), (end, _) = edge.points[-2:]
        assert min(start, end) <= box.x <= box.right <= max(start, end)
        for frame in boxes(scene, "cloud", "region", "vpc").values():
            for border in (frame.x, frame.right):
                assert not box.x - 3 < border < box.right + 3
