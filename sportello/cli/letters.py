"""Commands for the letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from domain.completeness import Label
from domain.letters import Stato
from domain.proroga import Refused
from domain.registers import read_service
from domain.search import LetterQuery
from sportello.cli.options import Home, Json, Now, Operator, User, UserError, a_day, open_app, paging_of
from sportello.cli.registers import show_loaded
from sportello.cli.screen import as_json, counted, json_array, printed, say, table
from sportello.letters.desk import Narrowing, NoSuchLetterError, download, show_letter
from sportello.letters.edit import annotate, extend
from sportello.letters.search import list_letters, page_letters
from sportello.letters.view import DETAIL
from sportello.registers.loading import load_letters

letters = typer.Typer(help="Le lettere: registro, elenchi, download.", no_args_is_help=True)

#: Columns of the list on screen: caption and key of the JSON.
SHOWN = (
    ("Lettera", "lettera"),
    ("Operatore", "operatore"),
    ("Data Pubblicazione", "data_pubblicazione"),
    ("Stato", "stato"),
    ("Giorni a scadenza risposta", "giorni_a_scadenza"),
    ("Proroga(gg)", "proroga"),
    ("ID Caso", "id_caso"),
    ("Denominazione Cliente", "denominazione_cliente"),
    ("Risposta", "risposta"),
    ("Completezza Risposta", "completezza"),
)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(letters, name="letters")


@letters.command("load")
def load(
    file: Annotated[Path, typer.Argument(help="Registro in CSV, XLSX o JSON.")],
    files: Annotated[Path | None, typer.Option("--files", help="Cartella dei PDF delle lettere.")] = None,
    user: User = "desk",
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Carica il registro delle lettere; una riga sbagliata non ferma le altre.

    Esempio: sportello letters load lettere.csv --files lettere/
    """
    if files is not None and not files.is_dir():
        raise UserError(f"--files {files}: la cartella non esiste.")
    return show_loaded(load_letters(open_app(home, now), file, files, user), file, json=json)


@letters.command("list")
def list_(
    operator: Operator = None,
    stato: Annotated[
        str | None, typer.Option("--stato", help="pubblicata, scaricata, risposta oppure offline.")
    ] = None,
    lettera: Annotated[str | None, typer.Option("--lettera", help="Nome; % sta per qualsiasi testo.")] = None,
    risposta: Annotated[str | None, typer.Option("--risposta")] = None,
    destinatario_principale: Annotated[str | None, typer.Option("--destinatario-principale", help="SI o NO.")] = None,
    id_caso: Annotated[str | None, typer.Option("--id-caso")] = None,
    denominazione_cliente: Annotated[str | None, typer.Option("--denominazione-cliente")] = None,
    indirizzo_fornitura: Annotated[str | None, typer.Option("--indirizzo-fornitura")] = None,
    utenza: Annotated[str | None, typer.Option("--utenza")] = None,
    argomento: Annotated[str | None, typer.Option("--argomento")] = None,
    sub_argomento: Annotated[str | None, typer.Option("--sub-argomento")] = None,
    nota: Annotated[str | None, typer.Option("--nota")] = None,
    pubblicazione_dal: Annotated[str | None, typer.Option("--pubblicazione-dal", help="Compreso.")] = None,
    pubblicazione_al: Annotated[str | None, typer.Option("--pubblicazione-al", help="Compreso.")] = None,
    completezza_risposta: Annotated[str | None, typer.Option("--completezza-risposta")] = None,
    tipo_pratica: Annotated[str | None, typer.Option("--tipo-pratica")] = None,
    sort: Annotated[str | None, typer.Option("--sort", help="Colonna; con - davanti, decrescente.")] = None,
    page: Annotated[int, typer.Option("--page", min=1)] = 1,
    page_size: Annotated[int | None, typer.Option("--page-size", min=1, max=1000)] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Elenca le lettere con il loro stato; i 14 filtri del manuale, % come carattere jolly.

    Esempio: sportello letters list --operator acme --stato scaricata --lettera 'L-P-25%'
    """
    query = LetterQuery(
        lettera=lettera,
        risposta=risposta,
        destinatario_principale=_yes_no(destinatario_principale),
        id_caso=id_caso,
        denominazione_cliente=denominazione_cliente,
        indirizzo_fornitura=indirizzo_fornitura,
        utenza=utenza,
        argomento=argomento,
        sub_argomento=sub_argomento,
        nota=nota,
        pubblicazione_dal=a_day(pubblicazione_dal),
        pubblicazione_al=a_day(pubblicazione_al),
        completezza_risposta=_label(completezza_risposta),
        tipo_pratica=tipo_pratica,
        operatore=operator,
        stato=_stato(stato),
    )
    app, paging = open_app(home, now, operator), paging_of(sort, page, page_size)
    if json and page_size is None and page == 1:
        json_array(list_letters(app, query, paging))
        return 0
    found = page_letters(app, query, paging)
    if json:
        as_json(found.rows)
    else:
        table("Lettere", [c for c, _ in SHOWN], [[row[key] for _, key in SHOWN] for row in found.rows])
        say(found.summary)
    return 0


@letters.command("show")
def show(
    letter: Annotated[str, typer.Argument(help="Nome della lettera.")],
    operator: Operator = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Mostra una lettera con tutta la sua storia.

    Esempio: sportello letters show L-P-25-0001234_01
    """
    with _known_letters():
        found = show_letter(open_app(home, now, operator), letter, operator)
    if json:
        as_json(found if len(found) > 1 else found[0])
        return 0
    for row in found:
        table("Dettaglio lettera", ("Dato", "Valore"), [(caption, _cell(row[key])) for key, caption in DETAIL.items()])
    return 0


@letters.command("download")
def download_(
    to: Annotated[Path, typer.Option("--to", help="Cartella in cui scrivere il PDF o lo .zip.")],
    user: User,
    letter: Annotated[list[str] | None, typer.Argument(help="Nomi delle lettere.")] = None,
    operator: Operator = None,
    service: Annotated[
        str | None, typer.Option("--tipo-servizio", help="Con --all: Elettrico, Gas, Dual-Fuel oppure Idrico.")
    ] = None,
    main_addressee: Annotated[
        str | None, typer.Option("--destinatario-principale", help="Con --all: SI (TO) o NO (CC).")
    ] = None,
    words: Annotated[str, typer.Option("--cerca", help="Con --all: testo in una qualsiasi colonna.")] = "",
    home: Home = None,
    now: Now = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Tutte le lettere pubblicate dell'operatore.")] = False,
    json: Json = False,
) -> int:
    """Consegna le lettere e le segna come scaricate: una come PDF, più d'una in un .zip.

    Esempio: sportello letters download --all --operator acme --to scaricate/ --user m.rossi
    """
    if every == bool(letter) or (every and operator is None):
        raise UserError("Indicare le lettere, oppure --all con --operator. Vedere: sportello letters download --help")
    narrowing = Narrowing(_service(service), _yes_no(main_addressee), words)
    if not every and narrowing != Narrowing():
        raise UserError("--tipo-servizio, --destinatario-principale e --cerca valgono solo con --all.")
    app = open_app(home, now, operator)
    with _known_letters():
        place, names = download(app, letter or [], operator, to, user, everything=every, narrowing=narrowing)
    if json:
        as_json({"file": str(place), "lettere": names})
    else:
        say(f"{counted(len(names), 'lettera scaricata', 'lettere scaricate')} in {place}")
    return 0


@letters.command("extend")
def extend_(
    letter: Annotated[str, typer.Argument(help="Nome della lettera.")],
    days: Annotated[int, typer.Option("--days", help="Giorni lavorativi di proroga.")],
    user: User,
    operator: Operator = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Concede una proroga, una sola volta e per un termine complessivo di 20 giorni lavorativi al più.

    Esempio: sportello letters extend L-P-25-0001234_01 --days 10 --user m.rossi
    """
    with _known_letters():
        said = extend(open_app(home, now, operator), letter, days, user, operator)
    if isinstance(said, Refused):
        if json:
            as_json({"concessa": False, "regola": said.rule, "motivo": said.reason})
        raise UserError(f"{said.reason} [{said.rule}]")
    if json:
        as_json({"concessa": True, "lettera": letter, "giorni": said.days, "scadenza": said.due})
    else:
        say(
            f"{letter}: proroga di {counted(said.days, 'giorno lavorativo', 'giorni lavorativi')}, nuova scadenza {said.due:%d/%m/%Y}."
        )
    return 0


@letters.command("note")
def note_(
    letter: Annotated[str, typer.Argument(help="Nome della lettera.")],
    text: Annotated[str, typer.Option("--text", help="La nota, al massimo 500 caratteri; vuota la toglie.")],
    user: User,
    operator: Operator = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Scrive la nota di una lettera, al posto di quella che c'era.

    Esempio: sportello letters note L-P-25-0001234_01 --text "sentito l'ufficio legale" --user m.rossi
    """
    with _known_letters():
        wrong = annotate(open_app(home, now, operator), letter, text, user, operator)
    if wrong is not None:
        raise UserError(f"{wrong.message} Trovati {wrong.observed}. [{wrong.code}]")
    if json:
        as_json({"lettera": letter, "nota": text})
    else:
        say(f"{letter}: nota {'scritta' if text else 'tolta'}.")
    return 0


@contextmanager
def _known_letters() -> Iterator[None]:
    """Turn letters that are not there, or not to be had, into the one line that the user gets."""
    try:
        yield
    except NoSuchLetterError as wrong:
        raise UserError(str(wrong)) from None


def _yes_no(text: str | None) -> bool | None:
    if text is None:
        return None
    answer = {"SI": True, "SÌ": True, "NO": False}.get(text.upper())
    if answer is None:
        raise UserError(f"--destinatario-principale: trovato '{text}', atteso SI o NO.")
    return answer


def _service(text: str | None) -> str | None:
    try:
        return read_service(text.strip()) if text else None
    except ValueError as wrong:
        raise UserError(f"--tipo-servizio: trovato '{text}', {wrong}.") from None


def _label(text: str | None) -> Label | None:
    if text is None:
        return None
    for label in Label:
        if label.value.lower() == text.lower():
            return label
    raise UserError(f"--completezza-risposta: trovato '{text}', atteso assente, 'Risposta incompleta' o '' (completa).")


def _stato(text: str | None) -> Stato | None:
    try:
        return Stato(text.lower()) if text else None
    except ValueError:
        raise UserError(f"--stato: trovato '{text}', atteso {', '.join(s.value for s in Stato)}.") from None


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(" del ".join(map(printed, v.values())) if isinstance(v, dict) else str(v) for v in value)
    return printed(value)
