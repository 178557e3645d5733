"""The rules over a form, grouped by what they are about; found by walking."""
