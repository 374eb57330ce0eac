import numpy as np
import pytest

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.network_view import NetworkView
from digitpad.qt.widgets.placement import place

WAIT = 20_000


@pytest.fixture
def view(qtbot):
    made = NetworkView()
    made.resize(740, 380)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def small():
    return Network((784, 12, 10)).initialise(np.random.default_rng(3))


@pytest.fixture
def drawn(qtbot):
    """Waits until the links are those of what the view shows."""

    def wait(view):
        def there():
            wanted = view._wanted()
            done = wanted and view._links_of and wanted.is_for(view._links_of)
            return bool(done and not view._drawing_aside)

        qtbot.waitUntil(there, timeout=WAIT)

    return wait


def places_of(view, layer=1):
    return view._placement.places[layer - 1]


def colour_at(picture, point):
    return picture.pixelColor(round(point[0]), round(point[1]))


def test_each_neuron_has_the_grey_of_its_activation(view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    picture = view.grab().toImage()
    values = look.forward.activations[1][0]
    for place_, value in zip(places_of(view), values, strict=True):
        expected = theme.LIGHT.shade(value / values.max())
        assert abs(colour_at(picture, place_).lightness() - expected.lightness()) <= 2


def test_without_a_drawing_all_neurons_are_paper(view, small):
    view.show_look(Look.at(NOTHING_DRAWN, small))
    picture = view.grab().toImage()
    for point in places_of(view):
        assert colour_at(picture, point) == theme.LIGHT.paper


def test_the_input_picture_is_the_image_the_network_gets(view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    picture = view.grab().toImage()
    left, top, side = place(small.sizes, 740, 380).image
    cell = side / 28
    for row in range(2, 26, 3):
        for column in range(2, 26, 3):
            seen = colour_at(picture, (left + (column + 0.5) * cell - 0.5, top + (row + 0.5) * cell - 0.5))
            assert seen == theme.LIGHT.shade(float(np.rint(look.image[row, column] * 255) / 255))


def test_a_theme_changes_every_colour_at_once(view, three, small):
    view.show_look(Look.at(three, small))
    view.show_theme(theme.DARK)
    left, top, _ = place(small.sizes, 740, 380).image
    assert colour_at(view.grab().toImage(), (left + 4, top + 4)) == theme.DARK.paper


def test_the_links_follow_a_network_that_learns_and_end_with_its_last_weights(qtbot, view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    before = view.grab().toImage()
    last = small
    for _ in range(5):
        last = last.copy()
        last.parameters *= -1
        view.show_look(Look.at(three, last))
    drawn(view)
    assert view._links_of.network is last
    assert view.grab().toImage() != before


def test_a_network_of_another_shape_is_laid_out_anew(view, three, small):
    view.show_look(Look.at(three, small))
    view.show_look(Look.at(three, Network((784, 40, 20, 10)).initialise(np.random.default_rng(0))))
    assert "784 – 40 – 20 – 10" in view.accessibleName()
    assert not view.grab().isNull()


@pytest.mark.parametrize("hidden", [(), (1,), (512, 256, 128), (1024,) * 6])
def test_any_shape_that_can_be_trained_can_be_drawn(view, three, hidden):
    network = Network((784, *hidden, 10), "tanh").initialise(np.random.default_rng(0))
    view.show_look(Look.at(three, network))
    assert not view.grab().isNull()


def test_nothing_is_drawn_aside_for_a_hidden_view_and_it_is_fresh_when_shown_again(qtbot, view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    other = Network((784, 12, 10)).initialise(np.random.default_rng(4))
    view.hide()
    view.show_look(Look.at(three, other))
    view._draw_aside()
    assert view._aside.activeThreadCount() == 0
    assert view._links_of.network is small
    view.show()
    drawn(view)
    assert view._links_of.network is other
