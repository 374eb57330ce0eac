"""What can go wrong in a way that a person can mend.

::

    DigitpadError               one line: what, which file, what to do
    ├── RefusedFileError        a file that is damaged, of another kind, or too large
    ├── RefusedValueError       a setting, option or specification that makes no sense
    ├── DownloadError           a data set that could not be fetched
    └── DivergedError           training whose loss or weights are no longer numbers

Anything else that is raised is a defect of the program, but for CancelledError: it is no fault, and says nothing.
"""

from pathlib import Path


class DigitpadError(Exception):
    """The base: its text is one line that can be shown to a person as it is."""


class RefusedFileError(DigitpadError):
    """A file that cannot be used, with the reason and the remedy.

    The text reads ``<path>: <reason>; <remedy>``.
    """

    def __init__(self, path: Path | str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}; {remedy}")
        self.path = Path(path)
        self.reason = reason


class RefusedValueError(DigitpadError):
    """A value that was typed or passed and cannot be used."""


class DownloadError(DigitpadError):
    """A data set that no mirror delivered whole."""


class DivergedError(DigitpadError):
    """Training was stopped because a number overflowed; the last good network is in place."""


class CancelledError(Exception):
    """Raised by a `progress` that wants what tells it to end."""
