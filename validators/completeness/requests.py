"""The items that a letter asks for, found in its text (rule book QUA-07); a register value overrides them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from validators.completeness.segment import paragraphs, sentences
from validators.completeness.text import fold

_MARK = re.compile(
    r"\s*(?:(?P<bullet>[-•●▪*·–—])\s+|\((?P<a>\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\)\s?|(?P<b>\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\s?[).](?!\d)\s*(?=\S)|(?P<c>\d{1,2})\s?[-–:/]\s+)"
)
_INLINE = re.compile(
    r"(?:(?<=[\s(:;,.])|^)(?:\((\d|[a-h]|[ivx]{1,4})\)|(\d|[a-h]|[ivx]{1,4})\))\s*|(?<=[:;] )(\d)\.\s(?=[a-zA-Z])"
)
_ASK = re.compile(
    r"\b(?:si|vi|le) (?:\w+ ){0,2}?(?:chied\w+|richied\w+|preg\w+|invit\w+|domand\w+|sollecit\w+)\b|\b(?:chiediamo|richiediamo|preghiamo|invitiamo|domandiamo|sollecitiamo|necessitiamo|attendiamo|desideriamo)\b|"
    r"\bvoglia(?:te)?\b|\bvorr(?:a|ete)\b|\bpotet?e?(?:reste|te)?\b|\bpotreste\b|\boccorr\w+|\b(?:e|e'|risulta) (?:necessari|indispensabil|opportun)\w+|\b(?:avremmo|abbiamo|avendo) (?:bisogno|necessita)|\bnecessit\w+ di|"
    r"\bsono richiest\w+|\bseguenti (?:informazioni|quesiti|elementi|dati|chiarimenti|aspetti|punti|documenti)|\bdesideri\w+ (?:sapere|conoscere)|\bvorremmo\b|\bgradiremmo\b|\bsiete invitat\w+\b|\b(?:favorir|fornir|far)e? (?:conoscere|sapere|pervenire)|\bserv(?:e|ono)\b(?! a\b)|\bpregat[oaie] di\b|\bsi vuole\b|\bserve (?:sapere|conoscere)|\bbisogna\b|"
    r"\bdovra (?:comunicare|indicare|precisare|chiarire|trasmettere|riferire)|\b(?:di|in) (?:attesa di )?(?:conoscere|sapere|ricevere)\b"
)
_TELL = re.compile(
    r"\b(?:vengano|siano|sia|venga) (?:indicat|comunicat|trasmess|fornit|precisat|chiarit|specificat|prodott)\w*|\b(?:comunicar|indicar|precisar|specificar|chiarir|riferir|conoscer|saper|far conoscer|trasmetter|fornir|produrr|inviar|riportar|illustrar|spiegar|documentar|esporr|dichiarar|confermar|attestar|esplicitar|quantificar|relazionar|render not|allegar|acquisir|ricever|dir|verificar e riferir|rappresentar|evidenziar)\w*|\brispondere\b[^.]*?\bquesiti|\b(?:comunichi|indichi|precisi|specifichi|chiarisca|trasmetta|fornisca|riferisca|produca|invii|spieghi|confermi)(?:no)?\b"
)
_NOT_REQUEST = re.compile(
    r"\b(entro|termine|tempi)\b[^.]{0,50}\b(giorni|lavorativ|previst|regolazione)|\b(la|una|il|vostra) (presente )?(risposta|riscontro)\b[^.]{0,60}\b(andra|dovra|deve|caricat|inviat|resa|pervenir|entro|va )|\bcaricare\b|\bportale\b|"
    r"\b(distinti|cordiali) saluti\b|\bcopia della (presente |vostra )?risposta\b|\bvalutare\b|\bcortese (cenno|riscontro|sollecitudine)\b|\b(si|vi) (ricorda|rammenta|ricordiamo|avverte|fa presente)|\bnell'oscurare\b|\boscurando\b|\bcitare\b|\b(massima|cortese) (urgenza|attenzione)\b$|\bcontattare\b|"
    r"\btrasmettere (la|una) risposta|\ballegare (la|copia della) presente|\brisposta (completa|motivata) entro\b"
)
_QWORD = r"(?:se\b|quando\b|quale?\b|quali\b|quanto\b|quant[aei]\b|come\b|perch[eé]\b|chi\b|dove\b|(?:a |di |da )?che cosa\b|in (?:quale|quali|che)\b|per (?:quale?|quali|quanto)\b|a (?:quanto|quale?|chi)\b|da (?:quale?|quando|chi)\b|con (?:quale?|quali)\b|in quanto\b|entro (?:quale?|quando)\b|su (?:quale?|quali)\b|secondo quali?\b|l'eventuale\b|eventual\w+\b)"
_NOUN = (
    r"(?:\b(?:il|lo|la|i|gli|le|l'|l’|un|una|un')\s?(?:esatt[ao] |eventual[ei] |relativ[aoie] |precis[ao] |ultim[ao] |numero e |singol[ei] )?(?:dat[aei]\b|import|copia|copie|motiv|caus|ragion|esit|lettur|valor|ammontar|numero|estrem|modalit|temp|periodo|document|matricol|consum|"
    r"nominativ|stato|criteri|registrazion|intervent|misur|elenc|dettagli|data|provvediment|azion|contratt|prova|somm|indirizz|potenza|quota|tipolog|iniziativ|calcolo|metodo|soggett|termin|riferiment|verbal|rapport|prezz|durat|fattur|natura|decorrenz|corrispettiv|storic|spiegazion|prospett|risultat|giorno\b|contenut|metri cubi|percentual|frequenz|cifra|copia\b)|copia\b|evidenza\b|prova\b|data\b|importo\b|motivo\b|documentazione\b|esito\b)"
)
_TELLING = r"(?:(?:indicar|comunicar|precisar|trasmetter|specificar|inviar|chiarir|riferir|confermar|fornir|produr)(?:e|ci)|produrre)"
_ARTICLE = r"(?:(?:il|lo|la|i|gli|le)\s(?!qual|cui|stess|medesim)|l['’](?!altr)|una?\s)"
_LONE = r"(?<!quando)(?<!come)(?<!\bse)"  # not within ``se e quando``
_CUT = re.compile(
    rf"\s*,?\s*(?:e\s+)?(?:di\s+)?(?:indicando|precisando|specificando|trasmettendo|allegando)\s+(?:altres[iì]\s+|anche\s+)?|\s*,\s*(?:e\s+)?(?:di\s+)?{_TELLING}\s+|\s+e\s+di\s+{_TELLING}\s+|\s*,\s+(?={_ARTICLE})|\s*(?:;|,)\s*(?:(?:e|ed|nonch[eé]|oltre a|oltre che|infine|inoltre|e,? infine,?|ed infine,?|e inoltre|altres[iì])\s*,?\s+)?(?=(?:{_QWORD}|{_NOUN}))|\s+(?:nonch[eé]|oltre a|e,? infine,?|ed infine,?|e altres[iì]|e inoltre)\s+(?=\S)|{_LONE}\s+ed?\s+(?=(?:{_NOUN}|se\b|in quale data\b(?!\s*(?:[,.;?]|$))|quando\b(?!\s*(?:[,.;?]|$|e\b))|per quale motivo\b|a quanto\b|come\b|perch[eé]\b|quali siano\b))",
    re.IGNORECASE,
)
#: What a list after a colon may be besides requests.
_OTHER_LIST = re.compile(
    r"\b(?:alleg\w+|lament\w+|contest\w+|segnal\w+|premess\w+|espon\w+|riferisc\w+|oggetto|riferiment\w+)\b"
)
_ABOVE = re.compile(
    r"\bquanto (?:sopra|richiesto|elencato)\b|\bsiete invitat\w+ a fornire (?:i dati|quanto)|\bche precedono\b|\belenco\b|\bsopra (?:riportat|indicat|elencat)\w+"
)
_AND_ASK = re.compile(rf"{_LONE}\s+ed?\s+(?={_QWORD}(?!\s+(?:non|in caso)))", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:e|e'|sono|sia|siano|era|erano|fu|furono|ha|hanno|abbia|abbiano|avete|avesse|avessero|fosse|fossero|sara|saranno|verra|verranno|viene|vengono|risult\w+|ammonta\w*|spett\w+|dev[eo]\w*|intend\w+|possa|possano|puo|possono|serv[ae]|cost[ai]|compar\w+|figur\w+|ricever\w+|paga\b|decid\w+|sussist\w+|avverra|decorr\w+)\b"
)
_LEAD = re.compile(rf"(?:{_QWORD}|{_NOUN})", re.IGNORECASE)
_OPENING = re.compile(rf"(?:{_ARTICLE}|{_QWORD}|copia\b)", re.IGNORECASE)
_PREFACE = 60  # characters between the verb of telling and the first item
_OPEN_CONDITION = re.compile(
    r"\b(?:oppure|ovvero|o),?\s*(?:ove|qualora|laddove|in caso|nel caso|se)\b[^,]*$|\b(?:oppure|in caso contrario|in caso affermativo|in caso negativo)$"
)
_FOOT = re.compile(
    r"\b(distinti|cordiali|migliori) saluti\b|\bcordialment|\bsportello per il consumatore|\b(ringrazi|restiamo in attesa|in attesa di)\w*"
)


def from_register(value: str) -> tuple[str, ...]:
    """Split a register value ``richieste`` (``|`` between items)."""
    return tuple(item for item in (_clean(part) for part in value.split("|")) if item)


def _clean(text: str) -> str:
    flat = " ".join(text.split())
    flat = re.sub(r"[\s;,.:]+(?:e|ed|nonché|infine)?\s*$", "", flat)
    return flat.strip(" ;,-–•")


def _label(mark: re.Match[str]) -> str:
    """Family of a marker: bullet, number or letter."""
    if mark["bullet"]:
        return "bullet" + mark["bullet"]
    name = (mark["a"] or mark["b"] or mark["c"]).lower()
    return "number" if name.isdigit() else "letter"


def _runs(blocks: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Consecutive marked paragraphs of one family: (position, text without its marker)."""
    runs: list[list[tuple[int, str]]] = []
    family, last = "", -2
    for position, block in enumerate(blocks):
        mark = _MARK.match(block)
        if not mark or len(block) < 6:
            continue
        if _label(mark) == family and position == last + 1:
            runs[-1].append((position, block[mark.end() :]))
        else:
            runs.append([(position, block[mark.end() :])])
        family, last = _label(mark), position
    return runs


def _enumerated(blocks: Sequence[str]) -> tuple[str, ...]:
    """Items of lists that a request introduces; two lists (numbers, then bullets under them) count once."""
    best: list[str] = []
    for run in _runs(blocks):
        lead = " ".join(blocks[max(0, run[0][0] - 2) : run[0][0]])
        lead += " ".join(b for b in blocks[run[-1][0] + 1 : run[-1][0] + 2] if _ABOVE.search(fold(b)))
        items = [_first_sentences(text) for _, text in run]
        asked = (
            _ASK.search(fold(lead)) or _TELL.search(fold(lead)) or sum(i.endswith("?") for i in items) * 2 > len(items)
        )
        announced = lead.rstrip().endswith(":") and not _OTHER_LIST.search(_last(lead))
        if len(items) >= 2 and (asked or announced):
            best += [i for i in items if i]
    return tuple(best)


def _last(text: str) -> str:
    """Return the last sentence, folded."""
    return fold(next(reversed(tuple(sentences(text))), ""))


def _first_sentences(text: str) -> str:
    """Take an item without courtesy sentences that were glued to it."""
    kept = [s for s in sentences(text) if not _NOT_REQUEST.search(fold(s)) and not _FOOT.search(fold(s))]
    return _clean(" ".join(kept)) if kept else ""


def _inline(block: str) -> tuple[str, ...]:
    """Items numbered inside one paragraph: ``di: 1) ...; 2) ...``."""
    marks = list(_INLINE.finditer(block))
    names = [(m[1] or m[2] or m[3]).lower() for m in marks]
    if len(marks) < 2 or names[0] not in {"1", "a", "i"}:
        return ()
    ends = [m.start() for m in marks[1:]] + [len(block)]
    return tuple(i for i in (_first_sentences(block[m.end() : end]) for m, end in zip(marks, ends, strict=True)) if i)


def _running(sentence: str) -> tuple[str, ...]:
    """Items of a sentence that asks in prose: what follows the verb of telling, cut at its coordinations."""
    folded = fold(sentence)
    ask = _ASK.search(folded)
    if not ask or (_NOT_REQUEST.search(folded) and not _LEAD.search(folded[ask.end() :])):
        return ()
    tell = None
    for tell in _TELL.finditer(folded, ask.start()):
        if _LEAD.match(folded[tell.end() :].lstrip(" :,")) or folded[tell.end() :].lstrip().startswith(":"):
            break
    start = tell.end() if tell else ask.end()
    tail = sentence[start:]
    colon = tail.find(":")
    if 0 <= colon < _PREFACE:
        tail = tail[colon + 1 :]
    tail = tail.lstrip(" ,:")
    lead = _OPENING.match(tail) or _LEAD.search(tail)
    if not lead or lead.start() > _PREFACE:
        return ()
    parts = (
        _clean(re.sub(r"^(?:infine|inoltre|altresì)\s*,?\s*", "", piece))
        for part in _CUT.split(tail[lead.start() :])
        for piece in _parted(part)
    )
    return tuple(part for part in _whole(parts) if len(part) > 5)


_GERUND = re.compile(r"\b(?:indicando|precisando|specificando|allegando)(?:ne|lo|la)\b")
_ASKING = re.compile(_QWORD, re.IGNORECASE)


def _parted(part: str) -> list[str]:
    """Cut ``se X è stato fatto e da quando Y vale``: two questions when each has its own verb."""
    pieces: list[str] = []
    for piece in _AND_ASK.split(part):
        if pieces and not (_VERB.search(fold(pieces[-1])) and _VERB.search(fold(piece))):
            pieces[-1] += " e " + piece
        else:
            pieces.append(piece)
    return pieces


def _whole(parts: Iterable[str]) -> list[str]:
    """Rejoin an alternative that was cut inside its condition: ``oppure, ove non eseguita, la causa``."""
    joined: list[str] = []
    for part in parts:
        if joined and _OPEN_CONDITION.search(fold(joined[-1])):
            joined[-1] += ", " + part
        elif joined and _GERUND.search(fold(joined[-1])) and not _ASKING.match(part):
            joined[-1] += " e " + part
        else:
            joined.append(part)
    return joined


def _semicolons(block: str) -> tuple[str, ...]:
    """Items between semicolons after a colon: ``informazioni in merito a: ...; ...; ...``."""
    before, colon, after = block.partition(":")
    asked = _ASK.search(fold(before)) or _TELL.search(_last(before))
    if not colon or after.count(";") < 1 or not asked:
        return ()
    listed = re.split(r"[.?!]\s+(?=[A-Z])", after)[0]
    return tuple(item for item in (_clean(part) for part in listed.split(";")) if item)


def find_requests(letter_text: str) -> tuple[str, ...]:
    """Items that a letter of the desk asks for: numbered, lettered, bulleted, or in running prose.

    Headers, courtesy and deadline sentences are no requests. Empty when none is recognised.
    """
    blocks = tuple(paragraphs(letter_text))
    listed = _enumerated(blocks)
    if listed:
        return listed
    for block in blocks:
        inner = _inline(block)
        if inner and (_ASK.search(fold(block)) or _TELL.search(fold(block))):
            return inner
        parted = _semicolons(block)
        if parted:
            return parted
    found: list[str] = []
    for block in blocks:
        for sentence in sentences(block):
            if sentence.endswith("?"):
                found.append(_clean(sentence))
            else:
                found += [i for i in _running(sentence) if i not in found]
    return tuple(found)
