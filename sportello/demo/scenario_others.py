"""Everything that is no reply: communications, TIRV rejections, forms, connection documents, strays."""

from __future__ import annotations

from functools import partial

from domain.documents import Kind, State
from sportello.demo import archives, drawn, embedded, filled_form, scans, writing
from sportello.demo.cases import italian
from sportello.demo.desk import Desk, Make
from sportello.demo.people import ACQUETRONELLO, DUEFIAMME, GASDELTA, IDROVALLE, LUCEVERA, SOLARPIETRA, Company

MIB = 1 << 20


def communications(desk: Desk) -> None:
    """Free communications: label of 16 and of 17 characters, exact size limit, addition after 72 h, wrong format."""
    late = desk.publish(LUCEVERA, 30)
    desk.drop(LUCEVERA, f"risposte/{late.stem}/risposta.pdf", lambda: writing.reply(late), State.ACCEPTED, kind=Kind.REPLY,
              letter=late, complete=True, before=desk.instant(20, 10, 30), why="risposta di tre settimane prima")  # fmt: skip
    addition = (
        f"Ad integrazione della risposta {late.reply} alla lettera {late.stem}, ID Caso {late.case_id}, cliente {late.client.name}, si precisa che il rimborso è stato accreditato.",
    )
    plan: tuple[tuple[Company, str, Make, str, str], ...] = (
        (LUCEVERA, "Integrazione.pdf", lambda: writing.communication(LUCEVERA, "integrazione", *addition), "", "integrazione dopo 72 ore"),
        (LUCEVERA, "Nota indennizzi.pdf", lambda: writing.communication(LUCEVERA, "indennizzi automatici", "Si trasmette il riepilogo.", rows=(("Mese", "Casi"), ("Gennaio", "12"))), "", "etichetta valida"),
        (LUCEVERA, "Nota tariffe 2026.pdf", lambda: writing.communication(LUCEVERA, "tariffe", "Si trasmettono le tariffe."), "E008", "etichetta di 17 caratteri"),
        (GASDELTA, "Chiamata cliente.pdf", lambda: embedded.of_size(writing.communication(GASDELTA, "registrazione", "Registrazione incorporata."), 15 * MIB), "", "etichetta di 16 caratteri, esattamente 15 MiB"),
        (IDROVALLE, "Sospensione.PDF", lambda: drawn.flowing("Avviso di sospensione idrica", ("Si comunica la sospensione del servizio per lavori.",), (841.89, 595.28)), "", "orizzontale"),
        (IDROVALLE, "Comunicazione al pubblico.pdf", lambda: writing.communication(IDROVALLE, "avviso", "Testo dell'avviso."), "E008", "etichetta troppo lunga"),
        (ACQUETRONELLO, "Carta servizi.pdf", lambda: drawn.flowing("Carta dei servizi", tuple(f"Articolo {n}. Standard di qualità contrattuale e tecnica del servizio idrico: il gestore si impegna a rispettare il tempo indicato." for n in range(1, 60))), "", "più pagine"),
        (ACQUETRONELLO, "Elenco utenze.xlsx", lambda: embedded.sheet((("Utenza", "Comune"), ("40021877", "Pievalta"))), "E002", "foglio elettronico invece di PDF"),
        (DUEFIAMME, "Organigramma.pdf", lambda: scans.scanned(writing.communication(DUEFIAMME, "nuovi referenti", "Si comunicano i nuovi referenti."), 5, dpi=150), "", "scansione"),
    )  # fmt: skip
    for company, name, make, code, why in plan:
        state = State.REJECTED if code else State.ACCEPTED
        desk.drop(company, f"comunicazioni/{name}", make, state, code=code, kind=Kind.FREE_COMMUNICATION, why=why)


def repeated_communication(desk: Desk) -> None:
    """Send the same communication on the day before and again today under another name."""

    def make() -> bytes:
        return writing.communication(GASDELTA, "listino", "Si trasmette il listino in vigore.")

    desk.drop(GASDELTA, "comunicazioni/Listino.pdf", make, State.ACCEPTED, kind=Kind.FREE_COMMUNICATION,
              before=desk.instant(1, 12, 20), why="primo invio")  # fmt: skip
    desk.drop(GASDELTA, "comunicazioni/Listino bis.pdf", make, State.DUPLICATE, code="E009", kind=Kind.FREE_COMMUNICATION,
              why="stesso file del giorno prima")  # fmt: skip


def tirv_rejections(desk: Desk) -> None:
    """TIRV rejections: names at and beyond 22 characters, sizes at and beyond 8 MiB."""
    plan: tuple[tuple[Company, str, int, str, str], ...] = (
        (LUCEVERA, "RIGETTO_TIRV 12345.PDF", 0, "", "nome di 22 caratteri"),
        (LUCEVERA, "RIGETTO_TIRV_12345X.PDF", 0, "E012", "nome di 23 caratteri"),
        (GASDELTA, "RIGETTO_TIRV_07.pdf", 8 * MIB, "", "esattamente 8 MiB"),
        (GASDELTA, "RIGETTO_TIRV_08.pdf", 8 * MIB + 1, "E007", "un byte oltre 8 MiB"),
        (DUEFIAMME, "RIGETTO_TIRV sig. Rossi.pdf", 0, "E012", "nome troppo lungo"),
        (DUEFIAMME, "RIGETTO_TIRV.pdf", 0, "", "nome senza parte libera"),
    )
    for number, (company, name, size, code, why) in enumerate(plan, 1):

        def make(company: Company = company, number: int = number, size: int = size) -> bytes:
            text = writing.tirv(company, "Elvira Pedrazzi", 7_700 + number)
            return (
                embedded.of_size(text, size)
                if size
                else embedded.with_attachments(text, {"chiamata.mp3": embedded.silence(9)})
            )

        state = State.REJECTED if code else State.ACCEPTED
        desk.drop(company, f"comunicazioni/{name}", make, state, code=code, kind=Kind.TIRV_REJECTION, why=why)


def producer_papers(desk: Desk) -> None:
    """Upload a producer's form (whole, and as a zip of annexes) and the five documents of a connection request (DSK-03)."""
    answers = dict(filled_form.ANSWERS) | {"sottoscrizione.data": italian(desk.day)}
    form = Kind.OPERATING_REGULATION
    desk.drop(
        SOLARPIETRA,
        "moduli/regolamento_pietranera.pdf",
        lambda: filled_form.filled(answers),
        None,
        kind=form,
        why="modulo compilato, estratto",
    )
    zip_path = "moduli/allegati_pietranera.zip"
    annexes: dict[str, Make] = {
        "allegato1.pdf": lambda: drawn.single_line_diagram("FV PIETRANERA"),
        "generalita.pdf": lambda: filled_form.filled(answers),
    }
    desk.drop(SOLARPIETRA, zip_path, lambda: archives.zipped({name: make() for name, make in annexes.items()}), State.ACCEPTED,
              kind=Kind.ARCHIVE, why="un file per allegato")  # fmt: skip
    for name in annexes:
        desk.note(SOLARPIETRA, f"{zip_path}!/{name}", None, kind=form, why="allegato del modulo")
    card = (
        "Carta d'identità (facsimile)",
        ("Cognome: GRECO", "Nome: DAVIDE", "Documento dimostrativo privo di valore"),
    )
    plan: tuple[tuple[str, Make], ...] = (
        ("piano_particellare.pdf", lambda: scans.scanned(drawn.single_line_diagram("PIANO PARTICELLARE"), 31, dpi=72)),
        ("carta_identita.pdf", lambda: scans.scanned(drawn.flowing(*card, (242.6, 153.1)), 32, dpi=200, skew=3.0)),
        ("ricevuta_pagamento.pdf", lambda: writing.communication(SOLARPIETRA, "ricevuta di pagamento", "Bonifico di € 244,00 eseguito.", paper="us-letter")),
        ("schema_unifilare.pdf", lambda: drawn.single_line_diagram("FV PIETRANERA")),
        ("autodichiarazione.pdf", lambda: writing.communication(SOLARPIETRA, "disponibilità del sito", "Il sottoscritto dichiara la disponibilità del sito.", width=480, height=680)),
    )  # fmt: skip
    for name, make in plan:
        path = f"connessioni/RC-{desk.day:%Y}-0042/{name}"
        desk.drop(
            SOLARPIETRA, path, make, State.ACCEPTED, kind=Kind.CONNECTION_DOCUMENT, why="documento di connessione"
        )


def strays(desk: Desk) -> None:
    """Files in no place of the contract: recorded with a reason, never skipped; and one that is still being written."""
    note = partial(writing.communication, LUCEVERA, "nota", "Testo della nota.")
    plan: tuple[tuple[Company, str, Make, str, str], ...] = (
        (LUCEVERA, "varie/foto contatore.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(2_000), "E014", "cartella sconosciuta"),
        (IDROVALLE, "documenti/appunti.txt", lambda: b"da rivedere\n", "E014", "cartella sconosciuta"),
        (ACQUETRONELLO, "lettera sparsa.pdf", note, "E014", "nessuna cartella di canale"),
        (GASDELTA, "risposte/risposta finale.pdf", note, "E003", "né nome R- né cartella della lettera"),
    )  # fmt: skip
    for company, path, make, code, why in plan:
        desk.drop(company, path, make, State.REJECTED, code=code, why=why)
    desk.stray("documento senza cartella.pdf", note, "E015", "fuori da ogni cartella di operatore")
    desk.stray("energia-ignota/comunicazioni/Nota.pdf", note, "E015", "operatore sconosciuto")
    desk.left_alone.append(f"{LUCEVERA.code}/comunicazioni/In arrivo.pdf.part")


def other_letters(desk: Desk) -> None:
    """Letters without a reply: new ones of the day, one to be worked, overdue ones (assente, sollecito), one offline."""
    for company in (LUCEVERA, GASDELTA, DUEFIAMME, ACQUETRONELLO, IDROVALLE):
        desk.publish(company, 0, download=None)
    desk.publish(LUCEVERA, 0, main=False, download=None)
    desk.publish(GASDELTA, 2, term=3, download=0)
    desk.publish(ACQUETRONELLO, 4, download=0)
    desk.publish(LUCEVERA, 70)
    desk.publish(DUEFIAMME, 35)
    desk.publish(IDROVALLE, 45)
    desk.publish(ACQUETRONELLO, 90)
    desk.publish(GASDELTA, 6, main=False)
    old = desk.publish(DUEFIAMME, 400)
    desk.drop(DUEFIAMME, f"risposte/{old.stem}/risposta.pdf", lambda: writing.reply(old), State.ACCEPTED, kind=Kind.REPLY,
              letter=old, complete=True, before=desk.instant(380, 15, 10), why="risposta di oltre dodici mesi prima")  # fmt: skip
