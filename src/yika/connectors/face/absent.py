"""Stands where no program compares faces: staff look themselves, as they always do."""

from dataclasses import dataclass

from yika.domain.identity.provider import NotRun

NO_MATCHER = "no-matcher"


@dataclass(frozen=True, slots=True)
class AbsentMatcher:
    """Compares nothing."""

    def compare(self, *, portrait: bytes, face: bytes) -> NotRun:  # noqa: ARG002  nobody looks
        """No hint, which says nothing."""
        return NotRun(reason=NO_MATCHER)
