"""Makes ``slow_model`` importable by name, here and for whoever loads this folder's helpers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
