"""Does what is due."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F

from yika.domain.journal import rules
from yika.domain.journal.models import DueWork


class Handler(Protocol):
    """Does one kind of due work: writes to the database, and nothing else.

    Answers when the same work is due again; None when it is finished for good.
    """

    def __call__(self, *, key: str, now: datetime) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Done:
    """How one piece of due work went."""

    kind: str
    key: str
    trouble: Exception | None = None


def do_due_work(
    *, handlers: Mapping[str, Handler], now: datetime, chance: Callable[[], float]
) -> Done | None:
    """Do the work that is due longest; None if none of these kinds is due.

    What the handler writes and the end of the work commit together, so it takes effect exactly
    once, whoever dies when. A handler that fails is put off, never given up.
    """
    due = DueWork.objects.filter(kind__in=handlers, due_at__lte=now)
    if not due.exists():  # a look costs no write lock on SQLite
        return None
    work = None
    try:
        with transaction.atomic():
            work = due.select_for_update(skip_locked=True).order_by("due_at", "id").first()
            if work is None:
                return None
            _finish(work, again_at=handlers[work.kind](key=work.key, now=now))
    except Exception as trouble:
        if work is None:
            raise
        _put_off(work, trouble, now=now, jitter=chance())
        return Done(work.kind, work.key, trouble)
    return Done(work.kind, work.key)


def _finish(work: DueWork, *, again_at: datetime | None) -> None:
    if again_at is None:
        work.delete()
        return
    work.due_at, work.attempts, work.last_error = again_at, 0, ""
    work.save(update_fields=["due_at", "attempts", "last_error"])


def _put_off(work: DueWork, trouble: Exception, *, now: datetime, jitter: float) -> None:
    """Try later, unless somebody has set another time meanwhile."""
    DueWork.objects.filter(pk=work.pk, due_at=work.due_at).update(
        due_at=now + rules.pause(work.attempts + 1, jitter=jitter),
        attempts=F("attempts") + 1,
        last_error=rules.masked(str(trouble) or type(trouble).__name__),
    )
