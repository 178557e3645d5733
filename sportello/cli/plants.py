"""Commands over plants: what came, what is missing, when the next checks are due."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from domain.decisions import Decision
from domain.plants import Plant, plant_pod
from sportello.app import App
from sportello.cli.options import Home, Json, Now, Operator, User, UserError, a_day, open_app
from sportello.cli.screen import as_json, say, table
from sportello.forms.duties import duties_of
from sportello.forms.plant_set import plant_set
from sportello.forms.plants import PLANT
from sportello.pipeline import rerun
from storage import decisions, documents
from storage import plants as store

plants = typer.Typer(help="Gli impianti: documenti arrivati e mancanti, verifiche periodiche.", no_args_is_help=True)
Pod = Annotated[str, typer.Argument(help="Codice POD dell'impianto.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(plants, name="plants")


@plants.command("list")
def list_(operator: Operator = None, home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Elenca gli impianti: quanti documenti mancano e la prossima verifica.

    Esempio: sportello plants list --operator acme
    """
    app = open_app(home, now, operator)
    with app.database.read() as connection:
        found = [_said(connection, app, plant) for plant in store.each(connection, operator)]
    if json:
        as_json(found)
        return 0
    rows = [
        (p["operatore"], p["pod"], len(p["mancano"]), p["verifiche"][0]["entro"] if p["verifiche"] else None)
        for p in found
    ]
    table("Impianti", ("Operatore", "POD", "Mancano", "Prossima verifica"), rows, numbers=("Mancano",))
    return 0


@plants.command("show")
def show(pod: Pod, operator: Operator = None, home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Mostra un impianto: allegati e dichiarazioni con le loro versioni, che cosa manca, le verifiche.

    Esempio: sportello plants show IT001E12345678
    """
    app = open_app(home, now, operator)
    with app.database.read() as connection:
        found = _said(connection, app, _one(connection, pod, operator))
    if json:
        as_json(found)
        return 0
    say(f"Impianto {found['pod']} di {found['operatore']}.")
    words = {True: "SI", False: "NO", None: "da chiarire"}
    rows = [
        (d["voce"], d["titolo"], words[d["dovuto"]], d["presente"], len(d["versioni"]), _last(d))
        for d in found["documenti"]
    ]
    table("Documenti", ("Voce", "Documento", "Dovuto", "Presente", "Versioni", "Ultimo arrivo"), rows)
    checks = [(v["verifica"], v["da"], v["entro"], v["scaduta"]) for v in found["verifiche"]]
    table("Verifiche periodiche", ("Verifica", "Contata dal", "Entro il", "Scaduta"), checks)
    return 0


@plants.command("set")
def set_(
    pod: Pod,
    user: User,
    operator: Operator = None,
    activation: Annotated[str | None, typer.Option("--attivazione", help="Giorno di attivazione.")] = None,
    visual: Annotated[str | None, typer.Option("--verifica-visiva", help="Ultima verifica visiva.")] = None,
    relay: Annotated[str | None, typer.Option("--prova-rele", help="Ultima prova con cassetta prova relè.")] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Registra il giorno di attivazione o dell'ultima verifica; da qui si contano le prossime.

    Esempio: sportello plants set IT001E12345678 --verifica-visiva 2026-03-10 --user m.rossi
    """
    app = open_app(home, now, operator)
    given = {"activation": a_day(activation), "visual_check": a_day(visual), "relay_test": a_day(relay)}
    days = {name: day for name, day in given.items() if day is not None}
    if not days:
        raise UserError("Nessun giorno indicato: --attivazione, --verifica-visiva o --prova-rele.")
    _not_ahead(app, days)
    with app.database.write() as connection:
        plant = _one(connection, pod, operator)
        store.set_days(connection, plant, days, at=app.now(), who=user)
        found = _said(connection, app, _one(connection, plant.pod, plant.operator))
    if json:
        as_json(found)
    else:
        say(f"Impianto {plant.pod}: {len(days)} date registrate.")
    return 0


@plants.command("file")
def file_(
    document: Annotated[str, typer.Argument(help="Identificativo del documento da rivedere.")],
    pod: Pod,
    user: User,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Attribuisce a un impianto un documento che non dice a quale appartiene.

    Esempio: sportello plants file 0a1b2c3d IT001E12345678 --user m.rossi
    """
    app, chosen = open_app(home, now), plant_pod(pod)
    if chosen is None:
        raise UserError(f"POD '{pod}' non valido: atteso IT, tre cifre, E e otto caratteri.")
    with app.database.write() as connection:
        found = documents.get(connection, document)
        if found is None:
            raise UserError(f"Il documento '{document}' non esiste. Vedere: sportello review list")
        decisions.add(connection, found, Decision(PLANT, chosen, user, app.now()))
    rerun(app, [found.id], f"attribuito all'impianto {chosen}", user)
    with app.database.read() as connection:
        after = documents.get(connection, found.id)
    assert after is not None
    if json:
        as_json({"document": after.id, "state": after.state.value, "pod": chosen})
    else:
        say(f"Documento {after.id}: {after.state.value}, impianto {chosen}.")
    return 0


def _not_ahead(app: App, days: dict[str, date]) -> None:
    for day in days.values():
        if day > app.now().date():
            raise UserError(f"Il giorno {day:%d/%m/%Y} non è ancora venuto: indicare quello di una verifica fatta.")


def _one(connection: Connection, pod: str, operator: str | None) -> Plant:
    wanted = plant_pod(pod) or pod.upper()
    found = [p for p in store.each(connection, operator) if p.pod == wanted]
    if not found:
        raise UserError(f"Nessun impianto con POD {wanted}. Vedere: sportello plants list")
    if len(found) > 1:
        raise UserError(f"Il POD {wanted} è di più operatori: indicare --operator.")
    return found[0]


def _said(connection: Connection, app: App, plant: Plant) -> dict[str, Any]:
    documents_ = plant_set(connection, plant)
    return {
        "operatore": plant.operator,
        "pod": plant.pod,
        "attivazione": plant.activation,
        "ultima_verifica_visiva": plant.visual_check,
        "ultima_prova_relè": plant.relay_test,
        "documenti": documents_,
        "mancano": [d["voce"] for d in documents_ if d["dovuto"] and not d["presente"]],
        "verifiche": [
            {
                "verifica": d.kind,
                "da": d.counted_from,
                "entro": d.due,
                "scaduta": d.overdue,
                "promemoria": d.remind_from,
            }
            for d in duties_of(plant, app.now().date())
        ],
    }


def _last(item: dict[str, Any]) -> Any:
    return item["versioni"][-1]["ricevuto"] if item["versioni"] else None
