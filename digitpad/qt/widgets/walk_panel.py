"""The walk through one step of learning: a page of it beside the picture of the network, and what turns the pages."""

from collections.abc import Callable
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.net.network import CLASSES
from digitpad.qt import theme
from digitpad.qt.guide import Guide
from digitpad.qt.look import percent
from digitpad.qt.neuron_text import short_name
from digitpad.qt.page import OPENING, Page
from digitpad.qt.predictions import PREDICTED
from digitpad.qt.widgets.boxes import column, row, scroller
from digitpad.qt.widgets.fields import Chooser
from digitpad.qt.widgets.fitted import Fitted
from digitpad.qt.widgets.icons import SIZE, icon
from digitpad.qt.widgets.switch import Switch
from digitpad.qt.widgets.walk_outputs import short
from digitpad.qt.widgets.walk_rate import WalkRate
from digitpad.qt.widgets.walk_text import WalkText

if TYPE_CHECKING:
    from digitpad.qt.widgets.walk_views import StepView

WIDTH = 312


class WalkPanel(QWidget):
    """Shows the pages of a guide and hands on to it what the person does.

    Signals:
        loss_wanted: the person wants to see the loss around the network.
    """

    loss_wanted = Signal()

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walkPanel")
        self.setAccessibleName(self.tr("Walk through one step of learning"))
        self.setFixedWidth(WIDTH)
        self._guide = guide
        self._make_top()
        self._shown = theme.LIGHT
        self._make_controls()
        self._make_bottom()
        self._make_keys()
        self._lay_out()
        guide.turned.connect(self.show_page)
        guide.watched.connect(self._show_watched)

    def open(self) -> None:
        """Begin the walk, with the keyboard at hand."""
        self._guide.begin()
        (self.next if self.next.isEnabled() else self.example).setFocus()

    def show_page(self, page: Page | None) -> None:
        """Show this page."""
        if page is None:
            return
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        turned = self._title.text() != page.title
        self._show_place(page)
        self._title.setText(page.title)
        self.text.show_text(self._told(page), page.glossary or {})
        self._fault.setText(page.fault)
        self._fault.setVisible(bool(page.fault))
        shown = self._views.get(page.step)
        for view in self._views.values():
            if view is not shown:
                view.hide()
        if shown and page.walk and page.neuron:
            shown.show_page(page, page.walk, page.neuron)
            shown.show()
        self._show_controls(page)
        self._answer.setText(self._answered(page))
        self._answer.setVisible(bool(self._answer.text()))
        if turned:
            self._scroll.verticalScrollBar().setValue(0)
        if focused and focus is not None and not (focus.isVisibleTo(self) and focus.isEnabled()):
            (self.next if self.next.isEnabled() else self.back).setFocus()
        self._announce(page)

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._shown = shown
        built = self._views.values() if "_views" in vars(self) else ()
        for view in (*built, self.predicting, self.random, self.rate, self.text):
            view.show_theme(shown)
        self.close_button.setIcon(icon("clear", shown))
        self.restart.setIcon(icon("reset", shown))
        self.back.setIcon(icon("back", shown))
        self.next.setIcon(icon("next", shown, shown.on_accent))

    # What a page says besides its text.

    def _told(self, page: Page) -> str:
        if page.step != OPENING or page.fault:
            return page.text
        if page.label < 0:
            return self.tr("Draw one on the canvas, or take a random example.")
        text = self.tr(
            "The network reads a **{digit}**, {share}. What you say here is the **label**: the answer that it is to "
            "learn."
        )
        return text.format(digit=CLASSES[page.look.digit], share=percent(float(page.look.probabilities.max())))

    def _answered(self, page: Page) -> str:
        if page.walk is None or page.neuron is None:
            digit = page.look.digit
            if page.step != "new-digit" or digit < 0:
                return ""
            share = percent(float(page.look.probabilities.max()))
            return self.tr("What is drawn is read as {digit}, {share}.").format(digit=CLASSES[digit], share=share)
        called = short_name(page.neuron, page.walk.network)
        if page.asked:
            question = (
                self.tr("To make the loss smaller, should the sum of {neuron} rise or fall?")
                if page.step == "output-wanted"
                else self.tr("To make the loss smaller, should {neuron} be more active, or less?")
            )
            if page.step == "output-wanted":
                output, target = (
                    float(of[0, page.neuron.index]) for of in (page.walk.forward.outputs, page.walk.targets)
                )
                told = self.tr("It gives {output} and should give {target}.")
                question += " " + told.format(output=short(output), target=short(target))
            return question.format(neuron=called)
        if page.guess is None:
            return ""
        up = page.walk.wanted(page.neuron.layer)[page.neuron.index] > 0
        answer = self.tr("Right: {neuron} should go up.") if up else self.tr("Right: {neuron} should go down.")
        if page.guess != up:
            answer = self.tr("Not so: {neuron} should go up.") if up else self.tr("Not so: {neuron} should go down.")
        return answer.format(neuron=called) + " " + self.tr("Pick another one in the picture.")

    def _show_place(self, page: Page) -> None:
        text = self.tr("Step {number} of {count}") if page.number else self.tr("Before the first of {count} steps")
        self._number.setText(text.format(number=page.number, count=page.count) if page.count else "")
        self._bar.setMaximum(max(page.count, 1))
        self._bar.setValue(page.number)
        opening = page.step == OPENING
        self.next.setEnabled(page.label >= 0 if opening else page.number < page.count)
        self.back.setEnabled(not opening)
        self.restart.setEnabled(not opening)

    def _show_controls(self, page: Page) -> None:
        step, resting = page.step, page.state == "resting"
        broken = step == OPENING and not page.count
        labelled = not broken and page.label >= 0
        self.target.blockSignals(True)
        self.target.setCurrentIndex(page.label)
        self.target.blockSignals(False)
        self._target_row.setVisible(labelled and step in (OPENING, "target"))
        self.example.setVisible(not broken and step in (OPENING, "new-digit"))
        instead = step == OPENING and page.label >= 0
        self.example.setText(self.tr("Take a random example instead") if instead else self.tr("Take a random example"))
        self._set(self.random, page.random)
        self.random.setEnabled(resting)
        self.random.setVisible(labelled and step in (OPENING, "outputs"))
        self._random_note.setVisible(labelled and step == OPENING)
        self._hint.setText(self._hints.get(step, ""))
        self._hint.setVisible(step in self._hints)
        self._set(self.predicting, page.predicting)
        self._predicting_row.setVisible(step in PREDICTED)
        self._guess_row.setVisible(page.asked)
        right, said = page.score
        self._score.setText(self.tr("{right} of {said} right").format(right=right, said=said))
        self._score.setVisible(page.predicting and said > 0)
        self.rate.setVisible(step == "apply" and not page.applied)
        if page.walk:
            self.rate.show_rate(page.walk.learning_rate)
        self._apply_row.setVisible(step == "apply")
        self.apply.setEnabled(resting and not page.applied)
        self.take_back.setEnabled(resting and page.applied)
        self.train.setVisible(step == "many-examples")
        self.loss.setVisible(step == "many-examples")
        self.train.setText(self.tr("Train on many mini-batches") if resting else self.tr("Pause"))
        self._watched.setVisible(step == "many-examples" and bool(self._watched.text()))
        if resting:
            self._watched.clear()
            self._watched.hide()

    def _set(self, switch: Switch, on: bool) -> None:
        switch.blockSignals(True)
        switch.setChecked(on)
        switch.blockSignals(False)

    def _show_watched(self, loss: float, correct: int) -> None:
        text = self.tr("The loss of these pictures is {loss:.4f} now, and {correct} are read right.", "", correct)
        self._watched.setText(text.format(loss=loss, correct=correct))
        self._watched.show()

    def _announce(self, page: Page) -> None:
        spoken = "\n".join(
            filter(None, (page.title, self._told(page).replace("**", ""), self._answer.text(), page.fault))
        )
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    # How it is made.

    def _make_top(self) -> None:
        self._number = QLabel()
        self._number.setObjectName("walkNumber")
        self._number.setProperty("rank", "second")
        self.close_button = QToolButton()
        self.close_button.setObjectName("walkClose")
        self.close_button.setAccessibleName(self.tr("Close the walk"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setIconSize(SIZE)
        self.close_button.clicked.connect(self._guide.leave)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Steps of the walk"))
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._title.setObjectName("walkTitle")
        self._title.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        self.text = WalkText()
        self._fault = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._fault.setObjectName("walkFault")
        self._answer = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._answer.setObjectName("walkAnswer")

    @cached_property
    def _views(self) -> "dict[str, StepView]":
        """By step, built when the first page is shown: the window is on the screen sooner without them."""
        from digitpad.qt.widgets.walk_views import TABLES, NeuronView, OutputsView, PicturesView, PixelView, TableView

        table, outputs, pixels = TableView(), OutputsView(), PixelView()
        pixels.picked.connect(self._guide.choose)
        views: dict[str, StepView] = {
            "neuron": NeuronView(),
            "pixels": pixels,
            "outputs": outputs,
            "target": outputs,
            "many-examples": PicturesView(),
            **dict.fromkeys(TABLES, table),
        }
        for view in dict.fromkeys(views.values()):
            view.hide()
            view.show_theme(self._shown)
            self._places.addWidget(view)
        return views

    def _make_controls(self) -> None:
        guide = self._guide
        self.target = Chooser()
        self.target.setObjectName("walkTarget")
        self.target.setAccessibleName(self.tr("Label: the digit that was drawn"))
        self.target.addItems(list(CLASSES))
        self.target.currentIndexChanged.connect(guide.want)
        label = QLabel(self.tr("Label"))
        label.setBuddy(self.target)
        label.setProperty("rank", "second")
        self._target_row = row(label, self.target)
        self.example = self._button("Example", "", guide.ask_example)
        self.random = self._switch("Random", self.tr("Start from random weights"))
        self.random.toggled.connect(guide.start_random)
        self._random_note = QLabel(wordWrap=True)
        self._random_note.setProperty("rank", "second")
        self._random_note.setText(
            self.tr(
                "Of a digit that it reads well, a trained network has next to nothing left to learn. It comes back "
                "when the walk ends."
            )
        )
        trial = self.tr("A neuron before it, chosen in the picture, has its weight to try below the canvas.")
        self._hints = {
            "neuron": self.tr("Any neuron can be chosen in the picture."),
            "output-weights": self.tr("Any output can be chosen in the picture.") + " " + trial,
            "hidden-weights": trial,
        }
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("rank", "second")
        self.predicting = self._switch("Predicting", self.tr("Predict, then reveal"))
        self.predicting.toggled.connect(guide.set_predicting)
        self.up = self._button("Up", self.tr("↑ Up"), partial(guide.predict, True))
        self.down = self._button("Down", self.tr("↓ Down"), partial(guide.predict, False))
        self.reveal = self._button("Reveal", self.tr("Reveal all"), guide.reveal)
        self._guess_row = row(self.up, self.down, self.reveal)
        self._score = QLabel()
        self._score.setObjectName("walkScore")
        self._score.setProperty("rank", "second")
        self._score.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._predicting_row = column(self.predicting, self._score, growing=0)
        self._predicting_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.rate = WalkRate()
        self.rate.changed.connect(guide.change_learning_rate)
        self.apply = self._button("Apply", self.tr("Apply the step"), guide.apply)
        self.take_back = self._button("TakeBack", self.tr("Take it back"), guide.take_back)
        # side by side: in the place of one another, a double click would take the step and take it back
        self._apply_row = row(self.apply, self.take_back)
        self.train = self._button("Train", "", self._train)
        self.loss = self._button("Loss", self.tr("See the whole loss …"), self.loss_wanted.emit)
        self._watched = QLabel(wordWrap=True)
        self._watched.setObjectName("walkWatched")

    def _make_bottom(self) -> None:
        self.restart = QToolButton()
        self.restart.setObjectName("walkRestart")
        self.restart.setAccessibleName(self.tr("Start over"))
        self.restart.setToolTip(self.tr("Start over with the first step"))
        self.restart.setIconSize(SIZE)
        self.restart.clicked.connect(self._guide.restart)
        self.back = self._button("Back", self.tr("Back"), self._guide.back)
        self.back.setAccessibleName(self.tr("Back to the step before"))
        self.back.setToolTip(self.tr("The step before (arrow left)"))
        self.next = self._button("Next", self.tr("Next"), self._guide.next)
        self.next.setAccessibleName(self.tr("Next step"))
        self.next.setToolTip(self.tr("The next step (arrow right)"))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
        self.next.setProperty("primary", True)

    def _make_keys(self) -> None:
        for key, act in (
            (Qt.Key.Key_Left, self.back.click),
            (Qt.Key.Key_Right, self.next.click),
            (Qt.Key.Key_Escape, self._guide.leave),
        ):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _button(self, name: str, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"walk{name}")
        button.setAccessibleName(text)
        button.setIconSize(SIZE)
        button.clicked.connect(lambda: act())
        return button

    def _switch(self, name: str, text: str) -> Switch:
        made = Switch(text)
        made.setObjectName(f"walk{name}")
        made.setAccessibleName(text)
        return made

    def _train(self) -> None:
        page = self._guide.page
        self._guide.train(page is not None and page.state == "resting")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._number, 1)
        top.addWidget(self.close_button)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, theme.GRID // 2, 0)
        lines.setSpacing(theme.GRID)
        for widget in (
            self._title,
            self.text,
            self._fault,
            self._target_row,
            self.random,
            self._random_note,
            self.example,
        ):
            lines.addWidget(widget)
        self._places = QVBoxLayout()
        lines.addLayout(self._places)
        lines.addWidget(self._hint)
        lines.addStretch(1)
        self._scroll = scroller(inside, Fitted)
        self.text.explained.connect(lambda: self._scroll.ensureWidgetVisible(self.text.meaning))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.restart)
        buttons.addWidget(self.back, 1)
        buttons.addWidget(self.next, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self._bar)
        layout.addWidget(self._scroll, 1)
        for widget in (  # what is to be done on this page is in sight however long the page
            self._answer,
            self._guess_row,
            self._predicting_row,
            self.rate,
            self._apply_row,
            self._watched,
            self.train,
            self.loss,
        ):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addLayout(buttons)
        reached: list[QWidget] = [self.close_button, self.text.label, self.target, self.random, self.example]
        reached += [self.up, self.down, self.reveal, self.predicting, self.rate.slider, self.apply, self.take_back]
        reached += [self.train, self.loss, self.restart, self.back, self.next]
        for before, after in pairwise(reached):
            self.setTabOrder(before, after)
