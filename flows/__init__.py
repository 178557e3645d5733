"""Prefect's side of the house: the scheduled and triggered path. It holds no logic; what is done stands in ``sportello``."""
