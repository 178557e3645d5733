"""Rules: pure functions from values to findings. Found by walking this package, never registered."""
