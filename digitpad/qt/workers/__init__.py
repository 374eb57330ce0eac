"""Threads for what takes long: training a network, surveying its loss, looking at data, fetching them, checkpoints."""

from digitpad.qt.workers.checkpoint import Checkpoint, Curve
from digitpad.qt.workers.downloader import Downloader
from digitpad.qt.workers.keeper import Keeper
from digitpad.qt.workers.progress import Progress
from digitpad.qt.workers.sampler import SHEET, Sampler
from digitpad.qt.workers.setup import Setup
from digitpad.qt.workers.surveyor import Survey, Surveyor
from digitpad.qt.workers.trainer import Trainer

__all__ = [
    "SHEET",
    "Checkpoint",
    "Curve",
    "Downloader",
    "Keeper",
    "Progress",
    "Sampler",
    "Setup",
    "Survey",
    "Surveyor",
    "Trainer",
]
