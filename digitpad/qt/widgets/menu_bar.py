"""The menus: every act of the window with its standard shortcut."""

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from digitpad.qt.language import LANGUAGES, SYSTEM

Keys = QKeySequence.StandardKey | str | None


class MenuBar(QMenuBar):
    """Has each act as an attribute; whoever does it connects to its `triggered`."""

    def __init__(self, undo_stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Menus"))
        key = QKeySequence.StandardKey
        file = self.addMenu(self.tr("&File"))
        self.open_model = self._add(file, self.tr("&Open model …"), key.Open)
        self.save_model = self._add(file, self.tr("&Save model"), key.Save)
        self.save_model_as = self._add(file, self.tr("Save model &as …"), key.SaveAs)
        file.addSeparator()
        self.open_file = self._add(file, self.tr("Open &data file …"), "Ctrl+D")
        self.open_folder = self._add(file, self.tr("Open data &folder …"), "Ctrl+Shift+D")
        file.addSeparator()
        self.save_picture = self._add(file, self.tr("Save network &picture …"), "Ctrl+E")
        file.addSeparator()
        self.quit = self._add(file, self.tr("&Quit"), key.Quit)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

        edit = self.addMenu(self.tr("&Edit"))
        # not those that the stack makes itself: they put what was done after the verb, which is no German
        self.undo, self.redo = self._add(edit, "", key.Undo), self._add(edit, "", key.Redo)
        for action, act, enable in (
            (self.undo, undo_stack.undo, undo_stack.canUndoChanged),
            (self.redo, undo_stack.redo, undo_stack.canRedoChanged),
        ):
            action.setEnabled(False)
            action.triggered.connect(act)
            enable.connect(action.setEnabled)
        undo_stack.undoTextChanged.connect(self._name_undo)
        undo_stack.redoTextChanged.connect(self._name_redo)
        self._name_undo("")
        self._name_redo("")
        self.clear_drawing = self._add(edit, self.tr("&Clear drawing"), "Ctrl+Backspace")
        edit.addSeparator()
        self.copy_picture = self._add(edit, self.tr("Copy &network picture"), "Ctrl+Shift+C")

        training = self.addMenu(self.tr("&Training"))
        self.retrain = self._add(training, self.tr("&Retrain"), "Ctrl+R")
        self.go_on = self._add(training, self.tr("&Continue"), "F5")
        self.pause = self._add(training, self.tr("&Pause"), "F6")
        self.step = self._add(training, self.tr("&Step"), "F10")
        self.reset = self._add(training, self.tr("R&eset"), "Ctrl+Shift+R")
        training.addSeparator()
        self.samples = self._add(training, self.tr("S&how samples …"), "Ctrl+G")
        self.landscape = self._add(training, self.tr("The whole &loss …"), "Ctrl+L")
        networks = training.addMenu(self.tr("Shipped &networks"))
        self.networks = self._choice(
            networks,
            ("default", self.tr("&Default: 784 – 128 – 64 – 10 neurons")),
            ("small", self.tr("&Small: 784 – 32 – 16 – 10 neurons")),
        )
        self.networks["default"].setChecked(True)

        view = self.addMenu(self.tr("&View"))
        self.why = self._add(view, self.tr("See &why"), "Ctrl+I")
        self.why.setCheckable(True)
        self.walk = self._add(view, self.tr("&Step by step: how it learns"), "Ctrl+T")
        self.walk.setCheckable(True)
        self.walk_next = self._add(view, self.tr("Ne&xt step"), "Alt+Right")
        self.walk_back = self._add(view, self.tr("Step &before"), "Alt+Left")
        self.animate = self._add(view, self.tr("&Animate stages and activations"))
        self.animate.setCheckable(True)
        view.addSeparator()
        self.contributions = self._add(view, self.tr("&Contributions now instead of weights"), "W")
        self.contributions.setCheckable(True)
        self.play = self._add(view, self.tr("&Play the forward pass"), "F7")
        self.zoom_in = self._add(view, self.tr("Zoom &in"), key.ZoomIn)
        self.zoom_out = self._add(view, self.tr("Zoom &out"), key.ZoomOut)
        self.fit = self._add(view, self.tr("Fit the &network"), "Ctrl+0")
        view.addSeparator()
        self.themes = self._choice(
            view,
            ("system", self.tr("Like the s&ystem")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
        )
        languages = view.addMenu(self.tr("Lan&guage"))
        self.languages = self._choice(languages, (SYSTEM, self.tr("Like the &system")), *LANGUAGES.items())
        view.addSeparator()
        self.full_screen = self._add(view, self.tr("&Full screen"), key.FullScreen)
        self.full_screen.setCheckable(True)

        about = self.addMenu(self.tr("&Help"))
        self.help = self._add(about, self.tr("digitpad &help"), key.HelpContents)
        self.report = self._add(about, self.tr("&Report a problem …"))
        about.addSeparator()
        self.about = self._add(about, self.tr("&About digitpad"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.show_state("resting")

    def show_state(self, state: str) -> None:
        """Enable what makes sense when training is "resting", "loading" or "training"."""
        self.pause.setEnabled(state != "resting")
        self.go_on.setEnabled(state == "resting")
        self.step.setEnabled(state == "resting")

    def _name_undo(self, what: str) -> None:
        self.undo.setText(self.tr("&Undo {what}").format(what=what) if what else self.tr("&Undo"))

    def _name_redo(self, what: str) -> None:
        self.redo.setText(self.tr("&Redo {what}").format(what=what) if what else self.tr("&Redo"))

    def _choice(self, menu: QMenu, *choices: tuple[str, str]) -> dict[str, QAction]:
        """One of several, by name."""
        group = QActionGroup(self)
        actions = {}
        for name, text in choices:
            actions[name] = group.addAction(self._add(menu, text))
            actions[name].setCheckable(True)
        return actions

    def _add(self, menu: QMenu, text: str, keys: Keys = None) -> QAction:
        action = menu.addAction(text)
        if isinstance(keys, str):
            action.setShortcut(QKeySequence(keys))
        elif keys is not None:
            action.setShortcuts(keys)
        return action
