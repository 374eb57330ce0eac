"""The training panel: what to train on and how, the buttons, and how far it is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import RefusedValueError
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.network import parse_hidden
from digitpad.net.optimizers import OPTIMIZERS
from digitpad.qt import theme
from digitpad.qt.widgets.fields import Chooser, Count, Rate
from digitpad.qt.widgets.icons import SIZE, icon
from digitpad.qt.widgets.switch import Switch
from digitpad.qt.workers import Progress, Setup
from digitpad.words import grouped


class TrainingPanel(QWidget):
    """Asks for training and shows its progress.

    Signals:
        retrain, go_on, step: with the Setup that the person chose.
        pause, reset: nothing else is needed.
        learning_rate_changed: to this value, to be used at once.
        samples: the person wants to see the data of this Setup, of which only `data` and `augment` count.
        data_changed: the same, when another choice was made.
        refused: one line about what was typed and cannot be used.
        file_wanted, folder_wanted: the person wants to choose own data.
    """

    retrain = Signal(object)
    go_on = Signal(object)
    step = Signal(object)
    pause = Signal()
    reset = Signal()
    learning_rate_changed = Signal(float)
    samples = Signal(object)
    data_changed = Signal(object)
    refused = Signal(str)
    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_buttons()
        self._make_fields()
        self.setAccessibleName(self.tr("Training"))
        self._stand = self._loading = ""
        self._state = "resting"
        self.animated = True
        self._status = QLabel()
        self._status.setObjectName("trainingStatus")
        self._status.setFont(theme.figures(theme.SMALL))
        self._status.setProperty("rank", "second")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setAccessibleName(self.tr("Progress of this training"))
        self._lay_out()
        self.restart()
        self.show_state("resting")

    @property
    def setup(self) -> Setup | None:
        """What was chosen; None when the hidden layers make no sense."""
        try:
            return self._chosen()
        except RefusedValueError:
            return None

    def _chosen(self) -> Setup:
        return Setup(
            data=self.data.currentData(),
            hidden=parse_hidden(self.hidden.text()),
            activation=self.activation.currentText(),
            optimizer=self.optimizer.currentText(),
            learning_rate=self.learning_rate.value(),
            batch_size=self.batch_size.value(),
            augment=self.augment.isChecked(),
        )

    @property
    def shown_data(self) -> Setup:
        """The data and their deformation alone, whatever the other fields say."""
        return Setup(data=self.data.currentData(), augment=self.augment.isChecked())

    def show_setup(self, setup: Setup) -> None:
        """Put these choices into the fields."""
        self.choose_data(setup.data)
        self.hidden.setText(", ".join(str(size) for size in setup.hidden))
        self.activation.setCurrentText(setup.activation)
        self.optimizer.setCurrentText(setup.optimizer)
        self.learning_rate.setValue(setup.learning_rate)
        self.batch_size.setValue(setup.batch_size)
        self.augment.setChecked(setup.augment)

    def choose_data(self, spec: str) -> None:
        """Choose the data set `spec`; a path that is not in the list yet is added."""
        if self.data.findData(spec) < 0:
            path = Path(spec)
            try:
                if not path.exists():
                    return
            except OSError:  # in a folder that is locked, or too long a name
                return
            self.data.insertItem(self._own_at, path.name, spec)
            self.data.setItemData(self._own_at, spec, Qt.ItemDataRole.ToolTipRole)
        self.data.setCurrentIndex(self.data.findData(spec))

    def show_state(self, state: str) -> None:
        """Enable what makes sense when training is "resting", "loading" or "training"."""
        busy = state != "resting"
        focused = self.focusWidget()
        self.pause_button.setEnabled(busy)
        self.continue_button.setEnabled(not busy)
        self.step_button.setEnabled(not busy)
        if focused in (self.pause_button, self.continue_button, self.step_button) and not focused.isEnabled():
            # Qt would go on to Reset, and the next press of the same key would throw away what was learned
            (self.pause_button if busy else self.continue_button).setFocus()
        loading = state == "loading"
        self._bar.setMaximum(0 if loading and self.animated else 1000)  # 0 is Qt's sign for "busy", which moves
        self._loading = self.tr("Preparing the data …") if loading else ""
        self._tell_status()
        self._announce(state)

    def _announce(self, state: str) -> None:
        """Say to who listens that training has begun or ended; how far it is stands in the status."""
        if state == self._state:
            return
        self._state = state
        if QAccessible.isActive():
            rests = self.tr("Training rests.") + " " + self._stand
            text = {"loading": self._loading, "training": self.tr("Training runs.")}.get(state, rests)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_loading(self, share: float) -> None:
        """Show how much of the data is ready."""
        self._bar.setMaximum(1000)
        self._bar.setValue(round(1000 * share))
        self._loading = self.tr("Reading digits … {share:.0f} %").format(share=100 * share)
        self._tell_status()

    def show_progress(self, progress: Progress) -> None:
        """Show how far training is and how fast it goes."""
        self._bar.setValue(round(1000 * progress.done))
        parts = (
            self.tr("Epoch {epoch} of {epochs}").format(epoch=progress.epoch, epochs=progress.epochs),
            self.tr("step {step}").format(step=grouped(progress.step)),
            self.tr("{speed} images/s").format(speed=grouped(round(progress.images_per_second))),
            f"{int(progress.seconds) // 60}:{int(progress.seconds) % 60:02}",
        )
        self._say("  ·  ".join(parts))

    def restart(self) -> None:
        """Another network is there: nothing was trained yet."""
        self._bar.setValue(0)
        self._say(self.tr("Retrain starts from random weights, Continue from those on screen."))

    def _say(self, stand: str) -> None:
        self._stand = stand
        self._tell_status()

    def _tell_status(self) -> None:
        self._status.setText(self._loading or self._stand)

    def show_theme(self, shown: theme.Theme) -> None:
        """Draw the icons in these colours."""
        for name, button in self._buttons.items():
            colour = shown.on_accent if button is self.retrain_button else shown.ink
            button.setIcon(icon(name, shown, colour))
        self.samples_button.setIcon(icon("samples", shown))
        self.augment.show_theme(shown)

    def _make_buttons(self) -> None:
        self._buttons = {}
        for name, text, tip in (
            ("retrain", self.tr("Retrain"), self.tr("Train from fresh random weights")),
            ("continue", self.tr("Continue"), self.tr("Train on from the weights on screen")),
            ("pause", self.tr("Pause"), self.tr("Stop after this mini-batch; Continue goes on")),
            ("step", self.tr("Step"), self.tr("Train on one mini-batch")),
            ("reset", self.tr("Reset"), self.tr("Back to the weights that came with digitpad")),
        ):
            button = QPushButton(text)
            button.setObjectName(f"{name}Button")
            button.setToolTip(tip)
            button.setAccessibleName(text)
            button.setAccessibleDescription(tip)
            button.setIconSize(SIZE)
            self._buttons[name] = button
        self.retrain_button, self.continue_button, self.pause_button, self.step_button, self.reset_button = (
            self._buttons.values()
        )
        self.retrain_button.setProperty("primary", True)
        self.retrain_button.clicked.connect(lambda: self._ask(self.retrain))
        self.continue_button.clicked.connect(lambda: self._ask(self.go_on))
        self.step_button.clicked.connect(lambda: self._ask(self.step))
        self.pause_button.clicked.connect(self.pause)
        self.reset_button.clicked.connect(self.reset)

    def _make_fields(self) -> None:
        self.data = Chooser()
        self.data.setObjectName("datasetChooser")
        for name, spec in (
            (self.tr("Generated digits"), "generated"),
            (self.tr("MNIST"), "mnist"),
            (self.tr("My handwriting"), "handwriting"),
        ):
            self.data.addItem(name, spec)
        self._own_at = self.data.count()
        self.data.addItem(self.tr("Open file …"), self.file_wanted)
        self.data.addItem(self.tr("Open folder …"), self.folder_wanted)
        self.data.setMinimumContentsLength(10)
        self.data.setToolTip(self.tr("For the next Retrain or Continue"))
        self._data_before = 0
        self.data.currentIndexChanged.connect(self._data_chosen)
        self.data.activated.connect(self._data_picked)
        self.hidden = QLineEdit()
        self.hidden.setObjectName("hiddenLayers")
        self.hidden.setToolTip(self.tr("Neurons in each hidden layer, for the next Retrain"))
        self.hidden.returnPressed.connect(self.retrain_button.click)
        self.activation = Chooser()
        self.activation.setObjectName("activationChooser")
        self.activation.addItems(list(ACTIVATIONS))
        self.activation.setToolTip(self.tr("Of the hidden neurons, for the next Retrain"))
        self.optimizer = Chooser()
        self.optimizer.setObjectName("optimizerChooser")
        self.optimizer.addItems(list(OPTIMIZERS))
        self.optimizer.setToolTip(self.tr("For the next Retrain or Continue"))
        self.learning_rate = Rate(0.00001, 10.0, decimals=5)
        self.learning_rate.setObjectName("learningRate")
        self.learning_rate.valueChanged.connect(self.learning_rate_changed)
        self.learning_rate.setToolTip(self.tr("Used at once, also while training runs"))
        self.batch_size = Count(1, 4096)
        self.batch_size.setObjectName("batchSize")
        self.batch_size.setToolTip(self.tr("Images in a mini-batch, for the next Retrain or Continue"))
        self.augment = Switch(self.tr("Deform digits"))
        self.augment.setObjectName("augmentSwitch")
        self.augment.setAccessibleName(self.tr("Deform digits"))
        self.augment.setToolTip(
            self.tr(
                "Turn, slant, stretch and bend every digit a little, differently each time it is shown, so that the "
                "network learns its shape instead of the examples by heart (data augmentation). For the next Retrain "
                "or Continue"
            )
        )
        self._augment_note = QLabel(wordWrap=True)
        self._augment_note.setProperty("rank", "second")
        self.samples_button = QPushButton(self.tr("Samples …"))
        self.samples_button.setObjectName("samplesButton")
        self.samples_button.setAccessibleName(self.tr("Show samples of the data set"))
        self.samples_button.setToolTip(self.tr("Show samples of the data set, just as training sees them"))
        self.samples_button.setIconSize(SIZE)
        self.samples_button.clicked.connect(lambda: self.samples.emit(self.shown_data))
        self.augment.toggled.connect(self._tell_data)
        self.show_setup(Setup())
        self._tell_data()

    def _tell_data(self) -> None:
        setup = self.shown_data
        if setup.data == "generated":
            note = self.tr("Not needed: no two generated digits are alike.")
        elif setup.augment:
            note = self.tr("A little, and differently each time they are shown.")
        else:
            note = self.tr("The same pictures come again in every epoch.")
        self._augment_note.setText(note)
        self.data_changed.emit(setup)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in self._buttons.values():
            buttons.addWidget(button, 1)
        fields = QGridLayout()
        fields.setHorizontalSpacing(2 * theme.GRID)
        fields.setVerticalSpacing(theme.GRID // 2)
        for number, (name, field) in enumerate(
            (
                (self.tr("Data set"), self.data),
                (self.tr("Hidden layers"), self.hidden),
                (self.tr("Activation"), self.activation),
                (self.tr("Optimiser"), self.optimizer),
                (self.tr("Learning rate"), self.learning_rate),
                (self.tr("Batch size"), self.batch_size),
            )
        ):
            label = QLabel(name)
            label.setProperty("rank", "second")
            label.setBuddy(field)
            field.setAccessibleName(name)
            row, column = divmod(number, 3)
            fields.addWidget(label, 3 * row, column)
            fields.addWidget(field, 3 * row + 1, column)
            fields.setColumnStretch(column, 1)
        fields.setRowMinimumHeight(2, theme.GRID // 2)
        shown = QHBoxLayout()
        shown.setSpacing(2 * theme.GRID)
        shown.addWidget(self.augment)
        shown.addWidget(self._augment_note, 1)
        shown.addWidget(self.samples_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(buttons)
        layout.addSpacing(theme.GRID // 2)
        layout.addLayout(fields)
        layout.addLayout(shown)
        layout.addStretch(1)
        layout.addWidget(self._status)
        layout.addWidget(self._bar)

    def _ask(self, signal: SignalInstance) -> None:
        try:
            setup = self._chosen()
        except RefusedValueError as error:
            self.refused.emit(str(error))
            self.hidden.setFocus()
            self.hidden.selectAll()
        else:
            signal.emit(setup)

    def _data_chosen(self, index: int) -> None:
        if isinstance(self.data.itemData(index), str):
            self._data_before = index
            self._tell_data()

    def _data_picked(self, index: int) -> None:
        chosen = self.data.itemData(index)
        if not isinstance(chosen, str):
            self.data.setCurrentIndex(self._data_before)  # until the person has found something
            chosen.emit()
