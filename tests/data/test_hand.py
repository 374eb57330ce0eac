"""Lines as a hand makes them: through their control points, with corners where they belong."""

import numpy as np
import pytest

from digitpad.data.hand import PIECES, parse, spline, write

ZIGZAG = np.array([[0.0, 0.0], [10.0, 40.0], [35.0, 30.0], [40.0, 80.0]])


@pytest.mark.parametrize("corners", [[], [2], [1, 2]])
def test_a_line_goes_through_its_control_points(corners: list[int]) -> None:
    matrix = spline(ZIGZAG, corners)
    assert matrix.shape == (3 * PIECES + 1, 4)
    np.testing.assert_allclose((matrix @ ZIGZAG)[::PIECES], ZIGZAG, atol=1e-9)


def test_moving_all_control_points_moves_the_line_with_them() -> None:
    np.testing.assert_allclose(spline(ZIGZAG, [1]).sum(axis=1), 1)


@pytest.mark.parametrize(("corners", "sharp"), [([], False), ([1], True)])
def test_the_line_turns_at_once_only_at_a_corner(corners: list[int], sharp: bool) -> None:
    line = spline(ZIGZAG, corners) @ ZIGZAG
    steps = np.diff(line, axis=0)[PIECES - 1 : PIECES + 1]
    before, after = steps / np.linalg.norm(steps, axis=1, keepdims=True)
    turn = np.degrees(np.arccos(before @ after))
    assert (turn > 90) == sharp


def test_a_shape_is_read_as_strokes_with_corners() -> None:
    (first, corners), (second, none) = parse("1,2 -3,4.5! 5,6 / 7,8 9,0")
    assert first.tolist() == [[1, 2], [-3, 4.5], [5, 6]]
    assert second.tolist() == [[7, 8], [9, 0]]
    assert (corners, none) == ([1], [])


def test_digits_are_written_about_two_high_and_near_the_origin() -> None:
    labels = np.arange(10, dtype=np.uint8).repeat(50)
    points, down = write(labels, np.random.default_rng(0))
    assert points.dtype == np.float32
    assert points.shape == (500, down.shape[1] + 1, 2)
    drawn = np.where((np.pad(down, ((0, 0), (0, 1))))[..., None], points, np.nan)
    height = np.nanmax(drawn[..., 1], axis=1) - np.nanmin(drawn[..., 1], axis=1)
    assert 1.8 < np.median(height) < 2.3
    assert height.min() > 0.7
    assert np.abs(np.nanmean(drawn, axis=(0, 1))).max() < 0.25


def test_hands_differ() -> None:
    points, _ = write(np.full(200, 3, np.uint8), np.random.default_rng(1))
    assert (points[:, 8].std(axis=0) > 0.1).all()
