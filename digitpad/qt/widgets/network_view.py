"""The network as a picture: input image, neurons, and every link between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets import crisp_links, legend
from digitpad.qt.widgets.link_image import LinkImages, Scale, scale_of
from digitpad.qt.widgets.links_aside import Links, LinksAside, Wanted, draw
from digitpad.qt.widgets.network_painting import Scene, Stencils, opacity_of_links, paint
from digitpad.qt.widgets.ordering import untangled
from digitpad.qt.widgets.placement import CAPTION, Placement, place
from digitpad.qt.widgets.wave import Wave
from digitpad.qt.widgets.zoom import Zoom

if TYPE_CHECKING:
    from digitpad.net.story import Arrows
    from digitpad.qt.widgets.arrows import Arrangement, Arrow

# What puts neurons into words, and arrows, is imported where it is needed: the window is on the screen sooner without.

WEIGHTS, CONTRIBUTIONS = "weights", "contributions"

STEP = 1.25
"""By how much a key or a notch of the wheel zooms."""

MARGIN = 48
"""So far inside the view a neuron is brought that the arrow keys go to, in pixels."""

CLICK = 4
"""A mouse that moves less than this between press and release, in pixels, has clicked."""


class NetworkView(QWidget):
    """Shows every neuron's activation as a grey, and all links in the colours of their sign.

    The picture of the links is drawn aside; when it is late, the one before it is shown, stretched to where the
    network is now.

    Signals:
        selected: a Neuron, or None when none is selected any more.
        view_changed: "weights" or "contributions".
        scale_changed: the Scale of the picture of all links, whenever it is shown on another one.
        zoom_changed: how many times as large as a whole the network is shown.
        arrows_changed: what the arrows of learning mean, for the legend; "" when none are shown any more.
        failed: one line that says why the links are not drawn.
    """

    selected = Signal(object)
    view_changed = Signal(str)
    scale_changed = Signal(object)
    zoom_changed = Signal(float)
    arrows_changed = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkView")
        self.setMinimumSize(360, 240)
        self.setAccessibleName(self.tr("Network"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme.LIGHT
        self._look: Look | None = None
        self._view = WEIGHTS
        self._selection: Neuron | None = None
        self._hovered: Neuron | None = None
        self._pointed: Arrow | None = None
        # The arrows of learning: what they show, about whom, and whether the network has been changed by it.
        self._arrows: tuple[Arrows, Neuron | None, bool] | None = None
        self._arranged: Arrangement | None = None
        # Where everything is: as a whole, and as it is seen through zoom and pan.
        self._restarted = False
        self._orders: tuple[NDArray[np.intp], ...] = ()
        self._whole: Placement | None = None
        self._placement: Placement | None = None
        self._zoom = Zoom()
        self._press: tuple[QPointF, Zoom] | None = None
        self._dragged = False
        # The picture of the links.
        self._ratio = 1.0
        self._stencils: Stencils | None = None
        self._images: LinkImages | None = None
        self._links: Links | None = None
        self._links_zoom = self._zoom
        self._scale: Scale | None = None
        self._aside = LinksAside(self)
        self._aside.drawn.connect(self._show_links)
        self._aside.failed.connect(self.failed)
        self.wave = Wave(self)
        self.wave.valueChanged.connect(self.update)
        self.wave.finished.connect(self.update)

    # What is shown.

    def show_look(self, look: Look) -> None:
        """Show the activations and the network of this look."""
        before, self._look = self._look, look
        if before is None or look.network.sizes != before.network.sizes:
            sizes = " – ".join(str(size) for size in look.network.sizes)
            self.setAccessibleName(self.tr("Network with layers of {sizes} neurons").format(sizes=sizes))
            self._hovered = self._links = None
            selected, self._selection = self._selection, None
            self.reorder()  # before anyone is told, who may resize or paint the view at once
            self.show_arrows(None)
            self._describe()
            if selected:
                self.selected.emit(None)
            self.fit()
        elif self._restarted:
            self.wave.stop()
            self.reorder()
        elif look.drawing is not before.drawing:
            self.wave.stop()
            self._aside.give_way()
        self._restarted = False
        self._arranged = None  # the signs of its links may have changed
        if QAccessible.isActive():
            self._describe()
        self._refresh()
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self._stencils = None
        self._refresh()
        self.update()

    @property
    def view(self) -> str:
        """What the links show: "weights", what the network learned, or "contributions", activation × weight, now."""
        return self._view

    def show_view(self, view: str) -> None:
        """Let the links show "weights" or "contributions"."""
        if view != self._view:
            self._view = view
            self.view_changed.emit(view)
            self._refresh()
            self.update()

    def switch_view(self) -> None:
        """Show the other of the two views."""
        self.show_view(CONTRIBUTIONS if self._view == WEIGHTS else WEIGHTS)

    def restart(self) -> None:
        """The next look is at another network, even if it has the same shape: order its neurons anew."""
        self._restarted = True

    def reorder(self) -> None:
        """Place the hidden neurons anew, so that few strong links of the network as it is now cross."""
        if self._look:
            self._orders = untangled(self._look.network)
            self._place()
            self._refresh()
            self.update()

    def play(self) -> None:
        """Let the activations run through the network once more, as a wave from the picture to the outputs.

        For who wants no motion they go from layer to layer in as many steps.
        """
        if self._look and self._look.forward:
            self.wave.stop()
            self.wave.start()

    # What learning wants.

    def show_arrows(self, arrows: "Arrows | None", chosen: Neuron | None = None, changed: bool = False) -> None:
        """Show what is wanted of neurons and weights, and let all that it is not about step back; None ends that.

        chosen: the neuron that it is about, which is ringed.
        changed: the arrows are not what is wanted, but what the weights have been changed by.
        Raises IndexError for a neuron that the network on show does not have.
        """
        network = self._look.network if self._look else None
        for neuron in _named(arrows, chosen) if arrows else ():
            if network is None or not neuron.within(network):
                raise IndexError(f"{neuron} in a network of {network.sizes if network else ()}")
        before, self._arrows = self._arrows, None if arrows is None else (arrows, chosen, changed)
        self._arranged = None
        if before or self._arrows:
            self.arrows_changed.emit(self._arrow_legend())
            self._tell_scale()
            self._hover(None, None, QPointF())
            self._describe()
            self.update()

    def _arrow_legend(self) -> str:
        if self._look is None or self._arrows is None:
            return ""
        from digitpad.qt import arrow_text
        from digitpad.qt.widgets.arrows import largest

        arrows, _, changed = self._arrows
        return arrow_text.legend(largest(arrows, self._look.network), changed)

    def _arrangement(self) -> "Arrangement | None":
        if self._arranged is None and self._arrows and self._look and self._placement:
            from digitpad.qt.widgets.arrows import arrange

            arrows, chosen, _ = self._arrows
            size = (self.width(), self.height() - CAPTION + 4)
            self._arranged = arrange(arrows, chosen, self._look.network, self._placement, size)
        return self._arranged

    # One neuron.

    @property
    def selection(self) -> Neuron | None:
        """The neuron or pixel that is selected."""
        return self._selection

    def select(self, neuron: Neuron | None) -> None:
        """Select a neuron or pixel, or none."""
        if neuron == self._selection:
            return
        self._selection = neuron
        self._describe()
        self.selected.emit(neuron)
        self._tell_scale()
        self.update()

    def _describe(self) -> None:
        """Put the selected neuron into words for those who listen."""
        text = self.tr("Arrow keys lead from neuron to neuron, Escape lets go.")
        if self._look and self._selection:
            from digitpad.qt.neuron_text import account

            text = account(self._look, self._selection)
        if self._look and self._arrows:
            from digitpad.qt import arrow_text

            text = arrow_text.account(self._look.network, *self._arrows) or text  # it may be for the person to guess
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _neighbour(self, key: int, neuron: Neuron) -> Neuron:
        """Where an arrow key leads from `neuron`."""
        layer, index = neuron
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            if layer == 0:
                return neuron if not 0 <= index + 28 * step < 784 else Neuron(0, index + 28 * step)
            order = self._orders[layer]
            turn = int(np.flatnonzero(order == index)[0])
            return Neuron(layer, int(order[min(max(turn + step, 0), len(order) - 1)]))
        if key == Qt.Key.Key_Left and layer == 0:
            return Neuron(0, max(index - 1, index // 28 * 28))
        into, out = self._strongest(neuron)
        if key == Qt.Key.Key_Left:
            return into[0].source if into else neuron
        return out[0].target if out else neuron

    def _strongest(self, neuron: Neuron) -> tuple[list[crisp_links.Link], list[crisp_links.Link]]:
        if self._look is None:
            return [], []
        forward = self._look.forward if self._view == CONTRIBUTIONS else None
        return crisp_links.strongest(neuron, self._look.network, forward)

    def _point(self, where: QPointF) -> None:
        """Hover over what is there."""
        neuron = self._placement.at(where.x(), where.y()) if self._placement else None
        made = self._arrangement()
        arrow = made.at(where.x(), where.y()) if made else None
        if arrow and neuron != (arrow.source or arrow.neuron):
            neuron = None  # the arrow lies over it
        self._hover(neuron, arrow, where)

    def _hover(self, neuron: Neuron | None, arrow: "Arrow | None", where: QPointF) -> None:
        if (neuron, arrow) == (self._hovered, self._pointed):
            return
        self._hovered, self._pointed = neuron, arrow
        if lines := self._told(neuron, arrow):
            QToolTip.showText(self.mapToGlobal(where).toPoint(), "\n".join(lines), self)
        else:
            QToolTip.hideText()
        self.setCursor(Qt.CursorShape.PointingHandCursor if neuron else Qt.CursorShape.ArrowCursor)
        self.update()

    def _told(self, neuron: Neuron | None, arrow: "Arrow | None") -> list[str]:
        """What there is to tell of a neuron and its arrows, or of an arrow beside it."""
        if self._look is None:
            return []
        from digitpad.qt import arrow_text
        from digitpad.qt.neuron_text import name

        network, lines = self._look.network, []
        if neuron:
            text = name(neuron, network)
            if forward := self._look.forward:
                value = float(forward.activations[neuron.layer][0, neuron.index])
                text = self.tr("{name}: activation {value}").format(name=text, value=f"{value:.2f}".replace("-", "−"))
            lines.append(text)
        if self._arrows:
            arrows, _, changed = self._arrows
            if neuron:
                lines += arrow_text.about(network, arrows, neuron, changed)
            elif arrow and arrow.source:
                lines.append(arrow_text.at_link(network, arrow.source, arrow.neuron, arrow.amount, changed))
            elif arrow:
                lines.append(arrow_text.at_neuron(network, arrow.neuron, arrow.amount))
        return lines

    # Where it is.

    def zoom_in(self) -> None:
        """Come closer, towards the middle."""
        self._zoom_at(STEP, self.width() / 2, self.height() / 2)

    def zoom_out(self) -> None:
        """Go back, from the middle."""
        self._zoom_at(1 / STEP, self.width() / 2, self.height() / 2)

    def fit(self) -> None:
        """Show the whole network."""
        self._move(Zoom())

    def _zoom_at(self, factor: float, x: float, y: float) -> None:
        self._move(self._zoom.closer(factor, x, y))

    def _move(self, zoom: Zoom) -> None:
        zoom = zoom.within(self.width(), self.height())
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoom_changed.emit(zoom.scale)
            self._see()
            self._refresh()
            self.update()

    def _follow(self) -> None:
        """Bring the selected neuron into view, for who goes from one to the next with keys."""
        if self._selection and self._placement:
            x, y = self._placement.middle(self._selection)
            across = min(max(x, MARGIN), self.width() - MARGIN) - x
            down = min(max(y, MARGIN), self.height() - MARGIN) - y
            self._move(self._zoom.moved(across, down))

    def _place(self) -> None:
        if self._look:
            self._whole = place(self._look.network.sizes, self.width(), self.height(), self._orders)
            self._see()

    def _see(self) -> None:
        if self._whole:
            self._placement = self._whole.seen(*self._zoom)
            self._stencils = self._images = self._arranged = None

    # The picture of the links.

    def _wanted(self) -> Wanted | None:
        """None when there is nothing to draw."""
        look, placement = self._look, self._placement
        if look is None or placement is None or (self._view == CONTRIBUTIONS and look.forward is None):
            return None
        if self._images is None:
            self._images = LinkImages(placement, self.width(), self.height(), self._ratio)
        if self._view == WEIGHTS:
            return Wanted(self._images, look.network, None, None, self._theme)
        return Wanted(self._images, look.network, look.drawing, look.forward, self._theme)

    def _refresh(self) -> None:
        """See to it that the links are drawn soon if they are not those that are wanted."""
        self._aside.want(self._wanted() if self.isVisible() else None)

    def _show_links(self, links: Links) -> None:
        self._links, self._links_zoom = links, self._zoom
        self._tell_scale()
        self.update()

    def _tell_scale(self) -> None:
        if self._links and (scale := self._seen(self._links.scale)) != self._scale:
            self._scale = scale
            self.scale_changed.emit(scale)

    def _seen(self, scale: Scale) -> Scale:
        return replace(scale, shown=opacity_of_links(self._arrows is not None, self._selection is not None))

    def _scene(self, links: Links | None) -> Scene | None:
        look, placement = self._look, self._placement
        if look is None or placement is None:
            return None
        size = (self.width(), self.height())
        empty = self._view == CONTRIBUTIONS and look.forward is None
        chosen = self._arrows[1] if self._arrows else self._selection or self._hovered
        return Scene(
            look=look,
            placement=placement,
            theme=self._theme,
            size=size,
            links=links.image if links and not empty else None,
            # which may have been drawn for another zoom or size
            links_at=self._zoom.place_of(self._links_zoom, links.of.images.size if links else size, size),
            chosen=chosen,
            links_of_it=self._strongest(chosen) if chosen and not self._arrows else ([], []),
            selected=self._arrows is not None or self._selection is not None,
            focused=self.hasFocus(),
            front=self.wave.front(placement),
            notice=self.tr("Draw a digit to see what each link passes on.") if empty else "",
            arrows=self._arrangement(),
        )

    def _paint(self, painter: QPainter) -> None:
        scene = self._scene(self._links)
        if scene is None:
            painter.fillRect(self.rect(), self._theme.ground)
            return
        if self._stencils is None:
            self._stencils = Stencils(scene.placement, scene.size, self._ratio, self._theme)
        paint(painter, scene, self._stencils)

    # For files.

    @contextmanager
    def _sharp(self, ratio: float) -> Iterator[None]:
        """Within, there are `ratio` device pixels to a pixel, and the links are as they should be now."""
        before = (self._ratio, self._images, self._links, self._links_zoom, self._stencils)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # for about a second in a large window
        try:
            self._ratio, self._stencils = ratio, None
            if self._placement:
                self._images = LinkImages(self._placement, self.width(), self.height(), ratio, exact=True)
            if wanted := self._wanted():
                self._links, self._links_zoom = draw(wanted, wanted.images), self._zoom
            yield
        finally:
            self._ratio, self._images, self._links, self._links_zoom, self._stencils = before
            QGuiApplication.restoreOverrideCursor()

    def svg(self) -> bytes:
        """The picture and its legend as an SVG file, with an image of all links of twice the size."""
        from digitpad.qt.widgets.network_svg import svg  # here, because the window is on the screen sooner without it

        wanted = self._wanted()
        drawn = self._look is not None and self._look.forward is not None
        lines = legend.words(self._view, self._seen(scale_of(wanted.values)) if wanted else None, drawn)
        if self._arrows:
            lines.append(self._arrow_legend())
        with self._sharp(2.0):
            scene = self._scene(self._links)
        assert scene is not None  # there was a look
        return svg(scene, lines, self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(720, 440)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_at(1 + event.value(), event.position().x(), event.position().y())
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.wave.stop()
        self._aside.want(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wider = self.width() / max(event.oldSize().width(), 1)
        taller = self.height() / max(event.oldSize().height(), 1)
        self._zoom = self._zoom.resized(wider, taller)
        self._place()
        self._refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        where, pixels, angle = event.position(), event.pixelDelta(), event.angleDelta()
        zooms = event.modifiers() & Qt.KeyboardModifier.ControlModifier or pixels.isNull()
        if zooms and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._zoom_at(STEP ** (angle.y() / 120), where.x(), where.y())
        else:  # two fingers on a touchpad, or the wheel with Shift
            by = QPointF(pixels) if not pixels.isNull() else QPointF(angle.y() + angle.x(), 0) / 2
            self._move(self._zoom.moved(by.x(), by.y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._dragged = (event.position(), self._zoom), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position()
        if self._press is None:
            self._point(where)
            return
        begin, zoom = self._press
        by = where - begin
        self._dragged = self._dragged or by.manhattanLength() >= CLICK
        if self._dragged:
            self._move(zoom.moved(by.x(), by.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press and not self._dragged and self._placement:
            self.select(self._placement.at(event.position().x(), event.position().y()))
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._placement and self._placement.at(event.position().x(), event.position().y()) is None:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None, None, QPointF())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        acts = {Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Equal: self.zoom_in, Qt.Key.Key_Minus: self.zoom_out}
        acts |= {Qt.Key.Key_0: self.fit} if control else {}
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key in acts:
            acts[Qt.Key(key)]()
        elif key == Qt.Key.Key_W and not control:
            self.switch_view()
        elif key in arrows and self._look and not control:
            first = Neuron(len(self._look.network.sizes) - 1, max(self._look.digit, 0))
            self.select(self._neighbour(key, self._selection) if self._selection else first)
            self._follow()
        elif key == Qt.Key.Key_Escape and self._selection:
            self.select(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = painter.deviceTransform().m11()
        if ratio != self.devicePixelRatioF():  # a picture for a file, finer than the screen
            with self._sharp(ratio):
                self._paint(painter)
            return
        if ratio != self._ratio:  # on another screen now
            self._ratio, self._images, self._stencils = ratio, None, None
            self._refresh()
        self._paint(painter)
        if self.hasFocus() and self._selection is None:  # else the ring around the neuron shows it
            painter.setPen(QPen(self._theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _named(arrows: "Arrows", chosen: Neuron | None) -> Iterator[Neuron]:
    if chosen:
        yield chosen
    for neuron, _ in arrows.neurons:
        yield neuron
    for source, target, _ in arrows.links:
        yield source
        yield target
