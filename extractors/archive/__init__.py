"""Zip archives from outside: one strict reading, or none (rule book UPL-07; issue 7, point 3).

The structure is parsed here, not by ``zipfile``: that one guesses where archives are ambiguous, and every guess
is a place where two programs see two different archives. Only inflation is the standard library's (zlib).
"""

from extractors.archive.unpack import unpack

__all__ = ["unpack"]
