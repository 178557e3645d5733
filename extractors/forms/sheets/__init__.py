"""The sheets of a scanned form as they were written: numbers, order, two on a sheet."""
