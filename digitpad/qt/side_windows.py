"""The windows beside the main one: samples of the data, the whole loss, and the help."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QWidget

from digitpad import words
from digitpad.paths import resource
from digitpad.qt import faults, theme
from digitpad.qt.session import Session
from digitpad.qt.widgets.notice import Notice
from digitpad.qt.workers import Setup

if TYPE_CHECKING:
    from digitpad.qt.widgets.help_window import HelpWindow
    from digitpad.qt.widgets.landscape_page import LandscapePage
    from digitpad.qt.widgets.samples_page import SamplesPage


class SideWindows(QObject):
    """Each is built when it is first asked for: the main one is on the screen sooner without them."""

    def __init__(self, session: Session, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._notice = notice
        self._window = window
        self._shown = theme.LIGHT
        self._help_place = QByteArray()  # where the help was closed last

    @cached_property
    def samples(self) -> "SamplesPage":
        from digitpad.qt.widgets.samples_page import SamplesPage

        made, session = SamplesPage(self._window), self._session
        made.more.connect(session.more_samples)
        made.closed.connect(session.leave_samples)
        session.sampling.connect(made.show_loading)
        session.sampled.connect(made.show_samples)
        session.sampling_failed.connect(made.show_fault)
        made.show_theme(self._shown)
        return made

    @cached_property
    def landscape(self) -> "LandscapePage":
        from digitpad.qt.widgets.landscape_page import LandscapePage

        made, session = LandscapePage(self._window), self._session
        made.wanted.connect(session.survey)
        made.closed.connect(session.leave_survey)
        session.looked.connect(made.show_look)
        for changed in (session.restarted, session.looked):  # after every progress there is a look
            changed.connect(lambda *_: made.show_path(session.run_path))
        session.surveying.connect(made.show_loading)
        session.surveyed.connect(made.show_survey)
        session.survey_failed.connect(made.show_fault)
        made.show_look(session.look)
        made.show_path(session.run_path)
        made.show_theme(self._shown)
        return made

    @cached_property
    def help(self) -> "HelpWindow":
        from digitpad.qt.widgets.help_window import HelpWindow

        page = resource("help") / f"{words.language}.md"
        if not page.is_file():
            page = resource("help/en.md")
        made = HelpWindow(page.read_text(encoding="utf-8"), self._window)
        made.restoreGeometry(self._help_place)
        made.show_theme(self._shown)
        return made

    def show_samples(self, setup: Setup, title: str) -> None:
        """Show what training sees of the data in `setup`, which are called `title`."""
        note = self.tr("Just as training sees them.")
        if setup.data == "generated":
            note = self.tr("Made this moment; no two are alike.")
        elif setup.augment:
            note = self.tr("Deformed, as training sees them: differently each time.")
        self.samples.begin(title, note)
        self._session.show_samples(setup)
        self.samples.show()
        self.samples.activateWindow()

    @property
    def samples_in_sight(self) -> bool:
        """Whether samples are shown, which must be those of the chosen data."""
        return "samples" in vars(self) and self.samples.isVisible()

    def show_landscape(self) -> None:
        """Map the loss."""
        self.landscape.begin()
        self.landscape.show()
        self.landscape.activateWindow()

    def show_help(self) -> None:
        """Open the help where it was closed last."""
        try:
            self.help.show()
        except (OSError, UnicodeDecodeError) as error:
            self._notice.tell(faults.line(error, self.tr("The help cannot be shown")))
        else:
            self.help.activateWindow()

    def tell_help_place(self) -> QByteArray:
        """What `keep_help_place` takes at the next start."""
        return self.help.saveGeometry() if "help" in vars(self) else self._help_place

    def keep_help_place(self, place: QByteArray) -> bool:
        """Open the help there."""
        self._help_place = place
        return True

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._shown = shown
        for name in ("samples", "landscape", "help"):
            if made := vars(self).get(name):
                made.show_theme(shown)
