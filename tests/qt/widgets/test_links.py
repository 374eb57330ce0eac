import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.links import CARRYING, INTO_EACH, Links, carrying, paint, strongest
from digitpad.qt.widgets.placement import place


def painted(links, fullest=0.9, ratio=1.0):
    """Red, green, blue and opacity of the picture of some links, (100, 200, 4)."""
    image = QImage(round(200 * ratio), round(100 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    paint(painter, [links], 100, ratio, theme.LIGHT, fullest)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., [2, 1, 0, 3]].astype(float)


def link(y0, y1, strength=1.0, positive=True):
    return Links(np.array([[10.0, y0]]), np.array([[190.0, y1]]), np.array([strength]), np.array([positive]))


@pytest.fixture
def network():
    return Network((784, 20, 10)).initialise(np.random.default_rng(0))


def test_a_level_link_is_as_wide_as_its_strength_says():
    # 1.1 pixels to both sides for the strongest, 0.35 for the weakest
    for strength, width in ((1.0, 2.2), (0.5, 1.45)):
        opacity = painted(link(50, 50, strength), fullest=0.8)[:, 100, 3] / 255
        covered = np.log1p(-opacity).sum() / np.log1p(-0.8 * strength)
        assert covered == pytest.approx(width, abs=0.05)


def test_a_steep_link_has_no_gaps():
    pixels = painted(link(5, 95))
    rows = pixels[6:95, :, 3].max(axis=1)
    assert rows.min() > 60
    columns = pixels[:, 11:189, 3].max(axis=0)
    assert columns.min() > 60


def test_a_link_begins_and_ends_where_it_should():
    opacity = painted(link(20, 80))[..., 3]
    assert opacity[:, :9].max() == 0
    assert opacity[:, 191:].max() == 0
    assert abs(opacity[:, 10].argmax() - 20) <= 1
    assert abs(opacity[:, 189].argmax() - 80) <= 1


@pytest.mark.parametrize(("positive", "colour"), [(True, theme.LIGHT.positive), (False, theme.LIGHT.negative)])
def test_the_colour_is_that_of_the_sign(positive, colour):
    pixels = painted(link(50, 50, positive=positive))
    red, green, blue, opacity = pixels[50, 100]
    np.testing.assert_allclose(
        np.array([red, green, blue]) * 255 / opacity, [colour.red(), colour.green(), colour.blue()], atol=3
    )


def test_where_both_signs_cross_neither_wins_and_no_third_colour_appears():
    both = Links(
        np.array([[10.0, 50.0], [10.0, 50.0]]),
        np.array([[190.0, 50.0], [190.0, 50.0]]),
        np.ones(2),
        np.array([True, False]),
    )
    pixel = painted(both)[50, 100]
    grey = theme.LIGHT.outline
    np.testing.assert_allclose(pixel[:3] * 255 / pixel[3], [grey.red(), grey.green(), grey.blue()], atol=3)


def test_at_twice_the_resolution_links_are_in_the_same_place():
    fine = painted(link(20, 80), ratio=2.0)[..., 3]
    coarse = painted(link(20, 80))[..., 3]
    np.testing.assert_allclose(fine.reshape(100, 2, 200, 2).mean(axis=(1, 3)), coarse, atol=60)
    assert fine.reshape(100, 2, 200, 2).mean() == pytest.approx(coarse.mean(), rel=0.1)


def test_the_strongest_weights_into_each_neuron_are_drawn(network):
    placement = place(network.sizes, 700, 400)
    first, second = strongest(network, placement)
    assert len(first.strengths) == 20 * INTO_EACH
    assert len(second.strengths) == 10 * INTO_EACH
    weights = network.weights[1]
    for neuron in range(10):
        into = second.ends[:, 1] == placement.places[1][neuron, 1]
        largest = np.sort(np.abs(weights[:, neuron]))[-INTO_EACH:] / np.abs(weights).max()
        np.testing.assert_allclose(np.sort(np.sqrt(second.strengths[into])), largest, rtol=1e-4)


def test_links_that_carry_begin_at_inked_pixels_and_have_the_sign_of_their_weight(network, three):
    placement = place(network.sizes, 700, 400)
    look = Look.at(three, network)
    first, second = carrying(network, look.forward, placement)
    assert len(first.strengths) == len(second.strengths) == CARRYING
    inked = placement.starts[look.image.ravel() > 0]
    assert np.isin(first.starts[:, 1], inked[:, 1]).all()
    product = np.abs(look.forward.activations[1][0][:, None] * network.weights[1])
    assert np.sort(second.strengths)[::-1] == pytest.approx(
        np.sort(product, axis=None)[::-1][:CARRYING] / product.max(), rel=1e-4
    )


def test_a_network_of_zeros_carries_nothing_and_can_be_drawn(three):
    zeros = Network((784, 8, 10))
    placement = place(zeros.sizes, 700, 400)
    between = list(carrying(zeros, Look.at(three, zeros).forward, placement))
    assert all(not links.strengths.any() for links in between)
    assert all(not links.strengths.any() for links in strongest(zeros, placement))
