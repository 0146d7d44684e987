"""The jobs, by the names of workflow.queue."""

from __future__ import annotations

from tasks.app import celery
from tasks.archiving import run_archiving
from tasks.assembling import run_assembly
from tasks.converting import run_conversion
from tasks.delivering import LONGEST_DELIVERY, run_delivery
from tasks.rendering import run_rendering
from tasks.sweeping import run_sweep
from workflow.queue import Job


@celery.task(name=Job.ARCHIVE.value)
def archive(archiving_id: int) -> None:
    run_archiving(archiving_id)


@celery.task(name=Job.ASSEMBLE.value)
def assemble(assembly_id: int) -> None:
    run_assembly(assembly_id)


@celery.task(name=Job.CONVERT.value)
def convert(conversion_id: int) -> None:
    run_conversion(conversion_id)


@celery.task(name=Job.DELIVER.value, time_limit=LONGEST_DELIVERY)
def deliver(delivery_id: int) -> None:
    run_delivery(delivery_id)


@celery.task(name=Job.RENDER.value)
def render(rendering_id: int) -> None:
    run_rendering(rendering_id)


@celery.task(name=Job.SWEEP.value)
def sweep() -> None:
    run_sweep()
