"""That the allographs are well-formed: what the hand takes for granted about them."""

import numpy as np
import pytest

from digitpad.data.allographs import ALLOGRAPHS, HEIGHT, Allograph
from digitpad.data.hand import parse


def test_every_digit_can_be_written_in_several_ways() -> None:
    digits = [allograph.digit for allograph in ALLOGRAPHS]
    assert digits == sorted(digits)
    assert min(np.bincount(digits, minlength=10)) >= 3
    assert len({(allograph.digit, allograph.name) for allograph in ALLOGRAPHS}) == len(ALLOGRAPHS)


@pytest.mark.parametrize("allograph", ALLOGRAPHS, ids=lambda allograph: f"{allograph.digit} {allograph.name}")
def test_the_shapes_of_an_allograph_can_be_blended(allograph: Allograph) -> None:
    shapes = [parse(shape) for shape in allograph.shapes]
    structure = [(len(points), corners) for points, corners in shapes[0]]
    for strokes in shapes:
        assert [(len(points), corners) for points, corners in strokes] == structure
        assert all(len(points) >= 2 for points, _ in strokes)
        tall = np.concatenate([points for points, _ in strokes])[:, 1]
        assert tall.max() - tall.min() <= 1.3 * HEIGHT
    assert allograph.share > 0


@pytest.mark.parametrize("allograph", ALLOGRAPHS, ids=lambda allograph: f"{allograph.digit} {allograph.name}")
def test_all_shapes_of_an_allograph_run_the_same_way(allograph: Allograph) -> None:
    # A blend of a ring drawn clockwise and one drawn the other way would be a line.
    shapes = [np.concatenate([points for points, _ in parse(shape)]) for shape in allograph.shapes]
    middle = np.mean(shapes, axis=0)
    for shape in shapes:
        turned = np.sum((shape - shape.mean(axis=0)) * (middle - middle.mean(axis=0)))
        assert turned > 0.6 * np.linalg.norm(shape - shape.mean(axis=0)) * np.linalg.norm(middle - middle.mean(axis=0))
