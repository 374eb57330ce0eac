"""The picture of the network as an SVG file."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from digitpad.qt import theme
from digitpad.qt.widgets import legend
from digitpad.qt.widgets.network_painting import Scene, paint


def svg(scene: Scene, lines: Sequence[str], title: str) -> bytes:
    """The links as the image that they are, the rest as shapes and text, and below it these lines."""
    width, height = scene.size
    whole = QRect(0, 0, width, height + legend.LINE * len(lines) + theme.GRID)
    made = QByteArray()
    buffer = QBuffer(made)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    file = QSvgGenerator()
    file.setOutputDevice(buffer)
    file.setSize(whole.size())
    file.setViewBox(whole)
    file.setTitle(title)
    painter = QPainter(file)
    painter.fillRect(whole, scene.theme.ground)
    paint(painter, scene, None)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(scene.theme.muted)
    for number, line in enumerate(lines):
        painter.drawText(QPointF(theme.GRID, height + legend.LINE * (number + 0.8)), line)
    painter.end()
    return bytes(made.data())
