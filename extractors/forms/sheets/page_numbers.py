"""The number printed on a sheet: ``pag. 3 di 21``, ``3/21``, ``- 3 -`` at its head or foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from domain.pages import Page, Word
from extractors.forms.stream.level import levelled

#: Shares of a page's height at which heads and feet stand.
_HEAD, _FOOT = 0.09, 0.88
_FIGURES = r"[\dIlOoS|]{1,3}"
_NAMED = re.compile(
    rf"\b(?:pag(?:ina)?|foglio|p)\b[.:\s]*(?:n[.°º]?\s*)?({_FIGURES})(?:\s*(?:di|/|su)\s*({_FIGURES}))?\b",
    re.IGNORECASE,
)
_OF = re.compile(r"^\W*(\d{1,3})\s*(?:di|/|su)\s*(\d{1,3})\W*$")
_ALONE = re.compile(r"^\W*(\d{1,3})\W*$")
_AS_FIGURES = str.maketrans("IlOoS|", "110051")
#: Share of the sheets that must show a number before numbers are believed.
_MOST = 0.6


def printed_numbers(pages: Sequence[Page]) -> list[int | None]:
    """Return the number that each page bears; all None where too few bear one, or lone figures that are no count."""
    named = _together([_number(page, (_NAMED, _OF)) for page in pages])
    if _believed(named):
        return named
    alone = _together([_number(page, (_ALONE,)) for page in pages])
    return alone if _believed(alone) and _counted(alone) else [None] * len(pages)


def _together(numbers: Sequence[int | None]) -> list[int | None]:
    """Leave out a number far from the others: one that was misread."""
    told = [n for n in numbers if n]
    middle = median(told) if told else 0
    return [n if n and abs(n - middle) <= len(numbers) + 2 else None for n in numbers]


def _believed(numbers: Sequence[int | None]) -> bool:
    told = [n for n in numbers if n]
    return len(told) >= max(2, _MOST * len(numbers)) and len(set(told)) >= 0.8 * len(told)


def _counted(numbers: Sequence[int | None]) -> bool:
    """Tell whether the numbers are those of as many sheets: no years, no amounts."""
    told = [n for n in numbers if n]
    return max(told) - min(told) < 1.3 * len(numbers) + 1


def _number(page: Page, patterns: Sequence[re.Pattern[str]]) -> int | None:
    """Return the number in the head or foot; the lowest line that has one counts."""
    words = [w for w in levelled(page.words) if w.box.bottom < _HEAD * page.height or w.box.top > _FOOT * page.height]
    for line in reversed(_lines(words)):
        said = " ".join(w.text for w in line)
        found = next((match for pattern in patterns if (match := pattern.search(said))), None)
        if found is not None and (figures := found.group(1).translate(_AS_FIGURES)).isdigit():
            return int(figures) or None
    return None


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return the lines from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.centre[1]):
        if found and word.box.centre[1] - found[-1][0].box.centre[1] < 0.6 * max(word.box.height, 5.0):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in found]


def completed(numbers: Sequence[int | None]) -> list[int] | None:
    """Return a number for every page: one that is missing or told twice is the one number left, or follows the page before.

    None where no page bears a number.
    """
    count = Counter(n for n in numbers if n)
    if not count:
        return None
    sure = [n if n and count[n] == 1 else None for n in numbers]
    left = sorted(set(range(min(count), max(count) + 1)) - {n for n in sure if n})
    open_ = [place for place, n in enumerate(sure) if n is None]
    if len(open_) == len(left) == 1:
        sure[open_[0]] = left[0]
    found: list[int] = []
    for n in sure:
        found.append(n or (found[-1] if found else 0))
    return found


def gaps(numbers: Sequence[int | None]) -> list[int]:
    """Return the numbers between the first and the last that no sheet bears, where every sheet bears a number of its own."""
    told = [n for n in numbers if n]
    if len(told) < len(numbers) or len(set(told)) < len(told):
        return []
    return sorted(set(range(1 if min(told) <= 2 else min(told), max(told))) - set(told))
