"""Notes what the worker must do at a time."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal import rules
from yika.domain.journal.models import DueWork


def schedule(*, kind: str, key: str, due_at: datetime) -> None:
    """Have the worker do something at a time, in the caller's transaction.

    Safe to repeat: one piece of work stands once; scheduling it again only moves its time.
    The worker calls the handler of this kind with the key, also when it was down at that time.
    """
    rules.check_text("kind", kind, longest=rules.KIND_MAX)
    rules.check_text("key", key, longest=rules.KEY_MAX)
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("work is scheduled inside a transaction")
    DueWork.objects.update_or_create(
        kind=kind, key=key, defaults={"due_at": due_at, "attempts": 0, "last_error": ""}
    )
