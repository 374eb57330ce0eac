from PySide6.QtGui import QImage

from digitpad.qt.demo import run_demo


def test_the_demo_draws_reads_trains_and_takes_a_picture(qtbot, tmp_path):
    out = tmp_path / "window.png"
    lines = list(run_demo(out, 0.5, tmp_path / "profile"))
    assert [line for line in lines if line.startswith("drew")] == [
        line for digit in (7, 2, 3) for line in lines if line.startswith(f"drew a {digit}, read as {digit} ")
    ]
    assert any("retrained for 0.5 s" in line for line in lines)
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1280, 800)


def test_without_training_and_picture_it_only_draws(qtbot, tmp_path):
    lines = list(run_demo(None, 0, tmp_path))
    assert len(lines) == 3
