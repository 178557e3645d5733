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
    desk: Desk, letter: Letter, path: str, make: Make, why: str, *, full: bool = True, sidecar: bool = True
) -> None:
    desk.drop(
        letter.company,
        path,
        make,
        State.ACCEPTED,
        kind=Kind.REPLY,
        letter=letter,
        complete=full,
        sidecar=sidecar,
        why=why,
    )


def _bad(desk: Desk, letter: Letter, path: str, make: Make, code: str, why: str) -> None:
    desk.drop(letter.company, path, make, State.REJECTED, code=code, kind=Kind.REPLY, letter=letter, why=why)


def good_energy_replies(desk: Desk) -> None:
    """Answer for the three energy companies: any name under the letter's folder, or the ``R-`` name."""
    one = desk.publish(LUCEVERA, 9)
    _good(desk, one, _selected(one, "risposta.pdf"), lambda: writing.reply(one), "risposta completa, nome libero")
    two = desk.publish(LUCEVERA, 12)
    _good(desk, two, _selected(two, "Riscontro reclamo cliente.pdf"), lambda: writing.plain_reply(two, Quality.OMITS),
          "manca un punto richiesto", full=False)  # fmt: skip
    three = desk.publish(LUCEVERA, 7)
    _good(desk, three, f"risposte/{three.reply}.pdf", lambda: writing.reply(three, font="New Computer Modern"),
          "già rinominata, estensione minuscola", sidecar=False)  # fmt: skip
    four = desk.publish(LUCEVERA, 14)
    _good(desk, four, f"risposte/{four.reply}.PDF", lambda: writing.plain_reply(four, Quality.EVASIVE, LETTER_SIZE),
          "formato Letter, un punto eluso", full=False)  # fmt: skip
    six = desk.publish(GASDELTA, 8)
    _good(
        desk,
        six,
        _selected(six, "risposta A5.pdf"),
        lambda: writing.reply(six, paper="a5", size=9, margin=36),
        "formato A5",
    )
    seven = desk.publish(GASDELTA, 10)
    annex = ("Allegato: verbale di sopralluogo", "Verbale redatto alla presenza del cliente e firmato in originale.")
    _good(desk, seven, f"risposte/{seven.reply}.PDF",
          lambda: scans.joined(writing.reply(seven), scans.scanned(drawn.flowing(*annex[:1], annex[1:]), 71, dpi=150), turn=90),
          "testo più allegato scansionato e ruotato")  # fmt: skip
    eight = desk.publish(DUEFIAMME, 6)
    _good(desk, eight, _selected(eight, "risposta orizzontale.pdf"), lambda: writing.reply(eight, flipped=True, colour="#7a3b1d"),
          "A4 orizzontale")  # fmt: skip
    nine = desk.publish(DUEFIAMME, 11)
    _good(desk, nine, _selected(nine, "risposta.pdf"), lambda: writing.plain_reply(nine, Quality.OMITS, ODD_SIZE),
          "formato fuori standard, manca un punto", full=False)  # fmt: skip


def replies_with_attachments(desk: Desk) -> None:
    """Everything inside the one PDF (UPL-06): a recording, a spreadsheet, another PDF."""
    letter = desk.publish(LUCEVERA, 10, case="contratto-non-richiesto")
    rows = (("Fattura", "Importo"), (letter.facts["fattura"], letter.facts["importo"]), ("Nota", "=1+1"))

    def make() -> bytes:
        order = drawn.flowing("Modulo di ripristino", ("Modulo firmato dal cliente.",))
        inside = {"registrazione.mp3": embedded.silence(20), "importi.xlsx": embedded.sheet(rows), "modulo.pdf": order}
        return embedded.with_attachments(writing.reply(letter), inside)

    _good(
        desk, letter, _selected(letter, "risposta con allegati.pdf"), make, "tre allegati incorporati: mp3, xlsx, pdf"
    )


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

        _good(desk, letter, path, make, why, full=quality is Quality.FULL, sidecar=number != 4)


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


def refused_replies(desk: Desk) -> None:
    """One reply for each reason that hangs on the letter."""
    copy = desk.publish(LUCEVERA, 5, main=False)
    _bad(
        desk, copy, _selected(copy, "risposta.pdf"), lambda: writing.reply(copy), "E010", "lettera in copia conoscenza"
    )
    water = desk.publish(IDROVALLE, 5, main=False)
    _bad(
        desk, water, f"risposte/{water.reply}.PDF", lambda: writing.reply(water), "E010", "lettera in copia conoscenza"
    )
    fresh = desk.publish(LUCEVERA, 3, download=None)
    _bad(desk, fresh, _selected(fresh, "risposta.pdf"), lambda: writing.reply(fresh), "E011", "lettera mai scaricata")
    year = f"{desk.day:%y}"
    some = desk.publish(GASDELTA, 9)
    desk.drop(GASDELTA, f"risposte/L-P-{year}-9999999_01/risposta.pdf", lambda: writing.plain_reply(some), State.REJECTED,
              code="E003", kind=Kind.REPLY, why="nessuna lettera con questo nome")  # fmt: skip
    other = desk.publish(DUEFIAMME, 9)
    desk.drop(GASDELTA, f"risposte/{other.reply}.PDF", lambda: writing.plain_reply(other), State.REJECTED, code="E003",
              kind=Kind.REPLY, why="lettera di un altro operatore")  # fmt: skip
    big = desk.publish(GASDELTA, 9)
    _bad(desk, big, _selected(big, "risposta voluminosa.pdf"), lambda: embedded.of_size(writing.reply(big), 15 * MIB + 1), "E007",
         "un byte oltre 15 MiB")  # fmt: skip
    twice = desk.publish(DUEFIAMME, 8)
    _good(desk, twice, _selected(twice, "invio_1.pdf"), lambda: writing.reply(twice), "primo di due invii uguali")
    desk.drop(DUEFIAMME, _selected(twice, "invio_2.pdf"), lambda: writing.reply(twice), State.DUPLICATE, code="E009",
              kind=Kind.REPLY, letter=twice, at=desk.instant(0, 17, 5), why="stesso file, stessa lettera")  # fmt: skip


def broken_replies(desk: Desk) -> None:
    """Files that are no usable PDF (UPL-08): each ends as E002."""
    plan: tuple[tuple[Company, str, Make, str], ...] = (
        (GASDELTA, "risposta.docx", lambda: broken.as_docx("Risposta"), "documento Word"),
        (GASDELTA, "risposta.rar", lambda: broken.RAR, "archivio RAR"),
        (GASDELTA, "vuoto.pdf", lambda: b"", "file vuoto"),
        (DUEFIAMME, "senza pagine.pdf", broken.without_pages, "PDF senza pagine"),
        (DUEFIAMME, "appunti.pdf", lambda: b"Risposta: si veda la mail.\n", "testo rinominato .pdf"),
        (ACQUETRONELLO, "docx.pdf", lambda: broken.as_docx("Risposta"), "documento Word rinominato .pdf"),
    )
    for company, name, make, why in plan:
        letter = desk.publish(company, 7)
        _bad(desk, letter, _selected(letter, name), make, "E002", why)
    locked = desk.publish(DUEFIAMME, 7)
    _bad(desk, locked, _selected(locked, "protetto.pdf"), lambda: broken.locked(writing.reply(locked), user="segreta"), "E002",
         "PDF con password di apertura")  # fmt: skip
    kept = desk.publish(IDROVALLE, 7)
    # It opens, but only the owner may change it: whether that counts as protected is the gate's to say.
    desk.drop(IDROVALLE, _selected(kept, "permessi limitati.pdf"), lambda: broken.locked(writing.reply(kept)), None,
              kind=Kind.REPLY, letter=kept, why="PDF con la sola password del proprietario")  # fmt: skip
    cut = desk.publish(IDROVALLE, 7)
    _bad(
        desk,
        cut,
        _selected(cut, "interrotto.pdf"),
        lambda: broken.beheaded(writing.reply(cut)),
        "E002",
        "trasferimento interrotto",
    )
