"""The language of the window: which one it is, and where Qt gets its texts from."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from digitpad import words
from digitpad.paths import resource

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What the window can speak, and what each language calls itself."""

SYSTEM = "system"
"""The choice that follows the computer."""


def spoken(choice: object) -> str:
    """The language that a choice stands for: one of `LANGUAGES` for itself, all else for that of the system.

    It is the first that the computer's owner prefers and the window speaks, else English.
    """
    if isinstance(choice, str) and choice in LANGUAGES:
        return choice
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in LANGUAGES), "en")


def use(choice: object) -> None:
    """Let all texts from now on be in the language that this choice stands for, see `spoken`.

    A QCoreApplication must exist. Widgets that are there keep their texts.
    """
    application = QCoreApplication.instance()
    assert application is not None
    code = spoken(choice)
    before = application.findChildren(QTranslator, "digitpad")
    if before and words.language == code:
        return
    for translator in before:
        application.removeTranslator(translator)
        translator.deleteLater()
    # English has a file, too, for "1 digit"
    files = [("digitpad", str(resource("translations")))]
    if code != "en":  # the buttons of dialogs are Qt's
        from PySide6.QtCore import QLibraryInfo

        files.append(("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
    for name, folder in files:
        translator = QTranslator(application)
        translator.setObjectName("digitpad")
        if translator.load(f"{name}_{code}", folder):
            application.installTranslator(translator)
    words.speak(code, QCoreApplication.translate)
