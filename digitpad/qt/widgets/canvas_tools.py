"""The row of tools below the canvas."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from digitpad.ink.strokes import Drawing
from digitpad.qt import theme
from digitpad.qt.widgets.icon_button import IconButton
from digitpad.qt.widgets.icons import SIZE, icon


class CanvasTools(QWidget):
    """Undo, redo, clear, and keeping the drawing as a sample of a digit.

    Signals:
        keep: the drawing is meant to be this digit.
    """

    keep = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tools of the canvas"))
        self.undo = self._button("undo", self.tr("Undo"))
        self.redo = self._button("redo", self.tr("Redo"))
        for button in (self.undo, self.redo):
            button.setEnabled(False)  # the undo stack says when
        self.clear = self._button("clear", self.tr("Clear"))
        self.keep_as = self._button("keep", self.tr("Keep as"))
        self.keep_as.setToolTip(self.tr("Keep the drawing as a sample of your handwriting (or press the digit's key)"))
        self.keep_as.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for digit in range(10):
            menu.addAction(str(digit)).setData(digit)
        menu.triggered.connect(lambda action: self.keep.emit(action.data()))
        self.keep_as.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID // 2)
        for button in (self.undo, self.redo, self.clear):
            layout.addWidget(button)
        layout.addStretch()
        layout.addWidget(self.keep_as)
        self.show_drawing(Drawing((1.0, 1.0), ()))

    def show_drawing(self, drawing: Drawing) -> None:
        """An empty canvas can neither be cleared nor kept."""
        self.clear.setEnabled(not drawing.empty)
        self.keep_as.setEnabled(not drawing.empty)

    def show_theme(self, shown: theme.Theme) -> None:
        """Draw the icons in these colours."""
        for button in (self.undo, self.redo, self.clear, self.keep_as):
            button.setIcon(icon(button.objectName().removesuffix("Button"), shown))

    def _button(self, name: str, text: str) -> QToolButton:
        button = IconButton() if name in ("clear", "keep") else QToolButton()
        button.setText(text)
        button.setObjectName(f"{name}Button")
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setIconSize(SIZE)
        return button
