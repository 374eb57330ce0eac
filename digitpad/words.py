"""The words of messages, in the language of whoever reads them: what knows no Qt asks for them here."""

from collections.abc import Callable

language = "en"
"""The language of the window, as ISO 639 writes it; the terminal speaks English."""


def translate(context: str, text: str) -> str:
    """What the `text` of a message is in the person's language; placeholders in braces are filled afterwards.

    Qt's lupdate finds the texts by the name of this function, so both arguments must be written out at the call.
    """
    return _lookup(context, text)


def grouped(number: int) -> str:
    """A whole number with its thousands apart, by a comma or, where that may be read as a point, by a thin space."""
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", "\u202f")


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a `text` that is translated where it is shown; the name is the one that lupdate knows."""
    return text


def speak(code: str, lookup: Callable[[str, str], str]) -> None:
    """Let `lookup` (context, English text) tell what messages say from now on, in the language `code`."""
    global language, _lookup
    language, _lookup = code, lookup


def _english(context: str, text: str) -> str:
    return text


_lookup: Callable[[str, str], str] = _english
