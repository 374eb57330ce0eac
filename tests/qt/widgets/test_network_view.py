from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.neuron_text import account
from digitpad.qt.widgets.link_image import LinkImages, contributions, scale_of
from digitpad.qt.widgets.network_painting import _values
from digitpad.qt.widgets.network_view import NetworkView
from digitpad.qt.widgets.ordering import untangled
from digitpad.qt.widgets.placement import place

WAIT = 60_000


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
            return bool(wanted and view._links and wanted.is_for(view._links.of))

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


@pytest.mark.parametrize(("factor", "places"), [(1e-3, ".2g"), (1.0, ".2g"), (1e3, ".0f")])
def test_captions_say_which_activations_are_paper_and_ink(view, three, small, factor, places):
    small.parameters[:] *= factor
    look = Look.at(three, small)
    view.show_look(look)
    texts = [element.text for element in ElementTree.fromstring(view.svg()).iter() if element.tag.endswith("text")]
    assert f"0 – {look.forward.activations[1].max():{places}}" in texts


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
    assert view._links.of.network is last
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


def test_no_links_are_drawn_for_a_hidden_view_and_it_is_fresh_when_shown_again(qtbot, view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    other = Network((784, 12, 10)).initialise(np.random.default_rng(4))
    view.hide()
    view.show_look(Look.at(three, other))
    assert view._aside._wanted is None
    assert view._links.of.network is small
    view.show()
    drawn(view)
    assert view._links.of.network is other


# One neuron.


def click(qtbot, view, neuron):
    x, y = view._placement.middle(neuron)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def hover(view, mouse_at):
    at = QPointF(*mouse_at)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, move)


@pytest.mark.parametrize("neuron", [Neuron(0, 300), Neuron(1, 5), Neuron(2, 7)])
def test_a_click_selects_a_neuron_or_pixel_and_one_beside_it_none(qtbot, view, three, small, neuron):
    view.show_look(Look.at(three, small))
    told = []
    view.selected.connect(told.append)
    for _ in range(2):
        click(qtbot, view, neuron)
        assert view.selection == neuron
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    view.select(None)
    assert told == [neuron, None]


def test_what_is_selected_stands_out_and_the_other_links_step_back(qtbot, view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    gap = slice(round(view._placement.leave(0)) + 5, round(view._placement.edges[0][0]) - 5)

    def ink():
        picture = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        seen = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1, 4)[..., :3].astype(int)
        return np.abs(seen - seen[2, 2])[:340, gap].sum(axis=-1)

    before = ink()
    view.select(Neuron(2, 0))  # with no link in the first gap
    assert ink().sum() < 0.5 * before.sum()
    view.select(Neuron(1, 0))
    assert np.quantile(ink(), 0.995) > 200


def test_hover_names_a_neuron_and_its_activation(view, three, small, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda where, text, widget: shown.append(text))
    look = Look.at(three, small)
    view.show_look(look)
    hover(view, view._placement.middle(Neuron(2, 3)))
    hover(view, view._placement.middle(Neuron(0, 29)))
    assert shown[0].startswith("output 3: activation 0.")
    assert shown[1] == "pixel row 2, column 2: activation 0.00"
    assert view.selection is None


def test_arrow_keys_walk_along_the_layer_and_along_the_strongest_links(qtbot, view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selection == Neuron(2, look.digit)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    source = int(np.abs(small.weights[1][:, look.digit]).argmax())
    assert view.selection == Neuron(1, source)
    y = view._placement.middle(view.selection)[1]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    below = sorted(places_of(view)[:, 1][places_of(view)[:, 1] > y])
    assert view._placement.middle(view.selection)[1] == (below[0] if below else y)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.selection == Neuron(1, source)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection == Neuron(2, int(np.abs(small.weights[1][source]).argmax()))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection is None


def test_arrow_keys_lead_from_a_pixel_to_its_neighbours_and_into_the_network(qtbot, view, three, small):
    view.show_look(Look.at(three, small))
    view.select(Neuron(0, 56))
    for key, expected in ((Qt.Key.Key_Up, 28), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Left, 0)):
        qtbot.keyClick(view, key)
        assert view.selection == Neuron(0, expected)
    view.select(Neuron(0, 30))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selection == Neuron(0, 29)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection == Neuron(1, int(np.abs(small.weights[0][29]).argmax()))


def test_every_neuron_can_be_reached_by_keys(qtbot, view, three, small):
    view.show_look(Look.at(three, small))
    view.select(Neuron(1, int(places_of(view)[:, 1].argmin())))
    seen = {view.selection}
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        seen.add(view.selection)
    assert seen == {Neuron(1, index) for index in range(12)}


def test_what_is_selected_is_told_to_those_who_listen(view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    view.select(Neuron(1, 4))
    assert view.accessibleDescription() == account(look, Neuron(1, 4))
    view.select(None)
    assert view.accessibleDescription().startswith("Arrow keys")


def test_the_neuron_that_arrow_keys_go_to_comes_into_view(qtbot, view, three, small):
    view.show_look(Look.at(three, small))
    for _ in range(6):
        view.zoom_in()
    for key in [Qt.Key.Key_Down] + [Qt.Key.Key_Up] * 9 + [Qt.Key.Key_Left] * 3:
        qtbot.keyClick(view, key)
        at = QPointF(*view._placement.middle(view.selection))
        assert QRectF(view.rect()).contains(at), view.selection
    assert view.selection.layer == 0


def test_a_network_of_another_shape_has_nothing_selected_and_is_seen_whole(view, three, small):
    view.show_look(Look.at(three, small))
    view.select(Neuron(1, 11))
    view.zoom_in()
    told = []
    view.selected.connect(told.append)
    view.show_look(Look.at(three, Network((784, 5, 10)).initialise(np.random.default_rng(0))))
    assert told == [None]
    assert view._zoom == (1.0, 0.0, 0.0)


def test_a_network_of_another_shape_is_in_place_before_anyone_is_told(view, three, small):
    view.show_look(Look.at(three, small))
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    view.select(Neuron(1, 11))
    fewer = Network((784, 5, 10)).initialise(np.random.default_rng(0))
    # as in the window, where what is beside the view comes and goes
    view.selected.connect(lambda _: (view.resize(700, 380), view.grab()))
    view.show_look(Look.at(three, fewer))
    assert len(places_of(view)) == 5
    assert view.selection is None
    assert view.accessibleDescription().startswith("Arrow keys")


# The two views.


def test_a_key_changes_between_what_it_learned_and_what_it_does_now(qtbot, view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    weights = view.grab().toImage()
    told = []
    view.view_changed.connect(told.append)
    qtbot.keyClick(view, Qt.Key.Key_W)
    drawn(view)
    assert view.grab().toImage() != weights
    qtbot.keyClick(view, Qt.Key.Key_W)
    drawn(view)
    assert view.grab().toImage() == weights
    assert told == ["contributions", "weights"]


def test_contributions_follow_the_drawing_and_weights_do_not(view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    there = view._links
    other = replace(three, strokes=tuple(stroke[::-1] * (0.5, 1.0) for stroke in three.strokes))
    view.show_look(Look.at(other, small))
    drawn(view)
    assert view._links is there
    view.show_view("contributions")
    drawn(view)
    there = view._links
    view.show_look(Look.at(three, small))
    drawn(view)
    assert view._links != there


def test_without_a_drawing_there_are_no_contributions_and_the_view_says_what_to_do(view, drawn, three, small):
    view.show_look(Look.at(three, small))
    view.show_view("contributions")
    drawn(view)
    view.show_look(Look.at(NOTHING_DRAWN, small))
    scene = view._scene(view._links)
    assert scene.links is None
    assert scene.notice.startswith("Draw a digit")
    assert not view.grab().isNull()


def test_the_scale_of_the_links_is_told_when_another_is_shown(view, drawn, three, small):
    told = []
    view.scale_changed.connect(told.append)
    look = Look.at(three, small)
    view.show_look(look)
    drawn(view)
    view.show_view("contributions")
    drawn(view)
    assert told == [scale_of(small.weights), scale_of(contributions(small, look.forward.activations))]


def test_the_scale_is_told_as_it_is_seen_behind_what_is_selected_and_behind_arrows(view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    told = []
    view.scale_changed.connect(lambda scale: told.append(scale.shown))
    view.select(Neuron(1, 4))
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    view.show_arrows(None)
    view.select(None)
    assert told == [0.22, 0.1, 0.22, 1.0]
    view.select(Neuron(1, 4))
    assert b" is 5 % opaque" in view.svg()


def test_neurons_keep_their_order_while_the_network_learns_until_they_are_ordered_anew(view, three, small):
    view.show_look(Look.at(three, small))
    before = places_of(view).copy()
    other = Network(small.sizes).initialise(np.random.default_rng(9))
    view.show_look(Look.at(three, other))
    np.testing.assert_array_equal(places_of(view), before)
    view.reorder()
    assert (places_of(view) != before).any()


def test_another_network_of_the_same_shape_is_ordered_anew_once(view, three, small):
    view.show_look(Look.at(three, small))
    other, later = (Network(small.sizes).initialise(np.random.default_rng(seed)) for seed in (9, 10))
    view.restart()
    view.show_look(Look.at(three, other))
    for made, expected in zip(view._orders, untangled(other), strict=True):
        np.testing.assert_array_equal(made, expected)
    before = places_of(view).copy()
    view.show_look(Look.at(three, later))
    np.testing.assert_array_equal(places_of(view), before)


# Zoom and pan.


def wheel(view, at, steps, modifiers=Qt.KeyboardModifier.NoModifier, pixels=(0, 0)):
    where = QPointF(*at)
    event = QWheelEvent(
        where,
        view.mapToGlobal(where),
        QPoint(*pixels),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_the_wheel_zooms_towards_where_it_points(view, three, small, modifiers):
    view.show_look(Look.at(three, small))
    neuron = Neuron(1, 6)
    at = view._placement.middle(neuron)
    wheel(view, at, 3, modifiers)
    assert view._placement.middle(neuron) == pytest.approx(at)
    assert view._zoom[0] == pytest.approx(1.25**3)
    assert view._placement.radius(neuron) > place(small.sizes, 740, 380).radii[0]


def test_zooming_in_and_out_again_comes_back_to_the_whole(qtbot, view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    before = view.grab().toImage()
    told = []
    view.zoom_changed.connect(told.append)
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == pytest.approx(1.25**4)
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view._zoom == pytest.approx((1.0, 0.0, 0.0))
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    drawn(view)
    assert view.grab().toImage() == before


def test_a_drag_moves_what_is_enlarged_and_selects_nothing(view, mouse, three, small):
    view.show_look(Look.at(three, small))
    mouse(view, [(300.0, 200.0), (320.0, 210.0)])
    assert view._zoom == (1.0, 0.0, 0.0)
    for _ in range(3):
        view.zoom_in()
    before = view._zoom
    mouse(view, [(300.0, 200.0), (330.0, 190.0), (340.0, 180.0)])
    assert view._zoom == pytest.approx((before[0], before[1] + 40, before[2] - 20))
    assert view.selection is None
    wheel(view, (300, 200), 0, pixels=(-15, 5))
    assert view._zoom == pytest.approx((before[0], before[1] + 25, before[2] - 15))


def test_the_network_cannot_be_moved_out_of_sight(view, mouse, three, small):
    view.show_look(Look.at(three, small))
    view.zoom_in()
    mouse(view, [(300.0, 200.0), (3000.0, 2000.0)])
    assert view._zoom[1:] == (0.0, 0.0)


def test_a_double_click_beside_neurons_shows_the_whole(qtbot, view, three, small):
    view.show_look(Look.at(three, small))
    wheel(view, (3, 3), 4)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert view._zoom == (1.0, 0.0, 0.0)


def test_the_links_are_stretched_until_they_are_drawn_anew(view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    wheel(view, (370, 190), 3)
    at = view._scene(view._links).links_at
    assert (at.width(), at.height()) == pytest.approx((740 * 1.25**3, 380 * 1.25**3))
    assert at.x() == pytest.approx(370 * (1 - 1.25**3))
    drawn(view)
    assert view._scene(view._links).links_at == QRectF(0, 0, 740, 380)


# The wave.


def test_a_wave_runs_from_the_picture_to_the_outputs(qtbot, view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    view.play()
    view.wave.pause()
    lit = []
    for time in (0, 500, 999):
        view.wave.setCurrentTime(time)
        scene = view._scene(None)
        lit.append([bool(_values(scene, layer).any()) for layer in (1, 2)])
        assert not view.grab().isNull()
    assert lit == [[False, False], [True, False], [True, True]]
    view.wave.resume()
    qtbot.waitUntil(lambda: view._scene(None).front is None, timeout=WAIT)


def test_new_drawing_ends_the_wave(view, three, small):
    view.show_look(Look.at(three, small))
    view.play()
    view.show_look(Look.at(replace(three, label=3), small))
    assert view._scene(None).front is None


def test_a_network_that_learns_does_not_end_it(view, three, small):
    view.show_look(Look.at(three, small))
    view.play()
    view.show_look(Look.at(three, small.copy()))
    assert view._scene(None).front is not None


def test_who_wants_no_motion_sees_one_layer_after_the_other(view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    view.wave.animated = False
    view.play()
    view.wave.pause()
    shown = []
    for time in range(0, 1000, 20):
        view.wave.setCurrentTime(time)
        scene = view._scene(None)
        shown.append([_values(scene, layer).sum() for layer in (1, 2)])
    assert shown == 25 * [[0, 0]] + 25 * [[look.forward.activations[1].sum(), 0]]
    view.wave.setCurrentTime(1000)
    assert view._scene(None).front is None


# For files.


def test_the_picture_can_be_saved_as_shapes_with_its_legend(view, three, small):
    view.show_look(Look.at(three, small))
    view.select(Neuron(1, 4))
    root = ElementTree.fromstring(view.svg())
    kinds = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert kinds.count("circle") + kinds.count("ellipse") >= 22
    assert kinds.count("image") == 2
    text = " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))
    assert "12 neurons" in text
    assert "Blue: weight above zero" in text
    assert "strong ones show" in text


def test_a_finer_picture_of_the_view_has_finer_links(view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    there = view._links
    picture = QPixmap(view.size() * 2)
    picture.setDevicePixelRatio(2)
    view.render(picture)
    fine = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = np.frombuffer(fine.constBits(), np.uint32).reshape(fine.height(), fine.width())
    left, right = round(2 * view._placement.leave(0)), round(2 * view._placement.edges[0][0])
    assert (seen[0::2, left:right] != seen[1::2, left:right]).mean() > 0.2
    assert view._links is there


def test_the_cursor_asks_for_patience_while_a_picture_is_made_for_a_file_once(view, three, small, monkeypatch):
    view.show_look(Look.at(three, small))
    seen, whole = [], LinkImages.draw

    def draw(*others):
        seen.append(QGuiApplication.overrideCursor().shape())
        return whole(*others)

    monkeypatch.setattr(LinkImages, "draw", draw)
    view.hide()
    view.svg()
    assert seen == [Qt.CursorShape.WaitCursor]
    assert QGuiApplication.overrideCursor() is None


def test_a_picture_for_a_file_that_fails_leaves_the_view_as_it_was(view, drawn, three, small, monkeypatch):
    view.show_look(Look.at(three, small))
    drawn(view)
    before = view.grab().toImage()
    with monkeypatch.context() as patch:
        patch.setattr(LinkImages, "draw", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            view.svg()
    assert QGuiApplication.overrideCursor() is None
    assert view.grab().toImage() == before


# Arrows of learning.

INTO_THREE = Arrows(
    neurons=((Neuron(2, 3), 0.9),),
    links=tuple((Neuron(1, index), Neuron(2, 3), 0.05 * index) for index in range(12)),
)


def test_arrows_let_the_neurons_they_are_about_stand_out_and_the_others_step_back(view, three, small):
    look = Look.at(three, small)
    view.show_look(look)
    before = view.grab().toImage()
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    picture = view.grab().toImage()
    for place_ in places_of(view, 1):
        assert colour_at(picture, place_) == colour_at(before, place_)
    ground = before.pixelColor(0, 0)
    for digit, (x, y) in enumerate(places_of(view, 2)):
        beside = (x - 9, y)  # the digit itself is in the middle
        was, now = (theme.contrast(theme.LIGHT.ink, colour_at(image, beside)) for image in (before, picture))
        assert (now == was) == (digit == 3 or colour_at(before, beside) == ground)
    inked = np.unravel_index(look.image.argmax(), look.image.shape)
    pixel = view._placement.middle(Neuron(0, int(inked[0]) * 28 + int(inked[1])))
    assert colour_at(picture, pixel).lightness() > colour_at(before, pixel).lightness() + 50


def test_without_arrows_the_network_is_as_it_was(view, drawn, three, small):
    view.show_look(Look.at(three, small))
    drawn(view)
    before = view.grab().toImage()
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    assert view.grab().toImage() != before
    view.show_arrows(None)
    assert view.grab().toImage() == before


def test_pointing_at_an_arrow_tells_whose_it_is_and_its_number(view, three, small, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda where, text, widget: shown.append(text))
    view.show_look(Look.at(three, small))
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    for arrow in view._arrangement().arrows:
        hover(view, (arrow.x, arrow.y))
    assert len(shown) == 13
    assert "output 3: its sum should rise, +0.9" in shown
    assert "weight from hidden layer 1, neuron 12 to output 3: +0.55 wanted" in shown
    assert "weight from hidden layer 1, neuron 1 to output 3: 0 wanted" in shown


def test_pointing_at_a_neuron_tells_its_activation_and_its_arrows(view, three, small, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda where, text, widget: shown.append(text))
    view.show_look(Look.at(three, small))
    view.show_arrows(replace(INTO_THREE, neurons=()), Neuron(2, 3), changed=True)
    hover(view, view._placement.middle(Neuron(1, 4)))
    first, second = shown[0].split("\n")
    assert first.startswith("hidden layer 1, neuron 5: activation ")
    assert second == "weight from hidden layer 1, neuron 5 to output 3: changed by +0.2"


def test_arrows_are_told_to_those_who_listen_and_to_the_legend(qtbot, view, three, small):
    view.show_look(Look.at(three, small))
    with qtbot.waitSignal(view.arrows_changed) as told:
        view.show_arrows(INTO_THREE, Neuron(2, 3))
    assert "output 0.9; weight 0.55" in told.args[0]
    assert view.accessibleDescription().startswith("output 3: its sum should rise, +0.9\nweight from hidden layer 1")
    with qtbot.waitSignal(view.arrows_changed) as told:
        view.show_arrows(None)
    assert told.args == [""]
    assert view.accessibleDescription().startswith("Arrow keys")


def test_a_saved_picture_has_the_arrows_their_numbers_and_their_legend(view, three, small):
    view.show_look(Look.at(three, small))
    without = view.svg().count(b"<path")
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    root = ElementTree.fromstring(view.svg())
    texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "+0.9" in texts
    assert "+0.55" in texts
    assert any("Longest: " in text for text in texts)
    assert view.svg().count(b"<path") > without + 20


def test_arrows_stay_with_their_neurons_when_the_picture_is_enlarged(view, three, small):
    view.show_look(Look.at(three, small))
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    view._zoom_at(2.0, 740.0, 100.0)
    for arrow in view._arrangement().arrows:
        if arrow.source is None:
            x, y = view._placement.middle(arrow.neuron)
            assert (arrow.y, arrow.x) == (pytest.approx(y), pytest.approx(x + view._placement.radii[-1], abs=16))


def test_a_network_of_another_shape_has_no_arrows(view, three, small):
    view.show_look(Look.at(three, small))
    view.show_arrows(INTO_THREE, Neuron(2, 3))
    view.show_look(Look.at(three, Network((784, 5, 10))))
    assert view._arrangement() is None
    view.grab()


def test_arrows_of_a_network_that_is_not_on_show_are_refused_and_change_nothing(view, three, small):
    with pytest.raises(IndexError):
        view.show_arrows(INTO_THREE, Neuron(2, 3))
    view.show_look(Look.at(three, small))
    for arrows, chosen in (
        (INTO_THREE, Neuron(3, 3)),
        (Arrows(neurons=((Neuron(1, 12), 1.0),)), None),
        (Arrows(links=((Neuron(1, 1), Neuron(2, 10), 1.0),)), None),
    ):
        with pytest.raises(IndexError):
            view.show_arrows(arrows, chosen)
    assert view._arrangement() is None
