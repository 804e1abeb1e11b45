"""The channels of a flow: as wide as what is in them at each height, and no wider."""

from __future__ import annotations

from archgen.render.diagram.routing.spacing import BESIDE, HEAD, STUB, TRACK, Border, End, Sides, spaced

LABEL = HEAD + 22.0
"""The room of a number before a head."""
PLAIN = (End(100, STUB), End(100, HEAD))


def width(numbers: dict[str, int], spans: dict[str, tuple[float, float]], sides: Sides) -> float:
    return spaced(numbers, spans, sides, STUB)[1]


def test_a_channel_without_tracks_has_room_for_a_stub_and_a_head() -> None:
    assert width({}, {}, Sides([PLAIN], [], [])) == STUB + HEAD


def test_what_is_written_on_a_line_pushes_the_tracks_that_pass_it_and_no_others() -> None:
    lines = [(End(100, STUB), End(100, LABEL, 17))]
    alone = width({}, {}, Sides(lines, [], []))
    assert alone == STUB + LABEL
    assert (
        width({"far": 0, "next": 1}, {"far": (300, 400), "next": (300, 400)}, Sides(lines, [], [])) == alone
    )
    assert width({"far": 0, "next": 1}, {"far": (0, 400), "next": (0, 400)}, Sides(lines, [], [])) == (
        alone + TRACK
    )


def test_tracks_that_meet_are_beside_each_other_in_their_order() -> None:
    spans = {"b": (50.0, 200.0), "a": (0.0, 100.0), "c": (300.0, 400.0)}
    tracks, _ = spaced({"a": 0, "b": 1, "c": 0}, spans, Sides([], [], []), STUB)
    assert tracks == {"a": STUB, "b": STUB + TRACK, "c": STUB}


def test_a_track_is_clear_of_the_frames_that_it_passes_on_both_sides() -> None:
    sides = Sides([], [Border(0, 100, 20)], [Border(0, 100, 30)])
    tracks, across = spaced({"by": 0, "under": 0}, {"by": (50, 80), "under": (200, 300)}, sides, STUB)
    assert tracks == {"by": 20 + BESIDE, "under": STUB}
    assert across - 30 >= tracks["by"] + BESIDE


def test_frames_that_face_each_other_do_not_touch() -> None:
    facing = Sides([], [Border(0, 100, 40)], [Border(90, 200, 40)])
    apart = Sides([], [Border(0, 100, 40)], [Border(190, 300, 40)])
    assert width({}, {}, facing) > 80
    assert width({}, {}, apart) < 80
