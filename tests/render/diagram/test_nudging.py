"""Lines of different nets that run on each other are moved apart; those of one net stay together."""

from archgen.render.diagram.routing.network.nudging import apart
from archgen.render.diagram.scene import Box

STRAIGHT = ((100.0, 0.0), (100.0, 200.0))
BENT = ((20.0, 50.0), (100.0, 50.0), (100.0, 150.0), (180.0, 150.0))


def test_the_line_with_a_piece_that_can_give_way_is_moved() -> None:
    straight, bent = apart([("a", STRAIGHT), ("b", BENT)], [])
    assert straight == STRAIGHT
    assert bent == ((20.0, 50.0), (106.0, 50.0), (106.0, 150.0), (180.0, 150.0))


def test_lines_of_one_net_share_their_strokes() -> None:
    assert apart([("a", STRAIGHT), ("a", BENT)], []) == [STRAIGHT, BENT]


def test_a_piece_moves_with_all_of_its_net_that_lies_on_it() -> None:
    other = ((20.0, 80.0), (100.0, 80.0), (100.0, 150.0), (180.0, 150.0))
    _, bent, joined = apart([("a", STRAIGHT), ("b", BENT), ("b", other)], [])
    assert bent[1][0] == joined[1][0] == 106.0


def test_no_piece_is_moved_through_an_icon_or_onto_another_line() -> None:
    icon, third = Box(103, 90, 20, 20), ((94.0, 0.0), (94.0, 200.0))
    _, bent, _ = apart([("a", STRAIGHT), ("b", BENT), ("c", third)], [icon])
    assert bent[1][0] not in (94.0, 106.0, 105.0, 108.0)


def test_lines_that_only_cross_stay_where_they_are() -> None:
    across = ((0.0, 100.0), (200.0, 100.0))
    assert apart([("a", STRAIGHT), ("b", across)], []) == [STRAIGHT, across]
