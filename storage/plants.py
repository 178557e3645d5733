"""Plants, the versions of what came for them, and the days of their checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update

from domain.companions import FoundPaper, paper_from_json, paper_json
from domain.plants import Plant, PlantPaper
from storage.events import Event, record
from storage.tables import plant_papers, plants


def get(connection: Connection, operator: str, pod: str) -> Plant | None:
    """Return a plant, or None."""
    query = select(plants).where(plants.c.operator == operator, plants.c.pod == pod)
    row = connection.execute(query).first()
    return None if row is None else _plant(row)


def each(connection: Connection, operator: str | None = None) -> list[Plant]:
    """Return the plants of one operator or of all, by operator and POD."""
    query = select(plants).order_by(plants.c.operator, plants.c.pod)
    if operator is not None:
        query = query.where(plants.c.operator == operator)
    return [_plant(row) for row in connection.execute(query)]


def _plant(row: Row[Any]) -> Plant:
    reminded = MappingProxyType(dict(row.reminded or {}))
    return Plant(row.operator, row.pod, row.activation, row.visual_check, row.relay_test, reminded)


def open_plant(connection: Connection, operator: str, pod: str, at: datetime) -> Plant:
    """Return a plant, entered now if it is new."""
    found = get(connection, operator, pod)
    if found is not None:
        return found
    connection.execute(plants.insert().values(operator=operator, pod=pod, opened_at=at, reminded={}))
    record(connection, [Event(at, "plant.opened", "sportello", operator, data={"pod": pod})])
    return Plant(operator, pod)


def add_version(
    connection: Connection,
    plant: Plant,
    item: str,
    document: str,
    at: datetime,
    papers: Iterable[FoundPaper | None] = (None,),
) -> None:
    """Enter what a document brings for one item as further versions; what it has brought before is not entered again."""
    mine = and_(plant_papers.c.operator == plant.operator, plant_papers.c.pod == plant.pod, plant_papers.c.item == item)
    if connection.execute(select(plant_papers.c.id).where(mine, plant_papers.c.document == document)).first():
        return
    last = connection.execute(select(func.max(plant_papers.c.version)).where(mine)).scalar() or 0
    for number, paper in enumerate(papers, start=last + 1):
        connection.execute(
            plant_papers.insert().values(
                operator=plant.operator,
                pod=plant.pod,
                item=item,
                version=number,
                document=document,
                at=at,
                data=paper_json(paper) if paper else None,
            )
        )


def withdraw(connection: Connection, document: str) -> None:
    """Take back what a document brought to any plant: its POD was read or corrected anew."""
    connection.execute(plant_papers.delete().where(plant_papers.c.document == document))


def plant_of_document(connection: Connection, document: str) -> str | None:
    """Return the POD of the plant to which a document is filed."""
    query = select(plant_papers.c.pod).where(plant_papers.c.document == document).limit(1)
    found: str | None = connection.execute(query).scalar()
    return found


def versions(connection: Connection, operator: str, pod: str) -> tuple[PlantPaper, ...]:
    """Return every version that came for a plant, oldest first."""
    query = select(plant_papers).where(plant_papers.c.operator == operator, plant_papers.c.pod == pod)
    return tuple(_version(row) for row in connection.execute(query.order_by(plant_papers.c.at, plant_papers.c.id)))


def all_versions(connection: Connection) -> Iterator[tuple[str, str, PlantPaper]]:
    """Yield operator, POD and version of everything that came for any plant, oldest first."""
    for row in connection.execute(select(plant_papers).order_by(plant_papers.c.at, plant_papers.c.id)):
        yield row.operator, row.pod, _version(row)


def _version(row: Row[Any]) -> PlantPaper:
    return PlantPaper(row.item, row.version, row.document, row.at, paper_from_json(row.data) if row.data else None)


def set_days(
    connection: Connection, plant: Plant, days: Mapping[str, date], *, at: datetime, who: str, why: str = ""
) -> None:
    """Enter days (``activation``, ``visual_check``, ``relay_test``), with an event."""
    here = (plants.c.operator == plant.operator, plants.c.pod == plant.pod)
    connection.execute(update(plants).where(*here).values(**days))
    said = {"pod": plant.pod, **{name: day.isoformat() for name, day in days.items()}, "why": why}
    record(connection, [Event(at, "plant.dated", who, plant.operator, data=said)])


def mark_reminded(connection: Connection, plant: Plant, kind: str, due: date, *, day: date, at: datetime) -> None:
    """Enter that on ``day`` the operator is reminded of a check, with an event."""
    here = (plants.c.operator == plant.operator, plants.c.pod == plant.pod)
    told = {**plant.reminded, kind: due.isoformat()}
    connection.execute(update(plants).where(*here).values(reminded=told))
    said = {"pod": plant.pod, "kind": kind, "due": due.isoformat(), "day": day.isoformat()}
    record(connection, [Event(at, "plant.reminded", "sportello", plant.operator, data=said)])
