"""Stands where no register is connected: says so, and everything else goes on."""

from dataclasses import dataclass

from yika.domain.identity.provider import NotRun
from yika.products.documents import Document

NO_REGISTER = "no-register"


@dataclass(frozen=True, slots=True)
class AbsentRegistry:
    """Knows nobody."""

    def ask(
        self,
        *,
        document: Document,  # noqa: ARG002  nobody is asked
        name: str,  # noqa: ARG002
        number: str,  # noqa: ARG002
        reference: str,  # noqa: ARG002
    ) -> NotRun:
        """Level 3 is not reached where there is no register."""
        return NotRun(reason=NO_REGISTER)
