"""Prefect, thin: schedules and shows what sportello.pipeline does."""
