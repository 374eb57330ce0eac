"""The network's picture among everything else: one neuron in hand, two views, undo, zoom, saving and room."""

from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from digitpad.net.neuron import Neuron
from digitpad.qt.app import create_window
from digitpad.qt.neuron_text import account
from digitpad.qt.widgets.fields import Rate
from digitpad.qt.widgets.terms_table import WEIGHT

WAIT = 60_000  # milliseconds; reached only by a test that fails
HIDDEN, OUTPUT, PIXEL = Neuron(2, 7), Neuron(3, 3), Neuron(0, 300)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def drawn(qtbot, window, hand):
    """The window with a 3 on its canvas."""
    window.activateWindow()
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: window.prediction.digit == 3, timeout=WAIT)
    return window


@pytest.fixture
def type_weight(qtbot):
    """Double-clicks the weight in the first row of the inspector's sum, types another and presses Enter."""

    def go(window, value):
        table = window.network.inspector.terms
        row = table.rows[0]
        _double_click_weight(qtbot, table)
        field = table.findChild(Rate)
        qtbot.keyClicks(field.lineEdit(), str(value))
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: table.state() == QAbstractItemView.State.NoState, timeout=WAIT)
        return row.link

    return go


def _double_click_weight(qtbot, table):
    at = table.visualRect(table.model().index(0, WEIGHT)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _begin_training(qtbot, window):
    window.panel.hidden.setText("8")
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: window.property("training") and window.property("stepsDone") > 0, timeout=WAIT)


def _key(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key wherever the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


# One neuron in hand.


def test_a_click_on_a_neuron_opens_the_inspector_in_the_place_of_the_bars(drawn, click_neuron):
    assert drawn.network.bars.isVisible()
    for neuron in (HIDDEN, OUTPUT, PIXEL):
        click_neuron(drawn, neuron)
        assert drawn.network.inspector.isVisible()
        assert drawn.network.inspector.neuron == neuron
        assert not drawn.network.bars.isVisible()
        assert drawn.network.view.isVisible()
        assert drawn.network.inspector.geometry().left() > drawn.network.picture.geometry().right()


def test_escape_the_button_and_a_click_beside_neurons_bring_the_bars_back(qtbot, drawn, click_neuron):
    page = drawn.network

    def escape(widget):
        widget.setFocus()
        _key(qtbot, Qt.Key.Key_Escape)

    for end in (
        lambda: escape(page.view),
        lambda: escape(page.inspector.terms),
        lambda: qtbot.mouseClick(drawn.findChild(QWidget, "inspectorClose"), Qt.MouseButton.LeftButton),
        lambda: qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4)),
    ):
        click_neuron(drawn, HIDDEN)
        assert page.inspector.isVisible()
        end()
        assert page.view.selection is None
        assert not page.inspector.isVisible()
        assert page.bars.isVisible()


def test_arrow_keys_walk_and_the_inspector_and_the_description_follow(qtbot, drawn):
    view = drawn.network.view
    view.setFocus()
    way = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        _key(qtbot, key)
        assert drawn.network.inspector.neuron == view.selection
        assert view.accessibleDescription() == drawn.network.inspector.accessibleDescription()
        assert view.accessibleDescription() == account(view._look, view.selection)
        way.append(view.selection)
    assert [neuron.layer for neuron in way] == [3, 2, 2, 1, 2]
    assert way[0] == OUTPUT  # begins with what is read


def test_a_neuron_picked_in_the_inspector_is_selected_in_the_picture(qtbot, drawn, click_neuron):
    click_neuron(drawn, HIDDEN)
    table = drawn.network.inspector.terms
    leads_to = table.rows[0].neuron
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 0)).center()
    )
    assert drawn.network.view.selection == drawn.network.inspector.neuron == leads_to
    assert leads_to.layer == 1


def test_the_inspector_follows_the_pen(qtbot, drawn, hand, click_neuron):
    click_neuron(drawn, OUTPUT)
    before = drawn.network.inspector.accessibleDescription()
    drawn.canvas.clear()
    hand(drawn.canvas, 7)
    qtbot.waitUntil(lambda: drawn.prediction.digit == 7, timeout=WAIT)
    assert drawn.network.inspector.isVisible()
    assert drawn.network.inspector.accessibleDescription() != before


# A weight changed by hand.


def test_a_weight_that_was_typed_changes_the_reading_and_is_undone_and_redone_exactly(
    qtbot, drawn, click_neuron, type_weight
):
    session, bars = drawn.session, drawn.network.bars
    before, parameters = session.network, session.network.parameters.copy()
    click_neuron(drawn, OUTPUT)
    layer, source, target = type_weight(drawn, -9)
    edited = session.network
    assert edited.weights[layer][source, target] == -9
    assert np.count_nonzero(edited.parameters != parameters) == 1
    qtbot.waitUntil(lambda: drawn.prediction.digit != 3, timeout=WAIT)
    _key(qtbot, Qt.Key.Key_Z, CONTROL)
    assert session.network is before
    np.testing.assert_array_equal(before.parameters, parameters)
    qtbot.waitUntil(lambda: drawn.prediction.digit == 3, timeout=WAIT)
    _key(qtbot, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert session.network is edited
    qtbot.waitUntil(lambda: drawn.prediction.digit != 3, timeout=WAIT)
    assert not bars.isVisible()  # the neuron stays in hand


def test_drawing_and_weights_are_undone_in_the_order_in_which_they_were_changed(
    qtbot, drawn, click_neuron, type_weight, hand
):
    before = drawn.session.network
    click_neuron(drawn, OUTPUT)
    type_weight(drawn, -9)
    edited = drawn.session.network
    hand(drawn.canvas, 7)
    strokes = len(drawn.canvas.drawing.strokes)
    drawn.canvas.setFocus()
    _key(qtbot, Qt.Key.Key_Z, CONTROL)
    assert len(drawn.canvas.drawing.strokes) == strokes - 1
    assert drawn.session.network is edited
    _key(qtbot, Qt.Key.Key_Z, CONTROL)
    assert len(drawn.canvas.drawing.strokes) == strokes - 1
    assert drawn.session.network is before


def test_to_undo_a_weight_after_a_reset_changes_nothing(qtbot, drawn, click_neuron, type_weight):
    click_neuron(drawn, OUTPUT)
    type_weight(drawn, 0.5)
    drawn.menus.reset.trigger()
    reset, parameters = drawn.session.network, drawn.session.network.parameters.copy()
    drawing = drawn.canvas.drawing.to_json()
    _key(qtbot, Qt.Key.Key_Z, CONTROL)
    assert drawn.session.network is reset
    np.testing.assert_array_equal(reset.parameters, parameters)
    assert drawn.canvas.drawing.to_json() == drawing


def test_no_weight_can_be_typed_while_training_runs_until_it_is_paused(qtbot, drawn, click_neuron):
    _begin_training(qtbot, drawn)
    click_neuron(drawn, Neuron(1, 2))
    table = drawn.network.inspector.terms
    _double_click_weight(qtbot, table)
    assert table.findChild(Rate) is None
    assert drawn.property("training")
    drawn.panel.pause_button.click()
    _double_click_weight(qtbot, table)
    assert table.findChild(Rate) is not None


def test_a_network_of_another_shape_puts_the_neuron_out_of_hand(qtbot, drawn, click_neuron):
    click_neuron(drawn, HIDDEN)
    drawn.menus.networks["small"].trigger()
    qtbot.waitUntil(lambda: drawn.network.view._look.network is drawn.session.network, timeout=WAIT)
    assert not drawn.network.inspector.isVisible()
    assert drawn.network.bars.isVisible()


# Two views.


def _views(window):
    """Which view the picture, the buttons, the menu and the legend say is shown."""
    buttons = [name for name, button in window.network.tools.views.items() if button.isChecked()]
    told = "contributions" if "contribution" in window.network.legend._note.text() else "weights"
    menu = "contributions" if window.menus.contributions.isChecked() else "weights"
    return {window.network.view.view, *buttons, menu, told}


def test_the_key_the_menu_and_the_buttons_switch_the_view_and_agree(qtbot, drawn):
    assert _views(drawn) == {"weights"}
    drawn.network.view.setFocus()
    _key(qtbot, Qt.Key.Key_W)
    assert _views(drawn) == {"contributions"}
    drawn.menus.contributions.trigger()
    assert _views(drawn) == {"weights"}
    drawn.canvas.setFocus()
    _key(qtbot, Qt.Key.Key_W)
    assert _views(drawn) == {"contributions"}
    for view in ("weights", "contributions", "contributions"):
        qtbot.mouseClick(drawn.findChild(QWidget, f"{view}Button"), Qt.MouseButton.LeftButton)
        assert _views(drawn) == {view}


def test_a_w_that_is_typed_into_a_field_switches_nothing(qtbot, window):
    window.activateWindow()
    window.panel.hidden.setFocus()
    _key(qtbot, Qt.Key.Key_W)
    assert window.network.view.view == "weights"


def test_the_choice_of_view_and_of_animation_is_remembered(qtbot, tmp_path):
    first = create_window(tmp_path)
    qtbot.addWidget(first)
    first.show()
    first.menus.contributions.setChecked(True)
    first.menus.animate.setChecked(False)
    first.close()
    second = create_window(tmp_path)
    qtbot.addWidget(second)
    assert _views(second) == {"contributions"}
    assert not second.menus.animate.isChecked()
    assert not second.network.view.wave.animated


# How close it is.


def test_keys_zoom_and_fit(qtbot, drawn):
    view, zooms = drawn.network.view, []
    view.zoom_changed.connect(zooms.append)
    view.setFocus()
    for key, modifiers in (
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Plus, CONTROL),
        (Qt.Key.Key_Minus, CONTROL),
        (Qt.Key.Key_0, CONTROL),
    ):
        _key(qtbot, key, modifiers)
    assert zooms == pytest.approx([1.25, 1.25**2, 1.25, 1])
    drawn.canvas.setFocus()
    _key(qtbot, Qt.Key.Key_Plus, CONTROL)
    _key(qtbot, Qt.Key.Key_0, CONTROL)
    assert zooms[4:] == pytest.approx([1.25, 1])


def test_a_neuron_is_found_where_it_is_after_zooming(qtbot, drawn, click_neuron):
    drawn.menus.zoom_in.trigger()
    drawn.menus.zoom_in.trigger()
    click_neuron(drawn, HIDDEN)
    assert drawn.network.inspector.neuron == HIDDEN


# While training runs.


def test_neurons_keep_their_places_while_training_runs(qtbot, drawn):
    _begin_training(qtbot, drawn)
    qtbot.waitUntil(lambda: drawn.network.view._look.network.sizes == (784, 8, 10), timeout=WAIT)
    before = drawn.network.view._placement
    learned = drawn.session.network
    steps = drawn.property("stepsDone")
    qtbot.waitUntil(lambda: drawn.property("stepsDone") > steps + 100, timeout=WAIT)
    assert drawn.network.view._look.network is not learned
    assert drawn.network.view._placement is before


# Files.


def test_the_picture_is_saved_as_svg_with_shapes_text_and_links(drawn, answer_dialog, tmp_path, click_neuron):
    click_neuron(drawn, OUTPUT)
    answer_dialog(tmp_path / "network.svg")
    drawn.menus.save_picture.trigger()
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.parse(tmp_path / "network.svg").getroot()
    assert root.tag == f"{svg}svg"
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{svg}text"))
    assert "Every weight is drawn" in words
    assert len(list(root.iter(f"{svg}circle"))) + len(list(root.iter(f"{svg}ellipse"))) > 200
    assert len(list(root.iter(f"{svg}image"))) >= 1


# Room.


def test_nothing_is_clipped_in_a_small_window_with_a_neuron_in_hand(
    qtbot, drawn, click_neuron, assert_nothing_is_clipped
):
    drawn.resize(1024, 700)
    for neuron in (HIDDEN, OUTPUT, PIXEL):
        click_neuron(drawn, neuron)
        qtbot.waitUntil(lambda: assert_nothing_is_clipped(drawn), timeout=WAIT)


def test_nothing_that_can_be_shown_widens_a_small_window(qtbot, drawn, click_neuron):
    drawn.resize(1024, 700)
    size = drawn.size()

    def shows(what):
        # the picture of the links comes a moment later, and with it the scale in the legend
        qtbot.waitUntil(lambda: drawn.network.view._links is not None, timeout=WAIT)
        QApplication.processEvents()
        assert drawn.size() == size, what

    shows("the whole network")
    for view in ("contributions", "weights"):
        drawn.network.view.show_view(view)
        for neuron in (HIDDEN, PIXEL, OUTPUT):
            click_neuron(drawn, neuron)
            shows((view, neuron))
    drawn.menus.why.trigger()
    shows("why")
    drawn.menus.why.trigger()
    drawn.menus.walk.trigger()
    for step in range(14):
        shows(step)
        drawn.menus.walk_next.trigger()
    drawn.menus.walk.trigger()
    drawn.canvas.clear()
    click_neuron(drawn, HIDDEN)
    shows("nothing drawn")
    _begin_training(qtbot, drawn)
    click_neuron(drawn, Neuron(1, 2))
    shows("training")
