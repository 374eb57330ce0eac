"""What a screen reader is told, over the whole tree of the window and in all its states."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from digitpad.lesson import KEYS
from digitpad.net.neuron import Neuron
from digitpad.qt.accessibility import ROLES
from digitpad.qt.page import OPENING
from digitpad.qt.predictions import PREDICTED

WAIT = 60_000  # milliseconds; reached only by a test that fails

Role, Text = QAccessible.Role, QAccessible.Text

BUTTONS = {Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton}
BY_KIND = {
    QAbstractButton: BUTTONS,
    QComboBox: {Role.ComboBox},
    QLineEdit: {Role.EditableText},
    QAbstractSpinBox: {Role.SpinBox},
    QAbstractSlider: {Role.Slider, Role.ScrollBar},
    QProgressBar: {Role.ProgressBar},
    QTableView: {Role.Table},
    QTextBrowser: {Role.StaticText, Role.EditableText},
    QLabel: {Role.StaticText},
}
"""What Qt's own widgets are."""

SAMPLES = {"_Line", "_Opacities", "_Greys", "_Key"}
"""Pieces of a legend, beside the words that they stand for."""

PICTURES = {Role.Canvas, Role.Graphic, Role.Chart}


@pytest.fixture(autouse=True)
def listening():
    """As if a screen reader were there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def heard(monkeypatch):
    """What has been announced."""
    told = []

    def note(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return told


def tree(window):
    """All that a screen reader finds in the window: interface, widget and the widgets around it."""
    todo = [QAccessible.queryAccessibleInterface(window)]
    while todo:
        here = todo.pop()
        if here.state().invisible:
            continue
        yield here
        if here.role() != Role.Table:  # whose cells are many, and tested by themselves
            todo += [here.child(index) for index in range(here.childCount())]


def check(window):
    """Fails for what has no role, name or value that says what it is; returns how much there was."""
    named, count = {}, 0
    for here in tree(window):
        widget = here.object()
        if not isinstance(widget, QWidget) or widget.visibleRegion().isEmpty() or type(widget).__name__ in SAMPLES:
            continue
        name, role = here.text(Text.Name), here.role()
        own = next((ROLES[made.__name__] for made in type(widget).__mro__ if made.__name__ in ROLES), None)
        kind = next((made for made in BY_KIND if isinstance(widget, made)), None)
        if own is not None:
            assert role == getattr(Role, own), widget
        elif kind is not None and not (kind is QLabel and not widget.text()):
            assert role in BY_KIND[kind], (widget, role)
        else:
            assert not _paints_itself(widget), f"{widget} has no role"
            continue
        count += 1
        if isinstance(widget, QAbstractSlider) and role == Role.ScrollBar:
            continue  # of a page, which scrolls with the keyboard
        assert name.strip(), widget
        assert not any(mark in name for mark in ("<", "**", "{", "&")), (widget, name)
        assert name.lower() not in ("button", "slider", "list", "picture", type(widget).__name__.lower())
        if role in PICTURES:
            assert here.text(Text.Description), widget
        if kind in (QAbstractSlider, QAbstractSpinBox, QProgressBar):
            assert here.valueInterface().currentValue() is not None, widget
        if kind is QComboBox:
            assert here.text(Text.Value), widget
            name = _label_of(here)
            assert name, f"no label leads to {widget}"
        if isinstance(widget, QAbstractButton) and any(letter.isalpha() for letter in widget.text()):
            assert widget.text().strip(" …↑↓<>").split()[0].lower() in name.lower(), (widget.text(), name)
        if widget.focusPolicy() and kind is not QLabel:
            assert named.setdefault((role, name), widget) is widget, f"two are called {name}"
    return count


def _paints_itself(widget):
    return type(widget).__module__.startswith("digitpad") and "paintEvent" in vars(type(widget))


def _label_of(here):
    """The name of what is the label of this, which on Linux a list has instead of a name."""
    label = [other.text(Text.Name) for other, flag in here.relations() if flag & QAccessible.RelationFlag.Label]
    return label[0] if label else here.object().accessibleName()


def _look(window):
    return window.network.view._look


@pytest.fixture
def drawn(qtbot, window, hand):
    """The window with a 3 on its canvas."""
    window.activateWindow()
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: _look(window).drawing is window.session.drawing, timeout=WAIT)
    return window


def test_everything_has_a_role_and_a_name_before_anything_is_drawn(window):
    assert check(window) > 30


def test_everything_has_a_role_and_a_name_with_a_drawing(drawn):
    assert check(drawn) > 30


def test_everything_has_a_role_and_a_name_while_a_stroke_is_drawn_with_keys(qtbot, drawn):
    from PySide6.QtCore import Qt

    for pressed in (Qt.Key.Key_Space, Qt.Key.Key_Right):
        qtbot.keyClick(drawn.canvas, pressed)
    assert check(drawn) > 30


def test_everything_has_a_role_and_a_name_while_training(qtbot, drawn):
    drawn.panel.hidden.setText("8")
    drawn.panel.retrain_button.click()
    assert check(drawn) > 30  # while the data are made
    qtbot.waitUntil(lambda: drawn.property("stepsDone") > 3, timeout=WAIT)
    assert check(drawn) > 30
    drawn.panel.pause_button.click()
    qtbot.waitUntil(lambda: not drawn.property("training"), timeout=WAIT)
    assert check(drawn) > 30


@pytest.mark.parametrize("neuron", [Neuron(0, 400), Neuron(1, 5), Neuron(3, 3)])
def test_everything_in_the_inspector_has_a_role_and_a_name(drawn, neuron):
    drawn.network.view.select(neuron)
    assert check(drawn.network.inspector) >= 6
    assert check(drawn) > 30


def test_everything_that_explains_the_reading_has_a_role_and_a_name(drawn):
    drawn.menus.why.trigger()
    for stage in range(5):
        drawn.why.show_stage(stage)
        assert check(drawn.why) > 10


def test_everything_on_every_page_of_the_walk_has_a_role_and_a_name(qtbot, drawn):
    drawn.menus.walk.trigger()
    assert drawn.guide.page.step == OPENING
    assert check(drawn) > 20
    for step in KEYS:
        drawn.guide.next()
        assert drawn.guide.page.step == step
        assert check(drawn) > 15
        if step in PREDICTED:
            drawn.guide.set_predicting(True)
            assert check(drawn) > 15
            drawn.guide.reveal()
            drawn.guide.set_predicting(False)
        if step == "neuron":
            drawn.walk.text.label.linkActivated.emit("neuron")
            assert check(drawn.walk) > 5
        if step == "apply":
            drawn.guide.apply()
            qtbot.waitUntil(lambda: drawn.guide.page.applied, timeout=WAIT)
            assert check(drawn) > 15


@pytest.mark.parametrize("act", ["samples", "landscape", "about", "help", "report"])
def test_everything_in_a_window_of_its_own_has_a_role_and_a_name(qtbot, drawn, act):
    before = set(QApplication.topLevelWidgets())
    getattr(drawn.menus, act).trigger()
    new = {made for made in QApplication.topLevelWidgets() if made.isVisible()} - before
    new |= {made for made in (vars(drawn).get(act),) if made is not None}
    assert new
    for made in new:
        assert check(made) >= 2
    if act == "samples":
        qtbot.waitUntil(lambda: drawn.beside.samples.sheet.samples is not None, timeout=WAIT)
        assert check(drawn.beside.samples) >= 4
    if act == "landscape":
        qtbot.waitUntil(lambda: drawn.beside.landscape.picture._survey is not None, timeout=WAIT)
        assert check(drawn.beside.landscape) >= 6
    for made in new:
        made.close()


def test_the_table_of_terms_is_read_line_by_line(drawn):
    drawn.network.view.select(Neuron(1, 5))
    table = QAccessible.queryAccessibleInterface(drawn.network.inspector.terms)
    lines = [table.child(index).text(Text.Name) for index in range(table.childCount())]
    assert any("hidden" not in line and "pixel row" in line and "×" in line for line in lines)


def test_pictures_tell_what_they_show_now(qtbot, drawn, hand):
    told = {}
    for digit in (3, 7):
        drawn.canvas.clear()
        hand(drawn.canvas, digit)
        qtbot.waitUntil(lambda: _look(drawn).drawing is drawn.session.drawing, timeout=WAIT)
        drawn.network.view.select(Neuron(3, digit))
        told[digit] = [
            QAccessible.queryAccessibleInterface(widget).text(Text.Description)
            for widget in (drawn.digit_view, drawn.network.bars, drawn.network.view, drawn.network.inspector.pattern)
        ]
        assert f"{digit}: 9" in told[digit][1]
    assert all(one != other for one, other in zip(told[3], told[7], strict=True))


def test_the_answer_is_announced_once_it_has_settled_and_not_at_every_move_of_the_pen(qtbot, window, hand, heard):
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: any("3" in line for line in heard), timeout=WAIT)
    answers = [line for line in heard if line.startswith("Prediction")]
    assert len(answers) <= 2  # a very slow hand rests on the way
    window.canvas.clear()
    qtbot.waitUntil(lambda: "No digit" in heard[-1], timeout=WAIT)


def test_that_training_begins_and_ends_is_announced(qtbot, window, heard):
    window.panel.hidden.setText("8")
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: window.property("stepsDone") > 3, timeout=WAIT)
    window.panel.pause_button.click()
    qtbot.waitUntil(lambda: not window.property("training"), timeout=WAIT)
    states = [line for line in heard if not line.startswith("Prediction")]
    assert states[:2] == ["Preparing the data …", "Training runs."]
    assert states[2].startswith("Training rests. Epoch 1 of")
    assert len(states) == 3


def test_putting_the_pen_down_and_lifting_it_is_announced(qtbot, window, heard):
    from PySide6.QtCore import Qt

    for pressed in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(window.canvas, pressed)
    assert heard[:2] == ["Pen down", "Pen lifted"]


def test_every_painted_widget_has_its_role_in_the_list():
    from digitpad.qt.main_window import MainWindow

    assert MainWindow  # all that it needs is imported
    painted = {
        made.__name__
        for made in _all_subclasses(QWidget)
        if _paints(made) and not issubclass(made, QAbstractButton | QLabel) and made.__name__ not in SAMPLES
    }
    assert painted <= set(ROLES), painted - set(ROLES)


def _paints(made):
    return made.__module__.startswith("digitpad") and "paintEvent" in vars(made)


def _all_subclasses(made):
    for below in made.__subclasses__():
        yield below
        yield from _all_subclasses(below)
