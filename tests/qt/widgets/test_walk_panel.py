import shutil

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from digitpad.lesson import KEYS, lesson
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.storage import load_network
from digitpad.paths import Folders, resource
from digitpad.qt import theme
from digitpad.qt.guide import Guide
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.network_edit import NetworkEdit
from digitpad.qt.neuron_text import number, short_name
from digitpad.qt.page import OPENING
from digitpad.qt.predictions import PREDICTED
from digitpad.qt.session import Session
from digitpad.qt.widgets.walk_outputs import short
from digitpad.qt.widgets.walk_panel import WIDTH, WalkPanel
from digitpad.qt.widgets.walk_views import EACH

LEFT_BUTTON = Qt.MouseButton.LeftButton
TRAINED = load_network(resource("weights/small.safetensors"))
TEXTS = lesson().texts


def fresh(activation="relu", loss="cross-entropy"):
    return Network((784, 16, 16, 10), activation, loss).initialise(np.random.default_rng(1))


class Host(QWidget):
    """A panel in a window, and what the main window would connect it to."""

    def __init__(self, drawing, network, height=560, texts=None):
        super().__init__()
        self.guide = Guide(texts)
        self.panel = WalkPanel(self.guide)
        self.drawing, self.network = drawing, network
        self.setStyleSheet(theme.style_sheet(theme.LIGHT, resource("icons/chevron-light.svg")))
        self.panel.show_theme(theme.LIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.resize(WIDTH, height)
        self.guide.edit_wanted.connect(lambda network, text: self.look(network))
        self.guide.return_wanted.connect(self.look)
        self.look()

    def look(self, network=None):
        self.network = network or self.network
        self.guide.show_look(Look.at(self.drawing, self.network))

    @property
    def page(self):
        return self.guide.page

    def go(self, step, label=3):
        if self.page is None:
            self.panel.open()
            self.guide.start_random(False)
        self.guide.want(label)
        while self.page.step != step:
            self.panel.next.click()
        return self.page

    def find(self, name, kind=QWidget):
        return self.findChild(kind, name)


@pytest.fixture
def host(qtbot, three):
    def make(network=TRAINED, drawing=three, **more):
        made = Host(drawing, network, **more)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        return made

    return make


def shown_texts(host):
    return {label.text() for label in host.findChildren(QLabel) if label.isVisible()}


def table(host, step):
    return host.panel._views[step].table


def test_the_button_leads_through_all_steps_and_back(qtbot, host):
    walk = host()
    walk.panel.open()
    assert walk.find("walkNext").hasFocus()
    titles = []
    for number_, step in enumerate(KEYS, 1):
        qtbot.mouseClick(walk.find("walkNext"), LEFT_BUTTON)
        assert walk.page.step == step
        assert walk.find("walkNumber").text() == f"Step {number_} of 13"
        titles.append(walk.find("walkTitle").text())
    assert titles == [text.title for text in TEXTS.values()]
    assert not walk.find("walkNext").isEnabled()
    assert walk.find("walkBack").hasFocus()
    for _ in KEYS:
        qtbot.mouseClick(walk.find("walkBack"), LEFT_BUTTON)
    assert walk.page.step == OPENING
    assert not walk.find("walkBack").isEnabled()
    assert walk.find("walkNext").hasFocus()


def test_arrow_keys_turn_pages_wherever_the_focus_is_and_escape_leaves(qtbot, host):
    walk = host()
    walk.go("target")
    for focus in ("walkNext", "walkTarget", "walkText", "walkClose"):
        walk.find(focus).setFocus()
        for key, step in ((Qt.Key.Key_Right, "output-wanted"), (Qt.Key.Key_Left, "target")):
            qtbot.keyClick(QApplication.focusWidget(), key)
            assert walk.page.step == step, focus
    qtbot.keyClick(walk.find("walkNext"), Qt.Key.Key_Escape)
    assert walk.page is None


def test_starting_over_goes_back_to_the_first_step(qtbot, host):
    walk = host()
    walk.go("apply")
    qtbot.mouseClick(walk.find("walkRestart"), LEFT_BUTTON)
    assert walk.page.step == "neuron"


def test_an_empty_canvas_is_asked_for_a_digit(qtbot, host):
    walk = host(drawing=NOTHING_DRAWN)
    walk.panel.open()
    assert not walk.find("walkNext").isEnabled()
    assert not walk.find("walkTarget").isVisible()
    assert "Draw" in walk.find("walkTitle").text()
    with qtbot.waitSignal(walk.guide.drawing_wanted) as wanted:
        qtbot.mouseClick(walk.find("walkExample"), LEFT_BUTTON)
    assert wanted.args[0].label in range(10)


def test_the_label_is_chosen_from_a_list(qtbot, host, open_list):
    walk = host()
    walk.panel.open()
    target = walk.find("walkTarget", QComboBox)
    assert target.currentText() == "3"
    open_list(target)
    qtbot.keyClick(target.view(), Qt.Key.Key_Down)
    qtbot.keyClick(target.view(), Qt.Key.Key_Return)
    assert (walk.page.label, walk.page.step) == (4, OPENING)
    walk.panel.next.click()
    assert walk.page.walk.labels.tolist() == [4]
    walk.go("target", 4)
    target.setCurrentIndex(9)
    assert walk.page.walk.labels.tolist() == [9]


@pytest.mark.parametrize("network", [TRAINED, fresh("sigmoid", "mean-square")], ids=["trained", "sigmoid"])
def test_the_rows_of_a_neuron_add_up_to_its_sum(host, network):
    walk = host(network)
    page = walk.go("neuron")
    rows = walk.panel._views["neuron"].table.table.rows
    values = [float(row.cells[-1].replace("−", "-")) for row in rows]
    assert rows[-1].cells[-1] == number(page.walk.forward.sums[0][0, page.neuron.index])
    assert sum(values[:-1]) == pytest.approx(values[-1], abs=1e-9)


def test_the_outputs_are_shown_beside_those_of_random_weights_and_beside_the_target(host):
    walk = host(fresh())
    page = walk.go("outputs")
    view = walk.panel._views["outputs"]
    random = page.walk.untrained.forward(page.walk.inputs).outputs[0]
    for digit in range(10):
        assert view.written(digit) == [short(page.walk.forward.outputs[0, digit]), short(random[digit])]
    walk.go("target")
    for digit in range(10):
        numbers = page.walk.forward.outputs[0, digit], page.walk.targets[0, digit], page.walk.difference[0, digit]
        assert view.written(digit) == [short(numbers[0]), short(numbers[1]), short(numbers[2], signed=True)]
        assert f"{digit}: {short(numbers[0])}" in view.accessibleDescription()


def test_the_outputs_of_random_weights_are_shown_beside_those_of_the_trained_network(host):
    walk = host(TRAINED)
    page = walk.go("outputs")
    walk.guide.start_random(True)
    view, trained = walk.panel._views["outputs"], page.walk.forward.outputs[0]
    untrained = walk.page.walk.forward.outputs[0]
    assert view.pairs.headings == ("now", "trained")
    for digit in range(10):
        assert view.written(digit) == [short(untrained[digit]), short(trained[digit])]


@pytest.mark.parametrize("step", ["hidden-wanted", "earlier-layers"])
def test_the_wishes_are_those_of_the_next_layer_and_add_up(host, step):
    walk = host(fresh())
    page = walk.go(step, 7)
    rows = table(walk, step).rows
    parts = page.walk.parts(page.neuron)
    strongest = np.argsort(-abs(parts))[:4]
    for row, target in zip(rows, strongest, strict=False):
        assert row.cells[0] == short_name(Neuron(page.neuron.layer + 1, int(target)), walk.network)
        assert row.cells[2] == short(parts[target], signed=True)
    assert rows[-1].cells[2] == short(page.walk.wanted_activations(page.neuron.layer)[page.neuron.index], signed=True)
    walk.guide.set_predicting(True)
    assert {row.cells[2] for row in table(walk, step).rows} == {"?"}


def test_the_arrows_of_weights_are_the_sums_times_the_activations(host):
    walk = host(fresh())
    page = walk.go("output-weights", 7)
    wanted = page.walk.wanted_weights[2][:, 7]
    rows = table(walk, "output-weights").rows
    assert [row.cells[2] for row in rows[:4]] == [
        short(wanted[source], signed=True) for source in np.argsort(-abs(wanted))[:4]
    ]
    assert rows[-1].cells[2] == short(page.walk.wanted_biases[2][7], signed=True)


def test_tiny_arrows_are_counted_in_a_unit_that_is_named(host):
    walk = host(TRAINED)
    page = walk.go("output-weights")
    largest = abs(page.walk.wanted_weights[2][:, 3]).max()
    assert largest < 1e-3
    shown = table(walk, "output-weights")
    unit = {"in thousandths": 1e-3, "in millionths": 1e-6, "in billionths": 1e-9}[shown.headings[0]]
    first = float(shown.rows[0].cells[2].replace("−", "-"))
    assert abs(first) == pytest.approx(largest / unit, abs=0.0005)
    assert 0.1 <= abs(first) < 100


def test_a_pixel_that_is_clicked_is_told_of(qtbot, host):
    walk = host()
    walk.go("pixels")
    picture = walk.panel._views["pixels"].picture
    qtbot.mouseClick(picture, LEFT_BUTTON, pos=QPoint(14 * EACH + 1, 5 * EACH + 1))
    assert walk.page.neuron == Neuron(0, 5 * 28 + 14)


def test_applying_shows_before_and_after_and_taking_back_is_exact(qtbot, tmp_path, three):
    session, stack, guide = Session(Folders.below(tmp_path)), QUndoStack(), Guide()
    panel = WalkPanel(guide)
    qtbot.addWidget(panel)
    panel.show()
    session.looked.connect(guide.show_look)
    guide.edit_wanted.connect(lambda network, text: stack.push(NetworkEdit(session, network, text)))
    guide.undo_wanted.connect(stack.undo)
    session.use_shipped("small")
    with qtbot.waitSignal(session.looked):
        session.set_drawing(three)
    before = session.network
    panel.open()
    panel.target.setCurrentIndex(8)
    while guide.page.step != "apply":
        panel.next.click()
    shown = panel._views["apply"]
    assert [row.cells[2] for row in shown.table.rows[:2]] == ["?", "?"]
    assert panel.rate.isVisible()
    panel.apply.click()
    qtbot.waitUntil(panel.take_back.isEnabled)
    assert not panel.apply.isEnabled()
    walk = guide.page.walk
    assert session.network is walk.after
    assert not panel.rate.isVisible()
    loss, output, *weights, bias = shown.table.rows
    assert loss.cells[1:3] == (short(walk.loss, places=4), short(walk.loss_after, places=4))
    assert output.cells == (
        "output 8",
        short(walk.forward.outputs[0, 8], places=4),
        short(walk.forward_after.outputs[0, 8], places=4),
        short(walk.forward_after.outputs[0, 8] - walk.forward.outputs[0, 8], signed=True, places=4),
    )
    changed = walk.changed_weights[2][:, 8]
    for row, source in zip(weights, np.argsort(-abs(changed)), strict=False):
        assert row.cells[1] == short(before.weights[2][source, 8], places=4)
        assert row.cells[2] == short(session.network.weights[2][source, 8], places=4)
    assert bias.cells[2] == short(session.network.biases[2][8], places=4)
    panel.take_back.click()
    qtbot.waitUntil(panel.apply.isVisible)
    assert session.network is before
    session.close()


def test_the_slider_sets_the_learning_rate_in_powers_of_ten_and_keeps_its_keys(qtbot, host):
    walk = host(fresh())
    walk.go("apply")
    slider = walk.find("walkRate")
    assert slider.value() == -10
    slider.setFocus()
    for _ in range(10):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert walk.page.step == "apply"
    assert walk.page.walk.learning_rate == 1
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert walk.page.walk.learning_rate == 0.001
    assert "0.001" in shown_texts(walk)


@pytest.mark.parametrize("step", PREDICTED)
def test_up_or_down_is_said_before_the_arrow_is_shown(qtbot, host, step):
    walk = host(fresh())
    page = walk.go(step, 7)
    up = bool(page.walk.wanted(page.neuron.layer)[page.neuron.index] > 0)
    assert not walk.find("walkUp").isVisible()
    qtbot.mouseClick(walk.find("walkPredicting"), LEFT_BUTTON, pos=walk.find("walkPredicting").rect().center())
    assert walk.find("walkUp").isVisible()
    assert walk.find("walkAnswer").text().endswith(("less?", "should give 1."))
    walk.find("walkUp").setFocus()
    qtbot.keyClick(walk.find("walkUp"), Qt.Key.Key_Space)
    assert walk.find("walkAnswer").text().startswith("Right" if up else "Not so")
    assert walk.find("walkScore").text() == f"{int(up)} of 1 right"
    assert not walk.find("walkUp").isVisible()
    assert walk.find("walkNext").hasFocus()
    other = Neuron(page.neuron.layer, 0 if page.neuron.index else 1)
    walk.guide.choose(other)
    if walk.page.asked:
        qtbot.mouseClick(walk.find("walkReveal"), LEFT_BUTTON)
    assert len(walk.page.arrows.neurons) == walk.network.sizes[other.layer]


def place(walk, widget):
    """Where the upper and the lower edge of a widget are in the panel."""
    top = widget.mapTo(walk.panel, QPoint(0, 0)).y()
    return top, top + widget.height()


@pytest.mark.parametrize("step", PREDICTED)
def test_the_question_is_right_below_what_it_is_about(qtbot, host, step):
    walk = host(fresh(), height=900)
    walk.go(step, 7)
    walk.guide.set_predicting(True)

    def settled():
        text = [child for child in walk.panel._scroll.widget().findChildren(QWidget) if child.isVisible()]
        ends = max(place(walk, child)[1] for child in text)
        for name in ("walkAnswer", "walkUp", "walkPredicting"):
            begins, below = place(walk, walk.find(name))
            assert ends < begins <= ends + 2 * theme.GRID
            ends = below

    qtbot.waitUntil(settled)


def test_the_question_is_in_sight_where_the_page_goes_on_below_the_edge(qtbot, host):
    walk = host(fresh(), height=460)
    walk.go("hidden-wanted", 7)
    walk.guide.set_predicting(True)
    qtbot.waitUntil(lambda: walk.panel._scroll.verticalScrollBar().maximum() > 0)
    assert place(walk, walk.find("walkNext"))[1] <= walk.panel.height() == 460


def test_random_weights_are_a_switch_that_shows_what_is_there(qtbot, host):
    walk = host()
    walk.go("outputs")
    switch = walk.find("walkRandom")
    assert not switch.isChecked()
    qtbot.mouseClick(switch, LEFT_BUTTON, pos=switch.rect().center())
    assert walk.network is not TRAINED
    assert switch.isChecked()
    assert walk.panel._views["outputs"].pairs.headings == ("now", "trained")
    walk.look(TRAINED)  # as undo brings it
    assert not switch.isChecked()
    assert walk.panel._views["outputs"].pairs.headings == ("now", "random")


def test_training_is_begun_and_stopped_and_its_loss_told(qtbot, host):
    walk = host(Network(TRAINED.sizes).initialise(np.random.default_rng(1)))
    page = walk.go("many-examples")
    assert set(walk.panel._views["many-examples"].misread) == set(
        np.flatnonzero(page.walk.forward.outputs.argmax(axis=1) != page.walk.labels).tolist()
    )
    with qtbot.waitSignal(walk.guide.training_wanted):
        qtbot.mouseClick(walk.find("walkTrain"), LEFT_BUTTON)
    walk.guide.show_state("training")
    assert walk.find("walkTrain").text() == "Pause"
    walk.look(TRAINED)
    correct = (TRAINED.forward(page.walk.inputs).outputs.argmax(axis=1) == page.walk.labels).sum()
    assert f"{correct} are read right" in walk.find("walkWatched").text()
    with qtbot.waitSignal(walk.guide.pause_wanted):
        qtbot.mouseClick(walk.find("walkTrain"), LEFT_BUTTON)
    walk.guide.show_state("resting")
    assert not walk.find("walkWatched").isVisible()


def test_nothing_is_applied_or_exchanged_while_training_runs(host):
    walk = host()
    walk.go("outputs")
    walk.guide.show_state("training")
    assert not walk.find("walkRandom").isEnabled()
    walk.go("apply")
    assert not walk.find("walkApply").isEnabled()


def test_the_last_step_tells_what_a_new_digit_is_read_as(host, three):
    walk = host()
    walk.go("new-digit")
    assert "read as 3" in walk.find("walkAnswer").text()
    walk.drawing = NOTHING_DRAWN
    walk.look()
    assert not walk.find("walkAnswer").isVisible()


def test_a_term_is_explained_when_it_is_chosen_and_closed_when_chosen_again(qtbot, host):
    walk = host()
    walk.go("forward")
    label, meaning = walk.find("walkText"), walk.find("walkMeaning")
    assert theme.LIGHT.accent.name() in label.text()
    assert not meaning.isVisible()
    label.setFocus()
    qtbot.keyClick(label, Qt.Key.Key_Tab)  # to its first link
    qtbot.keyClick(label, Qt.Key.Key_Return)
    assert meaning.text() == f"**forward pass**: {lesson().glossary['forward pass']}"
    assert meaning.isVisible()
    label.linkActivated.emit("forward%20pass")
    assert not meaning.isVisible()
    label.linkActivated.emit("hidden%20layer")
    assert meaning.isVisible()
    walk.panel.next.click()
    assert not meaning.isVisible()


def test_a_refused_text_is_one_line_as_it_is(host, tmp_path):
    folder = shutil.copytree(resource("lesson"), tmp_path / "le_ss_on")
    (folder / "07-output-weights.md").write_text("# A\n\n{so_it_is}")
    walk = host(texts=folder)
    walk.panel.open()
    fault = walk.find("walkFault", QLabel)
    assert fault.isVisible()
    assert "le_ss_on" in fault.text()
    assert fault.textFormat() == Qt.TextFormat.PlainText
    seen = [button for button in walk.findChildren(QPushButton) if button.isVisible() and button.isEnabled()]
    assert seen == []
    assert walk.find("walkClose").isEnabled()


@pytest.mark.parametrize("height", [560, 420])
@pytest.mark.parametrize("network", [TRAINED, fresh("sigmoid", "mean-square")], ids=["trained", "sigmoid"])
def test_at_every_step_all_fits_in_width_and_the_acts_are_in_sight(qtbot, host, height, network):
    walk = host(network, height=height)
    walk.panel.open()
    for label in (3, 8):
        walk.guide.restart()
        for step in KEYS:
            walk.go(step, label)
            walk.panel.layout().activate()
            inside = walk.panel._scroll.widget()
            assert inside.minimumSizeHint().width() <= walk.panel._scroll.viewport().width(), step
            for name in ("walkNext", "walkApply", "walkTrain", "walkPredicting", "walkRate"):
                widget = walk.find(name)
                if widget.isVisible():
                    bottom = widget.mapTo(walk.panel, widget.rect().bottomLeft()).y()
                    assert bottom <= walk.panel.height(), (step, name)
            view = walk.panel._views.get(step)
            if view is not None and hasattr(view, "needed"):
                assert view.needed <= view.width(), step


def test_a_page_is_told_to_screen_readers_with_its_title_and_text(host):
    walk = host()
    walk.go("target")
    told = walk.panel.accessibleDescription()
    assert told.startswith("What we want\n")
    assert "**" not in told
    assert "cross-entropy" in told
    assert walk.panel.accessibleName()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (-1.0, "−1"),
        (0.12345, "0.123"),
        (-0.5, "−0.500"),
        (0.0004, "≈ 0"),
        (-0.0004, "≈ 0"),
        (0.9996, "≈ 1"),
        (-0.9996, "≈ −1"),
        (21.44891, "21.449"),
    ],
)
def test_a_number_that_is_rounded_to_nothing_or_to_one_says_so(value, text):
    assert short(value) == text
    assert short(value, signed=True) == ("+" + text if text[0].isdigit() and value else text.replace("≈ 1", "≈ +1"))
