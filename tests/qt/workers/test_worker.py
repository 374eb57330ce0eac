from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, Signal

from digitpad.errors import CancelledError, RefusedValueError
from digitpad.qt.workers.worker import Worker

WAIT = 60_000  # milliseconds; reached only by a test that fails


class Counter(Worker):
    """Sends 1, 2 and 3, and then does what it is told."""

    counted = Signal(int)

    def __init__(self, parent, then):
        super().__init__(parent)
        self._then = then
        self._fault = "Nothing was counted"
        self.heard = []
        for signal in (self.counted, self.failed):
            signal.connect(self.heard.append)
        self.ended.connect(lambda: self.heard.append("ended"))

    def work(self):
        for number in (1, 2, 3):
            self.send(self.counted, number)
        self._then()


def error(kind):
    def fail():
        raise kind

    return fail


def nothing():
    pass


@pytest.mark.parametrize(
    ("then", "last"),
    [
        (nothing, []),
        (error(CancelledError()), []),
        (error(RefusedValueError("4 is too much")), ["4 is too much"]),
        (error(MemoryError()), ["Nothing was counted"]),
    ],
)
def test_all_arrives_in_its_order_then_what_went_wrong_and_that_it_is_over(qtbot, owner, then, last):
    worker = Counter(owner, then)
    with qtbot.waitSignal(worker.ended, timeout=WAIT):
        worker.start()
    assert worker.wait(WAIT)
    assert worker.heard[:3] == [1, 2, 3]
    assert [line.partition(":")[0] for line in worker.heard[3:-1]] == last
    assert worker.heard[-1] == "ended"


def test_a_worker_that_was_left_sends_nothing_more_not_even_what_is_on_its_way(qtbot, owner):
    there = Event()
    worker = Counter(owner, there.set)
    worker.start()
    assert there.wait(WAIT / 1000)
    worker.leave()
    assert worker.wait(WAIT)
    QCoreApplication.processEvents()
    assert worker.heard == []


def test_what_is_sent_arrives_in_the_thread_that_made_the_worker(qtbot, owner):
    worker = Counter(owner, nothing)
    inside = []
    worker.counted.connect(lambda: inside.append(worker.thread().isCurrentThread()))
    with qtbot.waitSignal(worker.ended, timeout=WAIT):
        worker.start()
    assert worker.wait(WAIT)
    assert inside == [True] * 3
