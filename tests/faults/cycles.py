"""Open and close the window again and again, whatever it is doing: `make cycles`."""

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

import click
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from digitpad.data import download
from digitpad.net.neuron import Neuron
from digitpad.qt.app import start_window
from digitpad.qt.demo import HANDS, draw
from digitpad.qt.main_window import MainWindow
from digitpad.qt.session import LOADING, TRAINING
from digitpad.qt.workers import Downloader, Surveyor
from tests.faults import no_net
from tests.faults.health import HANG, Health, application, delete

OPEN_MS = 50
"""A dialog that waits for an answer is open for so long before the window is closed."""


class State:
    """What a window can be doing; each function brings it there."""

    def __init__(self, window: MainWindow, health: Health) -> None:
        self.window = window
        self.health = health

    def idle(self) -> None:
        self.health.pass_time(100)

    def not_painted(self) -> None:
        pass

    def drawn(self) -> None:
        draw(self.window.canvas, HANDS[3])

    def in_a_stroke(self) -> None:
        corner = self.window.canvas.mapTo(self.window, QPoint(0, 0))
        QTest.mousePress(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=corner + QPoint(50, 50))
        QTest.mouseMove(self.window.windowHandle(), corner + QPoint(90, 120))

    def amid_undo(self) -> None:
        for digit in HANDS:
            draw(self.window.canvas, HANDS[digit])
        self._edit()
        self.window.canvas.undo_stack.undo()
        self.window.canvas.undo_stack.undo()

    def loading(self) -> None:
        self.window.menus.retrain.trigger()
        self.health.wait(lambda: self.window.session.state == LOADING)

    def training(self) -> None:
        self.window.menus.retrain.trigger()
        self.health.wait(lambda: self.window.session.state == TRAINING and self.window.session.steps_done > 5)

    def paused(self) -> None:
        self.training()
        self.window.menus.pause.trigger()

    def learning_in_the_walk(self) -> None:
        self.walk()
        self.training()

    def downloading(self) -> None:
        self.window.panel.choose_data("mnist")
        self.window.menus.retrain.trigger()
        self.window.notice.findChild(QWidget, "noticeAction").click()
        self.health.wait(lambda: bool(self.window.session.findChildren(Downloader)))
        self.health.pass_time(50)

    def samples(self) -> None:
        self.window.menus.samples.trigger()
        self.health.wait(lambda: self.window.beside.samples.sheet.samples is not None)

    def surveying(self) -> None:
        self.window.menus.landscape.trigger()
        self.health.wait(lambda: bool(self.window.session.findChildren(Surveyor)))
        self.health.pass_time(100)

    def why(self) -> None:
        self.drawn()
        self.window.menus.why.trigger()
        self.health.pass_time(100)

    def walk(self) -> None:
        self.drawn()
        self.window.menus.walk.trigger()
        for _ in range(7):
            self.health.pass_time(10)
            self.window.menus.walk_next.trigger()

    def inspecting(self) -> None:
        self.drawn()
        self.window.network.view.select(Neuron(1, 3))
        self.health.pass_time(50)

    def typing_a_weight(self) -> None:
        self.inspecting()
        self.window.network.inspector.terms.edit_weight(1)
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_5)

    def wave(self) -> None:
        self.drawn()
        self.window.menus.play.trigger()
        self.health.pass_time(100)

    def telling(self) -> None:
        self.window.session.open_model(Path("missing.safetensors"))

    def about(self) -> None:
        self.window.menus.about.trigger()

    def a_menu(self) -> None:
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(15, 10))

    def a_list(self) -> None:
        self.window.panel.optimizer.showPopup()

    def full_screen(self) -> None:
        self.window.menus.full_screen.trigger()
        self.health.pass_time(50)

    def minimised(self) -> None:
        self.window.showMinimized()
        self.health.pass_time(50)

    def asked_for_a_model(self) -> None:
        self._close_in(self.window.menus.open_model.trigger)

    def asked_for_a_folder(self) -> None:
        self._close_in(self.window.menus.open_folder.trigger)

    def asked_where(self) -> None:
        self._close_in(self.window.menus.save_picture.trigger)

    def _close_in(self, ask: Callable[[], object]) -> None:
        QTimer.singleShot(OPEN_MS, self.window, self.window.close)
        ask()

    def _edit(self) -> None:
        network = self.window.session.network
        self.window.network.weight_edited.emit(0, 5, 5, float(network.weights[0][5, 5]) + 1)


STATES = {name: state for name, state in vars(State).items() if not name.startswith("_")}


def cycle(name: str, profile: Path, health: Health) -> None:
    """Open a window, bring it into the state of this name, close it and see what is left."""
    window = start_window(profile)
    window.show()
    window.panel.choose_data("generated")  # what was chosen last is remembered
    STATES[name](State(window, health))
    window.close()
    delete(window)
    del window
    health.judge_end()
    health.beat()


@click.command()
@click.option("--cycles", default=100, show_default=True)
def main(cycles: int) -> None:
    """One line of figures; exits with 1 after whatever must not be."""
    began = time.monotonic()
    done = 0
    with (
        tempfile.TemporaryDirectory() as profile,
        Health(cycles) as health,
        patch.object(download, "fetch", partial(no_net.fetch, seconds=HANG)),
    ):
        running = application()
        for done in range(1, cycles + 1):
            name = list(STATES)[(done - 1) % len(STATES)]
            cycle(name, Path(profile), health)
            health.sample()
            if health.faults:
                health.faults.insert(0, f"in cycle {done}, {name}:")
                break
        health.judge_growth()
        del running
    for fault in health.faults:
        click.echo(fault, err=True)
    click.echo(f"{done} cycles through {len(STATES)} states in {time.monotonic() - began:.0f} s; {health.figures()}")
    sys.exit(bool(health.faults))


if __name__ == "__main__":
    main()
