import subprocess
import sys
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets import link_image, links_aside
from digitpad.qt.widgets.link_image import LinkImages
from digitpad.qt.widgets.links_aside import LinksAside, Wanted
from digitpad.qt.widgets.placement import place

WAIT = 60_000

SIZE = (740, 380)


@pytest.fixture
def small():
    return Network((784, 12, 10)).initialise(np.random.default_rng(3))


@pytest.fixture
def wanted(small):
    return Wanted(LinkImages(place(small.sizes, *SIZE), *SIZE, 1.0), small, None, None, theme.LIGHT)


@pytest.fixture
def coarse(monkeypatch):
    """Pictures are first drawn coarsely."""
    monkeypatch.setattr(link_image, "AFFORDED", 20_000)


@pytest.fixture
def aside(qtbot):
    made = LinksAside()
    made.got, made.told = [], []
    made.drawn.connect(made.got.append)
    made.failed.connect(made.told.append)
    yield made
    made.want(None)
    qtbot.waitUntil(lambda: not made._under_way, timeout=WAIT)


@pytest.fixture
def wait(qtbot):
    """Waits until something is so."""
    return lambda so: qtbot.waitUntil(lambda: bool(so()), timeout=WAIT)


def other_network(wanted):
    return replace(wanted, network=wanted.network.copy())


def test_what_is_wanted_is_drawn_once(aside, wait, wanted):
    for _ in range(3):
        aside.want(wanted)
    wait(lambda: aside.got)
    aside.want(wanted)
    assert not aside._redraw.isActive()
    assert [links.of for links in aside.got] == [wanted]
    assert aside.got[0].image.size().toTuple() == SIZE


def test_of_many_that_are_wanted_one_after_the_other_the_last_is_drawn(aside, wait, wanted):
    many = [other_network(wanted) for _ in range(20)]
    for one in many:
        aside.want(one)
    wait(lambda: aside.got)
    assert [links.of for links in aside.got] == [many[-1]]


def test_nothing_is_drawn_when_nothing_is_wanted_any_more(aside, wanted):
    aside.want(wanted)
    aside.want(None)
    assert not aside._redraw.isActive()
    assert aside._under_way is None


def test_links_that_were_drawn_in_haste_are_drawn_exactly_at_rest(aside, wait, wanted, coarse):
    aside.want(wanted)
    wait(lambda: len(aside.got) == 2)
    quick, exact = aside.got
    assert not wanted.images.sharp
    assert (quick.exact, exact.exact) == (False, True)
    assert quick.image != exact.image
    aside.want(wanted)
    assert not aside._rest.isActive()
    assert not aside._redraw.isActive()


def test_what_changes_while_links_are_drawn_exactly_is_drawn_next(aside, wait, wanted, three, coarse):
    aside.want(wanted)
    wait(lambda: aside.got)
    aside._rest.stop()
    aside._draw_exactly()
    look = Look.at(three, wanted.network)
    other = replace(wanted, drawing=look.drawing, forward=look.forward)
    aside.want(other)
    wait(lambda: aside.got[-1].of is other)


@pytest.mark.parametrize("change", [lambda _: None, other_network], ids=["nothing", "another"])
def test_links_that_are_not_wanted_any_more_are_not_drawn_to_the_end(aside, wait, wanted, coarse, monkeypatch, change):
    columns, changed, plan = [], Event(), link_image._plan
    aside.want(wanted)
    wait(lambda: aside.got)
    aside._rest.stop()

    def planned(*column):
        changed.wait(20)
        columns.append(column)
        return plan(*column)

    monkeypatch.setattr(link_image, "_plan", planned)
    aside._draw_exactly()
    aside.want(change(wanted))
    changed.set()
    wait(lambda: not aside._under_way)
    assert len(columns) <= 2
    monkeypatch.undo()
    aside.want(wanted)
    wait(lambda: aside.got[-1].exact)


def test_no_column_is_drawn_before_what_the_pen_has_drawn_is_painted(aside, wait, wanted, monkeypatch):
    asked, waited = Event(), []
    painted, wait_for_it = aside._all_painted.is_set, aside._all_painted.wait
    monkeypatch.setattr(links_aside, "PATIENCE", 20.0)
    monkeypatch.setattr(
        aside._all_painted, "wait", lambda most: waited.append((painted(), asked.set(), wait_for_it(most)))
    )
    aside.give_way()
    aside.want(wanted)
    aside._redraw.stop()
    aside._draw_quickly()
    assert asked.wait(20)
    wait(lambda: aside.got)
    assert waited[0] == (False, None, True)


def no_memory(*_):
    raise MemoryError


def test_a_drawing_that_fails_is_not_tried_again_until_something_changes(aside, wait, wanted):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LinkImages, "draw", no_memory)
        aside.want(wanted)
        wait(lambda: aside._failed)
        aside.want(wanted)
        assert not aside._redraw.isActive()
    changed = other_network(wanted)
    aside.want(changed)
    wait(lambda: aside.got)
    aside.want(wanted)
    wait(lambda: len(aside.got) == 2)
    assert [links.of for links in aside.got] == [changed, wanted]
    assert [line.partition(":")[0] for line in aside.told] == ["The links of the network could not be drawn"]


def test_an_exact_drawing_that_fails_is_not_tried_again_until_the_view_is_shown_again(aside, wait, wanted, coarse):
    with pytest.MonkeyPatch.context() as patch:
        aside.want(wanted)
        wait(lambda: aside.got)
        patch.setattr(LinkImages, "draw", no_memory)
        wait(lambda: aside._failed)
        aside.want(wanted)
        assert not aside._rest.isActive()
    aside.want(None)
    aside.want(wanted)
    wait(lambda: aside.got[-1].exact)
    assert [line.partition(":")[0] for line in aside.told] == ["The links of the network could not be drawn"]


COLLECTED = """
import gc, sys, threading
import numpy as np
from PySide6.QtWidgets import QApplication
from digitpad.net.network import Network
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets import link_image
from digitpad.qt.widgets.network_view import NetworkView

application = QApplication([])
under_way, plan, columns = threading.Event(), link_image._plan, []

def planned(*column):
    under_way.set()
    columns.append(column)
    return plan(*column)

link_image._plan = planned
gc.disable()
view = NetworkView()
view.itself = view
view.resize(1200, 800)
view.show()
view.show_look(Look.at(NOTHING_DRAWN, Network((784, 512, 256, 10)).initialise(np.random.default_rng(0))))
while not under_way.is_set():
    application.processEvents()
del view
gc.collect()
assert not any(isinstance(one, NetworkView) for one in gc.get_objects())
application.processEvents()
print("collected")
"""


def test_the_collector_may_take_a_view_while_its_links_are_drawn():
    ended = subprocess.run([sys.executable, "-c", COLLECTED], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "collected\n", "")
