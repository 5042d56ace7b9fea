"""Keeps what a program was answered, or gives its request free again."""

from datetime import datetime

from django.db import transaction

from yika.domain.machines.actions.answer_hashes import key_hash
from yika.domain.machines.models import ApiAnswer
from yika.domain.vault.queries import keyring
from yika.kit import envelope

SWEPT_AT_ONCE = 1000


@transaction.atomic
def keep_answer(*, program: str, key: str, answer: bytes) -> None:
    """Keep the answer to a request that was claimed; the first one stays."""
    unanswered = ApiAnswer.objects.select_for_update().filter(answer=None)
    row = unanswered.filter(program=program, key=key_hash(key)).first()
    if row is not None:
        row.answer = envelope.seal(keyring(), answer, where=row.where)
        row.save(update_fields=["answer"])


def release_answer(*, program: str, key: str) -> None:
    """Let the same request be tried again at once: nothing worth keeping was answered."""
    ApiAnswer.objects.filter(program=program, key=key_hash(key), answer=None).delete()


@transaction.atomic
def sweep_answers(*, now: datetime, limit: int = SWEPT_AT_ONCE) -> int:
    """Drop up to `limit` answers whose time is over; gives back how many."""
    over = ApiAnswer.objects.filter(expires_at__lte=now).order_by("expires_at")
    page = list(over.values_list("pk", flat=True)[:limit])
    # Both conditions: a row that was claimed anew meanwhile stays.
    gone, _ = ApiAnswer.objects.filter(expires_at__lte=now, pk__in=page).delete()
    return gone
