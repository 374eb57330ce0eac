"""The main window: where each widget is and what is connected to what."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import Property, QEvent, Qt
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QStyle, QWidget

from digitpad import words
from digitpad.data.catalogue import DataSet
from digitpad.net.network import Network
from digitpad.paths import Folders, resource
from digitpad.qt import language, theme
from digitpad.qt.files import Files
from digitpad.qt.network_edit import NetworkEdit
from digitpad.qt.preferences import FILE, Preferences
from digitpad.qt.recovery import Recovery
from digitpad.qt.session import TRAINING, Session
from digitpad.qt.side_windows import SideWindows
from digitpad.qt.widgets.boxes import column, row, splitter, tab_after
from digitpad.qt.widgets.canvas import Canvas
from digitpad.qt.widgets.canvas_tools import CanvasTools
from digitpad.qt.widgets.digit_view import DigitView
from digitpad.qt.widgets.download_row import DownloadRow
from digitpad.qt.widgets.menu_bar import MenuBar
from digitpad.qt.widgets.network_page import NetworkPage
from digitpad.qt.widgets.network_view import CONTRIBUTIONS, WEIGHTS
from digitpad.qt.widgets.notice import Notice
from digitpad.qt.widgets.prediction import Prediction
from digitpad.qt.widgets.question import Question
from digitpad.qt.widgets.training_panel import TrainingPanel
from digitpad.qt.widgets.training_plot import TrainingPlot
from digitpad.qt.workers import Setup

if TYPE_CHECKING:
    from digitpad.qt.guide import Guide
    from digitpad.qt.page import Page
    from digitpad.qt.widgets.nudge_panel import NudgePanel
    from digitpad.qt.widgets.walk_panel import WalkPanel
    from digitpad.qt.widgets.why_panel import WhyPanel

LOGGER = logging.getLogger(__name__)

WITH_TRAINING = ("many-examples", "new-digit")
"""Steps of the walk that are about training; in the others its place is given to the picture."""

TOLD_HEIGHT = 36
"""Of the row at the bottom for what the window has to say."""


class Themed(Protocol):
    """A widget that paints in the colours of a theme."""

    def show_theme(self, shown: theme.Theme, /) -> None: ...


Made = TypeVar("Made", bound=Themed)


class MainWindow(QMainWindow):
    """The window, and as Qt properties how training stands: `training`, `stepsDone`, `imagesPerSecond`."""

    def __init__(self, folders: Folders) -> None:
        super().__init__()
        self.setWindowTitle("digitpad")
        self.session = Session(folders, self)
        self.canvas = Canvas()
        self.tools = CanvasTools()
        self.digit_view = DigitView()
        self.prediction = Prediction()
        self.network = NetworkPage()
        self.panel = TrainingPanel()
        self.plot = TrainingPlot()
        self.question = Question()
        self.notice = Notice()
        self.download_row = DownloadRow()
        self.menus = MenuBar(self.canvas.undo_stack)
        self.files = Files(self.session, self.panel, self.network, self.notice, self)
        self.beside = SideWindows(self.session, self.notice, self)
        self.recovery = Recovery(self.session, self.canvas, self.panel, self.plot, self)
        self._shown = theme.LIGHT
        # what has a theme; what is built later joins them
        self._themed: list[Themed] = [self.canvas, self.tools, self.digit_view, self.network]
        self._themed += [self.panel, self.plot, self.beside]
        self._lay_out()
        self._preferences = Preferences(
            folders.settings / FILE,
            states={
                "geometry": (self.saveGeometry, self.restoreGeometry),
                "help": (self.beside.tell_help_place, self.beside.keep_help_place),
            }
            | {name: (made.saveState, made.restoreState) for name, made in self._splitters.items()},
            choices={
                "theme": self.menus.themes,
                "network": self.menus.networks,
                "language": self.menus.languages,
            },
        )
        self._connect_views()
        self._connect_acts()
        self._connect_log()
        self._recall()
        self.session.use_shipped(_chosen(self.menus.networks))
        if self._preferences.fault:
            self.notice.tell(self._preferences.fault)
        self.canvas.setFocus()

    def _lay_out(self) -> None:
        self.setMenuBar(self.menus)
        reading = row(self.digit_view, self.prediction)
        reading.setFixedHeight(112)
        self.ink = column(self.canvas, self.tools, reading, growing=0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.network)
        above = splitter(Qt.Orientation.Horizontal, self.ink, self.stack)
        self.below = below = splitter(Qt.Orientation.Horizontal, self.panel, self.plot)
        halves = splitter(Qt.Orientation.Vertical, above, below)
        halves.setSizes([480, 250])
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 1)
        below.setStretchFactor(1, 1)
        above.setSizes([350, 882])
        below.setSizes([480, 752])
        self._splitters = {"halves": halves, "above": above, "below": below}
        # their place is kept, or the canvas would move under the pen
        told = QWidget()
        told.setFixedHeight(TOLD_HEIGHT)
        side_by_side = QHBoxLayout(told)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(theme.GRID)
        side_by_side.addWidget(self.question, 1)
        side_by_side.addWidget(self.notice, 1)
        side_by_side.addStretch()
        side_by_side.addWidget(self.download_row)
        whole = column(halves, told, growing=0)
        whole.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID // 2)
        self.setCentralWidget(whole)
        self.resize(1280, 800)

    def _connect_views(self) -> None:
        session = self.session
        self.canvas.drawing_changed.connect(session.set_drawing)
        self.canvas.drawing_changed.connect(self.tools.show_drawing)
        for view in (self.digit_view, self.prediction, self.network):
            session.looked.connect(view.show_look)
        for learner in (self.panel, self.plot):
            session.progressed.connect(learner.show_progress)
            session.restarted.connect(learner.restart)
        session.loading.connect(self.panel.show_loading)
        for told in (self.panel, self.menus, self.network):
            session.state_changed.connect(told.show_state)
        session.restarted.connect(self.notice.hide)
        session.restarted.connect(self.network.view.restart)
        session.told.connect(self.notice.tell)
        self.recovery.told.connect(self.notice.tell)
        self.recovery.found.connect(self.question.ask)
        session.aside = self._aside
        self.notice.spoke.connect(self.question.step_back)
        for answer, act in (
            (self.question.bring_back, self.recovery.bring_back),
            (self.question.discard, self.recovery.discard),
        ):
            answer.connect(act)
            answer.connect(self.canvas.setFocus)  # the button that had it is gone
        session.downloading.connect(self.download_row.show_download)
        session.download_ended.connect(self.download_row.hide)
        self.download_row.cancelled.connect(session.cancel_download)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._show_theme)

    def _connect_acts(self) -> None:
        session, panel, menus, tools, files = self.session, self.panel, self.menus, self.tools, self.files
        panel.retrain.connect(partial(self._with_data, session.retrain))
        panel.go_on.connect(partial(self._with_data, session.go_on))
        panel.step.connect(partial(self._with_data, session.step))
        panel.pause.connect(session.pause)
        panel.reset.connect(session.reset)
        panel.learning_rate_changed.connect(session.change_learning_rate)
        panel.samples.connect(self._show_samples)
        panel.data_changed.connect(self._refresh_samples)
        menus.landscape.triggered.connect(self.beside.show_landscape)
        menus.samples.triggered.connect(panel.samples_button.click)
        for action in menus.networks.values():
            action.triggered.connect(lambda: session.use_shipped(_chosen(menus.networks)))
        for asked in (self.digit_view.clicked, self.prediction.why):
            asked.connect(lambda: menus.why.setChecked(True))
        for code, action in menus.languages.items():
            action.triggered.connect(partial(self._tell_language, code))
        menus.why.toggled.connect(self._show_why)
        menus.animate.toggled.connect(self._animate)
        panel.refused.connect(self.notice.tell)
        panel.file_wanted.connect(files.open_data_file)
        panel.folder_wanted.connect(files.open_data_folder)
        undo_stack = self.canvas.undo_stack
        tools.undo.clicked.connect(undo_stack.undo)
        tools.redo.clicked.connect(undo_stack.redo)
        undo_stack.canUndoChanged.connect(tools.undo.setEnabled)
        undo_stack.canRedoChanged.connect(tools.redo.setEnabled)
        for action, button in (
            (menus.retrain, panel.retrain_button),
            (menus.go_on, panel.continue_button),
            (menus.pause, panel.pause_button),
            (menus.step, panel.step_button),
            (menus.reset, panel.reset_button),
        ):
            action.triggered.connect(button.click)
        for signal in (tools.clear.clicked, menus.clear_drawing.triggered):
            signal.connect(self.canvas.clear)
        tools.keep.connect(self._keep)
        self.canvas.keep_requested.connect(self._keep)
        menus.open_model.triggered.connect(files.open_model)
        menus.save_model.triggered.connect(files.save_model)
        menus.save_model_as.triggered.connect(files.save_model_as)
        menus.open_file.triggered.connect(files.open_data_file)
        menus.open_folder.triggered.connect(files.open_data_folder)
        menus.save_picture.triggered.connect(files.save_picture)
        menus.copy_picture.triggered.connect(files.copy_picture)
        view = self.network.view
        menus.contributions.toggled.connect(lambda on: view.show_view(CONTRIBUTIONS if on else WEIGHTS))
        view.failed.connect(self.notice.tell)
        view.view_changed.connect(lambda name: menus.contributions.setChecked(name == CONTRIBUTIONS))
        for action, act in (
            (menus.play, view.play),
            (menus.zoom_in, view.zoom_in),
            (menus.zoom_out, view.zoom_out),
            (menus.fit, view.fit),
        ):
            action.triggered.connect(act)
        self.network.weight_edited.connect(self._edit_weight)
        self.network.tools.walk.clicked.connect(lambda on: menus.walk.setChecked(on))
        menus.walk.toggled.connect(self.network.tools.walk.setChecked)
        menus.walk.toggled.connect(self._walk_through)
        menus.quit.triggered.connect(self.close)
        menus.full_screen.triggered.connect(
            lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        )
        menus.help.triggered.connect(self.beside.show_help)
        menus.report.triggered.connect(self._report)
        menus.about.triggered.connect(self._about)
        for action in menus.themes.values():
            action.triggered.connect(self._show_theme)

    def _connect_log(self) -> None:
        session = self.session
        session.told.connect(LOGGER.info)
        session.state_changed.connect(
            lambda state: LOGGER.info("%s, after %d steps: %s", state, session.steps_done, self.panel.setup)
        )
        session.downloading.connect(_log_download)
        session.download_ended.connect(lambda: LOGGER.info("the download ended"))

    def _recall(self) -> None:
        self._preferences.recall()
        # who has animations switched off in the system has them off here, too
        glides = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        self.menus.animate.setChecked(self._preferences.switch("animate", glides))
        self._animate(self.menus.animate.isChecked())  # which is told only when it changes
        self.menus.contributions.setChecked(self._preferences.switch("contributions", False))
        self._show_theme()
        try:
            self.panel.show_setup(self._preferences.setup())
            usable = self.panel.setup is not None
        except Exception:  # a file can hold anything, and the app must start
            usable = False
        if not usable:
            self.panel.show_setup(Setup())

    def _show_theme(self) -> None:
        themes = self.menus.themes
        shown = theme.DARK if themes["dark"].isChecked() else theme.LIGHT
        if themes["system"].isChecked():
            shown = theme.of_system()
        self.setPalette(theme.palette(shown))
        self.setStyleSheet(theme.style_sheet(shown, resource(f"icons/chevron-{shown.name}.svg")))
        self._shown = shown
        for view in self._themed:
            view.show_theme(shown)

    # What is built when it is first asked for: the window is on the screen sooner without it.

    @cached_property
    def guide(self) -> "Guide":
        from digitpad.qt.guide import Guide

        made, session = Guide(parent=self), self.session
        session.looked.connect(made.show_look)
        session.state_changed.connect(made.show_state)
        session.restarted.connect(made.forget_random)
        made.show_look(session.look)
        made.show_state(session.state)
        return made

    @cached_property
    def walk(self) -> "WalkPanel":
        from digitpad.qt.widgets.walk_panel import WalkPanel

        guide, menus = self.guide, self.menus
        made = WalkPanel(guide)
        made.loss_wanted.connect(menus.landscape.trigger)
        menus.walk_next.triggered.connect(guide.next)
        menus.walk_back.triggered.connect(guide.back)
        guide.turned.connect(self.network.show_page)
        guide.turned.connect(self._show_page)
        guide.edit_wanted.connect(self._edit)
        guide.return_wanted.connect(self.session.return_to)
        guide.undo_wanted.connect(self.canvas.undo_stack.undo)
        guide.drawing_wanted.connect(lambda drawing: self.canvas.draw(drawing, self.tr("random example")))
        guide.training_wanted.connect(self.panel.continue_button.click)
        guide.pause_wanted.connect(self.panel.pause_button.click)
        self.network.view.selected.connect(guide.choose)
        self.network.put_walk(made)
        return self._dressed(made)

    @cached_property
    def why(self) -> "WhyPanel":
        from digitpad.qt.widgets.why_panel import WhyPanel

        made = WhyPanel()
        made.animate(self.menus.animate.isChecked())
        made.closed.connect(lambda: self.menus.why.setChecked(False))
        self.menus.animate.toggled.connect(made.animate)
        self.session.looked.connect(made.show_look)
        made.show_look(self.session.look)
        self.stack.addWidget(made)
        tab_after(self.prediction.why_button, made)
        return self._dressed(made)

    @cached_property
    def nudge(self) -> "NudgePanel":
        from digitpad.qt.widgets.nudge_panel import NudgePanel

        made = NudgePanel()
        made.hide()
        made.keep.connect(self._edit_weight)
        self.network.view.selected.connect(made.choose)
        ink = self.ink.layout()
        assert ink is not None
        ink.addWidget(made)
        tab_after(self.prediction.why_button, made)
        return self._dressed(made)

    def _dressed(self, made: Made) -> Made:
        self._themed.append(made)
        made.show_theme(self._shown)
        return made

    # What the menus and buttons do.

    def _with_data(self, act: Callable[[Setup], None], setup: Setup) -> None:
        """Do `act` when its data are there; else offer to fetch them first."""
        missing = self.session.missing(setup.data)
        if missing is None:
            act(setup)
            return
        text = self.tr("{what}: not on this computer yet, {size:.0f} MB to download.")
        self.notice.tell(
            text.format(what=words.translate("catalogue", missing.description), size=missing.size / 1e6),
            self.tr("Download"),
            partial(self.session.download, missing.name, partial(act, setup)),
        )

    def _refresh_samples(self, setup: Setup) -> None:
        if self.beside.samples_in_sight:
            self._show_samples(setup)

    def _show_samples(self, setup: Setup) -> None:
        self._with_data(partial(self.beside.show_samples, title=self.panel.data.currentText()), setup)

    def _tell_language(self, code: str) -> None:
        if language.spoken(code) != words.language:
            self.notice.tell(self.tr("The window speaks the other language from its next start."), passing=True)

    def _show_why(self, on: bool) -> None:
        self.stack.setCurrentWidget(self.why if on else self.network)
        if on:
            self.why.open()
        else:
            self.canvas.setFocus()
        self._show_trial()

    def _animate(self, on: bool) -> None:
        self.network.view.wave.animated = self.panel.animated = on

    def _walk_through(self, on: bool) -> None:
        if on:
            self.menus.why.setChecked(False)
            walk = self.walk
            self.nudge.hide()  # it is there from now on, and follows the pages
            walk.open()
        else:
            self.guide.leave()
            self.canvas.setFocus()  # or Retrain, which comes after the button that is gone, would have it

    def _show_page(self, page: "Page | None") -> None:
        for action in (self.menus.walk_next, self.menus.walk_back):
            action.setEnabled(page is not None)
        self.menus.walk.setChecked(page is not None)
        self.below.setVisible(page is None or page.step in WITH_TRAINING)
        self._show_trial()

    def _aside(self) -> Network | None:
        """What random weights took the place of, in a walk."""
        return self.guide.put_aside if "guide" in vars(self) else None

    def _show_trial(self) -> None:
        """Let a weight be tried where the walk is about one, and in sight."""
        if "nudge" in vars(self):
            self.nudge.show_page(None if self.menus.why.isChecked() else self.guide.page)

    def _edit_weight(self, layer: int, source: int, target: int, value: float) -> None:
        after = self.session.network.copy()
        after.weights[layer][source, target] = value
        self._edit(after, self.tr("weight change"))

    def _edit(self, after: Network, text: str) -> None:
        self.canvas.undo_stack.push(NetworkEdit(self.session, after, text))

    def _keep(self, label: int) -> None:
        if self.canvas.drawing.empty:
            return
        if count := self.session.keep_sample(label):
            text = self.tr(
                "Kept as a {label}. The data set “My handwriting” has {count} of your digits now.", "", count
            ).format(label=label, count=count)
            self.notice.tell(text, self.tr("Undo"), self.session.drop_sample, passing=True)

    def _ask_to_close(self, fault: str) -> None:
        from digitpad.qt.widgets.unkept_box import UnkeptBox

        box = UnkeptBox(fault, self)
        box.save.connect(self._save_and_close)
        box.leave.connect(self.close)
        box.open()

    def _save_and_close(self) -> None:
        self.files.save_model_as()
        if not self.session.unsaved:
            self.close()

    def _report(self) -> None:
        from digitpad.qt.report import model, report
        from digitpad.qt.widgets.report_box import ReportBox

        session, menus, setup = self.session, self.menus, self.panel.setup
        settings = {
            "language": f"{words.language} ({_chosen(menus.languages)})",
            "theme": f"{self._shown.name} ({_chosen(menus.themes)})",
            "window": f"{self.width()} x {self.height()} at {self.devicePixelRatio():g}",
            "animate": menus.animate.isChecked(),
            "contributions": menus.contributions.isChecked(),
            "setup": asdict(setup) if setup else "cannot be trained with",
            "training": f"{session.state}, after {session.steps_done} steps",
            "model": model(session),
        }
        box = ReportBox(report(session.network, settings), self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _about(self) -> None:
        from digitpad.qt.widgets.about_box import AboutBox  # asked for so seldom that the start does not wait for it

        box = AboutBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Property(bool)
    def training(self) -> bool:
        return self.session.state == TRAINING

    @Property(int)
    def stepsDone(self) -> int:
        return self.session.steps_done

    @Property(float)
    def imagesPerSecond(self) -> float:
        return self.session.images_per_second

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange:  # by the menu, the window's frame, or what is remembered
            self.menus.full_screen.setChecked(self.isFullScreen())
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        # who closes again while being asked means it, as a Ctrl+C in the terminal does
        may_ask = self.isVisible() and not self.findChild(QDialog, "unkeptBox")
        try:
            self._preferences.remember(
                self.panel.setup,
                animate=self.menus.animate.isChecked(),
                contributions=self.menus.contributions.isChecked(),
            )
            for page in self.findChildren(QDialog):
                page.close()
        finally:  # a thread that outlived its window would end the program
            self.hide()  # at once, whatever the threads still have to finish
            self.session.close()
            self.menus.walk.setChecked(False)  # what its random weights took the place of is the network to keep
            fault = self.recovery.keep_unsaved()
            stays = bool(fault) and may_ask
            if not stays:
                self.recovery.close()
        if stays:
            event.ignore()
            self.show()
            self._ask_to_close(fault)
        else:
            super().closeEvent(event)


def _log_download(wanted: DataSet, done: int) -> None:
    if not done:
        LOGGER.info("downloading %s", wanted.name)


def _chosen(choices: dict[str, QAction]) -> str:
    return next(name for name, action in choices.items() if action.isChecked())
