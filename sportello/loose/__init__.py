"""Files that are only looked at, never stored."""
