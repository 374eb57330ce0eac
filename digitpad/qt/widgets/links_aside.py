"""The picture of all links, drawn in another thread while the window goes on."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from digitpad.ink.strokes import Drawing
from digitpad.net.network import Forward, Network
from digitpad.qt import faults, theme
from digitpad.qt.widgets.link_image import LinkImages, Scale, contributions, scale_of

REDRAW_MS, FRAME_MS = 500, 33
"""While training changes the weights, the links are drawn anew so often at most; while a pen moves, so often."""

FIRST_MS = 30
"""The first ones wait for so long: a thread beside the window's would hold up its first painting."""

PATIENCE = 0.1
"""Seconds that links wait for the pen's look to be painted, at most."""

SHARE = 0.2
"""At most this share of the time goes into links that training changed."""

REST_MS = 300
"""When nothing has changed for so long, links that were drawn coarsely to be quick are drawn exactly."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """Which picture of the links is wanted, or there.

    Attributes:
        images: the layout.
        drawing, forward: whose contributions are drawn; None for the weights.
    """

    images: LinkImages
    network: Network
    drawing: Drawing | None
    forward: Forward | None
    shown: theme.Theme

    @property
    def values(self) -> Sequence[NDArray[np.float32]]:
        """One array (sources, targets) for each gap."""
        if self.forward is None:
            return self.network.weights
        return contributions(self.network, self.forward.activations)

    def is_for(self, other: "Wanted") -> bool:
        """Whether the other picture would look the same."""
        return all(mine is its for mine, its in zip(vars(self).values(), vars(other).values(), strict=True))


@dataclass(frozen=True, eq=False)
class Links:
    """A finished picture: what it is of, its scale, and whether it is as exact as it can be; `took` in seconds."""

    image: QImage
    of: Wanted
    scale: Scale
    exact: bool
    took: float


def draw(wanted: Wanted, images: LinkImages, unwanted: Callable[[], bool] = bool) -> Links | None:
    """Draw with these `images` of its layout; None when it has become unwanted meanwhile."""
    began = time.monotonic()
    values = wanted.values
    scale = scale_of(values)
    image = images.draw(values, scale.full, wanted.shown, unwanted)
    return None if image.isNull() else Links(image, wanted, scale, images.exact, time.monotonic() - began)


class LinksAside(QObject):
    """Draws what was wanted last, not more often than there is time for, and exactly when nothing changes any more.

    Nobody ever waits for the thread, and the thread knows neither this nor the view: Python's garbage collector may
    delete them at any time, and would wait for a thread that waits for Python.

    Signals:
        drawn: Links of the layout that is wanted.
        failed: one line for the person; there are no more until the links can be drawn again.
    """

    drawn = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Wanted | None = None
        self._there: Links | None = None
        self._failed: Wanted | None = None
        self._told = False  # that drawing fails
        self._under_way: tuple[Wanted, bool] | None = None  # and whether exactly
        self._began = self._took = 0.0
        self._post = _Post()
        self._post.ended.connect(self._take)
        self._abandoned = Event()
        self.destroyed.connect(self._abandoned.set)
        # Threads of Python hold each other up: nothing is drawn aside while what follows the pen is painted.
        self._all_painted = Event()
        self._all_painted.set()
        # A timer without an interval comes after what was posted before, such as the painting of a look.
        self._painted = QTimer(self, singleShot=True)
        self._painted.timeout.connect(self._all_painted.set)
        self._redraw = QTimer(self, singleShot=True)
        self._redraw.timeout.connect(self._draw_quickly)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._draw_exactly)

    def want(self, wanted: Wanted | None) -> None:
        """Draw this soon if it is not there; None ends it all."""
        self._wanted = wanted
        if wanted is None:
            self._redraw.stop()
            self._rest.stop()
            self._abandoned.set()
            self._all_painted.set()
            self._failed = None
            return
        if self._failed:
            if wanted.is_for(self._failed):
                return
            self._failed = None
        if self._under_way:
            of, exactly = self._under_way
            if exactly and not wanted.is_for(of):
                self._abandoned.set()
            return
        if self._redraw.isActive():
            return
        there = self._there
        if there and wanted.is_for(there.of):
            if not (wanted.images.sharp or there.exact):
                self._rest.start()
            return
        self._rest.stop()
        passed = 1000 * (time.monotonic() - self._began)
        pause = 0.0
        if there and wanted.images is there.of.images and wanted.shown is there.of.shown:
            same_drawing = wanted.drawing is there.of.drawing
            pause = max(REDRAW_MS, 1000 * self._took / SHARE) if same_drawing else FRAME_MS
        self._redraw.start(max(0, round(pause - passed)) if there else FIRST_MS)

    def give_way(self) -> None:
        """Let the thread wait until what the pen has drawn is painted."""
        self._all_painted.clear()
        self._painted.start()

    def _draw_quickly(self) -> None:
        if self._wanted:
            self._draw(self._wanted, self._wanted.images)

    def _draw_exactly(self) -> None:
        if self._wanted and self._there and self._wanted.is_for(self._there.of):
            quick = self._wanted.images
            self._draw(self._wanted, LinkImages(quick.placement, *quick.size, quick.ratio, exact=True))

    def _draw(self, wanted: Wanted, images: LinkImages) -> None:
        post, all_painted, abandoned = self._post, self._all_painted, self._abandoned
        abandoned.clear()

        def unwanted() -> bool:
            all_painted.wait(PATIENCE)
            return abandoned.is_set()

        def draw_aside() -> None:
            try:
                post.ended.emit(draw(wanted, images, unwanted))
            except Exception as error:
                what = QCoreApplication.translate("LinksAside", "The links of the network could not be drawn")
                post.ended.emit(faults.line(error, what))

        self._began = time.monotonic()
        Thread(target=draw_aside, name="links").start()
        self._under_way = wanted, images.exact

    def _take(self, ended: Links | str | None) -> None:
        """Go on after a drawing that is finished, or abandoned, or has failed, which is told in a line."""
        assert self._under_way
        wanted, _ = self._under_way
        self._under_way = None
        links = ended if isinstance(ended, Links) else None
        if links is None and not self._abandoned.is_set():
            self._failed = wanted  # not again, or it would fail without an end
        if links:
            self._told = False
        elif self._failed and isinstance(ended, str) and not self._told:
            self._told = True
            self.failed.emit(ended)
        if links and not links.exact:
            self._took = links.took
        if links and self._wanted and links.of.images is self._wanted.images:
            self._there = links
            self.drawn.emit(links)
        self.want(self._wanted)


class _Post(QObject):
    """Carries what was drawn out of the thread, or None, or why it was not; may be deleted in any."""

    ended = Signal(object)
