"""Makes an API key for a program of an issuer."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.journal.actions import record
from yika.domain.machines import queries, rules
from yika.domain.machines.models import ApiKey
from yika.domain.machines.queries import KeyView
from yika.domain.staff.actions import use_approval
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@dataclass(frozen=True, slots=True)
class Made:
    """The key, and its text: shown now, and never again."""

    key: KeyView
    plain: str = field(repr=False)


@transaction.atomic
def make_key(  # noqa: PLR0913  all that is known of a key from its first day
    *,
    issuer: str,
    name: str,
    scopes: Collection[str],
    test: bool = False,
    expires_at: datetime | None = None,
    approval: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> Made:
    """Make a key that may do what its scopes say, and only for this issuer.

    It may hold no more than its maker, unless a second person approved exactly this
    (`ask_approval` with `rules.APPROVAL_KIND`, the issuer as subject and `rules.digest_of_key`).
    """
    if not by.sees(issuer):
        raise UnknownIssuer(issuer=issuer)
    row = ApiKey(
        issuer=issuer,
        name=name,
        scopes=sorted(set(map(str, scopes))),
        test=test,
        made_at=now,
        made_by_request=ids.request_key(request_id),
        expires_at=expires_at,
    )
    if ApiKey.objects.filter(made_by_request=row.made_by_request).exists():
        raise rules.KeyAlreadyShown

    issuers.issuer(issuer)
    check_may(by, Right.KEYS_MANAGE, issuer)
    rules.check_key(name=name, scopes=row.scopes, expires_at=expires_at, now=now)
    _check_agreed(row, approval, by=by, now=now, request_id=request_id)

    plain = rules.new_key(test=test)
    row.secret = rules.hash_of(plain)
    _insert(row)

    record(
        "key.made",
        subject=str(row),
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"scopes": row.scopes, "test": test},
    )
    return Made(queries.key_view(row), plain)


def _check_agreed(row: ApiKey, approval: str, *, by: Actor, now: datetime, request_id: str) -> None:
    """Refuse what the maker may not do himself, unless a second person has approved it."""
    beyond = rules.beyond(row.scopes, by=by, issuer=row.issuer)
    if not beyond:
        return
    if not approval:
        raise rules.BeyondYourRights(rights=", ".join(beyond))
    use_approval(
        approval=approval,
        kind=rules.APPROVAL_KIND,
        subject=row.issuer,
        digest=rules.digest_of_key(
            issuer=row.issuer, name=row.name, scopes=row.scopes, test=row.test
        ),
        by=by,
        now=now,
        request_id=request_id,
    )


def _insert(row: ApiKey) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # The same request came twice at this moment.
        raise rules.KeyAlreadyShown from error
