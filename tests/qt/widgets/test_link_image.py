import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets import link_image
from digitpad.qt.widgets.link_image import (
    DASHED,
    MERGED,
    Gap,
    GapPlan,
    LinkImages,
    coloured,
    contributions,
    opacity,
    scale_of,
)
from digitpad.qt.widgets.placement import place

WIDTH, HEIGHT = 120, 90


def gap(starts, ends, left=10.0, right=110.0):
    return Gap(left, right, np.asarray(starts, float), np.asarray(ends, float))


def sums(made, amounts, ratio=1.0, merged=0.0):
    """(height, columns) of what is above and below zero."""
    plan = GapPlan(made, WIDTH, HEIGHT, ratio, merged)
    total = plan.sums(np.asarray(amounts, np.float32))
    return total.real.T, total.imag.T


def brute_force(made, amounts):
    """The same without dashes, one link and one pixel at a time."""
    columns = np.arange(round(made.left), round(made.right))
    picture = np.zeros((HEIGHT, len(columns)))
    for i, start in enumerate(made.starts):
        for j, end in enumerate(made.ends):
            t = (columns + 0.5 - made.left) / (made.right - made.left)
            y = start + (end - start) * t * t * (3 - 2 * t)
            slope = (end - start) * 6 * t * (1 - t) / (made.right - made.left)
            half = np.sqrt(1 + slope**2) / 2
            for row in range(HEIGHT):
                covered = np.minimum(y + half, row + 1) - np.maximum(y - half, row)
                picture[row] += amounts[i][j] * np.maximum(covered, 0)
    return picture


@pytest.fixture
def tangle():
    """A gap that has links beyond the picture's edges, and their amounts."""
    rng = np.random.default_rng(0)
    return gap(rng.uniform(-20, 110, 7), rng.uniform(-20, 110, 5)), rng.normal(size=(7, 5))


def test_the_sums_are_those_of_drawing_every_link_into_every_pixel(tangle):
    made, amounts = tangle
    above, below = sums(made, np.abs(amounts))
    np.testing.assert_allclose(above, brute_force(made, np.abs(amounts)), atol=1e-4)
    assert not below.any()


def test_links_above_and_below_zero_are_summed_apart(tangle):
    made, amounts = tangle
    above, below = sums(made, amounts)
    np.testing.assert_allclose(above, brute_force(made, np.maximum(amounts, 0)), atol=1e-4)
    whole = brute_force(made, np.maximum(-amounts, 0))
    assert (below <= (1 + DASHED) * whole + 1e-4).all()
    assert (below >= (1 - DASHED) * whole - 1e-4).all()


def test_links_below_zero_are_dashed_without_losing_ink():
    level = gap([45.5], [45.5])
    above, below = sums(level, [[1.0]]), sums(level, [[-1.0]])
    assert np.ptp(above[0][45]) == pytest.approx(0, abs=1e-5)
    along = below[1][45]
    assert along.max() > 2 * along.min() > 0
    assert along[:96].mean() == pytest.approx(1.0, abs=0.02)


def test_a_steep_link_is_unbroken():
    above, _ = sums(gap([2.0], [88.0], 50.0, 60.0), [[1.0]])
    assert above.sum(axis=1)[4:86].min() > 0.5
    assert above.max() <= 1 + 1e-5


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_link_alone_is_a_pixel_thick_however_many_device_pixels_that_is(ratio):
    above, _ = sums(gap([40.0], [40.0]), [[1.0]], ratio)
    np.testing.assert_allclose(above.sum(axis=0), ratio, rtol=1e-5)


def test_what_is_not_worked_out_ahead_comes_out_the_same(tangle):
    made, amounts = tangle
    kept, not_kept = (GapPlan(made, WIDTH, HEIGHT, 1.0, 3.0, kept) for kept in (True, False))
    np.testing.assert_array_equal(kept.sums(amounts.astype(np.float32)), not_kept.sums(amounts.astype(np.float32)))
    assert kept.nbytes > 0 == not_kept.nbytes


def test_merging_neighbours_loses_no_link_and_moves_none_by_more_than_a_pixel():
    rng = np.random.default_rng(1)
    made = gap(20 + np.arange(200) * 0.25, 5 + np.arange(60) * 1.3)
    amounts = rng.random((200, 60)) ** 6
    exact, _ = sums(made, amounts)
    merged, _ = sums(made, amounts, merged=MERGED)
    # each column has the same ink, but for slopes that are averaged
    np.testing.assert_allclose(merged.sum(axis=0), exact.sum(axis=0), rtol=0.01)
    # running sums down a column cannot run ahead further than ink was moved
    ahead, behind = (np.cumsum(picture, axis=0) for picture in (merged, exact))
    assert (ahead[:-2] <= behind[2:] * 1.01 + 1e-3).all()
    assert (ahead[2:] * 1.01 + 1e-3 >= behind[:-2]).all()


@pytest.mark.parametrize(("value", "colour"), [(1.0, theme.LIGHT.positive), (-1.0, theme.LIGHT.negative)])
def test_the_colour_is_that_of_the_sign(value, colour):
    pixel = QColor.fromRgba(int(coloured(np.array([[8 + 0j if value > 0 else 8j]], np.complex64), theme.LIGHT)[0, 0]))
    share = pixel.alpha() / 255
    assert pixel.alpha() == pytest.approx(255 * opacity(2.0), abs=1)
    for channel in ("red", "green", "blue"):
        assert getattr(pixel, channel)() == pytest.approx(getattr(colour, channel)() * share, abs=2)


def test_where_both_signs_lie_over_one_another_neither_wins():
    pixel = QColor.fromRgba(int(coloured(np.array([[1 + 1j]], np.complex64), theme.DARK)[0, 0]))
    share = pixel.alpha() / 255
    assert pixel.red() == pytest.approx(theme.DARK.balance.red() * share, abs=2)
    assert pixel.blue() == pytest.approx(theme.DARK.balance.blue() * share, abs=2)


def test_more_is_always_more_opaque():
    amounts = np.linspace(0, 5, 400).astype(np.complex64)[None]
    opacities = coloured(amounts, theme.LIGHT)[0] >> 24
    assert (np.diff(opacities.astype(int)) >= 0).all()
    assert opacities[0] == 0
    assert opacities[-1] > 200


def pixels(image):
    array = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return array[..., [2, 1, 0, 3]].astype(float)


@pytest.fixture
def small():
    return Network((784, 24, 12, 10)).initialise(np.random.default_rng(2))


def drawn(network, values=None, ratio=1.0, exact=False):
    images = LinkImages(place(network.sizes, 500, 300), 500, 300, ratio, exact)
    values = network.weights if values is None else values
    return images.draw(values, scale_of(values).full, theme.LIGHT)


def test_every_single_weight_can_be_seen(small):
    for layer, (inputs, outputs) in enumerate(small.layers):
        only = [np.zeros_like(weights) for weights in small.weights]
        rng = np.random.default_rng(layer)
        source, target = rng.integers(inputs), rng.integers(outputs)
        only[layer][source, target] = 0.5
        placement = place(small.sizes, 500, 300)
        seen = pixels(LinkImages(placement, 500, 300, 1.0).draw(only, 0.5, theme.LIGHT))[..., 3]
        left, right = round(placement.leave(layer)), round(placement.edges[layer][0])
        # in each column of its gap, and nowhere else
        assert (seen[:, left:right].max(axis=0) > 60).all()
        for x, places in ((left, placement.heights(layer)[source]), (right - 1, placement.heights(layer + 1)[target])):
            assert abs(int(seen[:, x].argmax()) - int(places)) <= 1


def test_the_same_links_are_in_the_same_place_at_twice_the_resolution(small):
    coarse, fine = pixels(drawn(small)), pixels(drawn(small, ratio=2.0))
    assert fine.shape == (600, 1000, 4)
    fine = fine.reshape(300, 2, 500, 2, 4).mean(axis=(1, 3))
    assert np.abs(fine - coarse).mean() < 6
    assert np.corrcoef(fine[..., 3].ravel(), coarse[..., 3].ravel())[0, 1] > 0.95


def test_exact_pictures_look_like_quick_ones():
    network = Network((784, 128, 64, 10)).initialise(np.random.default_rng(3))
    quick, exact = pixels(drawn(network)), pixels(drawn(network, exact=True))
    assert np.abs(quick - exact).mean() < 2
    assert np.corrcoef(quick[..., 3].ravel(), exact[..., 3].ravel())[0, 1] > 0.98


def test_what_is_kept_between_pictures_stays_small_whatever_the_network(monkeypatch):
    monkeypatch.setattr(link_image, "AFFORDED", 300_000)
    for sizes in ((784, 512, 256, 128, 10), (784, 64, 10)):
        network = Network(sizes)
        images = LinkImages(place(sizes, 500, 300), 500, 300, 1.0)
        assert isinstance(images.draw(network.weights, 1.0, theme.LIGHT), QImage)
        assert 0 < images.nbytes < 300_000 * 8 * 1.5
        assert not images.sharp


def test_contributions_are_activation_times_weight(small, three):
    look = Look.at(three, small)
    first, second, third = contributions(small, look.forward.activations)
    assert first[300, 5] == look.image.ravel()[300] * small.weights[0][300, 5]
    assert second[3, 7] == look.forward.activations[1][0, 3] * small.weights[1][3, 7]
    assert third.shape == (12, 10)
    np.testing.assert_allclose(second.sum(axis=0) + small.biases[1], look.forward.sums[1][0], rtol=1e-4, atol=1e-5)


def test_a_network_of_zeros_has_nothing_to_show_and_can_be_drawn():
    zeros = Network((784, 8, 10))
    assert scale_of(zeros.weights).full == 1.0
    placement = place(zeros.sizes, 500, 300)
    seen = pixels(drawn(zeros))[..., 3]
    assert not seen[:, : round(placement.edges[0][0]) - 1].any()


def test_what_has_become_unwanted_is_no_picture():
    network = Network((784, 12, 10)).initialise(np.random.default_rng(0))
    images = LinkImages(place(network.sizes, 400, 300), 400, 300, 1.0, exact=True)
    assert not images.draw(network.weights, 1.0, theme.LIGHT).isNull()
    asked = []
    assert images.draw(network.weights, 1.0, theme.LIGHT, lambda: asked.append(None) or len(asked) > 3).isNull()
    assert len(asked) <= 6
