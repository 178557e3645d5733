"""The command line: ``sportello ...``. Users read Italian, machines read ``--json``."""

from sportello.cli.main import main

__all__ = ["main"]
