"""What a person had when the program was killed, or trained and did not save: kept, and brought back when wanted."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from digitpad.qt.look import Look
from digitpad.qt.session import TRAINING, Session

if TYPE_CHECKING:
    from digitpad.qt.widgets.canvas import Canvas
    from digitpad.qt.widgets.training_panel import TrainingPanel
    from digitpad.qt.widgets.training_plot import TrainingPlot
    from digitpad.qt.workers.checkpoint import Checkpoint
    from digitpad.qt.workers.keeper import Keeper

LOOK_MS = 200
"""What was left is looked for so late: the window comes first."""

SOON_MS, TRAINING_MS = 1000, 4000
"""After something changed it is kept at the latest after so long, or after so long when only training changed it."""

WRITING_SHARE = 0.05
"""At most this share of the time goes into writing; the largest network has 64 MB."""


class Recovery(QObject):
    """Keeps checkpoints of one window, and asks what to do with one that was left.

    Signals:
        found: a question for the person; `bring_back` and `discard` are the answers.
        told: one line that the person should read.
    """

    found = Signal(str)
    told = Signal(str)

    def __init__(
        self, session: Session, canvas: "Canvas", panel: "TrainingPanel", plot: "TrainingPlot", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._panel, self._plot = session, canvas, panel, plot
        self._offered: Checkpoint | None = None
        self._kept: bool | None = None  # whether the network in the last checkpoint is unsaved; None without one
        self._see()
        self._writing = False
        self._rest = 0  # milliseconds before the next is written, at least
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._keep)
        self._first = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._first.timeout.connect(lambda: self._keeper.look())
        self._first.start()
        session.looked.connect(self._changed)
        session.saved.connect(self._keep_soon)

    @cached_property
    def _keeper(self) -> "Keeper":
        from digitpad.qt.workers.keeper import Keeper

        made = Keeper(self._session.folders.unsaved, self)
        made.found.connect(self._ask)
        made.kept.connect(self._written)
        made.failed.connect(self.told)
        return made

    def bring_back(self) -> None:
        """Put everything in place as it was; training stays paused."""
        old, self._offered = self._offered, None
        if old is None:
            return
        replaced = old.unsaved and self._session.unsaved
        if replaced:  # by what is brought back: it is asked about at the next start
            self._keeper.keep(self._checkpoint(closed=True))
        self._keeper.take_over(leave=replaced)
        self._kept = old.unsaved
        if not old.drawing.empty:
            self._canvas.draw(old.drawing, self.tr("return of the drawing"))
        # the question was about the drawing alone when nothing was unsaved
        untouched = not (self._session.unsaved or self._session.model_path)
        if old.unsaved or (old.model and untouched):
            self._session.bring_back(old)
            self._plot.show_curve(old.curve)
        if old.setup:
            self._panel.show_setup(old.setup)

    def discard(self) -> None:
        """Remove what was left."""
        self._offered = None
        self._keeper.discard()

    def keep_unsaved(self) -> str:
        """Keep a network that is in no file for the next start; returns one line on why it cannot be, else nothing."""
        return self._keeper.keep_last(self._checkpoint(closed=True)) if self._session.unsaved else ""

    def close(self) -> None:
        """Leave nothing but what was kept of a network that is in no file.

        What was left and not answered stays.
        """
        self._first.stop()
        self._due.stop()
        if "_keeper" in vars(self):
            self._keeper.close(leave=self._session.unsaved)
        self._kept = None
        self._see()

    def _ask(self, checkpoint: "Checkpoint") -> None:
        self._offered = checkpoint
        self.found.emit(question(checkpoint))

    def _changed(self, look: Look) -> None:
        drawing, network = self._seen
        if look.drawing is not drawing or look.network is not network:
            trained = look.drawing is drawing and self._session.state == TRAINING
            # the first of a run is kept soon
            self._keep_within(TRAINING_MS if trained and self._kept else SOON_MS)

    def _see(self) -> None:
        """What is there now is kept, or about to be."""
        self._seen = self._session.drawing, self._session.network

    def _keep_soon(self) -> None:
        self._keep_within(SOON_MS)

    def _keep_within(self, milliseconds: int) -> None:
        wait = max(milliseconds, self._rest)
        if not self._due.isActive() or self._due.remainingTime() > wait:
            self._due.start(wait)

    def _keep(self) -> None:
        if self._writing:
            self._due.start(SOON_MS)
            return
        self._see()
        made = self._checkpoint() if self._session.unsaved or not self._session.drawing.empty else None
        if made or self._kept is not None:
            self._kept, self._writing = made.unsaved if made else None, True
            self._keeper.keep(made)

    def _checkpoint(self, closed: bool = False) -> "Checkpoint":
        from digitpad.qt.workers.checkpoint import Checkpoint, Curve

        session = self._session
        progress, curve = session.progress, self._plot.curve
        if session.aside():  # they may be of what was trained in its place
            progress, curve = None, Curve()
        return Checkpoint(
            when=time.time(),
            closed=closed,
            drawing=session.drawing,
            network=session.own,
            unsaved=session.unsaved,
            model=session.model_path,
            progress=progress,
            trained_on=session.trained_on,
            curve=curve,
            setup=self._panel.setup,
        )

    def _written(self, seconds: float) -> None:
        self._writing = False
        self._rest = round(1000 * seconds / WRITING_SHARE)


def question(checkpoint: "Checkpoint") -> str:
    """What a person is asked about `checkpoint`."""
    translate = QCoreApplication.translate
    drawn, progress, loss = not checkpoint.drawing.empty, checkpoint.progress, checkpoint.last_loss
    if not checkpoint.unsaved:
        asked = translate("Recovery", "Bring back the drawing of {when}?")
    elif progress and loss is not None:
        asked = (
            translate(
                "Recovery",
                "Bring back the drawing and the network in training of {when} (epoch {epoch}, loss {loss:.2f})?",
            )
            if drawn
            else translate("Recovery", "Bring back the network in training of {when} (epoch {epoch}, loss {loss:.2f})?")
        )
    elif drawn:
        asked = translate("Recovery", "Bring back the drawing and the unsaved network of {when}?")
    else:
        asked = translate("Recovery", "Bring back the unsaved network of {when}?")
    why = (
        translate("Recovery", "The network was not saved.")
        if checkpoint.closed
        else translate("Recovery", "digitpad was not closed properly.")
    )
    return f"{why} {asked.format(when=_when(checkpoint.when), epoch=progress and progress.epoch, loss=loss)}"


def _when(seconds: float) -> str:
    """The time of today, or the date and the time."""
    from PySide6.QtCore import QDateTime, QLocale  # which take a while, and are seldom needed

    at, locale = QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale()
    if at.date() == QDateTime.currentDateTime().date():
        return locale.toString(at.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(at, QLocale.FormatType.ShortFormat)
