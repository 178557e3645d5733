"""The demo world: a small realistic day of the desk, made on the spot, with the truth beside it."""

from sportello.demo.make import make_world
from sportello.demo.world import DemoWorld, Download, EarlierBatch, Expected

__all__ = ["DemoWorld", "Download", "EarlierBatch", "Expected", "make_world"]
