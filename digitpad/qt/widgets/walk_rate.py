"""The learning rate as a slider over powers of ten."""

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from digitpad.lesson import plain
from digitpad.qt import theme

LEAST, MOST = -3, 1
"""Powers of ten."""

TENTHS = 10
"""Steps of the slider for each power."""


class WalkRate(QWidget):
    """A slider with its number.

    Signals:
        changed: to this learning rate, by the person.
    """

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(LEAST * TENTHS, MOST * TENTHS)
        self.slider.setPageStep(TENTHS)
        self.slider.setObjectName("walkRate")
        self.slider.setAccessibleName(self.tr("Learning rate"))
        self.slider.valueChanged.connect(self._slid)
        self._number = QLabel()
        self._number.setFont(theme.figures())
        name = QLabel(self.tr("Learning rate"))
        name.setBuddy(self.slider)
        name.setProperty("rank", "second")
        top = QHBoxLayout()
        top.addWidget(name)
        top.addStretch()
        top.addWidget(self._number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID // 2)
        layout.addLayout(top)
        layout.addWidget(self.slider)

    def show_rate(self, rate: float) -> None:
        """Show this one."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(TENTHS * math.log10(rate)))
        self.slider.blockSignals(False)
        self._tell(rate)

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.slider.setStyleSheet(
            f"QSlider::groove:horizontal {{ background: {shown.outline.name()}; height: 4px; border-radius: 2px; }}"
            f"QSlider::handle:horizontal {{ background: {shown.accent.name()}; width: 16px; margin: -6px 0;"
            "border-radius: 8px; }"
            f"QSlider::handle:horizontal:focus {{ background: {shown.paper.name()};"
            f"border: 4px solid {shown.accent.name()}; width: 8px; }}"
            f"QSlider::handle:horizontal:disabled {{ background: {shown.outline.name()}; }}"
        )

    def _slid(self, value: int) -> None:
        rate = float(f"{10 ** (value / TENTHS):.2g}")
        self._tell(rate)
        self.changed.emit(rate)

    def _tell(self, rate: float) -> None:
        self._number.setText(plain(rate))
        self.slider.setAccessibleDescription(plain(rate))


class _Slider(QSlider):
    """Keeps its keys, which turn pages elsewhere, and leaves the wheel to the page."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain_key = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            if plain_key and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
