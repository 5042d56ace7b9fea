"""Every check that needs nothing but what a document says, and the day it is there."""

from yika.domain.identity.rules.checks.check import (
    ENGINE,
    VERSION,
    Check,
    CheckName,
    Outcome,
    Policy,
)
from yika.domain.identity.rules.checks.run import run

__all__ = ["ENGINE", "VERSION", "Check", "CheckName", "Outcome", "Policy", "run"]
