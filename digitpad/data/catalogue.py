"""The data sets that can be fetched: their files, how to recognise them, and who serves them."""

from dataclasses import dataclass
from pathlib import Path

from digitpad.paths import Folders
from digitpad.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class RemoteFile:
    """One file of a data set: its canonical name, its SHA-256 in hexadecimal and its exact size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class DataSet:
    """Files that belong together; each of `mirrors` is a base URL below which all of them are served."""

    name: str
    description: str
    licence: str
    mirrors: tuple[str, ...]
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    def folder(self, folders: Folders) -> Path:
        """Where the files are kept when no other place is asked for."""
        return folders.downloads / self.name

    def is_fetched(self, folders: Folders) -> bool:
        """Whether every file is in `folder` with all its bytes."""
        paths = [(self.folder(folders) / file.name, file.size) for file in self.files]
        return all(path.is_file() and path.stat().st_size == size for path, size in paths)


_MNIST_LICENCE = "LeCun, Cortes, Burges; CC BY-SA 3.0"
_MNIST_MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist",
    "https://ossci-datasets.s3.amazonaws.com/mnist",
)

CATALOGUE: dict[str, DataSet] = {
    data_set.name: data_set
    for data_set in (
        DataSet(
            "mnist",
            QT_TRANSLATE_NOOP("catalogue", "60,000 scanned handwritten digits (the MNIST training set)"),
            _MNIST_LICENCE,
            _MNIST_MIRRORS,
            (
                RemoteFile(
                    "train-images-idx3-ubyte.gz",
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                    9_912_422,
                ),
                RemoteFile(
                    "train-labels-idx1-ubyte.gz",
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                    28_881,
                ),
            ),
        ),
        DataSet(
            "mnist-test",
            QT_TRANSLATE_NOOP("catalogue", "10,000 scanned handwritten digits by other people (the MNIST test set)"),
            _MNIST_LICENCE,
            _MNIST_MIRRORS,
            (
                RemoteFile(
                    "t10k-images-idx3-ubyte.gz",
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                    1_648_877,
                ),
                RemoteFile(
                    "t10k-labels-idx1-ubyte.gz",
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                    4_542,
                ),
            ),
        ),
    )
}
