"""Modules that a supervisor imports once so that its forks find everything loaded: data, models, lemmas, templates.

Importing one of them is its whole work, which is why they stand apart from the code that they warm.
"""
