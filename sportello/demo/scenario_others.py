"""Everything that is no reply: communications, TIRV rejections, forms, connection documents, strays."""

from __future__ import annotations

from functools import partial

from domain.documents import Kind, State
from sportello.demo import archives, drawn, embedded, filled_form, scans, writing
from sportello.demo.desk import Desk, Make
from sportello.demo.people import ACQUETRONELLO, DUEFIAMME, GASDELTA, IDROVALLE, LUCEVERA, SOLARPIETRA, Company

MIB = 1 << 20


def communications(desk: Desk) -> None:
    """Free communications: labels of 16 and 17 characters, the exact size limit, other formats than PDF."""
    write = writing.communication
    summary = partial(
        write, LUCEVERA, "indennizzi", "Riepilogo trimestrale.", rows=(("Mese", "Casi"), ("Gennaio", "12"))
    )
    call = partial(write, GASDELTA, "registrazione", "La registrazione della chiamata è incorporata.")
    lying = partial(drawn.flowing, "Avviso di sospensione idrica", ("Servizio sospeso per lavori.",), (841.89, 595.28))
    standards = (
        f"Articolo {n}. Il gestore rispetta lo standard di qualità contrattuale indicato." for n in range(1, 80)
    )
    notice = partial(write, IDROVALLE, "avviso al pubblico", "Si trasmette il testo dell'avviso.")
    charter = partial(drawn.flowing, "Carta dei servizi", tuple(standards))
    chart = partial(write, DUEFIAMME, "nuovi referenti", "Si comunicano i nuovi referenti.")
    plan: tuple[tuple[Company, str, Make, str, str], ...] = (
        (LUCEVERA, "Nota indennizzi.pdf", summary, "", "etichetta valida"),
        (LUCEVERA, "Nota tariffe 2026.pdf", partial(write, LUCEVERA, "tariffe", "Tariffe."), "E008", "17 caratteri"),
        (
            GASDELTA,
            "Chiamata cliente.pdf",
            lambda: embedded.of_size(call(), 15 * MIB),
            "",
            "16 caratteri, 15 MiB esatti",
        ),
        (IDROVALLE, "Sospensione.PDF", lying, "", "orizzontale"),
        (IDROVALLE, "Comunicazione al pubblico.pdf", notice, "E008", "etichetta troppo lunga"),
        (ACQUETRONELLO, "Carta servizi.pdf", charter, "", "più pagine"),
        (
            ACQUETRONELLO,
            "Elenco utenze.xlsx",
            lambda: embedded.sheet((("Utenza",), ("40021877",))),
            "E002",
            "foglio XLSX",
        ),
        (DUEFIAMME, "Organigramma.pdf", lambda: scans.scanned(chart(), 5, dpi=150), "", "scansione"),
    )
    for company, name, make, code, why in plan:
        state = State.REJECTED if code else State.ACCEPTED
        desk.drop(company, f"comunicazioni/{name}", make, state, code=code, kind=Kind.FREE_COMMUNICATION, why=why)


def late_addition(desk: Desk) -> None:
    """Add to a reply of three weeks before the only way that is left (ARC-06), quoting case, letter and customer."""
    late = desk.publish(LUCEVERA, 30)
    path, make, when = f"risposte/{late.stem}/risposta.pdf", partial(writing.reply, late), desk.instant(20, 10, 30)
    desk.drop(LUCEVERA, path, make, State.ACCEPTED, kind=Kind.REPLY, letter=late, complete=True, before=when,
              why="risposta di tre settimane prima")  # fmt: skip
    text = (
        f"Ad integrazione della risposta {late.reply} alla lettera {late.stem}, ID Caso {late.case_id}, "
        f"cliente {late.client.name}, si precisa che il rimborso è stato accreditato."
    )
    make = partial(writing.communication, LUCEVERA, "integrazione", text)
    desk.drop(LUCEVERA, "comunicazioni/Integrazione.pdf", make, State.ACCEPTED, kind=Kind.FREE_COMMUNICATION,
              why="integrazione dopo 72 ore")  # fmt: skip


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


def producer_form(desk: Desk) -> None:
    """Upload forms of a producer: one in order, one with two slips, one as a zip with its diagram and a declaration."""
    kind, zip_path = Kind.OPERATING_REGULATION, "moduli/allegati_cala_creta.zip"
    form = partial(filled_form.filled, {})
    slips = {"allegato3.riferimento.rif.email": "rosaria.verde(at)posta.it", "scheda.pod": "IT001E87654321"}
    wrong = partial(filled_form.filled, slips)
    desk.drop(
        SOLARPIETRA, "moduli/regolamento_cala_creta.pdf", form, State.ACCEPTED, kind=kind, why="modulo senza rilievi"
    )
    desk.drop(
        SOLARPIETRA,
        "moduli/regolamento_due_sviste.pdf",
        wrong,
        State.REJECTED,
        code="X-01",
        kind=kind,
        why="POD diverso nella Scheda, e-mail malformata",
    )

    def make() -> bytes:
        again = filled_form.filled({"impianto.denominazione": "Impianto Cala Creta bis"})
        return archives.zipped({"allegato1.pdf": drawn.single_line_diagram("ALLEGATO 1"), "modulo.pdf": again})

    desk.drop(SOLARPIETRA, zip_path, make, None, kind=Kind.ARCHIVE, why="il modulo e un allegato, un file ciascuno")
    for name in ("allegato1.pdf", "modulo.pdf"):
        desk.note(SOLARPIETRA, f"{zip_path}!/{name}", None, kind=kind, why="parte del modulo")


def connection_papers(desk: Desk) -> None:
    """Upload the five documents of a connection request (DSK-03): A3 lying, a card, US Letter, a size of no standard."""
    write = partial(writing.communication, SOLARPIETRA)
    diagram = partial(drawn.single_line_diagram, "FV PIETRANERA")
    card = partial(drawn.flowing, "Carta d'identità (facsimile)", ("GRECO DAVIDE", "Privo di valore"), (242.6, 153.1))
    plan: tuple[tuple[str, Make], ...] = (
        ("piano_particellare.pdf", lambda: scans.scanned(drawn.single_line_diagram("PIANO PARTICELLARE"), 31, dpi=72)),
        ("carta_identita.pdf", lambda: scans.scanned(card(), 32, skew=3.0)),
        ("ricevuta_pagamento.pdf", partial(write, "ricevuta", "Bonifico di € 244,00 eseguito.", paper="us-letter")),
        ("schema_unifilare.pdf", diagram),
        ("autodichiarazione.pdf", partial(write, "dichiarazione", "Il sito è disponibile.", width=480, height=680)),
    )
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
    path, when = f"risposte/{old.stem}/risposta.pdf", desk.instant(380, 15, 10)
    desk.drop(DUEFIAMME, path, partial(writing.reply, old), State.ACCEPTED, kind=Kind.REPLY, letter=old, complete=True,
              before=when, why="risposta di oltre dodici mesi prima")  # fmt: skip
