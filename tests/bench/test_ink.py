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


def digits_a_second(benchmark, of=COUNT):
    benchmark.extra_info["digits a second"] = round(of / benchmark.stats["median"]) if benchmark.enabled else None


def test_frame_and_draw(benchmark, drawings):
    benchmark(lambda: rasterise(frame(drawings)))
    digits_a_second(benchmark)


def test_deform_and_draw_strokes(benchmark, drawings):
    rng = np.random.default_rng(0)
    benchmark(redraw, drawings, rng)
    digits_a_second(benchmark)


def test_deform_images(benchmark, images):
    rng = np.random.default_rng(0)
    benchmark(augment_images, images, rng)
    digits_a_second(benchmark)


def test_deform_one_mini_batch_of_images(benchmark, images):
    rng = np.random.default_rng(0)
    benchmark(augment_images, images[:128], rng)
    digits_a_second(benchmark, 128)


def test_picture_of_the_canvas(benchmark):
    drawing = scrawl(1.0)
    benchmark(raster, drawing)
    digits_a_second(benchmark, 1)


@pytest.mark.parametrize("side", [8, 16, 280])
def test_frame_an_image(benchmark, images, side):
    large = np.kron(images[0], np.ones((side, side), np.uint8))
    image = large.reshape(side, 28, side, 28).mean(axis=(1, 3)).astype(np.uint8)
    benchmark(frame_image, image)
    digits_a_second(benchmark, 1)
