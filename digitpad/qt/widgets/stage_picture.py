"""One stage of a drawing's way into its frame as a picture, and all that lies between two stages."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import QEasingCurve, QLineF, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from digitpad.ink.framing import BOX, CENTRE
from digitpad.ink.pen import PEN_WIDTH, SIDE
from digitpad.ink.stages import Stages
from digitpad.qt import theme
from digitpad.qt.widgets.canvas import PEN, Stroke
from digitpad.qt.widgets.curve import smooth
from digitpad.qt.widgets.digit_view import picture

DRAWN, BOXED, SCALED, CENTRED, PIXELS = range(5)
"""The stages, in order."""

GLIDE_MS = 900
"""From one stage to the next."""


class StagePicture(QWidget):
    """Shows the drawing at one stage, and glides to another when it is animated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(224, 224)
        self.animated = False
        self.at = float(DRAWN)
        self._theme = theme.LIGHT
        self._stages: Stages | None = None
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.valueChanged.connect(self._move)

    def show_stages(self, stages: Stages | None) -> None:
        """Show this drawing; None is an empty canvas."""
        self._stages = stages
        self.update()

    def show_stage(self, stage: int) -> None:
        """Go to this stage."""
        self._glide.stop()
        if not (self.animated and self.isVisible()):
            self._move(float(stage))
            return
        self._glide.setDuration(GLIDE_MS)
        self._glide.setStartValue(self.at)
        self._glide.setEndValue(float(stage))
        self._glide.start()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def _move(self, at: float) -> None:
        self.at = at
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def hideEvent(self, event: QHideEvent) -> None:
        self._glide.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = max(min(self.width(), self.height()) // SIDE, 1) * SIDE
        room = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_stage(painter, room, self._stages, self.at, self._theme)


def paint_stage(
    painter: QPainter, room: QRectF, stages: Stages | None, at: float, shown: theme.Theme, marks: bool = True
) -> None:
    """Paint what a drawing looks like at stage `at`, into the square `room`.

    at: a stage, or what is a share of the way from one to the next.
    marks: whether to paint the grid, the boxes and the centres too.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(room, shown.paper)
    if stages is not None:
        painter.setClipRect(room)
        painter.translate(room.topLeft())
        _paint(painter, room.width(), stages, at, shown, marks)
        painter.translate(-room.topLeft())
        painter.setOpacity(1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(shown.line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(0, 0, -1, -1))
    painter.restore()


def _paint(painter: QPainter, side: float, stages: Stages, at: float, shown: theme.Theme, marks: bool) -> None:
    # From the canvas into the room, as it is drawn and in the end. Between them everything goes straight.
    canvas = np.array(stages.drawing.canvas)
    pixel = side / SIDE
    drawn = side / canvas.max()
    scale = _between(drawn, stages.scale * pixel, at - BOXED)
    origin = np.zeros((1, 2))
    start = ((side - canvas * drawn) / 2)[None]
    scaled, centred = (stages.in_picture(origin, moved) * pixel for moved in (False, True))
    x, y = _between(_between(start, scaled, at - BOXED), centred, at - SCALED)[0]
    place = QTransform(scale, 0, 0, scale, float(x), float(y))
    pen = _between(PEN * canvas.min() * drawn, PEN_WIDTH * pixel, at - BOXED)

    if marks:
        _paint_grid(painter, side, _near(at, SCALED, PIXELS), shown)
    if at < BOXED and stages.specks:
        painter.setOpacity(1 - at)
        _paint_lines(painter, stages.drawing.strokes, place, pen, shown.ink)
    # The box is that of the lines, so their middle comes out of the ink while it is shown.
    boxed = _near(at, BOXED, BOXED)
    painter.setOpacity(1 - 0.75 * boxed if marks else 1)
    _paint_lines(painter, stages.strokes, place, pen, shown.ink)
    if marks:
        painter.setOpacity(boxed)
        _paint_lines(painter, stages.strokes, place, 2, shown.ink)
    if at > CENTRED:
        painter.setOpacity(at - CENTRED)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(QRectF(0, 0, side, side), picture((stages.picture / 255).astype(np.float32), shown))
    if marks:
        painter.setOpacity(boxed)
        _paint_box(painter, stages, place, pen / 2, shown)
        painter.setOpacity(_near(at, SCALED, SCALED))
        _paint_frame(painter, pixel, shown)
        painter.setOpacity(_near(at, CENTRED, CENTRED))
        _paint_centre(painter, side, stages, shown)


def _between(one: Any, other: Any, share: float) -> Any:
    return one + (other - one) * min(max(share, 0.0), 1.0)


def _near(at: float, first: int, last: int) -> float:
    """1 from stage `first` to `last`, fading to 0 at their neighbours."""
    return min(max(1 - max(first - at, at - last), 0.0), 1.0)


def _paint_lines(painter: QPainter, strokes: Iterable[Stroke], place: QTransform, width: float, colour: QColor) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    whole = QPainterPath()
    for stroke in strokes:
        if len(stroke):
            whole.addPath(place.map(smooth(stroke.tolist())))
    painter.drawPath(whole)


def _paint_grid(painter: QPainter, side: float, opacity: float, shown: theme.Theme) -> None:
    painter.setOpacity(opacity)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(shown.raised, 1))
    for line in range(1, SIDE):
        at = line * side / SIDE
        painter.drawLine(QLineF(at, 0, at, side))
        painter.drawLine(QLineF(0, at, side, at))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_box(painter: QPainter, stages: Stages, place: QTransform, reach: float, shown: theme.Theme) -> None:
    """The box around the lines and, out of the ink's reach, its width and height in canvas units."""
    low, high = (place.map(QPointF(*corner)) for corner in (stages.low, stages.high))
    box = QRectF(low, high)
    painter.setPen(QPen(shown.muted, 1.5, Qt.PenStyle.DashLine))
    painter.drawRect(box)
    width, height = stages.size
    _write(painter, QPointF(box.center().x(), box.bottom() + reach + 12), f"{width:.0f}", shown)
    _write(painter, QPointF(box.right() + reach + 16, box.center().y()), f"{height:.0f}", shown)


def _paint_frame(painter: QPainter, pixel: float, shown: theme.Theme) -> None:
    """The box that the ink has to fit into."""
    margin = (SIDE - BOX) / 2 * pixel
    box = QRectF(margin, margin, BOX * pixel, BOX * pixel)
    painter.setPen(QPen(shown.muted, 1.5, Qt.PenStyle.DashLine))
    painter.drawRect(box)
    for middle in (
        QPointF(box.center().x(), box.bottom() + margin / 2),
        QPointF(box.right() + margin / 2, box.center().y()),
    ):
        _write(painter, middle, f"{BOX}", shown)


def _paint_centre(painter: QPainter, side: float, stages: Stages, shown: theme.Theme) -> None:
    """Hair lines through the middle, a ring where the centre of mass was and a dot where it is."""
    pixel = side / SIDE
    painter.setPen(QPen(shown.muted, 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(CENTRE * pixel, 0, CENTRE * pixel, side))
    painter.drawLine(QLineF(0, CENTRE * pixel, side, CENTRE * pixel))
    was, now = (QPointF(*(point * pixel)) for point in (stages.mass, stages.mass + stages.move))
    for place, fill in ((was, shown.paper), (now, shown.ink)):
        painter.setPen(QPen(shown.paper, 5))
        painter.setBrush(shown.paper)
        painter.drawEllipse(place, 6, 6)
        painter.setPen(QPen(shown.ink, 2))
        painter.setBrush(fill)
        painter.drawEllipse(place, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _write(painter: QPainter, middle: QPointF, text: str, shown: theme.Theme) -> None:
    """A number in the middle of a patch of paper."""
    painter.setFont(theme.figures(theme.SMALL))
    patch = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(text) + theme.GRID, 18)
    patch.moveCenter(middle)
    painter.fillRect(patch, shown.paper)
    painter.setPen(shown.muted)
    painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, text)
