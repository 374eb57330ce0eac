import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from digitpad.qt import theme
from digitpad.qt.widgets.training_plot import MOST, Averages, TrainingPlot, smoothed
from digitpad.qt.workers import Progress


@pytest.fixture
def plot(qtbot):
    made = TrainingPlot()
    qtbot.addWidget(made)
    made.resize(600, 240)
    made.show()
    qtbot.waitUntil(lambda: made._axes is not None, timeout=20_000)
    return made


def some_progress(network, step, losses, accuracy=None):
    return Progress(network, step, 1, 30, 0.1, np.asarray(losses, float), accuracy, 1.0, 1.0)


def test_a_plot_that_is_deleted_right_after_its_first_painting_builds_no_axes(qtbot):
    made = TrainingPlot()
    made.grab()
    delete(made)
    with qtbot.captureExceptions() as raised:
        QApplication.processEvents()
    assert not raised


@pytest.mark.parametrize("count", [1, 599, 600, 601, 5_000, 123_457])
def test_averages_keep_the_series_in_few_points(count):
    values = np.sin(np.arange(count) / 50)
    averages = Averages()
    for part in np.array_split(values, 7):
        averages.add(part)
    assert len(averages.values) <= MOST
    whole = len(averages.values) * averages.stretch
    assert count - whole < averages.stretch
    expected = values[:whole].reshape(-1, averages.stretch).mean(axis=1)
    np.testing.assert_allclose(averages.values, expected, atol=1e-12)
    assert averages.middles[0] == averages.stretch / 2


def test_smoothing_keeps_a_straight_line_and_calms_noise():
    line = np.linspace(3, 1, 400)
    np.testing.assert_allclose(smoothed(line)[10:-10], line[10:-10])
    noise = np.random.default_rng(0).normal(size=400)
    assert smoothed(noise).std() < 0.4
    assert len(smoothed(np.empty(0))) == 0


def test_both_curves_show_what_was_told(qtbot, plot, network):
    plot.show_progress(some_progress(network, 0, [], 0.1))
    plot.show_progress(some_progress(network, 3, [2.0, 1.0, 0.5], 0.75))
    qtbot.waitUntil(lambda: plot._axes._accuracy.xData is not None and len(plot._axes._accuracy.xData) == 2)
    np.testing.assert_allclose(plot._axes._raw.yData, [2.0, 1.0, 0.5])
    np.testing.assert_allclose(plot._axes._accuracy.yData, [10, 75])
    assert plot._accuracy._value.text() == "75.0 %"
    assert plot._loss._value.text() == "0.500"


class Paints(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_curves_that_grow_are_painted_once(plot, network):
    paints = Paints(plot._axes.viewport())
    for turn in range(5):
        plot.show_progress(some_progress(network, 200 * turn, np.ones(200) / (turn + 1), 0.5))
        plot._redraw.stop()
        plot._draw()
        paints.count = 0
        for _ in range(10):
            QApplication.processEvents()
    assert paints.count == 1


def test_after_a_restart_the_curves_begin_anew(qtbot, plot, network):
    plot.show_progress(some_progress(network, 2, [2.0, 1.0], 0.5))
    qtbot.waitUntil(lambda: plot._axes._raw.yData is not None and len(plot._axes._raw.yData) == 2)
    plot.restart()
    qtbot.waitUntil(lambda: plot._axes._raw.yData is None or len(plot._axes._raw.yData) == 0)
    assert plot._loss._value.text() == ""


def test_axes_have_names_with_units_in_the_colours_of_the_theme(plot):
    plot.show_theme(theme.DARK)
    axes = {name: plot._axes.getPlotItem().getAxis(name) for name in ("left", "right", "bottom")}
    assert [axes[name].labelText for name in ("left", "right", "bottom")] == [
        "loss",
        "accuracy (%)",
        "mini-batches",
    ]
    assert axes["left"].textPen().color() == theme.DARK.muted


@pytest.mark.parametrize("width", [477, 600, 733])
@pytest.mark.parametrize("last", [100, 1_000, 20_000])
def test_the_first_and_the_last_step_are_on_the_axis(qtbot, plot, network, width, last):
    plot.resize(width, 226)
    plot.show_progress(some_progress(network, last, np.ones(last), 0.5))
    axis = plot._axes.getPlotItem().getAxis("bottom")
    qtbot.waitUntil(lambda: axis.range[1] >= last)
    plot.grab()
    paper = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(paper)
    labels = [text for _, _, text in axis.generateDrawSpecs(painter)[2]]
    painter.end()
    assert labels[0] == "0"
    assert labels[-1] == str(last)


def test_pyqtgraph_is_not_needed_before_the_first_paint(tmp_path):
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; from digitpad.qt.app import create_window;"
        f"a = QApplication([]); w = create_window({str(tmp_path)!r}); assert 'pyqtgraph' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
