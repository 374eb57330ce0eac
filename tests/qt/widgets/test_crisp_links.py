import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.crisp_links import MOST, curve, numbers, paint_numbers, sign_pen, strongest, written
from digitpad.qt.widgets.link_image import contributions, gaps
from digitpad.qt.widgets.placement import place

WIDTH = 44


@pytest.fixture
def network():
    return Network((784, 40, 20, 10)).initialise(np.random.default_rng(0))


def test_the_strongest_links_into_and_out_of_a_neuron_are_found(network):
    into, out = strongest(Neuron(2, 3), network, None)
    assert len(into) == MOST
    assert len(out) == 10
    assert {link.target for link in into} == {link.source for link in out} == {Neuron(2, 3)}
    sizes = [abs(link.value) for link in into]
    assert sizes == sorted(np.abs(network.weights[1][:, 3]).tolist(), reverse=True)[:MOST]
    for link in into + out:
        assert link.value == network.weights[link.source.layer][link.source.index, link.target.index]


def test_with_activations_a_link_is_worth_what_it_passes_on(network, three):
    look = Look.at(three, network)
    values = contributions(network, look.forward.activations)
    into, out = strongest(Neuron(1, 3), network, look.forward)
    assert max(abs(link.value) for link in into) == np.abs(values[0][:, 3]).max()
    for link in into + out:
        assert link.value == values[link.source.layer][link.source.index, link.target.index]
        assert link.value != 0


def test_pixels_have_no_links_into_them_outputs_none_out_and_links_of_zero_are_none(network):
    assert strongest(Neuron(0, 400), network, None)[0] == []
    assert strongest(Neuron(3, 4), network, None)[1] == []
    assert strongest(Neuron(1, 0), Network((784, 40, 20, 10)), None) == ([], [])


def test_a_line_lies_on_its_link_in_the_picture_of_all(network):
    placement = place(network.sizes, 700, 400)
    for link in (*strongest(Neuron(2, 3), network, None)[0], *strongest(Neuron(0, 300), network, None)[1]):
        gap = gaps(placement, 1.0)[link.source.layer]
        path = curve(link, placement)
        start, end = gap.starts[link.source.index], gap.ends[link.target.index]
        points = [path.pointAtPercent(share) for share in np.linspace(0, 1, 40)]
        between = [point for point in points if gap.left <= point.x() <= gap.right]
        assert len(between) > 5
        for point in between:
            s, _ = gap.along(point.x())
            assert point.y() == pytest.approx((1 - s) * start + s * end, abs=0.1)
        first, last = points[0], points[-1]
        assert (last.x(), last.y()) == pytest.approx(placement.middle(link.target))
        if link.source.layer:
            assert (first.x(), first.y()) == pytest.approx(placement.middle(link.source))


@pytest.mark.parametrize("sizes", [(784, 10), (784, 16, 16, 10), (784, 128, 64, 10), (784, 1024, 512, 256, 128, 10)])
@pytest.mark.parametrize(("width", "height"), [(720, 368), (360, 240)])
def test_numbers_never_lie_over_one_another_and_each_is_on_its_own_link(sizes, width, height):
    network = Network(sizes).initialise(np.random.default_rng(1))
    placement = place(sizes, width, height + 40)
    for neuron in [Neuron(layer, size // 2) for layer, size in enumerate(sizes)]:
        links = strongest(neuron, network, None)
        found = numbers(links, placement, WIDTH, height)
        assert found
        # the strongest has its number
        assert max((link for group in links for link in group), key=lambda link: abs(link.value)) in dict(found)
        for at, (link, box) in enumerate(found):
            assert not any(box.intersects(other) for _, other in found[at + 1 :])
            assert curve(link, placement).intersects(box)
            assert 0 <= box.top() < box.bottom() <= height


@pytest.mark.parametrize("width", range(360, 900, 60))
def test_there_are_numbers_however_narrow_the_gap_between_two_layers_is(width):
    sizes = (784, *6 * (1024,), 10)
    network = Network(sizes).initialise(np.random.default_rng(1))
    placement = place(sizes, width, 400)
    for neuron in [Neuron(layer, size // 2) for layer, size in enumerate(sizes)]:
        links = strongest(neuron, network, None)
        found = numbers(links, placement, WIDTH, 360)
        for group in filter(None, links):
            assert set(group) & {link for link, _ in found}
        # and the neuron itself, with the ring around it, is not hidden by them
        reach = placement.radius(neuron) + 3
        x, y = placement.middle(neuron)
        assert not any(box.intersects(QRectF(x - reach, y - reach, 2 * reach, 2 * reach)) for _, box in found)


def test_numbers_do_not_hide_the_neuron_that_they_are_about():
    network = Network((784, 128, 64, 10)).initialise(np.random.default_rng(1))
    placement = place(network.sizes, 720, 408)
    for index in range(128):
        neuron = Neuron(1, index)
        left, right = placement.edges[0]
        for _, box in numbers(strongest(neuron, network, None), placement, WIDTH, 368):
            assert box.right() <= left + 1 or box.left() >= right - 1


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.4567, "+0.46"), (-0.0456, "−0.046"), (-0.00043, "−0.0004"), (12.34, "+12.34"), (-1234.5, "−1234")],
)
def test_a_number_says_what_its_link_is_worth_and_nothing_but_zero_is_written_as_zero(value, text):
    assert written(value) == text


def test_a_large_number_has_the_room_it_needs(qapp):
    network = Network((784, 12, 10))
    network.weights[1][3, 4] = -1234567.0
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(theme.LIGHT.ground)
    painter = QPainter(picture)
    placement = place(network.sizes, 400, 300)
    paint_numbers(painter, strongest(Neuron(2, 4), network, None), placement, 260, theme.LIGHT)
    width = painter.fontMetrics().horizontalAdvance("−1234567")
    painter.end()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(300, 400, 4)
    reds = np.flatnonzero((pixels[..., 2] > pixels[..., 1] + 60.0).any(axis=0))
    assert np.ptp(reds) > 0.85 * width


def test_lines_below_zero_are_dashed_and_red_and_those_above_unbroken_and_blue():
    above, below = sign_pen(0.3, theme.LIGHT, 2.0), sign_pen(-0.3, theme.LIGHT, 2.0)
    assert above.color() == theme.LIGHT.positive
    assert below.color() == theme.LIGHT.negative
    assert above.style() == Qt.PenStyle.SolidLine
    assert below.dashPattern() == [3.0, 1.5]
