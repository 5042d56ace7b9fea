"""Stands where no reader is installed: says so, and everything else goes on."""

from dataclasses import dataclass

from yika.domain.identity.provider import NotRun

NO_READER = "no-reader"


@dataclass(frozen=True, slots=True)
class AbsentReader:
    """Looks at nothing."""

    def read(self, picture: bytes) -> NotRun:  # noqa: ARG002  nobody looks
        """The person types what stands on the document."""
        return NotRun(reason=NO_READER)
