"""The canvas: where a digit is drawn with mouse, finger or pen."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
    QUndoCommand,
    QUndoStack,
)
from PySide6.QtWidgets import QWidget

from digitpad.ink.strokes import Drawing
from digitpad.qt import theme

Stroke = NDArray[np.float64]
Points = Sequence[Sequence[float]]

PEN = 0.055
"""Width of the ink as a share of the canvas's shorter side."""

TOGETHER = 64
"""Points of a stroke are painted for good in so many; fewer would make more seams, where its edge is less smooth."""

REACH = 1.2
"""How far from a stroke's middle the eraser still takes it, in widths of the pen."""


class Canvas(QWidget):
    """Takes strokes and gives a drawing.

    A drawing keeps the coordinates of the canvas it was begun on; when the widget changes its size, the drawing is
    shown smaller or larger.

    Signals:
        drawing_changed: a Drawing, after every new point and every undo.
        keep_requested: a digit key was pressed: the drawing is meant to be this digit.
    """

    drawing_changed = Signal(object)
    keep_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Canvas: draw a digit here"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMinimumSize(208, 208)
        self.undo_stack = QUndoStack(self)
        self._theme = theme.LIGHT
        self._done = Drawing((1.0, 1.0), ())  # the finished strokes, in coordinates of the canvas they were begun on
        self._current: list[tuple[float, float]] = []
        self._erasing = False
        self._finger: int | None = None  # the one that draws
        # What does not change any more, painted once: the finished strokes, and the curves of the current one before
        # the point `_inked`. None when it must be painted anew.
        self._ink: QPixmap | None = None
        self._inked = 1

    @property
    def drawing(self) -> Drawing:
        """What is on the canvas, the stroke under way included."""
        current = (np.array(self._current),) if self._current else ()
        return Drawing(self._done.canvas, self._done.strokes + current)

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self._ink = None
        self.update()

    def clear(self) -> None:
        """Take all strokes away; can be undone."""
        self._current = []
        if self._done.strokes:
            self._push(self.tr("Clear"), ())
        else:
            self.put(self._done)

    def put(self, drawing: Drawing) -> None:
        """Show this drawing; for the undo stack, which is the one to change it."""
        self._done = drawing
        self._ink = None
        self._changed()

    def draw(self, drawing: Drawing, text: str) -> None:
        """Show `drawing` instead, which can be undone under the name `text`."""
        self.undo_stack.push(_Change(text, self, self._done, drawing))

    def _push(self, text: str, strokes: tuple[Stroke, ...]) -> None:
        self.draw(replace(self._done, strokes=strokes), text)

    def _changed(self) -> None:
        self.update()
        self.drawing_changed.emit(self.drawing)

    # One pen, whatever it is made of.

    def _press(self, at: QPointF, erases: bool) -> None:
        self._erasing = erases
        if not erases and self._done.empty:
            self._done = Drawing((float(self.width()), float(self.height())), ())
        self._move(at)

    def _move(self, at: QPointF) -> None:
        scale, left, top = self._fit()
        point = ((at.x() - left) / scale, (at.y() - top) / scale)
        if self._erasing:
            self._erase(point)
        elif not self._current or self._current[-1] != point:
            self._current.append(point)
            self._changed()

    def _release(self) -> None:
        if self._current:
            stroke, self._current = np.array(self._current), []
            self._push(self.tr("Stroke"), (*self._done.strokes, stroke))
        self._erasing = False

    def _erase(self, point: tuple[float, float]) -> None:
        reach = REACH * PEN * min(self._done.canvas)
        strokes = self._done.strokes
        for index in reversed(range(len(strokes))):
            if _distance(strokes[index], point) <= reach:
                self._push(self.tr("Erase stroke"), strokes[:index] + strokes[index + 1 :])
                return

    def _fit(self) -> tuple[float, float, float]:
        """Scale and shift from the strokes' coordinates to the widget's."""
        width, height = self._done.canvas
        scale = min(self.width() / width, self.height() / height)
        return scale, (self.width() - width * scale) / 2, (self.height() - height * scale) / 2

    def sizeHint(self) -> QSize:
        return QSize(304, 304)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._ink = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._theme.accent if self.hasFocus() else self._theme.line
        painter.setPen(QPen(edge, 1))
        painter.setBrush(self._theme.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if self.drawing.empty:
            self._paint_hint(painter)
            return
        painter.drawPixmap(0, 0, self._ink_so_far())
        if self._current:
            self._hold_pen(painter)
            painter.drawPath(smooth(self._current, self._inked))

    def _ink_so_far(self) -> QPixmap:
        """What need not be painted again, with a long current stroke's beginning added."""
        ratio = self.devicePixelRatioF()
        if self._ink is None or self._ink.devicePixelRatio() != ratio:
            self._ink = QPixmap(self.size() * ratio)
            self._ink.setDevicePixelRatio(ratio)
            self._ink.fill(Qt.GlobalColor.transparent)
            self._inked = 1
            strokes: Sequence[Points] = [stroke.tolist() for stroke in self._done.strokes]
        else:
            strokes = ()
        painter = QPainter(self._ink)
        self._hold_pen(painter)
        for stroke in strokes:
            painter.drawPath(smooth(stroke))
        if len(self._current) > self._inked + TOGETHER:
            painter.drawPath(_curves(self._current, self._inked))
            self._inked = len(self._current) - 1
        painter.end()
        return self._ink

    def _hold_pen(self, painter: QPainter) -> None:
        """Paint lines as wide as the pen, in coordinates of the drawing."""
        scale, left, top = self._fit()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(left, top)
        painter.scale(scale, scale)
        round_line = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(self._theme.ink, PEN * min(self._done.canvas), *round_line))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setPen(self._theme.muted)
        painter.setFont(theme.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Draw a digit"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._release()
            self._press(event.position(), erases=event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._current or self._erasing:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._press(event.position(), erases=eraser or event.button() == Qt.MouseButton.RightButton)
        elif event.type() == QEvent.Type.TabletRelease:
            self._release()
        elif self._current or self._erasing:
            self._move(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # the keypad and layouts on which digits need Shift are as good; Ctrl+1 means something else
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        digit = len(event.text()) == 1 and event.text() in "0123456789"
        if digit and not held and not event.isAutoRepeat():
            self.keep_requested.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        # the first finger draws until it lifts; others resting on the screen do not
        for point in event.points():
            if self._finger is None and point.state() == QEventPoint.State.Pressed:
                self._finger = point.id()
                self._press(point.position(), erases=False)
            elif point.id() == self._finger and point.state() == QEventPoint.State.Updated and self._current:
                self._move(point.position())
            elif point.id() == self._finger and point.state() == QEventPoint.State.Released:
                self._lift()
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._lift()

    def _lift(self) -> None:
        self._finger = None
        self._release()


class _Change(QUndoCommand):
    """From one drawing to another."""

    def __init__(self, text: str, canvas: Canvas, before: Drawing, after: Drawing) -> None:
        super().__init__(text)
        self._canvas, self._before, self._after = canvas, before, after

    def undo(self) -> None:
        self._canvas.put(self._before)

    def redo(self) -> None:
        self._canvas.put(self._after)


def smooth(points: Points, first: int = 1) -> QPainterPath:
    """A curve through the middles between `points`, which are its control points; all or from the `first` of these."""
    path = _curves(points, first)
    last = QPointF(*points[-1])
    path.lineTo(last if len(points) > 1 else last + QPointF(0.01, 0))  # a dot
    return path


def _curves(points: Points, first: int) -> QPainterPath:
    """The same without the line to the last point, which the next point will take away."""
    before, *rest = [QPointF(x, y) for x, y in points[first - 1 :]]
    path = QPainterPath(before if first == 1 else (before + rest[0]) / 2)
    for here, after in pairwise(rest):
        path.quadTo(here, (here + after) / 2)
    return path


def _distance(stroke: Stroke, point: tuple[float, float]) -> float:
    """From `point` to the nearest place on the stroke."""
    starts = stroke[:-1] if len(stroke) > 1 else stroke
    along = stroke[1:] - starts if len(stroke) > 1 else np.zeros_like(stroke)
    offset = np.asarray(point) - starts
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    nearest = np.clip((offset * along).sum(axis=1) / lengths, 0, 1)
    return float(np.hypot(*(offset - along * nearest[:, None]).T).min())
