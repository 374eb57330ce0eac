import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel

from digitpad.net.network import Network
from digitpad.net.neuron import Neuron, pattern, terms
from digitpad.paths import resource
from digitpad.qt import neuron_text, theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.fields import Rate
from digitpad.qt.widgets.inspector import EACH, Inspector
from digitpad.qt.widgets.terms_table import NAME, PRODUCT, WEIGHT

HIDDEN, OUTPUT, PIXEL = Neuron(2, 7), Neuron(3, 3), Neuron(0, 300)


@pytest.fixture
def look(three, network):
    return Look.at(three, network)


@pytest.fixture
def panel(qtbot, look):
    """The inspector with a neuron of the second hidden layer."""
    made = Inspector()
    qtbot.addWidget(made)
    made.setStyleSheet(theme.style_sheet(theme.LIGHT, resource("icons/chevron-light.svg")))
    made.show_theme(theme.LIGHT)
    made.resize(made.width(), 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_look(look)
    made.show_neuron(HIDDEN)
    return made


def place(table, row, column):
    return table.visualRect(table.model().index(row, column)).center()


def begin_editing(qtbot, table, row):
    """Press F2 on a row; returns the field that opens."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, NAME))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    return table.findChild(Rate)


def end_editing(qtbot, table):
    """Wait until the field is gone, which Qt sees to after the key."""
    qtbot.waitUntil(lambda: table.state() == QAbstractItemView.State.NoState)


def type_in(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field.lineEdit(), text)


def visible_texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_rows_are_the_largest_terms_and_what_is_written_adds_up(panel, look):
    seen = terms(look.network, look.forward, HIDDEN)
    rows = panel.terms.rows
    assert [row.neuron for row in rows[: neuron_text.SHOWN]] == [Neuron(1, i) for i in seen.order[: neuron_text.SHOWN]]
    written = [float(row.written(PRODUCT).replace("−", "-")) for row in rows]
    assert round(sum(written[:-1]), neuron_text.PLACES) == written[-1]
    assert written[-1] == pytest.approx(seen.total, abs=6e-4)
    assert rows[neuron_text.SHOWN].text == f"… and {128 - neuron_text.SHOWN} more"


def test_it_follows_the_drawing_and_costs_nothing_while_hidden(panel, three, network):
    before = panel.terms.rows
    panel.hide()
    panel.show_look(Look.at(NOTHING_DRAWN, network))
    assert panel.terms.rows is before
    panel.show()
    assert panel.terms.rows[0].product is None
    panel.show_look(Look.at(three, network))
    assert panel.terms.rows == before


@pytest.mark.parametrize("neuron", [Neuron(1, 0), HIDDEN, OUTPUT, PIXEL])
def test_its_description_is_the_whole_account(panel, look, neuron):
    panel.show_neuron(neuron)
    assert panel.accessibleDescription() == neuron_text.account(look, neuron)
    title = panel.findChild(QLabel, "inspectorTitle").text()
    assert title.lower() == neuron_text.name(neuron, look.network)


def test_a_click_on_a_row_leads_to_its_neuron(qtbot, panel):
    for table in (panel.terms, panel.targets):
        with qtbot.waitSignal(panel.picked) as picked:
            at = place(table, 1, NAME)
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert picked.args == [table.rows[1].neuron]


def test_enter_leads_to_the_neuron_that_the_arrow_keys_went_to(qtbot, panel):
    panel.targets.setFocus()
    for _ in range(2):
        qtbot.keyClick(panel.targets, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.picked) as picked:
        qtbot.keyClick(panel.targets, Qt.Key.Key_Return)
    assert picked.args == [panel.targets.rows[2].neuron]


def test_a_double_click_on_a_row_leads_on_only_once(qtbot, panel, look):
    went = []

    def go(neuron):
        went.append(neuron)
        panel.show_neuron(neuron)

    panel.picked.connect(go)
    at = place(panel.terms, 0, NAME)
    qtbot.mouseClick(panel.terms.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(panel.terms.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(panel.terms.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(went) == 1


def test_more_terms_are_shown_on_a_click_until_all_are_there_and_few_for_another_neuron(qtbot, panel, look):
    for expected in (24, 96, 128):
        last = next(number for number, row in enumerate(panel.terms.rows) if row.opens)
        qtbot.mouseClick(panel.terms.viewport(), Qt.MouseButton.LeftButton, pos=place(panel.terms, last, NAME))
        assert sum(row.neuron is not None for row in panel.terms.rows) == expected
    assert not any(row.opens for row in panel.terms.rows)
    panel.show_neuron(Neuron(2, 8))
    assert sum(row.neuron is not None for row in panel.terms.rows) == neuron_text.SHOWN


def test_the_keyboard_scrolls_to_the_row_it_goes_to(qtbot, panel):
    panel.resize(panel.width(), 300)
    panel.terms.more.emit()
    qtbot.waitUntil(lambda: panel.terms.parentWidget().height() > panel.terms.height())
    panel.terms.setFocus()
    panel.terms.setCurrentIndex(panel.terms.model().index(0, NAME))
    for _ in range(20):
        qtbot.keyClick(panel.terms, Qt.Key.Key_Down)
    at = panel.terms.viewport().mapTo(panel, place(panel.terms, 20, NAME))
    assert panel.rect().contains(at)
    assert panel.terms.viewport().visibleRegion().contains(panel.terms.viewport().mapFrom(panel, at))


def test_a_weight_is_typed_in_place(qtbot, panel):
    link = panel.terms.rows[2].link
    assert link == (1, panel.terms.rows[2].neuron.index, HIDDEN.index)
    field = begin_editing(qtbot, panel.terms, 2)
    type_in(qtbot, field, "-0.125")
    with qtbot.waitSignal(panel.weight_edited) as edited:
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert edited.args == [*link, -0.125]


def test_the_keyboard_stays_with_the_weight_that_was_typed_wherever_it_moves(qtbot, panel, look):
    link = panel.terms.rows[3].link
    type_in(qtbot, begin_editing(qtbot, panel.terms, 3), "9")
    qtbot.keyClick(panel.terms.findChild(Rate), Qt.Key.Key_Return)
    end_editing(qtbot, panel.terms)
    changed = look.network.copy()
    changed.weights[link[0]][link[1:]] = 9.0
    panel.show_look(Look.at(look.drawing, changed))
    assert panel.terms.rows[0].link == link
    index = panel.terms.currentIndex()
    assert (index.row(), index.column()) == (0, WEIGHT)


def test_a_double_click_on_an_outgoing_weight_lets_it_be_typed(qtbot, panel):
    at = place(panel.targets, 1, WEIGHT)
    with qtbot.assertNotEmitted(panel.picked):
        qtbot.mouseClick(panel.targets.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(panel.targets.viewport(), Qt.MouseButton.LeftButton, pos=at)
    field = panel.targets.findChild(Rate)
    type_in(qtbot, field, "0.5")
    with qtbot.waitSignal(panel.weight_edited) as edited:
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert edited.args == [2, HIDDEN.index, panel.targets.rows[1].neuron.index, 0.5]


def test_escape_gives_up_an_edit_and_only_then_closes(qtbot, panel):
    field = begin_editing(qtbot, panel.terms, 0)
    type_in(qtbot, field, "3")
    with qtbot.assertNotEmitted(panel.weight_edited), qtbot.assertNotEmitted(panel.closed):
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Escape)
        end_editing(qtbot, panel.terms)
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.terms, Qt.Key.Key_Escape)


def test_a_weight_left_as_it_is_is_no_edit(qtbot, panel):
    field = begin_editing(qtbot, panel.terms, 0)
    with qtbot.assertNotEmitted(panel.weight_edited):
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
        end_editing(qtbot, panel.terms)


@pytest.mark.parametrize(("text", "taken"), [("nan", []), ("inf", []), ("1e3", [13.0]), ("99999", [999.0])])
def test_what_is_no_weight_cannot_be_typed(qtbot, panel, text, taken):
    field = begin_editing(qtbot, panel.terms, 0)
    type_in(qtbot, field, text)
    edited = []
    panel.weight_edited.connect(lambda *args: edited.append(args[-1]))
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    end_editing(qtbot, panel.terms)
    assert edited == taken


def test_a_look_that_comes_while_a_weight_is_typed_is_shown_when_that_is_done(qtbot, panel, look, network):
    link = panel.terms.rows[0].link
    field = begin_editing(qtbot, panel.terms, 0)
    type_in(qtbot, field, "0.25")
    before = panel.terms.rows
    panel.show_look(Look.at(NOTHING_DRAWN, network))
    assert panel.terms.rows is before
    assert field.text() == "0.25"
    with qtbot.waitSignal(panel.weight_edited) as edited:
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert edited.args == [*link, 0.25]
    end_editing(qtbot, panel.terms)
    assert panel.terms.rows[0].product is None


@pytest.mark.parametrize("state", ["training", "loading"])
def test_weights_cannot_be_edited_while_training_changes_them(qtbot, panel, state):
    panel.show_state(state)
    assert begin_editing(qtbot, panel.terms, 0) is None
    at = place(panel.terms, 0, WEIGHT)
    qtbot.mouseClick(panel.terms.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(panel.terms.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.terms.findChild(Rate) is None
    assert "Pause training to change a weight." in visible_texts(panel)
    panel.show_state("resting")
    assert begin_editing(qtbot, panel.terms, 0) is not None


@pytest.mark.parametrize(
    "act",
    [
        lambda panel: panel.show_state("training"),
        lambda panel: panel.show_neuron(OUTPUT),
        lambda panel: panel.setVisible(False),  # as for a network of another shape, where nothing is selected
    ],
)
def test_a_weight_that_cannot_be_changed_any_more_is_not_typed_on(qtbot, panel, act):
    edits = []
    panel.weight_edited.connect(lambda *edit: edits.append(edit))
    type_in(qtbot, begin_editing(qtbot, panel.terms, 1), "2.5")
    act(panel)
    end_editing(qtbot, panel.terms)
    assert panel.terms.findChild(Rate) is None or not panel.terms.findChild(Rate).isVisible()
    panel.show()
    assert edits == []
    assert panel.terms.rows[1].link[2] == panel.neuron.index


def test_what_was_typed_is_taken_when_the_button_closes(qtbot, panel):
    type_in(qtbot, begin_editing(qtbot, panel.terms, 0), "2.5")
    panel.closed.connect(panel.hide)
    with qtbot.waitSignal(panel.weight_edited) as edited:
        qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    assert edited.args[3] == 2.5


def test_the_button_closes(qtbot, panel):
    with qtbot.waitSignal(panel.closed):
        qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)


def test_copying_takes_the_whole_account_wherever_the_focus_is(qtbot, panel, look):
    for focus in (panel.close_button, panel.terms):
        QGuiApplication.clipboard().clear()
        focus.setFocus()
        qtbot.keyClick(focus, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == neuron_text.account(look, HIDDEN)


def test_a_pixel_has_a_place_and_weights_but_no_sum(panel, look):
    panel.show_neuron(PIXEL)
    assert not panel.terms.isVisible()
    assert not panel.curve.isVisible()
    assert panel.targets.isVisible()
    assert any("An input has no sum" in text for text in visible_texts(panel))
    strongest = np.abs(look.network.weights[0][PIXEL.index]).argmax()
    assert panel.targets.rows[0].neuron == Neuron(1, strongest)


def test_an_output_leads_nowhere_and_shows_the_shares(panel):
    panel.show_neuron(OUTPUT)
    assert not panel.targets.isVisible()
    assert panel.curve.isVisible()
    assert any("share of all outputs" in text for text in visible_texts(panel))


def test_without_a_drawing_there_are_weights_and_no_sum(panel, network):
    panel.show_look(Look.at(NOTHING_DRAWN, network))
    assert [row.text for row in panel.terms.rows][-1] == "bias"
    assert all(row.input is None and row.product is None for row in panel.terms.rows)
    assert not panel.finds.isVisible()
    assert panel.pattern.isVisible()
    panel.show_neuron(OUTPUT)
    assert not panel.curve.isVisible()


def test_a_neuron_that_is_off_says_so(panel, look):
    panel.show_neuron(Neuron(1, int(look.forward.sums[0][0].argmin())))
    assert "Not above zero: it is off and passes nothing on." in visible_texts(panel)


def test_a_network_without_such_a_neuron_shows_none(panel, three):
    panel.show_look(Look.at(three, Network((784, 4, 4, 10))))
    assert not panel.terms.isVisible()
    assert any("Click a neuron" in text for text in visible_texts(panel))
    panel.show_neuron(Neuron(1, 3))
    assert panel.terms.isVisible()
    panel.show_neuron(None)
    assert not panel.terms.isVisible()


def test_a_pixel_of_the_pattern_says_its_weight_and_leads_to_the_pixel(qtbot, panel, look):
    panel.show_neuron(Neuron(1, 5))
    row, column = 9, 20
    with qtbot.waitSignal(panel.picked) as picked:
        at = QPoint(EACH * column + 1, EACH * row + 3)
        qtbot.mouseClick(panel.pattern, Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == [Neuron(0, 28 * row + column)]
    weight = neuron_text.number(look.network.weights[0][28 * row + column, 5], signed=True)
    assert panel.pattern._tip(28 * row + column) == f"pixel row 10, column 21: {weight}"


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
@pytest.mark.parametrize("neuron", [Neuron(1, 5), HIDDEN, OUTPUT])
def test_the_pictures_show_the_pattern_and_the_pattern_times_the_drawing(panel, look, shown, neuron):
    panel.show_theme(shown)
    panel.show_neuron(neuron)
    wanted = pattern(look.network, neuron, look.forward).reshape(28, 28)
    for view, values in ((panel.pattern, wanted), (panel.finds, wanted * look.image)):
        image = view.grab().toImage()
        for row in range(2, 26, 3):
            for column in range(2, 26):
                colours = {
                    image.pixelColor(EACH * column + x, EACH * row + y).name() for x in range(EACH) for y in range(EACH)
                }
                value = values[row, column]
                share = (abs(value) / np.abs(wanted).max()) ** 0.3
                full = shown.positive if value > 0 else shown.negative
                if value == 0:
                    assert colours == {shown.paper.name()}
                    continue
                # the second cue: one colour above zero, stripes of two below
                assert len(colours) == (1 if value > 0 else 2)
                red = shown.paper.red() + share * (full.red() - shown.paper.red())
                assert any(abs(QColor(colour).red() - red) < 4 for colour in colours)


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_a_bar_goes_to_the_side_of_its_sign_in_its_colour(panel, shown):
    panel.show_theme(shown)
    image = panel.terms.viewport().grab().toImage()
    bars = panel.terms.visualRect(panel.terms.model().index(0, PRODUCT + 1))
    for number, row in enumerate(panel.terms.rows[: neuron_text.SHOWN]):
        y = place(panel.terms, number, NAME).y()
        line = [image.pixelColor(x, y).name() for x in range(bars.left(), bars.right())]
        colour = (shown.positive if row.product > 0 else shown.negative).name()
        painted = [x for x, found in enumerate(line) if found == colour]
        axis = line.index(shown.outline.name())
        assert painted
        assert all((x > axis) == (row.product > 0) for x in painted)


def test_everything_that_takes_the_focus_has_a_name(panel):
    for neuron in (HIDDEN, OUTPUT, PIXEL):
        panel.show_neuron(neuron)
        for widget in panel.findChildren(QAbstractButton) + panel.findChildren(QAbstractItemView):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName(), widget
        assert panel.pattern.accessibleName()


@pytest.mark.parametrize("neuron", [Neuron(1, 5), HIDDEN, OUTPUT, PIXEL])
def test_nothing_is_wider_than_the_panel_and_no_number_is_cut(panel, neuron):
    panel.show_neuron(neuron)
    panel.resize(panel.width(), 400)
    QApplication.processEvents()
    assert panel._scroll.widget().width() <= panel._scroll.viewport().width()
    for table in (panel.terms, panel.targets):
        if not table.isVisible():
            continue
        metrics = QFontMetrics(theme.figures(theme.SMALL))
        for row in table.rows:
            for column in (NAME, WEIGHT, PRODUCT):
                if row.written(column) and not row.opens and not table.isColumnHidden(column):
                    assert metrics.horizontalAdvance(row.written(column)) <= table.columnWidth(column) - 4


@pytest.mark.parametrize("activation", ["relu", "leaky-relu", "sigmoid", "tanh"])
@pytest.mark.parametrize("loss", ["cross-entropy", "mean-square"])
def test_a_network_of_nothing_but_zeros_is_shown_as_any_other(panel, three, activation, loss):
    panel.show_look(Look.at(three, Network((784, 4, 10), activation, loss)))
    for neuron in (PIXEL, Neuron(1, 0), Neuron(2, 9)):
        panel.show_neuron(neuron)
        assert not panel.grab().isNull()
    panel.show_neuron(Neuron(1, 0))
    assert panel.terms.rows[-1].product == 0


def test_the_arrow_keys_stay_with_the_field_while_a_weight_is_typed(qtbot, panel):
    field = begin_editing(qtbot, panel.terms, 0)
    before = field.value()
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Up)
    assert field.value() > before
    assert panel.terms.currentIndex().row() == 0
