import json
import math
import threading

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt, QThread
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSplitter,
    QWidget,
)

from digitpad.data import catalogue, download
from digitpad.data.samples import handwriting, read_drawings
from digitpad.net.network import Network
from digitpad.net.storage import load_network, save_network
from digitpad.qt import theme, workers
from digitpad.qt.app import create_window
from digitpad.qt.workers import Setup

WAIT = 60_000  # milliseconds; reached only by a test that fails
NAMES = [
    "canvas",
    "prediction",
    "outputBars",
    "digitView",
    "networkView",
    "trainingPlot",
    "clearButton",
    "undoButton",
    "redoButton",
    "retrainButton",
    "continueButton",
    "pauseButton",
    "stepButton",
    "resetButton",
    "datasetChooser",
    "learningRate",
    "batchSize",
    "hiddenLayers",
    "activationChooser",
    "optimizerChooser",
    "walkButton",
    "walkNext",
    "walkBack",
    "walkTarget",
]
LATER = ["samplesMore", "whyPanel", "whyPicture", "whyNext", "whyBack", "whyClose"]


def child(window, name):
    return window.findChild(QWidget, name)


def digit(window):
    return child(window, "prediction").property("digit")


@pytest.fixture
def quick(window):
    """The window, set to train a small network."""
    window.panel.hidden.setText("8")
    return window


def test_what_the_contract_names_is_there_once_and_has_an_accessible_name(qtbot, tmp_path):
    window = create_window(tmp_path)
    qtbot.addWidget(window)
    for name in NAMES:
        (found,) = window.findChildren(QWidget, name)
        assert found.accessibleName(), name


def test_what_is_built_when_it_is_first_asked_for_has_accessible_names_too(window):
    assert not any(window.findChildren(QWidget, name) for name in LATER)
    window.menus.why.trigger()
    window.menus.samples.trigger()
    for name in LATER:
        (found,) = window.findChildren(QWidget, name)
        assert found.accessibleName(), name


def test_an_empty_canvas_is_minus_one_and_says_so(window):
    assert digit(window) == -1
    assert "No digit" in child(window, "prediction").accessibleName()


@pytest.mark.parametrize("drawn", [2, 3, 7])
def test_a_digit_drawn_with_the_mouse_is_read(qtbot, window, hand, drawn):
    hand(window.canvas, drawn)
    qtbot.waitUntil(lambda: digit(window) == drawn, timeout=WAIT)
    assert child(window, "prediction").text() == str(drawn)


def test_undo_redo_and_clear_are_read_too(qtbot, window, hand):
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: digit(window) == 3, timeout=WAIT)
    for button, shown in (("undoButton", -1), ("redoButton", 3), ("clearButton", -1), ("undoButton", 3)):
        qtbot.mouseClick(child(window, button), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda shown=shown: digit(window) == shown, timeout=WAIT)


def test_retrain_trains_and_tells_it_by_properties(qtbot, quick):
    assert quick.property("training") is False
    qtbot.mouseClick(child(quick, "retrainButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: quick.property("training") and quick.property("stepsDone") > 10, timeout=WAIT)
    qtbot.waitUntil(lambda: quick.property("imagesPerSecond") > 0, timeout=WAIT)
    qtbot.mouseClick(child(quick, "pauseButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not quick.property("training"), timeout=WAIT)
    assert child(quick, "continueButton").isEnabled()


def test_step_is_one_and_reset_is_none(qtbot, quick):
    child(quick, "stepButton").click()
    qtbot.waitUntil(lambda: quick.property("stepsDone") == 1, timeout=WAIT)
    child(quick, "resetButton").click()
    assert quick.property("stepsDone") == 0


def test_the_window_draws_and_reads_while_it_trains(qtbot, quick, hand):
    child(quick, "retrainButton").click()
    qtbot.waitUntil(lambda: quick.property("stepsDone") > 0, timeout=WAIT)
    hand(quick.canvas, 3)
    qtbot.waitUntil(lambda: digit(quick) >= 0, timeout=WAIT)
    assert quick.property("training")


def test_the_network_learns_what_was_drawn(qtbot, quick, hand):
    hand(quick.canvas, 3)
    quick.panel.hidden.setText("32")
    child(quick, "retrainButton").click()
    looks = []
    quick.session.looked.connect(looks.append)
    qtbot.waitUntil(lambda: quick.session.network.sizes == (784, 32, 10), timeout=WAIT)
    qtbot.waitUntil(lambda: looks[-1].digit == 3 and looks[-1].probabilities[3] > 0.8, timeout=WAIT)


@pytest.mark.parametrize("moment", ["at once", "while training", "paused"])
def test_closing_ends_every_thread(qtbot, quick, moment):
    before = threading.active_count()
    child(quick, "retrainButton").click()
    if moment != "at once":
        qtbot.waitUntil(lambda: quick.property("stepsDone") > 0, timeout=WAIT)
    if moment == "paused":
        child(quick, "pauseButton").click()
    threads = quick.session.findChildren(workers.Trainer)
    assert threads
    assert quick.close()
    assert all(thread.isFinished() for thread in threads)
    # nobody waits for links that are drawn aside: told to stop, they do so within the next columns
    qtbot.waitUntil(lambda: threading.active_count() <= before, timeout=WAIT)


def test_a_fault_in_the_thread_is_a_message_in_the_window_and_the_app_lives_on(qtbot, quick, monkeypatch, hand):
    def fail(*_):
        raise RuntimeError("a cable was pulled")

    monkeypatch.setattr(workers.trainer, "train", fail)
    child(quick, "retrainButton").click()
    qtbot.waitUntil(lambda: "Training stopped: that is a mistake in digitpad" in quick.notice.text, timeout=WAIT)
    monkeypatch.undo()
    hand(quick.canvas, 3)
    child(quick, "retrainButton").click()
    qtbot.waitUntil(lambda: quick.property("stepsDone") > 0, timeout=WAIT)
    assert quick.notice.text == ""


def test_divergence_is_explained(qtbot, quick):
    quick.panel.optimizer.setCurrentText("sgd")
    quick.panel.activation.setCurrentText("leaky-relu")
    quick.panel.learning_rate.setValue(10)
    quick.panel.hidden.setText("64, 64")
    child(quick, "retrainButton").click()
    qtbot.waitUntil(lambda: "diverged" in quick.notice.text, timeout=WAIT)
    qtbot.waitUntil(lambda: not quick.property("training"), timeout=WAIT)
    assert np.isfinite(quick.session.network.parameters).all()


def test_mnist_is_offered_for_download_and_trained_on_when_it_came(qtbot, quick, monkeypatch):
    gone = []
    monkeypatch.setattr(download, "fetch", lambda name, folders, progress: (progress(5, 10), gone.append(name)))
    trained = []
    monkeypatch.setattr(quick.session, "_start", lambda network, setup, seed: trained.append(setup) or _Still())
    quick.panel.choose_data("mnist")
    child(quick, "retrainButton").click()
    assert "download" in quick.notice.text
    assert not gone
    assert not trained
    child(quick, "noticeAction").click()
    qtbot.waitUntil(lambda: bool(trained), timeout=WAIT)
    assert gone == ["mnist"]
    assert trained[0].data == "mnist"
    assert quick.notice.text == quick.download_row.text == ""


class _Still:
    """Stands for a run that does nothing."""

    def go(self): ...
    def leave(self): ...
    def acknowledge(self): ...


def test_a_download_can_be_cancelled(qtbot, quick, monkeypatch):
    going, cancelled = threading.Event(), threading.Event()

    def fetch(name, folders, progress):
        going.set()
        cancelled.wait(WAIT / 1000)
        progress(1, 2)

    monkeypatch.setattr(download, "fetch", fetch)
    quick.panel.choose_data("mnist")
    child(quick, "retrainButton").click()
    child(quick, "noticeAction").click()
    qtbot.waitUntil(going.is_set, timeout=WAIT)
    assert quick.session.findChildren(workers.Downloader)
    assert quick.notice.text == ""
    assert "of 9.9 MB" in quick.download_row.text
    child(quick, "downloadCancel").click()
    cancelled.set()
    qtbot.waitUntil(lambda: not quick.session.findChildren(workers.Downloader), timeout=WAIT)
    assert quick.property("stepsDone") == 0
    assert quick.notice.text == quick.download_row.text == ""


@pytest.fixture
def fetching(qtbot, quick, monkeypatch, tmp_path):
    """A download that was asked for by Retrain and goes on until the event is set."""
    going, end = threading.Event(), threading.Event()

    def fetch(name, folders, progress):
        going.set()
        while not end.wait(0.01):
            progress(3_000_000, 9_941_303)

    monkeypatch.setattr(download, "fetch", fetch)
    quick.panel.choose_data("mnist")
    child(quick, "retrainButton").click()
    child(quick, "noticeAction").click()
    qtbot.waitUntil(going.is_set, timeout=WAIT)
    yield end
    end.set()


def test_a_download_stays_on_screen_and_trains_nothing_when_another_model_was_opened(
    qtbot, quick, fetching, answer_dialog, monkeypatch, tmp_path
):
    path = tmp_path / "small.safetensors"
    save_network(Network((784, 5, 10)), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    quick.menus.open_model.trigger()
    opened = quick.session.network
    qtbot.waitUntil(lambda: "3.0 of 9.9 MB" in quick.download_row.text, timeout=WAIT)
    with qtbot.waitSignal(quick.session.download_ended, timeout=WAIT):
        fetching.set()
    assert quick.download_row.text == ""
    assert quick.session.network is opened
    assert quick.session.state == "resting"


def test_a_sample_kept_during_a_download_can_be_undone_and_the_download_cancelled(qtbot, quick, fetching, hand):
    hand(quick.canvas, 3)
    qtbot.keyClick(quick.canvas, "3")
    assert child(quick, "noticeAction").text() == "Undo"
    assert child(quick, "downloadCancel").isVisible()
    child(quick, "downloadCancel").click()
    assert quick.download_row.text == ""
    assert "Kept as a 3" in quick.notice.text


def test_what_is_said_never_moves_the_canvas(qtbot, window, hand, assert_nothing_is_clipped):
    window.resize(1024, 700)
    before = window.canvas.geometry()
    for said in ("short", "/a/path/without/a/place/to/break" * 30, "<b>no html</b> &amp; \n lines"):
        window.notice.tell(said, "Download", lambda: None)
        window.download_row.show_download(catalogue.CATALOGUE["mnist"], 5_000_000)
        QApplication.processEvents()
        assert window.canvas.geometry() == before
        assert (window.width(), window.height()) == (1024, 700)
        assert window.notice.text == said
        qtbot.waitUntil(lambda: assert_nothing_is_clipped(window), timeout=WAIT)


def test_kept_leaves_by_itself_and_a_fault_stays(qtbot, window, hand, monkeypatch):
    window.notice._passing.setInterval(1)
    hand(window.canvas, 3)
    qtbot.keyClick(window.canvas, "3")
    assert window.notice.text
    qtbot.waitUntil(lambda: window.notice.text == "", timeout=WAIT)
    window.session.told.emit("a fault")
    with qtbot.assertNotEmitted(window.notice._passing.timeout, wait=30):
        pass
    assert window.notice.text == "a fault"


@pytest.mark.parametrize("data", ["handwriting", "damaged"])
def test_retrain_on_data_that_are_no_good_keeps_the_network_and_the_plot(qtbot, window, data, tmp_path):
    if data == "damaged":
        path = tmp_path / "damaged.npz"
        path.write_bytes(b"nonsense")
        data = str(path)
    before, restarts = window.session.network, []
    window.session.restarted.connect(lambda: restarts.append(1))
    window.panel.choose_data(data)
    child(window, "retrainButton").click()
    qtbot.waitUntil(lambda: bool(window.notice.text) and window.session.state == "resting", timeout=WAIT)
    assert window.session.network is before
    assert not restarts


def test_a_sample_is_kept_beside_a_line_that_is_garbage(qtbot, window, hand):
    path = handwriting(window.session.folders)
    path.parent.mkdir(parents=True)
    path.write_text("garbage\n")
    hand(window.canvas, 3)
    qtbot.keyClick(window.canvas, "3")
    assert "Kept as a 3" in window.notice.text
    assert len(path.read_text().splitlines()) == 2


@pytest.mark.parametrize("cut", [True, False])
def test_a_set_that_was_fetched_in_part_is_offered_again(window, cut):
    data_set = catalogue.CATALOGUE["mnist"]
    folder = data_set.folder(window.session.folders)
    folder.mkdir(parents=True)
    for file in data_set.files:
        with (folder / file.name).open("wb") as made:
            made.truncate(file.size - cut)
    assert (window.session.missing("mnist") is data_set) is cut


def test_a_digit_key_keeps_the_drawing_as_a_sample_and_can_be_undone(qtbot, window, hand):
    qtbot.keyClick(window.canvas, "3")
    assert window.notice.text == ""  # nothing is drawn yet
    hand(window.canvas, 3)
    qtbot.keyClick(window.canvas, "3")
    assert "Kept as a 3" in window.notice.text
    (kept,) = read_drawings(handwriting(window.session.folders))
    assert kept.label == 3
    child(window, "noticeAction").click()
    assert handwriting(window.session.folders).read_bytes() == b""


def test_digits_typed_in_a_field_are_not_taken_for_samples(qtbot, window, hand):
    hand(window.canvas, 3)
    window.panel.hidden.setFocus()
    window.panel.hidden.clear()
    qtbot.keyClicks(window.panel.hidden, "32")
    assert window.panel.hidden.text() == "32"
    assert window.notice.text == ""


def test_models_are_opened_and_saved_through_the_menu(window, monkeypatch, tmp_path):
    path = tmp_path / "small.safetensors"
    save_network(Network((784, 5, 10)), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.menus.open_model.trigger()
    assert window.session.network.sizes == (784, 5, 10)
    assert window.session.model_path == path


def test_a_model_is_saved_with_the_suffix_and_then_to_the_same_file(qtbot, window, answer_dialog, tmp_path):
    answer_dialog(tmp_path / "mine")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)  # as there is no file yet
    path = tmp_path / "mine.safetensors"
    assert load_network(path).sizes == window.session.network.sizes
    path.unlink()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert load_network(path).sizes == window.session.network.sizes
    assert str(path) in window.notice.text
    answer_dialog(tmp_path / "other")
    window.menus.save_model_as.trigger()
    assert window.session.model_path == tmp_path / "other.safetensors"


def test_save_after_a_reset_asks_where_and_spares_the_file_that_was_open(window, answer_dialog, tmp_path):
    path = tmp_path / "small.safetensors"
    save_network(Network((784, 5, 10)), path)
    window.session.open_model(path)
    window.menus.reset.trigger()
    answer_dialog(tmp_path / "reset")
    window.menus.save_model.trigger()
    assert load_network(path).sizes == (784, 5, 10)
    assert (tmp_path / "reset.safetensors").exists()


def test_a_model_that_cannot_be_saved_is_told_with_its_own_name(window, tmp_path):
    path = tmp_path / "none" / "model.safetensors"
    assert not window.session.save_model(path)
    assert window.notice.text == f"{path}: the model was not saved: No such file or directory"


def test_a_broken_model_is_refused_and_the_open_one_stays(window, monkeypatch, tmp_path):
    path = tmp_path / "broken.safetensors"
    path.write_bytes(b"nonsense")
    before = window.session.network
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.menus.open_model.trigger()
    assert str(path) in window.notice.text
    assert window.session.network is before


def test_the_network_picture_is_saved_at_twice_its_size_with_a_margin(qtbot, window, answer_dialog, tmp_path, hand):
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: digit(window) == 3, timeout=WAIT)
    answer_dialog(tmp_path / "network")
    window.menus.save_picture.trigger()
    picture = QImage(str(tmp_path / "network.png"))
    margin = 2 * theme.GRID
    assert picture.size() == (window.network.picture.size() + QSize(2 * margin, 2 * margin)) * 2
    assert len({picture.pixel(x, y) for x in range(picture.width()) for y in (0, 2 * margin - 1)}) == 1
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 100
    # finer than the screen: not every two rows are alike
    fine = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(fine.constBits(), np.uint32).reshape(fine.height(), fine.width())
    assert (pixels[0::2] != pixels[1::2]).mean() > 0.05
    window.menus.copy_picture.trigger()
    assert QGuiApplication.clipboard().pixmap().size() == picture.size()


def test_a_picture_that_cannot_be_written_is_told(window, monkeypatch, tmp_path):
    monkeypatch.setattr(window.files, "_ask_where", lambda *_: tmp_path / "no" / "x.png")
    window.menus.save_picture.trigger()
    assert "x.png: the picture could not be written: No such file" in window.notice.text


def test_own_data_are_chosen_through_the_list_with_the_keyboard(qtbot, window, open_list, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    open_list(window.panel.data)
    qtbot.keyClick(window.panel.data.view(), Qt.Key.Key_End)
    qtbot.keyClick(window.panel.data.view(), Qt.Key.Key_Return)
    assert window.panel.setup.data == str(tmp_path)


def test_the_next_window_is_as_the_last_one_was_left(qtbot, tmp_path):
    first = create_window(tmp_path)
    qtbot.addWidget(first)
    first.show()
    first.menus.themes["dark"].trigger()
    first.panel.hidden.setText("20, 10")
    first.panel.activation.setCurrentText("tanh")
    first.panel.augment.setChecked(False)
    first.menus.animate.setChecked(False)
    first.menus.networks["small"].trigger()
    first.panel.learning_rate.setValue(0.02)
    first.resize(first.width(), 760)
    splitter = first.findChildren(QSplitter)[0]
    splitter.setSizes([420, 240])
    sizes, setup = splitter.sizes(), first.panel.setup
    first.close()
    second = create_window(tmp_path)
    qtbot.addWidget(second)
    second.show()
    assert second.height() == first.height()  # the test's screen is narrower than the window, which is then cut
    assert second.findChildren(QSplitter)[0].sizes() == sizes
    assert second.panel.setup == setup
    assert not second.panel.augment.isChecked()
    assert not second.menus.animate.isChecked()
    assert second.session.network.sizes == (784, 32, 16, 10)
    assert second.palette().window().color() == theme.DARK.ground
    assert not (tmp_path / "samples").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("setup", [1, 2]),
        ("setup", "broken"),
        ("setup", {"learning_rate": "fast"}),
        ("setup", {"learning_rate": math.inf}),
        ("setup", {"batch_size": 99999999999}),
        ("setup", {"hidden": "abc"}),
        ("setup", {"hidden": [100000, 100000]}),
        ("setup", {"data": "x" * 5000}),
        ("setup", {"data": ["generated"]}),
        ("setup", {"colour": 1}),
        ("setup", {"augment": "perhaps"}),
        ("geometry", "nonsense"),
        ("geometry", 7),
        ("theme", "pink"),
        ("theme", []),
        ("network", "enormous"),
        ("animate", "perhaps"),
    ],
)
def test_settings_that_make_no_sense_are_passed_over(qtbot, tmp_path, key, value):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "window.json").write_text(json.dumps({"version": 1, key: value}))
    window = create_window(tmp_path)
    qtbot.addWidget(window)
    assert window.panel.setup == workers.Setup()
    assert not window.notice.text


def test_settings_that_cannot_be_used_are_told_in_the_window(qtbot, tmp_path):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "window.json").write_text("garbage")
    window = create_window(tmp_path)
    qtbot.addWidget(window)
    assert window.panel.setup == workers.Setup()
    assert "window.json.old" in window.notice.text


def test_full_screen_is_ticked_when_it_is_and_when_it_was_remembered(qtbot, tmp_path):
    first = create_window(tmp_path)
    qtbot.addWidget(first)
    first.show()
    assert not first.menus.full_screen.isChecked()
    first.menus.full_screen.trigger()
    assert first.isFullScreen()
    assert first.menus.full_screen.isChecked()
    first.close()
    second = create_window(tmp_path)
    qtbot.addWidget(second)
    second.show()
    qtbot.waitUntil(second.isFullScreen, timeout=WAIT)
    assert second.menus.full_screen.isChecked()
    second.showNormal()
    qtbot.waitUntil(lambda: not second.isFullScreen(), timeout=WAIT)
    assert not second.menus.full_screen.isChecked()


def test_layers_that_make_no_sense_are_told_until_a_training_begins_and_no_progress_hides_it(qtbot, quick):
    child(quick, "retrainButton").click()
    qtbot.waitUntil(lambda: quick.property("stepsDone") > 0, timeout=WAIT)
    quick.panel.hidden.setText("12 apples")
    child(quick, "retrainButton").click()
    steps = quick.property("stepsDone")
    qtbot.waitUntil(lambda: quick.property("stepsDone") > steps, timeout=WAIT)
    assert "Hidden layers" in quick.notice.text
    quick.panel.hidden.setText("12")
    child(quick, "retrainButton").click()
    qtbot.waitUntil(lambda: quick.session.network.sizes == (784, 12, 10), timeout=WAIT)
    assert quick.notice.text == ""


def test_before_any_training_there_is_nothing_to_pause(window):
    assert not window.menus.pause.isEnabled()
    assert window.menus.go_on.isEnabled()


def test_a_data_file_with_a_long_name_leaves_the_window_as_small_as_it_was(window, tmp_path):
    before = window.minimumSizeHint()
    path = tmp_path / ("digits" * 40 + ".npz")
    path.touch()
    window.panel.choose_data(str(path))
    QApplication.processEvents()
    assert window.panel.setup.data == str(path)
    assert window.minimumSizeHint() == before
    window.beside.samples.begin(window.panel.data.currentText(), "")
    assert window.beside.samples.minimumSizeHint().width() < 700


@pytest.mark.parametrize("shown", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700)])
def test_nothing_is_clipped_and_canvas_network_and_plot_are_all_there(
    qtbot, window, hand, width, height, shown, assert_nothing_is_clipped
):
    window.menus.themes[shown].trigger()
    window.resize(width, height)
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: digit(window) == 3, timeout=WAIT)
    assert (window.width(), window.height()) == (width, height)
    qtbot.waitUntil(lambda: assert_nothing_is_clipped(window), timeout=WAIT)
    assert min(window.canvas.width(), window.canvas.height()) >= 208
    assert window.network.view.width() >= 480
    assert window.plot.height() >= 176


def test_the_menu_names_what_is_undone_and_does_it(window, hand):
    menus = window.menus
    assert (menus.undo.text(), menus.undo.isEnabled(), menus.redo.isEnabled()) == ("&Undo", False, False)
    hand(window.canvas, 3)
    menus.clear_drawing.trigger()
    assert menus.undo.text() == "&Undo clearing"
    menus.undo.trigger()
    assert (menus.undo.text(), menus.redo.text()) == ("&Undo stroke", "&Redo clearing")
    assert not window.canvas.drawing.empty
    menus.redo.trigger()
    assert window.canvas.drawing.empty
    assert not menus.redo.isEnabled()
    window._edit_weight(0, 400, 3, 0.75)
    assert menus.undo.text() == "&Undo weight change"


@pytest.mark.parametrize("stage", range(5))
def test_nothing_is_clipped_in_a_small_window_that_shows_why(qtbot, window, hand, stage, assert_nothing_is_clipped):
    window.resize(1024, 700)
    hand(window.canvas, 3)
    window.menus.why.trigger()
    window.why.show_stage(stage)
    qtbot.waitUntil(lambda: digit(window) == 3, timeout=WAIT)
    assert (window.width(), window.height()) == (1024, 700)
    qtbot.waitUntil(lambda: assert_nothing_is_clipped(window), timeout=WAIT)


def test_nothing_is_clipped_when_the_network_is_unsure(qtbot, window, hand, assert_nothing_is_clipped):
    window.resize(1024, 700)
    hand(window.canvas, 3)
    window.session.network = Network((784, 10))  # of zeros: every digit is as probable
    window.session.set_drawing(window.canvas.drawing)
    qtbot.waitUntil(lambda: "Not a digit I know well" in window.prediction.confidence, timeout=WAIT)
    qtbot.waitUntil(lambda: assert_nothing_is_clipped(window), timeout=WAIT)


@pytest.mark.parametrize("way", ["click", "enter", "button", "menu"])
def test_why_is_shown_beside_the_canvas_from_four_places(qtbot, window, hand, way):
    hand(window.canvas, 3)
    if way == "click":
        qtbot.mouseClick(window.digit_view, Qt.MouseButton.LeftButton)
    elif way == "enter":
        qtbot.keyClick(window.digit_view, Qt.Key.Key_Return)
    elif way == "button":
        qtbot.mouseClick(child(window, "whyButton"), Qt.MouseButton.LeftButton)
    else:
        window.menus.why.trigger()
    assert child(window, "whyPanel").isVisible()
    assert window.menus.why.isChecked()
    assert window.canvas.isVisible()
    assert "1 stroke" in window.why.sentence


def test_why_follows_the_pen_and_escape_brings_the_network_back(qtbot, window, hand):
    window.activateWindow()
    window.menus.why.trigger()
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: "1 stroke" in window.why.sentence, timeout=WAIT)
    hand(window.canvas, 7)
    qtbot.waitUntil(lambda: "2 strokes" in window.why.sentence, timeout=WAIT)
    window.why.next.setFocus()
    qtbot.keyClick(window.why.next, Qt.Key.Key_Escape)
    assert window.network.view.isVisible()
    assert not window.why.isVisible()
    assert not window.menus.why.isChecked()
    assert window.focusWidget() is window.canvas


def test_stages_glide_only_when_the_view_menu_says_so(window):
    assert not window.why.picture.animated
    window.menus.animate.trigger()
    assert window.why.picture.animated


def test_samples_of_the_chosen_data_are_shown_and_follow_the_choice(qtbot, window, monkeypatch):
    asked = []
    show = window.session.show_samples
    monkeypatch.setattr(window.session, "show_samples", lambda setup: (asked.append(setup), show(setup)))
    qtbot.mouseClick(child(window, "samplesButton"), Qt.MouseButton.LeftButton)
    assert window.beside.samples.isVisible()
    qtbot.waitUntil(lambda: window.beside.samples.sheet.samples is not None, timeout=WAIT)
    first = window.beside.samples.sheet.samples
    qtbot.mouseClick(child(window, "samplesMore"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.beside.samples.sheet.samples is not first, timeout=WAIT)
    window.panel.augment.click()
    assert asked == [workers.Setup(), workers.Setup(augment=False)]
    window.beside.samples.close()
    window.panel.augment.click()
    assert len(asked) == 2
    qtbot.waitUntil(lambda: not window.session.findChildren(workers.Sampler), timeout=WAIT)


def test_samples_that_cannot_be_had_are_a_line_where_they_would_be(qtbot, window):
    window.panel.choose_data("handwriting")
    window.menus.samples.trigger()
    qtbot.waitUntil(lambda: "no samples yet" in window.beside.samples.sheet.accessibleDescription(), timeout=WAIT)
    assert window.beside.samples.isVisible()


def test_samples_of_a_set_that_is_not_here_are_offered_for_download(window):
    window.panel.choose_data("mnist")
    window.menus.samples.trigger()
    assert "download" in window.notice.text
    assert not window.beside.samples.isVisible()


@pytest.mark.parametrize("name", ["default", "small"])
def test_a_shipped_network_is_chosen_in_the_menu_and_is_what_its_line_says(window, name):
    action = window.menus.networks[name]
    action.trigger()
    sizes = " – ".join(str(size) for size in window.session.network.sizes)
    assert sizes in action.text()
    window.menus.reset.trigger()
    assert sizes in action.text()
    assert window.session.shipped == name


def test_every_control_can_be_reached_with_the_tab_key_and_has_a_name(window):
    reached, at = [], window.canvas
    while at not in reached:
        reached.append(at)
        at = at.nextInFocusChain()
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    for widget in window.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            inside_spin_box = isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit"
            assert widget.accessibleName() or inside_spin_box or widget.text(), widget
            assert widget in reached


def test_no_two_acts_have_the_same_shortcut(window):
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_the_menu_does_what_the_buttons_do(qtbot, quick, hand):
    menus = quick.menus
    menus.step.trigger()
    qtbot.waitUntil(lambda: quick.property("stepsDone") == 1, timeout=WAIT)
    menus.retrain.trigger()
    qtbot.waitUntil(lambda: quick.property("training"), timeout=WAIT)
    assert menus.pause.isEnabled()
    assert not menus.go_on.isEnabled()
    menus.pause.trigger()
    assert not quick.property("training")
    menus.reset.trigger()
    assert quick.property("stepsDone") == 0
    hand(quick.canvas, 3)
    menus.clear_drawing.trigger()
    assert quick.canvas.drawing.empty


def test_known_sets_in_the_list_are_in_the_catalogue(window):
    specs = [window.panel.data.itemData(i) for i in range(window.panel.data.count())]
    assert "generated" in specs
    assert "mnist" in specs
    assert "mnist" in catalogue.CATALOGUE


def test_the_whole_loss_is_mapped_from_the_menu_and_the_run_can_be_chosen_after_training(window, qtbot):
    page, session = window.beside.landscape, window.session
    run = page.chooser.model().item(1)
    window.menus.landscape.trigger()
    with qtbot.waitSignal(session.surveyed, timeout=20_000, check_params_cb=lambda survey: survey.done == 1):
        pass
    assert not run.isEnabled()
    session.retrain(Setup(hidden=(8,), batch_size=16))
    qtbot.waitUntil(run.isEnabled, timeout=20_000)
    page.chooser.setCurrentIndex(1)
    with qtbot.waitSignal(session.surveyed, timeout=20_000) as sent:
        page.refresh_button.click()
    assert len(sent.args[0].plane.path)
    session.reset()
    assert not run.isEnabled()
    page.close()
    qtbot.waitUntil(lambda: not session.findChildren(QThread), timeout=20_000)
