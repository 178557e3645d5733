"""Whether a reply gives a certain time for solving the user's problem (003 §6.5.1, water; rule QUA-04 d)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.completeness import cues
from validators.completeness.segment import Unit
from validators.completeness.text import DAY, MONTH, SPAN

_UNDONE = re.compile(r"\bnon (?:\w+ ){0,3}(?:stat[aoei]|ancora|abbiamo|ha|hanno)\b")
_WITHHELD = re.compile(
    r"\b(?:quot[ae]|voc[ei]|riscossione) (?:\w+ )?(?:e|sono|resta|restano) (?:\w+ )?sospes[ae]|\b(?:addebit|riscossion|sollecit|pagament|fatturazion|bollett|fattur[ae]\b)\w* (?:[\w.()/]+ ){0,5}sospes|\bsospes[aoei]\b[^.;]{0,30}\bnon va\w* pagat|\bsospes\w+ (?:l'|il |la |i )?(?:addebit|riscossion|sollecit|pagament|fatturazion)"
)
_MERE_PAPER = re.compile(
    r"\b(?:copia|foto\w*|lettera|comunicazione|modulo|informativa|ricevuta)\b[^.;]{0,60}\b(?:sar|verr)\w+ (?:spedit|inviat|trasmess|recapitat|consegnat)"
)
#: ``potrà essere ripristinata soltanto con il completamento`` has no time but a condition.
_ONLY_WHEN = re.compile(
    r"\bpotr(?:a|anno) (?:\w+ ){1,3}(?:soltanto|solo) (?:con|dopo|quando|a seguito|una volta)\b|\bi cui tempi non (?:dipendono|sono)\b"
)
#: What is not foreseen is not left open: ``non è prevista un'esenzione``.
_NOT_FORESEEN = re.compile(r"\bnon (?:e|sono|era|erano|risulta\w*) (?:\w+ )?(?:previst|programmat|pianificat)\w*")
#: ``non appena ricevuta la Vostra`` tells when something was done.
_AS_SOON_AS = re.compile(
    r"\bappena (?:ricevut|avut|pervenut|giunt|lett)[aoei] (?:la |il |i |le |l'|notizia )?(?:vostr|presente|reclam|segnalazion|richiest|letter)\w*"
)
#: A paper that the reply does not have yet is no trouble of the user's.
_OWN_PAPER = re.compile(
    r"\b(?:copia|foto\w*|foglio|documento|prospetto|verbale|relazione|registrazione|scansione|planimetria|elaborato)\b.{0,160}\b(?:produr|produc|prodott|trasmet|trasmess|invi|consegn|alleg|deposit)\w*"
)
#: What is said to be left open is nothing.
_NOTHING = re.compile(r"\b(?:null'altro|nulla|niente)\b[^.;]{0,20}\b(?:rest|riman|e )\w*")
_INDEMNITY = re.compile(r"\bindennizz\w*")
_REFUSED = re.compile(r"\bnon (?:verr|sar|procede|provvede)\w+\b")
_WHOLE_MONTH = re.compile(r"\d{4}|fine|entro")
_DAY_OF_MONTH = re.compile(r"\b(?:il|al|del|dal) giorno (?:[12]?\d|3[01])\b(?! mes)")
#: Another operator that has not answered leaves nothing of the user's trouble open.
_SILENCE = re.compile(
    r"\b(?:fatt[oa] viv[oa]|rispost\w*|riscontr\w+|replic\w+|risponde\w*|tace|silenzio|pervenut\w+|giunt[oa])\b"
)
_WAITS = re.compile(r"\bin attesa\b|\battendiamo\b")
#: ``con la prossima bolletta`` has its time where the reply says when that bill is issued.
_BILL = re.compile(r"\b(?:bollett|fattur)\w*")
_SAME_BILL = re.compile(
    r"\b(?:stess|medesim|predett|quest|tale|dett)\w*'? (?:bollett|fattur)\w*|\b(?:bollett|fattur)\w*,? (?:\w+ ){0,4}(?:in uscita|in emissione|(?:sara|verra) emessa)\b"
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """``certain``: True solved or dated, False open without a certain time, None nothing left to solve."""

    certain: bool | None
    unit: Unit | None


def certain_time(folded: str) -> bool:
    """Tell whether a text gives a day, a number of days, or a month with its year or with "entro", "fine"."""
    if DAY.search(folded) or _DAY_OF_MONTH.search(folded):
        return True
    if any(not folded[: m.start()].endswith("ogni ") for m in SPAN.finditer(folded)):  # a frequency is no time
        return True
    return any(_WHOLE_MONTH.search(folded[max(0, m.start() - 12) : m.end()]) for m in MONTH.finditer(folded))


def _dated(unit: Unit, after: Unit | None) -> bool:
    """Tell whether a promise has its time, in its own sentence or in the next (``Saranno rese. Con bonifico del ...``)."""
    return certain_time(unit.folded) or (
        after is not None
        and certain_time(after.folded)
        and not cues.has("happened", after.folded)
        and not cues.has("vague_time", unit.folded)
    )


def _speaks_of_a_remedy(unit: Unit) -> bool:
    """Tell whether a unit may promise a remedy or leave it open: no hypothesis, nothing withheld from a bill."""
    idle = _WITHHELD.search(unit.folded) or _NOTHING.search(unit.folded)
    return bool(_ONLY_WHEN.search(unit.folded)) or not (idle or cues.has("conditional", unit.folded))


def _nothing_promised(folded: str) -> bool:
    """Tell whether a text with the words of a remedy to come refuses it, or only waits for another operator's word."""
    waits = cues.has("asked_other", folded) and _WAITS.search(folded)
    return bool(_REFUSED.search(folded) or _SILENCE.search(folded) or _NOT_FORESEEN.search(folded) or waits)


def resolution(units: Sequence[Unit]) -> Resolution:
    """Read the reply for remedies done, dated, or left open.

    Vague terms, or a remedy said to be undone, leave the problem open; so does an undated promise when nothing
    was done. Hypotheses (``qualora``, ``potrà``) promise nothing.
    """
    units = [u for u in units if not u.text.rstrip(" \"»”'").endswith("?")]  # questions that the reply repeats
    actual = [u for u in units if _speaks_of_a_remedy(u)]
    undated = [u for u in actual if not certain_time(u.folded)]
    billed = any(_SAME_BILL.search(u.folded) and certain_time(u.folded) for u in actual)
    vague = [
        u
        for u in undated
        if (cues.has("vague_time", u.folded) or _ONLY_WHEN.search(u.folded))
        and not (_AS_SOON_AS.search(u.folded) or _OWN_PAPER.search(u.folded))
        and not _MERE_PAPER.search(u.folded)
        and not (billed and _BILL.search(u.folded))
    ]
    pending = [u for u in undated if cues.has("pending", u.folded) and not _SILENCE.search(u.folded)]
    promised = [u for u in undated if cues.has("open_problem", u.folded) and not _nothing_promised(u.folded)]
    following = {u.order: u for u in units}
    dated = [u for u in actual if cues.has("open_problem", u.folded) and _dated(u, following.get(u.order + 1))]
    solved = [u for u in units if cues.has("solved", u.folded) and not _UNDONE.search(u.folded)]
    if solved:  # an indemnity is paid for a trouble that is over
        vague = [u for u in vague if not _INDEMNITY.search(u.folded)]
    if vague or (pending and not dated):
        return Resolution(False, (vague or pending)[0])
    if dated or solved:
        return Resolution(True, (dated or solved)[0])
    return Resolution(False, promised[0]) if promised else Resolution(None, None)
