"""Fields that change only when a person means it: lists to choose from, and numbers."""

from PySide6.QtCore import QLocale, QMargins, Qt
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QStyle, QStyleOptionComboBox, QWidget

from digitpad.qt import theme

MARGINS = QMargins(theme.GRID, 0, 0, 0)
"""Of the text in a spin box, which no style sheet can move."""

SHORTEST = 6
"""Letters that a list has room for at least; a longer line is cut short."""


class Chooser(QComboBox):
    """A list of which only a line that is picked is taken: the wheel passes by, and arrow keys open it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(SHORTEST)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self._room)

    @property
    def _room(self) -> int:
        """Pixels for the text of the line that is chosen."""
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if event.key() in (key.Key_Up, key.Key_Down, key.Key_PageUp, key.Key_PageDown, key.Key_Home, key.Key_End):
            self.showPopup()
        elif event.key() in (key.Key_Space, key.Key_F4):
            super().keyPressEvent(event)
        else:
            event.ignore()  # a letter would choose the line that begins with it

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Count(QSpinBox):
    """A whole number."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(minimum=least, maximum=most)
        _calm(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class Rate(QDoubleSpinBox):
    """A number over several orders of magnitude, written without the zeros behind it.

    It has a point, as all numbers in the window; where people write a comma, a comma can be typed.
    """

    def __init__(self, least: float, most: float, decimals: int) -> None:
        super().__init__(decimals=decimals, minimum=least, maximum=most)
        self.setLocale(QLocale.c())
        _calm(self)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        return super().validate(text.replace(",", "."), at)

    def textFromValue(self, value: float) -> str:
        text = self.locale().toString(value, "f", self.decimals())
        return text.rstrip("0").rstrip(self.locale().decimalPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def _calm(field: QSpinBox | QDoubleSpinBox) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setKeyboardTracking(False)
    field.lineEdit().setTextMargins(MARGINS)
    field.setButtonSymbols(field.ButtonSymbols.NoButtons)
    field.setStepType(field.StepType.AdaptiveDecimalStepType)
