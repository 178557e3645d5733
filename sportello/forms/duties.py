"""Periodic checks of the plants (REX-12, REX-13): who must be reminded of what, once for each due day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from domain.plants import Plant
from domain.registers import ROME
from sportello.app import App
from sportello.forms.verdict import case_facts
from storage import plants
from storage.tables import events
from validators.forms.duties import Duty, next_duties
from validators.forms.policy import FormPolicy

REMINDED = "plant.reminded"
#: How long after its day a reminder may be entered: a night that was missed is made up for.
LATEST = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A check of a plant of which its operator is reminded on ``day``."""

    operator: str
    pod: str
    kind: str
    due: date
    day: date


def duties_of(plant: Plant, day: date) -> tuple[Duty, ...]:
    """Return the next checks of a plant as of ``day``, the earliest first."""
    return next_duties(case_facts(plant, {}), day, FormPolicy.as_of(day))


def remind(app: App, day: date) -> list[Reminder]:
    """Enter the reminders of ``day``; what an operator was reminded of is not entered again for the same due day."""
    made: list[Reminder] = []
    with app.database.write() as connection:
        for plant in plants.each(connection):
            for duty in duties_of(plant, day):
                if duty.to_remind and plant.reminded.get(duty.kind) != duty.due.isoformat():
                    plants.mark_reminded(connection, plant, duty.kind, duty.due, day=day, at=app.now())
                    made.append(Reminder(plant.operator, plant.pod, duty.kind, duty.due, day))
                    plant = plants.get(connection, plant.operator, plant.pod) or plant  # noqa: PLW2901 - marked meanwhile
    return made


def notes(connection: Connection, operator: str, day: date) -> tuple[str, ...]:
    """Return the reminders of ``day`` as sentences of the operator's daily report; the past does not change."""
    return tuple(dict.fromkeys(_sentence(r) for r in _entered(connection, operator, day)))


def _entered(connection: Connection, operator: str, day: date) -> Iterator[Reminder]:
    start = datetime(day.year, day.month, day.day, tzinfo=ROME)
    query = select(events.c.data).where(
        events.c.what == REMINDED, events.c.operator == operator, events.c.at >= start, events.c.at < start + LATEST
    )
    for (said,) in connection.execute(query.order_by(events.c.seq)):
        if said["day"] == day.isoformat():
            yield Reminder(operator, said["pod"], said["kind"], date.fromisoformat(said["due"]), day)


def _sentence(reminder: Reminder) -> str:
    late = "era dovuta" if reminder.due < reminder.day else "è dovuta"
    return (
        f"Impianto {reminder.pod}: la {reminder.kind} {late} entro il {reminder.due:%d/%m/%Y} "
        "(Regolamento di Esercizio, Art. 8); inviare l'esito con la PEC o in moduli/."
    )
