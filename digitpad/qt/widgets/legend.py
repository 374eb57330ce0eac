"""What the colours and shades of the network's picture mean; always there."""

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.crisp_links import sign_pen
from digitpad.qt.widgets.elided import Elided
from digitpad.qt.widgets.link_image import Scale, opacity

LINE = 17
"""Height of a line of text, in pixels."""

translate = QCoreApplication.translate


def words(view: str, scale: Scale | None, drawn: bool) -> list[str]:
    """The whole legend as lines of text."""
    what = translate("Legend", "weight") if view == "weights" else translate("Legend", "activation × weight")
    signs = translate(
        "Legend", "Blue: {what} above zero; red, dashed: below zero; violet-grey: both lie over one another."
    )
    greys = (
        translate("Legend", "Grey of a neuron: its activation, on the scale below its layer.")
        if drawn
        else translate("Legend", "No activation.")
    )
    return [signs.format(what=what), *law(view, scale).split("; "), greys]


def law(view: str, scale: Scale | None) -> str:
    """How opacity is made in the view "weights" or "contributions", in words."""
    every = (
        translate("Legend", "Every weight is drawn")
        if view == "weights"
        else translate("Legend", "Every contribution is drawn")
    )
    if scale is None:
        return every + "."
    text = translate(
        "Legend",
        "{every}, dashed below 0: ±{low} is {faint} opaque, ±{high} is {strong}; where they overlap, strong ones show.",
    )
    low, high = scale.full / 4, scale.full
    return text.format(
        every=every,
        low=number(low),
        high=number(high),
        faint=f"{100 * scale.shown * opacity(low / scale.full):.0f} %",
        strong=f"{100 * scale.shown * opacity(high / scale.full):.0f} %",
    )


def number(value: float) -> str:
    """With two significant digits, or all that are before the point."""
    return (f"{value:.2g}" if abs(value) < 99.5 else f"{value:.0f}").replace("-", "−")


class Legend(QWidget):
    """A sample and a word for each mark, and a line on how links add up; in full as its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Legend of the network's picture"))
        self._view, self._drawn = "weights", False
        self._scale: Scale | None = None
        self._arrows = ""
        self._opacities = _Opacities()
        self._samples: list[_Line | _Opacities | _Greys] = [_Line(sign=1), _Line(sign=-1), self._opacities, _Greys()]
        self._texts = [_small("") for _ in self._samples]
        marks = QHBoxLayout()
        marks.setSpacing(theme.GRID // 2)
        for sample, text in zip(self._samples, self._texts, strict=True):
            marks.addWidget(sample)
            marks.addWidget(text)
            marks.addSpacing(theme.GRID // 2)
        marks.addStretch()
        # room for two lines, whatever the numbers: the picture must not change its size with them
        self._note = Elided(lines=2)
        self._note.setProperty("rank", "second")
        self._note.setFixedHeight(2 * LINE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(marks)
        layout.addWidget(self._note)
        self._describe()

    def show_look(self, look: Look) -> None:
        """Without a drawing there are no activations."""
        if self._drawn != (look.forward is not None):
            self._drawn = not self._drawn
            self._describe()

    def show_view(self, view: str) -> None:
        """Name the links of the view "weights" or "contributions"."""
        self._view = view
        self._describe()

    def show_scale(self, scale: Scale) -> None:
        """State this scale of opacity."""
        self._scale = scale
        self._opacities.show_share(scale.shown)
        self._describe()

    def show_arrows(self, meaning: str) -> None:
        """Tell in words what the arrows of learning mean, in the place of the scale; "" when there are none."""
        self._arrows = meaning
        self._describe()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        for sample in self._samples:
            sample.shown = shown
            sample.update()

    def _describe(self) -> None:
        greys = self.tr("activation") if self._drawn else self.tr("activation, none yet")
        shown = f"±{number(self._scale.full / 4)} … ±{number(2 * self._scale.full)}" if self._scale else ""
        for label, text in zip(self._texts, (self.tr("above 0"), self.tr("below 0"), shown, greys), strict=True):
            label.setText(text)
        self._note.setText(self._arrows or law(self._view, self._scale))
        self.setToolTip("\n".join(words(self._view, self._scale, self._drawn)))
        self._fit()

    def _fit(self) -> None:
        numbers = self._texts[2]
        room = self.width() - self.minimumSizeHint().width()
        numbers.setVisible(room >= numbers.sizeHint().width() + theme.GRID // 2)

    def minimumSizeHint(self) -> QSize:
        # where there is no room the numbers of the scale give way: the line below has them, too
        numbers = self._texts[2]
        width = sum(sample.width() for sample in self._samples) + 12 * (theme.GRID // 2)
        width += sum(text.sizeHint().width() for text in self._texts if text is not numbers)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()


class _Line(QWidget):
    """A short link."""

    def __init__(self, sign: int) -> None:
        super().__init__()
        self._sign = sign
        self.shown = theme.LIGHT
        self.setFixedSize(QSize(20, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(sign_pen(self._sign, self.shown, 2.2))
        painter.drawLine(QLineF(0, 8, 20, 8))


class _Opacities(QWidget):
    """From a quarter of the full value to twice of it, as links alone would show it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = theme.LIGHT
        self._share = 1.0
        self.setFixedSize(QSize(36, 14))

    def show_share(self, share: float) -> None:
        """Step back to this share of the opacity."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row, colour in ((3.0, self.shown.positive), (8.0, self.shown.negative)):
            fades = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
            for step in range(9):
                faded = theme.faded(colour, self._share * opacity(0.25 + 1.75 * step / 8))
                fades.setColorAt(step / 8, faded)
            painter.fillRect(QRectF(0, row, self.width(), 4), fades)


class _Greys(QWidget):
    """From paper to ink."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = theme.LIGHT
        self.setFixedSize(QSize(36, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        greys = QLinearGradient(0, 0, self.width(), 0)
        greys.setColorAt(0, self.shown.paper)
        greys.setColorAt(1, self.shown.ink)
        painter.setPen(QPen(self.shown.outline))
        painter.setBrush(greys)
        painter.drawRoundedRect(QRectF(0.5, 2.5, self.width() - 1, 10), 5, 5)


def _small(text: str) -> QLabel:
    label = QLabel(text, alignment=Qt.AlignmentFlag.AlignVCenter)
    label.setProperty("rank", "second")
    return label
