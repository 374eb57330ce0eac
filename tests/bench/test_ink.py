"""How many digits a second are drawn, framed and deformed, on one core."""

import numpy as np
import pytest

from digitpad.data.augment import augment_images, redraw
from digitpad.ink.framing import frame, frame_image
from digitpad.ink.pen import rasterise
from digitpad.ink.raster import raster
from digitpad.ink.strokes import Drawing, Segments

COUNT = 1024


def scrawl(turn: float) -> Drawing:
    """About as many points and as long a line as digits drawn on a tablet have."""
    at = np.linspace(0, 9, 40)
    points = np.stack([140 + 60 * np.cos(at + turn), 140 + 9 * at * np.sin(at)], axis=1)
    return Drawing((280, 280), (points,))


@pytest.fixture(scope="module")
def drawings():
    return Segments.of(scrawl(turn) for turn in np.linspace(0, 6, COUNT))


@pytest.fixture(scope="module")
def images(drawings):
    return rasterise(frame(drawings))


def test_frame_and_draw(benchmark, table, drawings):
    benchmark(lambda: rasterise(frame(drawings)))
    table.add_rate(benchmark, "strokes framed and drawn", COUNT)


def test_deform_and_draw_strokes(benchmark, table, drawings):
    benchmark(redraw, drawings, np.random.default_rng(0))
    table.add_rate(benchmark, "strokes deformed, framed and drawn", COUNT, "20,000/s")


def test_deform_images(benchmark, table, images):
    benchmark(augment_images, images, np.random.default_rng(0))
    table.add_rate(benchmark, "images deformed", COUNT, "20,000/s")


def test_picture_of_the_canvas(benchmark, table):
    benchmark(raster, scrawl(1.0))
    table.add_rate(benchmark, "one drawing framed and drawn", 1)


@pytest.mark.parametrize("side", [8, 16, 280])
def test_frame_an_image(benchmark, table, images, side):
    large = np.kron(images[0], np.ones((side, side), np.uint8))
    image = large.reshape(side, 28, side, 28).mean(axis=(1, 3)).astype(np.uint8)
    benchmark(frame_image, image)
    table.add_rate(benchmark, f"an image of {side}x{side} framed", 1)
