"""Single replies of the day: good ones in many shapes, and one for each reason why a reply is refused."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from domain.documents import Kind, State
from sportello.demo import broken, drawn, embedded, scans, writing
from sportello.demo.cases import Quality
from sportello.demo.desk import Desk, Letter, Make
from sportello.demo.people import ACQUETRONELLO, DUEFIAMME, GASDELTA, IDROVALLE, LUCEVERA, Company

MIB = 1 << 20
LETTER_SIZE = (612.0, 792.0)
ODD_SIZE = (500.0, 700.0)


def _selected(letter: Letter, name: str) -> str:
    return f"risposte/{letter.stem}/{name}"


def _good(
    desk: Desk, letter: Letter, path: str, make: Make, why: str, *, full: bool | None = True, sent: bool = True
) -> None:
    """Drop a reply that must be accepted; ``full`` as ``complete`` of the truth; ``sent`` False: without side-car."""
    state, kind = State.ACCEPTED, Kind.REPLY
    desk.drop(letter.company, path, make, state, kind=kind, letter=letter, complete=full, sidecar=sent, why=why)


def _bad(desk: Desk, letter: Letter, path: str, make: Make, code: str, why: str) -> None:
    desk.drop(letter.company, path, make, State.REJECTED, code=code, kind=Kind.REPLY, letter=letter, why=why)


def plain_replies(desk: Desk) -> None:
    """Answer for the three energy companies: any name under the letter's folder, or the ``R-`` name."""
    free = desk.publish(LUCEVERA, 9)
    _good(desk, free, _selected(free, "risposta.pdf"), partial(writing.reply, free), "completa, nome libero")
    short = desk.publish(LUCEVERA, 12)
    make = partial(writing.plain_reply, short, Quality.OMITS)
    _good(desk, short, _selected(short, "Riscontro reclamo cliente.pdf"), make, "manca un punto richiesto", full=False)
    named = desk.publish(LUCEVERA, 7)
    make = partial(writing.reply, named, font="New Computer Modern")
    _good(desk, named, f"risposte/{named.reply}.pdf", make, "già rinominata, estensione minuscola", sent=False)
    evasive = desk.publish(LUCEVERA, 14)
    make = partial(writing.plain_reply, evasive, Quality.EVASIVE, LETTER_SIZE)
    _good(desk, evasive, f"risposte/{evasive.reply}.PDF", make, "formato Letter, un punto eluso", full=False)


def replies_of_all_sizes(desk: Desk) -> None:
    """Answer on A5, on A4 lying, on a size of no standard, on text and scanned pages bound together."""
    small = desk.publish(GASDELTA, 8)
    make = partial(writing.reply, small, paper="a5", size=9, margin=36)
    _good(desk, small, _selected(small, "risposta A5.pdf"), make, "formato A5")
    mixed = desk.publish(GASDELTA, 10)

    def bound() -> bytes:
        annex = drawn.flowing("Allegato: verbale di sopralluogo", ("Verbale redatto alla presenza del cliente.",))
        return scans.joined(writing.reply(mixed), scans.scanned(annex, mixed.case_id, dpi=150), turn=90)

    _good(desk, mixed, f"risposte/{mixed.reply}.PDF", bound, "testo più allegato scansionato e ruotato")
    lying = desk.publish(DUEFIAMME, 6)
    make = partial(writing.reply, lying, flipped=True, colour="#7a3b1d")
    _good(desk, lying, _selected(lying, "risposta orizzontale.pdf"), make, "A4 orizzontale")
    odd = desk.publish(DUEFIAMME, 11)
    make = partial(writing.plain_reply, odd, Quality.OMITS, ODD_SIZE)
    _good(desk, odd, _selected(odd, "risposta.pdf"), make, "formato fuori standard, manca un punto", full=False)


def replies_with_attachments(desk: Desk) -> None:
    """Everything inside the one PDF (UPL-06): a recording, a spreadsheet, another PDF."""
    letter = desk.publish(LUCEVERA, 10, case="contratto-non-richiesto")
    rows = (("Fattura", "Importo"), (letter.facts["fattura"], letter.facts["importo"]), ("Nota", "=1+1"))

    def make() -> bytes:
        order = drawn.flowing("Modulo di ripristino", ("Modulo firmato dal cliente.",))
        inside = {"registrazione.mp3": embedded.silence(20), "importi.xlsx": embedded.sheet(rows), "modulo.pdf": order}
        return embedded.with_attachments(writing.reply(letter), inside)

    _good(desk, letter, _selected(letter, "risposta con allegati.pdf"), make, "allegati incorporati: mp3, xlsx, pdf")


def scanned_replies(desk: Desk) -> None:
    """Send replies printed and scanned: no text layer, noise, skew."""
    cases = ((LUCEVERA, Quality.FULL, 0.7), (GASDELTA, Quality.OMITS, -0.9), (ACQUETRONELLO, Quality.FULL, 1.1))
    for number, (company, quality, skew) in enumerate(cases, 1):
        letter = desk.publish(company, 12 + number)

        def make(letter: Letter = letter, quality: Quality = quality, skew: float = skew) -> bytes:
            return scans.scanned(writing.reply(letter, quality, size=12), letter.case_id, skew=skew)

        _good(desk, letter, _selected(letter, f"scansione_{number:04d}.pdf"), make, "scansione senza testo",
              full=quality is Quality.FULL)  # fmt: skip


def good_water_replies(desk: Desk) -> None:
    """Answer for the two water companies, sometimes incomplete in the ways of QUA-04."""
    plan: tuple[tuple[Company, str, Quality, str], ...] = (
        (ACQUETRONELLO, "perdita-occulta", Quality.FULL, "completa"),
        (ACQUETRONELLO, "pressione", Quality.EVASIVE, "nessun tempo certo di soluzione"),
        (ACQUETRONELLO, "fognatura", Quality.EVASIVE, "dati di altro gestore, senza data della richiesta"),
        (IDROVALLE, "misuratore-idrico", Quality.EVASIVE, "invio rinviato senza data"),
        (IDROVALLE, "conguaglio", Quality.FULL, "completa"),
        (IDROVALLE, "allacciamento", Quality.OMITS, "manca un punto richiesto"),
        (IDROVALLE, "fognatura", Quality.FULL, "dati chiesti all'altro gestore, con data"),
    )
    for number, (company, case, quality, why) in enumerate(plan):
        letter = desk.publish(company, 6 + number, case=case)
        path = _selected(letter, f"riscontro {number}.pdf") if number % 2 else f"risposte/{letter.reply}.PDF"

        def make(letter: Letter = letter, quality: Quality = quality, plain: bool = number % 3 == 2) -> bytes:
            return writing.plain_reply(letter, quality) if plain else writing.reply(letter, quality, colour="#1d6f7a")

        _good(desk, letter, path, make, why, full=quality is Quality.FULL, sent=number != 4)


def second_replies(desk: Desk) -> None:
    """Send replacements: the second within 72 h, then a third (ARC-05), then a second too late (ARC-04)."""
    for company in (LUCEVERA, IDROVALLE):
        letter = _answered(desk, company, desk.instant(2, 16, 40, 5))
        path = _selected(letter, "risposta corretta.pdf")
        _good(desk, letter, path, partial(writing.reply, letter), "sostituzione entro 72 ore")
    thrice = _answered(desk, LUCEVERA, desk.instant(2, 16, 40, 5))
    _earlier(desk, thrice, "seconda.pdf", partial(writing.reply, thrice), desk.instant(1, 9, 15), full=True)
    path = _selected(thrice, "terza.pdf")
    _bad(desk, thrice, path, partial(writing.plain_reply, thrice), "E005", "terza risposta")
    for company in (LUCEVERA, ACQUETRONELLO):
        letter = _answered(desk, company, desk.instant(5, 16, 40, 5))
        path = _selected(letter, "integrazione tardiva.pdf")
        _bad(desk, letter, path, partial(writing.plain_reply, letter), "E006", "seconda risposta oltre 72 ore")


def _answered(desk: Desk, company: Company, when: datetime) -> Letter:
    letter = desk.publish(company, 13)
    _earlier(desk, letter, "prima.pdf", partial(writing.reply, letter, Quality.OMITS), when, full=False)
    return letter


def _earlier(desk: Desk, letter: Letter, name: str, make: Make, when: datetime, *, full: bool) -> None:
    desk.drop(letter.company, _selected(letter, name), make, State.ACCEPTED, kind=Kind.REPLY, letter=letter,
              complete=full, before=when, why="invio dei giorni precedenti")  # fmt: skip


def replies_to_no_turn(desk: Desk) -> None:
    """Answer where it is not allowed: letters in copy (E010), a letter never downloaded (E011)."""
    for company, days in ((LUCEVERA, 5), (IDROVALLE, 4)):
        copy = desk.publish(company, days, main=False)
        path = _selected(copy, "risposta.pdf") if company is LUCEVERA else f"risposte/{copy.reply}.PDF"
        _bad(desk, copy, path, partial(writing.reply, copy), "E010", "lettera in copia conoscenza")
    fresh = desk.publish(LUCEVERA, 3, download=None)
    _bad(desk, fresh, _selected(fresh, "risposta.pdf"), partial(writing.reply, fresh), "E011", "mai scaricata")


def replies_to_no_letter(desk: Desk) -> None:
    """Answer a letter that does not exist, and one of another company: both E003."""
    own, other = desk.publish(GASDELTA, 9), desk.publish(DUEFIAMME, 9)
    plan = (
        (f"risposte/L-P-{desk.day:%y}-9999999_01/risposta.pdf", own, "nessuna lettera con questo nome"),
        (f"risposte/{other.reply}.PDF", other, "lettera di un altro operatore"),
    )
    for path, about, why in plan:
        make = partial(writing.plain_reply, about)
        desk.drop(GASDELTA, path, make, State.REJECTED, code="E003", kind=Kind.REPLY, why=why)


def repeated_and_large_replies(desk: Desk) -> None:
    """Send one file twice for one letter (E009), one file for two letters (both good), one a byte too large (E007)."""
    twice = desk.publish(DUEFIAMME, 8)
    make = partial(writing.reply, twice)
    _good(desk, twice, _selected(twice, "invio_1.pdf"), make, "primo di due invii uguali")
    desk.drop(DUEFIAMME, _selected(twice, "invio_2.pdf"), make, State.DUPLICATE, code="E009", kind=Kind.REPLY,
              letter=twice, at=desk.instant(0, 17, 5), why="stesso file, stessa lettera")  # fmt: skip
    pair = (desk.publish(GASDELTA, 5, case="voltura-energia"), desk.publish(GASDELTA, 5, case="voltura-energia"))
    for number, letter in enumerate(pair):
        path = _selected(letter, "risposta comune.pdf")
        why = "stesso file per due lettere: non è un doppione"
        _good(desk, letter, path, partial(writing.reply, pair[0]), why, full=None if number else True)
    big = desk.publish(GASDELTA, 9)
    path = _selected(big, "risposta voluminosa.pdf")
    _bad(desk, big, path, lambda: embedded.of_size(writing.reply(big), 15 * MIB + 1), "E007", "un byte oltre 15 MiB")


def broken_replies(desk: Desk) -> None:
    """Send files that are no usable PDF (UPL-08): each ends as E002, but the one with only an owner's password."""
    plan: tuple[tuple[Company, str, Make, str], ...] = (
        (GASDELTA, "risposta.docx", partial(broken.as_docx, "Risposta"), "documento Word"),
        (GASDELTA, "risposta.rar", lambda: broken.RAR, "archivio RAR"),
        (GASDELTA, "vuoto.pdf", lambda: b"", "file vuoto"),
        (DUEFIAMME, "senza pagine.pdf", broken.without_pages, "PDF senza pagine"),
        (DUEFIAMME, "appunti.pdf", lambda: b"Risposta: si veda la mail.\n", "testo rinominato .pdf"),
        (ACQUETRONELLO, "docx.pdf", partial(broken.as_docx, "Risposta"), "documento Word rinominato .pdf"),
    )
    for company, name, make, why in plan:
        letter = desk.publish(company, 7)
        _bad(desk, letter, _selected(letter, name), make, "E002", why)
    locked, cut, kept = (desk.publish(company, 7) for company in (DUEFIAMME, IDROVALLE, IDROVALLE))
    path = _selected(locked, "protetto.pdf")
    _bad(
        desk, locked, path, lambda: broken.locked(writing.reply(locked), user="segreta"), "E002", "password di apertura"
    )
    path = _selected(cut, "interrotto.pdf")
    _bad(desk, cut, path, lambda: broken.beheaded(writing.reply(cut)), "E002", "trasferimento interrotto")
    path = _selected(kept, "permessi limitati.pdf")
    # It opens without a password (UPL-08): accepted, with a notice.
    _good(desk, kept, path, lambda: broken.locked(writing.reply(kept)), "PDF con la sola password del proprietario")
