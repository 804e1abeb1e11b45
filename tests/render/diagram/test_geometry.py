"""What measures drawings finds each fault that we plant, and none in a drawing without."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from archgen.render.diagram.scene import Box, Edge, Group, Line, Node, Scene, Text
from archgen.render.diagram.writers import svg
from geometry import Fault, measure
from scenes import brief, edge, group, node

Change = Callable[[Scene], Scene]
A, B = "us-east-1a", "us-east-1b"


def with_edge(scene: Scene, id: str, **changes: object) -> Scene:
    def changed(edge: Edge) -> Edge:
        return replace(edge, **changes) if edge.id == id else edge  # type: ignore[arg-type]

    return replace(scene, edges=tuple(map(changed, scene.edges)))


def with_node(scene: Scene, id: str, **changes: object) -> Scene:
    def changed(node: Node) -> Node:
        return replace(node, **changes) if node.id == id else node  # type: ignore[arg-type]

    return replace(scene, nodes=tuple(map(changed, scene.nodes)))


def with_group(scene: Scene, id: str, **changes: object) -> Scene:
    def changed(group: Group) -> Group:
        return replace(group, **changes) if group.id == id else group  # type: ignore[arg-type]

    return replace(scene, groups=tuple(map(changed, scene.groups)))


def moved(scene: Scene, id: str, dx: float, dy: float) -> Scene:
    """A node moved with its label, and nothing else."""
    found = next(node for node in scene.nodes if node.id == id)
    box = Box(found.box.x + dx, found.box.y + dy, found.box.width, found.box.height)
    label = replace(found.label, x=found.label.x + dx, y=found.label.y + dy)
    return with_node(scene, id, box=box, label=label)


def added(scene: Scene, *edges: Edge) -> Scene:
    return replace(scene, edges=scene.edges + edges)


def text(x: float, y: float, words: str = "443") -> Text:
    return Text(x, y, (Line(words),))


PLANTED: dict[str, tuple[Change, Fault]] = {
    "a line through a stranger's icon": (
        lambda s: with_edge(s, "client--dns", target="cdn", points=((705, 88), (705, 286))),
        Fault("through-icon", ("client--dns", "dns")),
    ),
    "a line that enters its icon and leaves on the other side": (
        lambda s: with_edge(s, "dns--cdn", points=((705, 235), (705, 340))),
        Fault("through-own-icon", ("dns--cdn", "cdn")),
    ),
    "a line through a group's sign": (
        lambda s: with_edge(s, "igw--web-lb", points=((729, 470), (210, 470), (210, 586), (681, 586))),
        Fault("through-sign", ("igw--web-lb", "vpc@us-east-1")),
    ),
    "a line through the label of its own end": (
        lambda s: with_edge(s, "dns--cdn", points=((705, 210), (705, 286))),
        Fault("through-text", ("dns--cdn", "dns")),
    ),
    "a line through a caption": (
        lambda s: with_edge(s, "cdn--assets", points=((681, 310), (100, 310), (100, 500), (125, 500))),
        Fault("through-text", ("cdn--assets", "us-east-1")),
    ),
    "a line through another line's label": (
        lambda s: with_edge(s, f"app@{A}--orders@{A}", label=text(556, 1160, "5432")),
        Fault("through-text", (f"app@{A}--sessions", f"app@{A}--orders@{A}")),
    ),
    "two labels on each other": (
        lambda s: with_node(s, "dns", label=text(705, 134, "Amazon Route 53")),
        Fault("text-overlap", ("dns", "client--dns")),
    ),
    "a label on an icon": (
        lambda s: with_edge(s, "dns--cdn", label=text(705, 280)),
        Fault("text-over-icon", ("dns--cdn", "cdn")),
    ),
    "two icons on each other": (
        lambda s: with_node(s, f"nat@{A}", box=Box(500, 752, 48, 48)),
        Fault("icon-overlap", (f"web@{A}", f"nat@{A}")),
    ),
    "a label on a frame": (
        lambda s: with_edge(s, "client--dns", label=text(705, 112)),
        Fault("text-across-border", ("client--dns", "cloud")),
    ),
    "an icon on a frame": (
        lambda s: with_node(s, "igw", border=None),
        Fault("icon-across-border", ("igw", "vpc@us-east-1")),
    ),
    "an icon that says it stands on a frame and does not": (
        lambda s: with_node(s, "web-lb", border="vpc@us-east-1"),
        Fault("off-border", ("web-lb", "vpc@us-east-1")),
    ),
    "a label away from its line": (
        lambda s: with_edge(s, "igw--web-lb", label=text(740, 540)),
        Fault("label-far", ("igw--web-lb",)),
    ),
    "a line that ends in the air": (
        lambda s: with_edge(s, "dns--cdn", points=((705, 235), (705, 278))),
        Fault("loose-end", ("dns--cdn", "cdn")),
    ),
    "a line that begins in the air": (
        lambda s: with_edge(s, "dns--cdn", points=((775, 232), (775, 310), (729, 310))),
        Fault("loose-end", ("dns--cdn", "dns")),
    ),
    "a line that ends beside a group": (
        lambda s: added(s, edge("client", "cloud", (729, 40), (800, 40), (800, 100))),
        Fault("loose-end", ("client--cloud", "cloud")),
    ),
    "a component outside of its subnet": (
        lambda s: moved(s, f"orders@{A}", 0, 60),
        Fault("outside-parent", (f"orders@{A}", f"db@{A}/subnet")),
    ),
    "a group outside of its parent": (
        lambda s: with_group(s, "us-east-1", box=Box(10, 414, 1400, 1052)),
        Fault("outside-parent", ("us-east-1", "cloud")),
    ),
    "a caption that its group cannot hold": (
        lambda s: with_group(s, A, caption=text(425, 672, "a zone with a very " + "long " * 20 + "name")),
        Fault("outside-parent", (A, A)),
    ),
    "something outside of the picture": (
        lambda s: replace(s, width=1500),
        Fault("outside-picture", ("partners",)),
    ),
    "a heading on an icon": (
        lambda s: replace(s, heading=text(705, 30, "Title")),
        Fault("text-over-icon", ("heading", "client")),
    ),
    "two zones on each other": (
        lambda s: with_group(s, A, box=Box(230, 664, 570, 764)),
        Fault("group-overlap", (A, B)),
    ),
    "two scaling groups on each other": (
        lambda s: with_group(s, "web@us-east-1/group", box=Box(484, 740, 442, 402)),
        Fault("group-overlap", ("web@us-east-1/group", "app@us-east-1/group")),
    ),
    "two strangers on one line": (
        lambda s: with_edge(
            s, f"nat@{A}--partners", points=((416, 776), (400, 776), (400, 1196), (1540, 1196))
        ),
        Fault("shared-run", (f"app@{B}--orders@{A}", f"nat@{A}--partners")),
    ),
    "a slanted line": (
        lambda s: with_edge(s, "dns--cdn", points=((705, 235), (708, 286))),
        Fault("slanted", ("dns--cdn",)),
    ),
    "a wider zone": (
        lambda s: with_group(s, B, box=Box(790, 664, 400, 764)),
        Fault("zone-widths", (A, B)),
    ),
    "a higher zone": (
        lambda s: with_group(s, B, box=Box(790, 660, 390, 768)),
        Fault("zone-heights", (A, B)),
    ),
    "a higher row": (
        lambda s: with_group(s, f"db@{B}/subnet", box=Box(810, 1264, 350, 150)),
        Fault("row-heights", (f"db@{A}/subnet", f"db@{B}/subnet")),
    ),
    "a component that stands elsewhere in the other zone": (
        lambda s: moved(s, f"orders.standby@{B}", 30, 0),
        Fault("place-differs", ("orders", A, B)),
    ),
    "an end that is nobody's": (
        lambda s: with_edge(s, "dns--cdn", target="nobody"),
        Fault("dangling", ("dns--cdn", "nobody")),
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str) -> None:
    change, fault = PLANTED[name]
    assert fault in measure(svg.draw(change(brief()))).faults


def test_a_drawing_without_faults_has_none() -> None:
    assert str(measure(svg.draw(brief()))) == (
        "20 connections, 2 crossings, 0.80 bends each, 2 needless border crossings"
    )


@pytest.mark.parametrize(("shift", "names"), [(0, set()), (230, set()), (100, {"place-differs"})])
def test_zones_may_mirror_each_other_or_repeat(shift: float, names: set[str]) -> None:
    scene = replace(brief(), edges=(), nodes=tuple(n for n in brief().nodes if n.component == "orders"))
    assert measure(svg.draw(moved(scene, f"orders.standby@{B}", shift, 0))).names == names


def test_crossings_bends_and_needless_borders_are_counted() -> None:
    scene = Scene(
        400,
        400,
        "",
        "",
        "en",
        (group("box", "vpc", Box(150, 150, 100, 100), None),),
        (
            edge("left", "right", (54, 200), (346, 200)),
            edge("left", "below", (30, 240), (30, 350), (176, 350)),
            edge("above", "below", (200, 100), (200, 326)),
        ),
        (
            node("left", "aws.compute.EC2", 30, 200),
            node("right", "aws.compute.EC2", 370, 200),
            node("above", "aws.compute.EC2", 200, 70),
            node("below", "aws.compute.EC2", 200, 350),
        ),
    )
    report = measure(svg.draw(scene))
    assert (report.connections, report.crossings, report.bends) == (3, 1, 1)
    assert report.needless_border_crossings == 4
