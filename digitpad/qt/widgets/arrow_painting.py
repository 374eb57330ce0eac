"""How the arrows of learning are painted over the picture of the network."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from digitpad.qt import theme
from digitpad.qt.arrow_text import signed
from digitpad.qt.look import Look
from digitpad.qt.widgets import crisp_links
from digitpad.qt.widgets.arrows import HIDDEN, OUTPUT, PIXEL, Arrangement, Arrow, number_font
from digitpad.qt.widgets.placement import Placement

HALO = 3.0
"""A ground of its own around each arrow, in pixels, tells it from what it stands on."""

IDLE = 0.2
"""Opacity of the chosen neuron's links of which nothing is wanted."""


def paint_links(painter: QPainter, arranged: Arrangement, placement: Placement, shown: theme.Theme) -> None:
    """Draw what goes below the neurons: the links that have arrows, and the lines from neurons to their numbers."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for links, opacity in ((arranged.idle, IDLE), (arranged.links, 1.0)):
        painter.setOpacity(opacity)
        for link in links:
            painter.setPen(crisp_links.sign_pen(link.value, shown, 1.2))
            painter.drawPath(crisp_links.curve(link, placement))
    painter.setOpacity(1.0)
    for number in arranged.numbers:
        if number.led_to:
            x, y = placement.middle(number.arrow.neuron)
            right = placement.leave(number.arrow.neuron.layer)
            painter.setPen(QPen(colour(number.arrow, shown), 1.0))
            painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(right, y), number.led_to]))


def paint(painter: QPainter, arranged: Arrangement, look: Look, shown: theme.Theme) -> None:
    """Draw the arrows, the largest amounts last, and the numbers."""
    for arrow in arranged.arrows:
        if arrow.kind == PIXEL and arrow.source:
            row, column = divmod(arrow.source.index, 28)
            _paint_on_pixel(painter, arrow, shown.on_shade(float(look.image[row, column])))
        elif arrow.length:
            _paint_arrow(painter, arrow, colour(arrow, shown), shown)
        else:
            painter.setPen(QPen(shown.ground, 1.0))
            painter.setBrush(shown.muted)
            painter.drawEllipse(arrow.box.center(), 1.8, 1.8)
    for number in arranged.numbers:
        painter.setFont(number_font(number.arrow, arranged.chosen))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.ground)
        painter.drawRoundedRect(number.box.adjusted(0, 1, 0, -1), 4, 4)
        painter.setPen(colour(number.arrow, shown))
        painter.drawText(number.box, Qt.AlignmentFlag.AlignCenter, signed(number.arrow.amount))


def colour(arrow: Arrow, shown: theme.Theme) -> QColor:
    """Purple at outputs, orange and green at other neurons, ink at links."""
    if arrow.kind == OUTPUT:
        return shown.output_arrow
    if arrow.kind == HIDDEN:
        return shown.rise if arrow.amount > 0 else shown.fall
    return shown.ink


def outline(arrow: Arrow) -> QPainterPath:
    """The shape of an arrow: a head, and a shaft where it is longer than its head."""
    way = -1 if arrow.amount > 0 else 1
    wide = min(arrow.width, 3 + arrow.length / 2)
    head = min(arrow.length, 0.85 * wide)
    tip, neck, end = (arrow.y + way * step for step in (arrow.length / 2, arrow.length / 2 - head, -arrow.length / 2))
    thick = 0.36 * wide
    corners = [(arrow.x, tip), (arrow.x + wide / 2, neck)]
    if arrow.length > head:
        corners += [(arrow.x + thick / 2, neck), (arrow.x + thick / 2, end)]
        corners += [(arrow.x - thick / 2, end), (arrow.x - thick / 2, neck)]
    corners.append((arrow.x - wide / 2, neck))
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    path.closeSubpath()
    return path


def _paint_arrow(painter: QPainter, arrow: Arrow, ink: QColor, shown: theme.Theme) -> None:
    path = outline(arrow)
    painter.setPen(_pen(shown.ground, HALO))
    painter.setBrush(shown.ground)
    painter.drawPath(path)
    painter.setPen(_pen(ink, 1.2))
    painter.setBrush(ink if arrow.amount > 0 else shown.paper)
    painter.drawPath(path)


def _paint_on_pixel(painter: QPainter, arrow: Arrow, ink: QColor) -> None:
    painter.setPen(QPen(ink, 0.8) if arrow.amount < 0 else Qt.PenStyle.NoPen)
    painter.setBrush(ink if arrow.amount > 0 else Qt.BrushStyle.NoBrush)
    painter.drawPath(outline(arrow))


def _pen(colour: QColor, width: float) -> QPen:
    made = QPen(colour, width)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made
