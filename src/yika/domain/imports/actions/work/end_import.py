"""Ends an import: what it kept to work on is forgotten, its report stays."""

from datetime import datetime

from yika.domain.imports import staging
from yika.domain.imports.models import Import
from yika.domain.imports.rules.states import State
from yika.domain.journal.actions import record
from yika.kit.actor import Actor
from yika.kit.errors import Refusal

EVENTS = {
    State.DONE: "import.done",
    State.REFUSED: "import.refused",
    State.CANCELLED: "import.cancelled",
}


def end_import(
    row: Import,
    state: State,
    *,
    trouble: Refusal | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Note how an import ended, in the caller's transaction, which also saves the row."""
    row.state, row.ended_at = state.value, now
    if trouble:
        row.trouble = trouble.code
        row.trouble_facts = {name: str(fact) for name, fact in trouble.facts.items()}
    staging.unstage(row)
    staging.drop_pieces(row)
    record(
        EVENTS[state],
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={
            "dry_run": row.dry_run,
            "found": row.found,
            "good": row.good,
            "refused": row.refused,
            "applied": row.applied,
            "trouble": row.trouble,
        },
    )
