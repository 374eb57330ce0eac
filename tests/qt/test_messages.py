import pytest
from PySide6.QtCore import qDebug, qWarning

from digitpad.qt import messages


@pytest.mark.no_qt_log
def test_a_warning_of_qt_is_logged_and_what_it_says_for_debugging_only_printed(caplog, capsys):
    with messages.logged():
        qWarning("a warning")
        qDebug("a detail")
    assert [record.getMessage() for record in caplog.records] == ["Qt: a warning"]
    assert capsys.readouterr().err == "a detail\n"


@pytest.mark.no_qt_log
def test_afterwards_nothing_is_logged_any_more(caplog):
    with messages.logged():
        pass
    qDebug("a detail")
    assert caplog.records == []
