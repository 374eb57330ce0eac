"""The loss around a network as a map: colours and contours for its height, and the way that training has taken."""

from functools import cache, cached_property
from math import ceil, floor, log, log10

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from digitpad.lesson import plain
from digitpad.net.landscape import smooth
from digitpad.qt import theme
from digitpad.qt.workers import Survey

COLOURS = ("#0e2624", "#1d453d", "#3f6650", "#6f8660", "#a3a576", "#d3c79c", "#f5ecd2")
"""From the lowest loss to the highest, in equal steps of lightness; no blue or red, which are signs of weights."""

HIGHEST, DECADES = 1e4, 8
"""What is above this, or so many powers of ten below the highest, has the last colour."""

MANTISSAS = (
    (1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9),
    (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8),
    (1, 1.5, 2, 3, 5, 7),
    (1, 2, 5),
    (1, 3),
    (1,),
)
"""Of contours in each power of ten; the finest that makes no more than `MOST_LEVELS` is taken."""

MOST_LEVELS = 14

APART = 9
"""Points on the path are so far apart, in pixels, so that the line can be seen between them."""

SHADE = 0.16
"""How much lighter or darker a slope is that faces the light, which comes from above on the left, or turns from it."""

LEFT, BELOW, ABOVE, RIGHT = 64, 52, 12, 92
"""Room beside the map for the axes and the scale."""

BAR = 16
"""Width of the scale."""

FINEST = 900
"""Pixels along a side of the map, at most; a larger one is enlarged."""


class Scale:
    """Which losses have which colour: logarithmic, and in steps that people like."""

    def __init__(self, losses: NDArray[np.float64]) -> None:
        self.high = float(min(losses.max(), HIGHEST))
        self.low = float(max(min(losses.min(), self.high), self.high * 10.0**-DECADES, 1e-12))
        if self.high < self.low * 1.01:
            self.low, self.high = self.low / 1.01, self.low * 1.01

    @cached_property
    def levels(self) -> NDArray[np.floating]:
        """Losses of the contours, ascending."""
        decades = 10.0 ** np.arange(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        choices = [np.outer(decades, each).ravel() for each in MANTISSAS]
        within = [choice[(choice > self.low) & (choice < self.high)] for choice in choices]
        chosen = next((choice for choice in within if len(choice) <= MOST_LEVELS), within[-1])
        return np.array([float(f"{level:.6g}") for level in chosen]) if len(chosen) >= 3 else _even(self.low, self.high)

    def share(self, loss: float) -> float:
        """How high `loss` is on the scale, 0 to 1."""
        logs = np.log([min(max(loss, self.low), self.high), self.low, self.high])
        return float((logs[0] - logs[1]) / (logs[2] - logs[1]))


class LandscapePicture(QWidget):
    """A map with axes and a scale; the point under the mouse, or where the arrow keys have gone, tells its loss."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("landscapePicture")
        self.setAccessibleName(self.tr("Map of the loss; arrow keys go from point to point"))
        self.setMinimumSize(LEFT + RIGHT + 240, ABOVE + BELOW + 240)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.probe: tuple[float, float] | None = None  # along each direction, as a share of its reach, -1 to 1
        self._theme = theme.LIGHT
        self._survey: Survey | None = None
        self._line = ""
        self._scale: Scale | None = None
        self._map: QImage | None = None

    def show_survey(self, survey: Survey | None, line: str = "") -> None:
        """Show this map, or a line of text when there is none."""
        if survey is None or (self._survey and survey.plane is not self._survey.plane):
            self.probe = None
        self._survey, self._line, self._map = survey, line, None
        self._scale = Scale(survey.losses) if survey else None
        self._tell()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    @property
    def room(self) -> QRectF:
        """Where the map is."""
        return QRectF(self.rect()).adjusted(LEFT, ABOVE, -RIGHT, -BELOW)

    def place(self, across: float, up: float) -> QPointF:
        """Where on the widget a point is, given as shares of the reach along each direction, -1 to 1."""
        room = self.room
        return QPointF(room.center().x() + across * room.width() / 2, room.center().y() - up * room.height() / 2)

    def loss_at(self, across: float, up: float) -> float:
        """The loss at such a point; between points of the grid it follows the surface that is painted."""
        assert self._survey is not None
        logs = _logs(self._survey.losses)
        rows, columns = (smooth(len(logs), np.array([(at + 1) / 2])) for at in (up, across))
        return float(np.exp(rows @ logs @ columns.T)[0, 0])

    def units(self) -> tuple[float, float]:
        """The reach along each direction, with the length of all the weights of the network as 1."""
        assert self._survey is not None
        plane = self._survey.plane
        whole = float(np.linalg.norm(plane.network.parameters[: plane.network.weight_count])) or 1.0
        lengths = np.linalg.norm(plane.directions, axis=1) / whole
        # a network of zeros has no directions either
        return plane.reach[0] * float(lengths[0]) or 1.0, plane.reach[1] * float(lengths[1]) or 1.0

    def _tell(self) -> None:
        """Paint anew, and say what there is to see."""
        self.update()
        survey = self._survey
        if survey is None or self._scale is None:
            self.setAccessibleDescription(self._line)
            return
        text = self.tr("From {low} to {high}; the network is in the middle, at {here}.")
        told = text.format(low=plain(float(survey.losses.min())), high=plain(self._scale.high), here=plain(survey.here))
        if self.probe:
            told = self.tr("Loss here: {loss}").format(loss=plain(self.loss_at(*self.probe)))
        self.setAccessibleDescription(told)

    def _probe(self, probe: tuple[float, float] | None) -> None:
        if probe != self.probe:
            self.probe = probe
            self._tell()

    def sizeHint(self) -> QSize:
        return QSize(LEFT + RIGHT + 540, ABOVE + BELOW + 480)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        room, at = self.room, event.position()
        if self._survey is None or not room.contains(at):
            self._probe(None)
            return
        across, up = (at.x() - room.center().x()) / room.width(), (room.center().y() - at.y()) / room.height()
        self._probe((2 * across, 2 * up))

    def leaveEvent(self, event: QEvent) -> None:
        self._probe(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._probe(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        moves = {key.Key_Left: (-1, 0), key.Key_Right: (1, 0), key.Key_Down: (0, -1), key.Key_Up: (0, 1)}
        if self._survey is None or event.key() not in moves:
            super().keyPressEvent(event)
            return
        step = 2 / (len(self._survey.losses) - 1)
        at = np.array(self.probe or (0.0, 0.0)) + step * np.array(moves[Qt.Key(event.key())])
        self._probe((float(np.clip(at[0], -1, 1)), float(np.clip(at[1], -1, 1))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown, room = self._theme, self.room
        if self._survey is None or self._scale is None:
            painter.setPen(QPen(shown.line, 1))
            painter.drawRect(room)
            painter.setPen(shown.muted)
            painter.setFont(theme.font())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room.adjusted(16, 16, -16, -16), flags, self._line)
            return
        ratio = (
            self.devicePixelRatioF() if self._survey.done == 1 else 1.0
        )  # a map that is soon another need not be fine
        ratio = min(ratio, FINEST / max(room.width(), room.height()))
        size = QSize(round(room.width() * ratio), round(room.height() * ratio))
        if self._map is None or self._map.size() != size:
            self._map = paint_map(self._survey.losses, self._scale, size.width(), size.height(), ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(room, self._map)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.figures(theme.SMALL))
        self._paint_axes(painter)
        self._paint_scale(painter, self._scale)
        painter.setClipRect(room)
        self._paint_path(painter, self._survey)
        painter.setClipping(False)
        if self.probe:
            self._paint_probe(painter, self.probe)
        if self.hasFocus():
            painter.setPen(QPen(shown.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room)

    def _paint_axes(self, painter: QPainter) -> None:
        assert self._survey is not None
        shown, room, plane = self._theme, self.room, self._survey.plane
        text = self.tr("direction {number} (random)")
        if len(plane.path):
            text = self.tr("main direction {number} ({share:.0f} % of the run)")
        names = [text.format(number=at + 1, share=100 * plane.explained[at]) for at in (0, 1)]
        units = self.units()
        painter.setPen(shown.muted)
        for at in _ticks(units[0]):
            x = self.place(at / units[0], 0).x()
            painter.drawLine(QLineF(x, room.bottom(), x, room.bottom() + 4))
            painter.drawText(QRectF(x - 40, room.bottom() + 6, 80, 16), Qt.AlignmentFlag.AlignCenter, plain(at))
        for at in _ticks(units[1]):
            y = self.place(0, at / units[1]).y()
            painter.drawLine(QLineF(room.left() - 4, y, room.left(), y))
            box = QRectF(room.left() - 58, y - 8, 50, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, plain(at))
        below = QRectF(room.left() - 40, room.bottom() + 26, room.width() + 80, 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, names[0])
        painter.save()
        painter.translate(10, room.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-room.height() / 2, -9, room.height(), 18), Qt.AlignmentFlag.AlignCenter, names[1])
        painter.restore()

    def _paint_scale(self, painter: QPainter, scale: Scale) -> None:
        """The colours beside the map, with the losses that they stand for."""
        shown, room = self._theme, self.room
        bar = QRectF(room.right() + 20, room.top() + 20, BAR, room.height() - 20)
        column = np.ascontiguousarray(colours()[::-1, None])
        painter.drawImage(bar, QImage(column.data, 1, 256, 4, QImage.Format.Format_RGB32))
        painter.setPen(shown.ink)
        painter.drawText(QRectF(bar.left(), room.top() - 4, RIGHT, 16), 0, self.tr("loss (log)"))
        painter.setPen(shown.muted)
        last = bar.bottom() + 20
        for level in scale.levels.tolist():
            y = bar.bottom() - scale.share(level) * bar.height()
            painter.drawLine(QLineF(bar.right(), y, bar.right() + 4, y))
            if last - y >= 14:
                painter.drawText(QRectF(bar.right() + 8, y - 8, 56, 16), Qt.AlignmentFlag.AlignVCenter, plain(level))
                last = y

    def _paint_path(self, painter: QPainter, survey: Survey) -> None:
        """Where training has been, and where the network is."""
        plane = survey.plane
        dark, light = (QColor(COLOURS[end]) for end in (0, -1))
        points = [self.place(*point) for point in (plane.path / plane.reach).tolist()]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((dark, 4.5), (light, 2.0)):
            pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(dark, 1))
        painter.setBrush(light)
        last = points[0] if points else QPointF()
        for point in points[1:-1]:
            if (point - last).manhattanLength() >= APART:
                painter.drawEllipse(point, 3, 3)
                last = point
        now = self.place(0, 0)
        if points:
            start = points[0]
            painter.setBrush(dark)
            for colour, width in ((dark, 6.0), (light, 3.0)):
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(start, 6, 6)
            self._write(painter, start, self.tr("start"), below=points[1].y() < start.y())
        painter.setPen(QPen(dark, 2))
        painter.setBrush(light)
        painter.drawEllipse(now, 7, 7)
        text = self.tr("now: {loss}").format(loss=plain(survey.here))
        self._write(painter, now, text, below=bool(points) and points[-min(len(points), 6)].y() < now.y())

    def _paint_probe(self, painter: QPainter, probe: tuple[float, float]) -> None:
        at = self.place(*probe)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((COLOURS[0], 3.0), (COLOURS[-1], 1.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(at, 4, 4)
        self._write(painter, at, plain(self.loss_at(*probe)))

    def _write(self, painter: QPainter, at: QPointF, text: str, below: bool = False) -> None:
        """A few words on a patch above or below a point, inside the map."""
        shown = self._theme
        painter.setFont(theme.figures(theme.SMALL, QFont.Weight.DemiBold))
        patch = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(text) + 12, 20)
        room = self.room
        if at.y() + 34 > room.bottom():
            below = False
        elif at.y() - 34 < room.top():
            below = True
        patch.moveCenter(at + QPointF(0, 22 if below else -22))
        patch.moveLeft(min(max(patch.left(), room.left() + 2), room.right() - 2 - patch.width()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.faded(shown.paper, 0.9))
        painter.drawRoundedRect(patch, 6, 6)
        painter.setPen(shown.ink)
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, text)


@cache
def colours() -> NDArray[np.uint8]:
    """256 colours from the lowest to the highest loss, (256, 4) in the order that `Format_RGB32` has in memory."""
    ends = [QColor(colour) for colour in COLOURS]
    at, known = np.linspace(0, 1, 256), np.linspace(0, 1, len(ends))
    channels = (
        [end.blue() for end in ends],
        [end.green() for end in ends],
        [end.red() for end in ends],
        [255] * len(ends),
    )
    return np.stack([np.rint(np.interp(at, known, channel)) for channel in channels], axis=1).astype(np.uint8)


def paint_map(losses: NDArray[np.float64], scale: Scale, width: int, height: int, thickness: float = 1.0) -> QImage:
    """The losses (n, n), row 0 lowest, as a picture: coloured by `scale`, shaded by slope, with a contour each level.

    thickness: of the contours, in pixels.
    """
    logs = _logs(np.clip(losses, scale.low, scale.high)).astype(np.float32)
    down, across = ((np.arange(pixels) + 0.5) / pixels for pixels in (height, width))
    rows, columns = (smooth(len(logs), at).astype(np.float32) for at in (1 - down, across))
    low, high = log(scale.low), log(scale.high)  # Python's floats, which leave arrays in float32: half the time
    surface = np.clip(rows @ logs @ columns.T, low, high)
    share = (surface - low) / (high - low)
    slopes = np.gradient(share)
    steep = (slopes[0] * height + slopes[1] * width) / 2
    light = 1 - SHADE * steep / np.sqrt(1 + steep * steep)
    # pixels from the nearest contour: how far the height is from it, over how much it changes in a pixel
    heights = np.log(scale.levels)
    heights = np.concatenate([[2 * heights[0] - heights[1]], heights, [2 * heights[-1] - heights[-2]]])
    levels = np.interp(surface, heights, np.arange(len(heights), dtype=np.float64)).astype(np.float32)
    nearest = np.rint(levels)
    rises = np.gradient(levels)
    rise = np.sqrt(rises[0] * rises[0] + rises[1] * rises[1])
    distance = np.abs(levels - nearest) / np.maximum(rise, 1e-6)
    there = (nearest > 0) & (nearest < len(heights) - 1)
    line = 0.55 * np.clip(0.5 + thickness / 2 - distance, 0, 1) * there
    ink = np.where(share < 0.4, np.float32(255), np.float32(0))
    made = np.empty((height, width, 4), np.uint8)
    painted = colours()[(share * 255).astype(np.uint8)]
    for channel in range(3):
        ground = np.clip(painted[:, :, channel] * light, 0, 255)
        made[:, :, channel] = ground + (ink - ground) * line
    made[:, :, 3] = 255
    return QImage(made.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def _logs(losses: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(np.clip(losses, 1e-300, 1e300))


def _even(low: float, high: float) -> NDArray[np.floating]:
    """Round numbers between two that are close together."""
    step = _step((high - low) / 6)
    return np.arange(ceil(low / step), floor(high / step) + 1) * step


def _step(least: float) -> float:
    """The next of 1, 2, 5, 10, ..."""
    decade = 10.0 ** floor(log10(least))
    return next(decade * each for each in (1, 2, 5, 10) if decade * each >= least * 0.999)


def _ticks(reach: float) -> list[float]:
    """Round numbers from minus `reach` to `reach`, about five."""
    step = _step(reach / 2.5)
    count = floor(reach / step * 1.001)
    return [step * at for at in range(-count, count + 1)]
