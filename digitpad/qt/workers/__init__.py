"""Threads for what takes long: training a network, surveying its loss, looking at data, fetching them, checkpoints.

What keeps checkpoints is imported where it is needed: the window is on the screen sooner without it.
"""

from digitpad.qt.workers.downloader import Downloader
from digitpad.qt.workers.progress import Progress
from digitpad.qt.workers.sampler import SHEET, Sampler
from digitpad.qt.workers.setup import Setup
from digitpad.qt.workers.surveyor import Survey, Surveyor
from digitpad.qt.workers.trainer import Trainer

__all__ = ["SHEET", "Downloader", "Progress", "Sampler", "Setup", "Survey", "Surveyor", "Trainer"]
