"""Sets everything up on a Prefect server, without questions and as often as one likes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import StateType
from prefect.events import AutomationCore, EventTrigger, Posture, ResourceSpecification
from prefect.events.actions import ChangeFlowRunState
from prefect.workers.process import ProcessWorker

#: The folder of ``prefect.yaml``: a deployment runs in the folder in which it was made.
CODE = Path(__file__).resolve().parent.parent

POOL = "sportello"
SILENT = "sportello: esecuzioni senza segni di vita"

#: Three heartbeats of 30 s: a loaded machine may miss one.
PATIENCE = timedelta(seconds=90)

HEARTBEAT = "prefect.flow-run.heartbeat"
TERMINAL = frozenset(f"prefect.flow-run.{end}" for end in ("Completed", "Failed", "Cancelled", "Crashed"))


def deploy() -> list[str]:
    """Make or renew the work pool, the automation and the deployments; returns what was done, one line each.

    Raises ``CalledProcessError`` when Prefect refuses a deployment.
    """
    done = asyncio.run(_prepare())
    subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"], cwd=CODE, check=True, stdout=sys.stderr
    )
    return [*done, f"Deployment di {CODE / 'prefect.yaml'} registrati."]


async def _prepare() -> list[str]:
    template = ProcessWorker.get_default_base_job_template()
    async with get_client() as client:
        pool = WorkPoolCreate(name=POOL, type=ProcessWorker.type, base_job_template=template)
        await client.create_work_pool(pool, overwrite=True)
        wanted = silent_runs()
        there = await client.read_automations_by_name(SILENT)
        for extra in there[1:]:
            await client.delete_automation(extra.id)
        if there:
            await client.update_automation(there[0].id, wanted)
        else:
            await client.create_automation(wanted)
    return [f"Work pool '{POOL}' pronto.", f"Automazione '{SILENT}' pronta."]


def silent_runs() -> AutomationCore:
    """Return the automation for runs whose worker died with them: after a heartbeat, neither another nor an end."""
    return AutomationCore(
        name=SILENT,
        description="Dopo 90 secondi senza segni di vita l'esecuzione risulta Crashed; la successiva completa il lavoro.",
        trigger=EventTrigger(
            after={HEARTBEAT},
            expect={HEARTBEAT, *TERMINAL},
            match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=PATIENCE,
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message="Nessun segno di vita: il processo o la macchina si è fermato. Nulla è andato perso.",
            )
        ],
    )
