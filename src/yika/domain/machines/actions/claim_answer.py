"""Sees to it that a request of a program is at work once only."""

from datetime import datetime

from django.db import transaction

from yika.domain.machines.actions.answer_hashes import asked_hashes, key_hash
from yika.domain.machines.models import ApiAnswer
from yika.domain.machines.rules import answers as rules
from yika.domain.vault.queries import keyring
from yika.kit import envelope


@transaction.atomic
def claim_answer(*, program: str, key: str, asked: str, now: datetime) -> bytes | None:
    """What this program was answered under this key; None when it is now the caller's to find out.

    Whoever got None calls `keep_answer` or `release_answer`. Until then a twin is refused with
    `StillRunning`. The same key with anything else `asked` is refused with `KeyOfAnother`.
    """
    hashes = asked_hashes(asked)
    fresh = {
        "asked": hashes[0],
        "answer": None,
        "running_until": now + rules.RUNS_FOR,
        "expires_at": now + rules.KEPT_FOR,
    }
    named = {"program": program, "key": key_hash(key)}
    row, claimed = ApiAnswer.objects.select_for_update().get_or_create(**named, defaults=fresh)
    if claimed:
        return None

    if now < row.expires_at:
        if row.asked not in hashes:
            raise rules.KeyOfAnother
        if row.answer is not None:
            return envelope.open_(keyring(), row.answer, where=row.where)
        if now < row.running_until:
            raise rules.StillRunning

    ApiAnswer.objects.filter(pk=row.pk).update(**fresh)
    return None
