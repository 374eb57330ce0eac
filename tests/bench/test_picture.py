"""How fast all links of the default network are drawn: aside, and what is left for the thread of the window."""

import statistics
import time

import numpy as np
import pytest

pytest.importorskip("PySide6", reason="PySide6 is not installed")

from PySide6.QtCore import QLineF
from PySide6.QtGui import QImage, QPainter, QPen

from digitpad.ink.strokes import Drawing
from digitpad.net.storage import load_network
from digitpad.paths import resource
from digitpad.qt import theme
from digitpad.qt.demo import HANDS
from digitpad.qt.look import Look
from digitpad.qt.widgets.link_image import LinkImages, contributions, gaps, scale_of
from digitpad.qt.widgets.network_view import NetworkView

WIDTH, HEIGHT = 720, 408
"""Of the picture in a window of 1280 x 800."""

TURNS = 60


@pytest.fixture
def look():
    three = Drawing((1.0, 1.0), tuple(np.array(stroke) for stroke in HANDS[3]))
    return Look.at(three, load_network(resource("weights/default.safetensors")))


@pytest.fixture
def view(qtbot, look):
    made = NetworkView()
    qtbot.addWidget(made)
    made.resize(WIDTH, HEIGHT)
    made.show()
    made.show_look(look)
    qtbot.waitUntil(lambda: made._links is not None, timeout=20_000)
    return made


def median(act):
    """In milliseconds, after some turns to warm up."""
    times = []
    for turn in range(TURNS):
        started = time.perf_counter()
        act()
        if turn >= 5:
            times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def test_all_links_aside(table, view, look):
    placement = view._placement
    images = LinkImages(placement, WIDTH, HEIGHT, 1.0)
    started = time.perf_counter()
    images.draw(look.network.weights, 1.0, theme.LIGHT)
    first = 1000 * (time.perf_counter() - started)

    def draw(values):
        images.draw(values, scale_of(values).full, theme.LIGHT)

    took = median(lambda: draw(look.network.weights))
    table.add(f"all weights of 784-128-64-10 as a picture, aside (n={TURNS})", f"{took:.1f} ms", "30 ms", "15 ms")
    took = median(lambda: draw(contributions(look.network, look.forward.activations)))
    table.add(f"all contributions of a drawing, aside (n={TURNS})", f"{took:.1f} ms", "30 ms", "15 ms")
    table.add("  the first of a layout", f"{first:.0f} ms")
    table.add("  memory kept for the layout", f"{images.nbytes / 1e6:.0f} MB", "40 MB", "")


def test_the_thread_of_the_window(table, view, look):
    seen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def act():
        drawn = view._links
        look_again = Look(look.drawing, look.image, look.network, look.forward)
        view.show_look(look_again)
        view._show_links(drawn)
        view.render(seen)

    act()
    table.add(f"  on the window's thread: look, hand-over, paint (n={TURNS})", f"{median(act):.1f} ms", "4 ms", "2 ms")


def test_the_same_links_as_lines_of_a_painter(table, view, look):
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    started = time.perf_counter()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for gap, weights in zip(gaps(view._placement, 1.0), look.network.weights, strict=True):
        for colour, kept in ((theme.LIGHT.positive, weights > 0), (theme.LIGHT.negative, weights < 0)):
            painter.setPen(QPen(theme.faded(colour, 0.02), 1))
            sources, targets = np.nonzero(kept)
            starts, ends = gap.starts[sources].tolist(), gap.ends[targets].tolist()
            painter.drawLines([QLineF(gap.left, y0, gap.right, y1) for y0, y1 in zip(starts, ends, strict=True)])
    painter.end()
    table.add("  the same as straight lines of QPainter (n=1)", f"{1000 * (time.perf_counter() - started):,.0f} ms")
