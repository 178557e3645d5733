"""Tells Prefect that uploads have come; the deployment ``ingest`` waits for this event."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from prefect.events import Event, Resource
from prefect.events.clients import get_events_client
from prefect.types._datetime import now

from sportello.watching import EVENT


def emit(payload: dict[str, Any]) -> None:
    """Send the event and wait until it is sent. The resource is the inbox, named by the host that watches it."""
    asyncio.run(_send(arrival(payload)))


def arrival(payload: dict[str, Any]) -> Event:
    """Return the event."""
    resource = Resource({"prefect.resource.id": f"sportello.inbox.{socket.gethostname()}"})
    return Event(occurred=now("UTC"), event=EVENT, resource=resource, payload=payload)


async def _send(event: Event) -> None:
    async with get_events_client() as client:
        await client.emit(event)
