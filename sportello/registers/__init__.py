"""Registers from files into the database."""
