"""The icons of buttons, in the colours of the theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from digitpad.paths import resource
from digitpad.qt.theme import Theme

SIZE = QSize(18, 18)
"""On buttons, in pixels."""


def icon(name: str, theme: Theme, colour: QColor | None = None) -> QIcon:
    """The drawing resources/icons/`name`.svg in `colour` (ink), paler where it is disabled."""
    source = resource(f"icons/{name}.svg").read_text("utf-8")
    made = QIcon()
    for mode, paint in ((QIcon.Mode.Normal, colour or theme.ink), (QIcon.Mode.Disabled, theme.outline)):
        picture = QPixmap(SIZE * 2)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing = QSvgRenderer(source.replace("currentColor", paint.name()).encode())
        drawing.render(painter, QRectF(picture.rect()))
        painter.end()
        picture.setDevicePixelRatio(2)
        made.addPixmap(picture, mode)
    return made
