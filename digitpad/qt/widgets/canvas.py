"""The canvas: where a digit is drawn with mouse, finger, pen or keyboard."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEventPoint,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
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
from digitpad.qt.widgets.curve import Points, settled, smooth
from digitpad.qt.widgets.key_pen import FAST, WAYS, KeyPen

Stroke = NDArray[np.float64]

PEN = 0.055
"""Width of the ink as a share of the canvas's shorter side."""

TOGETHER = 64
"""Points of a stroke are painted for good in so many; fewer would make more seams, where its edge is less smooth."""

MOST_UNDONE = 100
"""Changes that can be undone: one of the network keeps all its weights, half a megabyte by default."""

REACH = 1.2
"""How far from a stroke's middle the eraser still takes it, in widths of the pen."""


class Canvas(QWidget):
    """Takes strokes and gives a drawing.

    A drawing keeps the coordinates of the canvas it was begun on; when the widget changes its size, the drawing is
    shown smaller or larger.

    Keys: arrows, two at a time for a diagonal, move a pen that shows when the first is pressed; Space or Enter puts it
    down and lifts it, Escape lifts it and forgets the stroke, Delete erases the stroke under it.

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
        self._keys = self.tr(
            "Arrow keys move the pen, with Shift faster; Space puts it down and lifts it; Escape takes the stroke "
            "back, Delete erases the one under the pen."
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMinimumSize(208, 208)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MOST_UNDONE)
        self._theme = theme.LIGHT
        self._done = Drawing((1.0, 1.0), ())  # the finished strokes, in coordinates of the canvas they were begun on
        self._current: list[tuple[float, float]] = []
        self._erasing = False
        self._finger: int | None = None  # the one that draws
        self.pen = KeyPen()
        # What does not change any more, painted once: the finished strokes, and the curves of the current one before
        # the point `_inked`. None when it must be painted anew.
        self._ink: QPixmap | None = None
        self._inked = 1
        self._describe()

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
            self._push(self.tr("clearing"), ())
        else:
            self.put(self._done)

    def put(self, drawing: Drawing) -> None:
        """Show this drawing; for the undo stack, which is the one to change it."""
        self._done = drawing
        self._ink = None
        self._describe()
        self._changed()

    def _describe(self) -> None:
        """Say what is here, and how to draw without seeing it."""
        count = len(self._done.strokes)
        strokes = self.tr("{count} strokes.", "", count).format(count=count)
        here = strokes if count else self.tr("Empty.")
        self.setAccessibleDescription(f"{here} {self._keys}")

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
        point = self._under(at)
        if self._erasing:
            self._erase(point)
        elif not self._current or self._current[-1] != point:
            self._current.append(point)
            self._changed()

    def _release(self) -> None:
        if self._current:
            stroke, self._current = np.array(self._current), []
            self._push(self.tr("stroke"), (*self._done.strokes, stroke))
        self._erasing = False

    def _erase(self, point: tuple[float, float]) -> None:
        reach = REACH * PEN * min(self._done.canvas)
        strokes = self._done.strokes
        for index in reversed(range(len(strokes))):
            if _distance(strokes[index], point) <= reach:
                self._push(self.tr("erasing a stroke"), strokes[:index] + strokes[index + 1 :])
                return

    def _under(self, at: QPointF) -> tuple[float, float]:
        """A place on the widget in the strokes' coordinates."""
        scale, left, top = self._fit()
        return (at.x() - left) / scale, (at.y() - top) / scale

    def _fit(self) -> tuple[float, float, float]:
        """Scale and shift from the strokes' coordinates to the widget's."""
        width, height = self._done.canvas
        scale = min(self.width() / width, self.height() / height)
        return scale, (self.width() - width * scale) / 2, (self.height() - height * scale) / 2

    # The pen that keys move.

    @property
    def _down(self) -> bool:
        return self.pen.at is not None and bool(self._current)

    def _step(self, far: int) -> None:
        """Go so many steps, or just show the pen."""
        if self.pen.at is None:
            self.pen.show(self.size())
        else:
            for at in self.pen.steps(far, self.size()):
                if self._down:
                    self._move(at)
        self.update()

    def _put_or_lift(self) -> None:
        at = self.pen.show(self.size())
        if self._down:
            self._release()
        else:
            self._press(at, erases=False)
        self._tell(self.tr("Pen down") if self._down else self.tr("Pen lifted"))

    def _take_back(self) -> None:
        """Forget the stroke under way."""
        self._current = []
        self._ink = None
        self._changed()
        self._tell(self.tr("Stroke taken back"))

    def _let_go(self) -> None:
        """End the stroke under way, which stays."""
        self.pen.held.clear()
        if self._down:
            self._release()

    def _tell(self, text: str) -> None:
        """Say what cannot be heard from the pen."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def sizeHint(self) -> QSize:
        return QSize(304, 304)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._ink = None
        if self.pen.at is not None and self._current:  # stay at the end of the stroke
            scale, left, top = self._fit()
            x, y = self._current[-1]
            self.pen.at = QPointF(left + scale * x, top + scale * y)
        elif self.pen.at is not None:
            wider, taller = self.width() / event.oldSize().width(), self.height() / event.oldSize().height()
            self.pen.at = QPointF(self.pen.at.x() * wider, self.pen.at.y() * taller)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, width = (self._theme.accent, 2) if self.hasFocus() else (self._theme.outline, 1)
        painter.setPen(QPen(edge, width))
        painter.setBrush(self._theme.paper)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)
        if self.drawing.empty:
            self._paint_hint(painter)
        else:
            painter.drawPixmap(0, 0, self._ink_so_far())
        if self._current:
            painter.save()
            self._hold_pen(painter)
            painter.drawPath(smooth(self._current, self._inked))
            painter.restore()
        if self.hasFocus():
            around_ink = PEN * min(self.width(), self.height()) / 2 + 2
            self.pen.paint(painter, around_ink, self._down, self._theme)

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
            painter.drawPath(settled(self._current, self._inked))
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
        if self.pen.at is None:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Draw a digit"))
        if self.hasFocus():
            painter.setFont(theme.font(theme.SMALL))
            room = self.rect().adjusted(2 * theme.GRID, 0, -2 * theme.GRID, -2 * theme.GRID)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            text = self.tr("With keys: arrows move the pen, Space puts it down and lifts it")
            painter.drawText(room, flags, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._release()
            self.pen.at = None
            self._press(event.position(), erases=event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (self._current and not self._down) or self._erasing:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            self._let_go()
            self.pen.at = None
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
        key = event.key()
        drawn = bool(self._current) and self.pen.at is None  # with something else than keys, at this moment
        if held or drawn:
            super().keyPressEvent(event)
        elif digit and not event.isAutoRepeat():
            self._let_go()
            self.keep_requested.emit(int(event.text()))
        elif key in WAYS:
            self.pen.held.add(key)
            self._step(FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._put_or_lift()
        elif key == Qt.Key.Key_Escape and self._down:
            self._take_back()
        elif key == Qt.Key.Key_Delete and self.pen.at is not None and not self._down:
            self._erase(self._under(self.pen.at))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.pen.held.discard(event.key())
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._let_go()
        self.update()

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
                self._let_go()
                self.pen.at = None
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


def _distance(stroke: Stroke, point: tuple[float, float]) -> float:
    """From `point` to the nearest place on the stroke."""
    starts = stroke[:-1] if len(stroke) > 1 else stroke
    along = stroke[1:] - starts if len(stroke) > 1 else np.zeros_like(stroke)
    offset = np.asarray(point) - starts
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    nearest = np.clip((offset * along).sum(axis=1) / lengths, 0, 1)
    return float(np.hypot(*(offset - along * nearest[:, None]).T).min())
