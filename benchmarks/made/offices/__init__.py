"""Layouts K and M: templates of other offices, made of bordered cells."""
