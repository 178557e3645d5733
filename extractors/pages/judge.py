"""Is a page's text layer good enough, or is the page a picture that OCR has to read?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.pages import Page

#: A character that says nothing: private area, replacement, control.
_BROKEN = re.compile(r"[\x00-\x1f\ue000-\uf8ff\ufffd]")

#: How the note on a page with too many words begins.
TOO_MANY = "la pagina ha troppe parole per essere la pagina di un modulo"


@dataclass(frozen=True, slots=True)
class PagePolicy:
    """Limits of the judgement; from the samples: scans cover the page, typed pages hold 30 words and more."""

    #: Share of the page that pictures must cover for it to be a scan.
    cover: float = 0.6
    #: Words of the text layer below which a covered page is a scan.
    few_words: int = 12
    #: Share of broken characters (private area, replacement, control) above which a layer is garbage.
    garbage: float = 0.2
    #: Words above which a page is no form page: the fullest of the samples hold 900, small type fills a sheet with 6,000.
    most_words: int = 20_000


def too_many(words: int) -> str:
    """Return the note on a page that is left unread for its ``words``."""
    return f"{TOO_MANY} ({words})"


def needs_ocr(page: Page, policy: PagePolicy) -> bool:
    """Tell whether the page must go to OCR: covered by pictures with few words, or a layer of garbage."""
    own = [w.text for w in page.words if w.source == "text"]
    cover = sum(p.cover for p in page.pictures)
    if cover >= policy.cover and len(own) < policy.few_words:
        return True
    text = "".join(own)
    return len(text) >= 20 and len(_BROKEN.findall(text)) / len(text) > policy.garbage
