"""A page of the whole loss: a map of it around the network, and what to say about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from digitpad.net.landscape import Path
from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.close_button import CloseButton
from digitpad.qt.widgets.fields import Chooser
from digitpad.qt.widgets.landscape_picture import LandscapePicture
from digitpad.qt.workers import Survey

RANDOM, RUN = "random", "run"
"""Kinds of maps: along two random directions, or the main directions of the training run."""

LETTERS = 20
"""That the list of kinds has room for, wide ones."""

LEAST_SNAPSHOTS = 4
"""A run has main directions when it was noted at least so often."""


class LandscapePage(QDialog):
    """Shows a survey of the loss and asks for another.

    Signals:
        wanted: a survey of the network as it is now is wanted: its kind, "random" or "run", and a seed for the first.
        closed: nothing more is wanted.
    """

    wanted = Signal(str, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("landscapePage")
        self.setWindowTitle(self.tr("The whole loss"))
        self._seed = 0
        self._network: Network | None = None
        self._survey: Survey | None = None
        along = QLabel(self.tr("Map of the loss along"))
        self.chooser = Chooser()
        self.chooser.setObjectName("landscapeKind")
        along.setBuddy(self.chooser)
        self.chooser.setAccessibleName(self.tr("Directions of the map"))
        self.chooser.addItem(self.tr("two random directions"), RANDOM)
        self.chooser.addItem(self.tr("main directions of this run"), RUN)
        self.chooser.setMinimumContentsLength(LETTERS)
        self.chooser.activated.connect(self._ask)
        self.new_button = self._button("New", self.tr("New directions"), self.tr("Draw two other random directions"))
        self.refresh_button = self._button(
            "Refresh", self.tr("Refresh"), self.tr("Map the loss around the network as it is now")
        )
        self.close_button = CloseButton(self, "landscape")
        self.new_button.clicked.connect(self._turn)
        self.refresh_button.clicked.connect(self._ask)
        self.finished.connect(self.closed)
        self.picture = LandscapePicture()
        self._bar = QProgressBar(maximum=1000, textVisible=False)
        self._bar.setObjectName("landscapeProgress")
        self._bar.setAccessibleName(self.tr("Share of the map that is done"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._story = QLabel(wordWrap=True)
        self._story.setObjectName("landscapeStory")
        self._caption = QLabel(wordWrap=True)
        self._caption.setObjectName("landscapeCaption")
        self._caption.setProperty("rank", "second")
        top, end = QHBoxLayout(), QHBoxLayout()
        for widget in (along, self.chooser, self.new_button, self.refresh_button):
            top.addWidget(widget)
        top.insertStretch(2, 1)
        end.addWidget(self._caption, 1)
        end.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        for row in (top, end):
            row.setSpacing(theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self._story)
        layout.addWidget(self._bar)
        layout.addWidget(self.picture, 1)
        layout.addLayout(end)
        self.show_path(None)

    @property
    def kind(self) -> str:
        """The chosen kind of map."""
        return str(self.chooser.currentData())

    @property
    def _run(self) -> QStandardItem:
        """The choice of the directions of a run."""
        model = self.chooser.model()
        assert isinstance(model, QStandardItemModel)
        return model.item(self.chooser.findData(RUN))

    def begin(self) -> None:
        """Ask for a map of the network as it is now: along the run where there was one, to see the way it went."""
        self.chooser.setCurrentIndex(self.chooser.findData(RUN if self._run.isEnabled() else RANDOM))
        self.refresh_button.setFocus()
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.sizeHint())  # by itself Qt would keep to two thirds of the screen
        self._ask()

    def show_look(self, look: Look) -> None:
        """Take note of the network that the next map is of."""
        self._network = look.network
        self._tell_age()

    def show_path(self, path: Path | None) -> None:
        """Take note of the run so far; its directions can be chosen when it is long enough."""
        there = path is not None and len(path.snapshots) >= LEAST_SNAPSHOTS
        item = self._run
        if item.isEnabled() != there:
            item.setEnabled(there)
            item.setToolTip("" if there else self.tr("Train first: there is no run yet."))
            if not there:
                self.chooser.setCurrentIndex(self.chooser.findData(RANDOM))
            self.new_button.setEnabled(self.kind == RANDOM)

    def show_loading(self, share: float) -> None:
        """Say how much of the data is ready."""
        self.picture.show_survey(None, self.tr("Reading digits … {share:.0f} %").format(share=100 * share))

    def show_survey(self, survey: Survey) -> None:
        """Show the map as far as it is known."""
        self._survey = survey
        self._bar.setValue(round(1000 * survey.done))
        self._bar.setVisible(survey.done < 1)
        self.picture.show_survey(survey)
        self._tell_age()

    def show_fault(self, line: str) -> None:
        """Say why there is nothing to see."""
        self._clear(line)
        self._bar.hide()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.picture.show_theme(shown)

    def _ask(self) -> None:
        self._clear(self.tr("Computing the loss …"))
        self.new_button.setEnabled(self.kind == RANDOM)
        text = self.tr(
            "Each point of this map is a network: this one, with all its weights moved along two directions. Dark is a "
            "low loss. Training looks for the bottom of the valley."
        )
        if self.kind == RUN:
            text = self.tr(
                "Each point of this map is a network. The line is the way that training has gone, from the ring to the "
                "dot, seen along the two directions in which it moved most. Dark is a low loss."
            )
        self._story.setText(text)
        self.wanted.emit(self.kind, self._seed)

    def _clear(self, line: str) -> None:
        """Show a line in place of a map."""
        self._survey = None
        self._bar.setValue(0)
        self._bar.show()
        self._caption.clear()
        self.picture.show_survey(None, line)

    def _turn(self) -> None:
        self._seed += 1
        self._ask()

    def _tell_age(self) -> None:
        """Say what the map shows, and whether the network has changed since."""
        if self._survey is None or not self.isVisible():
            return
        survey = self._survey
        count = survey.images
        first = (
            self.tr("Loss of {count} generated digits, always the same ones.", "", count)
            if survey.data.startswith("generated")
            else self.tr("Loss of {count} digits of the data that it was trained on.", "", count)
        )
        told = [first.format(count=count), self.tr("Distance 1 is as far as all the weights are from zero.")]
        if len(survey.plane.path):
            told.append(
                self.tr("The run has also moved in other directions, so its losses were not quite those of the map.")
            )
        if self._network is not survey.network:
            told.append(self.tr("The network has changed since; Refresh maps it anew."))
        text = " ".join(told)
        if text != self._caption.text():
            self._caption.setText(text)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        made = QPushButton(text, autoDefault=False)
        made.setToolTip(tip)
        made.setObjectName(f"landscape{name}")
        made.setAccessibleName(text)
        return made
