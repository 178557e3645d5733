"""What kind of answer an item wants: a date wants a date, an amount an amount, a reason a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from validators.completeness import cues
from validators.completeness.clauses import data
from validators.completeness.heads import head_end, is_choice
from validators.completeness.text import (
    AMOUNT,
    BLANK,
    CODE,
    DAY,
    DAYS_BEFORE,
    MONTH,
    NUMBER,
    NUMBER_WORD,
    QUANTITY,
    SHORT_DAY,
    SPAN,
    fold,
    normal_facts,
)


class Kind(StrEnum):
    """Kinds of answer."""

    DATE = "data"
    PERIOD = "periodo"
    TERM = "termine"
    AMOUNT = "importo"
    REASON = "motivo"
    YES_NO = "sì o no"
    DOCUMENT = "documento"
    VALUE = "valore"
    CODE = "estremi"
    WHO = "nominativo"
    MODE = "modalità"
    OUTCOME = "esito"
    OPEN = "descrizione"


#: What may be given as a paper of its own.
TABLE = re.compile(
    r"\W*(?:il|lo|la|l'|un|una|uno)?\s?(?:\w+ )?(?:tabella|prospetto|elenco|dettaglio|riepilogo|tabulato|elaborato|conteggio|distinta|estratto)\b"
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that an item wants: ``text`` (its words), ``kind``, and whether it hangs on a condition."""

    text: str
    kind: Kind
    conditional: bool = False


_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.DOCUMENT,
        r"\b(copia|copie|planimetri[ae]|scheda tecnica|perizi[ae] (?:tecnic|su|sugli|sul)\w*|documentazione (?:fotografic|video|probator|che (?:l[aoei]'? )?(?:prov|attest|comprov|dimostr))\w*|rapporto (?:di (?:verifica|laboratorio|servizio|taratura|intervento)|della? (?:verifica|prova|servizio|intervento|laboratorio|squadra|tecnico))|prova (?:de|di|dell)\w*|evidenza|fotografi\w+|foto\b|verbale|verbali|quietanza|certificat[oi]\b|registrazion[ei] (?:telefon|vocal|audio|dell)\w*|rapporto di prova|(?:trasmettere|inviare|produrre|allegare|fornire)\b.*\b(?:registrazion|contratto|document|letter|rapporto|relazion|modul|report|tracciat|screenshot|file|avviso)\w*)",
    ),
    (
        Kind.REASON,
        r"\b(motiv\w+|ragion\w*|caus[ae]\b|perche|giustificazion\w+|spiegazion\w+|ostativ\w+|(?:che )?cosa (?:l[oa'] ?)?(?:abbia|ha|hanno|impedi\w+|ostacol\w+|blocc\w+)(?: \w+)?|(?:a|da) (?:che )?cosa (?:\w+ ){0,3}dovut\w|dovut\w (?:a|al|allo|alla)\b|provocat\w|determinato il|come (?:sia|e|mai) (?:\w+ )?(?:potut|accadut|success|possibile)\w*|da che cosa)\b",
    ),
    (
        Kind.TERM,
        r"\b(entro (quale|quando|che)|(con )?quali tempi|in quanto tempo|entro quanto|tempistic\w+|tempi\b|termine (di|entro|ultimo)|cronoprogramma|data (prevista|entro|stimata|presunta|programmata)|quando (?:\w+ ){0,3}?(?!(?:lett|op|int)era\b)\w{2,}(?:[aei]r|rr|dr|vr|otr)(?:a|anno)\b|quando (sara|saranno|verra|verranno|si prevede|avverra|avra|intend))",
    ),
    (
        Kind.PERIOD,
        r"\b(period[oi]|intervallo|annualita|mesi|arco temporale|da quando|durata|frequenza|ogni quanto|temp[oi] (?:\w+ ){0,2}(?:di |d')(?:attes|intervent|arriv|risposta telef|percorrenz|interruzion)\w*|ann[oi] (?:di|in cui)|decorrenza e (la )?(fine|scadenza)|per quanto tempo)\b",
    ),
    (Kind.DATE, r"\b(dat[ae]|quando|giorno|decorrenza|scadenza|da quando|termine|or[ae]|orari[oi]|moment[oi])\b"),
    (
        Kind.AMOUNT,
        r"\b(import\w*|ammonta\w*|somm[ae](?! de\w+ (?:consum|volum|lettur))|cost[oi]|prezz[oi]|euro|corrispettiv\w|quot[ae]|credito|saldo|tariff[ae] (unitari|applicat)\w*|penal[ei]|oneri|quanto (e|sia|fosse|ha|abbia|deve|devono|viene|verra|sara|vada|gli|le) (\w+ )?(stat\w )?(stornat|scalat|detratt|trattenut|accreditat|bonificat|liquidat|erogat|incassat|concess|scontat|addebitat|fatturat|versat|rimborsat|pagat|dovut|restituit|res[oai]|spett|riconosciut|corrispost)\w*|quanto (spett|cost|pag|ammont|deve)\w*|quanta parte|(?:qual[ei]|la|l') ?differenz[ae] (?:\w+ )?(?:spett|dovut|da |a (?:credito|debito|favore)|di (?:prezzo|importo))\w*|(quale|che) (somma|cifra)|(?:debito|credito|importo|il|somma) residu[aoi]|addebit\w|indennizz[oi]|debit[oi]|rimbors[oi] (?:\w+ )?(?:spett|automatic|dovut|previst|riconosciut)\w*|spes[ae]|canone|deposit[oi] (?:cauzional|versat|addebitat)\w*|interessi (?:di mora )?(?:addebitat|riconosciut|applicat|maturat)\w*|quant[ie] euro|quanto (?:\w+'? ?){0,3}?(?:rimang|rest|dev|cost|pag)\w+)\b",
    ),
    (
        Kind.VALUE,
        r"\b(lettur[ae]|autolettur[ae]|consum[oi]|metri cubi|valor[ei]|quant[aei]|volum[ei]|potenza|pressione|giorni|numero (di|dei|delle|degli)(?! (?:cro|protoc|matric|pratica|fattur|nota))|percentual\w+|portat\w+|misur[ae] (rilevat|registrat)\w*|parametr\w|concentrazion\w+|error[ei] (?:riscontrat|rilevat|percentual|di misura|all|metrolog|accertat)\w*|scostament\w|mc|kwh|smc|segnant\w|coefficient\w+|profondita|distanza|metri cubi|dispersion\w|aliquot\w|diametro|sogli[ae]|energi[ae] (?:preleva|immess|misura|fattura)\w*|temperatur\w|superficie|tension[ei]|componenti|quanti|quante|pressioni|lunghezza|litri|altitudine|tass[oi]|fattore di correzione|pcs|kvarh|misure (?:mensili|effettive|corrette|rettificate|di immissione)|prelievi (?:mensili|fatturati)|minimo garantito|livello minimo|quanto segnav\w+)\b",
    ),
    (
        Kind.CODE,
        r"\b(numer[oi]|estremi|matricol\w|codic[ei]|protocoll\w|riferiment[oi]|cro|identificativ\w|fattur[ae] (nell|in cui|insolut|nelle|interessat|che|emess|con|su cui|di (?:accredit|storn|rimbors|rettific))\w*|bollett[ae] (nell|in cui|con (?:la|cui)|su cui|di (?:accredit|storn|rimbors|rettific))\w*|qual[ei] (?:fattur|bollett)\w*|(?<!per )(?:fattur|bollett)[ae](?! per )|not[ae] di credito)\b",
    ),
    (
        Kind.WHO,
        r"\b(chi\b|nom[ei]\b|nominativ\w|soggett\w|impresa|laboratorio|agenzia|ditta|operatore che|a nome di|gestore che|quale (gestore|societa|ente|distributore)|identita|denominazione|responsabil\w|intestatari\w)\b",
    ),
    (
        Kind.MODE,
        r"\b(modalita|modo|mezzo|come|su quale base|fonte|strument\w+|canale|metod\w+|criter\w+|calcol\w+|formul[ae]|forma|procedura (seguita|adottata)|in base a|procedimento|algoritmo)\b",
    ),
    (
        Kind.OUTCOME,
        r"\b(esit[oi]|risultat\w|determinazion\w|provvediment\w|conclusion\w|decision[ei]|quale (?:riscontro|seguito|risposta)|(?:vostra|propria) posizione|posizione (?:che|assunta)|(?:lo|dello|sullo|nello|loro|suo|attuale) stato)\b",
    ),
    (
        Kind.YES_NO,
        r"^(?:\W*)(?:indicare |precisare |chiarire |riferire |confermare |verificare |sapere |comunicare |specificare |dichiarare )?(?:se\b|conferma\b|eventual\w+|l'eventuale|l'esistenza|la (presenza|sussistenza|ricorrenza|correttezza|regolarita)|il rispetto)|^\W*(?:(?:e|sono) stat[aoei]|risulta(?:no)?|esist\w+|sussist\w+|avete|ha|hanno|spetta(?:no)?|(?:e|sono) dovut[aoei])\b",
    ),
)
#: How a direct question begins; as a later piece it goes on with the one before.
_VERB_FIRST = re.compile(r"\W*(?:(?:e|sono) stat[aoei]|risulta|esist|sussist|ha\b|hanno\b|spetta)")
_BARE_WORD = re.compile(r"\b(?:quando|come|dove|quanto|perche|chi|con quali modalita|in che modo|a chi)\b")
_BARE = re.compile(rf"\W*(?:(?:indicare|precisare|specificare|riferire) )?(?:{_BARE_WORD.pattern})\W*")
#: ``la data e l'ora della verifica`` are one point in time.
_OF_THAT_DAY = re.compile(
    r"\W*(?:con )?(?:l'|la |relativ\w+ )?or[ae]\b(?!.*\bor[ae]\b)(?=\W*$| (?:del\w*|dei|di|in)\b)"
)
_MEASURED = frozenset({Kind.AMOUNT, Kind.VALUE, Kind.CODE})
_ANYWHERE = frozenset({Kind.REASON, Kind.DOCUMENT, Kind.TERM})
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_ASPECT_CUT = re.compile(
    r"(?:,(?!\d)|;)\s*(?:ed?\s+|nonch[eé]\s+|oltre a\w*\s+|o\s+)?|\s+ed?\s+(?=(?:il|lo|la|i|gli|le|l'|un|una|relativ|con|in|per|a|se|quando|come|perche|dell|del|import|data|modalit|estrem|numer|valor|motiv|esit|importo|causa|metod|quale|quali|second|ne\b|sua|suo|scadenz|ammontar|copia|decorrenz|canal|agenzi|matricol|lettur|prova|strument|quell[aoei]\b|chi\b|da chi|ultim[aoei]\b|prim[aoei]\b|precedent|singol|rispettiv|eventual|durata|ogni\b|entro|a quanto|quanto|su quale|in che|presso|diametr|durat|fonte|autore|nominativ|esito|lettur|documentazion|fotografi|fattura|bolletta|causale|planimetri)\w*)|\s+nonch[eé]\s+|\s+oltre a\w*\s+|\s+(?=con (?:(?:i|gli|le|la|il|l') ?(?:relativ\w+ |rispettiv\w+ |corrispondent\w+ )?(?:dat[ae]|import|valor|letture|lettura|scadenz|error|period|motiv|esit|prezz|numer|cost|caus|font)|data |importo |indicazione |relativ|quale|quali|font[ei] |durata ))"
)
_CONDITION = re.compile(
    r"\b(in caso (contrario|affermativo|negativo|di)|nel caso|qualora|ove\b|laddove|se (del caso|effettuat|presente|disponibil|previst|esistent|dovut|applicat|non)\w*|oppure|ovvero|eventual\w+|in difetto|altrimenti|in alternativa|se si\b|se cosi)\b"
)


def _kind(folded: str) -> Kind | None:
    """Kind of an aspect: that of the pattern that comes first in its head (ties: the order of the table).

    Reasons, papers and terms are told by words that stand anywhere; other nouns after the head only narrow it.
    """
    best: tuple[int, Kind] | None = None
    end = head_end(folded)
    for kind, pattern in _COMPILED:
        match = pattern.search(folded)
        if match and kind is Kind.YES_NO:
            return kind
        if match and (kind in _ANYWHERE or match.start() < end) and (best is None or match.start() < best[0]):
            best = (match.start(), kind)
    return best[1] if best else (Kind.YES_NO if folded.endswith("?") else None)


@lru_cache(maxsize=4096)
def aspects(request: str) -> tuple[Aspect, ...]:
    """List the things that an item wants, at least one. Pieces without a kind of their own belong to the one before."""
    found: list[Aspect] = []
    bare = ""  # ``quando e come verranno restituite``: what is to happen is said after the second word of asking
    conditional = False
    plain = re.sub(r"\([^)]*\)", " ", request).lower().replace("’", "'")
    for piece in (fold(p).strip() for p in _ASPECT_CUT.split(plain)):
        if not piece:
            continue
        conditional = bool(_CONDITION.search(piece)) or (conditional and bool(_CONDITION.search(found[-1].text)))
        kind = _kind(piece)
        if found and re.match(r"quell[aoei]\b", piece):
            kind = found[-1].kind
        if is_choice(request) and kind in _MEASURED:
            kind = Kind.OPEN
        if found and _VERB_FIRST.match(piece):
            kind = None
        if found and (kind is None or (kind is Kind.YES_NO and piece.endswith("?"))):
            found[-1] = Aspect(f"{found[-1].text} {piece}", found[-1].kind, found[-1].conditional)
        elif (
            found
            and kind is found[-1].kind
            and (kind is Kind.DOCUMENT or (_OF_THAT_DAY.match(piece) and " ora " not in f" {found[-1].text} "))
        ):
            found[-1] = Aspect(f"{found[-1].text} {piece}", kind, found[-1].conditional)
        else:
            found.append(Aspect(piece, kind or Kind.OPEN, conditional and bool(found)))
        bare = piece if _BARE.fullmatch(piece) and len(found) == 1 else bare
        if bare and piece is not bare and found[0].text == bare:
            told = f"{bare} {_BARE_WORD.sub(' ', piece)}".strip()
            found[0] = Aspect(told, _kind(told) or found[0].kind)
    return tuple(found) or (Aspect(fold(request), Kind.OPEN),)


def _new(pattern: re.Pattern[str], folded: str, known: frozenset[str]) -> float:
    """1.0 when ``folded`` has a fact of this pattern that the letter did not say, 0.5 when all were known, else 0."""
    found = [match.group() for match in pattern.finditer(folded)]
    if not found:
        return 0.0
    return 1.0 if any(normal_facts(f) - known for f in found) or not known else 0.5


_LASTING = re.compile(
    r"\b(?:\d+|un[ao]?|\w+)\s+(?:ann[oi]|mes[ei]|giorn[oi]|or[ae]|minut[oi]|settiman[ae]|bimestr[ei]|trimestr[ei]|semestr[ei])\b|\b(?:19|20)\d\d\b|\bogni (?:mese|anno|bimestre|trimestre|semestre|giorno)\b|\b(?:mensil|bimestral|trimestral|semestral|annual|quotidian)\w*"
)
_PARTY = re.compile(
    r"\bs\.?\s?(?:r\.?\s?l|p\.?\s?a|n\.?\s?c|a\.?\s?s)\b|\b(?:ditta|impresa|societa|agenzia|sig|dott|ing|geom|avv|comune|banca|consorzio|distributore|venditore|gestore|cliente|utente|titolare|tecnic\w|letturist\w|laboratorio|istituto|carabinieri|procura|amministratore)\b"
)
#: ``la ragione del rigetto`` names the reason and does not give it; ``la ragione è che`` gives it.
_NAMED_ONLY = re.compile(
    r"\b(?:i|il|le|la|l'|ogni|quali|alla|della|delle|dei|del|sulla|sulle|sui|sul|tale|tali|e)\s?(?:motiv[oi]|motivazion[ei]|ragion[ei]|caus[ae]|origine)\b(?!:| (?:e|sono|era|erano|sta|stanno|risied\w+|va|vanno|consist\w+|deriv\w+|dell'error\w)\b)"
)
#: A quantity in another unit is no amount; a share may stand for one.
_OTHER_UNIT, _SHARE = 0.15, re.compile(r"\d\s?(?:%|per cento)")
_NARRATED = 0.3  # something that happened may be the reason, though it is not said to be
#: A day told from another one: ``il giorno 12``, ``lo stesso giorno``.
_TOLD_DAY = re.compile(
    r"\b(?:giorno \d{1,2}\b(?! mes)|stesso giorno|giorno (?:dopo|seguente|successivo|stesso)|indomani|(?:in )?data odierna|oggi stesso|in pari data|(?:e stat\w|abbiamo|sono stat\w) (?:\w+ ){0,3}(?:oggi|ieri|stamani|stamattina))\b"
)
_ARTICLE = re.compile(r"\bart(?:\.|icol\w+)\s?\d")


def without_dates(folded: str) -> str:
    """Give what is left without days, codes and amounts: only there a number can be a measured value."""
    for pattern in (DAYS_BEFORE, CODE, DAY, MONTH, AMOUNT):
        folded = pattern.sub(" ", folded)
    return folded


def meets(kind: Kind, folded: str, known: frozenset[str] = frozenset()) -> float:
    """How well (0..1) a folded text has the kind of datum that is wanted; ``known``: facts of the letter."""
    if BLANK.search(folded) and not NUMBER.search(BLANK.sub("", folded)):
        return 0.0
    if kind is not Kind.CODE:
        folded = data(folded)
    if kind is Kind.OUTCOME:
        return max(float(cues.has("outcome", folded)), 0.7 * bool(QUANTITY.search(folded)))
    if kind is Kind.DATE:
        return max(
            _new(DAY, folded, known),
            0.7 * _new(MONTH, folded, known),
            0.7 * bool(SHORT_DAY.search(DAY.sub(" ", folded))),
            0.7 * bool(_TOLD_DAY.search(folded)),
        )
    if kind is Kind.TERM:
        return max(_new(DAY, folded, known), 0.9 * _new(MONTH, folded, known), 0.8 * _new(SPAN, folded, frozenset()))
    if kind is Kind.PERIOD:
        spans = max(_new(SPAN, folded, frozenset()), 0.7 * bool(_LASTING.search(folded)))
        return max(_new(DAY, folded, known), _new(MONTH, folded, known), spans)
    if kind is Kind.AMOUNT:
        return max(
            _new(AMOUNT, folded, known), _OTHER_UNIT * bool(QUANTITY.search(folded)), 0.3 * bool(_SHARE.search(folded))
        )
    if kind is Kind.VALUE:
        bare = without_dates(folded)
        return max(_new(QUANTITY, folded, known), 0.7 * bool(NUMBER.search(bare)), 0.6 * bool(NUMBER_WORD.search(bare)))
    if kind is Kind.CODE:
        undated = DAY.sub(" ", folded)
        return max(
            _new(CODE, undated, known),
            float("art" in undated and bool(_ARTICLE.search(undated))),
            0.4 * bool(NUMBER.search(undated)),
            0.7 * bool("bollett" in folded and MONTH.search(folded)),
        )
    if kind is Kind.WHO:
        return 0.8 if _PARTY.search(folded) else 0.2
    if kind is Kind.REASON:
        return float(cues.has("reason", _NAMED_ONLY.sub(" ", folded))) or _NARRATED * cues.has("happened", folded)
    if kind is Kind.MODE:
        return float(cues.has("mode", folded))
    if kind is Kind.DOCUMENT:
        return float(cues.has("attached", folded))
    return 0.5
