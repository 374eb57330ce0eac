"""A switch: a check box that looks like one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QWidget

from digitpad.qt import theme


class Switch(QCheckBox):
    """On or off, told by the knob's place and by colour; the style sheet keeps the room for it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme.LIGHT

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        slot = QRectF(room).adjusted(1, 1, -1, -1)
        shown, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown.accent if on else shown.outline, 2))
        painter.setBrush(shown.accent if on else shown.paper)
        painter.drawRoundedRect(slot, slot.height() / 2, slot.height() / 2)
        if self.hasFocus():
            text = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
            painter.setPen(QPen(shown.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(text.left() - 5, 1, self.width() - text.left() + 4, self.height() - 2), 6, 6)
        radius = slot.height() / 2 - 4
        middle = slot.right() - radius - 4 if on else slot.left() + radius + 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.on_accent if on else shown.outline)
        painter.drawEllipse(QRectF(middle - radius, slot.center().y() - radius, 2 * radius, 2 * radius))
