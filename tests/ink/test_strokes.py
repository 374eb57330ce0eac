"""Drawings and the flat list of their pieces."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ink.strokes import MOST_POINTS, Drawing, Segments


def drawing(*strokes, canvas=(280, 280), label=None):
    return Drawing(canvas, tuple(np.array(stroke, float).reshape(-1, 2) for stroke in strokes), label)


def test_a_drawing_comes_back_from_its_line():
    line = drawing([(1, 2.5), (3, 4)], [(5, 6)], canvas=(300, 200), label=3).to_json()
    back = Drawing.from_json(line)
    assert "\n" not in line
    assert back.canvas == (300, 200)
    assert back.label == 3
    assert [stroke.tolist() for stroke in back.strokes] == [[[1, 2.5], [3, 4]], [[5, 6]]]
    assert back.to_json() == line


def test_the_label_is_optional_and_unknown_keys_are_passed_over():
    back = Drawing.from_json('{"canvas": [500, 500], "strokes": [[[1, 2]]], "writer": 12}')
    assert back.label is None


def test_an_untouched_canvas_is_empty_and_a_point_is_not():
    assert drawing().empty
    assert drawing([]).empty
    assert not drawing([(3, 4)]).empty


GOOD = {"canvas": [280, 280], "strokes": [[[1, 2], [3, 4]]]}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"canvas": None}, "canvas"),
        ({"canvas": [280]}, "canvas"),
        ({"canvas": [280, "280"]}, "canvas"),
        ({"canvas": [0, 280]}, "canvas"),
        ({"canvas": [280, -1]}, "canvas"),
        ({"canvas": [280, float("nan")]}, "canvas"),
        ({"canvas": [True, 280]}, "canvas"),
        ({"strokes": None}, "strokes"),
        ({"strokes": [1, 2]}, "strokes"),
        ({"strokes": {"0": []}}, "strokes"),
        ({"strokes": [[1, 2]]}, "point"),
        ({"strokes": [[[1, 2, 3]]]}, "point"),
        ({"strokes": [[["1", 2]]]}, "point"),
        ({"strokes": [[[None, 2]]]}, "point"),
        ({"strokes": [[[float("nan"), 2]]]}, "point"),
        ({"strokes": [[[float("inf"), 2]]]}, "coordinate"),
        ({"strokes": [[[1e300, 2]]]}, "coordinate"),
        ({"strokes": [[[1, 2]] * (MOST_POINTS + 1)]}, "points"),
        ({"label": 10}, "label"),
        ({"label": -1}, "label"),
        ({"label": "3"}, "label"),
        ({"label": 3.0}, "label"),
        ({"label": True}, "label"),
    ],
)
def test_what_is_not_a_drawing_is_refused_with_its_reason(changed, reason):
    with pytest.raises(ValueError, match=reason):
        Drawing.from_json(json.dumps(GOOD | changed))


@pytest.mark.parametrize("line", ["", "nonsense", "[]", "3", "null", "[" * 100_000, b"\xff\xfe", "1" * 5000])
def test_what_is_not_a_json_object_is_refused(line):
    with pytest.raises(ValueError, match="JSON"):
        Drawing.from_json(line)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=12,
)


@given(canvas=st.just([280, 280]) | json_values, strokes=json_values, label=st.none() | json_values)
def test_any_json_is_a_drawing_or_refused(canvas, strokes, label):
    line = json.dumps({"canvas": canvas, "strokes": strokes, "label": label})
    try:
        back = Drawing.from_json(line)
    except ValueError:
        return
    assert all(np.isfinite(stroke).all() and stroke.shape[1:] == (2,) for stroke in back.strokes)


def test_pieces_join_the_points_of_each_stroke_and_never_two_strokes():
    pieces = Segments.of([drawing([(0, 0), (40, 0), (40, 60)], [(0, 60), (20, 60)])])
    # (0, 0) is the middle of the box, which is 40 x 60.
    assert pieces.starts.tolist() == [[-20, -30], [20, -30], [-20, 30]]
    assert pieces.ends.tolist() == [[20, -30], [20, 30], [0, 30]]
    assert pieces.first_of_strokes().tolist() == [0, 2]


def test_pieces_know_their_drawing_even_beside_empty_ones():
    a, b = drawing([(0, 0), (90, 0)]), drawing([(0, 0), (0, 90), (90, 90)])
    pieces = Segments.of([drawing(), a, drawing(), b, drawing()])
    assert pieces.count == 5
    assert pieces.owner.tolist() == [1, 3, 3]
    assert pieces.first_of_strokes().tolist() == [0, 1]


def test_a_point_is_a_piece_without_length():
    pieces = Segments.of([drawing([(200, 10)], [(100, 10)])])
    assert pieces.starts.tolist() == pieces.ends.tolist() == [[50, 0], [-50, 0]]


def test_no_drawings_make_no_pieces():
    assert Segments.of([]).count == 0
    assert len(Segments.of([drawing()]).owner) == 0


def test_a_click_with_a_trembling_hand_is_a_dot():
    trembling = Segments.of([drawing([(100, 100), (101, 101), (100, 102)])])
    assert len(trembling.owner) == 1
    assert not (trembling.ends - trembling.starts).any()


def test_a_small_drawing_far_from_the_origin_keeps_its_shape():
    here = np.array([(0, 0), (30, 7), (11, 60)])
    far = Segments.of([drawing(here + 9e8)])
    near = Segments.of([drawing(here)])
    assert np.array_equal(far.starts, near.starts)
    assert np.array_equal(far.ends, near.ends)


def test_drawings_can_be_taken_in_any_order():
    pieces = Segments.of([drawing([(0, 0), (90, 0)]), drawing(), drawing([(0, 0), (0, 90), (90, 90)])])
    taken = pieces.take(np.array([2, 1, 0, 2]))
    assert taken.count == 4
    assert taken.owner.tolist() == [0, 0, 2, 3, 3]
    assert np.array_equal(taken.starts, pieces.starts[[1, 2, 0, 1, 2]])
    assert np.array_equal(taken.ends, pieces.ends[[1, 2, 0, 1, 2]])


def test_a_number_too_large_for_a_float_is_refused():
    huge = "1" + "0" * 400
    with pytest.raises(ValueError, match="coordinate"):
        Drawing.from_json('{"canvas": [9, 9], "strokes": [[[1, HUGE]]]}'.replace("HUGE", huge))
    with pytest.raises(ValueError, match="canvas"):
        Drawing.from_json('{"canvas": [HUGE, 9], "strokes": [[[1, 2]]]}'.replace("HUGE", huge))
