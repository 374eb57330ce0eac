"""Whatever fails, wherever: the person reads one line, the app goes on, and no thread is left."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pooch.core
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from digitpad import console
from digitpad.data import catalogue, digits, download, generator, specs
from digitpad.errors import DigitpadError, RefusedFileError
from digitpad.net import batches, network, optimizers, training
from digitpad.paths import Folders
from digitpad.qt import faults, files, look, preferences, recovery, session
from digitpad.qt.widgets import links_aside
from digitpad.qt.widgets.landscape_page import LandscapePage
from digitpad.qt.widgets.link_image import LinkImages
from digitpad.qt.widgets.network_page import NetworkPage
from digitpad.qt.widgets.network_view import NetworkView
from digitpad.qt.widgets.notice import Notice
from digitpad.qt.widgets.samples_page import SamplesPage
from digitpad.qt.workers import Setup, keeper, sampler, surveyor, tally, trainer

WAIT = 60_000  # milliseconds; reached only by a test that fails

KINDS = (
    partial(RuntimeError, "a secret of the code"),
    MemoryError,
    partial(OSError, 28, "No space left on device", "/tmp/x.part"),
    partial(RefusedFileError, "/data/x", "it is damaged", "choose another file"),
)


def says(error, line):
    """Whether `line` is what a person should read of `error`."""
    if "\n" in line or "Traceback" in line or type(error).__name__ in line or "secret" in line:
        return False
    if isinstance(error, DigitpadError):
        return str(error) in line
    if isinstance(error, OSError):
        return "No space left on device" in line
    reason = "not enough memory" if isinstance(error, MemoryError) else "mistake in digitpad itself"
    return all(part in line for part in (reason, "Nothing of yours is lost", "try"))


@pytest.fixture(scope="module")
def counted(request):
    """How many faults were injected and told as they should be, printed at the end."""
    passed = []
    yield passed
    plugins = request.config.pluginmanager
    told = f"{len(set(passed))} points, {len(passed)} faults, each told in one line; no thread was left"
    with plugins.getplugin("capturemanager").global_and_fixture_disabled():
        plugins.getplugin("terminalreporter").write_line(f"\nfaults: {told}")


@pytest.fixture(autouse=True)
def lines(monkeypatch):
    """What the window tells, be it at its bottom, in the place of samples or in that of the map of the loss."""
    told = []
    for kind, name in ((Notice, "tell"), (SamplesPage, "show_fault"), (LandscapePage, "show_fault")):
        before = getattr(kind, name)

        def tell(self, text, *rest, before=before, **named):
            if not named.get("passing"):
                told.append(text)
            before(self, text, *rest, **named)

        monkeypatch.setattr(kind, name, tell)
    return told


@pytest.fixture
def app(window, lines, tmp_path):
    """The window as in the app, with what is raised in its slots told, and set to train a small network."""
    rng = np.random.default_rng(0)
    path = tmp_path / "digits.npz"
    np.savez(path, x=rng.integers(0, 255, (200, 28, 28), np.uint8), y=np.arange(200, dtype=np.uint8) % 10)
    window.panel.show_setup(Setup(str(path), hidden=(8,), batch_size=10, augment=False))
    with faults.caught(window.notice.tell):
        yield window
        end(window)


def end(window):
    """Close the window; nothing that it began may go on."""
    window.close()
    assert not any(thread.isRunning() for thread in window.findChildren(QThread))


def at_rest(window):
    """Whether nothing goes on behind the window."""
    return window.session.state == "resting" and not window.session.findChildren(QThread)


class Bomb:
    """Stands for a function and raises an error of `kind` from the call number `after` on, counted from 0."""

    def __init__(self, monkeypatch, owner, name, kind, after=0):
        self.calls = self.raised = 0
        real = getattr(owner, name)

        def call(*arguments, **named):
            self.calls += 1
            if self.calls > after:
                self.raised += 1
                raise kind()
            return real(*arguments, **named)

        monkeypatch.setattr(owner, name, call)


def retrain(window, tmp_path):
    window.panel.retrain_button.click()


def retrain_generated(window, tmp_path):
    window.panel.choose_data("generated")
    retrain(window, tmp_path)


def continue_(window, tmp_path):
    window.panel.continue_button.click()


def fetch(window, tmp_path):
    window.panel.choose_data("mnist")
    retrain(window, tmp_path)
    window.notice._action.click()


def show_samples(window, tmp_path):
    window.panel.samples_button.click()


def show_generated_samples(window, tmp_path):
    window.panel.choose_data("generated")
    show_samples(window, tmp_path)


def survey(window, tmp_path):
    window.menus.landscape.trigger()


def new_network(window, tmp_path):
    window.session.reset()


def choose(action, name, window, tmp_path):
    """Do what asks for a path, and give it one."""
    waiting = QTimer(interval=5)

    def answer():
        dialog = window.findChild(QFileDialog)
        if dialog and dialog.isVisible():
            waiting.stop()
            dialog.selectFile(str(tmp_path / name))
            dialog.accept()

    waiting.timeout.connect(answer)
    waiting.start()
    getattr(window.menus, action).trigger()


def open_model(window, tmp_path):
    window.session.open_model(tmp_path / "model.safetensors")


def copy(window, tmp_path):
    window.menus.copy_picture.trigger()


def keep(window, tmp_path):
    window.tools.keep.emit(7)


def drop(window, tmp_path):
    window.session.drop_sample()


def look_again(window, tmp_path):
    QTimer.singleShot(0, partial(window.session.set_drawing, window.canvas.drawing))


@dataclass(frozen=True)
class Stage:
    """Where it fails: `owner.name`, from its call number `after` on, when a person does `act`; how the line begins."""

    name: str
    owner: object
    attribute: str
    act: Callable
    line: str
    after: int = 0


LOADED, TRAINED = "The digits to train on could not be made ready", "Training stopped"
NOT_DONE = "That was not done"
STAGES = (
    Stage("loading", specs, "load", retrain, LOADED),
    Stage("reading-the-file", specs, "read_npz", retrain, LOADED),
    Stage("splitting", digits.Digits, "split", retrain, LOADED),
    Stage("generating-what-is-held-out", generator, "generate", retrain_generated, LOADED),
    Stage("beginning", trainer, "train", retrain, TRAINED),
    Stage("first-measurement", tally, "evaluate", retrain, TRAINED),
    Stage("first-epoch", batches.Shuffled, "epoch", retrain, TRAINED),
    Stage("generating-a-mini-batch", generator.Generated, "epoch", retrain_generated, TRAINED),
    Stage("first-step", training, "backpropagate", retrain, TRAINED),
    Stage("amid-an-epoch", training, "backpropagate", retrain, TRAINED, after=3),
    Stage("second-epoch", batches.Shuffled, "epoch", retrain, TRAINED, after=1),
    Stage("optimiser", optimizers.Adam, "step", retrain, TRAINED, after=8),
    Stage("later-measurement", tally, "evaluate", retrain, TRAINED, after=1),
    Stage("watching", tally.Watch, "look", retrain, TRAINED),
    Stage("counting", tally.Tally, "add", retrain, TRAINED, after=5),
    Stage("progress", tally.Tally, "progress", retrain, TRAINED, after=1),
    Stage("going-on", training, "backpropagate", continue_, TRAINED, after=3),
    Stage("fresh-weights", network.Network, "initialise", retrain, NOT_DONE),
    Stage("download-begins", download, "_receive", fetch, "mnist was not fetched"),
    Stage("download-breaks", download, "_received", fetch, "mnist was not fetched", after=1),
    Stage("download-is-checked", pooch.core, "hash_matches", fetch, "mnist was not fetched"),
    Stage("download-is-put-in-its-place", shutil, "move", fetch, "mnist was not fetched"),
    Stage("samples-load", specs, "load", show_samples, "No samples could be drawn"),
    Stage("samples-are-drawn", sampler, "_sheets", show_samples, "No samples could be drawn"),
    Stage("samples-are-generated", generator.Generated, "epoch", show_generated_samples, "No samples could be drawn"),
    Stage("survey-loads", specs, "load", survey, "The loss could not be mapped"),
    Stage("survey-begins", surveyor, "random_plane", survey, "The loss could not be mapped"),
    Stage("survey", surveyor, "survey", survey, "The loss could not be mapped"),
    Stage("links", LinkImages, "draw", new_network, "The links of the network could not be drawn"),
    Stage("scale-of-links", links_aside, "scale_of", new_network, "The links of the network could not be drawn"),
    Stage("png", NetworkPage, "pixmap", partial(choose, "save_picture", "x.png"), "{path}: the picture could not"),
    Stage("svg", NetworkView, "svg", partial(choose, "save_picture", "x.svg"), "{path}: the picture could not"),
    Stage(
        "picture-is-written",
        files,
        "write_atomically",
        partial(choose, "save_picture", "x.png"),
        "{path}: the picture could not",
    ),
    Stage("copy", NetworkPage, "pixmap", copy, "The picture was not copied"),
    Stage(
        "model-is-saved",
        session,
        "save_network",
        partial(choose, "save_model_as", "x.safetensors"),
        "{path}: the model was not saved",
    ),
    Stage("model-is-opened", session, "load_network", open_model, "{path}: the model was not opened"),
    Stage("reset", session, "load_network", new_network, "Starting from random weights"),
    Stage("sample-is-kept", session, "add_sample", keep, "The sample was not kept"),
    Stage("sample-is-dropped", session, "remove_last_sample", drop, "The sample was not taken back"),
    Stage("look", look.Look, "at", look_again, NOT_DONE),
)


@pytest.fixture
def small_set(monkeypatch):
    """A set called mnist of two small files that come from nowhere, piece by piece."""
    bodies = {"a-images-idx3-ubyte.gz": b"images" * 100, "a-labels-idx1-ubyte.gz": b"labels" * 100}
    files = tuple(
        catalogue.RemoteFile(name, hashlib.sha256(body).hexdigest(), len(body)) for name, body in bodies.items()
    )
    mnist = replace(catalogue.CATALOGUE["mnist"], files=files, mirrors=("https://localhost",))
    monkeypatch.setitem(catalogue.CATALOGUE, "mnist", mnist)
    monkeypatch.setattr(download, "_received", lambda piece: piece, raising=False)

    def receive(url):
        body = bodies[url.rpartition("/")[2]]
        for at in range(0, len(body), 100):
            yield download._received(body[at : at + 100])

    monkeypatch.setattr(download, "_receive", receive)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_fault_of_any_kind_is_told_in_one_line_and_the_app_goes_on(
    qtbot, app, lines, small_set, hand, tmp_path, caplog, monkeypatch, counted, stage
):
    monkeypatch.setattr(tally, "MEASURE", 0.05)
    hand(app.canvas, 7)
    qtbot.waitUntil(lambda: app.network.view._aside._there is not None, timeout=WAIT)
    chosen = app.panel.setup
    for kind in KINDS:
        with pytest.MonkeyPatch.context() as patch:
            bomb = Bomb(patch, stage.owner, stage.attribute, kind, stage.after)
            lines.clear()
            caplog.clear()
            stage.act(app, tmp_path)
            qtbot.waitUntil(lambda bomb=bomb: bomb.raised > 0, timeout=WAIT)
            qtbot.waitUntil(lambda: bool(told(lines)) and at_rest(app), timeout=WAIT)
        (line,) = told(lines)
        error = kind()
        assert says(error, line)
        known = isinstance(error, DigitpadError) or (isinstance(error, OSError) and stage.act is fetch)
        assert known or line.startswith(stage.line.partition("{path}")[0] or str(tmp_path))
        assert known or stage.line.removeprefix("{path}") in line
        # what nobody foresaw is in the log, once
        logged = [record for record in caplog.records if record.exc_info]
        assert len(logged) == (not known)
        for page in app.findChildren(QDialog):
            page.close()
        app.panel.show_setup(chosen)
        if stage.act is new_network:  # links that cannot be drawn are told once until they can
            app.session.reset()
            qtbot.waitUntil(lambda: drawn(app), timeout=WAIT)
    lines.clear()
    hand(app.canvas, 3)
    qtbot.waitUntil(lambda: len(app.session.look.drawing.strokes) == 2, timeout=WAIT)
    assert app.prediction.digit >= 0
    qtbot.waitUntil(lambda: drawn(app), timeout=WAIT)
    app.panel.retrain_button.click()
    qtbot.waitUntil(lambda: app.session.steps_done > 0, timeout=WAIT)
    end(app)
    assert lines == []
    counted += [stage.name] * len(KINDS)


def told(lines):
    """Without the offer to download, which is no fault."""
    return [line for line in lines if "MB to download" not in line]


def drawn(window):
    """Whether the links on the screen are those of the network that is looked through."""
    there = window.network.view._aside._there
    return there is not None and there.of.network is window.session.network


# Qt says this of a painting that fails within a call from Python: PySide raises the error when that returns
@pytest.mark.qt_log_ignore("QBackingStore::endPaint|This plugin does not support")
def test_a_view_that_fails_at_every_step_is_told_once_and_neither_training_nor_the_pen_is_held_up(
    qtbot, app, lines, hand, monkeypatch
):
    class Careless(QWidget):
        painted = 0

        def paintEvent(self, event):
            painter = QPainter(self)
            self.painted += painter.isActive()
            raise RuntimeError

    careless = Careless(app)
    careless.show()
    app.session.progressed.connect(careless.repaint)  # at once, so that emitting raises
    looks = Bomb(monkeypatch, look.Look, "at", partial(RuntimeError, "a secret of the code"))
    monkeypatch.setattr(trainer, "LEAST_STEPS", 1_000_000)  # on a busy machine the usual run was over before the sixth
    app.panel.retrain_button.click()
    qtbot.waitUntil(lambda: careless.painted > 5 and looks.raised > 5 and app.session.steps_done > 500, timeout=WAIT)
    monkeypatch.undo()
    careless.hide()
    assert len(lines) == 2
    assert set(lines) == {lines[0]}
    assert says(RuntimeError(), lines[0])
    hand(app.canvas, 7)
    qtbot.waitUntil(lambda: app.prediction.digit >= 0, timeout=WAIT)
    app.panel.pause_button.click()
    assert app.session.state == "resting"


def test_a_progress_that_cannot_be_shown_does_not_end_the_progress(qtbot, app, lines, monkeypatch):
    bomb = Bomb(monkeypatch, session.Session, "_show_progress", RuntimeError)
    app.panel.retrain_button.click()
    qtbot.waitUntil(lambda: bomb.raised > 5, timeout=WAIT)
    assert len(lines) == 1


def test_the_same_fault_is_told_again_when_it_comes_again_later(qtbot, app, lines, monkeypatch):
    def fail():
        raise RuntimeError

    for quiet, count in ((5, 1), (5, 1), (0, 2)):
        monkeypatch.setattr(faults, "QUIET", quiet)
        with qtbot.waitSignal(app.menus.zoom_in.triggered):
            QTimer.singleShot(0, fail)
            QTimer.singleShot(0, app.menus.zoom_in.trigger)
        assert len(lines) == count


def test_a_fault_in_a_thread_that_catches_nothing_is_told_by_the_window(qtbot, app, lines):
    class Careless(QThread):
        def run(self):
            raise RuntimeError

    thread = Careless()
    thread.start()
    qtbot.waitUntil(lambda: bool(lines), timeout=WAIT)
    assert thread.wait(WAIT)
    assert says(RuntimeError(), *lines)


@pytest.mark.parametrize("name", ["last_value", "last_exc"])  # the latter since Python 3.12
def test_a_fault_that_was_told_is_kept_nowhere(lines, name):
    error = RuntimeError()
    vars(sys)[name] = error
    with faults.caught(lines.append):
        sys.excepthook(RuntimeError, error, None)
    assert not hasattr(sys, name)


def test_what_ends_the_program_is_no_fault(app, lines, monkeypatch):
    passed_on = []
    with monkeypatch.context() as patch:
        patch.setattr(sys, "excepthook", lambda *raised: passed_on.append(raised))
        with faults.caught(lines.append):
            sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(passed_on) == 1
    assert lines == []


def test_a_learning_rate_that_ruins_the_network_is_explained_once_and_nothing_is_stopped(
    qtbot, app, lines, monkeypatch
):
    monkeypatch.setattr(trainer, "LEAST_STEPS", 1_000_000)  # on a busy machine the usual run may be over by then
    app.panel.learning_rate.setValue(app.panel.learning_rate.maximum())
    app.panel.retrain_button.click()
    qtbot.waitUntil(lambda: bool(lines), timeout=WAIT)
    assert "learning rate of 10" in lines[0]
    assert "0.001" in lines[0]
    assert app.session.state == "training"
    steps = app.session.steps_done
    qtbot.waitUntil(lambda: app.session.steps_done > steps + 1000, timeout=WAIT)
    app.panel.learning_rate.setValue(0.001)
    app.panel.retrain_button.click()
    qtbot.waitUntil(lambda: app.session.steps_done > 1000, timeout=WAIT)
    app.panel.reset_button.click()
    assert len(lines) == 1


def test_training_that_overflows_is_explained_and_leaves_a_network_that_reads(qtbot, app, lines, hand):
    app.panel.activation.setCurrentText("leaky-relu")
    app.panel.optimizer.setCurrentText("momentum")
    app.panel.learning_rate.setValue(app.panel.learning_rate.maximum())
    app.panel.retrain_button.click()
    qtbot.waitUntil(lambda: bool(lines) and app.session.state == "resting", timeout=WAIT)
    assert "learning rate below" in lines[0]
    assert len(lines) == 1
    hand(app.canvas, 7)
    qtbot.waitUntil(lambda: app.prediction.digit >= 0, timeout=WAIT)
    assert np.isfinite(app.session.network.parameters).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_checkpoint_that_cannot_be_written_is_told_once_and_the_next_is_tried(
    qtbot, app, lines, hand, monkeypatch, kind
):
    bomb = Bomb(monkeypatch, keeper, "save_checkpoint", kind)
    monkeypatch.setattr(recovery, "SOON_MS", 0)
    for tries in (1, 2):
        hand(app.canvas, 7)
        qtbot.waitUntil(lambda tries=tries: bomb.raised >= tries and bool(lines), timeout=WAIT)
    (line,) = lines
    assert says(kind(), line)
    assert "in case of a crash" in line


@pytest.mark.parametrize("kind", KINDS)
def test_settings_that_cannot_be_kept_leave_neither_a_window_nor_a_thread(qtbot, app, monkeypatch, kind):
    app.panel.retrain_button.click()
    app.panel.samples_button.click()
    qtbot.waitUntil(lambda: app.session.steps_done > 0, timeout=WAIT)
    monkeypatch.setattr(console, "complain", lambda line: None)
    Bomb(monkeypatch, preferences, "write_atomically", kind)
    QTimer.singleShot(0, app.close)
    qtbot.waitUntil(lambda: not app.isVisible(), timeout=WAIT)
    assert not any(thread.isRunning() for thread in app.findChildren(QThread))


IN_THE_APP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from digitpad.qt import app

create = app.start_window

def start_window(profile):
    window = create(profile)

    def fail():
        QTimer.singleShot(0, tell)
        raise RuntimeError("a secret of the code")

    def tell():
        print(window.notice.text)
        window.close()

    QTimer.singleShot(0, fail)
    return window

app.start_window = start_window
sys.exit(app.run_app(None, Path(sys.argv[1])))
"""


def test_the_app_itself_survives_a_fault_in_a_slot_and_logs_it(tmp_path):
    profile = tmp_path / "profile"
    command = [sys.executable, "-c", IN_THE_APP, profile]
    made = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert made.returncode == 0, made.stderr
    assert says(RuntimeError(), made.stdout.strip())
    logged = (Folders.below(profile).logs / "digitpad.log").read_text()
    assert logged.count("RuntimeError: a secret of the code") == 1
