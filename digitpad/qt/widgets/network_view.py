"""The network as a picture: input image, hidden neurons, outputs, and the strongest links between them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets import links
from digitpad.qt.widgets.digit_view import picture
from digitpad.qt.widgets.neurons import Stencil
from digitpad.qt.widgets.placement import CAPTION, Placement, place

CAPTION_WIDTH = 96
"""Captions of layers whose middles are closer than this are cut short."""

REDRAW_MS = 200
"""While training changes the weights, their links are drawn anew so often; neurons follow every look."""


class NetworkView(QWidget):
    """Shows every neuron's activation as a grey, and links in the colour of their weight's sign.

    The links of the weights are kept as a picture, since they change only when the network does; while it learns they
    are drawn in another thread. When something is on the canvas they step back, and the links that carry most of it
    are drawn over them.
    """

    _drawn_aside = Signal(QImage, object, object)  # with its network and its placement

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkView")
        self.setMinimumSize(360, 280)
        self.setAccessibleName(self.tr("Network"))
        self._theme = theme.LIGHT
        self._look: Look | None = None
        self._placement: Placement | None = None
        self._carrying: list[links.Links] = []
        self._ratio = 1.0  # device pixels to a pixel, which the next two are made for
        self._stencils: list[Stencil] = []
        self._weights: QImage | None = None  # None when it must be drawn before the next paint
        self._weights_of: Network | None = None
        self._drawing_aside = False
        self._since_weights = QElapsedTimer()
        self._aside = QThreadPool(self, maxThreadCount=1, expiryTimeout=0)
        self._drawn_aside.connect(self._take_weights)
        self._redraw = QTimer(self, singleShot=True)
        self._redraw.timeout.connect(self._draw_aside)

    def show_look(self, look: Look) -> None:
        """Show the activations and the network of this look."""
        before, self._look = self._look, look
        if before is None or look.network.sizes != before.network.sizes:
            self._place()
            sizes = " – ".join(str(size) for size in look.network.sizes)
            self.setAccessibleName(self.tr("Network with layers of {sizes} neurons").format(sizes=sizes))
        self._find_carrying()
        self._keep_weights_fresh()
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self._place()
        self.update()

    def _place(self) -> None:
        if self._look:
            self._placement = place(self._look.network.sizes, self.width(), self.height())
            self._weights = None

    def _prepare(self, look: Look, placement: Placement, ratio: float) -> QImage:
        """Make what stays the same from look to look; returns the links of the weights."""
        self._ratio = ratio
        self._stencils = [
            Stencil(places, radius, ratio, self._theme)
            for places, radius in zip(placement.places, placement.radii, strict=True)
        ]
        made = _draw_weights(look.network, placement, self.size(), ratio, self._theme)
        self._weights, self._weights_of = made, look.network
        self._since_weights.start()
        return made

    def _find_carrying(self) -> None:
        look, placement = self._look, self._placement
        self._carrying = []
        if look and look.forward and placement:
            self._carrying = list(links.carrying(look.network, look.forward, placement))

    def _keep_weights_fresh(self) -> None:
        stale = self._look is not None and self._look.network is not self._weights_of
        if stale and not self._redraw.isActive() and not self._drawing_aside:
            passed = self._since_weights.elapsed() if self._since_weights.isValid() else REDRAW_MS
            self._redraw.start(max(0, REDRAW_MS - passed))

    def _draw_aside(self) -> None:
        if self._weights is None or self._look is None or self._placement is None or not self.isVisible():
            return  # the next paint draws them, or the next time it is shown
        self._since_weights.start()
        self._drawing_aside = True
        network, placement = self._look.network, self._placement
        size, ratio, shown = self.size(), self._ratio, self._theme

        def draw() -> None:
            self._drawn_aside.emit(_draw_weights(network, placement, size, ratio, shown), network, placement)

        self._aside.start(draw)

    def _take_weights(self, image: QImage, network: Network, placement: Placement) -> None:
        self._drawing_aside = False
        if placement is self._placement:
            self._weights, self._weights_of = image, network
            self.update()
        self._keep_weights_fresh()

    def sizeHint(self) -> QSize:
        return QSize(720, 440)

    def showEvent(self, event: QShowEvent) -> None:
        self._keep_weights_fresh()

    def hideEvent(self, event: QHideEvent) -> None:
        # Nothing may be under way when the view is deleted: Qt would wait for the thread, and the thread for Python.
        self._redraw.stop()
        self._aside.waitForDone()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        self._find_carrying()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, placement = self._look, self._placement
        if look is None or placement is None:
            return
        painter = QPainter(self)
        ratio = painter.deviceTransform().m11()  # not the widget's: a picture of it may be finer
        weights = self._weights
        if weights is None or ratio != self._ratio:
            weights = self._prepare(look, placement, ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.4 if look.forward else 0.8)
        painter.drawImage(0, 0, weights)
        painter.setOpacity(1.0)
        links.paint(painter, self._carrying, self.height(), ratio, self._theme, 0.999)
        self._paint_image(painter, look, placement)
        last = len(placement.places)
        middles = [float(places[:, 0].min() + places[:, 0].max()) / 2 for places in placement.places]
        crowded = min(np.diff(middles), default=CAPTION_WIDTH) < CAPTION_WIDTH
        for layer, (places, stencil) in enumerate(zip(placement.places, self._stencils, strict=True), start=1):
            values = look.forward.activations[layer][0] if look.forward else np.zeros(len(places), np.float32)
            low, high = (0.0, 1.0) if layer == last else _scale(values)
            shares = (values - low) / (high - low)
            stencil.paint(painter, shares)
            if layer == last:
                self._paint_digits(painter, places, shares)
            name = self.tr("{count} outputs") if layer == last else self.tr("{count} neurons")
            if crowded:
                name = "{count}"
            scale = f"{_short(low)} – {_short(high)}" if look.forward else ""
            self._paint_caption(painter, middles[layer - 1], name.format(count=len(places)), scale)

    def _paint_image(self, painter: QPainter, look: Look, placement: Placement) -> None:
        left, top, side = placement.image
        frame = QRectF(left, top, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawImage(frame, picture(look.image, self._theme))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_caption(painter, left + side / 2, self.tr("784 pixels"), self.tr("paper 0 – 1 ink"))

    def _paint_digits(self, painter: QPainter, places: NDArray[np.float64], shares: NDArray[np.float32]) -> None:
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        for number, ((x, y), share) in enumerate(zip(places.tolist(), shares.tolist(), strict=True)):
            painter.setPen(self._theme.on_shade(share))
            painter.drawText(QRectF(x - 12, y - 12, 24, 24), Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_caption(self, painter: QPainter, middle: float, first: str, second: str) -> None:
        painter.setPen(self._theme.muted)
        painter.setFont(theme.figures(theme.SMALL))
        for text, drop in ((first, 4), (second, 21)):
            width = painter.fontMetrics().horizontalAdvance(text) + 1
            left = min(max(middle - width / 2, 0.0), self.width() - width)
            painter.drawText(QRectF(left, self.height() - CAPTION + drop, width, 18), 0, text)


def _draw_weights(network: Network, placement: Placement, size: QSize, ratio: float, shown: theme.Theme) -> QImage:
    """The links of the strongest weights, in whatever thread this is called."""
    made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    for between in links.strongest(network, placement):
        # many links are each fainter, or they would hide one another
        fullest = 0.9 * min(1.0, (800 / len(between.strengths)) ** 0.5)
        links.paint(painter, [between], size.height(), ratio, shown, fullest)
    painter.end()
    return made


def _scale(values: NDArray[np.float32]) -> tuple[float, float]:
    """The activations that are paper and ink in a hidden layer: zero or the lowest, and the highest."""
    low = min(0.0, float(values.min()))
    high = float(values.max())
    return low, high if high > low else low + 1.0


def _short(value: float) -> str:
    return f"{value:z.1f}".removesuffix(".0").replace("-", "−")
