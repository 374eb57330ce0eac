"""Why it is read so: the drawing's way into the 28x28 picture, in stages that a person can step through."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.ink.framing import BOX, CENTRE
from digitpad.ink.pen import PEN_WIDTH
from digitpad.ink.stages import Stages, stages
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look, percent
from digitpad.qt.widgets.icons import SIZE, icon
from digitpad.qt.widgets.stage_picture import DRAWN, PIXELS, StagePicture, paint_stage

THUMBNAIL = 56
"""Side of a small picture of a stage: two pixels for one."""

TEXT_WIDTH = 312
"""Room beside the picture, for five small pictures and lines that are read with ease."""


class WhyPanel(QWidget):
    """A large picture of one stage, a sentence with its numbers, and small pictures of all stages.

    Signals:
        closed: the person has seen enough.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whyPanel")
        self.setAccessibleName(self.tr("See why: how the drawing becomes 28 by 28 pixels"))
        self.picture = StagePicture()
        self.picture.setObjectName("whyPicture")
        self.stage = DRAWN
        self._look: Look | None = None
        self._stages: Stages | None = None
        self._names = (
            self.tr("As drawn"),
            self.tr("Its box"),
            self.tr("Scaled"),
            self.tr("Centred"),
            self.tr("28 × 28 pixels"),
        )
        self._number = QLabel()
        self._number.setProperty("rank", "second")
        self._title = QLabel()
        self._title.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        self._sentence = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._sentence.setObjectName("whySentence")
        self._thumbnails = [self._thumbnail(stage, name) for stage, name in enumerate(self._names)]
        self.back = self._button("back", self.tr("Back"), self.tr("The stage before (arrow left)"))
        self.next = self._button("next", self.tr("Next"), self.tr("The next stage (arrow right)"))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
        self.close_button = self._button("close", self.tr("Close"), self.tr("Back to the network (Esc)"))
        self.back.clicked.connect(lambda: self.show_stage(self.stage - 1))
        self.next.clicked.connect(lambda: self.show_stage(self.stage + 1))
        self.close_button.clicked.connect(self.closed)
        for key, act in (
            (Qt.Key.Key_Left, lambda: self.show_stage(self.stage - 1)),
            (Qt.Key.Key_Right, lambda: self.show_stage(self.stage + 1)),
            (Qt.Key.Key_Home, lambda: self.show_stage(DRAWN)),
            (Qt.Key.Key_End, lambda: self.show_stage(PIXELS)),
            (Qt.Key.Key_Escape, self.closed.emit),
        ):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._lay_out()
        self.show_stage(DRAWN)

    @property
    def sentence(self) -> str:
        """What is said about the stage on screen."""
        return self._sentence.text()

    def open(self) -> None:
        """Begin at the first stage, with the keyboard at hand."""
        self.show_stage(DRAWN)
        self.next.setFocus()

    def show_look(self, look: Look) -> None:
        """Show how the drawing of this look came to be its picture."""
        self._look = look
        if self.isVisible():
            self._update()

    def show_stage(self, stage: int) -> None:
        """Go to this stage, or stay at the first or last."""
        self.stage = min(max(stage, DRAWN), PIXELS)
        self.picture.show_stage(self.stage)
        for number, thumbnail in enumerate(self._thumbnails):
            thumbnail.setChecked(number == self.stage)
        # the one to be disabled must not take the focus with it, to wherever
        if self.stage in (DRAWN, PIXELS):
            other = self.next if self.stage == DRAWN else self.back
            other.setEnabled(True)
            if self.back.hasFocus() or self.next.hasFocus():
                other.setFocus()
        self.back.setEnabled(self.stage > DRAWN)
        self.next.setEnabled(self.stage < PIXELS)
        self._describe()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.picture.show_theme(shown)
        for thumbnail in self._thumbnails:
            thumbnail.shown = shown
            thumbnail.update()
        for name, button in (("back", self.back), ("next", self.next), ("clear", self.close_button)):
            button.setIcon(icon(name, shown, shown.on_accent if button is self.next else None))

    def animate(self, on: bool) -> None:
        """Glide from stage to stage, or change at once."""
        self.picture.animated = on
        if not on:
            self.picture.show_stage(self.stage)  # at once, if it is on its way there

    def _update(self) -> None:
        drawing = self._look.drawing if self._look else NOTHING_DRAWN
        if self._stages is None or self._stages.drawing is not drawing:
            self._stages = None if drawing.empty else stages(drawing)
            self.picture.show_stages(self._stages)
            for thumbnail in self._thumbnails:
                thumbnail.stages = self._stages
                thumbnail.update()
        self._describe()

    def _describe(self) -> None:
        number = self.tr("Stage {number} of {all}").format(number=self.stage + 1, all=PIXELS + 1)
        self._number.setText(number)
        self._title.setText(self._names[self.stage])
        told = self._tell(self._stages) if self._stages else self.tr("Draw a digit to see its way.")
        self._sentence.setText(told.replace(" × ", "\u00a0×\u00a0").replace(" %", "\u00a0%"))  # never two lines
        self.picture.setAccessibleName(f"{number}: {self._names[self.stage]}")
        self.picture.setAccessibleDescription(self._sentence.text())

    def _tell(self, seen: Stages) -> str:
        return (self._tell_drawn, self._tell_boxed, self._tell_scaled, self._tell_centred, self._tell_pixels)[
            self.stage
        ](seen)

    def _tell_drawn(self, seen: Stages) -> str:
        count, (width, height) = len(seen.strokes), seen.drawing.canvas
        strokes = self.tr("{count} strokes", "", count).format(count=count)
        text = self.tr("Your drawing: {strokes} on a canvas of {width:.0f} × {height:.0f} units.")
        told = text.format(strokes=strokes, width=width, height=height)
        if seen.specks:
            left_out = self.tr("Specks left out, because they are tiny and far from the rest: {count}.")
            told += " " + left_out.format(count=seen.specks)
        return told

    def _tell_boxed(self, seen: Stages) -> str:
        width, height = seen.size
        if not max(width, height):
            return self.tr("It is a dot: its box has no size.")
        text = self.tr(
            "The box around its lines is {width:.0f} units wide and {height:.0f} high. Where on the canvas it is, and "
            "how thick the pen, makes no difference from here on."
        )
        return text.format(width=width, height=height)

    def _tell_scaled(self, seen: Stages) -> str:
        if not max(seen.size):
            text = self.tr("A dot is not scaled: it is as large as the pen, {pen} pixels.")
            return text.format(pen=PEN_WIDTH)
        text = self.tr(
            "Scaled by {scale:.3g} with its shape kept, and drawn anew with a pen {pen} pixels wide: so the ink just "
            "fits into {box} × {box} of the 28 × 28 pixels."
        )
        return text.format(scale=seen.scale, pen=PEN_WIDTH, box=BOX)

    def _tell_centred(self, seen: Stages) -> str:
        x, y = seen.move.tolist()
        across = self.tr("right") if x >= 0 else self.tr("left")
        down = self.tr("down") if y >= 0 else self.tr("up")
        held_back = abs(seen.mass + seen.move - CENTRE).max() > 0.01
        text = (
            self.tr(
                "Moved {x:.1f} pixels {across} and {y:.1f} {down}, "
                "as far as the picture's edge lets its centre of mass come to the middle."
            )
            if held_back
            else self.tr(
                "Moved {x:.1f} pixels {across} and {y:.1f} {down}, "
                "so that its centre of mass, the dot, is where it is in the digits of MNIST: {at}, {at}."
            )
        )
        return text.format(x=abs(x), across=across, y=abs(y), down=down, at=CENTRE)

    def _tell_pixels(self, seen: Stages) -> str:
        text = self.tr(
            "All that the network gets: 784 pixels. {inked} of them have ink, {grey} of these are grey, where a line "
            "covers a pixel in part."
        )
        told = text.format(inked=seen.inked, grey=seen.grey)
        if self._look and self._look.digit >= 0:
            best = percent(float(self._look.probabilities.max()))
            answer = self.tr("It reads {digit}, {share} sure.")
            told += " " + answer.format(digit=self._look.digit, share=best)
        return told

    def _thumbnail(self, stage: int, name: str) -> "_Thumbnail":
        made = _Thumbnail(stage)
        made.setObjectName(f"whyStage{stage + 1}")
        made.setAccessibleName(self.tr("Stage {number}: {name}").format(number=stage + 1, name=name))
        made.setToolTip(f"{stage + 1}  {name}")
        made.clicked.connect(partial(self.show_stage, stage))
        return made

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"why{name.capitalize()}")
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setIconSize(SIZE)
        return button

    def _lay_out(self) -> None:
        self.next.setProperty("primary", True)
        top = QHBoxLayout()
        top.addWidget(self._number, 1)
        top.addWidget(self.close_button)
        row = QHBoxLayout()
        row.setSpacing((TEXT_WIDTH - 5 * THUMBNAIL) // 4)
        for thumbnail in self._thumbnails:
            row.addWidget(thumbnail)
        row.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.back, self.next):
            buttons.addWidget(button, 1)
        text = QVBoxLayout()
        text.setSpacing(theme.GRID)
        text.addLayout(top)
        text.addSpacing(2 * theme.GRID)
        text.addWidget(self._title)
        text.addWidget(self._sentence, 1)
        text.addLayout(row)
        text.addSpacing(theme.GRID)
        text.addLayout(buttons)
        beside = QWidget()
        beside.setLayout(text)
        beside.setFixedWidth(TEXT_WIDTH)
        text.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * theme.GRID)
        layout.addWidget(self.picture, 1)
        layout.addWidget(beside)

    def showEvent(self, event: QShowEvent) -> None:
        self._update()


class _Thumbnail(QAbstractButton):
    """A small picture of one stage; the one that is shown large has a frame."""

    def __init__(self, stage: int) -> None:
        super().__init__(checkable=True)
        self.stage = stage
        self.stages: Stages | None = None
        self.shown = theme.LIGHT
        self.setFixedSize(QSize(THUMBNAIL, THUMBNAIL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_stage(painter, QRectF(self.rect()), self.stages, self.stage, self.shown, marks=False)
        if self.isChecked():
            painter.setPen(QPen(self.shown.ink, 4))
            painter.drawRect(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(self.shown.accent, 2))
            painter.drawRect(self.rect().adjusted(4, 4, -5, -5))
