import gzip
import itertools
import json
import os
import stat
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

import digitpad
from digitpad.cli import main
from digitpad.data.catalogue import CATALOGUE
from digitpad.data.generator import generate
from digitpad.net.network import Network
from digitpad.net.storage import load_network, save_network
from digitpad.net.training import train
from digitpad.qt.versions import versions


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """The command line finds this test's folders instead of the user's."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def run():
    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A quickly trained network that reads most generated digits."""
    path = tmp_path_factory.mktemp("model") / "small.safetensors"
    arguments = ["--data", "generated:3000", "--hidden", "64", "--epochs", "4", "--learning-rate", "0.003"]
    result = CliRunner().invoke(main, ["train", *arguments, "--out", str(path)])
    assert result.exit_code == 0, result.output
    return path


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


STROKES = '{"canvas": [280, 280], "strokes": [[[140, 30], [140, 240]]], "label": 1}\n'


def assert_refused(result, *words):
    """Exit status 1 and one line on stderr that has all of `words`."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    for word in words:
        assert str(word) in line


def test_train_tells_each_epoch_and_saves_the_network(run, tmp_path):
    out = tmp_path / "a.safetensors"
    told = records(
        run(
            *("train", "--data", "generated:500", "--validation", "generated:200:9", "--hidden", "16,12"),
            *("--activation", "tanh", "--optimizer", "momentum", "--learning-rate", "0.05", "--batch-size", "50"),
            *("--epochs", "2", "--seed", "3", "--out", out, "--json"),
        )
    )
    assert [record["epoch"] for record in told[:-1]] == [1, 2]
    for record in told[:-1]:
        assert record["images"] == 500
        assert record["images_per_second"] == pytest.approx(record["images"] / record["seconds"])
        assert 0 <= record["validation_accuracy"] <= 1
    assert told[-1]["done"] is True
    assert told[-1]["model"] == str(out)
    network = load_network(out)
    assert (network.sizes, network.activation) == ((784, 16, 12, 10), "tanh")
    assert network.recipe["optimizer"] == "momentum"
    assert network.recipe["seed"] == 3


def test_the_same_seed_trains_the_same_network(run, tmp_path):
    for name in ("a", "b"):
        run("train", "--data", "generated:300", "--epochs", "1", "--augment", "--out", tmp_path / name)
    assert np.array_equal(load_network(tmp_path / "a").parameters, load_network(tmp_path / "b").parameters)


def test_every_drawing_of_a_long_file_is_read(run, tmp_path):
    strokes = tmp_path / "ones.jsonl"
    dash = STROKES.replace("[140, 240]", "[150, 30]")
    strokes.write_text((STROKES * 3 + dash) * 300)
    told = records(run("classify", strokes, "--json"))
    assert [record["index"] for record in told] == list(range(1200))
    for record in told:
        assert record["probabilities"] == pytest.approx(told[record["index"] % 4]["probabilities"], abs=1e-5)


def test_digits_are_deformed_unless_asked_not_to_be(run, tmp_path):
    strokes = tmp_path / "ones.jsonl"
    strokes.write_text(STROKES * 40)
    for name, options in (("a", ()), ("b", ("--augment",)), ("c", ("--no-augment",))):
        run("train", "--data", strokes, "--epochs", "1", *options, "--out", tmp_path / name)
    a, b, c = (load_network(tmp_path / name).parameters for name in "abc")
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_several_data_sets_are_mixed(run, tmp_path):
    strokes = tmp_path / "ones.jsonl"
    strokes.write_text(STROKES * 40)
    told = records(
        run("train", "--data", "generated:100", "--data", strokes, "--epochs", "1", "--out", tmp_path / "a", "--json")
    )
    assert told[0]["images"] == 140


@pytest.fixture
def clock(monkeypatch):
    """Time that goes on by a 128th of a second whenever it is asked for."""
    ticks = itertools.count()
    monkeypatch.setattr("digitpad.training_run.time.perf_counter", lambda: next(ticks) / 128)


def test_max_seconds_ends_the_training_early(run, tmp_path, clock):
    told = records(
        run(
            *("train", "--data", "generated:6400", "--epochs", "50", "--max-seconds", "0.25"),
            *("--out", tmp_path / "a", "--json"),
        )
    )
    assert told[-1]["images"] == 32 * 128
    assert told[-1]["seconds"] == 0.25


def test_a_time_limit_alone_trains_until_it_is_up(run, tmp_path, clock):
    told = records(run("train", "--data", "generated:64", "--max-seconds", "0.5", "--out", tmp_path / "a", "--json"))
    assert told[-1]["epochs"] == 64


def test_the_learning_rate_comes_down_by_the_end_of_a_time_limit(run, tmp_path, monkeypatch, clock):
    rates = []

    def watched(*arguments):
        steps = train(*arguments)
        sent = None
        while True:
            step = steps.send(sent)
            rates.append(step.learning_rate)
            sent = yield step

    monkeypatch.setattr("digitpad.training_run.train", watched)
    run("train", "--data", "generated:64", "--max-seconds", "0.5", "--out", tmp_path / "a")
    assert rates[0] == 0.001
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < 0.00001


def test_evaluate_counts_what_is_read_right(run, model):
    (told,) = records(run("evaluate", "--data", "generated:400:8", "--model", model, "--json"))
    confusion = np.array(told["confusion"])
    assert confusion.shape == (10, 10)
    assert confusion.sum() == told["count"] == 400
    assert confusion.trace() == told["correct"] > 200
    assert told["accuracy"] == told["correct"] / 400
    assert (told["model"], told["data"]) == (str(model), "generated:400:8")


def test_evaluate_prints_a_table_for_people(run, model):
    result = run("evaluate", "--data", "generated:100:8", "--model", model)
    assert result.exit_code == 0
    assert "right (" in result.stdout
    assert "read as" in result.stdout


@pytest.mark.parametrize(("ending", "invert"), [("png", False), ("bmp", True), ("jpg", False)])
def test_classify_reads_a_picture_of_any_size_and_polarity(run, model, tmp_path, ending, invert):
    digits = generate(10, seed=31)
    network = load_network(model)
    wanted = 3
    image = digits.images[wanted]
    assert network.probabilities(image.reshape(1, -1) / np.float32(255)).argmax() == wanted
    picture = Image.fromarray(255 - image if invert else image).resize((140, 140), Image.Resampling.BILINEAR)
    picture.save(tmp_path / f"three.{ending}")
    (told,) = records(run("classify", tmp_path / f"three.{ending}", "--model", model, "--json"))
    assert told["digit"] == wanted
    assert told["source"] == str(tmp_path / f"three.{ending}")
    assert sum(told["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_classify_reads_every_drawing_of_a_strokes_file(run, tmp_path):
    path = tmp_path / "two.jsonl.gz"
    path.write_bytes(gzip.compress((STROKES + '{"canvas": [9, 9], "strokes": []}\n').encode()))
    one, empty = records(run("classify", path, "--json"))
    assert (one["index"], one["digit"]) == (0, 1)
    assert (empty["index"], empty["digit"], empty["probabilities"]) == (1, -1, [0.0] * 10)


def test_classify_goes_on_after_a_file_it_refuses(run, tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_text(STROKES)
    result = run("classify", tmp_path / "absent.png", good, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["digit"] == 1
    assert "absent.png" in result.stderr


@pytest.mark.parametrize("kind", ["safetensors", "onnx", "npz", "python"])
def test_export_writes_a_file_for_other_tools(run, model, tmp_path, kind):
    result = run("export", "--model", model, "--format", kind, tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "out").stat().st_size > 64 * 784 * 4


def test_bad_input_is_refused_in_one_line(run, tmp_path, model):
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(b"nothing of the kind")
    text = tmp_path / "text.png"
    text.write_text("no picture")
    assert_refused(run("classify", text), text, "PNG")
    assert_refused(run("classify", tmp_path / "a.png", "--model", damaged), damaged)
    assert_refused(run("evaluate", "--data", "nowhere", "--model", model), "nowhere", "generated")
    assert_refused(run("evaluate", "--data", "mnist", "--model", model), "digitpad data fetch mnist")
    assert_refused(run("evaluate", "--data", "generated:0", "--model", model), "generated:0")
    assert_refused(run("train", "--data", "generated:100", "--out", tmp_path / "no" / "a"), tmp_path / "no")
    assert_refused(run("data", "fetch", "imagenet"), "imagenet", "mnist")
    assert_refused(run("data", "fetch", "mnist", "--url", "ftp://127.0.0.1/"), "https")
    assert_refused(run("export", "--model", damaged, "--format", "npz", tmp_path / "out"), damaged)
    assert_refused(run("demo", "--out", tmp_path / "no" / "a.png"), tmp_path / "no")
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "out").exists()


def test_a_device_is_no_place_for_a_network(run, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = run("train", "--data", "generated:100", "--epochs", "1", "--out", tmp_path / "pipe")
    assert_refused(result, tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_name_with_a_line_feed_is_told_in_one_line(run):
    assert_refused(run("classify", "two\nlines.png"), r"two\nlines.png")


def test_too_little_memory_is_told_in_one_line(run, tmp_path, monkeypatch):
    def exhausted(*arguments):
        raise MemoryError

    monkeypatch.setattr("digitpad.training_run.train", exhausted)
    assert_refused(run("train", "--data", "generated:100", "--out", tmp_path / "a"), "memory")


def test_a_name_that_the_terminal_cannot_show_is_read_all_the_same(tmp_path):
    path = tmp_path / "f\u00fcnf \u2603.jsonl"
    path.write_text(STROKES)
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "digitpad", "classify", str(path)]
    answer = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert rb"\u2603" in answer.stdout


def test_weights_can_be_initialised_and_penalised_as_asked(run, tmp_path):
    common = ("train", "--data", "generated:200", "--epochs", "1", "--out", tmp_path / "a")
    assert run(*common, "--initialisation", "zero").exit_code == 0
    assert not load_network(tmp_path / "a").weights[0].any()
    assert run(*common, "--l1", "0.01", "--l2", "0.01").exit_code == 0
    assert load_network(tmp_path / "a").recipe["l1"] == 0.01


def test_the_seed_of_generated_digits_chooses_them(run, tmp_path):
    for name, spec in (("a", "generated:200:1"), ("b", "generated:200:2"), ("c", "generated:200:1")):
        run("train", "--data", spec, "--epochs", "1", "--out", tmp_path / name)
    a, b, c = (load_network(tmp_path / name).parameters for name in "abc")
    assert np.array_equal(a, c)
    assert not np.array_equal(a, b)


@pytest.mark.parametrize("spec", ["generated:x", "generated:5:5:5", "generated:", "generated:99999999999"])
def test_training_refuses_a_specification_as_evaluating_does(run, tmp_path, spec):
    assert_refused(run("train", "--data", spec, "--out", tmp_path / "a"), spec)
    assert_refused(run("evaluate", "--data", spec), spec)


def test_divergence_is_told_and_leaves_no_file(run, tmp_path):
    arguments = ("--data", "generated:500", "--optimizer", "sgd", "--learning-rate", "1e30")
    result = run("train", *arguments, "--out", tmp_path / "a")
    assert result.exit_code == 1
    assert "learning rate" in result.stderr
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("classify",),
        ("train", "--data", "generated"),
        ("train", "--data", "generated", "--out", "a", "--hidden", "12,x"),
        ("train", "--data", "generated", "--out", "a", "--activation", "swish"),
        ("train", "--data", "generated", "--out", "a", "--epochs", "0"),
        ("train", "--data", "generated", "--out", "a", "--learning-rate", "nan"),
        ("train", "--data", "generated", "--out", "a", "--max-seconds", "nan"),
        ("train", "--data", "generated", "--out", "a", "--hidden", "4096,4096"),
        ("demo", "--seconds", "inf"),
        ("export", "--format", "pickle", "out"),
        ("evaluate", "--nonsense"),
    ],
)
def test_wrong_usage_exits_with_2(run, arguments):
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "command",
    [(), ("gui",), ("demo",), ("classify",), ("evaluate",), ("train",), ("data",), ("data", "fetch"), ("export",)],
)
def test_every_command_explains_itself(run, command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_the_versions_are_told_as_in_the_window(run):
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == versions() + "\n"
    assert digitpad.__version__ in result.stdout


def test_the_app_without_a_display_says_what_to_do(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert_refused(run("gui"), "no display", "digitpad demo")
    monkeypatch.setenv("DISPLAY", ":4321")  # where no server listens
    assert_refused(run("gui"), "no display", "digitpad demo")


def test_data_list_names_what_can_be_fetched(run):
    assert {record["name"] for record in records(run("data", "list", "--json"))} == set(CATALOGUE)


def test_data_fetch_tells_a_failure_in_one_line(run):
    class Nothing(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(404)

        def log_message(self, *arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Nothing) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        result = run("data", "fetch", "mnist", "--url", f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()
    assert_refused(result, "mnist", "404")


def test_a_model_of_another_size_reads_as_well(run, tmp_path):
    path = tmp_path / "wide.safetensors"
    save_network(Network((784, 300, 10)).initialise(np.random.default_rng(0)), path)
    (told,) = records(run("evaluate", "--data", "generated:50", "--model", path, "--json"))
    assert told["count"] == 50


def test_the_commands_without_a_window_import_no_qt():
    ask = "import sys, digitpad.cli; print([name for name in sys.modules if 'PySide6' in name or 'pyqtgraph' in name])"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
