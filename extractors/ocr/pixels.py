"""A scanned page's pixels, packed: a form of forty scanned sheets must stay far below a worker's gigabyte.

Packed, a page of 300 dpi takes about 1 MB instead of 26; packing costs 40 ms, unpacking 25 ms, and the pages looked at
last are kept unpacked, as fields are looked at page by page.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pixels:
    """A page of ``high`` by ``wide`` pixels, packed.

    ``grey`` the page upright, straightened and evened; ``wiped`` where rules, leaders and tick places stood on it;
    ``inked`` its ink without those and without the words that were read.
    """

    high: int
    wide: int
    grey: bytes
    wiped: bytes
    inked: bytes

    @classmethod
    def of(cls, gray: Gray, clean: Gray, ink: Mask) -> Pixels:
        """Pack a page: ``clean`` is ``gray`` with some places made white."""
        high, wide = gray.shape
        return cls(high, wide, _packed(np.ascontiguousarray(gray).data), _bits(clean != gray), _bits(ink > 0))

    @property
    def gray(self) -> Gray:
        """The page with lines and ticks still on it."""
        return np.frombuffer(zlib.decompress(self.grey), np.uint8).reshape(self.high, self.wide)

    @property
    def clean(self) -> Gray:
        """The page without rules, leaders and tick places."""
        return _clean(self)

    @property
    def ink(self) -> Mask:
        """The mask (1) of what is neither a rule nor a tick place nor a word that was read."""
        return _ink(self)


def _packed(data: memoryview) -> bytes:
    """Pack by runs alone: a scan evened is mostly white, and searching for more takes a third more time."""
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    return packer.compress(data) + packer.flush()


def _bits(mask: NDArray[np.bool_]) -> bytes:
    return zlib.compress(np.packbits(mask).tobytes(), 1)


def _mask(bits: bytes, high: int, wide: int) -> Mask:
    flat = np.unpackbits(np.frombuffer(zlib.decompress(bits), np.uint8), count=high * wide)
    return flat.reshape(high, wide)


@lru_cache(maxsize=2)
def _clean(pixels: Pixels) -> Gray:
    return np.where(_mask(pixels.wiped, pixels.high, pixels.wide) > 0, np.uint8(255), pixels.gray)


@lru_cache(maxsize=2)
def _ink(pixels: Pixels) -> Mask:
    return _mask(pixels.inked, pixels.high, pixels.wide)
