"""Typed values: from the words or the form field in a place to the value of a field."""
