"""What the daily sweep destroys of identity, class by class."""

from yika.domain.identity.actions.retention.sweeps.sweep_fields import sweep_fields, sweep_names
from yika.domain.identity.actions.retention.sweeps.sweep_over import (
    sweep_consents,
    sweep_copies,
    sweep_pictures,
)
from yika.domain.identity.actions.retention.sweeps.sweep_ties import sweep_ties
from yika.domain.identity.actions.retention.sweeps.sweep_unused import sweep_unused

__all__ = [
    "sweep_consents",
    "sweep_copies",
    "sweep_fields",
    "sweep_names",
    "sweep_pictures",
    "sweep_ties",
    "sweep_unused",
]
