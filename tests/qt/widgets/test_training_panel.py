import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from digitpad import words
from digitpad.paths import resource
from digitpad.qt import theme
from digitpad.qt.widgets.training_panel import TrainingPanel
from digitpad.qt.workers import Progress, Setup

CHOSEN = Setup("mnist", (30, 20), "tanh", "momentum", 0.05, 64, augment=False)


@pytest.fixture
def panel(qtbot):
    made = TrainingPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def test_retrain_asks_with_everything_that_was_chosen(qtbot, panel):
    panel.show_setup(CHOSEN)
    with qtbot.waitSignal(panel.retrain) as asked:
        panel.retrain_button.click()
    assert asked.args == [CHOSEN]


def test_a_key_that_starts_and_pauses_training_never_comes_to_reset(qtbot, panel):
    panel.activateWindow()
    panel.show_state("resting")
    panel.step_button.setFocus()
    with qtbot.assertNotEmitted(panel.reset):
        for state in ("loading", "resting", "training", "resting"):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
            panel.show_state(state)
    assert panel.continue_button.hasFocus()


def test_a_layer_that_makes_no_sense_is_pointed_out_and_nothing_starts(qtbot, panel):
    panel.hidden.setText("12 apples")
    with qtbot.assertNotEmitted(panel.retrain), qtbot.waitSignal(panel.refused) as refused:
        panel.retrain_button.click()
    assert "Hidden layers" in refused.args[0]
    assert panel.hidden.selectedText() == "12 apples"


def test_digits_typed_into_a_field_stay_there(qtbot, panel):
    panel.hidden.clear()
    qtbot.keyClicks(panel.hidden, "90, 45")
    assert panel.setup.hidden == (90, 45)


def test_enter_in_the_layers_field_retrains(qtbot, panel):
    panel.hidden.setText("9")
    with qtbot.waitSignal(panel.retrain) as asked:
        qtbot.keyClick(panel.hidden, "\r")
    assert asked.args[0].hidden == (9,)


@pytest.mark.parametrize("rate", [0.001, 0.00001, 0.5, 2.0])
def test_a_learning_rate_is_written_without_zeros_behind_it_and_read_back(panel, rate):
    panel.learning_rate.setValue(rate)
    assert not panel.learning_rate.text().endswith("0")
    panel.learning_rate.interpretText()
    assert panel.learning_rate.value() == rate


def test_the_learning_rate_is_told_when_it_was_typed_and_not_on_the_way(qtbot, panel):
    told = []
    panel.learning_rate_changed.connect(told.append)
    panel.learning_rate.selectAll()
    qtbot.keyClicks(panel.learning_rate, "0.025")
    assert told == []
    qtbot.keyClick(panel.learning_rate, "\r")
    assert told == [0.025]


@pytest.mark.parametrize(
    ("state", "enabled"),
    [("resting", (False, True, True)), ("loading", (True, False, False)), ("training", (True, False, False))],
)
def test_only_what_makes_sense_can_be_pressed(panel, state, enabled):
    panel.show_state(state)
    buttons = (panel.pause_button, panel.continue_button, panel.step_button)
    assert tuple(button.isEnabled() for button in buttons) == enabled
    assert panel.retrain_button.isEnabled()
    assert panel.reset_button.isEnabled()


def test_progress_is_shown_in_numbers(panel, network):
    panel.show_progress(Progress(network, 1204, 3, 30, 0.5, np.zeros(1), None, 45_200.4, 84.0))
    for part in ("Epoch 3 of 30", "1,204", "45,200 images/s", "1:24"):
        assert part in panel._status.text()
    assert panel._bar.value() == 500


def test_no_comma_parts_thousands_where_it_would_be_read_as_a_point(panel, network, monkeypatch):
    monkeypatch.setattr(words, "language", "de")
    panel.show_progress(Progress(network, 1204, 3, 30, 0.5, np.zeros(1), None, 45_200.4, 84.0))
    assert "1\u202f204" in panel._status.text()
    assert "45\u202f200 " in panel._status.text()


def test_loading_is_shown_as_busy_and_the_numbers_come_back_after_it(panel, network):
    panel.show_progress(Progress(network, 7, 1, 30, 0.1, np.zeros(1), None, 10.0, 1.0))
    panel.show_state("loading")
    assert panel._bar.maximum() == 0
    panel.show_loading(0.4)
    assert panel._status.text() == "Reading digits … 40 %"
    assert panel._bar.value() == 0.4 * panel._bar.maximum()
    panel.show_state("resting")
    assert panel._bar.maximum() > 0
    assert "7" in panel._status.text()


@pytest.mark.parametrize(("offset", "signal"), [(0, "file_wanted"), (1, "folder_wanted")])
def test_opening_own_data_asks_and_keeps_the_choice_until_something_was_found(qtbot, panel, open_list, offset, signal):
    panel.choose_data("mnist")
    open_list(panel.data)
    qtbot.keyClick(panel.data.view(), Qt.Key.Key_End)
    for _ in range(1 - offset):
        qtbot.keyClick(panel.data.view(), Qt.Key.Key_Up)
    with qtbot.waitSignal(getattr(panel, signal)):
        qtbot.keyClick(panel.data.view(), Qt.Key.Key_Return)
    assert panel.data.currentData() == "mnist"


def wheel(field, notches):
    at = QPointF(field.rect().center())
    turn = QPoint(0, 120 * notches)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    QApplication.sendEvent(field, QWheelEvent(at, field.mapToGlobal(at), QPoint(), turn, *none))


def test_nothing_but_a_pick_in_the_list_opens_a_dialog_or_chooses_anything(qtbot, panel):
    panel.choose_data("handwriting")  # the last before "Open file …"
    with qtbot.assertNotEmitted(panel.file_wanted), qtbot.assertNotEmitted(panel.folder_wanted):
        wheel(panel.data, -1)
        panel.data.setFocus()
        wheel(panel.data, -1)
        for key in ("o", Qt.Key.Key_Down, Qt.Key.Key_End):
            qtbot.keyClick(panel.data, key)
            panel.data.hidePopup()
    assert panel.data.currentData() == "handwriting"


def test_the_wheel_changes_no_number_that_has_not_the_focus(panel):
    before = panel.setup
    panel.hidden.setFocus()
    for field in (panel.learning_rate, panel.batch_size, panel.activation, panel.optimizer, panel.data):
        wheel(field, 1)
        wheel(field, -2)
    assert panel.setup == before
    panel.window().activateWindow()
    panel.batch_size.setFocus()
    wheel(panel.batch_size, 1)
    assert panel.setup.batch_size > before.batch_size


def test_own_data_are_in_the_list_once(panel, tmp_path):
    path = tmp_path / "mine.npz"
    path.touch()
    before = panel.data.count()
    for _ in range(2):
        panel.choose_data(str(path))
    assert panel.data.count() == before + 1
    assert panel.setup.data == str(path)
    panel.choose_data(str(tmp_path / "gone.npz"))
    assert panel.setup.data == str(path)


def test_digits_are_deformed_unless_the_switch_says_otherwise(qtbot, panel):
    assert panel.setup.augment
    qtbot.keyClick(panel.augment, Qt.Key.Key_Space)
    assert not panel.setup.augment
    at = panel.augment.rect().center()
    at.setX(10)  # on the knob
    qtbot.mouseClick(panel.augment, Qt.MouseButton.LeftButton, pos=at)
    assert panel.setup.augment


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_the_switch_has_its_knob_at_the_right_when_on_and_at_the_left_when_off(panel, shown):
    panel.setStyleSheet(theme.style_sheet(shown, resource(f"icons/chevron-{shown.name}.svg")))
    panel.show_theme(shown)
    for on, knob, slot in ((True, shown.on_accent, shown.accent), (False, shown.outline, shown.paper)):
        panel.augment.setChecked(on)
        seen = panel.augment.grab().toImage()
        colours = [seen.pixelColor(x, seen.height() // 2) for x in (10, 24)]
        assert colours == ([slot, knob] if on else [knob, slot])


def test_samples_are_wanted_of_the_data_and_deformation_on_screen_whatever_the_layers_say(qtbot, panel):
    panel.choose_data("mnist")
    panel.augment.setChecked(False)
    panel.hidden.setText("12 apples")
    with qtbot.waitSignal(panel.samples) as asked:
        qtbot.mouseClick(panel.samples_button, Qt.MouseButton.LeftButton)
    assert asked.args == [Setup("mnist", augment=False)]


def test_another_choice_of_data_or_deformation_is_told(qtbot, panel):
    with qtbot.waitSignal(panel.data_changed) as told:
        panel.choose_data("mnist")
    assert told.args == [Setup("mnist")]
    with qtbot.waitSignal(panel.data_changed) as told:
        panel.augment.click()
    assert told.args == [Setup("mnist", augment=False)]


def test_what_deforming_does_is_said_for_each_kind_of_data(panel):
    said = {panel._augment_note.text()}
    panel.choose_data("mnist")
    said.add(panel._augment_note.text())
    panel.augment.setChecked(False)
    said.add(panel._augment_note.text())
    assert len(said) == 3
