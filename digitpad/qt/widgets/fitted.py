"""A scroll area that is no higher than what is in it, so that what comes below follows at once."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea


class Fitted(QScrollArea):
    """As high as the layout of the widget in it at this width, or less where there is no room."""

    def _fit(self) -> None:
        inside = self.widget()
        layout = inside.layout() if inside else None
        if layout:
            self.setMaximumHeight(layout.totalHeightForWidth(self.viewport().width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
