"""Counts how often a secret is tried or a thing is asked for, and refuses when it is too often.

A count must outlive the refusal that comes with it. Outside of a transaction each of these
commits by itself; inside one, the caller must not roll it back by raising.
"""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime, timedelta

from django.db import transaction

from yika.domain.vault import queries
from yika.domain.vault.models import TryCount
from yika.domain.vault.rules import tries as rules
from yika.domain.vault.rules.tries import Allowance, Tries
from yika.kit import blind

SWEPT_AT_ONCE = 1000
CLOCK_SLACK = timedelta(minutes=1)  # clocks of several machines are never quite alike
FACTS = [field.name for field in fields(Tries)]


def spend_try(*, scope: str, subject: str, allowance: Allowance, now: datetime) -> Tries:
    """Take one try, or refuse with TooManyTries when none is left now; a refused one is not taken.

    Answers the tries so far, this one among them.

    For a secret: spend, then compare, then `forget_tries` when it was right. Many callers at
    once never get more tries than there are, which looking first and counting later would give.
    """
    with transaction.atomic():
        row = _hold(scope, subject, now)
        tries = _as_value(row)
        possible = not rules.wait_left(tries, now)
        if possible:
            tries = rules.one_more(tries, allowance, now)
            _keep(row, tries)
    if not possible:
        rules.check_wait(tries, now)
    return tries


def check_tries(*, scope: str, subject: str, allowance: Allowance, now: datetime) -> None:  # noqa: ARG001  one signature for all
    """Refuse with TooManyTries when no try is left now. Spends none: for asking beforehand."""
    row = TryCount.objects.filter(key__in=_keys(scope, subject)).order_by("-next_at").first()
    rules.check_wait(_as_value(row) if row else None, now)


@transaction.atomic
def count_try(*, scope: str, subject: str, allowance: Allowance, now: datetime) -> None:
    """Count one more try, whether or not one was left; for what cannot be known beforehand."""
    row = _hold(scope, subject, now)
    _keep(row, rules.one_more(_as_value(row), allowance, now))


def forget_tries(*, scope: str, subject: str) -> None:
    """Begin anew, after a success."""
    TryCount.objects.filter(key__in=_keys(scope, subject)).delete()


@transaction.atomic
def sweep_tries(*, now: datetime, limit: int = SWEPT_AT_ONCE) -> int:
    """Drop up to `limit` counts that mean nothing any more; gives back how many rows were mended.

    Where the clock was set back, counts from what is the future now keep their waits, from now.
    """
    old = TryCount.objects.filter(forget_at__lte=now)
    page = list(old.order_by("forget_at").values_list("key", flat=True)[:limit])
    # Both conditions: a row that was tried again meanwhile stays.
    gone, _ = old.filter(key__in=page).delete()
    return gone + _turn_back(now, limit)


def _turn_back(now: datetime, limit: int) -> int:
    ahead = TryCount.objects.filter(last_at__gt=now + CLOCK_SLACK)
    if not ahead.exists():
        return 0
    rows = list(ahead.select_for_update(skip_locked=True).order_by("last_at")[:limit])
    for row in rows:
        _keep(row, rules.turned_back(_as_value(row), now))
    return len(rows)


def _hold(scope: str, subject: str, now: datetime) -> TryCount:
    """The row, held until the transaction ends; made where there is none, in the same step."""
    key = _key_in_use(_keys(scope, subject))
    fresh = TryCount(
        key=key, scope=scope, used=0, since=now, last_at=now, next_at=now, forget_at=now
    )
    TryCount.objects.bulk_create(
        [fresh], update_conflicts=True, unique_fields=["key"], update_fields=["scope"]
    )
    return TryCount.objects.get(key=key)


def _keep(row: TryCount, tries: Tries) -> None:
    TryCount.objects.filter(key=row.key).update(**asdict(tries))


def _as_value(row: TryCount) -> Tries:
    return Tries(**{name: getattr(row, name) for name in FACTS})


def _keys(scope: str, subject: str) -> list[bytes]:
    """The row's key under each index key at hand, the current one first."""
    return blind.candidates(queries.keyring(), f"tries.{scope}", subject)


def _key_in_use(keys: Iterable[bytes]) -> bytes:
    """A count goes on under the key it was begun with, also after the keyring got a newer one."""
    current, *older = keys
    if not older:
        return current
    begun = TryCount.objects.filter(key__in=[current, *older]).order_by("-next_at")
    return begun.values_list("key", flat=True).first() or current
