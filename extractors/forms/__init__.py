"""Forms from pages: printed labels and geometry lead to the values; a form is a data file, not code."""
